"""The files of another revision of the repository, put into a folder of their own.

Only what drafts are made of is taken: drafts, lexicons, tables. Nothing of the repository runs.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from treatylang.gate.settings import ConfigError
from treatylang.model.draft import Draft
from treatylang.model.load import ReadError, load, project_root, roots

_KINDS = (".treaty", ".lexicon", ".csv")
_MARKS = ("treatylang.toml", "pyproject.toml")


def top(path: Path) -> Path:
    """Return the top folder of the repository that a path lies in. Raises ConfigError."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    raise ConfigError(f"{path}: lies in no git repository, so it cannot be held against a revision")


@contextmanager
def files(repository: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the drafts, lexicons and tables as they were at a revision.

    Raises ConfigError where there is no such revision, or no git.
    """
    commit = _git(
        repository,
        ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"],
        f"there is no revision “{revision}” in this repository (a shallow clone must fetch it)",
    )
    archive = _git(
        repository,
        ["archive", "--format=tar", commit.decode().strip()],
        f"the files of revision “{revision}” cannot be read",
    )
    with TemporaryDirectory(prefix="treatylang-") as made:
        folder = Path(made).resolve()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            for member in tar:
                name = member.name
                if (member.isfile() or member.issym()) and name.endswith((*_KINDS, *_MARKS)):
                    try:
                        tar.extract(member, folder, filter="data")
                    except tarfile.FilterError:
                        continue  # a link out of the repository: not read, now or then
        (folder / ".git").mkdir(exist_ok=True)  # the top of the project, as it is here
        yield folder


def _git(repository: Path, arguments: Sequence[str], failed: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(repository), *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except OSError:
        raise ConfigError("git is not installed; it is needed to read another revision") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ConfigError(failed + (f": {said[-1]}" if said else ""))
    return done.stdout


@contextmanager
def drafts_at(paths: Sequence[Path], revision: str) -> Iterator[list[Draft]]:
    """Give the drafts that files and folders held at a revision; none where they held none.

    Their places name files as the drafts of now do. Raises ConfigError.
    """
    repositories = {top(path) for path in paths}
    if len(repositories) > 1:
        raise ConfigError("these lie in different git repositories; check them apart")
    for repository in repositories:
        with files(repository, revision) as folder:
            yield list(_drafts(paths, repository, folder))


def _drafts(paths: Sequence[Path], repository: Path, folder: Path) -> Iterator[Draft]:
    read: set[Path] = set()
    for path in paths:
        old = folder / path.resolve().relative_to(repository)
        if not old.exists():
            continue
        for file in roots([old]):
            if file in read:
                continue
            read.add(file)
            now = repository / file.relative_to(folder)
            root = project_root(now)
            try:
                yield load(file, root=folder / root.relative_to(repository))
            except ReadError:
                continue  # it could not be read then: all that is found now is new
