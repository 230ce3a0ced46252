"""``treatylang explain``: what a rule is, on whose authority, with a bad and a good draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from treatylang.cli import output
from treatylang.cli.codes import unknown

if TYPE_CHECKING:
    from treatylang.report.page import Page
    from treatylang.rules import Rule


@click.command()
@click.argument("code")
def command(code: str) -> int:
    """Explain the rule with this CODE."""
    import treatylang

    rules = {rule.code: rule for rule in treatylang.catalogue()}
    if code.upper() not in rules:
        raise unknown(code, rules)
    output.say(_text(rules[code.upper()], output.page()))
    return 0


def _text(rule: Rule, page: Page) -> str:
    from treatylang.report.wrap import wrap
    from treatylang.rules import configuration

    def prose(text: str) -> str:
        return "\n\n".join(
            "\n".join(wrap(page.fit(" ".join(part.split())), page.width))
            for part in text.strip().split("\n\n")
        )

    def draft(heading: str, text: str) -> str:
        lines = [f"    {line}".rstrip() for line in page.fit(text.strip("\n")).split("\n")]
        return "\n".join([page.paint(heading, "strong"), "", *lines]) if text else ""

    kind = rule.severity.value
    parts = [
        f"{page.paint(f'{kind}[{rule.code}]', kind)} {page.fit(rule.name)}\n{prose(rule.title)}",
        prose(rule.what),
        page.paint("Law", "strong") + "\n" + prose(rule.law) if rule.law else "",
        draft("A draft with this finding", rule.bad),
        draft("Its lexicon, draft.fr.lexicon", rule.lexicons[0]),
        draft("The same, mended", "" if rule.good == rule.bad else rule.good),
        draft("The lexicon, mended", rule.lexicons[1]),
    ]
    parts.append(page.paint("Configure", "strong") + "\n" + prose(configuration(rule)))
    return "\n\n".join(part for part in parts if part) + "\n"
