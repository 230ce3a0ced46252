"""Counting swings in a table: how many coalitions have which weight.

One quota's weights are the *long* axis. A row of the table counts coalitions by that weight, all
its numbers packed into one whole number (Kronecker substitution), so that a member joining is one
shift and one sum; there is a row for each number of heads (and for each sum of whatever else the
rule counts). The coalitions without a member follow by alternating sums, c(k) - c(k-w) + c(k-2w)
... (Uno, "Efficient computation of power indices for weighted majority games", 2012). Work grows
with the weights, and not with the number of coalitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, repeat
from math import comb, inf, prod
from operator import add

from checker.voting.game import Both, Game, Quota, Rule, quotas
from checker.voting.tally import Tally

Key = tuple[int, ...]
"""A row: the sums of its coalitions on the short axes."""
Kind = tuple[int, Key]
"""What a member adds to the long axis, and to the short ones."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a game is counted in a table, and what that takes."""

    game: Game
    long: tuple[int, ...]
    short: tuple[tuple[int, ...], ...]
    by_size: bool
    """Whether the first of the short axes counts heads."""
    cells: int
    """The numbers in a row: coalitions of this weight or more have reached every quota."""
    rows: int
    size: int
    """Upper bounds for the number of rows, and for the bytes of all of them."""

    @property
    def width(self) -> int:
        """Bytes of one number."""
        return _width(len(self.game.players), self.by_size)


def plan(game: Game, by_size: bool) -> Plan:
    """Choose the axes of the table."""
    n = len(game.players)
    axes = list(dict.fromkeys(quota.weights for quota in quotas(game.rule)))
    heads = (1,) * n
    others = [axis for axis in axes if axis != heads] or [heads]
    long = max(others, key=sum)
    short = [axis for axis in others if axis != long]
    if heads in axes or by_size:
        short.insert(0, heads)
    cells = max((q.quota for q in quotas(game.rule) if q.weights == long), default=1)
    sized = bool(short) and short[0] == heads
    rows = prod(sum(axis) + 1 for axis in short[sized:])
    if sized:
        best = accumulate(sorted(long, reverse=True), initial=0)
        least = accumulate(sorted(long), initial=0)
        length = sum(max(0, min(cells, b + 1) - low) for b, low in zip(best, least, strict=True))
    else:
        length = cells
    size = rows * length * _width(n, sized)
    return Plan(game, long, tuple(short), sized, cells, rows * (n + 1 if sized else 1), size)


