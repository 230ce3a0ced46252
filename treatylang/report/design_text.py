"""What was found for a draft's choices, for a terminal."""

from __future__ import annotations

from fractions import Fraction

from treatylang.figures import DesignFigures
from treatylang.report.page import Page
from treatylang.report.wrap import wrap


def design_text(figures: DesignFigures, page: Page) -> str:
    """Return the values found, or the claims that cannot be had together."""
    step = share(figures.step)
    lines: list[str] = []
    if figures.refused:
        lines.append(page.paint(f"nothing was decided: {figures.refused}", "undecided"))
    elif figures.conflict:
        lines.append(page.paint("no values keep all claims", "error"))
        lines += [f"  {item.name} from {share(item.low)} to {share(item.high)}"
                  for item in figures.choices]  # fmt: skip
        lines += ["", f"  These cannot be had together (tried in steps of {step}):"]
        for conflict in figures.conflict:
            lines += [f"  - {line}" if i == 0 else f"    {line}"
                      for i, line in enumerate(wrap(conflict.claim, page.width - 4))]  # fmt: skip
            values = ", ".join(f"{name} {share(value)}" for name, value in conflict.without)
            lines += [f"      {line}" for line in wrap(f"without it: {values}", page.width - 6)]
    else:
        lines.append(page.paint(f"all {figures.goals} claims hold with", "strong"))
        for item in figures.choices:
            assert item.found is not None
            now = "as written" if item.found == item.written else f"written: {share(item.written)}"
            lines.append(f"  {item.name}: {share(item.found)} ({now})")
        lines.append(f"  found in steps of {step}; every claim was worked out again with them")
    return page.fit("\n".join(lines)) + "\n"


def share(value: Fraction) -> str:
    """Return "16 %", "12.5 %", or the fraction where no decimals end ("2/3")."""
    percent = value * 100
    tenths = percent * 10
    if tenths.denominator != 1:
        return str(value)
    return f"{percent.numerator} %" if percent.denominator == 1 else f"{float(percent):.1f} %"
