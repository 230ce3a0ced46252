"""Entry into force, withdrawal, amendment, decisions and procedures in sentences."""

from __future__ import annotations

import re

from treatylang.model.institutions import (
    Amendment,
    Decision,
    EntryIntoForce,
    Final,
    Otherwise,
    Procedure,
    Stage,
    Withdrawal,
)
from treatylang.prose.formulas import act_words, formula
from treatylang.prose.language import Told
from treatylang.prose.lists import series
from treatylang.prose.morphology import a_or_an, with_the
from treatylang.prose.numbers import calendar, cardinal, duration, ordinal_word
from treatylang.prose.references import instrument_words, refer
from treatylang.prose.templates import final
from treatylang.prose.voice import Voice, agent_name, class_name
from treatylang.prose.votes import Ballots, vote_words

_ON = re.compile(r"decisions? (?=on )", re.IGNORECASE)


def final_clause(voice: Voice, item: Final) -> Told:
    """Return a final clause in words, its rule in full."""
    match item:
        case EntryIntoForce():
            return _entry(voice, item)
        case Withdrawal(who, notice, _, _):
            draft = voice.draft
            subject = class_name(draft, who)
            subject = a_or_an(subject) if who in draft.classes else agent_name(draft, who)
            return Told(final("withdrawal", subject, voice.treaty, _of_notice(duration(notice))))
        case Amendment():
            return _amendment(voice, item)
        case Decision():
            return _decision(voice, item)


def _of_notice(words: str) -> str:
    return f"{words}’" if words.endswith("s") else f"{words}’s"


def _entry(voice: Voice, item: EntryIntoForce) -> Told:
    body = voice.draft.institutions.bodies[item.body]
    ballots = Ballots(voice, body, ratifying=True)
    by = ballots.words(item.rule)
    when = duration(item.after) if item.after.count else ""
    if item.on_the_day:
        when = ordinal_word(item.after.count)
    not_before = calendar(item.not_before) if item.not_before else ""
    treaty = instrument_words(voice, item.instrument)
    text = final("entry", treaty, when, item.on_the_day, by, not_before)
    return Told(text, after=tuple(ballots.after))


def _amendment(voice: Voice, item: Amendment) -> Told:
    what = refer(voice, item.targets, "or") if item.targets else voice.treaty
    if item.never:
        return Told(final("amendment_never", what))
    how, points, after = _manner(voice, item.vote) if item.vote else ("", (), ())
    sentences: list[str] = list(after)
    accepted = ""
    if item.accepted is not None:
        body = voice.draft.institutions.bodies[item.body]
        ballots = Ballots(voice, body, ratifying=True)
        accepted = ballots.words(item.accepted)
        sentences += ballots.after
    wait = duration(item.after) if item.after.count else ""
    whom = class_name(voice.draft, item.body, plural=True)
    everybody = f"all {whom}" if item.body in voice.draft.classes else "all"
    for_whom = everybody if item.all else "those that have accepted it"
    if points and accepted:  # the points end the sentence
        sentences.append(final("amendment", "Such", "", "", "", accepted, for_whom, item.all, wait))
        accepted = ""
    organ = _adopter(voice, item.vote) if item.vote else ""
    text = final("amendment", "An", what, organ, how, accepted, for_whom, item.all, wait)
    return Told(text, points, tuple(sentences))


def _adopter(voice: Voice, name: str) -> str:
    """Return the organ whose vote or procedure it is; "" where the Parties themselves vote."""
    known = voice.draft.institutions
    found = known.votes.get(name) or known.procedures[name]
    return agent_name(voice.draft, found.body) if found.body in voice.draft.organs else ""


def _decision(voice: Voice, item: Decision) -> Told:
    how, points, after = _manner(voice, item.vote)
    organ = agent_name(voice.draft, item.organ)
    if item.organ in voice.draft.classes:
        organ = f"the {class_name(voice.draft, item.organ, plural=True)}"
    subject = _subject(voice, item)
    name = "decision_power" if item.may else "decision"
    return Told(final(name, organ, subject, how, bool(points)), points, after)


def _subject(voice: Voice, item: Decision) -> str:
    draft = voice.draft
    if item.subject in draft.acts:
        return f"to {act_words(voice, draft.acts[item.subject])}"
    if item.subject in draft.matters:
        return f"on {with_the(draft.matters[item.subject].phrase or item.subject)}"
    return f"on {item.subject}" if item.subject else ""


def _manner(voice: Voice, name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return how a vote or a procedure decides, to stand after "by"."""
    institutions = voice.draft.institutions
    if name in institutions.votes:
        how, after = vote_words(voice, institutions.votes[name])
        return how, (), after
    points, after = stages(voice, institutions.procedures[name])
    return "", points, after


# --- procedures -----------------------------------------------------------------------------------


def stages(voice: Voice, procedure: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a procedure's stages as points, and the sentences that follow them."""
    after: list[str] = []
    points = [_stage(voice, stage, at, after) for at, stage in enumerate(procedure.stages)]
    if (
        procedure.ends is not None
        or procedure.otherwise is not Otherwise.NOTHING
        or (procedure.decides is not None)
    ):
        limit = duration(procedure.ends) if procedure.ends else ""
        decides = agent_name(voice.draft, procedure.decides) if procedure.decides else ""
        after.append(final("procedure_end", limit, procedure.otherwise.name, decides))
    return tuple(points), tuple(dict.fromkeys(after))


def _stage(voice: Voice, stage: Stage, at: int, after: list[str]) -> str:
    institutions = voice.draft.institutions
    how, sentences = vote_words(voice, institutions.votes[stage.vote])
    after += sentences
    opening = ""
    if stage.opening is not None:
        if stage.opening.condition is not None:
            opening = f"where {formula(voice, stage.opening.condition)}"
        else:
            agent = agent_name(voice.draft, stage.opening.agent or "")
            opening = f"if {agent} so requests"
            if stage.opening.vote is not None:
                by, more = vote_words(voice, institutions.votes[stage.opening.vote])
                after += more
                opening = f"if {agent} so decides by {by}"
    span = duration(stage.lasts) if stage.lasts else ""
    return final("stage", at == 0, span, how, opening)


def procedure_words(voice: Voice, procedure: Procedure) -> Told:
    """Return a procedure in a sentence with points."""
    points, after = stages(voice, procedure)
    organ = agent_name(voice.draft, procedure.body)
    return Told(final("procedure", organ, procedure.phrase), points, after)


def vote_sentence(voice: Voice, name: str) -> Told:
    """Return a declared vote in a sentence of its own."""
    vote = voice.draft.institutions.votes[name]
    how, after = vote_words(voice, vote)
    organ = agent_name(voice.draft, vote.body)
    if vote.body in voice.draft.classes:
        organ = f"the {class_name(voice.draft, vote.body, plural=True)}"
    on = _ON.match(vote.phrase)
    if on:
        return Told(final("decision", organ, vote.phrase[on.end() :], how, False), after=after)
    return Told(final("vote", vote.phrase, organ, how), after=after)


def composition(voice: Voice, organ: str) -> str:
    """Return of whom an organ is composed, as the draft says it."""
    draft = voice.draft
    composed = draft.institutions.bodies[organ].composed
    every = "all" if len(composed) == 1 else "the"
    groups = []
    for count, name in composed:
        if name not in draft.classes:
            groups.append(agent_name(draft, name))
        elif count is None:
            groups.append(f"{every} {class_name(draft, name, plural=True)}")
        else:
            groups.append(f"{cardinal(count)} {class_name(draft, name, plural=count > 1)}")
    return final("composition", agent_name(draft, organ), series(groups))
