"""The only code that runs the solver: text in, an answer out.

A question is the same wherever it is asked, so its answer must not depend on what was asked before
it. Most are decided by one incremental solver, which keeps what it has learned and may spend a
hundredth of the limit; that they have a solution, or none, is so whoever finds it. What is left is
asked in a context of its own, where nothing has gone before, and so is whatever a scenario is read
from: two contexts may find two different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checker.question import Answer, Question, Status, Value

RESOURCES = 3_000_000
"""What one attempt at a question may cost, in the solver's own units: the same on every machine and
every day."""

MOST_RESOURCES = 2**32 - 1

MEMORY = 2_000
"""What the solver may take of memory, in megabytes."""

_SHARED = 100
"""Into how many parts the limit is cut, of which the incremental solver has one."""

OUT_OF_RESOURCES = "the solver reached its resource limit"
OUT_OF_MEMORY = "the solver reached its memory limit"
INCOMPLETE = "the solver has no method that decides it"
MOST_DIGITS = 2_000
"""Of a figure in a scenario, above and below the line."""
TOO_LONG = f"the scenario that the solver found has a figure of more than {MOST_DIGITS:,} digits"


@dataclass(slots=True)
class Engine:
    """Solves questions, each by at most ``resources`` units an attempt."""

    resources: int = RESOURCES
    memory: int = MEMORY
    spent: int = 0
    """What all questions cost so far, in the same units."""
    _z3: Any = None
    _shared: Any = None

    def solve(self, question: Question, wishes: Sequence[str] | None = None) -> Answer:
        """Return whether the question has a solution, or why that was not decided.

        With ``wishes`` (terms of the question's language) the answer has a model, which keeps to as
        many of them as can be, each taken in turn.
        """
        if self._z3 is None:
            self._load()
        if wishes is not None:
            return self._model(question, wishes)
        try:
            return self._verdict(question)
        except self._z3.Z3Exception as error:
            # What is too large is thrown by whichever part of the solver meets the limit.
            if "memory" not in str(error):
                raise
            self._shared = None
            return Answer(Status.UNKNOWN, reason=OUT_OF_MEMORY)

    def _load(self) -> None:
        # The solver takes a tenth of a second to load: only those who check pay for it.
        import z3

        self._z3 = z3
        z3.set_param("memory_high_watermark_mb", self.memory)

    # --- verdicts ------------------------------------------------------------------------------

    def _verdict(self, question: Question) -> Answer:
        if self._shared is None:
            # A context of its own: what it spends does not hang on what others asked.
            self._shared = self._solver(self._z3.Context(), max(1, self.resources // _SHARED))
        self._shared.push()
        try:
            self._assert(self._shared, question.script)
            answer = self._answer(self._shared)
        finally:
            self._shared.pop()
        return answer if answer.status is not Status.UNKNOWN else self._alone(question)

    def _alone(self, question: Question) -> Answer:
        """Ask a fresh solver, then one that eliminates quantifiers, before giving up."""
        z3, context = self._z3, self._z3.Context()
        fresh = self._solver(context, self.resources)
        self._assert(fresh, question.script)
        answer = self._answer(fresh)
        if answer.status is not Status.UNKNOWN or "(forall" not in question.script:
            return answer
        tactics = z3.Then("simplify", "qe", "smt", ctx=context)
        eliminating = self._limited(tactics.solver(), self.resources)
        eliminating.add(fresh.assertions())
        return self._answer(eliminating)

    def _answer(self, solver: Any) -> Answer:
        before = self._units(solver)
        result = solver.check()
        self.spent += max(0, self._units(solver) - before)
        if result == self._z3.sat:
            return Answer(Status.SAT)
        if result == self._z3.unsat:
            return Answer(Status.UNSAT)
        return Answer(Status.UNKNOWN, reason=_reason(solver.reason_unknown()))

    def _units(self, solver: Any) -> int:
        """What the solver's context has spent."""
        z3, context = self._z3, solver.ctx.ref()
        statistics = z3.Z3_solver_get_statistics(context, solver.solver)
        z3.Z3_stats_inc_ref(context, statistics)
        try:
            for index in range(z3.Z3_stats_size(context, statistics)):
                if z3.Z3_stats_get_key(context, statistics, index) == "rlimit count":
                    return int(z3.Z3_stats_get_uint_value(context, statistics, index))
            return 0
        finally:
            z3.Z3_stats_dec_ref(context, statistics)

    # --- solvers -------------------------------------------------------------------------------

    def _solver(self, context: Any, resources: int) -> Any:
        return self._limited(self._z3.SimpleSolver(ctx=context), resources)

    def _limited(self, solver: Any, resources: int) -> Any:
        # Left alone, the solver takes an interruption for itself and answers "unknown": it would
        # be reported as undecided. So it is not told, and Python raises it after this question.
        solver.set(random_seed=0, rlimit=resources, ctrl_c=False)
        return solver

    def _assert(self, solver: Any, script: str) -> None:
        """Assert a text without making an object of each of its terms."""
        z3, context = self._z3, solver.ctx.ref()
        parsed = z3.parse_smt2_string(script, ctx=solver.ctx)
        for index in range(len(parsed)):
            term = z3.Z3_ast_vector_get(context, parsed.vector, index)
            z3.Z3_solver_assert(context, solver.solver, term)

    # --- models --------------------------------------------------------------------------------

    def _model(self, question: Question, wishes: Sequence[str]) -> Answer:
        z3, context = self._z3, self._z3.Context()
        solver = self._solver(context, self.resources)
        self._assert(solver, question.script)
        answer = self._answer(solver)
        if answer.status is not Status.SAT:
            return answer
        model = solver.model()
        declared = "".join(f"(declare-const {name} {sort})" for name, sort in question.names)
        wanted = "".join(f"(assert {wish})" for wish in wishes)
        for wish in z3.parse_smt2_string(declared + wanted, ctx=context):
            if z3.is_true(model.eval(wish, model_completion=True)):
                solver.add(wish)
                continue
            solver.push()
            solver.add(wish)
            if self._answer(solver).status is Status.SAT:
                model = solver.model()
                # Kept: the level of this push stays on the stack.
                continue
            solver.pop()
        if self._answer(solver).status is Status.SAT:
            model = solver.model()
        values = self._values(model, question, context)
        if values is None:
            return Answer(Status.UNKNOWN, reason=TOO_LONG)
        return Answer(Status.SAT, values)

    def _values(self, model: Any, question: Question, context: Any) -> dict[str, Value] | None:
        """The values of all names; None where one is too long to be told."""
        z3 = self._z3
        sorts = {"Bool": z3.BoolSort, "Int": z3.IntSort, "Real": z3.RealSort}
        values: dict[str, Value] = {}
        for name, sort in question.names:
            constant = z3.Const(name.strip("|"), sorts[sort](context))
            value = model.eval(constant, model_completion=True)
            if sort == "Bool":
                values[name] = bool(z3.is_true(value))
            elif len(value.as_string()) > 2 * MOST_DIGITS:
                return None
            else:
                values[name] = Fraction(value.as_fraction() if sort == "Real" else value.as_long())
        return values


def _reason(said: str) -> str:
    if "memory" in said or "memout" in said:
        return OUT_OF_MEMORY
    if "resource" in said or "cancel" in said:
        return OUT_OF_RESOURCES
    return INCOMPLETE
