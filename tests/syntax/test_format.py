"""One layout for all drafts: no word changed, every comment kept, the same when laid out again."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatylang.syntax.format import WIDTH, Unreadable, formatted
from treatylang.syntax.parse import words

ROOT = Path(__file__).parents[2]
LAYOUT = Path(__file__).parent / "layout"
DRAFTS = sorted((ROOT / "drafts").rglob("*.treaty"))


def test_the_layout() -> None:
    messy, neat = (LAYOUT / f"{name}.treaty" for name in ("messy", "neat"))
    assert formatted(messy.read_text(encoding="utf-8")) == neat.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_real_drafts_keep_their_words_and_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert [_folded(word) for word in words(once)] == [_folded(word) for word in words(text)]
    assert text.count("#") == once.count("#")
    written = [line.partition("#")[0] for line in once.split("\n")]
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in written)


@given(st.sampled_from(DRAFTS), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_white_space_makes_no_difference(path: Path, chance: random.Random) -> None:
    plain, messy, before = "", "", None
    for token in words(text := path.read_text(encoding="utf-8")):
        apart = before is not None and text[before.end_pos : token.start_pos] != ""
        # After a quotation that ends in a full stop, a new line may end the sentence, too.
        quoted = apart and before is not None and before.type == "STRING"
        plain += ("\n" if quoted else " " if apart else "") + token
        spaces = ["\n", "\n    "] if quoted else [" ", "\n", "\t ", "\n    "]
        messy += (chance.choice(spaces) if apart else "") + token
        before = token
    assert formatted(messy) == formatted(plain)


def test_what_cannot_be_read_is_not_laid_out() -> None:
    with pytest.raises(Unreadable) as caught:
        formatted('article a "A".\n  x: Each Party notify.\n')
    assert [finding.code for finding in caught.value.findings] == ["TL002"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "# one\n\n\n# two\n"])
def test_drafts_with_nothing_but_comments(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once
    assert once.count("#") == text.count("#")


def _folded(word: str) -> str:
    return re.sub(r"\s*\n\s*", " ", word)
