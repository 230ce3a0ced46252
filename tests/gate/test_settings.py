"""The configuration: what holds, where from, and what is said of a mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.gate.keys import KEYS
from treatylang.gate.settings import ConfigError, governing, read


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "drafts").mkdir()
    return tmp_path


def written(folder: Path, text: str, name: str = "treatylang.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_file_upwards_holds_alone(project: Path) -> None:
    written(project, 'profile = "eu"\nlimit = 5\n')
    assert governing([project / "drafts"]).value("profile") == "eu"
    written(project / "drafts", 'profile = "us"\n')
    near = governing([project / "drafts" / "x.treaty"])
    assert (near.value("profile"), near.value("limit")) == ("us", None)
    assert governing([project]).value("profile") == "eu"


def test_a_table_in_pyproject_serves_and_one_without_is_passed_by(project: Path) -> None:
    written(project, '[tool.treatylang]\nfail-on = "error"\n', "pyproject.toml")
    written(project / "drafts", "[project]\nname = 'treatylang-drafts'\n", "pyproject.toml")
    settings = governing([project / "drafts"])
    assert settings.value("fail-on") == "error"
    assert settings.origin("fail-on").endswith("pyproject.toml:2")


def test_nothing_above_the_repository_is_read(project: Path) -> None:
    inner = project / "drafts"
    (inner / ".git").mkdir()
    written(project, 'profile = "eu"\n')
    assert governing([inner]).file is None


def test_each_value_knows_its_line(project: Path) -> None:
    written(project, '# a comment\nselect = ["tl2"]\n\n[severity]\nTL304 = "info"\n')
    settings = governing([project])
    origins = {name: settings.origin(name).rpartition(":")[2] for name in ("select", "severity")}
    assert origins == {"select": "2", "severity": "4"}
    assert settings.origin("jobs") == "default"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('selct = ["TL2"]', ":1: there is no key “selct”; the nearest is “select”"),
        ("\nzzz = 1", ":2: there is no key “zzz”; there are paths, profile"),
        ('select = "TL2"', ':1: “select” is a list of strings, such as ["a", "b"]'),
        ('ignore = ["TL2O1"]', ":1: no rule has the code TL2O1; the nearest is TL201"),
        ('ignore = [""]', ":1: no rule has the code "),
        ('severity = { TL304 = "fatal" }', ':1: “severity” is one of "error", "warning", "info"'),
        ('severity = { TX1 = "info" }', ":1: no rule has the code TX1"),
        ('profile = "belgian"', ':1: “profile” is one of "eu", "swiss", "german", "us"'),
        ('fail-on = "info"', ':1: “fail-on” is one of "error", "warning"'),
        ("limit = 0", ":1: “limit” is a whole number from 1 to 4294967295"),
        ("limit = true", ":1: “limit” is a whole number"),
        ("jobs = 1000", ':1: “jobs” is a whole number from 0 to 256, or "auto"'),
        ('baseline = "../b.json"', ":1: “baseline” is a path inside the folder of this file"),
        ('paths = ["/etc"]', ":1: “paths” is a path inside the folder of this file"),
        ('output-files = { pdf = "x" }', ':1: “output-files” is one of "text", "json", "sarif"'),
        ("select = [", "is no TOML: "),
        ("a" * 1_000_001, "has at most a megabyte"),
    ],
)
def test_a_mistake_is_told_with_its_place(project: Path, text: str, told: str) -> None:
    file = written(project, text)
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert told in str(caught.value)


def test_all_mistakes_are_told_at_once(project: Path) -> None:
    file = written(project, 'selct = []\nprofile = "x"\nlimit = "y"\n')
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert len(caught.value.messages) == 3


def test_a_mistake_in_a_table_of_pyproject_has_its_line(project: Path) -> None:
    file = written(
        project, "[project]\nlimit = 3\n[tool.treatylang]\nlimit = 0\n", "pyproject.toml"
    )
    with pytest.raises(ConfigError, match=r"pyproject\.toml:4"):
        read(file)


def test_a_broken_pyproject_that_speaks_of_us_is_not_passed_by(project: Path) -> None:
    written(project, "[tool.treatylang]\nlimit = \n", "pyproject.toml")
    with pytest.raises(ConfigError, match="is no TOML"):
        governing([project])


def test_drafts_under_different_configurations_are_not_checked_as_one(project: Path) -> None:
    written(project / "drafts", 'profile = "us"\n')
    with pytest.raises(ConfigError, match="different configurations"):
        governing([project, project / "drafts"])


def test_a_link_out_of_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    written(project / "drafts", 'baseline = "b.json"\n')
    (project / "drafts" / "b.json").symlink_to(tmp_path / "elsewhere.json")
    settings = governing([project / "drafts"])
    with pytest.raises(ConfigError, match="leads out"):
        settings.path(settings.value("baseline"))


def test_every_key_reads_its_own_default_or_needs_none(project: Path) -> None:
    assert len({key.name for key in KEYS}) == len(KEYS)
    for key in KEYS:
        if key.default:
            assert key.read(key.default) == key.default
