"""Building the document tree from a draft."""

from __future__ import annotations

import re

from treatylang.documents.conflicts import conflicts
from treatylang.documents.definitions import lettered, use_of_terms
from treatylang.documents.languages import languages
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Paragraph,
    Passage,
    Point,
    Runs,
)
from treatylang.documents.voting import in_passages, voting
from treatylang.model.draft import Article, Clause, Draft, Ref, Survival, Text
from treatylang.model.draft import Instrument as Treaty
from treatylang.prose.final_clauses import final_clause
from treatylang.prose.formulas import act_words
from treatylang.prose.lists import letter, series
from treatylang.prose.marks import plain, runs, words
from treatylang.prose.norms import norm_sentence
from treatylang.prose.numbers import calendar
from treatylang.prose.references import refer, refer_by_number
from treatylang.prose.templates import passage
from treatylang.prose.voice import Voice, agent_name, country, kind_of_instrument

_NAMED_IN_PREAMBLE = 6
_SIGNATURES = 15
_COUNTED = re.compile(
    r"\b(Articles?|paragraphs?|Annex(es)?)( \w{1,4}((,| to| and| or) \w{1,4})*(,| to| and| or))? $",
    re.IGNORECASE,
)
"""After these words of a draft's own text, a reference is its number alone."""
_ENDS = (".", ":", ";", "!", "?", ".”", ".’")


def build(draft: Draft, lang: str = "en") -> Document:
    """Return the document of a draft: each instrument that has articles, the main one first."""
    main = _main(draft)
    names = [
        name
        for name in draft.instruments
        if name == main or any(item.instrument == name for item in draft.articles.values())
    ]
    names.sort(key=lambda name: name != main)
    instruments = tuple(_instrument(draft, draft.instruments[name], names) for name in names)
    labels = {name: passage(name) for name in ("contents", "skip")}
    return Document(lang, instruments, labels)


def _main(draft: Draft) -> str:
    """Return the instrument of the root file; else the first."""
    for name, treaty in draft.instruments.items():
        if treaty.place.path == draft.root:
            return name
    return next(iter(draft.instruments), "")


def _instrument(draft: Draft, treaty: Treaty, written: list[str]) -> Instrument:
    main = treaty.name == written[0]
    own = [item for item in draft.articles.values() if item.instrument == treaty.name]
    divisions = tuple(_division(draft, item) for item in own if not item.annex)
    voice = Voice(draft, here=treaty.name, links=True)
    annexes = tuple(_division(draft, item) for item in own if item.annex)
    after = conflicts(voice, written)
    votes = voting(voice) if main else None
    before = use_of_terms(voice, _said((*divisions, *annexes))) if main else None
    whole = main or bool(treaty.done_at)
    return Instrument(
        treaty.name,
        _clean(treaty.title),
        passage("version", treaty.version) if treaty.version else "",
        _preamble(draft, treaty) if main else (),
        tuple(part for part in (before, *divisions, votes, after) if part),
        annexes,
        _closing(draft, treaty) if whole else (),
        _signatures(draft) if main else (),
    )


def _said(divisions: tuple[Division, ...]) -> str:
    """Return all words of these divisions, with their headings."""
    said = [division.heading for division in divisions]
    for division in divisions:
        for paragraph in division.paragraphs:
            for item in paragraph.passages:
                said += [words(item.runs), *(words(point.runs) for point in item.points)]
    return " ".join(said)


def _preamble(draft: Draft, treaty: Treaty) -> tuple[Runs, ...]:
    names = [agent_name(draft, name) for name in draft.states]
    few = series(names) if 0 < len(names) <= _NAMED_IN_PREAMBLE else ""
    parties = passage("parties", few, kind_of_instrument(draft, treaty.name))
    recitals = [f"{_clean(text).rstrip('.,;: ')}," for text in draft.recitals]
    return tuple(
        runs(text) for text in (_capital(parties), *map(_capital, recitals), passage("agreed"))
    )


def _closing(draft: Draft, treaty: Treaty) -> tuple[Runs, ...]:
    day = calendar(treaty.done_on) if treaty.done_on else ""
    tongues = languages(treaty.authentic)
    done = passage("done", treaty.done_at, day, tongues, len(treaty.authentic))
    return runs(passage("witness", kind_of_instrument(draft, treaty.name))), runs(done)


