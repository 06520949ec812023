"""What reads a stranger's document works in a process of its own, which ends in time and leaves nothing behind."""

from __future__ import annotations

import errno
import io
import os
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PIL import Image

from conftest import WINE
from parplan import confining
from parplan.errors import FileError
from parplan.importing.readers import programs, scan
from parplan.importing.readers.detecting import read_document
from parplan.importing.readers.limits import made_apart
from parplan.importing.readers.old_word import _names_another_machine, read_old_word
from parplan.importing.readers.programs import run_program
from parplan.importing.readers.recognizing import Recognizer
from parplan.importing.readers.refusals import UnreadableSourceError, empty

on_posix = pytest.mark.skipif(os.name != "posix", reason="programs as POSIX has them")


def counted(to: int) -> Iterator[int]:
    yield from range(to)


def sleeping(seconds: float) -> Iterator[int]:
    yield 1
    time.sleep(seconds)


def taking(size: int) -> Iterator[int]:
    held = bytearray(size)
    time.sleep(0.5)  # where no system enforces the limit, memory is looked at twenty times a second
    yield len(held)


def refusing(name: str) -> Iterator[int]:
    raise empty(name)
    yield 1


def failing() -> Iterator[int]:
    yield 1 // 0


def killed() -> Iterator[int]:
    os._exit(7)
    yield 1


def test_pieces_come_in_order() -> None:
    assert list(made_apart("x", counted, 1000)) == list(range(1000))


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Only Linux begins a process by copying this one; elsewhere it loads its libraries within this time.
    monkeypatch.setattr(confining, "SECONDS", 0.5 if sys.platform == "linux" else 60 if WINE else 10)
    pieces = made_apart("x.pdf", sleeping, 600)
    started = time.monotonic()
    assert next(pieces) == 1
    with pytest.raises(UnreadableSourceError, match=r"x.pdf was not read within"):
        next(pieces)
    assert time.monotonic() - started < 100


def test_what_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confining, "BYTES", 1 << 27)
    assert list(made_apart("x.pdf", taking, 1 << 25)) == [1 << 25]
    with pytest.raises(UnreadableSourceError, match=r"reading x.pdf takes more memory"):
        list(made_apart("x.pdf", taking, 1 << 30))


def test_a_process_that_dies_is_no_fault() -> None:
    with pytest.raises(UnreadableSourceError, match=r"reading x.pdf takes more memory"):
        list(made_apart("x.pdf", killed))


def test_what_is_refused_there_is_refused_here() -> None:
    with pytest.raises(UnreadableSourceError, match=r"x.pdf is empty") as refused:
        list(made_apart("x.pdf", refusing, "x.pdf"))
    assert refused.value.help is not None
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(made_apart("x.pdf", failing))


def test_a_system_that_starts_no_further_process_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: BaseProcess) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(BaseProcess, "start", refuse)
    with pytest.raises(FileError, match=r"none could be started: Resource temporarily unavailable"):
        list(made_apart("x", counted, 3))


def test_no_process_is_left_where_no_more_is_wanted() -> None:
    import multiprocessing

    pieces = made_apart("x", counted, 1_000_000)
    assert next(pieces) == 0
    pieces.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


# -- pictures --------------------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    """A picture that says it is so large, with no more than a beginning."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(100_000, 100_000), (10_001, 2), (1, 9_000), (2, 8_000)])
def test_a_picture_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    """A narrow one would be drawn larger, to 1,654 dots across."""
    monkeypatch.setattr(scan, "_program", lambda name: "tesseract")
    with pytest.raises(UnreadableSourceError, match=r"too large|damaged"):
        read_document(png(*size), "x.png")


def test_more_pictures_than_pages_of_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    page = Image.new("1", (1400, 1400))
    page.save(made, "TIFF", save_all=True, append_images=[page] * 4)
    monkeypatch.setattr(scan, "MOST_PAGES", 4)
    with pytest.raises(UnreadableSourceError, match="at most 4 pages"):
        next(scan._decoded(made.getvalue(), "x.tiff"))  # before the first page is read, which takes a second each
    monkeypatch.setattr(scan, "MOST_PAGES", 5)
    assert len(list(scan._decoded(made.getvalue(), "x.tiff"))) == 5


