"""The abstract syntax: one node for each kind of sentence, names still unresolved.

Every node has its place. Expressions are one family (a condition and a sum look alike until names
are resolved): the resolver decides whether a word is a fact, a quantity or an option.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from treatylang.syntax.source import Place


@dataclass(frozen=True, slots=True)
class Word:
    """A name, or a quoted string, with its place."""

    text: str
    place: Place
    quoted: bool = False


# --- expressions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberExpr:
    """A number as written; ``unit`` is the words joined by "per" (FLOP per second)."""

    value: Fraction
    percent: bool
    unit: tuple[Word, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Whom:
    """Of whom: "name" (a State), "the" (the Party), "other" (the other Party) or "it"; "this" is
    this treaty, of the events that a treaty has (its termination)."""

    kind: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class NameExpr:
    """A name, alone or of somebody ("stockpile of USA", "its stockpile")."""

    name: str
    of: Whom | None
    place: Place


@dataclass(frozen=True, slots=True)
class AgentExpr:
    """The words "it", "the Party", "the other Party" as the subject of a predicate."""

    whom: Whom
    place: Place


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``parts`` joined by ``operators`` ("+", "-", "*", "/"), from the left."""

    parts: tuple[Expr, ...]
    operators: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Expr
    op: str
    right: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class IsExpr:
    """``X is [not] [a] NAME``; ``subject`` is None in a "that" clause."""

    subject: Expr | None
    negated: bool
    name: Word
    place: Place


@dataclass(frozen=True, slots=True)
class BreachedExpr:
    subject: Expr
    negated: bool
    place: Place


@dataclass(frozen=True, slots=True)
class PartyExpr:
    """A described agent: determiner, class (or State) and "that" clause."""

    determiner: str
    name: Word
    that: Expr | None
    place: Place


@dataclass(frozen=True, slots=True)
class Target:
    """What a power is about: a clause, an article or a treaty; no name: the treaty itself."""

    name: Word | None
    place: Place


@dataclass(frozen=True, slots=True)
class Deed:
    """An act by its name; with a ``target``: what is done to a clause."""

    act: Word
    target: Target | None
    place: Place


