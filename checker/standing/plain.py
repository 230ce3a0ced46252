"""The prefilter: norms whose parts say nothing about one another need no solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.background import assumption_names
from treatylang.model.draft import DoAct, Draft, Norm
from treatylang.model.formula import (
    And,
    BreachDay,
    Breached,
    CaseAttribute,
    CaseChoice,
    Compare,
    Did,
    EventDay,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    NumberBound,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)

Topic = tuple[str, str]
"""What can be so or otherwise: ("fact", name), ("quantity", name), ("event", name), ("act", name),
("case", name), ("breach", norm), ("class", name), ("date", ""), ("tangle", "")."""

TANGLE: Topic = ("tangle", "")
"""Marks what has to be asked: a comparison that may be decided by itself."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the background of a draft speaks of, so that it may decide it."""

    topics: frozenset[Topic]
    open_classes: frozenset[str]
    """Classes of which nothing follows but membership of classes like them."""


def known(draft: Draft) -> Known:
    """Read the background once."""
    found: set[Topic] = set()
    for assumption in draft.assumptions:
        found |= {name for name in assumption_names(assumption) if name[0] != "agent"}
        if assumption.about is not None:
            found.add(("class", assumption.about))
        if assumption.formula is not None:
            found |= set(topics(assumption.formula))
    for item in draft.classes.values():
        if item.where is not None:
            found |= {("class", item.name), *topics(item.where)}
    for state in draft.states.values():
        found |= {("class", name) for name in (state.name, *state.classes)}

    def is_open(name: str) -> bool:
        parent = draft.classes[name].parent
        return ("class", name) not in found and (parent is None or is_open(parent))

    return Known(frozenset(found), frozenset(name for name in draft.classes if is_open(name)))


def unentangled(draft: Draft, norm: Norm, background: Known) -> bool:
    """Whether the parts of the norm can each hold and fail, whatever the others do.

    Then it is not dead, and no part of it holds anyway. True is certain.
    """
    if norm.carve_outs or norm.bearer in draft.states or draft.powers:
        return False
    if norm.bearer in draft.classes and norm.bearer not in background.open_classes:
        return False
    found = Counter(said(norm))
    if any(count > 1 for count in found.values()):
        return False
    return not (found.keys() & background.topics) and TANGLE not in found


def said(norm: Norm) -> Iterator[Topic]:
    content = norm.content
    if isinstance(content, DoAct) and content.other is not None:
        yield TANGLE
    for part in (*norm.conditions, *norm.exceptions):
        yield from topics(part.formula)
    for limit in norm.window:
        moments = [moment for moment in (limit.earliest, limit.latest) if moment is not None]
        anchors = {moment.anchor for moment in moments}
        if not isinstance(norm.trigger, EventDay):
            anchors.discard(norm.trigger)
        for anchor in anchors:
            match anchor:
                case date():
                    yield ("date", "")
                case EventDay(event, _) if event != "entry_into_force":
                    yield ("event", event)
                case BreachDay(breached, _):
                    yield ("breach", breached)
        if any(moment.offset.count < 0 for moment in moments):
            yield TANGLE
    if any(isinstance(m.anchor, date) for w in norm.window for m in (w.latest,) if m is not None):
        # A date may lie before the entry into force.
        yield TANGLE


def topics(formula: Formula) -> Iterator[Topic]:
    """Yield what the formula speaks of, once for each time that it does."""
    match formula:
        case Truth():
            yield TANGLE
        case FactHolds(name, _):
            yield ("fact", name)
        case Compare(left, _, right):
            named = [*term_topics(left), *term_topics(right)]
            yield from named
            simple = isinstance(left, Number) or isinstance(right, Number)
            if len(named) != 1 or not simple:
                yield TANGLE
        case CaseChoice(act, attribute, _):
            yield ("case", f"{act}.{attribute}")
        case IsMember(_, name):
            yield ("class", name)
            yield TANGLE
        case Did():
            yield ("act", formula.act)
            attributes = [bound.attribute for bound in formula.bounds]
            constant = all(
                isinstance(b.term, Number) for b in formula.bounds if isinstance(b, NumberBound)
            )
            if len(set(attributes)) < len(attributes) or not constant or formula.other:
                yield TANGLE
        case Breached(norm, _):
            # Whether a norm can be breached at all is not for this norm to say.
            yield ("breach", norm)
            yield TANGLE
        case Happened(event, _):
            yield ("event", event)
        case Not(part):
            yield from topics(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from topics(part)


def term_topics(term: Term) -> Iterator[Topic]:
    match term:
        case QuantityOf(name, _, _):
            yield ("quantity", name)
        case CaseAttribute(act, attribute, _):
            yield ("case", f"{act}.{attribute}")
        case Sum(terms):
            for part in terms:
                yield from term_topics(part)
        case Scaled(_, inner):
            yield from term_topics(inner)
