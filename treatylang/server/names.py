"""The names of a draft: what each is, where it is declared, and where it is spoken of.

Names of the vocabulary are the same in all files of a draft, so that a word that is declared is
spoken of wherever it stands as a word. Labels of clauses are known by where they were resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from treatylang.model.draft import Draft
from treatylang.syntax.parse import words
from treatylang.syntax.source import Place

_KINDS = (
    ("unit", "units"), ("class", "classes"), ("state", "states"), ("organ", "organs"),
    ("quantity", "quantities"), ("fact", "facts"), ("event", "events"), ("act", "acts"),
    ("matter", "matters"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A declared name. ``id`` is what it is known by (``licensing.cap``), ``text`` the word as
    declared, ``phrase`` what it is called in the document, ``place`` that of the whole declaration
    and ``word`` that of the name in it."""

    id: str
    text: str
    kind: str
    phrase: str
    place: Place
    word: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that speaks of a name: of ``licensing.cap``, "licensing" of the article and "cap" of
    the clause."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Index:
    """All names of a draft and all mentions, by file."""

    names: dict[str, Name]
    mentions: tuple[Mention, ...]

    def at(self, path: str, offset: int) -> Mention | None:
        """Return what is spoken of at a place; the innermost, where one lies in another."""
        here = [
            item
            for item in self.mentions
            if item.place.path == path and item.place.start <= offset <= item.place.end
        ]
        return min(here, key=lambda item: item.place.end - item.place.start, default=None)

    def of(self, id: str) -> list[Mention]:
        """Return every place that speaks of a name, its declaration among them."""
        found = [item for item in self.mentions if item.id == id]
        return sorted(found, key=lambda item: item.place)


def index(draft: Draft) -> Index:
    """Return the names and mentions of a draft."""
    names = {name.id: name for name in _declared(draft)}
    by_word = {name.text: name.id for name in names.values() if name.kind not in _LABELLED}
    mentions = [Mention(name.id, name.word) for name in names.values()]
    for path, text in draft.sources.items():
        if not path.endswith(".treaty"):
            continue
        for word, place in _words(path, text):
            if word in by_word and place != names[by_word[word]].word:
                mentions.append(Mention(by_word[word], place))
    for reference in draft.references:
        if reference.target in names:
            mentions += _in_reference(draft, reference.target, reference.place, names)
    unique = {(item.id, item.place): item for item in mentions}
    return Index(names, tuple(unique.values()))


_LABELLED = ("article", "clause")


def _declared(draft: Draft) -> Iterator[Name]:
    for kind, field in _KINDS:
        for name, item in getattr(draft, field).items():
            if item.place.path in draft.sources:
                word = _word_in(draft, item.place, name)
                if word is not None:
                    yield Name(name, name, kind, _phrase(item), item.place, word)
    for name, article in draft.articles.items():
        word = _word_in(draft, article.place, name)
        if word is not None:
            yield Name(name, name, "article", article.heading, article.place, word)
    for name, clause in draft.clauses.items():
        if clause.label_place.path:
            yield Name(
                name, clause.label, "clause", draft.cite(name), clause.place, clause.label_place
            )


def _phrase(item: object) -> str:
    for field in ("phrase", "title", "singular", "text"):
        found = getattr(item, field, "")
        if isinstance(found, str) and found:
            return found
    return ""


def _word_in(draft: Draft, place: Place, name: str) -> Place | None:
    """Return where a name stands in its declaration."""
    standing = _standing(place.path, draft.sources[place.path]).get(name, ())
    return next((found for found in standing if place.start <= found.start < place.end), None)


def _in_reference(
    draft: Draft, target: str, place: Place, names: dict[str, Name]
) -> Iterator[Mention]:
    """Yield where a reference names its target, and the article before it."""
    text = draft.sources.get(place.path, "")[place.start : place.end]
    for found in re.finditer(rf"(?:(\w+)\.)?\b{re.escape(names[target].text)}\b", text):
        article = target.partition(".")[0]
        if found[1] not in (None, article):
            continue
        if found[1] is not None and article in names:
            yield Mention(article, _part(place, found.start(1), found.end(1)))
        yield Mention(target, _part(place, found.end() - len(names[target].text), found.end()))


def _part(place: Place, start: int, end: int) -> Place:
    return Place(
        place.path, place.start + start, place.start + end, place.line, place.column + start
    )


@lru_cache(maxsize=64)
def _words(path: str, text: str) -> tuple[tuple[str, Place], ...]:
    """The words of a file that are names, each with its place; in ``train.compute`` the first."""
    found = []
    for token in words(text):
        if token.type in ("STRING", "COMMENT", "NUMBER", "STRAY", "DATE"):
            continue
        start = token.start_pos or 0
        first = str(token).split(".")[0]
        place = Place(path, start, start + len(first), token.line or 1, token.column or 1)
        found.append((first, place))
    return tuple(found)


@lru_cache(maxsize=64)
def _standing(path: str, text: str) -> dict[str, list[Place]]:
    """Where each name stands in a file, so that a declaration is not looked for in all of it."""
    found: dict[str, list[Place]] = {}
    for word, place in _words(path, text):
        found.setdefault(word, []).append(place)
    return found
