"""Who leaves changes the rule for those who stay: shares of fewer, and of what they weigh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.institutions.evidence import Evidence, Outcome
from checker.institutions.ruling import game_of, vote_ruling
from checker.voting.game import Game
from checker.voting.refusal import Refused
from checker.voting.structure import dictator, veto_players
from checker.voting.weigh import weigh
from treatylang.model.institutions import Institutions, Seat, Vote

MOST_TRIED = 60
HEAVIEST = 6
UNMEETABLE, DICTATOR, VETO = "can no longer be met", "dictator", "veto"


@dataclass(frozen=True, slots=True)
class Change:
    """When ``leaving`` has left, ``kind`` holds of ``members`` (of nobody, where the rule can no
    longer be met), and did not before. ``after`` is the draft without it."""

    vote: Vote
    leaving: str
    kind: str
    members: tuple[str, ...]
    after: Institutions
    evidence: Evidence


def without(institutions: Institutions, name: str) -> Institutions:
    """Return the institutions with the member's seat gone from every body."""
    bodies = {
        key: replace(body, seats=tuple(seat for seat in body.seats if seat.name != name))
        for key, body in institutions.bodies.items()
    }
    return replace(institutions, bodies=bodies)


def changes(institutions: Institutions) -> Iterator[Change]:
    """Return, for each voting rule and each member that may withdraw, the worst that follows.

    Interchangeable unnamed seats are tried once; a body that one member is left of is left out.
    Rules that set parties to a dispute aside are left out, too.
    """
    leaving = {item.who for item in institutions.withdrawals}
    for vote in institutions.votes.values():
        if vote.parties:
            continue
        before = game_of(institutions, vote_ruling(vote))
        seats = institutions.bodies[vote.body].seats
        if len(seats) < 3 or not before.wins(before.players):
            continue
        tried: set[object] = set()
        for seat in _heaviest(institutions, vote, seats):
            kind: object = seat.name if seat.named else seat.classes
            if kind in tried or not (leaving & {seat.name, *seat.classes}):
                continue
            tried.add(kind)
            found = _change(institutions, vote, seat.name, before)
            if found is not None:
                yield found


def _heaviest(institutions: Institutions, vote: Vote, seats: Sequence[Seat]) -> Sequence[Seat]:
    """Return all seats of a body that is not large; of one that is, those whose leaving shifts
    most: the heaviest by each formula of weights that the body votes by."""
    if len(seats) <= MOST_TRIED:
        return seats
    chosen: list[Seat] = []
    for weights in institutions.weights.values():
        if weights.body == vote.body:
            votes = weigh(institutions, weights.name).votes
            chosen += sorted(seats, key=lambda seat: -votes.get(seat.name, Fraction(0)))[:HEAVIEST]
    return list(dict.fromkeys(chosen or seats[:HEAVIEST]))


def _change(institutions: Institutions, vote: Vote, name: str, before: Game) -> Change | None:
    after = without(institutions, name)
    ruling = vote_ruling(vote)
    try:
        game = game_of(after, ruling)
    except Refused:
        # The weights cannot be had without it (a cap that fewer members cannot keep).
        return Change(vote, name, UNMEETABLE, (), after, Evidence(()))
    everybody = Outcome(ruling, game.players, game.wins(game.players))
    if not everybody.carries:
        return Change(vote, name, UNMEETABLE, (), after, Evidence((everybody,)))
    one = dictator(game)
    if one is not None and dictator(before) is None:
        others = game.others((one,))
        alone = (Outcome(ruling, (one,), True), Outcome(ruling, others, False))
        return Change(vote, name, DICTATOR, (one,), after, Evidence(alone))
    earlier = veto_players(before)
    vetoes = tuple(player for player in veto_players(game) if player not in earlier)
    if vetoes:
        shown = tuple(Outcome(ruling, game.others((player,)), False) for player in vetoes)
        return Change(vote, name, VETO, vetoes, after, Evidence(shown))
    return None
