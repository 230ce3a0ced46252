"""One file read: sentences, labels, places, and what ends them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from treatylang.syntax import ast
from treatylang.syntax.keywords import describe
from treatylang.syntax.parse import Parsed, parse
from treatylang.syntax.source import Place


def _one(text: str) -> ast.Labelled:
    parsed = parse("x.treaty", text)
    assert parsed.findings == ()
    (labelled,) = parsed.file.sentences
    return labelled


def _messages(parsed: Parsed) -> list[str]:
    return [finding.message for finding in parsed.findings]


@pytest.mark.parametrize(
    ("head", "label", "number"),
    [("", None, ""), ("cap:", "cap", ""), ("cap 4:", "cap", "4"), ("cap 4(1):", "cap", "1")],
)
def test_labels(head: str, label: str | None, number: str) -> None:
    found = _one(f"{head} Each Party shall notify.")
    assert (found.label.text if found.label else None, found.number) == (label, number)
    assert isinstance(found.sentence, ast.NormSentence)


def test_words_of_the_language_are_written_in_any_case() -> None:
    found = _one("NOTWITHSTANDING cap, EACH Party Shall notify WITHIN 3 days AFTER request.")
    assert isinstance(found.sentence, ast.NormSentence)
    assert found.sentence.subject.determiner == "each"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ('state AND "Andorra" is Party.', 1),
        ("AND shall report.", 1),
        ("NO shall report to IN.", 2),
        ("assert AND, IT and IS together have a veto in v.", 3),
        ("vote v in Council: at least 3 members, including AND and TO.", 2),
        # Joined, and not named.
        ("Each Party shall report, IF a AND NOT b, UNLESS c.", 0),
    ],
)
def test_a_code_in_capitals_is_a_name(sentence: str, named: int) -> None:
    names = {word.text for word in _words(_one(sentence))}
    assert len(names & {"AND", "NO", "IN", "BY", "IT", "IS", "TO", "IF"}) == named


def _words(node: object) -> Iterator[ast.Word]:
    if isinstance(node, ast.Word):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _words(part)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _words(getattr(node, part.name))


def test_languages_may_be_words_of_the_language() -> None:
    found = _one('treaty t "T" done at "X", authentic in en, it, is, rank 1.')
    assert {"en", "it", "is"} <= {word.text for word in _words(found)}


def test_names_keep_their_case() -> None:
    found = _one('class party "party" is Party.').sentence
    assert isinstance(found, ast.Declaration)
    item = found.item("is")
    assert item and isinstance(item.values[0], ast.Word)
    assert item.values[0].text == "Party"


def test_every_node_has_its_place() -> None:
    text = "  cap:\n    If emergency, a Party may\n    train with x <= 5 FLOP\n    within 3 days."
    text = text.replace("3 days.", "3 days after request.")
    sentence = _one(text).sentence
    assert isinstance(sentence, ast.NormSentence)
    assert isinstance(sentence.content, ast.DoContent)

    def written(place: Place) -> str:
        lines = text.split("\n")
        assert lines[place.line - 1][place.column - 1 :].startswith(
            text[place.start : place.end].split("\n")[0]
        )
        return " ".join(text[place.start : place.end].split())

    assert written(sentence.place) == " ".join(text.split()).removeprefix("cap: ").removesuffix(".")
    assert written(sentence.subject.place) == "a Party"
    assert written(sentence.conditions[0].place) == "If emergency"
    assert written(sentence.content.place) == "train with x <= 5 FLOP"
    assert written(sentence.content.bounds[0].place) == "x <= 5 FLOP"
    assert written(sentence.windows[0].place) == "within 3 days after request"
    moment = sentence.windows[0].moment
    assert moment and written(moment.place) == "request"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"plain"', "plain"),
        ("“curly”", "curly"),
        (r'"a \"word\" \\ in it"', 'a "word" \\ in it'),
        ('"over\n   two lines"', "over two lines"),
        ('"ends with a stop."', "ends with a stop."),
        ('"# no comment"', "# no comment"),
        ('"中文"', "中文"),
    ],
)
def test_quoted_words(written: str, said: str) -> None:
    sentence = _one(f"text {written}.").sentence
    assert isinstance(sentence, ast.TextSentence)
    assert sentence.text.text == said


def test_comments_mean_nothing() -> None:
    text = 'fact a "x".# after\n# a line. With stops: and "quotes\nfact b # within\n "y".'
    parsed = parse("x.treaty", text)
    assert parsed.findings == ()
    assert len(parsed.file.sentences) == 2


def test_a_quotation_that_ends_with_a_stop_may_end_the_sentence() -> None:
    parsed = parse("x.treaty", 'one: text "The end."\ntwo: text "And on.".')
    assert parsed.findings == ()
    assert len(parsed.file.sentences) == 2


def test_a_stop_within_a_number_or_a_name_ends_nothing() -> None:
    sentence = _one("Each Party shall train with x <= 1.5 FLOP, if licensing.cap > 0.5.").sentence
    assert isinstance(sentence, ast.NormSentence)


def test_a_scenario_is_a_head_and_its_sentences() -> None:
    parsed = parse("x.treaty", 'scenario s "story": given a Party P. expect no breach.')
    kinds = [
        s.sentence.kind for s in parsed.file.sentences if isinstance(s.sentence, ast.Declaration)
    ]
    assert kinds == ["scenario", "given", "expect"]


def test_an_error_leaves_the_other_sentences() -> None:
    parsed = parse("x.treaty", 'fact a "x". fact fact fact. fact b "y". ) . fact c "z".')
    assert len(parsed.findings) == 2
    assert not parsed.complete
    names = [
        s.sentence.values[0]
        for s in parsed.file.sentences
        if isinstance(s.sentence, ast.Declaration)
    ]
    assert [name.text for name in names if isinstance(name, ast.Word)] == ["a", "b", "c"]


def test_lost_sentences_tell_what_they_would_have_declared() -> None:
    parsed = parse(
        "x.treaty", "fact war war. controlled quantity stock of. cap: Each Party notify."
    )
    assert parsed.lost == {"war", "stock", "cap"}


def test_an_article_whose_head_is_misspelt_still_holds_its_clauses() -> None:
    parsed = parse("x.treaty", 'artikle one "One".\ncap: Each Party shall notify.')
    assert _messages(parsed) == ["“artikle” cannot stand here"]
    assert len(parsed.file.sentences) == 2


def test_a_norm_is_never_guessed() -> None:
    parsed = parse("x.treaty", "cap: Each Party shal notify; and how.")
    assert parsed.file.sentences == ()


def test_the_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    parse("x.treaty", "fact a.")
    parse("x.treaty", "fact.")
    assert gc.get_threshold() == before


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"DOT"}, "a full stop"),
        ({"NAME", "STRING"}, "a name or words in quotation marks"),
        ({"SHALL", "MAY", "MUST", "NEED", "THAT"}, "“shall”, “may”, “need not” or “that”"),
        ({"LT", "GT", "AT", "MORE"}, "a comparison such as “<=” or “at least”"),
    ],
)
def test_what_could_stand_is_said_in_words(expected: set[str], said: str) -> None:
    assert describe(expected) == said


@pytest.mark.parametrize(
    "following",
    ["lex specialis applies.", "this treaty prevails over other.", "one is verified by two."],
)
def test_any_sentence_may_follow_a_quotation_with_its_own_stop(following: str) -> None:
    parsed = parse("x.treaty", f'aim: text "Peace shall be kept."\n{following}\n')
    assert _messages(parsed) == []
    first, second = parsed.file.sentences
    assert isinstance(first.sentence, ast.TextSentence)
    assert isinstance(second.sentence, ast.Declaration)
