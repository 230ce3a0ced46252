"""What a text means, beside its words: for formats that can carry it as metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from treatylang.model.draft import DoAct, Draft, HasCompetence, Keep, Norm

Kind = Literal["organization", "role", "concept"]


@dataclass(frozen=True, slots=True)
class Named:
    """What the draft has a name for: a State or an organ, a class of parties, a term."""

    kind: Kind
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A norm in the paragraph ``anchor``: "duty", "prohibition", "permission", "exemption" or
    "competence", of its ``bearer``, about an act, a quantity or a matter (``about``)."""

    anchor: str
    modality: str
    bearer: str
    about: str


@dataclass(frozen=True, slots=True)
class Priority:
    """One paragraph prevails over another. ``word`` is how the draft says so: "notwithstanding",
    "subject to", "prevails over", "except as provided in"."""

    prevailing: str
    yielding: str
    word: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """Of a draft: names, norms and precedence in the order of the text.

    ``numbers`` are those of its articles, annexes and parts, whatever the language prints;
    ``kinds`` says of a part whether it is a "part", "title", "chapter" or "section"; ``done_on``
    the days on which its instruments were done, and ``versions`` their versions, where it says.
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    annexes: frozenset[str] = frozenset()
    done_on: Mapping[str, date] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
    provisions: tuple[Provision, ...] = ()
    priorities: tuple[Priority, ...] = ()


NOT_TOLD = Meaning()


def meaning_of(draft: Draft) -> Meaning:
    """Return what a draft's text means. Names are in the draft's own language, English."""
    named: list[Named] = [
        *(Named("organization", item.name, item.phrase) for item in draft.states.values()),
        *(Named("organization", item.name, item.phrase) for item in draft.organs.values()),
        *(Named("role", item.name, item.singular) for item in draft.classes.values()),
        *(Named("concept", item.name, item.singular) for item in draft.units.values()),
        *(Named("concept", item.name, item.phrase) for item in draft.matters.values()),
    ]
    clauses = {name: item.clause for name, item in draft.norms.items()}
    priorities = [
        Priority(clauses[item.winner], clauses[item.loser], item.kind.value)
        for item in draft.precedence
    ]
    priorities += [
        Priority(clauses[name], norm.clause, "except as provided in")
        for norm in draft.norms.values()
        for name in norm.carve_outs
    ]
    treaties = draft.instruments.values()
    numbers = {item.id: item.number for item in draft.articles.values()}
    numbers |= {item.id: item.number for item in draft.parts.values()}
    return Meaning(
        numbers,
        {item.id: item.kind for item in draft.parts.values()},
        frozenset(item.id for item in draft.articles.values() if item.annex),
        {item.name: item.done_on for item in treaties if item.done_on},
        {item.name: item.version for item in treaties if item.version},
        {item.name: item for item in named if item.words},
        tuple(
            Provision(item.clause, item.modality.value, item.bearer, _about(item))
            for item in draft.norms.values()
        ),
        tuple(dict.fromkeys(priorities)),
    )


def _about(norm: Norm) -> str:
    match norm.content:
        case DoAct(act=name) | Keep(quantity=name) | HasCompetence(matter=name):
            return name
