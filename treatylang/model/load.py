"""Reading a draft from disk: the file, what it includes, and the data that it names.

Nothing outside the project's root folder is ever read: a draft comes from another delegation.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from treatylang.findings import Finding
from treatylang.model import rules
from treatylang.model.context import Context, Refused
from treatylang.model.data import lose_columns
from treatylang.model.draft import Draft
from treatylang.model.lexicon import Lexicon, resolve_lexicon
from treatylang.model.resolve import Resolver
from treatylang.model.tongues import LANGUAGES
from treatylang.syntax import ast, limits
from treatylang.syntax.hidden import hidden
from treatylang.syntax.lexicon import ParsedLexicon, parse_lexicon
from treatylang.syntax.parse import Parsed, collecting_less, parse
from treatylang.syntax.source import Place

_MARKS = ("treatylang.toml", "pyproject.toml", ".git")


class ReadError(Exception):
    """The root file of a draft cannot be read at all; the message is for its drafter."""


class _TooLarge(ReadError):
    """A file with which the draft exceeds its limit."""


def load(
    path: str | os.PathLike[str],
    root: str | os.PathLike[str] | None = None,
    folder: str = "",
    *,
    held: Mapping[Path, str] = MappingProxyType({}),
) -> Draft:
    """Read the draft at ``path`` with everything that it includes.

    ``root`` is the folder that includes and data files must lie in: by default the nearest folder
    above the draft with a ``treatylang.toml``, a ``pyproject.toml`` or a ``.git``, or the draft's
    own. Places name files as seen from it, with ``folder`` before them; a draft's own folder is
    named as in ``path``. ``held`` are texts that an editor holds, by the resolved path of the file
    that each stands for. What is wrong inside the draft stands in ``Draft.findings``; ReadError is
    raised only where the file itself cannot be read.
    """
    file = Path(path)
    try:
        base = Path(root).resolve() if root is not None else project_root(file)
        resolved = file.resolve()
        if root is None and not _is_marked(base):
            folder = _as_typed(file, resolved)
    except (OSError, RuntimeError, ValueError) as error:
        raise ReadError(f"{file}: cannot be found ({error})") from None
    reader = _Reader(base, folder)
    reader.texts |= held
    if not resolved.is_relative_to(base):
        raise ReadError(f"{file}: lies outside the project folder {base.name}")
    first = reader.read(resolved, str(file))
    reader.include(first, (resolved,))
    resolver = Resolver(
        first.file.path, tuple(item.file for item in reader.parsed), reader.data, reader.context
    )
    found: tuple[Finding, ...] = tuple(f for item in reader.parsed for f in item.findings)
    found += tuple(f for path, text in reader.data.values() for f in hidden(path, text))
    complete = all(item.complete for item in reader.parsed) and not reader.incomplete
    reader.context.lost.update(name for item in reader.parsed for name in item.lost)
    reader.context.files_missing |= any(item.stopped for item in reader.parsed)
    with collecting_less():
        draft = resolver.resolve(found, unreadable=not complete)
        return _with_lexicons(reader, replace(draft, folder=folder))


def read_text(path: str, text: str) -> Draft:
    """Return the draft that a text is, without a file: what it includes is not read. ``path`` names
    it in places."""
    parsed = parse(path, text)
    with collecting_less():
        resolver = Resolver(parsed.file.path, (parsed.file,), {})
        return resolver.resolve(parsed.findings, unreadable=not parsed.complete)


def _with_lexicons(reader: _Reader, draft: Draft) -> Draft:
    """Return the draft with its words in other languages: of the lexicons beside its files."""
    before = len(reader.context.findings)
    parsed = reader.lexicons()
    refused = reader.context.findings[before:]
    if not parsed and not refused:
        return draft
    lexicons: dict[str, Lexicon] = {}
    found = [*draft.findings, *refused]
    sources = dict(draft.sources)
    for language, files in parsed.items():
        found += [finding for item in files for finding in item.findings]
        sources |= {item.path: item.text for item in files}
        entries = [entry for item in files for entry in item.entries]
        lexicons[language], more = resolve_lexicon(draft, language, entries, draft.unreadable)
        found += more
    lost = bool(refused) or not all(item.complete for files in parsed.values() for item in files)
    return replace(
        draft,
        lexicons=lexicons,
        findings=tuple(found),
        sources=sources,
        unreadable=draft.unreadable or lost,
    )


def is_mixed_up(known: Mapping[str, str], draft: Draft) -> bool:
    """Tell whether a report on the draft and on others, whose texts are ``known``, would mix up
    the lines of different files with one path."""
    return any(known.get(path, text) != text for path, text in draft.sources.items())


def _is_marked(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in _MARKS)


def _as_typed(file: Path, resolved: Path) -> str:
    """Return the folder that a file was named in, where it can stand in a place."""
    typed = file.parent
    if typed.is_absolute() or typed.drive or ".." in typed.parts:
        return ""
    return typed.as_posix() if typed != Path() and typed.resolve() == resolved.parent else ""


def project_root(path: Path) -> Path:
    """Return the folder that a draft's project lies in."""
    folder = path.resolve().parent
    for candidate in (folder, *folder.parents):
        if _is_marked(candidate):
            return candidate
    return folder


