"""Findings in GitLab's Code Quality format: a JSON list, for the widget of a merge request."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from treatylang.findings import Report, Severity, sort_key
from treatylang.report.totals import open_findings

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFO: "info",
    Severity.UNDECIDED: "critical",
}


def report_gitlab(report: Report) -> str:
    """Return the open findings, each with a fingerprint that no other in the report has."""
    seen: Counter[tuple[str, str]] = Counter()
    rows = []
    for item in sorted(open_findings(report), key=sort_key):
        key = (item.place.path, item.fingerprint)
        identity = "\x1f".join([*key, str(seen[key])])
        seen[key] += 1
        undecided = item.severity is Severity.UNDECIDED
        rows.append(
            {
                "description": ("undecided: " if undecided else "") + item.message,
                "check_name": item.code,
                "fingerprint": hashlib.sha256(identity.encode(errors="surrogatepass")).hexdigest(),
                "severity": _SEVERITIES[item.severity],
                "location": {
                    "path": item.place.path,
                    "lines": {"begin": max(1, item.place.line)},
                },
            }
        )
    return json.dumps(rows, indent=2, sort_keys=True) + "\n"
