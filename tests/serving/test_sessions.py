"""What happens around the answers: large pastes, clients that go away, two of them, requests taken back."""

from __future__ import annotations

import asyncio
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import Editor, edit, editing, place, uri_of
from test_editor_words import PLAN

from parplan.cli.checking_files import check_text
from parplan.cli.verbs.lsp import path_of, path_text
from parplan.languages import load_language
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection
from parplan.loading import LoadedPlan
from parplan.serving.open_text import Check
from parplan.serving.server import serve

ENVIRONMENT = {**os.environ, "PARPLAN_TODAY": "2021-03-01", "PARPLAN_LANG": "en"}


def frame(method: str, number: int | None = None, params: Any = None) -> bytes:
    """One message as the protocol has it."""
    said = {"jsonrpc": "2.0", "method": method} | ({} if params is None else {"params": params})
    body = json.dumps(said if number is None else said | {"id": number}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


INITIALIZE = frame("initialize", 1, {"capabilities": {}, "processId": None, "rootUri": None})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "code"),
    [
        (INITIALIZE + frame("shutdown", 2) + frame("exit"), 0),
        (INITIALIZE + frame("exit"), 1),
        (INITIALIZE, 0),
        (b"", 0),
        (INITIALIZE + b"Content-Length: 100\r\n\r\n{", 0),
    ],
    ids=["asked", "not asked", "gone", "never there", "cut"],
)
def test_the_server_ends_with_its_client(said: bytes, code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "parplan", "lsp"],
        input=said, capture_output=True, timeout=60, env=ENVIRONMENT, cwd=tmp_path
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"Content-Length: 99999999999999\r\n\r\n{}", "a message larger than 256 MiB"),
        (b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n{}", "a message larger than 256 MiB"),
        (b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}", "no message of the protocol"),
        (b"x" * 10_000_000, "no message of the protocol"),
    ],
    ids=["huge", "of thousands of digits", "of more digits", "a header without end"],
)
def test_what_is_no_message_ends_the_server_with_a_word(said: bytes, told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "parplan", "lsp"],
        input=INITIALIZE + said, capture_output=True, timeout=60, env=ENVIRONMENT, cwd=tmp_path
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert told in done.stderr.decode()


def test_a_client_that_reads_no_more_ends_the_server(tmp_path: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "parplan", "lsp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=tmp_path,
    )  # fmt: skip
    assert started.stdin is not None
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdin.write(INITIALIZE)
    started.stdin.flush()
    assert started.stdout.readline().startswith(b"Content-Length")
    started.stdout.close()
    opened = {"textDocument": {"uri": "untitled:x", "languageId": "yaml", "version": 1, "text": PLAN * 3}}
    for number in range(2, 6):
        started.stdin.write(frame("textDocument/didOpen", None, opened) + frame("shutdown", number))
    with suppress(BrokenPipeError):
        started.stdin.close()
    assert started.wait(30) in (0, 1, 3, 141, -13)
    assert b"Traceback" not in started.stderr.read()
    started.stderr.close()


