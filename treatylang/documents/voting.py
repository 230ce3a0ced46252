"""The unnumbered article on members and votes: what the rules of voting hang on, and those rules
that no clause tells."""

from __future__ import annotations

from treatylang.documents.definitions import pointed
from treatylang.documents.tree import Division, Paragraph, Passage
from treatylang.model.draft import Draft
from treatylang.prose.language import Language, Told
from treatylang.prose.marks import runs
from treatylang.prose.provisions import told_by_clauses, untold_votes

ANCHOR = "document-voting"


def voting(language: Language, draft: Draft, here: str) -> Division | None:
    """Return the article, or None where the draft has no votes outside its clauses."""
    known = draft.institutions
    told = [language.composition(here, name) for name in draft.organs if name in known.bodies]
    told += [language.weights(here, item) for item in known.weights.values()]
    told += [language.vote(here, name) for name in untold_votes(draft)]
    clauses = told_by_clauses(known)
    told += [
        language.procedure(here, item)
        for name, item in known.procedures.items()
        if name not in clauses
    ]
    if not told:
        return None
    paragraphs = []
    for at, item in enumerate(told, start=1):
        number = str(at) if len(told) > 1 else ""
        printed = language.paragraph(number)
        paragraphs.append(Paragraph(f"{ANCHOR}-{at}", number, printed, in_passages(language, item)))
    return Division(ANCHOR, "", language.label("voting_heading"), tuple(paragraphs))


def in_passages(language: Language, told: Told) -> tuple[Passage, ...]:
    """Return a sentence with its points and what follows them."""
    after = language.joined(told.after)
    if len(told.points) == 1:
        alone = f"{told.points[0]}{language.stop()}"
        told = Told(language.joined([told.text, alone]), after=told.after)
    if not told.points:
        return (Passage(runs(language.joined([told.text, *told.after]))),)
    first = Passage(runs(told.text), pointed(language, told.points, told.word))
    return (first, Passage(runs(after))) if after else (first,)
