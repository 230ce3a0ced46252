"""Which norm prevails where norms conflict: express clauses, and the maxims a draft switches on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from checker.circles import circular
from checker.conflicts import Conflict
from checker.overlap import Overlap
from checker.parties import in_time, instrument
from checker.run import Run
from treatylang.findings import Finding, Member, Severity
from treatylang.model.draft import Draft, Precedence, PrecedenceKind
from treatylang.rules import Rule, register

_VOCABULARY = (
    'class Party "Party" plural "Parties".\nclass Small "Small Party" is Party.\n'
    'act notify "notify the Authority" by Party.\narticle a "A".\n'
)

_INSTRUMENTS = (
    'treaty constitution "Constitution" rank 1.\n'
    + _VOCABULARY
    + "  one: Each Party shall notify.\n"
    + 'treaty law "Law" rank 2.\narticle b "B".\n  two: A Small need not notify.\n'
)

CIRCLE = register(
    Rule(
        code="TL207",
        name="precedence-circle",
        title="precedence that runs in a circle",
        severity=Severity.ERROR,
        what="Clauses prevail over one another in a circle, so that none of them prevails. No "
        "conflict between them is taken to be settled.",
        law="Pauwelyn, Conflict of Norms in Public International Law (2003), ch. 7: a conflict "
        "clause settles a conflict only where it names one norm as the prevailing one.",
        bad=_VOCABULARY
        + "  one: Notwithstanding two, a Small need not notify.\n"
        + "  two: Notwithstanding one, each Party shall notify.\n",
        good=_VOCABULARY
        + "  one: Notwithstanding two, a Small need not notify.\n"
        + "  two: Each Party shall notify.\n",
    )
)
OPPOSITE = register(
    Rule(
        code="TL208",
        name="opposite-rules",
        title="two rules of precedence that point opposite ways",
        severity=Severity.ERROR,
        what="For one conflict, two rules that the draft declares name different norms as the "
        "prevailing one: two maxims (lex superior, lex posterior, lex specialis), or an express "
        "clause and lex superior. Over the other two maxims an express clause prevails.",
        law="International Law Commission, Fragmentation of International Law (A/CN.4/L.682, "
        "2006), paras. 56 to 122, on lex specialis and lex posterior as mere maxims that can "
        "compete.",
        bad=_INSTRUMENTS + "lex specialis applies.\nlex superior applies.\n",
        good=_INSTRUMENTS + "lex superior applies.\n",
    )
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict is settled: ``loser`` yields to ``winner``, by a ``rule`` in words."""

    winner: str
    loser: str
    rule: str


def circles(run: Run) -> list[Finding]:
    """Return a finding for each group of norms whose precedence runs in a circle."""
    findings = []
    for group in circular(run.draft):
        inside = [p for p in run.draft.precedence if p.winner in group and p.loser in group]
        members = tuple(
            Member(p.winner, p.place, f"prevails over {run.where(p.loser)}", run.where(p.winner))
            for p in dict.fromkeys(inside)
        )
        findings.append(
            Finding(
                "TL207",
                Severity.ERROR,
                "these clauses prevail over one another in a circle",
                members,
                advice="Let one of them prevail, and take the other clause of precedence out.",
                checked=("no conflict between them is taken to be settled",),
            )
        )
    return findings


class Order:
    """The precedence that a draft declares, ready to be asked about its conflicts."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.circles = circular(draft)
        self._express: dict[frozenset[str], list[Precedence]] = {}
        for item in draft.precedence:
            pair = frozenset({item.winner, item.loser})
            if not any(pair <= group for group in self.circles):
                self._express.setdefault(pair, []).append(item)

    def settle(
        self,
        conflict: Conflict,
        overlap: Callable[[Conflict], Overlap | None],
        between_all: Callable[[Conflict, str, str], bool],
    ) -> tuple[Settled | None, tuple[Settled, Settled] | None]:
        """Return what settles the conflict, and two rules that point opposite ways, if any.

        ``between_all`` tells whether all whom the earlier norm concerns are parties to the
        treaty of the later one.
        """
        express = list(self._expressly(conflict.norms))
        found = [*express, *_superior(self.draft, conflict)]
        if not express:
            # The other maxims presume what the parties meant: not where they have said it.
            found += _presumed(self.draft, conflict, overlap, between_all)
        for one, other in combinations(found, 2):
            if (one.winner, one.loser) == (other.loser, other.winner):
                return None, (one, other)
        return (found[0] if found else None), None

    def _expressly(self, norms: Iterable[str]) -> Iterable[Settled]:
        draft = self.draft
        for pair in combinations(norms, 2):
            for item in self._express.get(frozenset(pair), ()):
                winner, loser = (
                    draft.where(draft.norms[name].clause) for name in (item.winner, item.loser)
                )
                words = {
                    PrecedenceKind.NOTWITHSTANDING: f"{winner} applies notwithstanding {loser}",
                    PrecedenceKind.SUBJECT_TO: f"{loser} is subject to {winner}",
                    PrecedenceKind.PREVAILS: f"{winner} is declared to prevail over {loser}",
                }[item.kind]
                yield Settled(item.winner, item.loser, words)


def _superior(draft: Draft, conflict: Conflict) -> Iterable[Settled]:
    """Lex superior, where the draft switches it on."""
    if "lex superior" not in draft.principles:
        return
    rule = "lex superior: the higher instrument prevails"
    for one, other in combinations(conflict.norms, 2):
        first, second = instrument(draft, one), instrument(draft, other)
        if first.rank and second.rank and first.rank != second.rank:
            higher, lower = (one, other) if first.rank < second.rank else (other, one)
            yield Settled(higher, lower, rule)


def _presumed(
    draft: Draft,
    conflict: Conflict,
    overlap: Callable[[Conflict], Overlap | None],
    between_all: Callable[[Conflict, str, str], bool],
) -> Iterable[Settled]:
    """Lex posterior and lex specialis, where the draft switches them on."""
    norms = conflict.norms
    if "lex posterior" in draft.principles:
        rule = "lex posterior (VCLT Art. 30(3)): the later instrument prevails"
        for earlier, later in in_time(draft, conflict):
            if between_all(conflict, earlier, later):
                yield Settled(later, earlier, rule)
    if "lex specialis" in draft.principles:
        found = overlap(conflict)
        if found is not None and found.special is not None:
            (general,) = set(norms) - {found.special}
            rule = "lex specialis: its whole scope lies inside the other's"
            yield Settled(found.special, general, rule)
