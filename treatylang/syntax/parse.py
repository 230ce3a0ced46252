"""Reading one file: text to sentences, each parsed on its own, with every error reported.

A full stop before white space ends a sentence, whatever stands in it; so the file is cut there
first, and an error in one sentence leaves all others readable.
"""

from __future__ import annotations

import calendar
import contextlib
import difflib
import functools
import gc
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from lark import Lark, Token

from treatylang.findings import Finding, Member, Severity
from treatylang.rules import Rule, register
from treatylang.syntax import ast, limits
from treatylang.syntax.build import Builder
from treatylang.syntax.hidden import HIDING, hidden, mixed
from treatylang.syntax.keywords import HARD, STARTERS, describe, grammar
from treatylang.syntax.machine import END, Machine, Table, table
from treatylang.syntax.nodes import BadLiteral, place_of
from treatylang.syntax.source import Place

SYNTAX = register(
    Rule(
        code="TL002",
        name="syntax",
        title="a sentence that cannot be read",
        severity=Severity.ERROR,
        what="The words do not form a sentence of the drafting language. The sentence is left out "
        "of every check; the others are read and checked as usual, and the exit status is 2.",
        law="VCLT Art. 31(1): a treaty is interpreted by the ordinary meaning of its terms; a "
        "sentence without a structure has none to check.",
        bad='act notify "notify the Authority" by Party.\nclass Party "Party" plural "Parties".\n'
        'article a "A".\n  one: Each Party notify.\n',
        good='act notify "notify the Authority" by Party.\nclass Party "Party" plural "Parties".\n'
        'article a "A".\n  one: Each Party shall notify.\n',
    )
)
_TONGUES = frozenset({"is", "it", "no", "to"})
"""Codes of languages (ISO 639-1) that are words of this one."""
_MOST_NAMES = 12
_BRACKETS = frozenset("[]|")
_QUOTES = frozenset('"“')


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file with what reading it found; ``complete`` is false where a sentence was lost.

    ``lost`` has the names that lost sentences would have declared: that nothing declares them is
    no further error; where reading ``stopped``, any name may be one.
    """

    file: ast.File
    findings: tuple[Finding, ...]
    complete: bool
    lost: frozenset[str] = frozenset()
    stopped: bool = False


@contextlib.contextmanager
def collecting_less() -> Iterator[None]:
    """Keep the collector of garbage from scanning a growing tree again and again."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], 200_000), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@functools.cache
def _parser() -> tuple[Lark, Builder, Table, frozenset[str]]:
    """The lexer, the builder, the table of a sentence, and the words of the language."""
    text, keywords = grammar()
    builder = Builder()
    upper = {word: word.upper() for word in keywords}

    def keyword(token: Token) -> Token:
        kind = upper.get(token) or upper.get(token.lower())
        if kind:
            token.type = kind
        return token

    lark = Lark(
        text,
        start=["sentence", "between_sentences"],
        parser="lalr",
        lexer="basic",
        lexer_callbacks={"NAME": keyword},
        transformer=builder,
        maybe_placeholders=True,
        cache=_cache_file() or False,
    )
    return lark, builder, table(lark, "sentence"), keywords


