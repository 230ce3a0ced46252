"""Between whom a later treaty sets an earlier one aside: VCLT Art. 30(3) and (4).

Between States that are parties to both, the later treaty governs; between one that is and one that
is party to the earlier one only, the earlier. What is owed to nobody in particular is owed to all
parties of its treaty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from checker.ask import ask
from checker.conflicts import Conflict
from checker.question import Question, Status
from checker.run import Run
from checker.text import conj, disj, negation
from treatylang.model.draft import Draft, Instrument

THIRD = "R"
"""A party to the earlier treaty that neither norm speaks of."""


def instrument(draft: Draft, norm: str) -> Instrument:
    """Return the treaty that a norm stands in."""
    article = draft.articles[draft.clauses[draft.norms[norm].clause].article]
    return draft.instruments[article.instrument]


def in_time(draft: Draft, conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Yield each earlier norm of the conflict with a later one, by when their treaties were
    done."""
    for earlier, later in permutations(conflict.norms, 2):
        first, second = instrument(draft, earlier).done_on, instrument(draft, later).done_on
        if first and second and first < second:
            yield earlier, later


def between_all(run: Run, conflict: Conflict, earlier: str, later: str) -> bool:
    """Whether all whom the earlier norm concerns are parties to the treaty of the later one."""
    return beyond(run, conflict, earlier, later) is None


def left_open(run: Run, conflict: Conflict) -> Conflict | None:
    """Return the conflict where lex posterior would settle it, were it not for a State that is no
    party to the later treaty; None where there is no such case."""
    if "lex posterior" in run.draft.principles:
        for earlier, later in in_time(run.draft, conflict):
            question = beyond(run, conflict, earlier, later)
            if question is not None:
                return replace(conflict, question=question)
    return None


def beyond(run: Run, conflict: Conflict, earlier: str, later: str) -> Question | None:
    """Return the conflict's question with a State concerned by the earlier norm that is no party
    to the later treaty; None where there is none, or where the draft does not say who they are."""
    draft, scene = run.draft, conflict.scene
    old, new = instrument(draft, earlier).parties, instrument(draft, later).parties
    if not new:
        return None
    roles = conflict.roles[earlier]
    concerned = [name for name in (roles.bearer, roles.other) if name and name not in draft.organs]
    outside = [negation(scene.member(name, new)) for name in concerned]
    if old and not roles.other:
        outside.append(conj([scene.member(THIRD, old), negation(scene.member(THIRD, new))]))
    question = ask(scene, [*conflict.question.assertions, disj(outside)], conflict.question.names)
    return None if run.solver.status(question) is Status.UNSAT else question
