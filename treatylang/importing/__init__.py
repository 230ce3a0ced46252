"""Import: an existing treaty becomes a draft of its structure, and is printed again word for word.

    file ──▶ blocks ──▶ roles ──▶ structure ──▶ draft ──▶ printed again, and compared

Each format is read into blocks of text (``plain``, ``markdown``, ``html``, ``akn``); what follows
is the same for all. The draft is read and printed before it is handed over: a word that is missing,
added or moved is an error here, and no draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from treatylang.importing import labels, roles
from treatylang.importing.blocks import Block, Notice, Unreadable, clean, words_of
from treatylang.importing.read import FORMATS, read
from treatylang.importing.references import Linker
from treatylang.importing.structure import structure
from treatylang.importing.write import write

__all__ = ["FORMATS", "Imported", "Notice", "Unreadable", "import_treaty"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft with what there is to say about it: how many articles, clauses and words it has, how
    many references were linked, and notices on places of the file."""

    text: str
    name: str
    articles: int
    clauses: int
    words: int
    references: int
    notices: tuple[Notice, ...] = ()


def import_treaty(path: Path, form: str = "") -> Imported:
    """Return the draft of an existing treaty. ``form`` is one of FORMATS ("": by the file's name
    and content).

    Raises Unreadable for a file that cannot be read, that has no text, or whose words would not
    all come back.
    """
    raw, notices = read(path, form)
    blocks, more = clean(raw)
    if not blocks:
        raise Unreadable(f"{path}: has no text")
    treaty = structure(roles.assign(blocks))
    name = labels.assign(treaty, path.stem)
    if not treaty.articles:
        notices.append(Notice(1, "no article was recognised; all of it is preamble"))
    linker = Linker(treaty)
    text = f"{write(treaty, name, path.name, linker).rstrip()}\n"
    words = _compared(path, blocks, text)
    clauses = sum(len(article.clauses) for article in treaty.articles)
    more += [
        Notice(line, f"{cited} is cited here, and this treaty has none; it stays text")
        for line, cited in dict.fromkeys(linker.missing)
    ]
    found = tuple(sorted([*notices, *more], key=lambda notice: notice.line))
    return Imported(text, name, len(treaty.articles), clauses, words, linker.linked, found)


def _compared(path: Path, blocks: list[Block], text: str) -> int:
    """Print the draft and return the number of its words; raises Unreadable unless they are those
    of the blocks."""
    from treatylang.documents.build import build
    from treatylang.documents.flow import flow
    from treatylang.model.load import read_text
    from treatylang.prose.marks import words

    draft = read_text(f"{path.stem}.treaty", text)
    for finding in draft.findings:
        place = finding.members[0].place
        line = text.split("\n")[place.line - 1].strip()
        raise Unreadable(f"{path}: {finding.message} in the draft made of it: {line[:80]}")
    told = [
        word
        for block in flow(build(draft))
        for word in words_of(f"{block.label} {words(block.runs)}")
    ]
    given = [(word, block.line) for block in blocks for word in block.words]
    for at, (word, number) in enumerate(given):
        if at >= len(told) or told[at] != word:
            instead = f"“{told[at]}”" if at < len(told) else "nothing"
            raise Unreadable(
                f"{path}:{number}: “{word}” would come back as {instead}; this is a defect of "
                "treatylang, please report it with the file"
            )
    if len(told) > len(given):
        raise Unreadable(f"{path}: “{told[len(given)]}” would be added; please report this")
    return len(told)
