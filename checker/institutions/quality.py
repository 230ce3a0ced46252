"""What is wrong with a voting rule by itself, whatever is claimed of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.institutions import rules
from checker.institutions.evidence import Evidence, Outcome, Powerful
from checker.institutions.ruling import Ruling, game_of, vote_ruling
from checker.institutions.telling import Teller
from checker.voting.game import Game, quotas
from checker.voting.refusal import Refused
from checker.voting.structure import dictator, implies, smallest_winning
from checker.voting.weigh import weigh
from treatylang.model.institutions import (
    AllOf,
    AnyOf,
    FewOpposed,
    Measure,
    Quorum,
    Requirement,
    Threshold,
    Vote,
    Votes,
)

_SWINGS_LOOKED_FOR = 60
"""Members of a body up to which each is tried for a coalition that it turns."""


def tell(teller: Teller) -> None:
    """Look at each declared vote."""
    deciding = _deciding(teller)
    for vote in teller.institutions.votes.values():
        ruling = vote_ruling(vote)
        try:
            for parties in ruling.parties(teller.institutions):
                game = game_of(teller.institutions, ruling, parties)
                if not _look(teller, ruling, game, parties, vote.name in deciding):
                    break
        except Refused as refused:
            members = [teller.vote(vote, "")]
            teller.leave_open(f"what {ruling.phrase} asks for", members, refused.reason)


def _deciding(teller: Teller) -> set[str]:
    """Return the votes by which something is decided, adopted or amended."""
    found = {item.vote for item in teller.institutions.decisions}
    found |= {item.vote for item in teller.institutions.amendments if item.vote is not None}
    for procedure in teller.institutions.procedures.values():
        found |= {stage.vote for stage in procedure.stages}
    return found


def _look(
    teller: Teller, ruling: Ruling, game: Game, parties: tuple[str, ...], decides: bool
) -> bool:
    """Tell what is wrong with the game; return whether other parties may be worth a look."""
    (vote,) = ruling.votes
    members = [teller.vote(vote, "")]
    aside = f" where {teller.names.of(parties)} takes no part" if parties else ""
    everybody = Outcome(ruling, game.players, game.wins(game.players), parties)
    nobody = Outcome(ruling, (), game.wins(()), parties)
    if not everybody.carries:
        teller.tell(
            rules.UNMEETABLE,
            f"{ruling.phrase} can never be met",
            members,
            scenario=f"All {len(game.players)} members vote in favour{aside}, and it is not "
            "carried.",
            evidence=Evidence((everybody,)),
            advice="Lower the threshold, or write it as a share of those there are.",
        )
        return False
    if nobody.carries:
        teller.tell(
            rules.ALWAYS_MET,
            f"{ruling.phrase} is met even if nobody is in favour",
            members,
            scenario=f"All {len(game.players)} members vote against{aside}, and it is carried.",
            evidence=Evidence((nobody,)),
            advice="Raise the threshold above nought, or remove what always holds.",
        )
        return False
    if len(game.players) < 2:
        return False
    one = dictator(game)
    if one is not None:
        others = Outcome(ruling, game.others((one,)), False, parties)
        alone = Outcome(ruling, (one,), True, parties)
        teller.tell(
            rules.DICTATOR,
            f"{teller.names.of([one])} decides alone in {ruling.phrase}",
            members,
            scenario=f"{teller.names.of([one])} alone carries it{aside}; all others together do "
            "not.",
            evidence=Evidence((alone, others)),
            detail=one,
        )
        return False
    if decides:
        _improper(teller, ruling, game, parties)
    _dummies(teller, ruling, game, parties)
    return not parties


def _improper(teller: Teller, ruling: Ruling, game: Game, parties: tuple[str, ...]) -> None:
    found = implies(game, game.dual)
    if found is None:
        return
    others = game.others(found)
    teller.tell(
        rules.IMPROPER,
        f"two opposed coalitions can both carry {ruling.phrase}",
        [teller.vote(ruling.votes[0], "")],
        scenario=f"{teller.names.set_of(found)} carry the proposal, and "
        f"{teller.names.set_of(others)} carry the contrary.",
        evidence=Evidence(
            (Outcome(ruling, found, True, parties), Outcome(ruling, others, True, parties))
        ),
        advice="Ask for more than half of something.",
    )


def _dummies(teller: Teller, ruling: Ruling, game: Game, parties: tuple[str, ...]) -> None:
    (vote,) = ruling.votes
    none = _without_power(teller, vote, game)
    if not none:
        return
    one = len(none) == 1
    least = smallest_winning(game) or ()
    teller.tell(
        rules.DUMMY,
        f"the {'vote' if one else 'votes'} of {teller.names.of(none)} never "
        f"{'makes' if one else 'make'} a difference in {ruling.phrase}",
        [teller.vote(vote, "")],
        scenario=f"Whoever carries it with {teller.names.of(none, 'or')} carries it without: "
        f"{teller.names.set_of(least)}, say.",
        evidence=Evidence(
            (Outcome(ruling, least, True, parties),),
            counts=(Powerful(ruling, tuple(none), None, Fraction(0), parties),),
        ),
        checked=("every coalition was compared with and without",),
        detail=" ".join(sorted(none)),
    )


def is_dummy(game: Game, name: str) -> bool:
    """Return whether no coalition carries with the member and fails without."""
    return implies(game.with_support((name,)), game.within(game.others((name,)))) is None


def _without_power(teller: Teller, vote: Vote, game: Game) -> list[str]:
    """Return the dummies among the players whom some part of the rule gives a weight.

    One of each kind that all quotas count alike is tried.
    """
    given = {
        name
        for weights in _weights(vote.rule)
        for name, votes in weigh(teller.institutions, weights).votes.items()
        if votes > Fraction(0)
    }
    axes = [quota.weights for quota in quotas(game.rule)]
    kinds: dict[tuple[int, ...], list[str]] = {}
    for place, name in enumerate(game.players):
        if name in given:
            kinds.setdefault(tuple(axis[place] for axis in axes), []).append(name)
    if len(kinds) > _SWINGS_LOOKED_FOR:
        return []
    return [name for same in kinds.values() if is_dummy(game, same[0]) for name in same]


def _weights(rule: Requirement) -> Iterator[str]:
    """Yield the names of the weights by which the rule counts."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _weights(part)
    elif isinstance(rule, Threshold | Quorum | FewOpposed):
        measure: Measure = rule.measure
        if isinstance(measure, Votes):
            yield measure.weights
