"""Reading one file: text to sentences, each parsed on its own, with every error reported.

A full stop before white space ends a sentence, whatever stands in it; so the file is cut there
first, and an error in one sentence leaves all others readable.
"""

from __future__ import annotations

import difflib
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lark import Lark, Token
from lark.exceptions import UnexpectedToken, VisitError
from lark.parsers.lalr_interactive_parser import InteractiveParser

from treatylang.findings import Finding, Member, Severity
from treatylang.rules import Rule, register
from treatylang.syntax import ast
from treatylang.syntax.build import BadLiteral, Builder, place_of
from treatylang.syntax.keywords import HARD, STARTERS, describe, grammar
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
HIDDEN = register(
    Rule(
        code="TL003",
        name="hidden-text",
        title="characters that can hide text from its reader",
        severity=Severity.ERROR,
        what="The file has control characters or bidirectional overrides: what is shown on a "
        "screen can then differ from what is read by the tool.",
        law="Unicode Technical Report 36; the attack is described by Boucher and Anderson, "
        "“Trojan Source” (2021).",
        bad='class Party "Party\u202e" plural "Parties".\nact act_a "act" by Party.\n'
        'article a "A".\n  one: Each Party shall act_a.\n',
        good='class Party "Party" plural "Parties".\nact act_a "act" by Party.\n'
        'article a "A".\n  one: Each Party shall act_a.\n',
    )
)

_HIDING = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST_NUMBER = 400
_GREATEST_EXPONENT = 400
_DEEPEST = 60
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file with what reading it found; ``complete`` is false where a sentence was lost."""

    file: ast.File
    findings: tuple[Finding, ...]
    complete: bool


@functools.cache
def _parser() -> tuple[Lark, Builder]:
    text, keywords = grammar()
    builder = Builder()

    def keyword(token: Token) -> Token:
        word = token.lower()
        return token.update(type=word.upper()) if word in keywords else token

    lark = Lark(
        text,
        start=["sentence", "between_sentences"],
        parser="lalr",
        lexer="basic",
        lexer_callbacks={"NAME": keyword},
        propagate_positions=True,
        maybe_placeholders=True,
        cache=_cache_file() or False,
    )
    return lark, builder


def _cache_file() -> str:
    """Where the compiled grammar is kept: in the user's own folder only, because it is a pickle."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(Path.home(), ".cache")
    folder = Path(base) / "treatylang"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return ""
    return str(folder / "grammar.bin")


