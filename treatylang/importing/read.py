"""Reading a file that is to be imported: its format, its encoding, and its blocks."""

from __future__ import annotations

import re
import stat
from importlib import import_module
from pathlib import Path

from treatylang.importing import plain
from treatylang.importing.blocks import Block, Notice, Unreadable
from treatylang.syntax import limits

_ENDINGS = {
    ".txt": "text", ".text": "text", "": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "akn", ".akn": "akn",
}  # fmt: skip
_BINARY = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "a Word or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "RTF",
}
FORMATS = ("text", "markdown", "html", "akn")


def read(path: Path, form: str = "") -> tuple[list[Block], list[Notice]]:
    """Return the blocks of a file, in order, with what there is to say about them.

    ``form`` is "text", "markdown", "html" or "akn"; "" tells by the file's ending and its content.
    Raises Unreadable.
    """
    content = _content(path)
    form = form or _form(path, content)
    if form == "akn":
        from treatylang.importing.akn import blocks as of_akn

        return of_akn(content)
    text = _text(path, content)
    if form == "text":
        return list(plain.blocks(text)), []
    module = import_module(f"treatylang.importing.{form}")
    found: tuple[list[Block], list[Notice]] = module.blocks(text)
    return found


def _content(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe may have no end
            reason = "is a folder" if path.is_dir() else "is no file but a device or a pipe"
            raise Unreadable(f"{path}: {reason}")
        with path.open("rb") as stream:
            content = stream.read(limits.BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    if len(content) > limits.BYTES:
        most = limits.BYTES // 1_000_000
        raise Unreadable(f"{path}: has more than {most} megabytes; import it in parts")
    for head, what in _BINARY.items():
        if content.startswith(head):
            raise Unreadable(
                f"{path}: is {what}; save it as plain text, Markdown or HTML and import that"
            )
    return content


def _form(path: Path, content: bytes) -> str:
    by_name = _ENDINGS.get(path.suffix.lower())
    head = content[:2000].lower()
    if b"<akomantoso" in head or b":akomantoso" in head:
        return "akn"
    if by_name == "akn" or (by_name is None and head.lstrip().startswith(b"<?xml")):
        if b"<html" in head:
            return "html"
        raise Unreadable(f"{path}: is XML but not Akoma Ntoso; save it as HTML or plain text")
    if re.match(rb"\s*(?:<!doctype html|<html)", head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if by_name is None:
        raise Unreadable(
            f"{path}: the ending “{path.suffix}” says no format; name it with --from (text, "
            "markdown, html, akn)"
        )
    return by_name


def _text(path: Path, content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        name = "UTF-16" if utf16 else "UTF-8"
        raise Unreadable(
            f"{path}: is not {name} text (at byte {error.start}); save it as UTF-8"
        ) from None
    if "\0" in text:
        raise Unreadable(f"{path}: is no text; save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
