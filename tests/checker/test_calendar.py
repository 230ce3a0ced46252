"""The solver's calendar and the evaluator's, on the same days."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from checker.calendar import Calendar
from checker.question import Question, Status
from checker.solve import Solver
from treatylang.evaluate.calendar import NoSingleAnswer, add_months

SOLVER = Solver()
ROUNDINGS = ["", "last day", "next day"]
AWKWARD = [date(2031, 1, 31), date(2032, 1, 30), date(2032, 2, 29), date(2000, 2, 29),
           date(2100, 2, 28), date(2099, 12, 31), date(2030, 3, 1), date(2031, 3, 31)]  # fmt: skip


def moved(start: date, months: int, rounding: str) -> date | None:
    """Return where the solver puts the day; None where it has no answer."""
    calendar = Calendar()
    found = calendar.months_after(str(start.toordinal()), months, rounding)
    question = Question(tuple(calendar.definitions), tuple(sorted(calendar.constants.items())))
    answer = SOLVER.solve(question)
    if answer.status is Status.UNSAT:
        return None
    assert answer.model is not None
    value = answer.model[found]
    assert isinstance(value, Fraction)
    return date.fromordinal(int(value))


def evaluated(start: date, months: int, rounding: str) -> date | None:
    try:
        return add_months(start, months, rounding)
    except NoSingleAnswer:
        return None


def samples() -> list[tuple[date, int]]:
    chance = random.Random(7)
    days = [date(1990, 1, 1) + timedelta(days=chance.randrange(60_000)) for _ in range(8)]
    return [(day, chance.choice([-25, -1, 1, 1, 2, 6, 12, 60, 120])) for day in days + AWKWARD]


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_months_are_counted_alike(rounding: str) -> None:
    for start, months in samples():
        expected = evaluated(start, months, rounding)
        # Without a rounding the solver keeps to the days that every month has.
        if not rounding and start.day > 28:
            expected = None
        assert moved(start, months, rounding) == expected, (start, months)
