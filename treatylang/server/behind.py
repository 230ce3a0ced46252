"""The checker behind the editor: a process of its own, which is ended when its draft is outdated.

Answers are kept (``checker.cache``), so that what was solved before the end is not lost.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from treatylang.findings import Finding

Done = Callable[[tuple[Finding, ...]], None]
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Task:
    """A draft to check: its file, the folder of its project, and the texts that an editor holds."""

    path: Path
    root: Path
    held: Mapping[Path, str]


def _work(pipe: Connection) -> None:
    """Check drafts until there are no more."""
    import signal

    import treatylang
    from checker.cache import default_folder
    from treatylang.model.load import ReadError, load

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder = default_folder()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            draft = load(task.path, root=task.root, held=task.held)
            report = treatylang.check(draft, resolved=False, cache=folder)
            found = report.findings
        except ReadError:
            found = ()
        with suppress(OSError):
            pipe.send(found)


@dataclass(slots=True)
class Behind:
    """At most one check at a time for each document; a newer task ends an older one of its own."""

    _threads: dict[str, _Check] = field(default_factory=dict)

    def check(self, key: str, task: Task, done: Done) -> None:
        """Check a draft and hand over what is found, unless something newer comes before."""
        self.cancel(key)
        check = self._threads[key] = _Check(task, done)
        threading.Thread(target=check.run, daemon=True).start()

    def cancel(self, key: str) -> None:
        """End what is under way for a document."""
        check = self._threads.pop(key, None)
        if check is not None:
            check.cancel()

    def close(self) -> None:
        """End everything."""
        for key in list(self._threads):
            self.cancel(key)


@dataclass(slots=True)
class _Check:
    task: Task
    done: Done
    cancelled: bool = False
    _process: BaseProcess | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        here, there = _SPAWN.Pipe()
        with self._lock:
            if self.cancelled:
                return
            self._process = _SPAWN.Process(target=_work, args=(there,), daemon=True)
            self._process.start()
        there.close()
        found: tuple[Finding, ...] | None = None
        with suppress(EOFError, OSError):
            here.send(self.task)
            found = here.recv()
        here.close()
        self._process.join()
        if found is not None and not self.cancelled:
            self.done(found)

    def cancel(self) -> None:
        with self._lock:
            self.cancelled = True
            if self._process is not None:
                self._process.kill()
