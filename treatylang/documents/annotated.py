"""The annotated edition: one page on which each clause shows, on demand, where it comes from, what
it does and what was found on it.

The page has no script and loads nothing, and its policy forbids both; what opens is HTML's own
``details``, which a keyboard opens too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatylang.documents.build import build
from treatylang.documents.html import linking
from treatylang.documents.tree import Division, Instrument, walk
from treatylang.findings import Finding, Report
from treatylang.model.draft import Draft, Modality
from treatylang.prose.stories import norm_in_force, sentence_case
from treatylang.syntax.hidden import shown
from treatylang.syntax.source import Place

_KINDS = {
    Modality.DUTY: "duty", Modality.PROHIBITION: "prohibition", Modality.PERMISSION: "permission",
    Modality.EXEMPTION: "exemption", Modality.COMPETENCE: "competence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the draft with its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class NormNote:
    """A norm: its kind, what it asks, and what it prevails over or yields to."""

    kind: str
    asks: str
    over: tuple[Cited, ...]
    under: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision: what it is linked by, how it is cited, and in what way ("notwithstanding")."""

    anchor: str
    words: str
    how: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What there is to know of a clause."""

    label: str
    path: str
    lines: tuple[SourceLine, ...]
    norms: tuple[NormNote, ...]
    findings: tuple[Finding, ...]
    refers_to: tuple[Cited, ...]
    referred_to_by: tuple[Cited, ...]
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    serves: tuple[str, ...]

    @property
    def summary(self) -> str:
        """Return what stands on the closed annotation: "two norms, 1 finding"."""
        open_ = sum(not _settled(item) for item in self.findings)
        kinds = ", ".join(dict.fromkeys(norm.kind for norm in self.norms)) or "text"
        found = f"{open_} finding{'' if open_ == 1 else 's'}" if open_ else ""
        settled = len(self.findings) - open_
        more = f"{settled} settled" if settled else ""
        return ", ".join(filter(None, (kinds, found, more)))

    @property
    def open(self) -> int:
        return sum(not _settled(item) for item in self.findings)


def annotated(draft: Draft, report: Report, lang: str = "en") -> str:
    """Return the annotated edition of a draft as a page; ``report`` is that of its check.

    Raises ValueError for a language that the draft has no words in.
    """
    from treatylang.documents import speakable

    speakable(draft, lang)
    document = build(draft, lang)
    found = sorted(report.findings, key=lambda item: (_settled(item), item.place, item.code))
    notes = {name: _annotation(draft, name, found) for name in draft.clauses}
    on_clauses = {item.fingerprint for note in notes.values() for item in note.findings}
    anchors = _anchors(document.instruments)
    body = [(item, [*walk(item.body), *item.annexes]) for item in document.instruments]
    page = linking(anchors).get_template("layout/annotated.html.j2")
    return shown(
        page.render(
            document=document,
            body=body,
            notes=notes,
            others=[item for item in found if item.fingerprint not in on_clauses],
            findings=[item for item in found if not _settled(item)],
            settled=sum(map(_settled, found)),
            where={item.fingerprint: _where(draft, item) for item in found},
            incomplete=draft.unreadable,
        ).strip()
        + "\n"
    )


def _settled(finding: Finding) -> bool:
    return bool(finding.resolved_by or finding.allowed)


def _anchors(instruments: Sequence[Instrument]) -> frozenset[str]:
    return frozenset(
        anchor
        for item in instruments
        for part in (*walk(item.body), *item.annexes)
        for anchor in (
            item.anchor,
            part.anchor,
            *(p.anchor for p in (part.paragraphs if isinstance(part, Division) else ())),
        )
    )


def _where(draft: Draft, finding: Finding) -> tuple[Cited, ...]:
    """Return the members of a finding, each with its role."""
    told = []
    for member in finding.members:
        clause = member.label.partition("/")[0]
        known = clause in draft.clauses
        words = member.article or member.label
        told.append(Cited(clause if known else "", words, member.role))
    return tuple(told)


def _annotation(draft: Draft, name: str, findings: Sequence[Finding]) -> Annotation:
    clause = draft.clauses[name]
    own = tuple(
        item
        for item in findings
        if any(member.label.partition("/")[0] == name for member in item.members)
    )
    return Annotation(
        name,
        clause.place.path,
        tuple(_lines(draft, clause.place)),
        tuple(_norm(draft, norm) for norm in clause.norms),
        own,
        _references(draft, name, outward=True),
        _references(draft, name, outward=False),
        clause.reasons,
        clause.sources,
        tuple(topic.replace("_", " ") for topic in clause.serves),
    )


def _lines(draft: Draft, place: Place) -> Iterator[SourceLine]:
    """Yield the lines on which a clause stands, without what they are indented by."""
    text = draft.sources.get(place.path, "")
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    said = text[start : end if end >= 0 else len(text)].split("\n")
    indents = [len(line) - len(line.lstrip()) for line in said if line.strip()]
    cut = min(indents, default=0)
    for number, line in enumerate(said, start=place.line):
        yield SourceLine(number, line[cut:].rstrip())


def _norm(draft: Draft, name: str) -> NormNote:
    norm = draft.norms[name]
    over = [item.loser for item in draft.precedence if item.winner == name]
    under = [item.winner for item in draft.precedence if item.loser == name]
    return NormNote(
        _KINDS[norm.modality],
        f"{sentence_case(norm_in_force(draft, name))}.",
        tuple(_cited(draft, other) for other in dict.fromkeys(over)),
        tuple(_cited(draft, other) for other in dict.fromkeys(under)),
    )


def _cited(draft: Draft, name: str, how: str = "") -> Cited:
    clause = name.partition("/")[0]
    if clause in draft.clauses:
        return Cited(clause, draft.cite(clause), how)
    for known in (draft.articles, draft.parts):
        if name in known:
            return Cited(name, known[name].name, how)
    return Cited(name, draft.instruments[name].title if name in draft.instruments else name, how)


def _references(draft: Draft, name: str, *, outward: bool) -> tuple[Cited, ...]:
    found: dict[Cited, None] = {}
    for item in draft.references:
        source = item.source.partition("/")[0]
        here, there = (source, item.target) if outward else (item.target, source)
        if here.partition("/")[0] == name and there != name:
            found[_cited(draft, there, item.word)] = None
    return tuple(found)
