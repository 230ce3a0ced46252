"""English, as a language that documents are written in: it needs no lexicon, for it is the draft's
own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatylang.model.draft import (
    AgentClass,
    Article,
    Clause,
    Draft,
    Instrument,
    Matter,
    Norm,
    Part,
    Ref,
    Survival,
    UnitName,
)
from treatylang.model.formula import BEARER
from treatylang.model.institutions import Final, Procedure, Weights
from treatylang.prose import final_clauses
from treatylang.prose.formulas import act_words, points, relative
from treatylang.prose.language import Definition, Gap, Told
from treatylang.prose.lists import letter, roman, series
from treatylang.prose.marks import mark, plain
from treatylang.prose.morphology import a_or_an
from treatylang.prose.norms import norm_sentence
from treatylang.prose.numbers import amount, calendar, in_bases
from treatylang.prose.references import refer, refer_by_number
from treatylang.prose.structure import is_bilateral
from treatylang.prose.templates import final, passage
from treatylang.prose.voice import (
    IT,
    Voice,
    agent_name,
    class_name,
    country,
    kind_of_instrument,
)
from treatylang.prose.weights import weights_words

_COUNTED = re.compile(
    r"\b(Article|paragraph|Annex|Part|Title|Chapter|Section"
    r"|(?:Articles|paragraphs|Annexes|Parts|Titles|Chapters|Sections)"
    r"(?: \w{1,4}(?:(?:,| to| and| or) \w{1,4})*(?:,| to| and| or))?) $",
    re.IGNORECASE,
)
"""After these words of a draft's own text, a reference is its number alone."""
_ENDS = (".", ":", ";", "!", "?", ".”", ".’")
_OPENING = re.compile(
    r"((?:Also|Further|Deeply|Fully|Gravely|Keenly|Firmly|Strongly|Again|Likewise|Moreover) )?"
    r"(Having regard to|Having in mind|Bearing in mind|Taking into account|Taking note|Mindful"
    r"|Conscious|Aware|Desirous|Anxious|Resolute|[a-z]+(?:ing|ed))(?: (?:also|further|again))?"
    r"(?= )",
    re.IGNORECASE,
)
"""The participle or adjective of a recital, with the adverb before or after it."""
_NAMES = dict(
    pair.split(":")
    for pair in (
        "ar:Arabic zh:Chinese en:English fr:French ru:Russian es:Spanish bg:Bulgarian hr:Croatian "
        "cs:Czech da:Danish nl:Dutch et:Estonian fi:Finnish de:German el:Greek hu:Hungarian "
        "ga:Irish it:Italian lv:Latvian lt:Lithuanian mt:Maltese pl:Polish pt:Portuguese "
        "ro:Romanian sk:Slovak sl:Slovenian sv:Swedish ja:Japanese ko:Korean hi:Hindi "
        "id:Indonesian ms:Malay sw:Swahili tr:Turkish uk:Ukrainian he:Hebrew fa:Persian "
        "no:Norwegian vi:Vietnamese th:Thai la:Latin rm:Romansh ca:Catalan sr:Serbian "
        "mk:Macedonian sq:Albanian bn:Bengali ur:Urdu"
    ).split()
)


def speaker(draft: Draft) -> English:
    return English(draft)


