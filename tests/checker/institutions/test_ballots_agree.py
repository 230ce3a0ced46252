"""Games and ballots are two readings of one rule: every coalition fares alike in both."""

from __future__ import annotations

from hypothesis import given, settings

from checker.voting.game import vote_game
from checker.voting.refusal import Refused
from checker.voting.weigh import weigh
from tests.checker.institutions.random_drafts import drafts, subsets
from treatylang.evaluate.ballot import BallotError, decided, in_favour
from treatylang.evaluate.weighing import all_votes
from treatylang.model.institutions import Institutions


@given(drafts())
@settings(max_examples=200, deadline=None)
def test_every_coalition_fares_alike(draft: Institutions) -> None:
    body, vote = draft.bodies["Council"], draft.votes["v"]
    parties = tuple(seat.name for seat in body.seats[: vote.parties])
    try:
        game = vote_game(draft, "v", parties)
        weighed = weigh(draft, "w")
    except Refused:
        return
    assert all_votes(draft)["w"] == dict(weighed.votes)
    for coalition in subsets(game.players):
        ballot = in_favour(body, coalition, all_votes(draft), draft.figures, frozenset(parties))
        assert game.wins(coalition) is decided(vote, ballot), coalition


@given(drafts())
@settings(max_examples=100, deadline=None)
def test_what_the_ballot_lacks_the_game_refuses(draft: Institutions) -> None:
    try:
        all_votes(draft)
    except BallotError:
        try:
            weigh(draft, "w")
        except Refused:
            return
        raise AssertionError("weighed all the same") from None
