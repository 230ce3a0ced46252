"""Who votes: the members of an organ, of a class, or those who may ratify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from treatylang.model.context import ANY_STATE, Context, Refused
from treatylang.model.draft import Assumption
from treatylang.model.formula import (
    BEARER,
    Agent,
    And,
    Compare,
    Formula,
    IsMember,
    Not,
    Number,
    Op,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
    Truth,
)
from treatylang.model.institutions import Body, Seat
from treatylang.syntax import ast
from treatylang.syntax.source import NOWHERE, Place

_MOST_SEATS = 2000
_SHOWN = 4

Figures = dict[tuple[str, str], Fraction]


class _Unknown(Exception):
    """What a class is defined by is not known of a State."""

    def __init__(self, what: str, is_figure: bool) -> None:
        super().__init__(what)
        self.what = what
        self.is_figure = is_figure


def known_figures(assumptions: Iterable[Assumption]) -> Figures:
    """Return what is declared or assumed of each State: (quantity, State) to base units."""
    found: Figures = {}

    def enter(formula: Formula) -> None:
        match formula:
            case And(parts):
                for part in parts:
                    enter(part)
            case Compare(QuantityOf(name, Agent(state), _), Op.EQ, Number(value, _)):
                found.setdefault((name, state), value)

    for assumption in assumptions:
        if assumption.formula is not None:
            enter(assumption.formula)
    return found


@dataclass(slots=True)
class Bodies:
    """Finds the members of bodies. ``sources`` names the data file of a quantity, if there is one.

    ``seats`` are the seats of each organ, as the draft composes it.
    """

    context: Context
    figures: Figures
    sources: Mapping[str, str]
    seats: Mapping[str, tuple[tuple[int | None, ast.Word], ...]]
    found: dict[str, Body] = field(default_factory=dict)

    # --- classes --------------------------------------------------------------------------------

    def noun(self, word: ast.Word) -> str:
        """Return the class that a word means: its name, or what the draft calls one or several.
        "States" is the draft's own word before it is the built-in one."""
        classes = self.context.classes
        if word.text in classes:
            self.context.used.add(word.text)
            return word.text
        for name, declared in sorted(classes.items(), key=lambda item: item[0] == ANY_STATE):
            called = (declared.plural.lower(), declared.singular.lower())
            if word.text.lower() in called:
                self.context.used.add(name)
                return name
        return ""

    def agent_class(self, word: ast.Word) -> str:
        """Return the class that a word means; raise Refused (reported) where there is none."""
        found = self.noun(word)
        if not found:
            raise self.context.undefined("a class", word.text, word.place, self.nouns())
        return found

    def nouns(self) -> list[str]:
        return [n for name, c in self.context.classes.items() for n in (name, c.plural)]

    def is_member(self, state: str, name: str) -> bool:
        """Tell whether a State is in a class; raise _Unknown where a figure decides it that the
        draft does not give."""
        if name == ANY_STATE or name in self._declared(state):
            return True
        declared = self.context.classes[name]
        if declared.where is None:
            return False
        if declared.parent is not None and not self.is_member(state, declared.parent):
            return False
        return self._holds(declared.where, state)

    def is_declared(self, state: str, name: str) -> bool:
        """Tell whether a State is declared to be in a class, whatever its figures say."""
        return name in self._declared(state)

    def _declared(self, state: str) -> set[str]:
        classes = self.context.classes
        found: set[str] = set()
        waiting = [name for name in self.context.states[state].classes if name in classes]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                parent = classes[name].parent
                waiting += [parent] if parent in classes and parent is not None else []
        return found

    def _holds(self, formula: Formula, state: str) -> bool:
        match formula:
            case Truth(value):
                return value
            case Not(part):
                return not self._holds(part, state)
            case And(parts) | Or(parts):
                settles = isinstance(formula, Or)
                unknown: _Unknown | None = None
                for part in parts:
                    try:
                        if self._holds(part, state) is settles:
                            return settles
                    except _Unknown as found:
                        unknown = unknown or found
                if unknown is not None:
                    raise unknown
                return not settles
            case IsMember(agent, name):
                who = state if agent == BEARER else agent.name
                if name in self.context.classes and who in self.context.states:
                    return self.is_member(who, name)
                return who == name
            case Compare(left, op, right):
                one, other = self._value(left, state), self._value(right, state)
                return {
                    Op.LT: one < other, Op.LE: one <= other, Op.EQ: one == other,
                    Op.NE: one != other, Op.GE: one >= other, Op.GT: one > other,
                }[op]  # fmt: skip
        name = getattr(formula, "name", None) or getattr(formula, "act", None) or "a condition"
        raise _Unknown(str(name), False)

    def _value(self, term: Term, state: str) -> Fraction:
        match term:
            case Number(value, _):
                return value
            case Scaled(factor, inner):
                return factor * self._value(inner, state)
            case Sum(terms):
                return sum((self._value(part, state) for part in terms), Fraction(0))
            case QuantityOf(name, of, _):
                who = state if of == BEARER else of.name if of else ""
                if (name, who) not in self.figures:
                    raise _Unknown(name, True)
                return self.figures[name, who]
        raise _Unknown("an act", False)

    def classes_of(self, state: str) -> frozenset[str]:
        """Return the classes that a State is known to be in."""
        found = set()
        for name in self.context.classes:
            try:
                if self.is_member(state, name):
                    found.add(name)
            except _Unknown:
                continue
        return frozenset(found)

    def _ancestors(self, name: str) -> frozenset[str]:
        found = {ANY_STATE}
        at: str | None = name
        while at is not None and at not in found:
            found.add(at)
            at = self.context.classes[at].parent if at in self.context.classes else None
        return frozenset(found)

    def states_in(self, name: str, place: Place, among: Iterable[str] | None = None) -> list[str]:
        """Return the declared States of a class (``among`` these). Raises Refused (reported) where
        a figure or a fact that decides it is not known."""
        members = []
        for state in self.context.states if among is None else among:
            try:
                if self.is_member(state, name):
                    members.append(state)
            except _Unknown as unknown:
                called = self.context.classes[name].plural
                if unknown.is_figure:
                    raise self.missing(
                        unknown.what, [state], place, f"whether it is one of the {called} is open"
                    ) from None
                raise self.context.refuse(
                    "TL113",
                    f"whether {state} is one of the {called} hangs on “{unknown.what}”, which may "
                    "or may not be so",
                    place,
                    f"Declare it: “state {state} ... is {name}”.",
                ) from None
        return members

    # --- figures --------------------------------------------------------------------------------

    def missing(self, quantity: str, names: list[str], place: Place, why: str = "") -> Refused:
        """Report figures that the draft does not give, and return what to raise."""
        shown = ", ".join(names[:_SHOWN])
        if len(names) > _SHOWN:
            shown += f" and {len(names) - _SHOWN} more"
        source = self.sources.get(quantity)
        where = f" in “{source}”" if source else ""
        message = f"no {quantity} of {shown} is given{where}"
        advice = f"Fill in the cell of “{source}”, or write" if source else "Write"
        return self.context.refuse(
            "TL113",
            f"{message}: {why}" if why else message,
            place,
            f"{advice} “assume {quantity} of {names[0]} = ...”.",
        )

    def need(self, body: Body, quantity: str, place: Place, of: str | None = None) -> None:
        """Make sure that the figure of a quantity is known for each member (of the class); else
        raise Refused."""
        seats = body.of(of)
        unnamed = [seat for seat in seats if not seat.named]
        if unnamed:
            raise self.context.refuse(
                "TL113",
                f"{unnamed[0].phrase} is not named, so no {quantity} of it is known",
                place,
                "Declare the States, or count members.",
            )
        lacking = [s.name for s in seats if (quantity, s.name) not in self.figures]
        if lacking:
            raise self.missing(quantity, lacking, place)

    # --- bodies ---------------------------------------------------------------------------------

    def body(self, word: ast.Word) -> Body:
        """Return the body that a name means: an organ, or the members of a class."""
        if word.text in self.context.organs:
            self.context.used.add(word.text)
            return self._organ(word)
        name = self.noun(word)
        if not name:
            known = [*self.context.organs, *self.context.classes]
            raise self.context.undefined("an organ or a class", word.text, word.place, known)
        return self.of_class(name, word.place)

    def _organ(self, word: ast.Word) -> Body:
        name = word.text
        if name in self.found:
            return self.found[name]
        if name in self.context.lost:
            raise Refused(name)
        if name not in self.seats:
            raise self.context.refuse(
                "TL114",
                f"who the members of “{name}” are is not said",
                word.place,
                f'Write “organ {name} "...", composed of ...” with a class.',
            )
        seats: list[Seat] = []
        composed: list[tuple[int | None, str]] = []
        for count, group in self.seats[name]:
            seats += self._group(count, group, {seat.name for seat in seats})
            composed.append((count, self.noun(group) or group.text))
        body = Body(name, tuple(seats), self.context.organs[name].place, tuple(composed))
        self.found[name] = body
        return body

    def _group(self, count: int | None, word: ast.Word, taken: set[str]) -> list[Seat]:
        """The seats of a class, or of a State by its name; ``count`` seats where a number is
        given, those without a declared State unnamed."""
        if word.text in self.context.states:
            self.context.used.add(word.text)
            return [] if word.text in taken else [self._seat(word.text)]
        name = self.agent_class(word)
        states = self.states_in(name, word.place)
        called = self.context.classes[name]
        if count is None and not states:
            raise self.context.refuse(
                "TL114",
                f"no State is declared to be one of the {called.plural}: nobody would be in it",
                word.place,
                f"Declare them (“state ... is {name}”), or write how many there are (“10 {name}”).",
            )
        if count is not None and len(states) > count:
            raise self.context.refuse(
                "TL114",
                f"{len(states)} States are declared to be {called.plural}, and {count} have seats",
                word.place,
                "Give those with a seat a class of their own.",
            )
        if count is not None and count > _MOST_SEATS:
            raise self.context.refuse(
                "TL114", f"a body has at most {_MOST_SEATS} seats", word.place
            )
        seats = [self._seat(state) for state in states if state not in taken]
        classes = self._ancestors(name)
        for at in range(1, (count or 0) - len(states) + 1):
            seats.append(Seat(f"{name} {at}", f"{called.singular} {at}", classes, False))
        return seats

    def _seat(self, state: str) -> Seat:
        phrase = self.context.states[state].phrase or state
        self.context.used.add(state)
        return Seat(state, phrase, self.classes_of(state), True)

    def of_class(self, name: str, place: Place) -> Body:
        """Return the declared States of a class as a body."""
        if name not in self.found:
            states = self.states_in(name, place)
            if not states:
                called = self.context.classes[name].plural
                raise self.context.refuse(
                    "TL114",
                    f"no State is declared to be one of the {called}: nobody would vote",
                    place,
                    f"Write “state ... is {name}” for each.",
                )
            at = self.context.classes[name].place
            seats = tuple(self._seat(state) for state in states)
            self.found[name] = Body(name, seats, at if at != NOWHERE else place)
        return self.found[name]

    def out_of(
        self, name: str, total: int, group: str | None, named: Iterable[str], place: Place
    ) -> Body:
        """Return a body of ``total`` members: the States of the class ``group`` (of the draft,
        where None; only those ``named``, where there are more), and others that have no name."""
        if total > _MOST_SEATS:
            raise self.context.refuse("TL114", f"a body has at most {_MOST_SEATS} members", place)
        states = self.states_in(group, place) if group else list(self.context.states)
        if len(states) > total and not group:
            wanted = set(named)
            states = [state for state in states if state in wanted]
        if len(states) > total:
            raise self.context.refuse(
                "TL114",
                f"{len(states)} States are declared, and there are to be {total}",
                place,
                "Correct the number.",
            )
        seats = [self._seat(state) for state in states]
        classes = self._ancestors(group) if group else frozenset({ANY_STATE})
        word = self.context.classes[group].singular if group else "Signatory"
        for at in range(1, total - len(states) + 1):
            seats.append(Seat(f"{group or word} {at}", f"{word} {at}", classes, False))
        body = Body(name, tuple(seats), place)
        self.found[name] = body
        return body

    def counted(self, body: Body, word: ast.Word) -> str:
        """Return the class that a rule of the body counts; refuse one with nobody in it, and one
        of which it is open who is in it."""
        name = self.agent_class(word)
        called = self.context.classes[name]
        self.states_in(name, word.place, [seat.name for seat in body.seats if seat.named])
        if called.where is not None:
            parent = called.parent or ANY_STATE
            unnamed = next((s for s in body.seats if not s.named and parent in s.classes), None)
            if unnamed is not None:
                raise self.context.refuse(
                    "TL113",
                    f"{unnamed.phrase} has no name: it may be among the {called.plural} or not",
                    word.place,
                    "Declare the States.",
                )
        if not body.of(name):
            raise self.context.refuse(
                "TL114",
                f"“{word.text}” counts nobody: there are no {called.plural} in {body.name}",
                word.place,
                f"Write “state ... is {name}”, or count others.",
            )
        return name
