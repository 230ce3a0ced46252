"""The unnumbered article on the use of terms: what the draft's own words mean."""

from __future__ import annotations

import re

from treatylang.documents.tree import Division, Paragraph, Passage, Point
from treatylang.model.draft import AgentClass, Draft, Instrument, Matter, UnitName
from treatylang.prose.language import Definition, Language
from treatylang.prose.marks import runs

ANCHOR = "document-terms"

Defined = AgentClass | UnitName | Matter


def use_of_terms(language: Language, treaty: Instrument, defined: list[Defined]) -> Division | None:
    """Return these definitions in the language's alphabetical order; None where there are none."""
    if not defined:
        return None
    found = [language.definition(treaty.name, item) for item in defined]
    found.sort(key=lambda item: language.sorted_by(item.term))
    stops = language.points([item.text for item in found], word="")
    listed = tuple(
        _point(language, item, label, text, last=item is found[-1])
        for item, (label, text) in zip(found, stops, strict=True)
    )
    opening = Passage(runs(language.terms(treaty)), listed)
    paragraph = Paragraph(f"{ANCHOR}-1", "", "", (opening,))
    return Division(ANCHOR, "", language.label("terms_heading"), (paragraph,))


def needed(draft: Draft, text: str, english: Language, here: str) -> list[Defined]:
    """Return what a draft defines of the words of its English text, and of the words of these
    definitions. Every language defines the same."""
    candidates: list[Defined] = [item for item in draft.classes.values() if item.where is not None]
    candidates += [item for item in draft.units.values() if not _is_base(item)]
    candidates += [item for item in draft.matters.values() if item.objective]
    found: list[Defined] = []
    while new := [item for item in candidates if item not in found and _is_used(item, text)]:
        found += new
        told = [english.definition(here, item) for item in new]
        text = " ".join(part for item in told for part in (_meaning(item), *item.conditions))
    return found


def _is_used(item: Defined, text: str) -> bool:
    """Tell whether an English text has the term, as a whole word."""
    terms = (item.phrase,) if isinstance(item, Matter) else (item.singular, item.plural)
    return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) for term in terms)


def _meaning(item: Definition) -> str:
    return item.text.partition("”")[2]


def _point(language: Language, item: Definition, label: str, text: str, last: bool) -> Point:
    if not item.conditions:
        return Point(label, runs(text))
    end = language.stop(last)
    return Point(
        label,
        runs(language.opens(item.text)),
        pointed(language, item.conditions, item.word, end, level=1),
    )


def pointed(
    language: Language, parts: tuple[str, ...], word: str, end: str = ".", level: int = 0
) -> tuple[Point, ...]:
    """Return the points "(a) ...; and", "(b) ....", as the language writes them."""
    listed = language.points(parts, word, end or language.stop(), level)
    return tuple(Point(label, runs(text)) for label, text in listed)


def _is_base(declared: UnitName) -> bool:
    """Tell whether a unit is no multiple of others: then it explains itself."""
    return declared.unit.dimensions == ((declared.name, 1),) and declared.unit.scale == 1
