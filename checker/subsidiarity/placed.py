"""Where norms stand: the level of their holder, and the matter that they are about."""

from __future__ import annotations

from dataclasses import dataclass

from treatylang.model.draft import DoAct, Draft, HasCompetence, Matter, Modality, Norm


@dataclass(frozen=True, slots=True)
class Placed:
    """A norm on a matter, held at a level."""

    norm: Norm
    matter: Matter
    level: str
    rank: int


def units_level(draft: Draft) -> int:
    """Return the rank of the level of the treaty's units: that of their own organs where they are
    declared, the lowest otherwise. Of organs at several levels the highest speak for the unit."""
    ranks = [
        draft.levels.index(organ.level)
        for organ in draft.organs.values()
        if organ.of_each is not None and organ.level is not None
    ]
    return max(ranks, default=0)


def matter_of(draft: Draft, norm: Norm) -> Matter | None:
    """Return the matter that a norm is about."""
    match norm.content:
        case HasCompetence(matter=name):
            return draft.matters[name]
        case DoAct(act=act):
            concerns = draft.acts[act].concerns
            return draft.matters[concerns] if concerns is not None else None
    return None


def placed(draft: Draft) -> list[Placed]:
    """Return every norm that is placed at a level: competences, and what organs are to do."""
    found = []
    for norm in draft.norms.values():
        matter = matter_of(draft, norm)
        if matter is None or norm.modality is Modality.EXEMPTION:
            continue
        level: str | None = None
        if norm.bearer in draft.organs:
            level = draft.organs[norm.bearer].level
        elif norm.modality is Modality.COMPETENCE and draft.levels:
            level = draft.levels[units_level(draft)]
        if level is not None:
            found.append(Placed(norm, matter, level, draft.levels.index(level)))
    return found
