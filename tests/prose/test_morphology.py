"""Forms of English words."""

from __future__ import annotations

import pytest

from treatylang.prose.morphology import (
    a_or_an,
    base_form,
    gerund,
    inflect_phrase,
    is_noun_phrase,
    is_plural,
    names_a_matter,
    negate,
    participle,
    third_person,
)


@pytest.mark.parametrize(
    ("verb", "past", "ing", "third"),
    [
        ("conduct", "conducted", "conducting", "conducts"),
        ("notify", "notified", "notifying", "notifies"),
        ("deploy", "deployed", "deploying", "deploys"),
        ("submit", "submitted", "submitting", "submits"),
        ("transfer", "transferred", "transferring", "transfers"),
        ("offer", "offered", "offering", "offers"),
        ("exceed", "exceeded", "exceeding", "exceeds"),
        ("close", "closed", "closing", "closes"),
        ("agree", "agreed", "agreeing", "agrees"),
        ("undertake", "undertaken", "undertaking", "undertakes"),
        ("withdraw", "withdrawn", "withdrawing", "withdraws"),
        ("undergo", "undergone", "undergoing", "undergoes"),
        ("pass", "passed", "passing", "passes"),
        ("publish", "published", "publishing", "publishes"),
    ],
)
def test_verbs(verb: str, past: str, ing: str, third: str) -> None:
    assert (participle(verb), gerund(verb), third_person(verb)) == (past, ing, third)
    assert base_form(third) == verb


def test_a_phrase_changes_in_its_verb_alone() -> None:
    assert inflect_phrase("carry out a test") == "carried out a test"
    assert inflect_phrase("conduct a training run", form="gerund") == "conducting a training run"
    assert inflect_phrase("go on leave", past="gone on leave") == "gone on leave"


@pytest.mark.parametrize(
    "words",
    [
        "an hour", "a unit", "a European", "an observer", "a one-off payment", "an 8-page report",
        "an 11-day period", "a 110-day period", "an unintended effect", "a uniform rule",
        "an EU institution", "a UN body", "a UNESCO site", "an MP", "a useful act", "an honest man",
        "a Party", "an Annex",
    ],
)  # fmt: skip
def test_the_indefinite_article_follows_the_sound(words: str) -> None:
    assert a_or_an(words.partition(" ")[2]) == words


@pytest.mark.parametrize(
    ("phrase", "denied"),
    [
        ("an emergency declared by the Authority is in effect",
         "no emergency declared by the Authority is in effect"),
        ("the war that is declared has ended", "the war that is declared has not ended"),
        ("has a domestic regulator", "does not have a domestic regulator"),
        ("has ratified the Protocol", "has not ratified the Protocol"),
        ("operates a reactor", "does not operate a reactor"),
        ("is licensed", "is not licensed"),
        ("exploded a device", "has not exploded a device"),
        ("the effects cross a border", "the effects do not cross a border"),
        ("is not licensed", "is licensed"),
        ("does not operate a reactor", "operates a reactor"),
        ("there is a domestic regulator", "there is no domestic regulator"),
        ("there are inspectors on its territory", "there are no inspectors on its territory"),
        ("there has been an attack", "there has been no attack"),
        ("there is no regulator", "there is a regulator"),
        ("weapons can be released", "weapons cannot be released"),
        ("weapons cannot be released", "weapons can be released"),
    ],
)  # fmt: skip
def test_denials_stand_where_english_puts_them(phrase: str, denied: str) -> None:
    assert negate(phrase) == denied


def test_the_head_noun_decides_the_number() -> None:
    assert is_plural("holdings of material")
    assert not is_plural("stockpile of accelerators")
    assert not is_plural("access to chips")


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [
        ("a state of emergency", True),
        ("emergency", True),
        ("threat to the peace", True),
        ("the effects cross a border between States", False),
        ("effects cross borders", False),
        ("a regulator operates in the State", False),
        ("an emergency is in effect", False),
    ],
)
def test_a_fact_without_a_verb_is_told_from_a_sentence(phrase: str, bare: bool) -> None:
    assert is_noun_phrase(phrase) is bare


def test_a_matter_has_an_article_where_its_noun_asks_for_one() -> None:
    assert names_a_matter("fight against crime") == "the fight against crime"
    assert names_a_matter("advertising on posters") == "advertising on posters"
    assert names_a_matter("charges for calls") == "charges for calls"
    assert names_a_matter("trade") == "trade"


def test_a_plural_subject_is_no_verb() -> None:
    assert negate("users choose a provider", whole=True) == "users do not choose a provider"
    assert negate("users of it choose", whole=True) == "it is not the case that users of it choose"
    assert negate("uses a reactor") == "does not use a reactor"
