"""Reading a lexicon: the words of a draft in another language, one sentence for each entry.

An error in one entry leaves all others readable, as in a draft.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lark import Lark, Token

from treatylang.findings import Finding, Member, Severity
from treatylang.resources import folder
from treatylang.syntax import ast, limits
from treatylang.syntax.hidden import HIDING, hidden
from treatylang.syntax.keywords import describe
from treatylang.syntax.machine import Machine, Table, table
from treatylang.syntax.nodes import place_of
from treatylang.syntax.source import Place

_FOLD = re.compile(r"\s*\n\s*")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Letters and marks of scripts that are written without spaces."""
_QUOTES = frozenset('"“')


@dataclass(frozen=True, slots=True)
class EntrySentence:
    """An entry as written: what it is about, its words, its further forms, and its flags."""

    kind: ast.Word
    name: ast.Word | None
    number: ast.Word | None
    words: ast.Word
    forms: tuple[tuple[ast.Word, tuple[ast.Word, ...]], ...]
    flags: tuple[ast.Word, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ParsedLexicon:
    """A file with what reading it found; ``complete`` is false where an entry was lost."""

    path: str
    text: str
    entries: tuple[EntrySentence, ...]
    findings: tuple[Finding, ...]
    complete: bool


@functools.cache
def _parser() -> tuple[Lark, Table]:
    text = (folder("grammar") / "lexicon.lark").read_text(encoding="utf-8")
    lark = Lark(
        text,
        start=["entry", "between_sentences"],
        parser="lalr",
        lexer="basic",
        maybe_placeholders=True,
    )
    return lark, table(lark, "entry")


@functools.lru_cache(maxsize=128)
def parse_lexicon(path: str, text: str) -> ParsedLexicon:
    """Read one lexicon. Never raises for what stands in it."""
    text = text.removeprefix("\ufeff")
    reader = _Reader(path)
    entries = tuple(reader.entries(text))
    found = (*hidden(path, text), *reader.findings)
    return ParsedLexicon(path, text, entries, found, not reader.incomplete)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.incomplete = False
        self.lark, self.table = _parser()

    def entries(self, text: str) -> Iterator[EntrySentence]:
        pending: list[Token] = []
        for token in self.lark.lex(text):
            if token.type == "DOT":
                yield from self._entry(pending, token)
                pending = []
            elif len(pending) <= limits.WORDS:
                pending.append(token)
            if len(self.findings) >= limits.ERRORS:
                self.incomplete = True
                self.findings.append(
                    limits.exceeded(
                        f"more than {limits.ERRORS} entries of this file cannot be read",
                        place_of(token, self.path),
                        "Mend the first ones; what follows here was not read.",
                    )
                )
                return
        if pending:
            last = place_of(pending[-1], self.path)
            if not any(token.type == "STRAY" and token in _QUOTES for token in pending):
                self.error("the last entry has no full stop", last, "End it with a full stop.")
            yield from self._entry(pending, None)

    def error(self, message: str, place: Place, advice: str = "") -> None:
        self.incomplete = True
        member = Member(self.path, place, "")
        found = Finding("TL002", Severity.ERROR, message, (member,), advice=advice, detail=message)
        self.findings.append(found)

    def _entry(self, tokens: list[Token], stop: Token | None) -> Iterator[EntrySentence]:
        if not tokens:
            assert stop is not None
            self.error("this full stop ends nothing", place_of(stop, self.path), "Delete it.")
            return
        if len(tokens) > limits.WORDS:
            place = place_of(tokens[0], self.path)
            message = f"this entry has more than {limits.WORDS} words"
            self.incomplete = True
            self.findings.append(
                limits.exceeded(message, place, "Put its words in quotation marks.")
            )
            return
        machine = Machine(self.table)
        for token in tokens:
            place = place_of(token, self.path)
            if token.type == "STRAY" and HIDING.match(token):  # reported as such
                self.incomplete = True
                return
            if token.type == "STRAY" and token in _QUOTES:
                mark = "”" if token == "“" else '"'
                self.error("this quotation mark is never closed", place, f"Close it with {mark}")
                return
            if token.type == "NAME" and len(token) > limits.NAME:
                self.incomplete = True
                message = f"this name has more than {limits.NAME} letters"
                self.findings.append(limits.exceeded(message, place, "Shorten it."))
                return
            if not machine.feed(token.type, token):
                expected = describe(machine.accepts())
                advice = _ADVICE.get(str(token), "")
                if token.type == "NAME" and token.column == 1:
                    advice = "A full stop ends the entry before it."
                self.error(f"“{token}” cannot stand here; expected {expected}", place, advice)
                return
        tree = machine.finish()
        if tree is None:
            end = place_of(stop or tokens[-1], self.path)
            self.error(f"the entry stops too early; expected {describe(machine.accepts())}", end)
            return
        yield self._built(tokens, tree)

    def _built(self, tokens: list[Token], tree: object) -> EntrySentence:
        kind, name, number, words, *items = getattr(tree, "children")  # noqa: B009  # a tree of any shape, to mypy
        forms: list[tuple[ast.Word, tuple[ast.Word, ...]]] = []
        flags: list[ast.Word] = []
        for item in items:
            parts = [self._word(token) for token in getattr(item, "children", ())]
            if not parts:
                continue  # a comma
            if item.data == "flags":
                flags += parts
            elif item.data == "form":
                called = " ".join(part.text for part in parts[:-1])
                forms.append((ast.Word(called, parts[0].place.to(parts[-2].place)), (parts[-1],)))
            elif forms:
                label, said = forms[-1]
                forms[-1] = (label, (*said, parts[0]))
            else:
                self.error("these words belong to no form", parts[0].place, "Name the form first.")
        place = place_of(tokens[0], self.path).to(place_of(tokens[-1], self.path))
        return EntrySentence(
            self._word(kind),
            self._word(name) if name is not None else None,
            self._word(number) if number is not None else None,
            self._word(words),
            tuple(forms),
            tuple(flags),
            place,
        )

    def _word(self, token: Token) -> ast.Word:
        quoted = token.type == "STRING"
        text = _unquoted(token) if quoted else str(token)
        return ast.Word(text, place_of(token, self.path), quoted)


_ADVICE = {
    "«": 'Words are quoted with " on both sides; « » may stand within.',
    "„": 'Words are quoted with " on both sides, or with “ and ”.',
    ";": "Write a comma between the forms, and a full stop at the end.",
    ":": "No colon is needed: the name, then its words.",
    "，": "Between the forms stands a plain comma.",
    "。": "An entry ends with a plain full stop.",
    "،": "Between the forms stands a plain comma.",
}


def _unquoted(token: str) -> str:
    """Return what a string says; a line break is a space, but none between letters of a script
    that has none."""
    inner = (
        re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL) if token[0] == '"' else token[1:-1]
    )

    def folded(match: re.Match[str]) -> str:
        near = inner[match.start() - 1 : match.start()], inner[match.end() : match.end() + 1]
        return "" if all(map(_WIDE.match, near)) else " "

    return _FOLD.sub(folded, inner).strip()
