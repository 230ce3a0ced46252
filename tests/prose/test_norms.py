"""Norms in sentences: the expected ones stand below the norms in ``norms.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatylang.model.load import load
from treatylang.prose.lists import letter
from treatylang.prose.marks import plain
from treatylang.prose.norms import norm_sentence
from treatylang.prose.voice import Voice

HERE = Path(__file__).parent


def cases() -> list[tuple[str, str]]:
    text = (HERE / "norms.txt").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n")[1:]:
        norm, *said = block.strip().split("\n")
        found.append((norm, "\n".join(line.strip() for line in said)))
    return found


@pytest.mark.parametrize(("norm", "said"), cases(), ids=[norm[:60] for norm, _ in cases()])
def test_a_norm_becomes_this_sentence(norm: str, said: str, tmp_path: Path) -> None:
    vocabulary = (HERE / "vocabulary.treaty").read_text(encoding="utf-8")
    file = tmp_path / "draft.treaty"
    file.write_text(
        f"{vocabulary}\n"
        'quantity stockpile_weight of Party in kg "weight of the stockpile".\n'
        'article one "One".\n'
        "first: Each Party shall admit.\n"
        f"norm: {norm}\n"
        'article other "Other".\n'
        'third: text "Nothing".\n'
        'second: text "Nothing".\n',
        encoding="utf-8",
    )
    draft = load(file, root=tmp_path)
    assert [f.message for f in draft.findings if f.code != "TL103"] == []
    clause = draft.clauses["one.norm"]
    heads = [(word, targets) for word, targets, _ in clause.references]
    sentence = norm_sentence(Voice(draft, here=clause.id), draft.norms[clause.norms[0]], heads)
    last = len(sentence.points) - 1
    ends = [
        "." if at == last else f"; {sentence.word}" if at == last - 1 else ";"
        for at in range(last + 1)
    ]
    points = [
        f"({letter(at)}) {point}{end}"
        for at, (point, end) in enumerate(zip(sentence.points, ends, strict=True))
    ]
    after = [sentence.after] if sentence.after else []
    assert "\n".join([plain(sentence.text), *points, *after]) == said
    assert "  " not in said
