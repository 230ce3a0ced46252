"""The words of the language, and what to call them in an error message."""

from __future__ import annotations

import re

from treatylang import resources

_TERMINAL = re.compile(r"\b[A-Z][A-Z_]*\b")
_DEFINED = re.compile(r"^([A-Z]+)(?:\.-?\d)?:", re.MULTILINE)
_WORDS = "// --- words"
_COMMENT = re.compile(r"//[^\n]*|\"[^\"]*\"i?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HARD = _words("""
    the and or not if when where unless shall may must need has have notwithstanding subject
    without except each every no any that is it its did with within after before until from by to
    of on in thereafter provided keep then
""")
"""Words that are never names. Other keywords may be: "objective" is a good label, and so is "a"."""

STARTERS = _words("""
    treaty include level unit state data class organ controlled quantity fact event act matter
    assume cover commitments part title chapter section article annex recital heading closing
    because source allow serves text given expect scenario
    each every no notwithstanding verified weights vote procedure assert choose decisions
""")
"""Words that begin a sentence: at the head of a line they show where a full stop was forgotten."""


def grammar() -> tuple[str, frozenset[str]]:
    """Return the grammar with its keywords declared, and the keywords in lower case."""
    folder = resources.folder("grammar")
    text = (folder / "treaty.lark").read_text(encoding="utf-8")
    text = text.replace(_WORDS, (folder / "institutions.lark").read_text(encoding="utf-8") + _WORDS)
    rules, words = text.split(_WORDS, 1)
    used = set(_TERMINAL.findall(_COMMENT.sub("", rules)))
    keywords = sorted(used - set(_DEFINED.findall(words)))
    declared = f"{text}\n%declare {' '.join(keywords)}\n"
    return declared, frozenset(word.lower() for word in keywords)


_NAMES = {
    "NAME": "a name", "NUMBER": "a number", "STRING": "words in quotation marks",
    "DATE": "a date (2035-12-31)", "DOT": "a full stop", "$END": "a full stop", "COMMA": "a comma",
    "COLON": "a colon", "LPAR": "“(”", "RPAR": "“)”", "LT": "“<”", "LE": "“<=”", "EQ": "“=”",
    "NE": "“!=”", "GE": "“>=”", "GT": "“>”", "PLUS": "“+”", "MINUS": "“-”", "STAR": "“*”",
    "SLASH": "“/”", "PERCENT": "“%”",
    "POSSESSIVE": "an apostrophe (“12 months’ notice”)",
}  # fmt: skip
_COMPARISONS = {"LT", "LE", "EQ", "NE", "GE", "GT", "AT", "MORE", "LESS", "BELOW", "ABOVE"}
_TAILS = {
    "IF", "UNLESS", "WHEN", "WHERE", "PROVIDED", "WITHIN", "AFTER", "BEFORE", "FROM", "UNTIL", "BY",
    "ON", "FOR", "AT", "NOT", "NOTWITHSTANDING", "SUBJECT", "WITHOUT", "EXCEPT", "RETURNING",
    "BECAUSE", "SOURCE", "ALLOW", "SERVES", "VERIFIED", "WHILE",
}  # fmt: skip
_NOUNS = {"MEMBER", "PARTY", "PARTIES", "SIGNATORIES", "THE"}
"""What may be written in the place of a name of those who vote."""
_ARITHMETIC = {"PLUS", "MINUS", "STAR", "SLASH", "PERCENT"}


def describe(expected: set[str]) -> str:
    """Say in a drafter's words what could stand at a place: "“shall”, “may” or a comma"."""
    rest = set(expected)
    words: list[str] = []
    if {"ACT", "CLASS", "EACH"} <= rest:
        return "a declaration (“act”, “class”), an article or a norm (“each Party shall ...”)"
    if {"IF", "UNLESS", "WITHIN"} <= rest:
        tail = "a condition (“if ...”), an exception (“unless ...”) or a limit of time"
        rest -= _TAILS
        if "TO" not in expected:
            # Far from the act nobody looks for its attributes.
            rest.discard("WITH")
        if "$END" in rest:
            rest -= {"$END", "COMMA"} | _ARITHMETIC | _COMPARISONS
            words += ["a full stop", f"a comma with {tail}"]
        else:
            words.append(tail)
        rest -= {"AND", "OR"} if len(rest) > 4 else set()
    if "SHALL" in rest:
        words += ["“shall”", "“may”", "“need not”"]
        rest -= {"SHALL", "MAY", "MUST", "NEED", "HAS", "HAVE", "DECIDES", "ENTERS"}
        if "PREVAILS" not in rest:
            rest.discard("IS")
    if "LT" in rest:
        words.append("a comparison such as “<=” or “at least”")
        rest -= _COMPARISONS
    if rest > _ARITHMETIC:
        rest -= _ARITHMETIC
    if "EACH" in rest and "NO" in rest:
        words.append("whom it binds (“each Party”, “no Party”, “the Authority”)")
        rest -= {"EACH", "EVERY", "NO", "A", "AN", "ANY", "THE"}
    if "NAME" in rest:
        rest -= _NOUNS
    plain = [_NAMES[kind] for kind in _NAMES if kind in rest]
    quoted = [f"“{kind.lower()}”" for kind in sorted(rest) if kind not in _NAMES]
    words += list(dict.fromkeys(plain))
    words += quoted
    if len(words) > 7:
        words = [*words[:6], "another word that can stand here"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
