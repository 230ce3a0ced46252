"""The model: a draft with every name resolved, every unit checked, every node with its place.

Immutable throughout. It is the hub between the syntax and the three readers (checker, evaluator,
documents); none of them sees the syntax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from treatylang.findings import Finding
from treatylang.model.formula import (
    BEARER,
    Bound,
    BreachDay,
    EventDay,
    Formula,
    IsMember,
    Not,
    Op,
    Party,
    RecordDay,
    Term,
    Window,
)
from treatylang.model.institutions import Institutions
from treatylang.model.units import Unit
from treatylang.syntax.source import NOWHERE, Place

if TYPE_CHECKING:
    from treatylang.model.lexicon import Lexicon

# --- vocabulary ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty: one file's header. ``rank`` orders instruments (1 is the highest); ``parties`` is
    the class of its parties ("" where that is not said)."""

    name: str
    title: str
    place: Place
    version: str = ""
    done_at: str = ""
    done_on: date | None = None
    in_force_on: date | None = None
    authentic: tuple[str, ...] = ("en",)
    rank: int | None = None
    parties: str = ""
    as_it_stands: bool = False
    """Whether its document has the draft's own words and numbers and no others."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand outside the articles of a treaty ``as it stands``, in their order:
    ``kind`` is "recital", "heading" or "closing"; each of its ``words`` is a line."""

    kind: str
    words: tuple[str, ...]
    instrument: str
    place: Place


@dataclass(frozen=True, slots=True)
class UnitName:
    """A declared unit with its words. ``whole`` units are counted in whole numbers."""

    name: str
    unit: Unit
    singular: str
    plural: str
    whole: bool
    place: Place


@dataclass(frozen=True, slots=True)
class AgentClass:
    """A class of agents. With ``where`` the class is defined: member of the parent and so.

    Without ``where`` membership is a fact of the scenario (which implies that of the parent).
    """

    name: str
    singular: str
    plural: str
    parent: str | None
    where: Formula | None
    place: Place


