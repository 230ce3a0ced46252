"""Every form of scenario, as the model has it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.model.drafts import well
from treatylang.model.draft import (
    ExpectBreach,
    ExpectNorm,
    GivenAct,
    GivenAgent,
    GivenCase,
    GivenEvent,
    GivenFact,
    GivenQuantity,
    Modality,
    Scenario,
)

BEFORE = """
state USA "United States".
organ Office "Office".
fact ill of Party "it is ill".
event crash "the crash".
article a "A".
cap: No Party shall train with compute > 3 FLOP.
"""


def scenario(folder: Path, sentences: str) -> Scenario:
    return well(folder, f'{BEFORE}scenario s "a story":\n{sentences}').scenarios["s"]


def test_what_is_given(tmp_path: Path) -> None:
    found = scenario(
        tmp_path,
        "given a Party P, a Party Q, USA is a Party,\n"
        "  P does train with compute = 5 FLOP and purpose = civil on day 10,\n"
        "  P does move to Q on 2030-01-01,\n"
        "  USA does notify on entry_into_force, P does notify,\n"
        "  request of P happens on day 4, crash on 2031-02-03,\n"
        "  emergency, not ill of Q,\n"
        "  gdp of P = 7 FLOP, stock of P = 2 FLOP from day 5,\n"
        "  train.compute = 1 FLOP, train.purpose = military.\n"
        "expect no breach.",
    )
    place = found.place
    expected = (
        GivenAgent("P", ("Party",), place),
        GivenAgent("Q", ("Party",), place),
        GivenAgent("USA", ("Party",), place),
        GivenAct("P", "train", None, {"compute": Fraction(5), "purpose": "civil"}, 10, place),
        GivenAct("P", "move", "Q", {}, date(2030, 1, 1), place),
        GivenAct("USA", "notify", None, {}, 0, place),
        GivenAct("P", "notify", None, {}, 0, place),
        GivenEvent("request", "P", 4, place),
        GivenEvent("crash", None, date(2031, 2, 3), place),
        GivenFact("emergency", None, True, place),
        GivenFact("ill", "Q", False, place),
        GivenQuantity("gdp", "P", Fraction(7), place),
        GivenQuantity("stock", "P", Fraction(2), place, 5),
        GivenCase("train", "compute", Fraction(1), place),
        GivenCase("train", "purpose", "military", place),
    )
    assert [_placeless(item) for item in found.given] == [_placeless(item) for item in expected]
    assert found.phrase == "a story"


def _placeless(item: object) -> dict[str, object]:
    slots = type(item).__dataclass_fields__  # type: ignore[attr-defined]  # any dataclass
    return {"kind": type(item)} | {key: getattr(item, key) for key in slots if key != "place"}


def test_the_other_side_of_an_act_is_the_same_act(tmp_path: Path) -> None:
    found = scenario(
        tmp_path, "given a Party P, a Party Q, Q does take to P on day 3. expect no breach."
    )
    act = found.given[-1]
    assert isinstance(act, GivenAct)
    assert (act.agent, act.act, act.other) == ("P", "move", "Q")


def test_one_agent_is_meant_where_no_other_is_there(tmp_path: Path) -> None:
    found = scenario(
        tmp_path, "given a Party P, request on day 4, ill, gdp = 3 FLOP. expect no breach."
    )
    assert [getattr(item, "of", None) for item in found.given[1:]] == ["P", "P", "P"]


def test_what_is_expected(tmp_path: Path) -> None:
    found = scenario(
        tmp_path,
        "given a Party P.\n"
        "expect no breach, breach of cap by P on day 4 and breach by P, no breach of a.cap.\n"
        "expect duty to notify for P on day 3, and no permission to train by P,\n"
        "  no prohibition to move, and exemption to notify on 2030-01-01.",
    )
    place = found.place
    expected = (
        ExpectBreach(True, (), None, None, place),
        ExpectBreach(False, ("a.cap",), "P", 4, place),
        ExpectBreach(False, (), "P", None, place),
        ExpectBreach(True, ("a.cap",), None, None, place),
        ExpectNorm(False, Modality.DUTY, "notify", "P", 3, place),
        ExpectNorm(True, Modality.PERMISSION, "train", "P", None, place),
        ExpectNorm(True, Modality.PROHIBITION, "move", None, None, place),
        ExpectNorm(False, Modality.EXEMPTION, "notify", None, date(2030, 1, 1), place),
    )
    assert [_placeless(item) for item in found.expected] == [_placeless(item) for item in expected]


def test_scenarios_need_no_phrase(tmp_path: Path) -> None:
    draft = well(
        tmp_path,
        f"{BEFORE}scenario one: given a Party P. expect no breach.\n"
        "scenario two: expect no duty to notify.",
    )
    assert [(item.name, item.phrase) for item in draft.scenarios.values()] == [
        ("one", ""),
        ("two", ""),
    ]


def test_somebody_is_called_a(tmp_path: Path) -> None:
    found = scenario(
        tmp_path,
        "given a Party A, a Party B, A does train with compute = 5 FLOP, B is a Party,\n"
        "  A is a Party, request of A on day 4, gdp of A = 7 FLOP, A does move to B.\n"
        "expect breach of cap by A on day 0.",
    )
    assert {item.name for item in found.given if isinstance(item, GivenAgent)} == {"A", "B"}
    moves = [item for item in found.given if isinstance(item, GivenAct)]
    assert [(item.agent, item.act) for item in moves] == [("A", "train"), ("A", "move")]
    (expected,) = found.expected
    assert isinstance(expected, ExpectBreach) and expected.agent == "A"
