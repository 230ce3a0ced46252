"""What a formula is made of, for whoever puts it into words, in any language."""

from __future__ import annotations

from typing import TypeGuard

from treatylang.model.draft import Draft
from treatylang.model.formula import (
    OTHER,
    Agent,
    And,
    Breached,
    CaseAttribute,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
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
