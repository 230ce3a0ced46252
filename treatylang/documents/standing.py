"""A treaty as it stands: its document has the draft's own words and numbers, and no others.

Nothing is put in order, added or left out, so that the text of a treaty in force comes back from
its draft word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from treatylang.documents import tree
from treatylang.documents.tree import (
    Division,
    Instrument,
    Paragraph,
    Passage,
    Point,
    Preamble,
    Recital,
    Runs,
)
from treatylang.model.draft import Article, Draft, Line, Part, Ref, Text
from treatylang.model.draft import Instrument as Treaty
from treatylang.model.parts import RANKS
from treatylang.prose.marks import Link

_LABEL = re.compile(r"(\(?\w{1,6}[.)]+|[-–—•*]) ")
_Item = Line | Article | Part
_OUTERMOST = -1
_SERIES = (
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx",
)
_NEXT = [dict(zip(names.split(), names.split()[1:], strict=False)) for names in _SERIES]


def as_it_stands(
    draft: Draft, treaty: Treaty, division: Callable[[Article], Division]
) -> Instrument:
    """Return the document of a treaty as it stands; ``division`` makes that of an article."""
    items: list[_Item] = [item for item in draft.lines if item.instrument == treaty.name]
    items += [item for item in draft.parts.values() if item.instrument == treaty.name]
    items += [item for item in draft.articles.values() if item.instrument == treaty.name]
    items.sort(key=lambda item: item.place)
    opening = _leading(items, "recital")
    if len(opening) > 1:
        items = items[len(opening) :]
    closing = _leading(items[::-1], "closing")[::-1]
    items = items[: len(items) - len(closing)]
    return Instrument(
        treaty.name,
        _clean(treaty.title),
        "",
        "",
        "",
        _preamble(opening) if len(opening) > 1 else None,
        _body(items, division),
        (),
        tuple(_runs(words) for line in closing for words in line.words),
        (),
        exact=True,
    )


def _leading(items: Sequence[_Item], kind: str) -> list[Line]:
    found: list[Line] = []
    for item in items:
        if not isinstance(item, Line) or item.kind != kind:
            break
        found.append(item)
    return found


def _preamble(lines: list[Line]) -> Preamble:
    first, *between, last = (words for line in lines for words in line.words)
    recitals = tuple(Recital("", _runs(words)) for words in between)
    return Preamble(_runs(first), recitals, _runs(last))


def _body(
    items: Sequence[_Item], division: Callable[[Article], Division]
) -> tuple[tree.Part | Division, ...]:
    """Return articles in the parts and under the headings that they follow, and loose lines between
    them."""
    body, _ = _inside(items, 0, _OUTERMOST, 0, division)
    return tuple(body)


def _inside(
    items: Sequence[_Item],
    start: int,
    rank: int,
    depth: int,
    division: Callable[[Article], Division],
) -> tuple[list[tree.Part | Division], int]:
    """Return what stands from here to the next part or heading that is not within one of this rank,
    or the next annex, and where that is."""
    found: list[tree.Part | Division] = []
    at = start
    while at < len(items):
        item = items[at]
        opened = _rank(items, at)
        if opened is not None:
            if opened <= rank:
                break
            inside, end = _inside(items, at + 1, opened, depth + 1, division)
            found.append(_part(item, at, depth + 1, tuple(inside)))
            at = end
            continue
        if isinstance(item, Article):
            if item.annex and depth and at > start:
                break
            found.append(division(item))
        elif not found or not isinstance(items[at - 1], Line):
            found.append(Division(f"document-lines-{at + 1}", "", "", ()))
        before = found[-1]
        if isinstance(item, Line) and isinstance(before, Division):
            more = tuple(
                Paragraph(
                    f"{before.anchor}-{len(before.paragraphs) + n}", "", "", (Passage(_runs(said)),)
                )
                for n, said in enumerate(item.words, start=1)
            )
            found[-1] = replace(before, paragraphs=(*before.paragraphs, *more))
        at += 1
    return found, at


def _rank(items: Sequence[_Item], at: int) -> int | None:
    """Return what a part or a heading may stand in: a heading in any part, a section in a chapter;
    None for what is neither. What is above annexes stands in nothing."""
    item = items[at]
    if isinstance(item, Part):
        return RANKS.index(item.kind)
    if not isinstance(item, Line) or item.kind != "heading":
        return None
    following = items[at + 1] if at + 1 < len(items) else None
    return 0 if isinstance(following, Article) and following.annex else len(RANKS)


def _part(item: _Item, at: int, depth: int, body: tuple[tree.Part | Division, ...]) -> tree.Part:
    if isinstance(item, Part):
        name = item.printed or (item.name if item.number else "")
        return tree.Part(item.id, name, _clean(item.heading), depth, body)
    assert isinstance(item, Line)
    *names, heading = [*map(_clean, item.words)]
    return tree.Part(f"document-part-{at + 1}", " ".join(names), heading, depth, body)


def passage(draft: Draft, text: Text) -> Passage:
    """Return a provision in its own words; a reference adds the number alone."""
    listed = [_labelled(_said(draft, point)) for point in text.points]
    return Passage(_said(draft, text.runs), _nested(listed))


def _said(draft: Draft, parts: Sequence[str | Ref]) -> Runs:
    return tuple(
        Link(part.label, part.words or _number(draft, part.label))
        if isinstance(part, Ref)
        else re.sub(r"\s+", " ", part)
        for part in parts
    )


def _number(draft: Draft, label: str) -> str:
    if label in draft.clauses:
        return draft.clauses[label].number
    if label in draft.articles:
        return draft.articles[label].number
    if label in draft.parts:
        return draft.parts[label].number
    return _clean(draft.instruments[label].title)


def _labelled(said: Runs) -> tuple[str, Runs]:
    """Cut a point's own number, "(a)", "1." or a dash, off its words."""
    first = said[0] if said else ""
    found = _LABEL.match(first) if isinstance(first, str) else None
    if not found:
        return "", said
    rest = str(first)[found.end() :]
    return found[1], ((rest, *said[1:]) if rest else said[1:])


