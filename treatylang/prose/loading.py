"""Reading templates, and telling what is wrong with one: for a lawyer, with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from traceback import walk_tb

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from treatylang.prose.sandbox import TooCostly
from treatylang.prose.templates import StyleError

_LONGEST = 200_000
"""The most bytes in a file of a house style."""
_MOST = 200
"""The most files in a house style."""
_ENDINGS = (".j2", ".css")
SHIPPED = "shipped/"
"""Before the name of a template: the shipped one, whatever the house style has."""


def loader(shipped: Path, house: Path | None) -> BaseLoader:
    """Return what reads templates: from the folder of a house style first, if there is one."""
    files = FileSystemLoader(shipped)
    return files if house is None else _House(files, house)


class _House(BaseLoader):
    """Reads from a folder, and from nowhere outside it; from the shipped templates otherwise."""

    def __init__(self, shipped: FileSystemLoader, house: Path) -> None:
        self.shipped = shipped
        self.house = house

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template.startswith(SHIPPED):
            return self.shipped.get_source(environment, template.removeprefix(SHIPPED))
        name = PurePosixPath(template)
        if name.is_absolute() or ".." in name.parts or "\\" in template:
            raise TemplateNotFound(template)
        file = self.house / name
        if not file.is_file():
            return self.shipped.get_source(environment, template)
        return _text(file), file.as_posix(), lambda: True


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise TemplateSyntaxError(
            f"the file has more than {_LONGEST} bytes", 1, filename=file.as_posix()
        )
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise TemplateSyntaxError("the file is not UTF-8", 1, filename=file.as_posix()) from None


def examine(shipped: Path, house: Path) -> None:
    """Hold a folder to be a house style. Raises StyleError for one that is missing or that leads
    out of itself, and for a file that takes the place of no template."""
    if not house.is_dir():
        raise StyleError(f"{house}: there is no such folder, to take a house style from")
    base = house.resolve()
    names = sorted(
        file.relative_to(shipped).as_posix()
        for file in shipped.rglob("*")
        if file.suffix in _ENDINGS
    )
    for at, file in enumerate(_files(house)):
        name = file.relative_to(house).as_posix()
        if at == _MOST:
            raise StyleError(f"{house}: a house style has no more than {_MOST} files")
        if not file.resolve().is_relative_to(base):
            raise StyleError(f"{file}: leads out of the house style; put the file itself there")
        if name not in names and not file.name.startswith("_"):
            near = get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]}?" if near else "a file of its own begins with “_”"
            raise StyleError(f"{file}: takes the place of no template; {hint}")


def _files(house: Path) -> Iterator[Path]:
    """Yield what a folder has, in order, but for what is hidden."""
    for file in sorted(house.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(house).parts)
        if not hidden and (file.is_symlink() or not file.is_dir()):
            yield file


def explained(error: Exception, house: Path) -> str | None:
    """Return what failed in a house style, with its place; None where it failed elsewhere."""
    place = _place(error, house)
    if place is None and not isinstance(error, TemplateError | TooCostly | RecursionError):
        return None
    return f"{place or house}: {_reason(error)}"


def _place(error: Exception, house: Path) -> str | None:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    prefix = f"{house.as_posix()}/"
    at = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(prefix)
    ]
    return f"{at[-1][0]}:{at[-1][1]}" if at else None


def _reason(error: Exception) -> str:
    match error:
        case TooCostly():
            return (
                "the template runs on or writes more than a document needs; look for a loop that "
                "does not end"
            )
        case RecursionError():
            return (
                "templates or macros call one another without an end, or stand too deep in brackets"
            )
        case TemplateNotFound():
            return f"there is no template “{error.name}”"
        case UndefinedError():
            return f"the template asks for what it is not given: {error.message}"
        case SecurityError():
            return f"this is not allowed in a template: {error.message}"
        case TemplateError():
            return f"the template cannot be read: {error.message}"
        case MemoryError() | SyntaxError():
            return "the template is nested too deeply"
        case _:
            return f"the template fails: {error}"
