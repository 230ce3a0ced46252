"""Drafts that mean harm, and what every command says of them."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from treatylang.cli.main import main

VOCABULARY = """class Party "Party" plural "Parties".
unit FLOP "FLOP".
fact war "there is a war".
event request of Party "the request".
quantity gdp of Party in FLOP.
act train "train" by Party with compute in FLOP "compute".
act notify "notify" by Party.
"""
ARTICLE = 'article a "A".\n'
CLAUSE = "one: Each Party shall notify.\n"
COMMANDS = (
    ("check",),
    ("check", "--format", "json"),
    ("render",),
    ("render", "--to", "html"),
    ("render", "--to", "text"),
    ("test",),
    ("graph", "--of", "definitions", "--to", "svg"),
    ("graph", "--of", "references", "--to", "dot"),
    ("graph", "--of", "precedence", "--to", "mermaid"),
)
_FRAMES = 500
"""What Python's own limit of a thousand leaves to a command, when its caller took half."""


def on_condition(condition: str) -> str:
    """A draft with one norm on a condition."""
    return f"{VOCABULARY}{ARTICLE}one: Each Party shall notify, if {condition}.\n"


def lay(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a project, and return its first."""
    (folder / "treatylang.toml").touch()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / next(iter(files))


def run(*arguments: str | Path) -> tuple[int, str]:
    """Run a command in half of the stack that Python has, and return its status and all that it
    says. Nothing in it may be raised, be a defect, or drive a terminal."""
    before = sys.getrecursionlimit()
    depth = sum(1 for _ in itertools.takewhile(bool, map(_frame, itertools.count())))
    sys.setrecursionlimit(depth + _FRAMES)
    try:
        done = CliRunner().invoke(main, [str(part) for part in arguments], catch_exceptions=False)
    finally:
        sys.setrecursionlimit(before)
    assert "internal error" not in done.output, done.output[:2000]
    assert "Traceback" not in done.output
    driving = {c for c in done.output if not c.isprintable() and c not in "\n\t\u200c\u200d"}
    assert not driving, sorted(map(ascii, driving))
    return done.exit_code, done.output


def _frame(depth: int) -> object:
    try:
        return sys._getframe(depth)
    except ValueError:
        return None


def check(file: Path) -> tuple[int, str]:
    """Check a draft, and run every other command on it, too: none may fail."""
    for command, *options in COMMANDS[1:]:
        status, _ = run(command, file, *options)
        assert status in (0, 1, 2, 3)
    return run("check", file)
