"""Resolving what a draft supposes and what it asks for: assumptions, precedence, checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from treatylang.model.clauses import Clauses
from treatylang.model.conditions import Conditions
from treatylang.model.context import Context
from treatylang.model.draft import (
    Assumption,
    Cover,
    Precedence,
    PrecedenceKind,
    Reference,
    Simultaneous,
    Survival,
    Verified,
)
from treatylang.model.formula import (
    BEARER,
    Agent,
    And,
    Compare,
    Did,
    FactHolds,
    Formula,
    Happened,
    IsMember,
    Not,
    Or,
    QuantityOf,
    Scaled,
    Sum,
    Term,
)
from treatylang.model.powers import named_event
from treatylang.model.references import Labels
from treatylang.model.windows import Windows
from treatylang.syntax import ast


@dataclass(slots=True)
class Demands:
    """Assumptions, precedence between clauses, and what the draft asks to be checked."""

    context: Context
    labels: Labels
    resolver: Clauses
    add_note: Callable[[str, ast.Note], None]
    assumptions: list[Assumption] = field(default_factory=list)
    principles: list[str] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    verified: list[Verified] = field(default_factory=list)
    simultaneous: list[Simultaneous] = field(default_factory=list)
    survivals: list[Survival] = field(default_factory=list)

    def read(self, declaration: ast.Declaration, current: str) -> None:
        """Resolve one sentence; raise Refused (reported) where it has no meaning."""
        getattr(self, f"_{declaration.kind}")(declaration, current)

    def _next(self) -> str:
        return f"assumption {len(self.assumptions) + 1}"

    def _assume(self, declaration: ast.Declaration, current: str) -> None:
        label = self._next()
        conditions = Conditions(self.context, self.labels, label)
        about: str | None = None
        expr = declaration.values[-1] if declaration.values else None
        each = declaration.item("each")
        if each:
            name, expr = each.values
            assert isinstance(name, ast.Word)
            about = self.context.agent_class(name)
        formula = conditions.formula(ast.as_expr(expr))
        if about is None:
            about = self._about(formula)
        self.assumptions.append(Assumption(label, declaration.place, about, formula))

    def _exclusion(self, declaration: ast.Declaration, current: str) -> None:
        determiner, one, other = declaration.values
        assert isinstance(one, ast.Word) and isinstance(other, ast.Word)
        for word in (one, other):
            if word.text not in self.context.classes:
                raise self.context.undefined("a class", word.text, word.place, self.context.classes)
            self.context.used.add(word.text)
        if determiner != "no":
            raise self.context.refuse(
                "TL107",
                "what every member of a class is, is said where the class is declared",
                declaration.place,
                f"Write “class {one.text} ... is {other.text}.”; only “No ... is a ...” stands by "
                "itself.",
            )
        both = Not(IsMember(BEARER, other.text, other.place), declaration.place)
        self.assumptions.append(Assumption(self._next(), declaration.place, one.text, both))

    def _about(self, formula: Formula) -> str | None:
        """The class whose members an assumption without "for each" speaks of."""
        for name in sorted(mentioned(formula)):
            quantity, fact = self.context.quantities.get(name), self.context.facts.get(name)
            found = quantity or fact or self.context.events.get(name)
            if found and found.of:
                return found.of
        return None

    def _assume_event(self, declaration: ast.Declaration, current: str) -> None:
        label = self._next()
        conditions = Conditions(self.context, self.labels, label)
        event = declaration.values[0]
        happens = declaration.item("happens")
        assert isinstance(event, ast.NameExpr) and happens
        exprs = tuple(value for value in happens.values if isinstance(value, ast.WindowExpr))
        day = conditions.event(event)
        window = Windows(conditions, []).window(exprs)
        about = self.context.events[day.event].of if day.of == BEARER else None
        self.assumptions.append(Assumption(label, declaration.place, about, None, day, window))

    def _assume_order(self, declaration: ast.Declaration, current: str) -> None:
        label = self._next()
        conditions = Conditions(self.context, self.labels, label)
        first, precedes = declaration.values[0], declaration.item("precedes")
        assert isinstance(first, ast.NameExpr) and precedes
        then = precedes.values[0]
        assert isinstance(then, ast.NameExpr)
        before, after = conditions.event(first), conditions.event(then)
        about = next(
            (self.context.events[d.event].of for d in (before, after) if d.of == BEARER), None
        )
        self.assumptions.append(
            Assumption(label, declaration.place, about, None, before, (), after)
        )

    def _principle(self, declaration: ast.Declaration, current: str) -> None:
        self.principles.append(str(declaration.values[0]))

    def _prevails(self, declaration: ast.Declaration, current: str) -> None:
        winner, targets = declaration.values
        assert isinstance(targets, tuple)
        if isinstance(winner, ast.Word):
            winners, source = self.labels.norms(winner), self.labels.find(winner)
        elif current:
            word = ast.Word(current, declaration.place)
            winners, source = self.labels.norms(word), current
        else:
            raise self.context.refuse(
                "TL107", "which treaty “this treaty” is, is not said", declaration.place
            )
        for target in targets:
            found = self.labels.find(target)
            self.resolver.references.append(
                Reference(source, found, "prevails over", declaration.place)
            )
            self.resolver.precedence += [
                Precedence(norm, loser, PrecedenceKind.PREVAILS, declaration.place, found)
                for norm in winners
                for loser in self.labels.norms(target)
                if norm != loser
            ]

    def _survives(self, declaration: ast.Declaration, current: str) -> None:
        word, expr = declaration.values
        assert isinstance(word, ast.Word) and isinstance(expr, ast.NameExpr)
        if expr.name != "termination":
            raise self.context.refuse(
                "TL107",
                f"what a clause can survive is termination, not “{expr.name}”",
                expr.place,
                "Write “... survives termination.”",
            )
        clauses, target = tuple(self.labels.clauses(word)), ""
        if expr.of is not None:
            article = next(iter(self.labels.instruments.get(current, ())), "")
            event = named_event(self.context, self.labels, expr, article)
            target = next(p.target for p in self.context.powers.values() if p.event == event)
        self.survivals.append(Survival(clauses, target, declaration.place))

    def _cover(self, declaration: ast.Declaration, current: str) -> None:
        word, *_ = declaration.values
        assert isinstance(word, ast.Word)
        item = declaration.item("if")
        known = self.context.acts.keys() | self.context.matters.keys()
        if word.text not in known:
            raise self.context.undefined("an act or a matter", word.text, word.place, known)
        self.context.used.add(word.text)
        conditions = Conditions(self.context, self.labels, f"cover {word.text}")
        formula = conditions.formula(ast.as_expr(item.values[0])) if item else None
        self.covers.append(Cover(word.text, formula, declaration.place))

    def _all_verified(self, declaration: ast.Declaration, current: str) -> None:
        of = declaration.item("of")
        assert of and isinstance(of.values[0], ast.Word)
        word = of.values[0]
        clauses = tuple(self.labels.clauses(word))
        self.verified.append(Verified(self.labels.find(word), clauses, declaration.place))

    def _verified(self, declaration: ast.Declaration, current: str) -> None:
        word, by = declaration.values[0], declaration.item("by")
        assert isinstance(word, ast.Word) and by
        words = by.values[0]
        assert isinstance(words, tuple)
        for clause in self.labels.clauses(word):
            note = ast.Note("verified", words, None, declaration.place)
            self.add_note(clause, note)

    def _simultaneous(self, declaration: ast.Declaration, current: str) -> None:
        clauses: list[str] = []
        for word in declaration.values:
            assert isinstance(word, ast.Word)
            clauses += self.labels.clauses(word)
        self.simultaneous.append(Simultaneous(tuple(clauses), declaration.place))


def mentioned(formula: Formula) -> set[str]:
    """Return the names of the bearer's quantities, facts and events that a formula mentions."""

    def own(of: Agent | None) -> bool:
        return of == BEARER

    def of_term(term: Term) -> set[str]:
        match term:
            case QuantityOf(name, of, _) if own(of):
                return {name}
            case Sum(terms):
                return {name for part in terms for name in of_term(part)}
            case Scaled(_, inner):
                return of_term(inner)
        return set()

    match formula:
        case FactHolds(name, of) if own(of):
            return {name}
        case Happened(event, of) if own(of):
            return {event}
        case Compare(left, _, right):
            return of_term(left) | of_term(right)
        case Not(part):
            return mentioned(part)
        case And(parts) | Or(parts):
            return {name for part in parts for name in mentioned(part)}
        case IsMember() | Did():
            return set()
    return set()
