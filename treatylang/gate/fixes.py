"""Repairs put into the files: those that change nothing that a Party is bound to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path

from treatylang.findings import Repair, Report, sort_key
from treatylang.model.load import project_root
from treatylang.syntax.source import Place

Edit = tuple[Place, str]


def safe(report: Report) -> list[Repair]:
    """Return the repairs that can be made together without asking: each safe, no two of one
    place, the first of each finding."""
    taken: list[Repair] = []
    for finding in sorted(report.findings, key=sort_key):
        if finding.resolved_by or finding.allowed:
            continue
        repair = next((item for item in finding.repairs if item.safe), None)
        if repair is not None and not _overlaps(repair, taken):
            taken.append(repair)
    return taken


def others(report: Report) -> list[Repair]:
    """Return the repairs that a person must choose: those that change what is agreed."""
    found = (finding for finding in report.findings if finding.counts)
    return [item for finding in found for item in finding.repairs if item.edits and not item.safe]


def _overlaps(repair: Repair, others: Iterable[Repair]) -> bool:
    taken = [place for other in others for place, _ in other.edits]
    return any(
        place.path == other.path and place.start <= other.end and other.start <= place.end
        for place, _ in repair.edits
        for other in taken
    )


def edited(sources: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return the texts of the files that the edits change, by path; no two edits overlap."""
    texts: dict[str, str] = {}
    for place, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        text = texts.get(place.path, sources[place.path])
        texts[place.path] = text[: place.start] + new + text[place.end :]
    return texts


def file_of(path: str, text: str, given: Iterable[Path]) -> Path | None:
    """Return the file that a path of a report stands for, among the projects of the drafts that
    were ``given``; None where none holds the text that was read."""
    folders = {project_root(item / "draft" if item.is_dir() else item): None for item in given}
    for file in (*(folder / path for folder in folders), Path(path)):
        with suppress(OSError, UnicodeDecodeError):
            held = file.read_text(encoding="utf-8-sig")  # line ends are read as one kind
            if held == text:
                return file
    return None


def difference(sources: Mapping[str, str], repair: Repair) -> str:
    """Return a repair as a unified diff of the files that it would change."""
    lines: list[str] = []
    for path, text in sorted(edited(sources, repair.edits).items()):
        before, after = sources[path].splitlines(), text.splitlines()
        lines += unified_diff(before, after, path, path, repair.description, n=1, lineterm="")
    return "\n".join(lines) + "\n"
