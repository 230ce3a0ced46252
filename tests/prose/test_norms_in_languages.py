"""Norms in the languages of treaties: the sentences of ``norms.XX.txt`` are those of the norms in
``norms.txt``, in the same order, in the words of ``vocabulary.XX.lexicon``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from treatylang.model.load import load
from treatylang.prose.language import language
from treatylang.prose.marks import plain
from treatylang.prose.provisions import heads_of

HERE = Path(__file__).parent
LANGUAGES = tuple(sorted(path.name.split(".")[1] for path in HERE.glob("norms.*.txt")))
SOURCE = (HERE / "norms.txt").read_text(encoding="utf-8")
NORMS = [block.strip().split("\n")[0] for block in SOURCE.split("\n\n")[1:]]

FAULTS = {"zh": re.compile(r"[\u3000-\u9fff]+ [\u3000-\u9fff]|[，、。；：]{2}|的的|[a-z,;]")}
"""What no sentence of a language may have, beside blanks too many."""


def expected(code: str) -> list[str]:
    text = (HERE / f"norms.{code}.txt").read_text(encoding="utf-8")
    return [block.strip() for block in text.split("\n\n")[1:]]


@cache
def written(code: str, folder: Path) -> tuple[str, ...]:
    """Return all norms as one draft tells them in a language."""
    vocabulary = (HERE / "vocabulary.treaty").read_text(encoding="utf-8")
    numbered = "\n".join(f"n{at}: {norm}" for at, norm in enumerate(NORMS))
    (folder / "draft.treaty").write_text(
        f"{vocabulary}\n"
        'quantity stockpile_weight of Party in kg "weight of the stockpile".\n'
        'article one "One".\n'
        f"first: Each Party shall admit.\n{numbered}\n"
        'article other "Other".\n'
        'third: text "Nothing".\n'
        'second: text "Nothing".\n',
        encoding="utf-8",
    )
    words = (HERE / f"vocabulary.{code}.lexicon").read_text(encoding="utf-8")
    (folder / f"draft.{code}.lexicon").write_text(words, encoding="utf-8")
    draft = load(folder / "draft.treaty", root=folder)
    assert [f.message for f in draft.findings if f.code != "TL103"] == []
    speaks = language(draft, code)
    said = []
    for at, _ in enumerate(NORMS):
        clause = draft.clauses[f"one.n{at}"]
        norm = draft.norms[clause.norms[0]]
        told = speaks.norm(norm, heads_of(clause, norm))
        points = [" ".join(point) for point in speaks.points(told.points, told.word)]
        said.append(plain("\n".join([told.text, *points, *told.after])))
    assert [(gap.name, gap.form) for gap in speaks.gaps] == []
    return tuple(said)


@pytest.mark.parametrize("code", LANGUAGES)
def test_norms_become_these_sentences(code: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(code)
    said = written(code, folder)
    assert len(said) == len(expected(code))
    for norm, here, there in zip(NORMS, said, expected(code), strict=True):
        assert here == there, norm
        assert "  " not in here and " ," not in here and ",," not in here, norm
        for line in here.split("\n"):
            words = re.sub(r"^（?[一二三]）? |\d,\d", "", line)
            assert code not in FAULTS or not FAULTS[code].search(words), norm
