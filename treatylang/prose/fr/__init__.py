"""French, as treaties are written in it: the present indicative obliges."""

from __future__ import annotations

from treatylang.model.draft import Draft
from treatylang.prose.fr.french import French


def speaker(draft: Draft) -> French:
    return French(draft)
