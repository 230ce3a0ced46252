"""The configuration of a project: ``treatylang.toml``, or a table in ``pyproject.toml``.

It is looked for from the draft upwards, to the top of the repository; the nearest file holds, and
no other. Each value knows where it comes from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from treatylang.gate.keys import BY_NAME, KEYS, Wrong

FILE = "treatylang.toml"
SHARED = "pyproject.toml"
_MOST_BYTES = 1_000_000
DEFAULT = "default"


class ConfigError(Exception):
    """A configuration that cannot be followed; ``messages`` has one line for each mistake."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds, by key (``keys.KEYS``), and where each value comes from.

    ``file`` is the configuration that was read, or None; ``folder`` what its paths are seen from.
    """

    file: Path | None = None
    folder: Path = Path()
    values: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """Return the value of a key: as configured, or its default."""
        return self.values.get(name, BY_NAME[name].default)

    def origin(self, name: str) -> str:
        """Return where a value comes from: "treatylang.toml:3", or "default"."""
        return self.origins.get(name, DEFAULT)

    @property
    def name(self) -> str:
        """What the file is called for a person; "" where none was read."""
        return _shown(self.file) if self.file is not None else ""

    def path(self, written: str) -> Path:
        """Return a configured path as seen from the working folder.

        Raises ConfigError for one that leads out of the project, by a symbolic link.
        """
        path = self.folder / written
        try:
            if path.resolve().is_relative_to(self.folder.resolve()):
                return path
        except (OSError, RuntimeError) as error:
            raise ConfigError(f"{self.file}: “{written}” cannot be followed ({error})") from None
        raise ConfigError(f"{self.file}: “{written}” leads out of the folder of this file")


def find(path: Path) -> Path | None:
    """Return the configuration that governs a draft or folder: the nearest one upwards."""
    start = path.resolve()
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        own = folder / FILE
        if own.is_file():
            return own
        shared = folder / SHARED
        if shared.is_file() and _table_of(shared) is not None:
            return shared
        if (folder / ".git").exists():
            return None
    return None


def governing(paths: Iterable[Path]) -> Settings:
    """Return the settings that govern all these drafts and folders.

    Raises ConfigError where they are under different configurations, or theirs has mistakes.
    """
    found: dict[Path | None, Path] = {}
    for path in paths:
        found.setdefault(find(path), path)
    if len(found) > 1:
        told = "; ".join(
            f"{path}: {_shown(file) if file else 'none'}" for file, path in found.items()
        )
        raise ConfigError(
            f"these are under different configurations ({told}); check them apart, or name one "
            "with --config"
        )
    file = next(iter(found), None)
    return read(file) if file is not None else Settings()


def read(file: Path) -> Settings:
    """Read a configuration, every key checked. Raises ConfigError with all mistakes in it."""
    text = _text(file)
    table = _table(file, text)
    mistakes: list[str] = []
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    name = _shown(file)
    lines = _Lines(text, "tool.treatylang" if file.name == SHARED else "")
    for written, value in table.items():
        place = f"{name}{lines.of(written)}"
        key = BY_NAME.get(written)
        if key is None:
            mistakes.append(f"{place}: there is no key “{written}”; {_nearest(written)}")
            continue
        try:
            values[written] = key.read(value)
        except Wrong as wrong:
            mistakes.append(f"{place}: “{written}” is {wrong}")
        origins[written] = place
    mistakes += _codes(values, origins)
    if mistakes:
        raise ConfigError(*mistakes)
    return Settings(file, file.parent, values, origins)


def _nearest(written: str) -> str:
    near = get_close_matches(written, [key.name for key in KEYS], n=1, cutoff=0.5)
    if near:
        return f"the nearest is “{near[0]}”"
    return "there are " + ", ".join(key.name for key in KEYS)


def _codes(values: Mapping[str, Any], origins: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the codes of rules that the configuration names."""
    import treatylang

    known = [rule.code for rule in treatylang.catalogue()]
    wrong = []
    for name in ("select", "ignore", "severity"):
        for code in values.get(name, ()):
            if not any(item.startswith(code.upper()) for item in known) or not code:
                near = get_close_matches(code.upper(), known, n=1, cutoff=0.0)
                hint = f"; the nearest is {near[0]}" if near else ""
                wrong.append(f"{origins[name]}: no rule has the code {code}{hint}")
    return wrong


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise ConfigError(f"{_shown(file)}: a configuration has at most a megabyte")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{_shown(file)}: is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise ConfigError(f"{_shown(file)}: {reason}") from None


def _table(file: Path, text: str) -> dict[str, Any]:
    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise ConfigError(f"{_shown(file)}: is no TOML: {error or 'nested too deep'}") from None
    if file.name != SHARED:
        return whole
    tool = whole.get("tool", {})
    table = tool.get("treatylang", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{_shown(file)}: tool.treatylang is a table of keys")
    return table


def _table_of(shared: Path) -> dict[str, Any] | None:
    """The project's own table in a ``pyproject.toml``, or None where that has none or is no TOML:
    such a file is another tool's to complain of, unless it speaks of this one."""
    text = _text(shared)
    if "treatylang" not in text:
        return None
    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {} if re.search(r"^\s*\[\s*tool\s*\.\s*treatylang\b", text, re.M) else None
    tool = whole.get("tool", {})
    return {} if isinstance(tool, dict) and "treatylang" in tool else None


class _Lines:
    """The lines that keys stand on, of which the TOML reader says nothing."""

    def __init__(self, text: str, table: str) -> None:
        self._lines: dict[str, int] = {}
        current = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
                current = header[1].replace('"', "").replace(" ", "")
                inner = current.removeprefix(f"{table}.") if table else current
                if not table or inner != current:
                    self._lines.setdefault(inner.split(".")[0], number)
            elif (key := re.match(r"""\s*["']?([^\s"'=.]+)["']?\s*[.=]""", line)) and (
                current == table
            ):
                self._lines.setdefault(key[1], number)

    def of(self, key: str) -> str:
        number = self._lines.get(key)
        return f":{number}" if number else ""


def _shown(file: Path) -> str:
    """A configuration's name for a person: as seen from the working folder, where it lies in it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
