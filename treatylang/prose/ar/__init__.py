"""Arabic, as treaties are written in it: without the signs of short vowels and of case endings."""

from __future__ import annotations

from treatylang.model.draft import Draft
from treatylang.prose.ar.arabic import Arabic


def speaker(draft: Draft) -> Arabic:
    return Arabic(draft)
