"""Choice of the reader by the first bytes of a file; its suffix may be wrong."""

from __future__ import annotations

from collections.abc import Callable

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.plain_text import read_plain_text
from parplan.importing.readers.refusals import empty, locked, refuse, too_large
from parplan.importing.readers.word import read_word

#: A Word document of 500 pages with pictures is smaller.
SIZE_LIMIT = 100 * 1024 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def read_document(
    data: bytes, name: str, on_page: Callable[[int, int], None] = lambda page, of: None
) -> SourceDocument:
    """The blocks of a file in any supported format. Raises ``UnreadableSourceError``.

    on_page: called with the page of a scan being read and the number of pages.
    """
    if len(data) > SIZE_LIMIT:
        raise too_large(name, f"> {SIZE_LIMIT >> 20} MiB")
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
    return read_plain_text(data, name)
