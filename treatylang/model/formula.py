"""Formulas: what conditions and contents are made of.

They have exactly three readers: the encoder (solver constraints), the evaluator (truth in one
concrete scenario) and the prose writer. Numbers are exact and stand in base units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from treatylang.model.units import PURE, Unit
from treatylang.syntax.source import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Agent:
    """Whom a formula speaks of: a role of the norm it stands in, or a declared State or organ."""

    name: str


BEARER = Agent("@bearer")
"""The norm's bearer ("it", "its", "the Party"); in a class's ``where``, the member."""
OTHER = Agent("@other")
"""The other side of a two-sided act ("the other Party")."""


class Op(Enum):
    """Comparisons."""

    LT = "<"
    LE = "<="
    EQ = "="
    NE = "!="
    GE = ">="
    GT = ">"

    @property
    def negated(self) -> Op:
        return _NEGATED[self]

    @property
    def mirrored(self) -> Op:
        """The comparison with its sides exchanged."""
        return _MIRRORED[self]


_NEGATED = {
    Op.LT: Op.GE, Op.GE: Op.LT, Op.LE: Op.GT, Op.GT: Op.LE, Op.EQ: Op.NE, Op.NE: Op.EQ,
}  # fmt: skip
_MIRRORED = {
    Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE,
}  # fmt: skip


# --- terms: exact numbers in base units -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A constant; ``value`` is in base units and ``unit`` is the unit it was written in."""

    value: Fraction
    unit: Unit = PURE


@dataclass(frozen=True, slots=True)
class QuantityOf:
    """A quantity of an agent, or of the world where ``of`` is None."""

    name: str
    of: Agent | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class CaseAttribute:
    """``train.compute`` in a condition: an attribute of the act at issue in the scenario."""

    act: str
    attribute: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Sum:
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A term times a constant (products of two variables are refused at resolution). ``unit`` is
    that of the factor, for prose."""

    factor: Fraction
    term: Term
    unit: Unit = PURE


Term = Number | QuantityOf | CaseAttribute | Sum | Scaled


# --- acts: bounds on the attributes of one instance ------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberBound:
    """``compute > 1e26 FLOP``: an attribute of the instance compared with a scenario term."""

    attribute: str
    op: Op
    term: Term
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ChoiceBound:
    """``purpose = civil`` (or ``!=``): an attribute with declared options."""

    attribute: str
    equal: bool
    option: str
    place: Place = field(default=NOWHERE, compare=False)


Bound = NumberBound | ChoiceBound


@dataclass(frozen=True, slots=True)
class Party:
    """How an agent must be: of a class, organ or State ``name``, and as ``where`` says.

    In ``where`` the agent so described stands as BEARER where it is a norm's bearer and as OTHER
    where it is the other side of an act. An empty ``name`` admits anybody.
    """

    name: str
    where: tuple[Formula, ...] = ()
    article: str = "a"
    """The determiner as written ("each", "any", "a"), for prose."""


# --- formulas -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FactHolds:
    name: str
    of: Agent | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    left: Term
    op: Op
    right: Term
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """``train.purpose = civil`` in a condition."""

    act: str
    attribute: str
    option: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IsMember:
    """The agent is in the class, is the organ, or is the State, of this name."""

    agent: Agent
    name: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Did:
    """The agent did (or, on the other side, accepted) the act: a past event of the scenario.

    ``record`` is unique in the draft and names the past instance that a positive mention is
    about; "thereafter" counts from it. Negated, it says that no past instance matches.
    ``accepting`` is true where ``agent`` is the receiving side of a two-sided act.
    """

    agent: Agent
    act: str
    bounds: tuple[Bound, ...]
    record: str
    other: Party | None = None
    accepting: bool = False
    place: Place = field(default=NOWHERE, compare=False)
    kind: str = ""
    """The class that an agent on the other side is named by ("the Buyer"); "" for any."""


@dataclass(frozen=True, slots=True)
class Breached:
    """The norm has been breached by the agent: given, as the scenario's fact."""

    norm: str
    agent: Agent
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Happened:
    """The event has happened (to the agent, where it is an event of a class)."""

    event: str
    of: Agent | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    part: Formula
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Formula, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Formula, ...]
    place: Place = field(default=NOWHERE, compare=False)


Formula = (
    Truth | FactHolds | Compare | CaseChoice | IsMember | Did | Breached | Happened | Not | And | Or
)


def conjuncts(formula: Formula) -> Iterator[Formula]:
    """Yield the statements all of which a formula makes, nested ones in order."""
    if isinstance(formula, And):
        for part in formula.parts:
            yield from conjuncts(part)
    else:
        yield formula


# --- time: whole days, day 0 being the entry into force ------------------------------------------


@dataclass(frozen=True, slots=True)
class Duration:
    """A signed span: whole days, or whole calendar months (a year is twelve of them)."""

    count: int
    unit: str = "day"
    """"day" or "month"."""
    written: tuple[int, str] = field(default=(0, ""), compare=False)
    """As the draft wrote it: (2, "week")."""


@dataclass(frozen=True, slots=True)
class EventDay:
    """The day on which the event happened; ``entry_into_force`` is day 0."""

    event: str
    of: Agent | None


@dataclass(frozen=True, slots=True)
class RecordDay:
    """The day of the past act that the Did with this record is about ("thereafter")."""

    record: str


@dataclass(frozen=True, slots=True)
class BreachDay:
    """The day of the breach: a duty's last day, or the day of the forbidden act."""

    norm: str
    agent: Agent


Anchor = EventDay | RecordDay | BreachDay | date


@dataclass(frozen=True, slots=True)
class Moment:
    """A day: an anchor moved by an offset. An anchor that never happens gives no day."""

    anchor: Anchor
    offset: Duration = Duration(0)


class LimitForm(Enum):
    """The words a limit of time was written in; the prose writer keeps them."""

    WITHIN_AFTER = "within ... after"
    WITHIN_BEFORE = "within ... before"
    FROM = "from"
    AFTER = "after"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    ON = "on"
    FOR_FROM = "for ... from"
    NOT_BEFORE = "not earlier than ... after"
    AT_LEAST_BEFORE = "at least ... before"
    WHILE = "while ..."
    IMPLIED = ""
    """Said by a condition: a ban "if delivery is suspended" is one for as long as it is."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a window: the day is at least ``earliest`` and at most ``latest`` (inclusive).

    ``needs`` tells whether the anchor must have happened for the norm to apply: so for a window
    that opens with the event ("within 10 days after the request"); a window that closes with an
    event that never happens stays open.
    """

    form: LimitForm
    earliest: Moment | None
    latest: Moment | None
    needs: bool
    place: Place = field(default=NOWHERE, compare=False)


Window = tuple[Limit, ...]
"""The intersection of its limits and of the time from day 0 on; empty: from day 0 without end."""