def parse(path: str, text: str) -> Parsed:
    """Read one file of a draft. Never raises for what stands in it."""
    reader = _Reader(path, text)
    sentences = tuple(reader.sentences())
    findings = (*reader.hidden(), *reader.findings)
    return Parsed(ast.File(path, text, sentences), findings, not reader.lost)


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.findings: list[Finding] = []
        self.lost = False
        self.lark, self.builder = _parser()
        self.builder.path = path
        self.start = self.lark.parse_interactive(start="sentence")

    def error(self, message: str, place: Place, advice: str = "") -> None:
        self.lost = True
        line = self.text[place.start : place.end][:60]
        member = Member(f"{self.path}: {line}", place, "")
        self.findings.append(
            Finding("TL002", Severity.ERROR, message, (member,), advice=advice, detail=message)
        )

    def hidden(self) -> Iterator[Finding]:
        for match in _HIDING.finditer(self.text):
            if match.start() == 0 and match.group() == "\ufeff":
                continue
            line = self.text.count("\n", 0, match.start()) + 1
            column = match.start() - self.text.rfind("\n", 0, match.start())
            place = Place(self.path, match.start(), match.end(), line, column)
            code = f"U+{ord(match.group()):04X}"
            yield Finding(
                "TL003",
                Severity.ERROR,
                f"the character {code} can hide text from its reader",
                (Member(f"{self.path}: {code}", place, "cannot be seen"),),
                advice="Delete it; quotation in another script needs no control characters.",
                detail=code,
            )

    # --- words -------------------------------------------------------------------------------

    def tokens(self) -> Iterator[Token]:
        skip_to = 0
        for token in self.lark.lex(self.text):
            start = token.start_pos or 0
            if start < skip_to:
                continue
            problem = self._bad_word(token)
            if not problem:
                yield token
                continue
            self.error(*problem)
            if token.startswith(("“", '"')):
                skip_to = self.text.find("\n", start) % (len(self.text) + 1)

    def _bad_word(self, token: Token) -> tuple[str, Place, str] | None:
        place = place_of(token, self.path)
        if token.type == "STRAY":
            if _HIDING.match(token):
                return ("a character that cannot be seen stands here", place, "Delete it.")
            if token in ('"', "“"):
                return ("this quotation mark is never closed", place, "Close it with “\"”.")
            if token in "[]|":
                return (
                    "open text in square brackets is not read yet",
                    place,
                    "Check each option as a draft of its own.",
                )
            return (f"“{token}” has no meaning here", place, "Delete it.")
        if token.type == "NUMBER":
            digits, _, exponent = token.lower().partition("e")
            too_great = len(exponent) > 5 or abs(int(exponent or 0)) > _GREATEST_EXPONENT
            if len(digits) > _LONGEST_NUMBER or too_great:
                advice = f"Numbers go up to 1e{_GREATEST_EXPONENT}."
                return ("this number is too large to mean anything", place, advice)
        if token.type == "NAME" and len(token) > _LONGEST_NAME:
            return ("this name is too long", place, f"Names have at most {_LONGEST_NAME} letters.")
        return None

    # --- sentences ------------------------------------------------------------------------------

    def sentences(self) -> Iterator[ast.Labelled]:
        pending: list[Token] = []
        for token in self.tokens():
            if token.type == "DOT":
                yield from self._sentence(pending, ended=True)
                pending = []
            elif token.type == "COLON" and _is_scenario(pending):
                yield self._scenario(pending)
                pending = []
            else:
                pending.append(token)
        if pending:
            yield from self._sentence(pending, ended=False)

    def _scenario(self, tokens: list[Token]) -> ast.Labelled:
        name, *phrase = [
            ast.Word(str(t) if t.type == "NAME" else str(t)[1:-1], place_of(t, self.path))
            for t in tokens[1:]
        ]
        place = place_of(tokens[0], self.path).to(place_of(tokens[-1], self.path))
        values = (name, phrase[0] if phrase else None)
        return ast.Labelled(ast.Declaration("scenario", values, (), place), None, "", place)

    def _sentence(self, tokens: list[Token], *, ended: bool) -> Iterator[ast.Labelled]:
        """Parse the tokens of one sentence, or of several where full stops were forgotten."""
        while tokens:
            label, number, body = self._label(tokens)
            if not body:
                last = place_of(tokens[-1], self.path)
                self.error("a sentence is missing here", last, "A full stop ends a sentence.")
                return
            sentence, rest = self._parse(body, ended)
            if sentence is not None:
                first = label.place if label else place_of(tokens[0], self.path)
                yield ast.Labelled(sentence, label, number, first.to(sentence.place))
            tokens = rest

    def _label(self, tokens: list[Token]) -> tuple[ast.Word | None, str, list[Token]]:
        """Take "cap:" or "cap 4(1):" or "cap 4:" off the head of a sentence."""
        kinds = [token.type for token in tokens[:6]]
        pinned = {2: kinds[1:3] == ["NUMBER", "COLON"], 5: kinds[1:6] == _PINNED}
        length = next((n for n, found in pinned.items() if found), 0)
        if not length and kinds[1:2] == ["COLON"]:
            length = 1
        if not length or not re.match(r"[^\W\d]", tokens[0]):
            return None, "", tokens
        label = ast.Word(str(tokens[0]), place_of(tokens[0], self.path))
        number = "" if length == 1 else str(tokens[1 if length == 2 else 3])
        return label, number, tokens[length + 1 :]

    def _parse(
        self, tokens: list[Token], ended: bool
    ) -> tuple[ast.Sentence | None, list[Token]]:
        """Return the sentence, or None with the error reported, and the tokens left over."""
        if _depth(tokens) > _DEEPEST:
            self.error(
                "this sentence nests too deeply to be understood",
                place_of(tokens[0], self.path),
                f"Brackets and “not” go at most {_DEEPEST} deep: use several clauses.",
            )
            return None, []
        parser = self.start.copy()
        states = parser.parser_state.parse_conf.parse_table.states
        try:
            for index, token in enumerate(tokens):
                actions = states[parser.parser_state.position]
                if token.type not in actions and "NAME" in actions and _may_be_name(token):
                    token = token.update(type="NAME")
                try:
                    parser.feed_token(token)
                except UnexpectedToken:
                    return self._unexpected(parser, tokens, index)
            try:
                sentence = self.builder.transform(parser.feed_eof(tokens[-1]))
            except UnexpectedToken:
                self._incomplete(parser, tokens, ended)
                return None, []
        except (BadLiteral, VisitError) as problem:
            cause = problem.orig_exc if isinstance(problem, VisitError) else problem
            if not isinstance(cause, BadLiteral):
                raise
            self.error(cause.message, cause.place)
            return None, []
        if not ended and not _closes_itself(tokens[-1]):
            end = place_of(tokens[-1], self.path)
            self.error("the last sentence has no full stop", end, "End it with a full stop.")
        return sentence, []

    def _unexpected(
        self, parser: InteractiveParser, tokens: list[Token], index: int
    ) -> tuple[ast.Sentence | None, list[Token]]:
        token, place = tokens[index], place_of(tokens[index], self.path)
        expected = parser.accepts()
        if "$END" in expected and index and _starts_sentence(tokens, index):
            if not _closes_itself(tokens[index - 1]):
                self.error(
                    f"a full stop is missing after “{_short(tokens[index - 1])}”",
                    place_of(tokens[index - 1], self.path),
                    "Each sentence ends with a full stop.",
                )
            return self.builder.transform(parser.feed_eof(tokens[index - 1])), tokens[index:]
        wanted = describe(expected)
        near = difflib.get_close_matches(
            token.lower(), [kind.lower() for kind in expected], n=1, cutoff=0.7
        )
        advice = f"Did you mean “{near[0]}”?" if near and token.lower() != near[0] else ""
        self.error(f"“{_short(token)}” cannot stand here; expected {wanted}", place, advice)
        for later in range(index + 1, len(tokens)):
            if _starts_sentence(tokens, later) and _first_of_line(self.text, tokens[later]):
                return None, tokens[later:]
        return None, []

    def _incomplete(self, parser: InteractiveParser, tokens: list[Token], ended: bool) -> None:
        wanted = describe(parser.accepts())
        where = "before the full stop" if ended else "before the end of the file"
        self.error(
            f"the sentence stops too early; expected {wanted} {where}",
            place_of(tokens[-1], self.path),
        )


