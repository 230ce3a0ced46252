"""Users ask what changed between two drafts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import Result

Run = Callable[..., Result]
LAKES = Path(__file__).parents[1] / "documents/redline"
FIRST, SECOND = str(LAKES / "first.treaty"), str(LAKES / "second.treaty")


def test_two_texts_differ(run: Run) -> None:
    result = run("diff", FIRST, SECOND)
    assert result.exit_code == 1
    head, *rest = (LAKES / "changes.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert head == "+++ B"
    assert result.output.splitlines()[:2] == [f"--- {FIRST}", f"+++ {SECOND}"]
    assert result.output.splitlines()[2:] == rest


def test_one_text_is_the_same_whatever_its_comments(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.treaty"
    copy.write_text("# A copy.\n" + Path(FIRST).read_text(encoding="utf-8"), encoding="utf-8")
    for options in ((), ("--to", "html", "-o", str(tmp_path / "page.html"))):
        result = run("diff", FIRST, str(copy), *options)
        assert result.exit_code == 0
        assert result.output.startswith("no difference: ")
        assert result.output.endswith("copy.treaty have the same text\n")


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx"])
def test_the_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"changes.{ending}"
    assert run("diff", FIRST, SECOND, "-o", str(file)).exit_code == 1
    if ending == "docx":
        assert docx.Document(io.BytesIO(file.read_bytes())).paragraphs
    else:
        text = file.read_text(encoding="utf-8")
        assert "Article 2" in text
        assert (FIRST in text) == (ending == "txt") and "first.treaty" in text


def test_tracked_changes_have_the_author_that_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "changes.docx"
    run("diff", FIRST, SECOND, "-o", str(file), "--author", "Delegation", "--date", "2030-01-31")
    body = docx.Document(str(file)).element.body
    assert set(body.xpath(".//w:ins/@w:author")) == {"Delegation"}
    assert set(body.xpath(".//w:ins/@w:date")) == {"2030-01-31T00:00:00Z"}


def test_what_cannot_be_compared_is_refused(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.treaty"
    bad.write_text("article one.\n", encoding="utf-8")
    for arguments, said in (
        ((FIRST, str(tmp_path / "none.treaty")), "none.treaty"),
        ((FIRST, SECOND, "--lang", "fr"), "no words in “fr”"),
        ((FIRST, SECOND, "-o", "x.odt"), "no redline has the ending “.odt”"),
        ((FIRST, SECOND, "--to", "docx", "--date", "soon"), "“soon” is no day"),
    ):
        result = run("diff", *arguments)
        assert result.exit_code == 2 and said in result.output, arguments
    assert run("diff", FIRST, str(bad)).exit_code == 2
