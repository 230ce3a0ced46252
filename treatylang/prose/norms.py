"""Norms in sentences. The order of words is in ``templates/en/norm.j2``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatylang.model.draft import Condition, DoAct, HasCompetence, Keep, Modality, Norm
from treatylang.model.formula import (
    BEARER,
    OTHER,
    And,
)
from treatylang.prose.bounds import kept
from treatylang.prose.formulas import (
    act_words,
    formula,
    member,
    points,
    relative,
)
from treatylang.prose.morphology import a_or_an, bare, names_a_matter
from treatylang.prose.plan import Parts, holders_of, names_a_class, nobody, other_class
from treatylang.prose.references import refer
from treatylang.prose.structure import agents, is_kind_of
from treatylang.prose.templates import sentence
from treatylang.prose.terms import quantity_phrase, spoken
from treatylang.prose.voice import IT, Name, Voice, agent_name, class_name
from treatylang.prose.windows import window


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the points it ends with, if any, joined by ``word``, and a sentence ``after``."""

    text: str
    points: tuple[str, ...] = ()
    word: str = "and"
    after: str = ""


def norm_sentence(voice: Voice, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Sentence:
    """Return a norm in a sentence; ``heads`` are its references ("notwithstanding", ids)."""
    parts = Parts.of(voice.draft, norm)
    lead_voice, voice = _voices(voice, norm, parts)
    lead = _lead(lead_voice, parts.lead)
    last = points(voice, parts.pointed.formula) if parts.pointed else None
    text = sentence(
        "norm",
        heads=[(word, refer(voice, targets)) for word, targets in heads],
        lead=lead,
        subject=_subject(voice, norm, parts),
        nobody=nobody(voice.draft, norm, parts),
        modality=norm.modality.value,
        content=content_words(voice, norm, parts.lead_meets_other, modality=norm.modality.value),
        trailing=_trailing(voice, norm, parts.trailing),
        opening=_trailing_word(norm, parts.pointed) if parts.pointed else "",
    )
    word, said = last or ("and", ())
    return Sentence(text, said, word, _returning(voice, norm))


def content_words(
    voice: Voice, norm: Norm, met: bool = False, timed: bool = True, modality: str = ""
) -> str:
    """Return what the norm is about, after its modal: "conduct a training run with ...", and when
    where ``timed``; ``modality`` of a norm in its own words, not of one that is told of."""
    draft, content = voice.draft, norm.content
    limits = window(voice, norm.window, norm.trigger) if timed else ""
    match content:
        case DoAct(act, bounds, other, accepting):
            if other is not None and met and not other.where:
                other = replace(other, article="the")
            return act_words(
                voice,
                draft.acts[act],
                bounds,
                other,
                accepting,
                limits=limits,
                modality=modality,
            )
        case Keep(quantity, bounds):
            own = voice.calling(BEARER, IT).of(BEARER, quantity_phrase(voice, quantity))
            return f"keep {own} {kept(voice, bounds)} {limits}".strip()
        case HasCompetence(matter, kind):
            declared = draft.matters[matter]
            phrase = names_a_matter(declared.phrase or spoken(matter))
            return f"have {kind} competence over {phrase} {limits}".strip()


# --- where its conditions stand ----------------------------------------------------------------


def _voices(voice: Voice, norm: Norm, parts: Parts) -> tuple[Voice, Voice]:
    """Return how agents are named at the head of the sentence, and after its subject."""
    if names_a_class(voice.draft, norm):
        voice = replace(voice, bearer=norm.bearer)
        first = a_or_an(class_name(voice.draft, norm.bearer))
    else:
        first = agent_name(voice.draft, norm.bearer)
        first = a_or_an(bare(first)) if holders_of(voice.draft, norm) else first
    met = isinstance(norm.content, DoAct) and norm.content.other is not None
    kind = other_class(voice.draft, norm)
    other = class_name(voice.draft, kind) or "Party"
    if not kind or is_kind_of(voice.draft, norm.bearer, kind):
        first_other, later_other = f"another {other}", f"the other {other}"
    else:
        first_other, later_other = a_or_an(other), f"the {other}"
    earlier, later = Name(first_other, later_other), Name(later_other, later_other)
    head = voice.calling(BEARER, Name(first, "it")).calling(OTHER, earlier)
    known = later if met or parts.lead_meets_other else earlier
    return head, voice.calling(BEARER, IT).calling(OTHER, known)


def _lead(voice: Voice, parts: Sequence[Condition]) -> str:
    said: list[str] = []
    for part in parts:
        word = part.word if part.leading else "where"
        told = formula(voice, part.formula)
        if said and said[-1].startswith(f"{word} "):
            word = f"and {word}"
        elif said:
            word = f"and, {word}" if word == "unless" else f"and {word}"
        said.append(f"{word} {told}")
        voice = voice.knowing(*agents(part.formula))
    return " ".join(said)


def _subject(voice: Voice, norm: Norm, parts: Parts) -> str:
    draft = voice.draft
    determiner = norm.determiner.lower()
    is_class = names_a_class(voice.draft, norm)
    noun = class_name(draft, norm.bearer) if is_class else agent_name(draft, norm.bearer)
    described = bool(parts.in_subject or parts.excluded)
    if parts.lead_meets_bearer and not described:
        return f"the {noun}" if parts.lead_meets_other and is_class else "it"
    if not is_class:
        if holders := holders_of(voice.draft, norm):
            noun = _of_each(noun, class_name(draft, holders), nobody(voice.draft, norm, parts))
    elif parts.lead_meets_bearer:
        noun = f"that {noun}"
    elif determiner in {"a", "an", ""} or (determiner == "the" and parts.lead):
        noun = a_or_an(noun)
    else:
        noun = f"{determiner} {noun}"
    if parts.excluded:
        return f"{noun} other than {member(voice, parts.excluded)}"
    if not parts.in_subject:
        return noun
    whole = parts.in_subject[0] if len(parts.in_subject) == 1 else And(parts.in_subject)
    return f"{noun} {relative(voice, whole, BEARER)}"


def _of_each(organ: str, holder: str, nobody: bool) -> str:
    """Return "the legislature of each Member State", also for "legislature of a Member State";
    with ``nobody`` "no legislature of a Member State"."""
    whose = a_or_an(holder) if nobody else f"each {holder}"
    organ = f"no {bare(organ)}" if nobody else organ
    named, count = re.subn(rf"\ban? {re.escape(holder)}\b", whose, organ)
    return named if count else f"{organ} of {whose}"


def _trailing(voice: Voice, norm: Norm, parts: Sequence[Condition]) -> list[str]:
    return [f"{_trailing_word(norm, part)} {formula(voice, part.formula)}" for part in parts]


def _trailing_word(norm: Norm, part: Condition) -> str:
    if part.word == "if" and norm.modality is Modality.COMPETENCE:
        return "where"
    return part.word


def _returning(voice: Voice, norm: Norm) -> str:
    """Return when a competence goes back: a sentence of its own, or its condition would read as
    one of the competence."""
    if not isinstance(norm.content, HasCompetence) or norm.content.returns is None:
        return ""
    condition = formula(voice, norm.content.returns)
    return f"That competence shall return to the level below when {condition}."
