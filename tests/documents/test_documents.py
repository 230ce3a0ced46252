"""Whole documents: ``accord.md`` and ``accord.html`` are what ``accord.treaty`` becomes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from treatylang.documents import render
from treatylang.model.draft import Draft
from treatylang.model.load import load

HERE = Path(__file__).parent
HOSTILE = "<script>alert(1)</script> & *b* _i_ [x](http://y.example) `c` | <!-- ${{ 7 }} {% x %}"


def drafted(folder: Path, text: str) -> Draft:
    file = folder / "draft.treaty"
    file.write_text(text, encoding="utf-8")
    return load(file, root=folder)


@pytest.mark.parametrize(("to", "ending"), [("markdown", "md"), ("html", "html"), ("text", "txt")])
def test_a_draft_becomes_this_document(to: str, ending: str) -> None:
    draft = load(HERE / "accord.treaty", root=HERE)
    assert draft.findings == ()
    assert render(draft, to=to) == (HERE / f"accord.{ending}").read_text(encoding="utf-8")


def test_votes_and_final_clauses_are_told_in_full() -> None:
    draft = load(HERE / "council.treaty", root=HERE)
    assert draft.findings == ()
    assert render(draft) == (HERE / "council.md").read_text(encoding="utf-8")
    page = Page(render(draft, to="html"))
    assert "document-voting" in page.anchors
    assert {link.removeprefix("#") for link in page.links} <= set(page.anchors)


class Page(HTMLParser):
    """Collects the anchors, the links and the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.anchors.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name == "src":
                self.sources.append(value or "")


def test_every_link_leads_somewhere_on_the_page() -> None:
    page = Page(render(load(HERE / "accord.treaty", root=HERE), to="html"))
    assert len(set(page.anchors)) == len(page.anchors)
    assert {link.removeprefix("#") for link in page.links} <= set(page.anchors)
    assert "#licensing.cap" in page.links
    assert not page.sources and not page.tags & {"link", "script", "img"}


@pytest.mark.parametrize("to", ["markdown", "html"])
def test_text_of_a_draft_never_becomes_markup(to: str, tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        f'treaty t "Treaty {HOSTILE}" version "{HOSTILE}", done at "{HOSTILE}".\n'
        f'recital "{HOSTILE}".\nstate USA "{HOSTILE}" is Party.\n'
        f'class Party "{HOSTILE}".\nact go "go {HOSTILE}" by Party.\n'
        f'article one "{HOSTILE}".\n'
        f"a1: Each Party shall go. USA shall go.\n"
        'a2: text "# no heading" points "- no list", "1. no number", "\ufdd0one\ufdd1x\ufdd2 y".\n',
    )
    text = render(draft, to=to)
    assert not re.search(r"(?<!\\)<(script|!--)", text)
    if to == "html":
        assert Page(text).tags.isdisjoint({"script", "em", "code"})
        assert "*b* _i_ [x](http://y.example)" in text
    else:
        assert not re.search(r"(?<!\\)[<*_\[`|]", re.sub(r"(?m)^\*(.*)\*$", r"\1", text))
        assert not re.search(r"(?m)^(- |1\. |# no)", text)
        assert "://" not in text


def test_single_spaces_everywhere() -> None:
    text = render(load(HERE / "accord.treaty", root=HERE))
    assert "  " not in text and " ." not in text and " ," not in text


def test_an_included_instrument_follows_the_main_one(tmp_path: Path) -> None:
    (tmp_path / "charter.treaty").write_text(
        'treaty charter "Charter of the Union".\narticle aims "Aims".\npeace: text "Peace".\n',
        encoding="utf-8",
    )
    draft = drafted(
        tmp_path,
        'treaty pact "Pact on Peace".\ninclude "charter.treaty".\n'
        'article one "One".\nfirst: text "See {aims} and {charter}".\n'
        "charter prevails over pact.\n",
    )
    text = render(draft)
    assert text.index("# Pact on Peace") < text.index("# Charter of the Union")
    assert "See Article 1 of the Charter of the Union and the Charter of the Union." in text
    assert "the Charter of the Union shall prevail over this Pact." in text
    assert text.count("IN WITNESS WHEREOF") == 1


