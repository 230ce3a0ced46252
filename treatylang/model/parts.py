"""Parts, titles, chapters and sections: which stands in which, and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from treatylang.model.context import Context
from treatylang.model.draft import Part
from treatylang.model.numbering import from_roman, to_roman
from treatylang.syntax import ast

RANKS = ("part", "title", "chapter", "section")
"""From the largest: each goes on until the next of its own rank or of a higher one."""


@dataclass(slots=True)
class Parts:
    """The parts of a draft while its structure is read; an article stands in the innermost open."""

    context: Context
    taken: Callable[[str], bool]
    """Whether an article has this name already."""
    found: dict[str, Part] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    counts: dict[tuple[str, str, str], tuple[int, bool]] = field(default_factory=dict)
    """By instrument, part that they stand in, and kind: the last number, and whether it is in
    Roman figures."""

    def close(self) -> None:
        """End all that are open: a new treaty begins, or the annexes do."""
        self.open = []

    def enter(self, declaration: ast.Declaration, instrument: str, as_it_stands: bool) -> None:
        """Begin a part. Raises Refused (reported) for a name that is taken."""
        kind, number, name, heading, printed = declaration.values
        assert isinstance(kind, str) and isinstance(name, ast.Word)
        assert isinstance(heading, ast.Word) and isinstance(number, str)
        part_id = name.text
        if part_id in self.found and self.found[part_id].instrument != instrument:
            part_id = f"{instrument}.{name.text}"
        if part_id in self.found or self.taken(part_id):
            raise self.context.refuse(
                "TL102",
                f"“{name.text}” is declared twice",
                name.place,
                "Give one of the two another label: parts and articles are referred to alike.",
            )
        rank = RANKS.index(kind)
        while self.open and RANKS.index(self.found[self.open[-1]].kind) >= rank:
            self.open.pop()
        parent = self.open[-1] if self.open else ""
        if not number and not as_it_stands:
            number = self._next((instrument, parent, kind))
        elif number:
            self.counts[instrument, parent, kind] = _pinned(number)
        self.found[part_id] = Part(
            part_id,
            kind,
            heading.text,
            instrument,
            number,
            parent,
            declaration.place,
            printed.text if isinstance(printed, ast.Word) else "",
        )
        self.open.append(part_id)

    def _next(self, key: tuple[str, str, str]) -> str:
        before, roman = self.counts.get(key, (0, key[2] != "section"))
        self.counts[key] = before + 1, roman
        return to_roman(before + 1) if roman else str(before + 1)

    def innermost(self) -> str:
        """Return the part that an article which stands here is in, "" for none."""
        self.filled.update(self.open)
        return self.open[-1] if self.open else ""

    def report_empty(self, stands: Callable[[str], bool]) -> None:
        """Report parts without any article, which a document could not show."""
        for name, part in self.found.items():
            if name not in self.filled and not stands(part.instrument):
                self.context.report(
                    "TL107",
                    f"the {part.kind} “{name}” has no article",
                    part.place,
                    "Write its articles after it, or delete it. Annexes stand in no part.",
                )


def articles_of(parts: Mapping[str, Part], innermost: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the articles of each part, those of the parts within it included, in order;
    ``innermost`` has for each article the part that it stands in."""
    found: dict[str, list[str]] = {name: [] for name in parts}
    for article, name in innermost.items():
        while name:
            found[name].append(article)
            name = parts[name].parent
    return found


def _pinned(number: str) -> tuple[int, bool]:
    """Return what is counted on from a number as the draft gives it, and whether it is Roman."""
    digits = number if number.isascii() and number.isdecimal() and len(number) < 10 else ""
    return (int(digits), False) if digits else (from_roman(number), True)