def _cache_file() -> str:
    """Where the compiled grammar is kept: in the user's own folder only, because it is a pickle."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(base) / "treatylang"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # a user without a home
        return ""
    return str(folder / "grammar.bin")


@functools.lru_cache(maxsize=128)
def parse(path: str, text: str) -> Parsed:
    """Read one file of a draft. Never raises for what stands in it.

    An unchanged file is not read twice.
    """
    text = text.removeprefix("\ufeff")
    reader = _Reader(path, text)
    with collecting_less():
        sentences = tuple(reader.sentences())
    findings = (*hidden(path, text), *reader.findings)
    file = ast.File(path, text, sentences)
    return Parsed(file, findings, not reader.incomplete, frozenset(reader.lost), reader.stopped)


def words(text: str) -> Iterator[Token]:
    """Return the words of a text, comments and white space left out."""
    return _parser()[0].lex(text)


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.findings: list[Finding] = []
        self.lost: set[str] = set()
        self.incomplete = False
        self.stopped = False
        """Whether so much could not be read that the rest of the file was not tried."""
        self.quiet = False
        """Whether what follows from an error already reported is being read."""
        self.lark, self.builder, self.table, self.keywords = _parser()
        self.builder.path = path

    def error(self, message: str, place: Place, advice: str = "") -> None:
        self.incomplete = True
        if self.quiet:
            return
        line = self.text[place.start : place.end][:60]
        member = Member(f"{self.path}: {line}", place, "")
        self.findings.append(
            Finding("TL002", Severity.ERROR, message, (member,), advice=advice, detail=message)
        )

    def place(self, token: Token) -> Place:
        return place_of(token, self.path)

    def limit(self, message: str, place: Place, advice: str) -> None:
        self.incomplete = True
        if not self.quiet:
            self.findings.append(limits.exceeded(message, place, advice))

    # --- words ----------------------------------------------------------------------------------

    def tokens(self) -> Iterator[Token]:
        """The words of the file. One that means nothing is of type STRAY; after a quotation mark
        that is never closed, the rest of its line is left out."""
        start = lines = unclosed = 0
        while start >= 0:
            text, base = self.text[start:], start
            start = -1
            for token in self.lark.lex(text):
                kind, at = token.type, token.start_pos or 0
                if base:
                    token.start_pos, token.end_pos = base + at, base + (token.end_pos or 0)
                    token.line = lines + (token.line or 0)
                if (kind == "NUMBER" and not _sensible(token)) or (
                    kind == "NAME" and len(token) > limits.NAME
                ):
                    token.type = "STRAY"
                if kind == "NAME" and not token.isascii():
                    alike = mixed(token, self.place(token))
                    self.findings += [alike] if alike else []
                yield token
                if kind == "STRAY" and token in _QUOTES:
                    unclosed += 1
                    if unclosed > limits.ERRORS:
                        self._stop(token)
                        return
                    end = text.find("\n", at)
                    lines += text.count("\n", 0, end)
                    start = base + end if end >= 0 else -1
                    break

    def _stray(self, token: Token) -> None:
        place = self.place(token)
        if HIDING.match(token):  # reported as such
            self.incomplete = True
            return
        if token in _QUOTES:
            mark = "”" if token == "“" else '"'
            self.error("this quotation mark is never closed", place, f"Close it with {mark}")
        elif token in _BRACKETS:
            self.error(
                "open text in square brackets is not read yet",
                place,
                "Choose one of the options; check each as a draft of its own.",
            )
        elif token[0].isdigit():
            if not token.isascii():
                self.error("numbers are written with the digits 0 to 9", place)
                return
            most = limits.DIGITS
            message = f"a number has at most {most} digits, and lies below 1e{most}"
            self.limit(message, place, "Choose another unit.")
        elif len(token) > 1:
            self.limit(f"this name has more than {limits.NAME} letters", place, "Shorten it.")
        elif token == ".":
            self.error(
                "this full stop ends nothing", place, "A space or a new line follows a full stop."
            )
        elif unicodedata.category(token)[0] in "CM":
            message = f"the character U+{ord(token):04X} cannot stand outside quotation marks"
            self.error(message, place, "Delete it.")
        else:
            advice = _STRAY_ADVICE.get(str(token), "Delete it, or put it in quotation marks.")
            self.error(f"“{token}” has no meaning here", place, advice)

    # --- sentences ------------------------------------------------------------------------------

    def sentences(self) -> Iterator[ast.Labelled]:
        """All sentences that can be read, in order."""
        pending: list[Token] = []
        for token in self.tokens():
            if token.type == "DOT":
                yield from self._sentence(pending, token)
                pending = []
            elif len(pending) > limits.WORDS:
                continue  # it is refused as a whole
            elif token.type == "COLON" and _is_scenario(pending):
                yield self._scenario(pending)
                pending = []
            else:
                pending.append(token)
            if len(self.findings) >= limits.ERRORS:
                self._stop(token)
            if self.stopped:
                return
        if pending:
            yield from self._sentence(pending, None)

    def _stop(self, token: Token) -> None:
        message = f"more than {limits.ERRORS} sentences of this file cannot be read"
        advice = "Mend the first ones; what follows here was not read."
        self.limit(message, self.place(token), advice)
        self.stopped = True

    def _scenario(self, tokens: list[Token]) -> ast.Labelled:
        name, *phrase = (self.builder.word(token) for token in tokens[1:])
        place = self.place(tokens[0]).to(self.place(tokens[-1]))
        values = (name, phrase[0] if phrase else None)
        return ast.Labelled(ast.Declaration("scenario", values, (), place), None, "", place)

    def _sentence(self, tokens: list[Token], stop: Token | None) -> Iterator[ast.Labelled]:
        """Parse the tokens of one sentence, or of several where full stops were forgotten."""
        if not tokens and stop:
            self.error("this full stop ends nothing", self.place(stop), "Delete it.")
        if len(tokens) > limits.WORDS:
            message = f"this sentence has more than {limits.WORDS} words"
            self.limit(message, self.place(tokens[0]), "Use several clauses.")
            self._lose(tokens)
            return
        while tokens:
            at = next((at for at, token in enumerate(tokens) if token.type == "STRAY"), -1)
            if at >= 0:
                self._stray(tokens[at])
            if at >= 0 and tokens[at] in _QUOTES:
                self._lose(tokens[:at])
                tokens = self._rest(tokens, at + 1)
            elif at >= 0 and _is_slip(tokens[at]):
                yield from self._without_slips(tokens, stop)
                return
            elif at >= 0:
                self._lose(tokens)
                return
            else:
                sentence, tokens = self._one(tokens, stop)
                if sentence is not None:
                    yield sentence

    def _without_slips(self, tokens: list[Token], stop: Token | None) -> Iterator[ast.Labelled]:
        """The declarations among the tokens, read without the characters that mean nothing.

        A norm is never guessed.
        """
        left = [token for token in tokens if not _is_slip(token)]
        quiet, self.quiet = self.quiet, True
        if left:
            for labelled in self._sentence(left, stop):
                if isinstance(labelled.sentence, ast.Declaration):
                    yield labelled
        self.quiet = quiet

    def _one(
        self, tokens: list[Token], stop: Token | None
    ) -> tuple[ast.Labelled | None, list[Token]]:
        """Parse one sentence; return it, if it can be read, and the tokens after it."""
        label, number, printed, body = self._label(tokens)
        if not body:
            last = self.place(tokens[-1])
            self.error("a sentence is missing here", last, "A full stop ends a sentence.")
            self._lose(tokens)
            return None, []
        sentence, rest = self._parse(body, stop)
        if sentence is None:
            self._lose(tokens)
            return None, rest
        first = label.place if label else self.place(tokens[0])
        place = first.to(sentence.place)
        return ast.Labelled(sentence, label, number, place, printed), rest

    def _lose(self, tokens: list[Token]) -> None:
        """Remember the name that a sentence which cannot be read would have declared."""
        words = [str(token) for token in tokens[:3] if token.type != "CONTROLLED"]
        declared = tokens[:1] and tokens[0].lower() in _HEADED
        labelled = not declared and any(token.type == "COLON" for token in tokens[1:6])
        self.lost.update(words[:1] if labelled else words[1:2])

    def _label(self, tokens: list[Token]) -> tuple[ast.Word | None, str, str, list[Token]]:
        """Take "cap:", "cap 4(1):", "cap 4:" or "cap "1 bis.":" off the head of a sentence."""
        kinds = [token.type for token in tokens[:6]]
        pinned = {2: kinds[1:3] in _PINNED_ALONE, 5: kinds[1:6] == _PINNED}
        length = next((n for n, found in pinned.items() if found), 0)
        if not length and kinds[1:2] == ["COLON"]:
            length = 1
        if not length or not _LETTER.match(tokens[0]):
            return None, "", "", tokens
        label = ast.Word(str(tokens[0]), self.place(tokens[0]))
        number = tokens[1 if length == 2 else 3] if length > 1 else None
        if number is not None and number.type == "STRING":
            return label, "", self.builder.word(number).text, tokens[length + 1 :]
        if number is not None and not number.isdecimal():
            advice = "Write “cap 4: ...” or “cap 4(1): ...”."
            self.error("a paragraph's number is a whole number", self.place(number), advice)
            number = None
        return label, str(number or ""), "", tokens[length + 1 :]

    def _feed(self, tokens: list[Token], words: list[int] | None = None) -> tuple[Machine, int]:
        """Feed tokens to a new machine until one cannot stand; return it and how many it took.

        ``words`` takes the places where a word of the language was read that might be a name.
        """
        machine = Machine(self.table)
        for index, token in enumerate(tokens):
            kind = token.type
            if kind != "NAME" and (_may_be_name(token) or _is_tongue(tokens, token)):
                row = machine.row
                named = kind not in row or (kind == "A" and _is_named_a(tokens, index))
                if named and "NAME" in row:
                    kind = "NAME"
                    token = token.update(type=kind)
                elif words is not None and "NAME" in row:
                    words.append(index)
            if not machine.feed(kind, token):
                return machine, index
        return machine, len(tokens)

    def _parse(
        self, tokens: list[Token], stop: Token | None
    ) -> tuple[ast.Sentence | None, list[Token]]:
        """Return the sentence, or None with the error reported, and the tokens left over."""
        if _depth(tokens) > limits.NESTING:
            message = f"brackets or “not” stand more than {limits.NESTING} deep in one another"
            self.limit(message, self.place(tokens[0]), "Use several clauses.")
            return None, []
        try:
            words: list[int] = []
            machine, taken = self._feed(tokens, words)
            sentence: ast.Sentence | None = machine.finish() if taken == len(tokens) else None
            if sentence is None:
                sentence = self._with_a_name(tokens, words)
            if sentence is None and taken < len(tokens):
                return self._unexpected(machine, tokens, taken)
        except BadLiteral as problem:
            self.error(problem.message, problem.place, problem.advice)
            return None, self._rest(tokens, 1)
        if sentence is None:
            self._incomplete(machine, tokens, stop)
            return None, []
        if not stop and not _closes_itself(tokens[-1]):
            end = self.place(tokens[-1])
            self.error("the last sentence has no full stop", end, "End it with a full stop.")
        return sentence, []

    def _with_a_name(self, tokens: list[Token], words: list[int]) -> ast.Sentence | None:
        """Read the sentence with one of the words of the language in it as somebody's name.

        "A Party may withdraw within 30 days" is about an act, and "... withdraw on 12 months'
        notice" is not: which it is shows only later.
        """
        for at in reversed(words[-_MOST_NAMES:]):
            named = tokens[at].update(type="NAME")
            machine, taken = self._feed([*tokens[:at], named, *tokens[at + 1 :]])
            if taken == len(tokens) and (sentence := machine.finish()) is not None:
                return cast(ast.Sentence, sentence)
        return None

    def _unexpected(
        self, machine: Machine, tokens: list[Token], index: int
    ) -> tuple[ast.Sentence | None, list[Token]]:
        token, expected = tokens[index], machine.accepts()
        if END in expected and index and self._begins(tokens, index):
            if not _closes_itself(tokens[index - 1]):
                self.error(
                    f"a full stop is missing after “{_short(tokens[index - 1])}”",
                    self.place(tokens[index - 1]),
                    "Each sentence ends with a full stop.",
                )
            return machine.finish(), tokens[index:]
        at, word = self._meant(tokens, index)
        if word:
            self.error(
                f"“{_short(tokens[at])}” cannot stand here",
                self.place(tokens[at]),
                f"Did you mean “{word}”?",
            )
            fixed = tokens[at].update(type=word.upper(), value=word)
            return self._guessed([*tokens[:at], fixed, *tokens[at + 1 :]], index)
        if index == 1 and tokens[0].lower() in _NOT_YET:
            self.error(
                f"sentences that begin with “{tokens[0]}” are not read yet",
                self.place(tokens[0]),
                "Leave them out.",
            )
        else:
            self.error(
                f"“{_short(token)}” cannot stand here; expected {describe(expected)}",
                self.place(token),
                _advice(tokens, index),
            )
        return None, self._rest(tokens, index + 1)

    def _guessed(self, tokens: list[Token], index: int) -> tuple[ast.Sentence | None, list[Token]]:
        """Take a declaration as it was probably meant, so that its name is not missed elsewhere.

        A norm is never guessed.
        """
        with contextlib.suppress(BadLiteral):
            machine, taken = self._feed(tokens)
            sentence = machine.finish() if taken == len(tokens) else None
            if isinstance(sentence, ast.Declaration):
                return sentence, []
        return None, self._rest(tokens, index + 1)

    def _rest(self, tokens: list[Token], start: int) -> list[Token]:
        """The tokens from the next place on where a sentence seems to begin."""
        for later in range(start, len(tokens)):
            if _starts_sentence(tokens, later) and self._heads_line(tokens[later]):
                return tokens[later:]
        return []

    def _begins(self, tokens: list[Token], index: int) -> bool:
        """Whether a new sentence begins at this token, which the one before it cannot hold."""
        if _starts_sentence(tokens, index):
            return True
        word = tokens[index]
        if _closes_itself(tokens[index - 1]) and self._heads_line(word):
            return True
        return word.lower() in _FIRST and (word[0].isupper() or self._heads_line(word))

    def _heads_line(self, token: Token) -> bool:
        before = (token.start_pos or 0) - 1
        while before >= 0 and self.text[before] != "\n":
            if not self.text[before].isspace():
                return False
            before -= 1
        return True

    def _meant(self, tokens: list[Token], index: int) -> tuple[int, str]:
        """The keyword that was misspelt at or just before a token that cannot stand, or ""."""
        for at in range(index, max(index - 3, -1), -1):
            token = tokens[at]
            if not _LETTER.match(token) or len(token) > 20 or token.type == "THEN":
                continue
            machine, _ = self._feed(tokens[:at])
            keywords = [kind.lower() for kind in machine.accepts() if kind.lower() in self.keywords]
            for word in difflib.get_close_matches(token.lower(), keywords, n=3, cutoff=0.7):
                meant = token.update(type=word.upper(), value=word)
                taken = 0
                with contextlib.suppress(BadLiteral):
                    _, taken = self._feed([*tokens[:at], meant, *tokens[at + 1 : index + 2]])
                if word != token.lower() and taken > index:
                    return at, word
        return index, ""

    def _incomplete(self, machine: Machine, tokens: list[Token], stop: Token | None) -> None:
        where = "before the full stop" if stop else "before the end of the file"
        self.error(
            f"the sentence stops too early; expected {describe(machine.accepts())} {where}",
            self.place(stop or tokens[-1]),
        )


_PINNED = ["NUMBER", "LPAR", "NUMBER", "RPAR", "COLON"]
_PINNED_ALONE = (["NUMBER", "COLON"], ["STRING", "COLON"])
_LETTER = re.compile(r"[^\W\d]")
_FIRST = STARTERS | {"a", "an", "any", "the", "if", "when", "where", "unless", "subject", "except"}
_HEADED = frozenset(["weights", "vote", "procedure"])
_DECLARED = frozenset(
    "STATE CLASS ORGAN UNIT QUANTITY FACT EVENT ACT MATTER WEIGHTS VOTE PROCEDURE".split()
)
_NOT_YET = frozenset(["prefer"])
_MONTHS = frozenset(name.lower() for name in calendar.month_name if name)
_TOKEN_ADVICE = {
    ")": "No bracket was opened, or the part before it is not finished.",
    ":": "A colon follows the label of a clause, or the head of a scenario.",
    "only": "To permit is not yet to forbid the rest: write “No Party shall ..., unless ...”.",
}
_STRAY_ADVICE = {
    ";": "Write a comma inside a sentence, and a full stop at its end.",
    "'": 'Words are quoted with " on both sides.',
    "‘": 'Words are quoted with " on both sides.',
    "’": 'Words are quoted with " on both sides.',
    "”": 'Words are quoted with " on both sides, or with “ and ”.',
    "„": 'Words are quoted with " on both sides, or with “ and ”.',
    "«": 'Words are quoted with " on both sides, or with “ and ”.',
    "»": 'Words are quoted with " on both sides, or with “ and ”.',
    "–": "A minus is written “-”.",
    "$": "Declare a unit for money (“unit dollar”), and write it after the number.",
    "€": "Declare a unit for money (“unit euro”), and write it after the number.",
}


def _sensible(number: str) -> bool:
    digits, _, exponent = number.lower().partition("e")
    return (
        number.isascii()
        and len(digits) <= limits.DIGITS
        and len(exponent) <= 5
        and abs(int(exponent or 0)) <= limits.DIGITS
    )


def _advice(tokens: list[Token], index: int) -> str:
    """What to do about a token that cannot stand, where it or its neighbours tell."""
    token, before = tokens[index], tokens[max(index - 2, 0) : index]
    kinds = [item.type for item in (*before, token)]
    if kinds == ["NUMBER", "COMMA", "NUMBER"] and token.start_pos == before[1].end_pos:
        return f"Write the number without commas: {before[0]}{token}."
    dotted = next((t for t in (*before, token) if t.type == "NAME" and "." in t), None)
    if dotted is not None:
        return f"If a sentence ends within “{_short(dotted)}”, put a space after its full stop."
    if (before and before[-1].lower() in _MONTHS) or kinds[1:] == ["NUMBER", "MINUS"]:
        return "Dates are written 2035-01-31."
    if index == 1 and before[-1].type in _DECLARED and token.lower() in HARD:
        return (
            f"“{token}” is a word of the language: choose another name, or write {token.upper()}."
        )
    if token.type == "COLON" and index == 1:
        return "A clause has one label; a colon follows it, or the head of a scenario."
    if token.type == "AND":
        return "A norm is about one act: write a sentence for each."
    return _TOKEN_ADVICE.get(token.lower(), "")


def _is_scenario(tokens: list[Token]) -> bool:
    if len(tokens) not in (2, 3) or tokens[0].lower() != "scenario" or not _may_be_name(tokens[1]):
        return False
    return [token.type for token in tokens[2:]] in ([], ["STRING"])


def _is_slip(token: Token) -> bool:
    """Whether it is one character that means nothing, and may be left out of a declaration."""
    return token.type == "STRAY" and len(token) == 1 and token not in _QUOTES | _BRACKETS


def _may_be_name(token: Token) -> bool:
    """A word of the language all in capitals may be a State's code: AND is Andorra, IT is Italy."""
    hard = token.lower() in HARD and (len(token) == 1 or not token.isupper())
    return bool(_LETTER.match(token)) and not hard


