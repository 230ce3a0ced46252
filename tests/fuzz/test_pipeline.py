"""Whatever becomes of a draft's words: every command ends, and keeps what it promises."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.pipeline import everything
from tests.syntax.test_fuzz import DRAFT, WORDS

PIECES = re.findall(r'"[^"]*"|[\w.]+|[^\s\w]|\s+', DRAFT.replace('include "sand.treaty".', ""))
CHANGES = st.tuples(
    st.integers(0, len(PIECES) - 1), st.sampled_from("replace insert drop swap".split()),
    st.sampled_from([*WORDS, '"\x1b[31m"', '"{{ 7 }}"', '"\u202e"', "1e300", "0", "9999-12-31"]),
)  # fmt: skip


def rewritten(changes: list[tuple[int, str, str]]) -> str:
    pieces = list(PIECES)
    for at, how, word in changes:
        at %= len(pieces)
        if how == "replace":
            pieces[at] = word
        elif how == "insert":
            pieces.insert(at, f" {word} ")
        elif how == "drop":
            del pieces[at]
        else:
            pieces[at], pieces[at // 2] = pieces[at // 2], pieces[at]
    return "".join(pieces)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(CHANGES, max_size=6))
def test_a_draft_with_its_words_changed(
    tmp_path: Path, changes: list[tuple[int, str, str]]
) -> None:
    file = tmp_path / "main.treaty"
    file.write_text(rewritten(changes), encoding="utf-8", errors="replace")
    (tmp_path / "f.csv").write_text("iso3,GDP,population\nUSA,1,2\n", encoding="utf-8")
    everything(file)
