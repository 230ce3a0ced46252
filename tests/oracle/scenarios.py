"""Every small scenario of a draft, and what its norms say in each: the semantics, sections 1 and 2.

A draft speaks of days 0 to 3, of spans of up to two days and of whole numbers from 0 to 3. Events
and past acts on days 0 to 7 then stand for all, and so do the numbers just inside and outside each
bound: whole ones, or halves (quarters where a bound depends on the size, itself a half).

A set of acts is a whole number, read as a set of bits: one for each act that could be done, by day,
n and k. So is a set of moments of the kept quantity: one for each day and value.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

from tests.oracle.description import (
    Both,
    Broken,
    Case,
    Condition,
    Decided,
    Did,
    Draft,
    Either,
    Fact,
    Happened,
    Is,
    Limit,
    Not,
    Number,
    Option,
    Rule,
    Size,
)

EVENT_DAYS = range(8)
DAYS = 16

COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}

Past = tuple[str, Fraction, str, int]
"""An act that took place: which, its n, its k and its day."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the world settles: the Party's size and whether it is Small, the facts that hold, the
    day of e (None: never), the days on which it did c, other past acts, and breaches with days."""

    size: Fraction = Fraction(0)
    small: bool = False
    facts: frozenset[str] = frozenset()
    event: int | None = None
    did: tuple[int, ...] = ()
    past: tuple[Past, ...] = ()
    breaches: tuple[tuple[int, int], ...] = ()
    case: int = 0

    def broken(self, norm: int) -> int | None:
        return dict(self.breaches).get(norm)


ASSUMPTIONS: dict[str, Callable[[Scenario], bool]] = {
    "not (f and g)": lambda it: not {"f", "g"} <= it.facts,
    "f or g": lambda it: bool(it.facts),
    "not f or g": lambda it: "f" not in it.facts or "g" in it.facts,
    "f": lambda it: "f" in it.facts,
    "not f": lambda it: "f" not in it.facts,
    "e happens": lambda it: it.event is not None,
    "e happens within 2 days after entry_into_force": lambda it: it.event in (0, 1, 2),
    "e happens after day 2": lambda it: it.event is not None and it.event > 2,
    "for each Party, not it did c": lambda it: not it.did,
    "for each Party, f or it did c": lambda it: "f" in it.facts or bool(it.did),
    "for each Party, its size >= 1 u": lambda it: it.size >= 1,
    "for each Party, not it is a Small or it is a Large": lambda it: not it.small or it.size >= 2,
}


def holds(condition: Condition, scenario: Scenario) -> bool:
    match condition:
        case Fact(name):
            return name in scenario.facts
        case Is("Small"):
            return scenario.small
        case Is():
            return scenario.size >= 2
        case Size(relation, number):
            return bool(COMPARE[relation](scenario.size, number))
        case Case(relation, number):
            return bool(COMPARE[relation](scenario.case, number))
        case Happened():
            return scenario.event is not None
        case Did() | Decided():
            return bool(scenario.did)
        case Broken(norm):
            return scenario.broken(norm) is not None
        case Not(part):
            return not holds(part, scenario)
        case Both(one, other):
            return holds(one, scenario) and holds(other, scenario)
        case Either(one, other):
            return holds(one, scenario) or holds(other, scenario)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a norm applies. ``region`` are the acts (or the moments) that it is about,
    ``span`` all acts (or moments) within its time; ``first`` and ``last`` bound that time."""

    region: int
    span: int
    first: int
    last: int | None
    timed: bool


