"""Read the drafts that a command was given, telling of what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from treatylang.cli import output

if TYPE_CHECKING:
    from treatylang.model.draft import Draft


_MIXED_UP = (
    "has files of the same names as another draft given, and their lines would be mixed up; check "
    "the two apart, or run treatylang in a folder that holds both"
)


def read_all(paths: Sequence[Path]) -> tuple[list[Draft], bool]:
    """Return the drafts of files and folders, and whether all that was named could be read."""
    from treatylang.model.load import ReadError, is_mixed_up, load, roots

    drafts: dict[Path, Draft] = {}
    texts: dict[str, str] = {}
    complete = True
    for path in paths:
        try:
            files = roots([path])
            if not files:
                raise ReadError(f"{path}: no .treaty file in this folder")
        except ReadError as error:
            output.complain(str(error))
            complete = False
            continue
        for file in files:
            try:
                if file.resolve() in drafts:
                    continue
                draft = load(file)
                if is_mixed_up(texts, draft):
                    raise ReadError(f"{file}: {_MIXED_UP}")
                drafts[file.resolve()] = draft
                texts |= draft.sources
            except ReadError as error:
                output.complain(str(error))
                complete = False
    return list(drafts.values()), complete


def read_one(path: Path) -> Draft:
    """Return the draft of a file, or of a folder that has just one.

    Raises output.Refused where it cannot be read.
    """
    from treatylang.model.load import ReadError, load, roots

    try:
        files = roots([path])
        if len(files) != 1:
            number = len(files) or "no"
            raise ReadError(f"{path}: {number} drafts in this folder; name one file")
        return load(files[0])
    except ReadError as error:
        raise output.Refused(str(error)) from None


def style_within(style: Path | None, path: Path) -> Path | None:
    """Return the folder of a house style. Raises output.Refused for one outside the project: what a
    draft is printed with comes from where it comes from."""
    from treatylang.model.load import project_root

    root = project_root(path / "draft" if path.is_dir() else path)
    if style is not None and not style.resolve().is_relative_to(root):
        raise output.Refused(f"{style}: lies outside the project folder {root.name}; put it there")
    return style


def status_of(draft: Draft) -> int:
    """Show the errors met in reading the draft, and return the exit status that they call for."""
    from treatylang.findings import Severity

    errors = [item for item in draft.findings if item.severity is Severity.ERROR]
    output.complain_of(errors, draft.sources)
    return 2 if draft.unreadable else int(bool(errors))
