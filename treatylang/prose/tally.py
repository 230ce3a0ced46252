"""What a rule of voting asks for, sorted by how it is told: in any language those who carry a
decision come first, then what they account for, who is among them, and what must not happen."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.institutions import (
    AllOf,
    Amounts,
    AnyOf,
    Consensus,
    Consent,
    FewOpposed,
    Quorum,
    Requirement,
    Threshold,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The parts of a rule all of which must hold; ``choices`` are rules of which one must."""

    main: tuple[Threshold | Consensus, ...]
    accounts: tuple[Threshold, ...]
    consents: tuple[Consent, ...]
    unopposed: tuple[Consent, ...]
    quorums: tuple[Quorum, ...]
    choices: tuple[Requirement, ...]


def tally(rule: Requirement) -> Tally:
    """Sort the parts of a rule that is no choice."""
    parts = rule.parts if isinstance(rule, AllOf) else (rule,)
    amounts = [p for p in parts if isinstance(p, Threshold) and isinstance(p.measure, Amounts)]
    consents = [part for part in parts if isinstance(part, Consent)]
    return Tally(
        tuple(p for p in parts if isinstance(p, Threshold | Consensus) and p not in amounts),
        tuple(amounts),
        tuple(part for part in consents if not part.objection),
        tuple(part for part in consents if part.objection),
        tuple(part for part in parts if isinstance(part, Quorum)),
        tuple(part for part in parts if isinstance(part, AllOf | AnyOf | FewOpposed)),
    )


def without_minority(rule: Requirement) -> tuple[Requirement, FewOpposed | None]:
    """Return a rule, and apart from it the blocking minority that stands for it: it is told in a
    sentence of its own."""
    minority = rule.parts[-1] if isinstance(rule, AnyOf) else None
    if not isinstance(rule, AnyOf) or not isinstance(minority, FewOpposed):
        return rule, None
    rest = rule.parts[:-1]
    return (rest[0] if len(rest) == 1 else AnyOf(rest, rule.place)), minority
