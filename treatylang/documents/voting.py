"""The unnumbered article on members and votes: what the rules of voting hang on, and those rules
that no clause tells."""

from __future__ import annotations

from treatylang.documents.definitions import lettered
from treatylang.documents.tree import Division, Paragraph, Passage
from treatylang.model.draft import Draft
from treatylang.model.institutions import Institutions
from treatylang.prose.final_clauses import (
    Told,
    composition,
    procedure_words,
    vote_sentence,
)
from treatylang.prose.marks import runs
from treatylang.prose.templates import final
from treatylang.prose.voice import Voice
from treatylang.prose.weights import weights_words

ANCHOR = "document-voting"


def voting(voice: Voice) -> Division | None:
    """Return the article, or None where the draft has no votes outside its clauses."""
    draft = voice.draft
    known = draft.institutions
    told = [Told(composition(voice, name)) for name in draft.organs if name in known.bodies]
    told += [weights_words(voice, item) for item in known.weights.values()]
    told += [vote_sentence(voice, name) for name in _untold_votes(draft)]
    clauses = _by_clauses(known)
    told += [
        procedure_words(voice, item)
        for name, item in known.procedures.items()
        if name not in clauses
    ]
    if not told:
        return None
    paragraphs = tuple(
        Paragraph(f"{ANCHOR}-{at}", str(at) if len(told) > 1 else "", in_passages(item))
        for at, item in enumerate(told, start=1)
    )
    return Division(ANCHOR, "", final("voting_heading"), paragraphs)


def in_passages(told: Told) -> tuple[Passage, ...]:
    """Return a sentence with its points and what follows them."""
    points = lettered(told.points, "and") if len(told.points) > 1 else ()
    if len(told.points) == 1:
        told = Told(f"{told.text} {told.points[0]}.", (), told.after)
    after = " ".join(told.after)
    if not points:
        return (Passage(runs(f"{told.text} {after}".strip())),)
    first = Passage(runs(told.text), points)
    return (first, Passage(runs(after))) if after else (first,)


def _untold_votes(draft: Draft) -> list[str]:
    """Votes that the draft declares by name and no clause or procedure spells out."""
    known = draft.institutions
    told = _by_clauses(known)
    for procedure in known.procedures.values():
        told |= {stage.vote for stage in procedure.stages}
        told |= {s.opening.vote or "" for s in procedure.stages if s.opening}
    return [name for name, vote in known.votes.items() if name not in told and vote.phrase]


def _by_clauses(known: Institutions) -> set[str]:
    """The votes and procedures that clauses of articles spell out."""
    return {item.vote for item in known.decisions} | {item.vote or "" for item in known.amendments}
