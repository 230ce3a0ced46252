"""Where words stand: what has been spoken of before them, and how it is called from there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatylang.model.formula import Agent, BreachDay, EventDay, RecordDay

Trigger = RecordDay | BreachDay | EventDay
"""What "thereafter" counts from."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where words stand: in which clause, who is the bearer and the other side (by the names of
    their classes), which agents were mentioned before, and which of them a relative clause is
    about, for it is named there by a pronoun alone ("which", "whose")."""

    here: str
    bearer: str = ""
    other: str = ""
    known: frozenset[str] = frozenset()
    relative: str = ""

    def knowing(self, *agents: Agent) -> Scope:
        return replace(self, known=self.known | {agent.name for agent in agents})

    def within(self, agent: Agent) -> Scope:
        """Return the scope inside a relative clause about an agent."""
        return replace(self, known=self.known | {agent.name}, relative=agent.name)
