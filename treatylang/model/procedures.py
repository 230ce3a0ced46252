"""Resolving procedures: stages, what opens each, and what their end means."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.conditions import Conditions
from treatylang.model.context import Context
from treatylang.model.formula import Duration
from treatylang.model.institutions import Body, Opening, Otherwise, Procedure, Stage
from treatylang.model.references import Labels
from treatylang.model.voting import Rules
from treatylang.model.windows import Windows
from treatylang.syntax import ast

_LONGEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366)
"""The most days that so many months in a row can have (December and January; July and August)."""


def longest(span: Duration) -> int:
    """Return the most days that a span can be: a month may have 31."""
    if span.unit == "day":
        return span.count
    years, months = divmod(span.count, 12)
    leap = years // 4 + 1 if years else 0
    return 365 * years + leap + _LONGEST[months]


@dataclass(slots=True)
class Procedures:
    """Resolves the ``procedure`` sentences of a draft."""

    context: Context
    labels: Labels
    rules: Rules

    def duration(self, expr: ast.DurationExpr) -> Duration:
        """Resolve a span of time, in whole days or months, of at least a day."""
        span = Windows(Conditions(self.context, self.labels, ""), []).duration(expr)
        if span.count < 1:
            raise self.context.refuse(
                "TL109", "this is no time at all", expr.place, "Give it at least a day."
            )
        return span

    def procedure(self, sentence: ast.ProcedureSentence) -> Procedure:
        """Resolve one sentence; raise Refused (reported) where it has no meaning."""
        name = sentence.name.text
        body = self.rules.body_of(sentence.body, sentence.name)
        stages = tuple(
            self._stage(stage, body, f"{name}, stage {at}", at)
            for at, stage in enumerate(sentence.stages, start=1)
        )
        limit: Duration | None = None
        otherwise, decides = Otherwise.NOTHING, None
        for item in sentence.items:
            if item.kind == "limit" and limit is None:
                assert isinstance(item.values[0], ast.DurationExpr)
                limit = self.duration(item.values[0])
            elif item.kind in ("rejected", "adopted", "decides") and (
                otherwise is Otherwise.NOTHING and decides is None
            ):
                if item.kind == "decides":
                    assert isinstance(item.values[0], ast.Word)
                    decides = self._agent(item.values[0])
                else:
                    adopted = item.kind == "adopted"
                    otherwise = Otherwise.ADOPTED if adopted else Otherwise.REJECTED
            else:
                raise self.context.refuse("TL114", "this is said twice", item.place, "Say it once.")
        phrase = sentence.phrase.text if sentence.phrase else name.replace("_", " ")
        return Procedure(
            name, body.name, stages, otherwise, decides,
            longest(limit) if limit else None, phrase, sentence.place, limit,
        )  # fmt: skip

    def _stage(self, stage: ast.StageExpr, body: Body, name: str, at: int) -> Stage:
        vote = self.rules.decided_by(stage.rule, body, name)
        span = self.duration(stage.duration) if stage.duration else None
        opening = self._opening(stage.opening, body, at) if stage.opening else None
        days = longest(span) if span else None
        return Stage(vote, days, opening, stage.place, span)

    def _opening(self, expr: ast.OpeningExpr, body: Body, at: int) -> Opening:
        if expr.condition is not None:
            conditions = Conditions(self.context, self.labels, f"stage {at}")
            return Opening(condition=conditions.formula(expr.condition))
        assert expr.agent is not None
        agent = self._agent(expr.agent)
        if expr.vote is None:
            if agent == body.name:
                raise self.context.refuse(
                    "TL114", f"by what vote {agent} decides this is not said", expr.place,
                    f"Write “if {agent} so decides by ...”.",
                )  # fmt: skip
            return Opening(agent=agent)
        vote = self.rules.vote(expr.vote)
        if vote.body != agent:
            raise self.context.refuse(
                "TL114", f"“{vote.name}” is a vote of {vote.body}, not of {agent}",
                expr.vote.place, f"Name a vote of {agent}.",
            )  # fmt: skip
        return Opening(vote=vote.name, agent=agent)

    def _agent(self, word: ast.Word) -> str:
        known = self.context.organs | self.context.states
        if word.text not in known:
            raise self.context.undefined("an organ or a State", word.text, word.place, known)
        self.context.used.add(word.text)
        return word.text
