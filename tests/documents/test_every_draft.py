"""Every draft in every language, in words that stand for any: no sentence falls to a gap, stumbles
over a form that it did not ask for, or is left with marks that meet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from treatylang.documents import render
from treatylang.model.draft import Draft
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
                    points = tuple((word,) for _ in text.points)
                entry = Entry(kind, name, word, place, own, frozenset(flags), runs, points)  # type: ignore[arg-type]
                entries[kind, name, at] = entry
    return Lexicon(code, entries)


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_draft_can_be_told(code: str) -> None:
    assert set(WORDS) == set(LANGUAGES)
    for path in DRAFTS:
        draft = load(path)
        spoken = replace(draft, lexicons={code: said(draft, code)})
        written = render(spoken, lang=code)
        assert isinstance(written, str)
        for line in written.split("\n"):
            words = re.sub(r"^\s*(?:[#*-]+ |\S{1,6}[.)、）] ?)|\\", "", line)
            fault = re.search(f"{ANYWHERE}|{FAULTS[code]}", words)
            assert not fault, f"{path.name}: {line}"
