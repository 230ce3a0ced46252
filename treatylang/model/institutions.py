"""Institutions: bodies, weights, voting rules, procedures, entry into force, amendment, claims.

What section 6 of the semantics speaks of, with every name resolved. Numbers are exact: shares are
fractions of one, durations whole days or calendar months. A member of a body is a declared State,
or one of a number of unnamed seats ("Elected 3").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from treatylang.model.formula import Duration, Formula
from treatylang.syntax.source import Place

NO_TIME = Duration(0)

# --- who votes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a body: a declared State, or an unnamed holder of a seat.

    ``classes`` are all the classes that it is in. Unnamed seats of one class are interchangeable.
    """

    name: str
    phrase: str
    classes: frozenset[str]
    named: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Those who vote together: an organ's members, or the signatories of an instrument."""

    name: str
    seats: tuple[Seat, ...]
    place: Place
    composed: tuple[tuple[int | None, str], ...] = ()
    """Of an organ, what it is composed of as the draft says it: a class (so many of its members,
    where a number is given) or a State."""

    def of(self, name: str | None) -> tuple[Seat, ...]:
        """Return the seats whose holders are in the class (or are the State); all, for None."""
        return tuple(s for s in self.seats if name is None or name == s.name or name in s.classes)


# --- weights --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a formula of weights, for each member.

    ``quantity`` is what the member has of it (None: one for each member). "share": the member's
    fraction of the body's total of it, "root": its square root (which has to be a whole number of
    the formula's rounding), "plain": the number itself.
    """

    factor: Fraction
    quantity: str | None
    form: str
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """``votes`` from where the quantity exceeds (or reaches, unless ``strict``) ``above``."""

    votes: Fraction
    quantity: str
    above: Fraction
    strict: bool


class Excess(Enum):
    """What becomes of weight above a cap."""

    PROPORTIONAL = "to the others in proportion"
    EQUAL = "to the others equally"
    LAPSES = "lapses"


class Method(Enum):
    """Methods of apportionment (Balinski and Young, Fair Representation, 1982)."""

    LARGEST_REMAINDER = "largest remainder"
    WEBSTER = "Webster"
    JEFFERSON = "Jefferson"
    ADAMS = "Adams"
    HILL = "Hill"
    NEAREST = "nearest"
    """No total is kept: each number is rounded by itself, halves upwards."""
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rounding:
    """``total`` votes are apportioned (None: each number is rounded by itself)."""

    method: Method
    total: int | None
    at_least: int = 0
    """The least that each member gets."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The votes of each member of a body.

    ``literal`` where they are listed (by member or class; "" for all others), else ``parts`` summed
    up, or ``steps`` (the last that the member reaches; ``base`` where it reaches none). ``cap`` is
    the largest share of the whole that one member may have.
    """

    name: str
    body: str
    phrase: str
    place: Place
    literal: Mapping[str, Fraction] | None = None
    parts: tuple[Part, ...] = ()
    base: Fraction = Fraction(0)
    steps: tuple[Step, ...] = ()
    cap: Fraction | None = None
    excess: Excess = Excess.PROPORTIONAL
    rounding: Rounding | None = None


# --- voting rules ---------------------------------------------------------------------------------


class Base(Enum):
    """What a share is a share of."""

    MEMBERS = "members"
    PRESENT = "members present"
    VOTING = "members present and voting"
    """Those who vote for or against: abstentions do not count."""


@dataclass(frozen=True, slots=True)
class Heads:
    """A number of members (of a class, where one is named)."""

    of: str | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """A number of weighted votes (of members of a class, where one is named)."""

    weights: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """The sum of a declared quantity (55 % of emissions)."""

    quantity: str
    of: str | None = None


Measure = Heads | Votes | Amounts


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of the measure's total over the base."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """A fixed number: nine members, 260 votes."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Greater:
    """The greater of two amounts ("two thirds of the members or sixty, whichever is greater")."""

    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Lesser:
    """The lesser of two amounts."""

    amounts: tuple[Amount, ...]


Amount = Share | Count | Greater | Lesser


@dataclass(frozen=True, slots=True)
class Threshold:
    """Those in favour have at least (more than, where ``strict``) the amount."""

    measure: Measure
    amount: Amount
    strict: bool
    base: Base
    place: Place