class English:
    """English, speaking of one draft."""

    code = "en"
    direction = "ltr"
    gaps: Sequence[Gap] = ()

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def _voice(self, here: str) -> Voice:
        return Voice(self._draft, here=here, links=True)

    # --- the frame of a document ----------------------------------------------------------------

    def label(self, name: str) -> str:
        return final(name) if name == "voting_heading" else passage(name)

    def title(self, treaty: Instrument) -> str:
        return _clean(treaty.title)

    def version(self, treaty: Instrument) -> str:
        return passage("version", treaty.version) if treaty.version else ""

    def concluded(self, treaty: Instrument) -> str:
        if treaty.done_on is None:
            return ""
        return passage("concluded", treaty.done_at, calendar(treaty.done_on))

    def texts(self, treaty: Instrument) -> str:
        return passage("texts", self._tongues(treaty), len(treaty.authentic))

    def _tongues(self, treaty: Instrument) -> str:
        return series([_NAMES.get(code.lower(), code) for code in treaty.authentic])

    def parties(self, treaty: Instrument, states: Sequence[str]) -> str:
        names = series([agent_name(self._draft, name) for name in states])
        called = class_name(self._draft, treaty.parties, plural=True) if treaty.parties else ""
        kind = kind_of_instrument(self._draft, treaty.name)
        return _capital(passage("parties", names, called, kind))

    def recitals(self) -> tuple[str, ...]:
        return tuple(_capital(f"{_clean(text).rstrip('.,;: ')},") for text in self._draft.recitals)

    def opening(self, recital: str) -> str:
        found = _OPENING.match(recital)
        return found[0] if found else ""

    def agreed(self, treaty: Instrument, states: Sequence[str]) -> str:
        return passage("agreed")

    def witness(self, treaty: Instrument) -> str:
        return passage("witness", kind_of_instrument(self._draft, treaty.name))

    def done(self, treaty: Instrument) -> str:
        day = calendar(treaty.done_on) if treaty.done_on else ""
        tongues, two = self._tongues(treaty), is_bilateral(self._draft, treaty)
        return passage("done", treaty.done_at, day, tongues, len(treaty.authentic), two)

    def signature(self, state: str) -> str:
        return passage("signature", country(self._draft.states[state].phrase or state))

    def division(self, item: Article | Part) -> str:
        return item.name

    def heading(self, item: Article | Part) -> str:
        return _clean(item.heading)

    def paragraph(self, number: str) -> str:
        return f"{number}." if number else ""

    # --- provisions -----------------------------------------------------------------------------

    def norm(self, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Told:
        told = norm_sentence(self._voice(norm.clause), norm, heads)
        return Told(told.text, told.points, (told.after,) if told.after else (), told.word)

    def text(self, clause: Clause, position: int) -> Told:
        voice, text = self._voice(clause.id), clause.texts[position]
        listed = tuple(_words(voice, item) for item in text.points)
        said = _words(voice, text.runs)
        return Told(_ended(said, ":" if listed else "."), listed, word="")

    def final(self, clause: Clause, item: Final) -> Told:
        return final_clauses.final_clause(self._voice(clause.id), item)

    def survival(self, clause: Clause, survival: Survival) -> str:
        article = self._draft.articles[clause.article]
        what = refer(self._voice(clause.id), [survival.target or article.instrument])
        return f"This {self._whole(clause)} shall survive the termination of {what}."

    def verified(self, clause: Clause) -> str:
        """Tell how compliance is verified: by an organ, by doing something, under a provision."""
        draft, voice = self._draft, self._voice(clause.id)
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
        return passage("verified", self._whole(clause), series(how))

    def note(self, clause: Clause, kind: str, position: int) -> str:
        said = (clause.reasons if kind == "because" else clause.sources)[position]
        return _ended(_capital(_clean(said)), ".")

    def _whole(self, clause: Clause) -> str:
        several = len(self._draft.articles[clause.article].clauses) > 1
        return "paragraph" if several else "Article"

    # --- unnumbered articles --------------------------------------------------------------------

    def terms(self, treaty: Instrument) -> str:
        return passage("terms", kind_of_instrument(self._draft, treaty.name))

    def definition(self, here: str, item: AgentClass | UnitName | Matter) -> Definition:
        match item:
            case AgentClass():
                return self._class(here, item)
            case UnitName():
                meaning = amount(self._draft, item.unit.scale, in_bases(item.unit))
                return Definition(item.singular, passage("means", item.singular, meaning))
            case Matter(_, phrase, objective):
                meaning = passage("matter", objective)
                return Definition(phrase, passage("means", phrase, meaning))

    def _class(self, here: str, item: AgentClass) -> Definition:
        assert item.where is not None
        voice = self._voice(here)
        parent = a_or_an(class_name(self._draft, item.parent or "") or "State")
        listed = points(voice.calling(BEARER, IT), item.where)
        if listed is None:
            meaning = f"{parent} {relative(voice, item.where, BEARER)}"
            return Definition(item.singular, passage("means", item.singular, meaning))
        word, parts = listed
        meaning = passage("described", parent, word == "and")
        return Definition(item.singular, passage("means", item.singular, meaning), parts, word)

    def prevails(self, here: str, winner: str, losers: Sequence[str]) -> str:
        voice = self._voice(here)
        return passage("prevails", refer(voice, [winner]), refer(voice, losers))

    def principle(self, name: str) -> str:
        return passage("principle", name)

    def composition(self, here: str, organ: str) -> Told:
        return Told(final_clauses.composition(self._voice(here), organ))

    def weights(self, here: str, item: Weights) -> Told:
        return weights_words(self._voice(here), item)

    def vote(self, here: str, name: str) -> Told:
        return final_clauses.vote_sentence(self._voice(here), name)

    def procedure(self, here: str, item: Procedure) -> Told:
        return final_clauses.procedure_words(self._voice(here), item)

    # --- punctuation ----------------------------------------------------------------------------

    def points(
        self, parts: Sequence[str], word: str = "and", end: str = "", level: int = 0
    ) -> tuple[tuple[str, str], ...]:
        label = roman if level else letter
        before_last = f"; {word}" if word else ";"
        ends = [*[";"] * (len(parts) - 2), *[before_last] * (len(parts) > 1), end or "."]
        said = [
            f"{part}{stop}" if word else _ended(part, stop)
            for part, stop in zip(parts, ends, strict=False)
        ]
        return tuple((f"({label(at)})", text) for at, text in enumerate(said))

    def stop(self, last: bool = True) -> str:
        return "." if last else ";"

    def sorted_by(self, term: str) -> tuple[object, ...]:
        return term.casefold(), term

    def opens(self, text: str) -> str:
        return f"{text}:"

    def joined(self, sentences: Sequence[str]) -> str:
        return " ".join(sentences)


def _words(voice: Voice, parts: tuple[str | Ref, ...]) -> str:
    said = ""
    for part in parts:
        if isinstance(part, Ref) and part.words:
            said += mark(part.label, part.words)
        elif isinstance(part, Ref):
            counted = _COUNTED.search(plain(said))
            said += (
                refer_by_number(voice, part.label, counted[1].split()[0])
                if counted
                else refer(voice, [part.label])
            )
        else:
            said += part
    return _clean(said)


def _clean(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str, end: str) -> str:
    return text if text.endswith(_ENDS) or text.endswith((",", "; and", "; or")) else text + end