def test_a_scan_has_so_much_time_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_program", lambda name: "tesseract")
    monkeypatch.setattr(scan, "_MINUTES", -1)
    with pytest.raises(UnreadableSourceError, match="only 0 pages of it"):
        read_document(png(1400, 1400), "x.png")


def test_an_empty_picture_takes_no_time(tmp_path: Path) -> None:
    reader = Recognizer("/no/such/program", tmp_path, "x.png")
    assert list(reader.page(Image.new("L", (400, 400), 250))) == []
    with pytest.raises(UnreadableSourceError, match="could not read"):
        list(reader.page(Image.linear_gradient("L")))


# -- programs --------------------------------------------------------------------------------------------------------


@on_posix
def test_a_program_is_ended_with_all_it_started(tmp_path: Path) -> None:
    """LibreOffice is begun by a program that waits for it; ended alone, it left the other at work for ever."""
    started = time.monotonic()
    with pytest.raises(FileError, match="was stopped after 1 seconds"):
        run_program(("/bin/sh", "-c", "sleep 60 & echo $! > pid; wait"), tmp_path, 1, "x.doc")
    assert time.monotonic() - started < 20
    pid = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(pid)


def alive(pid: int) -> bool:
    """Whether a process runs; one nobody has taken the end of does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


@on_posix
def test_a_program_that_writes_without_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(programs, "_MOST_WRITTEN", 1 << 20)
    with pytest.raises(FileError, match=r"could not read x.doc"):
        run_program(("/bin/sh", "-c", "while :; do echo 0123456789; done"), tmp_path, 60, "x.doc")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="macOS takes such a limit and does not keep it")
def test_a_program_that_takes_memory_without_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(programs, "_MOST_MEMORY", 1 << 28)
    with pytest.raises(FileError, match=r"could not read x.doc"):
        run_program((sys.executable, "-c", "bytearray(1 << 30)"), tmp_path, 60, "x.doc")


@pytest.mark.parametrize(
    "place",
    [
        r"\\server\share\a.png",
        r"\\\\10.0.0.1\\c$\\a.png",
        "file://server/share/a.png",
        "SMB://server/a.dot",
        "//server/share/a.png",
        r"\\?\UNC\server\share\a.png",
        r"\\server@SSL\DavWWWRoot\a.png",
        "file:////server/share/a.png",
        r"file:\\%65vil\share\a.png",
    ],
)
@pytest.mark.parametrize("coding", ["latin-1", "utf-16-le"])
@pytest.mark.parametrize("before", [b"", b"\0"])
def test_an_old_word_document_that_names_another_machine_is_refused(place: str, coding: str, before: bytes) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + before
    with pytest.raises(UnreadableSourceError, match="another machine"):
        read_old_word(data + f' INCLUDEPICTURE "{place}"'.encode(coding), "k.doc")


@pytest.mark.parametrize(
    "place", ["\\\\máy-chủ\\chung\\a.png", r"\\a\b", r"\\_srv\share", r"\\[fe80::1]\share", "file://máy/a.png"]
)
def test_any_name_of_a_machine_is_one_in_wide_letters(place: str) -> None:
    assert _names_another_machine(f' INCLUDEPICTURE "{place}"'.encode("utf-16-le"))


def test_paths_of_this_machine_in_an_old_word_document_are_nothing_to_refuse() -> None:
    for text in (
        r'INCLUDEPICTURE "C:\\Users\\An\\a.png" \* MERGEFORMAT',
        "http://server/a",
        "file:///C:/a.png",
        "/home//an/a.png",
        r"\\",
        "// 1/2",
    ):
        assert not _names_another_machine(text.encode("utf-16-le"))
        assert not _names_another_machine(text.encode())