@dataclass(frozen=True, slots=True)
class Quorum:
    """Those who take part (vote or abstain) have at least (more than) the amount."""

    measure: Measure
    amount: Amount
    strict: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Consent:
    """Every named member (or every member of the class) is in favour; with ``objection`` it is
    enough that none of them votes against (abstention and absence do no harm)."""

    members: tuple[str, ...]
    objection: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Consensus:
    """Nobody who takes part votes against."""

    place: Place


@dataclass(frozen=True, slots=True)
class FewOpposed:
    """Those who are not in favour have less than the amount: a blocking minority needs as much."""

    measure: Measure
    amount: Amount
    place: Place


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Requirement, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Requirement, ...]
    place: Place


Requirement = Threshold | Quorum | Consent | Consensus | FewOpposed | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Vote:
    """A voting rule of a body. ``parties`` members (parties to the dispute, whoever they are) take
    no part: they count neither in favour nor in the base; ``abstaining`` they count in the base."""

    name: str
    body: str
    rule: Requirement
    phrase: str
    place: Place
    parties: int = 0
    abstaining: bool = False


# --- procedures -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    """What a stage waits for beside the end of the one before: a ``vote`` that carries, an act of
    ``agent`` (an organ or a State), or a ``condition`` of the world."""

    vote: str | None = None
    agent: str | None = None
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A vote may be taken during ``days`` days; then the next stage begins. A stage of months is
    counted at the longest that so many months can be; ``lasts`` is what the draft says. Where it
    says nothing, both are None: the stage ends, and by when is not known."""

    vote: str
    days: int | None
    opening: Opening | None
    place: Place
    lasts: Duration | None = None


class Otherwise(Enum):
    """What the end of a procedure without a decision means."""

    NOTHING = "nothing is said"
    REJECTED = "the proposal is rejected"
    ADOPTED = "the proposal is adopted"


@dataclass(frozen=True, slots=True)
class Procedure:
    """Stages in order. ``limit``: days after which it is over, whatever stage it is in."""

    name: str
    body: str
    stages: tuple[Stage, ...]
    otherwise: Otherwise
    decides: str | None
    """The organ or State that decides where the stages did not."""
    limit: int | None
    phrase: str
    place: Place
    ends: Duration | None = None
    """The limit as the draft says it."""


# --- final clauses --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The instrument enters into force ``after`` the ratifications that the rule asks for.

    ``body`` are those who may ratify. ``on_the_day``: not within but on that day after.
    ``not_before``: no earlier than that day, however many have ratified."""

    instrument: str
    body: str
    rule: Requirement
    after: Duration
    clause: str
    place: Place
    on_the_day: bool = False
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Members of the class may withdraw on notice."""

    who: str
    notice: Duration
    clause: str
    place: Place


@dataclass(frozen=True, slots=True)
class Amendment:
    """How the ``targets`` (ids of articles and clauses; empty: whatever nothing else covers) are
    amended: a vote that adopts, and the acceptances that are needed.

    ``vote`` names a vote or a procedure. ``all``: it then binds all, else those who accepted it.
    ``after``: so long after the acceptances. ``never``: no amendment is admitted.
    """

    targets: tuple[str, ...]
    vote: str | None
    accepted: Requirement | None
    body: str
    all: bool
    never: bool
    clause: str
    place: Place
    after: Duration = NO_TIME
    instrument: str = ""
    """The treaty in which the clause stands: without ``targets`` it is about that one alone."""


@dataclass(frozen=True, slots=True)
class Decision:
    """``The Council may decide M by V``: a measure on the subject exists once the vote carries."""

    organ: str
    subject: str
    """An act, a matter, or the words of the draft; "" for whatever it decides."""
    vote: str
    """A vote, or a procedure."""
    clause: str
    place: Place
    may: bool = True
    """Whether the clause gives the power to decide ("may decide"), or only says how it is done."""


Final = EntryIntoForce | Withdrawal | Amendment | Decision

