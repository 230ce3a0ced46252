"""The canonical layout of a draft: sentences filled to the width, each where its kind stands.

White space carries no meaning, so the formatter moves nothing else: it writes the same words and
comments in the same order, and reads its own output to make sure. A line breaks after a comma, or
before a condition, where one fits, as a clause is read. Blank lines are the drafter's, at most one.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from treatylang.findings import Finding
from treatylang.syntax import ast
from treatylang.syntax.parse import parse, words

WIDTH = 100
_CLAUSE = (ast.NormSentence, ast.TextSentence, ast.Note, ast.DecisionSentence, ast.EntrySentence,
           ast.WithdrawalSentence, ast.AmendmentSentence)  # fmt: skip
_IN_SCENARIO = ("given", "expect")
_DIVISIONS = ("article", "annex", "scenario", "part", "title", "chapter", "section")
_HUGGED = frozenset(["COMMA", "DOT", "COLON", "RPAR", "PERCENT", "POSSESSIVE"])
_SPACED = frozenset(["LE", "GE", "NE", "LT", "GT", "EQ"])
"""Signs with space around them; other words that the drafter wrote as one stay one: 2/3, 30th, and
cap 4(1)."""
_OPENING = frozenset(
    """
    IF UNLESS WHEN WHERE PROVIDED WITHIN AFTER BEFORE FROM UNTIL OR IS POINTS PLURAL RETURNING
    VERSION DONE AUTHENTIC
""".split()
)
"""Words that a part of a sentence begins with: a line may break before them."""
_NOTES = frozenset(["BECAUSE", "SOURCE", "ALLOW"])
"""Words that a note begins with: it has a line of its own."""


class Unreadable(Exception):
    """A draft that cannot be read cannot be laid out; ``findings`` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("the draft cannot be read")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class _Word:
    """A token with what separates it from the one before: the comments there, the first of which
    may stand at the end of the same line, and whether there was a blank line."""

    kind: str
    text: str
    start: int
    spaced: bool
    trailing: str = ""
    comments: tuple[tuple[str, bool], ...] = ()
    blank: bool = False


def formatted(text: str, path: str = "draft.treaty") -> str:
    """Return a draft in its canonical layout. Raises Unreadable."""
    body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse(path, body)
    if not parsed.complete:
        raise Unreadable(parsed.findings)
    laid_out = _layout(body, parsed.file.sentences)
    assert _said(laid_out) == _said(body), "the layout changed the words"
    assert parse(path, laid_out).complete, "the layout cannot be read"
    return laid_out


def _said(text: str) -> list[str]:
    """The words and comments of a text, without their layout."""
    ended = _words(text)
    return [
        part
        for word in ended
        for part in (word.trailing, *(comment for comment, _ in word.comments), _inner(word.text))
        if part
    ]


def _inner(word: str) -> str:
    """A word on one line: a break within a quotation stands for a space."""
    return re.sub(r"\s*\n\s*", " ", word)


def _words(text: str) -> list[_Word]:
    """The tokens of a text, and an empty one at its end that carries the last comments."""
    tokens = list(words(text))
    ends = [0, *(token.end_pos or 0 for token in tokens)]
    starts = [*(token.start_pos or 0 for token in tokens), len(text)]
    made = []
    for token, end, start in zip((*tokens, None), ends, starts, strict=True):
        gap = text[end:start]
        trailing, comments, blank = _between(gap, first=end == 0)
        kind = token.type if token is not None else "END"
        content = str(token) if token is not None else ""
        made.append(_Word(kind, content, start, bool(gap), trailing, comments, blank))
    return made


def _between(gap: str, *, first: bool) -> tuple[str, tuple[tuple[str, bool], ...], bool]:
    """Return the comment on the same line, the others each with whether a blank line goes before
    it, and whether a blank line goes before what follows."""
    head, *lines = gap.split("\n")
    trailing = head.strip()
    if first and trailing:
        lines, trailing = [head, *lines], ""
    comments: list[tuple[str, bool]] = []
    blank = False
    for line in lines[:-1] if lines else []:
        if line.strip():
            comments.append((line.strip(), blank))
        blank = not line.strip()
    if lines and lines[-1].strip():  # a comment that ends the file
        comments.append((lines[-1].strip(), blank))
        blank = False
    return trailing, tuple(comments), blank


def _layout(text: str, sentences: Sequence[ast.Labelled]) -> str:
    lines: list[str] = []
    *tokens, end = _words(text)
    in_scenario = clause = False
    for item, group in zip(sentences, _grouped(tokens, sentences), strict=True):
        sentence = item.sentence
        kind = sentence.kind if isinstance(sentence, ast.Declaration) else ""
        division = kind in _DIVISIONS
        in_scenario = kind == "scenario" or (in_scenario and kind in _IN_SCENARIO)
        clause = item.label is not None or isinstance(sentence, _CLAUSE)
        level = 4 if clause else 2 if in_scenario and kind in _IN_SCENARIO else 0
        if item.label is None:
            _open(lines, group[0], level, parted=division)
        else:
            colon = next(at for at, word in enumerate(group) if word.kind == "COLON")
            label, group = group[: colon + 1], group[colon + 1 :]
            _open(lines, label[0], 2)
            lines += _filled(label, 2, 2)
            _open(lines, group[0], 4, within=True)
        further = 0 if clause else len(kind) + 1 if level else 2
        lines += _filled(group, level, level + further)
    _open(lines, end, 4 if clause else 0)
    return "".join(f"{line}\n" for line in lines)


