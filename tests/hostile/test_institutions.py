"""Rules and figures that mean harm: each ends with an answer, or with a limit that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.attacking import lay, run

HEAD = """level global.
class Party "Party" plural "Parties".
organ Council "Council" at global, composed of Party.
"""
CLAUSE = 'article a "A".\none: text "x".\n'


def _draft(states: int, text: str) -> str:
    members = "".join(f'state S{i} "State {i}" is Party.\n' for i in range(states))
    return f"{HEAD}{members}{text}{CLAUSE}"


def _weighted(figures: list[str]) -> str:
    return _draft(
        len(figures),
        f"weights w of Party: {', '.join(f'S{i} {one}' for i, one in enumerate(figures))}.\n"
        "vote v in Council: at least 2/3 of w.\nassert no Party has a veto in v.\n",
    )


def _votes(count: int, rule: str) -> str:
    later = "".join(f"vote v{i} in Council: {rule.format(i - 1)}.\n" for i in range(1, count))
    return _draft(3, f"vote v0 in Council: at least 2 members.\n{later}")


def _chambers(count: int) -> str:
    classes = "".join(f'class C{i} "chamber {i}" is Party.\n' for i in range(count))
    states = "".join(f'state S{i} "State {i}" is C{i % count}.\n' for i in range(2 * count))
    rule = " and ".join(f"more than half of the C{i}" for i in range(count))
    return f"{HEAD}{classes}{states}vote v in Council: {rule}.\n{CLAUSE}"


# The statuses with which `check` and `vote` end, and what either says.
ATTACKS: dict[str, tuple[set[int], str, str]] = {
    "votes that double": ({2}, "more than 2000 things", _votes(60, "v{0} and v{0}")),
    "votes in one another": ({2}, "more than 60 deep", _votes(200, "v{0} or at least 1 members")),
    "votes named before they stand": (
        {2}, "more than 60 deep",
        _draft(3, "".join(f"vote v{i} in Council: v{i + 1}.\n" for i in range(900))
                  + "vote v900 in Council: at least 2 members.\n"),
    ),
    "many digits": (
        {0, 3}, "no Party has a veto", _weighted([f"1{'0' * 390}{i}" for i in range(5)])
    ),
    "too many digits": ({2}, "digits", _weighted(["1e1000", "1", "1"])),
    "digits of an exponent": ({2}, "digits", _weighted(["1e" + "9" * 1000, "1", "1"])),
    "magnitudes": ({1}, "has a veto", _weighted([f"1e{400 - i}" for i in range(12)])),
    "chambers": ({0, 1}, "", _chambers(60)),
    "everybody": (
        {1}, "refuted",
        _draft(60, "vote half in Council: more than half of the members.\nassert "
                   + ", ".join(f"S{i}" for i in range(59))
                   + " and S59 together have no veto in half.\n"),
    ),
    "seats": (
        {1}, "", HEAD.replace("composed of Party", "composed of 1000000000 Party")
        + "vote half in Council: more than half of the members.\n" + CLAUSE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_votes_ends(tmp_path: Path, name: str) -> None:
    statuses, said, text = ATTACKS[name]
    file = lay(tmp_path, {"main.treaty": text})
    ends = [run("check", file), run("vote", file)]
    assert {status for status, _ in ends} <= statuses, ends
    assert any(said in " ".join(told.split()) for _, told in ends), ends


@pytest.mark.parametrize("step", ["q{1} > 1e390 * q{0}", "q{0} > 1e390 * q{1}"])
def test_a_scenario_with_figures_too_long_to_tell_is_undecided(tmp_path: Path, step: str) -> None:
    words = "".join(f"quantity q{i} of Party in FLOP.\n" for i in range(12))
    chain = " and ".join(step.format(i - 1, i) for i in range(1, 12))
    file = lay(
        tmp_path,
        {
            "main.treaty": f'unit FLOP "FLOP".\nclass Party "Party".\n{words}'
            'act notify "notify" by Party.\narticle a "A".\n'
            f"one: Each Party shall notify, if q0 > 1 FLOP and q11 > 1 FLOP and {chain}.\n"
            "two: No Party shall notify.\n"
        },
    )
    status, said = run("check", file)
    assert status == 3
    assert "2,000 digits" in " ".join(said.split())
