"""Building the document tree from a draft."""

from __future__ import annotations

from itertools import count

from treatylang.documents.conflicts import conflicts
from treatylang.documents.definitions import pointed, use_of_terms
from treatylang.documents.meaning import meaning_of
from treatylang.documents.standing import as_it_stands, passage
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Note,
    Paragraph,
    Part,
    Passage,
    Preamble,
    Recital,
    walk,
)
from treatylang.documents.typography import typeset
from treatylang.documents.voting import in_passages, voting
from treatylang.model.draft import Article, Clause, Draft
from treatylang.model.draft import Instrument as Treaty
from treatylang.prose.language import Language, language
from treatylang.prose.marks import plain, runs, words
from treatylang.prose.provisions import (
    english_of,
    heads_of,
    instruments_of,
    needed,
    parties_of,
    signatories_of,
)
from treatylang.syntax.source import Place


def build(draft: Draft, lang: str = "en", notes: bool = False) -> Document:
    """Return the document of a draft: each instrument that has articles, the main one first. With
    ``notes`` its clauses have their reasons and sources as footnotes."""
    return build_in(language(draft, lang), draft, notes)


def build_in(speaks: Language, draft: Draft, notes: bool = False) -> Document:
    """Return the document of a draft in a language, which knows afterwards what it lacked."""
    document = _Builder(draft, speaks, notes).document()
    return typeset(document) if speaks.code == "en" else document


