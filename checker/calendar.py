"""Calendar months in linear integer arithmetic.

A day is a count of the proleptic Gregorian calendar (``date.toordinal``). Its year, month and day
are integers tied to it by the usual formula over years that begin in March (Hatcher 1984; Reingold
and Dershowitz, Calendrical Calculations, 4th ed., ch. 2), whose only divisions are by constants.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from checker.text import plus

# The ordinal of 1 March of the year 0 is one day after this many days before day 0.
_BEFORE_EPOCH = 306
_FIRST, _LAST = 1, 9000


@dataclass(slots=True)
class Calendar:
    """The auxiliary constants of a question, with what defines them."""

    definitions: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)

    def months_after(self, ordinal: str, months: int, rounding: str) -> str:
        """Return the ordinal ``months`` calendar months after (or before) ``ordinal``.

        ``rounding`` says what becomes of a day that the month lacks: "last day", "next day", or
        "" for a draft that does not say: the scenario then keeps to days 1 to 28, for which there
        is a single answer (a verdict on the others would be one that the draft does not have).
        """
        year, month, day = self._parts(ordinal, rounding)
        result = f"|calendar {months} months after {_stem(ordinal)}|"
        if result in self.constants:
            return result
        self.constants[result] = "Int"
        later = f"(+ {month} {months})" if months >= 0 else f"(- {month} {-months})"
        new_year, new_month = f"(+ {year} (div {later} 12))", f"(mod {later} 12)"
        new_length = _length(new_year, new_month)
        clipped = f"(ite (<= {day} {new_length}) {day} {new_length})"
        extra = f"(ite (<= {day} {new_length}) 0 1)" if rounding == "next day" else "0"
        moved = _ordinal(new_year, new_month, clipped if rounding else day)
        # What follows anyway, and spares the solver from finding it out: 28 to 31 days a month.
        near, far = sorted((28 * months, 31 * months))
        self.definitions += [
            f"(= {result} (+ {moved} {extra}))",
            f"(<= {plus(ordinal, near)} {result})",
            f"(<= {result} {plus(ordinal, far)})",
        ]
        return result

    def _parts(self, ordinal: str, rounding: str) -> tuple[str, str, str]:
        """Return the year, month and day of a date: the same constants for the same date."""
        stem = _stem(ordinal)
        year, month, day = (f"|calendar {part} of {stem}|" for part in ("year", "month", "day"))
        if year not in self.constants:
            self.constants |= dict.fromkeys((year, month, day), "Int")
            top = _length(year, month) if rounding else "28"
            self.definitions += [
                f"(and (<= {_FIRST} {year}) (<= {year} {_LAST}))",
                f"(and (<= 0 {month}) (<= {month} 11))",
                f"(and (<= 1 {day}) (<= {day} {top}))",
                f"(= {ordinal} {_ordinal(year, month, day)})",
            ]
        return year, month, day


def _stem(ordinal: str) -> str:
    return hashlib.sha256(ordinal.encode()).hexdigest()[:12]


def _ordinal(year: str, month: str, day: str) -> str:
    """The ordinal of a day of a year that begins in March (month 0)."""
    years = f"(+ (* 365 {year}) (div {year} 4) (- (div {year} 100)) (div {year} 400))"
    return f"(+ {years} (div (+ (* 153 {month}) 2) 5) {day} (- {_BEFORE_EPOCH}))"


def _length(year: str, month: str) -> str:
    """The length of a month; February is month 11, and its leap day that of the next year."""
    following = f"(+ {year} 1)"
    leap = (
        f"(or (= (mod {following} 400) 0)"
        f" (and (= (mod {following} 4) 0) (not (= (mod {following} 100) 0))))"
    )
    upper, lower = f"(div (+ (* 153 (+ {month} 1)) 2) 5)", f"(div (+ (* 153 {month}) 2) 5)"
    return f"(ite (= {month} 11) (ite {leap} 29 28) (- {upper} {lower}))"
