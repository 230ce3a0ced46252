"""The rules of this room, in the order of their codes."""

from __future__ import annotations

from checker.standing.background_check import CONTRADICTORY
from checker.standing.chain import CHAIN
from checker.standing.coverage import GAP, UNVERIFIED, VACUOUS
from checker.standing.effect import OVERRIDDEN, REDUNDANT
from checker.standing.exchange import SURRENDER
from checker.standing.limit import IN_PART
from checker.standing.scope import ALWAYS, DEAD, IMPOSSIBLE

RULES = (
    CONTRADICTORY, DEAD, ALWAYS, OVERRIDDEN, REDUNDANT, IMPOSSIBLE, VACUOUS, UNVERIFIED, GAP,
    CHAIN, SURRENDER, IN_PART,
)  # fmt: skip
