"""The language server: answers the protocol's requests about open texts.

Clients send the whole text with each change, so that line ends cannot be counted differently. One worker thread reads
texts, so that requests can be cancelled meanwhile; of a text that changes while it waits only the last version is read.
Of the files only the plans in the same folder are read, for a rename; nothing is written.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, BinaryIO, TypeVar, cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification
from pygls.workspace import TextDocument

from parplan import __version__
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.languages import Language
from parplan.plan.structure import Plan
from parplan.serving import outlining
from parplan.serving.acting import FIX_ALL, actions, edit_of
from parplan.serving.completing import complete
from parplan.serving.finding_marks import finding_marks
from parplan.serving.hovering import hover
from parplan.serving.later_plans import rename_in_others
from parplan.serving.naming import NamedKind
from parplan.serving.open_text import Check, OpenText
from parplan.serving.renaming import renamable, rename
from parplan.views.starter_view import starter_plan

T = TypeVar("T")
#: Reads the other plans in the folder of the plan at a URI: their texts by URI, ``None`` where one cannot be read. Gets
#: the open texts, which count instead of the files.
Beside = Callable[[str, Mapping[str, str]], Mapping[str, str | None]]
#: The protocol's error code for a valid request that cannot be fulfilled.
_REQUEST_FAILED = -32803
_INVALID_PARAMS = -32602
#: Bytes of a message, as of a plan file: it holds the whole text of one.
MESSAGE_LIMIT = 256 << 20
#: Bytes of a line of a header, whose number then has fewer digits than Python refuses to convert.
_HEADER_LIMIT = 4096


class _Protocol(LanguageServerProtocol):
    """pygls answers no request without ``params``: an unknown one may lack them, a known one is refused."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Turn a JSON object into a message."""
        if "jsonrpc" in data and "method" in data and self.get_message_type(data["method"]) is None:
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcInvalidParams as error:
            if not {"id", "method"} <= data.keys():
                raise
            self._send_response(data["id"], error=error.to_response_error())
            return JsonRPCNotification(method="$/answered", jsonrpc=self.VERSION, params=None)


