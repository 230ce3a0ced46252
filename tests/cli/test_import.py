"""Users begin from a treaty that they have."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from treatylang.cli.main import main

TREATY = "TREATY\n\nArticle 1\n\nThe lake\u200b is one.\n"


def imported(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["import", *words])
    return done.exit_code, done.output


def test_a_draft_is_written_with_what_was_done(tmp_path: Path) -> None:
    file, draft = tmp_path / "lake.txt", tmp_path / "lake.treaty"
    file.write_text(TREATY, encoding="utf-8")
    status, said = imported(str(file), "-o", str(draft))
    assert status == 0
    assert "lake.txt:5: characters that are not seen were left out here" in said
    assert "1 article, 1 clause, 7 words, all of which come back" in " ".join(said.split())
    assert "The lake is one." in draft.read_text(encoding="utf-8")


def test_a_draft_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "lake.txt"
    file.write_text(TREATY, encoding="utf-8")
    status, said = imported(str(file), "-o", str(file))
    assert status == 2 and "is there already" in said
    assert file.read_text(encoding="utf-8") == TREATY


def test_what_cannot_be_imported_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    for name in ("a.pdf", "none.txt"):
        status, said = imported(str(tmp_path / name))
        assert status == 2 and said.startswith("error: ") and said.count("\n") == 1
