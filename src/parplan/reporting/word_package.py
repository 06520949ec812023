"""The .docx package around a body: styles, header, settings, properties. The same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from msgspec import Struct

from parplan.libraries import libraries_of
from parplan.reporting.papers import Paper
from parplan.reporting.word_styles import LANGUAGE_TAGS, NAMESPACE, styles_xml
from parplan.views.blocks import safe

#: Parts of the library's empty document that do not describe this one: its thumbnail, editor and fonts.
_UNUSED = (
    "thumbnail", "customXml", "stylesWithEffects", "numbering", "theme", "webSettings", "fontTable",
    "extended-properties",
)  # fmt: skip

#: Where a section names its header; no text of a plan has a sign that begins an element.
HEADER_HERE = '<w:headerReference w:type="default" r:id="HEADER"/>'
#: The part of the package that holds the body.
_DOCUMENT = "word/document.xml"

#: The dates a zip file can hold.
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)


def pack(body: Iterable[str], header: str, paper: Paper) -> bytes:
    """Make the file from the elements of ``<w:body>`` and ``header`` (XML); ``HEADER_HERE`` refers to the header.

    Raises ``ParplanError`` if python-docx is not installed.
    """
    with libraries_of("office"):
        from docx.oxml import parse_xml
    empty = _empty(paper.language)
    _replace_children(empty.header, parse_xml(header))
    _write_properties(empty.document.core_properties, paper)
    stream = io.BytesIO()
    empty.document.save(stream)
    # Written as text, never as a tree, which takes twelve times the memory and no text of ten million signs.
    reference = HEADER_HERE.replace("HEADER", empty.reference)
    within = b"".join(part.replace(HEADER_HERE, reference).encode() for part in body)
    return same_bytes(stream.getvalue(), paper.day, within)


class _Empty(Struct, frozen=True):
    """A document with styles and settings that each paper takes in turn.

    reference, header: the relationship of its header, and that element.
    """

    document: Any
    reference: str
    header: Any


@cache
def _empty(language: str) -> _Empty:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    reference = next(id for id, relation in document.part.rels.items() if relation.reltype.endswith("/header"))
    _replace_children(document.styles.element, parse_xml(styles_xml(language)))
    _replace_children(document.settings.element, parse_xml(_settings(language)))
    for holder in (document.part, document.part.package):
        _drop_unused(holder)
    document.element.body[:] = []
    return _Empty(document, reference, header.part.element)


def _replace_children(element: Any, other: Any) -> None:
    element[:] = list(other)


def _drop_unused(holder: Any) -> None:
    for id, relation in list(holder.rels.items()):
        if any(name in relation.reltype for name in _UNUSED):
            del holder.rels[id]


def _settings(language: str) -> str:
    """The settings of Word 2013 and later."""
    tag = LANGUAGE_TAGS[language]
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _write_properties(properties: Any, paper: Paper) -> None:
    """Write the file's properties; its dates of creation and change are the document's as-of day."""
    moment = datetime.combine(paper.day, time(), tzinfo=UTC).replace(tzinfo=None)  # the library counts in UTC
    properties.title = safe(paper.name)[:255]
    properties.subject = safe(paper.kind or paper.name)[:255]
    properties.author = properties.last_modified_by = safe(paper.author)[:255]
    properties.language = LANGUAGE_TAGS[paper.language]
    properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def same_bytes(package: bytes, day: date, within: bytes = b"") -> bytes:
    """Repack with fixed order and times; `[Content_Types].xml` comes first, as the format asks.

    within: the content of the body of a document that is empty.
    """
    day = min(max(day, _FIRST_DAY), _LAST_DAY)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(stream, "w") as packed:
        names = sorted(
            made.namelist(), key=lambda name: (name != "[Content_Types].xml", not name.startswith("_"), name)
        )
        for name in names:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it names the system the file was made on
            entry.external_attr = 0o644 << 16
            part = made.read(name)
            if within and name == _DOCUMENT:
                part = part.replace(b"<w:body/>", b"".join((b"<w:body>", within, b"</w:body>")), 1)
            packed.writestr(entry, part, compresslevel=9)
    return stream.getvalue()