@pytest.mark.slow
def test_a_million_signs_are_pasted_and_taken_back(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        assert await editor.errors(uri) == []
        for pasted in ("x" * 1_000_000, "[" * 1_000_000, "- a: 𝕏\n" * 125_000):
            editor.type(uri, PLAN.replace("title: Việc a", f"title: Việc {pasted}"))
            assert await editor.marks(uri)
            editor.type(uri, PLAN)
            assert await editor.errors(uri) == []

    edit(session)


@pytest.mark.slow
def test_two_clients_know_nothing_of_each_other(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def both() -> None:
        async with editing() as one, editing("--lang", "vi") as other:
            one.open(uri, PLAN)
            other.open(uri, PLAN.replace("lead: [VP]", "lead: [KHONG]"))
            assert await one.errors(uri) == []
            (mark,) = await other.errors(uri)
            assert (mark.code, "KHONG" in mark.message) == ("P201", True)
            other.type(uri, PLAN)
            assert await other.errors(uri) == []
            assert "VP" in await one.hover(uri, "lead: [VP]", 7)

    asyncio.run(asyncio.wait_for(both(), 60))


_OPEN = "untitled:plan"
_AT = place(PLAN, PLAN.index("Quý I/2021"))
_HOVERED = {"textDocument": {"uri": _OPEN}, "position": {"line": _AT.line, "character": _AT.character}}
_UNKNOWN = {"textDocument": {"uri": "untitled:other"}, "position": {"line": 0, "character": 0}}
#: The question about a plan that is not open, which is answered while the open one is read.
_ASIDE = 999


def answers_to(said: bytes, awaited: set[int], check: Check, heard: Callable[[int], None]) -> dict[int, dict[str, Any]]:
    """What the server answered, by number.

    said: what follows the opening of a plan.
    awaited: the numbers of the answers after which the client leaves.
    heard: is called with the number of each answer.
    """
    answered = threading.Event()
    answers: dict[int, dict[str, Any]] = {}

    class Sink(io.BytesIO):
        def write(self, data: Any) -> int:
            answer = json.loads(data[data.index(b"{") :])
            answers[answer.get("id", 0)] = answer
            heard(answer.get("id", 0))
            if awaited <= set(answers):
                answered.set()
            return len(data)

    opened = {"textDocument": {"uri": _OPEN, "languageId": "yaml", "version": 1, "text": PLAN}}
    receiving, sending = os.pipe()
    with os.fdopen(receiving, "rb") as stdin, os.fdopen(sending, "wb") as editor:
        session = threading.Thread(
            target=serve, args=(load_language("en"), check, lambda *_: {}, lambda: date(2021, 3, 1), stdin, Sink())
        )
        session.start()
        editor.write(INITIALIZE + frame("textDocument/didOpen", None, opened) + said)
        editor.flush()
        in_time = answered.wait(60)
        editor.write(frame("shutdown", 1000) + frame("exit"))
        editor.flush()
        session.join(30)
    assert not session.is_alive()
    assert in_time
    return answers


def answers_while_a_plan_is_read(said: bytes, awaited: set[int]) -> tuple[dict[int, dict[str, Any]], list[bytes]]:
    """What the server answered, by number, and the texts of the open plan it read.

    The plan is first read when the question ``_ASIDE`` in ``said`` has been answered.
    """
    read_on = threading.Event()
    read: list[bytes] = []

    def check(data: bytes, name: str) -> tuple[LoadedPlan, FileFindings]:
        if name == _OPEN:
            read.append(data)
            assert read_on.wait(30)
        return check_text(data, name, Selection(), date(2021, 3, 1))

    return answers_to(said, awaited, check, lambda number: read_on.set() if number == _ASIDE else None), read


def test_a_request_that_is_cancelled_is_not_answered_and_others_are() -> None:
    said = b"".join(frame("textDocument/hover", number, _HOVERED) for number in (2, 3, 4, 5))
    said += b"".join(frame("$/cancelRequest", None, {"id": number}) for number in (2, 3, 4))
    said += frame("textDocument/hover", _ASIDE, _UNKNOWN) + frame("textDocument/hover", 6, _HOVERED)
    answers, _ = answers_while_a_plan_is_read(said, {5, 6})
    refused = {number: answer["error"]["code"] for number, answer in answers.items() if "error" in answer}
    assert refused == {2: -32800, 3: -32800, 4: -32800, _ASIDE: -32602}
    assert "last permitted day: Wednesday 2021-03-31" in answers[5]["result"]["contents"]["value"]
    assert answers[6]["result"] == answers[5]["result"]


@pytest.mark.slow
def test_of_changes_that_come_together_the_last_is_marked(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        for number in range(60):
            editor.type(uri, PLAN.replace("lead: [VP]", f"lead: [KHONG{number}]"))
        (mark,) = await editor.errors(uri)
        assert "KHONG59" in mark.message

    edit(session)


def test_requests_without_parameters_are_answered() -> None:
    answers: list[dict[str, Any]] = []

    class Sink(io.BytesIO):
        def write(self, data: Any) -> int:
            answers.append(json.loads(data[data.index(b"{") :]))
            return len(data)

    said = io.BytesIO(
        INITIALIZE
        + frame("x/y", 2)
        + frame("x/z")
        + frame("textDocument/hover", 4)
        + frame("shutdown", 3)
        + frame("exit")
    )
    code = serve(
        load_language("en"),
        lambda data, name: check_text(data, name, Selection(), date(2021, 3, 1)),
        lambda *_: {},
        lambda: date(2021, 3, 1),
        said,
        Sink(),
    )
    assert code == 0
    assert [(answer.get("id"), answer.get("error", {}).get("code")) for answer in answers] == [
        (1, None), (2, -32601), (4, -32602), (3, None),
    ]  # fmt: skip


def test_of_changes_that_wait_only_the_last_is_read() -> None:
    """Each change is followed by a question; the first is read until all of them have arrived."""
    last = 30
    said = b""
    for version in range(2, last + 1):
        change = {"contentChanges": [{"text": PLAN + "#" * version}]}
        changed = {"textDocument": {"uri": _OPEN, "version": version}, **change}
        said += frame("textDocument/didChange", None, changed) + frame("textDocument/hover", version, _HOVERED)
    said += frame("textDocument/hover", _ASIDE, _UNKNOWN)
    answers, read = answers_while_a_plan_is_read(said, {*range(2, last + 1)})
    assert len(read) <= 3
    assert read[-1].decode() == PLAN + "#" * last
    assert len({json.dumps(answers[number]["result"]) for number in range(2, last + 1)}) == 1


def test_a_person_at_a_terminal_is_told_what_it_is_for(tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
    child = pexpect.spawn(
        sys.executable, ["-m", "parplan", "lsp"], env=ENVIRONMENT, cwd=str(tmp_path), encoding="utf-8"
    )
    child.expect(pexpect.EOF, timeout=30)
    child.close()
    assert "docs/editors.md" in child.before
    assert child.exitstatus == 2


def test_addresses_of_files() -> None:
    assert path_of("untitled:Untitled-1") is None
    assert path_of("vscode-remote://host/x.yaml") is None
    assert [path_of(uri) for uri in ("file:plan.yaml", "file:", "file:///", "file://localhost")] == [None] * 4
    path = Path("/tmp/kế hoạch/a#b.yaml") if os.name != "nt" else Path("C:/kế hoạch/a#b.yaml")
    assert path_of(path.as_uri()) == path_of(uri_of(path)) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/k%E1%BA%BF%20ho%E1%BA%A1ch/a%23b.yaml", "c:/kế hoạch/a#b.yaml"),
        ("file:///C:/a.yaml", "C:/a.yaml"),
        ("file://localhost/D%3A/a.yaml", "D:/a.yaml"),
        ("file://may-chu/chung/a.yaml", "//may-chu/chung/a.yaml"),
        ("untitled:a", None),
    ],
)
def test_addresses_of_files_on_windows(uri: str, path: str | None) -> None:
    assert path_text(uri, windows=True) == path


@pytest.mark.slow
def test_an_editor_that_counts_bytes_is_answered_in_bytes(tmp_path: Path) -> None:
    """Neovim asks for places in UTF-8, which it counts in itself."""
    uri = uri_of(tmp_path / "plan.yaml")
    text = PLAN.replace("title: Việc b", "title: Việc b 𝕏 của của đơn vị").replace("lead: [VP]", "lead: [Không có]")

    async def session(editor: Editor) -> None:
        editor.open(uri, text)
        found = {mark.code: mark.range for mark in await editor.marks(uri)}
        for code, words in (("P201", "Không có"), ("P419", "của của")):
            start = text.index(words)
            line_start = text.rindex("\n", 0, start) + 1
            assert found[code].start.line == text.count("\n", 0, start)
            assert found[code].start.character == len(text[line_start:start].encode("utf-8"))
            assert found[code].end.character == len(text[line_start : start + len(words)].encode("utf-8"))

    edit(session, speaks_as="neovim@0.11")


class AtOnce(Executor):
    """An executor whose work is done when ``submit`` returns."""

    def submit(self, function: Any, /, *given: Any, **options: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(function(*given, **options))
        return done


def test_a_text_that_is_read_at_once_is_not_asked_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parplan.serving.server.ThreadPoolExecutor", lambda *_: AtOnce())

    def check(data: bytes, name: str) -> tuple[LoadedPlan, FileFindings]:
        return check_text(data, name, Selection(), date(2021, 3, 1))

    answers = answers_to(frame("textDocument/hover", 2, _HOVERED), {2}, check, lambda _: None)
    assert "last permitted day: Wednesday 2021-03-31" in answers[2]["result"]["contents"]["value"]
