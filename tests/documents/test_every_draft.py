"""Every draft in every language, in words that stand for any: no sentence falls to a gap, stumbles
over a form that it did not ask for, or is left with marks that meet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.oracle.generate import some_draft
from treatylang.documents import render
from treatylang.model.draft import Draft, Ref
from treatylang.model.lexicon import Entry, Lexicon, named
from treatylang.model.load import load
from treatylang.model.tongues import LANGUAGES, forms
from treatylang.syntax.source import Place

DRAFTS = sorted(
    path
    for path in (Path(__file__).parents[2] / "drafts").rglob("*.treaty")
    if path.parent.name in {"organisations", "federations", "final-clauses", "npt", "un-charter"}
)
WORDS = {"ar": "كلمة", "es": "palabra", "fr": "mot", "ru": "слово", "zh": "词"}
ANYWHERE = r"⟦|\bNone\b|\{|\}"
FAULTS = {
    "es": r"  | [,.;:]|[,;:.] ?[,;:.]|\b(?:de|a) el\b|\b(de|a|en|por|durante|que),? \1\b",
    "fr": r"  | [,.]|[,.] ?[,.]|\bde le\b|\bà les?\b|\b(de|à|en|par|pendant|que),? \1\b",
    "ru": r"  | [,.;]|[,;:] ?[,;:]|\b(в|на|с|из|что),? \1\b",
    "zh": r"[\u3400-\u9fff，。] +[\u3400-\u9fff]|[，、。；：]{2}|的的|，在内|(以|自|由|在)\1",
    "ar": r"  | [،.؛]|[،؛] ?[،؛]",
}


def said(draft: Draft, code: str) -> Lexicon:
    """Return a lexicon in which every name has one word in all its forms."""
    word, place = WORDS[code], Place(draft.root, 0, 0, 1, 1)
    entries = {}
    for kind, names in [*named(draft).items(), ("recital", {"": len(draft.recitals)})]:
        has = forms(code, kind)
        flags = {sorted(group)[0] for group in has.either if "masculine" in group}
        own = {form: word for form in has.worded if form not in {"points", "towards"}}
        for name, count in names.items():
            for at in range(count + 1):
                runs: tuple[object, ...] = (word,)
                points: tuple[tuple[str], ...] = ()
                if kind == "text":
                    text = draft.clauses[name].texts[max(at, 1) - 1]
                    cited = [part for part in text.runs if isinstance(part, Ref)]
                    runs = (*(run for ref in cited for run in (f"{word} ", ref, " ")), word)
                    points = tuple((word,) for _ in text.points)
                entry = Entry(kind, name, word, place, own, frozenset(flags), runs, points)  # type: ignore[arg-type]
                entries[kind, name, at] = entry
    return Lexicon(code, entries)


def check(draft: Draft, code: str) -> None:
    """Fail where a draft is told with a fault in a language."""
    written = render(replace(draft, lexicons={code: said(draft, code)}), lang=code)
    assert isinstance(written, str)
    for line in written.split("\n"):
        words = re.sub(r"^\s*(?:[#*-]+ |\S{1,6}[.)、）] ?)|\\", "", line)
        fault = re.search(f"{ANYWHERE}|{FAULTS[code]}", words)
        assert not fault, f"{Path(draft.root).name}: {line}"


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_draft_can_be_told(code: str) -> None:
    assert set(WORDS) == set(LANGUAGES)
    for path in DRAFTS:
        check(load(path), code)


def test_drafts_at_random_can_be_told(tmp_path: Path) -> None:
    for seed in range(10):
        text = some_draft(Random(f"told:{seed}")).text
        (tmp_path / "random.treaty").write_text(text, encoding="utf-8")
        draft = load(tmp_path / "random.treaty", tmp_path)
        for code in WORDS:
            check(draft, code)


PARTS = """treaty t "T" authentic in en.
part one "One".
chapter c "C".
article a "A".
  x: text "See {one}, {d}, {two} and {e}.".
chapter d "D".
article b "B".
  x: text "See {c}.".
part two "Two".
chapter e "E".
article f "F".
  x: text "See {d}.".
"""
CITED = {
    "ar": ["هذا الجزء", "الفصل II من هذا الجزء", "الجزء II", "الفصل I من الجزء II"],
    "es": ["la presente parte", "el capítulo II de la presente parte", "la parte II",
           "el capítulo I de la parte II"],
    "fr": ["la présente partie", "le chapitre II de la présente partie", "la partie II",
           "le chapitre I de la partie II"],
    "ru": ["настоящая часть", "глава II настоящей части", "часть II", "глава I части II"],
    "zh": ["本部分", "本部分第二章", "第二部分", "第二部分第一章"],
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(WORDS))
def test_parts_and_chapters_are_cited(code: str, tmp_path: Path) -> None:
    (tmp_path / "parts.treaty").write_text(PARTS, encoding="utf-8")
    draft = load(tmp_path / "parts.treaty", tmp_path)
    written = render(replace(draft, lexicons={code: said(draft, code)}), lang=code)
    assert isinstance(written, str)
    gap = "" if code == "zh" else " "
    text = gap.join(part for words in CITED[code] for part in (WORDS[code], words))
    assert text in written.replace("\u00a0", " ")
