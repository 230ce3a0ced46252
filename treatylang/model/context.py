"""What every stage of resolution shares: the declared names, the findings, and "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import (
    Act,
    AgentClass,
    Event,
    Fact,
    Matter,
    Organ,
    Power,
    Quantity,
    State,
    UnitName,
)
from treatylang.model.units import BUILT_IN, DAY, PURE, Unit
from treatylang.rules import rule
from treatylang.syntax import ast, limits
from treatylang.syntax.source import NOWHERE, Place

ENTRY = "entry_into_force"
ANY_STATE = "state"
ARBITRARY = frozenset({"P", "Q", "R"})
"""What the checker calls the agents of the scenarios that it makes up."""
"""The class of all States, built in."""
_MOST_ADVISED = 200
"""How many findings are given the nearest name: looking for it takes time."""
_OTHER_KIND = {
    ("an act", "a fact"): "For an act that was done, write “it did NAME”.",
    ("an event", "a fact"): "Write “NAME happened”.",
    ("a quantity", "a fact"): "Compare it: “NAME >= ...”.",
    ("a class", "a fact"): "Write “it is a NAME”.",
    ("a fact", "an event"): "Declare it an event, or make it a condition: “if NAME”.",
    ("an act", "an event"): "Make it a condition: “if it did NAME”, then “within ... thereafter”.",
    ("a class", "a State or an organ"): "Write “the NAME” for the one that is meant.",
}


class Refused(Exception):
    """A sentence that cannot be resolved; its finding has been reported."""


@dataclass(slots=True)
class Context:
    """The names of a draft while it is resolved. Declarations are entered before any is used."""

    levels: list[str] = field(default_factory=list)
    units: dict[str, UnitName] = field(default_factory=dict)
    classes: dict[str, AgentClass] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    organs: dict[str, Organ] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)
    accepting: dict[str, str] = field(default_factory=dict)
    """The name of an act's other side -> the act."""
    matters: dict[str, Matter] = field(default_factory=dict)
    powers: dict[str, Power] = field(default_factory=dict)
    """Each power that a sentence names, by its act ("suspend sale.delivery")."""
    granted: set[str] = field(default_factory=set)
    """The acts of those that a norm is about."""
    voting: dict[str, str] = field(default_factory=dict)
    """What each name of a rule of voting is: "a vote", "weights" or "a procedure"."""
    declared: dict[str, Place] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    reported: set[Finding] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    """Names whose declarations could not be read or resolved: they are not missed a second time."""

    tables: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)
    """The rows of each data file, each with the line that it ends on."""
    rows: dict[tuple[str, int], list[tuple[Place, str, list[str]]]] = field(default_factory=dict)
    """Of a data file, by the column that names the State, the rows of declared States."""

    files_missing: bool = False
    """Whether an included file could not be read: any name may be declared there."""

    def __post_init__(self) -> None:
        self.events[ENTRY] = Event(ENTRY, None, "the entry into force of this Treaty", NOWHERE)
        self.classes[ANY_STATE] = AgentClass(ANY_STATE, "State", "States", None, None, NOWHERE)

    # --- findings ----------------------------------------------------------------------------

    def report(
        self,
        code: str,
        message: str,
        place: Place,
        advice: str = "",
        also: tuple[Member, ...] = (),
        label: str = "",
    ) -> None:
        """Report a finding on reading. ``label`` names what it is about, for its fingerprint."""
        severity: Severity = rule(code).severity
        member = Member(label or place.path, place, "")
        finding = Finding(code, severity, message, (member, *also), advice=advice, detail=message)
        if finding not in self.reported:
            self.reported.add(finding)
            self.findings.append(finding)

    def refuse(
        self,
        code: str,
        message: str,
        place: Place,
        advice: str = "",
        also: tuple[Member, ...] = (),
    ) -> Refused:
        """Report, and return what to raise."""
        self.report(code, message, place, advice, also)
        return Refused(message)

    def undefined(self, what: str, name: str, place: Place, known: Iterable[str]) -> Refused:
        """Report a name that is not declared, with the nearest one that is."""
        if name in self.lost or self.files_missing:
            return Refused(name)
        candidates = sorted(set(known))
        near = nearest(name, candidates) if len(self.findings) < _MOST_ADVISED else ""
        other = self.kind_of(name)
        few = f"Declared are: {', '.join(candidates)}." if 0 < len(candidates) <= 6 else ""
        if other:
            advice = _OTHER_KIND.get((other, what), few or f"Name {what}.").replace("NAME", name)
            return self.refuse("TL105", f"“{name}” is {other}, not {what}", place, advice)
        advice = few or "Declare it, or correct its spelling."
        if near:
            advice = f"Did you mean “{near}”?"
        return self.refuse("TL101", f"“{name}” is not declared as {what}", place, advice)

    # --- names ----------------------------------------------------------------------------------

    def kind_of(self, name: str) -> str:
        """Say what a declared name is ("an act"), or "" where it is not declared."""
        kinds: tuple[tuple[str, Iterable[str]], ...] = (
            ("an act", (*self.acts, *self.accepting)),
            ("a fact", self.facts),
            ("a quantity", self.quantities),
            ("an event", self.events),
            ("a class", self.classes),
            ("an organ", self.organs),
            ("a State", self.states),
            ("a matter", self.matters),
            ("a unit", self.units),
            ("a level", self.levels),
        )
        found = next((kind for kind, names in kinds if name in names), "")
        return found or self.voting.get(name, "")

    def declare(self, word: ast.Word) -> None:
        """Enter a name; raise Refused where it is taken."""
        if word.text in self.declared or word.text in (ENTRY, ANY_STATE):
            first = self.declared.get(word.text, NOWHERE)
            also = (Member(word.text, first, "declared first"),) if first is not NOWHERE else ()
            message = f"“{word.text}” is declared twice"
            advice = "Rename one of the two, or delete the repetition."
            self.report("TL102", message, word.place, advice, also)
            raise Refused(message)
        self.declared[word.text] = word.place

    def agent_class(self, word: ast.Word) -> str:
        """Resolve the name of a class, an organ or a State."""
        if word.text not in self.classes | self.organs | self.states:
            known = [*self.classes, *self.organs, *self.states]
            raise self.undefined("a class, an organ or a State", word.text, word.place, known)
        self.used.add(word.text)
        return word.text

    def kinds(self, name: str) -> set[str]:
        """Return the classes that who has this name, or is in this class, is in."""
        above = self.states[name].classes if name in self.states else ()
        if name in self.classes:
            parent = self.classes[name].parent
            above = () if parent is None else (parent,)
        return {name}.union(*(self.kinds(parent) for parent in above))

    def may_be(self, name: str, wanted: str) -> bool:
        """Tell whether who has this name, or is in this class, may be in the wanted one.

        Nobody but an organ is the organ. Of two classes one has to have the other in it, or a
        declared State is in both; what figures decide (``where``) they may decide of any member.
        """
        if name in self.organs or wanted in self.organs:
            return name == wanted
        one, other = (self._widest(end) for end in (name, wanted))
        if ANY_STATE in (one, other) or one in self.kinds(other) or other in self.kinds(one):
            return True
        return any({one, other} <= self.kinds(state) for state in self.states)

    def _widest(self, name: str) -> str:
        """Return the class of which figures choose the members of this one; any other name stays.
        Of a State that is declared to be in no class nothing is known."""
        item = self.classes.get(name)
        if item is not None and item.where is not None and item.parent is not None:
            return self._widest(item.parent)
        unknown = name in self.states and not self.states[name].classes
        return ANY_STATE if unknown else name

    def level(self, word: ast.Word) -> str:
        if word.text not in self.levels:
            raise self.undefined("a level", word.text, word.place, self.levels)
        return word.text

    def matter(self, word: ast.Word) -> str:
        if word.text not in self.matters:
            raise self.undefined("a matter", word.text, word.place, self.matters)
        self.used.add(word.text)
        return word.text

    def act(self, word: ast.Word) -> tuple[Act, bool]:
        """Resolve an act's name: the act, and whether the name is that of its other side."""
        if word.text in self.acts:
            self.used.add(word.text)
            return self.acts[word.text], False
        if word.text in self.accepting:
            act = self.accepting[word.text]
            self.used.add(act)
            return self.acts[act], True
        known = [*self.acts, *self.accepting]
        raise self.undefined("an act", word.text, word.place, known)

    def unit(self, words: tuple[ast.Word, ...]) -> Unit:
        """Resolve "FLOP per second"; an empty tuple is a pure number, and so is "number"."""
        if len(words) == 1 and words[0].text == "number" and "number" not in self.units:
            return PURE
        result = PURE
        for index, word in enumerate(words):
            unit = self._one_unit(word)
            result = result.times(unit, -1 if index else 1)
            if limits.too_large(result.scale):
                raise self.refuse(
                    limits.LIMIT,
                    f"this unit's measure has more than {limits.MAGNITUDE} digits",
                    word.place,
                    "Declare it by one that is nearer to it.",
                )
        written = " per ".join(word.text for word in words)
        return Unit(result.dimensions, result.scale, written)

    def _one_unit(self, word: ast.Word) -> Unit:
        declared = self._declared_unit(word.text)
        if declared is not None:
            self.used.add(declared.name)
            return declared.unit
        if word.text in BUILT_IN:
            return BUILT_IN[word.text]
        if word.text in ("month", "months", "year", "years"):
            raise self.refuse(
                "TL106",
                f"“{word.text}” has no fixed length",
                word.place,
                "Use days; months and years are for limits of time (“within 5 years after ...”).",
            )
        raise self.undefined("a unit", word.text, word.place, [*self.units, *BUILT_IN])

    def is_whole(self, words: tuple[ast.Word, ...]) -> bool:
        """Whether numbers of this unit are whole: chips are, chips per day are not."""
        unit = self._declared_unit(words[0].text) if len(words) == 1 else None
        return unit is not None and unit.whole

    def _declared_unit(self, name: str) -> UnitName | None:
        """The unit of this name, or that one or several of which are called so."""
        if name in self.units:
            return self.units[name]
        return next((u for u in self.units.values() if name in (u.singular, u.plural)), None)

    def describe(self, unit: Unit) -> str:
        """Name a unit's dimension for an error message."""
        if unit.dimensions == PURE.dimensions:
            return "a number without a unit"
        if unit.written:
            return f"a number of {unit.written}"
        over = [base for base, power in unit.dimensions for _ in range(power)]
        under = [base for base, power in unit.dimensions for _ in range(-power)]
        name = " × ".join(over) or "1"
        name = " per ".join([name, *under])
        return "a span of days" if unit.dimensions == DAY.dimensions else f"a number of {name}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the declared name that a slip of the pen would turn into ``name``, or ""."""
    by_lower = {candidate.lower(): candidate for candidate in sorted(known, reverse=True)}
    close = difflib.get_close_matches(name.lower(), sorted(by_lower), n=1, cutoff=0.65)
    return by_lower[close[0]] if close else ""
