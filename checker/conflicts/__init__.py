"""Conflicts of norms: which minimal sets cannot be complied with together (semantics, section 3).

Work goes from cheap to dear: constant bounds in plain Python, pairs, then unions, then the
enumeration of all minimal sets. ``search`` leads; each other module has the sets of one kind.
"""

from __future__ import annotations

from checker.conflicts.desk import Conflict, Undecided
from checker.conflicts.search import Search

__all__ = ["Conflict", "Search", "Undecided"]
