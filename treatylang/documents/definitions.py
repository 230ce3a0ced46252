"""The unnumbered article on the use of terms: what the draft's own words mean."""

from __future__ import annotations

from dataclasses import replace

from treatylang.documents.tree import Division, Paragraph, Passage, Point, Term
from treatylang.model.draft import Instrument
from treatylang.prose.language import Definition, Language
from treatylang.prose.marks import runs
from treatylang.prose.provisions import Defined

ANCHOR = "document-terms"


def use_of_terms(language: Language, treaty: Instrument, defined: list[Defined]) -> Division | None:
    """Return these definitions in the language's alphabetical order; None where there are none."""
    if not defined:
        return None
    found = [(language.definition(treaty.name, item), item.name) for item in defined]
    found.sort(key=lambda item: language.sorted_by(item[0].term))
    stops = language.points([item.text for item, _ in found], word="")

    listed = tuple(
        replace(
            _point(language, item, label, text, last=item is found[-1][0]),
            term=Term(name, item.term),
        )
        for (item, name), (label, text) in zip(found, stops, strict=True)
    )
    opening = runs(language.terms(treaty))
    passages: tuple[Passage, ...] = (Passage(opening, listed),)
    if len(listed) == 1:  # one alone needs no letter
        passages = (Passage(opening), Passage(listed[0].runs, listed[0].points))
    paragraph = Paragraph(f"{ANCHOR}-1", "", "", passages)
    return Division(ANCHOR, "", language.label("terms_heading"), (paragraph,))


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
