"""The JSON schema of a report as JSON (``data``), for programs that read it.

Every key is required and no other is there: what changes that is a new ``VERSION``.
"""

from __future__ import annotations

from collections.abc import Mapping

from treatylang.findings import Severity
from treatylang.report.data import VERSION

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_FINGERPRINT = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_SEVERITY = {"enum": [severity.value for severity in Severity]}


def schema() -> dict[str, object]:
    """Return the schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of treatylang check",
        **_object({"version": {"const": VERSION}, "summary": _SUMMARY,
                   "findings": _list(_FINDING), "gone": _list(_GONE)}),
        "$defs": {"place": _PLACE},
    }  # fmt: skip


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": sorted(properties),
        "properties": dict(properties),
    }


def _list(items: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": dict(items)}


_PLACE = {
    "oneOf": [
        {"type": "null"},
        _object({"path": _TEXT, **dict.fromkeys(("line", "column", "start", "end"), _COUNT)}),
    ]
}
_HERE = {"$ref": "#/$defs/place"}

_SUMMARY = _object(
    {
        **dict.fromkeys(
            ("errors", "warnings", "undecided", "notes", "resolved", "allowed", "known", "gone",
             "drafts", "clauses", "formal"),
            _COUNT,
        ),
        "unreadable": {"type": "boolean"},
        "exit_status": {"enum": [0, 1, 2, 3]},
        "held_against": _TEXT,
        "cross_check": {
            "oneOf": [
                {"type": "null"},
                _object(
                    {
                        "by": _TEXT,
                        **dict.fromkeys(("confirmed", "contradicted", "undecided"), _COUNT),
                    }
                ),
            ]
        },
    }
)  # fmt: skip

_GONE = _object(
    {
        "path": _TEXT,
        "code": _TEXT,
        "fingerprint": _FINGERPRINT,
        "severity": _SEVERITY,
        "message": _TEXT,
    }
)

_FINDING = _object(
    {
        "code": {"type": "string", "pattern": "^TL[0-9]{3}$"},
        "severity": _SEVERITY,
        "fingerprint": _FINGERPRINT,
        "counts": {"type": "boolean"},
        **dict.fromkeys(
            ("message", "scenario", "overlap", "cure", "advice", "resolved_by", "allowed", "known",
             "detail"),
            _TEXT,
        ),
        "members": {
            "type": "array",
            "minItems": 1,
            "items": _object({"label": _TEXT, "article": _TEXT, "role": _TEXT, "place": _HERE}),
        },
        "checked": _list(_TEXT),
        "repairs": _list(
            _object(
                {
                    "description": _TEXT,
                    "checked": _TEXT,
                    "edits": _list(_object({"place": _HERE, "text": _TEXT})),
                }
            )
        ),
        "witness": {"type": ["object", "null"]},
    }
)  # fmt: skip
