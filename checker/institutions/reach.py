"""Which stages of a procedure can be reached, and what therefore decides.

Whatever is decided by a procedure is decided by its last stage that can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.institutions.ruling import ENTRY, Ruling, entry_ruling, game_of, quoted, vote_ruling
from treatylang.model.formula import Truth
from treatylang.model.institutions import Amendment, Institutions, Procedure, Stage, Vote


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage that can be reached: ``start`` is the first day on which it can begin, ``by`` the
    last one, and ``end`` the day by which it is over. After a stage without a duration the last
    two are None, unless the procedure has a limit."""

    position: int
    stage: Stage
    ruling: Ruling
    start: int
    by: int | None
    end: int | None


def reached(draft: Institutions, procedure: Procedure) -> tuple[Reached, ...]:
    """Return the stages that can be reached, in order."""
    found: list[Reached] = []
    start = 0
    by: int | None = 0
    for position, stage in enumerate(procedure.stages):
        if why_not(draft, procedure, position):
            break
        end = None if by is None or stage.days is None else by + stage.days
        if procedure.limit is not None:
            end = procedure.limit if end is None else min(end, procedure.limit)
        found.append(Reached(position, stage, ruling_of(draft, stage), start, by, end))
        start, by = start + (stage.days or 0), end
    return tuple(found)


def why_not(draft: Institutions, procedure: Procedure, position: int) -> str:
    """Return why the stage cannot be reached (from the one before), or ""."""
    stage = procedure.stages[position]
    start = sum(earlier.days or 0 for earlier in procedure.stages[:position])
    if procedure.limit is not None and position and start >= procedure.limit:
        return (
            f"the stages before it take {start} days, and the procedure is over after "
            f"{procedure.limit}"
        )
    opening = stage.opening
    if opening is not None and isinstance(opening.condition, Truth) and not opening.condition.value:
        return "what it waits for never happens"
    if opening is not None and opening.vote is not None:
        ruling = vote_ruling(draft.votes[opening.vote])
        game = game_of(draft, ruling, _some_parties(draft, ruling))
        if not game.wins(game.players):
            return f"the vote that opens it, {ruling.phrase}, can never be carried"
    if position:
        before = ruling_of(draft, procedure.stages[position - 1])
        game = game_of(draft, before, _some_parties(draft, before))
        if game.wins(()):
            return f"{before.phrase}, the stage before it, is carried whoever votes against"
    return ""


def ruling_of(draft: Institutions, stage: Stage) -> Ruling:
    """Return what a stage takes: its vote, and the vote that opens it where there is one.

    Those who open it by a vote have to be as many as that vote asks for.
    """
    vote = draft.votes[stage.vote]
    opening = stage.opening
    votes: tuple[Vote, ...] = (vote,)
    if opening is not None and opening.vote is not None and opening.vote != stage.vote:
        votes = (vote, draft.votes[opening.vote])
    return Ruling(vote.name, quoted(vote.name), votes, stage.place)


def _some_parties(draft: Institutions, ruling: Ruling) -> tuple[str, ...]:
    return next(iter(ruling.parties(draft)))


def deciding(draft: Institutions, name: str) -> Ruling:
    """Return what decides where the vote or procedure of this name does; without votes where a
    procedure has no stage that can be reached."""
    if name in draft.votes:
        return vote_ruling(draft.votes[name])
    procedure = draft.procedures[name]
    stages = reached(draft, procedure)
    votes = stages[-1].ruling.votes if stages else ()
    return Ruling(name, quoted(name), votes, procedure.place)


def amendment_ruling(draft: Institutions, item: Amendment) -> Ruling:
    """Return what an amendment takes; without votes where none is asked for (or none admitted)."""
    votes = deciding(draft, item.vote).votes if item.vote is not None else ()
    if item.accepted is not None:
        phrase = "the acceptance of an amendment"
        votes += (Vote("acceptance", item.body, item.accepted, phrase, item.place),)
    return Ruling(item.clause, "the amendment", votes, item.place)


def subject_ruling(draft: Institutions, subject: str) -> Ruling | None:
    """Return what a claim's subject names; None where the draft has no such thing."""
    for item in draft.amendments:
        if item.clause == subject:  # and not the vote alone that its clause spells out
            return amendment_ruling(draft, item)
    if subject in draft.votes or subject in draft.procedures:
        return deciding(draft, subject)
    if subject == ENTRY:
        return entry_ruling(draft.entries[0]) if draft.entries else None
    return None
