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
from parplan.importing.readers.equations import M, equation_text, raised_signs
from parplan.importing.readers.form_fields import chosen_in
from parplan.importing.readers.legacy_fonts import from_font, is_tcvn3, is_vni, letter_of_both, looks_legacy
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.limits import MOST_PAGES, MOST_SIGNS, made_apart
from parplan.importing.readers.refusals import corrupt, refuse, too_many_pages
from parplan.importing.readers.symbols import from_symbols, symbol
from parplan.importing.readers.text_boxes import MC, VML, A, is_filled, is_shown
from parplan.importing.readers.word_numbering import Numbering, W, number_of, value_of
from parplan.importing.readers.word_parts import (
    check_package,
    related_part,
    texts_of_comments,
    texts_of_notes,
    without_remarks,
)
from parplan.importing.readers.word_styles import (
    Look,
    dark_tables,
    font_named,
    fonts_of,
    ground_of,
    is_like_ground,
    is_on,
    is_white,
    look_told,
    looks_of,
)
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
from parplan.vocabulary.hidden_characters import TURNING

#: Stands where a letter of an old font ends whose first half is the last letter of the run before.
_LETTER_BEFORE = "\0"
#: Stands where the mark of a footnote does.
_MARK = "\ufdd0"
#: Elements of a paragraph that hold its runs.
_RUN_HOLDERS = tuple(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "sdtContent", "dir", "bdo")
)
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
        self._look = looks[None]  # of the paragraph's style
        self._dark = dark
        self._notes = notes
        self._marked: list[str] = []  # the notes whose marks were read, until their line is
        self.remarks: dict[str, str] = {}
        self._numbering = numbering
        self._fonts = fonts
        self._paragraphs = 0
        self._tables = 0
        self._held: list[tuple[str, bool, bool]] = []
        self._codes: list[bool] = []  # of each field that is open: whether its code is being read

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
                yield from self.blocks(_alternative(element))
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                self._embedded()

    def _embedded(self) -> None:
        self.remarks["embedded"] = str(int(self.remarks.get("embedded", "0")) + 1)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        self._paragraphs += 1
        place = Place(paragraph=self._paragraphs)
        properties = element.find(f"{W}pPr")
        style = None if properties is None else properties.find(f"{W}pStyle")
        self._look = self._looks.get(value_of(style), self._looks[None])
        look = self._look
        runs = [*self._held, *self._runs(element, self._font_of(properties))]
        self._codes = [False for _ in self._codes]  # a code of several paragraphs is none of Word's: nothing is lost
        boxes = [box for box in element.iter(f"{W}txbxContent") if is_shown(box, element)]
        if properties is not None and any(properties.find(f"{W}rPr/{W}{gone}") is not None for gone in _GONE):
            self.remarks.setdefault("tracked", "")
            self._held = runs  # its end mark is deleted: the next paragraph continues it
            return
        self._held = []
        pictures = sum(1 for _ in element.iter(*_DRAWN))
        pictures += sum(not any(one.iterancestors(f"{MC}Fallback")) for one in element.iter(f"{VML}textpath"))
        pictures += sum((code.text or "").split()[:1] == ["EQ"] for code in element.iter(f"{W}instrText"))
        if pictures:
            self.remarks["pictures"] = str(int(self.remarks.get("pictures", "0")) + pictures)
        text = re.sub(f".{_LETTER_BEFORE}", "", "".join(run[0] for run in runs))
        number = self._numbering.next(element)  # empty paragraphs are numbered too
        if text.replace(_MARK, "").strip():
            lettered = [run for run in runs if run[0].strip()]
            bold = sum(len(run[0]) for run in lettered if run[1]) * 2 > sum(len(run[0]) for run in lettered)
            italic = all(run[2] for run in lettered)
            centered = bool(look_told(None, properties).over(look).centred)
            indent = _indent(properties)
            for k, part in enumerate(re.split(r"\n+", text)):
                if words := as_printed(part.replace(_MARK, "")):
                    notes = self._taken(part.count(_MARK))
                    shown = number if k == 0 else ""
                    yield DocumentLine(words, place, shown, bold, italic, centered, indent, notes=notes)
        elif number and element.getparent().tag == f"{W}tc":
            yield DocumentLine("", place, number)
        for box in boxes:
            yield from self.blocks(box)

    def _taken(self, count: int) -> tuple[str, ...]:
        """The notes of the next marks."""
        taken = tuple(self._marked[:count])
        del self._marked[:count]
        return taken

    def _font_of(self, properties: Any | None) -> str:
        style = None if properties is None else properties.find(f"{W}pStyle")
        named = None if style is None else style.get(f"{W}val")
        return self._fonts.get(named, self._fonts.get(None, ""))

    def _runs(self, element: Any, font: str) -> list[tuple[str, bool, bool]]:
        """The text of a paragraph with all tracked changes accepted, as runs with bold and italic."""
        runs: list[tuple[str, bool, bool]] = []
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                run = self._run(child, font, "".join(r[0] for r in runs[-1:]))
                if run is not None:
                    runs.append(run)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.remarks.setdefault("tracked", "")
            elif tag in (f"{W}ins", f"{W}moveTo"):
                self.remarks.setdefault("tracked", "")
                runs.extend(self._runs(child, font))
            elif tag == f"{W}subDoc":
                self._embedded()
            elif tag in _RUN_HOLDERS:
                if tag == f"{W}bdo" and value_of(child) == "rtl":
                    self._add_remark("turned", "".join(text.text or "" for text in child.iter(f"{W}t")))
                runs.extend(self._runs(child, font))
            elif tag == f"{MC}AlternateContent":
                runs.extend(self._runs(_alternative(child), font))
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                runs.append((equation_text(child), bool(self._look.bold), False))
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    runs.extend(self._runs(content, font))
        return runs

    def _run(self, run: Any, font: str, before: str) -> tuple[str, bool, bool] | None:
        properties = run.find(f"{W}rPr")
        look, italic, raised = self._look, False, False
        if properties is not None:
            styled = self._looks.get(value_of(properties.find(f"{W}rStyle")) or "", Look())
            look = look_told(properties).over(styled).over(look)
            italic = is_on(properties.find(f"{W}i"))
            align = properties.find(f"{W}vertAlign")
            raised = align is not None and align.get(f"{W}val") == "superscript"
            font = font_named(properties.find(f"{W}rFonts")) or font
        if look.hidden:
            for mark in run.iter(f"{W}fldChar"):
                self._enter_field(mark.get(f"{W}fldCharType"))
            return None
        parts: list[str] = []
        written = ""  # as it stands in the file, in the code of its font
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                written += "" if any(self._codes) else from_symbols(child.text or "", font)
                continue
            if tag == f"{W}softHyphen":  # the letter ư of TCVN3 has its code
                written += "\u00ad"
                continue
            parts.append(from_font(written, font))
            written = ""
            if tag in (f"{W}tab", f"{W}ptab"):
                parts.append(" ")
            elif tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif tag == f"{W}sym":
                parts.append(symbol(child.get(f"{W}font") or "", child.get(f"{W}char") or ""))
            elif tag == f"{W}fldChar":
                parts.append("" if any(self._codes) else chosen_in(child))
                self._enter_field(child.get(f"{W}fldCharType"))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
                self._marked.append(self._notes[kind].get(child.get(f"{W}id") or "", "…"))
                parts.append(_MARK)
            elif tag == f"{W}ruby":
                parts.extend(text for base in child.iter(f"{W}rubyBase") for text, _, _ in self._runs(base, font))
            elif tag == f"{MC}AlternateContent":
                parts.extend(from_font(text.text or "", font) for text in _alternative(child) if text.tag == f"{W}t")
            elif tag in (f"{W}object", f"{W}contentPart"):
                self._embedded()
        text = "".join((*parts, from_font(written, font)))
        if not text:
            return None
        lost = properties is not None and is_like_ground(properties)
        if text.strip() and (look.struck or look.small or lost or (look.white and not self._is_shaded(run))):
            self._add_remark("struck-out" if look.struck else "unseen-letters", text)
            return None
        if TURNING.search(text):
            self._add_remark("turned", text)
        if is_vni(font) and (letter := letter_of_both(before, text)):
            text = f"{_LETTER_BEFORE}{letter}{text[1:]}"
        if (is_tcvn3(font) or is_vni(font)) and text.strip():
            self.remarks.setdefault("legacy", font)
        if raised and _MARK in text:
            text = _MARK * text.count(_MARK)  # without the sign that was typed as the mark
        if raised and re.fullmatch(r"\s*[\d*()\[\]]+\s*", text):
            if re.search(r"\b[kcmd]?m$", before) and text.strip() in "23":
                text = {"2": "²", "3": "³"}[text.strip()]
            elif before[-1:].isdigit() and text.strip().isdigit():
                text = raised_signs(text.strip())  # a power, or the mark of a footnote: it is left to be seen
            else:
                return None  # a footnote mark is not part of the text
        return text, bool(look.bold), italic

    def _enter_field(self, mark: str | None) -> None:
        """Go on to the code of a field, which is not shown, to its result, or behind it."""
        if mark == "begin":
            self._codes.append(True)
        elif self._codes:
            self._codes.pop()
            self._codes += [False] if mark == "separate" else []

    def _add_remark(self, kind: str, text: str) -> None:
        before = self.remarks.get(kind)
        self.remarks[kind] = f"{before} … {as_printed(text)}" if before else as_printed(text)

    def _is_shaded(self, run: Any) -> bool:
        """Whether something dark may lie beneath white letters: a shading, a filled text box, a style of a table."""
        for holder in (run, *run.iterancestors()):
            properties = next((one for one in holder if one.tag in (f"{W}rPr", f"{W}pPr", f"{W}tcPr")), None)
            ground = ground_of(properties)
            if ground is not None:
                return not is_white(ground)
            if holder.tag == f"{W}txbxContent":
                return is_filled(holder)
            if holder.tag == f"{W}tbl":
                return value_of(holder.find(f"{W}tblPr/{W}tblStyle")) in self._dark
        return False

    def _table(self, element: Any) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        rows: list[list[GrowingCell]] = []
        for row, tr in enumerate(rows_of(element), 1):
            if tr.find(f"{W}trPr/{W}del") is not None:
                self.remarks.setdefault("tracked", "")
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


def _alternative(element: Any) -> Any:
    choice = element.find(f"{MC}Choice")
    fallback = element.find(f"{MC}Fallback") if choice is None else choice
    return () if fallback is None else fallback


def _indent(properties: Any | None) -> float:
    """The left indent of a paragraph, in points."""
    indented = None if properties is None else properties.find(f"{W}ind")
    if indented is None:
        return 0.0
    left = indented.get(f"{W}left") or indented.get(f"{W}start") or "0"
    return float(left) / 20 if re.fullmatch(r"-?\d+(?:\.\d+)?", left) else 0.0
