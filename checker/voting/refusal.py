"""What cannot be computed: missing figures, caps that cannot be met, sizes out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatylang.syntax.source import Place


class Refused(Exception):
    """No exact answer is given. ``reason`` says why, ``help`` what to do about it."""

    def __init__(self, reason: str, help: str = "", place: Place | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.help = help
        self.place = place


class TooLarge(Refused):
    """The question is a good one, and its exact answer is beyond reach."""
