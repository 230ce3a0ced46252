"""The baseline: findings that a project had when it began to be gated, in a file of its own.

JSON, in the order of paths and codes, one finding a line, so that a change to it reads well.
"""

from __future__ import annotations

import json
from pathlib import Path

from treatylang.findings import Past, Report, Severity
from treatylang.gate.settings import ConfigError

VERSION = 1
_MOST_BYTES = 50_000_000


def written(report: Report) -> str:
    """Return the baseline of all that counts in a report now. What is undecided or could not be
    read is not in it: it cannot be waved through."""
    known = [
        Past.of(item)
        for item in report.findings
        if item.counts and item.severity is not Severity.UNDECIDED and item.code != "TL002"
    ]
    known += [Past.of(item) for item in report.findings if item.known]
    rows = ",\n".join(
        "    " + json.dumps(_row(item), sort_keys=True)
        for item in sorted(known, key=lambda item: (item.path, item.code, item.fingerprint))
    )
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{rows}\n  ]\n}}\n'


def _row(item: Past) -> dict[str, str]:
    return {
        "path": item.path,
        "fingerprint": item.fingerprint,
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
    }


def read(file: Path) -> tuple[Past, ...]:
    """Return what a baseline holds. Raises ConfigError for a file that is none."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise ConfigError(
                f"{file}: a baseline has at most {_MOST_BYTES // 1_000_000} megabytes"
            )
        data = json.loads(content)
        if data["version"] != VERSION:
            raise ConfigError(
                f"{file}: is a baseline of another version; write it anew with --write-baseline"
            )
        return tuple(_known(row) for row in data["findings"])
    except OSError as error:
        hint = "; write one with --write-baseline" if isinstance(error, FileNotFoundError) else ""
        raise ConfigError(f"{file}: {(error.strerror or 'cannot be read').lower()}{hint}") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ConfigError(
            f"{file}: is no baseline of treatylang; write one with --write-baseline"
        ) from None


def _known(row: dict[str, str]) -> Past:
    texts = [row[name] for name in ("path", "fingerprint", "code", "message")]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    path, fingerprint, code, message = texts
    return Past(path, code, fingerprint, Severity(row["severity"]), message)
