"""``treatylang fmt``: drafts in their canonical layout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from treatylang.cli import output

_MOST_BYTES = 10_000_000


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say what would change (status 1).")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change (status 1).")
def command(paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Lay drafts out: one layout for all, comments kept, no word changed.

    PATH is a .treaty file, or a folder with all in it; - is standard input, written to standard
    output.
    """
    if not paths:
        raise click.UsageError("Name a file or a folder, or - for standard input.")
    changed, unread = 0, False
    for path in _files(paths):
        before = _text(path)
        after = None if before is None else _formatted(before, path)
        if before is None or after is None:
            unread = True
            continue
        if diff:
            output.say(_difference(before, after, path))
        elif path is None and not check:
            output.deliver(after, None)
        if before == after:
            continue
        changed += 1
        if check or diff:
            output.complain(f"{path or 'standard input'} would change", prefix="")
        elif path is not None:
            output.keep(after, path)
    return 2 if unread else int(bool(changed) and (check or diff))


def _files(paths: tuple[Path, ...]) -> Iterator[Path | None]:
    """Yield the files meant, each once; None is standard input."""
    seen: set[Path] = set()
    for path in paths:
        if str(path) == "-":
            yield None
            continue
        found = sorted(path.rglob("*.treaty")) if path.is_dir() else [path]
        for file in found:
            if file.is_dir() or file.resolve() in seen:
                continue
            seen.add(file.resolve())
            yield file


def _text(path: Path | None) -> str | None:
    """Read a file, or say why it cannot be read and return None."""
    try:
        if path is None:
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        elif not path.exists() or path.is_file():
            with path.open("rb") as stream:
                data = stream.read(_MOST_BYTES + 1)
        else:
            output.complain(f"{path}: is no file but a device or a pipe")
            return None
        if len(data) > _MOST_BYTES:
            output.complain(f"{path}: a draft has at most {_MOST_BYTES // 1_000_000} megabytes")
            return None
        return data.decode("utf-8")
    except UnicodeDecodeError:
        output.complain(f"{path or 'standard input'}: is not UTF-8 text; save it as UTF-8")
    except OSError as error:
        output.complain(f"{path}: {(error.strerror or 'cannot be read').lower()}")
    return None


def _formatted(text: str, path: Path | None) -> str | None:
    from treatylang.syntax.format import Unreadable, formatted

    name = path.as_posix() if path is not None else "standard input"
    try:
        return formatted(text, name)
    except Unreadable as unreadable:
        output.complain_of(unreadable.findings, {name: text})
        output.complain(f"{name}: is left as it is; what cannot be read is not laid out")
        return None


def _difference(before: str, after: str, path: Path | None) -> str:
    name = path.as_posix() if path is not None else "standard input"
    lines = unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        name,
        f"{name} (laid out)",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
