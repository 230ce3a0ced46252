"""Writing a document for word processors (DOCX: ISO/IEC 29500-1, WordprocessingML)."""

from __future__ import annotations

from importlib.util import find_spec

from treatylang.documents.formats import PLAIN, Layout, Unavailable
from treatylang.documents.tree import Document


def write(document: Document, layout: Layout = PLAIN) -> bytes:
    """Return the document as a DOCX file: the same bytes for the same document.

    Raises formats.Unavailable without python-docx.
    """
    require()
    from treatylang.documents.word.writer import written

    return written(document, layout)


def require() -> None:
    """Raise formats.Unavailable where python-docx is not installed."""
    if find_spec("docx") is None:
        raise Unavailable("DOCX needs python-docx: pip install 'treatylang[docx]'")
