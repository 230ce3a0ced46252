"""Resolving claims: what a draft asserts of its own institutions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from treatylang.model.bodies import Bodies
from treatylang.model.context import Context, Refused
from treatylang.model.final_clauses import FinalClauses
from treatylang.model.institutions import (
    Amounts,
    Body,
    Claim,
    EntrenchedClaim,
    EntryClaim,
    Index,
    Measure,
    NeededClaim,
    PowerClaim,
    ProcedureClaim,
    Range,
    Role,
    RoleClaim,
    ShareClaim,
    Statement,
    Tolerance,
    Votes,
    Weights,
)
from treatylang.model.procedures import longest
from treatylang.syntax import ast
from treatylang.syntax.source import Place

ENTRY_INTO_FORCE = "entry into force"
_INDICES = {
    "banzhaf": Index.BANZHAF, "penrose": Index.PENROSE, "shapley": Index.SHAPLEY,
}  # fmt: skip
_OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


@dataclass(slots=True)
class Claims:
    """Resolves the ``assert`` sentences of a draft."""

    context: Context
    bodies: Bodies
    weights: Mapping[str, Weights]
    final: FinalClauses

    def claim(self, sentence: ast.ClaimSentence, written: str, treaty: str) -> Claim:
        """Resolve one claim; raise Refused (reported) where it has no meaning.

        ``treaty`` is the instrument that "this treaty" means.
        """
        statement = self._statement(sentence, treaty)
        return Claim(statement, self._tolerance(sentence), written, sentence.place)

    def _refuse(self, message: str, place: Place, advice: str = "") -> Refused:
        return self.context.refuse("TL114", message, place, advice)

    def _statement(self, it: ast.ClaimSentence, treaty: str) -> Statement:
        match it.kind:
            case "share" | "has" | "none_has":
                return self._share(it)
            case "veto" | "is" | "decisive" | "no_veto" | "no_role" | "hold_out" | "no_hold_out":
                return self._role(it, treaty)
            case "power":
                subject, body = self._subject(it, treaty)
                members, of = self._members(it, body)
                limits = self._range(it)
                return PowerClaim(members, _INDICES[it.what], subject, limits, of)
            case "needed" | "suffice":
                subject, body = self._subject(it, treaty)
                assert it.size is not None
                of = self._class(it.names[0], body) if it.names else None
                return NeededClaim(int(it.size.text), of, it.what, subject)
            case "ends" | "weaker" | "veto_free" | "stall":
                return self._procedure(it)
            case "entry":
                name = self._treaty(it.subject, treaty, it.place)
                body = self._ratifying(name, it.place)
                without = tuple(self._member(word, body) for word in it.names)
                return EntryClaim(name, without, not it.negated)
            case "entrenched":
                target = self.final.labels.find(it.names[0])
                return EntrenchedClaim((target,), not it.negated)
        raise AssertionError(it.kind)

    # --- whose ----------------------------------------------------------------------------------

    def _members(self, it: ast.ClaimSentence, body: Body) -> tuple[tuple[str, ...], str | None]:
        """Return the members meant together; or none, and the class that "each" is about."""
        if it.every:
            return (), self._class(it.names[0], body) if it.names else None
        members: list[str] = []
        for word in it.names:
            if word.text not in self.context.states and self.bodies.noun(word):
                name = self.bodies.counted(body, word)
                members += [seat.name for seat in body.of(name)]
            else:
                members.append(self._member(word, body))
        return tuple(dict.fromkeys(members)), None

    def _member(self, word: ast.Word, body: Body) -> str:
        if word.text not in self.context.states:
            known = [*self.context.states, *self.bodies.nouns()]
            raise self.context.undefined("a State", word.text, word.place, known)
        self.context.used.add(word.text)
        if not body.of(word.text):
            raise self._refuse(
                f"{word.text} is no member of {body.name}", word.place,
                "Name one of its members.",
            )  # fmt: skip
        return word.text

    def _class(self, word: ast.Word, body: Body) -> str | None:
        if word.text.lower() in ("member", "members"):
            return None
        return self.bodies.counted(body, word)

    # --- of what --------------------------------------------------------------------------------

    def _subject(self, it: ast.ClaimSentence, treaty: str) -> tuple[str, Body]:
        """Return the vote, the procedure, the entry into force or the amendment rule meant."""
        word = it.subject
        if word is None:
            return ENTRY_INTO_FORCE, self._ratifying(treaty, it.place)
        rules, procedures = self.final.rules, self.final.procedures
        if word.text in procedures:
            return word.text, self.bodies.found[procedures[word.text].body]
        if word.text in rules.votes and word.text not in self.final.labels.norm_ids:
            return word.text, self.bodies.found[rules.votes[word.text].body]
        known = [*rules.votes, *rules.waiting, *procedures]
        clauses = self.final.labels.norm_ids
        if word.text in clauses or any(name.endswith(f".{word.text}") for name in clauses):
            found = self.final.labels.find(word)
            for amendment in self.final.amendments:
                if amendment.clause == found and amendment.body:
                    return found, self.bodies.found[amendment.body]
            for decision in self.final.decisions:
                if decision.clause == found:
                    return decision.vote, self.bodies.found[decision.organ]
            if found in self.final.lost:
                raise Refused(found)
            raise self._refuse(
                f"“{word.text}” is no rule of amendment and no decision", word.place,
                "Name a vote, a procedure, or the clause that says how it is amended.",
            )  # fmt: skip
        raise self.context.undefined("a vote or a procedure", word.text, word.place, known)

    def _treaty(self, word: ast.Word | None, treaty: str, place: Place) -> str:
        if word is None:
            if not treaty:
                raise self.context.refuse(
                    "TL107", "which treaty “this treaty” is, is not said", place
                )
            return treaty
        if word.text not in self.final.labels.instruments:
            known = self.final.labels.instruments
            raise self.context.undefined("a treaty", word.text, word.place, known)
        return word.text

    def _ratifying(self, treaty: str, place: Place) -> Body:
        for entry in self.final.entries:
            if entry.instrument == treaty:
                return self.bodies.found[entry.body]
        if treaty in self.final.lost:
            raise Refused(treaty)
        raise self._refuse(
            "no clause says when this treaty enters into force", place,
            "Write “This treaty enters into force ...” in an article.",
        )  # fmt: skip

    def _share(self, it: ast.ClaimSentence) -> ShareClaim:
        word = it.subject
        assert word is not None
        measure: Measure
        if word.text in self.weights:
            body = self.bodies.found[self.weights[word.text].body]
            measure = Votes(word.text)
        elif word.text in self.context.quantities:
            body = self._sharing(word)
            self.bodies.need(body, word.text, word.place)
            self.context.used.add(word.text)
            measure = Amounts(word.text)
        else:
            known = [*self.weights, *self.context.quantities]
            raise self.context.undefined("weights or a quantity", word.text, word.place, known)
        if it.kind == "none_has":
            of = self._class(it.names[0], body) if it.names else None
            return ShareClaim((), measure, body.name, self._range(it, opposite=True), of)
        members, of = self._members(it, body)
        return ShareClaim(members, measure, body.name, self._range(it), of)

    def _sharing(self, quantity: ast.Word) -> Body:
        """Return those of whose total a share of the quantity is one: the members of the draft's
        only organ, else all who have the quantity."""
        seats = self.bodies.seats
        if len(seats) == 1:
            return self.bodies.body(ast.Word(next(iter(seats)), quantity.place))
        holders = self.context.quantities[quantity.text].of
        if seats or holders is None:
            raise self._refuse(
                f"the whole that this is a share of is not said: “{quantity.text}” of whom?",
                quantity.place, "Declare weights (“weights NAME of Council = 100% ...”).",
            )  # fmt: skip
        return self.bodies.of_class(holders, quantity.place)

    def _role(self, it: ast.ClaimSentence, treaty: str) -> RoleClaim:
        subject, body = self._subject(it, treaty)
        role = Role.VETO if "hold_out" in it.kind else Role(it.what)
        size = int(it.size.text) if it.size is not None else 1
        if size > len(body.seats):
            raise self._refuse(f"{body.name} has {len(body.seats)} members", it.place)
        members, of = self._members(it, body)
        return RoleClaim(members, of, size, role, not it.negated, subject)

    def _procedure(self, it: ast.ClaimSentence) -> ProcedureClaim:
        word = it.subject if it.kind == "stall" else it.names[-1]
        assert word is not None
        procedures = self.final.procedures
        if word.text not in procedures:
            raise self.context.undefined("a procedure", word.text, word.place, procedures)
        days = longest(self.final.times.duration(it.days)) if it.days else None
        kind = {"ends": "decides", "veto_free": "veto-free"}.get(it.kind, it.kind)
        if it.kind != "stall":
            return ProcedureClaim(word.text, kind, days, holds=not it.negated)
        body = self.bodies.found[procedures[word.text].body]
        size = int(it.size.text) if it.size is not None else 1
        return ProcedureClaim(
            word.text, kind, days, size, True, self._class(it.names[0], body) if it.names else None
        )

    # --- numbers --------------------------------------------------------------------------------

    def _range(self, it: ast.ClaimSentence, opposite: bool = False) -> Range:
        expr = it.range
        assert expr is not None
        for figure in expr.figures:
            if not 0 <= figure.value <= 1:
                raise self._refuse(
                    "a share lies between 0 and 100 %", figure.place, "Write it in per cent."
                )
        first = expr.figures[0].value
        if expr.op == "between":
            second = expr.figures[1].value
            if second < first:
                raise self._refuse("this range is empty", expr.place, "Exchange the two.")
            return Range(first, second)
        op = _OPPOSITE[expr.op] if opposite else expr.op
        if op in (">=", ">"):
            return Range(low=first, low_open=op == ">")
        return Range(high=first, high_open=op == "<")

    def _tolerance(self, it: ast.ClaimSentence) -> Tolerance | None:
        quantities: list[str] = []
        within: Fraction | None = None
        of: str | None = None
        fewest = most = 0
        for item in it.robust:
            if item.kind == "members":
                if of is not None:
                    raise self._refuse("one class varies at a time", item.place)
                low, high, name = item.values
                assert isinstance(low, ast.Word) and isinstance(high, ast.Word)
                assert isinstance(name, ast.Word)
                of = self.bodies.agent_class(name)
                fewest, most = int(low.text), int(high.text)
                continue
            *names, figure = item.values
            assert isinstance(figure, ast.FigureExpr)
            if within is not None or not 0 < figure.value < 1:
                raise self._refuse(
                    "how far the data may be off is said once, between 0 and 100 %",
                    figure.place, "Write “for all gdp and population within 8%”.",
                )  # fmt: skip
            within = figure.value
            quantities += self._quantities([w for w in names if isinstance(w, ast.Word)])
        if not it.robust:
            return None
        return Tolerance(tuple(quantities), within or Fraction(0), of, fewest, most)

    def _quantities(self, words: list[ast.Word]) -> list[str]:
        if [word.text for word in words] == ["data"] and "data" not in self.context.quantities:
            return []
        for word in words:
            if word.text not in self.context.quantities:
                known = [*self.context.quantities, "data"]
                raise self.context.undefined("a quantity", word.text, word.place, known)
            if all(name != word.text for name, _ in self.bodies.figures):
                raise self._refuse(f"no figures of {word.text} are given", word.place)
        return [word.text for word in words]
