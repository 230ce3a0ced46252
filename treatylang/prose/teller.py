"""How norms and formulas are told, as far as languages do it alike: which statement is of which
kind, how statements are joined, and in what order the parts of a norm are decided on.

A language that derives from Teller says each kind of statement, and puts a norm's parts in order.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence

from treatylang.model.draft import Act, Condition, DoAct, HasCompetence, Norm, Power
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    Breached,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Number,
    NumberBound,
    Op,
    Or,
    Party,
    Term,
    Truth,
)
from treatylang.prose.language import Told
from treatylang.prose.plan import Parts, other_class
from treatylang.prose.scope import Scope
from treatylang.prose.speaker import Speaker
from treatylang.prose.structure import agents, breached, is_kind_of, is_list, pushed

ENTRY_INTO_FORCE = "entry_into_force"
_SPLIT = re.compile(r"\s*(?:\.\.\.|…)\s*")
"""Where words leave room: an act's for its circumstances, a quantity's for its holder."""


class Teller(Speaker):
    """The sentences of a draft."""

    # --- formulas ---------------------------------------------------------------------------------

    def formula(self, scope: Scope, item: Formula, word: str = "") -> str:
        """Return a formula after a conjunction, which each of its parts repeats, so that none can
        be taken for the main clause: "если A и если B"."""
        joint, parts = self.parts(item)
        said: list[str] = []
        for part in parts:
            told = self.nested(scope, part) if is_list(part) else self.told(scope, part)
            said.append(self.after(self.again(word) if said else word, told))
            scope = scope.knowing(*agents(part))
        return self.clauses(said, joint, bool(word))

    def clauses(self, parts: Sequence[str], joint: str, subordinate: bool) -> str:
        """Return clauses joined, each after its conjunction where they are ``subordinate``."""
        return self.listed(parts, joint)

    def nested(self, scope: Scope, item: Formula) -> str:
        """Return a list that stands within another, so that it is seen where it ends."""
        joint, parts = self.parts(item)
        said = []
        for part in parts:
            said.append(self.nested(scope, part) if is_list(part) else self.told(scope, part))
            scope = scope.knowing(*agents(part))
        return self.either(said) if joint == "or" else self.both(said)

    def conditions(self, scope: Scope, item: Formula) -> tuple[str, ...]:
        """Return the parts of a formula as points, each of statements."""
        return tuple(self._condition(scope, part) for part in self.parts(item)[1])

    def _condition(self, scope: Scope, item: Formula) -> str:
        joint, parts = self.parts(item)
        if is_list(item) and (joint == "or" or any(map(is_list, parts))):
            return self.nested(scope, item)
        return self.formula(scope, item)

    def told(self, scope: Scope, item: Formula) -> str:
        """Return an elementary statement, or its denial."""
        denied = isinstance(item, Not)
        inner = item.part if isinstance(item, Not) else item
        match inner:
            case Truth(value):
                return self.passage("always" if value is not denied else "never")
            case FactHolds(name, of):
                return self.fact(scope, name, of, denied)
            case Compare(left, op, right):
                if isinstance(left, Number) and not isinstance(right, Number):
                    left, op, right = right, op.mirrored, left
                return self.comparison(scope, left, op, right)
            case CaseChoice(act, attribute, option):
                entry = self.entry("option", f"{act}.{attribute}.{option}")
                how = self.form(entry, "negative") if denied else entry.words
                return self.choice(scope, act, how)
            case IsMember(agent, name):
                return self.membership(scope, agent, name, denied)
            case Did():
                return self.deed(scope, inner, denied)
            case Breached(norm, agent):
                return self.breach(scope, agent, [norm], denied)
            case And(parts) | Or(parts):
                found = [breach for part in parts if (breach := breached(part))]
                norms = [item.norm for item in found]
                return self.breach(scope, found[0].agent, norms, isinstance(inner, And))
            case Happened(event, of):
                power = self.power_of(event)
                if power is not None:
                    return self.exercised(scope, power, denied)
                return self.happened(scope, event, of, denied)
        raise AssertionError(f"not an elementary statement: {item}")

    def power_of(self, event: str) -> Power | None:
        """Return the power that brings an event about."""
        return next((power for power in self.draft.powers.values() if power.event == event), None)

    @abstractmethod
    def fact(self, scope: Scope, name: str, of: Agent | None, denied: bool) -> str: ...

    @abstractmethod
    def comparison(self, scope: Scope, left: Term, op: Op, right: Term) -> str: ...

    @abstractmethod
    def choice(self, scope: Scope, act: str, how: str) -> str:
        """Say how the act at issue is done: for civil purposes."""

    @abstractmethod
    def membership(self, scope: Scope, agent: Agent, name: str, denied: bool) -> str: ...

    @abstractmethod
    def deed(self, scope: Scope, item: Did, denied: bool) -> str: ...

    @abstractmethod
    def breach(self, scope: Scope, agent: Agent, norms: Sequence[str], denied: bool) -> str:
        """Say that an agent has breached one of these norms; denied, none of them."""

    @abstractmethod
    def exercised(self, scope: Scope, power: Power, denied: bool) -> str:
        """Say that what the power is about has been suspended, resumed or terminated."""

    @abstractmethod
    def happened(self, scope: Scope, event: str, of: Agent | None, denied: bool) -> str: ...

    # --- how statements are joined ----------------------------------------------------------------

    def after(self, word: str, told: str) -> str:
        """Return a statement after a conjunction."""
        return f"{word} {told}" if word else told

    def again(self, word: str) -> str:
        """Return how a conjunction is repeated."""
        return word.rpartition(" ")[2]

    @abstractmethod
    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        """Return a list; ``word`` "or" is a choice."""

    @abstractmethod
    def either(self, parts: Sequence[str]) -> str: ...

    @abstractmethod
    def both(self, parts: Sequence[str]) -> str: ...

    # --- acts -------------------------------------------------------------------------------------

    def split(self, words: str) -> tuple[str, str]:
        """Return words before and after "..."; without it, the first word and the rest. The mark of
        a gap is not torn."""
        if words.startswith("⟦"):
            return words, ""
        head, *rest = _SPLIT.split(words, maxsplit=1)
        if rest:
            return head, rest[0]
        head, _, tail = words.partition(" ")
        return head, tail

    def manners(self, act: Act, bounds: Sequence[Bound]) -> list[str]:
        """Return the circumstances of an act: its attributes that are chosen among options."""
        said = []
        for bound in bounds:
            if isinstance(bound, ChoiceBound):
                entry = self.entry("option", f"{act.name}.{bound.attribute}.{bound.option}")
                words = entry.words if bound.equal else self.form(entry, "negative")
                said.append(self.typeset(words))
        return said

    def measures(self, bounds: Sequence[Bound]) -> list[tuple[str, list[NumberBound]]]:
        """Return the bounds of each attribute that is a number, lower ones first."""
        found = [bound for bound in bounds if isinstance(bound, NumberBound)]
        names = dict.fromkeys(bound.attribute for bound in found)
        return [
            (
                name,
                sorted(
                    (bound for bound in found if bound.attribute == name),
                    key=lambda bound: bound.op in {Op.LT, Op.LE},
                ),
            )
            for name in names
        ]

    def other_side(self, scope: Scope, side: Party, act: Act, accepting: bool) -> tuple[str, bool]:
        """Return the class of an act's other side ("" for any Party), and whether those who act
        are of it themselves."""
        actor, receiver = (act.other, act.actor) if accepting else (act.actor, act.other)
        name = side.name or receiver or ""
        return name, is_kind_of(self.draft, scope.bearer or actor or "", name)

    # --- norms ------------------------------------------------------------------------------------

    def norm(self, norm: Norm, heads: Sequence[tuple[str, Sequence[str]]]) -> Told:
        parts = self.placed(norm, Parts.of(self.draft, norm))
        scope = Scope(norm.clause, norm.bearer, other_class(self.draft, norm))
        begin = self.circumstances([self.head(norm.clause, *head) for head in heads])
        lead = self._lead(scope, parts.lead)
        after = scope.knowing(*(agent for part in parts.lead for agent in agents(part.formula)))
        inside = after.knowing(*_met(norm))
        trailing = [
            self.formula(inside, part.formula, self.conjunction(norm, part))
            for part in parts.trailing
        ]
        text = self.ordered(begin, lead, self.main(after, norm, parts), trailing)
        points: tuple[str, ...] = ()
        joint = "and"
        if parts.pointed is not None:
            item = pushed(parts.pointed.formula)
            joint, points = self.parts(item)[0], self.conditions(inside, item)
            text = self.opens(self.introduced(text, self.conjunction(norm, parts.pointed), joint))
        else:
            text = self.ended(text)
        returning = self._returning(scope, norm)
        return Told(self.finished(text), tuple(map(self.tidy, points)), returning, joint)

    def placed(self, norm: Norm, parts: Parts) -> Parts:
        """Return the conditions of a norm by the place that they take in this language."""
        return parts

    def finished(self, text: str) -> str:
        """Return a sentence as it is printed."""
        return self.capital(self.tidy(text))

    def _lead(self, scope: Scope, parts: Sequence[Condition]) -> str:
        said: list[str] = []
        for part in parts:
            word = self.conjunction(None, part)
            said.append(self.formula(scope, part.formula, word))
            scope = scope.knowing(*agents(part.formula))
        return self.circumstances(said)

    def _returning(self, scope: Scope, norm: Norm) -> tuple[str, ...]:
        if not isinstance(norm.content, HasCompetence) or norm.content.returns is None:
            return ()
        when = self.formula(scope, norm.content.returns, self.when)
        return (self.finished(self.passage("returning", when)),)

    when: str
    """The conjunction of what is the case at a time."""

    def circumstances(self, parts: Sequence[str]) -> str:
        """Return several heads, or conditions at the head of a sentence, as one."""
        return self.listed(parts)

    @abstractmethod
    def head(self, here: str, name: str, targets: Sequence[str]) -> str:
        """Return "notwithstanding paragraph 1"; ``name`` is the English word."""

    @abstractmethod
    def conjunction(self, norm: Norm | None, part: Condition) -> str:
        """Return the conjunction of a condition; ``norm`` is None at the head of a sentence."""

    @abstractmethod
    def main(self, scope: Scope, norm: Norm, parts: Parts) -> str:
        """Return the main clause: the subject, what it must do, and when."""

    @abstractmethod
    def ordered(self, begin: str, lead: str, main: str, trailing: Sequence[str]) -> str:
        """Return the parts of a sentence, with the commas between them."""

    @abstractmethod
    def introduced(self, text: str, word: str, joint: str) -> str:
        """Return a text and, after the conjunction ``word``, what introduces the conditions that
        follow as points, all ("and") or one ("or") of which must hold."""


def _met(norm: Norm) -> tuple[Agent, ...]:
    met = isinstance(norm.content, DoAct) and norm.content.other is not None
    return (BEARER, OTHER) if met else (BEARER,)
