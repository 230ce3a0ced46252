"""Figures of voting rules: who weighs what, who has what power, and what became of the claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """One member under one rule.

    ``votes`` has its votes by the name of each formula of weights that the rule counts, ``share``
    its fraction of the first of them (of heads, where none is counted). ``banzhaf`` is normalised,
    ``penrose`` absolute. The three indices are None where they could not be counted.
    """

    name: str
    phrase: str
    votes: Mapping[str, Fraction]
    share: Fraction
    banzhaf: Fraction | None
    penrose: Fraction | None
    shapley: Fraction | None
    veto: bool
    dummy: bool


@dataclass(frozen=True, slots=True)
class Coalitions:
    """How many there are (None: too many to count), and the smallest of them."""

    count: int | None
    smallest: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule. ``requirements`` say with figures what it asks for; ``parties`` take no part in it
    (those for whom the figures are). ``efficiency`` is the share of all coalitions that carry,
    ``needed`` the fewest members that carry and ``enough`` how many carry whoever they are.
    ``refused`` says why there are no figures, or not all of them.
    """

    name: str
    kind: str
    """"vote", "entry into force" or "amendment"."""
    body: str
    requirements: tuple[str, ...]
    members: tuple[MemberFigures, ...] = ()
    parties: tuple[str, ...] = ()
    efficiency: Fraction | None = None
    needed: int | None = None
    enough: int | None = None
    dictator: str | None = None
    winning: Coalitions = Coalitions(None, None)
    blocking: Coalitions = Coalitions(None, None)
    refused: str = ""


@dataclass(frozen=True, slots=True)
class StageFigures:
    """A stage with the days by which it begins and ends; None where nothing says it."""

    rule: str
    start: int | None
    end: int | None
    reached: bool


@dataclass(frozen=True, slots=True)
class ProcedureFigures:
    """A procedure with the days of its stages; ``end`` says what a deadlock at its end means."""

    name: str
    stages: tuple[StageFigures, ...]
    end: str


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """A claim with its verdict ("proved", "refuted", "vacuous" or "undecided")."""

    claim: str
    verdict: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class VoteFigures:
    """All figures of one draft."""

    root: str
    rules: tuple[RuleFigures, ...]
    procedures: tuple[ProcedureFigures, ...]
    claims: tuple[ClaimFigures, ...]

    @property
    def exit_status(self) -> int:
        """0: all claims are proved; 1: some are refuted or vacuous; 3: undecided, nothing worse."""
        verdicts = {item.verdict for item in self.claims}
        if verdicts & {"refuted", "vacuous"}:
            return 1
        return 3 if "undecided" in verdicts else 0


@dataclass(frozen=True, slots=True)
class ChoiceFigures:
    """What may be chosen, from ``low`` to ``high``; what is ``written`` and what was ``found``."""

    name: str
    low: Fraction
    high: Fraction
    written: Fraction
    found: Fraction | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim of a minimal set that cannot be had together; ``without`` are values that keep all
    the others."""

    claim: str
    without: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class DesignFigures:
    """Values with which all ``goals`` claims hold; or ``conflict``, a minimal set of claims that no
    values in steps of ``step`` keep together."""

    root: str
    goals: int
    step: Fraction
    choices: tuple[ChoiceFigures, ...]
    conflict: tuple[Conflict, ...] = ()
    refused: str = ""

    @property
    def exit_status(self) -> int:
        """0: values were found; 1: there are none; 3: it was not decided."""
        return 3 if self.refused else 1 if self.conflict else 0
