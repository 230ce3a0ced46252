"""Which scenarios are possible at all."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.evaluate.drafting import (
    act,
    agent_class,
    ban,
    did,
    do,
    draft,
    duty,
    keep,
    may,
    quantity,
    thereafter,
    within,
)
from treatylang.evaluate.background import violations
from treatylang.evaluate.world import ENTRY, PastAct, World
from treatylang.model.draft import Assumption, Event, Organ, State
from treatylang.model.formula import (
    BEARER,
    Compare,
    EventDay,
    Number,
    Op,
    QuantityOf,
)
from treatylang.model.units import PURE
from treatylang.syntax.source import NOWHERE

GDP = QuantityOf("gdp", BEARER, PURE)


def seven(op: Op) -> Compare:
    return Compare(GDP, op, Number(Fraction(7)))


D = draft(
    State("USA", "USA", ("Party",), NOWHERE),
    State("CHN", "CHN", ("Party",), NOWHERE),
    Organ("Authority", "Authority", None, None, NOWHERE),
    Organ("Regulator", "regulator", None, "Party", NOWHERE),
    Event("request", "Party", "request", NOWHERE),
    Event("signing", "Party", "signing", NOWHERE),
    quantity("gdp"),
    quantity("chips", whole=True),
    quantity("stock", controlled=True),
    agent_class("Rich", "Party", seven(Op.GE)),
    act("open", excludes=("close",)),
    act("close"),
    act("file", "pages", once=True, whole=True),
    act("train", purpose=("civil", "military")),
    act("notify"),
    ban("never", do("train", "purpose = military")),
    duty("notice", do("notify"), did("train"), window=thereafter(30)),
    duty("ceiling", keep("stock", "<= 5"), window=within(10, EventDay(ENTRY, None))),
    duty("open_end", do("open")),
    may("right", do("open")),
    assumptions=(
        Assumption("assumption 1", NOWHERE, "Party", seven(Op.LE)),
        Assumption(
            "assumption 2",
            NOWHERE,
            "Party",
            event=EventDay("request", BEARER),
            then=EventDay("signing", BEARER),
        ),
    ),
)


def world(*names: str, **more: Any) -> World:
    return World(members={"P": frozenset(names or ("Party",))}, **more)


def past(name: str, day: int, **attributes: Any) -> PastAct:
    return PastAct(name, "P", None, attributes, day)


CIVIL = past("train", 5, purpose="civil")
MILITARY = past("train", 5, purpose="military")


@pytest.mark.parametrize(
    "possible",
    [
        world(),
        world(quantities={("gdp", "P"): Fraction(7)}),
        world("Rich"),
        world(events={("request", "P"): 3, ("signing", "P"): 3, (ENTRY, None): 0}),
        world(acts=(past("open", 3), past("close", 4))),
        world(acts=(CIVIL,), breaches={("notice", "P"): 35}),
        world(acts=(MILITARY,), breaches={("never", "P"): 5}),
        world(breaches={("ceiling", "P"): 4}),
        world(breaches={("open_end", "P"): 77}),
    ],
)
def test_possible(possible: World) -> None:
    assert violations(D, possible) == []


@pytest.mark.parametrize(
    ("impossible", "why"),
    [
        (world(quantities={("gdp", "P"): Fraction(8)}), "assumption 1 does not hold for P"),
        (world("Rich", quantities={("gdp", "P"): Fraction(6)}), "P is given as Rich"),
        (world("USA", "CHN"), "more than one State: CHN, USA"),
        (
            World(members={"P": frozenset({"Authority"}), "Q": frozenset({"Authority"})}),
            "Authority is more than one agent: P, Q",
        ),
        (world(quantities={("chips", "P"): Fraction(1, 2)}), "not a whole number"),
        (world(events={("request", "P"): -1}), "before the entry into force"),
        (world(events={(ENTRY, None): 1}), "is day 0"),
        (world(events={("signing", "P"): 1}), "assumption 2 does not hold for P"),
        (world(events={("signing", "P"): 1, ("request", "P"): 2}), "assumption 2"),
        (world(acts=(past("open", -1),)), "before the entry into force"),
        (world(acts=(past("open", 3), past("close", 3))), "exclude each other"),
        (world(acts=(past("file", 1), past("file", 2))), "done once"),
        (world(acts=(past("file", 1, pages=Fraction(1, 2)),)), "not a whole number"),
        (world(acts=(past("train", 1, purpose="other"),)), "no option other"),
        (world(acts=(CIVIL,), breaches={("notice", "P"): 34}), "no grounds"),
        (
            world(acts=(CIVIL, past("notify", 35)), breaches={("notice", "P"): 35}),
            "breach of notice by P on day 35 has no grounds",
        ),
        (world(breaches={("notice", "P"): 35}), "no grounds"),
        (world(acts=(CIVIL,), breaches={("never", "P"): 5}), "no grounds"),
        (world(acts=(MILITARY,), breaches={("never", "P"): 6}), "no grounds"),
        (world(breaches={("ceiling", "P"): 11}), "no grounds"),
        (world(breaches={("right", "P"): 1}), "no grounds"),
    ],
)
def test_impossible(impossible: World, why: str) -> None:
    found = violations(D, impossible)
    assert len(found) == 1
    assert why in found[0]


def test_each_member_may_have_an_organ_of_its_own() -> None:
    two = World(members={"R": frozenset({"Regulator"}), "S": frozenset({"Regulator"})})
    assert violations(D, two) == []
