"""``treatylang rules``: the table of all rules."""

from __future__ import annotations

import click

from treatylang.cli import output


@click.command()
def command() -> int:
    """List all rules: code, severity, name and title."""
    import treatylang

    page = output.page()
    rules = treatylang.catalogue()
    kinds = max((len(rule.severity.value) for rule in rules), default=0)
    names = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        kind = page.paint(f"{rule.severity.value:<{kinds}}", rule.severity.value)
        output.say(page.fit(f"{rule.code}  {kind}  {rule.name:<{names}}  {rule.title}\n"))
    return 0
