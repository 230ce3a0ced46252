"""``treatylang config``: what holds for a draft, and where it comes from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from treatylang.cli import output


@click.command()
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(path: Path, form: str) -> int:
    """Show the configuration that governs a draft or folder, value by value."""
    from treatylang.gate.keys import KEYS
    from treatylang.gate.settings import ConfigError, governing

    if not path.exists():
        raise output.Refused(f"{path}: there is no such file or folder")
    try:
        settings = governing([path])
    except ConfigError as error:
        raise output.Refused(str(error)) from None
    if form == "json":
        values = {
            key.name: {"value": settings.value(key.name), "from": settings.origin(key.name)}
            for key in KEYS
        }
        file = str(settings.file) if settings.file else None
        output.say(json.dumps({"file": file, "values": values}, indent=2, sort_keys=True) + "\n")
        return 0
    page = output.page()
    where = settings.name or "no treatylang.toml: the defaults"
    output.say(page.paint(page.fit(str(where)), "strong") + "\n")
    for key in KEYS:
        told = json.dumps(settings.value(key.name), ensure_ascii=False)
        output.say(page.fit(f"  {key.name:<13} {told:<24} {settings.origin(key.name)}") + "\n")
    return 0
