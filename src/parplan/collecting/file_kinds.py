"""Files that are not answer sheets: what they are, what to ask for instead; and the limits of workbooks.

A workbook is a zip archive, and a few kilobytes of one can expand to gigabytes. The limits are checked against the
sizes that the archive declares, before anything is unpacked; the zip reader then enforces these sizes.
"""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from xml.parsers import expat

from parplan.diagnostics import N_, Message, message
from parplan.foreign_files import damaged_archive_as

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
#: What a reader makes all the cells of, by its name and ``ref``.
_AREAS = ("mergeCell", "hyperlink", "comment")
#: A range of cells; without rows or columns it has all there are.
_RANGE = re.compile(r"\$?([A-Z]{1,3})?\$?([0-9]+)?:\$?([A-Z]{1,3})?\$?([0-9]+)?", re.IGNORECASE)
_LAST_ROW = 1_048_576
#: What may stand before the first sign of a part, in any encoding of it.
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
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
    with damaged_archive_as(damaged()):
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    if "xl/workbook.xml" not in names:
        raise _other_archive(archive, names)
    with damaged_archive_as(damaged()):
        xml = [part for part in parts if _is_xml(archive, part)]
        _check_sizes(parts, xml)
        _check_parts(archive, xml)
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


def too_much() -> UnreadableError:
    """Reading a file takes more time or memory than any form needs."""
    return UnreadableError(message(N_("reading it takes more time or memory than any form needs")), _SEND_ANEW)


def damaged() -> UnreadableError:
    """The error for a file that cannot be read to its end."""
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
    with damaged_archive_as(damaged()):
        kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument.spreadsheet" in kind:
        return UnreadableError(message(N_("it is an OpenDocument workbook (.ods)")), _SAVE_AS)
    if b"opendocument.text" in kind:
        return _word()
    return UnreadableError(message(N_("it is not a workbook")), _SAVE_AS)


def _check_sizes(parts: list[zipfile.ZipInfo], xml: list[zipfile.ZipInfo]) -> None:
    def held(*beginnings: str) -> int:
        return sum(part.file_size for part in parts if part.filename.startswith(beginnings))

    sizes = (
        (held(""), _ALL_LIMIT),
        (sum(part.file_size for part in xml), _XML_LIMIT),
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


def _is_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is read as XML: by its ending, or as it begins, for any part may be called a sheet."""
    if part.filename.endswith((".xml", ".rels", ".vml")):
        return True
    with archive.open(part) as file:
        return file.read(64).lstrip(_BEFORE).startswith(b"<")


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse entities, which may stand for anything, and ranges a reader would go through cell by cell for hours."""
    covered = 0
    for part in parts:
        content = archive.read(part)
        if any(
            mark.encode(code) in content
            for mark in ("<!DOCTYPE", "<!ENTITY")
            for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        ):
            raise damaged()
        covered += sum(map(_cells_of, _areas(content)))
    if covered > _COVERED_LIMIT:
        raise UnreadableError(
            message(N_("it has merged cells or links that cover {count} cells"), count=covered), _SEND_ANEW
        )


def _areas(content: bytes) -> list[str]:
    """The ranges of cells a part names, read as its reader will: by no other way is an attribute sure to be found."""
    found: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in _AREAS and (area := attributes.get("ref")) is not None:
            found.append(area)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    with suppress(expat.ExpatError, LookupError, ValueError):  # what is damaged, its reader says
        parser.Parse(content, True)
    return found


def _cells_of(area: str) -> int:
    """Number of cells in a range; 0 for a single cell."""
    found = _RANGE.fullmatch(area.rpartition("!")[2].strip())
    if found is None:
        return 0
    first, top, last, bottom = found.groups()
    columns = abs(_column(last or "XFD") - _column(first or "A")) + 1
    rows = abs(int((bottom or str(_LAST_ROW))[:12]) - int((top or "1")[:12])) + 1
    return columns * rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
