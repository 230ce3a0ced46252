"""A vote that a draft's own scenario describes: who casts what, and whether that carries.

Whoever is given to vote by name votes so; of a class, those who are not named, and seats without a
name first. Whoever is not spoken of votes against.
"""

from __future__ import annotations

from collections.abc import Iterable

from treatylang.evaluate.ballot import Ballot, BallotError, Cast, decided
from treatylang.evaluate.weighing import Weighed
from treatylang.model.draft import ExpectVote, Given, GivenVote
from treatylang.model.institutions import Body, Institutions, Seat


def outcome(draft: Institutions, given: Iterable[Given], expected: ExpectVote) -> str:
    """Return why the expectation fails, or "" where it is met.

    Raises BallotError where the vote cannot be taken as it is given: for a figure that is missing,
    more members of a class than there are, or another number of parties to the dispute than the
    rule speaks of.
    """
    vote = draft.votes[expected.vote]
    body = draft.bodies[vote.body]
    found = _cast(body, [item for item in given if isinstance(item, GivenVote)])
    parties = frozenset(name for name, how in found.items() if how == "dispute")
    cast = {name: Cast(how) for name, how in found.items() if how != "dispute"}
    ballot = Ballot(body, cast, Weighed(draft), draft.figures, parties)
    if decided(vote, ballot) is expected.carries:
        return ""
    told = f"“{vote.name}” {'fails' if expected.carries else 'carries'}"
    return f"{told}: {_told(body, cast, parties)}"


def _cast(body: Body, given: list[GivenVote]) -> dict[str, str]:
    """Return what each member does; nobody is counted twice."""
    found: dict[str, str] = {}
    voters = [(count, name, item.cast) for item in given for count, name in item.who]
    states = {seat.name for seat in body.seats if seat.named}
    for _, name, how in voters:
        if name in states:
            found[name] = how
    # Then so many of a class, then all that is left of a class, and then all others.
    rest = [item for item in voters if item[1] not in states]
    for count, name, how in sorted(rest, key=lambda item: (not item[1], item[0] is None)):
        left = [seat for seat in body.of(name or None) if seat.name not in found]
        if count is not None and count > len(left):
            raise BallotError(f"there are only {len(left)} members of {name} left to vote")
        chosen = sorted(left, key=lambda seat: seat.named)[:count]
        found |= dict.fromkeys((seat.name for seat in chosen), how)
    return found


def _told(body: Body, cast: dict[str, Cast], parties: frozenset[str]) -> str:
    """Count the votes: "3 for (A, B and C), 1 against (D)"."""
    kinds: dict[str, list[Seat]] = {how.value: [] for how in Cast}
    kinds["parties to the dispute"] = []
    for seat in body.seats:
        how = cast.get(seat.name, Cast.AGAINST).value
        kinds["parties to the dispute" if seat.name in parties else how].append(seat)
    told = []
    for how, seats in kinds.items():
        if seats:
            names = ", ".join(seat.phrase for seat in seats[:3])
            more = f" and {len(seats) - 3} more" if len(seats) > 3 else ""
            told.append(f"{len(seats)} {how} ({names}{more})")
    return "; ".join(told)
