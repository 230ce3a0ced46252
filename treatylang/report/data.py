"""A report as JSON, for other programs.

One object, in ASCII, the findings in the order of their places, each key always present:

    version     1, the version of this shape; it grows when a key changes its meaning or goes
    summary     errors, warnings, undecided, notes, resolved, allowed, known, gone, drafts,
                clauses, formal (numbers; the first four count what is not resolved, allowed or
                known),
                unreadable (true or false), exit_status (0, 1, 2 or 3), cross_check (null, or by,
                confirmed, contradicted and undecided: what a second solver said),
                held_against (what an earlier state is called, or "")
    findings    a list of objects:
        code            "TL201"
        severity        "error", "warning", "info" or "undecided"
        message         one sentence
        fingerprint     sixteen hexadecimal digits that survive renumbering and moved lines
        counts          whether it enters the exit status
        members         the minimal set, the primary one first: label, article, role, place
        scenario, overlap, cure, advice, resolved_by, allowed, known, detail
                        sentences, "" where there is nothing to say
        checked         a list of sentences
        repairs         a list of: description, checked, edits (a list of: place, text)
        witness         the scenario as data, or null
    gone        what was found in the earlier state and is no longer, a list of objects:
                path, code, fingerprint, severity, message

A place is an object with path (relative to the project, "/" between its parts), line and column
(counted from one), start and end (in characters from the file's start, the end excluded). It is
null for what is built into the language.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from treatylang.findings import Finding, Report, sort_key
from treatylang.report.totals import open_findings, totals
from treatylang.syntax.source import Place

VERSION = 1


def report_json(report: Report, *, resolved: bool = False) -> str:
    """Return the report as JSON text; ``resolved`` adds resolved and allowed findings."""
    shown = report.findings if resolved else open_findings(report)
    data = {
        "version": VERSION,
        "summary": {
            **asdict(totals(report)),
            "unreadable": report.unreadable,
            "exit_status": report.exit_status,
            "held_against": report.held_against,
            "cross_check": asdict(report.opinion) if report.opinion is not None else None,
        },
        "findings": [_finding(item) for item in sorted(shown, key=sort_key)],
        "gone": [{**asdict(item), "severity": item.severity.value} for item in report.gone],
    }
    return json.dumps(data, indent=2, sort_keys=True) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "counts": finding.counts,
        "members": [
            {
                "label": member.label,
                "article": member.article,
                "role": member.role,
                "place": _place(member.place),
            }
            for member in finding.members
        ],
        "scenario": finding.scenario,
        "overlap": finding.overlap,
        "cure": finding.cure,
        "checked": list(finding.checked),
        "repairs": [
            {
                "description": repair.description,
                "checked": repair.checked,
                "edits": [{"place": _place(place), "text": text} for place, text in repair.edits],
            }
            for repair in finding.repairs
        ],
        "advice": finding.advice,
        "resolved_by": finding.resolved_by,
        "allowed": finding.allowed,
        "known": finding.known,
        "detail": finding.detail,
        "witness": finding.witness,
    }


def _place(place: Place) -> dict[str, object] | None:
    return asdict(place) if place.path else None
