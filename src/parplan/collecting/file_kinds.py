"""Files that are not answer sheets: what they are, what to ask for instead; and the limits of workbooks.

A workbook is a zip archive, and a few kilobytes of one can expand to gigabytes. The limits are checked against the
sizes that the archive declares, before anything is unpacked; the zip reader then enforces these sizes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from parplan.diagnostics import N_, Message, message

#: Bytes. A form of 500 rows has 1 MB of sheets; the largest allowed workbook takes about 2 s and 200 MB.
FILE_LIMIT = 32 << 20
_ALL_LIMIT = 64 << 20
_SHEETS_LIMIT = 4 << 20
_TEXTS_LIMIT = 8 << 20
_STYLES_LIMIT = 2 << 20
_XML_LIMIT = 14 << 20
_PARTS_LIMIT = 2000
#: The most cells that merged ranges and links may cover together: the library visits each.
_COVERED_LIMIT = 50_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']([^\"']+)[\"']")
_RANGE = re.compile(rb"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_SAVE_AS = message(N_("open it and save it as “Excel Workbook (*.xlsx)”, then hand that in"))
_SEND_ANEW = message(N_("copy the answers into the form as it was sent, and hand that in"))


class UnreadableError(Exception):
    """A file that cannot be read: the reason, and the help."""

    def __init__(self, why: Message, help: Message | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.help = help


def open_workbook_archive(data: bytes) -> zipfile.ZipFile:
    """The archive of a workbook that may be read. Raises :class:`UnreadableError` for anything else."""
    if len(data) > FILE_LIMIT:
        raise too_large(len(data))
    if not data.startswith(b"PK"):
        raise _no_archive(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise _damaged() from None
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    if "xl/workbook.xml" not in names:
        raise _other_archive(archive, names)
    _check_sizes(parts)
    try:
        _check_parts(archive, parts)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise _damaged() from None
    return archive


def too_large(size: int) -> UnreadableError:
    """The error for a file of ``size`` bytes, which is too large for a form."""
    return UnreadableError(
        message(
            N_("it has {size} MB; an answer sheet has less than {limit}"),
            size=-(-size // (1 << 20)),
            limit=FILE_LIMIT >> 20,
        ),
        _SEND_ANEW,
    )


def _damaged() -> UnreadableError:
    return UnreadableError(
        message(N_("it is damaged and cannot be read as a workbook")), message(N_("ask the unit to send it again"))
    )


def _locked() -> UnreadableError:
    return UnreadableError(
        message(N_("it is protected by a password")), message(N_("ask the unit to save it without one"))
    )


def _no_archive(data: bytes) -> UnreadableError:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _locked()
        if "WordDocument".encode("utf-16-le") in data:
            return _word()
        return UnreadableError(message(N_("it is a workbook of the old kind (.xls)")), _SAVE_AS)
    if data.startswith(b"%PDF-"):
        return UnreadableError(
            message(N_("it is a PDF, not a workbook")), message(N_("ask the unit for the workbook itself"))
        )
    if b"<html" in data[:4096].lower() or b"<table" in data[:4096].lower():
        return UnreadableError(message(N_("it is a web page that is called a workbook")), _SAVE_AS)
    if not data.strip():
        return UnreadableError(message(N_("the file is empty")), message(N_("ask the unit to send it again")))
    return UnreadableError(message(N_("it is not a workbook")), _SAVE_AS)


def _word() -> UnreadableError:
    return UnreadableError(
        message(N_("it is a Word document; answers are read from the workbook that was sent")),
        message(N_("ask the unit to fill in the workbook, or type what it says with `parplan done` and `progress`")),
    )


def _other_archive(archive: zipfile.ZipFile, names: set[str]) -> UnreadableError:
    if "word/document.xml" in names:
        return _word()
    if "xl/workbook.bin" in names:
        return UnreadableError(message(N_("it is a binary workbook (.xlsb)")), _SAVE_AS)
    try:
        kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        kind = b""
    if b"opendocument.spreadsheet" in kind:
        return UnreadableError(message(N_("it is an OpenDocument workbook (.ods)")), _SAVE_AS)
    if b"opendocument.text" in kind:
        return _word()
    return UnreadableError(message(N_("it is not a workbook")), _SAVE_AS)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    def held(*beginnings: str) -> int:
        return sum(part.file_size for part in parts if part.filename.startswith(beginnings))

    xml = sum(part.file_size for part in parts if _is_xml(part))
    sizes = (
        (held(""), _ALL_LIMIT),
        (xml, _XML_LIMIT),
        (held("xl/worksheets/"), _SHEETS_LIMIT),
        (held("xl/sharedStrings"), _TEXTS_LIMIT),
        (held("xl/styles"), _STYLES_LIMIT),
    )
    if len(parts) > _PARTS_LIMIT or any(size > limit for size, limit in sizes):
        raise UnreadableError(
            message(
                N_("it holds {size} MB of cells and formats, far more than a form has (are there many empty rows?)"),
                size=-(-held("") // (1 << 20)),
            ),
            _SEND_ANEW,
        )


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels", ".vml"))


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse entities, which may expand to anything, and ranges that the library would visit cell by cell for hours."""
    covered = 0
    for part in parts:
        if not _is_xml(part):
            continue
        content = archive.read(part)
        if any(
            mark.encode(code) in content
            for mark in ("<!DOCTYPE", "<!ENTITY")
            for code in ("utf-8", "utf-16-le", "utf-16-be")
        ):
            raise _damaged()
        if part.filename.startswith("xl/worksheets/"):
            covered += sum(_areas(content))
    if covered > _COVERED_LIMIT:
        raise UnreadableError(
            message(N_("it has merged cells or links that cover {count} cells"), count=covered), _SEND_ANEW
        )


def _areas(content: bytes) -> Iterator[int]:
    for found in _AREA.finditer(content):
        for first, top, last, bottom in _RANGE.findall(found[1]):
            if last:
                yield (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
