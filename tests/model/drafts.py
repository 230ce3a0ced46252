"""Reading small drafts, and the vocabulary that most of them share."""

from __future__ import annotations

from pathlib import Path

from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import load

VOCABULARY = """
class Party "Party" plural "Parties".
unit FLOP "FLOP".
fact emergency "there is an emergency".
event request of Party "the request".
quantity gdp of Party in FLOP.
quantity pop of Party.
controlled quantity stock of Party in FLOP.
act notify "notify" by Party.
act train "train" by Party with compute in FLOP, purpose among civil, military.
act move "move" by Party to Party, on the other side take "take".
"""


def read(folder: Path, text: str, vocabulary: str = VOCABULARY) -> Draft:
    """Read a draft that begins with the vocabulary, on one line: the text begins on the second."""
    file = folder / "draft.treaty"
    file.write_text(" ".join(vocabulary.split("\n")) + "\n" + text, encoding="utf-8")
    return load(file, folder)


def well(folder: Path, text: str, vocabulary: str = VOCABULARY) -> Draft:
    """Read a draft that has nothing wrong."""
    draft = read(folder, text, vocabulary)
    assert wrong(draft) == []
    return draft


def wrong(draft: Draft) -> list[Finding]:
    """What is wrong with a draft as read: the errors, in order of place."""
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    return sorted(errors, key=lambda finding: (finding.place.path, finding.place.start))
