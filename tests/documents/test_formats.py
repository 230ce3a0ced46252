"""What is promised of formats and of endings is what there is."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from treatylang.cli import output
from treatylang.cli.main import main
from treatylang.documents import render
from treatylang.documents.formats import FORMATS, Layout, format_of
from treatylang.model.load import load

ROOT = Path(__file__).parent.parent.parent
ACCORD = ROOT / "tests" / "documents" / "accord.treaty"


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_what_it_says(name: str) -> None:
    chosen = FORMATS[name]
    assert callable(import_module(chosen.module).write)
    written = render(load(ACCORD), to=name)
    assert isinstance(written, bytes) is chosen.binary and len(written) > 2000
    assert all(format_of(f"accord{ending.upper()}") == name for ending in chosen.endings)
    if chosen.numbers_lines:
        assert render(load(ACCORD), to=name, layout=Layout(line_numbers=True)) != written
    else:
        with pytest.raises(ValueError, match=f"lines have no numbers in {name}"):
            render(load(ACCORD), to=name, layout=Layout(line_numbers=True))


def test_no_ending_stands_for_two_formats_and_the_page_on_formats_has_them_all() -> None:
    endings = [ending for item in FORMATS.values() for ending in item.endings]
    assert len(set(endings)) == len(endings)
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.MULTILINE))
    assert told == {
        item.name: ", ".join(f"`{ending}`" for ending in item.endings) for item in FORMATS.values()
    }
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for item in FORMATS.values():
        assert not item.extra or f"\n{item.extra} = [" in extras
        assert not item.extra or f"treatylang[{item.extra}]" in page


@pytest.mark.parametrize("name", [item.name for item in FORMATS.values() if item.binary])
def test_what_is_no_text_is_not_written_to_a_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = CliRunner().invoke(main, ["render", str(ACCORD), "--to", name])
    assert piped.exit_code == 0 and piped.stdout_bytes == render(load(ACCORD), to=name)
    monkeypatch.setattr(output, "_is_terminal", lambda stream: True)
    shown = CliRunner().invoke(main, ["render", str(ACCORD), "--to", name])
    assert shown.exit_code == 2 and shown.stdout == ""
    assert shown.stderr == "error: this format is not text; name a file for it with -o\n"
