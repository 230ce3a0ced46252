"""The unnumbered article on the use of terms: what the draft's own words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from treatylang.documents.tree import Division, Paragraph, Passage, Point
from treatylang.model.draft import AgentClass, Matter, UnitName
from treatylang.model.formula import BEARER
from treatylang.model.units import Unit
from treatylang.prose.formulas import points, relative
from treatylang.prose.lists import letter
from treatylang.prose.marks import runs
from treatylang.prose.morphology import a_or_an
from treatylang.prose.numbers import amount
from treatylang.prose.templates import passage
from treatylang.prose.voice import IT, Voice, class_name, kind_of_instrument

ANCHOR = "document-terms"


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A definition of ``terms`` (a word and its plural), and the conditions it ends with, if any,
    joined by ``word``."""

    terms: tuple[str, str]
    text: str
    conditions: tuple[str, ...] = ()
    word: str = "and"

    def is_used_in(self, text: str) -> bool:
        """Tell whether a text has the term, as a whole word."""
        return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) for term in self.terms)


def use_of_terms(voice: Voice, text: str) -> Division | None:
    """Return the definitions that a text needs, in alphabetical order; None where it needs none."""
    draft = voice.draft
    candidates = [_class(voice, item) for item in draft.classes.values() if item.where is not None]
    candidates += [_unit(voice, item) for item in draft.units.values() if not _is_base(item)]
    candidates += [_matter(item) for item in draft.matters.values() if item.objective]
    found = _needed(candidates, text)
    if not found:
        return None
    found.sort(key=lambda item: (item.terms[0].casefold(), item.terms))
    listed = tuple(
        _point(at, item, "." if item == found[-1] else ";") for at, item in enumerate(found)
    )
    opening = runs(passage("terms", kind_of_instrument(draft, voice.here)))
    paragraph = Paragraph(f"{ANCHOR}-1", "", (Passage(opening, listed),))
    return Division(ANCHOR, "", passage("terms_heading"), (paragraph,))


def lettered(
    parts: tuple[str, ...], word: str, end: str = ".", roman: bool = False
) -> tuple[Point, ...]:
    """Return the points "(a) ...; and", "(b) ...." (roman ones inside another point)."""
    ends = [*[";"] * (len(parts) - 2), f"; {word}", end]
    return tuple(
        Point(f"({_ROMAN[at] if roman and at < len(_ROMAN) else letter(at)})", runs(part + stop))
        for at, (part, stop) in enumerate(zip(parts, ends, strict=True))
    )


def _needed(candidates: list[_Definition], text: str) -> list[_Definition]:
    """Return the definitions of what the text says, and of what these definitions say."""
    found: list[_Definition] = []
    while new := [d for d in candidates if d not in found and d.is_used_in(text)]:
        found += new
        text = " ".join(part for item in new for part in (_meaning(item), *item.conditions))
    return found


def _meaning(item: _Definition) -> str:
    return item.text.partition("”")[2]


def _point(at: int, item: _Definition, end: str) -> Point:
    label = f"({letter(at)})"
    if not item.conditions:
        return Point(label, runs(item.text + end))
    listed = lettered(item.conditions, item.word, end, roman=True)
    return Point(label, runs(f"{item.text}:"), listed)


def _class(voice: Voice, declared: AgentClass) -> _Definition:
    assert declared.where is not None
    terms = declared.singular, declared.plural
    parent = a_or_an(class_name(voice.draft, declared.parent or "") or "State")
    listed = points(voice.calling(BEARER, IT), declared.where)
    if listed is None:
        meaning = f"{parent} {relative(voice, declared.where, BEARER)}"
        return _Definition(terms, passage("means", declared.singular, meaning))
    word, parts = listed
    meaning = passage("described", parent, word == "and")
    return _Definition(terms, passage("means", declared.singular, meaning), parts, word)


def _unit(voice: Voice, declared: UnitName) -> _Definition:
    dimensions, scale = declared.unit.dimensions, declared.unit.scale
    above = " ".join(name for name, power in dimensions if power > 0)
    below = [name for name, power in dimensions if power < 0]
    base = Unit(dimensions, written=" per ".join([above, *below]))
    meaning = amount(voice.draft, scale, base)
    terms = declared.singular, declared.plural
    return _Definition(terms, passage("means", declared.singular, meaning))


def _is_base(declared: UnitName) -> bool:
    """Tell whether a unit is no multiple of others: then it explains itself."""
    return declared.unit.dimensions == ((declared.name, 1),) and declared.unit.scale == 1


def _matter(declared: Matter) -> _Definition:
    text = passage("means", declared.phrase, passage("matter", declared.objective))
    return _Definition((declared.phrase, declared.phrase), text)
