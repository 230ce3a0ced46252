"""Writing a redline as one self-contained HTML page, escaped throughout."""

from __future__ import annotations

from treatylang.documents.html import linking
from treatylang.documents.redline.compare import Redline
from treatylang.documents.redline.summary import summary, told


def write(redline: Redline) -> str:
    """Return a page with a summary, a legend and the whole text. Deletions and insertions are
    ``del`` and ``ins``, told apart by line, by weight and in words, and not by colour alone."""
    template = linking(frozenset()).get_template("layout/redline.html.j2")
    page = template.render(redline=redline, summary=summary(redline), told=told)
    return page.strip() + "\n"
