"""Draw a rule as SVG: each member's share of the votes against its share of the power."""

from __future__ import annotations

from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from treatylang.figures import MemberFigures, RuleFigures

_ROW = 30
_BAR = 9
_LEFT = 250
_WIDTH = 420
_RIGHT = 90
_TOP = 78
_MOST = 60
"""Members that are drawn one by one, those with the most power first."""
_LONGEST = 30
_SERIES = (
    ("share of the votes", "#9aa7b5"),
    ("Banzhaf", "#c8553d"),
    ("Shapley-Shubik", "#2f6690"),
)
_STYLE = (
    "text{font:12px system-ui,Helvetica,Arial,sans-serif;fill:#222}"
    ".title{font-size:15px;font-weight:600}.small{font-size:11px;fill:#555}"
    "line{stroke:#ddd}"
)


def bars(rule: RuleFigures) -> str:
    """Return the chart as an SVG document; of many members, those with the most power."""
    members = sorted(rule.members, key=lambda member: (-(member.shapley or member.share),
                                                       -member.share))[:_MOST]  # fmt: skip
    most = max(
        (value for member in members for value in _values(member) if value), default=Fraction(1)
    )
    name = rule.name.replace("_", " ")
    title = f"Shares and power: {name}"
    height = _TOP + _ROW * len(members) + 30
    width = _LEFT + _WIDTH + _RIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label={quoteattr(_printable(title))}>',
        f"<title>{_text(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="16" y="26">{_text(_short(name, 70))}</text>',
        *_legend(),
        *_grid(most, height),
    ]
    for row, member in enumerate(members):
        lines += _row(member, _TOP + row * _ROW, most)
    rest = len(rule.members) - len(members)
    if rest:
        lines.append(f'<text class="small" x="16" y="{height - 8}">and {rest} more members</text>')
    return "\n".join([*lines, "</svg>\n"])


def _values(member: MemberFigures) -> tuple[Fraction | None, ...]:
    return (member.share, member.banzhaf, member.shapley)


def _legend() -> list[str]:
    lines, x = [], 16
    for label, fill in _SERIES:
        lines.append(f'<rect x="{x}" y="38" width="12" height="{_BAR}" fill="{fill}"/>')
        lines.append(f'<text class="small" x="{x + 17}" y="47">{_text(label)}</text>')
        x += 32 + 7 * len(label)
    return lines


def _grid(most: Fraction, height: int) -> list[str]:
    """Draw lines at round percentages, about four of them."""
    steps = (1, 2, 5, 10, 20, 25, 50)
    step = next((s for s in steps if Fraction(s, 100) * 5 >= most), 50)
    lines = []
    for mark in range(0, 101, step):
        at = Fraction(mark, 100)
        if at > most:
            break
        x = _LEFT + float(at / most) * _WIDTH
        lines.append(f'<line x1="{x:g}" y1="{_TOP - 8}" x2="{x:g}" y2="{height - 24}"/>')
        lines.append(
            f'<text class="small" text-anchor="middle" x="{x:g}" y="{_TOP - 12}">{mark} %</text>'
        )
    return lines


def _row(member: MemberFigures, y: int, most: Fraction) -> list[str]:
    marks = " (veto)" * member.veto + " (dummy)" * member.dummy
    label = _short(member.phrase, _LONGEST) + marks
    lines = [f'<text text-anchor="end" x="{_LEFT - 8}" y="{y + 15}">{_text(label)}</text>']
    last = 0.0
    for place, (value, (name, fill)) in enumerate(zip(_values(member), _SERIES, strict=True)):
        if value is None:
            continue
        width = float(value / most) * _WIDTH
        last = max(last, width)
        told = f"{member.phrase}: {name} {float(value * 100):.2f} %"
        lines.append(
            f'<rect x="{_LEFT}" y="{y + place * (_BAR - 1)}" width="{width:.1f}" '
            f'height="{_BAR - 2}" fill="{fill}"><title>{_text(told)}</title></rect>'
        )
    if member.shapley is not None:
        lines.append(
            f'<text class="small" x="{_LEFT + last + 6:.1f}" y="{y + 16}">'
            f"{float(member.shapley * 100):.1f} %</text>"
        )
    return lines


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _text(text: str) -> str:
    return escape(_printable(text))


def _printable(text: str) -> str:
    """Return the text without the characters that XML has no place for."""
    return "".join(character for character in text if character.isprintable())
