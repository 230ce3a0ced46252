"""A draft's own scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.evaluate.drafting import (
    act,
    agent_class,
    ban,
    between,
    did,
    do,
    draft,
    duty,
    keep,
    may,
    need_not,
    prevails,
    quantity,
    thereafter,
    within,
)
from treatylang.evaluate.timeline import ScenarioResult, run_scenario
from treatylang.evaluate.world import ENTRY
from treatylang.model.draft import (
    Assumption,
    Draft,
    Expectation,
    ExpectBreach,
    ExpectNorm,
    Given,
    GivenAct,
    GivenAgent,
    GivenEvent,
    GivenQuantity,
    Instrument,
    Modality,
    Scenario,
    State,
)
from treatylang.model.formula import (
    BEARER,
    Agent,
    BreachDay,
    Breached,
    Compare,
    Duration,
    EventDay,
    IsMember,
    Limit,
    LimitForm,
    Moment,
    Number,
    Op,
    Party,
    QuantityOf,
)
from treatylang.model.units import PURE
from treatylang.syntax.source import NOWHERE


def party(name: str = "P", *classes: str) -> GivenAgent:
    return GivenAgent(name, classes or ("Party",), NOWHERE)


def done(
    act_name: str,
    day: int | date,
    agent: str = "P",
    other: str | None = None,
    **attributes: int | str,
) -> GivenAct:
    values: Mapping[str, Fraction | str] = {
        name: value if isinstance(value, str) else Fraction(value)
        for name, value in attributes.items()
    }
    return GivenAct(agent, act_name, other, values, day, NOWHERE)


def breach(norm: str = "", agent: str | None = None, day: int | date | None = None) -> ExpectBreach:
    return ExpectBreach(False, (norm,) if norm else (), agent, day, NOWHERE)


def no_breach(norm: str = "") -> ExpectBreach:
    return ExpectBreach(True, (norm,) if norm else (), None, None, NOWHERE)


def expect(modality: Modality, act_name: str, *, negated: bool = False, **more: Any) -> ExpectNorm:
    given = {"agent": None, "day": None} | more
    return ExpectNorm(negated, modality, act_name, place=NOWHERE, **given)


def run(d: Draft, given: list[Given], *expected: Expectation) -> ScenarioResult:
    return run_scenario(d, Scenario("s", "", tuple(given), expected, NOWHERE))


def told(result: ScenarioResult) -> list[str]:
    return [entry.sentence for entry in result.entries]


LICENSING = draft(
    act("train", "compute", purpose=("civil", "military")),
    act("notify"),
    act("admit"),
    ban("cap", do("train", "compute > 100")),
    duty("notice", do("notify"), did("train", "compute >= 10"), window=thereafter(30)),
    duty(
        "remedy",
        do("admit"),
        Breached("notice", BEARER),
        window=within(3, BreachDay("notice", BEARER)),
    ),
)


def test_a_small_run_needs_no_notice() -> None:
    result = run(
        LICENSING,
        [party(), done("train", 10, compute=5)],
        no_breach(),
        expect(Modality.DUTY, "notify", negated=True),
        expect(Modality.PROHIBITION, "train", agent="P"),
    )
    assert result.passed


def test_late_notice_is_a_breach_on_the_last_day_and_brings_the_remedy() -> None:
    result = run(
        LICENSING,
        [party(), done("train", 10, compute=50), done("notify", 50)],
        breach("notice", "P", 40),
        breach("remedy", "P", 43),
        expect(Modality.DUTY, "admit", day=42),
        expect(Modality.DUTY, "admit", day=44, negated=True),
    )
    assert result.passed, result
    assert "P is bound by notice to notify from day 10 to day 40" in told(result)
    assert "P breaches notice on day 40: no such act within the window" in told(result)


def test_notice_in_time_is_no_breach() -> None:
    result = run(
        LICENSING,
        [party(), done("train", 10, compute=50), done("notify", 40)],
        no_breach(),
        expect(Modality.DUTY, "admit", negated=True),
    )
    assert result.passed
    assert "P fulfils notice on day 40" in told(result)


def test_each_trigger_is_due_by_itself() -> None:
    result = run(
        LICENSING,
        [
            party(),
            done("train", 10, compute=50),
            done("train", 100, compute=50),
            done("notify", 20),
        ],
        breach("notice", "P", 130),
    )
    assert result.passed


def test_a_failed_expectation_says_what_happened_instead() -> None:
    result = run(LICENSING, [party(), done("train", 10, compute=50)], breach("notice", "P", 41))
    assert not result.passed
    assert "P breaches notice on day 40" in result.failures[0][1]


def test_a_forbidden_act_is_a_breach_on_its_day() -> None:
    given: list[Given] = [party(), party("Q"), done("train", 7, compute=101), done("notify", 7)]
    assert run(LICENSING, given, breach("cap", "P", 7)).passed
    assert not run(LICENSING, given, breach("cap", "Q")).passed


def test_missing_attribute_leaves_it_open_only_where_it_matters() -> None:
    given: list[Given] = [party(), done("train", 7), done("notify", 7)]
    result = run(LICENSING, given, no_breach("cap"))
    assert not result.passed and not result.failures
    assert "compute of train by P on day 7 is not given" in result.undecided[0]
    assert run(LICENSING, given, no_breach("notice")).passed, "notified in either case"


def test_unknown_class_leaves_it_open_only_where_it_matters() -> None:
    large = Compare(QuantityOf("cluster", BEARER, PURE), Op.GE, Number(Fraction(100)))
    d = draft(
        act("train", "compute"),
        act("audit"),
        quantity("cluster"),
        agent_class("Frontier", "Party", large),
        ban("cap", do("train", "compute > 100"), bearer="Frontier"),
        duty("audits", do("audit"), bearer="Frontier"),
    )
    small: list[Given] = [party(), done("train", 1, compute=1)]
    assert run(d, small, no_breach()).passed, "audits has no last day, cap allows it"
    assert run(d, small, expect(Modality.DUTY, "audit")).undecided
    assert run(d, [party(), done("train", 1, compute=200)], no_breach()).undecided
    known: list[Given] = [party("P", "Frontier"), done("train", 1, compute=200)]
    assert run(d, known, breach("cap", "P", 1), expect(Modality.DUTY, "audit")).passed


def test_prevailing_permission_covers_what_it_allows() -> None:
    d = draft(
        act("train", "compute"),
        ban("cap", do("train", "compute > 100")),
        may("emergency", do("train", "compute <= 200")),
    )
    permitted = draft(*d.acts.values(), *d.norms.values(), prevails("emergency", "cap"))
    given: list[Given] = [party(), done("train", 3, compute=150)]
    assert run(d, given, breach("cap")).passed
    result = run(permitted, given, no_breach(), expect(Modality.PROHIBITION, "train"))
    assert result.passed
    assert "cap yields to emergency for P" in told(result)
    assert run(permitted, [party(), done("train", 3, compute=201)], breach("cap")).passed


def test_prevailing_exemption_lifts_the_duty() -> None:
    small = IsMember(BEARER, "Small")
    d = draft(
        act("admit"),
        agent_class("Small", "Party"),
        duty("inspection", do("admit"), window=within(10, EventDay(ENTRY, None))),
        need_not("small", do("admit"), small),
        prevails("small", "inspection"),
    )
    result = run(
        d,
        [party("P", "Small"), party("Q")],
        breach("inspection", "Q", 10),
        expect(Modality.DUTY, "admit", agent="P", negated=True),
        expect(Modality.EXEMPTION, "admit", agent="P"),
        expect(Modality.DUTY, "admit", agent="Q"),
    )
    assert result.passed, result
    assert len([e for e in result.entries if e.kind == "breached"]) == 1


def test_a_kept_value_is_breached_on_the_first_day_that_it_violates() -> None:
    window = between(5, 100, EventDay(ENTRY, None))
    d = draft(
        quantity("stock", controlled=True),
        duty("ceiling", keep("stock", "<= 10"), window=window),
    )

    def stock(value: int, day: int | None = None) -> GivenQuantity:
        return GivenQuantity("stock", "P", Fraction(value), NOWHERE, day)

    assert run(d, [party()], no_breach()).passed, "nothing is told"
    assert run(d, [party(), stock(10)], no_breach()).passed
    assert run(d, [party(), stock(11)], breach("ceiling", "P", 5)).passed
    assert run(d, [party(), stock(10), stock(11, 50)], breach("ceiling", "P", 50)).passed
    assert run(d, [party(), stock(11), stock(9, 5)], no_breach()).passed
    assert run(d, [party(), stock(10), stock(11, 101)], no_breach()).passed


def test_duties_towards_another_are_owed_pair_by_pair() -> None:
    d = draft(
        act("share", other="Party"),
        duty(
            "sharing",
            do("share", other=Party("Party")),
            window=within(10, EventDay(ENTRY, None)),
        ),
    )
    given: list[Given] = [party(), party("Q"), done("share", 3, other="Q")]
    result = run(d, given, breach("sharing", "Q", 10))
    assert result.passed
    assert "P is bound by sharing to share to Q from day 0 to day 10" in told(result)
    assert [e.agent for e in result.entries if e.kind == "breached"] == ["Q"]


def test_dates_need_the_day_of_entry_into_force() -> None:
    until = Limit(LimitForm.BY, None, Moment(date(2030, 1, 31)), False)
    items = act("report"), duty("yearly", do("report"), window=(until,))
    undated = draft(*items)
    dated = draft(
        *items,
        instruments={"t": Instrument("t", "T", NOWHERE, in_force_on=date(2030, 1, 1))},
    )
    assert run(dated, [party()], breach("yearly", "P", date(2030, 1, 31))).passed
    assert run(dated, [party(), done("report", date(2030, 1, 31))], no_breach()).passed
    assert "date of entry into force is not known" in run(undated, [party()], breach()).undecided[0]
    assert not run(undated, [party(), done("report", date(2030, 1, 1))]).passed


def test_what_waits_for_an_undecided_breach_is_undecided() -> None:
    months = Limit(LimitForm.BY, None, Moment(EventDay(ENTRY, None), Duration(2, "month")), True)
    d = draft(
        act("report"),
        act("pay"),
        duty("reports", do("report"), window=(months,)),
        duty("penalty", do("pay"), Breached("reports", BEARER)),
    )
    result = run(d, [party()], expect(Modality.DUTY, "pay", negated=True))
    assert not result.passed and not result.failures


def test_named_states_have_what_the_draft_says_of_them() -> None:
    usa = Agent("USA")
    gdp = Compare(QuantityOf("gdp", usa, PURE), Op.EQ, Number(Fraction(9)))
    rich = Compare(QuantityOf("gdp", BEARER, PURE), Op.GE, Number(Fraction(9)))
    d = draft(
        State("USA", "USA", ("Party",), NOWHERE),
        quantity("gdp"),
        act("pay"),
        duty("dues", do("pay"), rich, window=within(10, EventDay(ENTRY, None))),
        assumptions=(Assumption("data", NOWHERE, formula=gdp),),
    )
    assert run(d, [party("P", "USA")], breach("dues", "P", 10)).passed
    assert run(d, [done("pay", 5, agent="USA")], no_breach()).passed
    assert run(d, [GivenEvent("x", "USA", 1, NOWHERE)], breach("dues", "USA", 10)).passed


def test_a_norm_yields_only_to_the_extent_of_the_conflict() -> None:
    entry = within(10, EventDay(ENTRY, None))
    cap, file = ban("cap", do("file", "pages > 5")), act("file", "pages")
    some = duty("some", do("file", "pages >= 1"), window=entry)
    many = duty("many", do("file", "pages > 8"), window=entry)
    given: list[Given] = [party(), done("file", 3, pages=9)]
    assert run(draft(file, cap, some, prevails("some", "cap")), given, breach("cap")).passed
    assert run(draft(file, cap, many, prevails("many", "cap")), given, no_breach()).passed
    over = draft(file, cap, many, prevails("cap", "many"))
    assert run(over, [party()], no_breach(), expect(Modality.DUTY, "file", negated=True)).passed
    assert run(over, given, breach("cap", "P", 3)).passed


def test_a_kept_value_yields_only_to_the_extent_of_the_conflict() -> None:
    stock = quantity("stock", controlled=True)
    most = duty("most", keep("stock", "<= 10"))
    given: list[Given] = [party(), GivenQuantity("stock", "P", Fraction(12), NOWHERE)]
    for content, excused in ((">= 3", False), (">= 11", True)):
        d = draft(stock, most, duty("least", keep("stock", content)), prevails("least", "most"))
        assert run(d, given, no_breach("most")).passed is excused
    allowed = draft(stock, most, may("more", keep("stock", "<= 12")), prevails("more", "most"))
    assert run(allowed, given, no_breach()).passed


def test_an_accepting_side_is_bound_by_the_same_event() -> None:
    d = draft(
        act("transfer", other="Party", accept="accept"),
        ban("refusal", do("transfer", other=Party("Party"), accepting=True)),
    )
    given: list[Given] = [party(), party("Q"), done("transfer", 4, other="Q")]
    result = run(
        d,
        given,
        breach("refusal", "Q", 4),
        expect(Modality.PROHIBITION, "accept", agent="P"),
        expect(Modality.PROHIBITION, "transfer", negated=True),
    )
    assert result.passed, result
    assert [e.agent for e in result.entries if e.kind == "breached"] == ["Q"]
