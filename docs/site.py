"""The pages of the documentation that are made from the code: rules, commands, keys, interface.

MkDocs calls ``on_files`` (``mkdocs build --strict``); nothing of these pages is written by hand, so
that they cannot lag behind.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import treatylang
from treatylang.cli.main import main
from treatylang.gate.keys import KEYS
from treatylang.rules import Rule, configuration

FAMILIES = {
    "TL0": "Reading a draft",
    "TL1": "Names, units, files",
    "TL2": "Conflicts between norms",
    "TL3": "Single norms, deadlines, verification",
    "TL4": "Competence and subsidiarity",
    "TL5": "Votes, decisions, entry into force",
    "TL9": "What was not decided",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for name, text in pages().items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Take the name of the file off a block that is to be saved: the text before it says it, and
    MkDocs would take the block for no block."""
    return re.sub(r"^```(\w+) [^\n`]+$", r"```\1", markdown, flags=re.MULTILINE)


def pages() -> dict[str, str]:
    """Return each page by its name."""
    return {
        "rules": "\n\n".join(_rules()) + "\n",
        "commands": "\n\n".join(_commands()) + "\n",
        "configuration": "\n\n".join(_configuration()) + "\n",
        "api": "\n\n".join(_interface()) + "\n",
    }


def _rules() -> Iterator[str]:
    yield "# Rules"
    yield (
        "Each has a stable code. `treatylang explain CODE` prints the same. The drafts below are "
        "run by the tests: the first has exactly the finding, the second does not."
    )
    family = ""
    for rule in treatylang.catalogue():
        if rule.code[:3] != family:
            family = rule.code[:3]
            yield f"## {FAMILIES[family]}"
        yield f"### {rule.code}: {rule.title}"
        yield f"`{rule.name}`, {rule.severity.value}"
        yield from _paragraphs(rule.what)
        if rule.law:
            yield f"*Law.* {' '.join(rule.law.split())}"
        yield from _drafts(rule)
        yield f"*Configure.* {configuration(rule)}"


def _drafts(rule: Rule) -> Iterator[str]:
    shown = (
        ("A draft with this finding:", rule.bad),
        ("Its lexicon, `draft.fr.lexicon`:", rule.lexicons[0]),
        ("The same, mended:", "" if rule.good == rule.bad else rule.good),
        ("The lexicon, mended:", rule.lexicons[1]),
    )
    for heading, text in shown:
        if text:
            yield heading
            yield _fenced(text, "treaty")


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.strip().split("\n\n"):
        yield " ".join(part.split())


def _fenced(text: str, language: str) -> str:
    body = text.strip("\n")
    return f"```{language}\n{body}\n```"


def _commands() -> Iterator[str]:
    yield "# Command line"
    context = click.Context(main, info_name="treatylang")
    yield " ".join((main.help or "").split())
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield f"## treatylang {name}"
        inner = click.Context(command, info_name=name, parent=context, terminal_width=88)
        yield _fenced(command.get_help(inner), "text")


def _configuration() -> Iterator[str]:
    yield "# Configuration"
    yield (
        "Keys of `treatylang.toml`, or of the table `tool.treatylang` in `pyproject.toml`. "
        "[The gate](../gate.md) says how they work together; `treatylang schema config` prints a "
        "JSON schema for editors."
    )
    for key in KEYS:
        yield f"## {key.name}"
        yield key.what
        default: Any = key.default
        yield f"Default: `{json.dumps(default)}`."


def _interface() -> Iterator[str]:
    yield "# Python interface"
    yield from _paragraphs("Everything public of the package `treatylang`.")
    for name in treatylang.__all__:
        item = getattr(treatylang, name)
        if name == "__version__":
            continue
        yield f"## {name}"
        if callable(item) and not inspect.isclass(item):
            yield _fenced(f"treatylang.{name}{inspect.signature(item)}", "python")
        told = inspect.getdoc(item) or ""
        yield from (part.replace("``", "`") for part in told.split("\n\n"))
