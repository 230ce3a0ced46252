"""Voting rules in words, as they stand after "by"."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.drafts import well
from tests.model.test_institutions import VOCABULARY
from treatylang.prose.final_clauses import final_clause
from treatylang.prose.voice import Voice
from treatylang.prose.votes import vote_words


@pytest.mark.parametrize(
    ("body", "written", "told"),
    [
        ("Board", "at least 9 members", "an affirmative vote of at least nine members"),
        (
            "Board",
            "at least 9 members, including every Permanent",
            "an affirmative vote of at least nine members, including the concurring votes of all "
            "permanent members",
        ),
        (
            "Board",
            "at least 9 members including USA and CHN",
            "an affirmative vote of at least nine members, including the votes of the United "
            "States and China",
        ),
        (
            "Board",
            "at least 9 members, without a negative vote of any Permanent",
            "an affirmative vote of at least nine members, provided that no permanent member votes "
            "against",
        ),
        (
            "Board",
            "at least 9 members without a negative vote of USA and CHN",
            "an affirmative vote of at least nine members, provided that neither the United States "
            "nor China vote against",
        ),
        ("Board", "consensus", "consensus"),
        ("Board", "all the members", "the affirmative votes of all members"),
        (
            "Board",
            "more than half of the Permanent and more than half of the Elected",
            "a majority of the permanent members and a majority of the elected members",
        ),
        (
            "Board",
            "(consensus or at least 12 members) and all the Permanent",
            "the affirmative votes of all permanent members, and either consensus or an "
            "affirmative vote of at least twelve members",
        ),
        (
            "Council",
            "at least 2/3 of the members present and voting, with a quorum of at least 2 members",
            "an affirmative vote of at least two thirds of the members present and voting, "
            "provided that at least two members take part in the vote",
        ),
        (
            "Council",
            "at least 3/4 of w and a majority of the members",
            "at least three quarters of the w and a majority of the members",
        ),
        (
            "Council",
            "at least 55% of the members that account for at least 62.5% of gdp",
            "an affirmative vote of at least fifty-five per cent of the members, accounting for at "
            "least 62.5 per cent of the gdp of the members",
        ),
        (
            "Council",
            "at least the lesser of 5/7 of the members and 2 members",
            "an affirmative vote of at least five sevenths of the members or two members, "
            "whichever is the lesser",
        ),
    ],
)
def test_a_rule(body: str, written: str, told: str, tmp_path: Path) -> None:
    draft = well(tmp_path, f"vote v in {body}: {written}.", VOCABULARY)
    assert vote_words(Voice(draft), draft.institutions.votes["v"]) == (told, ())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "This treaty enters into force 30 days after ratification by at least 9 of 13 "
            "signatories including USA and CHN",
            "This Pact shall enter into force thirty days after ratification by at least nine of "
            "the thirteen signatories, including the United States and China.",
        ),
        (
            "This treaty enters into force on the 45th day after the 2nd ratification",
            "This Pact shall enter into force on the forty-fifth day after ratification by at "
            "least two States.",
        ),
        (
            "This treaty enters into force upon ratification by every Permanent",
            "This Pact shall enter into force upon ratification by all permanent members.",
        ),
        (
            "A Party may withdraw on notice of 1 year",
            "A Party may withdraw from this Pact on one year’s notice.",
        ),
        (
            "An amendment is adopted by the Council by consensus and enters into force for those "
            "that accept it",
            "An amendment to this Pact shall be adopted by the Council by consensus and shall "
            "enter into force for those that have accepted it.",
        ),
        (
            "An amendment enters into force for all after acceptance by 2/3 of the Parties",
            "An amendment to this Pact shall enter into force for all Parties upon acceptance by "
            "at least two thirds of the Parties.",
        ),
        (
            "The Council may decide impose by two_thirds",
            "The Council may decide to impose sanctions by an affirmative vote of at least two "
            "thirds of the members.",
        ),
        (
            "The Council decides by half",
            "Decisions of the Council shall be made by more than half of the w.",
        ),
    ],
)
def test_a_final_clause(written: str, told: str, tmp_path: Path) -> None:
    draft = well(tmp_path, f'article a "A".\none: {written}.', VOCABULARY)
    found = final_clause(Voice(draft, here="a.one"), draft.institutions.final[0])
    assert (found.text, found.points, found.after) == (told, (), ())
