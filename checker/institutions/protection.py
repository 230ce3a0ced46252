"""Amendment rules: which governs what, which disagree, and which can be amended away.

A provision that is hard to amend is no harder to change than the clause that protects it: who can
repeal the protection by an easier rule then changes the provision as they like (Ross, "On
Self-Reference and a Puzzle in Constitutional Law", 1969; Suber, The Paradox of Self-Amendment,
1990, sections 8 and 20).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.institutions.claims import HOLDS, Judge, Status, Verdict, denied, vacuous
from checker.institutions.evidence import Evidence, Outcome
from checker.institutions.reach import amendment_ruling
from checker.institutions.ruling import aligned, game_of
from checker.voting.game import Game
from checker.voting.structure import implies, smallest_blocking, smallest_winning
from treatylang.model.draft import Draft
from treatylang.model.institutions import Amendment, EntrenchedClaim, Institutions

DEFAULT = ""
"""Stands for whatever no amendment rule names."""


@dataclass(frozen=True, slots=True)
class Gap:
    """``target`` is protected by ``hard``, whose own clause falls to ``easy`` with this coalition.

    ``path`` are the clauses that are amended before the provision itself, in order.
    """

    target: str
    hard: Amendment
    easy: Amendment
    path: tuple[str, ...]
    coalition: tuple[str, ...]
    evidence: Evidence


def covering(draft: Draft, institutions: Institutions, target: str) -> tuple[Amendment, ...]:
    """Return the rules that govern how the clause or article is amended: those that name it, else
    those that name its article, its part, and else those for everything in its treaty."""
    clause = draft.clauses.get(target)
    holder = clause.article if clause else target
    known = draft.articles.get(holder) or draft.parts.get(holder)
    names = dict.fromkeys([target, holder, *(draft.within(holder) if known else ())])
    for name in names:
        found = tuple(item for item in institutions.amendments if name in item.targets)
        if found:
            return found
    return tuple(
        item
        for item in institutions.amendments
        if not item.targets and (known is None or item.instrument in ("", known.instrument))
    )


def gaps(draft: Draft, institutions: Institutions) -> Iterator[Gap]:
    """Return every protection that can be amended away by an easier rule."""
    for hard in institutions.amendments:
        for target in hard.targets:
            found = gap(draft, institutions, target, hard)
            if found is not None:
                yield found
                break


def gap(draft: Draft, institutions: Institutions, target: str, hard: Amendment) -> Gap | None:
    """Return how the protection of the target by ``hard`` is got round, or None."""
    path: list[str] = [hard.clause]
    while True:
        easier = covering(draft, institutions, path[-1])
        for easy in easier:
            if easy.clause == hard.clause and easy is hard:
                return None
            coalition = _passes(institutions, easy, hard)
            if coalition is not None:
                return Gap(target, hard, easy, tuple(path), coalition,
                           _evidence(institutions, easy, hard, coalition))  # fmt: skip
        following = [item.clause for item in easier if item.clause not in path]
        if not following:
            return None
        path.append(following[0])


def _passes(institutions: Institutions, easy: Amendment, hard: Amendment) -> tuple[str, ...] | None:
    """Return a coalition that carries an amendment by the one rule and not by the other."""
    if easy.never:
        return None
    game = _game(institutions, easy)
    if game is None:
        return None
    if hard.never:
        return game.players if game.wins(game.players) else None
    harder = _game(institutions, hard)
    if harder is None:
        return None
    one, other = aligned(game, harder)
    return implies(one, other)


def _game(institutions: Institutions, item: Amendment) -> Game | None:
    ruling = amendment_ruling(institutions, item)
    return game_of(institutions, ruling) if ruling.votes else None


def _evidence(
    institutions: Institutions, easy: Amendment, hard: Amendment, coalition: tuple[str, ...]
) -> Evidence:
    outcomes = [Outcome(amendment_ruling(institutions, easy), coalition, True)]
    if not hard.never:
        outcomes.append(Outcome(amendment_ruling(institutions, hard), coalition, False))
    return Evidence(tuple(outcomes))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two rules govern one provision, and the coalition carries it by the first alone."""

    target: str
    first: Amendment
    second: Amendment
    coalition: tuple[str, ...]
    evidence: Evidence


