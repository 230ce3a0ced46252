"""Small drafts read from text, and what the checker finds in them, in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import checker
from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import load

VOCABULARY = """
level national < global.
unit FLOP "FLOP".
unit page "page" plural "pages" whole.
unit chip "chip" plural "chips" whole.
class Party "Party" plural "Parties".
class Small "Small Party" plural "Small Parties" is Party.
class Island "Island" plural "Islands" is Party.
class Rich "Rich Party" plural "Rich Parties" is Party where gdp >= 100 FLOP.
class Poor "Poor Party" plural "Poor Parties" is Party where gdp < 50 FLOP.
state USA "United States" is Party.
state CHN "China" is Party.
state OUT "Outland".
organ Council "Council" at global.
organ Agency "Agency" at global.
fact emergency "there is an emergency".
fact truce "there is a truce".
fact ready of Party "the Party is ready".
event request of Party "the request".
event fall "the fall of the Wall".
event rise "the rise of the Wall".
quantity gdp of Party in FLOP.
quantity size of Party in FLOP.
controlled quantity stock of Party in FLOP.
controlled quantity chips of Party in chip.
act train "train" by Party with compute in FLOP, purpose among civil, military.
act report "report" by Party with length in page.
act summary "summarise" by Party with length in page, once.
act notify "notify" by Party.
act assist "assist" by Party.
act pay "pay" by Party.
act move "move weapons" by Party to Party, on the other side take "take weapons".
act raise "raise the flag", lower "lower the flag" by Party, excluding each other.
act meet "meet" by Council.
matter safety "safety" objective "peace", reaches global otherwise.
"""


def read(folder: Path, text: str, vocabulary: str = VOCABULARY) -> Draft:
    """Read a draft that begins with the vocabulary; it must have nothing wrong."""
    file = folder / "draft.treaty"
    file.write_text(vocabulary + text, encoding="utf-8")
    draft = load(file, folder)
    wrong = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    assert not wrong, [(finding.message, finding.place) for finding in wrong]
    return draft


def found_in(draft: Draft) -> list[Finding]:
    """Return what is found on conflicts and allowances, and what stays undecided."""
    return list(checker.check([draft], select=("TL2", "TL112"), resolved=True).findings)


def line(finding: Finding) -> str:
    """Write a finding in one line: code, members, severity, overlap, and whether it counts."""
    members = " ".join(member.label.removeprefix("a.") for member in finding.members)
    status = " resolved" if finding.resolved_by else " allowed" if finding.allowed else ""
    overlap = f", {finding.overlap.partition(':')[0]}" if finding.overlap else ""
    return f"{finding.code} {members}: {finding.severity.value}{overlap}{status}"


def lines(findings: Iterable[Finding]) -> list[str]:
    return sorted(map(line, findings))
