"""Answers kept from run to run, each under a hash of all that it depends on.

That is the question's own text with its wishes, the limit, and the solver with its version; never a
draft, a place or a day. Only what was decided is kept. The store is one SQLite file in the user's
own folder: several runs may share it, a run may be killed at any instant, the disk may be full, the
file be garbage: the worst is that questions are asked again. What stands in it is text, each answer
with a check sum.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from checker.question import Answer, Question, Status, Value

T = TypeVar("T")

_FILE = "answers.sqlite"
Kept = tuple[Answer, int]
"""An answer, and the solver's units that were spent on it."""

_SHAPE = 1
_MOST_ROWS = 200_000
_BATCH = 100
"""Answers that are written at a time: what a run loses that is killed."""
_WAIT = 2.0
"""Seconds to wait for another run that is writing, before going without."""


def default_folder() -> Path | None:
    """Return the folder for what is kept, in the user's own; None for a user without a home."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    return Path(base) / "treatylang"


@dataclass(slots=True)
class Cache:
    """Answers in a folder. Nothing here raises for what the world does to the file."""

    folder: Path
    failed: str = ""
    """Why the store is not used, or no longer."""
    _database: sqlite3.Connection | None = None
    _new: dict[str, str] = field(default_factory=dict)
    _solver: str = ""

    def get(self, question: Question, wishes: Sequence[str] | None, limit: int) -> Kept | None:
        """Return the answer to a question, if it is kept, and what the solver spent on it."""
        key = self._key(question, wishes, limit)
        if key in self._new:
            return _read(key, self._new[key], question)
        rows = self._try(
            lambda database: database.execute(
                "SELECT answer FROM answers WHERE key = ?", (key,)
            ).fetchall()
        )
        return _read(key, rows[0][0], question) if rows else None

    def put(
        self, question: Question, wishes: Sequence[str] | None, limit: int, found: Kept
    ) -> None:
        """Keep an answer with what was spent on it; one that is open is not kept."""
        answer, _ = found
        if answer.status is Status.UNKNOWN or self.failed:
            return
        key = self._key(question, wishes, limit)
        self._new[key] = _written(key, found)
        if len(self._new) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is new, all of it or nothing."""
        new, self._new = self._new, {}
        if not new:
            return

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", new.items())
                database.execute(
                    "DELETE FROM answers WHERE rowid <= (SELECT MAX(rowid) FROM answers) - ?",
                    (_MOST_ROWS,),
                )

        self._try(write)

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _key(self, question: Question, wishes: Sequence[str] | None, limit: int) -> str:
        if not self._solver:
            self._solver = f"z3-solver {version('z3-solver')}"
        asked = [_SHAPE, self._solver, limit, None if wishes is None else list(wishes)]
        text = json.dumps(asked) + "\n" + question.script
        return hashlib.sha256(text.encode()).hexdigest()

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; where that fails, go without it from now on."""
        if self.failed:
            return None
        try:
            if self._database is None:
                self._database = self._opened()
            return work(self._database)
        except (sqlite3.Error, OSError) as error:
            self.failed = str(error)
            if type(error) is sqlite3.DatabaseError:  # what is broken serves no later run either
                with suppress(OSError):
                    (self.folder / _FILE).unlink()
            return None

    def _opened(self) -> sqlite3.Connection:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / _FILE
        try:
            return _connected(file)
        except sqlite3.OperationalError:
            raise  # busy, full, not permitted: the file may be good
        except sqlite3.DatabaseError:
            file.unlink()  # no database, or a broken one
            return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT)")
        with closing(database.execute("SELECT key, answer FROM answers LIMIT 1")) as rows:
            rows.fetchall()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _written(key: str, found: Kept) -> str:
    answer, spent = found
    model = None
    if answer.model is not None:
        model = {name: _told(value) for name, value in answer.model.items()}
    text = json.dumps([answer.status.value, spent, model], sort_keys=True)
    return f"{_sum(key, text)} {text}"


def _told(value: Value) -> bool | str:
    return value if isinstance(value, bool) else f"{value.numerator:x}/{value.denominator:x}"


def _read(key: str, row: object, question: Question) -> Kept | None:
    """Read an answer; None for one that is not as it was written, or not to this question."""
    if not isinstance(row, str):
        return None
    check, _, text = row.partition(" ")
    if check != _sum(key, text):
        return None
    status, spent, model = json.loads(text)
    if model is None:
        return Answer(Status(status)), spent
    if set(model) != {name for name, _ in question.names}:
        return None
    return Answer(Status(status), _values(question, model)), spent


def _values(question: Question, model: Mapping[str, bool | str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, _ in question.names:
        told = model[name]
        if isinstance(told, bool):
            values[name] = told
        else:
            above, _, below = told.partition("/")
            values[name] = Fraction(int(above, 16), int(below, 16))
    return values


def _sum(key: str, text: str) -> str:
    return hashlib.sha256(f"{key} {text}".encode()).hexdigest()[:16]
