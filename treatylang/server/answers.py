"""What an editor asks of a draft, answered from its model: nothing here speaks the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as lsp

from treatylang.findings import Finding, Repair
from treatylang.model.draft import Draft
from treatylang.server.desk import Desk, Open
from treatylang.server.names import Index, Mention, Name
from treatylang.server.positions import Lines
from treatylang.syntax.format import Unreadable, formatted
from treatylang.syntax.keywords import grammar
from treatylang.syntax.parse import words
from treatylang.syntax.source import Place

TOKENS = ("keyword", "string", "number", "comment", "class", "function", "variable", "enumMember",
          "property", "namespace", "operator")  # fmt: skip
_TOKEN_OF = {
    "class": "class", "state": "enumMember", "organ": "class", "act": "function",
    "quantity": "variable", "fact": "variable", "event": "variable", "matter": "namespace",
    "unit": "enumMember", "clause": "property", "article": "property",
}  # fmt: skip
_SYMBOL_OF = {
    "class": lsp.SymbolKind.Class, "state": lsp.SymbolKind.EnumMember,
    "organ": lsp.SymbolKind.Class, "act": lsp.SymbolKind.Function,
    "quantity": lsp.SymbolKind.Variable, "fact": lsp.SymbolKind.Boolean,
    "event": lsp.SymbolKind.Event, "matter": lsp.SymbolKind.Namespace,
    "unit": lsp.SymbolKind.Constant, "clause": lsp.SymbolKind.Method,
    "article": lsp.SymbolKind.Module,
}  # fmt: skip
_COMPLETION_OF = {
    "class": lsp.CompletionItemKind.Class, "act": lsp.CompletionItemKind.Function,
    "clause": lsp.CompletionItemKind.Reference, "article": lsp.CompletionItemKind.Reference,
}  # fmt: skip


class NoName(Exception):
    """What a name cannot be changed to; the message is for the drafter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that is asked about, read."""

    desk: Desk
    document: Open
    draft: Draft
    index: Index
    path: str

    @property
    def lines(self) -> Lines:
        return Lines(self.draft.sources.get(self.path, self.document.text))

    def lines_of(self, path: str) -> Lines:
        return Lines(self.draft.sources.get(path, ""))

    def location(self, mention: Mention) -> lsp.Location:
        place = mention.place
        return lsp.Location(
            self.desk.uri_of(self.document, place.path), self.lines_of(place.path).range(place)
        )

    def at(self, position: lsp.Position) -> Mention | None:
        return self.index.at(self.path, self.lines.offset(position))


def asked(desk: Desk, uri: str) -> Asked | None:
    """Return an open document as it is asked about; None for one that could not be read."""
    document = desk.open.get(uri)
    if document is None or document.draft is None:
        return None
    index = desk.index(document)
    assert index is not None
    return Asked(desk, document, document.draft, index, desk.path_in(document))


def hover(of: Asked, position: lsp.Position, lang: str) -> lsp.Hover | None:
    """Return what a name is; of a clause, its sentence in the language of the reader."""
    mention = of.at(position)
    if mention is None or mention.id not in of.index.names:
        return None
    name = of.index.names[mention.id]
    text = of.draft.sources[name.place.path][name.place.start : name.place.end].strip()
    told = [f"**{name.kind} {name.id}**" + (f": {name.phrase}" if name.phrase else "")]
    if name.kind == "clause":
        told += _said(of.draft, name.id, lang)
    told.append(f"```treaty\n{text[:2000]}\n```")
    contents = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n".join(told))
    return lsp.Hover(contents, of.lines.range(mention.place))


def _said(draft: Draft, clause: str, lang: str) -> list[str]:
    from treatylang.documents.concordance import rows
    from treatylang.prose.cldr import NotInstalled

    code = lang if lang in draft.lexicons else "en"
    try:
        found = next(row for row in rows(draft, (code,)) if row.label == clause)
    except (StopIteration, NotInstalled):
        return []
    lines = (f"{label} {_plain(runs)}".strip() for label, runs, _ in found.cells[0].lines)
    return [_escaped("\n\n".join(lines))]


def _plain(runs: tuple[object, ...]) -> str:
    return "".join(run if isinstance(run, str) else str(getattr(run, "text", "")) for run in runs)


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|" else sign for sign in text)


def definition(of: Asked, position: lsp.Position) -> lsp.Location | None:
    """Return where the name at a position is declared."""
    mention = of.at(position)
    if mention is None or mention.id not in of.index.names:
        return None
    return of.location(Mention(mention.id, of.index.names[mention.id].word))


def references(of: Asked, position: lsp.Position, *, declared: bool) -> list[lsp.Location]:
    """Return every place that speaks of the name at a position, in all files of the draft."""
    mention = of.at(position)
    if mention is None:
        return []
    word = of.index.names[mention.id].word
    found = of.index.of(mention.id)
    return [of.location(item) for item in found if declared or item.place != word]


def rename(of: Asked, position: lsp.Position, new: str) -> lsp.WorkspaceEdit | None:
    """Return the edits that give a name another word. Raises NoName for one that cannot be."""
    mention = of.at(position)
    if mention is None:
        return None
    name = of.index.names[mention.id]
    _, keywords = grammar()
    if not new.isidentifier():
        raise NoName(f"“{new}” is no name: letters, digits and _, beginning with a letter")
    if new.lower() in keywords:
        raise NoName(f"“{new}” is a word of the language")
    if _taken(of.index, name, new):
        raise NoName(f"“{new}” is the name of something else")
    changes: dict[str, list[lsp.TextEdit]] = {}
    for item in of.index.of(mention.id):
        location = of.location(item)
        changes.setdefault(location.uri, []).append(lsp.TextEdit(location.range, new))
    return lsp.WorkspaceEdit(changes=changes)


def _taken(index: Index, name: Name, new: str) -> bool:
    if name.kind == "clause":
        return f"{name.id.rpartition('.')[0]}.{new}" in index.names
    return new in index.names


def completion(of: Asked) -> list[lsp.CompletionItem]:
    """Return the declared names, and the words of the language."""
    items = [
        lsp.CompletionItem(
            name.id,
            kind=_COMPLETION_OF.get(name.kind, lsp.CompletionItemKind.Variable),
            detail=f"{name.kind} {name.phrase}".strip(),
        )
        for name in of.index.names.values()
    ]
    _, keywords = grammar()
    items += [
        lsp.CompletionItem(word, kind=lsp.CompletionItemKind.Keyword, sort_text=f"~{word}")
        for word in sorted(keywords)
    ]
    return items


def symbols(of: Asked) -> list[lsp.DocumentSymbol]:
    """Return the declarations of a document, clauses within their articles."""
    own = [name for name in of.index.names.values() if name.place.path == of.path]
    made = {name.id: _symbol(of, name) for name in sorted(own, key=lambda name: name.place)}
    tops = []
    for name in sorted(own, key=lambda name: name.place):
        above = made.get(of.draft.clauses[name.id].article) if name.kind == "clause" else None
        if above is None:
            tops.append(made[name.id])
            continue
        symbol = made[name.id]
        above.children = [*(above.children or []), symbol]
        above.range = lsp.Range(
            above.range.start, max(above.range.end, symbol.range.end, key=_order)
        )
    return tops


def _order(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


def _symbol(of: Asked, name: Name) -> lsp.DocumentSymbol:
    whole = of.lines.range(name.place)
    word = of.lines.range(name.word)
    start = min(whole.start, word.start, key=_order)
    end = max(whole.end, word.end, key=_order)
    return lsp.DocumentSymbol(
        name.text, _SYMBOL_OF[name.kind], lsp.Range(start, end), word, detail=name.phrase
    )


def inlays(of: Asked) -> list[lsp.InlayHint]:
    """Return the number of each clause and article in the document, behind its label."""
    hints = []
    for name in of.index.names.values():
        if name.place.path != of.path or name.kind not in ("clause", "article"):
            continue
        text = of.draft.articles[name.id].name if name.kind == "article" else name.phrase
        end = of.lines.position(name.word.end)
        hints.append(lsp.InlayHint(end, text, padding_left=True))
    return sorted(hints, key=lambda hint: _order(hint.position))


def layout(of: Asked) -> list[lsp.TextEdit]:
    """Return the edits that lay a document out; none where it cannot be read."""
    text = of.document.text
    try:
        after = formatted(text, of.path)
    except Unreadable:
        return []
    if after == text:
        return []
    return [lsp.TextEdit(Lines(text).between(0, len(text)), after)]


def tokens(of: Asked) -> list[int]:
    """Return the semantic tokens of a document, as the protocol writes them: differences."""
    kinds = {
        mention.place.start: _TOKEN_OF[of.index.names[mention.id].kind]
        for mention in of.index.mentions
        if mention.place.path == of.path and mention.id in of.index.names
    }
    lines = of.lines
    data: list[int] = []
    before = lsp.Position(0, 0)
    for start, end, kind in _tokens(lines.text, kinds):
        for line in _single(lines, start, end):
            at = line.start
            same = at.line == before.line
            data += [
                at.line - before.line,
                at.character - (before.character if same else 0),
                line.end.character - at.character,
                TOKENS.index(kind),
                0,
            ]
            before = at
    return data


def _tokens(text: str, kinds: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    for token in words(text):
        start, end = token.start_pos or 0, token.end_pos or 0
        if token.type == "STRING":
            kind = "string"
        elif token.type in ("NUMBER", "DATE"):
            kind = "number"
        elif start in kinds:
            kind = kinds[start]
            end = start + len(str(token).split(".")[0])
        elif token.isalpha() and token.type != "NAME":
            kind = "keyword"
        else:
            continue
        yield start, end, kind


def _single(lines: Lines, start: int, end: int) -> Iterator[lsp.Range]:
    """Cut what goes over several lines: a token of the protocol has one."""
    for part in lines.text[start:end].split("\n"):
        if part:
            yield lines.between(start, start + len(part))
        start += len(part) + 1


def actions(of: Asked, chosen: lsp.Range) -> list[lsp.CodeAction]:
    """Return the repairs of what is found in a range, and for each finding its allowance."""
    made = []
    for finding in (*of.draft.findings, *of.document.found):
        place = finding.place
        if place.path != of.path or finding.resolved_by or finding.allowed:
            continue
        where = of.lines.range(place)
        if _order(where.end) < _order(chosen.start) or _order(chosen.end) < _order(where.start):
            continue
        made += [_action(of, finding, repair) for repair in finding.repairs if repair.edits]
        allowance = _allowance(of, finding)
        made += [allowance] if allowance is not None else []
    return made


def _action(of: Asked, finding: Finding, repair: Repair) -> lsp.CodeAction:
    changes: dict[str, list[lsp.TextEdit]] = {}
    for place, text in repair.edits:
        edit = lsp.TextEdit(of.lines_of(place.path).range(place), text)
        changes.setdefault(of.desk.uri_of(of.document, place.path), []).append(edit)
    return lsp.CodeAction(
        f"{finding.code}: {repair.description}",
        kind=lsp.CodeActionKind.QuickFix,
        is_preferred=repair.safe,
        edit=lsp.WorkspaceEdit(changes=changes),
    )


def _allowance(of: Asked, finding: Finding) -> lsp.CodeAction | None:
    """Accept a finding, with a reason that the drafter writes: the sentence after its clause."""
    clause = next((item for item in of.draft.clauses.values() if _holds(item.place, finding)), None)
    if clause is None or finding.code.startswith("TL0"):
        return None
    text = of.lines.text
    end = clause.place.end
    stop = end + 1 if text[end : end + 1] == "." else end
    new = f'\n    allow {finding.code} because "...".'
    where = of.lines.between(stop, stop)
    return lsp.CodeAction(
        f"{finding.code}: accept it, with a reason",
        kind=lsp.CodeActionKind.QuickFix,
        edit=lsp.WorkspaceEdit(
            changes={of.desk.uri_of(of.document, of.path): [lsp.TextEdit(where, new)]}
        ),
    )


def _holds(place: Place, finding: Finding) -> bool:
    found = finding.place
    return place.path == found.path and place.start <= found.start and found.end <= place.end + 1


def rendered(of: Asked, lang: str) -> Path:
    """Write the document of a draft as a page beside it in a temporary folder, and return where."""
    import tempfile

    import treatylang

    code = lang if lang in of.draft.lexicons else "en"
    page = treatylang.render(of.draft, to="html", lang=code)
    folder = Path(tempfile.mkdtemp(prefix="treatylang-"))
    file = folder / f"{of.document.path.stem}.{code}.html"
    file.write_text(page if isinstance(page, str) else page.decode(), encoding="utf-8")
    return file
