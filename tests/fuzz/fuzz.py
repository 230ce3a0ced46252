"""Fuzz the whole pipeline with atheris: ``python tests/fuzz/fuzz.py CORPUS [libFuzzer options]``.

The input is a project of one to three files, cut at a line of its own (``--- name``); it begins
from the real drafts. Each is read, checked under a small resource limit, rendered, drawn, its
scenarios run and its report written. What raises is a defect, and so is what a terminal would obey.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["treatylang", "checker"]):
    from tests.fuzz.pipeline import everything

NAMES = ("main.treaty", "b.treaty", "f.csv")
_CUT = b"\n--- "
_LARGEST = 20_000


def seed(corpus: Path) -> None:
    """Put the real drafts and the cases of the tests into an empty corpus."""
    for file in sorted([*ROOT.glob("drafts/**/*.treaty"), *ROOT.glob("tests/**/*.treaty")]):
        content = file.read_bytes()
        if len(content) <= _LARGEST:
            (corpus / f"{file.parent.name}-{file.name}").write_bytes(content)


def one(data: bytes) -> None:
    """Run everything on one input."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "treatylang.toml").touch()
        for file, content in zip(NAMES, data.split(_CUT), strict=False):
            (folder / file).write_bytes(content)
        everything(folder / NAMES[0])


if __name__ == "__main__":
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        seed(corpus)
    dictionary = corpus.parent / "words.dict"
    from treatylang.syntax.keywords import grammar

    words = sorted(grammar()[1])
    dictionary.write_text("".join(f'"{word} "\n' for word in words), encoding="utf-8")
    options = [f"-dict={dictionary}", f"-max_len={_LARGEST}", "-timeout=60", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[2:]], one)
    os.environ.pop("TREATYLANG_DEBUG", None)
    atheris.Fuzz()
