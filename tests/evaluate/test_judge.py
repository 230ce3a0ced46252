"""Compliance and conflict, decided in one scenario."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.evaluate.drafting import (
    act,
    agent_class,
    ban,
    between,
    bounds,
    did,
    do,
    draft,
    duty,
    keep,
    may,
    need_not,
    norm,
    quantity,
    thereafter,
    within,
)
from treatylang.evaluate.judge import (
    Member,
    competence_clash,
    compliable,
    conflict,
    exemption_required,
    permission_forbidden,
    permission_void,
)
from treatylang.evaluate.truth import NotGiven
from treatylang.evaluate.world import ENTRY, PastAct, World
from treatylang.model.draft import HasCompetence, Modality, Organ
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Breached,
    Compare,
    EventDay,
    Number,
    Op,
    Party,
    QuantityOf,
)
from treatylang.model.units import PURE
from treatylang.syntax.source import NOWHERE

P = World(members={"P": frozenset({"Party"})})
PQ = World(members={"P": frozenset({"Party"}), "Q": frozenset({"Party"})})


def by_p(*names: str) -> list[Member]:
    return [(name, "P", None) for name in names]


def test_bounds_that_meet_exactly_at_the_value_conflict_only_when_strict() -> None:
    train = act("train", "compute")
    asked = duty("asked", do("train", "compute >= 5"))
    for op, clash in ((">", False), (">=", True)):
        d = draft(train, asked, ban("cap", do("train", f"compute {op} 5")))
        assert conflict(d, P, by_p("asked", "cap")) is clash


def test_duty_at_most_and_duty_at_least_meet_in_the_shared_value() -> None:
    d = draft(
        act("file", "pages", once=True),
        duty("most", do("file", "pages <= 5")),
        duty("least", do("file", "pages >= 5")),
        duty("more", do("file", "pages > 5")),
    )
    assert compliable(d, P, by_p("most", "least"))
    assert conflict(d, P, by_p("most", "more"))


def test_each_duty_has_an_instance_of_its_own_unless_the_act_is_done_once() -> None:
    for once in (False, True):
        d = draft(
            act("report", "pages", once=once),
            duty("short", do("report", "pages <= 10")),
            duty("long", do("report", "pages >= 11")),
            duty("some", do("report", "pages >= 5")),
        )
        assert conflict(d, P, by_p("short", "long")) is once
        assert not conflict(d, P, by_p("short", "some"))


def test_whole_numbers_have_nothing_between_neighbours() -> None:
    for whole in (False, True):
        d = draft(
            act("report", "pages", whole=whole),
            duty("between", do("report", "pages > 4", "pages < 5")),
        )
        assert compliable(d, P, by_p("between")) is not whole


def test_two_prohibitions_together_cover_a_duty_that_neither_covers() -> None:
    d = draft(
        act("train", "compute"),
        duty("asked", do("train", "compute >= 1")),
        ban("low", do("train", "compute < 5")),
        ban("high", do("train", "compute >= 5")),
        ban("higher", do("train", "compute > 5")),
    )
    assert conflict(d, P, by_p("asked", "low", "high"))
    assert compliable(d, P, by_p("asked", "low", "higher")), "exactly 5 remains"
    assert not conflict(d, P, by_p("asked", "low"))
    assert not conflict(d, P, by_p("asked", "low", "high", "higher")), "not minimal"


def test_prohibitions_by_option_and_by_day_cover_a_duty() -> None:
    entry = EventDay(ENTRY, None)
    d = draft(
        act("train", purpose=("civil", "military")),
        duty("asked", do("train"), window=within(10, entry)),
        ban("civil", do("train", "purpose = civil")),
        ban("military", do("train", "purpose != civil"), window=within(9, entry)),
        ban("military_long", do("train", "purpose != civil"), window=within(10, entry)),
    )
    assert compliable(d, P, by_p("asked", "civil", "military"))
    assert conflict(d, P, by_p("asked", "civil", "military_long"))


def test_a_trigger_is_given_even_where_it_could_be_avoided() -> None:
    d = draft(
        act("train"),
        act("notify"),
        duty("notice", do("notify"), did("train"), window=thereafter(30)),
        ban("secrecy", do("notify")),
    )
    assert not conflict(d, P, by_p("notice", "secrecy")), "nobody trained"
    trained = World(members=P.members, acts=(PastAct("train", "P", None, {}, 10),))
    assert conflict(d, trained, by_p("notice", "secrecy"))


def test_white_fence() -> None:
    """No fence; but if there is one, it is white: consistent, as the breach is given."""
    d = draft(
        act("fence", colour=("white", "other")),
        ban("none", do("fence")),
        duty("white", do("fence", "colour = white"), Breached("none", BEARER)),
    )
    fenced = World(
        members=P.members,
        acts=(PastAct("fence", "P", None, {"colour": "other"}, 3),),
        breaches={("none", "P"): 3},
    )
    assert not conflict(d, P, by_p("none", "white"))
    assert not conflict(d, fenced, by_p("none", "white"))
    assert compliable(d, fenced, by_p("none", "white"))


def test_excluding_acts_need_different_days() -> None:
    entry = EventDay(ENTRY, None)
    acts = act("open", excludes=("close", "wait")), act("close", excludes=("wait",)), act("wait")
    untimed = draft(*acts, duty("o", do("open")), duty("c", do("close")))
    assert conflict(untimed, P, by_p("o", "c"))
    for last, clash in ((2, False), (1, True)):
        d = draft(
            *acts,
            duty("o", do("open"), window=within(last, entry)),
            duty("c", do("close"), window=within(last, entry)),
            duty("w", do("wait"), window=within(last, entry)),
        )
        assert conflict(d, P, by_p("o", "c", "w")) is clash
        assert compliable(d, P, by_p("o", "c"))


def test_excluding_acts_of_different_agents_do_not_matter() -> None:
    d = draft(
        act("open", excludes=("close",)),
        act("close"),
        duty("o", do("open")),
        duty("c", do("close")),
    )
    assert compliable(d, PQ, [("o", "P", None), ("c", "Q", None)])


def test_giving_and_accepting_are_one_event() -> None:
    give = act("transfer", other="Party", accept="accept")
    d = draft(
        give,
        duty("give", do("transfer", other=Party("Party"))),
        ban("refuse", do("transfer", other=Party("Party"), accepting=True)),
        ban("refuse_all", do("transfer", accepting=True)),
    )
    assert conflict(d, PQ, [("give", "P", "Q"), ("refuse", "Q", "P")])
    assert conflict(d, PQ, [("give", "P", "Q"), ("refuse_all", "Q", None)])
    assert not conflict(d, PQ, [("give", "P", "Q"), ("refuse", "P", "Q")])


def test_a_duty_towards_anybody_is_met_with_somebody_else() -> None:
    d = draft(
        act("transfer", other="Party", accept="accept"),
        duty("give", do("transfer")),
        ban("not_to_it", do("transfer", other=Party("Party"))),
        ban("to_nobody", do("transfer")),
    )
    assert compliable(d, PQ, [("give", "P", None), ("not_to_it", "P", "Q")])
    assert conflict(d, PQ, [("give", "P", None), ("to_nobody", "P", None)])


def test_the_other_side_must_be_as_described() -> None:
    rich = Compare(QuantityOf("gdp", OTHER, PURE), Op.GE, Number(Fraction(7)))
    d = draft(
        act("transfer", other="Party"),
        quantity("gdp"),
        duty("give", do("transfer", other=Party("Party", (rich,)))),
        ban("never", do("transfer")),
    )
    members = [("give", "P", "Q"), ("never", "P", None)]
    for gdp, clash in ((7, True), (6, False)):
        world = World(members=PQ.members, quantities={("gdp", "Q"): Fraction(gdp)})
        assert conflict(d, world, members) is clash
    with pytest.raises(NotGiven, match="gdp of Q is not given"):
        conflict(d, PQ, members)


def test_carve_out_on_the_same_act_removes_its_instances_only() -> None:
    d = draft(
        act("train", "compute"),
        may("small", do("train", "compute <= 3")),
        ban("cap", do("train"), carve_outs=("small",)),
        duty("train_small", do("train", "compute <= 2")),
        duty("train_big", do("train", "compute > 3")),
    )
    assert compliable(d, P, by_p("cap", "train_small"))
    assert conflict(d, P, by_p("cap", "train_big"))
    assert not permission_forbidden(d, P, ("small", "P", None), by_p("cap"))


def test_carve_out_of_another_kind_takes_the_norm_away() -> None:
    d = draft(
        act("train"),
        act("admit"),
        duty("admission", do("admit"), did("train")),
        duty("asked", do("train"), carve_outs=("admission",)),
        ban("cap", do("train")),
    )
    trained = World(members=P.members, acts=(PastAct("train", "P", None, {}, 1),))
    assert conflict(d, P, by_p("asked", "cap"))
    assert compliable(d, trained, by_p("asked", "cap"))


def test_kept_values_are_judged_day_by_day() -> None:
    entry = EventDay(ENTRY, None)
    d = draft(
        quantity("stock", controlled=True),
        duty("most", keep("stock", "<= 5"), window=within(10, entry)),
        duty("least", keep("stock", ">= 5")),
        ban("not_five", keep("stock", "= 5")),
        duty("five_on_11", keep("stock", "= 5"), window=within(11, entry)),
    )
    assert compliable(d, P, by_p("most", "least"))
    assert conflict(d, P, by_p("most", "least", "not_five"))
    assert conflict(d, P, by_p("five_on_11", "not_five"))


def test_permission_is_forbidden_in_part_or_wholly() -> None:
    d = draft(
        act("train", "compute"),
        may("right", do("train", "compute <= 5")),
        ban("part", do("train", "compute >= 5")),
        ban("beyond", do("train", "compute > 5")),
        ban("rest", do("train", "compute < 5")),
    )
    right = ("right", "P", None)
    assert permission_forbidden(d, P, right, by_p("part"))
    assert not permission_void(d, P, right, by_p("part"))
    assert not permission_forbidden(d, P, right, by_p("beyond"))
    assert permission_void(d, P, right, by_p("part", "rest"))
    assert conflict(d, P, by_p("right", "part"))
    assert not conflict(d, P, by_p("right", "part", "rest")), "either suffices"
    assert compliable(d, P, by_p("right", "part"))


def test_exemption_is_contradicted_only_where_nothing_else_would_do() -> None:
    entry = EventDay(ENTRY, None)
    d = draft(
        act("report", "pages"),
        duty("owed", do("report", "pages >= 5"), window=within(10, entry)),
        need_not("free", do("report")),
        need_not("free_of_long", do("report", "pages > 8")),
        ban("short", do("report", "pages <= 8")),
    )
    owed = ("owed", "P", None)
    assert exemption_required(d, P, ("free", "P", None), owed)
    assert not exemption_required(d, P, ("free_of_long", "P", None), owed)
    assert conflict(d, P, by_p("owed", "free"))
    assert conflict(d, P, by_p("owed", "free_of_long", "short"))
    assert not conflict(d, P, by_p("free", "short"))


def test_exemption_from_keeping() -> None:
    d = draft(
        quantity("stock", controlled=True),
        duty("most", keep("stock", "<= 5")),
        need_not("free", keep("stock", "<= 5")),
        need_not("free_of_low", keep("stock", "<= 3")),
    )
    assert exemption_required(d, P, ("free", "P", None), ("most", "P", None))
    assert not exemption_required(d, P, ("free_of_low", "P", None), ("most", "P", None))


def test_impossible_duty_is_no_conflict() -> None:
    d = draft(
        act("train", "compute"),
        duty("absurd", do("train", "compute > 5", "compute < 5")),
        ban("never", do("train")),
    )
    assert not compliable(d, P, by_p("absurd"))
    assert not conflict(d, P, by_p("absurd", "never"))


def test_membership_by_definition_decides_who_is_bound() -> None:
    large = Compare(QuantityOf("cluster", BEARER, PURE), Op.GE, Number(Fraction(100)))
    d = draft(
        act("train"),
        quantity("cluster"),
        agent_class("Frontier", "Party", large),
        duty("audit", do("train"), bearer="Frontier"),
        ban("never", do("train")),
    )
    for size, clash in ((100, True), (99, False)):
        world = World(members=P.members, quantities={("cluster", "P"): Fraction(size)})
        assert conflict(d, world, by_p("audit", "never")) is clash


def test_two_exclusive_competences_clash_between_holders() -> None:
    def held(name: str, bearer: str, kind: str) -> object:
        return norm(name, Modality.COMPETENCE, HasCompetence("m", kind), bearer=bearer)

    d = draft(
        Organ("A", "A", None, None, NOWHERE),
        Organ("B", "B", None, None, NOWHERE),
        held("a", "A", "exclusive"),
        held("a2", "A", "exclusive"),
        held("b", "B", "exclusive"),
        held("b_shared", "B", "shared"),
    )
    world = World(members={"A": frozenset({"A"}), "B": frozenset({"B"})})
    assert competence_clash(d, world, [("a", "A", None), ("b", "B", None)])
    assert not competence_clash(d, world, [("a", "A", None), ("a2", "A", None)])
    assert not competence_clash(d, world, [("a", "A", None), ("b_shared", "B", None)])


def test_not_equal_points_and_several_attributes() -> None:
    d = draft(
        act("train", "compute", "length", whole=True),
        duty("asked", do("train", "compute >= 1", "compute <= 2", "length = 3")),
        ban("one", do("train", "compute != 2")),
        ban("two", do("train", "compute = 2", "length >= 3")),
    )
    assert conflict(d, P, by_p("asked", "one", "two"))
    assert bounds("compute != 2")[0] == d.norms["one"].content.bounds[0]  # type: ignore[union-attr]  # an act


def test_permission_to_keep_against_what_must_be_kept() -> None:
    entry = EventDay(ENTRY, None)
    d = draft(
        quantity("stock", controlled=True, whole=True),
        may("right", keep("stock", "<= 10", ">= 8"), window=within(5, entry)),
        duty("most", keep("stock", "<= 9")),
        duty("later", keep("stock", "<= 5"), window=between(6, None, entry)),
        ban("nine", keep("stock", ">= 8", "<= 9")),
        ban("odd", keep("stock", "> 9", "< 10")),
    )
    right = ("right", "P", None)
    assert permission_forbidden(d, P, right, by_p("most"))
    assert not permission_void(d, P, right, by_p("most"))
    assert permission_void(d, P, right, by_p("most", "nine"))
    assert not permission_forbidden(d, P, right, by_p("later")), "on other days"
    assert not permission_forbidden(d, P, right, by_p("odd")), "no whole number"
    assert conflict(d, P, by_p("right", "most"))


def test_carve_outs_in_a_circle_come_to_an_end() -> None:
    d = draft(
        act("train", "compute"),
        ban("one", do("train", "compute > 1"), carve_outs=("two",)),
        may("two", do("train", "compute > 5"), carve_outs=("one",)),
        duty("asked", do("train", "compute > 6")),
    )
    assert compliable(d, P, by_p("one", "asked"))
