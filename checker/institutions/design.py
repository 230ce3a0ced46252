"""Help in design: values of what a draft leaves to be chosen, with which all of its claims hold.

Treaties are written with round figures, and so the search goes over round figures: first those in
steps of five per cent, then of one, then of a half and a tenth, as long as there are not too many.
Every combination is worked out exactly, by the engine that judges claims. Where none will do, the
goals are shrunk to a minimal set that cannot be had together at the finest step tried; each member
is needed: without it, some combination keeps all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from checker.institutions.claim_findings import judged_exactly, words_of
from checker.institutions.claims import Judge, Status
from checker.institutions.robust import verdict
from checker.run import Run
from checker.voting.refusal import Refused
from treatylang.figures import ChoiceFigures, Conflict, DesignFigures
from treatylang.model.choices import shares
from treatylang.model.institutions import (
    AllOf,
    AnyOf,
    Choice,
    Claim,
    Institutions,
    Requirement,
    Share,
    Threshold,
    Weights,
)

STEPS = tuple(Fraction(step, 1000) for step in (50, 10, 5, 1))
MOST_POINTS = 3000
Point = tuple[Fraction, ...]


def design(run: Run) -> DesignFigures:
    """Return values with which all claims hold, or a minimal set of claims that no values keep.

    Of several, those are taken that change least of what the draft says, then the smallest.
    """
    search = _Search(run)
    written = tuple(written_value(search.draft, item) for item in search.choices)
    tried: Fraction | None = None
    for step in STEPS:
        points = search.points(step, written)
        if len(points) > MOST_POINTS:
            break
        tried = step
        for point in points:
            if search.keeps(point, search.goals):
                return search.told(step, written, point)
    if tried is None:
        return search.told(STEPS[0], written, None, refused="there are too many values to try")
    return search.told(tried, written, None, core=search.core(search.points(tried, written)))


def written_value(draft: Institutions, choice: Choice) -> Fraction:
    """Return what the draft says now."""
    if choice.kind == "cap":
        cap = draft.weights[choice.name].cap
        assert cap is not None
        return cap
    if choice.kind == "share":
        parts = draft.weights[choice.name].parts
        return next(part.factor for part in parts if part.quantity == choice.quantity)
    amount = next(shares(draft.votes[choice.name].rule)).amount
    assert isinstance(amount, Share)
    return amount.value


def chosen(draft: Institutions, choices: Sequence[Choice], point: Point) -> Institutions | None:
    """Return the draft with these values; None where the shares of its formulas then leave less
    than nothing for the parts that are not chosen."""
    weights, votes = dict(draft.weights), dict(draft.votes)
    for name in {c.name for c in choices if c.kind == "share"}:
        values = {c.quantity: value for c, value in zip(choices, point, strict=True)
                  if c.kind == "share" and c.name == name}  # fmt: skip
        made = _shared(weights[name], values)
        if made is None:
            return None
        weights[name] = made
    for choice, value in zip(choices, point, strict=True):
        if choice.kind == "cap":
            weights[choice.name] = replace(weights[choice.name], cap=value)
        elif choice.kind == "threshold":
            vote = votes[choice.name]
            votes[choice.name] = replace(vote, rule=_with_threshold(vote.rule, value))
    return replace(draft, weights=weights, votes=votes)


def _shared(weights: Weights, values: dict[str | None, Fraction]) -> Weights | None:
    """Return the formula with the chosen shares; the other parts share what is left of the whole,
    in the proportion in which they stand."""
    whole = sum((part.factor for part in weights.parts), Fraction(0))
    others = sum((p.factor for p in weights.parts if p.quantity not in values), Fraction(0))
    left = whole - sum(values.values(), Fraction(0))
    if left < 0 or (not others and left):
        return None
    parts = tuple(
        replace(part, factor=values.get(part.quantity, part.factor * left / (others or 1)))
        for part in weights.parts
    )
    return replace(weights, parts=parts)


def _with_threshold(rule: Requirement, value: Fraction) -> Requirement:
    """Return the rule with its first share replaced."""
    first = next(shares(rule))

    def change(part: Requirement) -> Requirement:
        if part is first:
            assert isinstance(part, Threshold)
            return replace(part, amount=Share(value))
        if isinstance(part, AllOf | AnyOf):
            return replace(part, parts=tuple(change(inner) for inner in part.parts))
        return part

    return change(rule)


@dataclass(slots=True)
class _Search:
    run: Run
    draft: Institutions = field(init=False)
    choices: tuple[Choice, ...] = field(init=False)
    goals: tuple[int, ...] = field(init=False)
    known: dict[tuple[Point, int], bool] = field(default_factory=dict)
    made: dict[Point, Institutions | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draft = self.run.draft.institutions
        self.choices = self.draft.choices
        # Those for many data last: each of them takes long.
        every = range(len(self.draft.claims))
        self.goals = tuple(sorted(every, key=lambda i: self.claim(i).tolerance is not None))

    def claim(self, number: int) -> Claim:
        return self.draft.claims[number]

    def points(self, step: Fraction, written: Point) -> list[Point]:
        """Return the values in steps, what is written among them, the nearest to that first."""
        ranges: list[list[Fraction]] = []
        for choice, now in zip(self.choices, written, strict=True):
            first = -(-choice.low // step)
            values = {step * i for i in range(int(first), int(choice.high // step) + 1)}
            values |= {choice.low, choice.high}
            values |= {now} if choice.low <= now <= choice.high else set()
            ranges.append(sorted(values))
        number = 1
        for values_in_range in ranges:
            number *= len(values_in_range)
        if number > MOST_POINTS:
            return [()] * (MOST_POINTS + 1)

        def change(point: Point) -> tuple[Fraction, Point]:
            return sum((abs(v - now) for v, now in zip(point, written, strict=True)),
                       Fraction(0)), point  # fmt: skip

        return sorted(product(*ranges), key=change)

    def keeps(self, point: Point, goals: Sequence[int]) -> bool:
        """Return whether all these claims hold with the values."""
        return all(self._keeps(point, goal) for goal in goals)

    def _keeps(self, point: Point, goal: int) -> bool:
        found = self.known.get((point, goal))
        if found is None:
            found = self.known[point, goal] = self._judged(point, goal)
        return found

    def _judged(self, point: Point, goal: int) -> bool:
        if point not in self.made:
            self.made[point] = chosen(self.draft, self.choices, point)
        draft = self.made[point]
        if draft is None:
            return False
        claim, judge = self.claim(goal), Judge(draft)
        asked = len(self.run.solver.open)
        try:
            found = judged_exactly(self.run.draft, judge, claim.statement)
            if found.status is Status.HOLDS and claim.tolerance is not None:
                found = verdict(judge, claim.statement, claim.tolerance,
                                lambda j, s: judged_exactly(self.run.draft, j, s),
                                self.run.solver)  # fmt: skip
        except Refused:
            del self.run.solver.open[asked:]
            return False
        return found.status is Status.HOLDS

    def core(self, points: Sequence[Point]) -> tuple[Conflict, ...]:
        """Shrink the goals to a minimal set that no point keeps, and show for each member a point
        that keeps all others."""
        kept = list(self.goals)
        for goal in reversed(self.goals):
            rest = [item for item in kept if item != goal]
            if next(self._keeping(points, rest), None) is None:
                kept = rest
        found = []
        for goal in sorted(kept):
            point = next(self._keeping(points, [item for item in kept if item != goal]))
            found.append(Conflict(words_of(self.claim(goal)), self._values(point)))
        return tuple(found)

    def _keeping(self, points: Sequence[Point], goals: Sequence[int]) -> Iterator[Point]:
        return (point for point in points if self._possible(point) and self.keeps(point, goals))

    def _possible(self, point: Point) -> bool:
        if point not in self.made:
            self.made[point] = chosen(self.draft, self.choices, point)
        return self.made[point] is not None

    def _values(self, point: Point) -> tuple[tuple[str, Fraction], ...]:
        return tuple((_name(c), value) for c, value in zip(self.choices, point, strict=True))

    def told(
        self,
        step: Fraction,
        written: Point,
        point: Point | None,
        core: tuple[Conflict, ...] = (),
        refused: str = "",
    ) -> DesignFigures:
        choices = tuple(
            ChoiceFigures(_name(choice), choice.low, choice.high, now,
                          point[i] if point is not None else None)
            for i, (choice, now) in enumerate(zip(self.choices, written, strict=True))
        )  # fmt: skip
        goals = len(self.goals)
        return DesignFigures(self.run.draft.root, goals, step, choices, core, refused)


def _name(choice: Choice) -> str:
    of = choice.name.replace("_", " ")
    if choice.kind == "share":
        return f"share of {choice.quantity} in {of}"
    return f"{choice.kind} of {of}"
