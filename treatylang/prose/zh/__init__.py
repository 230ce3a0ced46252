"""Chinese, as texts of treaties are written in it: 应 obliges, 不得 forbids, 可 allows."""

from __future__ import annotations

from treatylang.model.draft import Draft
from treatylang.prose.zh.chinese import Chinese


def speaker(draft: Draft) -> Chinese:
    return Chinese(draft)
