"""Numbers, amounts and dates as a treaty writes them; every value is told exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from treatylang.model.draft import Draft
from treatylang.model.formula import Duration
from treatylang.model.units import BUILT_IN, Unit
from treatylang.prose.morphology import a_or_an

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth",
          9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth"}  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SCIENTIFIC_FROM = 10**9
_LONGEST_MANTISSA = 6
_NEAR = 1000
_SPOKEN_PART = 4
"""Parts of a whole up to quarters are told as such, others in per cent."""


def cardinal(count: int) -> str:
    """Return a whole number in words below one hundred, in digits from there on."""
    if not 0 <= count < 100:
        return number(Fraction(count))
    if count < len(_ONES):
        return _ONES[count]
    tens, ones = divmod(count, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def ordinal(position: int) -> str:
    """Return "first", "second", ... and "10th", "21st" where words run out."""
    if position <= len(_ORDINALS):
        return _ORDINALS[position - 1]
    teen = position % 100 in range(11, 14)
    return f"{position}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(position % 10, 'th')}"


def ordinal_word(position: int) -> str:
    """Return "first", "thirtieth", "forty-fifth" in words below one hundred, then "100th"."""
    if position < 10 or position >= 100:
        return ordinal(position)
    word = cardinal(position)
    head, dash, last = word.rpartition("-")
    if dash:
        return f"{head}-{_ORDINALS[_ONES.index(last) - 1]}"
    if word == "twelve":
        return "twelfth"
    return f"{word.removesuffix('y')}ieth" if word.endswith("y") else f"{word}th"


def share(value: Fraction) -> str:
    """Return a part of a whole: "half", "two thirds", "fifty-five per cent", "5/7"."""
    if value == Fraction(1, 2):
        return "half"
    if value.denominator <= _SPOKEN_PART:
        return _fraction(value)
    hundredths = value * 100
    if hundredths.denominator == 1:
        return f"{cardinal(int(hundredths))} per cent"
    if decimal_places(hundredths.denominator) is not None:
        return f"{number(hundredths)} per cent"
    return _fraction(value)


def number(value: Fraction) -> str:
    """Return the exact value: "100,000", "2.5", "10²⁶", "2 × 10²⁶", "two thirds"."""
    if value < 0:
        return f"−{number(-value)}"
    places = decimal_places(value.denominator)
    if places is None:
        return _fraction(value)
    digits = value.numerator * 10**places // value.denominator
    if digits and (value >= _SCIENTIFIC_FROM or places > _LONGEST_MANTISSA):
        return _scientific(value, digits, -places)
    whole, rest = divmod(digits, 10**places)
    return f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"


def fraction_of(factor: Fraction) -> str:
    """Return the words for a multiple of something: "half of", "twice", "two thirds of"."""
    if factor == 2:
        return "twice"
    if factor.numerator == 1 and factor.denominator == 2:
        return "half of"
    if factor < 1 and factor.denominator in _PARTS:
        return f"{_fraction(factor)} of"
    if (factor * 100).denominator == 1 and factor < 1:
        return f"{number(factor * 100)} per cent of"
    return f"{number(factor)} times"


def amount(draft: Draft, value: Fraction, unit: Unit) -> str:
    """Return a value, given in base units, in the words of the unit it was written in."""
    count = value / unit.scale
    if unit.written in {"%", "percent"} or (not unit.dimensions and unit.scale == Fraction(1, 100)):
        return f"{number(count)} per cent"
    words = unit_words(draft, unit, plural=count != 1)
    if not words:
        return number(value)
    if count < 1 and decimal_places(count.denominator) is None:
        return f"{number(count)} of {a_or_an(unit_words(draft, unit, plural=False))}"
    return f"{number(count)} {words}"


def in_bases(unit: Unit) -> Unit:
    """Return a unit as it is made of the units that it rests on, to define it by them."""
    above = " ".join(name for name, power in unit.dimensions if power > 0)
    below = [name for name, power in unit.dimensions if power < 0]
    return replace(Unit(unit.dimensions), written=" per ".join([above, *below]))


def unit_words(draft: Draft, unit: Unit, plural: bool = True) -> str:
    """Return "floating-point operations per second", or "" for a pure number."""
    names = unit_names(draft, unit)
    if not names:
        return ""
    words = [_unit_name(draft, names[0], plural)] if names[0] else []
    return " per ".join([*words, *(_unit_name(draft, name, False) for name in names[1:])])


def unit_names(draft: Draft, unit: Unit) -> list[str]:
    """Return the names of a unit as the draft wrote them, the counted one first; "" where nothing
    is counted, and no names for a pure number."""
    names = unit.written.split(" per ") if unit.written else _named(draft, unit)
    return [] if names == [""] else names


def duration(span: Duration) -> str:
    """Return "thirty days", "two weeks", "twelve months", as the draft wrote it."""
    count, unit = span.written if span.written[1] else (span.count, span.unit)
    count = abs(count)
    unit = unit.removesuffix("s")
    return f"{cardinal(count)} {unit if count == 1 else unit + 's'}"


def calendar(day: date) -> str:
    """Return "31 December 2035", whatever the machine's locale."""
    months = (
        "January February March April May June July August September October November December"
    ).split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def decimal_places(denominator: int) -> int | None:
    """Return how many decimals the fraction needs, or None where it has no end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def _fraction(value: Fraction) -> str:
    over, under = value.numerator, value.denominator
    if under not in _PARTS or over >= under:
        whole, rest = divmod(over, under)
        return f"{whole:,} {rest}/{under}" if whole else f"{over:,}/{under:,}"
    return f"{cardinal(over)} {_PARTS[under]}{'' if over == 1 else 's'}"


def _scientific(value: Fraction, digits: int, power: int) -> str:
    text = str(digits)
    mantissa = text.rstrip("0")
    if len(mantissa) > _LONGEST_MANTISSA:
        return _beside_a_round_number(value)
    exponent = power + len(text) - 1
    lead = f"{mantissa[0]}.{mantissa[1:]}" if len(mantissa) > 1 else mantissa
    raised = f"10{str(exponent).translate(_RAISED)}"
    return raised if lead == "1" else f"{lead} × {raised}"


def _beside_a_round_number(value: Fraction) -> str:
    """Tell a witness such as 10²⁶ + 1 by the round number it lies beside."""
    step = 10**_LONGEST_MANTISSA
    rest = value % step
    for base, sign, gap in ((value - rest, "+", rest), (value - rest + step, "−", step - rest)):
        if value > step and gap < _NEAR and len(str(base).rstrip("0")) <= _LONGEST_MANTISSA:
            return f"{number(base)} {sign} {number(gap)}"
    whole, rest = divmod(value, 1)
    return f"{whole:,}" + (f" + {rest}" if rest else "")


def _named(draft: Draft, unit: Unit) -> list[str]:
    """Return the unit's names, the counted one first, where the draft's spelling is not kept."""
    for declared in draft.units.values():
        if declared.unit == unit:
            return [declared.name]
    above = [base for base, power in unit.dimensions if power > 0]
    below = [base for base, power in unit.dimensions if power < 0]
    return [" ".join(above), *below] if unit.dimensions else []


def _unit_name(draft: Draft, name: str, plural: bool) -> str:
    declared = draft.units.get(name)
    if declared is not None:
        return (declared.plural if plural else declared.singular) or declared.name
    for known in draft.units.values():
        if name in {known.singular, known.plural}:
            return known.plural if plural else known.singular
    if name in BUILT_IN or name == "day":
        return name.removesuffix("s") + ("s" if plural else "")
    return name
