"""``treatylang schema``: the JSON schemas of what the tool reads and writes."""

from __future__ import annotations

import json

import click

from treatylang.cli import output


@click.command()
@click.argument("name", type=click.Choice(["report", "config"]))
def command(name: str) -> int:
    """Print the JSON schema of the report (check --format json) or of treatylang.toml."""
    from treatylang.gate import keys
    from treatylang.report import schema

    shape = schema.schema() if name == "report" else keys.schema()
    output.say(json.dumps(shape, indent=2) + "\n")
    return 0