class _Builder:
    """Builds the document of one draft in one language."""

    def __init__(self, draft: Draft, language: Language, notes: bool) -> None:
        self.draft = draft
        self.language = language
        self.written = instruments_of(draft)
        self.notes = self._notes() if notes else {}

    def _notes(self) -> dict[str, tuple[Note, ...]]:
        """Return the notes of each clause, numbered through in the order of the document."""
        found: dict[str, tuple[Note, ...]] = {}
        number = count(1)
        articles = [
            item
            for annex in (False, True)
            for treaty in self.written
            for item in self.draft.articles.values()
            if item.instrument == treaty and item.annex is annex
        ]
        articles.sort(key=lambda item: self.written.index(item.instrument))
        for clause in (self.draft.clauses[name] for item in articles for name in item.clauses):
            told = [("because", "reason", at) for at, _ in enumerate(clause.reasons)]
            told += [("source", "source", at) for at, _ in enumerate(clause.sources)]
            found[clause.id] = tuple(
                Note(
                    f"document-note-{label}",
                    str(label),
                    kind,
                    runs(self.language.note(clause, word, at)),
                )
                for word, kind, at, label in ((*item, next(number)) for item in told)
            )
        return found

    def document(self) -> Document:
        speaks = self.language
        instruments = tuple(self._instrument(self.draft.instruments[n]) for n in self.written)
        labels = {name: speaks.label(name) for name in ("contents", "notes", "skip")}
        meaning, gap = meaning_of(self.draft), speaks.joined(["", ""])
        return Document(speaks.code, speaks.direction, instruments, labels, meaning, gap)

    def _instrument(self, treaty: Treaty) -> Instrument:
        draft, speaks = self.draft, self.language
        if self._exact(treaty.name):
            return as_it_stands(draft, treaty, self._division)
        main = treaty.name == self.written[0]
        own = [item for item in draft.articles.values() if item.instrument == treaty.name]
        body = self._body(treaty.name, "", 1)
        divisions = tuple(item for item in walk(body) if isinstance(item, Division))
        annexes = tuple(self._division(item) for item in own if item.annex)
        after = conflicts(speaks, draft, treaty.name, self.written)
        votes = voting(speaks, draft, treaty.name) if main else None
        before = self._terms(treaty, (*divisions, *annexes)) if main else None
        whole = main or bool(treaty.done_at)
        return Instrument(
            treaty.name,
            speaks.title(treaty),
            speaks.version(treaty),
            speaks.concluded(treaty),
            speaks.texts(treaty),
            self._preamble(treaty) if main else None,
            tuple(part for part in (before, *body, votes, after) if part),
            annexes,
            (runs(speaks.witness(treaty)), runs(speaks.done(treaty))) if whole else (),
            self._signatures() if main else (),
        )

    def _body(self, treaty: str, parent: str, depth: int) -> tuple[Part | Division, ...]:
        """Return what stands in a part, or where ``parent`` is "" in no part, in its order."""
        draft, speaks = self.draft, self.language
        found: list[tuple[Place, Part | Division]] = [
            (item.place, self._division(item))
            for item in draft.articles.values()
            if item.instrument == treaty and item.part == parent and not item.annex
        ]
        found += [
            (
                item.place,
                Part(
                    item.id,
                    speaks.division(item),
                    speaks.heading(item),
                    depth,
                    self._body(treaty, item.id, depth + 1),
                ),
            )
            for item in draft.parts.values()
            if item.instrument == treaty and item.parent == parent
        ]
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))

    def _exact(self, instrument: str) -> bool:
        """Tell whether a text is printed as it stands: in English, the draft's own language."""
        return self.language.code == "en" and self.draft.instruments[instrument].as_it_stands

    def _terms(self, treaty: Treaty, divisions: tuple[Division, ...]) -> Division | None:
        """Return the definitions: of the same words in every language, those of the English."""
        if self.language.code == "en":
            said, english = _said(divisions), self.language
        else:
            said, english = english_of(self.draft, treaty.name), language(self.draft, "en")
        return use_of_terms(
            self.language, treaty, needed(self.draft, plain(said), english, treaty.name)
        )

    def _preamble(self, treaty: Treaty) -> Preamble:
        speaks, few = self.language, parties_of(self.draft, treaty)
        recitals = [(speaks.opening(text), text) for text in speaks.recitals()]
        return Preamble(
            runs(speaks.parties(treaty, few)),
            tuple(Recital(opening, runs(text[len(opening) :])) for opening, text in recitals),
            runs(speaks.agreed(treaty, few)),
        )

    def _signatures(self) -> tuple[str, ...]:
        return tuple(self.language.signature(name) for name in signatories_of(self.draft))

    def _division(self, article: Article) -> Division:
        exact = self._exact(article.instrument)
        numbered = len(article.clauses) > 1
        told = [
            self._paragraph(self.draft.clauses[name], numbered, exact) for name in article.clauses
        ]
        paragraphs = tuple(paragraph for paragraph in told if paragraph.passages)
        name, heading = self.language.division(article), self.language.heading(article)
        if exact:
            name = article.printed or (name if article.number else "")
        return Division(article.id, name, heading, paragraphs)

    def _paragraph(self, clause: Clause, numbered: bool, exact: bool) -> Paragraph:
        draft, speaks = self.draft, self.language
        said = [
            (draft.norms[name].place, item)
            for name in clause.norms
            for item in self._norm(clause, name)
        ]
        if exact:
            said += [(text.place, passage(draft, text)) for text in clause.texts]
        for at, text in enumerate(() if exact else clause.texts):
            told = speaks.text(clause, at)
            listed = pointed(speaks, told.points, told.word)
            said.append((text.place, Passage(runs(told.text), listed)))
        said += [
            (final.place, part)
            for final in draft.institutions.final
            if final.clause == clause.id
            for part in in_passages(speaks, speaks.final(clause, final))
        ]
        said.sort(key=lambda item: item[0])
        passages = [item for _, item in said]
        for survival in draft.survivals:
            if clause.id in survival.clauses and clause.norms:
                passages.append(Passage(runs(speaks.survival(clause, survival))))
        if clause.verified_by:
            passages.append(Passage(runs(speaks.verified(clause))))
        if exact:
            number = clause.number if clause.printed else ""
            notes = self.notes.get(clause.id, ())
            return Paragraph(clause.id, number, clause.printed, tuple(passages), notes)
        number = clause.number if numbered else ""
        said_of = self.notes.get(clause.id, ())
        printed = speaks.paragraph(number)
        return Paragraph(clause.id, number, printed, self._joined(passages), said_of)

    def _norm(self, clause: Clause, name: str) -> list[Passage]:
        norm = self.draft.norms[name]
        told = self.language.norm(norm, heads_of(clause, norm))
        listed = pointed(self.language, told.points, told.word)
        return [Passage(runs(told.text), listed), *(Passage(runs(text)) for text in told.after)]

    def _joined(self, passages: list[Passage]) -> tuple[Passage, ...]:
        """Run sentences on into one passage; what follows points stands in one of its own."""
        between = self.language.joined(["", ""])
        joined: list[Passage] = []
        for item in passages:
            if joined and not joined[-1].points:
                before = (*joined[-1].runs, between) if between else joined[-1].runs
                joined[-1] = Passage((*before, *item.runs), item.points)
            else:
                joined.append(item)
        return tuple(joined)


def _said(divisions: tuple[Division, ...]) -> str:
    """Return all words of these divisions, with their headings."""
    said = [division.heading for division in divisions]
    for division in divisions:
        for paragraph in division.paragraphs:
            for item in paragraph.passages:
                said += [words(item.runs), *(words(point.runs) for point in item.points)]
    return " ".join(said)
