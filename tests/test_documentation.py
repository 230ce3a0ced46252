"""The documentation: its tutorial does what it says, and its site has no broken link."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import treatylang
from tests.tutorial import TUTORIAL, command, run, save, steps

ROOT = Path(__file__).parents[1]


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    shown = 0
    for step in steps(TUTORIAL.read_text(encoding="utf-8")):
        if step.kind != "console":
            save(step, tmp_path)
            continue
        shown += 1
        _, _, expected = step.text.partition("\n")
        assert run(step, tmp_path) == expected, command(step)
    assert shown >= 6


def test_the_site_is_built_strictly(tmp_path: Path) -> None:
    built = tmp_path / "site"
    arguments = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    rules = (built / "reference" / "rules" / "index.html").read_text(encoding="utf-8")
    found = set(re.findall(r'<h3 id="tl(\d{3})-', rules))
    assert found == {rule.code[2:] for rule in treatylang.catalogue()}
    assert (built / "reference" / "commands" / "index.html").is_file()
