"""All minimal sets of a monotone property, by Reiter's hitting-set tree.

Reiter, "A theory of diagnosis from first principles" (1987), as corrected by Greiner, Smith and
Wilkerson (1989); shrinking by deletion.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from checker.question import Status

Property = Callable[[frozenset[str]], Status]

MOST_ASKED, MOST_NODES = 400, 40_000
"""How many questions the search asks, and how many nodes its tree may have."""


def shrink(members: Sequence[str], holds: Property) -> frozenset[str]:
    """Return a minimal subset with the property, leaving out members from the first on.

    ``members`` must have it. A member whose leaving out is undecided stays.
    """
    kept = list(members)
    for member in members:
        rest = frozenset(kept) - {member}
        if holds(rest) is Status.SAT:
            kept.remove(member)
    return frozenset(kept)


def minimal_sets(
    members: Sequence[str], holds: Property
) -> Generator[frozenset[str], None, tuple[bool, bool]]:
    """Yield every minimal subset with the property; return whether these are all, and whether
    some set stayed undecided."""
    found: list[frozenset[str]] = []
    seen: set[frozenset[str]] = set()
    undecided = False
    asked = 0
    pending: list[frozenset[str]] = [frozenset()]
    while pending:
        if asked >= MOST_ASKED or len(seen) >= MOST_NODES:
            return False, undecided
        removed = pending.pop()
        if removed in seen:
            continue
        seen.add(removed)
        known = next((item for item in found if not item & removed), None)
        if known is None:
            rest = [member for member in members if member not in removed]
            status = holds(frozenset(rest))
            asked += 1
            undecided |= status is Status.UNKNOWN
            if status is not Status.SAT:
                continue
            known = shrink(rest, holds)
            found.append(known)
            yield known
        pending += [removed | {member} for member in sorted(known, reverse=True)]
    return True, undecided
