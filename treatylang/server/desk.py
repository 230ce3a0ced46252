"""The documents that an editor holds open, and the drafts that they make."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris

from treatylang.findings import Finding, Severity
from treatylang.model.draft import Draft
from treatylang.model.load import ReadError, load, project_root
from treatylang.server.names import Index, index
from treatylang.server.positions import Lines
from treatylang.syntax.source import Place

_LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
    Severity.UNDECIDED: lsp.DiagnosticSeverity.Warning,
}


@dataclass(slots=True)
class Open:
    """One open document: the draft that it is the root of, as last read, and what was found."""

    path: Path
    text: str
    version: int = 0
    draft: Draft | None = None
    known: Index | None = None
    found: tuple[Finding, ...] = ()
    """What the checker found, of the text as it was then."""
    shown: set[str] = field(default_factory=set)
    """The documents that something was published on."""

    @property
    def root(self) -> Path:
        return project_root(self.path)


@dataclass(slots=True)
class Desk:
    """All open documents, by URI."""

    open: dict[str, Open] = field(default_factory=dict)

    def put(self, uri: str, text: str, version: int) -> Open:
        """Take in a document's text, and read it."""
        path = Path(uris.to_fs_path(uri) or "").resolve()
        document = self.open.setdefault(uri, Open(path, text))
        document.text, document.version = text, version
        self.read(document)
        return document

    def held(self) -> dict[Path, str]:
        """Return the texts that are held, by path."""
        return {item.path: item.text.replace("\r\n", "\n") for item in self.open.values()}

    def read(self, document: Open) -> None:
        """Read a draft with all that it includes, as the editor holds it."""
        try:
            document.draft = load(document.path, root=document.root, held=self.held())
        except ReadError:
            document.draft = None
            return
        document.known = None

    def index(self, document: Open) -> Index | None:
        """Return the names of a draft."""
        if document.known is None and document.draft is not None:
            document.known = index(document.draft)
        return document.known

    def path_in(self, document: Open) -> str:
        """Return what a document is called in places."""
        return document.path.relative_to(document.root).as_posix()

    def uri_of(self, document: Open, path: str) -> str:
        """Return the URI of a file of a document's draft."""
        return uris.from_fs_path(str(document.root / path)) or ""

    def diagnostics(self, document: Open) -> dict[str, list[lsp.Diagnostic]]:
        """Return what there is to say of a draft, by document: of its reading at once, and of the
        checker what it last found."""
        draft = document.draft
        by_uri: dict[str, list[lsp.Diagnostic]] = defaultdict(list)
        if draft is None:
            return {}
        seen: set[tuple[str, str, object]] = set()
        for finding in (*draft.findings, *document.found):
            key = (finding.code, finding.fingerprint, finding.place)
            if key in seen or finding.resolved_by or finding.allowed or not finding.place.path:
                continue
            seen.add(key)
            uri = self.uri_of(document, finding.place.path)
            by_uri[uri].append(self.diagnostic(document, draft, finding))
        return dict(by_uri)

    def diagnostic(self, document: Open, draft: Draft, finding: Finding) -> lsp.Diagnostic:
        """Return one finding as the editor shows it: the scenario with it, and its minimal set."""
        told = [finding.message, finding.scenario, finding.cure, finding.advice]
        related = [
            lsp.DiagnosticRelatedInformation(
                lsp.Location(self.uri_of(document, m.place.path), _range(draft, m.place)),
                f"{m.article or m.label}: {m.role}" if m.role else m.article or m.label,
            )
            for m in finding.members[1:]
            if m.place.path in draft.sources
        ]
        return lsp.Diagnostic(
            range=_range(draft, finding.place),
            message="\n".join(filter(None, told)),
            severity=_LEVELS[finding.severity],
            code=finding.code,
            source="treatylang",
            related_information=related,
            data=finding.fingerprint,
        )


def _range(draft: Draft, place: Place) -> lsp.Range:
    return Lines(draft.sources.get(place.path, "")).range(place)
