"""Colours: the Pygments lexer, and the grammars that the extension for an editor ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Keyword, Name, Number, String, Token

from treatylang.highlight import TreatyLexer, textmate, textmate_lexicon
from treatylang.syntax.keywords import grammar

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"


def test_words_of_the_language_are_told_from_names() -> None:
    text = '  cap: # why\n    No Party shall train with compute >= 1e26 FLOP.\n    because "x".\n'
    kinds = {value: kind for kind, value in TreatyLexer().get_tokens(text)}
    assert kinds["cap"] is Name.Label
    assert kinds["# why"] is Comment.Single
    assert kinds["No"] is kinds["shall"] is kinds["because"] is Keyword
    assert kinds["Party"] is kinds["train"] is Name
    assert kinds["1e26"] is Number
    assert kinds['"x"'] is String.Double


@pytest.mark.parametrize("path", sorted((ROOT / "drafts").rglob("*.treaty")), ids=str)
def test_nothing_of_a_draft_is_lost(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(TreatyLexer(stripnl=False).get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert not any(kind in Token.Error for kind, _ in tokens)


def test_pygments_finds_the_lexer_by_the_ending() -> None:
    assert isinstance(get_lexer_for_filename("accord.treaty"), TreatyLexer)


@pytest.mark.parametrize(
    ("name", "made"),
    [("treaty.tmLanguage.json", textmate), ("lexicon.tmLanguage.json", textmate_lexicon)],
)
def test_the_extension_ships_the_grammar_of_today(name: str, made: object) -> None:
    assert callable(made)
    written = (EXTENSION / "syntaxes" / name).read_text(encoding="utf-8")
    assert json.loads(written) == made(), "write it anew: python -m editors.write"


def test_every_word_of_the_language_is_in_the_grammar() -> None:
    _, keywords = grammar()
    control = next(
        pattern["match"]
        for pattern in textmate()["patterns"]  # type: ignore[attr-defined]
        if pattern.get("name") == "keyword.control.treaty"
    )
    assert keywords <= set(control.split("(?:")[1].split(")")[0].split("|"))


def test_the_extension_names_files_that_are_there() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    contributed = manifest["contributes"]
    paths = [item["path"] for kind in ("grammars", "snippets") for item in contributed[kind]]
    paths += [item["configuration"] for item in contributed["languages"]]
    for path in paths:
        json.loads((EXTENSION / path).read_text(encoding="utf-8"))


def test_snippets_are_sentences_of_the_language() -> None:
    import re

    from treatylang.syntax.parse import parse

    snippets = json.loads((EXTENSION / "snippets" / "treaty.json").read_text(encoding="utf-8"))
    for snippet in snippets.values():
        text = "\n".join(snippet["body"])
        filled = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "No Party shall act.")
        filled = filled.replace("P does act on day 10", "P does notify on day 10")
        lead = 'article a "A".\n' if re.match(r"\w+:", filled) else ""
        ended = filled if filled.endswith(".") else f"{filled}."
        assert not parse("draft", lead + ended).findings, filled
