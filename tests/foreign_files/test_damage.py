"""Damage of a stranger's file is one error, whatever its reader raises; what is not damage stays what it is."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest

from parplan.collecting.file_kinds import UnreadableError, open_workbook_archive
from parplan.errors import FileError
from parplan.foreign_files import damage_as, damaged_archive_as
from parplan.importing.readers.refusals import UnreadableSourceError
from parplan.importing.readers.word_parts import check_package

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def archive(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name in ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"):
            made.writestr(name, b"<x>" + name.encode() * 50 + b"</x>")
    return stream.getvalue()


def damaged(data: bytes) -> Iterator[bytes]:
    """The archive with one number, or one byte of its contents, changed: the numbers are of 2, 4 and 8 bytes."""
    for place in range(0, len(data), 7):
        for value in (b"\xff", b"\0"):
            yield data[:place] + value + data[place + 1 :]
    end = data.rindex(b"PK\5\6")
    for place in range(data.index(b"PK\1\2"), end):
        yield data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]
    # ZIP64: a place beyond all that can be looked up.
    first = data.index(b"PK\1\2")
    size = struct.unpack_from("<H", data, first + 28)[0]
    extra = struct.pack("<HHQ", 1, 8, (1 << 64) - 1)
    entry = bytearray(data[first : first + 46 + size])
    struct.pack_into("<H", entry, 30, len(extra))
    struct.pack_into("<I", entry, 42, 0xFFFFFFFF)
    tail = bytearray(data[end:])
    struct.pack_into("<I", tail, 12, struct.unpack_from("<I", data, end + 12)[0] + len(extra))
    yield data[:first] + bytes(entry) + extra + data[first + 46 + size : end] + bytes(tail)


@pytest.mark.parametrize("method", METHODS)
def test_an_archive_damaged_anywhere_is_read_or_refused(method: int) -> None:
    refused = 0
    for data in damaged(archive(method)):
        try:
            check_package(data, "a.docx")
            open_workbook_archive(data)
        except (UnreadableSourceError, UnreadableError):
            refused += 1
    assert refused > 100


@pytest.mark.parametrize("fault", [KeyError("x"), zipfile.BadZipFile(), RecursionError(), AssertionError()])
def test_whatever_a_library_raises_is_damage(fault: Exception) -> None:
    with pytest.raises(UnreadableError), damage_as(UnreadableError(None)):  # type: ignore[arg-type]
        raise fault


@pytest.mark.parametrize("fault", [MemoryError(), SystemError(), KeyboardInterrupt()])
def test_what_is_no_damage_is_not_called_so(fault: BaseException) -> None:
    with pytest.raises(type(fault)), damage_as(UnreadableError(None)):  # type: ignore[arg-type]
        raise fault


def test_a_fault_of_parplan_beside_an_archive_is_not_called_damage() -> None:
    with pytest.raises(KeyError), damaged_archive_as(FileError(None)):  # type: ignore[arg-type]
        raise KeyError("x")