def roots(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Return the drafts meant: files as given, and of folders the ``.treaty`` files that no other
    file there includes. Sorted, each once. Raises ReadError for a path that is not there."""
    found: dict[Path, None] = {}
    for item in paths:
        path = Path(item)
        if path.is_dir():
            found |= dict.fromkeys(_roots_in(path))
        elif path.exists():
            found[path] = None
        else:
            raise ReadError(f"{path}: there is no such file or folder")
    return sorted(found)


def _roots_in(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*.treaty") if path.is_file())
    included: set[Path] = set()
    for file in files:
        base = project_root(file)
        try:
            parsed = _Reader(base).read(file.resolve(), str(file))
        except ReadError:
            continue
        for declaration in _declarations(parsed, "include"):
            name = declaration.values[0]
            if isinstance(name, ast.Word):
                with contextlib.suppress(OSError, RuntimeError, ValueError):
                    included |= set(_candidates(file.resolve(), base, name.text))
    tops = [file for file in files if file.resolve() not in included]
    # Files that include one another in a circle have no top: all are read, and the circle reported.
    return tops or files


def _beside(path: Path) -> list[Path]:
    """Return the lexicons beside a file of a draft."""
    if path.suffix != ".treaty":
        return []
    beside = re.compile(rf"{re.escape(path.stem)}\.[^.]+\.lexicon")
    try:
        names = [item.name for item in os.scandir(path.parent) if beside.fullmatch(item.name)]
    except OSError:
        return []
    return [path.parent / name for name in sorted(names)]


def _candidates(including: Path, root: Path, name: str) -> tuple[Path, Path]:
    """Where an included name may lie: beside the file that names it, or at the project's root."""
    return (including.parent / name).resolve(), (root / name).resolve()


def _declarations(parsed: Parsed, kind: str) -> list[ast.Declaration]:
    sentences = (labelled.sentence for labelled in parsed.file.sentences)
    return [s for s in sentences if isinstance(s, ast.Declaration) and s.kind == kind]


@dataclass(slots=True)
class _Reader:
    root: Path
    folder: str = ""
    context: Context = field(default_factory=Context)
    parsed: list[Parsed] = field(default_factory=list)
    paths: dict[Path, Parsed] = field(default_factory=dict)
    """The files of the draft, each after those that it includes."""
    data: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    found: dict[tuple[Path, str], Path] = field(default_factory=dict)
    """Where each file lies that was named in a folder."""
    texts: dict[Path, str] = field(default_factory=dict)
    size: int = 0
    tables: int = 0
    incomplete: bool = False

    def name(self, path: Path) -> str:
        return (PurePosixPath(self.folder) / path.relative_to(self.root).as_posix()).as_posix()

    def text(self, path: Path, shown: str) -> str:
        """The text of a file, read once. Raises ReadError."""
        known = self.texts.get(path)
        if known is None:
            known = self.texts[path] = self._text(path, shown)
        return known

    def _text(self, path: Path, shown: str) -> str:
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe may have no end
                reason = "is a folder" if path.is_dir() else "is no file but a device or a pipe"
                raise ReadError(f"{shown}: {reason}")
            with path.open("rb") as stream:
                content = stream.read(limits.BYTES - self.size + 1)
            self.size += len(content)
            if self.size > limits.BYTES:
                raise _TooLarge(
                    f"{shown}: a draft has at most {limits.BYTES // 1_000_000} megabytes, its data "
                    "included"
                )
            text = content.decode("utf-8-sig")
            return text.replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            raise ReadError(
                f"{shown}: is not UTF-8 text (at byte {error.start}); save it as UTF-8"
            ) from None
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            raise ReadError(f"{shown}: {reason}") from None

    def read(self, path: Path, shown: str) -> Parsed:
        """Parse one file. Raises ReadError."""
        return parse(self.name(path), self.text(path, shown))

    def include(self, parsed: Parsed, chain: tuple[Path, ...]) -> None:
        """Read what a file includes, each file once, before the file itself."""
        self.seen.add(chain[-1])
        for declaration in _declarations(parsed, "include"):
            word = declaration.values[0]
            assert isinstance(word, ast.Word)
            try:
                path = self._find(word, chain[-1])
                if path in chain:
                    names = " → ".join(self.name(p) for p in (*chain[chain.index(path) :], path))
                    raise self.context.refuse(
                        rules.CIRCULAR, f"files include one another: {names}", word.place,
                        "Take one of the includes out.",
                    )  # fmt: skip
                if path in self.seen:
                    continue
                if len(self.seen) >= limits.FILES:
                    raise self.context.refuse(
                        limits.LIMIT, f"a draft has at most {limits.FILES} files", word.place,
                        "Join some of them.",
                    )  # fmt: skip
                if len(chain) >= limits.INCLUDES:
                    raise self.context.refuse(
                        limits.LIMIT,
                        f"files include one another more than {limits.INCLUDES} deep",
                        word.place,
                        "Include them from the draft itself.",
                    )
                self.include(self._parsed(path, word.place), (*chain, path))
            except Refused:
                self.incomplete = self.context.files_missing = True
        for declaration in _declarations(parsed, "data"):
            word = declaration.values[0]
            assert isinstance(word, ast.Word)
            self.tables += 1
            try:
                if self.tables > limits.TABLES:
                    raise self.context.refuse(
                        limits.LIMIT, f"a draft has at most {limits.TABLES} tables of data",
                        word.place, "Ask for several columns in one sentence.",
                    )  # fmt: skip
                path = self._find(word, chain[-1])
                self.data[word.text] = (self.name(path), self._content(path, word.place))
            except Refused:
                self.incomplete = True
                lose_columns(self.context, declaration)
        self.parsed.append(parsed)
        self.paths[chain[-1]] = parsed

    def lexicons(self) -> dict[str, list[ParsedLexicon]]:
        """Read the lexicons beside the files of the draft: ``accord.fr.lexicon`` beside
        ``accord.treaty``."""
        found: dict[str, list[ParsedLexicon]] = {}
        for path, parsed in self.paths.items():
            start = Place(parsed.file.path, 0, 0, 1, 1)
            for file in _beside(path):
                language = file.name.split(".")[-2]
                try:
                    resolved = file.resolve()
                    if not resolved.is_relative_to(self.root):
                        raise self.context.refuse(
                            rules.FILES, f"“{file.name}” lies outside the project folder", start,
                            "Copy it into the project.",
                        )  # fmt: skip
                    if language not in LANGUAGES:
                        near = ", ".join(LANGUAGES)
                        raise self.context.refuse(
                            rules.FILES, f"“{file.name}” is in no language that is written yet",
                            start, f"Lexicons are in {near}; English is the draft itself.",
                        )  # fmt: skip
                    text = self._content(resolved, start)
                except Refused:
                    continue
                shown = self.name(path.parent / file.name)
                found.setdefault(language, []).append(parse_lexicon(shown, text))
        return {language: found[language] for language in sorted(found)}

    def _find(self, word: ast.Word, including: Path) -> Path:
        key = (including.parent, word.text)
        known = self.found.get(key)
        if known is None:
            known = self.found[key] = self._look(word, including)
        return known

    def _look(self, word: ast.Word, including: Path) -> Path:
        try:
            for candidate in _candidates(including, self.root, word.text):
                if not candidate.is_relative_to(self.root):
                    raise self.context.refuse(
                        rules.FILES,
                        f"“{word.text}” lies outside the project folder",
                        word.place,
                        "Copy it into the project.",
                    )
                if candidate.is_file():
                    return candidate
        except (OSError, RuntimeError, ValueError):  # no name of a file, or links in a circle
            pass
        raise self.context.refuse(
            rules.FILES,
            f"there is no file “{word.text}”",
            word.place,
            "A file is named as seen from the draft that names it, or from the project's root.",
        )

    def _parsed(self, path: Path, place: Place) -> Parsed:
        return parse(self.name(path), self._content(path, place))

    def _content(self, path: Path, place: Place) -> str:
        try:
            return self.text(path, self.name(path))
        except _TooLarge as error:
            raise self.context.refuse(
                limits.LIMIT, str(error), place, "Keep of it what the draft needs."
            ) from None
        except ReadError as error:
            raise self.context.refuse(rules.FILES, str(error), place) from None
