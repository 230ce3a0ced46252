"""Weights of votes in words: lists, formulas, steps, caps and rounding."""

from __future__ import annotations

from fractions import Fraction

from treatylang.model.institutions import Method, Part, Step, Weights
from treatylang.prose.language import Told
from treatylang.prose.lists import series
from treatylang.prose.numbers import amount, cardinal, fraction_of, number, share
from treatylang.prose.templates import final
from treatylang.prose.voice import Voice, agent_name, class_name
from treatylang.prose.votes import Ballots

_METHODS = {
    Method.LARGEST_REMAINDER: "largest remainders", Method.WEBSTER: "Webster (Sainte-Laguë)",
    Method.JEFFERSON: "Jefferson (D’Hondt)", Method.ADAMS: "Adams", Method.HILL: "Huntington-Hill",
}  # fmt: skip


def weights_words(voice: Voice, item: Weights) -> Told:
    """Return who has how many votes."""
    ballots = Ballots(voice, voice.draft.institutions.bodies[item.body])
    member, members = ballots.members(plural=False), ballots.members()
    if item.literal is not None:
        return Told(final("weights_listed", item.phrase), _listed(voice, item.literal, members))
    after: list[str] = []
    if item.steps:
        text = final("weights_steps", item.phrase, member, _votes(item.base))
        after += [_step(voice, step, member) for step in item.steps]
    elif item.parts[0].form == "share":
        text = final("weights_shares", item.phrase, members, _shares(voice, item.parts, members))
    else:
        text = final("weights_sum", item.phrase, member, _sum(voice, item.parts))
    if item.cap is not None:
        after.append(final("cap", member, members, share(item.cap), item.excess.name))
    if item.rounding is not None:
        rounding = item.rounding
        method = _METHODS.get(rounding.method, rounding.method.value)
        total = number(Fraction(rounding.total)) if rounding.total is not None else ""
        least = cardinal(rounding.at_least) if rounding.at_least else ""
        after.append(final("rounding", method, total, member, least))
    return Told(text, after=tuple(after))


def _votes(count: Fraction) -> str:
    if count == Fraction(1, 2):
        return "half a vote"
    if not count:
        return "no vote"
    words = cardinal(int(count)) if count.denominator == 1 else number(count)
    return f"{words} {'vote' if count == 1 else 'votes'}"


def _listed(voice: Voice, literal: object, members: str) -> tuple[str, ...]:
    assert hasattr(literal, "items")
    draft = voice.draft
    told = []
    for name, count in literal.items():
        if not name:
            who = f"each of the other {members}"
        elif name in draft.classes:
            who = f"each of the {class_name(draft, name, plural=True)}"
        else:
            who = agent_name(draft, name)
        told.append(f"{who}: {_votes(count)}")
    return tuple(told)


def _shares(voice: Voice, parts: tuple[Part, ...], members: str) -> str:
    told = []
    for at, part in enumerate(parts):
        how = "equally"
        if part.quantity is not None:
            phrase = voice.draft.quantities[part.quantity].phrase
            how = f"in proportion to their {phrase}"
        first = f" shall be distributed among the {members}" if not at else ""
        told.append(f"{share(part.factor) if part.factor != 1 else 'all'}{first} {how}")
    return series(told)


def _sum(voice: Voice, parts: tuple[Part, ...]) -> str:
    told = ""
    for part in parts:
        factor = abs(part.factor)
        if part.quantity is None:
            words = number(factor)
        else:
            phrase = voice.draft.quantities[part.quantity].phrase
            words = f"the square root of its {phrase}" if part.form == "root" else f"its {phrase}"
            words = words if factor == 1 else f"{fraction_of(factor)} {words}"
        sign = "minus" if part.factor < 0 else "plus"
        told += f" {sign} {words}" if told else (f"minus {words}" if part.factor < 0 else words)
    return told


def _step(voice: Voice, step: Step, member: str) -> str:
    quantity = voice.draft.quantities[step.quantity]
    above = amount(voice.draft, step.above, quantity.unit)
    word = "more than" if step.strict else "at least"
    return f"A {member} whose {quantity.phrase} is {word} {above} shall have {_votes(step.votes)}."
