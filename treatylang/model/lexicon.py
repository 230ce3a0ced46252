"""The words of a draft in another language: what its lexicon says of each name and text.

Every entry is held against the draft: a name that the draft does not declare is an error, and a
text must have the points and the references of the text that it renders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from treatylang.findings import Finding, Member, Severity
from treatylang.model.context import nearest
from treatylang.model.draft import Article, Clause, Draft, Ref, Text
from treatylang.model.institutions import Decision
from treatylang.model.tongues import KINDS, forms
from treatylang.rules import Rule, register, rule
from treatylang.syntax import ast
from treatylang.syntax.lexicon import EntrySentence
from treatylang.syntax.source import Place

_HEAD = 'class Party "Party" plural "Parties".\nact notify "notify" by Party.\n'
_BODY = 'article a "A".\n  one: Each Party shall notify.\n'

ENTRY = register(
    Rule(
        code="TL115",
        name="lexicon-entry",
        title="an entry of a lexicon that does not fit the draft or the language",
        severity=Severity.ERROR,
        what="A lexicon holds the words of a draft in another language, one entry for each name "
        "and text. An entry is reported that is about no kind of thing that there is, has a form "
        "that the language does not have or two genders at once, or renders a text with other "
        "points or other references than the text has. The entry is left out. An entry about a "
        "name that the draft does not declare is TL101, a second one about the same is TL102.",
        law="VCLT Art. 33(3): the terms of a treaty are presumed to have the same meaning in each "
        "authentic text; a reference that only one of them makes is none of the treaty.",
        bad=f"{_HEAD}{_BODY}",
        good=f"{_HEAD}{_BODY}",
        lexicons=(
            'class Party "Partie", masculine, feminine, plural "Parties".\n',
            'class Party "Partie", feminine, plural "Parties".\n',
        ),
    )
).code

_REFERENCE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a lexicon says of one thing. ``runs`` are its words with the references in them;
    ``points`` those of a text."""

    kind: str
    name: str
    words: str
    place: Place
    forms: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    runs: tuple[str | Ref, ...] = ()
    points: tuple[tuple[str | Ref, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries in one language, by kind, name and position (from 1; 0 where there is one)."""

    language: str
    entries: Mapping[tuple[str, str, int], Entry] = field(default_factory=dict)

    def find(self, kind: str, name: str, position: int = 0) -> Entry | None:
        """Return the entry; that of position 1 may be written without it."""
        found = self.entries.get((kind, name, position))
        if found is None and position == 1:
            found = self.entries.get((kind, name, 0))
        return found


def resolve_lexicon(
    draft: Draft, language: str, sentences: Iterable[EntrySentence], anything: bool = False
) -> tuple[Lexicon, tuple[Finding, ...]]:
    """Return the lexicon that these entries make, and what is wrong with them. ``anything``: some
    of the draft could not be read, so that a name which it does not declare is no error."""
    resolver = _Resolver(draft, language, anything)
    for sentence in sentences:
        resolver.enter(sentence)
    return Lexicon(language, resolver.entries), tuple(resolver.findings)


class _Refused(Exception):
    """An entry that cannot be used; its finding has been reported."""


class _Resolver:
    def __init__(self, draft: Draft, language: str, anything: bool) -> None:
        self.draft = draft
        self.language = language
        self.anything = anything
        self.entries: dict[tuple[str, str, int], Entry] = {}
        self.findings: list[Finding] = []
        self.named = named(draft)

    def refuse(
        self, code: str, message: str, place: Place, advice: str = "", first: Place | None = None
    ) -> _Refused:
        also = (Member(place.path, first, "said first"),) if first else ()
        members = (Member(f"{self.language} {message}", place, ""), *also)
        found = Finding(code, rule(code).severity, message, members, advice=advice, detail=message)
        if found not in self.findings:
            self.findings.append(found)
        return _Refused(message)

    def enter(self, sentence: EntrySentence) -> None:
        try:
            key = self._key(sentence)
            if key in self.entries:
                message = f"“{_said(key)}” has two entries"
                advice = "Delete one of the two."
                raise self.refuse("TL102", message, sentence.place, advice, self.entries[key].place)
            self.entries[key] = self._entry(key, sentence)
        except _Refused:
            return

    def _key(self, sentence: EntrySentence) -> tuple[str, str, int]:
        kind, word = sentence.kind.text.lower(), sentence.name
        if kind not in KINDS:
            near = nearest(kind, KINDS)
            advice = f"Did you mean “{near}”?" if near else f"There are: {', '.join(KINDS)}."
            message = f"“{kind}” is nothing that an entry can be about"
            raise self.refuse(ENTRY, message, sentence.kind.place, advice)
        position = int(sentence.number.text) if sentence.number is not None else 0
        if kind == "recital":
            if word is not None or not position:
                message = "a recital is named by its number"
                raise self.refuse(ENTRY, message, sentence.place, 'Write “recital 1 "..."”.')
            name, most = "", len(self.draft.recitals)
        else:
            if word is None:
                message = f"this entry names no {kind}"
                raise self.refuse(
                    ENTRY, message, sentence.kind.place, f'Write “{kind} NAME "..."”.'
                )
            name, most = self._name(kind, word)
        if position > most and not self.anything:
            message = f"there is no {kind} {position}{f' of “{name}”' if name else ''}"
            advice = f"There {'is' if most == 1 else 'are'} {most or 'none'}."
            assert sentence.number is not None
            raise self.refuse("TL101", message, sentence.number.place, advice)
        return kind, name, 0 if position == 1 and kind != "recital" else position

    def _name(self, kind: str, word: ast.Word) -> tuple[str, int]:
        """Return the declared name that is meant, and how many things of it have words."""
        known = self.named[kind]
        if word.text in known:
            return word.text, known[word.text]
        ends = [name for name in known if name.endswith(f".{word.text}")]
        if len(ends) == 1:
            return ends[0], known[ends[0]]
        if self.anything:
            raise _Refused(word.text)
        if ends:
            message = f"“{word.text}” could be any of {', '.join(ends)}"
            raise self.refuse("TL101", message, word.place, f"Write “{ends[0]}”.")
        near = nearest(word.text, known)
        article = "an" if kind[0] in "aeou" and kind != "unit" else "a"
        what = _CLAUSES.get(kind, f"{article} {kind}")
        advice = f"Did you mean “{near}”?" if near else "Delete the entry, or correct its name."
        if other := next((k for k, names in self.named.items() if word.text in names), ""):
            advice = f"Write “{other} {word.text}”."
        message = f"“{word.text}” is not declared as {what}"
        raise self.refuse("TL101", message, word.place, advice)

    def _entry(self, key: tuple[str, str, int], sentence: EntrySentence) -> Entry:
        kind, name, position = key
        known = forms(self.language, kind)
        worded: dict[str, str] = {}
        points: tuple[ast.Word, ...] = ()
        for word, said in sentence.forms:
            called = word.text.lower()
            if called not in known.worded:
                raise self._unknown(kind, word, known.worded | known.flags)
            if called in worded:
                raise self.refuse(ENTRY, f"“{called}” is said twice", word.place, "Say it once.")
            if called == "points":
                points = said
            elif len(said) > 1:
                message = f"“{called}” has two sets of words"
                raise self.refuse(ENTRY, message, said[1].place, "Say it once.")
            worded[called] = said[0].text
        flags = self._flags(kind, sentence.flags)
        for item in (sentence.words, *(one for _, said in sentence.forms for one in said)):
            if not item.text:
                raise self.refuse(ENTRY, "there are no words here", item.place, "Fill them in.")
        runs: tuple[str | Ref, ...] = (sentence.words.text,)
        listed: tuple[tuple[str | Ref, ...], ...] = ()
        if kind == "text":
            clause = self.draft.clauses[name]
            runs = self._runs(sentence.words, clause)
            listed = tuple(self._runs(item, clause) for item in points)
            self._same(clause.texts[max(position, 1) - 1], runs, listed, sentence)
        return Entry(kind, name, sentence.words.text, sentence.place, worded, flags, runs, listed)

    def _flags(self, kind: str, words: Sequence[ast.Word]) -> frozenset[str]:
        known = forms(self.language, kind)
        flags = frozenset(word.text.lower() for word in words)
        for word in words:
            if word.text.lower() not in known.flags:
                raise self._unknown(kind, word, known.worded | known.flags)
        for group in known.either:
            if len(both := sorted(flags & group)) > 1:
                last = next(word for word in reversed(words) if word.text.lower() in group)
                message = f"this entry is both {' and '.join(both)}"
                raise self.refuse(ENTRY, message, last.place, "Keep one of them.")
        return flags

    def _unknown(self, kind: str, word: ast.Word, known: frozenset[str]) -> _Refused:
        near = nearest(word.text, known - {word.text.lower()})
        there_are = f"It can have: {', '.join(sorted(known))}." if known else "It has none."
        advice = f"Did you mean “{near}”?" if near else there_are
        message = f"an entry of this kind ({kind}) has no form “{word.text}”"
        if word.text.lower() in forms(self.language, kind).flags:
            message, advice = f"“{word.text}” is a flag, and has no words", "Delete the words."
        elif word.text.lower() in forms(self.language, kind).worded:
            message, advice = f"“{word.text}” is a form without words", "Put its words after it."
        return self.refuse(ENTRY, message, word.place, advice)

    # --- texts ------------------------------------------------------------------------------------

    def _runs(self, word: ast.Word, clause: Clause) -> tuple[str | Ref, ...]:
        parts: list[str | Ref] = []
        for at, part in enumerate(_REFERENCE.split(word.text)):
            if at % 2:
                parts.append(Ref(self._label(part.strip(), word.place, clause)))
            elif part:
                parts.append(part)
        return tuple(parts)

    def _label(self, label: str, place: Place, clause: Clause) -> str:
        draft = self.draft
        known = [*draft.clauses, *draft.articles, *draft.parts, *draft.instruments]
        for candidate in (f"{clause.article}.{label}", label):
            if candidate in known:
                return candidate
        ends = [name for name in known if name.endswith(f".{label}")]
        if len(ends) == 1:
            return ends[0]
        near = nearest(label, [*known, *(name.rpartition(".")[2] for name in draft.clauses)])
        advice = f"Did you mean “{near}”?" if near else ""
        raise self.refuse("TL101", f"“{label}” is no clause, article or treaty", place, advice)

    def _same(
        self,
        text: Text,
        runs: tuple[str | Ref, ...],
        points: tuple[tuple[str | Ref, ...], ...],
        sentence: EntrySentence,
    ) -> None:
        """Hold a text to the one that it renders: as many points, and the same references."""
        if len(points) != len(text.points):
            message = f"the text has {len(text.points)} points, and this entry {len(points)}"
            raise self.refuse(ENTRY, message, sentence.place, "Render each point by one.")
        ours, theirs = _references((runs, *points)), _references((text.runs, *text.points))
        if ours == theirs:
            return
        if missing := sorted((theirs - ours).elements()):
            message = f"this entry lacks the reference {{{missing[0]}}}"
        else:
            more = sorted((ours - theirs).elements())
            message = f"the text has no reference {{{more[0]}}}, and this entry has"
        raise self.refuse(ENTRY, message, sentence.words.place, "Make the same references.")


_CLAUSES = {
    "text": "a clause with a text", "decision": "a clause on a decision on words of the draft",
    "verification": "a clause that words of the draft verify", "because": "a clause with a reason",
    "source": "a clause with a source", "attribute": "an attribute of an act",
    "option": "an option of an attribute", "organ": "an organ", "article": "an article",
    "unit": "a unit", "event": "an event", "act": "an act", "weights": "weights",
    "treaty": "a treaty",
}  # fmt: skip


def _said(key: tuple[str, str, int]) -> str:
    return " ".join(str(part) for part in key if part)


def _references(parts: Iterable[tuple[str | Ref, ...]]) -> Counter[str]:
    return Counter(run.label for runs in parts for run in runs if isinstance(run, Ref))


def quoted_verifiers(draft: Draft, clause: Clause) -> tuple[str, ...]:
    """Return what verifies a clause by words of the draft alone, in order."""
    names = (draft.clauses, draft.articles, draft.acts, draft.organs, draft.states)
    return tuple(v for v in clause.verified_by if not any(v in known for known in names))


def worded_decisions(draft: Draft, clause: str) -> tuple[str, ...]:
    """Return the subjects of a clause's decisions that are words of the draft alone, in order."""
    return tuple(
        item.subject
        for item in draft.institutions.decisions
        if item.clause == clause and is_worded(draft, item)
    )


def is_worded(draft: Draft, item: Decision) -> bool:
    """Tell whether the subject of a decision is words of the draft, and no declared name."""
    return bool(item.subject) and item.subject not in {*draft.acts, *draft.matters}


def named(draft: Draft) -> Mapping[str, Mapping[str, int]]:
    """Return what a draft declares of each kind, with how many things of a name have words."""

    def each(names: Iterable[str]) -> dict[str, int]:
        return dict.fromkeys(names, 1)

    clauses: Mapping[str, Clause] = draft.clauses
    articles: Mapping[str, Article] = draft.articles
    attributes = {f"{act.name}.{name}": a for act in draft.acts.values()
                  for name, a in act.attributes.items()}  # fmt: skip
    known = draft.institutions
    powers = set(draft.powers)
    return {
        "treaty": each(draft.instruments),
        "article": each(articles),
        **{
            kind: each(name for name, item in draft.parts.items() if item.kind == kind)
            for kind in ("part", "title", "chapter", "section")
        },
        "text": {name: len(item.texts) for name, item in clauses.items() if item.texts},
        "class": each(draft.classes),
        "state": each(draft.states),
        "organ": each(draft.organs),
        "unit": each(draft.units),
        "quantity": each(draft.quantities),
        "fact": each(draft.facts),
        "event": each(draft.events),
        "act": each(
            [name for name in draft.acts if name not in powers]
            + [act.accept for act in draft.acts.values() if act.accept]
        ),
        "attribute": each(attributes),
        "option": each(f"{name}.{o}" for name, a in attributes.items() for o in a.options),
        "matter": each(draft.matters),
        "weights": each(known.weights),
        "vote": each(known.votes),
        "procedure": each(known.procedures),
        "decision": {c: len(worded_decisions(draft, c)) for c in clauses
                     if worded_decisions(draft, c)},
        "verification": {name: len(found) for name, item in clauses.items()
                         if (found := quoted_verifiers(draft, item))},
        "because": {name: len(item.reasons) for name, item in clauses.items() if item.reasons},
        "source": {name: len(item.sources) for name, item in clauses.items() if item.sources},
    }  # fmt: skip
