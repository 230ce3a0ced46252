"""Sentences on how bodies decide, and what they become."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.model.drafts import read, well, wrong
from treatylang.model.draft import Draft
from treatylang.model.formula import Duration
from treatylang.model.institutions import (
    AllOf,
    Amounts,
    AnyOf,
    Base,
    Consensus,
    Consent,
    Count,
    EntryClaim,
    Excess,
    FewOpposed,
    Greater,
    Heads,
    Institutions,
    Lesser,
    Method,
    Otherwise,
    Part,
    Quorum,
    Range,
    Requirement,
    Role,
    RoleClaim,
    Rounding,
    Share,
    ShareClaim,
    Step,
    Threshold,
    Tolerance,
    Vote,
    Votes,
)
from treatylang.syntax.source import NOWHERE

VOCABULARY = """
treaty pact "Pact".
class Party "Party" plural "Parties".
class Permanent "permanent member" plural "permanent members" is Party.
class Elected "elected member" plural "elected members" is Party.
class Large "large Party" plural "large Parties" is Party where population > 100.
state USA "United States" is Permanent.
state CHN "China" is Permanent.
state DEU "Germany" is Party.
quantity gdp of Party.
quantity population of Party.
assume gdp of USA = 27. assume gdp of CHN = 18. assume gdp of DEU = 5.
assume population of USA = 335. assume population of CHN = 1410. assume population of DEU = 84.
fact emergency "there is an emergency".
act impose "impose sanctions" by Council.
organ Council "Council", composed of Party.
organ Board "Board", composed of Permanent and 10 Elected.
organ Chair "Chair".
weights w of Party = 40% gdp + 60% population, capped at 40%, excess to the others in proportion.
vote two_thirds in Council: at least 2/3 of the members.
vote half in Council: more than half of w.
"""

HALF = Share(Fraction(1, 2))


def bare(rule: Requirement) -> Requirement:
    """Return the rule without its places, so that it can be compared."""
    if isinstance(rule, AllOf | AnyOf):
        return type(rule)(tuple(bare(part) for part in rule.parts), NOWHERE)
    match rule:
        case Threshold(measure, amount, strict, base, _):
            return Threshold(measure, amount, strict, base, NOWHERE)
        case Quorum(measure, amount, strict, _):
            return Quorum(measure, amount, strict, NOWHERE)
        case Consent(members, objection, _):
            return Consent(members, objection, NOWHERE)
        case FewOpposed(measure, amount, _):
            return FewOpposed(measure, amount, NOWHERE)
    return Consensus(NOWHERE)


def organised(folder: Path, text: str) -> Institutions:
    return well(folder, text, VOCABULARY).institutions


def at_least(value: Fraction | int, of: str | None = None, base: Base = Base.MEMBERS) -> Threshold:
    value = Fraction(value)
    amount = Share(value) if value < 1 else Count(value)
    return Threshold(Heads(of), amount, False, base, NOWHERE)


def both(*parts: Requirement) -> AllOf:
    return AllOf(parts, NOWHERE)


def either(*parts: Requirement) -> AnyOf:
    return AnyOf(parts, NOWHERE)


TWO_THIRDS = at_least(Fraction(2, 3))
MORE_HALF = Threshold(Heads(), HALF, True, Base.MEMBERS, NOWHERE)
PERMANENT = Consent(("Permanent",), False, NOWHERE)


@pytest.mark.parametrize(
    ("body", "written", "expected"),
    [
        ("Board", "at least 9 members", at_least(9)),
        ("Board", "9 members", at_least(9)),
        ("Board", "at least 9 members including every Permanent", both(at_least(9), PERMANENT)),
        ("Board", "at least 9 members, including all Permanent", both(at_least(9), PERMANENT)),
        (
            "Board",
            "at least 9 members including USA and CHN and half of the Elected",
            both(
                at_least(9),
                Consent(("USA", "CHN"), False, NOWHERE),
                at_least(Fraction(1, 2), "Elected"),
            ),
        ),
        (
            "Board",
            "at least 9 members, without a negative vote of any Permanent",
            both(at_least(9), Consent(("Permanent",), True, NOWHERE)),
        ),
        (
            "Board",
            "at least 9 members without a negative vote of USA",
            both(at_least(9), Consent(("USA",), True, NOWHERE)),
        ),
        ("Board", "at least 1 of the Permanent", at_least(1, "Permanent")),
        ("Board", "consensus", Consensus(NOWHERE)),
        ("Council", "more than half of the members", MORE_HALF),
        ("Council", "a majority of the members", MORE_HALF),
        (
            "Council",
            "all the Parties",
            Threshold(Heads("Party"), Share(Fraction(1)), False, Base.MEMBERS, NOWHERE),
        ),
        ("Council", "66% of the members present", at_least(Fraction(33, 50), None, Base.PRESENT)),
        (
            "Council",
            "at least 2/3 of the members present and voting and more than half of the members",
            both(at_least(Fraction(2, 3), None, Base.VOTING), MORE_HALF),
        ),
        (
            "Council",
            "a majority of the votes cast, with a quorum of at least 1/3 of the members",
            both(
                Threshold(Heads(), HALF, True, Base.VOTING, NOWHERE),
                Quorum(Heads(), Share(Fraction(1, 3)), False, NOWHERE),
            ),
        ),
        (
            "Council",
            "at least 2/3 of w and more than half of the members",
            both(Threshold(Votes("w"), TWO_THIRDS.amount, False, Base.MEMBERS, NOWHERE), MORE_HALF),
        ),
        (
            "Council",
            "at least 5 votes of w of the Permanent",
            Threshold(Votes("w", "Permanent"), Count(Fraction(5)), False, Base.MEMBERS, NOWHERE),
        ),
        (
            "Council",
            "at least 2 members that account for at least 55% of gdp",
            both(
                at_least(2),
                Threshold(Amounts("gdp"), Share(Fraction(11, 20)), False, Base.MEMBERS, NOWHERE),
            ),
        ),
        (
            "Council",
            "at least the greater of 2/3 of the members and 2 members",
            Threshold(
                Heads(),
                Greater((Share(Fraction(2, 3)), Count(Fraction(2)))),
                False,
                Base.MEMBERS,
                NOWHERE,
            ),
        ),
        (
            "Council",
            "more than 2/3 of the members or 2 members, whichever is lesser",
            Threshold(
                Heads(),
                Lesser((Share(Fraction(2, 3)), Count(Fraction(2)))),
                True,
                Base.MEMBERS,
                NOWHERE,
            ),
        ),
        (
            "Council",
            "2 members, 2/3 of the members, or consensus",
            either(at_least(2), TWO_THIRDS, Consensus(NOWHERE)),
        ),
        (
            "Council",
            "2 members and (2/3 of the members or consensus)",
            both(at_least(2), either(TWO_THIRDS, Consensus(NOWHERE))),
        ),
        (
            "Council",
            "2 members and 2/3 of the members or consensus",
            either(both(at_least(2), TWO_THIRDS), Consensus(NOWHERE)),
        ),
        ("Council", "two_thirds and more than half of the members", both(TWO_THIRDS, MORE_HALF)),
        (
            "Council",
            "55% of the members and 65% of population, and a blocking minority needs at least 2 "
            "members, failing which the majority is deemed attained",
            either(
                both(
                    at_least(Fraction(11, 20)),
                    Threshold(
                        Amounts("population"), Share(Fraction(13, 20)), False, Base.MEMBERS,
                        NOWHERE,
                    ),
                ),
                FewOpposed(Heads(), Count(Fraction(2)), NOWHERE),
            ),
        ),
        ("Council", "at least 1 of the Large", at_least(1, "Large")),
        ("Council", "at least 1 of the Parties", at_least(1, "Party")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_rule(body: str, written: str, expected: Requirement, tmp_path: Path) -> None:
    found = organised(tmp_path, f"vote v in {body}: {written}.").votes["v"]
    assert (found.body, bare(found.rule)) == (body, expected)
    assert (found.parties, found.abstaining) == (0, False)


@pytest.mark.parametrize(
    ("written", "parties", "abstaining"),
    [
        ("a party to the dispute abstains", 1, True),
        ("the parties to the dispute take no part", 2, False),
        ("3 parties to the dispute abstain", 3, True),
        ("a party to the dispute takes no part", 1, False),
    ],
)
def test_parties_to_a_dispute(written: str, parties: int, abstaining: bool, tmp_path: Path) -> None:
    vote = organised(tmp_path, f"vote v in Board: at least 9 members, and {written}.").votes["v"]
    assert (vote.parties, vote.abstaining) == (parties, abstaining)
    assert bare(vote.rule) == at_least(9)


def test_bodies_have_the_declared_states_and_unnamed_seats(tmp_path: Path) -> None:
    bodies = organised(tmp_path, "vote v in Board: at least 9 members.").bodies
    assert [seat.name for seat in bodies["Council"].seats] == ["USA", "CHN", "DEU"]
    board = bodies["Board"]
    assert [seat.name for seat in board.of("Permanent")] == ["USA", "CHN"]
    assert [seat.name for seat in board.seats if not seat.named] == [
        f"Elected {at}" for at in range(1, 11)
    ]
    assert board.seats[2].classes == {"Elected", "Party", "state"}
    assert bodies["Council"].seats[0].classes == {"Permanent", "Party", "Large", "state"}
    assert bodies["Council"].seats[2].classes == {"Party", "state"}


def test_weights(tmp_path: Path) -> None:
    found = organised(
        tmp_path,
        "weights a of Board: USA and CHN 4 each, others 1.\n"
        "weights b of Board: Permanent 5, Elected 1.\n"
        "weights c of Party = 250 + 0.1 * gdp - 3, rounded down to whole votes,"
        " with at least 2 each.\n"
        "weights d of Party = 2 square root of population, rounded to 100 votes by Sainte-Laguë.\n"
        "weights e of Party = 3, 4 if population > 84, 6 if population at least 300, capped at 60%,"
        " excess lapses.\n"
        "weights f of Party = 10% equally + 90% of gdp, capped at 50%, excess to the others"
        " equally.\n",
    ).weights
    assert found["a"].literal == {"USA": 4, "CHN": 4, "": 1}
    assert found["b"].literal == {"Permanent": 5, "Elected": 1}
    assert [(part.factor, part.quantity, part.form) for part in found["c"].parts] == [
        (250, None, "plain"),
        (Fraction(1, 10), "gdp", "plain"),
        (-3, None, "plain"),
    ]
    assert found["c"].rounding == Rounding(Method.DOWN, None, 2)
    assert [(part.factor, part.quantity, part.form) for part in found["d"].parts] == [
        (2, "population", "root")
    ]
    assert found["d"].rounding == Rounding(Method.WEBSTER, 100)
    assert found["e"].base == 3
    assert found["e"].steps == (
        Step(Fraction(4), "population", Fraction(84), True),
        Step(Fraction(6), "population", Fraction(300), False),
    )
    assert (found["e"].cap, found["e"].excess) == (Fraction(3, 5), Excess.LAPSES)
    first = found["f"].parts[0]
    assert first == Part(Fraction(1, 10), None, "share", first.place)
    assert found["f"].excess is Excess.EQUAL


def test_a_procedure(tmp_path: Path) -> None:
    found = organised(
        tmp_path,
        "procedure p in Council: first consensus for 60 days, then two_thirds for 3 weeks if"
        " Council so decides by half, then at least 2 members for 2 months if the Chair so"
        " proposes, then half for 1 year if emergency, within 24 months, failing which the"
        " proposal is rejected.\n"
        "procedure q in Board: first 9 members for 1 day, failing which the Chair decides.\n",
    )
    stages = found.procedures["p"].stages
    assert [stage.vote for stage in stages] == ["consensus", "two_thirds", "p, stage 3", "half"]
    assert [stage.days for stage in stages] == [60, 21, 62, 366]
    assert [stage.lasts for stage in stages][2] == Duration(2, "month")
    openings = [stage.opening for stage in stages]
    assert openings[0] is None
    assert openings[1] and (openings[1].agent, openings[1].vote) == ("Council", "half")
    assert openings[2] and (openings[2].agent, openings[2].vote) == ("Chair", None)
    assert openings[3] and openings[3].condition
    assert bare(found.votes["p, stage 3"].rule) == at_least(2)
    procedure = found.procedures["p"]
    assert (procedure.limit, procedure.otherwise) == (2 * 365 + 1, Otherwise.REJECTED)
    assert found.procedures["q"].decides == "Chair"


def test_a_quantity_is_asked_of_those_whom_the_rule_counts(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article final "Final".\n'
        "entry: This treaty enters into force upon ratification by at least 9 of 13 signatories "
        "that account for at least 55% of the gdp of the Party.\n"
        "exit: A Party may withdraw on 1 year's notice.\n"
        "assert the share of USA in gdp is at least 10%.\n",
        'treaty pact "Pact".\nclass Party "Party" plural "Parties".\nquantity gdp of Party.\n'
        'state USA "United States" is Party.\nstate CHN "China" is Party.\n'
        "assume gdp of USA = 27. assume gdp of CHN = 18.\n",
    )
    found = draft.institutions
    (entry,) = found.entries
    share = Share(Fraction(55, 100))
    gdp = Threshold(Amounts("gdp", "Party"), share, False, Base.MEMBERS, NOWHERE)
    assert bare(entry.rule) == both(at_least(9), gdp)
    assert [item.notice for item in found.withdrawals] == [Duration(12, "month", (1, "year"))]
    (claim,) = found.claims
    assert isinstance(claim.statement, ShareClaim)
    assert claim.statement.body == "Party"


def test_final_clauses(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'article rights "Rights". one: text "All are free.".\n'
        'article final "Final".\n'
        "entry: This treaty enters into force 30 days after ratification by at least 9 of 13"
        ' signatories including USA and CHN, not before 2030-01-01, source "x".\n'
        "exit: A Party may withdraw on 12 months' notice.\n"
        "amend: An amendment is adopted by two_thirds and enters into force for those that accept"
        " it 6 months after acceptance by 3/4 of the Parties.\n"
        "core: No amendment to rights and amend is admitted.\n"
        "hard: An amendment to article rights is adopted by the Council by at least 2 members"
        " including USA.\n"
        "power: The Council may decide impose by two_thirds.\n"
        '       Decisions of the Board on "procedure" are made by at least 9 members.\n'
        "       The Council decides by half.\n",
        VOCABULARY,
    )
    found = draft.institutions
    (entry,) = found.entries
    assert (entry.instrument, entry.clause) == ("pact", "final.entry")
    assert bare(entry.rule) == both(at_least(9), Consent(("USA", "CHN"), False, NOWHERE))
    assert str(entry.not_before) == "2030-01-01"
    seats = found.bodies[entry.body].seats
    assert len(seats) == 13
    assert [seat.name for seat in seats if seat.named] == ["USA", "CHN", "DEU"]
    assert draft.clauses["final.entry"].sources == ("x",)
    assert [(w.who, w.notice) for w in found.withdrawals] == [("Party", Duration(12, "month"))]
    amend, core, hard = found.amendments
    assert (amend.vote, amend.all, amend.after) == ("two_thirds", False, Duration(6, "month"))
    assert amend.accepted and bare(amend.accepted) == at_least(Fraction(3, 4), "Party")
    assert (core.never, core.targets) == (True, ("rights", "final.amend"))
    assert (hard.targets, hard.vote) == (("rights",), "final.hard")
    assert [(d.organ, d.subject, d.vote, d.may) for d in found.decisions] == [
        ("Council", "impose", "two_thirds", True),
        ("Board", "procedure", "final.power", False),
        ("Council", "", "half", False),
    ]
    assert found.clauses == set(draft.clauses) - {"rights.one"}


@pytest.mark.parametrize(
    ("written", "body", "rule"),
    [
        ("60 days after ratification by at least 2 Parties", "Party", at_least(2, "Party")),
        ("on the 90th day after ratification by every Permanent", "state", PERMANENT),
        ("upon ratification by every Party of Permanent", "state", PERMANENT),
        ("on the 30th day after the 2nd ratification", "state", at_least(2)),
        ("upon ratification by USA and CHN", "state", None),
        ("3 months after the 2nd ratification by a Party", "Party", at_least(2, "Party")),
        ("upon ratification by 40 of 193 Parties", "signatories of pact", at_least(40, "Party")),
    ],
)
def test_who_may_ratify(written: str, body: str, rule: Requirement | None, tmp_path: Path) -> None:
    text = f'article final "Final".\nentry: This treaty enters into force {written}.'
    (entry,) = organised(tmp_path, text).entries
    assert entry.body == body
    asked = rule or both(Consent(("USA",), False, NOWHERE), Consent(("CHN",), False, NOWHERE))
    assert bare(entry.rule) == asked


def test_claims(tmp_path: Path) -> None:
    found = organised(
        tmp_path,
        'article final "Final".\n'
        "entry: This treaty enters into force upon ratification by at least 2 Parties.\n"
        "assert the share of USA and CHN in w is between 25% and 90%.\n"
        "assert no Party has more than 40% of w.\n"
        "assert no Party has a veto in two_thirds for all gdp and population within 8%.\n"
        "assert Permanent together have a veto in half for all data within 1/20.\n"
        "assert this treaty cannot enter into force without USA and CHN.\n",
    ).claims
    assert [claim.statement for claim in found] == [
        ShareClaim(("USA", "CHN"), Votes("w"), "Party", Range(Fraction(1, 4), Fraction(9, 10))),
        ShareClaim((), Votes("w"), "Party", Range(high=Fraction(2, 5)), "Party"),
        RoleClaim((), "Party", 1, Role.VETO, False, "two_thirds"),
        RoleClaim(("USA", "CHN"), None, 1, Role.VETO, True, "half"),
        EntryClaim("pact", ("USA", "CHN"), False),
    ]
    assert found[2].tolerance == Tolerance(("gdp", "population"), Fraction(2, 25))
    assert found[3].tolerance == Tolerance((), Fraction(1, 20))
    assert found[0].written == "assert the share of USA and CHN in w is between 25% and 90%"


def test_a_vote_may_stand_before_what_it_names(tmp_path: Path) -> None:
    found = organised(tmp_path, "vote a in Council: b and 2 members. vote b in Council: consensus.")
    assert bare(found.votes["a"].rule) == both(Consensus(NOWHERE), at_least(2))


def said(draft: Draft) -> list[str]:
    return [finding.message for finding in wrong(draft)]


def test_an_act_may_be_called_withdraw(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        'act withdraw "withdraw" by Party.\nevent notice of Party.\narticle a "A".\n'
        "one: A Party may withdraw within 3 months after notice.\n"
        "two: A Party may withdraw on 12 months' notice.\n",
        VOCABULARY,
    )
    assert list(draft.norms) == ["a.one"]
    assert [item.clause for item in draft.institutions.withdrawals] == ["a.two"]


def test_what_hangs_on_a_refused_vote_is_not_missed_twice(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "vote bad in Council: at least 120% of the members.\n"
        "procedure p in Council: first bad for 10 days.\nassert no Party has a veto in bad.\n",
        VOCABULARY,
    )
    assert said(draft) == ["120 % is more than the whole"]


def test_a_draft_without_votes_has_no_institutions(tmp_path: Path) -> None:
    assert well(tmp_path, "").institutions == Institutions()


def test_votes_are_of_the_body_that_they_say(tmp_path: Path) -> None:
    found = organised(tmp_path, "vote v of Permanent: all the members.")
    assert isinstance(found.votes["v"], Vote) and found.votes["v"].body == "Permanent"
