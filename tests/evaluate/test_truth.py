"""Truth, days and levels in one scenario."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.evaluate.drafting import act, agent_class, bounds, did, draft, matter, quantity
from treatylang.evaluate.calendar import (
    Days,
    NoDate,
    NoSingleAnswer,
    add_months,
    moment_day,
    window_days,
)
from treatylang.evaluate.levels import needed, passes, reach, suffices
from treatylang.evaluate.truth import NotGiven, holds, member, value
from treatylang.evaluate.world import ENTRY, PastAct, Roles, World
from treatylang.model.draft import Draft, Fact, State
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    CaseAttribute,
    CaseChoice,
    Compare,
    Did,
    Duration,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Limit,
    LimitForm,
    Moment,
    Not,
    Number,
    Op,
    Or,
    Party,
    QuantityOf,
    RecordDay,
    Scaled,
    Sum,
    Truth,
)
from treatylang.model.units import PURE
from treatylang.syntax.source import NOWHERE

GDP = QuantityOf("gdp", BEARER, PURE)
RICH = Compare(GDP, Op.GT, Number(Fraction(5)))
D = draft(
    State("USA", "USA", ("Party",), NOWHERE),
    Fact("war", None, "war", NOWHERE),
    quantity("gdp"),
    agent_class("Rich", "Party", RICH),
    agent_class("RichMember", "Rich"),
    act("train", "compute"),
    act("transfer", other="Party", accept="accept"),
)
W = World(
    entry=date(2030, 1, 31),
    members={"P": frozenset({"Party"}), "Q": frozenset({"USA"}), "N": frozenset()},
    quantities={("gdp", "Q"): Fraction(6)},
    events={("request", "P"): 4},
    acts=(
        PastAct("train", "P", None, {"compute": Fraction(10)}, 3),
        PastAct("transfer", "P", "Q", {}, 9),
    ),
)
P = Roles("P")


def test_kleene_keeps_only_what_mattered() -> None:
    def read(formula: Formula) -> tuple[bool | None, set[str]]:
        missing: set[str] = set()
        return holds(D, W, formula, P, {}, missing), missing

    lacking = {"gdp of P"}
    assert read(RICH) == (None, lacking)
    assert read(Not(RICH)) == (None, lacking)
    assert read(And((RICH, Truth(False)))) == (False, set())
    assert read(And((RICH, Truth(True)))) == (None, lacking)
    assert read(Or((RICH, Truth(True)))) == (True, set())
    assert read(Or((RICH, CaseChoice("train", "purpose", "civil")))) == (
        None,
        {"gdp of P", "train.purpose"},
    )
    assert read(Happened("request", BEARER)) == (True, set())
    assert read(Happened("request", None)) == (False, set())
    assert read(Happened(ENTRY, None)) == (True, set())
    assert read(FactHolds("war", None)) == (False, set())


def test_membership_is_computed() -> None:
    assert member(D, W, "Q", "Party") is True, "the State is declared a Party"
    assert member(D, W, "Q", "Rich") is True
    assert member(D, W, "P", "Rich") is None
    assert member(D, W, "N", "Rich") is False
    assert member(D, W, "USA", "Party") is True, "a State stands for itself"
    given = World(members={"P": frozenset({"RichMember"})})
    assert member(D, given, "P", "Rich") is True, "given, and nothing speaks against it"
    assert holds(D, W, IsMember(Agent("USA"), "Rich"), P, {}) is True


def test_terms_are_exact() -> None:
    gdp = QuantityOf("gdp", Agent("USA"), PURE)
    term = Sum((Scaled(Fraction(1, 3), gdp), Number(Fraction(1, 7))))
    assert value(D, W, term, P, {}) == Fraction(15, 7)
    assert value(D, W, Sum((term, GDP)), P, {}) is None


def test_did_matches_side_bounds_and_other() -> None:
    rich = Compare(QuantityOf("gdp", OTHER, PURE), Op.GT, Number(Fraction(5)))
    given = Did(BEARER, "transfer", (), "t", Party("Party", (rich,)))
    accepted = Did(BEARER, "transfer", (), "t", Party("Party"), accepting=True)
    assert holds(D, W, did("train", "compute >= 10"), P, {}) is True
    assert holds(D, W, did("train", "compute > 10"), P, {}) is False
    assert holds(D, W, given, P, {}) is True
    assert holds(D, W, given, Roles("Q"), {}) is False
    assert holds(D, W, accepted, Roles("Q"), {}) is True
    other = PastAct("train", "P", None, {"compute": Fraction(1)}, 8)
    assert holds(D, W, did("train", "compute >= 10"), P, {"r": other}) is False
    assert (
        holds(D, W, did("train", "compute >= 10"), P, {"r": PastAct("train", "P", None, {}, 1)})
        is None
    )
    assert bounds("compute >= 10") == did("train", "compute >= 10").bounds


def test_months_follow_the_calendar() -> None:
    end = date(2030, 1, 31)
    assert add_months(end, 1, "last day") == date(2030, 2, 28)
    assert add_months(end, 1, "next day") == date(2030, 3, 1)
    assert add_months(end, 25, "last day") == date(2032, 2, 29)
    assert add_months(end, -2, "last day") == date(2029, 11, 30)
    assert add_months(end, 12, "") == date(2031, 1, 31)
    with pytest.raises(NoSingleAnswer, match="no single answer"):
        add_months(end, 1, "")


def test_moments_and_windows() -> None:
    def day(moment: Moment, world: World = W) -> int | None:
        return moment_day(D, world, moment, P, {"r": W.acts[0]})

    entry = EventDay(ENTRY, None)
    request = EventDay("request", BEARER)
    assert day(Moment(entry, Duration(2, "month"))) == 59
    assert day(Moment(request, Duration(-3))) == 1
    assert day(Moment(RecordDay("r"), Duration(30))) == 33
    assert day(Moment(RecordDay("none"))) is None
    assert day(Moment(date(2030, 2, 1))) == 1
    with pytest.raises(NoDate):
        day(Moment(date(2030, 2, 1)), World())
    with pytest.raises(NoDate):
        day(Moment(entry, Duration(1, "month")), World())

    def window(*limits: Limit) -> Days | None:
        return window_days(D, W, limits, P, {})

    never = Moment(EventDay("never", None))
    assert window() == Days(0)
    assert window(
        Limit(LimitForm.WITHIN_BEFORE, Moment(request, Duration(-9)), Moment(request), True)
    ) == Days(0, 4)
    assert window(Limit(LimitForm.UNTIL, None, never, False)) == Days(0)
    assert window(Limit(LimitForm.FROM, never, None, True)) is None


LEVELS = ("local", "national", "regional", "global")
COMPUTE = CaseAttribute("train", "compute", PURE)


def at_least(number: int) -> Compare:
    return Compare(COMPUTE, Op.GE, Number(Fraction(number)))


OVERSIGHT = matter(
    "oversight",
    reaches=(("global", at_least(25)), ("regional", at_least(24)), ("national", None)),
    achieved=(("national", FactHolds("regulator", None)),),
    uniform=FactHolds("uniform", None),
)
M = draft(OVERSIGHT, levels=LEVELS)


def case(compute: int, *facts: str) -> World:
    held = frozenset((fact, None) for fact in facts)
    return World(facts=held, case={("train", "compute"): Fraction(compute)})


@pytest.mark.parametrize(
    ("world", "profile", "level"),
    [
        (case(23, "regulator"), "", "national"),
        (case(24, "regulator"), "", "regional"),
        (case(25, "regulator"), "", "global"),
        (case(23), "", "global"),
        (case(23), "eu", "national"),
        (case(25), "eu", "global"),
        (case(25, "regulator"), "eu", "national"),
        (case(25, "regulator"), "swiss", "national"),
        (case(23, "regulator", "uniform"), "swiss", "global"),
        (case(24, "regulator"), "german", "regional"),
        (case(24, "regulator"), "us", None),
        (World(facts=frozenset({("regulator", None)})), "swiss", "national"),
    ],
)
def test_needed_level(world: World, profile: str, level: str | None) -> None:
    assert needed(M, world, OVERSIGHT, profile) == level


def test_unknown_is_named_and_no_pass() -> None:
    with pytest.raises(NotGiven, match=r"train\.compute is not given"):
        needed(M, World(facts=frozenset({("regulator", None)})), OVERSIGHT)
    with pytest.raises(NotGiven):
        reach(M, World(), OVERSIGHT)
    silent = matter("silent", achieved=(("local", None),))
    d: Draft = draft(silent, levels=LEVELS)
    with pytest.raises(NotGiven, match="the reach of silent"):
        needed(d, World(), silent)
    assert needed(d, World(), silent, "eu") == "local"
    undeclared = matter("undeclared", reaches=(("national", None),))
    d = draft(undeclared, levels=LEVELS)
    with pytest.raises(NotGiven, match="what the national level can achieve for undeclared"):
        needed(d, World(), undeclared)
    assert [passes(d, World(), undeclared, level) for level in LEVELS] == [False, None, None, True]
    wide = matter("wide", reaches=(("global", None),))
    assert needed(draft(wide, levels=LEVELS), World(), wide) == "global"


def test_sufficiency_goes_upwards() -> None:
    world = case(23, "regulator")
    assert [suffices(M, world, OVERSIGHT, level) for level in LEVELS] == [False, True, True, True]
    stated = matter("stated", reaches=(("local", None),), achieved=(("global", Truth(False)),))
    d = draft(stated, levels=LEVELS)
    assert needed(d, World(), stated) is None