@dataclass(slots=True)
class Space:
    """The acts and moments that stand for all others, and the draft's norms in them."""

    draft: Draft
    numbers: tuple[Fraction, ...] = ()
    kinds: tuple[str, ...] = ("x", "y")
    days: int = DAYS
    _patterns: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rules = self.draft.rules
        bounds = [bound for rule in rules for bound in rule.bounds]
        by_size = any(isinstance(item, Number) and item.number is None for item in bounds)
        step = Fraction(1) if self.draft.whole else Fraction(1, 4 if by_size else 2)
        low, high = (-4, 7) if self.draft.whole else (-2, 5)
        count = int((high - low) / step)
        self.numbers = tuple(step * index + low for index in range(count + 1))
        if not any(isinstance(item, Option) for item in bounds):
            self.kinds = ("x",)
        if not any(rule.limits for rule in rules):
            self.days = 1

    @property
    def width(self) -> int:
        """How many acts a single day has."""
        return len(self.numbers) * len(self.kinds)

    @property
    def everything(self) -> int:
        return (1 << (self.width * self.days)) - 1

    def point(self, bit: int) -> Past:
        """The act that a bit stands for (its name left out)."""
        day, rest = divmod(bit, self.width)
        number, kind = divmod(rest, len(self.kinds))
        return "", self.numbers[number], self.kinds[kind], day

    def day(self, area: int, day: int) -> int:
        """The part of a set that lies on one day, without its day."""
        return (area >> (self.width * day)) & ((1 << self.width) - 1)

    def within(self, first: int, last: int | None) -> int:
        """All acts from the first day to the last."""
        low, high = max(first, 0), self.days if last is None else min(last + 1, self.days)
        if low >= high:
            return 0
        return ((1 << (self.width * (high - low))) - 1) << (self.width * low)

    def bound(self, bound: Number | Option, scenario: Scenario) -> int:
        """All acts that are as the bound says, on whatever day."""
        if isinstance(bound, Option):
            key: object = (bound.equal, bound.option)
        else:
            limit = scenario.size if bound.number is None else Fraction(bound.number)
            key = (bound.relation, limit)
        found = self._patterns.get(key)
        if found is None:
            row = 0
            for index, (number, kind) in enumerate(product(self.numbers, self.kinds)):
                if isinstance(bound, Option):
                    inside = (kind == bound.option) is bound.equal
                else:
                    inside = COMPARE[bound.relation](number, limit)
                row |= inside << index
            found = sum(row << (self.width * day) for day in range(self.days))
            self._patterns[key] = found
        return found

    # --- when a norm applies --------------------------------------------------------------------

    def ways(
        self,
        index: int,
        scenario: Scenario,
        *,
        despite: bool = False,
        above: frozenset[int] = frozenset(),
    ) -> list[Way]:
        """Every way in which the norm applies: one for each act or breach from which its time
        counts. ``despite`` its own breach; ``above`` are norms that it is carved out of."""
        rule = self.draft.rules[index]
        if not despite and not above and scenario.broken(index) is not None:
            return []
        if not self._addressed(rule, scenario):
            return []
        if rule.breach is not None and scenario.broken(rule.breach) is None:
            return []
        triggers: Sequence[int | None] = (None,)
        if rule.trigger:
            since = None if rule.breach is None else scenario.broken(rule.breach)
            triggers = scenario.did if rule.did else (since,)
        found = []
        for trigger in dict.fromkeys(triggers):
            window = self._window(rule.limits, scenario, trigger)
            if window is None:
                continue
            span = self.within(*window)
            region = span
            for bound in rule.bounds:
                region &= self.bound(bound, scenario)
            left = self._without_carve_outs(index, region, scenario, above)
            if left is not None:
                found.append(Way(left, span, *window, timed=bool(rule.limits)))
        return found

    def meets(self, index: int, scenario: Scenario) -> bool:
        """Whether all but the norm's conditions and exceptions is so: whom it addresses, its
        carve-outs, its time as far as that does not count from what a condition names."""
        rule = self.draft.rules[index]
        limits = tuple(item for item in rule.limits if item.anchor != "thereafter")
        return (
            _is_one(rule, scenario)
            and self._window(limits, scenario, None) is not None
            and self._without_carve_outs(index, 0, scenario, frozenset()) is not None
        )

    def _addressed(self, rule: Rule, scenario: Scenario) -> bool:
        if not _is_one(rule, scenario):
            return False
        if rule.did and not scenario.did:
            return False
        return all(holds(item, scenario) for item in rule.conditions) and not any(
            holds(item, scenario) for item in rule.exceptions
        )

    def _window(
        self, limits: tuple[Limit, ...], scenario: Scenario, trigger: int | None
    ) -> tuple[int, int | None] | None:
        """The first and the last day; None where an event that opens it never happens, or where
        it was over before the entry into force."""
        first, last = 0, None
        for limit in limits:
            day = trigger if limit.anchor == "thereafter" else limit.anchor
            if day == "e":
                day = scenario.event
            assert day is None or isinstance(day, int)
            opens, earliest, latest = _FORMS[limit.form]
            if day is None:
                if opens:
                    return None
                continue
            if latest is not None:
                end = day + latest
                if end < 0:
                    return None
                last = end if last is None else min(last, end)
            if earliest is not None:
                first = max(first, day + earliest)
        return first, last

    def _without_carve_outs(
        self, index: int, region: int, scenario: Scenario, above: frozenset[int]
    ) -> int | None:
        """Take out what "except as provided in" names: of a prohibition or a permission the same
        acts, of other norms the scenarios (None where it then does not apply)."""
        rule = self.draft.rules[index]
        inside = above | {index}
        for word, other in rule.heads:
            if word != "except as provided in" or other in inside:
                continue
            outside = self.draft.rules[other]
            found = self.ways(other, scenario, despite=True, above=inside)
            same = rule.what == outside.what != "q" and rule.kind in ("prohibition", "permission")
            if not same and found:
                return None
            for way in found:
                region &= ~way.region
        return region

    # --- all scenarios ----------------------------------------------------------------------------

    def scenarios(self) -> Iterator[Scenario]:
        """Every small scenario that the background allows, as far as the draft turns on it."""
        draft = self.draft
        texts = " ".join(draft.assumptions)
        said = draft.conditions
        rules = draft.rules
        sized = any(isinstance(item, Size) or item == Is("Large") for item in said)
        sized |= any(rule.who == "Large" for rule in rules)
        sized |= "size" in texts or "Large" in texts
        sized |= any(isinstance(b, Number) and b.number is None for r in rules for b in r.bounds)
        step = Fraction(1) if draft.whole else Fraction(1, 2)
        low, high = (-2, 5) if draft.whole else (-1, 4)
        sizes = [step * index + low for index in range(int((high - low) / step) + 1)]
        if not sized:
            sizes = [Fraction(0)]
        small = (
            Is("Small") in said or any(rule.who == "Small" for rule in rules) or "Small" in texts
        )
        names = [name for name in "fg" if Fact(name) in said or re.search(rf"\b{name}\b", texts)]
        facts = [
            frozenset(name for name, held in zip(names, chosen, strict=True) if held)
            for chosen in product([False, True], repeat=len(names))
        ]
        limits = [limit for rule in rules for limit in rule.limits]
        events: list[int | None] = [None]
        if any(limit.anchor == "e" for limit in limits) or "e happens " in texts:
            events += EVENT_DAYS
        elif Happened() in said or "e happens" in texts:
            events.append(0)
        dids: list[tuple[int, ...]] = [()]
        counted = sum(rule.did and rule.trigger for rule in rules)
        if counted:
            dids += [(day,) for day in EVENT_DAYS]
            dids += combinations_with_replacement(EVENT_DAYS, 2) if counted > 1 else ()
        elif Did() in said or any(rule.did for rule in rules) or "did c" in texts:
            dids.append((0,))
        for size, is_small, held, event, did in product(
            sizes, [False, True] if small else [False], facts, events, dids
        ):
            plain = Scenario(size, is_small, held, event, did)
            if all(ASSUMPTIONS[item](plain) for item in draft.assumptions):
                yield plain
                yield from self._broken(plain)

    def _broken(self, plain: Scenario) -> Iterator[Scenario]:
        """The same scenario with every possible breach that the draft speaks of."""
        spoken = {item.norm for item in self.draft.conditions if isinstance(item, Broken)}
        spoken |= {rule.breach for rule in self.draft.rules if rule.breach is not None}
        for choice in product([False, True], repeat=len(spoken)):
            broken = [norm for norm, so in zip(sorted(spoken), choice, strict=True) if so]
            if broken:
                yield from self._with_breaches(plain, broken)

    def _with_breaches(self, plain: Scenario, broken: list[int]) -> Iterator[Scenario]:
        for days in product(EVENT_DAYS, repeat=len(broken)):
            given = replace(plain, breaches=tuple(zip(broken, days, strict=True)))
            pasts: list[list[tuple[Past, ...]]] = [
                [(past,) for past in self._wrong_acts(norm, day, given)]
                if self.draft.rules[norm].kind == "prohibition"
                and self.draft.rules[norm].what != "q"
                else [()]
                for norm, day in given.breaches
            ]
            for chosen in product(*pasts):
                done = tuple(dict.fromkeys(past for each in chosen for past in each))
                found = replace(given, past=done)
                if self._possible(done) and all(
                    self._grounded(norm, day, found) for norm, day in given.breaches
                ):
                    yield found

    def _wrong_acts(self, norm: int, day: int, scenario: Scenario) -> Iterator[Past]:
        """Acts on the day that the norm forbids; one is enough where no other breach turns on
        which it was."""
        alone = len(scenario.breaches) == 1
        for way in self.ways(norm, scenario, despite=True):
            rest = self.day(way.region, day) if day < self.days else 0
            if self.days == 1:
                rest = self.day(way.region, 0)
            while rest:
                bit = (rest & -rest).bit_length() - 1
                rest &= rest - 1
                _, number, kind, _ = self.point(bit)
                yield self.draft.rules[norm].what, number, kind, day
                if alone:
                    return

    def _possible(self, done: tuple[Past, ...]) -> bool:
        names = [past[0] for past in done]
        if any(names.count(name) > 1 for name in self.draft.once):
            return False
        apart = {past[3] for past in done if past[0] == "a"}
        return not (self.draft.excluding and any(p[3] in apart for p in done if p[0] == "b"))

    def _grounded(self, norm: int, day: int, scenario: Scenario) -> bool:
        """A breach has its grounds: a duty whose time ran out that day without the act done, an
        act done that day against a prohibition, a day on which a bound is in force."""
        rule = self.draft.rules[norm]
        for way in self.ways(norm, scenario, despite=True):
            inside = way.first <= day and (way.last is None or day <= way.last)
            if rule.what == "q" and rule.binds:
                if inside:
                    return True
            elif rule.kind == "duty":
                ends = way.last in (None, day) and way.first <= day
                if ends and not any(self.has(way, rule.what, past) for past in scenario.past):
                    return True
            elif rule.kind == "prohibition" and any(
                past[3] == day and self.has(way, rule.what, past) for past in scenario.past
            ):
                return True
        return False

    def has(self, way: Way, what: str, past: Past) -> bool:
        """Whether a past act is among those that the norm is about, applied in this way."""
        name, number, kind, day = past
        index = self.numbers.index(number) * len(self.kinds) + self.kinds.index(kind)
        at = 0 if self.days == 1 else day
        return name == what and at < self.days and bool(self.day(way.region, at) >> index & 1)


def _is_one(rule: Rule, scenario: Scenario) -> bool:
    """Whether the Party is one of those addressed."""
    return {"Small": scenario.small, "Large": scenario.size >= 2}.get(rule.who, True)


_FORMS: dict[str, tuple[bool, int | None, int | None]] = {
    # The form, whether it needs its event, and the first and last day counted from the anchor.
    "from {}": (True, 0, None),
    "after {}": (True, 1, None),
    "until {}": (False, None, 0),
    "by {}": (False, None, 0),
    "before {}": (False, None, -1),
    "on {}": (True, 0, 0),
    "within 2 days after {}": (True, 0, 2),
    "within 1 day before {}": (True, -1, 0),
    "at least 2 days before {}": (True, None, -2),
    "not earlier than 2 days after {}": (True, 2, None),
    "within 2 days thereafter": (True, 0, 2),
    "not earlier than 2 days thereafter": (True, 2, None),
    "for 1 day after {}": (True, 0, 1),
}
FORMS = tuple(_FORMS)
