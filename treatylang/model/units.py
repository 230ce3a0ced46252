"""Units of measure with exact rational scales: a draft declares its own, time is built in.

General unit libraries carry floating-point scales and hundreds of units that a draft did not
declare; a treaty needs the opposite, so a unit here is a product of declared base units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base units times an exact scale.

    ``dimensions`` is sorted by base unit and has no zero exponents; ``()`` is a pure number.
    ``written`` is how the draft wrote it ("FLOP per second") and takes no part in equality.
    """

    dimensions: tuple[tuple[str, int], ...] = ()
    scale: Fraction = Fraction(1)
    written: str = field(default="", compare=False)

    def times(self, other: Unit, sign: int = 1) -> Unit:
        """Multiply by ``other`` (divide where ``sign`` is -1)."""
        powers = dict(self.dimensions)
        for base, exponent in other.dimensions:
            powers[base] = powers.get(base, 0) + sign * exponent
        dimensions = tuple(sorted((base, power) for base, power in powers.items() if power))
        return Unit(dimensions, self.scale * other.scale**sign)

    def same_dimension(self, other: Unit) -> bool:
        return self.dimensions == other.dimensions


PURE = Unit()
DAY = Unit((("day", 1),), Fraction(1), "days")

BUILT_IN: Mapping[str, Unit] = {
    "second": Unit(DAY.dimensions, Fraction(1, 86400), "second"),
    "seconds": Unit(DAY.dimensions, Fraction(1, 86400), "seconds"),
    "minute": Unit(DAY.dimensions, Fraction(1, 1440), "minute"),
    "minutes": Unit(DAY.dimensions, Fraction(1, 1440), "minutes"),
    "hour": Unit(DAY.dimensions, Fraction(1, 24), "hour"),
    "hours": Unit(DAY.dimensions, Fraction(1, 24), "hours"),
    "day": Unit(DAY.dimensions, Fraction(1), "day"),
    "days": DAY,
    "week": Unit(DAY.dimensions, Fraction(7), "week"),
    "weeks": Unit(DAY.dimensions, Fraction(7), "weeks"),
}
"""Units of time with a fixed length. Months and years have none and are not among them."""
