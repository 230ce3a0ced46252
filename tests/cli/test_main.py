"""What stands between failures and the user."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import treatylang

Run = Callable[..., Result]

_CHECK_BY_HAND = """
import sys, treatylang, treatylang.cli.check
from tests.report.findings import CONFLICT, report
treatylang.check = lambda drafts, **options: report(*[CONFLICT] * {number})
treatylang.cli.check.read_all = lambda paths: ([], True)
from treatylang.cli.main import main
main(["check", "x.treaty"], prog_name="treatylang")
"""


def _python(code: str, *, stdout: int, **environment: str) -> subprocess.Popen[bytes]:
    """Start Python on the code, without a colour or a width of this process's terminal."""
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**inherited, "TERM": "xterm", **environment},
    )


def _on_a_terminal(code: str, **environment: str) -> bytes:
    """Return what the code writes to a terminal."""
    ours, theirs = pty.openpty()
    process = _python(code, stdout=theirs, **environment)
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:
        pass  # the terminal's other end was closed
    process.communicate()
    os.close(ours)
    return written


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("y"), RecursionError("z")])
def test_a_defect_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    _failing(monkeypatch, error)
    result = run("check", "x")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"internal error: {type(error).__name__}: ")
    assert "please report" in line


def test_a_defect_shows_its_place_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, KeyError("x"))
    monkeypatch.setenv("TREATYLANG_DEBUG", "1")
    assert "Traceback" in run("check", "x").stderr


def test_an_interruption_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, KeyboardInterrupt())
    result = run("check", "x")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_a_full_disk_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, OSError(28, "No space left on device"))
    result = run("check", "x")
    assert (result.exit_code, result.stderr) == (2, "error: No space left on device\n")


def test_bad_usage(run: Run) -> None:
    assert run("chekc").exit_code == 2
    assert run("check").exit_code == 2
    assert run("check", "x", "--format", "xml").exit_code == 2


def test_a_closed_pipe_ends_the_output_quietly() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    process = _python(_CHECK_BY_HAND.format(number=200), stdout=theirs)
    os.close(theirs)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (141, b"")


def test_colour_only_on_a_terminal_and_not_against_the_users_wish() -> None:
    code = _CHECK_BY_HAND.format(number=1)
    assert b"\x1b[" in _on_a_terminal(code)
    assert b"\x1b[" not in _on_a_terminal(code, NO_COLOR="1")
    assert b"\x1b[" not in _on_a_terminal(code, TERM="dumb")
    piped, _ = _python(code, stdout=subprocess.PIPE).communicate()
    assert b"error[TL201]" in piped
    assert b"\x1b[" not in piped


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_is_not_utf_8(encoding: str) -> None:
    process = _python(
        _CHECK_BY_HAND.format(number=1), stdout=subprocess.PIPE, PYTHONIOENCODING=encoding
    )
    written, errors = process.communicate()
    assert (process.returncode, errors) == (1, b"")
    assert b"+- drafts/accord.treaty" in written


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]])
def test_help_loads_nothing_dear(arguments: list[str]) -> None:
    assert _loaded(f"""
from click.testing import CliRunner
from treatylang.cli.main import main
assert CliRunner().invoke(main, {arguments!r}).exit_code == 0
""").isdisjoint({"z3", "lark", "jinja2", "networkx", "rich"})


@pytest.mark.parametrize("command", ["render", "test", "graph"])
def test_only_checks_load_the_solver(command: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "accord")
    loaded = _loaded(f"""
from click.testing import CliRunner
from treatylang.cli.main import main
assert CliRunner().invoke(main, ["new", {folder!r}]).exit_code == 0
result = CliRunner().invoke(main, [{command!r}, {folder!r}])
assert result.exit_code == 0, result.output
""")
    assert "lark" in loaded
    assert loaded.isdisjoint({"z3", "checker"})


def test_importing_the_package_loads_nothing_dear() -> None:
    dear = {"z3", "lark", "jinja2", "networkx", "rich", "click", "checker"}
    assert _loaded("import treatylang").isdisjoint(dear)


def test_the_public_names_are_there() -> None:
    for name in ("Finding", "Report", "Severity", "Rule", "Draft", "Place"):
        assert getattr(treatylang, name).__name__ == name
    assert set(treatylang.__all__) == set(dir(treatylang))
    with pytest.raises(AttributeError):
        treatylang.__getattr__("nothing_of_that_name")


def _failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def check(drafts: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("treatylang.cli.check.read_all", lambda paths: ([], True))
    monkeypatch.setattr(treatylang, "check", check)


def _loaded(code: str) -> set[str]:
    """Return the top-level modules that are loaded after the code ran in a fresh process."""
    code += "\nimport sys\nprint(*{name.partition('.')[0] for name in sys.modules})"
    written, errors = _python(code, stdout=subprocess.PIPE).communicate()
    assert errors == b""
    return set(written.decode().split())