def _width(n: int, by_size: bool) -> int:
    """The bytes that hold any number of coalitions (of one size) of n members."""
    return (comb(n, n // 2) if by_size else 1 << n).bit_length() // 8 + 1


def count_by_table(plan: Plan) -> Tally:
    """Count the game of the plan."""
    return Table(plan).counted()


def least_long(rule: Rule, plan: Plan, key: Key) -> float:
    """The least long weight with which a coalition of these short sums meets a rule."""
    if isinstance(rule, Quota):
        if rule.weights == plan.long:
            return rule.quota
        return 0 if key[plan.short.index(rule.weights)] >= rule.quota else inf
    parts = [least_long(part, plan, key) for part in rule.parts]
    return max(parts, default=0) if isinstance(rule, Both) else min(parts, default=inf)


class Table:
    """The rows of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.n = len(plan.game.players)
        self.kinds: list[Kind] = [
            (plan.long[i], tuple(axis[i] for axis in plan.short)) for i in range(self.n)
        ]
        self.types: dict[Kind, list[int]] = {}
        for i, kind in enumerate(self.kinds):
            self.types.setdefault(kind, []).append(i)
        self.joining = sorted(kind for kind, of in self.types.items() for _ in of)
        # With so many heads nobody weighs less: a row leaves out what comes before.
        self.floor = list(accumulate((weight for weight, _ in self.joining), initial=0))
        self.zero = (0,) * len(plan.short)
        self.all: dict[Key, int] = {}
        self.reach: dict[Key, float] = {}
        self.paths: dict[Key, dict[Key, tuple[list[Key], int]]] = {}

    def counted(self) -> Tally:
        plan = self.plan
        self.all = self._all()
        losing = [0] * (self.n + 1 if plan.by_size else 1)
        made = {kind: [0] * max(1, len(losing) - 1) for kind in self.types}
        windows = {kind: self._windows(kind, made[kind]) for kind in self.types}
        for key, number in self.all.items():
            if self.least(key) == inf:
                losing[self._size(key)] += number
        rows = self._rows()
        for key in sorted(rows):
            first, sums = self._running_sums(key, rows.pop(key))
            least = self.least(key)
            if first < least < inf:
                losing[self._size(key)] += sums[int(least) - 1 - first]
            for kind, of in windows.items():
                if of:
                    self._alternate(kind, of, key, first, sums, made[kind])
        winning = [
            (comb(self.n, size) if plan.by_size else 1 << self.n) - lost
            for size, lost in enumerate(losing)
        ]
        return Tally(winning, {i: made[kind] for kind, of in self.types.items() for i in of})

    def least(self, key: Key) -> float:
        """The least long weight with which a coalition of these short sums carries."""
        found = self.reach.get(key)
        if found is None:
            found = self.reach[key] = least_long(self.plan.game.rule, self.plan, key)
        return found

    def _size(self, key: Key) -> int:
        return key[0] if self.plan.by_size else 0

    def _floor(self, key: Key) -> int:
        return self.floor[key[0]] if self.plan.by_size else 0

    def _all(self) -> dict[Key, int]:
        """Count the coalitions of each row, whatever their weight."""
        rows = {self.zero: 1}
        for _, step in self.joining:
            for key in sorted(rows, reverse=True):
                to = after(key, step)
                rows[to] = rows.get(to, 0) + rows[key]
        return rows

    def _rows(self) -> dict[Key, int]:
        """Count the coalitions of each row by weight, those below the number of cells."""
        bits = 8 * self.plan.width
        rows = {self.zero: 1}
        for weight, step in self.joining:
            for key in sorted(rows, reverse=True):
                to = after(key, step)
                first = self._floor(to)
                cells = self.plan.cells - first
                shift = weight + self._floor(key) - first
                if shift >= cells:
                    continue
                moved = rows[key] << shift * bits
                if moved.bit_length() > cells * bits:
                    moved &= (1 << cells * bits) - 1
                rows[to] = rows.get(to, 0) + moved
        return rows

    def _running_sums(self, key: Key, row: int) -> tuple[int, list[int]]:
        """Unpack a row: the first weight, and how many coalitions have at most each from there."""
        width, first = self.plan.width, self._floor(key)
        data = row.to_bytes((self.plan.cells - first) * width, "little")
        read = int.from_bytes
        numbers = [read(data[i : i + width], "little") for i in range(0, len(data), width)]
        return first, list(accumulate(numbers))

    def _windows(self, kind: Kind, made: list[int]) -> dict[Key, tuple[int, int]]:
        """Return for each row of others the weights with which a member of the type swings.

        Above the first and up to the second: with less they lose with the member too, with more
        they carry without it. Where no weight would do without it there is no second, and all
        coalitions of others in the row count at once. A member that nothing counts never swings.
        """
        weight, step = kind
        result: dict[Key, tuple[int, int]] = {}
        if not weight and not any(step):
            return result
        for key in self.all:
            to = after(key, step)
            if to not in self.all:
                continue
            low, high = self.least(to) - weight - 1, self.least(key) - 1
            if low < high and high >= 0:
                result[key] = (int(low), -1 if high == inf else int(high))
                if high == inf:
                    made[self._size(key)] += self._without(key, step)
        return result

    def _without(self, key: Key, step: Key) -> int:
        """Count the coalitions of a row that a member of this step is not in."""
        sign, total = 1, 0
        while key in self.all:
            total += sign * self.all[key]
            sign, key = -sign, tuple(map(int.__sub__, key, step))
        return total

    def _alternate(
        self,
        kind: Kind,
        windows: dict[Key, tuple[int, int]],
        row: Key,
        first: int,
        sums: Sequence[int],
        made: list[int],
    ) -> None:
        """Add what a row contributes to the swings of a type, in the alternating sums."""
        weight, step = kind
        # Weights are counted from the first of the row, less one for each time that the member
        # is taken out again.
        starts = range(first, self.plan.cells + 1, weight) if weight else repeat(first)
        by_size = self.plan.by_size
        sign = 1
        for key, start in zip(self._path(row, step), starts, strict=False):
            window = windows.get(key)
            if window is not None:
                low, high = window
                if high >= start:
                    value = sums[high - start]
                    if low >= start:
                        value -= sums[low - start]
                    made[key[0] if by_size else 0] += sign * value
                elif low >= start:
                    made[key[0] if by_size else 0] -= sign * sums[low - start]
            sign = -sign

    def _path(self, row: Key, step: Key) -> Iterable[Key]:
        """The row, and those to which a member of this step would lead again and again."""
        if not any(step):
            return repeat(row)
        chains = self.paths.setdefault(step, {})
        found = chains.get(row)
        if found is None:
            keys = [row]
            while (key := after(keys[-1], step)) in self.all:
                keys.append(key)
            for place, key in enumerate(keys):
                chains.setdefault(key, (keys, place))
            found = chains[row]
        keys, place = found
        return islice(keys, place, None)


def after(key: Key, step: Key) -> Key:
    """The row in which coalitions of a row are when a member of this step joins."""
    return tuple(map(add, key, step))
