"""What a formula, a sum or a time is made of, for whoever puts it into words, in any language."""

from __future__ import annotations

from typing import TypeGuard

from treatylang.model.draft import Draft, Instrument
from treatylang.model.formula import (
    OTHER,
    Agent,
    And,
    Breached,
    CaseAttribute,
    Compare,
    Did,
    Duration,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Limit,
    LimitForm,
    Moment,
    Not,
    Number,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)

_MANY = 4


def pushed(item: Formula) -> Formula:
    """Return the formula with its negations at the elementary statements, nested lists merged."""
    match item:
        case Not(Not(inner)):
            return pushed(inner)
        case Not(Truth(value)):
            return Truth(not value)
        case Not(Compare(left, op, right)):
            return Compare(left, op.negated, right)
        case Not(And(parts)):
            return pushed(Or(tuple(Not(part) for part in parts)))
        case Not(Or(parts)):
            return pushed(And(tuple(Not(part) for part in parts)))
        case And(parts) | Or(parts):
            kind = type(item)
            merged: list[Formula] = []
            for part in map(pushed, parts):
                merged += part.parts if isinstance(part, kind) else [part]
            return merged[0] if len(merged) == 1 else kind(tuple(merged))
    return item


def is_list(item: Formula) -> TypeGuard[And | Or]:
    """Tell whether a formula is told in parts; the breach of several norms is told as one."""
    if not isinstance(item, And | Or):
        return False
    breaches = [breached(part) for part in item.parts]
    alike = len({breach.agent if breach else None for breach in breaches}) == 1
    same_sign = all(isinstance(part, Not) == isinstance(item, And) for part in item.parts)
    return not (all(breaches) and alike and same_sign)


def breached(item: Formula) -> Breached | None:
    """Return the breach that a statement tells of or denies, if it does."""
    inner = item.part if isinstance(item, Not) else item
    return inner if isinstance(inner, Breached) else None


def takes_points(item: Formula) -> TypeGuard[And | Or]:
    """Tell whether one clause would tell a formula badly, so that it is broken into points."""
    item = pushed(item)
    if not is_list(item):
        return False
    return len(item.parts) >= _MANY or any(is_list(part) for part in item.parts)


def agents(item: Formula) -> tuple[Agent, ...]:
    """Return the agents that a formula speaks of, each once."""
    return tuple(dict.fromkeys(_agents(item)))


def speaks_of(item: Formula, agent: Agent) -> bool:
    """Tell whether a formula speaks of the agent."""
    return agent in agents(item)


def excluded_class(item: Formula, agent: Agent) -> str:
    """Return the class (organ, State) that the agent is said not to be, if that is all."""
    item = pushed(item)
    if isinstance(item, Not) and isinstance(item.part, IsMember) and item.part.agent == agent:
        return item.part.name
    return ""


def is_bilateral(draft: Draft, treaty: Instrument) -> bool:
    """Tell whether a treaty has two parties, both of them declared States."""
    if not treaty.parties:
        return len(draft.states) == 2
    return (
        sum(
            any(is_kind_of(draft, name, treaty.parties) for name in state.classes)
            for state in draft.states.values()
        )
        == 2
    )


def is_kind_of(draft: Draft, name: str, kind: str) -> bool:
    """Tell whether members of a class are members of the other, which makes two of them alike."""
    seen: set[str] = set()
    while name not in seen and name in draft.classes:
        if name == kind:
            return True
        seen.add(name)
        name = draft.classes[name].parent or ""
    return False


def _agents(item: Formula) -> list[Agent]:
    match item:
        case Not(part):
            return _agents(part)
        case And(parts) | Or(parts):
            return [agent for part in parts for agent in _agents(part)]
        case Compare(left, _, right):
            return [*_holders(left), *_holders(right)]
        case IsMember(agent, _) | Breached(_, agent):
            return [agent]
        case Did():
            met = [OTHER] if item.other is not None else []
            return [item.agent, *met]
        case FactHolds(_, of) | Happened(_, of):
            return [of] if of else []
    return []


def _holders(item: Term) -> list[Agent]:
    match item:
        case QuantityOf(_, of, _):
            return [of] if of else []
        case Scaled(_, inner):
            return _holders(inner)
        case Sum(terms):
            return [agent for part in terms for agent in _holders(part)]
        case Number() | CaseAttribute():
            return []


def is_taken_away(part: Term) -> bool:
    """Tell whether a summand is told as taken away from the others."""
    return (isinstance(part, Scaled) and part.factor < 0) or (
        isinstance(part, Number) and part.value < 0
    )


def opposite(part: Term) -> Term:
    """Return a summand with its sign changed."""
    match part:
        case Scaled(factor, inner, unit):
            return inner if factor == -1 and not unit.dimensions else Scaled(-factor, inner, unit)
        case Number(value, unit):
            return Number(-value, unit)
    return part


def span(first: Moment, last: Moment) -> Duration:
    """Return how long it is from one moment to another with the same anchor."""
    if not first.offset.count:
        return last.offset
    if not last.offset.count:
        return first.offset
    return Duration(last.offset.count - first.offset.count, last.offset.unit)


def shifted(day: Moment, by: int) -> Moment:
    """Undo the one day by which "after" and "before" leave out the day itself."""
    if day.offset.unit != "day":
        return day
    return Moment(day.anchor, Duration(day.offset.count + by))


def told_by(limit: Limit) -> tuple[Duration | None, Moment | None]:
    """Return what a limit of time is told by: how long it is, where its form says that, and the day
    that it hangs on. "after" and "before" leave out the day that they name."""
    first, last, form = limit.earliest, limit.latest, limit.form
    match form, first, last:
        case LimitForm.WITHIN_AFTER | LimitForm.FOR_FROM, Moment(), Moment():
            return span(first, last), first
        case LimitForm.WITHIN_BEFORE, Moment(), Moment():
            return span(first, last), last
        case LimitForm.NOT_BEFORE, Moment(), _:
            return first.offset, Moment(first.anchor)
        case LimitForm.AT_LEAST_BEFORE, _, Moment():
            return last.offset, Moment(last.anchor)
        case LimitForm.AFTER, Moment(), _:
            return None, shifted(first, -1)
        case LimitForm.BEFORE, _, Moment():
            return None, shifted(last, 1)
        case ((LimitForm.FROM | LimitForm.WHILE), _, _):
            return None, first
    return None, last
