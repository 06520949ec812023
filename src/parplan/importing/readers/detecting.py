"""Choice of the reader by the first bytes of a file; its suffix may be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.plain_text import read_plain_text
from parplan.importing.readers.refusals import UnreadableSourceError, empty, locked, refuse, too_large
from parplan.importing.readers.word import read_word

#: A Word document of 500 pages with pictures is smaller.
SIZE_LIMIT = 100 * 1024 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
#: The first key of a plan file, of the record of an import, and of answers in JSON, after comments and marks of YAML.
#: In one line: blanks that may reach over lines would be tried again from each of thousands of empty ones.
_OWN = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*(?:\{[ \t]*)?[\"']?parplan[\"']?[ \t]*:[ \t]*[\"']?\d", re.MULTILINE)
_KIND = re.compile(rb"[\"']kind[\"']\s*:\s*[\"'](?P<kind>[a-z-]+)[\"']")
#: The bytes in which it stands.
_BEGINNING = 1 << 16


def read_document(
    data: bytes, name: str, on_page: Callable[[int, int], None] = lambda page, of: None
) -> SourceDocument:
    """The blocks of a file in any supported format. Raises ``UnreadableSourceError``.

    on_page: called with the page of a scan being read and the number of pages.
    """
    if len(data) > SIZE_LIMIT:
        raise too_large(name, message(N_("a file of at most {most} MiB can be read"), most=SIZE_LIMIT >> 20))
    if not data.strip():
        raise empty(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_word(data, name)
    if data.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked(name)
        from parplan.importing.readers.old_word import read_old_word

        return read_old_word(data, name)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from parplan.importing.readers.pdf import read_pdf

        return read_pdf(data, name, on_page)
    if data.startswith(_IMAGES):
        from parplan.importing.readers.scan import read_image

        return read_image(data, name, on_page)
    if data[:64].lstrip().lower().startswith((b"<html", b"<!doctype html", b"{\\rtf")):
        raise refuse(
            N_("{name} is not a readable Word, PDF, picture or text file"),
            message(N_("save the plan as .docx or .pdf and import that")),
            name=name,
        )
    if (own := _OWN.search(data[:_BEGINNING])) is not None:
        raise _own_file(name, _KIND.search(data, own.end(), own.end() + 100))
    return read_plain_text(data, name)


def _own_file(name: str, kind: re.Match[bytes] | None) -> UnreadableSourceError:
    """The error for a file that parplan wrote or reads itself."""
    if kind is None:
        return refuse(
            N_("{name} is a plan file already; it needs no import"),
            message(N_("`parplan validate` checks it; `parplan show` and `parplan tasks` show what it says")),
            name=name,
        )
    if kind["kind"] == b"import-record":
        return refuse(
            N_("{name} is the record of an import, not a document"),
            message(N_("name the document that was imported; `parplan review` asks what is still in doubt")),
            name=name,
        )
    return refuse(
        N_("{name} is an answer of parplan in JSON, not a document"),
        message(N_("name the document that holds the plan")),
        name=name,
    )
