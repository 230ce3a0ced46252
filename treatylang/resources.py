"""Where the shipped folders (grammar, templates) are: inside the wheel, or beside the package."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Return the shipped folder ``name``, in an installed package or in a checkout.

    Raises FileNotFoundError where the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of treatylang")
