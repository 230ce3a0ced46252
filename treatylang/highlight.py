"""The language coloured: a lexer for Pygments, and the TextMate grammars that editors read.

Both take the words of the language from its grammar, so that they never lag behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

from treatylang.model import tongues
from treatylang.syntax.keywords import HARD, STARTERS, grammar

_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_NUMBER = r"\d{4}-\d\d-\d\d(?!\w)|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_SIGNS = r"<=|>=|!=|[≤≥≠<>=+*×/%−-]"


class TreatyLexer(RegexLexer):
    """Colours drafts (``.treaty``) in whatever uses Pygments: documentation, terminals, LaTeX."""

    name = "Treaty draft"
    aliases: ClassVar[list[str]] = ["treaty"]
    filenames: ClassVar[list[str]] = ["*.treaty"]
    tokens: ClassVar = {
        "root": [
            (r"#[^\n]*", Comment.Single),
            (r'"(?:[^"\\]|\\.)*"|“[^”]*”', String.Double),
            (rf"^([ \t]*)({_NAME})(:)", bygroups(Text, Name.Label, Punctuation)),
            (_NUMBER, Number),
            (_NAME, Name),
            (_SIGNS, Operator),
            (r"[.,:()\[\]|]", Punctuation),
            (r"\s+|.", Text),
        ]
    }

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the words with their kinds; words of the language are told from names."""
        keywords = _keywords()
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            yield at, Keyword if kind is Name and value in keywords else kind, value


def textmate() -> dict[str, object]:
    """Return the TextMate grammar of drafts."""
    return _grammar("Treaty draft", "source.treaty", _keywords())


def textmate_lexicon() -> dict[str, object]:
    """Return the TextMate grammar of lexicons."""
    return _grammar("Treaty lexicon", "source.treaty.lexicon", _lexicon_words())


def _keywords() -> frozenset[str]:
    """The words of the language as they are written: capitals only where a sentence begins with
    them, for "Party" is a name."""
    _, keywords = grammar()
    return keywords | {word.capitalize() for word in keywords & (HARD | STARTERS)}


def _lexicon_words() -> frozenset[str]:
    forms = [tongues.forms(code, kind) for code in tongues.LANGUAGES for kind in tongues.KINDS]
    named = [name for form in forms for name in (*form.worded, *form.flags)]
    return frozenset(word for name in (*tongues.KINDS, *named) for word in name.split())


def _grammar(name: str, scope: str, keywords: Iterable[str]) -> dict[str, object]:
    words = "|".join(sorted(keywords, key=lambda word: (-len(word), word)))
    return {
        "name": name,
        "scopeName": scope,
        "patterns": [
            {"name": "comment.line.number-sign.treaty", "match": "#.*$"},
            {
                "name": "string.quoted.double.treaty",
                "begin": '"',
                "end": '"',
                "patterns": [
                    {"name": "constant.character.escape.treaty", "match": r"\\."},
                    {"name": "variable.other.reference.treaty", "match": r"\{[^}\"]*\}"},
                ],
            },
            {"name": "string.quoted.other.treaty", "begin": "“", "end": "”"},
            {
                "match": r"^\s*([\p{L}_][\p{L}\p{N}_]*)(?:\s+\d+(?:\([^)]*\))?)?(:)",
                "captures": {
                    "1": {"name": "entity.name.tag.treaty"},
                    "2": {"name": "punctuation.separator.treaty"},
                },
            },
            {
                "name": "constant.numeric.treaty",
                "match": r"(?<![\p{L}_.])(?:\d{4}-\d\d-\d\d|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)",
            },
            {
                "name": "keyword.control.treaty",
                "match": rf"(?<![\p{{L}}\p{{N}}_.])(?:{words})(?![\p{{L}}\p{{N}}_])",
            },
            {"name": "keyword.operator.treaty", "match": _SIGNS},
        ],
    }
