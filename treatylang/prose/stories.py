"""Sentences of a concrete scenario, for witnesses: who did what, when, and what was due.

``names`` gives agents their names in the story, by ``Agent.name``: ``{"@bearer": "P",
"@other": "Q"}``. Declared States and organs have theirs from the draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from treatylang.model.draft import DoAct, Draft, Modality
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    Bound,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Formula,
    NumberBound,
    Op,
    Party,
    Term,
    Window,
)
from treatylang.model.formula import Number as Constant
from treatylang.model.powers import NOUNS
from treatylang.prose import formulas
from treatylang.prose.formulas import NAMED, act_words, event_phrase, is_made, member
from treatylang.prose.morphology import a_or_an, inflect_phrase, is_plural, with_the
from treatylang.prose.norms import content_words
from treatylang.prose.numbers import amount, calendar
from treatylang.prose.terms import quantity_phrase, term
from treatylang.prose.voice import Name, Voice, class_name
from treatylang.prose.windows import Trigger, window

Names = Mapping[str, str]
_NOBODY: Names = {}
_OF_POWERS = tuple(f"the {noun} of " for noun in NOUNS.values())
_MUST = {
    Modality.DUTY: "must", Modality.PROHIBITION: "must not", Modality.PERMISSION: "may",
    Modality.EXEMPTION: "need not",
}  # fmt: skip


def formula(draft: Draft, item: Formula, names: Names = _NOBODY) -> str:
    """Return a formula as a clause: "P is a Frontier Party"."""
    return formulas.formula(_voice(draft, names), item)


def state_of_affairs(draft: Draft, item: Formula, names: Names = _NOBODY) -> str:
    """Return a formula as a whole sentence, with its capital and its full stop."""
    return sentence_case(formula(draft, item, names))


def past_act(
    draft: Draft,
    act: str,
    agent: str,
    attributes: Mapping[str, Fraction | str] | None = None,
    day: int | date | None = None,
    other: str | None = None,
    accepting: bool = False,
) -> str:
    """Return "P conducts a training run with training compute of 10²⁵ ... on day 10".

    Attributes are in base units. Where ``accepting``, ``agent`` is the receiving side.
    """
    told = _instance(draft, act, attributes or {}, other, accepting, "third")
    return _on(draft, f"{_called(draft, agent)} {told}", day)


def undone_act(
    draft: Draft,
    act: str,
    agent: str,
    attributes: Mapping[str, Fraction | str] | None = None,
    other: str | None = None,
    accepting: bool = False,
) -> str:
    """Return "P does not conduct a training run ..."."""
    told = _instance(draft, act, attributes or {}, other, accepting, "base")
    return f"{_called(draft, agent)} does not {told}"


def norm_in_force(draft: Draft, norm: str, names: Names = _NOBODY, timed: bool = True) -> str:
    """Return what a norm asks of its bearer: "P must notify the Authority within thirty days"."""
    item = draft.norms[norm]
    if item.bearer in draft.classes:
        names = {BEARER.name: a_or_an(class_name(draft, item.bearer)), **names}
    else:
        names = {**names, BEARER.name: item.bearer}
    voice = _voice(draft, names)
    content = item.content
    if isinstance(content, DoAct) and content.other is not None and OTHER.name in names:
        item = replace(item, content=replace(content, other=Party("", article=NAMED)))
    bearer, must = _called(draft, names[BEARER.name]), _MUST.get(item.modality, "")
    words = content_words(voice, item, timed=timed)
    if item.modality is Modality.COMPETENCE:
        return f"{bearer} {inflect_phrase(words, form='third')}"
    return f"{bearer} {must} {words}"


def act_with_bounds(
    draft: Draft,
    act: str,
    bounds: tuple[Bound, ...] = (),
    other: Party | None = None,
    accepting: bool = False,
    names: Names = _NOBODY,
    form: str = "base",
) -> str:
    """Return an act in words; ``form``: "base", "past" (participle), "third" or "gerund"."""
    return act_words(_voice(draft, names), draft.acts[act], bounds, other, accepting, form)


def membership(draft: Draft, agent: str, name: str, holds: bool = True) -> str:
    """Return "P is a Frontier Party"."""
    is_ = "is" if holds else "is not"
    return f"{_called(draft, agent)} {is_} {member(_voice(draft, _NOBODY), name)}"


def quantity_is(draft: Draft, name: str, of: str | None, value: Fraction) -> str:
    """Return "P’s aggregate capacity is 10²⁰ floating-point operations per second"."""
    voice = _voice(draft, _NOBODY)
    phrase = quantity_phrase(voice, name)
    subject = with_the(phrase) if of is None else voice.of(Agent(of), phrase)
    are = "are" if is_plural(phrase) else "is"
    return f"{subject} {are} {amount(draft, value, draft.quantities[name].unit)}"


def attribute_is(draft: Draft, act: str, attribute: str, value: Fraction | str) -> str:
    """Return "the training compute of the training run is 10²⁵ ...", for the act at issue."""
    if isinstance(value, str):
        return formula(draft, CaseChoice(act, attribute, value))
    unit = draft.acts[act].attributes[attribute].unit
    case = CaseAttribute(act, attribute, unit)
    return formula(draft, Compare(case, Op.EQ, Constant(value, unit)))


def event_happens(
    draft: Draft, event: str, of: str | None = None, day: int | date | None = None
) -> str:
    """Return "the request for an inspection in respect of P occurs on day 5"."""
    phrase = event_phrase(_voice(draft, _NOBODY), event, Agent(of) if of else None)
    return _on(draft, f"{phrase} {_occurs(phrase)}", day)


def event_never_happens(draft: Draft, event: str, of: str | None = None) -> str:
    """Return "the request for an inspection never occurs"."""
    phrase = event_phrase(_voice(draft, _NOBODY), event, Agent(of) if of else None)
    occurs = _occurs(phrase)
    first, _, rest = occurs.partition(" ")
    return f"{phrase} {first} never {rest}" if rest else f"{phrase} never {occurs}"


def day_words(draft: Draft, day: int | date) -> str:
    """Return "day 10", with its date where the draft has one for its entry into force."""
    if isinstance(day, date):
        return calendar(day)
    first = next((i.in_force_on for i in draft.instruments.values() if i.in_force_on), None)
    try:
        return f"day {day}" + (f" ({calendar(first + timedelta(days=day))})" if first else "")
    except OverflowError:
        return f"day {day}"


def term_words(draft: Draft, item: Term, names: Names = _NOBODY) -> str:
    """Return a term as a noun phrase: "P’s stockpile of accelerators"."""
    return term(_voice(draft, names), item)


def window_words(
    draft: Draft, limits: Window, trigger: Trigger | None = None, names: Names = _NOBODY
) -> str:
    """Return a window: "within thirty days thereafter"."""
    return window(_voice(draft, names), limits, trigger)


def sentence_case(words: str) -> str:
    """Return the words with a capital at their start and a full stop at their end."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?', ':')) else '.'}"


