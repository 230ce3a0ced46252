"""Writing a document in Akoma Ntoso 3.0 (OASIS LegalDocML), valid against its schema.

A treaty is an ``act``; several instruments are a ``documentCollection`` of them. Annexes are
attachments, which stand after the signatures; paragraphs, points and cross references have ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never
from xml.etree.ElementTree import Element

from treatylang.documents.akn.ids import Ids, division_element, part_element
from treatylang.documents.akn.metadata import (
    NAMESPACE,
    Identity,
    analyse,
    annotate,
    identify,
    identity,
    refer,
    reference,
)
from treatylang.documents.akn.xml import add, in_lines, write_runs, write_text
from treatylang.documents.formats import PLAIN, Layout
from treatylang.documents.tree import (
    Division,
    Document,
    Instrument,
    Paragraph,
    Part,
    Passage,
    Point,
    Runs,
)
from treatylang.prose.marks import Link


def write(document: Document, layout: Layout = PLAIN) -> str:
    """Return the document as XML; its metadata hold no path and no day but the draft's own."""
    root = Element(
        "akomaNtoso",
        {"xmlns": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "xmlns:norms": NAMESPACE},
    )
    writer = _Writer(document)
    if len(writer.instruments) == 1:
        writer.act(root, writer.instruments[0])
    else:
        writer.collection(root)
    return in_lines(root)


