"""Procedures: which stages can be reached, who can hold them up, and how they end.

A coalition keeps to its votes from the first stage to the last. It can *stall* a stage that it
blocks, or whose opening hangs on it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from checker.institutions.claims import (
    HOLDS,
    MOST_GROUPS,
    Judge,
    Status,
    Verdict,
    denied,
    undecided,
    vacuous,
)
from checker.institutions.evidence import Evidence, Outcome
from checker.institutions.reach import Reached, deciding, reached
from checker.institutions.ruling import Ruling, game_of, groups, quoted
from checker.institutions.words import Names
from checker.voting.game import Game
from checker.voting.structure import implies
from treatylang.model.institutions import (
    Institutions,
    Otherwise,
    Procedure,
    ProcedureClaim,
    Role,
    RoleClaim,
)
from treatylang.prose.lists import series

FOR_EVER = None
MOST_SHOWN = 1000


def undecided_coalition(game: Game) -> tuple[str, ...] | None:
    """Return a coalition that does not carry while its opponents do not either, or None.

    Where there is one the rule can end without any decision (a rule without one is *strong*).
    """
    return implies(game.dual, game)


def ends_with_decision(procedure: Procedure) -> bool:
    """Return whether the draft says what an end without a majority means."""
    return procedure.otherwise is not Otherwise.NOTHING or procedure.decides is not None


def claim(judge: Judge, statement: ProcedureClaim) -> Verdict:
    """Judge what is claimed of a procedure, or denied of it."""
    found = _claim(judge, statement)
    return found if statement.holds else denied(found, lambda: _veto_free(judge, statement))


def _veto_free(judge: Judge, statement: ProcedureClaim) -> Evidence:
    """Without any one of them the others carry the last stage that can be reached."""
    procedure = judge.draft.procedures[statement.procedure]
    ruling = reached(judge.draft, procedure)[-1].ruling
    outcomes = tuple(
        Outcome(ruling, game.others(group), True, parties)
        for parties, game in judge.games(ruling)
        for group in groups([s for s in ruling.seats(judge.draft) if s.name not in parties], 1)
    )
    return Evidence(outcomes[:MOST_SHOWN])


def _claim(judge: Judge, statement: ProcedureClaim) -> Verdict:
    procedure = judge.draft.procedures[statement.procedure]
    stages = reached(judge.draft, procedure)
    if not stages:
        return vacuous("none of its stages can be reached")
    if statement.kind == "decides":
        return _decides(judge, procedure, stages, statement.days)
    if statement.kind == "weaker":
        return _weaker(judge, procedure, stages)
    if statement.kind == "veto-free":
        role = RoleClaim((), None, max(1, statement.size), Role.VETO, False, procedure.name)
        return judge.role(role, stages[-1].ruling)
    return _stall(judge, procedure, stages, statement)


def _decides(
    judge: Judge, procedure: Procedure, stages: Sequence[Reached], days: int | None
) -> Verdict:
    last = stages[-1].end
    if days is not None and (last is None or last > days):
        return _too_late(judge, procedure, stages, days)
    if procedure.decides is not None:
        return _last_word(judge, procedure.decides)
    if ends_with_decision(procedure):
        return HOLDS
    closed = _controlled(judge, stages)
    if closed is not None:
        return closed
    ruling = stages[-1].ruling
    for parties, game in judge.games(ruling):
        found = undecided_coalition(game)
        if found is not None:
            others = game.others(found)
            why = (
                f"In its last stage, {ruling.phrase}, {judge.names.set_of(found)} do not carry the "
                f"proposal against {judge.names.set_of(others)}, who do not carry the contrary."
            )
            outcomes = (
                Outcome(ruling, found, False, parties),
                Outcome(ruling, others, False, parties),
            )
            over = f"it is over within {last} days, with or without a decision" if last else ""
            return Verdict(Status.REFUTED, why, Evidence(outcomes), over, found)
    return HOLDS


def _too_late(judge: Judge, procedure: Procedure, stages: Sequence[Reached], days: int) -> Verdict:
    """Where nobody is in favour no stage carries, and each takes the time that it has."""
    last = stages[-1].end
    if last is None:
        why = f"Nothing says how long {undated(procedure, stages)} may take"
        instead = "it ends with a decision" if ends_with_decision(procedure) else ""
    else:
        why = f"Its stages take {last} days in all ({_sum_of(stages)})"
        instead = f"it is over within {last} days"
    claimed = "1 day is" if days == 1 else f"{days} days are"
    why += f", and {claimed} claimed: where nobody is in favour, none of its votes carries."
    return Verdict(Status.REFUTED, why, _nobody(judge, stages), instead)


def undated(procedure: Procedure, stages: Sequence[Reached]) -> str:
    """Name the stages whose duration is not stated and not cut short by a limit; "" for none."""
    if procedure.limit is not None:
        return ""
    open_ended = [item.ruling.phrase for item in stages if item.stage.days is None]
    return f"the stage{'s' * (len(open_ended) > 1)} {series(open_ended)}" if open_ended else ""


def _last_word(judge: Judge, organ: str) -> Verdict:
    """Whoever has the last word has to reach a decision by its own rule, where it has one."""
    for item in judge.draft.decisions:
        ruling = deciding(judge.draft, item.vote)
        if item.organ != organ or not ruling.votes:
            continue
        for parties, game in judge.games(ruling):
            found = undecided_coalition(game)
            if found is None:
                continue
            others = game.others(found)
            why = (
                f"In the end {judge.names.of([organ])} decides, by {ruling.phrase}: "
                f"{judge.names.set_of(found)} do not carry the proposal there against "
                f"{judge.names.set_of(others)}, who do not carry the contrary."
            )
            outcomes = (
                Outcome(ruling, found, False, parties),
                Outcome(ruling, others, False, parties),
            )
            return Verdict(Status.REFUTED, why, Evidence(outcomes), coalition=found)
    return HOLDS


def _controlled(judge: Judge, stages: Sequence[Reached]) -> Verdict | None:
    """A stage that somebody may leave closed leaves the procedure without a decision: where nobody
    is in favour those before it carry nothing."""
    for at, item in enumerate(stages):
        shown = _nobody(judge, stages[: at + 1])
        opening = item.stage.opening
        if opening is not None and opening.agent is not None:
            who = judge.names.of([opening.agent])
            return Verdict(
                Status.REFUTED,
                f"The stage {item.ruling.phrase} opens only if {who} so decides, and nothing "
                "follows where that is not done.",
                shown,
            )
        if opening is not None and opening.condition is not None:
            return Verdict(
                Status.REFUTED,
                f"The stage {item.ruling.phrase} opens only under a condition, and nothing follows "
                "where it does not hold.",
                shown,
            )
    return None


def _nobody(judge: Judge, stages: Sequence[Reached]) -> Evidence:
    """Return what becomes of each stage where nobody is in favour."""
    shown = []
    for item in stages:
        (parties, game), *_ = judge.games(item.ruling)
        shown.append(Outcome(item.ruling, (), game.wins(()), parties))
    return Evidence(tuple(shown))


def _weaker(judge: Judge, procedure: Procedure, stages: Sequence[Reached]) -> Verdict:
    if len(stages) < 2:
        return vacuous("only one of its stages can be reached")
    if len(stages) < len(procedure.stages):
        return vacuous(f"stage {len(stages) + 1} cannot be reached")
    for before, after in pairwise(stages):
        found = not_weaker(judge, before.ruling, after.ruling)
        if found is not None:
            return found
    return HOLDS


def not_weaker(judge: Judge, before: Ruling, after: Ruling) -> Verdict | None:
    """Return a coalition that carries the earlier stage and not the later one."""
    if {v.parties for v in before.votes} != {v.parties for v in after.votes}:
        return undecided("the two stages set aside different parties to the dispute")
    for parties, game in judge.games(before):
        later = game_of(judge.draft, after, parties)
        if set(game.players) != set(later.players):
            return undecided("the two stages are not of the same members")
        found = implies(game, later)
        if found is not None:
            outcomes = (
                Outcome(before, found, True, parties), Outcome(after, found, False, parties),
            )  # fmt: skip
            why = (
                f"{judge.names.set_of(found)} carry {before.phrase}, and do not carry "
                f"{after.phrase}, which comes later."
            )
            return Verdict(Status.REFUTED, why, Evidence(outcomes), coalition=found)
    return None


def delay(
    draft: Institutions,
    procedure: Procedure,
    stages: Sequence[Reached],
    games: Sequence[Game],
    group: Collection[str],
) -> tuple[int | None, tuple[Outcome, ...]]:
    """Return for how many days the group can hold the procedure up (FOR_EVER: without end), with
    the votes that they block."""
    shown: list[Outcome] = []
    for item, game in zip(stages, games, strict=True):
        opening = item.stage.opening
        if opening is not None and opening.agent in group:
            return procedure.limit, tuple(shown)
        others = game.others([name for name in game.players if name in group])
        if game.wins(others):
            return item.by, tuple(shown)
        shown.append(Outcome(item.ruling, others, False))
    if procedure.decides in group:
        return FOR_EVER, tuple(shown)
    return (stages[-1].end if ends_with_decision(procedure) else FOR_EVER), tuple(shown)


def _stall(
    judge: Judge, procedure: Procedure, stages: Sequence[Reached], statement: ProcedureClaim
) -> Verdict:
    if any(vote.parties for item in stages for vote in item.ruling.votes):
        return undecided("who can stall depends on who is a party to the dispute")
    games = [game_of(judge.draft, item.ruling) for item in stages]
    days = statement.days or 0
    members = set(stages[-1].ruling.of(judge.draft, statement.of))
    seats = [seat for seat in stages[-1].ruling.seats(judge.draft) if seat.name in members]
    for number, group in enumerate(groups(seats, statement.size)):
        if number >= MOST_GROUPS:
            return undecided(f"there are more than {MOST_GROUPS} groups to look at")
        held, outcomes = delay(judge.draft, procedure, stages, games, group)
        if held is FOR_EVER or held > days:
            return Verdict(
                Status.REFUTED,
                stalled(judge.names, procedure, group, held, stages),
                Evidence(outcomes) if outcomes else _nobody(judge, stages[:1]),
                coalition=group,
            )
    return HOLDS


def stalled(
    names: Names,
    procedure: Procedure,
    group: tuple[str, ...],
    held: int | None,
    stages: Sequence[Reached],
) -> str:
    """Say who can hold a procedure up, and for how long."""
    together = " together" if len(group) > 1 else ""
    long = "without end" if held is FOR_EVER else f"for {held} days"
    told = f"{names.of(group)}{together} can hold {quoted(procedure.name)} up {long}"
    open_ended = undated(procedure, stages) if held is FOR_EVER else ""
    return f"{told}: nothing says how long {open_ended} may take." if open_ended else f"{told}."


def _sum_of(stages: Sequence[Reached]) -> str:
    """Say what each takes; the last one may be cut short."""
    ends = [item.end or 0 for item in stages]
    return " + ".join(str(end - start) for start, end in pairwise([0, *ends]))
