"""The tutorials, of the README and of the documentation, as scripts: files
to save and commands to run, with their output.

``python -m tests.tutorial`` writes the output of the commands into them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
IMPORT = ROOT / "docs" / "import.md"
TUTORIAL = ROOT / "docs" / "tutorial.md"
STYLE = ROOT / "docs" / "house-style.md"
_BLOCK = re.compile(
    r"^```(treaty|text|console)(?: ([\w./-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """A file to save (``name``), or a command with the output shown."""

    kind: str
    name: str
    text: str
    start: int
    end: int


def steps(readme: str) -> list[Step]:
    """Return the fenced blocks of the tutorial, in order."""
    return [
        Step(found[1], found[2] or "", found[3], found.start(3), found.end(3))
        for found in _BLOCK.finditer(readme)
    ]


def save(step: Step, folder: Path) -> None:
    """Save the file of a block in the folder."""
    file = folder / step.name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(step.text, encoding="utf-8")


def command(step: Step) -> str:
    """Return the command of a console block, without its prompt."""
    first, _, _ = step.text.partition("\n")
    if not first.startswith("$ treatylang "):
        raise ValueError(f"a console block begins with “$ treatylang”, not {first!r}")
    return first.removeprefix("$ ")


def run(step: Step, folder: Path) -> str:
    """Run a console block's command in the folder and return what it prints."""
    words = command(step).split()[1:]
    done = subprocess.run(
        [sys.executable, "-m", "treatylang", *words],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def update() -> None:
    """Write the commands' real output into the README and the other tutorials."""
    for page in (README, IMPORT, STYLE, TUTORIAL):
        _update(page)


def _update(page: Path) -> None:
    readme = page.read_text(encoding="utf-8")
    parts, last = [], 0
    with tempfile.TemporaryDirectory() as name:
        for step in steps(readme):
            if step.kind != "console":
                save(step, Path(name))
                continue
            first = step.text.partition("\n")[0]
            parts += [readme[last : step.start], f"{first}\n{run(step, Path(name))}"]
            last = step.end
    page.write_text("".join([*parts, readme[last:]]), encoding="utf-8")


if __name__ == "__main__":
    update()