class PlanServer(LanguageServer):
    """The server of one client. ``today`` is called at each request, because a server may run for days."""

    def __init__(self, language: Language, check: Check, beside: Beside, today: Callable[[], date]) -> None:
        whole = types.TextDocumentSyncKind.Full
        super().__init__("parplan", __version__, text_document_sync_kind=whole, protocol_cls=_Protocol)
        self.language = language
        self.check = check
        self.beside = beside
        self.today = today
        self._reader = ThreadPoolExecutor(1, "parplan-reader")
        self._newest_versions: dict[str, int | None] = {}
        self._reading: dict[str, tuple[int | None, asyncio.Future[OpenText | None]]] = {}
        self._plans: dict[str, Plan] = {}
        self._reader.submit(self._warm_up)
        #: Whether the client sent ``shutdown`` before ``exit``, as it should.
        self.ends_well = True

    async def opened(self, uri: str) -> OpenText:
        """Return the current version of an open text."""
        found = await self._newest(uri)
        if found is None:  # its file may be a pipe, or larger than memory
            raise JsonRpcException(f"not open: {uri}", code=_INVALID_PARAMS)
        return found

    async def _newest(self, uri: str) -> OpenText | None:
        """The current version of a text, read once, even if it changes while it waits; ``None`` if it is not open."""
        while (document := self._find(uri)) is not None:
            known = self._reading.get(uri)
            if known is None or known[0] != document.version:
                text, version = document.source, document.version
                self._newest_versions[uri] = version  # before the worker, which may begin at once, asks for it
                loop = asyncio.get_running_loop()
                future = loop.run_in_executor(self._reader, self._read, uri, text, version)
                known = self._reading[uri] = version, future
            if (opened := await asyncio.shield(known[1])) is not None:
                return opened
        return None

    def _warm_up(self) -> None:
        """Check a small plan before the first one is opened: imports and compiled patterns take 40 ms once."""
        self.check(starter_plan(self.language, self.today().year, "Sở Nội vụ").encode("utf-8"), "untitled:")

    def _read(self, uri: str, text: str, version: int | None) -> OpenText | None:
        """Read a version of a text; ``None`` for one that a newer has replaced meanwhile."""
        if uri not in self._newest_versions or self._newest_versions[uri] != version:
            return None
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        opened = OpenText(uri, text, version, self.check, encoding, self._plans.get(uri))
        if opened.loaded is not None and opened.loaded.plan is not None:
            self._plans[uri] = opened.loaded.plan
        return opened

    async def ask(self, uri: str, question: Callable[[OpenText], T]) -> T:
        """Answer a question about an open text in the worker thread."""
        opened = await self.opened(uri)
        return await asyncio.get_running_loop().run_in_executor(self._reader, question, opened)

    async def tell_findings(self, uri: str) -> None:
        """Send the findings of a text, unless it has changed again meanwhile."""
        await asyncio.sleep(0)  # lets changes that arrived together be read once
        opened = await self._newest(uri)
        document = self._find(uri)
        if opened is not None and document is not None and document.version == opened.version:
            marks = finding_marks(self.language, opened)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, marks, opened.version))

    def _find(self, uri: str) -> TextDocument | None:
        """Return an open text; ``None`` for a closed one, which pygls would read from its file."""
        texts: Mapping[str, TextDocument] = self.workspace.text_documents
        return texts.get(unquote(uri))  # clients encode URIs in different ways

    def say_what_is_left(self, uris: Sequence[str]) -> None:
        """Tell the user which plans in the folder could not be searched for the renamed id."""
        text = self.language.gettext("Not renamed in {paths}, which cannot be read: see “carried_from” there.")
        names = ", ".join(unquote(uri.rpartition("/")[2]) for uri in uris)
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text.format(paths=names)))

    def forget(self, uri: str) -> None:
        """Forget a closed text and clear its diagnostics."""
        self._newest_versions.pop(uri, None)
        self._reading.pop(uri, None)
        self._plans.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def shutdown(self) -> None:
        """Stop the worker thread without waiting for it."""
        self._reader.shutdown(wait=False, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]


class _Messages:
    """The input stream. pygls would make room for whatever length a message states, and read a header without end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Read a line of a header."""
        line = self._stream.readline(_HEADER_LIMIT + 1)
        if len(line) > _HEADER_LIMIT:
            raise FileError(message(N_("the editor sent a header that is no message of the protocol")))
        return line

    def read(self, size: int) -> bytes:
        """Read a whole message of ``size`` bytes."""
        if size > MESSAGE_LIMIT:
            raise FileError(message(N_("the editor sent a message larger than {limit} MiB"), limit=MESSAGE_LIMIT >> 20))
        return self._stream.read(size)


class _Answers:
    """The output stream. Once the client stops reading, answers are dropped; the server ends with its input."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._gone = False

    def write(self, data: bytes) -> None:
        """Write a whole message."""
        if not self._gone:
            try:
                self._stream.write(data)
                self._stream.flush()
            except OSError:
                self._gone = True

    def flush(self) -> None:
        """Do nothing: messages are not buffered."""

    def close(self) -> None:
        """Do nothing: the owner closes the stream."""


def serve(
    language: Language,
    check: Check,
    beside: Beside,
    today: Callable[[], date],
    stdin: BinaryIO,
    stdout: BinaryIO,
) -> int:
    """Serve one client on two streams until it exits or disconnects.

    Returns the exit code the protocol prescribes: 1 if the client sent ``exit`` without ``shutdown``, else 0. Raises
    :class:`FileError` for what cannot be a message of an editor; nothing after it could be understood.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # the client gets its errors as answers
    server = make_server(language, check, beside, today)
    server.start_io(cast(BinaryIO, _Messages(stdin)), cast(BinaryIO, _Answers(stdout)))
    return 0 if server.ends_well else 1


