"""All that the tool does with a draft, one after the other, held to what it promises."""

from __future__ import annotations

import json
from pathlib import Path

import treatylang
from treatylang.evaluate.timeline import run_scenarios
from treatylang.graph.build import build
from treatylang.graph.dot import dot
from treatylang.graph.mermaid import mermaid
from treatylang.graph.svg import svg
from treatylang.model.load import ReadError, load
from treatylang.report.data import report_json
from treatylang.report.text import report_text

LIMIT = 20_000
"""What a question may cost here, in the solver's own units: undecided is an answer."""
KINDS = ("definitions", "references", "precedence", "competence")


def everything(file: Path) -> None:
    """Read, check, render, draw and test a draft; raise where a promise is broken."""
    try:
        draft = load(file)
    except ReadError as error:
        assert str(error)
        return
    assert draft.findings or not draft.unreadable, "what is lost must be told"
    report = treatylang.check(draft, limit=LIMIT)
    shown = report_text(report, resolved=True)
    driving = {c for c in shown if not c.isprintable() and c not in "\n"}
    driving -= {"\u200c", "\u200d"}
    assert not driving, f"the terminal would be driven by {sorted(map(ascii, driving))}"
    assert json.loads(report_json(report, resolved=True))["summary"]["exit_status"] in range(4)
    assert all(0 <= item.place.start <= item.place.end for item in report.findings)
    for form in ("markdown", "html", "text"):
        treatylang.render(draft, to=form)
    for kind in KINDS:
        graph = build(draft, kind)
        assert dot(graph) and mermaid(graph) and svg(graph, kind)
    for result in run_scenarios(draft):
        assert result.passed or result.failures or result.undecided
