"""Findings that were there before: matched with those of now, by what survives renumbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from treatylang.findings import Finding, Past, Report, Severity

_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def mark(report: Report, before: Iterable[Past], where: str, there: Collection[str] = ()) -> Report:
    """Return the report with what was there before marked as known, and with what is gone.

    ``where`` says in what it was there: "the baseline".

    A finding is known where one with its fingerprint was found in the same file, once for each that
    was; or in a file that is no longer there, which may have been renamed (``there``: files that
    are, beside those that the report has read). What weighs more than before, and what is
    undecided, is never known.
    """
    left = Counter(before)
    lost = {item.path for item in left} - set(report.sources) - set(there)
    known: dict[int, Finding] = {}
    for renamed in (False, True):
        for index, finding in enumerate(report.findings):
            if index in known or finding.severity is Severity.UNDECIDED or not finding.counts:
                continue
            for item in sorted(left, key=lambda item: (item.path, item.message)):
                same = item.path in lost if renamed else item.path == finding.place.path
                if not same or item.fingerprint != finding.fingerprint or not left[item]:
                    continue
                if _WEIGHT[finding.severity] <= _WEIGHT.get(item.severity, -1):
                    left[item] -= 1
                    known[index] = replace(finding, known=f"in {where}")
                    break
    findings = (known.get(index, finding) for index, finding in enumerate(report.findings))
    gone = sorted(left.elements(), key=lambda item: (item.path, item.code, item.fingerprint))
    return replace(report, findings=tuple(findings), held_against=where, gone=tuple(gone))
