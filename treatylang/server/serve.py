"""The protocol: documents come and go, and what is asked is answered (LSP 3.17, over pygls)."""

from __future__ import annotations

import asyncio
import gc

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from treatylang import __version__
from treatylang.findings import Finding
from treatylang.server import answers
from treatylang.server.behind import Behind, Done, Task
from treatylang.server.desk import Desk, Open

RENDER = "treatylang.render"
_LEGEND = lsp.SemanticTokensLegend(list(answers.TOKENS), [])


class Server(LanguageServer):
    """A language server with its desk, and the checker behind it."""

    def __init__(self) -> None:
        super().__init__("treatylang", __version__)
        self.desk = Desk()
        self.behind = Behind()
        self.lang = "en"

    def taken_in(self, uri: str, text: str, version: int) -> None:
        """Read a document and every open draft that includes it; show what reading found at once,
        and have them checked behind."""
        document = self.desk.put(uri, text, version)
        for other_uri, other in list(self.desk.open.items()):
            if other is not document:
                if not _reads(other, document):
                    continue
                self.desk.read(other)
            self.show(other)
            task = Task(other.path, other.root, self.desk.held())
            self.behind.check(other_uri, task, self._handed_over(other_uri, other.version))

    def _handed_over(self, uri: str, version: int) -> Done:
        loop = asyncio.get_running_loop()

        def done(found: tuple[Finding, ...]) -> None:
            # This comes from the checker's thread: only the server's own may write.
            loop.call_soon_threadsafe(self._found, uri, version, found)

        return done

    def _found(self, uri: str, version: int, found: tuple[Finding, ...]) -> None:
        document = self.desk.open.get(uri)
        if document is not None and document.version == version:
            document.found = found
            self.show(document)

    def show(self, document: Open) -> None:
        """Publish what there is to say of a draft, and take back what was said of it before."""
        by_uri = self.desk.diagnostics(document)
        for uri in sorted({*by_uri, *document.shown}):
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(uri, by_uri.get(uri, []))
            )
        document.shown = set(by_uri)

    def asked(self, uri: str) -> answers.Asked | None:
        return answers.asked(self.desk, uri)


def _reads(document: Open, other: Open) -> bool:
    if document.draft is None or not other.path.is_relative_to(document.root):
        return document.draft is None
    return other.path.relative_to(document.root).as_posix() in document.draft.sources


def collect_less() -> None:
    """Keep the collector of garbage from going over a whole draft while somebody types: what an
    edit leaves behind is freed by its count of references."""
    gc.set_threshold(200_000, 50, 1_000)


def server() -> Server:
    """Return a server with all that it can do."""
    collect_less()
    made = Server()
    _documents(made)
    _questions(made)
    _edits(made)
    return made


def _documents(ls: Server) -> None:
    @ls.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        lang = options.get("language", "en") if isinstance(options, dict) else "en"
        ls.lang = lang if isinstance(lang, str) else "en"

    @ls.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        ls.taken_in(item.uri, item.text, item.version)

    @ls.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        item = ls.workspace.get_text_document(params.text_document.uri)
        ls.taken_in(item.uri, item.source, params.text_document.version)

    @ls.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        ls.behind.cancel(uri)
        document = ls.desk.open.pop(uri, None)
        if document is not None:
            for shown in sorted(document.shown):
                ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(shown, []))

    @ls.feature(lsp.SHUTDOWN)
    def shutdown(_: None) -> None:
        ls.behind.close()


def _questions(ls: Server) -> None:
    @ls.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        of = ls.asked(params.text_document.uri)
        return answers.hover(of, params.position, ls.lang) if of else None

    @ls.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        of = ls.asked(params.text_document.uri)
        return answers.definition(of, params.position) if of else None

    @ls.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        of = ls.asked(params.text_document.uri)
        declared = params.context.include_declaration
        return answers.references(of, params.position, declared=declared) if of else []

    @ls.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["."]))
    def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        of = ls.asked(params.text_document.uri)
        return answers.completion(of) if of else []

    @ls.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        of = ls.asked(params.text_document.uri)
        return answers.symbols(of) if of else []

    @ls.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _LEGEND)
    def tokens(params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
        of = ls.asked(params.text_document.uri)
        return lsp.SemanticTokens(answers.tokens(of) if of else [])

    @ls.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def inlays(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        of = ls.asked(params.text_document.uri)
        return answers.inlays(of) if of else []


def _edits(ls: Server) -> None:
    @ls.feature(lsp.TEXT_DOCUMENT_RENAME)
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        of = ls.asked(params.text_document.uri)
        try:
            return answers.rename(of, params.position, params.new_name) if of else None
        except answers.NoName as error:
            raise JsonRpcInvalidParams(str(error)) from None

    @ls.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        of = ls.asked(params.text_document.uri)
        return answers.layout(of) if of else []

    @ls.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        of = ls.asked(params.text_document.uri)
        return answers.actions(of, params.range) if of else []

    @ls.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        top = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
        uri = params.text_document.uri
        command = lsp.Command("Read as a treaty", RENDER, arguments=[uri])
        return [lsp.CodeLens(top, command)]

    @ls.command(RENDER)
    def render(uri: str) -> str | None:
        of = ls.asked(uri)
        if of is None:
            return None
        page = answers.rendered(of, ls.lang).as_uri()
        ls.window_show_document(lsp.ShowDocumentParams(page, external=True))
        return page
