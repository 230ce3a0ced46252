"""What a lexicon may say in each language: for each kind of entry the forms that have words, and
the flags (a gender, a number) that have none.

Whether a form is needed shows only when a document is written: what no sentence asks for is no
gap. ``docs/languages.md`` says what each form is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = (
    "treaty", "part", "title", "chapter", "section", "article", "recital", "text", "class", "state",
    "organ", "unit", "quantity", "fact",
    "event", "act", "attribute", "option", "matter", "weights", "vote", "procedure", "decision",
    "verification", "because", "source",
)  # fmt: skip
"""What an entry can be about. "decision" and "verification" are for words in quotation marks in a
clause on a decision, and after “verified by”; “because” and “source” for a clause's notes."""


@dataclass(frozen=True, slots=True)
class Forms:
    """``worded`` forms have words, ``flags`` have none; of the flags of one group in ``either`` an
    entry has one at most."""

    worded: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    either: tuple[frozenset[str], ...] = ()


def _forms(worded: str = "", *groups: str) -> Forms:
    either = tuple(frozenset(group.split()) for group in groups)
    names = frozenset(name.replace("-", " ") for name in worded.split())
    return Forms(names, frozenset().union(*either), either)


_COMMON: Mapping[str, Forms] = {
    "treaty": _forms("kind done-at version"),
    "text": _forms("points"),
    "matter": _forms("objective"),
}
"""What every language has: the kind of instrument ("Accord"), the place and the version of a
treaty; the points of a text; the objective of a matter."""

_ROMANCE_NOUN = ("masculine feminine", "plural", "elided aspirate")
_FRENCH: Mapping[str, Forms] = {
    "treaty": _forms("", "masculine feminine"),
    "class": _forms("plural", *_ROMANCE_NOUN),
    "state": _forms("", *_ROMANCE_NOUN, "bare"),
    "organ": _forms("plural", *_ROMANCE_NOUN, "bare"),
    "unit": _forms("plural", *_ROMANCE_NOUN),
    "quantity": _forms("", *_ROMANCE_NOUN),
    "attribute": _forms("", *_ROMANCE_NOUN),
    "matter": _forms("", *_ROMANCE_NOUN),
    "fact": _forms("plural negative negative-plural"),
    "event": _forms("occurred", *_ROMANCE_NOUN),
    "act": _forms("present present-plural past denied noun towards", *_ROMANCE_NOUN),
    "option": _forms("negative"),
    "weights": _forms("", *_ROMANCE_NOUN),
    "vote": _forms("on", *_ROMANCE_NOUN),
    "procedure": _forms("", *_ROMANCE_NOUN),
    "verification": _forms("", *_ROMANCE_NOUN),
}

_RUSSIAN_CASES = "genitive dative accusative instrumental prepositional"
_RUSSIAN_PLURALS = " ".join(["plural", *(f"plural-{case}" for case in _RUSSIAN_CASES.split())])
_RUSSIAN_KINDS = " ".join(f"kind-{case}" for case in _RUSSIAN_CASES.split())
_RUSSIAN_NOUN = ("masculine feminine neuter", "plural", "animate", "indeclinable")
_RUSSIAN_ALL = _forms(f"{_RUSSIAN_CASES} {_RUSSIAN_PLURALS}", *_RUSSIAN_NOUN)
_RUSSIAN_ONE = _forms(_RUSSIAN_CASES, *_RUSSIAN_NOUN)
_RUSSIAN: Mapping[str, Forms] = {
    "treaty": _forms(f"{_RUSSIAN_CASES} {_RUSSIAN_KINDS}", "masculine feminine neuter"),
    **dict.fromkeys(("class", "organ", "unit"), _RUSSIAN_ALL),
    **dict.fromkeys(("state", "quantity", "matter", "weights", "procedure", "verification"),
                    _RUSSIAN_ONE),
    "attribute": _forms(f"with {_RUSSIAN_CASES}", *_RUSSIAN_NOUN),
    "fact": _forms("plural negative negative-plural"),
    "event": _forms(f"occurred towards {_RUSSIAN_CASES}", *_RUSSIAN_NOUN),
    "act": _forms(
        "present present-plural past past-feminine past-neuter past-plural negative denied towards "
        f"noun {_RUSSIAN_CASES}",
        *_RUSSIAN_NOUN,
    ),
    "option": _forms("negative"),
    "vote": _forms("on"),
}  # fmt: skip

_SPANISH_NOUN = ("masculine feminine", "plural", "stressed")
_SPANISH: Mapping[str, Forms] = {
    "treaty": _forms("", "masculine feminine"),
    "class": _forms("plural", *_SPANISH_NOUN),
    "state": _forms("", *_SPANISH_NOUN, "bare"),
    "organ": _forms("plural", *_SPANISH_NOUN, "bare"),
    "unit": _forms("plural", *_SPANISH_NOUN),
    **dict.fromkeys(
        ("quantity", "attribute", "matter", "weights", "procedure", "verification"),
        _forms("", *_SPANISH_NOUN),
    ),
    "fact": _forms("negative subjunctive negative-subjunctive plural negative-plural"),
    "event": _forms("occurred towards", *_SPANISH_NOUN),
    "act": _forms("past noun towards", *_SPANISH_NOUN),
    "option": _forms("negative"),
    "vote": _forms("on"),
}

_CHINESE: Mapping[str, Forms] = {
    "class": _forms("measure"),
    "unit": _forms("measure"),
    "fact": _forms("negative"),
    "event": _forms("occurred"),
    "act": _forms("noun towards"),
    "option": _forms("negative"),
    "vote": _forms("on"),
}

_ARABIC_NOUN = ("masculine feminine",)
_ARABIC_COMMON = _forms(
    "definite accusative dual dual-oblique plural plural-oblique plural-definite "
    "plural-definite-oblique",
    *_ARABIC_NOUN,
)
_ARABIC: Mapping[str, Forms] = {
    **dict.fromkeys(("class", "unit"), _ARABIC_COMMON),
    **dict.fromkeys(("state", "matter", "weights", "procedure", "verification"),
                    _forms("", *_ARABIC_NOUN)),
    "treaty": _forms("", *_ARABIC_NOUN),
    "organ": _forms("indefinite", *_ARABIC_NOUN),
    "quantity": _forms("definite", *_ARABIC_NOUN),
    "attribute": _forms("definite", *_ARABIC_NOUN),
    "fact": _forms("feminine negative negative-feminine"),
    "event": _forms("occurred negative", *_ARABIC_NOUN),
    "act": _forms(
        "present-feminine past past-feminine jussive jussive-feminine noun towards", *_ARABIC_NOUN
    ),
    "option": _forms("negative"),
    "vote": _forms("on"),
}  # fmt: skip

_TONGUES: Mapping[str, Mapping[str, Forms]] = {
    "ar": _ARABIC, "es": _SPANISH, "fr": _FRENCH, "ru": _RUSSIAN, "zh": _CHINESE,
}  # fmt: skip
LANGUAGES = tuple(sorted(_TONGUES))
"""The languages that a lexicon can be in."""


def forms(language: str, kind: str) -> Forms:
    """Return what an entry of this kind may say in the language."""
    common = _COMMON.get(kind, Forms())
    own = _TONGUES[language].get(kind, Forms())
    return Forms(common.worded | own.worded, common.flags | own.flags, common.either + own.either)
