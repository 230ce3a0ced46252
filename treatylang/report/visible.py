"""Make every character of a draft visible, so that no draft can drive the reader's terminal."""

from __future__ import annotations

import re
from unicodedata import category

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Letters of Persian and the Indic languages join by these; they move nothing on the line."""

_SPACE = re.compile(r"[ \t\n\r]+")


def visible(character: str) -> str:
    """Return the character, or its code where it is a control, an override or another unseen one.

    The escape character becomes ``<U+001B>`` and the right-to-left override ``<U+202E>``.
    """
    if category(character) in _HIDDEN and character not in _JOINERS:
        return f"<U+{ord(character):04X}>"
    return character


def one_line(text: str) -> str:
    """Return the text on one line, each run of blanks one space, every character visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible(character) for character in _SPACE.sub(" ", text))


def paragraphs(text: str) -> list[str]:
    """Return the text's lines, each as ``one_line`` makes it."""
    return [one_line(line.rstrip("\r")) for line in text.split("\n")]