_PINNED = ["NUMBER", "LPAR", "NUMBER", "RPAR", "COLON"]


def _is_scenario(tokens: list[Token]) -> bool:
    kinds = [token.type for token in tokens]
    return bool(tokens) and tokens[0].lower() == "scenario" and kinds[1:] in (
        ["NAME"],
        ["NAME", "STRING"],
    )


def _may_be_name(token: Token) -> bool:
    return bool(re.match(r"[^\W\d]", token)) and token.lower() not in HARD


def _depth(tokens: list[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        deepest = max(deepest, depth)
    return max(deepest, sum(token.type in ("NOT", "MINUS") for token in tokens))


def _starts_sentence(tokens: list[Token], index: int) -> bool:
    """Whether a new sentence may begin at this token: a label, or a word that begins one."""
    following = [token.type for token in tokens[index + 1 : index + 6]]
    if following[:1] == ["COLON"] or following == _PINNED:
        return True
    return tokens[index].lower() in STARTERS and tokens[index].line != tokens[index - 1].line


def _closes_itself(token: Token) -> bool:
    """Whether it is a quotation that ends with its own full stop ("... of its aim.")."""
    return token.type == "STRING" and token[-2:-1] in (".", "。", "!", "?")


def _first_of_line(text: str, token: Token) -> bool:
    start = token.start_pos or 0
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _short(token: str) -> str:
    return token if len(token) <= 40 else f"{token[:37]}..."
