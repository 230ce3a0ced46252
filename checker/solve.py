"""The only code that runs the solver.

Verdicts come from one incremental solver with push and pop; whatever is reported is solved again
in a fresh one with a model, so that a report does not depend on what was asked before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from checker.question import Answer, Question, Status, Value

# What a verdict may cost, in the solver's own units: the same on every machine and every day.
RESOURCE_LIMIT = 3_000_000


class Solver:
    """Decides questions. ``asked`` counts them; equal questions are decided once."""

    def __init__(self, limit: int = RESOURCE_LIMIT) -> None:
        # The solver takes a tenth of a second to load: only those who check pay for it.
        import z3

        self._z3 = z3
        self._limit = limit
        self._shared = self._fresh()
        self._known: dict[str, Status] = {}
        self.asked = 0

    def _fresh(self) -> Any:
        solver = self._z3.SimpleSolver()
        solver.set("random_seed", 0)
        return self._limited(solver)

    def _limited(self, solver: Any) -> Any:
        solver.set("rlimit", self._limit)
        # Left alone, the solver takes an interruption for itself and answers "unknown": it would
        # be reported as undecided. So it is not told, and Python raises it after this question.
        solver.set("ctrl_c", False)
        return solver

    def status(self, question: Question) -> Status:
        """Return whether the question has a solution."""
        known = self._known.get(question.script)
        if known is not None:
            return known
        self.asked += 1
        self._shared.push()
        try:
            self._shared.add(self._z3.parse_smt2_string(question.script))
            found = self._status(self._shared.check())
        finally:
            self._shared.pop()
        if found is Status.UNKNOWN:
            found = self._alone(question)
        self._known[question.script] = found
        return found

    def _alone(self, question: Question) -> Status:
        """Ask a fresh solver, then one that eliminates quantifiers, before giving up."""
        fresh = self._fresh()
        fresh.add(self._z3.parse_smt2_string(question.script))
        found = self._status(fresh.check())
        if found is not Status.UNKNOWN or "forall" not in question.script:
            return found
        eliminating = self._limited(self._z3.Then("simplify", "qe", "smt").solver())
        eliminating.add(fresh.assertions())
        return self._status(eliminating.check())

    def solve(self, question: Question, preferences: Sequence[str] = ()) -> Answer:
        """Solve in a fresh solver and return a model that keeps to as many of the preferences as
        can be, each taken in turn (terms of the question's language)."""
        solver = self._fresh()
        solver.add(self._z3.parse_smt2_string(question.script))
        status = self._status(solver.check())
        if status is not Status.SAT:
            return Answer(status)
        model = solver.model()
        declared = "".join(f"(declare-const {name} {sort})" for name, sort in question.names)
        wanted = "".join(f"(assert {preference})" for preference in preferences)
        wishes = self._z3.parse_smt2_string(declared + wanted)
        for wish in wishes:
            if self._z3.is_true(model.eval(wish, model_completion=True)):
                solver.add(wish)
                continue
            solver.push()
            solver.add(wish)
            if self._status(solver.check()) is Status.SAT:
                model = solver.model()
                # Kept: the level of this push stays on the stack.
                continue
            solver.pop()
        if self._status(solver.check()) is Status.SAT:
            model = solver.model()
        return Answer(Status.SAT, self._values(model, question))

    def _values(self, model: Any, question: Question) -> dict[str, Value]:
        z3 = self._z3
        values: dict[str, Value] = {}
        for name, sort in question.names:
            kind = {"Bool": z3.BoolSort, "Int": z3.IntSort, "Real": z3.RealSort}[sort]()
            value = model.eval(z3.Const(name.strip("|"), kind), model_completion=True)
            if sort == "Bool":
                values[name] = bool(z3.is_true(value))
            else:
                values[name] = Fraction(value.as_fraction() if sort == "Real" else value.as_long())
        return values

    def _status(self, result: Any) -> Status:
        if result == self._z3.sat:
            return Status.SAT
        return Status.UNSAT if result == self._z3.unsat else Status.UNKNOWN
