"""Competences and subsidiarity straight from the semantics, sections 3 and 5.

Drafts with one matter and a few competences over it, their text, and the verdicts over every small
scenario: two facts, whether the Authority did something, and the size of the work at issue, which
is compared with 0 to 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from tests.oracle.description import (
    Both,
    Case,
    Condition,
    Decided,
    Either,
    Fact,
    Not,
    condition_text,
)
from tests.oracle.scenarios import COMPARE, Scenario, holds

LEVELS = ("local", "national", "regional", "global")
UNITS = 1
HOLDERS = {"The Authority": 3, "The Commission": 2, "Each Regulator": 1}
PROFILES = ("", "", "eu", "swiss", "german")
LAST_DAY = 9

HEAD = """level local < national < regional < global.
unit item "item" plural "items" whole.
class Party "Party" plural "Parties".
organ Authority "Authority" at global.
organ Commission "Commission" at regional.
organ Regulator "regulator" at national of each Party.
fact f "f". fact g "g".
act work "work" by Party with size in item.
act d "d" by Authority.
act sign "sign" by Authority, concerning m.
act seal "seal" by Commission, concerning m.
"""
_ACTS = {"The Authority": "sign", "The Commission": "seal"}

Graded = tuple[int, Condition | None]
"""A level, by its rank, and the condition (None: always)."""


@dataclass(frozen=True, slots=True)
class Competence:
    holder: str
    exclusive: bool
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
    returns: Condition | None = None
    first: int = 0
    last: int | None = None

    @property
    def rank(self) -> int:
        return HOLDERS[self.holder]

    def held(self, scenario: Scenario) -> bool:
        """It is there, and has not gone back to the level below."""
        return (
            all(holds(item, scenario) for item in self.conditions)
            and not any(holds(item, scenario) for item in self.exceptions)
            and not (self.returns is not None and holds(self.returns, scenario))
        )

    @property
    def days(self) -> set[int]:
        end = LAST_DAY if self.last is None else self.last
        return set(range(self.first, end + 1))


@dataclass(frozen=True, slots=True)
class Measure:
    """What an organ is to do, or may, or must not; of a holder that is one organ."""

    holder: str
    modal: str
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
    first: int = 0
    last: int | None = None

    def applies(self, scenario: Scenario) -> bool:
        return all(holds(item, scenario) for item in self.conditions) and not any(
            holds(item, scenario) for item in self.exceptions
        )

    @property
    def acts(self) -> bool:
        """Whether it has the organ act: who must not, or need not, needs no competence."""
        return self.modal in ("shall", "may")

    @property
    def days(self) -> set[int]:
        end = LAST_DAY if self.last is None else self.last
        return set(range(self.first, end + 1))


@dataclass(frozen=True, slots=True)
class Draft:
    """``reaches`` is read in order, the first whose condition holds; ``achieved`` any of them."""

    competences: tuple[Competence, ...]
    reaches: tuple[Graded, ...]
    achieved: tuple[Graded, ...]
    uniform: Condition | None = None
    profile: str = ""
    measures: tuple[Measure, ...] = ()
    milder: tuple[tuple[str, Condition | None], ...] = ()
    """The holders for whose act there is a milder one, and where that is sufficient."""

    @property
    def text(self) -> str:
        items = [_graded("reaches", item) for item in self.reaches]
        items += [_graded("achieved by", item) for item in self.achieved]
        if self.uniform is not None:
            items.append(f"uniform rules if {condition_text(None, self.uniform)}")
        matter = ",\n  ".join(['matter m "matter" objective "objective"', *items, "listed.\n"])
        clauses = "".join(
            f"n{index}: {_clause(item)}.\n" for index, item in enumerate(self.competences)
        )
        head = HEAD if self.measures else HEAD.partition("act sign")[0]
        for holder, condition in self.milder:
            where = (
                "" if condition is None else f", sufficient if {condition_text(None, condition)}"
            )
            head += (
                f'act warn_{_ACTS[holder]} "warn" by {holder[4:]}, concerning m,\n'
                f"  less intrusive than {_ACTS[holder]}{where}.\n"
            )
        clauses += "".join(f"a{i}: {_measure(one)}.\n" for i, one in enumerate(self.measures))
        return f'{head}{matter}article s "S".\n{clauses}'

    @property
    def timed(self) -> bool:
        return any(item.days != set(range(LAST_DAY + 1)) for item in self.competences)


def _graded(word: str, item: Graded) -> str:
    rank, condition = item
    return f"{word} {LEVELS[rank]}" + (
        "" if condition is None else f" if {condition_text(None, condition)}"
    )


def _measure(item: Measure) -> str:
    return ", ".join([f"{item.holder} {item.modal} {_ACTS[item.holder]}", *_tails(item)])


def _tails(item: Measure | Competence) -> list[str]:
    parts = [f"from day {item.first}"] if item.first else []
    parts += [f"until day {item.last}"] if item.last is not None else []
    parts += [f"if {condition_text(None, one)}" for one in item.conditions]
    return parts + [f"unless {condition_text(None, one)}" for one in item.exceptions]


def _clause(item: Competence) -> str:
    parts = [f"{item.holder} has {'exclusive' if item.exclusive else 'shared'} competence over m"]
    parts += _tails(item)
    if item.returns is not None:
        parts.append(f"returning when {condition_text(None, item.returns)}")
    return ", ".join(parts)


# --- at random ------------------------------------------------------------------------------------


def some_matter(chance: Random) -> Draft:
    """A matter that says more or less of itself, and one to three competences over it."""

    def literal() -> Condition:
        found: Condition = Fact(chance.choice("fg"))
        if chance.random() < 0.4:
            found = Case(chance.choice(tuple(COMPARE)), chance.randint(0, 2))
        elif decides and chance.random() < 0.5:
            found = Decided()
        return Not(found) if chance.random() < 0.35 else found

    def condition() -> Condition:
        form = chance.random()
        if form < 0.6:
            return literal()
        return (Both if form < 0.8 else Either)(literal(), literal())

    def some(likely: float) -> tuple[Condition, ...]:
        return (condition(),) if chance.random() < likely else ()

    decides = chance.random() < 0.3
    reaches: list[Graded] = [
        (chance.randrange(4), condition()) for _ in range(chance.choice((0, 1, 2)))
    ]
    if chance.random() < 0.6:
        reaches.append((chance.randrange(4), None))
    achieved: list[Graded] = [
        (chance.randrange(4), None if chance.random() < 0.3 else condition())
        for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    timed = chance.random() < 0.2
    competences = [
        Competence(
            chance.choice(tuple(HOLDERS)),
            chance.random() < 0.6,
            some(0.5),
            some(0.4),
            next(iter(some(0.25)), None),
            chance.choice((0, 0, 1, 2)) if timed else 0,
            chance.choice((None, None, 1, 2, 3)) if timed else None,
        )
        for _ in range(chance.choice((1, 2, 2, 3)))
    ]
    uniform = condition() if chance.random() < 0.5 else None
    measures: list[Measure] = []
    milder: list[tuple[str, Condition | None]] = []
    if chance.random() < 0.3:
        measures = [
            Measure(
                chance.choice(tuple(_ACTS)),
                chance.choice(("shall", "shall", "may", "shall not", "need not")),
                some(0.7),
                some(0.3),
                chance.choice((0, 0, 1, 2)) if timed else 0,
                chance.choice((None, None, 1, 2, 3)) if timed else None,
            )
            for _ in range(chance.choice((1, 2)))
        ]
        milder = [
            (holder, next(iter(some(0.8)), None)) for holder in _ACTS if chance.random() < 0.6
        ]
    return Draft(
        tuple(competences), tuple(reaches), tuple(achieved), uniform, chance.choice(PROFILES),
        tuple(measures), tuple(milder),
    )  # fmt: skip


# --- verdicts -------------------------------------------------------------------------------------


def scenarios() -> list[Scenario]:
    return [
        Scenario(
            facts=frozenset(n for n, so in zip("fg", held, strict=True) if so), case=size, did=did
        )
        for *held, size, did in product([False, True], [False, True], range(-1, 4), [(), (0,)])
    ]


@dataclass(frozen=True, slots=True)
class Matters:
    """The verdicts on a draft: clashes of exclusive competence, and subsidiarity."""

    draft: Draft
    every: tuple[Scenario, ...]

    # --- exclusive competences --------------------------------------------------------------------

    def clashes(self) -> Iterator[str]:
        """Two holders have the matter to themselves, in one scenario and on one day."""
        exclusive = [
            (index, item) for index, item in enumerate(self.draft.competences) if item.exclusive
        ]
        for (one, first), (other, second) in combinations(exclusive, 2):
            if first.holder == second.holder or not first.days & second.days:
                continue
            if any(first.held(s) and second.held(s) for s in self.every):
                inside = sum(
                    all(their.held(s) for s in self.every if mine.held(s))
                    for mine, their in ((first, second), (second, first))
                )
                kind = ("partial-partial", "total-partial", "total-total")[inside]
                yield f"TL205 s.n{one} s.n{other}: error, {kind}"

    # --- subsidiarity -----------------------------------------------------------------------------

    def passes(self, scenario: Scenario, rank: int) -> bool | None:
        """Whether the level, or one below it, passes the test; None where it is not declared."""
        contains, enough = self._contains(scenario, rank), self._suffices(scenario, rank)
        draft = self.draft
        if draft.profile == "eu":
            return _any(contains, enough)
        if draft.profile == "swiss":
            if draft.uniform is None or rank == len(LEVELS) - 1:
                return enough
            return _all(enough, not holds(draft.uniform, scenario))
        return _all(contains, enough)

    def _contains(self, scenario: Scenario, rank: int) -> bool | None:
        if rank == len(LEVELS) - 1:
            return True
        for reached, condition in self.draft.reaches:
            if condition is None or holds(condition, scenario):
                return reached <= rank
        return None

    def _suffices(self, scenario: Scenario, rank: int) -> bool | None:
        achieved = self.draft.achieved
        if rank == len(LEVELS) - 1 and all(level != rank for level, _ in achieved):
            return True
        if not achieved:
            return None
        return any(
            level <= rank and (condition is None or holds(condition, scenario))
            for level, condition in achieved
        )

    def verdicts(self) -> list[str]:
        if self.hopeless:
            return ["TL410 m"]
        found: list[str] = []
        for index, item in enumerate(self.draft.competences):
            if item.rank > UNITS:
                found += [f"{code} s.n{index}" for code in self._necessity(item)]
            found += [f"{code} s.n{index}" for code in self._under_reach(item, found)]
        return found + [f"{code} m" for code in self._uncovered(found)]

    def on_measures(self) -> Iterator[str]:
        """What organs do without competence, and what a milder act would always do for."""
        draft = self.draft
        if self.hopeless:
            return
        for index, item in enumerate(draft.measures):
            inside = [s for s in self.every if item.applies(s) and item.acts]
            held = [one for one in draft.competences if one.holder == item.holder]
            if any(item.days - _days_held(held, s) for s in inside):
                yield f"TL406 s.a{index}"
            enough = [condition for holder, condition in draft.milder if holder == item.holder]
            if any(all(c is None or holds(c, s) for s in inside) for c in enough) and inside:
                yield f"TL408 s.a{index}"

    @property
    def hopeless(self) -> bool:
        """Somewhere no level suffices: nothing else is then said of the matter."""
        return self._some(lambda s: self.passes(s, len(LEVELS) - 1) is False)

    def _some(
        self, test: Callable[[Scenario], bool], among: Iterable[Scenario] | None = None
    ) -> bool:
        return any(test(one) for one in (self.every if among is None else among))

    def _necessity(self, item: Competence) -> Iterator[str]:
        """Needed at its level everywhere, somewhere, nowhere; a level between that would do."""
        inside = [s for s in self.every if item.held(s)]
        below = [s for s in inside if self.passes(s, item.rank - 1)]
        if not below:
            if self._some(lambda s: self.passes(s, item.rank - 1) is None, inside):
                yield "TL411"
            return
        yield "TL401" if len(below) == len(inside) else "TL402"
        if item.rank - 1 > UNITS and all(self.passes(s, UNITS) is False for s in below):
            yield "TL403"
        lapses = self._some(lambda s: self.passes(s, item.rank - 1) is False, inside)
        if self.draft.profile == "german" and lapses and item.returns is None:
            yield "TL409"

    def _under_reach(self, item: Competence, found: Sequence[str]) -> Iterator[str]:
        """It applies where only a higher level can achieve the objective; one that is shared
        leaves that to a competence there."""
        above = [
            other
            for other in self.draft.competences
            if other.rank > item.rank and not item.exclusive
        ]
        inside = [
            s
            for s in self.every
            if item.held(s) and not any(o.held(s) and self.passes(s, o.rank) for o in above)
        ]
        if self._some(lambda s: self.passes(s, item.rank) is False, inside):
            yield "TL404"
            return
        doubted = self._some(lambda s: self.passes(s, item.rank) is None, inside)
        if doubted and self._declared and not _doubted(found):
            yield "TL411"

    def _uncovered(self, found: Sequence[str]) -> Iterator[str]:
        """A level is needed somewhere, and nothing there or above is held."""
        doubted = False
        for rank in range(len(LEVELS) - 1, UNITS, -1):
            bare = [
                s
                for s in self.every
                if not any(item.rank >= rank and item.held(s) for item in self.draft.competences)
            ]
            if any(self.passes(s, rank) and self.passes(s, rank - 1) is False for s in bare):
                yield "TL405"
                return
            doubted |= any(
                self.passes(s, rank) is not False and not self.passes(s, rank - 1) for s in bare
            )
        if doubted and self._declared and not _doubted(found):
            yield "TL411"

    @property
    def _declared(self) -> bool:
        return bool(self.draft.reaches or self.draft.achieved)


def _days_held(held: Iterable[Competence], scenario: Scenario) -> set[int]:
    return set[int]().union(*(one.days for one in held if one.held(scenario)))


def _doubted(found: Sequence[str]) -> bool:
    return any(item.startswith("TL411") for item in found)


def _all(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _any(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False
