"""Resolving expressions: from words to formulas and terms, with units checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from treatylang.model.context import ENTRY, Context, Refused
from treatylang.model.draft import Act, Attribute
from treatylang.model.formula import (
    BEARER,
    OTHER,
    Agent,
    And,
    Bound,
    Breached,
    CaseAttribute,
    CaseChoice,
    ChoiceBound,
    Compare,
    Did,
    EventDay,
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
    QuantityOf,
    Scaled,
    Sum,
    Term,
)
from treatylang.model.powers import NOUNS, STATES, named_event, power
from treatylang.model.references import Labels
from treatylang.model.units import PURE, Unit
from treatylang.syntax import ast, limits
from treatylang.syntax.source import Place


@dataclass(slots=True)
class Conditions:
    """Resolves the expressions of one sentence.

    ``owner`` names the sentence in the records of its past acts; ``article`` is where its bare
    labels are looked up; ``own_act`` is the act that a norm is about (its attributes cannot stand
    in the norm's own conditions: what belongs to the content is written after "with"). ``bearer``
    is whom the norm binds.
    """

    context: Context
    labels: Labels
    owner: str
    article: str = ""
    own_act: str = ""
    bearer: str = ""
    records: int = 0

    # --- formulas -------------------------------------------------------------------------------

    def formula(self, expr: ast.Expr) -> Formula:
        """Resolve a condition; raise Refused (reported) where it has no meaning."""
        match expr:
            case ast.AndExpr(parts, place):
                return And(tuple(self.formula(part) for part in self._merged(parts)), place)
            case ast.OrExpr(parts, place):
                return Or(tuple(self.formula(part) for part in parts), place)
            case ast.NotExpr(part, place):
                return Not(self.formula(part), place)
            case ast.Comparison():
                return self._comparison(expr)
            case ast.IsExpr():
                return self._is(expr)
            case ast.DidExpr():
                return self._did(expr)
            case ast.BreachedExpr():
                return self._breached(expr)
            case ast.HappenedExpr(event, place):
                day = self.event(event)
                return Happened(day.event, day.of, place)
            case ast.NameExpr():
                return self._fact(expr)
            case ast.NumberExpr() | ast.Arithmetic() | ast.AgentExpr():
                raise self.context.refuse(
                    "TL105",
                    "this is not a condition",
                    expr.place,
                    "A condition says that something is so: a fact, or a comparison of numbers.",
                )

    def _merged(self, parts: tuple[ast.Expr, ...]) -> list[ast.Expr]:
        """Give bounds that follow a past act by "and" to it where they name its attributes."""
        merged: list[ast.Expr] = []
        for part in parts:
            before = merged[-1] if merged else None
            if isinstance(before, ast.DidExpr) and before.bounds and self._bounds(before, part):
                merged[-1] = ast.DidExpr(
                    before.subject,
                    before.negated,
                    before.act,
                    before.other,
                    (*before.bounds, part),
                    before.place.to(part.place),
                    before.target,
                )
            else:
                merged.append(part)
        return merged

    def _bounds(self, did: ast.DidExpr, part: ast.Expr) -> bool:
        act = self.context.acts.get(did.act.text)
        left = part.left if isinstance(part, ast.Comparison) else None
        if isinstance(part, ast.IsExpr) and isinstance(part.subject, ast.NameExpr):
            left = part.subject
        return bool(
            act and isinstance(left, ast.NameExpr) and not left.of and left.name in act.attributes
        )

    def _fact(self, expr: ast.NameExpr) -> Formula:
        fact = self.context.facts.get(expr.name)
        if fact is None and self._is_case(expr.name):
            raise self.context.refuse(
                "TL105",
                f"“{expr.name}” is an attribute of an act, not a fact",
                expr.place,
                f"Compare it: “{expr.name} = ...”.",
            )
        if fact is None:
            raise self.context.undefined("a fact", expr.name, expr.place, self.context.facts)
        self.context.used.add(fact.name)
        return FactHolds(fact.name, self._of(expr, fact.of), expr.place)

    def _is(self, expr: ast.IsExpr) -> Formula:
        subject, name = expr.subject, expr.name
        if isinstance(subject, ast.NameExpr) and "." in subject.name:
            formula: Formula = self._case_choice(subject, name.text, name.place, expr.place)
        elif isinstance(subject, ast.NameExpr) and self._is_state(subject, name):
            at = ast.Target(ast.Word(subject.name, subject.place), subject.place)
            verb = STATES[name.text]
            event = power(self.context, self.labels, verb, at, self.article).event
            formula = Happened(event, None, expr.place)
        else:
            agent = BEARER if subject is None else self.agent(subject)
            formula = IsMember(agent, self.context.agent_class(name), expr.place)
        return Not(formula, expr.place) if expr.negated else formula

    def _kind(self, subject: ast.Expr | None) -> str:
        named = isinstance(subject, ast.AgentExpr) and subject.whom.kind == "the"
        return subject.whom.name if named and isinstance(subject, ast.AgentExpr) else ""

    def _is_state(self, subject: ast.NameExpr, name: ast.Word) -> bool:
        """Tell whether a clause is said to be suspended, resumed or terminated."""
        context = self.context
        return name.text in STATES and not (
            name.text in context.classes or subject.name in context.states | context.organs
        )

    def _breached(self, expr: ast.BreachedExpr) -> Formula:
        if not isinstance(expr.subject, ast.NameExpr):
            raise self.context.refuse("TL105", "only a clause can be breached", expr.place)
        word = ast.Word(expr.subject.name, expr.subject.place)
        norms = self._before(self.labels.norms(word, self.article), expr.place)
        whom = expr.subject.of
        parts = tuple(
            Breached(
                norm,
                self._agent_of(whom) if whom else self._meant(self.labels.bearers[norm]),
                expr.place,
            )
            for norm in norms
        )
        if not parts:
            raise self.context.refuse(
                "TL105", f"“{word.text}” is text only: it binds nobody to anything", word.place
            )
        formula: Formula = parts[0] if len(parts) == 1 else Or(parts, expr.place)
        return Not(formula, expr.place) if expr.negated else formula

    def _before(self, norms: list[str], place: Place) -> list[str]:
        """A sentence about the breach of its own paragraph means the sentences before it."""
        if self.owner not in norms:
            return norms
        own = self.owner.partition("/")[0]
        kept = [norm for norm in norms if norm.partition("/")[0] != own]
        for norm in norms:
            if norm == self.owner:
                break
            kept += [norm] if norm.partition("/")[0] == own else []
        if not kept:
            raise self.context.refuse(
                "TL104",
                "this clause waits for its own breach",
                place,
                "Name the clause whose breach is meant.",
            )
        return kept

    def _did(self, expr: ast.DidExpr) -> Formula:
        act, accepting = self.act(expr.act, expr.target)
        agent = BEARER if expr.subject is None else self.agent(expr.subject)
        other = self.party(expr.other) if expr.other else None
        if other and act.other is None:
            raise self.context.refuse(
                "TL105",
                f"“{act.name}” has no other side",
                expr.place,
                "Leave out to whom, or declare the act “by Party to Party”.",
            )
        self.records += 1
        did: Formula = Did(
            agent,
            act.name,
            self.bounds(act, expr.bounds),
            f"{self.owner}#{self.records}",
            other,
            accepting,
            expr.place,
            self._kind(expr.subject) if agent == OTHER else "",
        )
        return Not(did, expr.place) if expr.negated else did

    def _comparison(self, expr: ast.Comparison) -> Formula:
        op = Op(expr.op)
        for side, value in ((expr.left, expr.right), (expr.right, expr.left)):
            if isinstance(side, ast.NameExpr) and self._is_case(side.name):
                _, attribute = self._case(side)
                if attribute.options and isinstance(value, ast.NameExpr):
                    if op not in (Op.EQ, Op.NE):
                        raise self.context.refuse(
                            "TL105", f"“{side.name}” is one of a list: use = or !=", side.place
                        )
                    choice = self._case_choice(side, value.name, value.place, expr.place)
                    return choice if op is Op.EQ else Not(choice, expr.place)
        left, left_unit = self.term(expr.left)
        right, right_unit = self.term(expr.right)
        self.same_unit(left_unit, right_unit, expr.place)
        return Compare(left, op, right, expr.place)

    def act(self, word: ast.Word, target: ast.Target | None) -> tuple[Act, bool]:
        """Resolve an act, or what is done to a clause."""
        context = self.context
        if target is None:
            if word.text in NOUNS and word.text not in context.acts | context.accepting:
                raise context.refuse(
                    "TL107",
                    f"what to {word.text} is not said",
                    word.place,
                    f"Name a clause, an article or “this treaty”: “{word.text} LABEL”.",
                )
            return context.act(word)
        found = power(self.context, self.labels, word.text, target, self.article)
        return self.context.acts[found.act], False

    # --- acts and parties -----------------------------------------------------------------------

    def party(self, expr: ast.PartyExpr) -> Party:
        """Resolve the other side of an act."""
        name = self.context.agent_class(expr.name)
        where: tuple[Formula, ...] = ()
        if expr.that is not None:
            where = (swapped(self.formula(expr.that)),)
        return Party(name, where, expr.determiner)

    def bounds(self, act: Act, exprs: Sequence[ast.Expr]) -> tuple[Bound, ...]:
        """Resolve what stands after "with"."""
        return tuple(self._bound(act, expr) for expr in exprs)

    def _bound(self, act: Act, expr: ast.Expr) -> Bound:
        if isinstance(expr, ast.IsExpr) and isinstance(expr.subject, ast.NameExpr):
            value = ast.NameExpr(expr.name.text, None, expr.name.place)
            sign = "!=" if expr.negated else "="
            expr = ast.Comparison(expr.subject, sign, value, expr.place)
        if not isinstance(expr, ast.Comparison) or not isinstance(expr.left, ast.NameExpr):
            raise self.context.refuse(
                "TL105",
                "after “with” stand attributes of the act",
                expr.place,
                f"Write “{next(iter(act.attributes), 'attribute')} <= ...”.",
            )
        word = ast.Word(expr.left.name, expr.left.place)
        attribute = self.attribute(act, word)
        op = Op(expr.op)
        if attribute.options:
            if not isinstance(expr.right, ast.NameExpr) or op not in (Op.EQ, Op.NE):
                raise self.context.refuse(
                    "TL105",
                    f"“{attribute.name}” is one of {', '.join(attribute.options)}",
                    expr.place,
                )
            option = self._option(attribute, expr.right.name, expr.right.place)
            return ChoiceBound(attribute.name, op is Op.EQ, option, expr.place)
        term, unit = self.term(expr.right)
        self.same_unit(attribute.unit, unit, expr.place)
        return NumberBound(attribute.name, op, term, expr.place)

    def attribute(self, act: Act, word: ast.Word) -> Attribute:
        if word.text not in act.attributes and act.name in self.context.lost:
            raise Refused(word.text)
        if word.text not in act.attributes:
            what = f"an attribute of “{act.name}”"
            raise self.context.undefined(what, word.text, word.place, act.attributes)
        return act.attributes[word.text]

    def _option(self, attribute: Attribute, option: str, place: Place) -> str:
        if option not in attribute.options:
            raise self.context.undefined(
                f"one of the options of “{attribute.name}”", option, place, attribute.options
            )
        return option

    # --- agents and events ----------------------------------------------------------------------

    def agent(self, expr: ast.Expr) -> Agent:
        """Resolve the subject of a predicate."""
        if isinstance(expr, ast.AgentExpr):
            return self._agent_of(expr.whom)
        if isinstance(expr, ast.NameExpr) and expr.of is None:
            return self._named(ast.Word(expr.name, expr.place))
        raise self.context.refuse(
            "TL105", "this cannot be the subject here", expr.place, "Write “it”, or a State's name."
        )

    def _named(self, word: ast.Word) -> Agent:
        known = self.context.states | self.context.organs
        if word.text not in known:
            raise self.context.undefined("a State or an organ", word.text, word.place, known)
        self.context.used.add(word.text)
        return Agent(word.text)

    def _agent_of(self, whom: ast.Whom | None) -> Agent:
        if whom is None or whom.kind == "it":
            return BEARER
        word = ast.Word(whom.name, whom.place)
        if whom.kind == "name":
            return self._named(word)
        self.context.agent_class(word)
        return OTHER if whom.kind == "other" else self._meant(whom.name)

    def _meant(self, name: str) -> Agent:
        """Return whom a name means that is not said to be another: "the Buyer", of whom the norm
        binds or of the one it deals with; or the one that has this name."""
        context = self.context
        if name == self.bearer:
            return BEARER
        if name in context.states or (name in context.organs and not context.organs[name].of_each):
            return Agent(name)
        if not self.bearer:
            return BEARER
        kin = name in context.kinds(self.bearer) or self.bearer in context.kinds(name)
        return BEARER if kin else OTHER

    def _of(self, expr: ast.NameExpr, of_class: str | None) -> Agent | None:
        """The agent whose fact, quantity or event a name is; None for one of the world."""
        if of_class is None:
            if expr.of is not None:
                raise self.context.refuse(
                    "TL105", f"“{expr.name}” is nobody's in particular", expr.of.place,
                    "Leave out whose it is, or declare it “of” a class.",
                )  # fmt: skip
            return None
        return self._agent_of(expr.of)

    def event(self, expr: ast.Expr) -> EventDay:
        """Resolve the name of an event."""
        if not isinstance(expr, ast.NameExpr):
            raise self.context.refuse("TL105", "an event should stand here", expr.place)
        of_clause = named_event(self.context, self.labels, expr, self.article)
        if of_clause is not None:
            return EventDay(of_clause, None)
        event = self.context.events.get(expr.name)
        if event is None:
            known = self.context.events
            raise self.context.undefined("an event", expr.name, expr.place, known)
        if event.name != ENTRY:
            self.context.used.add(event.name)
        return EventDay(event.name, self._of(expr, event.of))

    # --- terms ----------------------------------------------------------------------------------

    def term(self, expr: ast.Expr) -> tuple[Term, Unit]:
        """Resolve a number, a quantity or a sum, with its unit."""
        match expr:
            case ast.NumberExpr(value, percent, words, _):
                unit = self.context.unit(words)
                scaled = value / 100 if percent else value
                return Number(self.bounded(scaled * unit.scale, expr.place), unit), unit
            case ast.NameExpr():
                return self._quantity(expr)
            case ast.Arithmetic(parts, operators, place):
                return self._arithmetic(parts, operators, place)
            case _:
                raise self.context.refuse("TL105", "a number should stand here", expr.place)

    def _quantity(self, expr: ast.NameExpr) -> tuple[Term, Unit]:
        quantity = self.context.quantities.get(expr.name)
        if quantity is not None:
            self.context.used.add(quantity.name)
            of = self._of(expr, quantity.of)
            return QuantityOf(quantity.name, of, quantity.unit), quantity.unit
        if self._is_case(expr.name):
            act, attribute = self._case(expr)
            if attribute.options:
                raise self.context.refuse("TL105", f"“{expr.name}” is not a number", expr.place)
            return CaseAttribute(act.name, attribute.name, attribute.unit), attribute.unit
        known = [*self.context.quantities, *self._case_names()]
        raise self.context.undefined("a quantity", expr.name, expr.place, known)

    def _arithmetic(
        self, parts: tuple[ast.Expr, ...], operators: tuple[str, ...], place: Place
    ) -> tuple[Term, Unit]:
        total, unit = self.term(parts[0])
        for operator, part in zip(operators, parts[1:], strict=True):
            term, other = self.term(part)
            if operator in "+-":
                self.same_unit(unit, other, place)
                signed = term if operator == "+" else Scaled(Fraction(-1), term)
                total = Sum((*total.terms, signed)) if isinstance(total, Sum) else Sum(
                    (total, signed)
                )  # fmt: skip
            elif operator == "*":
                total = self._product(total, term, place)
                unit = unit.times(other)
            else:
                total = self._quotient(total, term, place)
                unit = unit.times(other, -1)
        return total, unit

    def _product(self, left: Term, right: Term, place: Place) -> Term:
        factor, term = (left, right) if isinstance(left, Number) else (right, left)
        if not isinstance(factor, Number):
            raise self.context.refuse(
                "TL108", "two quantities cannot be multiplied", place, _LINEAR
            )
        if isinstance(term, Number):
            value = self.bounded(factor.value * term.value, place)
            return Number(value, factor.unit.times(term.unit))
        return Scaled(factor.value, term, factor.unit)

    def _quotient(self, left: Term, right: Term, place: Place) -> Term:
        if not isinstance(right, Number):
            raise self.context.refuse(
                "TL108", "a quantity cannot be divided by one", place, _LINEAR
            )
        if right.value == 0:
            raise self.context.refuse(
                "TL108", "this divides by zero", place, "Divide by a figure other than zero."
            )
        return self._product(left, Number(1 / right.value, PURE.times(right.unit, -1)), place)

    def bounded(self, value: Fraction, place: Place) -> Fraction:
        """Return a figure that was computed; raise Refused where it is beyond the limit."""
        if limits.too_large(value):
            raise self.context.refuse(
                limits.LIMIT,
                f"this figure has more than {limits.MAGNITUDE} digits",
                place,
                "Choose another unit.",
            )
        return value

    def no_controlled(self, term: Term, place: Place) -> None:
        """Refuse a bound that itself depends on what somebody controls."""
        parts = term.terms if isinstance(term, Sum) else (term,)
        for part in parts:
            inner = part.term if isinstance(part, Scaled) else part
            if isinstance(inner, QuantityOf) and self.context.quantities[inner.name].controlled:
                raise self.context.refuse(
                    "TL108",
                    f"“{inner.name}” is controlled too: the bound would move with the conduct",
                    place,
                    "State the bound as a figure, or by a quantity of the world.",
                )

    def same_unit(self, left: Unit, right: Unit, place: Place) -> None:
        """Refuse to compare or add numbers of different dimensions."""
        if left.same_dimension(right):
            return
        one, other = self.context.describe(left), self.context.describe(right)
        advice = "Give both sides a unit of the same kind."
        if PURE.dimensions in (left.dimensions, right.dimensions):
            missing = right if left.dimensions == PURE.dimensions else left
            advice = f"Write the unit: “... {missing.written or 'unit'}”."
        raise self.context.refuse("TL106", f"{one} and {other} do not go together", place, advice)

    # --- the act at issue -----------------------------------------------------------------------

    def _is_case(self, name: str) -> bool:
        act, _, attribute = name.rpartition(".")
        return act in self.context.acts and attribute in self.context.acts[act].attributes

    def _case(self, expr: ast.NameExpr) -> tuple[Act, Attribute]:
        name, _, attribute = expr.name.rpartition(".")
        act, _ = self.context.act(ast.Word(name, expr.place))
        found = self.attribute(act, ast.Word(attribute, expr.place))
        if act.name == self.own_act:
            raise self.context.refuse(
                "TL105",
                f"“{expr.name}” stands in a condition of the norm on that very act",
                expr.place,
                f"Say which acts the norm is about: “{act.name} with {attribute} ...”.",
            )
        return act, found

    def _case_choice(self, expr: ast.NameExpr, option: str, at: Place, place: Place) -> CaseChoice:
        act, attribute = self._case(expr)
        return CaseChoice(act.name, attribute.name, self._option(attribute, option, at), place)

    def _case_names(self) -> list[str]:
        acts = self.context.acts.values()
        return [f"{act.name}.{attribute}" for act in acts for attribute in act.attributes]


_LINEAR = "Only constant factors are allowed: the tool decides linear arithmetic."


def swapped(formula: Formula) -> Formula:
    """Turn what is said of the bearer into the same of the other side, and back."""

    def agent(value: Agent) -> Agent:
        return {BEARER: OTHER, OTHER: BEARER}.get(value, value)

    def term(value: Term) -> Term:
        match value:
            case QuantityOf(name, of, unit):
                return QuantityOf(name, agent(of) if of else None, unit)
            case Sum(terms):
                return Sum(tuple(term(part) for part in terms))
            case Scaled(factor, inner, unit):
                return Scaled(factor, term(inner), unit)
        return value

    match formula:
        case FactHolds(name, of, place):
            return FactHolds(name, agent(of) if of else None, place)
        case Compare(left, op, right, place):
            return Compare(term(left), op, term(right), place)
        case IsMember(who, name, place):
            return IsMember(agent(who), name, place)
        case Did(who):
            return replace(formula, agent=agent(who))
        case Breached(norm, who, place):
            return Breached(norm, agent(who), place)
        case Happened(event, of, place):
            return Happened(event, agent(of) if of else None, place)
        case Not(part, place):
            return Not(swapped(part), place)
        case And(parts, place):
            return And(tuple(swapped(part) for part in parts), place)
        case Or(parts, place):
            return Or(tuple(swapped(part) for part in parts), place)
    return formula
