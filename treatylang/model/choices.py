"""Resolving choices: what of its weights and votes a draft leaves to be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatylang.model.context import Context
from treatylang.model.institutions import (
    AllOf,
    AnyOf,
    Choice,
    Requirement,
    Share,
    Threshold,
    Vote,
    Weights,
)
from treatylang.syntax import ast


def choice(
    context: Context,
    weights: Mapping[str, Weights],
    votes: Mapping[str, Vote],
    it: ast.ChooseSentence,
) -> Choice:
    """Resolve one sentence; raise Refused (reported) where there is no such thing to choose."""
    name = it.names[-1]
    low, high = it.low.value, it.high.value
    if not 0 < low < high <= 1:
        raise context.refuse(
            "TL114",
            "this is no range to choose from",
            it.low.place,
            "Give two shares of a whole, the smaller first: “between 15% and 20%”.",
        )
    if it.kind == "threshold":
        vote = votes.get(name.text)
        if vote is None:
            raise context.undefined("a vote", name.text, name.place, votes)
        if next(shares(vote.rule), None) is None:
            raise context.refuse(
                "TL114", f"{name.text} has no threshold that is a share", name.place
            )
        return Choice("threshold", name.text, None, low, high, it.place)
    found = weights.get(name.text)
    if found is None:
        raise context.undefined("weights", name.text, name.place, weights)
    if it.kind == "cap":
        if found.cap is None:
            raise context.refuse(
                "TL114", f"{name.text} has no cap", name.place, "Write one; it is where to begin."
            )
        return Choice("cap", name.text, None, low, high, it.place)
    quantity = it.names[0]
    if not any(part.quantity == quantity.text and part.form == "share" for part in found.parts):
        raise context.refuse(
            "TL114", f"{name.text} has no share of {quantity.text}", quantity.place
        )
    return Choice("share", name.text, quantity.text, low, high, it.place)


def shares(rule: Requirement) -> Iterator[Threshold]:
    """Yield the thresholds of a rule that are plain shares, in order."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from shares(part)
    elif isinstance(rule, Threshold) and isinstance(rule.amount, Share):
        yield rule
