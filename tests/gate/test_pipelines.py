"""The hook, the action and the template: valid for their services, and run as far as can be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]

DRAFT = """\
treaty lake "Treaty on the Lake".
class Party "Party" plural "Parties".
act fish "fish" by Party.
article fishing "Fishing".
  ban: No Party shall fish.
  duty: Each Party shall fish.
"""


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "schema"),
    [("action.yml", "vendor.github-actions"), ("ci/gitlab.yml", "vendor.gitlab-ci")],
)
def test_the_service_would_take_it(name: str, schema: str) -> None:
    arguments = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run(
        [*arguments, str(ROOT / name)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_runs_the_gate() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert hook["entry"] == "treatylang check"
    assert hook["pass_filenames"] is False


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder as the action finds it, the tool installed where it would install it."""
    tools = tmp_path / "tmp" / "treatylang" / "bin"
    tools.mkdir(parents=True)
    start = "from treatylang.cli.main import main; main()"
    program = f"#!/bin/sh\nexec '{sys.executable}' -c '{start}' \"$@\"\n"
    (tools / "treatylang").write_text(program)
    (tools / "treatylang").chmod(0o755)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "lake.treaty").write_text(DRAFT)
    (tmp_path / "treatylang.toml").write_text('paths = ["drafts"]\n')
    return tmp_path


@pytest.mark.parametrize("paths", ["", "drafts\n"])
def test_the_action_annotates_and_fails(runner: Path, paths: str) -> None:
    step = loaded("action.yml")["runs"]["steps"][-1]
    inputs = {"PATHS": paths, "REVISION": "", "SARIF": "out.sarif", "MORE": "--fail-on=error\n"}
    assert set(inputs) == set(step["env"])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=runner,
        env={**os.environ, **inputs, "RUNNER_TEMP": str(runner / "tmp"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=drafts/lake.treaty,line=6," in done.stdout
    assert (runner / "out.sarif").is_file()


def test_what_an_input_says_is_no_text_of_the_script() -> None:
    step = loaded("action.yml")["runs"]["steps"][-1]
    assert "${{" not in step["run"]


def test_the_template_writes_what_it_collects(runner: Path) -> None:
    job = loaded("ci/gitlab.yml")["treatylang"]
    command = job["script"][-1].replace(
        ".treatylang/bin/treatylang", "tmp/treatylang/bin/treatylang"
    )
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=runner,
        env={**os.environ, "TREATYLANG_ARGUMENTS": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    for file in job["artifacts"]["reports"].values():
        assert (runner / file).is_file()
