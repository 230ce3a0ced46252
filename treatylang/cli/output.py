"""Writing for the command line: streams, colour, width, encoding and progress."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from treatylang.findings import Finding
    from treatylang.report.page import Page

_NARROWEST = 40
Progress = Callable[[int, int], None]


class Refused(click.ClickException):
    """What the user asked for cannot be done; told in one line, with exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        for line in self.message.split("\n"):
            complain(line)


def prepare() -> None:
    """Let no character that the terminal lacks stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def page(stream: TextIO | None = None) -> Page:
    """Return what the stream (standard output where None) is written on.

    Eighty columns where it is no terminal; colour only on a terminal that can show it, and never
    where NO_COLOR is set.
    """
    from treatylang.report.page import Page

    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if not _is_terminal(stream):
        return Page(encoding=encoding)
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Page(width=width, excerpt=width, colour=not plain, encoding=encoding)


def say(text: str) -> None:
    """Write text, ended as it is, to standard output."""
    click.echo(text, nl=False, color=page().colour)


def complain(message: str, *, prefix: str = "error: ") -> None:
    """Write one line to standard error, with nothing in it that could drive the terminal."""
    from treatylang.report.visible import one_line

    click.echo(page(sys.stderr).fit(one_line(prefix + message)), err=True)


def complain_of(findings: Sequence[Finding], sources: Mapping[str, str]) -> None:
    """Write findings to standard error."""
    from treatylang.report.text import finding_text

    paper = page(sys.stderr)
    for finding in findings:
        click.echo(finding_text(finding, sources, paper), err=True, color=paper.colour)


def deliver(document: str | bytes, file: Path | None) -> None:
    """Write a document to the file, or to standard output; text in UTF-8 unless that is a
    terminal. Raises Refused for bytes to a terminal."""
    if isinstance(document, bytes):
        if file is not None:
            file.write_bytes(document)
        elif _is_terminal(sys.stdout):
            raise Refused("this format is not text; name a file for it with -o")
        else:
            click.echo(document, nl=False)
        return
    if file is None:
        if isinstance(sys.stdout, io.TextIOWrapper) and not _is_terminal(sys.stdout):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        click.echo(document, nl=not document.endswith("\n"))
        return
    file.write_text(document, encoding="utf-8", errors="backslashreplace", newline="\n")


def keep(text: str, file: Path) -> None:
    """Write a file whole or not at all, whatever happens meanwhile; make the folder that it lies
    in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        draft.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def progress(description: str) -> Iterator[Progress | None]:
    """Give what reports progress, shown as a bar; None where standard error is no terminal."""
    if not _is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(description, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def flush() -> None:
    """Write out what is buffered, so that a failure to write is met here."""
    if sys.stdout is not None:
        sys.stdout.flush()


def silence() -> None:
    """Send what is left of the output nowhere: its reader is gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
