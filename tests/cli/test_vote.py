"""``treatylang vote``: tables, claims, and what a hostile name does to them (nothing)."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

DRAFT = """
class P "Permanent Member" plural "Permanent Members".
class E "elected member" plural "elected members".
state CHN "China" is P.
state FRA "France" is P.
state RUS "<b>Russia</b> & others" is P.
state GBR "=United Kingdom" is P.
state USA "United States" is P.
organ Council "Security Council", composed of P and 10 E.
vote substance in Council: at least 9 members, without a negative vote of any P.
vote procedural in Council: at least 9 members.
assert no E has a veto in substance.
CLAIMS
article a "A".
  aim: text "Peace.".
"""


def draft(folder: Path, claims: str = "") -> Path:
    file = folder / "charter.treaty"
    file.write_text(DRAFT.replace("CLAIMS", claims), encoding="utf-8")
    return file


def test_the_table_has_the_published_figures(run: Run, tmp_path: Path) -> None:
    result = run("vote", str(draft(tmp_path)))
    assert result.exit_code == 0
    assert "at least 9 of the members; no objection of" in result.stdout
    # Banzhaf: 848 and 84 of 5080 swings; Shapley-Shubik 421/2145 and 4/2145.
    line = next(row for row in result.stdout.splitlines() if "China" in row)
    assert line.split() == ["China", "6.67", "%", "16.69", "%", "19.63", "%", "veto"]
    assert "proved    no E has a veto in substance" in result.stdout


def test_a_refuted_claim_is_told_and_gives_the_status(run: Run, tmp_path: Path) -> None:
    result = run("vote", str(draft(tmp_path, "assert no P has a veto in substance.")))
    assert result.exit_code == 1
    assert "refuted   no P has a veto in substance" in result.stdout
    assert "Without China nothing is carried" in " ".join(result.stdout.split())


def test_json_is_exact(run: Run, tmp_path: Path) -> None:
    data = json.loads(run("vote", str(draft(tmp_path)), "--format", "json").stdout)
    rule = data["rules"][0]
    assert rule["members"][0]["shapley"] == "421/2145"
    assert rule["members"][0]["banzhaf"] == "106/635"
    assert rule["members"][5]["shapley"] == "4/2145"
    assert (rule["needed"], rule["enough"]) == (9, 15)
    assert rule["winning"] == {"count": 210, "smallest": rule["winning"]["smallest"]}
    assert data["claims"][0]["verdict"] == "proved"


def test_csv_gives_a_spreadsheet_no_formula(run: Run, tmp_path: Path) -> None:
    text = run("vote", str(draft(tmp_path)), "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 30
    assert rows[3]["phrase"] == "'=United Kingdom"
    assert rows[0]["veto"] == "yes"
    assert rows[14]["veto"] == ""


def test_charts_are_well_formed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    run("vote", str(draft(tmp_path)), "--plot", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["procedural.svg", "substance.svg"]
    root = ET.fromstring((folder / "substance.svg").read_text(encoding="utf-8"))
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "<b>Russia</b> & others (veto)" in words


def test_a_draft_without_votes_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plain.treaty"
    file.write_text('class P "P".\narticle a "A".\n  x: text "Peace.".\n', encoding="utf-8")
    result = run("vote", str(file))
    assert result.exit_code == 2
    assert "has no votes" in result.stderr