def make_server(language: Language, check: Check, beside: Beside, today: Callable[[], date]) -> PlanServer:
    """Make a server with handlers for all supported requests."""
    server = PlanServer(language, check, beside, today)
    _add_end(server)
    _add_texts(server)
    _add_words(server)
    _add_shape(server)
    _add_names(server)
    return server


def _add_end(server: PlanServer) -> None:
    asked = False

    @server.feature(types.SHUTDOWN)
    def _(_: None) -> None:
        nonlocal asked
        asked = True

    @server.feature(types.EXIT)
    def _(_: None) -> None:
        server.ends_well = asked


def _add_texts(server: PlanServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(params: types.DidOpenTextDocumentParams) -> None:
        await server.tell_findings(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        await server.tell_findings(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        return await server.ask(
            params.text_document.uri, lambda opened: actions(server.language, opened, params.range, only)
        )


def _add_words(server: PlanServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "[", ",", "/"]))
    async def _(params: types.CompletionParams) -> types.CompletionList:
        return await server.ask(
            params.text_document.uri,
            lambda opened: complete(server.language, opened, opened.positions.offset(params.position)),
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        return await server.ask(
            params.text_document.uri,
            lambda opened: hover(
                server.language, opened, opened.on_day(server.today()), opened.positions.offset(params.position)
            ),
        )


def _add_shape(server: PlanServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def _(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return await server.ask(params.text_document.uri, outlining.symbols)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def _(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return await server.ask(params.text_document.uri, outlining.foldings)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def _(params: types.CodeLensParams) -> list[types.CodeLens]:
        return await server.ask(
            params.text_document.uri,
            lambda opened: outlining.lenses(server.language, opened, opened.on_day(server.today())),
        )


def _add_names(server: PlanServer) -> None:
    def places(opened: OpenText, position: types.Position, *, defining: bool, using: bool) -> list[types.Location]:
        namings = opened.namings
        naming = namings.at(opened.positions.offset(position) - opened.shift) if namings is not None else None
        if namings is None or naming is None:
            return []
        return [
            types.Location(opened.uri, opened.positions.range(one.start + opened.shift, one.end + opened.shift))
            for one in namings.of(naming.named)
            if (one.defines and defining) or (not one.defines and using)
        ]

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _(params: types.DefinitionParams) -> list[types.Location]:
        return await server.ask(
            params.text_document.uri, lambda opened: places(opened, params.position, defining=True, using=False)
        )

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def _(params: types.ReferenceParams) -> list[types.Location]:
        declared = params.context.include_declaration
        return await server.ask(
            params.text_document.uri, lambda opened: places(opened, params.position, defining=declared, using=True)
        )

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        def prepared(opened: OpenText) -> types.PrepareRenamePlaceholder | None:
            naming = renamable(opened, opened.positions.offset(params.position) - opened.shift)
            if naming is None:
                return None
            stretch = opened.positions.range(naming.start + opened.shift, naming.end + opened.shift)
            return types.PrepareRenamePlaceholder(stretch, opened.body[naming.start : naming.end])

        return await server.ask(params.text_document.uri, prepared)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def _(params: types.RenameParams) -> types.WorkspaceEdit:
        uri, new = params.text_document.uri, params.new_name.strip()
        texts = {text.uri: text.source for text in server.workspace.text_documents.values() if text.uri != uri}

        def renamed(opened: OpenText) -> tuple[types.WorkspaceEdit, list[str]]:
            offset = opened.positions.offset(params.position) - opened.shift
            edit = edit_of(opened, rename(opened, offset, new))
            naming = renamable(opened, offset)
            if naming is None or naming.named.sort is NamedKind.PARTY or edit.changes is None:
                return edit, []
            others, left = rename_in_others(opened, naming.named, new, server.beside(uri, texts))
            return types.WorkspaceEdit(changes={**edit.changes, **others}), left

        try:
            edit, left = await server.ask(uri, renamed)
            if left:
                server.say_what_is_left(left)
            return edit
        except RequestError as error:
            text = server.language.render(error.message)
            if error.help is not None:
                text += "\n" + server.language.render(error.help)
            raise JsonRpcException(text, code=_REQUEST_FAILED) from None