# --- claims ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high`` (None: without end), the ends included unless open."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """The members together hold a share of the measure (of weight, of a quantity, of heads) within
    the range; of each member (``of`` the class) where ``members`` is empty."""

    members: tuple[str, ...]
    measure: Measure
    body: str
    range: Range
    of: str | None = None


class Role(Enum):
    """What a member, or several together, can be under a rule."""

    VETO = "veto"
    """Nothing is carried without it: for several, without any of them (they block together)."""
    DICTATOR = "dictator"
    """It carries by itself, and nothing is carried without it."""
    DUMMY = "dummy"
    """It never makes a difference."""
    DECISIVE = "decisive"
    """Together they carry by themselves."""


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """The members together have (or have not) the role under the rule.

    Without ``members`` it is about each member by itself ("no Party has a veto"), and for
    ``size`` > 1 about any so many together ("no two Parties together have a veto").
    ``subject`` names a vote, a procedure (its last stage that can be reached), or is "entry into
    force" or a clause that holds an amendment rule.
    """

    members: tuple[str, ...]
    of: str | None
    size: int
    role: Role
    holds: bool
    subject: str


class Index(Enum):
    BANZHAF = "Banzhaf"
    """Normalised: swings as a share of all members' swings (Banzhaf 1965)."""
    PENROSE = "Penrose"
    """Absolute Banzhaf: swings out of the 2^(n-1) coalitions of the others (Penrose 1946)."""
    SHAPLEY = "Shapley-Shubik"


@dataclass(frozen=True, slots=True)
class PowerClaim:
    """The members' summed index of power under the rule is within the range; that of each member
    (``of`` the class) where ``members`` is empty."""

    members: tuple[str, ...]
    index: Index
    subject: str
    range: Range
    of: str | None = None


@dataclass(frozen=True, slots=True)
class NeededClaim:
    """``count`` members of a class (None: of the body) are needed to carry; or, with ``enough``,
    "any" so many carry, or "some" so many do."""

    count: int
    of: str | None
    enough: str
    """"" (needed), "any" or "some"."""
    subject: str


@dataclass(frozen=True, slots=True)
class ProcedureClaim:
    """What is claimed of a procedure: "decides" (within ``days``), "weaker" (each stage is weaker
    than the one before), "veto-free", or "stall": no ``size`` members can hold it up for longer
    than ``days``."""

    procedure: str
    kind: str
    days: int | None
    size: int = 1
    holds: bool = True
    """Whether it is claimed to be so, or not to be so ("is not veto-free")."""
    of: str | None = None
    """The class of those who cannot "stall"."""


@dataclass(frozen=True, slots=True)
class EntryClaim:
    """The instrument can (or cannot) enter into force, without the named members where given."""

    instrument: str
    without: tuple[str, ...]
    possible: bool


@dataclass(frozen=True, slots=True)
class EntrenchedClaim:
    """The clauses can be changed only by a rule at least as strong as their own protection."""

    targets: tuple[str, ...]
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The claim is to hold for all values of these quantities (of all, where empty) within
    ``within`` (a fraction) of what is declared, and for all memberships from ``fewest`` to
    ``most`` unnamed seats of the class ``of``."""

    quantities: tuple[str, ...] = ()
    within: Fraction = Fraction(0)
    of: str | None = None
    fewest: int = 0
    most: int = 0


Statement = (
    ShareClaim | RoleClaim | PowerClaim | NeededClaim | ProcedureClaim | EntryClaim
    | EntrenchedClaim
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """``assert STATEMENT [for all ... within ...]``: proved, refuted with a witness, or undecided.

    ``written`` is the claim in the draft's own words, for reports.
    """

    statement: Statement
    tolerance: Tolerance | None
    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen so that all claims hold, from ``low`` to ``high``: the "cap" of weights,
    the "share" of a ``quantity`` in them, or the "threshold" of a vote (its first share)."""

    kind: str
    name: str
    quantity: str | None
    low: Fraction
    high: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Institutions:
    """All that a draft says of how its bodies decide."""

    bodies: Mapping[str, Body] = field(default_factory=dict)
    weights: Mapping[str, Weights] = field(default_factory=dict)
    votes: Mapping[str, Vote] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    entries: tuple[EntryIntoForce, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    """The declared value of each quantity of each member: (quantity, member) to base units."""
    choices: tuple[Choice, ...] = ()

    @property
    def clauses(self) -> frozenset[str]:
        """The ids of the clauses that say how something is decided or comes about."""
        return frozenset(item.clause for item in self.final)

    @property
    def final(self) -> tuple[Final, ...]:
        """All clauses of an article that are no norms."""
        return (*self.entries, *self.withdrawals, *self.amendments, *self.decisions)