def _is_tongue(tokens: list[Token], token: Token) -> bool:
    """Whether a word is the code of a language in the head of a treaty: "it" is Italian."""
    return token in _TONGUES and tokens[0].type == "TREATY"


def _is_named_a(tokens: list[Token], index: int) -> bool:
    """Whether "A" is somebody's name here: "A does train", and not "a Party"."""
    return index + 1 < len(tokens) and tokens[index + 1].type in ("DOES", "IS")


def _depth(tokens: list[Token]) -> int:
    """How deep brackets and signs of negation stand in one another, or a little more."""
    depth = deepest = run = longest = 0
    for token in tokens:
        kind = token.type
        if kind == "LPAR":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "RPAR":
            depth -= 1
        run = run + 1 if kind in ("NOT", "MINUS") else run if kind == "LPAR" else 0
        longest = max(longest, run)
    return deepest + longest


def _starts_sentence(tokens: list[Token], index: int) -> bool:
    """Whether a new sentence may begin at this token: a label, or a word that begins one."""
    following = [token.type for token in tokens[index + 1 : index + 6]]
    if following[:1] == ["COLON"] or following == _PINNED or following[:2] in _PINNED_ALONE:
        return True
    return tokens[index].lower() in STARTERS and tokens[index].line != tokens[index - 1].line


def _closes_itself(token: Token) -> bool:
    """Whether it is a quotation that ends with its own full stop ("... of its aim.")."""
    return token.type == "STRING" and token[-2:-1] in (".", "。", "!", "?")


def _short(token: str) -> str:
    return token if len(token) <= 40 else f"{token[:37]}..."
