"""The catalogue of rules. Each rule registers itself beside the code that applies it."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.findings import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its stable code and all that ``treatylang explain`` says of it.

    ``what`` defines it, ``law`` names the authority behind it, ``bad`` and ``good`` are whole
    drafts: the first has exactly this finding, the second mends it.
    """

    code: str
    name: str
    title: str
    severity: Severity
    what: str
    law: str
    bad: str
    good: str
    lexicons: tuple[str, str] = ("", "")
    """What stands in ``draft.fr.lexicon`` beside each of the two, where that matters."""


_RULES: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    """Enter a rule in the catalogue; raise ValueError where its code is taken."""
    if rule.code in _RULES:
        raise ValueError(f"the code {rule.code} is registered twice")
    _RULES[rule.code] = rule
    return rule


def catalogue() -> tuple[Rule, ...]:
    """Return every registered rule by code. Importing ``checker`` registers all of them."""
    return tuple(_RULES[code] for code in sorted(_RULES))


def rule(code: str) -> Rule:
    """Return the rule with this code; raise KeyError where there is none."""
    return _RULES[code]


def configuration(rule: Rule) -> str:
    """Say how a project makes more or less of a rule, in one paragraph."""
    if rule.severity is Severity.UNDECIDED or rule.code == "TL002":
        return (
            "It cannot be configured away: what was not decided or not read never counts as passed."
        )
    told = (
        f'In treatylang.toml, ignore = ["{rule.code}"] leaves it out, and severity = '
        f'{{ {rule.code} = "info" }} makes less of it.'
    )
    if rule.code.startswith("TL0"):
        return told
    return f'{told} A clause accepts it with: allow {rule.code} because "...".'
