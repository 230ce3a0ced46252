"""Claims for all data within a tolerance, and for all memberships of a kind.

The contrary of a claim is asked of the solver: are there data within the tolerance, and a
coalition, that refute it? What it finds is worked out again exactly, and told with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from checker.institutions import stages
from checker.institutions.claims import (
    HOLDS,
    Judge,
    Status,
    Verdict,
    role_groups,
    undecided,
    vacuous,
)
from checker.institutions.encode import Inside, carries, fewer, fixed, free, weights_of
from checker.institutions.evidence import Evidence
from checker.institutions.reach import reached, subject_ruling
from checker.institutions.region import Case, Region, plus, times, with_figures
from checker.institutions.ruling import Ruling, entry_ruling
from checker.institutions.words import percent
from checker.question import Status as Answered
from checker.solve import Solver
from checker.text import FALSE, TRUE, conj, negation
from checker.voting.refusal import Refused
from treatylang.model.institutions import (
    EntrenchedClaim,
    EntryClaim,
    Institutions,
    NeededClaim,
    PowerClaim,
    ProcedureClaim,
    Role,
    RoleClaim,
    Seat,
    ShareClaim,
    Statement,
    Tolerance,
    Votes,
)

MOST_MEMBERSHIPS = 1000
MOST_ASKED = 400
"""Groups of members that the solver is asked about, one at a time."""
MOST_ENDS = 12
_PRECISION = Fraction(1, 1000)
"""The largest tolerance for which a claim holds is found to a tenth of one per cent."""

Exact = Callable[[Judge, Statement], Verdict]
"""What judges a statement for given figures."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """What would refute a statement: ``assertions`` of data and of ``free``, constants of who is
    in favour."""

    assertions: tuple[str, ...]
    free: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Search:
    """Looks for figures that refute a statement."""

    judge: Judge
    tolerance: Tolerance
    solver: Solver
    region: Region = field(init=False)

    def __post_init__(self) -> None:
        draft = self.judge.draft
        named = self.tolerance.quantities or {quantity for quantity, _ in draft.figures}
        self.region = Region(draft, frozenset(named), self.tolerance.within, self.solver)

    def verdict(self, statement: Statement) -> Verdict:
        """Return what becomes of the statement for all figures of the region; Refused where it
        cannot be decided."""
        for example in counterexamples(self.region, self.judge, statement):
            question = self.region.question(example.assertions, example.free)
            status = self.solver.status(question)
            if status is Answered.UNKNOWN:
                raise Refused("the solver reached its resource limit")
            if status is Answered.SAT:
                return self._told(example)
        return HOLDS

    def _told(self, example: Counterexample) -> Verdict:
        question = self.region.question(example.assertions, example.free)
        answer = self.solver.solve(question, self.region.preferences())
        if answer.status is not Answered.SAT or answer.model is None:
            raise Refused("the solver reached its resource limit")
        figures = self.region.figures(answer.model)
        why = told_figures(self.judge, figures)
        return Verdict(Status.REFUTED, why, Evidence((), figures))


def verdict(judge: Judge, statement: Statement, tolerance: Tolerance, exact: Exact,
            solver: Solver) -> Verdict:  # fmt: skip
    """Judge a statement for all data and memberships of the tolerance.

    Raises Refused where it cannot be decided, with the reason.
    """
    if tolerance.of is not None:
        return _memberships(judge, statement, tolerance, exact, solver)
    found = exact(judge, statement)
    if found.status is not Status.HOLDS:
        note = "So it is with the figures as they are declared."
        return replace(found, why=f"{found.why} {note}")
    if not tolerance.within:
        return found
    if _by_game(statement):
        return _for_every_game(judge, statement, tolerance, exact, solver)
    wide = Search(judge, tolerance, solver).verdict(statement)
    if wide.status is not Status.REFUTED:
        return wide
    assert wide.evidence.figures is not None
    there = exact(Judge(with_figures(judge.draft, wide.evidence.figures)), statement)
    if there.status is not Status.REFUTED:
        raise Refused("the figures that were found do not refute the claim when worked out")
    evidence = replace(there.evidence, figures=wide.evidence.figures)
    most = largest(judge, statement, tolerance, solver)
    instead = f"the claim, for all data within ±{percent(most)}" if most else ""
    return replace(there, why=f"{wide.why} {there.why}", evidence=evidence, instead=instead)


def _by_game(statement: Statement) -> bool:
    """Whether what is claimed says something of all coalitions at once: no single coalition
    together with figures would refute it."""
    match statement:
        case PowerClaim():
            return True
        case NeededClaim():
            return statement.enough == "some"
        case RoleClaim():
            return statement.role is Role.DUMMY and not statement.holds
    return False


def _for_every_game(
    judge: Judge, statement: Statement, tolerance: Tolerance, exact: Exact, solver: Solver
) -> Verdict:
    """Judge it by figures at the ends of the tolerance, each worked out exactly; where these refute
    nothing, prove it where no figures of the tolerance let any coalition fare otherwise."""
    assert isinstance(statement, PowerClaim | NeededClaim | RoleClaim)
    region = Search(judge, tolerance, solver).region
    for figures in _ends(region):
        there = exact(Judge(with_figures(judge.draft, figures)), statement)
        if there.status is Status.REFUTED:
            why = f"{told_figures(judge, figures)} {there.why}"
            return replace(there, why=why, evidence=replace(there.evidence, figures=figures))
    ruling = subject_ruling(judge.draft, statement.subject)
    assert ruling is not None
    if _same_game(judge, region, ruling):
        return HOLDS
    raise Refused(
        "within the tolerance some coalitions fare otherwise than with the figures as declared, "
        "and the figures at its ends do not refute it"
    )


def _ends(region: Region) -> Iterator[dict[tuple[str, str], Fraction]]:
    """Yield figures at the ends of the tolerance: one up or down, the others as declared or the
    other way. Of many members only those who have most are tried."""
    declared = region.draft.figures
    varied = sorted((key for key in declared if region.varies(key[0])), key=lambda k: -declared[k])
    for quantity, member in varied[:MOST_ENDS]:
        others = [key for key in varied if key[0] == quantity and key[1] != member]
        for sign in (1, -1):
            one = {(quantity, member): declared[quantity, member] * (1 + sign * region.within)}
            yield one
            yield one | {key: declared[key] * (1 - sign * region.within) for key in others}


def _same_game(judge: Judge, region: Region, ruling: Ruling) -> bool:
    """Return whether each coalition fares alike for all figures of the region. Raises Refused where
    it is not known."""
    fixed_region = replace(region, within=Fraction(0))
    names = weights_of(ruling)
    (as_declared,) = fixed_region.cases(names)
    for parties in ruling.parties(judge.draft):
        players = [seat.name for seat in ruling.seats(judge.draft) if seat.name not in parties]
        inside = free(players)
        constants = dict.fromkeys(inside.values(), "Bool")
        before = carries(fixed_region, as_declared, ruling, inside, parties)
        for case in region.cases(names):
            now = carries(region, case, ruling, inside, parties)
            for one, other in ((before, now), (now, before)):
                if region.possible((*case.assertions, one, negation(other)), constants):
                    return False
    return True


def largest(
    judge: Judge, statement: Statement, tolerance: Tolerance, solver: Solver
) -> Fraction | None:
    """Return the largest tolerance for which the statement holds, rounded down to a tenth of one
    per cent; None where the question was not decided, or it holds for none."""
    holds, fails = Fraction(0), tolerance.within
    known = len(solver.open)
    try:
        while fails - holds > _PRECISION:
            middle = (holds + fails) / 2
            found = Search(judge, replace(tolerance, within=middle), solver).verdict(statement)
            holds, fails = (middle, fails) if found.status is Status.HOLDS else (holds, middle)
        rounded = holds - holds % _PRECISION
        if fails - rounded > _PRECISION:
            more = rounded + _PRECISION
            found = Search(judge, replace(tolerance, within=more), solver).verdict(statement)
            rounded = more if found.status is Status.HOLDS else rounded
    except Refused:
        # The claim is refuted all the same: what stays open is only for how little it is not.
        del solver.open[known:]
        return None
    return rounded or None


def _memberships(
    judge: Judge, statement: Statement, tolerance: Tolerance, exact: Exact, solver: Solver
) -> Verdict:
    """Try every membership: each is a rule of its own."""
    if tolerance.most < tolerance.fewest:
        return vacuous("there is no such membership")
    if tolerance.most - tolerance.fewest >= MOST_MEMBERSHIPS:
        return undecided(f"more than {MOST_MEMBERSHIPS} memberships would have to be tried")
    assert tolerance.of is not None
    looked_at = False
    for number in range(tolerance.fewest, tolerance.most + 1):
        draft = with_members(judge.draft, tolerance.of, number)
        inner = Judge(draft)
        inner.names.phrases.update(judge.names.phrases)
        if tolerance.within:
            alone = replace(tolerance, of=None)
            found = verdict(inner, statement, alone, exact, solver)
        else:
            found = exact(inner, statement)
        if found.status is Status.VACUOUS:
            continue
        looked_at = True
        if found.status is not Status.HOLDS:
            words = tolerance.of.replace("_", " ")
            evidence = replace(found.evidence, institutions=draft)
            why = f"With {number} {words}: {found.why}"
            instead = found.instead
            if number > tolerance.fewest and found.status is Status.REFUTED:
                instead = f"the claim, for {tolerance.fewest} to {number - 1} {words}"
            return replace(found, why=why, evidence=evidence, instead=instead)
    return HOLDS if looked_at else vacuous("it is about nobody, whatever the membership")


def with_members(draft: Institutions, of: str, number: int) -> Institutions:
    """Return the institutions with so many unnamed members of the class in each body that has any.

    Raises Refused where a body has named members of that class: they cannot be more or fewer.
    """
    bodies = {}
    found = False
    for key, body in draft.bodies.items():
        ours = [seat for seat in body.seats if of in seat.classes]
        bodies[key] = body
        if not ours:
            continue
        found = True
        if any(seat.named for seat in ours):
            raise Refused(f"{body.name} has named members of {of}: their number is fixed")
        like = ours[0]
        seats = tuple(
            Seat(f"{_stem(like.name)} {i}", f"{_stem(like.phrase)} {i}", like.classes, False)
            for i in range(1, number + 1)
        )
        first = body.seats.index(like)
        others = [seat for seat in body.seats if of not in seat.classes]
        bodies[key] = replace(body, seats=(*others[:first], *seats, *others[first:]))
    if not found:
        raise Refused(f"no body has unnamed members of {of}")
    return replace(draft, bodies=bodies)


def _stem(name: str) -> str:
    head, _, tail = name.rpartition(" ")
    return head if head and tail.isdigit() else name


def told_figures(judge: Judge, figures: Mapping[tuple[str, str], Fraction]) -> str:
    """Say which figures are other than declared."""
    if not figures:
        return ""
    told = []
    for (quantity, member), value in sorted(figures.items()):
        declared = judge.draft.figures[quantity, member]
        change = value / declared - 1
        sign = "+" if change > 0 else "−"
        told.append(f"{quantity.replace('_', ' ')} of {judge.names.of([member])} "
                    f"{sign}{percent(abs(change))}")  # fmt: skip
    if len(told) > 8:
        told = [*told[:7], f"{len(told) - 7} more figures"]
    return f"Let the figures be {', '.join(told)}."


# --- the contrary of each statement ---------------------------------------------------------------


def counterexamples(region: Region, judge: Judge, statement: Statement) -> Iterator[Counterexample]:
    """Return all that would refute the statement. Raises Refused for what this cannot be said
    of."""
    match statement:
        case ShareClaim():
            yield from _shares(region, judge, statement)
        case RoleClaim():
            ruling = subject_ruling(judge.draft, statement.subject)
            assert ruling is not None
            yield from _roles(region, judge, statement, ruling)
        case NeededClaim():
            ruling = subject_ruling(judge.draft, statement.subject)
            assert ruling is not None
            yield from _needed(region, judge, statement, ruling)
        case EntryClaim():
            for entry in judge.draft.entries:
                if entry.instrument == statement.instrument:
                    yield from _entry(region, judge, statement, entry_ruling(entry))
        case ProcedureClaim():
            yield from _procedure(region, judge, statement)
        case PowerClaim():
            raise AssertionError("judged by the games that the figures make")
        case EntrenchedClaim():
            raise Refused("protections are not compared for all data within a tolerance")


def _shares(region: Region, judge: Judge, claim: ShareClaim) -> Iterator[Counterexample]:
    body = judge.draft.bodies[claim.body]
    names = {claim.measure.weights} if isinstance(claim.measure, Votes) else set()
    if claim.members:
        groups = [tuple(judge.members(claim.members, body.name))]
    else:
        groups = [(seat.name,) for seat in body.of(claim.of)]
    for case in region.cases(names):
        terms = region.measured(claim.measure, body, case)
        total = plus(list(terms.of.values()))
        limits = claim.range
        for group in groups:
            has = plus([terms.of[name] for name in group if name in terms.of])
            if limits.low is not None:
                op = "<=" if limits.low_open else "<"
                wrong = f"({op} {has} {times(limits.low, total)})"
                yield Counterexample((*case.assertions, wrong))
            if limits.high is not None:
                op = ">=" if limits.high_open else ">"
                wrong = f"({op} {has} {times(limits.high, total)})"
                yield Counterexample((*case.assertions, wrong))


def _roles(
    region: Region, judge: Judge, claim: RoleClaim, ruling: Ruling
) -> Iterator[Counterexample]:
    everybody = [seat.name for seat in ruling.seats(judge.draft)]
    for case in region.cases(weights_of(ruling)):
        asked = 0
        for parties in ruling.parties(judge.draft):
            players = [name for name in everybody if name not in parties]

            def carried(coalition: Iterable[str], case: Case = case,
                        players: Sequence[str] = players,
                        parties: tuple[str, ...] = parties) -> str:  # fmt: skip
                return carries(region, case, ruling, fixed(players, coalition), parties)

            for group in role_groups(judge.draft, claim, ruling, parties):
                asked += 1
                if asked > MOST_ASKED:
                    raise Refused(f"there are more than {MOST_ASKED} groups to ask about")
                if claim.role is Role.DUMMY:
                    yield from _swings(region, case, ruling, group, players, parties)
                    continue
                others = [name for name in players if name not in group]
                has = conj(
                    [carried(group)] * (claim.role is not Role.VETO)
                    + [negation(carried(others))] * (claim.role is not Role.DECISIVE)
                )
                # One group in a question: each is then a system of inequalities without a choice,
                # which is decided at once; all in one are not.
                wrong = negation(has) if claim.holds else has
                yield Counterexample((*case.assertions, wrong))


def _swings(
    region: Region,
    case: Case,
    ruling: Ruling,
    group: tuple[str, ...],
    players: Sequence[str],
    parties: tuple[str, ...],
) -> Iterator[Counterexample]:
    """A coalition that one of the group makes carry shows that it is no dummy."""
    for member in group:
        inside = free(players)
        declared = dict.fromkeys(inside.values(), "Bool")
        wins = carries(region, case, ruling, {**inside, member: TRUE}, parties)
        loses = negation(carries(region, case, ruling, {**inside, member: FALSE}, parties))
        yield Counterexample((*case.assertions, wins, loses), declared)


def _needed(
    region: Region, judge: Judge, claim: NeededClaim, ruling: Ruling
) -> Iterator[Counterexample]:
    everybody = [seat.name for seat in ruling.seats(judge.draft)]
    for case in region.cases(weights_of(ruling)):
        for parties in ruling.parties(judge.draft):
            players = [name for name in everybody if name not in parties]
            ours = [name for name in ruling.of(judge.draft, claim.of) if name in players]
            inside = free(players)
            declared = dict.fromkeys(inside.values(), "Bool")
            if claim.enough == "":
                wins = carries(region, case, ruling, inside, parties)
                few = fewer(inside, ours, claim.count)
                yield Counterexample((*case.assertions, wins, few), declared)
            else:
                alone: Inside = {n: inside[n] if n in ours else FALSE for n in players}
                loses = negation(carries(region, case, ruling, alone, parties))
                enough = negation(fewer(inside, ours, claim.count))
                yield Counterexample((*case.assertions, loses, enough), declared)


def _entry(
    region: Region, judge: Judge, claim: EntryClaim, ruling: Ruling
) -> Iterator[Counterexample]:
    players = [seat.name for seat in ruling.seats(judge.draft)]
    out = {name for part in claim.without for name in ruling.of(judge.draft, part)}
    rest = [name for name in players if name not in out]
    for case in region.cases(weights_of(ruling)):
        can = carries(region, case, ruling, fixed(players, rest))
        wrong = negation(can) if claim.possible else can
        yield Counterexample((*case.assertions, wrong))


def _procedure(region: Region, judge: Judge, claim: ProcedureClaim) -> Iterator[Counterexample]:
    if not claim.holds:
        raise Refused("what is denied of a procedure is not decided for all data")
    procedure = judge.draft.procedures[claim.procedure]
    found = reached(judge.draft, procedure)
    if claim.kind == "veto-free":
        role = RoleClaim((), claim.of, max(1, claim.size), Role.VETO, False, procedure.name)
        yield from _roles(region, judge, role, found[-1].ruling)
        return
    if any(vote.parties for item in found for vote in item.ruling.votes):
        raise Refused("the procedure sets parties to a dispute aside")
    players = [seat.name for seat in found[-1].ruling.seats(judge.draft)]
    inside = free(players)
    declared = dict.fromkeys(inside.values(), "Bool")
    if claim.kind == "weaker":
        for before, after in pairwise(found):
            for case in region.cases(weights_of(before.ruling) | weights_of(after.ruling)):
                wins = carries(region, case, before.ruling, inside)
                loses = negation(carries(region, case, after.ruling, inside))
                yield Counterexample((*case.assertions, wins, loses), declared)
    elif claim.kind == "decides":
        if stages.ends_with_decision(procedure):
            return
        last = found[-1].ruling
        for case in region.cases(weights_of(last)):
            neither = [
                negation(carries(region, case, last, side))
                for side in (inside, {name: negation(text) for name, text in inside.items()})
            ]
            yield Counterexample((*case.assertions, *neither), declared)
    else:
        raise Refused("who can stall is not decided for all data within a tolerance")
