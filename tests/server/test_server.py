"""An editor at work: a real client that speaks with the server over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

VOCABULARY = """\
class Party "Party" plural "Parties".
class Upper "Upper Party" plural "Upper Parties" is Party.
fact drought "there is a drought".
act fish "fish" by Party.
act report "report 🐟 to the Commission" by Party.
"""

DRAFT = """\
include "words.treaty".
treaty lake "Treaty on the Lake".

article fishing "Fishing".
  ban:
    No Party shall fish.
  duty:
    Each Upper shall fish.
  notice:
    Notwithstanding fishing.ban, each Party shall report within 30 days after entry_into_force.
  aim:
    text "Article {fishing} and {fishing.ban} are read together.".
"""


class Client(LanguageClient):
    """A client that keeps what is published."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.published: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.news = asyncio.Event()
        self.shown: list[str] = []


class Session:
    def __init__(self, client: Client, folder: Path) -> None:
        self.client, self.folder = client, folder

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> None:
        item = lsp.TextDocumentItem(self.uri(name), "treaty", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str, version: int) -> None:
        document = lsp.VersionedTextDocumentIdentifier(version, self.uri(name))
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    async def codes(self, name: str, wanted: Callable[[set[str]], bool]) -> set[str]:
        """Wait until what is published on a document is as wanted."""
        while True:
            news = self.client.published.get(self.uri(name), [])
            codes = {str(item.code) for item in news[-1].diagnostics} if news else set()
            if news and wanted(codes):
                return codes
            self.client.news.clear()
            await asyncio.wait_for(self.client.news.wait(), 60)

    def last(self, name: str) -> list[lsp.Diagnostic]:
        return list(self.client.published[self.uri(name)][-1].diagnostics)

    def at(self, name: str, text: str, within: str, plus: int = 0) -> dict[str, Any]:
        """The place of the first ``text`` in a document, as a request has it."""
        before = within[: within.index(text) + plus]
        line = before.count("\n")
        character = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        document = lsp.TextDocumentIdentifier(self.uri(name))
        return {"text_document": document, "position": lsp.Position(line, character)}


def run(folder: Path, story: Callable[[Session], Awaitable[None]]) -> None:
    """Start a server, tell it a story, and shut it down."""
    (folder / ".git").mkdir()
    (folder / "words.treaty").write_text(VOCABULARY, encoding="utf-8")
    (folder / "lake.treaty").write_text(DRAFT, encoding="utf-8")

    async def whole() -> None:
        client = Client()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            client.published.setdefault(params.uri, []).append(params)
            client.news.set()

        @client.feature(lsp.WINDOW_SHOW_DOCUMENT)
        def show(params: lsp.ShowDocumentParams) -> lsp.ShowDocumentResult:
            client.shown.append(params.uri)
            return lsp.ShowDocumentResult(success=True)

        start = "from treatylang.cli.main import main; main()"
        await client.start_io(sys.executable, "-c", start, "lsp")
        root = lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=folder.as_uri())
        await client.initialize_async(root)
        client.initialized(lsp.InitializedParams())
        try:
            await story(Session(client, folder))
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    asyncio.run(whole())


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_findings_while_one_types(tmp_path: Path) -> None:
    async def story(editor: Session) -> None:
        editor.open("lake.treaty", DRAFT)
        await editor.codes("lake.treaty", lambda codes: "TL201" in codes)
        (conflict,) = [item for item in editor.last("lake.treaty") if item.code == "TL201"]
        assert conflict.severity is lsp.DiagnosticSeverity.Error
        assert "must not fish" in conflict.message
        assert conflict.related_information
        slip = DRAFT.replace("Each Upper shall", "Each Uper shall")
        editor.change("lake.treaty", slip, 2)
        codes = await editor.codes("lake.treaty", lambda codes: "TL101" in codes)
        assert codes  # the name, at once; the conflict, when it was checked again
        await editor.codes("lake.treaty", lambda codes: "TL201" not in codes)
        editor.change("lake.treaty", DRAFT.replace("Each Upper shall fish", "Each Upper report"), 3)
        await editor.codes("lake.treaty", lambda codes: "TL002" in codes)
        editor.change("lake.treaty", DRAFT.replace("No Party shall", "No Upper shall"), 4)
        editor.change("lake.treaty", DRAFT.replace("    Each Upper shall fish.\n", ""), 5)
        editor.change(
            "lake.treaty", DRAFT.replace("Each Upper shall fish", "Each Upper may fish"), 6
        )
        await editor.codes("lake.treaty", lambda codes: "TL203" in codes)

    run(tmp_path, story)


def test_what_another_open_file_says_counts(tmp_path: Path) -> None:
    async def story(editor: Session) -> None:
        editor.open("lake.treaty", DRAFT)
        editor.open("words.treaty", VOCABULARY)
        await editor.codes("lake.treaty", lambda codes: "TL201" in codes)
        editor.change("words.treaty", VOCABULARY.replace("act fish", "act catch"), 2)
        await editor.codes("lake.treaty", lambda codes: "TL101" in codes)
        editor.change("words.treaty", VOCABULARY, 3)
        await editor.codes("lake.treaty", lambda codes: "TL101" not in codes)

    run(tmp_path, story)


