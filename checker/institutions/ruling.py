"""What decides: a vote, the entry into force, or the votes and acceptances of an amendment.

A *ruling* is whatever a claim can be about. It has one or more votes, all of which the same
supporters have to carry: an amendment is adopted in one body and accepted in another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.voting.game import Both, Either, Game, Quota, Rule, both, game, quota
from treatylang.model.institutions import EntryIntoForce, Institutions, Seat, Vote
from treatylang.syntax.source import Place

ENTRY = "entry into force"


@dataclass(frozen=True, slots=True)
class Ruling:
    """``phrase`` is how sentences name it ("supermajority", "the entry into force")."""

    name: str
    phrase: str
    votes: tuple[Vote, ...]
    place: Place

    def seats(self, draft: Institutions) -> tuple[Seat, ...]:
        """Return everybody who has a say, once, in the order of the bodies."""
        found = {seat.name: seat for vote in self.votes for seat in draft.bodies[vote.body].seats}
        return tuple(found.values())

    def of(self, draft: Institutions, name: str | None) -> tuple[str, ...]:
        """Return who of them is in the class (or is the State); all, for None."""
        return tuple(
            seat.name
            for seat in self.seats(draft)
            if name is None or name == seat.name or name in seat.classes
        )

    def parties(self, draft: Institutions) -> Iterator[tuple[str, ...]]:
        """Return every choice of the parties to a dispute: an empty one where there are none."""
        number = max((vote.parties for vote in self.votes), default=0)
        return groups(self.seats(draft), number)


def groups(seats: Sequence[Seat], size: int) -> Iterator[tuple[str, ...]]:
    """Yield every group of the size. Seats without a name of their own are interchangeable within
    their classes: of groups that differ in nothing else, one stands for all."""
    kinds: dict[frozenset[str], int] = {}
    few: list[Seat] = []
    for seat in seats:
        if not seat.named:
            kinds[seat.classes] = kinds.get(seat.classes, 0) + 1
            if kinds[seat.classes] > size:
                continue
        few.append(seat)
    seen: set[tuple[object, ...]] = set()
    for chosen in combinations(few, size):
        kind = tuple(seat.name if seat.named else seat.classes for seat in chosen)
        if kind not in seen:
            seen.add(kind)
            yield tuple(seat.name for seat in chosen)


def quoted(name: str) -> str:
    """Return a name of the draft in words that are seen to be one."""
    return f"“{name.replace('_', ' ')}”"


def vote_ruling(vote: Vote) -> Ruling:
    return Ruling(vote.name, quoted(vote.name), (vote,), vote.place)


def entry_ruling(entry: EntryIntoForce) -> Ruling:
    vote = Vote(ENTRY, entry.body, entry.rule, f"the {ENTRY}", entry.place)
    return Ruling(ENTRY, f"the {ENTRY}", (vote,), entry.place)


def game_of(draft: Institutions, ruling: Ruling, parties: Collection[str] = ()) -> Game:
    """Return the game of all votes of the ruling together.

    Raises Refused (``checker.voting.refusal``) where a weight or a figure cannot be computed.
    """
    games = [game(draft, vote.rule, vote.body, parties, vote.abstaining) for vote in ruling.votes]
    if len(games) == 1:
        return games[0]
    players = tuple(dict.fromkeys(name for item in games for name in item.players))
    return Game(players, both(among(item, players).rule for item in games))


def among(item: Game, players: Sequence[str]) -> Game:
    """Return the game with all these players: those it does not have make no difference."""
    return Game(tuple(players), _placed(item.rule, item.players, players))


def aligned(one: Game, other: Game) -> tuple[Game, Game]:
    """Return both games on the players of both."""
    if one.players == other.players:
        return one, other
    players = tuple(dict.fromkeys([*one.players, *other.players]))
    return among(one, players), among(other, players)


def _placed(rule: Rule, own: Sequence[str], players: Sequence[str]) -> Rule:
    if isinstance(rule, Quota):
        weights: Mapping[str, int] = dict(zip(own, rule.weights, strict=True))
        return quota([weights.get(name, 0) for name in players], rule.quota)
    kind = Both if isinstance(rule, Both) else Either
    return kind(tuple(_placed(part, own, players) for part in rule.parts))
