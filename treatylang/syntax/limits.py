"""What a draft may cost, in counts: the same on every machine, and no draft makes the tool hang.

They lie far above what any treaty in force needs; a draft that exceeds one is told so, with its
place, and is unreadable from there.
"""

from __future__ import annotations

from fractions import Fraction

from treatylang.findings import Finding, Member, Severity
from treatylang.rules import Rule, register
from treatylang.syntax.source import Place

BYTES = 5_000_000
"""Of all the files of a draft together, its data included."""
FILES = 500
"""That a draft includes."""
INCLUDES = 64
"""How deep files include one another."""
TABLES = 100
"""Sentences that begin with “data”."""
ERRORS = 200
"""Sentences of one file that cannot be read; likewise runs of characters that hide text."""
WORDS = 2_000
"""In a sentence; numbers, signs and quotations count as one."""
NESTING = 60
"""Brackets, “not” and signs in one another."""
REQUIREMENTS = 2_000
"""Of a voting rule, with those of the votes that it names."""
KINDS = 64
"""Classes each of which is a kind of the next."""
NAME = 200
"""Characters of a name."""
DIGITS = 400
"""Of a number as it is written; its exponent lies between -DIGITS and DIGITS."""
MAGNITUDE = 1_000
"""Digits of a figure that units, products and quotients make, above and below the line."""

LIMIT = register(
    Rule(
        code="TL004",
        name="limit",
        title="more than the tool takes on",
        severity=Severity.ERROR,
        what="The draft exceeds one of the limits that keep any draft from making the tool hang or "
        "fill the memory: the size of its files, the words of a sentence, how deep brackets, "
        "classes and included files stand in one another, the digits of a number. The message "
        "says which, and what to do. What exceeds it is left out, and the exit status is 2.",
        law="A draft comes from another delegation, and is read before anybody has looked at it.",
        bad='class Party "Party" plural "Parties".\nact notify "notify" by Party.\n'
        'quantity gdp of Party.\narticle a "A".\n'
        "  one: Each Party shall notify, if gdp > 1e9999.\n",
        good='class Party "Party" plural "Parties".\nact notify "notify" by Party.\n'
        'quantity gdp of Party.\narticle a "A".\n'
        "  one: Each Party shall notify, if gdp > 1e99.\n",
    )
).code


def exceeded(message: str, place: Place, advice: str) -> Finding:
    """Return the finding on a limit of a file."""
    member = Member(place.path, place, "")
    return Finding(LIMIT, Severity.ERROR, message, (member,), advice=advice, detail=message)


def too_large(value: Fraction) -> bool:
    """Tell whether a figure has more digits than MAGNITUDE, above or below the line."""
    most = MAGNITUDE * 10 // 3
    return max(value.numerator.bit_length(), value.denominator.bit_length()) > most
