"""Answers from run to run: the same report, nothing asked twice, whatever becomes of the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import treatylang
from checker import cache as caching
from checker.cache import Cache
from checker.question import Answer, Question, Status
from treatylang.findings import Report

ROOT = Path(__file__).parents[2]
ACCORD = ROOT / "drafts" / "ai-accord" / "first-reading.treaty"

QUESTION = Question(("(> x 2)", "(or p (< y 1.5))"), (("p", "Bool"), ("x", "Int"), ("y", "Real")))
MODEL = {"p": True, "x": Fraction(10**5000), "y": Fraction(-1, 3)}
ANSWER = Answer(Status.SAT, MODEL)


def check(path: Path, folder: Path | None, jobs: int = 1) -> Report:
    return treatylang.check(path, cache=folder, jobs=jobs)


def test_what_is_kept_is_what_was_said(tmp_path: Path) -> None:
    for reader in (cache := Cache(tmp_path), None):
        if reader is not None:
            cache.put(QUESTION, ["p"], 5, (ANSWER, 7))
        assert (reader or Cache(tmp_path)).get(QUESTION, ["p"], 5) == (ANSWER, 7)
        cache.close()


@pytest.mark.parametrize(
    ("question", "wishes", "limit"),
    [
        (QUESTION, None, 5), (QUESTION, [], 5), (QUESTION, ["p"], 6),
        (replace(QUESTION, assertions=("(> x 3)",)), ["p"], 5),
    ],
)  # fmt: skip
def test_nothing_else_is_answered_by_it(
    tmp_path: Path, question: Question, wishes: list[str] | None, limit: int
) -> None:
    cache = Cache(tmp_path)
    cache.put(QUESTION, ["p"], 5, (ANSWER, 7))
    assert cache.get(question, wishes, limit) is None


def test_another_version_of_the_solver_is_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(tmp_path).put(QUESTION, None, 5, (ANSWER, 7))
    monkeypatch.setattr(caching, "version", lambda _: "0.0")
    assert Cache(tmp_path).get(QUESTION, None, 5) is None


def test_what_is_open_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(QUESTION, None, 5, (Answer(Status.UNKNOWN, reason="limit"), 7))
    assert cache.get(QUESTION, None, 5) is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_unchanged_draft_is_not_solved_again(tmp_path: Path, jobs: int) -> None:
    plain = check(ACCORD, None)
    first = check(ACCORD, tmp_path, jobs)
    second = check(ACCORD, tmp_path, jobs)
    assert plain == first == second
    assert first.effort.asked > 0
    assert second.effort.asked == 0
    assert second.effort.kept >= first.effort.asked


def test_a_change_to_one_clause_asks_only_what_it_touches(tmp_path: Path) -> None:
    text = ACCORD.read_text(encoding="utf-8")
    folder = tmp_path / "ai-accord"
    folder.mkdir()
    (tmp_path / "pyproject.toml").touch()
    for file in ACCORD.parent.glob("*.treaty"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    common = tmp_path / "common"
    common.mkdir()
    for file in (ROOT / "drafts" / "common").glob("*.treaty"):
        (common / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    copy = folder / ACCORD.name
    whole = check(copy, tmp_path / "kept")
    copy.write_text("# moved\n" + text, encoding="utf-8")
    assert check(copy, tmp_path / "kept").effort.asked == 0
    assert "within 30 days" in text
    copy.write_text(text.replace("within 30 days", "within 31 days", 1), encoding="utf-8")
    changed = check(copy, tmp_path / "kept")
    assert 0 < changed.effort.asked < whole.effort.asked


@pytest.mark.parametrize("content", [b"", b"garbage", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_costs_nothing_but_time(tmp_path: Path, content: bytes) -> None:
    expected = check(ACCORD, None)
    (tmp_path / "answers.sqlite").write_bytes(content)
    assert check(ACCORD, tmp_path) == expected
    check(ACCORD, tmp_path)
    assert check(ACCORD, tmp_path).effort.asked == 0


def test_a_forged_answer_is_not_believed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(QUESTION, None, 5, (ANSWER, 7))
    cache.close()
    with sqlite3.connect(tmp_path / "answers.sqlite") as database:
        database.execute("UPDATE answers SET answer = replace(answer, 'sat', 'unsat')")
    database.close()
    assert Cache(tmp_path).get(QUESTION, None, 5) is None


def test_a_folder_that_cannot_be_written_is_gone_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert check(ACCORD, tmp_path / "file" / "cache") == check(ACCORD, None)


def test_a_full_disk_is_gone_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path) -> sqlite3.Connection:
        database = sqlite3.connect(file, isolation_level=None)
        database.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT)")
        database.execute("PRAGMA max_page_count = 4")
        return database

    monkeypatch.setattr(caching, "_connected", full)
    monkeypatch.setattr(caching, "_BATCH", 5)
    assert check(ACCORD, tmp_path) == check(ACCORD, None)


def test_runs_share_the_file_and_one_may_be_killed(tmp_path: Path) -> None:
    script = (
        "import sys, treatylang; "
        "print(treatylang.check(sys.argv[1], cache=sys.argv[2]).exit_status)"
    )
    command = [sys.executable, "-c", script, str(ACCORD), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        for _ in range(3)
    ]
    while runs[0].poll() is None and not (tmp_path / "answers.sqlite").exists():
        pass
    runs[0].send_signal(signal.SIGKILL)
    runs[0].communicate()
    assert [run.communicate()[0].strip() for run in runs[1:]] == ["1", "1"]
    assert check(ACCORD, tmp_path) == check(ACCORD, None)
    assert check(ACCORD, tmp_path).effort.asked == 0


def test_the_store_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_MOST_ROWS", 3)
    cache = Cache(tmp_path)
    for limit in range(8):
        cache.put(QUESTION, None, limit, (ANSWER, 7))
        cache.flush()
    kept = [limit for limit in range(8) if cache.get(QUESTION, None, limit)]
    assert kept == [5, 6, 7]
