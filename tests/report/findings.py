"""Findings made by hand: what the report's tests lay out."""

from __future__ import annotations

from treatylang.findings import Finding, Member, Repair, Report, Severity
from treatylang.syntax.source import Place

PATH = "drafts/accord.treaty"

SOURCE = """\
treaty accord "Accord".
class FrontierParty "Frontier Party" is Party where cluster_capacity >= 1e20 FLOP per second.

article licensing "Licensing".
  cap:
    No Party shall train with compute > 1e26 FLOP.
  audit:
    Each FrontierParty shall train with compute >= 2e26 FLOP
    within 30 days.
"""


def place(source: str, text: str, path: str = PATH) -> Place:
    """Return the place of the first occurrence of the text."""
    start = source.index(text)
    line = source.count("\n", 0, start) + 1
    return Place(path, start, start + len(text), line, start - source.rfind("\n", 0, start))


AUDIT = Member(
    "licensing.audit",
    place(SOURCE, SOURCE[SOURCE.index("audit:") : SOURCE.rindex(".") + 1]),
    "must be done",
    "Article 1, paragraph 2",
)
CAP = Member(
    "licensing.cap",
    place(SOURCE, "No Party shall train with compute > 1e26 FLOP."),
    "must not be done",
    "Article 1, paragraph 1",
)
FRONTIER = Member(
    "FrontierParty",
    place(SOURCE, "cluster_capacity >= 1e20 FLOP per second"),
    "every Frontier Party is a Party",
)

CONFLICT = Finding(
    code="TL201",
    severity=Severity.ERROR,
    message="a duty and a prohibition meet on the same act (contradiction)",
    members=(AUDIT, CAP, FRONTIER),
    scenario=(
        "A Party P has a cluster of 10²⁰ FLOP per second, and is therefore a Frontier Party. "
        "From entry into force Article 1(2) requires of P a training run of at least "
        "2 × 10²⁶ FLOP; every such run is forbidden to P by Article 1(1)."
    ),
    overlap="total-partial: wherever Article 1(2) applies it conflicts.",
    checked=("replayed by the evaluator", "each of the 3 members is needed"),
    repairs=(
        Repair(
            'begin Article 1(2) with "Notwithstanding cap,"',
            "no conflict remains",
            ((place(SOURCE, "Each FrontierParty"), "Notwithstanding cap, each FrontierParty"),),
        ),
        Repair("lower its bound to at most 1e26 FLOP", ""),
    ),
    witness={"agents": {"P": ["FrontierParty"]}, "day": 0},
)


def finding(
    *members: Member,
    severity: Severity = Severity.WARNING,
    message: str = "something is odd",
    resolved_by: str = "",
    allowed: str = "",
) -> Finding:
    """Return a finding with nothing but its members."""
    return Finding(
        "TL999",
        severity,
        message,
        members or (CAP,),
        resolved_by=resolved_by,
        allowed=allowed,
    )


def report(*findings: Finding, source: str = SOURCE, unreadable: bool = False) -> Report:
    """Return the report of one draft."""
    return Report(findings, 1, 2, 2, {PATH: source}, unreadable)
