"""How much of a draft is formal, and what is still only text: counts of clauses and of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.documents.build import build
from treatylang.documents.flow import flow
from treatylang.documents.standing import passage
from treatylang.documents.tree import Division, Paragraph, Point, walk
from treatylang.model.draft import Clause, Draft
from treatylang.prose.language import language
from treatylang.prose.marks import plain
from treatylang.prose.marks import words as said


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause. ``formal``: it has a norm, or is a final clause, so that checks speak of it.
    ``text_words`` of its ``words`` stand in sentences that begin with “text”. ``refers_to`` and
    ``referred_to_by`` are labels, each once, in the order of the draft."""

    label: str
    name: str
    formal: bool
    words: int
    text_words: int
    refers_to: tuple[str, ...]
    referred_to_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleCoverage:
    label: str
    name: str
    heading: str
    clauses: tuple[ClauseCoverage, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A draft. ``other_words`` of its document stand outside clauses: title, headings, recitals,
    closing words, and provisions that are made from declarations."""

    draft: str
    articles: tuple[ArticleCoverage, ...]
    other_words: int

    @property
    def clauses(self) -> tuple[ClauseCoverage, ...]:
        """Return the clauses of all articles."""
        return tuple(clause for article in self.articles for clause in article.clauses)


def coverage(draft: Draft) -> Coverage:
    """Return what is formal and what is text in a draft, by article. Words are counted in the
    English document, numbers of paragraphs and points left out."""
    document = build(draft)
    counted = {
        paragraph.anchor: _words(paragraph)
        for instrument in document.instruments
        for division in (*walk(instrument.body), *instrument.annexes)
        if isinstance(division, Division)
        for paragraph in division.paragraphs
    }
    whole = sum(_count(said(block.runs)) for block in flow(document))
    articles = tuple(
        ArticleCoverage(
            article.id,
            f"{article.name}{draft.of_treaty(article)}",
            article.heading,
            tuple(
                _clause(draft, draft.clauses[name], counted.get(name, 0))
                for name in article.clauses
            ),
        )
        for article in draft.articles.values()
    )
    inside = sum(clause.words for article in articles for clause in article.clauses)
    return Coverage(draft.root, articles, whole - inside)


def _clause(draft: Draft, clause: Clause, words: int) -> ClauseCoverage:
    exact = draft.instruments[draft.articles[clause.article].instrument].as_it_stands
    speaks = language(draft, "en")
    text = 0
    for at, item in enumerate(clause.texts):
        if exact:
            told = passage(draft, item)
            text += _count(said(told.runs)) + _of_points(told.points)
        else:
            sentence = speaks.text(clause, at)
            text += sum(_count(plain(part)) for part in (sentence.text, *sentence.points))
    return ClauseCoverage(
        clause.id,
        draft.cite(clause.id),
        bool(clause.norms) or clause.id in draft.institutions.clauses,
        words,
        min(text, words),
        _once(
            item.target for item in draft.references if item.source.partition("/")[0] == clause.id
        ),
        _once(
            item.source.partition("/")[0]
            for item in draft.references
            if item.target == clause.id and item.source.partition("/")[0] != clause.id
        ),
    )


def _once(labels: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


def _words(paragraph: Paragraph) -> int:
    return sum(
        _count(said(passage.runs)) + _of_points(passage.points) for passage in paragraph.passages
    )


def _of_points(points: Sequence[Point]) -> int:
    return sum(_count(said(point.runs)) + _of_points(point.points) for point in points)


def _count(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())