def test_a_rule_on_conflicts_stands_in_the_instrument_that_states_it(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        'treaty pact "Pact on Peace".\narticle one "One".\nfirst: text "Peace.".\n'
        'treaty charter "Charter of the Union".\narticle aims "Aims".\npeace: text "More peace.".\n'
        "This treaty prevails over pact. Lex posterior applies.\n",
    )
    pact, charter = render(draft).split("# Charter of the Union")
    assert "this Charter shall prevail over the Pact on Peace." in charter
    assert "Charter" not in pact and "the later of them shall prevail" in pact


def test_a_draft_that_is_not_readable_is_rendered_as_far_as_it_is(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path,
        'class Party "Party".\nact go "go" by Party.\narticle one "One".\n'
        "a1: Each Party shall fly.\na2: Each Party shall go, if x.\na3: Each Party shall go.\n",
    )
    assert "\n3\\. Each Party shall go.\n" in render(draft)
    assert 'id="one.a3"' in (page := render(draft, to="html")) and "one.a1" not in page


def test_an_unknown_format_or_language_is_refused(tmp_path: Path) -> None:
    draft = drafted(tmp_path, 'class Party "Party".\n')
    with pytest.raises(ValueError, match="unknown format “odt”"):
        render(draft, to="odt")
    with pytest.raises(ValueError, match="unknown language “la”"):
        render(draft, lang="la")


def test_the_return_of_a_competence_is_no_part_of_its_conditions(tmp_path: Path) -> None:
    text = render(
        drafted(
            tmp_path,
            'level national < global.\norgan Office "Office" at global.\n'
            'matter seas "protection of the seas".\n'
            'fact storm "there is a storm".\nfact spill "there is a spill".\n'
            'fact calm "the sea is calm".\narticle one "One".\n'
            "a: The Office has shared competence over seas, if storm and spill or calm,\n"
            "   returning when calm.\n"
            "b: The Office has shared competence over seas, if storm, returning when calm.\n",
        )
    )
    lines = [line for line in text.splitlines() if line]
    assert lines[-6:-2] == [
        "(a) there is a storm and there is a spill; or",
        "(b) the sea is calm.",
        "That competence shall return to the level below when the sea is calm.",
        "2\\. The Office shall have shared competence over the protection of the seas, where there "
        "is a storm. That competence shall return to the level below when the sea is calm.",
    ]


@pytest.mark.parametrize(
    ("plural", "states", "head"),
    [
        ("Parties", "", "The Parties to this Pact,"),
        ("States Parties", "", "The States Parties to this Pact,"),
        ("Members", "", "The Members, Parties to this Pact,"),
        (
            "Members",
            'class Guest "guest".\nstate A "Aland" is Member.\n'
            'state B "Bland" is Member.\nstate C "Cland" is Guest.\n',
            "Aland and Bland, hereinafter referred to as the “Members”,",
        ),
    ],
)
def test_a_preamble_says_who_the_parties_are(
    plural: str, states: str, head: str, tmp_path: Path
) -> None:
    draft = drafted(
        tmp_path,
        f'treaty pact "Pact on Peace" among Member.\nclass Member "Member" plural "{plural}".\n'
        f'{states}recital "deeply concerned about war.".\n'
        'recital "we the peoples".\n'
        'article one "One".\nfirst: text "Peace.".\n',
    )
    assert draft.findings == ()
    lines = [line for line in render(draft).splitlines() if line]
    assert lines[1:5] == [
        head, "*Deeply concerned* about war,", "We the peoples,", "Have agreed as follows:",
    ]  # fmt: skip
    assert "<i>Deeply concerned</i> about war," in render(draft, to="html")
