"""The metadata of an Akoma Ntoso document: what it is, whom it names, what its norms are.

Identification is by IRIs of the Naming Convention, version 1.0, 4: a *work* (the treaty), its
*expressions* (the text of one version in one language) and their *manifestations* (the file). They
are made of the draft's name, its version and the day on which it was done, never of a file's place
or of today: the same treaty has the same IRIs everywhere. No State issues a treaty, so that the
country is "xx", which ISO 3166-1 leaves to its users; an undated draft has the date 0001-01-01.

Norms are told in a namespace of their own within ``otherAnalysis``, as the standard provides for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from treatylang.documents.akn.ids import Ids
from treatylang.documents.akn.xml import add, write_runs
from treatylang.documents.meaning import Kind, Meaning
from treatylang.documents.tree import Document, Instrument, Note

NAMESPACE = "urn:treatylang:norms:1"
TOOL = "#treatylang"
_LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""ISO 639-2/T codes of the languages that documents are written in."""
_UNDATED = "0001-01-01"
_ELEMENTS: dict[Kind, tuple[str, str]] = {
    "organization": ("TLCOrganization", "organization"),
    "role": ("TLCRole", "role"),
    "concept": ("TLCConcept", "concept"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What the IRIs of a component are made of; ``component`` is "main" or "annex_1"."""

    name: str
    day: str
    version: str
    lang: str
    component: str = "main"

    @property
    def work(self) -> str:
        return f"/akn/xx/act/treaty/{self.day or 'nd'}/{self.name}"

    @property
    def expression(self) -> str:
        return f"{self.work}/{_LANGUAGES.get(self.lang, self.lang)}@{self.day}"

    @property
    def manifestation(self) -> str:
        return f"{self.expression}.xml"


def identity(document: Document, item: Instrument) -> Identity:
    """Return what an instrument of the document is identified by."""
    day = document.meaning.done_on.get(item.anchor)
    version = document.meaning.versions.get(item.anchor, "")
    return Identity(item.anchor, day.isoformat() if day else "", version, document.lang)


def identify(meta: Element, who: Identity, title: str) -> None:
    """Add the identification of a component."""
    found = add(meta, "identification", source=TOOL)
    kinds = (
        ("FRBRWork", who.work),
        ("FRBRExpression", who.expression),
        ("FRBRManifestation", who.manifestation),
    )
    for kind, iri in kinds:
        level = add(found, kind)
        this = iri.removesuffix(".xml") + f"/!{who.component}"
        add(level, "FRBRthis", value=this + (".xml" if iri.endswith(".xml") else ""))
        add(level, "FRBRuri", value=iri)
        if kind == "FRBRWork":
            add(level, "FRBRalias", value=title or who.name, name="title")
        add(level, "FRBRdate", date=who.day or _UNDATED, name="done" if who.day else "undated")
        made = kind == "FRBRManifestation"
        author, role = (TOOL, "#editor") if made else ("#parties", "#author")
        add(level, "FRBRauthor", href=author, as_=role)
        if kind == "FRBRWork":
            add(level, "FRBRcountry", value="xx")
            add(level, "FRBRsubtype", value="treaty")
            add(level, "FRBRname", value=who.name)
            add(level, "FRBRprescriptive", value="true")
            add(level, "FRBRauthoritative", value="false")
        elif kind == "FRBRExpression":
            if who.version:
                add(level, "FRBRversionNumber", value=who.version)
            add(level, "FRBRlanguage", language=_LANGUAGES.get(who.lang, who.lang))
        else:
            add(level, "FRBRformat", value="application/akn+xml")


def analyse(meta: Element, meaning: Meaning, ids: Ids, here: frozenset[str]) -> set[str]:
    """Add the norms and the precedence of what has these anchors; return the names they use."""
    norms = [item for item in meaning.provisions if item.anchor in here]
    priorities = [item for item in meaning.priorities if item.yielding in here]
    priorities = [item for item in priorities if ids.get(item.prevailing)]
    if not norms and not priorities:
        return set()
    found = add(add(meta, "analysis", source=TOOL), "otherAnalysis", source=TOOL)
    for norm in norms:
        made = {
            "href": f"#{ids[norm.anchor]}",
            "modality": norm.modality,
            "bearer": reference(meaning, norm.bearer),
            "about": reference(meaning, norm.about),
        }
        add(found, "norms:norm", **{key: value for key, value in made.items() if value})
    for item in priorities:
        add(
            found, "norms:precedence", prevailing=f"#{ids[item.prevailing]}",
            yielding=f"#{ids[item.yielding]}", stated=item.word,
        )  # fmt: skip
    names = {name for norm in norms for name in (norm.bearer, norm.about)}
    return names & set(meaning.named)


def refer(meta: Element, meaning: Meaning, used: Iterable[str]) -> None:
    """Add the references, before the notes: the tool, the parties, and what is used of what the
    draft names."""
    found = Element("references", source=TOOL)
    notes = meta.find("notes")
    meta.insert(len(meta) if notes is None else list(meta).index(notes), found)
    ontology = "/akn/ontology"
    add(found, "TLCOrganization", eId="parties", href=f"{ontology}/organization/xx/parties",
        showAs="the Parties")  # fmt: skip
    add(found, "TLCProcess", eId="treatylang", href=f"{ontology}/process/xx/treatylang",
        showAs="treatylang")  # fmt: skip
    for role in ("author", "editor"):
        add(found, "TLCRole", eId=role, href=f"{ontology}/role/xx/{role}", showAs=role)
    for name in sorted(used):
        item = meaning.named[name]
        element, folder = _ELEMENTS[item.kind]
        add(found, element, eId=reference(meaning, name)[1:],
            href=f"{ontology}/{folder}/xx/{name}", showAs=item.words)  # fmt: skip


def reference(meaning: Meaning, name: str) -> str:
    """Return how a name is referred to: "#role.Party"; itself where it stands for no reference."""
    return f"#{meaning.named[name].kind}.{name}" if name in meaning.named else name


def annotate(meta: Element, notes: Iterable[Note], ids: Ids) -> None:
    """Add the notes: the reasons and sources that the text calls."""
    told = tuple(notes)
    if not told:
        return
    found = add(meta, "notes", source=TOOL)
    for note in told:
        made = add(found, "note", eId=ids[note.anchor], class_=note.kind)
        write_runs(add(made, "p"), note.runs, ids)
