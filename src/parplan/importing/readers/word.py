"""Word documents (.docx): paragraphs with automatic numbers, tables with merged cells, text boxes.

The package is checked before it is unpacked; macros are never run, links never followed, entities never expanded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from parplan.diagnostics import N_, message
from parplan.foreign_files import damage_as
from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.readers.comments import told_comments
from parplan.importing.readers.legacy_fonts import looks_legacy
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.limits import MOST_PAGES, MOST_SIGNS, made_apart
from parplan.importing.readers.refusals import corrupt, refuse, too_many_pages
from parplan.importing.readers.text_boxes import MC, VML, A, is_shown
from parplan.importing.readers.word_numbering import Numbering, W, number_of, value_of
from parplan.importing.readers.word_parts import (
    check_package,
    related_part,
    texts_of_comments,
    texts_of_notes,
    without_remarks,
)
from parplan.importing.readers.word_remarks import WordRemarks
from parplan.importing.readers.word_runs import MARK, ReadRun, RunReader, alternative, text_of
from parplan.importing.readers.word_styles import Look, dark_tables, fonts_of, look_told, looks_of
from parplan.importing.readers.word_tables import (
    MOST_COLUMNS,
    GrowingCell,
    cells_of,
    fill_ends,
    is_frame,
    rows_of,
    spans_of,
    unframed,
)
from parplan.libraries import libraries_of
from parplan.provenance.doubts import Place

#: How the end mark of a paragraph that is deleted, or moved elsewhere, is tracked.
_GONE = ("del", "moveFrom")
#: Drawings whose words stand in another part, or are drawn.
_DRAWN = (f"{A}blip", f"{VML}imagedata", "{*}relIds", "{*}chart")
#: Two hundred paragraphs a page: a document may hold millions of empty ones.
_MOST_PARAGRAPHS = MOST_PAGES * 200


def read_word(data: bytes, name: str) -> SourceDocument:
    """The blocks of a .docx. Raises ``UnreadableSourceError`` for a damaged, foreign or excessive package."""
    (document,) = made_apart(name, _document_of, data, name)
    return document


def _document_of(data: bytes, name: str) -> Iterator[SourceDocument]:
    check_package(data, name)
    with libraries_of("import"):
        import docx
    with damage_as(corrupt(name)):
        package = docx.Document(io.BytesIO(data))
    part = package.part
    numbering = related_part(part, "numbering")
    styles = related_part(part, "styles")
    notes = {kind: texts_of_notes(related_part(part, f"{kind}s")) for kind in ("footnote", "endnote")}
    reader = _Reader(Numbering(numbering, styles), fonts_of(styles), looks_of(styles), dark_tables(styles), notes)
    body = part.element.find(f"{W}body")
    if body is None or part.element.getroottree().docinfo.internalDTD is not None:
        raise corrupt(name)
    without_remarks(body)
    if sum(1 for _ in islice(body.iter(f"{W}p"), _MOST_PARAGRAPHS + 1)) > _MOST_PARAGRAPHS:
        raise too_many_pages(name, MOST_PAGES)
    blocks = tuple(reader.blocks(body))
    if comments := texts_of_comments(related_part(part, "comments")):
        reader.remarks["laid-over"] = told_comments(comments)
    document = SourceDocument("docx", blocks, remarks=tuple(reader.remarks.items()))
    words = document.words()
    if len(words) > MOST_SIGNS:
        raise too_many_pages(name, MOST_PAGES)
    if looks_legacy(words):
        raise refuse(
            N_("{name} is written in an old Vietnamese font (TCVN3 or VNI) that could not be converted whole"),
            message(N_("convert it to Unicode (Unikey: Ctrl+Shift+F6) and save it anew")),
            name=name,
        )
    yield document


class _Reader:
    """Reads the elements of one document in order."""

    def __init__(
        self,
        numbering: Numbering,
        fonts: dict[str | None, str],
        looks: dict[str | None, Look],
        dark: set[str],
        notes: dict[str, dict[str, str]],
    ) -> None:
        self._looks = looks
        self.remarks = WordRemarks()
        self._runs = RunReader(fonts, looks, dark, notes, self.remarks)
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self._held: list[ReadRun] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks of a body, a cell or a text box."""
        for element in parent:
            if not isinstance(element.tag, str):
                continue
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content)
            elif element.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(element)
            elif element.tag == f"{MC}AlternateContent":
                yield from self.blocks(alternative(element))
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.remarks.count("embedded")

    def _paragraph(self, element: Any) -> Iterator[Block]:
        self._paragraphs += 1
        place = Place(paragraph=self._paragraphs)
        properties = element.find(f"{W}pPr")
        style = None if properties is None else properties.find(f"{W}pStyle")
        look = self._looks.get(value_of(style), self._looks[None])
        runs = [*self._held, *self._runs.read(element, look)]
        boxes = [box for box in element.iter(f"{W}txbxContent") if is_shown(box, element)]
        if properties is not None and any(properties.find(f"{W}rPr/{W}{gone}") is not None for gone in _GONE):
            self.remarks.note("tracked")
            self._held = runs  # its end mark is deleted: the next paragraph continues it
            return
        self._held = []
        pictures = sum(1 for _ in element.iter(*_DRAWN))
        pictures += sum(not any(one.iterancestors(f"{MC}Fallback")) for one in element.iter(f"{VML}textpath"))
        pictures += sum((code.text or "").split()[:1] == ["EQ"] for code in element.iter(f"{W}instrText"))
        if pictures:
            self.remarks.count("pictures", pictures)
        text = text_of(runs)
        number = self._numbering.next(element)  # empty paragraphs are numbered too
        if text.replace(MARK, "").strip():
            lettered = [run for run in runs if run.text.strip()]
            bold = sum(len(run.text) for run in lettered if run.bold) * 2 > sum(len(run.text) for run in lettered)
            italic = all(run.italic for run in lettered)
            centered = bool(look_told(None, properties).over(look).centred)
            indent = _indent(properties)
            for k, part in enumerate(re.split(r"\n+", text)):
                if words := as_printed(part.replace(MARK, "")):
                    notes = self._runs.take_notes(part.count(MARK))
                    shown = number if k == 0 else ""
                    yield DocumentLine(words, place, shown, bold, italic, centered, indent, notes=notes)
        elif number and element.getparent().tag == f"{W}tc":
            yield DocumentLine("", place, number)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, element: Any) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        rows: list[list[GrowingCell]] = []
        for row, tr in enumerate(rows_of(element), 1):
            if tr.find(f"{W}trPr/{W}del") is not None:
                self.remarks.note("tracked")
                continue
            cells: list[GrowingCell] = []
            before = number_of(tr.find(f"{W}trPr/{W}gridBefore"))
            for _ in range(min(before or 0, MOST_COLUMNS)):
                cells.append(GrowingCell(Place(table=number, row=row, column=len(cells) + 1)))
            for tc in cells_of(tr):
                properties = tc.find(f"{W}tcPr")
                span, continues, joins = spans_of(properties)
                column = len(cells)
                place = Place(table=number, row=row, column=column + 1)
                above = rows[-1][column] if continues and rows and column < len(rows[-1]) else None
                if joins and cells:
                    merged = cells[-1]
                    merged.columns += 1
                    cells.append(merged)
                    continue
                if above is not None:
                    list(self.blocks(tc))  # so that its paragraphs are numbered
                    above.rows += 1 if cells[-1:] != [above] else 0
                    cells.extend([above] * span)
                    continue
                merged = GrowingCell(place, columns=span)
                merged.blocks.extend(self.blocks(tc))
                cells.extend([merged] * span)
            rows.append(cells)
        if is_frame(rows):
            yield from unframed(rows)
            return
        fill_ends(rows, number)
        made: dict[int, DocumentCell] = {}
        for cells in rows:
            for merged in cells:
                if id(merged) not in made:
                    made[id(merged)] = merged.cell()
        table = DocumentTable(tuple(tuple(made[id(merged)] for merged in cells) for cells in rows), Place(table=number))
        if table.rows:
            yield table
        for merged in {id(merged): merged for cells in rows for merged in cells}.values():
            yield from (block for block in merged.blocks if isinstance(block, DocumentTable))


def _indent(properties: Any | None) -> float:
    """The left indent of a paragraph, in points."""
    indented = None if properties is None else properties.find(f"{W}ind")
    if indented is None:
        return 0.0
    left = indented.get(f"{W}left") or indented.get(f"{W}start") or "0"
    return float(left) / 20 if re.fullmatch(r"-?\d+(?:\.\d+)?", left) else 0.0
