"""Sentences of a concrete scenario."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from treatylang import prose
from treatylang.model.draft import Draft
from treatylang.model.formula import BEARER, And, FactHolds, Happened, IsMember, Not, Or
from treatylang.model.load import load

P = {"@bearer": "P", "@other": "Q"}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    folder = tmp_path_factory.mktemp("story")
    text = (Path(__file__).parent / "vocabulary.treaty").read_text(encoding="utf-8")
    file = folder / "draft.treaty"
    file.write_text(
        f'{text}\narticle duties "Duties".\n'
        "ship: Each Party shall transfer to each Party with scale >= 5 FLOP.\n"
        "told: Each Party that did train shall notify within 30 days thereafter.\n"
        "stock: Each Party shall keep its stockpile below 5 chips.\n"
        "usa: USA may admit. USA need not admit.\n"
        "open: Each Party shall transfer with access = open within 3 days after attack.\n"
        "power: The Authority has exclusive competence over oversight.\n",
        encoding="utf-8",
    )
    return load(file, root=folder)


def test_acts(draft: Draft) -> None:
    run: dict[str, Fraction | str] = {"compute": Fraction(10**25), "purpose": "civil"}
    assert prose.past_act(draft, "train", "P", run, 10) == (
        "P conducts, for civil purposes, a training run with training compute of 10²⁵ "
        "floating-point operations on day 10 (11 January 2030)"
    )
    assert prose.past_act(draft, "transfer", "P", other="Q") == "P transfers model weights to Q"
    accepted = prose.past_act(draft, "transfer", "Q", other="P", accepting=True)
    assert accepted == "Q accepts model weights from P"
    assert prose.past_act(draft, "admit", "USA") == "the United States of America admits inspectors"
    assert prose.undone_act(draft, "notify", "P") == (
        "P does not notify the Authority of the training run"
    )


def test_states_of_affairs(draft: Draft) -> None:
    frontier, regulated = IsMember(BEARER, "FrontierParty"), FactHolds("regulated", BEARER)
    war = FactHolds("war", None)
    assert prose.state_of_affairs(draft, frontier, P) == "P is a Frontier Party."
    assert prose.formula(draft, Not(And((frontier, regulated))), P) == (
        "P is not a Frontier Party or P does not have a domestic regulator"
    )
    assert prose.formula(draft, And((war, Or((frontier, regulated)))), P) == (
        "there is a state of war and either P is a Frontier Party or P has a domestic regulator"
    )
    assert prose.membership(draft, "USA", "Party") == "the United States of America is a Party"
    assert prose.quantity_is(draft, "stockpile", "P", Fraction(1)) == (
        "P’s stockpile of accelerators is 1 chip"
    )
    assert prose.quantity_is(draft, "emissions", "USA", Fraction(2, 3)) == (
        "the annual emissions of the United States of America are two thirds of a kilogram"
    )
    assert prose.attribute_is(draft, "train", "purpose", "civil") == (
        "the training run is for civil purposes"
    )
    assert prose.event_happens(draft, "request", "P", 5) == (
        "the request for an inspection in respect of P is made on day 5 (6 January 2030)"
    )
    assert prose.event_never_happens(draft, "conference") == "the review conference never occurs"
    assert prose.event_happens(draft, "attack", "USA") == (
        "the armed attack against the United States of America occurs"
    )
    assert prose.formula(draft, Happened("attack", BEARER), P) == (
        "the armed attack against P has occurred"
    )
    assert prose.formula(draft, Not(FactHolds("regulator", None))) == (
        "there is no domestic regulator"
    )


@pytest.mark.parametrize(
    ("norm", "said"),
    [
        (
            "duties.ship",
            "P must transfer to Q model weights with scale of 5 floating-point operations or more",
        ),
        (
            "duties.told",
            "P must notify the Authority of the training run within thirty days thereafter",
        ),
        ("duties.stock", "P must keep its stockpile of accelerators below 5 chips"),
        ("duties.usa", "the United States of America may admit inspectors"),
        (
            "duties.open",
            "P must transfer model weights within three days after the armed attack against P, "
            "the access being open",
        ),
        (
            "duties.power",
            "the Authority has exclusive competence over the oversight of training runs",
        ),
    ],
)
def test_what_a_norm_asks(draft: Draft, norm: str, said: str) -> None:
    first = draft.clauses[norm].norms[0]
    assert prose.norm_in_force(draft, first, P) == said


def test_telling_a_story_loads_no_solver_and_no_templates() -> None:
    code = (
        "import sys, treatylang.prose;"
        "sys.exit(bool({'z3', 'jinja2', 'lark'} & {name.split('.')[0] for name in sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
