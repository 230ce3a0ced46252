"""Powers over clauses: the acts that suspend, resume or terminate them, and the events that the
exercise of a power brings about.

To "suspend delivery" is an act like any other; that it takes effect is an event, the "suspension of
delivery". Both are entered where a sentence first names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from treatylang.model.context import ANY_STATE, Context
from treatylang.model.draft import Act, DoAct, Event, Modality, Norm, Power, Survival
from treatylang.model.formula import (
    Breached,
    Did,
    Duration,
    EventDay,
    Formula,
    Happened,
    Limit,
    LimitForm,
    Moment,
    Window,
    conjuncts,
)
from treatylang.model.references import Labels
from treatylang.syntax import ast
from treatylang.syntax.source import NOWHERE, Place

NOUNS = {"suspend": "suspension", "resume": "resumption", "terminate": "termination"}
DONE = {"suspend": "suspended", "resume": "resumed", "terminate": "terminated"}
STATES = {done: verb for verb, done in DONE.items()}
VERBS = {noun: verb for verb, noun in NOUNS.items()}


def power(context: Context, labels: Labels, verb: str, target: ast.Target, article: str) -> Power:
    """Return the power to do this to the target; raise Refused (reported) for a target that there
    is not."""
    if target.name is not None:
        found = labels.find(target.name, article)
    else:
        found = _own_treaty(context, labels, article, target.place)
    name = f"{verb} {found}"
    if name not in context.powers:
        for each, noun in NOUNS.items():
            act, event = f"{each} {found}", f"{noun} of {found}"
            context.acts[act] = Act(
                act, act, "", ANY_STATE, None, {}, "", "", False, (), None, (), None, NOWHERE
            )  # fmt: skip
            context.events[event] = Event(event, None, event, NOWHERE)
            context.powers[act] = Power(act, each, found, event)
    return context.powers[name]


def named_event(context: Context, labels: Labels, expr: ast.NameExpr, article: str) -> str | None:
    """Return the event that "termination of sale" means; None for words that mean none such."""
    verb = VERBS.get(expr.name)
    if verb is None or expr.name in context.events:
        return None
    whom = expr.of
    if whom is None:
        targets = {item.target for item in context.powers.values() if item.act in context.granted}
        targets = {t for t in targets if f"{verb} {t}" in context.granted}
        if len(targets) != 1:
            raise context.refuse(
                "TL107",
                f"whose {expr.name} is meant is not said",
                expr.place,
                f"Write “{expr.name} of ...”: a clause, an article or “this treaty”.",
            )
        return context.powers[f"{verb} {targets.pop()}"].event
    word = ast.Word(whom.name, whom.place) if whom.kind == "name" else None
    if word is None and whom.kind != "this":
        raise context.refuse(
            "TL107", f"nobody's {expr.name} is known", whom.place,
            "Name a clause, an article or “this treaty”.",
        )  # fmt: skip
    return power(context, labels, verb, ast.Target(word, whom.place), article).event


def _own_treaty(context: Context, labels: Labels, article: str, place: Place) -> str:
    for name, articles in labels.instruments.items():
        if article in articles or (not article and len(labels.instruments) == 1):
            return name
    raise context.refuse("TL107", "which treaty “this treaty” is, is not said", place)


# --- what they reach ----------------------------------------------------------------------------


def reaching(
    powers: Mapping[str, Power],
    labels: Labels,
    norms: Mapping[str, Norm],
    survivals: Iterable[Survival],
) -> dict[str, Power]:
    """Return the powers with the norms that they reach.

    Out of reach of all are the powers themselves and what follows upon a breach (what has accrued
    stays, VCLT Art. 70(1)(b)); out of reach of suspension is what follows upon one, and of
    termination what is said to survive it.
    """
    found = {}
    granted = {
        norm.content.act
        for norm in norms.values()
        if isinstance(norm.content, DoAct) and norm.modality in (Modality.PERMISSION, Modality.DUTY)
    }
    for item in powers.values():
        kept = {
            clause
            for survival in survivals
            if item.verb == "terminate" and survival.target in ("", item.target)
            for clause in survival.clauses
        }
        ending = item.verb == "terminate"
        changes = [p for p in powers.values() if p.verb != "terminate"]
        reached = [
            norms[name]
            for name in labels.norms(ast.Word(item.target, NOWHERE))
            if name in norms
            and norms[name].clause not in kept
            and not _survives_by_nature(norms[name], powers)
            and (ending or not any(_follows(norms[name], change) for change in changes))
        ]
        found[item.act] = replace(
            item,
            granted=item.act in granted,
            norms=tuple(norm.id for norm in reached),
            following=tuple(norm.id for norm in reached if ending and _follows(norm, item)),
        )
    return found


def implied(powers: Mapping[str, Power], modality: Modality, acts: bool, said: Formula) -> Window:
    """Return the limits of time that follow from a condition on what is suspended or terminated.

    A norm that says something of each day ("no Seller shall deliver, if delivery is suspended")
    says it of the days on which that is so; a duty to act once is one in any event.
    """
    if modality is Modality.COMPETENCE or (acts and modality is Modality.DUTY):
        return ()
    found: list[Limit] = []
    for part in conjuncts(said):
        power = next(
            (p for p in powers.values() if isinstance(part, Happened) and p.event == part.event),
            None,
        )
        if power is None or power.verb == "resume":
            continue
        begins = Moment(EventDay(power.event, None), Duration(1))
        found.append(Limit(LimitForm.IMPLIED, begins, None, False, part.place))
        if power.verb == "suspend":
            back = powers[f"resume {power.target}"].event
            ends = Moment(EventDay(back, None), Duration(-1))
            found.append(Limit(LimitForm.IMPLIED, None, ends, False, part.place))
    return tuple(found)


def _follows(norm: Norm, power: Power) -> bool:
    """Tell whether the norm applies only once the power has been exercised."""
    anchors = [limit.earliest.anchor for limit in norm.window if limit.needs and limit.earliest]
    if EventDay(power.event, None) in anchors:
        return True
    return any(
        (isinstance(part, Happened) and part.event == power.event)
        or (isinstance(part, Did) and part.act == power.act)
        for condition in norm.conditions
        for part in conjuncts(condition.formula)
    )


def _survives_by_nature(norm: Norm, powers: Mapping[str, Power]) -> bool:
    own = norm.content.act in powers if isinstance(norm.content, DoAct) else False
    return own or any(
        isinstance(part, Breached)
        for condition in norm.conditions
        for part in conjuncts(condition.formula)
    )
