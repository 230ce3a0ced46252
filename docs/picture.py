"""Draw ``finding.svg``, the picture of a finding in the README: ``python docs/picture.py``."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import treatylang
from treatylang.report.page import Page
from treatylang.report.text import finding_text

ROOT = Path(__file__).parent.parent
DRAFT = ROOT / "drafts" / "ai-accord" / "first-reading.treaty"
WIDTH = 108
# The picture loads nothing from anywhere: the reader's own fixed-width font will do.
FORMAT = re.sub(
    r"<!-- .*? -->\s*|@font-face \{\{.*?\}\}\s*(?=@|\.)", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL
)


def picture() -> str:
    """Return the picture: the accord's contradiction as a terminal shows it."""
    report = treatylang.check(DRAFT)
    finding = next(item for item in report.findings if item.code == "TL201")
    page = Page(width=WIDTH, excerpt=WIDTH, colour=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(finding_text(finding, report.sources, page)))
    return console.export_svg(title="treatylang check", code_format=FORMAT, unique_id="finding")


if __name__ == "__main__":
    (ROOT / "docs" / "finding.svg").write_text(picture(), encoding="utf-8")
