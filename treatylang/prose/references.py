"""Cross references: "paragraph 2", "paragraphs 1 and 2 of Article 4", "Section 1 of Part II",
"this Treaty"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from treatylang.model.draft import Article, Clause, Draft, Part
from treatylang.prose.lists import series
from treatylang.prose.marks import mark
from treatylang.prose.morphology import with_the
from treatylang.prose.numbers import ordinal
from treatylang.prose.voice import Voice

_PARTS = {"part": "Part", "title": "Title", "chapter": "Chapter", "section": "Section"}


def refer(voice: Voice, targets: Sequence[str], word: str = "and") -> str:
    """Return the words for clauses, articles, parts and instruments, as seen from ``here``."""
    groups = [
        (key, list(group)) for key, group in groupby(targets, key=lambda name: _key(voice, name))
    ]
    elsewhere = {owner for (kind, owner), _ in groups if kind == "paragraphs"} - {_article(voice)}
    return series([_group(voice, *group, bool(elsewhere), word) for group in groups], word)


def refer_by_number(voice: Voice, name: str, word: str) -> str:
    """Return the number alone, for a text that says "Articles" or "paragraph" (``word``) itself."""
    clause = clause_of(voice.draft, name)
    article = voice.draft.articles.get(clause.article if clause else name)
    if name in voice.draft.parts:
        part = voice.draft.parts[name]
        if _PARTS[part.kind].lower().startswith(word.lower().removesuffix("s")):
            return _linked(voice, name, part.number)
    if article is None:
        return refer(voice, [name])
    if clause is None or not word.lower().startswith("paragraph"):
        several = clause is not None and len(article.clauses) > 1
        paragraph = f"({clause.number})" if clause is not None and several else ""
        return _linked(voice, name, f"{article.number}{paragraph}")
    number = _linked(voice, clause.id, clause.number)
    if article.id == _article(voice):
        return number
    return f"{number} of {_linked(voice, article.id, article.name)}{_of(voice, article)}"


def refer_norms(voice: Voice, norms: Sequence[str]) -> str:
    """Return the words for norms: their paragraphs, or their sentences of a paragraph.

    A norm that could not be read is told by its clause, and that by its label.
    """
    draft = voice.draft
    whole: list[str] = []
    said: list[str] = []
    for name in dict.fromkeys(_clause_id(draft, norm) for norm in norms):
        clause = draft.clauses.get(name)
        own = clause.norms if clause else ()
        if all(norm in norms for norm in own):
            whole.append(name)
            continue
        at = [ordinal(own.index(norm) + 1) for norm in own if norm in norms]
        word = "sentence" if len(at) == 1 else "sentences"
        said.append(f"the {series(at)} {word} of {refer(voice, [name])}")
    return series([refer(voice, whole), *said] if whole else said)


def _clause_id(draft: Draft, norm: str) -> str:
    known = draft.norms.get(norm)
    return known.clause if known else norm.partition("/")[0]


def cite(draft: Draft, name: str) -> str:
    """Return a short citation, for a story: "Article 4(1)"."""
    clause = clause_of(draft, name)
    if clause is not None:
        return draft.cite(clause.id)
    if name in draft.articles:
        article = draft.articles[name]
        return f"{article.name}{draft.of_treaty(article)}"
    if name in draft.parts:
        return _part_named(draft, name)
    instrument = draft.instruments.get(name)
    return with_the(instrument.title) if instrument else name


def clause_of(draft: Draft, name: str) -> Clause | None:
    """Return the clause with this id, or the clause of the norm with this id."""
    if name in draft.clauses:
        return draft.clauses[name]
    norm = draft.norms.get(name)
    return draft.clauses[norm.clause] if norm else None


def instrument_words(voice: Voice, name: str) -> str:
    """Return an instrument in words: "this Treaty" from inside, else its title."""
    if name == _instrument(voice):
        return voice.treaty
    instrument = voice.draft.instruments.get(name)
    return with_the(instrument.title) if instrument else name


def _key(voice: Voice, name: str) -> tuple[str, str]:
    """Return what neighbours must share to be cited together."""
    draft = voice.draft
    clause = clause_of(draft, name)
    if clause is None and name in draft.parts and name not in _around(voice):
        part = draft.parts[name]
        return part.kind, part.above
    if clause is None and name not in draft.articles:
        return "alone", name
    article = draft.articles[clause.article if clause else name]
    if clause is not None and clause.id == voice.here:
        return "alone", name
    if clause is not None and (len(article.clauses) > 1 or article.id == _article(voice)):
        return "paragraphs", article.id
    return ("annex" if article.annex else "article"), article.instrument


def _group(voice: Voice, key: tuple[str, str], names: list[str], apart: bool, joint: str) -> str:
    """Return one group; ``apart`` tells own paragraphs from another article's."""
    draft = voice.draft
    kind, owner = key
    if kind == "alone":
        return _alone(voice, owner)
    many = len(names) > 1 and joint == "and"
    if kind in _PARTS:
        parts = [draft.parts[name] for name in names]
        word = f"{_PARTS[kind]}s" if many else _PARTS[kind]
        numbers = [part.number for part in parts]
        return _numbered(voice, word, names, numbers, joint) + _within(voice, parts[0])
    if kind == "paragraphs":
        clauses = [clause for clause in (clause_of(draft, name) for name in names) if clause]
        if not voice.here:
            return series(
                [_linked(voice, item.id, cite(draft, item.id)) for item in clauses], joint
            )
        article = draft.articles[owner]
        numbers = [clause.number for clause in clauses]
        ids = [clause.id for clause in clauses]
        words = _numbered(voice, "paragraphs" if many else "paragraph", ids, numbers, joint)
        if owner == _article(voice):
            return f"{words} of this {'Annex' if article.annex else 'Article'}" if apart else words
        return f"{words} of {_linked(voice, owner, article.name)}{_of(voice, article)}"
    articles = [draft.articles[clause.article if clause else name]
                for name, clause in ((name, clause_of(draft, name)) for name in names)]  # fmt: skip
    if voice.here and not many and articles[0].id == _article(voice):
        return f"this {'Annex' if articles[0].annex else 'Article'}"
    one, several = ("Annex", "Annexes") if kind == "annex" else ("Article", "Articles")
    word = several if many else one
    targets = [article.id for article in articles]
    numbers = [article.number for article in articles]
    return _numbered(voice, word, targets, numbers, joint) + _of(voice, articles[0])


