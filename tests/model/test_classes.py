"""Who may be in which class: classes that exclude one another, and acts that are not for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.drafts import read, well, wrong

CLASSES = """
class Trader "trader" plural "traders".
class Buyer "Buyer" plural "Buyers" is Trader.
class Seller "Seller" plural "Sellers" is Trader.
quantity sales of Trader.
class Large "large trader" plural "large traders" is Trader where sales > 5.
class LargeSeller "large Seller" plural "large Sellers" is Seller where sales > 9.
state FAR "Farland".
state BTH "Bothland" is Buyer.
organ Registry "Registry".
organ Office "office" of each Trader.
act deliver "deliver the goods" by Seller to Buyer, on the other side fetch "fetch the goods".
act insure "insure the goods" by Trader.
act enter "enter the sale" by Registry.
act stamp "stamp the sale" by Office.
"""
ARTICLE = 'article a "A".\none: '


@pytest.mark.parametrize("sentence", [
    "each Seller shall deliver", "each Trader shall deliver", "each LargeSeller shall deliver",
    "each Large shall deliver", "FAR shall deliver", "any state shall deliver",
    "each Trader that is a Seller shall deliver", "each Seller shall deliver to a Trader",
    "each Buyer shall fetch", "each Buyer shall insure", "the Registry shall enter",
    "each Office shall stamp", "each Buyer shall deliver, if it is a Seller",
    "each Buyer shall fetch from each Seller", "the Registry may suspend one",
    "BTH shall fetch", "each Seller shall deliver to a Seller that is a Buyer",
])  # fmt: skip
def test_who_may_do_an_act_can_be_bound(tmp_path: Path, sentence: str) -> None:
    ending = "" if "suspend" not in sentence else " two: each Seller shall insure."
    well(tmp_path, f"{ARTICLE}{sentence}.{ending}", CLASSES)


@pytest.mark.parametrize(("sentence", "word"), [
    ("each Buyer shall deliver", "Buyer"), ("the Registry shall insure", "Registry"),
    ("each Trader shall enter", "Trader"), ("FAR shall enter", "FAR"),
    ("each Office shall enter", "Office"), ("each Seller shall fetch", "Seller"),
    ("each Seller shall deliver to a Seller", "Seller"), ("BTH shall deliver", "BTH"),
    ("each Buyer shall fetch from the Registry", "Registry"),
    ("each Buyer shall deliver, if not it is a Seller", "Buyer"),
])  # fmt: skip
def test_who_never_does_an_act_cannot_be_bound(tmp_path: Path, sentence: str, word: str) -> None:
    (found,) = wrong(read(tmp_path, f"{ARTICLE}{sentence}.", CLASSES))
    assert found.code == "TL105" and f"“{word}” has no part in" in found.message
    assert found.place.line == 3 and found.place.column == sentence.rindex(word) + len("one: ") + 1


def test_a_state_in_both_classes_makes_them_meet(tmp_path: Path) -> None:
    vocabulary = CLASSES.replace("is Buyer.", "is Buyer and Seller.")
    well(tmp_path, f"{ARTICLE}each Buyer shall deliver.", vocabulary)


def test_nobody_is_in_both_classes(tmp_path: Path) -> None:
    draft = well(tmp_path, f"No Buyer is a Seller.\n{ARTICLE}each Buyer shall insure.", CLASSES)
    assert [item.apart for item in draft.assumptions] == [("Buyer", "Seller")]


@pytest.mark.parametrize(("sentence", "code"), [
    ("No Buyer is a Selle.", "TL101"), ("No Buyer is a deliver.", "TL105"),
    ("Each Buyer is a Seller.", "TL107"), ("No Registry is a Seller.", "TL105"),
])  # fmt: skip
def test_what_excludes_nothing_is_refused(tmp_path: Path, sentence: str, code: str) -> None:
    found = wrong(read(tmp_path, f"{sentence}\n{ARTICLE}each Buyer shall insure.", CLASSES))
    assert [item.code for item in found] == [code]