@dataclass(frozen=True, slots=True)
class DidExpr:
    """``X did [not] ACT [to/from PARTY] [with BOUND]``; further bounds follow joined by "and".

    ``target`` is what "suspend", "resume" or "terminate" is about.
    """

    subject: Expr | None
    negated: bool
    act: Word
    other: PartyExpr | None
    bounds: tuple[Expr, ...]
    place: Place
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class HappenedExpr:
    event: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class NotExpr:
    part: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class AndExpr:
    parts: tuple[Expr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class OrExpr:
    parts: tuple[Expr, ...]
    place: Place


Expr = (
    NumberExpr | NameExpr | AgentExpr | Arithmetic | Comparison | IsExpr | BreachedExpr | DidExpr
    | HappenedExpr | NotExpr | AndExpr | OrExpr
)  # fmt: skip


def as_expr(value: object) -> Expr:
    """Narrow a part of a declaration that the grammar says is an expression."""
    assert isinstance(value, Expr)
    return value


# --- time ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DurationExpr:
    count: Fraction
    unit: Word
    place: Place


@dataclass(frozen=True, slots=True)
class MomentExpr:
    """An event, a date or "day N"; ``after`` moves it ("30 days after X")."""

    anchor: NameExpr | date | int
    after: DurationExpr | None
    place: Place


@dataclass(frozen=True, slots=True)
class WindowExpr:
    """``form`` is the grammar's name of the phrase ("within_after"); no moment: thereafter."""

    form: str
    duration: DurationExpr | None
    moment: MomentExpr | None
    place: Place
    state: tuple[Target, Word] | None = None
    """Of "while": what is so, and how it is ("suspended")."""


# --- sentences ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a declaration that is a list of parts: its kind and what it holds."""

    kind: str
    values: tuple[object, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Declaration:
    """A sentence of the vocabulary or a demand: ``kind`` is the grammar's rule ("act", "cover").

    ``values`` are the parts before its first inner keyword; ``items`` are the others, each under
    the keyword before it ("class A "a" is B": values A, "a"; item "is": B), or under the name of
    its own rule.
    """

    kind: str
    values: tuple[object, ...]
    items: tuple[Item, ...]
    place: Place

    def item(self, kind: str) -> Item | None:
        """Return the first item of this kind."""
        return next((item for item in self.items if item.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Head:
    """``word`` ("notwithstanding", "subject to", "without prejudice to", "except as provided in")
    with what it refers to."""

    word: str
    targets: tuple[Word, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ConditionPart:
    word: str
    expr: Expr
    leading: bool
    place: Place


@dataclass(frozen=True, slots=True)
class DoContent:
    act: Word
    to: PartyExpr | None
    bounds: tuple[Expr, ...]
    place: Place
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class KeepContent:
    quantity: Word
    bounds: tuple[tuple[str, Expr], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CompetenceContent:
    kind: str
    matter: Word
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """``because``, ``source``, ``allow`` (with a code) or ``verified`` (with what verifies)."""

    kind: str
    words: tuple[Word, ...]
    reason: Word | None
    place: Place


@dataclass(frozen=True, slots=True)
class NormSentence:
    """``modal`` is "shall", "shall not", "may", "need not" or "has" (a competence)."""

    subject: PartyExpr
    modal: str
    content: DoContent | KeepContent | CompetenceContent
    heads: tuple[Head, ...]
    conditions: tuple[ConditionPart, ...]
    windows: tuple[WindowExpr, ...]
    counterpart: PartyExpr | None
    returning: Expr | None
    notes: tuple[Note, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TextSentence:
    text: Word
    points: tuple[Word, ...]
    notes: tuple[Note, ...]
    place: Place


# --- how bodies decide ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FigureExpr:
    """A number without a unit; ``value`` is the fraction meant ("40%" is 2/5)."""

    value: Fraction
    percent: bool
    place: Place


@dataclass(frozen=True, slots=True)
class ThingExpr:
    """What is counted. ``kind``: "who" (members of a class; of the body, without a ``name``),
    "name" (a class, weights or a quantity), "votes" (weights) or "cast" (the votes cast). ``of``
    limits it to a class; ``present``: only those present count."""

    kind: str
    name: Word | None
    of: Word | None
    present: bool
    place: Place


@dataclass(frozen=True, slots=True)
class AmountExpr:
    """``figure`` (``of``) the thing, out of ``total`` members; or the ``which`` of ``parts``."""

    figure: FigureExpr | None
    of: bool
    total: Word | None
    thing: ThingExpr | None
    which: str
    parts: tuple[AmountExpr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RulePart:
    """One part of a voting rule as written; ``kind`` is the grammar's name of the phrase.

    ``link`` is what joins it to the part before: "and", "or", "," or "".
    """

    kind: str
    link: str
    strict: bool
    amount: AmountExpr | None
    words: tuple[Word, ...]
    count: FigureExpr | None
    parts: tuple[RulePart, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class RuleExpr:
    parts: tuple[RulePart, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WeightPart:
    """A summand; ``form`` is "quantity", "root", "equally" or "constant"."""

    figure: FigureExpr | None
    negative: bool
    form: str
    quantity: Word | None
    place: Place


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list of votes; no ``name``: all others; no ``figure``: the next one's."""

    name: Word | None
    figure: FigureExpr | None
    place: Place


@dataclass(frozen=True, slots=True)
class WeightsSentence:
    name: Word
    phrase: Word | None
    of: Word
    listed: tuple[Listed, ...]
    parts: tuple[WeightPart, ...]
    items: tuple[Item, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class VoteSentence:
    name: Word
    phrase: Word | None
    body: Word | None
    rule: RuleExpr
    place: Place


@dataclass(frozen=True, slots=True)
class OpeningExpr:
    """A vote of the body ``agent``, its request, or a condition."""

    agent: Word | None
    vote: Word | None
    condition: Expr | None
    place: Place


@dataclass(frozen=True, slots=True)
class StageExpr:
    """``duration`` is None where the draft does not say how long the stage may take."""

    rule: RuleExpr
    duration: DurationExpr | None
    opening: OpeningExpr | None
    place: Place


@dataclass(frozen=True, slots=True)
class ProcedureSentence:
    name: Word
    phrase: Word | None
    body: Word | None
    stages: tuple[StageExpr, ...]
    items: tuple[Item, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class EntrySentence:
    """``treaty`` is None for "this treaty"; ``nth``: on the nth day after. Either a ``rule``, or
    the ``counted``-th ratification (by whom: ``by``), with what must be among them in ``rule``."""

    treaty: Word | None
    after: DurationExpr | None
    nth: Word | None
    counted: Word | None
    by: Word | None
    rule: RuleExpr | None
    not_before: date | None
    notes: tuple[Note, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WithdrawalSentence:
    subject: PartyExpr
    notice: DurationExpr
    notes: tuple[Note, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class AmendmentSentence:
    """``by`` is the organ that adopts, where the clause names it."""

    targets: tuple[Word, ...]
    by: Word | None
    adopted: RuleExpr | None
    accepted: RuleExpr | None
    after: DurationExpr | None
    all: bool
    never: bool
    notes: tuple[Note, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DecisionSentence:
    organ: Word
    on: Word | None
    rule: RuleExpr
    may: bool
    notes: tuple[Note, ...]
    place: Place


FinalSentence = EntrySentence | WithdrawalSentence | AmendmentSentence | DecisionSentence
"""What stands in an article and is no norm: it says when something comes about."""


@dataclass(frozen=True, slots=True)
class RangeExpr:
    """``op`` with one figure, or "between" with two."""

    op: str
    figures: tuple[FigureExpr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """``kind`` is the grammar's name of the statement. ``every``: it is about each member of the
    class by itself; ``subject`` is None for the entry into force; ``what`` is the word that the
    statement turns on ("dummy", "Banzhaf", "any")."""

    kind: str
    names: tuple[Word, ...]
    every: bool
    size: Word | None
    subject: Word | None
    negated: bool
    what: str
    range: RangeExpr | None
    days: DurationExpr | None
    robust: tuple[Item, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ChooseSentence:
    """``kind`` is "cap", "share" (the first of ``names`` in the second) or "threshold"."""

    kind: str
    names: tuple[Word, ...]
    low: FigureExpr
    high: FigureExpr
    place: Place


Institution = WeightsSentence | VoteSentence | ProcedureSentence | ClaimSentence | ChooseSentence

Sentence = Declaration | NormSentence | TextSentence | Note | Institution | FinalSentence


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with the label and the pinned number that stood before it, if any.

    ``printed`` is the number as the document is to print it ("1 bis."), where the draft says so.
    """

    sentence: Sentence
    label: Word | None
    number: str
    place: Place
    printed: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One file as read. A scenario's header is a Declaration of kind "scenario"."""

    path: str
    text: str
    sentences: tuple[Labelled, ...]
