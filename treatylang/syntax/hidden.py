"""Characters that are not seen, or that move what is seen: what a reader signs may not be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from treatylang.findings import Finding, Member, Severity
from treatylang.rules import Rule, register
from treatylang.syntax import limits
from treatylang.syntax.source import Place

HIDDEN = register(
    Rule(
        code="TL003",
        name="hidden-text",
        title="characters that can hide text from its reader",
        severity=Severity.ERROR,
        what="The file has characters that are not seen or that move what is seen: controls, marks "
        "and isolates of the writing direction (even where they are balanced), blanks without "
        "width, soft hyphens, fillers, variation selectors. What a screen shows can then differ "
        "from what is read. Arabic and Hebrew text needs none of them: the Unicode bidirectional "
        "algorithm orders it. Joiners may stand inside quotation marks between letters of a "
        "script that is written with them (Persian, the Indic scripts). A name may not mix Latin, "
        "Cyrillic and Greek letters within a word, and no two names of a draft may look the same "
        "in different letters.",
        law="Unicode Standard Annex 9, Technical Report 36 and Technical Standard 39; the attack "
        "is described by Boucher and Anderson, “Trojan Source” (2021; CVE-2021-42574).",
        bad='class Party "Party\u202e" plural "Parties".\nact act_a "act" by Party.\n'
        'article a "A".\n  one: Each Party shall act_a.\n',
        good='class Party "Party" plural "Parties".\nact act_a "act" by Party.\n'
        'article a "A".\n  one: Each Party shall act_a.\n',
    )
)

# Controls, line and paragraph separators, and what Unicode lets a program show as nothing at all
# (Default_Ignorable_Code_Point, Unicode Standard Annex 44), marks of direction among them.
HIDING = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_ALIKE = frozenset(["LATIN", "CYRILLIC", "GREEK"])
_JOINERS = "\u200c\u200d"
_JOINING = frozenset(
    """
    ARABIC SYRIAC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA
    MALAYALAM SINHALA TIBETAN MYANMAR KHMER BALINESE
""".split()
)
"""The scripts in which joiners are part of how words are spelt, as Unicode names their letters."""


def hidden(path: str, text: str) -> Iterator[Finding]:
    """Report the runs of characters in a file that can hide text from its reader."""
    line, counted, found = 1, 0, 0
    for match in HIDING.finditer(text):
        if _joins(text, match):
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        column = match.start() - text.rfind("\n", 0, match.start())
        place = Place(path, match.start(), match.end(), line, column)
        found += 1
        if found > limits.ERRORS:
            message = f"more than {limits.ERRORS} characters of this file can hide text"
            yield limits.exceeded(message, place, "Delete all of them.")
            return
        code = f"U+{ord(match[0][0]):04X}"
        more = match.end() - match.start() - 1
        first = f"the character {code} can" if not more else f"{code} and {more} more after it can"
        yield Finding(
            "TL003",
            Severity.ERROR,
            f"{first} hide text from its reader",
            (Member(f"{path}: {code}", place, "cannot be seen"),),
            advice="Delete it; quotation in another script needs no control characters.",
            detail=code,
        )


def mixed(name: str, place: Place) -> Finding | None:
    """Report a name one of whose words has letters of several scripts that look alike: it can
    pass for another name (Unicode Technical Standard 39, 5.1)."""
    for word in re.split("[._]", name):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        if len(scripts & _ALIKE) > 1:
            message = (
                f"“{word}” mixes letters that look alike: {', '.join(sorted(scripts & _ALIKE))}"
            )
            member = Member(f"{place.path}: {name}", place, "can pass for another name")
            advice = "Write it in one script."
            return Finding(
                "TL003", Severity.ERROR, message, (member,), advice=advice, detail=message
            )
    return None


def shown(text: str) -> str:
    """Return a text that is to leave the tool, with a mark (U+FFFD) for each run of hidden
    characters, so that nothing in it drives a terminal."""
    if text.isascii() and text.isprintable():
        return text
    text = HIDING.sub(lambda match: match[0] if _joins(text, match) else "\ufffd", text)
    return text.encode("utf-8", "replace").decode()


def _joins(text: str, match: re.Match[str]) -> bool:
    """Whether it is a joiner between letters of a script that is spelt with joiners."""
    return match[0] in _JOINERS and all(
        unicodedata.name(neighbour, "").partition(" ")[0] in _JOINING
        for neighbour in (text[match.start() - 1 : match.start()], text[match.end() :][:1])
        if neighbour
    )
