"""What a document asks of a language. One meaning, several tongues: each says it its own way.

English is one implementation (``english.py``), made of the modules that the checker's stories use
as well. The others share ``speaker.py``. All of them are given the model's own nodes, so that a
text can differ from another in its words and in nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from treatylang.syntax.source import Place

if TYPE_CHECKING:
    from treatylang.model.draft import (
        AgentClass,
        Article,
        Clause,
        Draft,
        Instrument,
        Matter,
        Norm,
        Part,
        Survival,
        UnitName,
    )
    from treatylang.model.institutions import Final, Procedure, Weights


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the points that it ends with, if any, and the sentences after it.

    ``word`` tells how the points are joined: "and" or "or", whatever the language.
    """

    text: str
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    word: str = "and"


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition: the ``term`` that it is sorted by, its text, and the conditions that it ends
    with, if any, joined by ``word``."""

    term: str
    text: str
    conditions: tuple[str, ...] = ()
    word: str = "and"


@dataclass(frozen=True, slots=True)
class Gap:
    """What a text in a language needs and its lexicon does not say.

    ``name`` is what the entry is about ("act train"), ``form`` the form that is missing ("" where
    the whole entry is), ``place`` where it is declared, or the entry that lacks the form.
    """

    name: str
    form: str
    place: Place


class Language(Protocol):
    """One language, speaking of one draft. References in what it returns are marked
    (``marks.py``); ``here`` is the clause, article or instrument in which words stand."""

    code: str
    direction: str
    """"ltr" or "rtl"."""

    @property
    def gaps(self) -> Sequence[Gap]:
        """What was missing in all that was said so far. English lacks nothing: it is the draft."""
        ...

    # --- the frame of a document ----------------------------------------------------------------

    def label(self, name: str) -> str:
        """Return words of the page itself ("contents", "skip"), or of a heading
        ("terms_heading", "conflicts_heading", "voting_heading")."""
        ...

    def title(self, treaty: Instrument) -> str: ...

    def version(self, treaty: Instrument) -> str:
        """Return "Draft, version 3"; "" where the draft names no version."""
        ...

    def concluded(self, treaty: Instrument) -> str:
        """Return where and when the treaty was done, for its title page; "" without a day."""
        ...

    def texts(self, treaty: Instrument) -> str:
        """Return the authentic languages, for the title page."""
        ...

    def parties(self, treaty: Instrument, states: Sequence[str]) -> str:
        """Return the head of the preamble: these States by name, or "The Parties to ..."."""
        ...

    def recitals(self) -> tuple[str, ...]: ...

    def opening(self, recital: str) -> str:
        """Return the participle that a recital begins with, to be set apart; "" for none."""
        ...

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        """Return what ends the preamble, of the same parties: "Have agreed as follows:"."""
        ...

    def witness(self, treaty: Instrument) -> str: ...

    def done(self, treaty: Instrument) -> str: ...

    def signature(self, state: str) -> str: ...

    def division(self, item: Article | Part) -> str:
        """Return "Article 4", "Annex 1", "Part II"."""
        ...

    def heading(self, item: Article | Part) -> str: ...

    def paragraph(self, number: str) -> str:
        """Return a paragraph's number as it is printed before it: "1."."""
        ...

    # --- provisions -----------------------------------------------------------------------------

    def norm(self, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Told:
        """Return a norm; ``heads`` are its references ("notwithstanding", ids)."""
        ...

    def text(self, clause: Clause, position: int) -> Told:
        """Return the clause's provision that is text only, the ``position``-th of them."""
        ...

    def final(self, clause: Clause, item: Final) -> Told: ...

    def survival(self, clause: Clause, survival: Survival) -> str: ...

    def verified(self, clause: Clause) -> str:
        """Return how compliance with the clause is verified."""
        ...

    def note(self, clause: Clause, kind: str, position: int) -> str:
        """Return a reason ("because") or a source ("source") of the clause, the ``position``-th of
        them, as a sentence of its own for a footnote."""
        ...

    # --- unnumbered articles --------------------------------------------------------------------

    def terms(self, treaty: Instrument) -> str:
        """Return what opens the definitions: "For the purposes of this Treaty:"."""
        ...

    def definition(self, here: str, item: AgentClass | UnitName | Matter) -> Definition: ...

    def prevails(self, here: str, winner: str, losers: Sequence[str]) -> str: ...

    def principle(self, name: str) -> str:
        """Return "lex specialis", "lex posterior" or "lex superior" as a provision."""
        ...

    def composition(self, here: str, organ: str) -> Told: ...

    def weights(self, here: str, item: Weights) -> Told: ...

    def vote(self, here: str, name: str) -> Told: ...

    def procedure(self, here: str, item: Procedure) -> Told: ...

    # --- punctuation ----------------------------------------------------------------------------

    def points(
        self, parts: Sequence[str], word: str = "and", end: str = "", level: int = 0
    ) -> tuple[tuple[str, str], ...]:
        """Return points with their labels and stops: ("(a)", "...;"). ``level`` 1 are points
        within a point; ``word`` is "and", "or" or "": then they are joined by nothing but a
        semicolon, and what ends with a stop of its own keeps it. ``end`` is the last point's stop
        ("": a full stop)."""
        ...

    def stop(self, last: bool = True) -> str:
        """Return what ends the last point, or else one before it: a full stop, a semicolon."""
        ...

    def sorted_by(self, term: str) -> tuple[object, ...]:
        """Return the key that puts a term in its place of the language's alphabet."""
        ...

    def opens(self, text: str) -> str:
        """Return a text that points follow, with its colon."""
        ...

    def joined(self, sentences: Sequence[str]) -> str:
        """Return sentences one after the other."""
        ...


_HOMES = {
    "en": "treatylang.prose.english",
    "ar": "treatylang.prose.ar",
    "es": "treatylang.prose.es",
    "fr": "treatylang.prose.fr",
    "ru": "treatylang.prose.ru",
    "zh": "treatylang.prose.zh",
}
LANGUAGES = tuple(_HOMES)


def language(draft: Draft, code: str) -> Language:
    """Return a language, to speak of the draft. Raises ValueError for one that there is not."""
    if code not in _HOMES:
        raise ValueError(f"unknown language “{code}”; known are {', '.join(LANGUAGES)}")
    speaker: Language = import_module(_HOMES[code]).speaker(draft)
    return speaker
