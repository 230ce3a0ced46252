"""Random bodies, weights and rules, small enough for every coalition to be tried."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations

from hypothesis import strategies as st

from tests.evaluate.bodies import both, either
from treatylang.model.institutions import (
    Amount,
    Amounts,
    Base,
    Body,
    Consensus,
    Consent,
    Count,
    Excess,
    FewOpposed,
    Greater,
    Heads,
    Institutions,
    Lesser,
    Measure,
    Method,
    Part,
    Quorum,
    Requirement,
    Rounding,
    Seat,
    Share,
    Step,
    Threshold,
    Vote,
    Votes,
    Weights,
)
from treatylang.syntax.source import NOWHERE

CLASSES = ("Big", "Small")
SHARES = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)])
SMALL = st.integers(0, 9).map(Fraction)
OF = st.sampled_from([None, *CLASSES, "A"])


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    names = "ABCDE"[: draw(st.integers(2, 5))]
    classes = st.frozensets(st.sampled_from(CLASSES), max_size=1)
    seats = tuple(Seat(name, name, draw(classes), True) for name in names)
    return Body("Council", seats, NOWHERE)


@st.composite
def weightings(draw: st.DrawFn, body: Body) -> Weights:
    base: dict[str, object] = {}
    match draw(st.sampled_from(["listed", "steps", "shares", "plain"])):
        case "listed":
            base["literal"] = {seat.name: draw(SMALL) for seat in body.seats}
        case "steps":
            steps = (Step(Fraction(4), "gdp", Fraction(3), draw(st.booleans())),
                     Step(Fraction(7), "gdp", Fraction(6), True))  # fmt: skip
            base |= {"base": Fraction(2), "steps": steps}
        case form:
            kind = "share" if form == "shares" else "plain"
            base["parts"] = tuple(
                Part(draw(SHARES), draw(st.sampled_from(["gdp", "people", None])), kind, NOWHERE)
                for _ in range(draw(st.integers(1, 3)))
            )
            if draw(st.booleans()):
                base["cap"] = draw(SHARES)
                base["excess"] = draw(st.sampled_from(Excess))
            if draw(st.booleans()):
                base["rounding"] = draw(ROUNDINGS)
    return Weights("w", "Council", "", NOWHERE, **base)  # type: ignore[arg-type]  # drawn


ROUNDINGS = st.sampled_from(
    [
        *(Rounding(method, 20) for method in Method if method not in (Method.NEAREST, Method.DOWN)),
        Rounding(Method.WEBSTER, 20, 1),
        Rounding(Method.JEFFERSON, 20, 2),
        Rounding(Method.LARGEST_REMAINDER, 20, 1),
        Rounding(Method.NEAREST, None),
        Rounding(Method.DOWN, None, 1),
    ]
)
MEASURES: st.SearchStrategy[Measure] = st.one_of(
    st.builds(Heads, OF), st.builds(Votes, st.just("w"), OF), st.builds(Amounts, st.just("gdp"), OF)
)
SIMPLE: st.SearchStrategy[Amount] = st.one_of(st.builds(Share, SHARES), st.builds(Count, SMALL))
AMOUNTS: st.SearchStrategy[Amount] = st.one_of(
    SIMPLE,
    st.builds(Greater, st.tuples(SIMPLE, SIMPLE)),
    st.builds(Lesser, st.tuples(SIMPLE, SIMPLE)),
)
NAMES = st.sampled_from([("A",), ("Big",), ("A", "Small")])
PLAIN: st.SearchStrategy[Requirement] = st.one_of(
    st.builds(Threshold, MEASURES, AMOUNTS, st.booleans(), st.sampled_from(Base),
              st.just(NOWHERE)),
    st.builds(Quorum, MEASURES, AMOUNTS, st.booleans(), st.just(NOWHERE)),
    st.builds(Consent, NAMES, st.booleans(), st.just(NOWHERE)),
    st.builds(FewOpposed, MEASURES, AMOUNTS, st.just(NOWHERE)),
    st.builds(Consensus, st.just(NOWHERE)),
)  # fmt: skip
RULES: st.SearchStrategy[Requirement] = st.recursive(
    PLAIN,
    lambda parts: st.lists(parts, min_size=2, max_size=3).flatmap(
        lambda found: st.sampled_from([both(*found), either(*found)])
    ),
    max_leaves=4,
)


@st.composite
def drafts(draw: st.DrawFn) -> Institutions:
    body = draw(bodies())
    figures = {
        (quantity, seat.name): draw(SMALL) for quantity in ("gdp", "people") for seat in body.seats
    }
    parties = draw(st.sampled_from([0, 0, 1]))
    vote = Vote("v", "Council", draw(RULES), "", NOWHERE, parties, draw(st.booleans()))
    return Institutions(
        {"Council": body}, {"w": draw(weightings(body))}, {"v": vote}, {}, (), (), (), (), (),
        figures,
    )  # fmt: skip


def subsets(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    every = (combinations(names, size) for size in range(len(names) + 1))
    return list(chain.from_iterable(every))
