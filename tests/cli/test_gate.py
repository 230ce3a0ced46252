"""A repository of drafts and its gate: configuration, baseline, revisions, files of reports."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

DRAFT = """\
treaty lake "Treaty on the Lake".
class Party "Party" plural "Parties".
act fish "fish" by Party.
act report "report" by Party.
article fishing "Fishing".
  ban: No Party shall fish.
  duty: Each Party shall fish.
"""
FINE = DRAFT.replace("duty: Each Party shall fish", "duty: Each Party shall report")
WORSE = (
    DRAFT
    + 'article reports "Reports".\n  no: No Party shall report.\n  yes: Each Party shall report.\n'
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "lake.treaty").write_text(DRAFT)
    (tmp_path / "treatylang.toml").write_text('paths = ["drafts"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(folder: Path, message: str) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", message]):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
        )


def test_the_configuration_says_what_is_checked(run: Run, project: Path) -> None:
    assert run("check").exit_code == 1
    (project / "treatylang.toml").write_text("")
    result = run("check")
    assert result.exit_code == 2
    assert 'paths = ["drafts"]' in result.stderr


def test_severity_and_what_fails(run: Run, project: Path) -> None:
    (project / "treatylang.toml").write_text(
        'paths = ["drafts"]\nfail-on = "error"\nseverity = { TL201 = "warning" }\n'
    )
    assert run("check").exit_code == 0
    assert run("check", "--fail-on", "warning").exit_code == 1


def test_a_mistake_in_the_configuration_is_bad_usage(run: Run, project: Path) -> None:
    (project / "treatylang.toml").write_text('pats = ["drafts"]\nlimit = "much"\n')
    result = run("check", "drafts")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "error: treatylang.toml:1: there is no key “pats”; the nearest is “paths”",
        "error: treatylang.toml:2: “limit” is a whole number from 1 to 4294967295",
    ]


def test_config_shows_what_holds_and_where_from(run: Run, project: Path) -> None:
    (project / "treatylang.toml").write_text('paths = ["drafts"]\nprofile = "eu"\n')
    shown = run("config", "drafts").stdout
    assert 'profile       "eu"                     treatylang.toml:2' in shown
    assert "jobs          1                        default" in shown
    data = json.loads(run("config", "--format", "json").stdout)
    assert data["values"]["paths"] == {"value": ["drafts"], "from": "treatylang.toml:1"}


def test_an_old_repository_gates_what_is_new_only(run: Run, project: Path) -> None:
    (project / "treatylang.toml").write_text('paths = ["drafts"]\nbaseline = "known.json"\n')
    missing = run("check")
    assert missing.exit_code == 2
    assert "--write-baseline" in missing.stderr
    assert run("check", "--write-baseline").exit_code == 0
    again = run("check")
    assert again.exit_code == 0
    assert "Against the baseline: 0 new, 1 unchanged, 0 gone" in again.stdout
    draft = project / "drafts" / "lake.treaty"
    draft.write_text(WORSE)
    worse = run("check")
    assert worse.exit_code == 1
    assert "1 new, 1 unchanged, 0 gone" in worse.stdout
    draft.write_text(FINE)
    mended = run("check")
    assert mended.exit_code == 0
    assert "gone error[TL201]" in mended.stdout


def test_a_branch_is_held_against_a_revision(run: Run, project: Path) -> None:
    commit(project, "first")
    draft = project / "drafts" / "lake.treaty"
    draft.write_text("# moved down by a line\n" + WORSE)
    result = run("check", "--diff", "HEAD")
    assert result.exit_code == 1
    assert "Against revision HEAD: 1 new, 1 unchanged, 0 gone" in result.stdout
    assert "Article 2" in result.stdout
    assert "error[TL201]" in result.stdout
    draft.rename(project / "drafts" / "renamed.treaty")
    assert "1 new, 1 unchanged, 0 gone" in run("check", "--diff", "HEAD").stdout
    (project / "drafts" / "renamed.treaty").write_text(FINE)
    assert "0 new, 0 unchanged, 1 gone" in run("check", "--diff", "HEAD").stdout


def test_what_a_draft_includes_is_read_as_it_was(run: Run, project: Path) -> None:
    common = project / "common.treaty"
    common.write_text('class Party "Party" plural "Parties".\nact fish "fish" by Party.\n')
    text = 'treaty lake "L".\ninclude "common.treaty".\narticle a "A".\n  x: No Party shall fish.\n'
    (project / "drafts" / "lake.treaty").write_text(text)
    commit(project, "first")
    common.write_text(common.read_text() + 'article b "B".\n  y: Each Party shall fish.\n')
    assert "1 new, 0 unchanged, 0 gone" in run("check", "--diff", "HEAD").stdout


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD:drafts", "HEAD~9"])
def test_a_revision_that_is_none_is_refused(run: Run, project: Path, revision: str) -> None:
    commit(project, "first")
    result = run("check", f"--diff={revision}")
    assert result.exit_code == 2
    told = "No such option" if revision.startswith("-") else "there is no revision"
    assert told in result.stderr
    assert not (project / "x").exists()


def test_outside_a_repository_there_are_no_revisions(run: Run, project: Path) -> None:
    result = run("check", "--diff", "HEAD")
    assert result.exit_code == 2
    assert "lies in no git repository" in result.stderr


def test_several_formats_in_one_run(run: Run, project: Path) -> None:
    result = run(
        "check", "--format", "github", "--output-file", "sarif=out/a.sarif",
        "--output-file", "junit=out/a.xml",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "\n::error file=drafts/lake.treaty,line=7," in result.stdout
    assert json.loads((project / "out" / "a.sarif").read_text())["version"] == "2.1.0"
    assert (project / "out" / "a.xml").read_text().startswith("<?xml")
    assert sorted(path.name for path in (project / "out").iterdir()) == ["a.sarif", "a.xml"]
    assert run("check", "--output-file", "pdf=x").exit_code == 2


def test_the_baseline_holds_back_no_undecided_question(run: Run, project: Path) -> None:
    assert run("check", "--limit", "1", "--baseline", "b.json", "--write-baseline").exit_code == 3
    assert run("check", "--limit", "1", "--baseline", "b.json").exit_code == 3


def test_a_second_run_solves_nothing_and_says_so(run: Run, project: Path) -> None:
    first = run("check", "--statistics")
    second = run("check", "--statistics")
    assert second.stdout == first.stdout
    assert second.stderr.endswith(" answered from before, 0 solved\n")
    plain = run("check", "--statistics", "--no-cache")
    assert ": 0 answered from before, " in plain.stderr
    assert plain.stdout == first.stdout