@dataclass(frozen=True, slots=True)
class State:
    """A named State; ``classes`` are those it is declared to be in."""

    name: str
    phrase: str
    classes: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ at a level: a single one, or one ``of_each`` member of a class."""

    name: str
    phrase: str
    level: str | None
    of_each: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of each member of class ``of`` (of the world where None); ``controlled`` ones are
    conduct of their holder. ``whole``: counted in a unit of whole numbers."""

    name: str
    of: str | None
    unit: Unit
    phrase: str
    controlled: bool
    whole: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    of: str | None
    phrase: str
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    of: str | None
    phrase: str
    place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an act: a number with a unit, or one of ``options``."""

    name: str
    phrase: str
    unit: Unit
    options: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """An act by a member of ``actor`` (to a member of ``other``).

    ``accept`` is the act's name on the other side ("" where it has none). ``once``: all duties to
    do it are about one instance. ``excludes``: acts that the same agent cannot do at the same
    time. ``concerns``: the matter that doing it regulates. ``less_intrusive_than``: measures on
    the same matter that it could replace, as far as it ``suffices`` (None: always).
    """

    name: str
    phrase: str
    past: str
    """The past participle's phrase ("conducted a training run"); "" leaves it to the writer."""
    actor: str
    other: str | None
    attributes: Mapping[str, Attribute]
    accept: str
    accept_phrase: str
    once: bool
    excludes: tuple[str, ...]
    concerns: str | None
    less_intrusive_than: tuple[str, ...]
    suffices: Formula | None
    place: Place


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of regulation with what subsidiarity asks of it (semantics, section 5).

    ``reaches`` is read in order, the first whose condition holds giving the level that contains
    the effects (a condition of None always holds). ``achieved`` says where units of a level can
    achieve the objective; a level above one that can, can too. ``uniform``: when uniform rules
    are required (the Swiss test). ``listed``: subject to the necessity test (the German test).
    """

    name: str
    phrase: str
    objective: str
    reaches: tuple[tuple[str, Formula | None], ...]
    achieved: tuple[tuple[str, Formula | None], ...]
    uniform: Formula | None
    listed: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Assumption:
    """What every scenario obeys. ``label`` identifies it in findings ("assumption 2").

    Either a ``formula`` (about any agent, as BEARER, where it names the class ``about``), or the
    ``event`` that happens within ``window``. Facts read from a data file are assumptions too.
    """

    label: str
    place: Place
    about: str | None = None
    formula: Formula | None = None
    event: EventDay | None = None
    window: Window = ()
    then: EventDay | None = None
    """With ``event``: an order. Where ``then`` happens, ``event`` happened before it."""

    @property
    def apart(self) -> tuple[str, str] | None:
        """Two classes of which this says that nobody is in both."""
        match self.about, self.formula:
            case str(one), Not(IsMember(agent, other)) if agent == BEARER:
                return one, other
        return None


# --- norms --------------------------------------------------------------------------------------


class Modality(Enum):
    DUTY = "duty"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    EXEMPTION = "exemption"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True)
class DoAct:
    """Content: an instance of the act with attributes within all ``bounds``.

    ``accepting``: the bearer is the receiving side, and ``other`` the acting one.
    """

    act: str
    bounds: tuple[Bound, ...]
    other: Party | None = None
    accepting: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Keep:
    """Content: the bearer's controlled quantity satisfies all bounds (at every time)."""

    quantity: str
    bounds: tuple[tuple[Op, Term], ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class HasCompetence:
    """Content: competence over a matter: "exclusive", "shared" or "supporting"."""

    matter: str
    kind: str
    returns: Formula | None = None
    """The condition under which the competence returns to the level below, where one is stated."""
    place: Place = field(default=NOWHERE, compare=False)


Content = DoAct | Keep | HasCompetence


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a norm, or one of its exceptions, with the word that introduced it.

    ``word`` is "if", "when", "where", "that" (in the subject) or "provided that" for conditions
    and "unless" for exceptions.
    """

    word: str
    formula: Formula
    place: Place
    leading: bool = False
    """Whether it stood at the head of the sentence."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm. It applies where its bearer is in its class, every condition holds, no exception
    does, every event that opens its window has happened, and no carve-out applies."""

    id: str
    clause: str
    modality: Modality
    bearer: str
    """The name of a class, organ or State."""
    determiner: str
    """"each", "no", "a", "the" or "" (a State by name)."""
    content: Content
    conditions: tuple[Condition, ...]
    exceptions: tuple[Condition, ...]
    window: Window
    trigger: RecordDay | BreachDay | EventDay | None
    """What "thereafter" counts from."""
    carve_outs: tuple[str, ...]
    """Norms whose scope is outside this one ("except as provided in")."""
    place: Place


class PrecedenceKind(Enum):
    NOTWITHSTANDING = "notwithstanding"
    SUBJECT_TO = "subject to"
    PREVAILS = "prevails over"


@dataclass(frozen=True, slots=True)
class Precedence:
    """``winner`` prevails over ``loser``: both are norm ids. ``target`` is what was written (a
    clause, an article, a part or an instrument), for prose."""

    winner: str
    loser: str
    kind: PrecedenceKind
    place: Place
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from a clause to a clause, article, part or instrument, as written."""

    source: str
    target: str
    word: str
    """"notwithstanding", "subject to", "except as provided in", "without prejudice to",
    "breach of", "verified by", "text"."""
    place: Place


@dataclass(frozen=True, slots=True)
class Power:
    """To "suspend", "resume" or "terminate" (``verb``) a clause, an article or a treaty: an
    ``act``, and the ``event`` that it brings about where a norm lets the agent do it. ``norms``
    are those that it reaches."""

    act: str
    verb: str
    target: str
    event: str
    norms: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    """Those of the norms that apply only once the event has happened."""
    granted: bool = False
    """Whether some norm lets anybody exercise it."""


@dataclass(frozen=True, slots=True)
class Survival:
    """``secrecy survives termination``: clauses that stay in force after the termination of the
    target (of anything, where it is "")."""

    clauses: tuple[str, ...]
    target: str
    place: Place


# --- structure ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Allowance:
    code: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Text:
    """A provision that is text only. ``runs`` alternates plain strings and label references
    (``("as in ", Ref("oversight.aim"), ".")``); ``points`` are its lettered points."""

    runs: tuple[str | Ref, ...]
    points: tuple[tuple[str | Ref, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference; ``words`` are what it is printed as, where the draft says so."""

    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled provision: one paragraph of the document. ``norms`` are ids, in order."""

    id: str
    label: str
    article: str
    norms: tuple[str, ...]
    texts: tuple[Text, ...]
    number: str
    """As cited: "1", pinned or counted."""
    place: Place
    label_place: Place
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    verified_by: tuple[str, ...] = ()
    """Clause ids, act or organ names, or quoted text, that verify this clause."""
    printed: str = ""
    """Its number as it is to be printed ("1 bis."), where the draft says so."""
    serves: tuple[str, ...] = ()
    """The matters of final clauses (``topics.TOPICS``) that it is said to settle."""
    references: tuple[tuple[str, tuple[str, ...], Place], ...] = ()
    """(word, targets as ids, place) of its heads: "notwithstanding", "subject to",
    "without prejudice to", "except as provided in", in the order written."""


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    heading: str
    instrument: str
    number: str
    annex: bool
    clauses: tuple[str, ...]
    place: Place
    printed: str = ""
    """What is to be printed in place of "Article 4", where the draft says so."""
    part: str = ""
    """The innermost part (title, chapter, section) that it stands in; "" for none."""

    @property
    def name(self) -> str:
        """Return "Article 4" or "Annex 1"; of one without a number, its heading."""
        if not self.number:
            return f"“{self.heading or self.id}”"
        return f"{'Annex' if self.annex else 'Article'} {self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part, title, chapter or section (``kind``), which groups articles. ``parent`` is the part
    that it stands in, "" for none; ``number`` as cited: "II"."""

    id: str
    kind: str
    heading: str
    instrument: str
    number: str
    parent: str
    place: Place
    printed: str = ""
    """What is to be printed in place of "Part II", where the draft says so."""

    @property
    def above(self) -> str:
        """Return the part or else the instrument that it stands in."""
        return self.parent or self.instrument

    @property
    def name(self) -> str:
        """Return "Part II"; of one without a number, its heading."""
        if not self.number:
            return f"“{self.heading or self.id}”"
        return f"{self.kind.capitalize()} {self.number}"


# --- what a draft asks for ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cover:
    """``cover M if C``: every scenario inside C is to be regulated. ``subject`` names an act or a
    matter."""

    subject: str
    condition: Formula | None
    place: Place


@dataclass(frozen=True, slots=True)
class Verified:
    """``every norm of X is verified``: X an article, a clause or an instrument."""

    target: str
    clauses: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Simultaneous:
    """``commitments a and b are simultaneous``."""

    clauses: tuple[str, ...]
    place: Place


# --- scenarios ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenAgent:
    name: str
    classes: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class GivenAct:
    agent: str
    act: str
    other: str | None
    attributes: Mapping[str, Fraction | str]
    day: int | date
    place: Place


@dataclass(frozen=True, slots=True)
class GivenEvent:
    event: str
    of: str | None
    day: int | date
    place: Place


@dataclass(frozen=True, slots=True)
class GivenFact:
    name: str
    of: str | None
    holds: bool
    place: Place


@dataclass(frozen=True, slots=True)
class GivenQuantity:
    name: str
    of: str | None
    value: Fraction
    place: Place
    day: int | date | None = None
    """For a controlled quantity: the day from which it has the value (None: from day 0)."""


@dataclass(frozen=True, slots=True)
class GivenCase:
    """An attribute of the act at issue (``train.compute = 1e25 FLOP``)."""

    act: str
    attribute: str
    value: Fraction | str
    place: Place


@dataclass(frozen=True, slots=True)
class GivenVote:
    """Members cast so ("for", "against", "abstaining", "absent"), or are parties to the dispute
    ("dispute"). Each of ``who`` is a State, or so many members of a class (None: all of them); the
    class "" are all who are not named otherwise."""

    who: tuple[tuple[int | None, str], ...]
    cast: str
    place: Place


Given = GivenAgent | GivenAct | GivenEvent | GivenFact | GivenQuantity | GivenCase | GivenVote


@dataclass(frozen=True, slots=True)
class ExpectBreach:
    """``expect [no] breach [of L] [by P] [on day N]``; None leaves the part open."""

    negated: bool
    norms: tuple[str, ...]
    agent: str | None
    day: int | date | None
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectNorm:
    """``expect [no] duty|permission|prohibition|exemption to ACT [for P] [on day N]``."""

    negated: bool
    modality: Modality
    act: str
    agent: str | None
    day: int | date | None
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectVote:
    """``expect VOTE carries|fails``, as the members are given to vote."""

    vote: str
    carries: bool
    place: Place


Expectation = ExpectBreach | ExpectNorm | ExpectVote


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    phrase: str
    given: tuple[Given, ...]
    expected: tuple[Expectation, ...]
    place: Place


# --- the whole ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A root file with all that it includes. Mappings keep the order of declaration."""

    root: str
    sources: Mapping[str, str]
    """The text of each file read, by the path that places carry."""
    instruments: Mapping[str, Instrument]
    recitals: tuple[str, ...]
    levels: tuple[str, ...]
    """From the lowest to the highest."""
    units: Mapping[str, UnitName]
    classes: Mapping[str, AgentClass]
    states: Mapping[str, State]
    organs: Mapping[str, Organ]
    quantities: Mapping[str, Quantity]
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
    acts: Mapping[str, Act]
    matters: Mapping[str, Matter]
    assumptions: tuple[Assumption, ...]
    articles: Mapping[str, Article]
    clauses: Mapping[str, Clause]
    norms: Mapping[str, Norm]
    precedence: tuple[Precedence, ...]
    references: tuple[Reference, ...]
    principles: tuple[str, ...]
    """Draft-wide rules switched on: "lex specialis", "lex posterior", "lex superior"."""
    covers: tuple[Cover, ...]
    verified: tuple[Verified, ...]
    simultaneous: tuple[Simultaneous, ...]
    scenarios: Mapping[str, Scenario]
    findings: tuple[Finding, ...] = ()
    """What reading the draft found: syntax, names, units."""
    unreadable: bool = False
    """Whether some of the input could not be read at all (exit status 2)."""
    rounding: str = ""
    """How a day that a shorter month lacks is counted: "last day", "next day" or "" (unstated)."""
    powers: Mapping[str, Power] = field(default_factory=dict)
    """By act."""
    survivals: tuple[Survival, ...] = ()
    folder: str = ""
    """What stands before the project's own names of files in ``sources``: "" or a folder."""
    lines: tuple[Line, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    institutions: Institutions = field(default_factory=Institutions)
    """How bodies decide, and how the instruments come into force and change."""
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    """The draft's words in other languages, by their codes: of each that has a lexicon file."""

    def within(self, name: str) -> tuple[str, ...]:
        """Return the parts that an article or a part stands in, the innermost first."""
        above = self.articles[name].part if name in self.articles else self.parts[name].parent
        return (above, *self.within(above)) if above else ()

    def where(self, clause: str) -> str:
        """Return the clause's place in the document: "Article 4, paragraph 1"; with its treaty
        where the draft has several."""
        item = self.clauses[clause]
        article = self.articles[item.article]
        paragraph = f", paragraph {item.number}" if len(article.clauses) > 1 else ""
        return f"{article.name}{paragraph}{self.of_treaty(article)}"

    def cite(self, clause: str) -> str:
        """Return the clause's place, short: "Article 4(1)"."""
        item = self.clauses[clause]
        article = self.articles[item.article]
        paragraph = f"({item.number})" if len(article.clauses) > 1 else ""
        return f"{article.name}{paragraph}{self.of_treaty(article)}"

    def of_treaty(self, article: Article) -> str:
        """Return " of the Charter ...", or "" where all articles are of one treaty."""
        if all(item.instrument == article.instrument for item in self.articles.values()):
            return ""
        title = self.instruments[article.instrument].title
        return f" of {title if title.lower().startswith('the ') else f'the {title}'}"
