"""What all languages but English have in common: the lexicon, references, lists, fixed passages.

A language is a class that derives from Speaker and says the rest. It finds the words of the draft
in the lexicon (``entry``, ``form``); what is not there is marked visibly and remembered as a gap.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from treatylang.model.draft import Article, Clause, Draft, Instrument, Part, Ref
from treatylang.model.formula import And, Formula
from treatylang.model.lexicon import Entry, Lexicon
from treatylang.prose.language import Gap, Told
from treatylang.prose.lists import letter, roman
from treatylang.prose.marks import mark, plain
from treatylang.prose.structure import is_list, pushed
from treatylang.prose.templates import macro
from treatylang.syntax.source import NOWHERE, Place

_BLANKS = re.compile(r"[ \t\r\n]+")
"""Blanks that a template may have too many of; no-break spaces are typography."""
_HEAD = re.compile("[«\u00a0]*(?:\ufdd0[^\ufdd1]*\ufdd1)?")
"""What can stand before the first letter of a text: a quotation mark, the mark of a reference."""


class Speaker(ABC):
    """A language, speaking of one draft."""

    code: str
    direction = "ltr"
    counted: re.Pattern[str]
    """After these words of a text, a reference is its number alone ("les articles ")."""
    paragraph_word = "paragraph"
    """How that word begins in the language, singular and plural."""
    ends: tuple[str, ...] = (".", ":", ";", "!", "?", "…")
    """What a text may end with that has a stop of its own."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._lexicon = draft.lexicons.get(self.code) or Lexicon(self.code)
        self._gaps: dict[Gap, None] = {}

    # --- the lexicon ------------------------------------------------------------------------------

    @property
    def gaps(self) -> Sequence[Gap]:
        return tuple(self._gaps)

    def entry(self, kind: str, name: str, position: int = 0) -> Entry:
        """Return what the lexicon says of a name; where it says nothing, words that show it."""
        found = self._lexicon.find(kind, name, position)
        if found is not None:
            return found
        several = position if position > 1 or kind == "recital" else 0
        said = " ".join(part for part in (kind, name, str(several or "")) if part)
        self._gaps[Gap(said, "", self._declared(kind, name))] = None
        words = f"⟦{said}⟧"
        return Entry(kind, name, words, NOWHERE, runs=(words,))

    def form(self, entry: Entry, form: str) -> str:
        """Return a form of an entry; where it is not said, words that show it."""
        found = entry.forms.get(form)
        if found is not None:
            return found
        said = f"{entry.kind} {entry.name}"
        if entry.place is not NOWHERE:
            self._gaps[Gap(said, form, entry.place)] = None
        return f"⟦{said}: {form}⟧"

    def flag(self, entry: Entry, *group: str) -> str:
        """Return the flag of a group that an entry has; the first, as a gap, where it has none."""
        found = next((flag for flag in group if flag in entry.flags), "")
        if not found and entry.place is not NOWHERE:
            self._gaps[Gap(f"{entry.kind} {entry.name}", " or ".join(group), entry.place)] = None
        return found or group[0]

    def kind_of(self, name: str) -> str:
        """Return what a name that is declared once stands for: "quantity", "matter", "votes"."""
        draft, known = self.draft, self.draft.institutions
        tables = {
            "quantity": draft.quantities, "matter": draft.matters, "event": draft.events,
            "weights": known.weights, "vote": known.votes, "procedure": known.procedures,
        }  # fmt: skip
        return next(kind for kind, table in tables.items() if name in table)

    def _declared(self, kind: str, name: str) -> Place:
        draft, known = self.draft, self.draft.institutions
        act = name.partition(".")[0]
        if kind in ("attribute", "option") and act in draft.acts:
            return draft.acts[act].place
        accepting = next((item for item in draft.acts.values() if item.accept == name), None)
        if kind == "act" and accepting is not None:
            return accepting.place
        if name in draft.clauses:
            return draft.clauses[name].place
        tables: tuple[Any, ...] = (
            draft.instruments, draft.articles, draft.parts, draft.classes, draft.states,
            draft.organs, draft.units, draft.quantities, draft.facts, draft.events, draft.acts,
            draft.matters, known.weights, known.votes, known.procedures,
        )  # fmt: skip
        for table in tables:
            if name in table:
                place: Place = table[name].place
                return place
        main = next(iter(draft.instruments.values()), None)
        return main.place if main else Place(draft.root, 0, 0, 1, 1)

    # --- fixed passages ---------------------------------------------------------------------------

    def passage(self, name: str, *parts: Any) -> str:
        """Return a passage of the language's ``document.j2``."""
        return self.tidy(macro(f"{self.code}/document.j2", name, *parts))

    def final_passage(self, name: str, *parts: Any) -> str:
        """Return a sentence of the language's ``institutions.j2``."""
        return self.tidy(macro(f"{self.code}/institutions.j2", name, *parts))

    def tidy(self, text: str) -> str:
        """Return words as they are printed: single blanks, the language's typography."""
        text = _BLANKS.sub(" ", text).strip()
        return self.typeset(re.sub(r" (?=[,.])", "", text))

    def typeset(self, text: str) -> str:
        """Apply the rules on spaces and marks of the language."""
        return text

    def capital(self, text: str) -> str:
        """Return the text with a capital at its head, which a mark of reference may precede."""
        head = _HEAD.match(text)
        at = head.end() if head else 0
        return text[:at] + text[at : at + 1].upper() + text[at + 1 :]

    # --- the frame of a document ------------------------------------------------------------------

    def label(self, name: str) -> str:
        return (self.final_passage if name == "voting_heading" else self.passage)(name)

    def title(self, treaty: Instrument) -> str:
        return self.typeset(self.entry("treaty", treaty.name).words)

    def version(self, treaty: Instrument) -> str:
        if not treaty.version:
            return ""
        entry = self.entry("treaty", treaty.name)
        words = treaty.version
        if not words[:1].isdigit():
            words = self.form(entry, "version")
        return self.passage("version", words)

    def place(self, treaty: Instrument) -> str:
        """Return where the treaty was done, as the language calls it."""
        if not treaty.done_at:
            return ""
        return self.form(self.entry("treaty", treaty.name), "done at")

    def recitals(self) -> tuple[str, ...]:
        said = (self.entry("recital", "", at) for at, _ in enumerate(self.draft.recitals, start=1))
        return tuple(self.recital(self.typeset(entry.words)) for entry in said)

    def recital(self, text: str) -> str:
        """Return a recital with what ends it."""
        return self.capital(f"{text.rstrip('.,;: ')},")

    def opening(self, recital: str) -> str:
        """Return what a recital begins with, to be set apart: its first word, as a rule."""
        return ""

    def heading(self, item: Article | Part) -> str:
        kind = item.kind if isinstance(item, Part) else "article"
        return self.typeset(self.entry(kind, item.id).words) if item.heading else ""

    def paragraph(self, number: str) -> str:
        return f"{number}." if number else ""

    # --- texts ------------------------------------------------------------------------------------

    def text(self, clause: Clause, position: int) -> Told:
        entry = self.entry("text", clause.id, position + 1)
        listed = tuple(self._words(clause.id, runs) for runs in entry.points)
        if not listed and clause.texts[position].points and entry.place is NOWHERE:
            listed = tuple(entry.words for _ in clause.texts[position].points)
        said = self._words(clause.id, entry.runs)
        return Told(self.opens(said) if listed else self.ended(said), listed, word="")

    def note(self, clause: Clause, kind: str, position: int) -> str:
        said = self.entry(kind, clause.id, position + 1).words
        return self.capital(self.ended(self.typeset(said)))

    def _words(self, here: str, parts: tuple[str | Ref, ...]) -> str:
        said = ""
        for part in parts:
            if isinstance(part, str):
                said += part
                continue
            counted = self.counted.search(plain(said))
            if counted is None:
                said = self.attach(said, here, part.label)
            else:
                said += self.number_of(here, part.label, counted[1].lower())
        return self.typeset(said)

    def ended(self, text: str, end: str = "") -> str:
        """Return a text with a stop, unless it has one."""
        return text if plain(text).endswith(self.ends) else text + (end or self.stop())

    def opens(self, text: str) -> str:
        return self.typeset(f"{text.rstrip().rstrip(':').rstrip()} :")

    def joined(self, sentences: Sequence[str]) -> str:
        return " ".join(sentences)

    def stop(self, last: bool = True) -> str:
        return "." if last else ";"

    def sorted_by(self, term: str) -> tuple[object, ...]:
        return term.casefold(), term

    def points(
        self, parts: Sequence[str], word: str = "and", end: str = "", level: int = 0
    ) -> tuple[tuple[str, str], ...]:
        last = len(parts) - 1
        said = []
        for at, part in enumerate(parts):
            stop = (end or self.stop()) if at == last else self.stop(last=False)
            joins = self.joins(word) if word and at == last - 1 else ""
            ended = self.ended(part, stop) if not word else f"{part}{stop}{joins}"
            said.append((self.point(at, level), self.typeset(ended)))
        return tuple(said)

    def point(self, at: int, level: int) -> str:
        """Return the label of a point, by its position from zero."""
        return f"{(roman if level else letter)(at)})"

    def joins(self, word: str) -> str:
        """Return what stands after the semicolon of the last point but one: " et"."""
        return ""

    # --- references -------------------------------------------------------------------------------

    def targets(self, here: str, names: Sequence[str]) -> list[tuple[str, str, list[str]]]:
        """Group what is cited together: ("paragraphs", article, clauses), ("articles" or
        "annexes", instrument, articles), ("part", "title", "chapter" or "section", the part or
        instrument that they stand in, parts), ("here", clause, article or part), ("instrument",
        name)."""
        found = [(*self._key(here, name), name) for name in names]
        return [
            (kind, owner, [name for _, _, name in group])
            for (kind, owner), group in groupby(found, key=lambda item: item[:2])
        ]

    def _key(self, here: str, name: str) -> tuple[str, str]:
        draft = self.draft
        clause = self.clause(name)
        if clause is None and name in draft.parts:
            part = draft.parts[name]
            return ("here", name) if name in self.around(here) else (part.kind, part.above)
        if clause is None and name not in draft.articles:
            return "instrument", name
        article = draft.articles[clause.article if clause else name]
        own = self.article(here)
        if clause is not None and clause.id == here:
            return ("here", clause.id) if len(article.clauses) > 1 else ("here", article.id)
        if clause is not None and (len(article.clauses) > 1 or article.id == own):
            return "paragraphs", article.id
        if article.id == own:
            return "here", article.id
        return ("annexes" if article.annex else "articles"), article.instrument

    def clause(self, name: str) -> Clause | None:
        """Return the clause with this id, or the clause of the norm with this id."""
        norm = self.draft.norms.get(name)
        return self.draft.clauses.get(norm.clause if norm else name.partition("/")[0])

    def article(self, here: str) -> str:
        """Return the article that words stand in; "" for none."""
        clause = self.draft.clauses.get(here)
        return clause.article if clause else (here if here in self.draft.articles else "")

    def around(self, here: str) -> tuple[str, ...]:
        """Return the parts in which words stand, the innermost first."""
        article = self.article(here)
        return self.draft.within(article) if article else ()

    def instrument(self, here: str) -> str:
        """Return the instrument that words stand in; "" for none."""
        if here in self.draft.instruments:
            return here
        article = self.draft.articles.get(self.article(here))
        return article.instrument if article else ""

    def cited(self, kind: str, name: str) -> tuple[str, str]:
        """Return what a name is cited by in a group: the id that it links to, and its number."""
        clause = self.clause(name)
        if name in self.draft.parts:
            return name, self.draft.parts[name].number
        if kind == "paragraphs" and clause is not None:
            return clause.id, clause.number
        article = self.draft.articles[clause.article if clause else name]
        return article.id, article.number

    def linked(self, target: str, words: str) -> str:
        return mark(target, words)

    def number_of(self, here: str, name: str, word: str) -> str:
        """Return the number alone, for a text that says "articles" or "paragraphe" (``word``)
        itself."""
        clause = self.clause(name)
        article = self.draft.articles.get(clause.article if clause else name)
        if name in self.draft.parts and not word.startswith(self.paragraph_word):
            return self.linked(name, self.draft.parts[name].number)
        if article is None:
            return self.attach("", here, name)
        if clause is None:
            return self.linked(article.id, article.number)
        if word.startswith(self.paragraph_word):
            number = self.linked(clause.id, clause.number)
            return number if article.id == self.article(here) else self.of_article(number, article)
        alone = len(article.clauses) == 1
        said = article.number if alone else f"{article.number}({clause.number})"
        return self.linked(article.id if alone else clause.id, said)

    @abstractmethod
    def of_article(self, number: str, article: Article) -> str:
        """Return "2 de l’article 4"."""

    @abstractmethod
    def attach(self, said: str, here: str, name: str) -> str:
        """Return a text with a reference after it: "paragraphe 2 de l’article 4". What a language
        fuses ("de le") it fuses here."""

    # --- formulas ---------------------------------------------------------------------------------

    def parts(self, item: Formula) -> tuple[str, tuple[Formula, ...]]:
        """Return ("and" or "or", parts) of a list, or ("", the statement alone)."""
        item = pushed(item)
        if not is_list(item):
            return "", (item,)
        return ("and" if isinstance(item, And) else "or"), item.parts
