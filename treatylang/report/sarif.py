"""Findings as SARIF 2.1.0 (OASIS), for code scanning services and viewers.

The minimal set are the related locations, the witness is a code flow through them, the fingerprint
a partial fingerprint. What the draft allows or settles by precedence is suppressed in source, and
what was there before is marked as such. An undecided question is a result of kind "open", and, lest
a viewer that shows failures alone stay silent of it, a notification of the run.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote

from treatylang.findings import Finding, Past, Repair, Report, Severity, sort_key
from treatylang.rules import Rule
from treatylang.syntax.source import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.UNDECIDED: "none",
}
_FINGERPRINT = "treatylang/v1"


def report_sarif(report: Report, rules: Collection[Rule], version: str) -> str:
    """Return the report as a SARIF log of one run; ``rules`` is the catalogue."""
    found = sorted(report.findings, key=sort_key)
    used = {item.code for item in found} | {item.code for item in report.gone}
    listed = [rule for rule in sorted(rules, key=lambda rule: rule.code) if rule.code in used]
    index = {rule.code: place for place, rule in enumerate(listed)}
    results = [_result(item, report, index) for item in found]
    results += [_gone(item, index) for item in report.gone]
    run = {
        "tool": {
            "driver": {
                "name": "treatylang",
                "semanticVersion": version,
                "rules": [_rule(rule) for rule in listed],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The project's folder."}}},
        "invocations": [
            {
                "executionSuccessful": not report.unreadable,
                "exitCode": report.exit_status,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"undecided: {item.message}"}}
                    for item in found
                    if item.severity is Severity.UNDECIDED
                ],
            }
        ],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, sort_keys=True) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    what, law = " ".join(rule.what.split()), " ".join(rule.law.split())
    help_text = [what, f"Law: {law}" if law else "", f"treatylang explain {rule.code}"]
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.replace("_", "-").split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": what or rule.title},
        "help": {"text": "\n\n".join(filter(None, help_text))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Finding, report: Report, index: Mapping[str, int]) -> dict[str, object]:
    told = [item.message, item.scenario, item.overlap, item.cure, item.advice]
    open_question = item.severity is Severity.UNDECIDED
    result: dict[str, object] = {
        "ruleId": item.code,
        "level": _LEVELS[item.severity],
        "kind": "open" if open_question else "fail",
        "message": {"text": "\n".join(filter(None, told))},
        "partialFingerprints": {_FINGERPRINT: item.fingerprint},
        "properties": {"severity": item.severity.value, "checked": list(item.checked)},
    }
    if item.severity is Severity.INFO:
        result |= {"kind": "informational", "level": "none"}
    if item.code in index:
        result["ruleIndex"] = index[item.code]
    places = [member for member in item.members if member.place.path]
    if item.place.path:
        result["locations"] = [_location(item.place, report)]
    if len(places) > 1:
        result["relatedLocations"] = [
            {
                **_location(member.place, report),
                "id": number,
                "message": {"text": _told(member.article or member.label, member.role)},
            }
            for number, member in enumerate(places[1:], start=1)
        ]
    if item.scenario and places:
        steps = [
            {
                "location": {
                    **_location(member.place, report),
                    "message": {"text": _told(member.article or member.label, member.role)},
                }
            }
            for member in places
        ]
        flow = {"message": {"text": item.scenario}, "threadFlows": [{"locations": steps}]}
        result["codeFlows"] = [flow]
    fixes = [_fix(repair, report) for repair in item.repairs if repair.edits]
    if fixes:
        result["fixes"] = fixes
    suppressions = _suppressions(item)
    if suppressions:
        result["suppressions"] = suppressions
    if report.held_against:
        result["baselineState"] = "unchanged" if item.known else "new"
    return result


def _gone(item: Past, index: Mapping[str, int]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": item.code,
        "level": _LEVELS[item.severity],
        "message": {"text": item.message},
        "partialFingerprints": {_FINGERPRINT: item.fingerprint},
        "baselineState": "absent",
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(item.path)}}],
    }
    if item.code in index:
        result["ruleIndex"] = index[item.code]
    return result


def _suppressions(item: Finding) -> list[dict[str, str]]:
    if item.allowed:
        return [{"kind": "inSource", "status": "accepted", "justification": item.allowed}]
    if item.resolved_by:
        why = f"settled by precedence: {item.resolved_by}"
        return [{"kind": "inSource", "status": "accepted", "justification": why}]
    if item.known:
        return [{"kind": "external", "status": "accepted", "justification": f"known {item.known}"}]
    return []


def _fix(repair: Repair, report: Report) -> dict[str, object]:
    files: dict[str, list[tuple[Place, str]]] = {}
    for place, text in repair.edits:
        files.setdefault(place.path, []).append((place, text))
    return {
        "description": {"text": f"{repair.description} ({repair.checked})"},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": _replacements(edits, report)}
            for path, edits in sorted(files.items())
        ],
    }


def _replacements(edits: Sequence[tuple[Place, str]], report: Report) -> list[dict[str, object]]:
    return [
        {"deletedRegion": _region(place, report), "insertedContent": {"text": text}}
        for place, text in sorted(edits, key=lambda edit: edit[0])
    ]


def _location(place: Place, report: Report) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path),
            "region": _region(place, report),
        }
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path), "uriBaseId": "PROJECT"}


def _region(place: Place, report: Report) -> dict[str, int]:
    """Lines and columns, the end excluded; the whole of a place's text."""
    spanned = report.sources.get(place.path, "")[place.start : place.end]
    lines = spanned.split("\n")
    last = place.column + len(spanned) if len(lines) == 1 else len(lines[-1]) + 1
    return {
        "startLine": max(1, place.line),
        "startColumn": max(1, place.column),
        "endLine": max(1, place.line) + len(lines) - 1,
        "endColumn": max(1, last),
    }


def _told(name: str, role: str) -> str:
    return f"{name}: {role}" if role else name
