"""Identifiers of the elements of an Akoma Ntoso document (Naming Convention, version 1.0, 5).

An *eId* follows the numbers that are printed ("art_4__para_1__point_a") and changes with them. A
*wId* follows the label in the draft ("licensing.cap") and does not: by it a provision is found in
every version and in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from treatylang.documents.meaning import Meaning
from treatylang.documents.tree import Division, Instrument, Paragraph, Part, Point

_PARTS = ("part", "section", "subsection")
"""What stands in what, where the draft does not say what it is."""
_ABBREVIATED = {"chapter": "chp", "section": "sec", "subsection": "subsec"}
_NOT_ID = re.compile(r"[^\w.-]+")


def part_element(part: Part, meaning: Meaning) -> str:
    """Return the element of a part: what the draft calls it, else by its depth."""
    return meaning.kinds.get(part.anchor) or _PARTS[min(part.depth, len(_PARTS)) - 1]


def division_element(division: Division, meaning: Meaning) -> str:
    """Return "article", or "hcontainer" for what has no number of its own: definitions, rules on
    votes, lines outside articles, an annex in the midst of a text."""
    numbered = division.anchor in meaning.numbers
    return "article" if numbered and division.anchor not in meaning.annexes else "hcontainer"


class Ids:
    """The eIds of a document by anchor, all of them different."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._taken: set[str] = set()
        self._by_anchor: dict[str, str] = {}

    def __getitem__(self, anchor: str) -> str:
        return self._by_anchor[anchor]

    def get(self, anchor: str) -> str | None:
        """Return the eId of what has this anchor; None where that is not in the document."""
        return self._by_anchor.get(anchor)

    def add(self, wanted: str, anchor: str = "") -> str:
        """Return this eId, made different from those before it, and remember it."""
        found, again = wanted, 1
        while found in self._taken:
            again += 1
            found = f"{wanted}_dup{again}"
        self._taken.add(found)
        if anchor:
            self._by_anchor[anchor] = found
        return found

    def instrument(self, item: Instrument, prefix: str) -> None:
        """Give ids to all that an instrument has; they begin with the prefix, "" or "cmp_2__"."""
        self._by_anchor[item.anchor] = self.add(f"{prefix}body")
        self._body(item.body, prefix)
        for at, annex in enumerate(item.annexes, start=1):
            name = self.add(f"{prefix}att_{at}", annex.anchor)
            self._paragraphs(annex.paragraphs, f"{name}__")

    def _body(self, body: Sequence[Part | Division], prefix: str) -> None:
        loose = 0
        for at, part in enumerate(_parts(body), start=1):
            kind = part_element(part, self._meaning)
            number = _number(self._meaning.numbers.get(part.anchor, part.name)) or at
            self.add(f"{prefix}{_ABBREVIATED.get(kind, kind)}_{number}", part.anchor)
        for item in body:
            match item:
                case Part():
                    self._body(item.body, f"{self[item.anchor]}__")
                case Division():
                    number = _number(self._meaning.numbers.get(item.anchor, ""))
                    if number and division_element(item, self._meaning) == "article":
                        # Articles are numbered through, so that parts do not belong to their ids.
                        whole = re.match(r"(cmp_\d+__)?", prefix)
                        name = self.add(f"{whole[0] if whole else ''}art_{number}", item.anchor)
                    else:
                        loose += 1
                        name = self.add(f"{prefix}hcontainer_{loose}", item.anchor)
                    self._paragraphs(item.paragraphs, f"{name}__")
                case _:
                    assert_never(item)

    def _paragraphs(self, paragraphs: Sequence[Paragraph], prefix: str) -> None:
        for at, item in enumerate(paragraphs, start=1):
            self.add(f"{prefix}para_{_number(item.number) or at}", item.anchor)

    def point(self, within: str, point: Point, at: int) -> str:
        """Return the eId of the ``at``-th point of a list."""
        return self.add(f"{within}__point_{_number(point.label) or at}")


def _parts(body: Sequence[Part | Division]) -> Iterator[Part]:
    return (item for item in body if isinstance(item, Part))


def _number(printed: str) -> str:
    """Return a number as ids have it: "(a)" is "a", "4 bis" is "4bis", "Part II" is "II"."""
    last = printed.split()[-1] if re.match(r"\w+\s+[IVXLCDM\d]+\W*$", printed) else printed
    return _NOT_ID.sub("", last).strip(".-_")