def test_names(tmp_path: Path) -> None:
    async def story(editor: Session) -> None:
        editor.open("lake.treaty", DRAFT)
        ask = editor.client
        here = editor.at("lake.treaty", "fish.", DRAFT)
        found = await ask.text_document_definition_async(lsp.DefinitionParams(**here))
        assert isinstance(found, lsp.Location)
        assert found.uri == editor.uri("words.treaty")
        assert (found.range.start.line, found.range.start.character) == (3, 4)

        hover = await ask.text_document_hover_async(lsp.HoverParams(**here))
        assert hover is not None
        assert "act fish" in hover.contents.value
        label = editor.at("lake.treaty", "fishing.ban", DRAFT, plus=9)
        said = await ask.text_document_hover_async(lsp.HoverParams(**label))
        assert said is not None
        assert "1. No Party shall fish." in said.contents.value

        context = lsp.ReferenceContext(include_declaration=True)
        spoken = await ask.text_document_references_async(
            lsp.ReferenceParams(context=context, **label)
        )
        lines = sorted(item.range.start.line for item in spoken or ())
        assert lines == [4, 9, 11]

        edit = await ask.text_document_rename_async(lsp.RenameParams(new_name="never", **label))
        assert edit is not None and edit.changes is not None
        renamed = _edited(DRAFT, edit.changes[editor.uri("lake.treaty")])
        assert renamed == DRAFT.replace("ban:", "never:").replace("fishing.ban", "fishing.never")
        both = await ask.text_document_rename_async(lsp.RenameParams(new_name="land", **here))
        assert both is not None and both.changes is not None
        assert set(both.changes) == {editor.uri("lake.treaty"), editor.uri("words.treaty")}
        words = _edited(VOCABULARY, both.changes[editor.uri("words.treaty")])
        assert words == VOCABULARY.replace("act fish", "act land")
        for taken in ("report", "shall", "two words"):
            with pytest.raises(Exception, match=r"name|word"):
                await ask.text_document_rename_async(lsp.RenameParams(new_name=taken, **here))

    run(tmp_path, story)


def test_what_else_an_editor_asks_for(tmp_path: Path) -> None:
    async def story(editor: Session) -> None:
        messy = DRAFT.replace("    No Party", " No   Party")
        editor.open("lake.treaty", messy)
        ask = editor.client
        document = lsp.TextDocumentIdentifier(editor.uri("lake.treaty"))
        top = {"text_document": document, "position": lsp.Position(0, 0)}
        offered = await ask.text_document_completion_async(lsp.CompletionParams(**top))
        labels = {item.label for item in offered}  # type: ignore[union-attr]
        assert {"Party", "fish", "fishing.ban", "notwithstanding"} <= labels

        symbols = await ask.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
        (article,) = symbols or ()
        assert [item.name for item in article.children or ()] == ["ban", "duty", "notice", "aim"]

        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
        hints = await ask.text_document_inlay_hint_async(lsp.InlayHintParams(document, whole))
        assert [hint.label for hint in hints or ()][:2] == ["Article 1", "Article 1(1)"]

        options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = await ask.text_document_formatting_async(
            lsp.DocumentFormattingParams(document, options)
        )
        assert "    No Party shall fish." in _edited(messy, list(edits or ()))

        tokens = await ask.text_document_semantic_tokens_full_async(
            lsp.SemanticTokensParams(document)
        )
        assert tokens is not None and len(tokens.data) % 5 == 0 and tokens.data

        await editor.codes("lake.treaty", lambda codes: "TL201" in codes)
        (conflict,) = [item for item in editor.last("lake.treaty") if item.code == "TL201"]
        actions = await ask.text_document_code_action_async(
            lsp.CodeActionParams(document, conflict.range, lsp.CodeActionContext([conflict]))
        )
        titles = [item.title for item in actions or ()]
        assert any("Notwithstanding" in title for title in titles)
        assert "TL201: accept it, with a reason" in titles

        (lens,) = await ask.text_document_code_lens_async(lsp.CodeLensParams(document)) or ()
        assert lens.command is not None
        page = await ask.workspace_execute_command_async(
            lsp.ExecuteCommandParams(lens.command.command, lens.command.arguments)
        )
        assert ask.shown == [page]

    run(tmp_path, story)


def _edited(text: str, edits: list[Any]) -> str:
    """Apply edits; columns are UTF-16 units, and every line of these texts but one is ASCII."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines) + 1)]

    def offset(position: lsp.Position) -> int:
        return min(starts[min(position.line, len(lines))] + position.character, len(text))

    for edit in sorted(edits, key=lambda item: offset(item.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
