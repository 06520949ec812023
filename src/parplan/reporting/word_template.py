"""Filling of an office's own Word template, which has named places for the parts of a report.

`{{ so }}` is replaced by a text; `{{p ket_qua }}`, alone in its paragraph, by paragraphs and tables.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from html import escape
from typing import TYPE_CHECKING
from zipfile import ZipFile

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.foreign_files import damage_as, damaged_archive_as
from parplan.libraries import libraries_of
from parplan.reporting.papers import Appendix, Level, Paper, PaperBlock, Paragraph, joined, plain, text
from parplan.reporting.word import appendix_elements, block_elements, signature_elements
from parplan.reporting.word_elements import paragraph
from parplan.reporting.word_package import same_bytes
from parplan.reporting.word_styles import RECIPIENTS, styles_xml

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from jinja2 import Environment

#: The parts of the outline in order: the text before the first heading, then each heading with its blocks.
_PARTS = ("mo_dau", "chi_dao", "ket_qua", "danh_gia", "nhiem_vu", "kien_nghi")


#: Bytes of one text; the library reads ten million.
_LONGEST = 9_000_000

#: Bytes; a template with pictures has a few megabytes.
_UNPACKED_LIMIT = 64 << 20

#: Where a place, statement or comment may begin.
_OPENING = re.compile(r"(?=\{[{%#])")
#: Other signs from which the library's patterns read on to the end of the document.
_STATEMENT = re.compile(r"\{%|-%\}")
#: Places in one file of the document; an outline has a dozen.
_MOST_PLACES = 1_000
#: The stroke in a text that the library would take for the escape of a place's sign, and drop.
_ESCAPE = re.compile(r"(?<=[{}%])_(?=[{}%])")
#: A place: its kind, as the library that fills it tells them apart by the first letters, and its name.
_PLACE = re.compile(r"\{\{-?(?:(tr|tc|p|r) )?\s*(\w+)\s*-?\}\}")


class _Xml(str):
    """XML made by parplan, which the template inserts as it is; any other text is escaped."""

    def __html__(self) -> str:
        return str(self)


def fill_template(template: bytes, paper: Paper) -> bytes:
    """Return the template (.docx) with its places filled. Raises ``FileError`` if it cannot be filled."""
    with libraries_of("office"):
        from docx.oxml import parse_xml
        from docxtpl import DocxTemplate
        from jinja2 import TemplateError, UndefinedError
    places = _checked(dict(_places(paper)))
    _check_size(template)
    document = DocxTemplate(io.BytesIO(template))
    blocks = {name for name, words in places.items() if isinstance(words, _Xml)}
    with damage_as(_no_word_document()):
        document.init_docx()
        for part in _filled(document.docx.part):
            element = parse_xml(part.blob)
            _check_all(element, _check_places(element, blocks))
        try:
            texts = {name: words if isinstance(words, _Xml) else escape(words) for name, words in places.items()}
            document.render({name: _Xml(_ESCAPE.sub("&#95;", xml)) for name, xml in texts.items()}, _environment())
        except UndefinedError as error:
            raise FileError(
                message(N_("the template has a place that cannot be filled: {error}"), error=error.message or ""),
                help=message(N_("its places may be: {names}"), names=", ".join(places)),
            ) from None
        except TemplateError as error:
            raise FileError(
                message(N_("a place of the template cannot be read: {error}"), error=error.message or "")
            ) from None
    styles = document.docx.styles.element
    there = {style.style_id for style in document.docx.styles}
    for style in parse_xml(styles_xml(paper.language)).style_lst:
        if style.styleId not in there:
            styles.append(style)
    stream = io.BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue(), paper.day)


def _check_size(template: bytes) -> None:
    """Refuse an archive that unpacks to more than any template holds."""
    with damaged_archive_as(_no_word_document()), ZipFile(io.BytesIO(template)) as package:
        size = sum(entry.file_size for entry in package.infolist())
    if size > _UNPACKED_LIMIT:
        raise FileError(
            message(
                N_("the template unpacks to {size} MiB; the limit is {limit} MiB"),
                size=-(-size >> 20),
                limit=_UNPACKED_LIMIT >> 20,
            )
        )


def _filled(document: Part) -> Iterator[Part]:
    """The files of a document in which the library looks for places, whatever they are called."""
    yield document
    yield from (
        rel.target_part
        for rel in document.rels.values()
        if not rel.is_external and rel.reltype.endswith(("/header", "/footer"))
    )
    yield from (part for part in document.package.iter_parts() if part.content_type.endswith("footnotes+xml"))


def _check_all(element: BaseOxmlElement, in_paragraphs: int) -> None:
    """Refuse all but names of places before the library sees them: for each other one it reads on to the last page.

    in_paragraphs: the places of parts that stand in paragraphs; one elsewhere is looked for in the same way.
    """
    from lxml import etree

    words, others = etree.XPath("//text()"), etree.XPath("//@* | //comment() | //processing-instruction()")
    texts = ["".join(words(element)), *(getattr(one, "text", one) or "" for one in others(element))]
    places, parts = 0, 0
    for text_ in texts:
        if _STATEMENT.search(text_):
            raise _no_place()
        for piece in _OPENING.split(text_)[not text_.startswith("{") :]:
            found = _PLACE.match(piece)
            if found is None and piece.startswith(("{{", "{#")) and ("#}" not in piece or piece.startswith("{{")):
                raise _no_place()
            places += found is not None
            parts += found is not None and found[1] is not None
    if places > _MOST_PLACES:
        raise FileError(message(N_("the template has more than {limit} places"), limit=_MOST_PLACES))
    if parts != in_paragraphs:
        raise _no_place()


def _check_places(element: BaseOxmlElement, blocks: Collection[str]) -> int:
    """Return how many places are for parts.

    Refuse a text where paragraphs belong, and the reverse, which Word does not open; and words beside paragraphs.

    The library would replace the whole paragraph, with the words and other places in it.
    """
    from docx.oxml.ns import qn

    parts = 0
    pictures = [qn(name) for name in ("w:drawing", "w:pict", "w:object")]  # a text box is one of them
    for one in element.iter(qn("w:p")):
        own = (piece for piece in one.iter(qn("w:t")) if next(piece.iterancestors(qn("w:p"))) is one)
        words = "".join(piece.text or "" for piece in own)
        for found in _PLACE.finditer(words):
            kind, name = found.groups()
            right = kind is None
            parts += kind is not None
            if name in blocks:
                right = kind == "p" and words.strip() == found.group() and next(one.iter(pictures), None) is None
            if not right:
                raise FileError(
                    message(N_("the place {place} of the template stands wrong: {words}"), place=found[0], words=words),
                    help=message(
                        N_(
                            "a text is written {text}, among other words; a part of the report {block}, alone in a line"
                        ),
                        text="{{ so }}",
                        block="{{p ket_qua }}",
                    ),
                )
    return parts


def _no_word_document() -> FileError:
    return FileError(message(N_("the template is not a Word document (.docx)")))


def _no_place() -> FileError:
    return FileError(
        message(
            N_("the template may have only names of places, such as {text} or {block}; nothing in it is worked out"),
            text="{{ so }}",
            block="{{p ket_qua }}",
        )
    )


def _environment() -> Environment:
    """Reader of the places of a template. It knows no word of a language but their names.

    Jinja's own sandbox lets a template loop for ever, or make a text of gigabytes.
    """
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import SandboxedEnvironment

    class PlacesOnly(SandboxedEnvironment):
        """Takes names of places, and nothing that works anything out."""

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            try:
                tree = super()._parse(source, name, filename)
            except RecursionError:
                raise _no_place() from None
            known = (nodes.Output, nodes.TemplateData, nodes.Name)
            if not all(isinstance(node, known) for node in tree.find_all(nodes.Node)):
                raise _no_place()
            return tree

    return PlacesOnly(autoescape=True, undefined=StrictUndefined)


def _checked(places: dict[str, str]) -> dict[str, str]:
    """The places, refused where a text is longer than the library reads: it would end the document there, unsaid."""
    if any(len(piece.encode()) > _LONGEST for words in places.values() for piece in words.split("<")):
        raise FileError(
            message(N_("the plan has a text too long for a template")),
            help=message(N_("leave out --template, or shorten the text")),
        )
    return places


def _places(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the places by name: texts, then elements."""
    head = paper.head
    yield "co_quan_chu_quan", (head.superior or "").upper()
    yield "co_quan", head.issuer.upper()
    yield "so", plain(head.numbered)
    yield "dia_danh_ngay", plain(head.place_and_day)
    yield "ten_loai", paper.kind or ""
    yield "trich_yeu", paper.title or ""
    yield "kinh_gui", plain(joined(paper.addressees, "; "))
    yield "chuc_vu", "\n".join(plain(office) for office in paper.signature.offices)
    yield "nguoi_ky", plain(paper.signature.name)
    yield "noi_dung", _Xml("".join(block_elements(paper.blocks)))
    parts = list(_by_heading(paper.blocks))
    for number, name in enumerate(_PARTS):
        yield name, _Xml("".join(block_elements(parts[number] if number < len(parts) else ())))
    yield "ky", _Xml("".join(signature_elements(paper.signature)))
    yield "noi_nhan", _Xml("".join(paragraph(RECIPIENTS, text("- ", one)) for one in paper.recipients))
    yield "phu_luc", _Xml("".join(_appendices(paper.appendices)))


def _appendices(appendices: tuple[Appendix, ...]) -> Iterator[str]:
    for appendix in appendices:
        yield from appendix_elements(appendix)


def _by_heading(blocks: tuple[PaperBlock, ...]) -> Iterator[tuple[PaperBlock, ...]]:
    """Split blocks at first-level headings: the blocks before the first one, then each heading with its blocks."""
    part: list[PaperBlock] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.level is Level.HEADING_1:
            yield tuple(part)
            part = []
        part.append(block)
    yield tuple(part)
