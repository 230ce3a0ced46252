"""The sentence templates of a language. What they render is plain text, escaped by no one yet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from treatylang.resources import folder

if TYPE_CHECKING:
    from jinja2 import Template


def sentence(name: str, **parts: Any) -> str:
    """Render an English sentence template, with single spaces and a capital at its start."""
    text = " ".join(_template(f"en/{name}.j2").render(**parts).split())
    text = re.sub(r" (?=[,.:;])", "", text)
    return text[:1].upper() + text[1:]


@cache
def _template(path: str) -> Template:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        autoescape=False,  # plain text: the writers of Markdown and HTML escape it
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(path)


def filled(path: str, **parts: Any) -> str:
    """Render a template, as it is."""
    return _template(path).render(**parts)


def macro(path: str, name: str, *parts: Any) -> str:
    """Render one macro of a template, as it is."""
    return str(getattr(_template(path).module, name)(*parts))


def passage(name: str, *parts: Any) -> str:
    """Render one of the fixed passages of ``en/document.j2``, with single spaces."""
    macro = getattr(_template("en/document.j2").module, name)
    return " ".join(str(macro(*parts)).split())


def final(name: str, *parts: Any) -> str:
    """Render one of the sentences of ``en/institutions.j2``, with single spaces and a capital."""
    macro = getattr(_template("en/institutions.j2").module, name)
    text = re.sub(r" (?=[,.:;])", "", " ".join(str(macro(*parts)).split()))
    return text if name == "stage" else text[:1].upper() + text[1:]
