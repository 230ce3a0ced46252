"""Who speaks where: how agents are named in a sentence, and from which provision it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from treatylang.model.draft import Draft
from treatylang.model.formula import BEARER, OTHER, Agent
from treatylang.prose.morphology import bare, has_determiner, with_the

_WITH_THE = re.compile(
    r"\b(United|Republic|Kingdom|Federation|Union|Emirates|Islands|States|Commonwealth|Community|"
    r"Confederation|Principality|Duchy|State of|Sultanate)\b"
    r"|^(Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Holy See)\b"
)
_KINDS = (
    "Treaty Convention Protocol Agreement Accord Charter Covenant Statute Pact Constitution "
    "Regulation Directive Resolution Compact Memorandum Declaration Arrangement"
).split()

_RARER = ("Act", "Law", "Instrument", "Understanding")
"""What an instrument is called only where nothing else in its title says what it is."""


@dataclass(frozen=True, slots=True)
class Name:
    """How an agent is called: at its first mention, and from then on."""

    first: str
    again: str

    @property
    def known(self) -> Name:
        return Name(self.again, self.again)


IT = Name("it", "it")
THE_PARTY = Name("the Party", "it")
THE_OTHER = Name("the other Party", "the other Party")
_DEFAULTS: Mapping[str, Name] = {BEARER.name: THE_PARTY, OTHER.name: THE_OTHER}


@dataclass(frozen=True, slots=True)
class Voice:
    """The draft, the names of its agents, and where the words will stand.

    ``here`` is the clause in whose text the words stand ("" outside the document: a story).
    ``links`` marks cross references, so that a writer can make them links. ``bearer`` is the class
    that the bearer is a member of, where the words say so.
    """

    draft: Draft
    names: Mapping[str, Name] = field(default_factory=dict)
    here: str = ""
    links: bool = False
    bearer: str = ""

    def subject(self, agent: Agent) -> str:
        """Return the agent as a subject or object: "the Party", "it", "P"."""
        return self._name(agent).first

    def of(self, agent: Agent, phrase: str) -> str:
        """Return what belongs to the agent: "its stockpile", "P’s stockpile"."""
        name = self._name(agent).first
        if phrase.lower().startswith(("its ", "their ")):
            phrase = bare(phrase)
        if name == "it":  # "its capacity", but "the capacity of the sites within its jurisdiction"
            return (
                with_the(phrase) if re.search(r"\b(its|their)\b", phrase) else f"its {bare(phrase)}"
            )
        if " of " in name or name.lower().startswith(("each ", "any ", "no ")):
            return f"{with_the(phrase)} of {name}"
        return f"{self.whose(agent)} {bare(phrase)}"

    def whose(self, agent: Agent) -> str:
        """Return the agent as a possessive: "its", "P’s"."""
        name = self._name(agent).first
        if name == "it":
            return "its"
        return f"{name}{'’' if name.endswith('s') else '’s'}"

    def knowing(self, *agents: Agent) -> Voice:
        """Return the voice after these agents were mentioned."""
        known = {agent.name: self._name(agent).known for agent in agents}
        return replace(self, names={**self.names, **known})

    def calling(self, agent: Agent, name: Name) -> Voice:
        """Return the voice in which the agent is called so."""
        return replace(self, names={**self.names, agent.name: name})

    def is_silent(self, agent: Agent) -> bool:
        """Tell whether "in respect of it" goes without saying in this voice."""
        return agent == BEARER and self._name(agent).first in {"it", THE_PARTY.first}

    @property
    def treaty(self) -> str:
        """Return "this Treaty", by the kind of instrument that the words stand in."""
        return f"this {kind_of_instrument(self.draft, self.here)}"

    def _name(self, agent: Agent) -> Name:
        given = self.names.get(agent.name) or _DEFAULTS.get(agent.name)
        if given is not None:
            return given
        called = agent_name(self.draft, agent.name)
        return Name(called, called)


def agent_name(draft: Draft, name: str) -> str:
    """Return a declared State or organ in words; any other name stands as it is."""
    if name in draft.states:
        return country(draft.states[name].phrase or name)
    if name in draft.organs:
        return with_the(draft.organs[name].phrase or name)
    return name


def country(phrase: str) -> str:
    """Return a State's name with "the" where English puts it."""
    if has_determiner(phrase):
        return phrase[0].lower() + phrase[1:] if phrase.startswith("The ") else phrase
    return f"the {phrase}" if _WITH_THE.search(phrase) or re.search("[’']s ", phrase) else phrase


def class_name(draft: Draft, name: str, plural: bool = False) -> str:
    """Return the words for a member (or members) of a class: "Frontier Party"."""
    declared = draft.classes.get(name)
    if declared is None:
        return name
    return declared.plural if plural else declared.singular


def kind_of_instrument(draft: Draft, here: str = "") -> str:
    """Return "Treaty", "Convention", "Accord", ..., as the instrument's title calls it."""
    clause = draft.clauses.get(here)
    name = draft.articles[clause.article].instrument if clause else here
    instrument = draft.instruments.get(name) or next(iter(draft.instruments.values()), None)
    words = instrument.title.split() if instrument else []
    named = [word.strip(",.:") for word in words]
    return next((word for kinds in (_KINDS, _RARER) for word in named if word in kinds), "Treaty")
