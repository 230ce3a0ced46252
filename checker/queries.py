"""Questions as files that any other solver can be given (SMT-LIB 2.6).

A file is named after the hash of its question, so that the same question has the same file
whatever it was asked for, and a folder of them the same content on each run.
"""

from __future__ import annotations

import re
from pathlib import Path

from checker.question import Question
from checker.solve import Asked, Log

_SIGNATURE = "; A question of treatylang. The expected answer is its :status.\n"
_NAME = re.compile(r"[0-9a-f]{32}\.smt2")
_WORD = re.compile(r"\|[^|]*\||[^\s()]+")


class ForeignFile(Exception):
    """The folder has something that would have to be overwritten, or stand among the questions."""


def logic(question: Question) -> str:
    """Return the smallest of the standard's logics that the question is in; ALL where it mixes
    whole numbers, reals and quantifiers."""
    words = {word for text in question.assertions for word in _WORD.findall(text)}
    sorts = {sort for _, sort in question.names} | words & {"Int", "Real"}
    whole = "Int" in sorts or bool(words & {"div", "mod", "to_real", "to_int"})
    reals = "Real" in sorts or bool(words & {"/", "to_real", "to_int"})
    for word in words:
        whole |= word.isdecimal()
        reals |= word[:1].isdecimal() and not word.isdecimal()
    prefix = "" if words & {"forall", "exists"} else "QF_"
    # By the letter of the standard a division of whole numbers is not linear.
    kind = "N" if words & {"div", "mod"} else "L"
    if whole and reals:
        return f"QF_{kind}IRA" if prefix else "ALL"
    if whole or reals:
        return f"{prefix}{kind}{'IA' if whole else 'RA'}"
    return f"{prefix}UF"


def standard(question: Question) -> str:
    """Return the question as a script of the standard, up to its assertions."""
    return f"(set-logic {logic(question)})\n{question.script}"


def as_file(asked: Asked) -> str:
    """Return a question as a file that says what is expected, and on whose behalf it was asked."""
    about = sorted(
        f"; {family}* {' '.join(names)}".rstrip() + "\n" if family else f"; {' '.join(names)}\n"
        for family, names in asked.by
    )
    return (
        f"{_SIGNATURE}; Asked for these findings, about these clauses:\n{''.join(about)}"
        "(set-info :smt-lib-version 2.6)\n"
        f"(set-info :status {asked.status.value})\n"
        f"{standard(asked.question)}(check-sat)\n"
    )


def own(folder: Path) -> list[Path]:
    """Return the files of earlier questions. Raises ForeignFile where there is anything else."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise ForeignFile(f"{folder}: is a file; name a folder for the questions")
    found = sorted(folder.iterdir())
    for path in found:
        if not _is_own(path):
            raise ForeignFile(f"{path}: is no question of treatylang; name an empty or new folder")
    return found


def _is_own(path: Path) -> bool:
    if path.is_symlink() or not path.is_file() or not _NAME.fullmatch(path.name):
        return False
    with path.open("rb") as file:
        return file.read(len(_SIGNATURE)) == _SIGNATURE.encode()


def save(folder: Path, log: Log) -> None:
    """Write each question; earlier ones that were not asked again are taken away.

    Raises ForeignFile where the folder has anything else, and OSError where it cannot be written.
    """
    earlier = own(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{asked.question.key[:32]}.smt2": as_file(asked) for asked in log.values()}
    for path in earlier:
        if path.name not in files:
            path.unlink()
    for name, text in sorted(files.items()):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
