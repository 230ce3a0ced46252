"""Graphs of a draft and their writers."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from treatylang.graph.build import KINDS, build
from treatylang.graph.dot import dot
from treatylang.graph.layers import layered
from treatylang.graph.mermaid import mermaid
from treatylang.graph.svg import svg
from treatylang.model.draft import Draft
from treatylang.model.load import load


@pytest.fixture(scope="module")
def draft() -> Draft:
    read = load(Path(__file__).parent / "draft.treaty")
    assert not read.unreadable, read.findings
    return read


def _edges(graph: nx.DiGraph) -> set[tuple[str, str, str]]:
    return {(source, target, data["text"]) for source, target, data in graph.edges(data=True)}


def test_definitions(draft: Draft) -> None:
    graph = build(draft, "definitions")
    assert {
        ("Host", "Party", ""),
        ("Host", "capacity", ""),
        ("capacity", "Party", ""),
        ("train", "Party", ""),
        ("training.civil", "Host", ""),
        ("training.civil", "train", ""),
        ("power.licence", "Authority", ""),
        ("power.licence", "oversight", ""),
    } <= _edges(graph)
    assert graph.nodes["training.cap"]["text"] == "training.cap (Article 1, paragraph 1)"
    assert "entry_into_force" not in graph


def test_votes() -> None:
    council = load(Path(__file__).parent.parent / "documents" / "council.treaty")
    graph = build(council, "definitions")
    assert {
        ("contribution", "Council", ""),
        ("contribution", "flow", ""),
        ("qualified", "contribution", ""),
        ("double", "population", ""),
        ("bureau", "Riparian", ""),
        ("staged", "qualified", ""),
        ("staged", "at_once", ""),
        ("decisions.power", "close_sluice", ""),
        ("decisions.power", "votes", ""),
        ("decisions.money", "staged", ""),
        ("final.entry", "DEU", ""),
        ("final.exit", "Member", ""),
    } <= _edges(graph)
    assert graph.nodes["staged"]["kind"] == "procedure"
    amends = _edges(build(council, "references"))
    assert ("final.annexes", "decisions.money", "amends") in amends
    assert ("final.core", "final", "amends") in amends


def test_references(draft: Draft) -> None:
    assert _edges(build(draft, "references")) == {
        ("training.civil", "training.cap", "notwithstanding"),
        ("training.notice", "training.cap", "subject to"),
    }


def test_precedence(draft: Draft) -> None:
    assert _edges(build(draft, "precedence")) == {
        ("training.civil", "training.cap", "prevails over"),
        ("training.cap", "training.notice", "prevails over"),
    }


def test_competence(draft: Draft) -> None:
    assert _edges(build(draft, "competence")) == {
        ("global", "national", "over"),
        ("global", "Authority", ""),
        ("Authority", "oversight", "exclusive"),
    }


@pytest.mark.parametrize("of", KINDS)
def test_every_writer_is_deterministic(draft: Draft, of: str) -> None:
    for write in (dot, mermaid, svg):
        assert write(build(draft, of)) == write(build(draft, of))


def test_svg_is_self_contained_and_escaped(draft: Draft) -> None:
    text = svg(build(draft, "competence"), 'a "title" & more')
    root = ElementTree.fromstring(text)
    assert root.get("aria-label") == 'a "title" & more'
    assert "oversight & licensing" in {node.text for node in root.iter()}
    assert text.count("http") == 1  # the namespace


@pytest.mark.parametrize("hostile", ['"]; x', "a\nb", "<script>", "|x|", "\\", "\x00\x1b", "`&#"])
def test_no_text_of_a_draft_leaves_its_place(hostile: str) -> None:
    graph = nx.DiGraph()
    graph.add_node("a", text=hostile, kind="clause")
    graph.add_edge("a", "a", text=hostile)
    ElementTree.fromstring(svg(graph, hostile))
    (line,) = (line for line in mermaid(graph).splitlines() if "[" in line)
    assert line.count('"') == 2
    assert not set("<>|`\\") & set(line.partition("[")[2])
    assert len(dot(graph).splitlines()) == 6


def test_layers_run_one_way_even_around_a_circle() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("c", "d")])
    layers, turned = layered(graph)
    rank = {node: number for number, layer in enumerate(layers) for node in layer}
    assert turned == {("c", "a")}
    assert all(rank[s] < rank[t] for s, t in graph.edges if (s, t) not in turned)


def test_a_graph_of_nothing_is_a_drawing_of_nothing() -> None:
    ElementTree.fromstring(svg(nx.DiGraph()))
