"""A decision rule as a monotone simple game: which coalitions carry a decision.

Everybody is present and votes, and whoever is not in the coalition votes against. Every
requirement is then a *quota*, a weighted number of members to be reached, and the rule is built
from quotas with *and* and *or* (Taylor and Zwicker, Simple Games, 1999: vector-weighted games and
their unions). Weights are whole and not negative, so a coalition that wins still does when others
join it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, gcd, lcm

from checker.voting.refusal import Refused
from checker.voting.weigh import amounts, weigh
from treatylang.model.institutions import (
    AllOf,
    Amount,
    Amounts,
    AnyOf,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    FewOpposed,
    Greater,
    Heads,
    Institutions,
    Lesser,
    Measure,
    Quorum,
    Requirement,
    Seat,
    Share,
    Threshold,
    Vote,
)


@dataclass(frozen=True)
class Quota:
    """The weights of those in favour (one for each player, in order) reach the quota."""

    weights: tuple[int, ...]
    quota: int

    @cached_property
    def support(self) -> tuple[tuple[int, int], ...]:
        """The players with any weight, by position, and their weights."""
        return tuple((i, weight) for i, weight in enumerate(self.weights) if weight)


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold; without parts, always."""

    parts: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Some part holds; without parts, never."""

    parts: tuple[Rule, ...] = ()


Rule = Quota | Both | Either

ALWAYS, NEVER = Both(), Either()


@dataclass(frozen=True)
class Game:
    """A monotone simple game on named players. It may be won by nobody, or by everybody."""

    players: tuple[str, ...]
    rule: Rule

    @cached_property
    def position(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.players)}

    def wins(self, coalition: Iterable[str]) -> bool:
        """Say whether the coalition carries; ``ValueError`` for somebody who has no vote."""
        return self.carries(self.places(coalition))

    def carries(self, places: Collection[int]) -> bool:
        """Say whether the players at the positions carry."""
        return _holds(self.rule, frozenset(places))

    def places(self, coalition: Iterable[str]) -> frozenset[int]:
        """Return the positions of the players; ``ValueError`` for somebody who is none."""
        try:
            return frozenset(self.position[name] for name in coalition)
        except KeyError as error:
            raise ValueError(f"{error.args[0]} has no vote in this rule") from None

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the players at the positions, in the order of the game."""
        return tuple(self.players[i] for i in sorted(places))

    def others(self, coalition: Collection[str]) -> tuple[str, ...]:
        """Return the players outside the coalition."""
        inside = self.places(coalition)
        return tuple(name for i, name in enumerate(self.players) if i not in inside)

    @cached_property
    def dual(self) -> Game:
        """The game that is won by the coalitions that block this one."""
        return Game(self.players, _dual(self.rule))

    def within(self, members: Iterable[str]) -> Game:
        """Return the game among the members, when all others vote against."""
        return self._among(sorted(self.places(members)), frozenset())

    def ordered(self, players: Iterable[str]) -> Game:
        """Return the same game with its players in the given order."""
        return self._among([self.position[name] for name in players], frozenset())

    def with_support(self, members: Iterable[str]) -> Game:
        """Return the game among the others, when the members vote in favour."""
        sure = self.places(members)
        return self._among([i for i in range(len(self.players)) if i not in sure], sure)

    def _among(self, places: Sequence[int], sure: frozenset[int]) -> Game:
        names = tuple(self.players[i] for i in places)
        return Game(names, _restrict(self.rule, places, sure))