_NOTHING = Instrument("draft", "", "", "", "", None, (), (), (), ())
"""What a draft without any treaty is written as: the schema knows no empty document."""


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.instruments = document.instruments or (_NOTHING,)
        self.meaning = document.meaning
        self.ids = Ids(document.meaning)
        for at, item in enumerate(self.instruments, start=1):
            self.ids.instrument(item, f"cmp_{at}__" if at > 1 else "")
            for note in item.notes:
                self.ids.add(f"note_{note.label}", note.anchor)
        self.used: set[str] = set()
        """The names that the text refers to."""

    def collection(self, root: Element) -> None:
        """Write all instruments, the main one first."""
        whole = add(root, "documentCollection", name="treaties")
        meta = add(whole, "meta")
        main = self.instruments[0]
        who = replace(identity(self.document, main), component="collection")
        identify(meta, who, main.title)
        body = add(whole, "collectionBody")
        for at, item in enumerate(self.instruments, start=1):
            self._act(add(body, "component", eId=f"cmp_{at}"), item)
        refer(meta, self.meaning, self.used)

    def act(self, root: Element, item: Instrument) -> None:
        """Write the one instrument."""
        refer(self._act(root, item), self.meaning, self.used)

    def _act(self, parent: Element, item: Instrument) -> Element:
        """Write an instrument and return its metadata, which have no references yet: they stand
        once in a file, at the outermost element."""
        made = add(parent, "act", name="treaty", contains="singleVersion")
        who = identity(self.document, item)
        meta = add(made, "meta")
        self._preface(made, item)
        self._preamble(made, item)
        body = add(made, "body", eId=self.ids[item.anchor], wId=item.anchor)
        self._body(body, item.body)
        if not len(body):
            add(add(add(body, "hcontainer", name="empty"), "content"), "p")
        self._conclusions(made, item)
        self._attachments(made, item, who)
        self._meta(meta, who, item.title, item.divisions)
        annotate(meta, item.notes, self.ids)
        return meta

    def _meta(
        self, meta: Element, who: Identity, title: str, divisions: Iterable[Division]
    ) -> None:
        identify(meta, who, title)
        here = frozenset(p.anchor for division in divisions for p in division.paragraphs)
        self.used |= analyse(meta, self.meaning, self.ids, here)

    # --- before and after the articles ------------------------------------------------------------

    def _preface(self, act: Element, item: Instrument) -> None:
        preface = add(act, "preface")
        if item.title:
            title = add(add(preface, "longTitle"), "p")
            add(title, "docTitle", item.title)
        if item.version:
            add(add(preface, "p"), "docStage", item.version)
        if item.done:
            add(preface, "p", item.done)
        if not len(preface):
            act.remove(preface)

    def _preamble(self, act: Element, item: Instrument) -> None:
        if item.preamble is None:
            return
        said = item.preamble
        preamble = add(act, "preamble")
        if said.parties:
            self._line(add(preamble, "formula", name="parties"), said.parties)
        if said.recitals:
            recitals = add(preamble, "recitals")
            for at, recital in enumerate(said.recitals, start=1):
                name = self.ids.add(f"rec_{at}")
                p = add(add(recitals, "recital", eId=name), "p")
                if recital.opening:
                    add(p, "i", recital.opening)
                write_runs(p, recital.runs, self.ids)
        if said.agreed:
            self._line(add(preamble, "formula", name="enactingFormula"), said.agreed)

    def _conclusions(self, act: Element, item: Instrument) -> None:
        if not item.closing and not item.signatures:
            return
        conclusions = add(act, "conclusions")
        for runs in item.closing:
            self._line(conclusions, runs)
        for line in item.signatures:
            add(add(conclusions, "p"), "signature", line)

    def _attachments(self, act: Element, item: Instrument, who: Identity) -> None:
        if not item.annexes:
            return
        attachments = add(act, "attachments")
        for at, annex in enumerate(item.annexes, start=1):
            name = self.ids[annex.anchor]
            made = add(attachments, "attachment", eId=name, wId=annex.anchor)
            self._caption(made, annex)
            doc = add(made, "doc", name="annex")
            meta = add(doc, "meta")
            self._paragraphs(add(doc, "mainBody"), annex.paragraphs)
            part = replace(who, component=f"annex_{at}")
            self._meta(meta, part, annex.heading or annex.name, (annex,))

    # --- provisions -------------------------------------------------------------------------------

    def _body(self, parent: Element, body: Sequence[Part | Division]) -> None:
        for item in body:
            match item:
                case Part():
                    made = add(parent, part_element(item, self.meaning), eId=self.ids[item.anchor],
                               wId=item.anchor)  # fmt: skip
                    self._caption(made, item)
                    self._body(made, item.body)
                case Division():
                    self._division(parent, item)
                case _:
                    assert_never(item)

    def _division(self, parent: Element, item: Division) -> None:
        element = division_element(item, self.meaning)
        name = self.ids[item.anchor]
        made = add(parent, element, eId=name, wId=item.anchor)
        if element == "hcontainer":
            annex = item.anchor in self.meaning.annexes
            made.set("name", "annex" if annex else "provisions")
        self._caption(made, item)
        self._paragraphs(made, item.paragraphs)

    def _caption(self, parent: Element, item: Part | Division) -> None:
        if item.name:
            add(parent, "num", item.name)
        if item.heading:
            add(parent, "heading", item.heading)

    def _paragraphs(self, parent: Element, paragraphs: Sequence[Paragraph]) -> None:
        for item in paragraphs:
            name = self.ids[item.anchor]
            made = add(parent, "paragraph", eId=name, wId=item.anchor)
            if item.label:
                add(made, "num", item.label)
            self._passages(made, item.passages, name, item.anchor)
            lines = list(made.iter("p"))
            for note in item.notes:
                add(lines[-1], "noteRef", href=f"#{self.ids[note.anchor]}", marker=note.label)
        if not paragraphs:
            add(add(parent, "content"), "p")

    def _passages(
        self, parent: Element, passages: Sequence[Passage], name: str, anchor: str
    ) -> None:
        """Write passages: those before points introduce their list, those after the last one wrap
        it up."""
        lists = sum(bool(item.points) for item in passages)
        if not lists:
            content = add(parent, "content")
            for item in passages:
                self._line(content, item.runs)
            if not passages:
                add(content, "p")
            return
        opening: list[Runs] = []
        number = 0
        for item in passages:
            opening.append(item.runs)
            if not item.points:
                continue
            number += 1
            made = add(parent, "list", eId=self.ids.add(f"{name}__list_{number}"))
            self._lines(made, "intro", opening)
            opening = []
            self._points(made, item.points, made.get("eId", ""), anchor)
        self._lines(made, "wrapUp", opening)

    def _points(self, parent: Element, points: Sequence[Point], within: str, anchor: str) -> None:
        for at, point in enumerate(points, start=1):
            name, stable = self.ids.point(within, point, at), f"{anchor}.{at}"
            made = add(parent, "point", eId=name, wId=stable)
            if point.label:
                add(made, "num", point.label)
            if not point.points:
                self._defined(add(add(made, "content"), "p"), point)
                continue
            inner = add(made, "list", eId=self.ids.add(f"{name}__list_1"))
            self._defined(add(add(inner, "intro"), "p"), point)
            self._points(inner, point.points, inner.get("eId", ""), stable)

    def _defined(self, p: Element, point: Point) -> None:
        """Write a point; the term that it defines, if any, is marked."""
        first, *rest = point.runs or ("",)
        term = point.term
        if term is None or isinstance(first, Link) or term.words not in first:
            write_runs(p, point.runs, self.ids)
            return
        before, _, after = first.partition(term.words)
        write_text(p, before)
        marked = add(p, "def", term.words)
        if term.name in self.meaning.named:
            marked.set("refersTo", reference(self.meaning, term.name))
            self.used.add(term.name)
        write_runs(p, (after, *rest), self.ids)

    def _lines(self, parent: Element, element: str, told: Sequence[Runs]) -> None:
        if any(told):
            made = add(parent, element)
            for runs in told:
                self._line(made, runs)

    def _line(self, parent: Element, runs: Runs) -> None:
        write_runs(add(parent, "p"), runs, self.ids)
