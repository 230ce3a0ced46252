"""Spanish, as treaties are written in it: "deberá" obliges, "no podrá" forbids, "podrá" allows."""

from __future__ import annotations

from treatylang.model.draft import Draft
from treatylang.prose.es.spanish import Spanish


def speaker(draft: Draft) -> Spanish:
    return Spanish(draft)
