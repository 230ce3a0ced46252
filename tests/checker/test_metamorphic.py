"""Changes whose effect is known: what is found in the real drafts, written down otherwise."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

import treatylang
from tests.checker import rewriting
from tests.checker.rewriting import Project, changed
from tests.drafts.judging import DRAFTS, ROOT
from treatylang.findings import Finding, Severity
from treatylang.model.draft import DoAct, Draft, Modality
from treatylang.model.load import load, roots
from treatylang.syntax.keywords import grammar

ALIKE = ("climate/paris", "final-clauses/", "npt/entry", "organisations/", "un-charter/review")
"""Drafts on votes and final clauses alone: Kyoto and the federations stand for them."""
_ALL = (path.relative_to(DRAFTS).as_posix() for path in roots([DRAFTS]))
ROOTS = [name for name in _ALL if not name.startswith(ALIKE)]
Row = tuple[str, frozenset[str], str, bool, str, str]


def row(finding: Finding, names: Mapping[str, str]) -> Row:
    """A finding without its places, with its labels named as they were."""
    labels = frozenset(_renamed(member.label, names) for member in finding.members)
    overlap = finding.overlap.partition(":")[0]
    fingerprint = "" if names else finding.fingerprint
    return finding.code, labels, finding.severity.value, finding.counts, overlap, fingerprint


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\w+", lambda match: names.get(match.group(), match.group()), text)


def rows(draft: Draft, names: Mapping[str, str] | None = None) -> set[Row]:
    """What is found, resolved conflicts included; unused names are no more than information."""
    assert not draft.unreadable, [finding.message for finding in draft.findings]
    report = treatylang.check(draft)
    return {
        row(finding, names or {})
        for finding in report.findings
        if finding.severity is not Severity.INFO
    }


def lay(folder: Path, project: Project, root: str) -> Draft:
    for path, text in project.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load(folder / root, folder)


@cache
def given(root: str) -> tuple[Project, Draft, frozenset[Row]]:
    """A real draft: its files, its model and what is found in it.

    Its words in other languages are left out: they follow the draft, and are not rewritten with it.
    """
    draft = load(DRAFTS / root, DRAFTS)
    files = {path: text for path, text in draft.sources.items() if not path.endswith(".lexicon")}
    return files, draft, frozenset(rows(draft))


SAME: dict[str, Callable[[Project, str], Project]] = {
    "articles in another order": lambda project, _: rewriting.other_order_of_articles(project),
    "clauses in another order": lambda project, _: rewriting.other_order_of_clauses(project),
    "vocabulary in another order": lambda project, _: rewriting.other_order_of_vocabulary(project),
    "a file in two": rewriting.split,
    "files in one": rewriting.joined,
    "other units": lambda project, _: rewriting.in_other_units(project),
    "four hundred years later": lambda project, _: rewriting.later(project, 400),
    "other numbers": lambda project, _: rewriting.renumbered(project),
    "an article about something else": lambda project, root: rewriting.with_more(
        project,
        root,
        'class Choir "choir" plural "choirs".\nfact jubilee "there is a jubilee".\n'
        'act sing "sing the anthem" by Choir with verses.\narticle music "Music".\n'
        "  song: Each Choir shall sing with verses >= 2, if jubilee.\n"
        "  length: No Choir shall sing with verses > 4.",
    ),
}
NOTHING_TO_REWRITE = {
    "articles in another order": 1,
    "clauses in another order": 2,
    "a file in two": 4,
    "files in one": 5,
    "other units": 7,
}
"""How many of the drafts have nothing that could be written so."""


def test_the_drafts_are_rewritten() -> None:
    same = {
        name: sum(rewrite(given(root)[0], root) == given(root)[0] for root in ROOTS)
        for name, rewrite in SAME.items()
    }
    assert {name: count for name, count in same.items() if count} == NOTHING_TO_REWRITE


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", SAME)
def test_nothing_else_is_found(tmp_path: Path, name: str, root: str) -> None:
    project, _, expected = given(root)
    after = SAME[name](project, root)
    if after != project:
        assert rows(lay(tmp_path, after, root)) == expected


def words_of(draft: Draft) -> set[str]:
    """Every name that a draft declares."""
    declared = {
        *draft.units, *draft.levels, *draft.classes, *draft.states, *draft.organs, *draft.facts,
        *draft.quantities, *draft.events, *draft.acts, *draft.matters, *draft.articles,
        *draft.instruments, *draft.scenarios,
        *(clause.rpartition(".")[2] for clause in draft.clauses),
    }  # fmt: skip
    for act in draft.acts.values():
        declared |= {act.accept, *act.attributes}
        declared |= {option for item in act.attributes.values() for option in item.options}
    built_in = {"", "state", "entry_into_force"}
    return {word for name in declared for word in name.split(".")} - built_in - grammar()[1]


@pytest.mark.parametrize("root", ROOTS)
def test_other_names(tmp_path: Path, root: str) -> None:
    """Names of another order, so that no verdict hangs on which comes first."""
    project, draft, expected = given(root)
    names = {
        name: f"{'zyxwv'[number % 5]}_{number}"
        for number, name in enumerate(sorted(words_of(draft)))
    }
    after = changed(project, rewriting.renamed(project, names))
    found = rows(lay(tmp_path, after, root), {new: old for old, new in names.items()})
    assert found == {(*item[:5], "") for item in expected}


def conflicts(root: str) -> list[Finding]:
    """The conflicts of two clauses that nothing resolves."""
    draft = given(root)[1]
    return [
        finding
        for finding in treatylang.check(draft, select=("TL201", "TL202")).findings
        if finding.counts and sum(member.label in draft.norms for member in finding.members) == 2
    ]


PAIRS = [(root, number) for root in ROOTS for number in range(len(conflicts(root)))]


def pair(root: str, number: int) -> tuple[str, str, Row]:
    finding = conflicts(root)[number]
    first, second, *_ = (m.label for m in finding.members if m.label in given(root)[1].norms)
    return first, second, row(finding, {})


def beside(found: set[Row] | frozenset[Row], *labels: str) -> set[Row]:
    """What is found without all of these clauses."""
    return {item for item in found if not set(labels) <= item[1]}


def test_there_are_conflicts_to_change() -> None:
    assert len(PAIRS) > 5


@pytest.mark.parametrize(("root", "number"), PAIRS)
def test_a_precedence_settles_its_conflict_and_no_other(
    tmp_path: Path, root: str, number: int
) -> None:
    project, _, expected = given(root)
    first, second, conflict = pair(root, number)
    after = rewriting.with_head(project, first, f"Notwithstanding {second}")
    found = rows(lay(tmp_path, after, root))
    assert conflict in expected
    assert (*conflict[:3], False, *conflict[4:]) in found
    assert beside(found, first, second) == beside(expected, first, second)


@pytest.mark.parametrize(("root", "number"), PAIRS)
def test_clauses_that_never_apply_together_do_not_conflict(
    tmp_path: Path, root: str, number: int
) -> None:
    project, _, _ = given(root)
    first, second, conflict = pair(root, number)
    after = rewriting.with_more(project, root, 'fact eclipse "there is an eclipse".')
    after = rewriting.with_tail(after, first, "if eclipse")
    once = rows(lay(tmp_path, after, root))
    assert any(conflict[:2] == item[:2] and item[3] for item in once), "one condition is no cure"
    after = rewriting.with_tail(after, second, "unless eclipse")
    both = rows(lay(tmp_path, after, root))
    assert not any({first, second} <= item[1] and item[0] in ("TL201", "TL202") for item in both)


def unconcerned(root: str) -> list[str]:
    """The clauses that require or forbid an act, and that nothing else is said of."""
    _, draft, found = given(root)
    return [
        norm.clause
        for norm in draft.norms.values()
        if isinstance(norm.content, DoAct)
        and norm.modality in (Modality.DUTY, Modality.PROHIBITION)
        and not any(norm.id in item[1] for item in found)
        and not any(norm.id in (item.winner, item.loser) for item in draft.precedence)
    ]


TWICE = [(root, clause) for root in ROOTS for clause in unconcerned(root)[:1]]


def test_there_are_clauses_to_say_twice() -> None:
    assert len(TWICE) > 5


@pytest.mark.parametrize(("root", "clause"), TWICE)
def test_a_clause_said_twice_is_redundant_and_changes_nothing_else(
    tmp_path: Path, root: str, clause: str
) -> None:
    project, _, expected = given(root)
    again = f"{clause.rpartition('.')[0]}.again"
    found = rows(lay(tmp_path, rewriting.twice(project, clause), root))
    assert expected <= found
    new = found - expected
    assert {item[0] for item in new} == {"TL304"}
    assert all({clause, again} <= item[1] for item in new)


CAP, AUDIT = "licensing.cap", "notification.audit"
FIRST = "ai-accord/first-reading.treaty"


def _with(project: Project, old: str, new: str) -> Project:
    assert project[FIRST].count(old) == 1
    return {**project, FIRST: project[FIRST].replace(old, new)}


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("shall train with compute > 1e26 FLOP", "shall train with compute > 1e25 FLOP", True),
        ("shall train with compute > 1e26 FLOP", "shall train with compute > 1e28 FLOP", False),
        ("shall train with compute > 1e26 FLOP", "shall train with compute > 99999e21 FLOP", True),
        ("No Party shall train with compute", "A Party may train with compute", False),
    ],
    ids=["tightened", "loosened", "tightened a little", "permitted"],
)  # fmt: skip
def test_a_changed_bound(tmp_path: Path, old: str, new: str, stays: bool) -> None:
    project, _, expected = given(FIRST)
    found = rows(lay(tmp_path, _with(project, old, new), FIRST))

    def contradicts(items: set[Row] | frozenset[Row]) -> bool:
        return any(item[0] == "TL201" and {CAP, AUDIT} <= item[1] for item in items)

    assert contradicts(expected)
    assert contradicts(found) == stays
    untouched = {item for item in expected if CAP not in item[1]}
    assert {item for item in untouched if item[0] != "TL304"} <= found


def as_json(files: list[Path], seed: str) -> bytes:
    command = [sys.executable, "-m", "treatylang", "check", *map(str, files), "--format", "json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 1, done.stderr.decode()
    return done.stdout


def test_reports_are_the_same_byte_for_byte() -> None:
    files = [DRAFTS / FIRST, DRAFTS / "npt" / "permissive-reading.treaty"]
    first = as_json(files, "0")
    assert len(first) > 1000
    assert as_json(files, "1") == first
    assert as_json(files[::-1], "2") == first
