"""Small drafts built by hand, so that the evaluator is tested apart from the parser."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from treatylang.model.draft import (
    Act,
    AgentClass,
    Attribute,
    Condition,
    Content,
    DoAct,
    Draft,
    Event,
    Fact,
    Keep,
    Matter,
    Modality,
    Norm,
    Organ,
    Precedence,
    PrecedenceKind,
    Quantity,
    State,
)
from treatylang.model.formula import (
    BEARER,
    Bound,
    ChoiceBound,
    Did,
    Duration,
    Formula,
    Limit,
    LimitForm,
    Moment,
    Number,
    NumberBound,
    Op,
    Party,
    RecordDay,
)
from treatylang.model.units import PURE
from treatylang.syntax.source import NOWHERE

OPS = {op.value: op for op in Op}


def bound(text: str) -> Bound:
    """Read "compute <= 5" or "purpose = civil"."""
    name, op, value = text.split()
    if value[0].isalpha():
        return ChoiceBound(name, op == "=", value)
    return NumberBound(name, OPS[op], Number(Fraction(value)))


def bounds(*texts: str) -> tuple[Bound, ...]:
    return tuple(map(bound, texts))


def act(
    name: str,
    *numbers: str,
    other: str | None = None,
    accept: str = "",
    once: bool = False,
    excludes: tuple[str, ...] = (),
    whole: bool = False,
    **choices: tuple[str, ...],
) -> Act:
    attributes = {n: Attribute(n, n, PURE, (), whole) for n in numbers}
    attributes |= {n: Attribute(n, n, PURE, options) for n, options in choices.items()}
    return Act(
        name, name, "", "Party", other, attributes, accept, accept, once, excludes,
        None, (), None, NOWHERE,
    )  # fmt: skip


def do(name: str, *texts: str, other: Party | None = None, accepting: bool = False) -> DoAct:
    return DoAct(name, bounds(*texts), other, accepting)


def did(name: str, *texts: str, record: str = "r") -> Did:
    return Did(BEARER, name, bounds(*texts), record)


def keep(quantity: str, *texts: str) -> Keep:
    parts = (text.split() for text in texts)
    return Keep(quantity, tuple((OPS[op], Number(Fraction(value))) for op, value in parts))


def within(days: int, anchor: Any) -> tuple[Limit, ...]:
    """Return the window "within N days after" the anchor."""
    latest = Moment(anchor, Duration(days))
    return (Limit(LimitForm.WITHIN_AFTER, Moment(anchor), latest, True),)


def between(first: int, last: int | None, anchor: Any) -> tuple[Limit, ...]:
    latest = None if last is None else Moment(anchor, Duration(last))
    return (Limit(LimitForm.FROM, Moment(anchor, Duration(first)), latest, True),)


def thereafter(days: int, record: str = "r") -> tuple[Limit, ...]:
    return within(days, RecordDay(record))


def norm(
    name: str,
    modality: Modality,
    content: Content,
    *conditions: Formula,
    bearer: str = "Party",
    unless: Iterable[Formula] = (),
    window: tuple[Limit, ...] = (),
    carve_outs: tuple[str, ...] = (),
) -> Norm:
    return Norm(
        name, name, modality, bearer, "each", content,
        tuple(Condition("if", formula, NOWHERE) for formula in conditions),
        tuple(Condition("unless", formula, NOWHERE) for formula in unless),
        window, None, carve_outs, NOWHERE,
    )  # fmt: skip


def duty(name: str, content: Content, *conditions: Formula, **more: Any) -> Norm:
    return norm(name, Modality.DUTY, content, *conditions, **more)


def ban(name: str, content: Content, *conditions: Formula, **more: Any) -> Norm:
    return norm(name, Modality.PROHIBITION, content, *conditions, **more)


def may(name: str, content: Content, *conditions: Formula, **more: Any) -> Norm:
    return norm(name, Modality.PERMISSION, content, *conditions, **more)


def need_not(name: str, content: Content, *conditions: Formula, **more: Any) -> Norm:
    return norm(name, Modality.EXEMPTION, content, *conditions, **more)


def prevails(winner: str, loser: str) -> Precedence:
    return Precedence(winner, loser, PrecedenceKind.NOTWITHSTANDING, NOWHERE, loser)


def agent_class(name: str, parent: str | None = None, where: Formula | None = None) -> AgentClass:
    return AgentClass(name, name, name, parent, where, NOWHERE)


def quantity(name: str, *, controlled: bool = False, whole: bool = False) -> Quantity:
    return Quantity(name, "Party", PURE, name, controlled, whole, NOWHERE)


def matter(name: str, **more: Any) -> Matter:
    given = {"reaches": (), "achieved": (), "uniform": None, "listed": False} | more
    return Matter(name, name, "", place=NOWHERE, **given)


def draft(*items: Any, **more: Any) -> Draft:
    """Put together a draft from its parts, sorted into their mappings; "Party" is declared."""

    def of(kind: type) -> dict[str, Any]:
        return {item.name: item for item in items if isinstance(item, kind)}

    given: dict[str, Any] = {
        "root": "", "sources": {}, "instruments": {}, "recitals": (), "levels": (), "units": {},
        "classes": {"Party": agent_class("Party"), **of(AgentClass)},
        "states": of(State), "organs": of(Organ), "quantities": of(Quantity), "facts": of(Fact),
        "events": of(Event), "acts": of(Act), "matters": of(Matter), "assumptions": (),
        "articles": {}, "clauses": {},
        "norms": {item.id: item for item in items if isinstance(item, Norm)},
        "precedence": tuple(item for item in items if isinstance(item, Precedence)),
        "references": (), "principles": (), "covers": (), "verified": (), "simultaneous": (),
        "scenarios": {},
    }  # fmt: skip
    return Draft(**(given | more))
