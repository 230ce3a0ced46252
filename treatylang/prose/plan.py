"""Where each condition of a norm stands in its sentence: the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from treatylang.model.draft import Condition, DoAct, Draft, Modality, Norm
from treatylang.model.formula import BEARER, OTHER, And, Breached, Did, Formula, IsMember, Not, Or
from treatylang.prose.structure import excluded_class, speaks_of, takes_points


@dataclass(frozen=True, slots=True)
class Parts:
    """A norm's conditions by the place they take in the sentence."""

    lead: tuple[Condition, ...]
    in_subject: tuple[Formula, ...]
    excluded: str
    """The class that "other than" takes out of the subject."""
    trailing: tuple[Condition, ...]
    pointed: Condition | None
    """The condition that is broken into points; it stands last."""
    of_subject: tuple[Condition, ...] = ()
    """Conditions of the subject that stand right behind it, in a language that puts them there."""

    @property
    def lead_meets_bearer(self) -> bool:
        return any(speaks_of(part.formula, BEARER) for part in self.lead)

    @property
    def lead_meets_other(self) -> bool:
        return any(speaks_of(part.formula, OTHER) for part in self.lead)

    @staticmethod
    def of(draft: Draft, norm: Norm) -> Parts:
        one = not names_a_class(draft, norm) and not holders_of(draft, norm)
        conditions = [_of_one(part) if one else part for part in norm.conditions]
        in_subject = [part.formula for part in conditions if part.word == "that"]
        lead: list[Condition] = []
        trailing: list[Condition] = []
        excluded = ""
        leading = [part.formula for part in conditions if part.leading]
        free = names_a_class(draft, norm) and not any(speaks_of(f, BEARER) for f in leading)
        for part in (*conditions, *norm.exceptions):
            if part.word == "that":
                continue
            is_class = isinstance(part.formula, IsMember) and part.formula.agent == BEARER
            if part.word == "unless" and is_class and free and not excluded:
                assert isinstance(part.formula, IsMember)
                excluded = part.formula.name
            elif not takes_points(part.formula) and _goes_first(norm, part):
                lead.append(part)
            else:
                trailing.append(part)
        if len(in_subject) == 1 and not excluded and (out := excluded_class(in_subject[0], BEARER)):
            excluded, in_subject = out, []
        if excluded and in_subject:
            in_subject.append(Not(IsMember(BEARER, excluded)))
            excluded = ""
        pointed = next((part for part in trailing if takes_points(part.formula)), None)
        if pointed is not None:
            trailing.remove(pointed)
        return Parts(tuple(lead), tuple(in_subject), excluded, tuple(trailing), pointed)


def _of_one(part: Condition) -> Condition:
    """Turn what picks out some of a class into a condition: one alone is not picked out."""
    return replace(part, word="where", leading=True) if part.word == "that" else part


def _goes_first(norm: Norm, part: Condition) -> bool:
    """Circumstances of the world go first; what is said of the Party follows it."""
    if part.leading:
        return True
    if part.word in {"unless", "provided that"} or norm.modality is Modality.COMPETENCE:
        return False
    return not speaks_of(part.formula, BEARER) and not speaks_of(part.formula, OTHER)


def names_a_class(draft: Draft, norm: Norm) -> bool:
    """Tell whether the bearer is any member of a class, and not one alone."""
    return norm.bearer in draft.classes


def nobody(draft: Draft, norm: Norm, parts: Parts) -> bool:
    """Tell whether the denial is in the subject ("No Party shall").

    Of one alone it is in the verb ("The Authority shall not").
    """
    no = norm.determiner.lower() == "no" and norm.modality is Modality.PROHIBITION
    several = names_a_class(draft, norm) or bool(holders_of(draft, norm))
    return no and several and not parts.lead_meets_bearer


def holders_of(draft: Draft, norm: Norm) -> str:
    """Return the class each member of which has an organ that is the bearer; else ""."""
    organ = draft.organs.get(norm.bearer)
    return (organ.of_each or "") if organ else ""


def other_class(draft: Draft, norm: Norm) -> str:
    """Return the class of the other side; "" where it can be anybody."""
    content = norm.content
    if isinstance(content, DoAct) and content.other is not None:
        act = draft.acts[content.act]
        name = content.other.name or (act.actor if content.accepting else act.other) or ""
        return name if name in draft.classes else norm.bearer
    for part in (*norm.conditions, *norm.exceptions):
        for name in _said_of_other(draft, part.formula):
            if name in draft.classes and name != norm.bearer:
                return name
    return norm.bearer if names_a_class(draft, norm) else ""


def _said_of_other(draft: Draft, item: Formula) -> Iterator[str]:
    """Yield the classes to which the other side belongs, for what is said of it to be so."""
    match item:
        case Not(part):
            yield from _said_of_other(draft, part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _said_of_other(draft, part)
        case Did(agent, act, accepting=accepting) if agent == OTHER:
            doer = (draft.acts[act].other or "") if accepting else draft.acts[act].actor
            yield item.kind or doer
        case Breached(broken, agent) if agent == OTHER and broken in draft.norms:
            yield draft.norms[broken].bearer
