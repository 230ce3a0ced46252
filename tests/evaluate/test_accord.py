"""A parsed draft, with its own scenarios and with what a solver might say of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from treatylang.evaluate.background import violations
from treatylang.evaluate.judge import conflict
from treatylang.evaluate.timeline import run_scenarios
from treatylang.evaluate.world import PastAct, World
from treatylang.model.draft import Draft
from treatylang.model.load import load

ACCORD = """
treaty ai_accord "Emergency Accord on Advanced Artificial Intelligence".

unit FLOP "floating-point operation" plural "floating-point operations".
unit chips "chip" plural "chips".
class Party "Party" plural "Parties".
quantity cluster_capacity of Party in FLOP per second "aggregate capacity".
class FrontierParty "Frontier Party" plural "Frontier Parties"
  is Party where cluster_capacity >= 1e20 FLOP per second.
controlled quantity stockpile of Party in chips "stockpile of accelerators".
fact emergency "an emergency declared by the Authority is in effect".
event inspection_request of Party "the request for an inspection".
act train "conduct a training run" by Party
  with compute in FLOP "training compute", purpose among civil, military.
act notify "notify the Authority of the training run" by Party.
act admit "admit inspectors of the Authority" by Party.

article licensing "Licensing of training runs".
  cap:
    No Party shall train with compute > 1e26 FLOP.
  civil:
    Notwithstanding cap, a Party may train with compute <= 1e27 FLOP and
    purpose = civil, if emergency, unless it is a FrontierParty.
  notice:
    Each Party that did train with compute >= 1e24 FLOP
    shall notify within 30 days thereafter.
  inspection:
    Each Party shall admit within 10 days after inspection_request.
  ceiling:
    Each Party shall keep its stockpile at most 100000 chips
    from entry_into_force until 2035-12-31.
  small_states:
    Notwithstanding inspection, a Party that is not a FrontierParty need not admit.
  remedy:
    If notice is breached, the Party shall admit within 3 days thereafter.
  audit:
    Each FrontierParty shall train with compute >= 2e26 FLOP.

scenario small_run "a small civilian run":
  given a Party P, P does train with compute = 1e22 FLOP on day 10.
  expect no breach, and no duty to notify.

scenario late "notice comes late":
  given a Party P, P does train with compute = 1e25 FLOP on day 10,
        P does notify on day 50.
  expect breach of licensing.notice by P on day 40.

scenario too_large "a large run, and nothing about the emergency":
  given a Party P, P does train with compute = 2e26 FLOP and purpose = civil on day 10,
        P does notify on day 10.
  expect breach of licensing.cap by P on day 10.

scenario wrong "an expectation that is refuted":
  given a Party P, P does train with compute = 1e25 FLOP on day 10.
  expect no breach.
"""


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    file: Path = tmp_path_factory.mktemp("accord") / "accord.treaty"
    file.write_text(ACCORD, encoding="utf-8")
    return load(file)


def test_its_scenarios(accord: Draft) -> None:
    results = {result.scenario.name: result for result in run_scenarios(accord)}
    assert [name for name, result in results.items() if not result.passed] == ["wrong"]
    assert "P breaches licensing.notice on day 40" in results["wrong"].failures[0][1]


def test_the_conflict_that_its_frontier_parties_are_in(accord: Draft) -> None:
    large = Fraction(10) ** 20 * 86400
    members = [("licensing.audit", "P", None), ("licensing.cap", "P", None)]
    frontier = World(
        members={"P": frozenset({"Party"})}, quantities={("cluster_capacity", "P"): large}
    )
    smaller = replace(frontier, quantities={("cluster_capacity", "P"): large - 1})
    assert violations(accord, frontier) == []
    assert conflict(accord, frontier, members)
    assert not conflict(accord, smaller, members)


def test_the_permission_is_against_the_cap_in_an_emergency_only(accord: Draft) -> None:
    members = [("licensing.civil", "P", None), ("licensing.cap", "P", None)]
    party = frozenset({"Party"})
    calm = World(
        members={"P": party}, quantities={("cluster_capacity", "P"): Fraction(1)},
        acts=(PastAct("notify", "P", None, {}, 2),),
    )  # fmt: skip
    assert not conflict(accord, calm, members)
    assert conflict(accord, replace(calm, facts=frozenset({("emergency", None)})), members)
