"""``treatylang fmt`` on files, folders and standard input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

MESSY = 'class Party "Party"   plural "Parties".\n'
NEAT = 'class Party "Party" plural "Parties".\n'


def test_files_and_folders_are_laid_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "x.treaty"
    file.write_text(MESSY)
    assert run("fmt", str(tmp_path)).exit_code == 0
    assert file.read_text() == NEAT
    assert [path.name for path in file.parent.iterdir()] == ["x.treaty"]


def test_check_and_diff_write_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.treaty"
    file.write_text(MESSY)
    checked = run("fmt", "--check", str(file))
    assert (checked.exit_code, checked.stdout) == (1, "")
    assert "x.treaty would change" in checked.stderr
    shown = run("fmt", "--diff", str(file))
    assert shown.exit_code == 1
    assert "-" + MESSY in shown.stdout
    assert "+" + NEAT in shown.stdout
    assert file.read_text() == MESSY
    file.write_text(NEAT)
    assert run("fmt", "--check", str(file)).exit_code == 0


def test_standard_input(run: Run) -> None:
    result = run("fmt", "-", input=MESSY)
    assert (result.exit_code, result.stdout) == (0, NEAT)


def test_what_cannot_be_read_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.treaty"
    file.write_text("Each   Party notify.\n")
    result = run("fmt", str(file), str(tmp_path / "missing.treaty"))
    assert result.exit_code == 2
    assert "is left as it is" in result.stderr
    assert "missing.treaty" in result.stderr
    assert file.read_text() == "Each   Party notify.\n"
