"""What is wrong with a procedure, whatever is claimed of it."""

from __future__ import annotations

from itertools import pairwise

from checker.institutions import rules
from checker.institutions.claims import Status
from checker.institutions.evidence import Evidence, Outcome
from checker.institutions.reach import Reached, reached, why_not
from checker.institutions.ruling import game_of, quoted, vote_ruling
from checker.institutions.stages import ends_with_decision, not_weaker, undecided_coalition
from checker.institutions.telling import Teller
from checker.voting.refusal import Refused
from checker.voting.structure import veto_players
from treatylang.model.institutions import Otherwise, Procedure


def tell(teller: Teller) -> None:
    """Look at each declared procedure."""
    for procedure in teller.institutions.procedures.values():
        try:
            stages = reached(teller.institutions, procedure)
            _not_reached(teller, procedure, stages)
            _too_long(teller, procedure, stages)
            _not_weaker(teller, procedure, stages)
            _without_decision(teller, procedure, stages)
            _controlled(teller, procedure, stages)
        except Refused as refused:
            members = [teller.procedure(procedure, "")]
            what = f"how {_name(procedure)} goes on"
            teller.leave_open(what, members, refused.reason)


def _name(procedure: Procedure) -> str:
    return quoted(procedure.name)


def _not_reached(teller: Teller, procedure: Procedure, stages: tuple[Reached, ...]) -> None:
    if len(stages) == len(procedure.stages):
        return
    first = procedure.stages[len(stages)]
    later = len(procedure.stages) - len(stages) - 1
    more = f" (nor the {later} after it)" if later else ""
    teller.tell(
        rules.UNREACHED,
        f"the stage {quoted(first.vote)} of {_name(procedure)} cannot be reached{more}: "
        f"{why_not(teller.institutions, procedure, len(stages))}",
        [
            teller.stage(procedure, first, "cannot be reached"),
            *(teller.stage(procedure, item.stage, _lasting(item)) for item in stages),
            teller.procedure(procedure, ""),
        ],
    )


def _lasting(item: Reached) -> str:
    return "duration not stated" if item.stage.days is None else f"{item.stage.days} days"


def _too_long(teller: Teller, procedure: Procedure, stages: tuple[Reached, ...]) -> None:
    """The last stage that is reached is cut short by the limit."""
    if not stages or procedure.limit is None:
        return
    last = stages[-1]
    if last.stage.days is None:
        return
    full = last.start + last.stage.days
    if full <= procedure.limit:
        return
    teller.tell(
        rules.TOO_LONG,
        f"the stages of {_name(procedure)} take {full} days, and it is over after "
        f"{procedure.limit}",
        [
            teller.procedure(procedure, f"over after {procedure.limit} days"),
            *(teller.stage(procedure, item.stage, _lasting(item)) for item in stages),
        ],
        scenario=f"The last stage begins on day {last.start} and is cut short after "
        f"{procedure.limit - last.start} of its {last.stage.days} days.",
        advice=f"Allow {full} days in all, or shorten a stage by {full - procedure.limit} days.",
    )


def _not_weaker(teller: Teller, procedure: Procedure, stages: tuple[Reached, ...]) -> None:
    for before, after in pairwise(stages):
        found = not_weaker(teller.judge, before.ruling, after.ruling)
        if found is None:
            continue
        members = [
            teller.stage(procedure, after.stage, "comes later"),
            teller.stage(procedure, before.stage, "carried by them"),
        ]
        if found.status is Status.UNDECIDED:
            what = f"whether {after.ruling.phrase} is weaker than {before.ruling.phrase}"
            teller.leave_open(what, members, found.why)
            continue
        teller.tell(
            rules.NOT_WEAKER,
            f"in {_name(procedure)}, {after.ruling.phrase} is not weaker than "
            f"{before.ruling.phrase}",
            members,
            scenario=found.why,
            evidence=found.evidence,
        )


def _without_decision(teller: Teller, procedure: Procedure, stages: tuple[Reached, ...]) -> None:
    if not stages or ends_with_decision(procedure):
        return
    last = stages[-1]
    for parties, game in teller.judge.games(last.ruling):
        found = undecided_coalition(game)
        if found is None:
            continue
        others = game.others(found)
        teller.tell(
            rules.NO_DECISION,
            f"{_name(procedure)} can end without a decision",
            [
                teller.stage(procedure, last.stage, "the last stage that can be reached"),
                teller.procedure(procedure, "does not say what then follows"),
            ],
            scenario=f"{_when_over(last)} {teller.names.set_of(found)} have not carried the "
            f"proposal, and {teller.names.set_of(others)} cannot carry the contrary.",
            evidence=Evidence(
                (
                    Outcome(last.ruling, found, False, parties),
                    Outcome(last.ruling, others, False, parties),
                )
            ),
            advice="Say what follows: “failing which the proposal is rejected”, or who decides.",
        )
        return


def _when_over(last: Reached) -> str:
    return "In the end" if last.end is None else f"After {last.end} days"


def _controlled(teller: Teller, procedure: Procedure, stages: tuple[Reached, ...]) -> None:
    seats = {seat.name for item in stages for seat in item.ruling.seats(teller.institutions)}
    for item in stages:
        opening = item.stage.opening
        if opening is None:
            continue
        who: tuple[str, ...] = ()
        shown: tuple[Outcome, ...] = ()
        if opening.vote is None and opening.agent is not None:
            if opening.agent in seats or procedure.limit is None:
                who = (opening.agent,)
        elif opening.vote is not None:
            ruling = vote_ruling(teller.institutions.votes[opening.vote])
            if all(vote.parties == 0 for vote in ruling.votes):
                game = game_of(teller.institutions, ruling)
                own = vote_ruling(teller.institutions.votes[item.stage.vote])
                already = veto_players(game_of(teller.institutions, own))
                who = tuple(name for name in veto_players(game) if name not in already)
                shown = tuple(Outcome(ruling, game.others((name,)), False) for name in who)
        if not who:
            continue
        each = "" if len(who) == 1 else "each "
        long = "without end"
        if procedure.limit is not None:
            long = f"until day {procedure.limit}, when it is over"
        elif procedure.otherwise is not Otherwise.NOTHING:
            long = "without end, for the procedure has no limit of its own"
        teller.tell(
            rules.STALLED,
            f"{teller.names.of(who)} can {each}keep the stage {item.ruling.phrase} of "
            f"{_name(procedure)} closed",
            [
                teller.stage(procedure, item.stage, "opens only so"),
                teller.procedure(procedure, ""),
            ],
            scenario=f"From day {item.start} the procedure waits for {teller.names.of(who, 'or')}, "
            f"{long}.",
            evidence=Evidence(shown),
            advice="Let the stage open by the lapse of time.",
            detail=" ".join(sorted(who)),
        )
