"""Repairs: a changed draft is read again in full before a repair is offered."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from treatylang.model.draft import Draft
from treatylang.model.load import load
from treatylang.syntax.source import Place

Edits = Iterable[tuple[Place, str]]


def edited(draft: Draft, edits: Edits) -> dict[str, str]:
    """Return the texts of a draft's files after the edits."""
    texts = dict(draft.sources)
    # The texts are written into a folder: a path that leads out of it would overwrite a file.
    assert not any(PurePath(path).is_absolute() or ".." in PurePath(path).parts for path in texts)
    for place, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = texts[place.path]
        texts[place.path] = text[: place.start] + new + text[place.end :]
    return texts


def reread(draft: Draft, edits: Edits) -> Draft:
    """Return the draft as it reads after the edits, in English alone: its other texts follow it.
    The drafter's own files are not touched."""
    with tempfile.TemporaryDirectory(prefix="treatylang-") as folder:
        root = Path(folder).resolve()
        for path, text in edited(draft, edits).items():
            if path.endswith(".lexicon"):
                continue
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return load(root / draft.root, root / draft.folder, draft.folder)
