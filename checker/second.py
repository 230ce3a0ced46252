"""A second opinion: cvc5 is asked the same questions, in the same words.

Its limits, too, are in units of its own and not in seconds, so that its answers are the same on
every machine.
"""

from __future__ import annotations

from typing import Any

from checker.queries import standard
from checker.question import Question, Status

RESOURCES = 2_000_000
"""What one attempt may cost, in cvc5's units."""

_ATTEMPTS: tuple[dict[str, str], ...] = (
    {},
    {"full-saturate-quant": "true"},
    {"finite-model-find": "true"},
)
"""Options, tried in turn. Those after the first are ways with quantifiers."""


class NotInstalled(Exception):
    """The second solver is not there."""


def name() -> str:
    """Return what the second solver is called, with its version. Raises NotInstalled."""
    return f"cvc5 {_load().__version__}"


def _load() -> Any:
    try:
        import cvc5
    except ImportError:
        raise NotInstalled(
            "cvc5 is not installed; install it with: pip install 'treatylang[cross-check]'"
        ) from None
    return cvc5


def status(question: Question) -> Status:
    """Return what cvc5 says of the question. Raises NotInstalled, and RuntimeError where cvc5
    cannot read it (nothing but the standard is accepted)."""
    script = standard(question)
    attempts = _ATTEMPTS if "(forall" in script or "(exists" in script else _ATTEMPTS[:1]
    found = Status.UNKNOWN
    for options in attempts:
        found = _attempt(script, options)
        if found is not Status.UNKNOWN:
            break
    return found


def _attempt(script: str, options: dict[str, str]) -> Status:
    cvc5 = _load()
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("rlimit-per", str(RESOURCES))
    solver.setOption("strict-parsing", "true")
    for option, value in options.items():
        solver.setOption(option, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "question")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        said = command.invoke(solver, symbols)
        if said.strip() not in ("", "success"):
            raise RuntimeError(f"cvc5 cannot read a question: {said.strip()}")
    result = solver.checkSat()
    if result.isSat():
        return Status.SAT
    return Status.UNSAT if result.isUnsat() else Status.UNKNOWN
