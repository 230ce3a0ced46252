"""The keys of the configuration: each with its kind, its default and what it is for.

This table is all that knows them: the reader, ``treatylang config``, the JSON schema and the
documentation are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from treatylang.findings import Severity

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
PROFILES = ("eu", "swiss", "german", "us")
FAILING = (Severity.ERROR, Severity.WARNING)
GIVEN = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""What a rule's findings may be made: nothing makes a finding undecided, or the other way."""

MOST_JOBS = 256
MOST_LIMIT = 2**32 - 1


class Wrong(Exception):
    """A value that a key does not take; the message says what it takes."""


@dataclass(frozen=True, slots=True)
class Key:
    """``read`` turns a TOML value into what it stands for, and raises Wrong. ``schema`` says the
    same to an editor."""

    name: str
    default: object
    what: str
    read: Callable[[Any], object]
    schema: Mapping[str, object]


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong('a list of strings, such as ["a", "b"]')
    return tuple(value)


def inside(value: Any) -> str:
    """A path in the project, as written, with ``/`` between its parts. Raises Wrong."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise Wrong("a path, in quotation marks")
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
        raise Wrong("a path inside the folder of this file, without “..”")
    return path.as_posix()


def _paths(value: Any) -> tuple[str, ...]:
    return tuple(inside(item) for item in _strings(value))


def _among(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise Wrong("one of " + ", ".join(f'"{word}"' for word in words))
        return value

    return read


def _limit(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_LIMIT:
        raise Wrong(f"a whole number from 1 to {MOST_LIMIT}")
    return value


def _jobs(value: Any) -> int:
    if value == "auto":
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_JOBS:
        raise Wrong(f'a whole number from 0 to {MOST_JOBS}, or "auto"')
    return value


def _severities(value: Any) -> Mapping[str, str]:
    read = _among(*(item.value for item in GIVEN))
    if not isinstance(value, dict):
        raise Wrong('a table, such as { TL304 = "info" }')
    return {code.upper(): read(item) for code, item in value.items()}


def _files(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise Wrong('a table, such as { sarif = "treaty.sarif" }')
    for form in value:
        _among(*FORMATS)(form)
    return {form: inside(file) for form, file in value.items()}


_STRINGS = {"type": "array", "items": {"type": "string"}}

KEYS = (
    Key(
        "paths",
        (),
        "Files and folders that `treatylang check` reads where it is given none.",
        _paths,
        _STRINGS,
    ),
    Key(
        "profile",
        "",
        "The test of subsidiarity; without it, the plain one.",
        _among(*PROFILES),
        {"enum": list(PROFILES)},
    ),
    Key("select", (), 'Only these rules: codes or their beginnings ("TL2").', _strings, _STRINGS),
    Key("ignore", (), "All rules but these.", _strings, _STRINGS),
    Key(
        "severity",
        {},
        "What findings weigh, by the code of the rule or its beginning; the longest wins.",
        _severities,
        {
            "type": "object",
            "propertyNames": {"pattern": "^[Tt][Ll][0-9]{0,3}$"},
            "additionalProperties": {"enum": [item.value for item in GIVEN]},
        },
    ),
    Key(
        "fail-on",
        "warning",
        'Findings from this weight on make the check fail: "error" or "warning". What is undecided '
        "or unreadable always does.",
        _among(*(item.value for item in FAILING)),
        {"enum": [item.value for item in FAILING]},
    ),
    Key(
        "limit",
        None,
        "What one attempt at a question may cost, in the solver's own units.",
        _limit,
        {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT},
    ),
    Key(
        "steps",
        None,
        "Questions and the like for each family of findings on a draft; what is left is undecided.",
        _limit,
        {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT},
    ),
    Key(
        "conflicts",
        None,
        "How many conflicts are listed on one act, quantity or matter.",
        _limit,
        {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT},
    ),
    Key(
        "jobs",
        1,
        'Worker processes; 1 is none, 0 or "auto" one for each core. The report is the same.',
        _jobs,
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": MOST_JOBS}, {"const": "auto"}]},
    ),
    Key(
        "baseline",
        "",
        "A file of findings that were there before: only new ones count.",
        inside,
        {"type": "string"},
    ),
    Key(
        "format",
        "text",
        "How the report is written to standard output.",
        _among(*FORMATS),
        {"enum": list(FORMATS)},
    ),
    Key(
        "output-files",
        {},
        "Files that the report is written to as well, by format.",
        _files,
        {
            "type": "object",
            "propertyNames": {"enum": list(FORMATS)},
            "additionalProperties": {"type": "string"},
        },
    ),
)

BY_NAME = {key.name: key for key in KEYS}


def schema() -> dict[str, object]:
    """Return the JSON schema of ``treatylang.toml``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "treatylang.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.what, **key.schema} for key in KEYS},
    }
