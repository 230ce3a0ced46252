"""All that a document says of a draft, in order, for whoever needs the words and not the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from treatylang.model.draft import (
    AgentClass,
    Article,
    Clause,
    Draft,
    Instrument,
    Matter,
    Norm,
    UnitName,
)
from treatylang.model.institutions import Institutions
from treatylang.prose.language import Definition, Gap, Language, Told, language
from treatylang.prose.marks import plain

_NAMED_IN_PREAMBLE = 6
_SIGNATURES = 15

Defined = AgentClass | UnitName | Matter


def heads_of(clause: Clause, norm: Norm) -> list[tuple[str, Sequence[str]]]:
    """Return the references at the head of a norm ("notwithstanding", ids)."""
    return [
        (word, targets)
        for word, targets, place in clause.references
        if len(clause.norms) == 1 or norm.place.start <= place.start < norm.place.end
    ]


def said_in(speaks: Language, draft: Draft, article: Article) -> Iterator[str]:
    """Yield the heading, the sentences and the points of an article."""
    yield speaks.heading(article)
    for name in article.clauses:
        clause = draft.clauses[name]
        for norm in clause.norms:
            yield from _told(speaks.norm(draft.norms[norm], heads_of(clause, draft.norms[norm])))
        for at, _ in enumerate(clause.texts):
            yield from _told(speaks.text(clause, at))
        for final in draft.institutions.final:
            if final.clause == clause.id:
                yield from _told(speaks.final(clause, final))
        for survival in draft.survivals:
            if clause.id in survival.clauses and clause.norms:
                yield speaks.survival(clause, survival)
        if clause.verified_by:
            yield speaks.verified(clause)


def english_of(draft: Draft, instrument: str) -> str:
    """Return the English words of an instrument's articles."""
    english = language(draft, "en")
    own = [item for item in draft.articles.values() if item.instrument == instrument]
    return " ".join(words for article in own for words in said_in(english, draft, article))


def _told(told: Told) -> Iterator[str]:
    yield told.text
    yield from told.points
    yield from told.after


# --- what a document has beside its articles ------------------------------------------------------


def main_instrument(draft: Draft) -> str:
    """Return the instrument of the root file; else the first."""
    for name, treaty in draft.instruments.items():
        if treaty.place.path == draft.root:
            return name
    return next(iter(draft.instruments), "")


def instruments_of(draft: Draft) -> list[str]:
    """Return the instruments that a document consists of, the main one first."""
    main = main_instrument(draft)
    names = [
        name
        for name in draft.instruments
        if name == main or any(item.instrument == name for item in draft.articles.values())
    ]
    return sorted(names, key=lambda name: name != main)


def parties_of(draft: Draft, treaty: Instrument) -> list[str]:
    """Return the States that are named at the head of the preamble: few enough to be named."""
    states = [name for name in draft.states if _is_party(draft, name, treaty.parties)]
    return states if len(states) <= _NAMED_IN_PREAMBLE else []


def signatories_of(draft: Draft) -> list[str]:
    """Return the States that sign, where they are few enough to have a line each."""
    return list(draft.states) if len(draft.states) <= _SIGNATURES else []


def _is_party(draft: Draft, state: str, parties: str) -> bool:
    """Tell whether a State is declared to be in the class of the parties, if that is said."""
    waiting, seen = list(draft.states[state].classes), set[str]()
    while waiting:
        name = waiting.pop()
        if name == parties:
            return True
        if name in draft.classes and name not in seen:
            seen.add(name)
            waiting.append(draft.classes[name].parent or "")
    return not parties


def untold_votes(draft: Draft) -> list[str]:
    """Votes that the draft declares by name and no clause or procedure spells out."""
    known = draft.institutions
    told = told_by_clauses(known)
    for procedure in known.procedures.values():
        told |= {stage.vote for stage in procedure.stages}
        told |= {s.opening.vote or "" for s in procedure.stages if s.opening}
    return [name for name, vote in known.votes.items() if name not in told and vote.phrase]


def told_by_clauses(known: Institutions) -> set[str]:
    """The votes and procedures that clauses of articles spell out."""
    return {item.vote for item in known.decisions} | {item.vote or "" for item in known.amendments}


def needed(draft: Draft, text: str, english: Language, here: str) -> list[Defined]:
    """Return what a draft defines of the words of its English text, and of the words of these
    definitions. Every language defines the same."""
    candidates: list[Defined] = [item for item in draft.classes.values() if item.where is not None]
    candidates += [item for item in draft.units.values() if not _is_base(item)]
    candidates += [item for item in draft.matters.values() if item.objective]
    found: list[Defined] = []
    while new := [item for item in candidates if item not in found and _is_used(item, text)]:
        found += new
        told = [english.definition(here, item) for item in new]
        text = " ".join(part for item in told for part in (_meaning(item), *item.conditions))
    return found


def _is_used(item: Defined, text: str) -> bool:
    """Tell whether an English text has the term, as a whole word."""
    terms = (item.phrase,) if isinstance(item, Matter) else (item.singular, item.plural)
    return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) for term in terms)


def _meaning(item: Definition) -> str:
    return item.text.partition("”")[2]


def _is_base(declared: UnitName) -> bool:
    """Tell whether a unit is no multiple of others: then it explains itself."""
    return declared.unit.dimensions == ((declared.name, 1),) and declared.unit.scale == 1


# --- what a lexicon lacks ------------------------------------------------------------------------


def gaps(draft: Draft, code: str) -> tuple[Gap, ...]:
    """Return what a document of the draft in this language would lack. Raises ValueError for an
    unknown language, and cldr.NotInstalled."""
    speaks = language(draft, code)
    names = instruments_of(draft)
    for name in names:
        treaty = draft.instruments[name]
        main = name == names[0]
        speaks.title(treaty), speaks.version(treaty), speaks.concluded(treaty)
        if main:
            few = parties_of(draft, treaty)
            speaks.parties(treaty, few), speaks.recitals(), speaks.agreed(treaty, few)
            _beside(speaks, draft, name)
        for part in draft.parts.values():
            if part.instrument == name:
                speaks.heading(part)
        for article in draft.articles.values():
            if article.instrument == name:
                list(said_in(speaks, draft, article))
        if main or treaty.done_at:
            speaks.witness(treaty), speaks.done(treaty)
    for state in signatories_of(draft):
        speaks.signature(state)
    for item in draft.references:
        if item.word == "prevails over":
            speaks.prevails(names[0], item.source, [item.target])
    return tuple(speaks.gaps)


def _beside(speaks: Language, draft: Draft, name: str) -> None:
    """Say the unnumbered articles of the main instrument."""
    text = plain(english_of(draft, name))
    treaty, known = draft.instruments[name], draft.institutions
    if defined := needed(draft, text, language(draft, "en"), name):
        speaks.terms(treaty)
    for item in defined:
        speaks.definition(name, item)
    for organ in draft.organs:
        if organ in known.bodies:
            speaks.composition(name, organ)
    for weights in known.weights.values():
        speaks.weights(name, weights)
    for vote in untold_votes(draft):
        speaks.vote(name, vote)
    told = told_by_clauses(known)
    for procedure in known.procedures.values():
        if procedure.name not in told:
            speaks.procedure(name, procedure)
