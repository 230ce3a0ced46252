"""Build a draft's graphs: what refers to what.

Nodes have ``text`` (what to show) and ``kind``; edges have ``text`` (may be empty). Nodes and edges
are entered in sorted order, so that every output is the same for the same draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from treatylang.model import draft as model
from treatylang.model import formula, institutions
from treatylang.model.draft import Draft
from treatylang.syntax.source import NOWHERE

KINDS = ("definitions", "references", "precedence", "competence")

_MENTIONS: Mapping[type, tuple[str, ...]] = {
    model.AgentClass: ("parent",),
    model.State: ("classes",),
    model.Organ: ("of_each",),
    model.Quantity: ("of",),
    model.Fact: ("of",),
    model.Event: ("of",),
    model.Act: ("actor", "other", "concerns", "excludes", "less_intrusive_than"),
    model.Norm: ("bearer",),
    model.DoAct: ("act",),
    model.Keep: ("quantity",),
    model.HasCompetence: ("matter",),
    formula.Agent: ("name",),
    formula.Party: ("name",),
    formula.QuantityOf: ("name",),
    formula.FactHolds: ("name",),
    formula.IsMember: ("name",),
    formula.CaseAttribute: ("act",),
    formula.CaseChoice: ("act",),
    formula.Did: ("act",),
    formula.Happened: ("event",),
    formula.EventDay: ("event",),
    institutions.Weights: ("body",),
    institutions.Part: ("quantity",),
    institutions.Step: ("quantity",),
    institutions.Vote: ("body",),
    institutions.Heads: ("of",),
    institutions.Votes: ("weights", "of"),
    institutions.Amounts: ("quantity", "of"),
    institutions.Consent: ("members",),
    institutions.Procedure: ("body", "decides"),
    institutions.Stage: ("vote",),
    institutions.Opening: ("vote", "agent"),
    institutions.EntryIntoForce: ("body",),
    institutions.Withdrawal: ("who",),
    institutions.Amendment: ("vote", "body"),
    institutions.Decision: ("organ", "subject", "vote"),
}
"""The fields that hold declared names, for each part of the model that has any."""

_Node = tuple[str, str]
"""The text to show and the kind."""
_Edge = tuple[str, str, str]
"""From, to, and the words of the link."""


def build(draft: Draft, of: str) -> nx.DiGraph:
    """Return the graph of this kind (one of KINDS); raise KeyError where there is none."""
    builders = {
        "definitions": _definitions,
        "references": _references,
        "precedence": _precedence,
        "competence": _competence,
    }
    return builders[of](draft)


def _definitions(draft: Draft) -> nx.DiGraph:
    """Link each definition and each clause to the definitions that it speaks of.

    What is built into the language is shown only where the draft uses it.
    """
    declared: dict[str, object] = {}
    nodes: dict[str, _Node] = {}
    built_in: set[str] = set()
    for kind, group in (
        ("class", draft.classes),
        ("organ", draft.organs),
        ("state", draft.states),
        ("quantity", draft.quantities),
        ("fact", draft.facts),
        ("event", draft.events),
        ("act", draft.acts),
        ("matter", draft.matters),
        ("weights", draft.institutions.weights),
        ("vote", _named_votes(draft)),
        ("procedure", draft.institutions.procedures),
    ):
        declared.update(group)
        nodes.update({name: (name, kind) for name in group})
        built_in |= {name for name, item in group.items() if item.place == NOWHERE}
    names = frozenset(nodes)
    for clause in draft.clauses.values():
        said = (*(draft.norms[norm] for norm in clause.norms), *_final(draft, clause.id))
        if said:
            declared[clause.id] = said
            nodes[clause.id] = _clause(draft, clause.id)
    edges = {
        (name, used, "")
        for name, part in declared.items()
        for used in _mentioned(part)
        if used in names and used != name
    }
    pairs = (item.apart for item in draft.assumptions)
    edges |= {(one, other, "is never") for one, other in filter(None, pairs) if one in names}
    graph = _graph(nodes, edges)
    graph.remove_nodes_from([name for name in nx.isolates(graph) if name in built_in])
    return graph


def _named_votes(draft: Draft) -> Mapping[str, institutions.Vote]:
    """Return the votes that the draft gives a name, not those that a clause spells out."""
    votes = draft.institutions.votes
    return {name: vote for name, vote in votes.items() if name not in draft.clauses}


def _final(draft: Draft, clause: str) -> tuple[object, ...]:
    """Return what a clause says of how something is decided or comes about."""
    known = draft.institutions
    spelt_out = (known.votes[clause],) if clause in known.votes else ()
    return (*(item for item in known.final if item.clause == clause), *spelt_out)


def _references(draft: Draft) -> nx.DiGraph:
    """Link each clause to the provisions that it names, with the word that it uses."""
    nodes: dict[str, _Node] = {}
    edges: set[_Edge] = set()
    for reference in draft.references:
        source, target = reference.source, reference.target
        edges.add((source, target, reference.word))
        nodes.update({name: _provision(draft, name) for name in (source, target)})
    for amendment in draft.institutions.amendments:
        for target in amendment.targets:
            edges.add((amendment.clause, target, "amends"))
            nodes |= {name: _provision(draft, name) for name in (amendment.clause, target)}
    return _graph(nodes, edges)


def _precedence(draft: Draft) -> nx.DiGraph:
    """Link each clause to those that it prevails over."""
    nodes: dict[str, _Node] = {}
    edges: set[_Edge] = set()
    for rule in draft.precedence:
        winner, loser = draft.norms[rule.winner].clause, draft.norms[rule.loser].clause
        edges.add((winner, loser, "prevails over"))
        nodes.update({name: _clause(draft, name) for name in (winner, loser)})
    return _graph(nodes, edges)


def _competence(draft: Draft) -> nx.DiGraph:
    """Link levels to the organs at them, and organs to the matters that they may act on."""
    nodes: dict[str, _Node] = {level: (level, "level") for level in draft.levels}
    edges: set[_Edge] = {(upper, lower, "over") for lower, upper in pairwise(draft.levels)}
    for organ in draft.organs.values():
        nodes[organ.name] = (organ.phrase or organ.name, "organ")
        if organ.level is not None:
            edges.add((organ.level, organ.name, ""))
    for matter in draft.matters.values():
        nodes[matter.name] = (matter.phrase or matter.name, "matter")
    for norm in draft.norms.values():
        if isinstance(norm.content, model.HasCompetence):
            nodes.setdefault(norm.bearer, (norm.bearer, "class"))
            nodes.setdefault(norm.content.matter, (norm.content.matter, "matter"))
            edges.add((norm.bearer, norm.content.matter, norm.content.kind))
    return _graph(nodes, edges)


def _mentioned(part: object) -> Iterator[str]:
    """Yield every declared name that a part of the model mentions, however deep."""
    for attribute in _MENTIONS.get(type(part), ()):
        value = getattr(part, attribute)
        if value is not None:
            yield from (value,) if isinstance(value, str) else value
    for child in _children(part):
        yield from _mentioned(child)


def _children(part: object) -> Iterable[Any]:
    if isinstance(part, tuple):
        return part
    if isinstance(part, Mapping):
        return part.values()
    if is_dataclass(part):
        return [getattr(part, item.name) for item in fields(part)]
    return ()


def _clause(draft: Draft, name: str) -> _Node:
    return f"{name} ({draft.where(name)})", "clause"


def _provision(draft: Draft, name: str) -> _Node:
    """Return the node of a clause, of an article, or of an instrument."""
    if name in draft.clauses:
        return _clause(draft, name)
    if name in draft.articles:
        article = draft.articles[name]
        word = "Annex" if article.annex else "Article"
        return f"{name} ({word} {article.number})", "article"
    if name in draft.parts:
        return f"{name} ({draft.parts[name].name})", "article"
    return name, "instrument"


def _graph(nodes: Mapping[str, _Node], edges: Iterable[_Edge]) -> nx.DiGraph:
    graph = nx.DiGraph()
    for name in sorted(nodes):
        text, kind = nodes[name]
        graph.add_node(name, text=text, kind=kind)
    for source, target, text in sorted(edges):
        before = graph.edges[source, target]["text"] if graph.has_edge(source, target) else ""
        graph.add_edge(source, target, text=", ".join(filter(None, (before, text))))
    return graph
