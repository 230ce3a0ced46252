"""Changes that change nothing: the findings of a draft do not depend on how it is written down."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import treatylang
from treatylang.findings import Finding
from treatylang.model.load import load

ROOT = Path(__file__).parents[2]
ACCORD = ROOT / "drafts" / "ai-accord"

Row = tuple[str, frozenset[str], str, bool, str]


def row(finding: Finding, names: Mapping[str, str]) -> Row:
    """A finding without its places, with its labels named as they were."""
    labels = frozenset(_renamed(member.label, names) for member in finding.members)
    overlap = finding.overlap.partition(":")[0]
    return finding.code, labels, finding.severity.value, finding.counts, overlap


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\w+", lambda match: names.get(match.group(), match.group()), text)


def found(draft: Path, names: Mapping[str, str] | None = None) -> list[Row]:
    report = treatylang.check(load(draft, draft.parent.parent))
    rows = [row(finding, names or {}) for finding in report.findings]
    return sorted(rows, key=lambda item: (item[0], sorted(item[1]), item[4]))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    shutil.copytree(ACCORD, tmp_path / "ai-accord")
    shutil.copytree(ROOT / "drafts" / "common", tmp_path / "common")
    return tmp_path / "ai-accord" / "first-reading.treaty"


@pytest.fixture(scope="module")
def expected() -> list[Row]:
    rows = found(ACCORD / "first-reading.treaty")
    assert len(rows) > 5
    return rows


def articles(text: str) -> list[str]:
    """The text before the first article, then each article, then what comes after the last."""
    parts = re.split(r"^(?=article )", text, flags=re.MULTILINE)
    last, *rest = re.split(r"^(?=every |cover |scenario |commitments )", parts[-1], maxsplit=1,
                           flags=re.MULTILINE)  # fmt: skip
    return [*parts[:-1], last, "".join(rest)]


def clauses(article: str) -> list[str]:
    """The heading of an article, then each labelled clause with what belongs to it."""
    return re.split(r"^(?=  \w+:\s)", re.sub(r"^ *#.*\n", "", article, flags=re.MULTILINE),
                    flags=re.MULTILINE)  # fmt: skip


def test_the_order_of_clauses(draft: Path, expected: list[Row]) -> None:
    before, *middle, after = articles(draft.read_text(encoding="utf-8"))
    chance = random.Random(3)
    shuffled = []
    for article in middle:
        heading, *rest = clauses(article)
        chance.shuffle(rest)
        shuffled.append("".join([heading, *(part.rstrip() + "\n\n" for part in rest)]))
    draft.write_text("".join([before, *shuffled, after]), encoding="utf-8")
    assert found(draft) == expected


def test_the_order_of_articles(draft: Path, expected: list[Row]) -> None:
    before, *middle, after = articles(draft.read_text(encoding="utf-8"))
    draft.write_text("".join([before, *reversed(middle), after]), encoding="utf-8")
    assert found(draft) == expected


NAMES = {
    "cap": "upper_limit", "audit": "calibration", "licensing": "zz_permits", "ceiling": "a_ceiling",
    "accelerators": "hardware", "Party": "Signatory", "FrontierParty": "Advanced",
    "train": "conduct", "compute": "effort", "emergency": "alarm", "stockpile": "reserve_of_chips",
    "Authority": "Bureau", "notify": "zz_notify",
}  # fmt: skip


def test_other_names(draft: Path, expected: list[Row]) -> None:
    pattern = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*')

    def renamed(match: re.Match[str]) -> str:
        word = match.group()
        if word.startswith('"'):
            return re.sub(r"\{(.*?)\}", lambda m: f"{{{_renamed(m.group(1), NAMES)}}}", word)
        return _renamed(word, NAMES)

    for file in draft.parent.glob("*.treaty"):
        file.write_text(pattern.sub(renamed, file.read_text(encoding="utf-8")), encoding="utf-8")
    assert found(draft, {new: old for old, new in NAMES.items()}) == expected


def test_a_file_in_two(draft: Path, expected: list[Row]) -> None:
    before, *middle, after = articles(draft.read_text(encoding="utf-8"))
    (draft.parent / "rest.treaty").write_text("".join(middle[3:]), encoding="utf-8")
    draft.write_text(
        "".join([before, *middle[:3], 'include "rest.treaty".\n\n', after]), encoding="utf-8"
    )
    assert found(draft) == expected


def test_an_article_about_something_else(draft: Path, expected: list[Row]) -> None:
    more = (
        'act sing "sing the anthem" by Party with verses in FLOP.\n'
        'article music "Music".\n'
        "  song: Each Party shall sing with verses >= 2 FLOP, if emergency.\n"
        "  verse: No Party shall sing with verses > 4 FLOP.\n"
    )
    before, *middle, after = articles(draft.read_text(encoding="utf-8"))
    draft.write_text("".join([before, *middle, more, after]), encoding="utf-8")
    assert found(draft) == expected


def as_json(files: list[Path], seed: str) -> bytes:
    command = [sys.executable, "-m", "treatylang", "check", *map(str, files), "--format", "json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 1, done.stderr.decode()
    return done.stdout


def test_reports_are_the_same_byte_for_byte() -> None:
    files = [ACCORD / "first-reading.treaty", ROOT / "drafts" / "npt" / "permissive-reading.treaty"]
    first = as_json(files, "0")
    assert len(first) > 1000
    assert as_json(files, "1") == first
    assert as_json(files[::-1], "2") == first
