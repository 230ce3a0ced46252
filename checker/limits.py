"""What the check of a whole draft may cost, in counts: the same on every machine and every day.

A question has a limit of its own (``engine.RESOURCES``), but a draft can ask any number of them:
two clauses that conflict are soon a hundred thousand pairs. So each family of findings has a number
of *steps* for each draft, and lists conflicts up to a number. What was listed before is exact; what
was left out is reported with its clauses.
"""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.draft import Draft

STEPS, STEPS_A_CLAUSE = 10_000, 10
"""A family's steps for a draft. A question takes one, and one more for each thousand characters of
its text and each thousand units that the solver spends; what is looked at without a question (pairs
of clauses, the characters of a repaired draft) takes one for each thousand. The longest treaties
need about five a clause."""
STEPS_A_CONFLICT = 10
"""As many more for each conflict that is told."""
CONFLICTS = 100
"""Conflicts listed on one act, quantity or matter (or on acts that are linked)."""
IN_ALL = 2_000
"""Conflicts listed of one draft."""
SETTLED = 10
"""How many times as many are listed of those that an express clause settles, on one subject."""

UNLIMITED = 2**63


@dataclass(frozen=True, slots=True)
class Limits:
    """``steps`` is that of a family of findings on a draft (None: by the number of its clauses),
    ``conflicts`` that of one subject."""

    steps: int | None = None
    conflicts: int = CONFLICTS

    def steps_for(self, draft: Draft) -> int:
        """Return the steps that one family of findings on the draft may take."""
        if self.steps is not None:
            return self.steps
        return STEPS + STEPS_A_CLAUSE * len(draft.clauses)

    def steps_to_tell(self, draft: Draft, conflicts: int) -> int:
        """Return the steps in which so many conflicts of the draft are told and judged."""
        more = 0 if self.steps is not None else STEPS_A_CONFLICT * conflicts
        return self.steps_for(draft) + more

    @property
    def in_all(self) -> int:
        """How many conflicts of a draft are listed, and as many that are settled."""
        return max(IN_ALL, self.conflicts)

    @property
    def settled(self) -> int:
        """How many settled conflicts are listed on one subject."""
        return SETTLED * self.conflicts


USUAL = Limits()
ALL_CONFLICTS = Limits(conflicts=UNLIMITED)
"""For a search whose result is of use only where it is whole."""


class Exhausted(Exception):
    """The steps of a check are spent: nothing more is asked."""


def exhausted(steps: int) -> str:
    """Say that the steps of a check are spent."""
    return f"the check reached its limit of {steps:,} steps"
