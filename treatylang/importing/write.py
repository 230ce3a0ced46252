"""Writing the draft of an imported treaty."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from treatylang.importing.references import Linker
from treatylang.importing.structure import Article, Clause, Lines, Part, Passage, Treaty

_WIDTH = 96


def write(treaty: Treaty, name: str, source: str, linker: Linker) -> str:
    """Return the text of the draft. ``source`` is the name of the imported file, for a comment."""
    parts = [
        f"# Imported from {source}. Each provision is text; norms may take its place one by one.\n",
        _filled(f"treaty {name} {_quoted(treaty.title)}", 0) + "\n  as it stands.\n",
    ]
    for item in treaty.items:
        if isinstance(item, Lines):
            words = ", ".join(map(_quoted, item.words))
            parts.append(_filled(f"{item.kind} {words}.", 0))
        elif isinstance(item, Part):
            parts.append("\n" + _head(item, item.kind))
        else:
            parts.append("\n" + "\n".join(_article(item, linker)) + "\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts))


def _article(article: Article, linker: Linker) -> Iterator[str]:
    yield _head(article, "annex" if article.annex else "article")
    for clause in article.clauses:
        yield from _clause(article, clause, linker)


def _head(item: Article | Part, kind: str) -> str:
    number = _number(item.number) if item.number else ""
    expected = f"{kind.capitalize()} {item.number}" if item.number else ""
    printed = f" printed {_quoted(item.printed)}" if item.printed != expected else ""
    return _filled(f"{kind} {number}{item.name} {_quoted(item.heading)}{printed}.", 0)


def _number(number: str) -> str:
    plain = number.isascii() and number.isdecimal() and len(number) < 10
    return f"{number} " if plain and number == str(int(number)) else f"{_quoted(number)} "


def _clause(article: Article, clause: Clause, linker: Linker) -> Iterator[str]:
    pin = ""
    if clause.printed:
        number = clause.number
        plain = number.isascii() and number.isdecimal() and clause.printed == f"{number}."
        pin = f" {number}" if plain and len(number) < 10 else f" {_quoted(clause.printed)}"
    yield f"\n  {clause.name}{pin}:"
    for passage in clause.passages or [Passage("")]:
        said = f"text {_quoted(linker.link(passage.text, article, clause))}"
        if passage.points:
            yield _filled(said, 4).rstrip("\n")
            points = [_quoted(linker.link(point, article, clause)) for point in passage.points]
            for at, point in enumerate(points):
                end = "." if at == len(points) - 1 else ","
                lead = "points " if at == 0 else ""
                yield _filled(f"{lead}{point}{end}", 6)
        else:
            yield _filled(f"{said}.", 4)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _filled(text: str, indent: int) -> str:
    """Wrap a sentence; line breaks within quotation marks are blanks."""
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
