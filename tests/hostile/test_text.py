"""Text that would hide, drive a terminal, run in a browser or a template, or reach other files."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from tests.hostile.attacking import (
    ARTICLE,
    CLAUSE,
    COMMANDS,
    VOCABULARY,
    check,
    lay,
    on_condition,
    run,
)

ESCAPES = "\x1b[31mred\x1b]8;;http://example.org\x07link\x9b2J"


def _quoting(text: str) -> str:
    """A draft that says the text wherever a draft may say anything."""
    return (
        f'treaty t "T {text}".\nclass Party "Party {text}" plural "Parties {text}".\n'
        f'fact war "war {text}".\nact notify "notify {text}" by Party.\n'
        f'recital "{text}".\narticle a "A {text}".\n'
        f'one: Each Party shall notify, if war and not war, because "{text}", source "{text}".\n'
        f'two: text "{text} {{one}}" points "{text}", "{text}".\n'
        f'scenario s "{text}": given a Party P, war. expect breach of a.one by P.\n'
    )


@pytest.mark.parametrize("hidden", [
    "\x00", "\x1b[31m", "\x07", "\x7f", "\x9b", "\u00ad", "\u034f", "\u061c", "\u115f", "\u180e",
    "\u200b", "\u200d", "\u200e", "\u200f", "\u2028", "\u202a", "\u202e", "\u2060", "\u2066",
    "\u2067x\u2069", "\u2068", "\u3164", "\ufe0f", "x\ufeff", "\uffa0", "\ufffa", "\U000e0041",
])  # fmt: skip
@pytest.mark.parametrize("where", [
    'fact war2 "w{}w".', "# a comment {}", "fact war{}2.", 'text "{}".',
])  # fmt: skip
def test_what_hides_text_is_told_with_its_place(tmp_path: Path, hidden: str, where: str) -> None:
    file = lay(tmp_path, {"main.treaty": VOCABULARY + where.replace("{}", hidden) + "\n"})
    status, said = run("check", file)
    assert status in (1, 2)
    line, column = VOCABULARY.count("\n") + 1, where.index("{}") + 1
    column += hidden.startswith("x")
    found = re.search(rf"error\[TL003\][^┌]*┌─ main\.treaty:{line}:{column}\b", said)
    assert found, said


@pytest.mark.parametrize("phrase", [
    "الدولة الطرف", "المادة ٤ (أ)", "מדינה צד", "می‌خواهم", "क्‍ष", "कर्‌म", "缔约国", "Сторона",
    "Vertragsparteien ß",     "être, août", "e\u0301",
])  # fmt: skip
def test_words_of_other_scripts_hide_nothing(tmp_path: Path, phrase: str) -> None:
    text = f'{VOCABULARY}fact other "{phrase}".\n{ARTICLE}one: Each Party shall notify, if other.\n'
    status, said = check(lay(tmp_path, {"main.treaty": text}))
    assert status == 0, said


@pytest.mark.parametrize(("sentence", "second", "first"), [
    ('fact аре "a". fact ape "b".', "ape", "аре"),
    ('class АВС "a". class ABC "b".', "ABC", "АВС"),
    ('fact ｗar "other".', "ｗar", "war"),
    ('act run "run" by Party with mode among сее, cee.', "cee", "сее"),
    ('article аре "A". two: Each Party shall notify. article ape "B".', "ape", "аре"),
    ('article b "B". сее: Each Party shall notify. cee: Each Party shall notify.', "cee", "сее"),
])  # fmt: skip
def test_names_that_look_the_same_are_told_apart(
    tmp_path: Path, sentence: str, second: str, first: str
) -> None:
    file = lay(tmp_path, {"main.treaty": f"{VOCABULARY}{sentence}\n{ARTICLE}{CLAUSE}"})
    status, said = run("check", file)
    assert status in (1, 2)
    assert f"error[TL003]: “{second}” looks like “{first}”" in said, said


@pytest.mark.parametrize("sentence", [
    'fact война "war". fact l1 "a". fact lI "b". fact Il "c".', 'fact мир "peace". fact mup "m".',
    'fact état "state". fact etat "other".', 'fact νόμος "law". fact vouos "other".',
])  # fmt: skip
def test_names_in_other_scripts_and_alike_in_ascii_are_read(tmp_path: Path, sentence: str) -> None:
    text = f"{VOCABULARY}{sentence}\n{ARTICLE}{CLAUSE}"
    status, said = check(lay(tmp_path, {"main.treaty": text}))
    assert status == 0, said


def test_hidden_text_in_data(tmp_path: Path) -> None:
    text = f'state USA "USA".\n{VOCABULARY}data "f.csv" gives wealth of state.\n{ARTICLE}{CLAUSE}'
    data = "iso3,wealth\nUSA\u200b,1\nUSA,2\n"
    status, said = check(lay(tmp_path, {"main.treaty": text, "f.csv": data}))
    assert status == 1
    assert "f.csv:2:4" in said and "TL003" in said


@pytest.mark.parametrize("cell", [
    "=cmd|' /C calc'!A0", "@SUM(1)", "\x1b[31m", "1e999999999", "9" * 100_000, "nan", "inf",
    "0x10", "1_000", "٣", "'1",
])  # fmt: skip
def test_cells_that_are_no_figures(tmp_path: Path, cell: str) -> None:
    text = f'state USA "USA".\n{VOCABULARY}data "f.csv" gives wealth of state.\n{ARTICLE}{CLAUSE}'
    data = f'iso3,wealth\nUSA,"{cell}"\n'
    status, said = check(lay(tmp_path, {"main.treaty": text, "f.csv": data}))
    assert status == 1
    assert "is not a number" in " ".join(said.split()), said


@pytest.mark.parametrize("data", [
    'iso3,wealth\n"USA,1\n' + "x,y\n" * 1000,
    "iso3," + ",".join(f"c{n}" for n in range(300_000)) + "\nUSA\n",
    "iso3,wealth" + "," * 1_000_000 + "\nUSA,1\n",
    "\n" * 1_000_000, '"' * 1_000_001, "iso3,wealth\n" + "USA,1\n" * 2,
])  # fmt: skip
def test_tables_that_are_none(tmp_path: Path, data: str) -> None:
    text = f'state USA "USA".\n{VOCABULARY}data "f.csv" gives wealth of state.\n{ARTICLE}{CLAUSE}'
    status, said = run("check", lay(tmp_path, {"main.treaty": text, "f.csv": data}))
    assert status in (0, 1, 2), said


@pytest.mark.parametrize(
    "content",
    [
        VOCABULARY.encode("utf-16"),
        VOCABULARY.encode("utf-32"),
        b"\xff\xfe",
        VOCABULARY.encode() + b'fact f "\xc3".\n',
        VOCABULARY.encode() + b'fact f "\xed\xa0\x80".\n',  # half of a surrogate pair
        VOCABULARY.encode() + b'fact f "\xc0\xae\xc0\xae".\n',  # a full stop in too many bytes
        b"\x00" * 1000 + b"\xff",
    ],
)
def test_what_is_no_utf8(tmp_path: Path, content: bytes) -> None:
    status, said = check(lay(tmp_path, {"main.treaty": content}))
    assert status == 2
    assert "is not UTF-8 text (at byte" in said


def test_escapes_never_reach_the_terminal(tmp_path: Path) -> None:
    file = lay(tmp_path, {"main.treaty": _quoting(ESCAPES)})
    status, said = check(file)  # what it says is looked at there
    assert status == 1
    assert "<U+001B>" in said


@pytest.mark.parametrize("name", ["a\x1b[31m\nb.treaty", "a\u202eb.treaty", "a\udce9.treaty"])
def test_names_of_files_do_not_either(tmp_path: Path, name: str) -> None:
    file = lay(tmp_path, {name: VOCABULARY + ARTICLE + "one: Each Party shall ntify.\n"})
    status, _ = check(file)
    assert status == 1
    assert run("check", tmp_path)[0] == 1
    assert run("check", tmp_path / f"{name}.missing")[0] == 2
    assert run("new", tmp_path / name)[0] == 2
    assert run("explain", name)[0] == 2


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) & \\\"'"


def test_nothing_runs_in_a_browser(tmp_path: Path) -> None:
    file = lay(tmp_path, {"main.treaty": _quoting(MARKUP)})
    for command, *options in COMMANDS:
        _, said = run(command, file, *options)
        if "html" in options or "svg" in options:
            assert "<script>" not in said and "<img" not in said
            assert "&lt;script&gt;" in said or "svg" in options
    _, markdown = run("render", file)
    assert not re.search(r"(?<!\\)(<|\]\()", markdown)


TEMPLATES = [
    "{{ 7 * 191 }}", "{{ ''.__class__.__mro__ }}", "{% for i in range(10 ** 9) %}x{% endfor %}",
    "{% include '/etc/passwd' %}", "{{ cycler.__init__.__globals__ }}", "${7 * 191}", "%(x)s",
    "{0.__class__}", "{one.__class__}", "{" * 10_000, "{one}" * 100,
]  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_words_of_a_draft_are_no_template(tmp_path: Path, template: str) -> None:
    file = lay(tmp_path, {"main.treaty": _quoting(template)})
    check(file)
    for form in ("markdown", "html", "text"):
        _, said = run("render", file, "--to", form)
        assert "1337" not in said and "root:" not in said and "<class" not in said


# --- files --------------------------------------------------------------------------------------


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with a secret."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.treaty").write_text('fact secret "the secret".\n', encoding="utf-8")
    (folder / "secret.csv").write_text("iso3,wealth\nUSA,1234567\n", encoding="utf-8")
    (tmp_path / "project").mkdir()
    return folder


@pytest.mark.parametrize("kind", ["include", "data"])
@pytest.mark.parametrize("how", ["file", "folder", "chain", "up", "absolute"])
def test_no_link_leads_out_of_the_project(
    tmp_path: Path, outside: Path, kind: str, how: str
) -> None:
    project = tmp_path / "project"
    name = "secret.treaty" if kind == "include" else "secret.csv"
    (project / "link").symlink_to(outside, target_is_directory=True)
    (project / f"link-{name}").symlink_to(outside / name)
    (project / f"chain-{name}").symlink_to(project / f"link-{name}")
    named = {
        "file": f"link-{name}", "folder": f"link/{name}", "chain": f"chain-{name}",
        "up": f"../outside/{name}", "absolute": str(outside / name),
    }[how]  # fmt: skip
    asked = f'include "{named}".' if kind == "include" else f'data "{named}" gives w of state.'
    text = f'state USA "USA".\n{asked}\n{VOCABULARY}{ARTICLE}{CLAUSE}'
    file = lay(project, {"main.treaty": text})
    for command, *options in COMMANDS:
        status, said = run(command, file, *options)
        assert status == 2
        assert "1234567" not in said and "the secret" not in said
    assert "lies outside the project folder" in " ".join(run("check", file)[1].split())


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "/dev/random", "/dev/tty"])
def test_a_device_is_no_draft(device: str) -> None:
    if not Path(device).exists():
        pytest.skip("this system has no such device")
    for command in ("check", "render", "test", "graph"):
        status, said = run(command, device)
        assert status == 2
        assert device in said


def test_neither_are_pipes_sockets_and_folders(tmp_path: Path, outside: Path) -> None:
    project = tmp_path / "project"
    os.mkfifo(project / "pipe.treaty")
    (project / "folder.treaty").mkdir()
    (project / "link.treaty").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(project / "s.treaty"))
        file = lay(project, {"main.treaty": VOCABULARY + ARTICLE + CLAUSE})
        assert run("check", project)[0] == 0
        for name in ("pipe", "link", "s"):
            assert run("check", project / f"{name}.treaty")[0] == 2
        for name in ("pipe", "folder", "link", "s"):
            file.write_text(f'include "{name}.treaty".\n{CLAUSE}', encoding="utf-8")
            assert run("check", file)[0] == 2


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    text = on_condition("war").replace("\n", "\r\n", 3).replace("class", "\rclass")
    assert check(lay(tmp_path, {"main.treaty": text.encode()}))[0] == 0


@pytest.mark.parametrize(
    ("name", "found"),
    [("cаp", True), ("οil", True), ("сар", False), ("état_α", False)],
)
def test_a_name_that_can_pass_for_another(tmp_path: Path, name: str, found: bool) -> None:
    text = f"{VOCABULARY}fact {name}.\n{ARTICLE}one: Each Party shall notify, if {name}.\n"
    status, said = check(lay(tmp_path, {"main.treaty": text}))
    assert status == int(found)
    assert ("mixes letters that look alike" in said) == found
