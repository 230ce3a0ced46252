"""What changed between two documents, clause by clause.

Clauses are matched by their label in the draft; what is left, by likeness, over the whole document:
the pair that is most alike first, down to ``ALIKE``. So a clause that was renamed, or moved to
another article, is found again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from treatylang.documents.flow import Block, Kind, flow
from treatylang.documents.redline.words import Op, Pieces, alikes, compared, merged, whole
from treatylang.documents.tree import Division, Document, walk
from treatylang.prose.marks import words

ALIKE = 0.6
"""How alike (see ``words``) two clauses of different labels are at least, to be one clause."""
_LINES = 0.5
"""The same of two points of one clause, or two sentences around its points."""
_MOST_LINES = 40_000


@dataclass(frozen=True, slots=True)
class Line:
    """A block of text as printed: see ``flow.Block``."""

    kind: Kind
    label: str
    text: str
    level: int = 0
    continued: bool = False
    hanging: bool = False

    @property
    def between(self) -> str:
        """Return what stands between the label and the text."""
        if not self.label or not self.text:
            return ""
        return "\n" if self.kind in (Kind.PART, Kind.HEADING) else "\t"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is matched: a clause with its points, a heading, a recital.

    ``key`` is its label ("" where it has none), ``place`` its name ("Article 4(2)"), ``parent`` the
    label of its article.
    """

    key: str
    kind: Kind
    place: str
    parent: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line in the first document, in the second, or in both, with the pieces of its label, of
    what stands between, and of its text."""

    before: Line | None
    after: Line | None
    label: Pieces
    between: Pieces
    text: Pieces

    @property
    def pieces(self) -> Pieces:
        return merged((*self.label, *self.between, *self.text))

    @property
    def changed(self) -> bool:
        return any(piece.op is not Op.SAME for piece in self.pieces)


class Fate(Enum):
    """What became of a unit. One that moved stands twice: where it was, and where it is."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    AWAY = "moved away"
    HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the order of both documents; ``pair`` counts those that moved, from 1."""

    fate: Fate
    before: Unit | None
    after: Unit | None
    lines: tuple[LineChange, ...]
    pair: int = 0

    @property
    def reworded(self) -> bool:
        """Tell whether anything but a number changed."""
        return any(
            piece.op is not Op.SAME for line in self.lines for piece in (*line.between, *line.text)
        )

    @property
    def renumbered(self) -> bool:
        """Tell whether its own number changed."""
        first = self.lines[0]
        return bool(
            first.before
            and first.after
            and first.before.label
            and first.after.label
            and first.before.label != first.after.label
        )

    @property
    def changed(self) -> bool:
        return self.fate is not Fate.KEPT or any(line.changed for line in self.lines)

    @property
    def place(self) -> str:
        """Return where this row stands: "Article 4(2)", or "former Article 4(2)", by the numbers
        of the first document, for what the second does not have there."""
        if self.fate in (Fate.AWAY, Fate.DELETED):
            former = "former " if self.before and self.before.parent else ""
            return f"{former}{self.before.place}" if self.before else ""
        return self.after.place if self.after else ""


@dataclass(frozen=True)
class Redline:
    """Two documents in one; ``first`` and ``second`` are what they are called."""

    first: str
    second: str
    lang: str
    direction: str
    several: bool
    depth: int
    """How deep parts stand in parts."""
    rows: tuple[Row, ...]

    @cached_property
    def same(self) -> bool:
        return not any(row.changed for row in self.rows)


def redlined(before: Document, after: Document, first: str, second: str) -> Redline:
    """Return what changed from one document to another in the same language."""
    a, b = list(_units(before)), list(_units(after))
    pairs = _paired(a, b)
    parts = [item.level for unit in (*a, *b) for item in unit.lines if item.kind is Kind.PART]
    return Redline(
        first,
        second,
        after.lang,
        after.direction,
        len(before.instruments) > 1 or len(after.instruments) > 1,
        max(parts, default=0),
        tuple(_rows(a, b, pairs)),
    )


# --- units ------------------------------------------------------------------------------------


def _units(document: Document) -> Iterator[Unit]:
    places = _places(document)
    mains = {document.instruments[0].anchor} if document.instruments else set()
    blocks: list[Block] = []
    whole_ = ""
    seen: Counter[tuple[str, Kind]] = Counter()
    for block in (*flow(document), None):
        if block is None or (blocks and not (block.kind is Kind.POINT or block.continued)):
            yield _unit(blocks, whole_, mains, seen, places)
            blocks = []
        if block:
            if block.kind is Kind.TITLE:
                whole_ = block.anchor
            blocks.append(block)


def _unit(
    blocks: list[Block],
    whole_: str,
    mains: set[str],
    seen: Counter[tuple[str, Kind]],
    places: dict[str, tuple[str, str]],
) -> Unit:
    """Return a unit. The first instrument of a draft is the same whatever it is called; what has
    no label of its own has one by its kind where there is one place for it."""
    head = blocks[0]
    treaty = "" if whole_ in mains else whole_
    seen[whole_, head.kind] += 1
    own = head.anchor
    if head.kind is Kind.TITLE:
        own = "title"
    elif head.kind in (Kind.VERSION, Kind.CLOSING):
        own = str(seen[whole_, head.kind])
    elif own.startswith("document-") and own[-1].isdigit() and own != "document-terms-1":
        own = ""
    key = f"{treaty}/{head.kind.value}/{own}" if own else ""
    name = _NAMES.get(head.kind, "")
    place, parent = (name, "") if name else places.get(head.anchor, ("", ""))
    lines = tuple(
        Line(item.kind, item.label, words(item.runs), item.level, item.continued, item.hanging)
        for item in blocks
    )
    return Unit(key, head.kind, place, parent, lines)


_NAMES = {
    Kind.TITLE: "Title",
    Kind.VERSION: "Title",
    Kind.PREAMBLE: "Preamble",
    Kind.CLOSING: "Closing",
    Kind.SIGNATURE: "Signatures",
    Kind.NOTE: "Notes",
}


def _places(document: Document) -> dict[str, tuple[str, str]]:
    """Return the name of each article and clause, and the article that it stands in."""
    found: dict[str, tuple[str, str]] = {}
    for at, item in enumerate(document.instruments):
        of = f"{item.title}: " if at else ""
        for part in (*walk(item.body), *item.annexes):
            name = f"{of}{part.name or part.heading or item.title}"
            found[part.anchor] = (name, part.anchor)
            if isinstance(part, Division):
                for paragraph in part.paragraphs:
                    number = f"({paragraph.number})" if paragraph.number else ""
                    found[paragraph.anchor] = (f"{name}{number}", part.anchor)
    return found


# --- matching ---------------------------------------------------------------------------------


def _paired(a: Sequence[Unit], b: Sequence[Unit]) -> dict[int, int]:
    """Return which unit of the second document each of the first is."""
    by_key = {unit.key: at for at, unit in enumerate(b) if unit.key}
    pairs = {at: by_key[unit.key] for at, unit in enumerate(a) if unit.key in by_key}
    taken = set(pairs.values())
    left = [at for at in range(len(a)) if at not in pairs]
    right = [at for at in range(len(b)) if at not in taken]
    found = []
    for kind in Kind:
        some = [i for i in left if a[i].kind is kind]
        others = [j for j in right if b[j].kind is kind]
        least = 1.0 if kind is Kind.SIGNATURE else ALIKE
        for alike, at, to in alikes([a[i].text for i in some], [b[j].text for j in others], least):
            i, j = some[at], others[to]
            found.append((-alike, abs(i / len(a) - j / len(b)), i, j))
    for _, _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    _pair_headings(a, b, pairs, taken)
    return pairs


def _pair_headings(
    a: Sequence[Unit], b: Sequence[Unit], pairs: dict[int, int], taken: set[int]
) -> None:
    """Pair the headings of articles that most of their clauses went to."""
    heads = {unit.parent: at for at, unit in enumerate(b) if unit.kind is Kind.HEADING}
    for at, unit in enumerate(a):
        if unit.kind is Kind.HEADING and at not in pairs:
            counted = Counter(
                b[j].parent for i, j in sorted(pairs.items()) if a[i].parent == unit.parent
            )
            for parent, _ in counted.most_common(1):
                if heads.get(parent, -1) not in {-1, *taken}:
                    pairs[at] = heads[parent]
                    taken.add(heads[parent])


def _moved(a: Sequence[Unit], b: Sequence[Unit], pairs: dict[int, int]) -> set[int]:
    """Return the units of the first document that went to another article, or stand in another
    order: all but a longest series of pairs that kept theirs."""
    articles = {
        a[i].parent: b[j].parent for i, j in pairs.items() if a[i].kind in (Kind.HEADING, Kind.PART)
    }
    known = set(articles.values())
    gone = {
        i
        for i, j in pairs.items()
        if a[i].kind is Kind.PARAGRAPH
        and articles.get(a[i].parent, b[j].parent if b[j].parent not in known else "")
        != b[j].parent
    }
    rest = sorted(i for i in pairs if i not in gone)
    return gone | (set(rest) - set(_longest_rising(rest, pairs)))


def _longest_rising(order: Sequence[int], pairs: dict[int, int]) -> list[int]:
    """Return a longest subsequence in which the counterparts rise (Schensted 1961)."""
    ends: list[int] = []
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for i in order:
        at = bisect_left(ends, pairs[i])
        previous[i] = tails[at - 1] if at else None
        ends[at : at + 1] = [pairs[i]]
        tails[at : at + 1] = [i]
    found: list[int] = []
    last = tails[-1] if tails else None
    while last is not None:
        found.append(last)
        last = previous[last]
    return found[::-1]


# --- rows -------------------------------------------------------------------------------------


def _rows(a: Sequence[Unit], b: Sequence[Unit], pairs: dict[int, int]) -> Iterator[Row]:
    """Yield the units of both: between two that kept their place, first what is gone."""
    moved = _moved(a, b, pairs)
    back = {j: i for i, j in pairs.items()}
    number = {i: at for at, i in enumerate(sorted(moved, key=lambda i: pairs[i]), start=1)}
    changes = {i: tuple(_line_changes(a[i].lines, b[j].lines)) for i, j in pairs.items()}
    kept = [(i, pairs[i]) for i in sorted(pairs) if i not in moved]
    before = after = 0
    for i, j in (*kept, (len(a), len(b))):
        for at in range(before, i):
            if at in moved:
                yield Row(Fate.AWAY, a[at], b[pairs[at]], changes[at], number[at])
            else:
                yield Row(Fate.DELETED, a[at], None, tuple(map(_gone, a[at].lines)))
        for at in range(after, j):
            if at in back:
                own = back[at]
                yield Row(Fate.HERE, a[own], b[at], changes[own], number[own])
            else:
                yield Row(Fate.INSERTED, None, b[at], tuple(map(_new, b[at].lines)))
        if i < len(a):
            yield Row(Fate.KEPT, a[i], b[j], changes[i])
        before, after = i + 1, j + 1


def _gone(line: Line) -> LineChange:
    return LineChange(line, None, *(whole(Op.GONE, part) for part in _parts(line)))


def _new(line: Line) -> LineChange:
    return LineChange(None, line, *(whole(Op.NEW, part) for part in _parts(line)))


def _parts(line: Line) -> tuple[str, str, str]:
    return line.label, line.between, line.text


def _both(before: Line, after: Line) -> LineChange:
    """Return the change of a line; a number changes as a whole."""
    label = (
        whole(Op.SAME, after.label)
        if before.label == after.label
        else (*whole(Op.GONE, before.label), *whole(Op.NEW, after.label))
    )
    between = (
        whole(Op.SAME, after.between)
        if before.between == after.between
        else (*whole(Op.GONE, before.between), *whole(Op.NEW, after.between))
    )
    return LineChange(before, after, label, between, compared(before.text, after.text))


def _line_changes(a: Sequence[Line], b: Sequence[Line]) -> Iterator[LineChange]:
    """Yield the lines of a unit in both documents: the first is the first, whatever it says."""
    yield _both(a[0], b[0])
    before = after = 1
    for i, j in (*_aligned(a[1:], b[1:]), (len(a) - 1, len(b) - 1)):
        yield from map(_gone, a[before : i + 1])
        yield from map(_new, b[after : j + 1])
        if i + 1 < len(a) and j + 1 < len(b):
            yield _both(a[i + 1], b[j + 1])
        before, after = i + 2, j + 2


def _aligned(a: Sequence[Line], b: Sequence[Line]) -> list[tuple[int, int]]:
    """Return pairs of lines in order that are most alike in all (Needleman and Wunsch 1970)."""
    if len(a) * len(b) > _MOST_LINES:
        return [(i, i) for i in range(min(len(a), len(b))) if a[i].kind is b[i].kind]
    alike = [[0.0] * len(b) for _ in a]
    for ratio, i, j in alikes([x.text for x in a], [y.text for y in b], _LINES):
        alike[i][j] = ratio if a[i].kind is b[j].kind else 0.0
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
