"""The templates in force: those shipped, or those of a house style in their place.

Sentence templates render plain text, escaped by no one yet. A house style is a folder; a template
in it takes the place of the shipped one of the same name. It is in force within ``styled``, for
whatever is written there, so that no sentence need be handed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatylang.resources import folder

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Template
    from jinja2.runtime import Macro

    from treatylang.prose.sandbox import Sandbox


class StyleError(ValueError):
    """What is wrong with a house style: the file, the line and what to do."""


class _Shelf:
    """The shipped templates, and ``house``, the folder of those that take their place."""

    def __init__(self, house: Path | None = None) -> None:
        self.house = house

    @cached_property
    def loader(self) -> BaseLoader:
        from treatylang.prose.loading import loader

        return loader(folder("templates"), self.house)

    @cached_property
    def plain(self) -> Sandbox:
        return self.environment()

    def environment(
        self, *, autoescape: bool = False, finish: Callable[[Any], Any] | None = None
    ) -> Sandbox:
        from treatylang.prose.sandbox import Sandbox

        return Sandbox(self.loader, autoescape=autoescape, finish=finish)

    def macro(self, path: str, name: str) -> Macro:
        """Return a macro of a template; of the shipped one, where a house style leaves it."""
        found = getattr(self.plain.get_template(path).module, name, None)
        if self.house is None:
            assert found is not None, f"{path} has no macro {name}"
            return found  # type: ignore[no-any-return]
        shipped: Macro = getattr(self.plain.get_template(f"shipped/{path}").module, name)
        if found is not None and found.arguments != shipped.arguments:
            given = ", ".join(shipped.arguments)
            raise StyleError(
                f"{self.house / path}: the macro “{name}” is given ({given}); name these"
            )
        return found or shipped


@cache
def _shipped() -> _Shelf:
    return _Shelf()


_styled: ContextVar[_Shelf | None] = ContextVar("styled", default=None)


def _shelf() -> _Shelf:
    return _styled.get() or _shipped()


@contextmanager
def styled(house: Path | None) -> Iterator[None]:
    """Within this, the templates in the folder take the place of those shipped (None: of none).

    Raises StyleError for a folder that is no house style, and for whatever fails in one of its
    templates.
    """
    if house is None:
        yield
        return
    from treatylang.prose.loading import examine, explained
    from treatylang.prose.sandbox import metered

    examine(folder("templates"), house)
    token = _styled.set(_Shelf(house))
    try:
        with metered():
            yield
    except Exception as error:
        told = None if isinstance(error, StyleError) else explained(error, house)
        if told is None:
            raise
        raise StyleError(told) from None
    finally:
        _styled.reset(token)


def environment(*, autoescape: bool = False, finish: Callable[[Any], Any] | None = None) -> Sandbox:
    """Return what fills the templates in force; ``finish`` is applied to whatever they print."""
    return _shelf().environment(autoescape=autoescape, finish=finish)


def filled(path: str, **parts: Any) -> str:
    """Render a template, as it is."""
    return _template(path).render(**parts)


def macro(path: str, name: str, *parts: Any) -> str:
    """Render one macro of a template, as it is."""
    shelf = _shelf()
    try:
        return str(shelf.macro(path, name)(*parts))
    except Exception:
        shelf.plain.handle_exception()  # gives the lines of the template, as render does


def sentence(name: str, **parts: Any) -> str:
    """Render an English sentence template, with single spaces and a capital at its start."""
    text = " ".join(filled(f"en/{name}.j2", **parts).split())
    text = re.sub(r" (?=[,.:;])", "", text)
    return text[:1].upper() + text[1:]


def passage(name: str, *parts: Any) -> str:
    """Render one of the fixed passages of ``en/document.j2``, with single spaces."""
    return " ".join(macro("en/document.j2", name, *parts).split())


def final(name: str, *parts: Any) -> str:
    """Render one of the sentences of ``en/institutions.j2``, with single spaces and a capital."""
    text = " ".join(macro("en/institutions.j2", name, *parts).split())
    text = re.sub(r" (?=[,.:;])", "", text)
    return text if name == "stage" else text[:1].upper() + text[1:]


def _template(path: str) -> Template:
    return _shelf().plain.get_template(path)
