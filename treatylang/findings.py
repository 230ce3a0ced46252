"""Findings: what every stage of the tool tells a person, whatever the stage and the format."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from treatylang.syntax.source import Place


class Severity(Enum):
    """How much a finding weighs; the exit status follows from it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a finding's minimal set: a clause, a definition or a fact, and what it does.

    ``label`` is the member's identity in the draft (``licensing.cap``), free of line numbers and
    article numbers; it enters the fingerprint. ``article`` is its number in the rendered document
    ("Article 4, paragraph 1"), empty for what has none. ``role`` says what it contributes, in the
    words of a margin note ("must be done", "every Frontier Party is a Party").
    """

    label: str
    place: Place
    role: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that cures the finding, offered only after the changed draft was checked.

    ``edits`` replace the text at each place by the new text; an empty range inserts. A ``safe`` one
    changes nothing that anybody is bound to, in any scenario.
    """

    description: str
    checked: str
    edits: tuple[tuple[Place, str], ...] = ()
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, complete (semantics, section 8).

    ``members[0]`` is the primary place. ``scenario`` is the witness in sentences and ``witness``
    the same as plain data (JSON types only). ``checked`` lists what was done to make sure.
    ``resolved_by`` is set on a conflict that precedence settles; such a finding is listed on
    request and never counted. ``allowed`` holds the draft's reason for accepting it, and ``known``
    says where it was found before ("in the baseline"), so that it is not counted again.
    """

    code: str
    severity: Severity
    message: str
    members: tuple[Member, ...]
    scenario: str = ""
    overlap: str = ""
    cure: str = ""
    checked: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    advice: str = ""
    resolved_by: str = ""
    allowed: str = ""
    known: str = field(default="", compare=False)
    witness: Mapping[str, object] | None = field(default=None, compare=False)
    detail: str = ""
    """Tells apart two findings with the same code and members (the misspelt word, say)."""

    @property
    def place(self) -> Place:
        return self.members[0].place

    @property
    def counts(self) -> bool:
        """Whether it enters the exit status: not resolved, allowed or known, nor information."""
        settled = self.resolved_by or self.allowed or self.known
        return not settled and self.severity is not Severity.INFO

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that survive renumbering, reordering and moved lines."""
        labels = sorted(member.label for member in self.members)
        text = "\x1f".join([self.code, self.detail, *labels])
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def sort_key(finding: Finding) -> tuple[object, ...]:
    """Order findings by place, then code: the same for any order of checking."""
    settled = (finding.resolved_by, finding.allowed, finding.severity.value)
    return (finding.place, finding.code, finding.fingerprint, finding.message, *settled)


@dataclass(frozen=True, slots=True)
class Past:
    """A finding of an earlier check: where it stood, what it was, and what it weighed."""

    path: str
    code: str
    fingerprint: str
    severity: Severity
    message: str

    @classmethod
    def of(cls, finding: Finding) -> Past:
        """Return what is kept of a finding."""
        return cls(
            finding.place.path,
            finding.code,
            finding.fingerprint,
            finding.severity,
            finding.message,
        )


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What another solver said of the questions that a check rests on, each counted once.

    ``by`` is its name with its version. What it did not decide is neither confirmed nor
    contradicted.
    """

    by: str
    confirmed: int
    contradicted: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Effort:
    """What a check cost: questions that the solver was given, and answers kept from before."""

    asked: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of one or several drafts found, in a stable order.

    ``findings`` has everything, resolved and allowed ones too; ``counts`` of a finding tells what
    enters the totals. ``clauses`` counts provisions and ``formal`` those with at least one norm,
    or with a rule on how something is decided or comes about. ``sources`` has the text of each file
    read, by the path that places carry.
    """

    findings: tuple[Finding, ...]
    drafts: int
    clauses: int
    formal: int
    sources: Mapping[str, str]
    unreadable: bool = False
    opinion: SecondOpinion | None = None
    fail_on: Severity = Severity.WARNING
    """What a finding must weigh to make the exit status 1: ERROR, or WARNING."""
    held_against: str = ""
    """What an earlier state is called that this one was held against ("the baseline")."""
    gone: tuple[Past, ...] = ()
    """What was found in the earlier state and is no longer."""
    effort: Effort = field(default=Effort(), compare=False)

    @property
    def exit_status(self) -> int:
        """0 clean, 1 findings, 2 an unreadable draft, 3 undecided and nothing worse."""
        if self.unreadable:
            return 2
        weights = {finding.severity for finding in self.findings if finding.counts}
        if Severity.ERROR in weights or self.fail_on in weights:
            return 1
        return 3 if Severity.UNDECIDED in weights else 0
