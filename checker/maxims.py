"""What the maxims of a draft settle, written out as precedence between single norms.

Lex specialis turns on how far two norms overlap, which only the checker can tell; whoever judges
single scenarios (``treatylang.evaluate``) knows express precedence alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from checker.conflicts import Search
from checker.limits import ALL_CONFLICTS, exhausted
from checker.overlap import Overlaps
from checker.parties import between_all
from checker.precedence import Order
from checker.run import Run
from checker.solve import Solver
from treatylang.model.draft import Draft, Precedence, PrecedenceKind


def written_out(draft: Draft) -> tuple[Draft, str]:
    """Return the draft with each conflict that lex specialis, posterior or superior settles
    settled expressly, and why it is not known of all conflicts (empty: it is). Without maxims it is
    the draft itself, and no solver is loaded."""
    if not draft.principles:
        return draft, ""
    run = Run(draft, Solver())
    steps = ALL_CONFLICTS.steps_for(draft)
    run.solver.give(steps)
    overlaps, order = Overlaps(run), Order(draft)
    found: dict[tuple[str, str], Precedence] = {}
    for conflict in Search(draft, run.solver, ALL_CONFLICTS).conflicts():
        settled, _ = order.settle(conflict, overlaps.of, partial(between_all, run))
        if settled is not None:
            winner, loser = settled.winner, settled.loser
            place = draft.norms[winner].place
            found[winner, loser] = Precedence(
                winner, loser, PrecedenceKind.PREVAILS, place, draft.norms[loser].clause
            )
    open_why = f"what the maxims settle is not known: {exhausted(steps)}"
    whole = replace(draft, precedence=(*draft.precedence, *found.values()))
    return whole, open_why if run.solver.exhausted else ""