def quota(weights: Sequence[int], least: int) -> Rule:
    """Return the quota in lowest terms, or whether it always or never holds.

    Raises ``ValueError`` for negative weights: joining a coalition would then do it harm.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("negative weights do not make a monotone rule")
    if least <= 0:
        return ALWAYS
    if sum(weights) < least:
        return NEVER
    common = gcd(*weights)
    return Quota(tuple(weight // common for weight in weights), -(-least // common))


def both(parts: Iterable[Rule]) -> Rule:
    """Return the conjunction, flat and without what always holds."""
    found: dict[Rule, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        found.update(dict.fromkeys(part.parts if isinstance(part, Both) else (part,)))
    return next(iter(found)) if len(found) == 1 else Both(tuple(found))


def either(parts: Iterable[Rule]) -> Rule:
    """Return the disjunction, flat and without what never holds."""
    found: dict[Rule, None] = {}
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        found.update(dict.fromkeys(part.parts if isinstance(part, Either) else (part,)))
    return next(iter(found)) if len(found) == 1 else Either(tuple(found))


def quotas(rule: Rule) -> Iterator[Quota]:
    """Yield the quotas that a rule is built from."""
    if isinstance(rule, Quota):
        yield rule
    else:
        for part in rule.parts:
            yield from quotas(part)


def _holds(rule: Rule, coalition: Collection[int]) -> bool:
    match rule:
        case Quota(_, least):
            return sum(weight for i, weight in rule.support if i in coalition) >= least
        case Both(parts):
            return all(_holds(part, coalition) for part in parts)
        case Either(parts):
            return any(_holds(part, coalition) for part in parts)


def _dual(rule: Rule) -> Rule:
    match rule:
        case Quota(weights, least):
            return quota(weights, sum(weights) - least + 1)
        case Both(parts):
            return either(_dual(part) for part in parts)
        case Either(parts):
            return both(_dual(part) for part in parts)


def _restrict(rule: Rule, places: Sequence[int], sure: frozenset[int]) -> Rule:
    match rule:
        case Quota(weights, least):
            have = sum(weights[i] for i in sure)
            return quota([weights[i] for i in places], least - have)
        case Both(parts):
            return both(_restrict(part, places, sure) for part in parts)
        case Either(parts):
            return either(_restrict(part, places, sure) for part in parts)


# --- from the draft -------------------------------------------------------------------------------


def game(
    institutions: Institutions,
    requirement: Requirement,
    body: str,
    parties: Collection[str] = (),
    abstaining: bool = False,
) -> Game:
    """Return the game that the requirement makes of the body.

    ``parties`` (names of seats) take no part and are no players: they count neither in favour nor
    in what shares are shares of; where they are ``abstaining`` they do count in shares of the
    members and of the members present, as not in favour, and in the quorum. Their own consent is
    not asked.

    Raises ``Refused`` where a weight, or a figure that the rule counts, cannot be computed;
    ``ValueError`` for parties that have no seat.
    """
    reader = _Reader(institutions, institutions.bodies[body], frozenset(parties), abstaining)
    return Game(tuple(seat.name for seat in reader.players), reader.rule(requirement))


def vote_game(institutions: Institutions, vote: str, parties: Collection[str] = ()) -> Game:
    """Return the game of a declared vote; see ``game``."""
    found: Vote = institutions.votes[vote]
    return game(institutions, found.rule, found.body, parties, found.abstaining)


class _Reader:
    def __init__(
        self, institutions: Institutions, body: Body, parties: frozenset[str], abstaining: bool
    ) -> None:
        strangers = parties - {seat.name for seat in body.seats}
        if strangers:
            raise ValueError(f"{min(strangers)} has no seat in {body.name}")
        self.institutions = institutions
        self.players = tuple(seat for seat in body.seats if seat.name not in parties)
        self.voting = frozenset(seat.name for seat in self.players)
        self.present = body.seats if abstaining else self.players

    def rule(self, requirement: Requirement) -> Rule:
        match requirement:
            case Threshold(measure, amount, strict, base, _):
                seats = self.players if base is Base.VOTING else self.present
                return self.reach(measure, amount, strict, seats)
            case FewOpposed(measure, amount, _):
                # total - in favour < amount
                weights = self.measured(measure, self.present)
                total = sum(weights.values(), Fraction(0))
                return self.at_least(weights, total - _amount(amount, total), strict=True)
            case Quorum(measure, amount, strict, _):
                total = sum(self.measured(measure, self.present).values(), Fraction(0))
                least = _amount(amount, total)
                return ALWAYS if total > least or (total == least and not strict) else NEVER
            case Consent(members, _, _):
                asked = [int(_is_among(seat, members)) for seat in self.players]
                return quota(asked, sum(asked))
            case Consensus():
                return quota([1] * len(self.players), len(self.players))
            case AllOf(parts, _):
                return both(self.rule(part) for part in parts)
            case AnyOf(parts, _):
                return either(self.rule(part) for part in parts)

    def reach(self, measure: Measure, amount: Amount, strict: bool, base: Sequence[Seat]) -> Rule:
        weights = self.measured(measure, base)
        total = sum(weights.values(), Fraction(0))
        return self.at_least(weights, _amount(amount, total), strict)

    def measured(self, measure: Measure, seats: Sequence[Seat]) -> dict[str, Fraction]:
        """What each of the seats that the measure counts adds to it."""
        counted = [seat for seat in seats if measure.of is None or _is_among(seat, (measure.of,))]
        match measure:
            case Heads():
                return {seat.name: Fraction(1) for seat in counted}
            case Amounts(quantity, _):
                has = amounts(self.institutions, quantity, counted)
                return {seat.name: value for seat, value in zip(counted, has, strict=True)}
            case _:
                votes = weigh(self.institutions, measure.weights).votes
                missing = next((seat for seat in counted if seat.name not in votes), None)
                if missing is not None:
                    raise Refused(
                        f"{missing.phrase} has no weight in {measure.weights}",
                        "take the weights of the body that votes",
                    )
                return {seat.name: votes[seat.name] for seat in counted}

    def at_least(self, weights: dict[str, Fraction], least: Fraction, strict: bool) -> Rule:
        votes = [weights.get(seat.name, Fraction(0)) for seat in self.players]
        unit = lcm(*(vote.denominator for vote in votes))
        needed = floor(least * unit) + 1 if strict else ceil(least * unit)
        return quota([int(vote * unit) for vote in votes], needed)


def _amount(amount: Amount, total: Fraction) -> Fraction:
    match amount:
        case Share(value):
            return value * total
        case Count(value):
            return value
        case Greater(amounts):
            return max(_amount(part, total) for part in amounts)
        case Lesser(amounts):
            return min(_amount(part, total) for part in amounts)


def _is_among(seat: Seat, names: Sequence[str]) -> bool:
    return seat.name in names or not seat.classes.isdisjoint(names)
