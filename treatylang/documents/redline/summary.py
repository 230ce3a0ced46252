"""What a redline says of each change, and of all of them."""

from __future__ import annotations

from typing import assert_never

from treatylang.documents.redline.compare import Fate, Redline, Row


def told(row: Row) -> str:
    """Return what became of a unit: "moved from Article 4(2) to Article 5(1) and changed"; "" for
    nothing."""
    was, now = _places(row)
    match row.fate:
        case Fate.DELETED:
            return "deleted"
        case Fate.INSERTED:
            return "inserted"
        case Fate.AWAY:
            return f"moved to {now}" if was != now else "moved within it"
        case Fate.HERE:
            moved = f"moved from {was} to {now}" if was != now else "moved within it"
            return moved + (" and changed" if row.reworded else "")
        case Fate.KEPT:
            numbered = f"renumbered from {was} to {now}" if row.renumbered else ""
            changed = row.reworded or (row.changed and not numbered)
            return " and ".join(part for part in (numbered, "changed" if changed else "") if part)
        case _:
            assert_never(row.fate)


def summary(redline: Redline) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each sort of change with the places where it is; one that moved is named once."""
    found: dict[str, list[str]] = {
        name: [] for name in ("changed", "inserted", "deleted", "moved", "renumbered")
    }
    for row in redline.rows:
        if not row.changed or row.fate is Fate.AWAY:
            continue
        was, now = _places(row)
        if row.fate is Fate.HERE:
            found["moved"].append(f"{was} to {now}" if was != now else now)
        elif row.fate is Fate.KEPT and row.renumbered:
            found["renumbered"].append(f"{was} to {now}")
        elif row.fate is Fate.INSERTED:
            found["inserted"].append(now)
        elif row.fate is Fate.DELETED:
            found["deleted"].append(row.place)
        if row.fate in (Fate.KEPT, Fate.HERE) and told(row).endswith("changed"):
            found["changed"].append(now)
    return tuple((name, tuple(dict.fromkeys(places))) for name, places in found.items() if places)


def _places(row: Row) -> tuple[str, str]:
    """Return where a unit was and where it is: a number that went from one article to another is
    that of the former."""
    was, now = (unit.place if unit else "" for unit in (row.before, row.after))
    if row.before and row.after and was == now and row.before.parent != row.after.parent:
        return f"former {was}", now
    return was, now
