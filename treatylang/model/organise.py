"""From the sentences on voting to the model's institutions, in order: weights, votes, procedures,
final clauses, claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from treatylang.model.bodies import Bodies, known_figures
from treatylang.model.choices import choice
from treatylang.model.claims import Claims
from treatylang.model.context import Context, Refused
from treatylang.model.draft import Assumption
from treatylang.model.final_clauses import FinalClauses
from treatylang.model.institutions import Choice, Claim, Institutions, Procedure, Vote, Weights
from treatylang.model.procedures import Procedures
from treatylang.model.references import Labels
from treatylang.model.voting import Rules
from treatylang.model.weights import Weighing
from treatylang.syntax import ast

_A = TypeVar("_A")
_R = TypeVar("_R")
_S = TypeVar("_S", ast.WeightsSentence, ast.VoteSentence, ast.ProcedureSentence)

_KINDS = {
    ast.WeightsSentence: "weights", ast.VoteSentence: "a vote",
    ast.ProcedureSentence: "a procedure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A final clause: its sentence, and the clause, article and treaty that it stands in."""

    sentence: ast.FinalSentence
    clause: str
    article: str
    treaty: str


@dataclass(slots=True)
class Organisation:
    """The sentences on how bodies decide, as the structure of the draft was read."""

    context: Context
    labels: Labels
    sentences: list[tuple[ast.Institution, str, str]] = field(default_factory=list)
    """With the text of each, and the treaty in which it stands."""
    final: list[Placed] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def enter(self) -> None:
        """Declare the names of weights, votes and procedures."""
        for sentence, _, _ in self.sentences:
            if isinstance(sentence, ast.ClaimSentence | ast.ChooseSentence):
                continue
            try:
                self.context.declare(sentence.name)
            except Refused:
                self.refused.add(f"{sentence.place}")
                continue
            self.context.voting[sentence.name.text] = _KINDS[type(sentence)]

    def resolve(
        self, declarations: Iterable[ast.Declaration], assumptions: Iterable[Assumption]
    ) -> Institutions:
        """Resolve all; whatever cannot be is reported and left out."""
        declared = list(declarations)
        bodies = Bodies(
            self.context, known_figures(assumptions), _sources(declared), self._seats(declared)
        )
        weights = self._weights(bodies)
        rules = Rules(self.context, bodies, weights)
        rules.waiting = {s.name.text: s for s in self._of(ast.VoteSentence)}
        for name, sentence in list(rules.waiting.items()):
            if name in rules.waiting:
                self._try(lambda word: rules.vote(word), sentence.name)
        times = Procedures(self.context, self.labels, rules)
        procedures: dict[str, Procedure] = {}
        for item in self._of(ast.ProcedureSentence):
            found = self._try(times.procedure, item)
            if found is not None:
                procedures[found.name] = found
            else:
                self.context.lost.add(item.name.text)
        final = FinalClauses(self.context, self.labels, bodies, rules, procedures, times)
        for placed in self.final:
            try:
                final.read(placed.sentence, placed.clause, placed.article, placed.treaty)
            except Refused:
                final.lost.add(placed.clause)
        claims = self._claims(bodies, weights, final)
        return Institutions(
            bodies=bodies.found,
            weights=weights,
            votes=rules.votes,
            procedures=procedures,
            entries=tuple(final.entries),
            withdrawals=tuple(final.withdrawals),
            amendments=tuple(final.amendments),
            decisions=tuple(final.decisions),
            claims=tuple(claims),
            choices=tuple(self._choices(weights, rules.votes)),
            figures=bodies.figures if bodies.found else {},
        )

    def _of(self, kind: type[_S]) -> list[_S]:
        return [
            sentence
            for sentence, _, _ in self.sentences
            if isinstance(sentence, kind) and f"{sentence.place}" not in self.refused
        ]

    def _try(self, step: Callable[[_A], _R], what: _A) -> _R | None:
        try:
            return step(what)
        except Refused:
            return None

    def _weights(self, bodies: Bodies) -> dict[str, Weights]:
        weighing = Weighing(self.context, bodies)
        weights: dict[str, Weights] = {}
        for sentence in self._of(ast.WeightsSentence):
            found = self._try(weighing.weights, sentence)
            if found is not None:
                weights[found.name] = found
            else:
                self.context.lost.add(sentence.name.text)
        return weights

    def _claims(
        self, bodies: Bodies, weights: Mapping[str, Weights], final: FinalClauses
    ) -> list[Claim]:
        claims = Claims(self.context, bodies, weights, final)
        found: list[Claim] = []
        for sentence, text, treaty in self.sentences:
            if isinstance(sentence, ast.ClaimSentence):
                try:
                    found.append(claims.claim(sentence, text, treaty))
                except Refused:
                    continue
        return found

    def _choices(self, weights: Mapping[str, Weights], votes: Mapping[str, Vote]) -> list[Choice]:
        found = (
            self._try(lambda it: choice(self.context, weights, votes, it), sentence)
            for sentence, _, _ in self.sentences
            if isinstance(sentence, ast.ChooseSentence)
        )
        return [item for item in found if item is not None]

    def _seats(
        self, declarations: list[ast.Declaration]
    ) -> dict[str, tuple[tuple[int | None, ast.Word], ...]]:
        found = {}
        for declaration in declarations:
            item = declaration.item("composed") if declaration.kind == "organ" else None
            if item is None:
                continue
            name = declaration.values[0]
            assert isinstance(name, ast.Word)
            seats = []
            for seat in item.values:
                assert isinstance(seat, ast.Item)
                words = [word for word in seat.values if isinstance(word, ast.Word)]
                count = int(words[0].text) if len(words) > 1 else None
                seats.append((count, words[-1]))
            found[name.text] = tuple(seats)
        return found


def _sources(declarations: list[ast.Declaration]) -> dict[str, str]:
    """The data file that is to give each quantity."""
    found: dict[str, str] = {}
    for declaration in declarations:
        if declaration.kind != "data":
            continue
        file = declaration.values[0]
        assert isinstance(file, ast.Word)
        for item in declaration.items:
            words = [value for value in item.values if isinstance(value, ast.Word)]
            if item.kind == "column" and words:
                found[words[0].text] = file.text
    return found