def _signatures(draft: Draft) -> tuple[str, ...]:
    if len(draft.states) > _SIGNATURES:
        return ()
    return tuple(
        passage("signature", country(state.phrase or name)) for name, state in draft.states.items()
    )


def _division(draft: Draft, article: Article) -> Division:
    numbered = len(article.clauses) > 1
    told = [_paragraph(draft, draft.clauses[name], numbered) for name in article.clauses]
    paragraphs = tuple(paragraph for paragraph in told if paragraph.passages)
    return Division(article.id, article.name, _clean(article.heading), paragraphs)


def _paragraph(draft: Draft, clause: Clause, numbered: bool) -> Paragraph:
    voice = Voice(draft, here=clause.id, links=True)
    said = [
        (draft.norms[name].place, item)
        for name in clause.norms
        for item in _norm(voice, clause, name)
    ]
    said += [(text.place, _text(voice, text)) for text in clause.texts]
    said += [
        (final.place, part)
        for final in draft.institutions.final
        if final.clause == clause.id
        for part in in_passages(final_clause(voice, final))
    ]
    said.sort(key=lambda item: item[0])
    passages = [item for _, item in said]
    for survival in draft.survivals:
        if clause.id in survival.clauses and clause.norms:
            passages.append(_survival(voice, survival, numbered))
    if clause.verified_by:
        passages.append(_verified(voice, clause, numbered))
    return Paragraph(clause.id, clause.number if numbered else "", _joined(passages))


def _norm(voice: Voice, clause: Clause, name: str) -> list[Passage]:
    norm = voice.draft.norms[name]
    heads = [
        (word, targets)
        for word, targets, place in clause.references
        if len(clause.norms) == 1 or norm.place.start <= place.start < norm.place.end
    ]
    told = norm_sentence(voice, norm, heads)
    points = lettered(told.points, told.word) if told.points else ()
    return [Passage(runs(told.text), points), *([Passage(runs(told.after))] if told.after else [])]


def _text(voice: Voice, text: Text) -> Passage:
    points = [_words(voice, item) for item in text.points]
    ends = [";"] * (len(points) - 1) + ["."] * bool(points)
    return Passage(
        runs(_ended(_words(voice, text.runs), ":" if points else ".")),
        tuple(
            Point(f"({letter(at)})", runs(_ended(said, end)))
            for at, (said, end) in enumerate(zip(points, ends, strict=True))
        ),
    )


def _words(voice: Voice, parts: tuple[str | Ref, ...]) -> str:
    said = ""
    for part in parts:
        if isinstance(part, Ref):
            counted = _COUNTED.search(plain(said))
            said += (
                refer_by_number(voice, part.label, counted[1])
                if counted
                else refer(voice, [part.label])
            )
        else:
            said += part
    return _clean(said)


def _survival(voice: Voice, survival: Survival, numbered: bool) -> Passage:
    whole = "paragraph" if numbered else "Article"
    target = (
        survival.target or voice.draft.articles[voice.draft.clauses[voice.here].article].instrument
    )
    what = refer(voice, [target])
    return Passage(runs(f"This {whole} shall survive the termination of {what}."))


def _verified(voice: Voice, clause: Clause, numbered: bool) -> Passage:
    """Tell how compliance is verified: by an organ, by doing something, under a provision."""
    draft = voice.draft
    how: list[str] = []
    under: list[str] = []
    for name in clause.verified_by:
        if name in draft.clauses or name in draft.articles:
            under.append(name)
        elif name in draft.acts:
            how.append(f"by {act_words(voice, draft.acts[name], form='gerund')}")
        else:
            how.append(f"by {agent_name(draft, name)}")
    if under:
        how.append(f"in accordance with {refer(voice, under)}")
    whole = "paragraph" if numbered else "Article"
    return Passage(runs(passage("verified", whole, series(how))))


def _joined(passages: list[Passage]) -> tuple[Passage, ...]:
    """Run sentences on into one passage; what follows points stands in a passage of its own."""
    joined: list[Passage] = []
    for item in passages:
        if joined and not joined[-1].points:
            joined[-1] = Passage((*joined[-1].runs, " ", *item.runs), item.points)
        else:
            joined.append(item)
    return tuple(joined)


def _clean(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str, end: str) -> str:
    return text if text.endswith(_ENDS) or text.endswith((",", "; and", "; or")) else text + end
