"""Who stands for whom: the agents of a question, given the norms that it is about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from checker.scene import Roles
from treatylang.evaluate.application import dyadic
from treatylang.model.draft import DoAct, Draft, Norm

FIRST, SECOND = "P", "Q"
"""The arbitrary agent that acts, and the one on the other side."""


def is_single(draft: Draft, name: str) -> bool:
    """Whether a name means one agent: a State, or an organ of which there is one."""
    return name in draft.states or (name in draft.organs and draft.organs[name].of_each is None)


def cast(draft: Draft, norms: Iterable[Norm]) -> dict[str, Roles] | None:
    """Give each norm its bearer and other side, so that all are about the same agents.

    The acting side is P and the receiving side Q, unless a norm names a State or an organ there;
    None where two norms name different ones (they can never be about the same agents).
    """
    norms = list(norms)
    symbols = {FIRST: FIRST, SECOND: SECOND}
    for norm in norms:
        for side, name in _sides(norm):
            if name and is_single(draft, name):
                if symbols[side] not in (side, name):
                    return None
                symbols[side] = name
    if symbols[FIRST] == symbols[SECOND]:
        return None
    return _roles(norms, symbols)


def companies(draft: Draft, norms: Sequence[Norm]) -> list[list[Norm]]:
    """Return the largest groups of norms that can be about the same agents."""
    named: dict[str, set[str]] = {FIRST: set(), SECOND: set()}
    for norm in norms:
        for side, name in _sides(norm):
            if name and is_single(draft, name):
                named[side].add(name)
    found: list[list[Norm]] = []
    for first, second in itertools.product(*(sorted(names) or [""] for names in named.values())):
        who = {FIRST: first, SECOND: second}
        if first and first == second:
            continue
        group = [
            norm
            for norm in norms
            if all(not is_single(draft, name) or name == who[side] for side, name in _sides(norm))
        ]
        if group not in found:
            found.append(group)
    return found


def arbitrary(norms: Iterable[Norm]) -> dict[str, Roles]:
    """Give each norm its bearer and other side, none of them by name: who is bound by one of the
    norms need not be whom another one names."""
    return _roles(norms, {FIRST: FIRST, SECOND: SECOND})


def _roles(norms: Iterable[Norm], symbols: dict[str, str]) -> dict[str, Roles]:
    norms = list(norms)
    acts = [(norm, norm.content) for norm in norms if isinstance(norm.content, DoAct)]
    sides = {content.accepting for _, content in acts}
    two_sided = len(sides) > 1 or any(dyadic(norm) for norm, _ in acts)
    found = {}
    for norm in norms:
        accepting = isinstance(norm.content, DoAct) and norm.content.accepting
        own, other = (SECOND, FIRST) if accepting else (FIRST, SECOND)
        if dyadic(norm):
            found[norm.id] = Roles(symbols[own], symbols[other])
        else:
            found[norm.id] = Roles(symbols[own], across=symbols[other] if two_sided else "")
    return found


def _sides(norm: Norm) -> list[tuple[str, str]]:
    content = norm.content
    accepting = isinstance(content, DoAct) and content.accepting
    own, other = (SECOND, FIRST) if accepting else (FIRST, SECOND)
    named = content.other.name if isinstance(content, DoAct) and content.other else ""
    return [(own, norm.bearer), (other, named)]


def holders(draft: Draft, one: Norm, other: Norm) -> dict[str, Roles]:
    """Two different holders of competence."""
    first = one.bearer if is_single(draft, one.bearer) else FIRST
    second = other.bearer if is_single(draft, other.bearer) else SECOND
    return {one.id: Roles(first), other.id: Roles(second)}
