"""Work in other processes, so that the cores are used and a crash of the solver loses one question.

A worker is a Python process of its own, never a copy of this one, that takes units from its input
and writes outcomes to its output. Before it puts a question to the solver it names it: of a worker
that dies it is known which question it died on. That question is not asked again, and stays
undecided; the unit is done again by a new worker.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from checker.cache import Cache
from checker.solve import Solver
from treatylang.model.draft import Draft

T = TypeVar("T", covariant=True)

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from checker.workers import serve; serve()"
)
_MOST_DEATHS = 2
"""Of workers that died on one unit outside the solver, after which it is given up."""


class Task(Protocol[T]):
    """A unit of work; ``lost`` is its outcome where no worker lived to the end of it."""

    def do(self, drafts: Sequence[Draft], solver: Solver) -> T: ...

    def lost(self, drafts: Sequence[Draft], reason: str) -> T: ...


class WorkFailed(Exception):
    """A unit raised an error in its worker: a defect, told as if it had been raised here."""


# --- in the worker -------------------------------------------------------------------------------


def serve() -> None:
    """Do units until there are no more: what a worker process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    # What anything prints must not come between the messages.
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(kind: str, content: object) -> None:
        pickle.dump((kind, content), target)
        target.flush()

    limit, logged, folder = pickle.load(source)
    solver = Solver(
        limit,
        before=lambda key: send("asks", key),
        log={} if logged else None,
        cache=Cache(folder) if folder is not None else None,
    )
    drafts: dict[int, Draft] = {}
    while True:
        try:
            task, new, solver.refused = pickle.load(source)
        except EOFError:
            return
        drafts |= {index: pickle.loads(text) for index, text in new.items()}
        try:
            outcome = task.do(drafts, solver)
        except Exception as error:
            send("failed", f"{type(error).__name__}: {error}")
        else:
            send("done", outcome)


# --- in the process that has the work ------------------------------------------------------------


class _Died(Exception):
    def __init__(self, key: str, reason: str) -> None:
        self.key, self.reason = key, reason


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    has: set[int] = field(default_factory=set)
    """The drafts that it was given already."""

    def do(self, task: object, drafts: dict[int, bytes], refused: dict[str, str]) -> Any:
        source, target = self.process.stdout, self.process.stdin
        assert source is not None and target is not None
        asks = ""
        try:
            new = {index: text for index, text in drafts.items() if index not in self.has}
            _write(target, (task, new, refused))
            self.has |= new.keys()
            while True:
                kind, content = pickle.load(source)
                if kind == "asks":
                    asks = content
                elif kind == "done":
                    return content
                else:
                    raise WorkFailed(content)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.process.kill()
            status = self.process.wait()
            how = f"signal {-status}" if status < 0 else f"status {status}"
            raise _Died(asks, f"the worker that was solving it died ({how})") from None


def _write(target: IO[bytes], message: object) -> None:
    pickle.dump(message, target)
    target.flush()


class Pool:
    """Workers for a run, as a context: leaving it ends them all."""

    def __init__(
        self,
        jobs: int,
        drafts: Sequence[Draft],
        limit: int,
        *,
        logged: bool,
        cache: Path | None = None,
    ) -> None:
        self.drafts = drafts
        self.refused: dict[str, str] = {}
        self._texts = [pickle.dumps(draft) for draft in drafts]
        self._settings = (limit, logged, cache)
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._alive: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for worker in self._alive:
            worker.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._alive:
            worker.process.wait()
            for stream in (worker.process.stdin, worker.process.stdout):
                if stream is not None:
                    _close(stream)

    def map(
        self,
        tasks: Iterable[tuple[Task[T], Iterable[int]]],
        done: Callable[[int], None] = lambda _: None,
    ) -> list[T]:
        """Do tasks, each with the drafts (by their numbers) that it needs; return the outcomes in
        the order of the tasks. ``done`` is told the place of each as it ends."""
        futures: list[Future[T]] = [
            self._threads.submit(self._do, task, needed) for task, needed in tasks
        ]
        places = {future: place for place, future in enumerate(futures)}
        for future in as_completed(futures):
            future.result()
            done(places[future])
        return [future.result() for future in futures]

    def _do(self, task: Task[T], needed: Iterable[int]) -> T:
        worker = self._idle.get()
        texts = {index: self._texts[index] for index in needed}
        deaths = 0
        try:
            while True:
                if self._closed:
                    raise WorkFailed("the run has ended")
                if worker is None:
                    worker = self._start()
                try:
                    found: T = worker.do(task, texts, dict(self.refused))
                    return found
                except _Died as death:
                    worker = None
                    if death.key:
                        self.refused[death.key] = death.reason
                        continue
                    deaths += 1
                    if deaths == _MOST_DEATHS:
                        return task.lost(self.drafts, death.reason.replace("solving", "doing"))
        finally:
            self._idle.put(worker)

    def _start(self) -> _Worker:
        shown = None if os.environ.get("TREATYLANG_DEBUG") == "1" else subprocess.DEVNULL
        process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=shown,
        )
        worker = _Worker(process)
        self._alive.append(worker)
        if self._closed:
            process.kill()
        assert process.stdin is not None
        with suppress(OSError):  # of one that died at once the first unit will hear
            _write(process.stdin, sys.path)
            _write(process.stdin, self._settings)
        return worker


def _close(stream: IO[bytes]) -> None:
    with suppress(OSError):
        stream.close()
