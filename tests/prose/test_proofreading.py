"""Every sentence of every draft, in every language it has, is read by a proofreader."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prose.proofreading import _ending, _marked, marked
from treatylang.documents.build import build
from treatylang.documents.flow import Block, Kind
from treatylang.model.load import load, read_text

ROOT = Path(__file__).parents[2]
DRAFTS = sorted(
    path
    for folder in (ROOT / "drafts", ROOT / "tests" / "documents")
    for path in folder.rglob("*.treaty")
)


@pytest.mark.parametrize("path", DRAFTS, ids=str)
def test_nothing_in_a_draft_would_be_marked(path: Path) -> None:
    draft = load(path)
    for lang in ("en", *draft.lexicons):
        assert list(marked(build(draft, lang))) == [], lang


VOCABULARY = """
treaty pact "Pact on the Common Waters" done at "Rome", authentic in en, among Party.
unit tonne "tonne" plural "tonnes".
class Party "Party" plural "Parties".
class Upper "Upstream Party" plural "Upstream Parties" is Party.
state URU "United States of Uru" is Upper. state EAS "Eastland" is Party.
organ Authority "Authority".
fact alarm "an emergency is in effect". fact weak of Party "it has no fleet".
event request of Party "the request of the Authority". event hour "the hour of truth".
quantity fleet of Party in tonne "aggregate capacity of its fleet".
controlled quantity stock of Party in tonne "stock of fish".
act fish "operate a trawler" by Party with catch in tonne "an annual catch", gear among open, shut.
act hand "hand over documents" by Party to Party with place among domestic, foreign.
act report "report to the Authority" by Party.
act hire "hire an inspector" by Authority.
article one "One".
"""


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Norms of all forms, as people write them, on a small vocabulary."""

    def one(*choices: str) -> str:
        return draw(st.sampled_from(choices))

    number = draw(st.sampled_from([1, 2, 21, 100, 1000]))
    about = [
        "alarm", "not alarm", "its fleet >= 5 tonnes and its fleet < 9 tonnes", "it is a Upper",
        "its fleet > 1 tonne", "weak of it", "request has happened",
        "it did report", "alarm and (weak of it or it is a Upper)", "not (alarm or weak of it)",
    ]  # fmt: skip
    told = ""
    for at in range(draw(st.integers(1, 4))):
        lead = one("", "", f"If {draw(st.sampled_from(about))}, ")
        if at and draw(st.integers(0, 3)) == 0:
            heads = " and ".join(f"n{n}" for n in range(draw(st.integers(1, at))))
            lead = f"{one('Notwithstanding', 'Subject to', 'Without prejudice to')} {heads}, "
        who = one(
            "each Party", "no Party", "a Upper", "URU", "each Party that is not a Upper",
            "each Upper that did report", "any Party that has fleet >= 21 tonnes",
        )  # fmt: skip
        modal = one("shall", "may") if who.startswith("no ") else one("shall", "may", "shall not")
        content = one(
            "fish", f"fish with catch <= {number} tonnes", "fish with gear = open", "report",
            "hand to another_", "hand to a Party with place = foreign", "hand to EAS",
            f"keep its stock at most {number} tonnes",
            f"fish with catch > 1 tonne and catch < {number + 1} tonnes and gear = shut",
        ).replace(" to another_", " to a Party")  # fmt: skip
        window = one(
            "", "", f", within {number} days after hour", ", until 2031-01-01",
            f", not earlier than {number} months after hour", ", within 1 day before hour",
        )  # fmt: skip
        tail = one("", f", if {draw(st.sampled_from(about))}",
                   f", unless {draw(st.sampled_from(about))}")  # fmt: skip
        told += f"n{at}: {lead}{who} {modal} {content}{window}{tail}.\n"
    return told


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles())
def test_nothing_in_a_random_article_would_be_marked(text: str) -> None:
    draft = read_text("pact.treaty", VOCABULARY + text)
    assert not [item for item in draft.findings if item.code == "TL002"]
    assert list(marked(build(draft))) == []


@pytest.mark.parametrize(
    "said",
    [
        "A Party  shall act.", "A Party shall act .", "The Party's act.", "A act is done.",
        "An report is made.", "The the Party acts.", "Each each Party acts.", "one Parties act.",
        "within ten day.", "The Parties has acted.", "An hour (or two.", "The “act is done.",
        "A Party shall operate_reactor.", "Subject to paragraph 1 and.", "{{ act }} is done.",
        "It is done,, and so.", "The act of United States.",
    ],
)  # fmt: skip
def test_the_proofreader_sees(said: str) -> None:
    assert list(_marked(said, "en")), said


@pytest.mark.parametrize(
    "said",
    [
        "An hour after a unit of a European State, a one-day visit is made.",
        "A Party that had had it knows that that is so.",
        "In 1,000 cases, of 2.5 tonnes (or more), “so” is said.",
        "Two Parties act within one day, or within two days.",
    ],
)
def test_the_proofreader_is_silent_where_nothing_is_wrong(said: str) -> None:
    assert list(_marked(said, "en")) == []


def test_the_proofreader_reads_how_a_sentence_ends() -> None:
    assert _ending(Block(Kind.PARAGRAPH, ()), "A Party shall act")
    assert not _ending(Block(Kind.PARAGRAPH, ()), "A Party shall act. [1] [2]")
    assert _ending(Block(Kind.POINT, ()), "the act")
    assert not _ending(Block(Kind.POINT, ()), "the act; and")
    assert _ending(Block(Kind.HEADING, ()), "Acts:")