def _grouped(tokens: Sequence[_Word], sentences: Sequence[ast.Labelled]) -> Iterator[list[_Word]]:
    """Yield the words of each sentence."""
    starts = [item.place.start for item in sentences]
    for start, end in pairwise([*starts, sys.maxsize]):
        yield list(tokens[_at(tokens, start) : _at(tokens, end)])


def _at(tokens: Sequence[_Word], start: int) -> int:
    return bisect_left(tokens, start, key=lambda word: word.start)


def _open(
    lines: list[str], word: _Word, level: int, *, parted: bool = False, within: bool = False
) -> None:
    """Write what stands before a word that begins a line: comments, blank lines."""
    if word.trailing and lines:
        lines[-1] += f"  {word.trailing}"
    indent = " " * level
    wants = parted and bool(lines)
    for comment, blank in word.comments:
        if (blank or wants) and lines and lines[-1] and not within:
            lines.append("")
        wants = False
        lines.append(indent + comment)
    if (wants or word.blank) and lines and lines[-1] and not within:
        lines.append("")


def _filled(group: Sequence[_Word], level: int, hanging: int) -> list[str]:
    """Lay a sentence out: filled, and broken where its parts begin if they fit the line."""
    quoted = hanging + 2 if hanging == level else hanging
    lines: list[str] = []
    current = " " * level
    empty = True
    for piece in _pieces(group):
        head = piece[0]
        if head.trailing or head.comments:
            if not empty:
                lines.append(current)
            _attach(lines, head, hanging)
            current, empty = " " * hanging, True
        whole = _joined(piece)
        full = len(current) + 1 + len(whole) > WIDTH and hanging + len(whole) <= WIDTH
        if not empty and (full or head.kind in _NOTES or current.endswith(":")):
            lines.append(current)
            current, empty = " " * hanging, True
        for part in _parts(piece):
            gap = "" if empty or not part.spaced else " "
            first, *more = _split(part.text, len(current) + len(gap), quoted)
            alone = hanging + len(_inner(part.text)) <= WIDTH
            if gap and ((more and alone) or len(current) + len(gap) + len(first) > WIDTH):
                lines.append(current)
                current, gap = " " * hanging, ""
                first, *more = _split(part.text, len(current), quoted)
            current += gap + first
            for line in more:
                lines.append(current)
                current = line
            empty = False
    return [*lines, current]


def _attach(lines: list[str], word: _Word, hanging: int) -> None:
    if word.trailing:
        lines[-1] += f"  {word.trailing}"
    lines += [" " * hanging + comment for comment, _ in word.comments]


def _pieces(group: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Cut a sentence after its commas, and where a comment stands in it."""
    piece: list[_Word] = []
    for at, word in enumerate(group):
        plain = _Word(word.kind, word.text, word.start, word.spaced) if at == 0 else word
        begins = word.kind in _OPENING or word.kind in _NOTES
        begins = begins or (bool(piece) and piece[-1].kind in ("COMMA", "COLON"))
        if piece and (plain.trailing or plain.comments or begins):
            yield piece
            piece = []
        piece.append(plain)
    if piece:
        yield piece


def _parts(piece: Sequence[_Word]) -> list[_Word]:
    """Join what is never torn apart: a word and the comma after it, 2/3."""
    parts: list[_Word] = []
    for before, word in pairwise([None, *piece]):
        assert word is not None
        if before is not None and _hugs(before, word):
            parts[-1] = replace(parts[-1], text=parts[-1].text + word.text)
        else:
            parts.append(replace(word, spaced=True))
    return parts


def _hugs(before: _Word, word: _Word) -> bool:
    if word.kind in _HUGGED or before.kind == "LPAR":
        return True
    apart = _SPACED & {word.kind, before.kind} or before.kind in ("COMMA", "COLON")
    return not word.spaced and not apart


def _joined(piece: Sequence[_Word]) -> str:
    return " ".join(_inner(part.text) for part in _parts(piece))


def _split(text: str, column: int, further: int) -> list[str]:
    """Lay out the words of a quotation that is longer than its line, its next lines set in
    ``further``; other words stay whole."""
    flat = _inner(text)
    if column + len(flat) <= WIDTH:
        return [flat]
    lines = [""]
    room = WIDTH - column
    for word in re.split(r"(?<![\s\\]) (?!\s)", flat):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(" " * further + word)
            room = WIDTH
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines
