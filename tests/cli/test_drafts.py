"""Commands on real files: good ones, bad ones, and none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

COMMANDS = ("check", "test", "render", "graph")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_draft_is_clean(run: Run, folder: Path) -> None:
    assert run("new", "my-accord").exit_code == 0
    for arguments in (
        ("check", "my-accord"),
        ("test", "my-accord"),
        ("render", "my-accord"),
        ("graph", "my-accord"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output


def test_new_overwrites_nothing(run: Run, folder: Path) -> None:
    (folder / "taken").mkdir()
    (folder / "file").write_text("mine", encoding="utf-8")
    for name in ("taken", "file"):
        result = run("new", name)
        assert result.exit_code == 2
        assert result.stderr == f"error: {name} exists already; nothing was changed\n"
    assert list((folder / "taken").iterdir()) == []
    assert (folder / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["My Accord", "1st", "a--b", "../x/", "é", "a.treaty", "."])
def test_new_takes_only_names_that_can_be_written(run: Run, folder: Path, name: str) -> None:
    before = sorted(folder.rglob("*"))
    result = run("new", name)
    assert (result.exit_code == 2) == (name != "../x/")
    assert sorted(folder.rglob("*")) == before


def test_scenarios_pass_fail_and_show_their_story(run: Run, folder: Path) -> None:
    run("new", "accord")
    file = folder / "accord" / "accord.treaty"
    assert run("test", "accord").stdout.endswith("2 scenarios: 2 passed, 0 failed, 0 undecided\n")
    assert "P breaches training.notice on day 40" not in run("test", "accord").stdout
    assert "P breaches training.notice on day 40" in run("test", "-v", "accord").stdout
    text = file.read_text(encoding="utf-8").replace("on day 40", "on day 41")
    file.write_text(text, encoding="utf-8")
    result = run("test", "accord")
    assert result.exit_code == 1
    assert "failed     accord/accord.treaty: late_notice" in result.stdout
    assert "P breaches training.notice on day 40" in result.stdout
    assert result.stdout.endswith("2 scenarios: 1 passed, 1 failed, 0 undecided\n")


def test_nothing_tested_is_no_pass(run: Run, folder: Path) -> None:
    (folder / "a.treaty").write_text('class Party "Party".\n', encoding="utf-8")
    result = run("test", "a.treaty")
    assert result.exit_code == 2
    assert "nothing was tested" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "content"),
    [("missing", None), ("latin", b'treaty a "\xff".'), ("binary", bytes(range(256)))],
)
def test_a_file_that_cannot_be_read_is_one_line(
    run: Run, folder: Path, command: str, name: str, content: bytes | None
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    result = run(command, name)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith(f"error: {name}: ")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every file can be read here")
def test_a_file_without_permission(run: Run, folder: Path) -> None:
    (folder / "secret.treaty").touch(mode=0)
    assert run("check", "secret.treaty").exit_code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_drafts(run: Run, folder: Path, command: str) -> None:
    (folder / "empty").mkdir()
    result = run(command, "empty")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: empty: ")


@pytest.mark.parametrize("command", ["render", "graph"])
def test_a_draft_with_errors_is_used_as_far_as_it_was_read(
    run: Run, folder: Path, command: str
) -> None:
    run("new", "accord")
    file = folder / "accord" / "accord.treaty"
    text = file.read_text(encoding="utf-8").replace(
        "Each Party shall admit", "Each Prty shall admit"
    )
    file.write_text(text, encoding="utf-8")
    result = run(command, "accord")
    assert result.exit_code == 1
    assert "error[TL101]" in result.stderr
    assert result.stdout


def test_documents_go_to_files_as_utf_8(run: Run, folder: Path) -> None:
    run("new", "accord")
    result = run("graph", "accord", "--of", "definitions", "--to", "svg", "-o", "out.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (folder / "out.svg").read_text(encoding="utf-8").startswith("<svg")
    result = run("graph", "accord", "-o", "no/such/folder")
    assert result.exit_code == 2
    assert result.stderr == "error: no/such/folder: No such file or directory\n"


def test_the_format_follows_from_the_files_name(run: Run, folder: Path) -> None:
    run("new", "accord")
    assert run("render", "accord", "-o", "out.html").exit_code == 0
    assert "<html" in (folder / "out.html").read_text(encoding="utf-8")
    assert run("render", "accord", "-o", "out.TXT", "--line-numbers").exit_code == 0
    assert (folder / "out.TXT").read_text(encoding="utf-8").startswith("    1  ")
    for options in (["-o", "out.odt"], ["-o", "out.html", "--line-numbers"]):
        refused = run("render", "accord", *options)
        assert refused.exit_code == 2 and refused.stderr.startswith("error: ")
    assert not (folder / "out.odt").exists()
    assert run("render", "accord", "--lang", "tlh").exit_code == 2


def test_texts_in_all_languages_have_a_file_each(run: Run, folder: Path) -> None:
    (folder / "a.treaty").write_text('treaty t "Pact".\n', encoding="utf-8")
    (folder / "a.ru.lexicon").write_text(
        'treaty t "Пакт", masculine, kind "Пакт", kind genitive "Пакта", kind accusative "Пакт".\n',
        encoding="utf-8",
    )
    result = run("render", "a.treaty", "--lang", "all", "-o", "out.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / "out.en.md").read_text(encoding="utf-8").startswith("# Pact")
    assert (folder / "out.ru.md").read_text(encoding="utf-8").startswith("# Пакт")
    assert sorted(path.name for path in folder.glob("out*")) == ["out.en.md", "out.ru.md"]
    refused = run("render", "a.treaty", "--lang", "all")
    assert refused.exit_code == 2 and "name one with -o" in refused.stderr


def test_two_drafts_of_one_name_keep_their_own_lines(run: Run, folder: Path) -> None:
    for name, said in (("a", "flies"), ("b", "swims")):
        (folder / name).mkdir()
        (folder / name / "x.treaty").write_text(f"{said} nowhere.\n", encoding="utf-8")
    result = run("check", "a/x.treaty", "b/x.treaty")
    assert "a/x.treaty:1:" in result.stdout and "flies nowhere." in result.stdout
    assert "b/x.treaty:1:" in result.stdout and "swims nowhere." in result.stdout
    result = run("check", str(folder / "a"), str(folder / "b"))
    assert result.exit_code == 2
    assert "swims nowhere." not in result.stdout
    assert "x.treaty: has files of the same names as another draft" in result.stderr
