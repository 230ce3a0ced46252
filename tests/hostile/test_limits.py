"""Whatever size a draft has, its depth, its numbers: it is refused by count, at its place."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.hostile.attacking import ARTICLE, CLAUSE, VOCABULARY, check, lay, on_condition, run
from treatylang.syntax import limits

DEEP = f"brackets or “not” stand more than {limits.NESTING} deep"
LONG = f"more than {limits.WORDS} words"
ERRORS = f"more than {limits.ERRORS} sentences of this file"
NUMBER = f"at most {limits.DIGITS} digits"
FIGURE = f"more than {limits.MAGNITUDE} digits"
SIZE = f"at most {limits.BYTES // 1_000_000} megabytes"


def _classes(count: int, how: str) -> str:
    names = ["Party", *(f"C{number}" for number in range(count))]
    chain = "".join(
        f'class {name} "{name}" is {how.format(above)}.\n'
        for above, name in itertools.pairwise(names)
    )
    return f"{VOCABULARY}{chain}{ARTICLE}one: Each {names[-1]} shall notify.\n"


def _included(count: int) -> dict[str, str]:
    files = {f"f{number}.treaty": f'include "f{number + 1}.treaty".' for number in range(count)}
    return files | {f"f{count}.treaty": VOCABULARY + ARTICLE + CLAUSE}


def _units(count: int) -> str:
    chain = "".join(f"unit u{number + 1} = 1e300 u{number}.\n" for number in range(count))
    return f"unit u0.\n{chain}{on_condition(f'1 u{count} > 2 u0')}"


REFUSED: dict[str, tuple[str, str | Mapping[str, str]]] = {
    "brackets": (DEEP, on_condition("(" * 900 + "war" + ")" * 900)),
    "ten thousand brackets": (LONG, on_condition("(" * 10_000 + "war" + ")" * 10_000)),
    "not": (DEEP, on_condition("not " * 1_000 + "war")),
    "minus": (DEEP, on_condition("-" * 1_000 + "1 > 2")),
    "open brackets": (DEEP, on_condition("(" * 1_500 + "war")),
    "or": (LONG, on_condition(" or ".join(["war"] * 10_000))),
    "and": (LONG, on_condition(" and ".join(["war"] * 10_000))),
    "sum": (LONG, on_condition(" + ".join(["1"] * 10_000) + " > 2")),
    "words": (LONG, VOCABULARY + "each " * 100_000),
    "product": (FIGURE, on_condition(" * ".join(["1e400"] * 900) + " > 2")),
    "quotient": (FIGURE, on_condition(" / ".join(["7e-399"] * 900) + " > 2")),
    "digits": (NUMBER, on_condition("9" * 1_000_000 + " > 2")),
    "fraction": (NUMBER, on_condition("0." + "0" * 1_000_000 + "1 > 2")),
    "exponent": (NUMBER, on_condition("1e999999999 > 2")),
    "small exponent": (NUMBER, on_condition("1e-999999999 > 2")),
    "exponent of many digits": (NUMBER, on_condition(f"1e{'9' * 10_000} > 2")),
    "other digits": ("numbers are written with the digits 0 to 9", on_condition("gdp > ٣ FLOP")),
    "units": (FIGURE, _units(20)),
    "unit of many": (LONG, on_condition("1 FLOP" + " per FLOP" * 9_000 + " > 2")),
    "classes": (f"below more than {limits.KINDS} other classes", _classes(2_000, "{}")),
    "defined classes": (
        f"below more than {limits.KINDS} other classes",
        _classes(300, "Party where it is a {}"),
    ),
    "name": (f"more than {limits.NAME} letters", f"{VOCABULARY}fact {'x' * 1_000_000}."),
    "dotted name": (f"more than {limits.NAME} letters", f"{VOCABULARY}fact {'x.' * 1_000}x."),
    "label": (f"more than {limits.NAME} letters", f"{VOCABULARY}{ARTICLE}{'x' * 9_999}: {CLAUSE}"),
    "full stops": (ERRORS, VOCABULARY + ". " * 1_000_000),
    "semicolons": (LONG, VOCABULARY + "; " * 100_000),
    "errors": (ERRORS, VOCABULARY + "each each.\n" * 100_000),
    "errors on one line": (ERRORS, VOCABULARY + "each each. " * 100_000),
    "quotation marks": (ERRORS, VOCABULARY + "“\n" * 100_000),
    "quotation marks on one line": ("never closed", VOCABULARY + "“" * 300_000),
    "open quotation": ("never closed", f'{VOCABULARY}fact f "{"x" * 3_000_000}'),
    "backslashes": ("never closed", f'{VOCABULARY}fact f "{chr(92) * 3_000_001}'),
    "quotations in one sentence": (ERRORS, VOCABULARY + '"\n\neach Party shall notify\n' * 3_000),
    "strange signs": ("has no meaning", VOCABULARY + " ".join(map(chr, range(0x2200, 0x2700)))),
    "labels": (LONG, VOCABULARY + "x: y\n" * 30_000),
    "size": (SIZE, VOCABULARY + "#" * limits.BYTES),
    "size in all": (
        SIZE,
        {"main.treaty": 'include "b.treaty".\n' + CLAUSE, "b.treaty": "#" * limits.BYTES},
    ),
    "includes": (f"more than {limits.INCLUDES} deep", _included(200)),
    "files": (
        f"at most {limits.FILES} files",
        {"main.treaty": "".join(f'include "f{n}.treaty".\n' for n in range(600))}
        | {f"f{n}.treaty": "" for n in range(600)},
    ),
    "tables": (
        f"at most {limits.TABLES} tables",
        {
            "main.treaty": VOCABULARY + 'state USA "USA".\n'
            + 'data "f.csv" gives gdp of state.\n' * 2_000,
            "f.csv": "iso3,gdp\nUSA,1\n" + "x,y\n" * 1_000,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_beyond_a_limit(tmp_path: Path, name: str) -> None:
    message, given = REFUSED[name]
    files = {"main.treaty": given} if isinstance(given, str) else given
    file = lay(tmp_path, files)
    status, said = run("check", file)
    assert status == 2
    assert run("render", file)[0] == 2
    assert message in " ".join(said.split())


TAKEN: dict[str, str | Mapping[str, str]] = {
    "brackets": on_condition("(" * 59 + "war" + ")" * 59),
    "not": on_condition("not " * 60 + "war"),
    "or": on_condition(" or ".join(["war"] * 900)),
    "sum": on_condition("gdp > " + " + ".join(["1 FLOP"] * 600)),
    "classes": _classes(limits.KINDS, "{}"),
    "defined classes": _classes(limits.KINDS, "Party where war or it is a {}"),
    "includes": _included(limits.INCLUDES - 1),
    "digits": on_condition(f"gdp > {'9' * 400} FLOP and gdp < 1e400 FLOP"),
    "twice in each of thirty files": {
        f"f{n}.treaty": f'include "f{n + 1}.treaty".\n' * 2 for n in range(30)
    }
    | {"f30.treaty": VOCABULARY + ARTICLE + CLAUSE},
    "one file again and again": {
        "main.treaty": 'include "b.treaty".\n' * 5_000 + ARTICLE + CLAUSE,
        "b.treaty": VOCABULARY,
    },
    "a long quotation": f'{VOCABULARY}{ARTICLE}one: text "{"x " * 1_000_000}".\n',
    "a long comment": f"{VOCABULARY}{'#' * 4_000_000}\n{ARTICLE}{CLAUSE}",
    "empty lines": VOCABULARY + "\n" * 4_000_000 + ARTICLE + CLAUSE,
}


@pytest.mark.parametrize("name", TAKEN)
def test_up_to_a_limit(tmp_path: Path, name: str) -> None:
    given = TAKEN[name]
    files = {"main.treaty": given} if isinstance(given, str) else given
    status, said = check(lay(tmp_path, files))
    assert status in (0, 1), said


@pytest.mark.parametrize(
    "window",
    [
        "within 1000000000000 months after request",
        "within 1e12 months after request",
        "within 1e300 days after request",
        "within 1e9 years after 9999-12-31",
        "within 3 years after 9999-12-31",
        "within 3 days after 9999-12-31",
        "within 3 days before 0001-01-01",
        "on day 999999999999",
        "by 0000-01-01",
    ],
)
def test_times_beyond_the_calendar(tmp_path: Path, window: str) -> None:
    head = 'treaty t "T" in force on 9999-12-31.\nmonths end on the last day.\n'
    text = f"{head}{VOCABULARY}{ARTICLE}one: Each Party shall notify {window}.\n"
    status, said = check(lay(tmp_path, {"main.treaty": text}))
    assert status in (0, 1, 2), said


def test_the_limits_are_stated() -> None:
    text = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
    stated = text.partition("## What a draft may not do")[2]
    for limit in (limits.FILES, limits.INCLUDES, limits.TABLES, limits.WORDS, limits.NESTING,
                  limits.REQUIREMENTS, limits.KINDS, limits.NAME, limits.DIGITS,
                  limits.MAGNITUDE, limits.ERRORS, limits.BYTES // 1_000_000):  # fmt: skip
        assert f" {limit}" in stated
