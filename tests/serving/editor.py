"""An editor as the server sees it: opens texts, types in them, asks; what the server tells is kept."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities

DAY = "2021-03-01"
_WAIT = 30


class Editor(LanguageClient):
    """One editor with one server of its own, whose messages are held against what the editor said it can do."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.told: dict[str, types.PublishDiagnosticsParams] = {}
        self._news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = params
            self._news.set()

    def open(self, uri: str, text: str) -> None:
        """Open a text."""
        self.versions[uri], self.texts[uri] = 1, text
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, text: str) -> None:
        """Make the text another one."""
        self.versions[uri] += 1
        self.texts[uri] = text
        changed = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(changed, [whole]))

    async def marks(self, uri: str) -> Sequence[types.Diagnostic]:
        """What is marked in the text as it is now."""
        while uri not in self.told or self.told[uri].version != self.versions[uri]:
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), _WAIT)
        return self.told[uri].diagnostics

    async def errors(self, uri: str) -> list[types.Diagnostic]:
        """The errors among what is marked."""
        return [mark for mark in await self.marks(uri) if mark.severity == types.DiagnosticSeverity.Error]

    def place(self, uri: str, words: str, into: int = 0) -> types.Position:
        """Where ``words`` first stand in a text, and so many characters into them."""
        return place(self.texts[uri], self.texts[uri].index(words) + into)

    async def hover(self, uri: str, words: str, into: int = 0) -> str:
        """What is shown over a place; empty where nothing is."""
        at = types.HoverParams(types.TextDocumentIdentifier(uri), self.place(uri, words, into))
        shown = await self.text_document_hover_async(at)
        return "" if shown is None else shown.contents.value  # type: ignore[union-attr]

    async def complete(self, uri: str, text: str) -> dict[str, str]:
        """What is offered where ``|`` stands in a text, each with what would be written."""
        at = text.index("|")
        self.type(uri, text.replace("|", "", 1))
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), place(self.texts[uri], at))
        found = await self.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        return {item.label: item.text_edit.new_text for item in found.items if item.text_edit is not None}

    async def rename(self, uri: str, words: str, into: int, new: str) -> str:
        """The text after a rename."""
        params = types.RenameParams(types.TextDocumentIdentifier(uri), self.place(uri, words, into), new)
        edit = await self.text_document_rename_async(params)
        assert edit is not None
        return edited(self.texts[uri], edit, uri)


def place(text: str, offset: int) -> types.Position:
    """The line and UTF-16 column of an offset, counted here in another way than the server counts."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return types.Position(len(before) - 1, sum(2 if ord(sign) > 0xFFFF else 1 for sign in before[-1]))


def offset_of(text: str, position: types.Position) -> int:
    """The offset of a place in a text of LF or CRLF lines."""
    start = sum(len(line) for line in text.splitlines(keepends=True)[: position.line])
    units = 0
    while units < position.character:
        units += 2 if ord(text[start]) > 0xFFFF else 1
        start += 1
    return start


def edited(text: str, edit: types.WorkspaceEdit, uri: str) -> str:
    """A text with an edit applied, as an editor does."""
    assert edit.changes is not None
    assert list(edit.changes) == [uri]
    for one in sorted(
        edit.changes[uri], key=lambda one: (one.range.start.line, one.range.start.character), reverse=True
    ):
        start, end = offset_of(text, one.range.start), offset_of(text, one.range.end)
        text = text[:start] + one.new_text + text[end:]
    return text


@asynccontextmanager
async def editing(*options: str, speaks_as: str = "visual-studio-code") -> AsyncIterator[Editor]:
    """An editor with its server, ended at the end as editors do; ``speaks_as`` names the one it says it is."""
    editor = Editor()
    environment = {**os.environ, "PARPLAN_TODAY": DAY, "PARPLAN_LANG": "en", "PARPLAN_CACHE": "off"}
    await editor.start_io(sys.executable, "-m", "parplan", "lsp", *options, env=environment)
    await editor.initialize_session(types.InitializeParams(capabilities=client_capabilities(speaks_as)))
    try:
        yield editor
    finally:
        await editor.shutdown_async(None)
        editor.exit(None)
        assert editor._server is not None
        assert await asyncio.wait_for(editor._server.wait(), _WAIT) == 0
        await editor.stop()


def edit(task: Callable[[Editor], Awaitable[Any]], *options: str, speaks_as: str = "visual-studio-code") -> None:
    """Run a test that is an editor's session."""

    async def session() -> None:
        async with editing(*options, speaks_as=speaks_as) as editor:
            await task(editor)

    asyncio.run(asyncio.wait_for(session(), 60))


def uri_of(path: Path) -> str:
    """The address of a file as Visual Studio Code writes it: ``file:///c%3A/k%E1%BA%BF.yaml``."""
    return "file:///" + quote(path.resolve().as_posix().removeprefix("/"), safe="/")
