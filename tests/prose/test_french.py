"""French nouns, numbers and marks: what agrees, what elides, what is fused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from treatylang.prose import cldr
from treatylang.prose.fr.french import French
from treatylang.prose.fr.nouns import Noun, cardinal, ne, negated, ordinal, que, si
from treatylang.prose.fr.words import Words

NB, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        (Noun("stock"), "le stock, du stock, au stock, un stock, son stock, il"),
        (Noun("Partie", True), "la Partie, de la Partie, à la Partie, une Partie, sa Partie, elle"),
        (Noun("Autorité", True),
         "l’Autorité, de l’Autorité, à l’Autorité, une Autorité, son Autorité, elle"),
        (Noun("États-Unis", plural=True),
         "les États-Unis, des États-Unis, aux États-Unis, des États-Unis, ses États-Unis, ils"),
        (Noun("Haut Conseil", elided=False),
         "le Haut Conseil, du Haut Conseil, au Haut Conseil, un Haut Conseil, son Haut Conseil, "
         "il"),
        (Noun("Cuba", True, bare=True), "Cuba, de Cuba, à Cuba, Cuba, sa Cuba, elle"),
        (Noun("onzième jour"),
         "le onzième jour, du onzième jour, au onzième jour, un onzième jour, son onzième jour, "
         "il"),
    ],
)  # fmt: skip
def test_a_noun_takes_its_article(noun: Noun, forms: str) -> None:
    said = (noun.le, noun.du, noun.au, noun.un, noun.son, noun.il)
    assert ", ".join(said) == forms


def test_adjectives_agree() -> None:
    words = [Noun("x"), Noun("x", True), Noun("x", plural=True), Noun("x", True, True)]
    assert [noun.agreed("tenu") for noun in words] == ["tenu", "tenue", "tenus", "tenues"]
    assert [noun.agreed("égal") for noun in words[:2]] == ["égal", "égale"]


@pytest.mark.parametrize(
    ("verb", "denied"),
    [
        ("procède à un entraînement", "ne procède pas à un entraînement"),
        ("a procédé", "n’a pas procédé"),
        ("s’abstient", "ne s’abstient pas"),
        ("se retire de l’Accord", "ne se retire pas de l’Accord"),
        ("admet", "n’admet pas"),
    ],
)
def test_a_verb_is_denied(verb: str, denied: str) -> None:
    assert negated(verb) == denied


def test_elision() -> None:
    assert (ne("admet"), ne("procède")) == ("n’admet", "ne procède")
    assert (que("une Partie"), que("la Partie", "lorsque")) == (
        "qu’une Partie",
        "lorsque la Partie",
    )
    assert (si("il notifie"), si("elle notifie"), si("une Partie")) == (
        "s’il notifie", "si elle notifie", "si une Partie",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "zéro"), (1, "un"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"),
        (60, "soixante"), (70, "soixante-dix"), (71, "soixante et onze"), (77, "soixante-dix-sept"),
        (80, "quatre-vingts"), (81, "quatre-vingt-un"), (90, "quatre-vingt-dix"),
        (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, None),
    ],
)  # fmt: skip
def test_whole_numbers_in_words(count: int, words: str | None) -> None:
    """As the Académie spells them, with the hyphens of before 1990 that treaties keep."""
    assert cardinal(count) == words


def test_feminine_numbers() -> None:
    assert (cardinal(1, True), cardinal(21, True), cardinal(81, True)) == (
        "une", "vingt et une", "quatre-vingt-une",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (1, "premier"), (2, "deuxième"), (4, "quatrième"), (5, "cinquième"), (9, "neuvième"),
        (11, "onzième"), (21, "vingt et unième"), (30, "trentième"), (80, "quatre-vingtième"),
        (90, "quatre-vingt-dixième"), (100, "100e"),
    ],
)  # fmt: skip
def test_ordinals(position: int, words: str) -> None:
    assert ordinal(position) == words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(100_000), f"100{THIN}000"), (Fraction(5, 2), "2,5"), (Fraction(10**26), "10²⁶"),
        (Fraction(2 * 10**26), "2 × 10²⁶"), (Fraction(25 * 10**18), "2,5 × 10¹⁹"),
        (Fraction(-3), "−3"), (Fraction(1, 3), None),
        (Fraction(1234567891, 10**5), f"12{THIN}345,67891"),
        (Fraction(10**26 + 1),
         f"100{THIN}000{THIN}000{THIN}000{THIN}000{THIN}000{THIN}000{THIN}000{THIN}001"),
    ],
)  # fmt: skip
def test_figures_are_exact(value: Fraction, said: str | None) -> None:
    assert cldr.figure(value, "fr") == said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Dans l'Accord : non ; oui !", f"Dans l’Accord{NB}: non{THIN}; oui{THIN}!"),
        ("«expression» et « autre »", f"«{NB}expression{NB}» et «{NB}autre{NB}»"),
        ("voir https://x.org/a?b", "voir https://x.org/a?b"),
        ("à 12:30", "à 12:30"),
    ],
)
def test_marks_are_set_as_french_sets_them(typed: str, printed: str) -> None:
    assert Words.typeset(French.__new__(French), typed) == printed


def test_plurals_follow_the_number() -> None:
    values = (
        Fraction(0),
        Fraction(1),
        Fraction(3, 2),
        Fraction(2),
        Fraction(10**40 + 1),
        Fraction(1, 3),
    )
    said = [cldr.plural(value, "fr") for value in values]
    assert said == ["one", "one", "one", "other", "other", "one"]
