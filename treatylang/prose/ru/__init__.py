"""Russian, as treaties are written in it: the present indicative obliges."""

from __future__ import annotations

from treatylang.model.draft import Draft
from treatylang.prose.ru.russian import Russian


def speaker(draft: Draft) -> Russian:
    return Russian(draft)
