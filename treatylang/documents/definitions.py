"""The unnumbered article on the use of terms: what the draft's own words mean."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.documents.tree import Division, Paragraph, Passage, Point
from treatylang.model.draft import AgentClass, UnitName
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
    """A definition, and the conditions it ends with, if any, joined by ``word``."""

    text: str
    conditions: tuple[str, ...] = ()
    word: str = "and"


def use_of_terms(voice: Voice) -> Division | None:
    """Return the definitions in alphabetical order, or None where the draft needs none."""
    draft = voice.draft
    defined: dict[str, _Definition] = {}
    for declared in draft.classes.values():
        if declared.where is not None:
            defined[declared.singular] = _class(voice, declared)
    for unit in draft.units.values():
        if (meaning := _unit(voice, unit)) is not None:
            defined[unit.singular] = _Definition(passage("means", unit.singular, meaning))
    for matter in draft.matters.values():
        if matter.objective:
            meaning = passage("matter", matter.objective)
            defined[matter.phrase] = _Definition(passage("means", matter.phrase, meaning))
    if not defined:
        return None
    words = sorted(defined, key=lambda word: (word.casefold(), word))
    listed = tuple(
        _point(at, defined[word], "." if word == words[-1] else ";")
        for at, word in enumerate(words)
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


def _point(at: int, item: _Definition, end: str) -> Point:
    label = f"({letter(at)})"
    if not item.conditions:
        return Point(label, runs(item.text + end))
    listed = lettered(item.conditions, item.word, end, roman=True)
    return Point(label, runs(f"{item.text}:"), listed)


def _class(voice: Voice, declared: AgentClass) -> _Definition:
    assert declared.where is not None
    parent = a_or_an(class_name(voice.draft, declared.parent or "") or "State")
    listed = points(voice.calling(BEARER, IT), declared.where)
    if listed is None:
        meaning = f"{parent} {relative(voice, declared.where, BEARER)}"
        return _Definition(passage("means", declared.singular, meaning))
    word, parts = listed
    meaning = passage("described", parent, word == "and")
    return _Definition(passage("means", declared.singular, meaning), parts, word)


def _unit(voice: Voice, declared: UnitName) -> str | None:
    """Define a unit that is a multiple of others; a base unit explains itself."""
    dimensions, scale = declared.unit.dimensions, declared.unit.scale
    if dimensions == ((declared.name, 1),) and scale == 1:
        return None
    above = " ".join(name for name, power in dimensions if power > 0)
    below = [name for name, power in dimensions if power < 0]
    base = Unit(dimensions, written=" per ".join([above, *below]))
    return amount(voice.draft, scale, base)
