"""What is suspended or terminated without anybody's act: "delivery is suspended if ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from treatylang.model.conditions import Conditions
from treatylang.model.context import Context
from treatylang.model.draft import Condition, DoAct, Norm, Survival
from treatylang.model.powers import STATES, power, reaching
from treatylang.model.references import Labels
from treatylang.model.soundness import breaches
from treatylang.syntax import ast


def stopped(
    context: Context,
    labels: Labels,
    declaration: ast.Declaration,
    current: str,
    norms: Mapping[str, Norm],
    survivals: Iterable[Survival],
    number: int,
) -> Iterator[tuple[str, Norm]]:
    """Yield the norms that "X is suspended if ..." (or "is terminated if") reaches, each with this
    as one more exception; ``number`` tells several such sentences apart.

    A norm is not stopped by its own breach, which frees from it anyway.
    """
    target, state, expr = declaration.values
    assert isinstance(target, ast.Target) and isinstance(state, ast.Word)
    if STATES.get(state.text, "resume") == "resume":
        raise context.refuse(
            "TL107",
            f"what a clause can be by itself is suspended or terminated, not “{state.text}”",
            state.place,
            "Write “... is suspended if ...”.",
        )
    article = next(iter(labels.instruments.get(current, ())), "")
    found = power(context, labels, STATES[state.text], target, article)
    reached = reaching({found.act: found}, labels, norms, survivals)[found.act].norms
    for name in reached:
        norm = norms[name]
        own = norm.content.act if isinstance(norm.content, DoAct) else ""
        owner = f"{name} stopped {number}"
        conditions = Conditions(context, labels, owner, article, own, norm.bearer)
        formula = conditions.formula(ast.as_expr(expr))
        if not any(breach.norm == name for breach in breaches(formula)):
            part = Condition("unless", formula, declaration.place)
            yield name, replace(norm, exceptions=(*norm.exceptions, part))
