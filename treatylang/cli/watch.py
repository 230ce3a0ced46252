"""``treatylang watch``: check again whenever a file changes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import click

from treatylang.cli import check, output

_KINDS = frozenset([".treaty", ".lexicon", ".csv", ".toml"])
_PAUSE = 0.3
"""Seconds between two looks at the files."""

Seen = dict[Path, tuple[int, int]]


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), help="The configuration that holds.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], config: Path | None) -> int:
    """Check drafts, and again whenever one of their files changes, until interrupted (Ctrl-C).

    What has been solved before is not solved again.
    """
    from treatylang.model.load import project_root

    given = paths or (Path(),)
    folders = {project_root(path / "draft" if path.is_dir() else path) for path in given}
    while True:
        seen = _look(folders)
        click.clear()
        try:
            ctx.invoke(check.command, paths=paths, config=config, statistics=True)
        except click.ClickException as error:  # a slip in the configuration is mended meanwhile
            error.show()
        output.flush()
        while _look(folders) == seen:
            time.sleep(_PAUSE)


def _look(folders: Iterable[Path]) -> Seen:
    """Return the files of drafts in the folders, each with when it was changed and its size."""
    seen: Seen = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in _KINDS:
                try:
                    state = path.stat()
                except OSError:
                    continue
                seen[path] = (state.st_mtime_ns, state.st_size)
    return seen
