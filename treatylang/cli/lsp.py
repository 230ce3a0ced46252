"""``treatylang lsp``: the language server, over standard input and output."""

from __future__ import annotations

import click

from treatylang.cli import output


@click.command()
def command() -> int:
    """Serve an editor over standard input and output (Language Server Protocol)."""
    try:
        from treatylang.server.serve import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise output.Refused(
            "pygls is not installed; install it with: pip install 'treatylang[editor]'"
        ) from None
    server().start_io()
    return 0
