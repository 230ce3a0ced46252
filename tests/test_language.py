"""The reference of the language: its blocks, one after another, are a draft without errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.model.drafts import wrong
from treatylang.model.load import load
from treatylang.syntax.keywords import grammar

PAGE = Path(__file__).parent.parent / "docs" / "language.md"
BLOCK = re.compile(r"^```(\w+) *(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
DRAFT = [text for kind, name, text in BLOCKS if kind == "treaty" and not name]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for _, name, text in BLOCKS:
        if name:
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_blocks_are_one_draft(folder: Path) -> None:
    file = folder / "draft.treaty"
    file.write_text("".join(DRAFT), encoding="utf-8")
    draft = load(file, folder)
    assert [finding.message for finding in wrong(draft)] == []
    assert not draft.unreadable
    assert len(draft.scenarios) == 4


@pytest.mark.parametrize("number", range(len(DRAFT)))
def test_each_block_can_be_read(folder: Path, number: int) -> None:
    file = folder / "draft.treaty"
    file.write_text(DRAFT[number], encoding="utf-8")
    codes = {finding.code for finding in wrong(load(file, folder))}
    assert codes <= {"TL101", "TL107", "TL114"}  # what the other blocks declare


def test_every_word_of_the_language_is_shown() -> None:
    page = PAGE.read_text(encoding="utf-8").lower()
    missing = {word for word in grammar()[1] if not re.search(rf"\b{word}\b", page)}
    assert missing == set()