def disagreements(institutions: Institutions) -> Iterator[Disagreement]:
    """Return each pair of rules that name the same provision (or none) and are not equal."""
    for one, other in combinations(institutions.amendments, 2):
        shared = [name for name in one.targets if name in other.targets]
        if one.targets or other.targets:
            if not shared:
                continue
        elif one.instrument != other.instrument:
            continue
        else:
            shared = [DEFAULT]
        for first, second in ((one, other), (other, one)):
            coalition = _passes(institutions, first, second)
            if coalition is not None:
                evidence = _evidence(institutions, first, second, coalition)
                yield Disagreement(shared[0], first, second, coalition, evidence)
                break


def claim(judge: Judge, draft: Draft, statement: EntrenchedClaim) -> Verdict:
    """Judge whether provisions can be changed only by rules as strong as their protection (or,
    denied, that they cannot)."""
    found = _claim(judge, draft, statement)
    return (
        found if statement.holds else denied(found, lambda: _as_protected(judge, draft, statement))
    )


def _as_protected(judge: Judge, draft: Draft, statement: EntrenchedClaim) -> Evidence:
    """Return what the protection takes: a coalition that carries it, and all but the fewest that
    block it, who do not."""
    outcomes: list[Outcome] = []
    for target in statement.targets:
        for hard in covering(draft, judge.draft, target):
            outcomes += _taken(judge.draft, hard)
    return Evidence(tuple(outcomes))


def _taken(institutions: Institutions, rule: Amendment) -> list[Outcome]:
    game = None if rule.never else _game(institutions, rule)
    if game is None:
        return []
    ruling = amendment_ruling(institutions, rule)
    shown = [(smallest_winning(game), True)]
    blocking = smallest_blocking(game)
    if blocking:
        shown.append((game.others(blocking), False))
    return [Outcome(ruling, few, carries) for few, carries in shown if few is not None]


def _claim(judge: Judge, draft: Draft, statement: EntrenchedClaim) -> Verdict:
    for target in statement.targets:
        rules = covering(draft, judge.draft, target)
        if not rules:
            return vacuous("no clause says how it is amended")
        for hard in rules:
            found = gap(draft, judge.draft, target, hard)
            if found is not None:
                return Verdict(
                    Status.REFUTED, told(judge, draft, found), found.evidence,
                    coalition=found.coalition,
                )  # fmt: skip
            if not hard.targets:
                weaker = _plain(judge.draft, hard)
                if weaker:
                    shown = Evidence(tuple(_taken(judge.draft, hard)))
                    return Verdict(Status.REFUTED, weaker, shown)
    return HOLDS


def _plain(institutions: Institutions, rule: Amendment) -> str:
    """A provision that is amended like any other is not entrenched."""
    others = [item for item in institutions.amendments if item is not rule]
    return "" if others else "It is amended like every other provision."


def told(judge: Judge, draft: Draft, found: Gap) -> str:
    """Say in sentences how the protection is got round."""
    clauses = " and then ".join(draft.cite(clause) for clause in found.path)
    who = judge.names.set_of(found.coalition)
    how = "which no amendment may touch" if found.hard.never else "which they could not amend"
    return (
        f"{who} repeal {clauses} by the rule of {draft.cite(found.easy.clause)}, and the "
        f"protection of {name_of(draft, found.target)}, {how}, is gone."
    )


def name_of(draft: Draft, target: str) -> str:
    """Return "Article 4(1)" for a clause, "Article 4" for an article, and words for everything."""
    if target in draft.clauses:
        return draft.cite(target)
    if target in draft.articles:
        return draft.articles[target].name
    if target in draft.parts:
        return draft.parts[target].name
    return "every provision"
