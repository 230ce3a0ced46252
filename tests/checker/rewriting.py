"""Ways to write a draft otherwise: text to text, each sure to have changed something.

A project is the text of each file by its path; nothing here uses the parser.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

Project = dict[str, str]

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|“[^”]*”|#[^\n]*|[^"“#]', re.DOTALL)
_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|“[^”]*”|#[^\n]*|[^"“#]+', re.DOTALL)
_VOCABULARY = ("level", "unit", "state", "class", "organ", "quantity", "controlled", "fact",
               "event", "act", "matter")  # fmt: skip


def changed(before: Project, after: Project) -> Project:
    """Return the project, which must not be as it was."""
    assert after != before, "nothing was rewritten"
    return after


def outside_quotations(text: str, change: Callable[[str], str]) -> str:
    """Change what stands neither in quotation marks nor in a comment."""
    return _CODE.sub(lambda m: m[0] if m[0][0] in '"“#' else change(m[0]), text)


def sentences(text: str) -> list[str]:
    """Cut a text after the full stops that end sentences, the blanks before each with it."""
    found = [""]
    pieces = [match[0] for match in _PIECE.finditer(text)]
    for at, piece in enumerate(pieces):
        found[-1] += piece
        if piece == "." and (at + 1 == len(pieces) or pieces[at + 1][0].isspace()):
            found.append("")
    return found


def bare(sentence: str) -> str:
    """Return a sentence without the blanks and the comments before it."""
    return re.sub(r"\A(\s|#[^\n]*)+", "", sentence)


def begins(sentence: str, *words: str) -> bool:
    return bare(sentence).partition(" ")[0].lower() in words


def blocks(text: str) -> tuple[list[str], list[list[str]], list[str]]:
    """The sentences before the first article, each article with its clauses, and what follows."""
    before: list[str] = []
    articles: list[list[str]] = []
    after: list[str] = []
    for sentence in sentences(text):
        if begins(sentence, "article", "annex") and not after:
            articles.append([sentence])
        elif not articles:
            before.append(sentence)
        elif after or begins(sentence, "scenario", "every", "cover", "commitments", "this", "") or (
            re.match(r"\w+ (prevails|is verified)", bare(sentence))
        ):  # fmt: skip
            after.append(sentence)
        elif re.match(r"\w+(\s+[\d()]+)?:", bare(sentence)):
            articles[-1].append(sentence)
        else:
            articles[-1][-1] += sentence
    return before, articles, after


def _joined(before: list[str], articles: list[list[str]], after: list[str]) -> str:
    return "".join([*before, *("".join(article) for article in articles), *after])


def other_order_of_articles(project: Project) -> Project:
    return {
        path: _joined(before, articles[::-1], after)
        for path, (before, articles, after) in _blocks(project).items()
    }


def other_order_of_clauses(project: Project) -> Project:
    chance = random.Random(5)
    after = {}
    for path, (before, articles, rest) in _blocks(project).items():
        shuffled = [[head, *chance.sample(tail, len(tail))] for head, *tail in articles]
        after[path] = _joined(before, shuffled, rest)
    return after


def other_order_of_vocabulary(project: Project) -> Project:
    """The declarations of a file backwards."""
    after = {}
    for path, text in project.items():
        parts = sentences(text)
        places = [at for at, part in enumerate(parts) if begins(part, *_VOCABULARY)]
        places = [at for at in places if not begins(parts[at], "level")]
        for at, other in zip(places, reversed([parts[at] for at in places]), strict=True):
            parts[at] = other
        after[path] = "".join(parts)
    return after


def _blocks(project: Project) -> dict[str, tuple[list[str], list[list[str]], list[str]]]:
    return {path: blocks(text) for path, text in project.items()}


def renamed(project: Project, names: Mapping[str, str]) -> Project:
    """Give names other names, in the references of quoted texts as well."""
    # What a clause "serves as" is a word of the language, whatever a label is called.
    word = re.compile(r"serves as \w+(?:(?:,| and|, and) \w+)*|[^\W\d]\w*")

    def change(text: str) -> str:
        return word.sub(lambda m: names.get(m[0], m[0]), text)

    def quoted(text: str) -> str:
        return re.sub(r"\{[^{}]*\}", lambda m: change(m[0]), text)

    return {
        path: _CODE.sub(
            lambda m: m[0] if m[0][0] == "#" else quoted(m[0]) if m[0][0] in '"“' else change(m[0]),
            text,
        )
        for path, text in project.items()
    }


def split(project: Project, root: str) -> Project:
    """Move the declarations that the root begins with to a file that it includes there."""
    before, articles, after = blocks(project[root])
    moved = [part for part in before if begins(part, *_VOCABULARY)]
    if not moved:
        return project
    kept = [part for part in before if part not in moved]
    folder = root.rpartition("/")[0]
    text = _joined([*kept, '\n\ninclude "moved.treaty".'], articles, after)
    return {**project, root: text, f"{folder}/moved.treaty": "".join(moved) + "\n"}


def joined(project: Project, root: str) -> Project:
    """Put the files that are vocabulary only into the file that includes them."""
    files = {path: text for path, text in project.items() if path.endswith(".treaty")}
    plain = {path for path, text in files.items() if path != root and not blocks(text)[1]}
    done: set[str] = set()
    after = dict(project)
    for path in [path for path in files if path not in plain]:
        folder = path.rpartition("/")[0]

        def put(match: re.Match[str], folder: str = folder) -> str:
            parts: list[str] = []
            for part in f"{folder}/{match[1]}".split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts)
            if target not in plain:
                return match[0]
            text = "" if target in done else project[target]
            done.add(target)
            inner = target.rpartition("/")[0]
            return _INCLUDE.sub(lambda m: put(m, inner), text) + "\n"

        after[path] = _INCLUDE.sub(put, after[path])
    return {path: text for path, text in after.items() if path not in plain}


_INCLUDE = re.compile(r'^include "([^"]*)"\.', re.MULTILINE)


def with_more(project: Project, root: str, sentences: str) -> Project:
    """Add sentences to the end of the articles of the root, or of the file."""
    before, articles, after = blocks(project[root])
    return {**project, root: _joined(before, articles, [f"\n\n{sentences}\n", *after])}


def in_other_units(project: Project) -> Project:
    """Give spans of days in hours, and figures of every declared unit in thousands of it."""
    whole = "\n".join(project.values())
    units = re.findall(r"^unit (\w+)", whole, re.MULTILINE)
    # "At least 9 members" are heads in a rule of voting, "no 5 members" in a claim, whatever unit
    # is called so.
    figure = r"(?<![\w.])(?<!least )(?<!no )(\d+(?:\.\d+)?)(?:e(-?\d+))?"
    pattern = re.compile(rf"{figure} ({'|'.join(['days', *units])})\b(?! per)")
    used: set[str] = set()

    def other(match: re.Match[str]) -> str:
        digits, exponent, unit = match.groups()
        if unit == "days":
            return f"{Fraction(digits) * 24} hours"
        used.add(unit)
        return f"{digits}e{int(exponent or 0) - 3} kilo_{unit}"

    after = {}
    for path, text in project.items():
        parts = [part if begins(part, "unit") else outside_quotations(
            part, lambda code: pattern.sub(other, code)) for part in sentences(text)]  # fmt: skip
        after[path] = "".join(parts)
    for path, text in after.items():
        declared = [unit for unit in re.findall(r"^unit (\w+)", text, re.MULTILINE) if unit in used]
        after[path] = text + "".join(f"\nunit kilo_{unit} = 1000 {unit}." for unit in declared)
    return after


def later(project: Project, years: int) -> Project:
    """Move every date by years; by four hundred, the calendar is the same again."""

    def move(text: str) -> str:
        return re.sub(r"\b(\d{4})(-\d{2}-\d{2})\b", lambda m: f"{int(m[1]) + years:04}{m[2]}", text)

    return {path: outside_quotations(text, move) for path, text in project.items()}


def renumbered(project: Project) -> Project:
    """Give every article a number that it had not."""
    count = iter(range(101, 1000))

    def number(match: re.Match[str]) -> str:
        return f"{match[1]} {next(count)} {match[2]}"

    pattern = re.compile(r"^(article|annex) (?:\d+ )?(\w+)", re.MULTILINE)
    return {path: pattern.sub(number, text) for path, text in project.items()}


def with_head(project: Project, clause: str, head: str) -> Project:
    """Begin the sentence of a clause ("article.label") with other words."""
    return _in_clause(project, clause, lambda label, said: f"{label} {head}, {_small(said)}")


def with_tail(project: Project, clause: str, tail: str) -> Project:
    """End the first sentence of a clause with other words."""
    return _in_clause(project, clause, lambda label, said: f"{label} {said[:-1]}, {tail}.")


def twice(project: Project, clause: str) -> Project:
    """Say the first sentence of a clause a second time, under the label "again"."""
    return _in_clause(project, clause, lambda label, said: f"{label} {said}\n  again: {said}")


def _small(said: str) -> str:
    first = said.partition(" ")[0]
    return said[0].lower() + said[1:] if first in ("Each", "No", "A", "An", "The", "Any") else said


def _in_clause(project: Project, clause: str, change: Callable[[str, str], str]) -> Project:
    article, _, label = clause.rpartition(".")
    article = article.rpartition(".")[2]
    after = dict(project)
    for path, text in project.items():
        before, articles, rest = blocks(text)
        for parts in articles:
            if not re.match(rf"(article|annex) (\d+ )?{article} ", bare(parts[0])):
                continue
            for at, part in enumerate(parts):
                match = re.match(rf"(\s|#[^\n]*)*{label}(\s+[\d()]+)?:", part)
                if match:
                    first, *more = sentences(part[match.end() :])
                    parts[at] = change(match[0], first.strip()) + "".join(more)
                    after[path] = _joined(before, articles, rest)
                    return changed(project, after)
    raise AssertionError(f"there is no clause {clause}")