def _nested(listed: Sequence[tuple[str, Runs]]) -> tuple[Point, ...]:
    """Return points within points, by their numbers: one that does not go on from any before it
    opens a series of its own."""
    levels = nesting([label for label, _ in listed])

    def points(start: int, end: int, level: int) -> tuple[Point, ...]:
        heads = [at for at in range(start, end) if levels[at] == level]
        return tuple(
            Point(*listed[at], points(at + 1, stop, level + 1))
            for at, stop in zip(heads, [*heads[1:], end][: len(heads)], strict=True)
        )

    return points(0, len(listed), 0)


def nesting(labels: Sequence[str]) -> list[int]:
    """Return how deep each point stands in others, by their labels: "(a)", "(i)", "(ii)", "(b)"
    are at 0, 1, 1, 0."""
    open_: list[str] = []
    levels = []
    for label in labels:
        at = next((n for n in range(len(open_)) if _follows(open_[n], label)), None)
        if at is None and open_ and not _begins(label):
            at = len(open_) - 1
        elif at is None:
            at = len(open_)
        open_ = [*open_[:at], label]
        levels.append(at)
    return levels


def _begins(label: str) -> bool:
    return label.strip("().").lower() in ("a", "i", "1", "aa")


def _follows(before: str, label: str) -> bool:
    """Tell whether a label is the next after another in one series: "(b)" after "(a)"."""
    first, second = before.strip("()."), label.strip("().")
    if before.replace(first, "") != label.replace(second, "") or not first or not second:
        return before == label
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    if first.isupper() != second.isupper():
        return False
    first, second = first.lower(), second.lower()
    return any(series.get(first) == second for series in _NEXT)


def _runs(words: str) -> Runs:
    return (_clean(words),)


def _clean(text: str) -> str:
    return " ".join(text.split())
