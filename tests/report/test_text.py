"""Findings as terminal text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.report.findings import CAP, CONFLICT, PATH, SOURCE, finding, place, report
from treatylang.findings import Member, Report, Severity
from treatylang.report.page import Page
from treatylang.report.text import finding_text, report_text
from treatylang.syntax.source import NOWHERE, Place


def test_a_conflict_is_laid_out_as_promised() -> None:
    expected = (Path(__file__).parent / "conflict.txt").read_text(encoding="utf-8")
    assert report_text(report(CONFLICT)) == expected


def test_nothing_found() -> None:
    assert report_text(report()) == (
        "0 errors, 0 warnings, 0 undecided in 1 draft (2 clauses, 2 formal)\n"
    )


def test_totals_count_each_severity_and_name_what_is_settled() -> None:
    errors = [finding(severity=Severity.ERROR, message=str(n)) for n in range(2)]
    settled = [finding(resolved_by="notwithstanding") for _ in range(6)]
    all_kinds = report(
        *errors,
        finding(),
        finding(severity=Severity.INFO),
        finding(severity=Severity.UNDECIDED),
        finding(allowed="agreed in the working group"),
        *settled,
    )
    many = Report(all_kinds.findings, 3, 47, 38, all_kinds.sources)
    *_, last = report_text(many).splitlines()
    assert last == (
        "2 errors, 1 warning, 1 undecided, 1 note in 3 drafts (47 clauses, 38 formal); "
        "6 resolved conflicts and 1 allowed finding not shown"
    )


def test_resolved_findings_are_listed_on_request() -> None:
    settled = report(finding(resolved_by="cap, by its words"), finding(allowed="a reason"))
    assert "cap, by its words" not in report_text(settled)
    shown = report_text(settled, resolved=True)
    assert "  Resolved by  cap, by its words\n" in shown
    assert "  Allowed   a reason\n" in shown
    assert shown.endswith("1 resolved conflict and 1 allowed finding shown\n")


def test_findings_stand_in_the_order_of_their_places() -> None:
    early = finding(Member("a", place(SOURCE, "treaty accord"), ""), message="early")
    late = finding(CAP, message="late")
    text = report_text(report(late, early))
    assert text.index("early") < text.index("late")


def test_members_in_another_file_have_a_header_of_their_own() -> None:
    other = Member("unit", place("unit FLOP.\n", "FLOP", "common/units.treaty"), "its unit")
    text = finding_text(finding(CAP, other), {PATH: SOURCE, "common/units.treaty": "unit FLOP.\n"})
    assert text.splitlines()[1:7] == [
        "  ┌─ drafts/accord.treaty:6:5",
        "  │",
        " 6│     No Party shall train with compute > 1e26 FLOP.",
        "  │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "
        "Article 1, paragraph 1: must not be done",
        "  ├─ common/units.treaty:1:6",
        "  │",
    ]


def test_a_margin_note_leaves_the_treaty_to_the_name_of_the_file() -> None:
    member = replace(CAP, article="Article 1, paragraph 1 of the Charter of the United Nations")
    text = finding_text(finding(member), {PATH: SOURCE}, Page())
    assert "- Article 1, paragraph 1: must not be done" in text.replace("^", "-")
    assert "Charter" not in text


def test_two_members_on_one_line_show_it_once() -> None:
    act = Member("train", place(SOURCE, "train"), "the act")
    text = finding_text(finding(CAP, act), {PATH: SOURCE})
    assert text.count("No Party shall train") == 1
    assert "  │                    ----- the act\n" in text


def test_a_long_place_is_abbreviated() -> None:
    source = "".join(f"line {number}\n" for number in range(1, 12))
    all_of_it = Member("all", Place(PATH, 0, len(source) - 1, 1, 1), "too long")
    assert finding_text(finding(all_of_it), {PATH: source}).splitlines()[3:8] == [
        " 1│ line 1",
        " 2│ line 2",
        "  │ ...",
        "11│ line 11",
        "  │ ^^^^^^^ too long",
    ]


def test_a_place_that_takes_in_its_last_line_break() -> None:
    source = "one\r\ntwo\r\n"
    whole = Member("all", Place(PATH, 0, len(source), 1, 1), "all")
    assert finding_text(finding(whole), {PATH: source}).splitlines()[3:6] == [
        " 1│ one",
        " 2│ two",
        "  │ ^^^ all",
    ]


def test_wide_characters_and_tabs_keep_the_mark_in_its_column() -> None:
    source = '\tact 訓練 "進行" by Party.\n'
    act = Member("act", place(source, '"進行"'), "the act")
    _, _, _, line, mark, *_ = finding_text(finding(act), {PATH: source}).splitlines()
    assert line == ' 1│     act 訓練 "進行" by Party.'
    assert cell_len(line[: line.index('"')]) == cell_len(mark[: mark.index("^")])
    assert mark.count("^") == 6


@pytest.mark.parametrize("code", [0x1B, 0x07, 0x9B, 0x202E, 0x2066, 0x200B, 0xFEFF, 0x2028])
def test_no_character_of_a_draft_drives_the_terminal(code: int) -> None:
    hostile = chr(code)
    source = f'text "{hostile}[31m".\n'
    member = Member(f"x{hostile}", place(source, '"'), f"role{hostile}", f"Article{hostile}")
    text = finding_text(finding(member, message=f"odd{hostile}"), {PATH: source})
    assert hostile not in text
    assert text.count(f"<U+{code:04X}>") == 4


def test_a_long_line_is_cut_around_the_mark() -> None:
    source = "a " * 200 + "here" + " b" * 200
    member = Member("x", place(source, "here"), "this")
    _, _, _, line, mark, *_ = finding_text(finding(member), {PATH: source}).splitlines()
    assert line.startswith(" 1│ ...")
    assert line.endswith("...")
    assert len(line) <= 120
    assert line[mark.index("^") : mark.rindex("^") + 1] == "here"


def test_a_label_without_room_stands_below_the_mark() -> None:
    text = finding_text(finding(CAP), {PATH: SOURCE}, Page(width=60, excerpt=60))
    assert (
        "  │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  │     Article 1, paragraph 1: must not be done\n"
    ) in text


def test_what_is_built_in_has_no_frame() -> None:
    built_in = Member("entry_into_force", NOWHERE, "day 0")
    text = finding_text(finding(CAP, built_in), {PATH: SOURCE})
    assert "  With      entry_into_force: day 0\n" in text
    assert "┌─" not in finding_text(finding(built_in), {})


def test_a_source_that_is_not_at_hand_leaves_the_place_and_the_label() -> None:
    assert "  │ Article 1, paragraph 1: must not be done" in finding_text(finding(CAP), {})


@pytest.mark.parametrize("width", [40, 61, 80])
def test_sentences_are_wrapped_at_the_width(width: int) -> None:
    text = report_text(report(CONFLICT), Page(width=width, excerpt=width))
    *lines, _ = text.splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_chinese_sentences_are_wrapped_between_characters() -> None:
    odd = finding(CAP, message="訓練" * 60)
    lines = finding_text(odd, {PATH: SOURCE}, Page(width=80, excerpt=80)).splitlines()
    assert max(cell_len(line) for line in lines) <= 80


def test_colour_changes_nothing_but_colour() -> None:
    coloured = report_text(report(CONFLICT), Page(colour=True))
    plain = report_text(report(CONFLICT))
    assert coloured != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_what_the_output_cannot_show_is_spelt(encoding: str) -> None:
    text = report_text(report(CONFLICT), Page(encoding=encoding))
    text.encode(encoding)
    if encoding == "ascii":
        assert "  +- drafts/accord.treaty:7:3\n" in text
        assert "2 x 10^26 FLOP" in text
