"""What text is written on: its width, whether it shows colour, the characters it has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "undecided": "1;35",
    "strong": "1",
    "frame": "1;34",
    "second": "1;34",
    "faint": "2",
    "good": "1;32",
}

_PLAIN = str.maketrans({
    "┌": "+", "├": "+", "─": "-", "│": "|", "·": ".", "…": "...", "×": "x", "≤": "<=", "≥": ">=",
    "≠": "!=", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "→": "->", "−": "-",
    "\u00a0": " ",
})  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The paper that a report is written on.

    ``width`` is the number of columns that sentences are wrapped at; ``excerpt`` the number that
    source lines are cut at. ``encoding`` names the characters that the output can show; what it
    lacks is spelt in ASCII, so that writing never fails.
    """

    width: int = 80
    excerpt: int = 120
    colour: bool = False
    encoding: str = "utf-8"

    def paint(self, text: str, style: str) -> str:
        """Return the text in the style, plain where the page has no colour."""
        if not self.colour or not text:
            return text
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"

    def fit(self, text: str) -> str:
        """Return the text in characters that the page has: 10²⁶ becomes 10^26 where it must."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            text = _POWER.sub(lambda power: "^" + power[0].translate(_RAISED), text)
            text = text.translate(_PLAIN)
            return text.encode(self.encoding, "backslashreplace").decode(self.encoding)
        return text
