"""The group of commands, and what stands between any failure and the user."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from treatylang import __version__
from treatylang.cli import output

_COMMANDS = (
    "annotate", "check", "checklist", "concordance", "config", "coverage", "diff", "explain",
    "fmt", "graph", "import", "lsp", "new", "render", "rules", "schema", "test", "vote", "watch",
)  # fmt: skip

_MODULES = {"import": "importing"}

_INTERRUPTED = 130
_PIPE_CLOSED = 141


class _Commands(click.Group):
    """Commands that are imported when they are named; each returns its exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(
            f"treatylang.cli.{_MODULES.get(cmd_name, cmd_name)}"
        ).command
        return command

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and leave with its status; no traceback passes."""
        output.prepare()
        try:
            status = super().invoke(ctx)
            output.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            output.complain("interrupted", prefix="")
            status = _INTERRUPTED
        except BrokenPipeError:
            output.silence()
            status = _PIPE_CLOSED
        except Exception as error:
            status = _failed(error)
        ctx.exit(status)


def _failed(error: Exception) -> int:
    """Say in one line what failed: the world's fault (a full disk), or a defect of ours."""
    if os.environ.get("TREATYLANG_DEBUG") == "1":
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        output.complain(f"{name}{error.strerror}")
    else:
        output.complain(
            f"{type(error).__name__}: {error} (treatylang {__version__}); please report this, "
            "with the draft if you can; TREATYLANG_DEBUG=1 shows where it happened",
            prefix="internal error: ",
        )
    return 2


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="treatylang")
def main() -> None:
    """Find contradictions and subsidiarity violations in treaty drafts, and render their prose.

    Exit status: 0 clean, 1 findings, 2 bad usage or an unreadable draft, 3 undecided.
    """