def _alone(voice: Voice, name: str) -> str:
    draft = voice.draft
    clause = clause_of(draft, name)
    if clause is None and name in draft.parts:
        return f"this {_PARTS[draft.parts[name].kind]}"
    if clause is None:
        return _linked(voice, name, instrument_words(voice, name))
    return "this paragraph" if len(draft.articles[clause.article].clauses) > 1 else "this Article"


def _numbered(voice: Voice, word: str, targets: list[str], numbers: list[str], joint: str) -> str:
    if len(targets) == 1:
        return _linked(voice, targets[0], f"{word} {numbers[0]}")
    pairs = zip(targets, numbers, strict=True)
    return f"{word} {series([_linked(voice, target, number) for target, number in pairs], joint)}"


def _part_named(draft: Draft, name: str) -> str:
    """Return "Section 1 of Part II"."""
    return " of ".join(draft.parts[each].name for each in (name, *draft.within(name)))


def _within(voice: Voice, part: Part) -> str:
    """Return " of Part II", " of this Part" for a part that stands in another; then its treaty."""
    if not part.parent:
        return _of(voice, part)
    above = voice.draft.parts[part.parent]
    if above.id in _around(voice):
        return f" of {_alone(voice, above.id)}"
    return f" of {_linked(voice, above.id, above.name)}{_within(voice, above)}"


def _around(voice: Voice) -> tuple[str, ...]:
    """Return the parts in which the words stand."""
    article = _article(voice)
    return voice.draft.within(article) if article else ()


def _of(voice: Voice, article: Article | Part) -> str:
    """Return " of the Charter ..." for an article or a part of another instrument."""
    if not voice.here or article.instrument == _instrument(voice):
        return ""
    return f" of {_linked(voice, article.instrument, instrument_words(voice, article.instrument))}"


def _linked(voice: Voice, target: str, words: str) -> str:
    return mark(target, words) if voice.links else words


def _article(voice: Voice) -> str:
    clause = voice.draft.clauses.get(voice.here)
    return clause.article if clause else ""


def _instrument(voice: Voice) -> str:
    if voice.here in voice.draft.instruments:
        return voice.here
    article = voice.draft.articles.get(_article(voice))
    return article.instrument if article else ""
