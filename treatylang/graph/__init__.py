"""Graphs of a draft (networkx) and their writers: Graphviz, Mermaid and SVG.

``build`` makes the graph, its nodes and edges in a stable order; each writer is one function from
the graph to text.
"""