def _instance(
    draft: Draft,
    act: str,
    attributes: Mapping[str, Fraction | str],
    other: str | None,
    accepting: bool,
    form: str,
) -> str:
    declared = draft.acts[act]
    bounds = tuple(_exactly(draft, act, name, value) for name, value in attributes.items())
    if other is None:
        return act_words(_voice(draft, _NOBODY), declared, bounds, None, accepting, form)
    side = Party("", article=NAMED)
    voice = _voice(draft, {OTHER.name: other})
    return act_words(voice, declared, bounds, side, accepting, form)


def _exactly(draft: Draft, act: str, name: str, value: Fraction | str) -> Bound:
    if isinstance(value, str):
        return ChoiceBound(name, True, value)
    return NumberBound(name, Op.EQ, Constant(value, draft.acts[act].attributes[name].unit))


def _voice(draft: Draft, names: Names) -> Voice:
    words = {agent: _called(draft, name) for agent, name in names.items()}
    return Voice(draft, {agent: Name(name, name) for agent, name in words.items()})


def _called(draft: Draft, name: str) -> str:
    return Voice(draft).subject(Agent(name)) if name not in draft.classes else name


def _occurs(phrase: str) -> str:
    if phrase.startswith(_OF_POWERS):
        return "takes effect"
    if is_made(phrase):
        return "are made" if is_plural(phrase) else "is made"
    return "occur" if is_plural(phrase) else "occurs"


def _on(draft: Draft, told: str, day: int | date | None) -> str:
    if day is None:
        return told
    comma = "," if ", the " in told else ""
    return f"{told}{comma} on {day_words(draft, day)}"
