"""Whatever is imported is printed again word for word: generated treaties, and any text at all."""

from __future__ import annotations

import html as escaping
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing import comparing
from treatylang.documents import render
from treatylang.importing import Unreadable, import_treaty
from treatylang.model.load import read_text

WORDS = st.sampled_from(
    r"""the Parties shall keep water level Article Annex Part paragraph paragraphs (a) 1. 2 § {x}
    "lake" back\slash — of and or to in Convention, this preceding thereof; état IV V. *star*
    _low_ <b> &amp; [1] `code` # - | $5 ~ http://a.example mixed: 3.5 “quoted” it’s 第三条,
    États""".split()
)
PROSE = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: f"Each {' '.join(words)}.")
HEADING = st.lists(
    st.sampled_from("Use of terms Scope Rivers Final clauses Régime".split()), max_size=3
).map(" ".join)
NUMBERS = st.sampled_from([
    [str(n) for n in range(1, 9)],
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"],
    ["1", "1 bis", "2", "2 ter", "3", "4A", "5", "6"],
])  # fmt: skip


@dataclass(frozen=True)
class Provision:
    label: str
    text: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Head:
    caption: str
    heading: str
    provisions: tuple[Provision, ...]


@st.composite
def provisions(draw: st.DrawFn) -> tuple[Provision, ...]:
    style = draw(st.sampled_from(["{}.", "({})", ""]))
    found = []
    for at in range(1, draw(st.integers(1, 4)) + 1):
        points = draw(st.lists(PROSE, max_size=3))
        listed = tuple((f"({'abc'[n]})", text) for n, text in enumerate(points))
        found.append(Provision(style.format(at), draw(PROSE), listed))
    return tuple(found)


@st.composite
def treaties(draw: st.DrawFn) -> list[Head]:
    word = draw(st.sampled_from(["Article", "ARTICLE", "Art.", "Artículo", "Статья"]))
    numbers = draw(NUMBERS)
    heads = [
        Head(f"{word} {numbers[at]}", draw(HEADING), draw(provisions()))
        for at in range(draw(st.integers(1, 5)))
    ]
    if draw(st.booleans()):
        heads.insert(0, Head("PART I", "GENERAL", ()))
    if draw(st.booleans()):
        heads.append(Head("ANNEX", draw(HEADING), draw(provisions())))
    return heads


def as_text(heads: list[Head]) -> str:
    lines = ["TREATY ON THE LAKE", "", "The Parties to this Treaty,", "", "Agree:", ""]
    for head in heads:
        lines += [head.caption, *([head.heading] if head.heading else []), ""]
        for item in head.provisions:
            lines += [f"{item.label} {item.text}".strip(), ""]
            lines += [line for label, text in item.points for line in (f"{label} {text}", "")]
    return "\n".join(lines)


def as_html(heads: list[Head]) -> str:
    said = ["<!DOCTYPE html><html><head><title>x</title></head><body><h1>TREATY ON THE LAKE</h1>"]
    said += ["<p>The Parties to this Treaty,</p><script>drop()</script><p>Agree:</p>"]
    for head in heads:
        said.append(f"<h2>{head.caption}<br>{head.heading}</h2>")
        for item in head.provisions:
            if item.label.endswith("."):
                said.append(f"<ol start={item.label[:-1]}><li>{escaping.escape(item.text)}</ol>")
            else:
                said.append(f"<p>{item.label} {escaping.escape(item.text)}</p>")
            for label, text in item.points:
                said.append(f"<table><tr><td>{label}<td>{escaping.escape(text)}</table>")
    return "\n".join(said)


def as_markdown(heads: list[Head]) -> str:
    def said(text: str) -> str:
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)

    lines = ["# TREATY ON THE LAKE", "", "The Parties to this Treaty,", "", "Agree:", ""]
    for head in heads:
        lines += [f"## {said(head.caption)}", ""]
        lines += [f"### {head.heading}", ""] if head.heading else []
        for item in head.provisions:
            lines += [f"{item.label} {said(item.text)}".strip(), ""]
            lines += [line for label, text in item.points for line in (f"{label} {said(text)}", "")]
    return "\n".join(lines)


def as_akn(heads: list[Head]) -> str:
    said = [
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="treaty">'
        "<meta><identification/></meta><preface><longTitle><p><docTitle>TREATY ON THE LAKE"
        "</docTitle></p></longTitle></preface><preamble><recitals><recital><p>"
        "The Parties to this Treaty,</p>"
        "</recital></recitals><p>Agree:</p></preamble><body>"
    ]
    for head in heads:
        kind = "part" if head.caption.startswith("PART") else "article"
        said.append(f"<{kind}><num>{head.caption}</num>")
        said.append(f"<heading>{head.heading}</heading>" if head.heading else "")
        for item in head.provisions:
            num = f"<num>{item.label}</num>" if item.label else ""
            text = f"<p>{escaping.escape(item.text)}</p>"
            listed = "".join(
                f"<point><num>{label}</num><content><p>{escaping.escape(said)}</p></content></point>"
                for label, said in item.points
            )
            inside = f"<list><intro>{text}</intro>{listed}</list>" if listed else text
            inside = inside if listed else f"<content>{inside}</content>"
            said.append(f"<paragraph>{num}{inside}</paragraph>")
        said.append(f"</{kind}>")
    return "".join([*said, "</body></act></akomaNtoso>"])


@pytest.mark.parametrize("form", ["text", "markdown", "html", "akn"])
@given(heads=treaties())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_a_treaty_comes_back(form: str, heads: list[Head], tmp_path: Path) -> None:
    given_ = {"text": as_text, "markdown": as_markdown, "html": as_html, "akn": as_akn}[form](heads)
    words = comparing.words(as_text(heads))
    file = tmp_path / "treaty.txt"
    file.write_text(given_, encoding="utf-8")
    found = import_treaty(file, form)
    draft = read_text("treaty.treaty", found.text)
    assert draft.findings == ()
    assert comparing.words(str(render(draft, to="text"))) == words
    assert comparing.of_markdown(str(render(draft, to="markdown"))) == words
    assert comparing.of_html(str(render(draft, to="html"))) == words
    captions = [head.caption for head in heads if not head.caption.startswith("PART")]
    assert [item.printed or item.name for item in draft.articles.values()] == captions


@given(
    text=st.text(
        st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Cn", "Co"])
        | st.sampled_from('\n .(1a){}"\\#*-')
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back(text: str, tmp_path: Path) -> None:
    file = tmp_path / "any.txt"
    file.write_text(text, encoding="utf-8")
    for form in ("text", "markdown", "html"):
        try:
            found = import_treaty(file, form)
        except Unreadable as refused:
            assert "has no text" in str(refused) or "never closed" in str(refused)
            continue
        draft = read_text("any.treaty", found.text)
        said = comparing.words(str(render(draft, to="text")))
        if form == "text" and not found.notices:
            assert said == comparing.words(text)
