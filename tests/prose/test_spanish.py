"""Spanish nouns, numbers and lists: what is fused, what agrees, what changes before a sound."""

from __future__ import annotations

import pytest

from treatylang.prose.es.nouns import Noun, cardinal, fixed, ordinal, series


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        (Noun("Consejo"), "el Consejo, del Consejo, al Consejo, en el Consejo"),
        (Noun("Parte", True), "la Parte, de la Parte, a la Parte, en la Parte"),
        (Noun("Estados Unidos", plural=True),
         "los Estados Unidos, de los Estados Unidos, a los Estados Unidos, en los Estados Unidos"),
        (Noun("agua", True, stressed=True), "el agua, del agua, al agua, en el agua"),
        (fixed("Alemania"), "Alemania, de Alemania, a Alemania, en Alemania"),
        (Noun("Parte", True).called("el", "otro"),
         "la otra Parte, de la otra Parte, a la otra Parte, en la otra Parte"),
        (Noun("Miembro").called("ninguno"),
         "ningún Miembro, de ningún Miembro, a ningún Miembro, en ningún Miembro"),
    ],
)  # fmt: skip
def test_a_noun_takes_its_article_and_a_preposition(noun: Noun, forms: str) -> None:
    assert ", ".join(noun.said(case) for case in ("", "genitive", "a", "en")) == forms


def test_adjectives_agree() -> None:
    words = [Noun("x"), Noun("x", True), Noun("x", plural=True), Noun("x", True, True)]
    assert [noun.agreed("obligado") for noun in words] == [
        "obligado", "obligada", "obligados", "obligadas",
    ]  # fmt: skip
    assert [noun.agreed("superior") for noun in words[1:3]] == ["superior", "superiores"]


@pytest.mark.parametrize(
    ("parts", "word", "said"),
    [
        (["chino", "inglés"], "y", "chino e inglés"), (["ruso", "hindi"], "y", "ruso e hindi"),
        (["agua", "hielo"], "y", "agua y hielo"), (["a", "b", "isla"], "y", "a, b e isla"),
        (["siete", "ocho"], "o", "siete u ocho"), (["éste", "hombre"], "o", "éste u hombre"),
        (["a"], "o", "a"), ([], "y", ""),
    ],
)  # fmt: skip
def test_conjunctions_give_way_to_their_own_sound(parts: list[str], word: str, said: str) -> None:
    assert series(parts, word) == said


@pytest.mark.parametrize(
    ("count", "words", "feminine"),
    [
        (1, "un", "una"), (16, "dieciséis", "dieciséis"), (21, "veintiún", "veintiuna"),
        (22, "veintidós", "veintidós"), (31, "treinta y un", "treinta y una"),
        (90, "noventa", "noventa"), (99, "noventa y nueve", "noventa y nueve"),
        (100, None, None),
    ],
)  # fmt: skip
def test_whole_numbers_before_a_noun(count: int, words: str | None, feminine: str | None) -> None:
    assert (cardinal(count), cardinal(count, feminine=True)) == (words, feminine)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (1, "primer"), (3, "tercer"), (10, "décimo"), (21, "vigésimo primer"),
        (35, "trigésimo quinto"), (90, "nonagésimo"), (100, "100.º"),
    ],
)  # fmt: skip
def test_ordinals(position: int, words: str) -> None:
    assert ordinal(position) == words


def test_feminine_ordinals() -> None:
    assert (ordinal(1, True), ordinal(23, True), ordinal(120, True)) == (
        "primera", "vigésima tercera", "120.ª",
    )  # fmt: skip
