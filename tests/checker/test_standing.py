"""What is found in single norms, beside the drafts (``standing.txt``)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

import checker
from checker import standing
from checker.question import Question
from checker.run import Run
from checker.scene import Scene
from checker.solve import Solver
from checker.standing import effect, exchange, telling
from checker.standing.rules import RULES
from tests.checker.checking import read
from treatylang.evaluate.world import World
from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import load
from treatylang.rules import Rule


class Case(NamedTuple):
    name: str
    draft: str
    found: str


def cases() -> list[Case]:
    text = Path(__file__).with_name("standing.txt").read_text(encoding="utf-8")
    found = []
    for part in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).split("===== ")[1:]:
        name, _, rest = part.partition("\n")
        draft, _, said = rest.partition("---\n")
        start = "" if re.search("^article ", draft, re.MULTILINE) else 'article a "A".\n'
        found.append(Case(name, start + draft, said.strip()))
    return found


def found_in(draft: Draft) -> list[Finding]:
    run = Run(draft, Solver())
    found = standing.background_findings(run) or standing.findings(run)
    return [*found, *run.undecided]


def line(finding: Finding) -> str:
    """Write a finding in one line: code and members, and how many repairs there are."""
    members = " ".join(member.label.removeprefix("a.") for member in finding.members)
    words = f" {finding.detail}" if finding.code == "TL302" else ""
    return f"{finding.code} {members}{words}{' +repair' if finding.repairs else ''}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_standing(case: Case, tmp_path: Path) -> None:
    findings = found_in(read(tmp_path, case.draft))
    assert "\n".join(sorted(map(line, findings))) == case.found


def test_a_gap_is_told_with_where_it_lies(tmp_path: Path) -> None:
    text = (
        'article a "A". one: No Party shall train with compute > 10 FLOP.\n'
        "two: A Party may train with compute < 5 FLOP.\ncover train."
    )
    (finding,) = found_in(read(tmp_path, text))
    assert finding.cure == (
        "the gap lies where the compute in training is at least 5 FLOP but does not exceed 10 FLOP"
    )
    assert finding.witness is not None
    at_issue = finding.witness["at_issue"]
    assert isinstance(at_issue, dict)
    assert 5 <= int(at_issue["train.compute"]) <= 10


def test_what_is_impossible_is_told_with_its_days(tmp_path: Path) -> None:
    text = 'article a "A". one: Each Party shall notify within 10 days after request, until day 30.'
    (finding,) = found_in(read(tmp_path, text))
    assert finding.code == "TL305"
    assert "The request in respect of P is made on day" in finding.scenario
    assert finding.checked == (
        "replayed by the evaluator: no conduct complies with this clause alone.",
    )


@pytest.mark.parametrize(
    ("duties", "told"),
    [
        (
            "one: USA shall notify within 30 days after entry_into_force.\n"
            "two: CHN shall notify within 31 days after entry_into_force.\n",
            "has to perform by day 30 and has done so; the performance of China under "
            "Article 1(2) is due only by day 31.",
        ),
        (
            "one: USA shall notify.\n"
            "two: CHN shall pay within 20 days thereafter, if USA did notify.\n",
            "has to perform and has done so; the performance of China under "
            "Article 1(2) is due only by day 20.",
        ),
        (
            "one: USA shall notify within 30 days after entry_into_force.\n"
            "two: CHN shall notify within 30 days after entry_into_force, unless truce.\n",
            "has to perform by day 30 and has done so; the performance of China under "
            "Article 1(2) is not due at all.",
        ),
    ],
)
def test_what_must_come_first_is_told_with_the_days(duties: str, told: str, tmp_path: Path) -> None:
    text = f'article a "A".\n{duties}commitments one and two are simultaneous.\n'
    (finding,) = found_in(read(tmp_path, text))
    assert finding.code == "TL310"
    assert finding.scenario.endswith(f"The United States {told}")


def test_a_performance_that_the_evaluator_does_not_see_in_time_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(run: Run, scene: Scene, question: Question) -> World | None:
        world = telling.witness(run, scene, question)
        assert world is not None and world.acts
        return replace(world, acts=tuple(replace(act, day=40) for act in world.acts))

    monkeypatch.setattr(exchange, "witness", too_late)
    text = (
        'article a "A".\n'
        "one: USA shall notify within 30 days after entry_into_force.\n"
        "two: CHN shall pay within 31 days after entry_into_force.\n"
        "commitments one and two are simultaneous.\n"
    )
    (finding,) = found_in(read(tmp_path, text))
    assert finding.severity is Severity.UNDECIDED
    assert "the evaluator did not confirm the order of events" in finding.message


def test_a_repair_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    text = (
        'article a "A".\none: Each Party shall notify.\n'
        'two: Each Rich shall notify, if its gdp > 50 FLOP.\nsource "a note".\n'
        "three: No Party shall pay."
    )
    draft = read(tmp_path, text)
    by_code = {finding.code: finding for finding in found_in(draft)}
    assert set(by_code) == {"TL302", "TL304"}
    (repair,) = by_code["TL304"].repairs
    ((place, new),) = repair.edits
    source = draft.sources[place.path]
    assert (source[: place.start] + new + source[place.end :]).endswith(
        "one: Each Party shall notify.\nthree: No Party shall pay."
    )


def test_clauses_too_many_to_try_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effect, "MOST_CANDIDATES", 3)
    several = "".join(
        f"n{i}: No Party shall train with compute > {i} FLOP if size > {9 - i} FLOP.\n"
        for i in range(5)
    )
    found = found_in(read(tmp_path, f'article a "A".\n{several}'))
    (cut,) = [finding for finding in found if finding.code == "TL311"]
    assert not cut.counts
    assert cut.members[0].label == "a.n1"
    assert cut.message.startswith("whether Article 1(2) and 3 more on the same subject add")
    monkeypatch.undo()
    assert not found_in(read(tmp_path, f'article a "A".\n{several}'))


WITHOUT_EXAMPLES = {"TL311"}  # It takes dozens of clauses.


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.code not in WITHOUT_EXAMPLES],
    ids=lambda rule: rule.code,
)
def test_the_bad_draft_has_exactly_this_finding_and_the_good_one_none(
    rule: Rule, tmp_path: Path
) -> None:
    codes = []
    for text in (rule.bad, rule.good):
        file = tmp_path / "draft.treaty"
        file.write_text(text, encoding="utf-8")
        draft = load(file)
        assert not draft.findings
        found = checker.check([draft]).findings
        codes.append({finding.code for finding in found if finding.counts})
    assert codes == [{rule.code}, set()]
