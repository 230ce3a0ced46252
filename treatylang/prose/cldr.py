"""Figures, dates and plurals of other languages, from the CLDR data that Babel carries.

English needs none of it, and neither does reading or checking a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from treatylang.prose.numbers import decimal_places

if TYPE_CHECKING:
    from babel import Locale

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SCIENTIFIC_FROM = 10**9
_LONGEST_MANTISSA = 6


class NotInstalled(ValueError):
    """Babel is not installed; the message says how to install it."""


@cache
def _locale(language: str) -> Locale:
    try:
        from babel import Locale
    except ImportError:
        raise NotInstalled(
            "documents in other languages need Babel; install it with "
            "pip install 'treatylang[languages]'"
        ) from None
    return Locale.parse(language)


def figure(value: Fraction, language: str) -> str | None:
    """Return the exact value in figures: "100 000", "2,5", "10²⁶", "2 × 10²⁶"; None for a fraction
    that decimals never end. Raises NotInstalled without Babel."""
    if value < 0:
        rest = figure(-value, language)
        return rest if rest is None else f"−{rest}"
    places = decimal_places(value.denominator)
    if places is None:
        return None
    digits = str(value.numerator * 10**places // value.denominator)
    mantissa = digits.rstrip("0")
    long = value >= _SCIENTIFIC_FROM or places > _LONGEST_MANTISSA
    if value and long and len(mantissa) <= _LONGEST_MANTISSA:
        exponent = len(digits) - 1 - places
        raised = f"10{str(exponent).translate(_RAISED)}"
        if mantissa == "1":
            return raised
        return f"{_decimal(mantissa, len(mantissa) - 1, language)} × {raised}"
    return _decimal(digits, places, language)


def _decimal(digits: str, places: int, language: str) -> str:
    """Return digits with so many of them after the comma; none is ever rounded off."""
    from_babel = _locale(language)
    from babel.numbers import format_decimal

    with localcontext() as context:
        context.prec = 2 * len(digits) + places + 10  # Babel's own steps round to it
        exact = Decimal(digits).scaleb(-places)
        return format_decimal(exact, locale=from_babel, decimal_quantization=False)


def plural(value: Fraction, language: str) -> str:
    """Return the plural category of a number: "one", "few", "many", "other" (CLDR, Plural Rules).
    Raises NotInstalled without Babel."""
    rule = _locale(language).plural_form
    with localcontext() as context:
        context.prec = 30 + len(str(value.numerator)) + 4 * len(str(value.denominator))
        return rule(Decimal(value.numerator) / Decimal(value.denominator))


def calendar(day: date, language: str) -> str:
    """Return "31 décembre 2034". Raises NotInstalled without Babel."""
    from_babel = _locale(language)
    from babel.dates import format_date

    return format_date(day, "long", locale=from_babel)


def tongue(code: str, language: str) -> str:
    """Return the name of a language in another: "anglais". Raises NotInstalled without Babel."""
    names = _locale(language).languages
    return str(names.get(code.lower(), code))


def listed(parts: Sequence[str], language: str, style: str = "standard") -> str:
    """Return a list as CLDR writes it; ``style`` "or" is a choice. Raises NotInstalled without
    Babel."""
    from_babel = _locale(language)
    from babel.lists import format_list

    if style == "or":
        return format_list(list(parts), "or", locale=from_babel)
    return format_list(list(parts), "standard", locale=from_babel)
