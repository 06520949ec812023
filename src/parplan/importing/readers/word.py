"""Word documents (.docx): paragraphs with automatic numbers, tables with merged cells, text boxes.

The package is checked before it is unpacked; macros are never run, links never followed, entities never expanded.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from parplan.diagnostics import N_, message
from parplan.foreign_files import damage_as, damaged_archive_as
from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.readers.comments import comment_text, told_comments
from parplan.importing.readers.legacy_fonts import from_font, is_tcvn3, is_vni, letter_of_both, looks_legacy
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.limits import made_apart
from parplan.importing.readers.refusals import corrupt, refuse, too_large
from parplan.importing.readers.style_chains import inherited
from parplan.importing.readers.word_numbering import Numbering, W, number_of, value_of
from parplan.libraries import libraries_of
from parplan.provenance.doubts import Place

#: Unpacked, a plan of 500 pages has some 20 MB of text, and pictures besides.
_UNPACKED_LIMIT = 400 * 1024 * 1024
_TEXT_LIMIT = 80 * 1024 * 1024
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DOCUMENT = "word/document.xml"
#: Stands where a letter of an old font ends whose first half is the last letter of the run before.
_LETTER_BEFORE = "\0"
#: Stands where the mark of a footnote does.
_MARK = "\ufdd0"
#: Elements of a paragraph that hold its runs.
_RUN_HOLDERS = tuple(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "sdtContent", "dir", "bdo")
)
#: About 3,000 characters a page.
_LONGEST = 500 * 3000
#: Two hundred paragraphs a page: a document may hold millions of empty ones.
_MOST_PARAGRAPHS = 500 * 200
#: Word lets a table have 63 columns.
_MOST_COLUMNS = 64


def read_word(data: bytes, name: str) -> SourceDocument:
    """The blocks of a .docx. Raises ``UnreadableSourceError`` for a damaged, foreign or excessive package."""
    (document,) = made_apart(name, _document_of, data, name)
    return document


def _document_of(data: bytes, name: str) -> Iterator[SourceDocument]:
    _check_package(data, name)
    with libraries_of("import"):
        import docx
    with damage_as(corrupt(name)):
        package = docx.Document(io.BytesIO(data))
    part = package.part
    numbering = _related(part, "numbering")
    styles = _related(part, "styles")
    notes = {kind: _notes(_related(part, f"{kind}s")) for kind in ("footnote", "endnote")}
    reader = _Reader(Numbering(numbering, styles), _fonts(styles), _looks(styles), notes)
    body = part.element.find(f"{W}body")
    if body is None:
        raise corrupt(name)
    if sum(1 for _ in islice(body.iter(f"{W}p"), _MOST_PARAGRAPHS + 1)) > _MOST_PARAGRAPHS:
        raise too_large(name, "> 500")
    blocks = tuple(reader.blocks(body))
    if comments := _comments(_related(part, "comments")):
        reader.remarks["laid-over"] = told_comments(comments)
    document = SourceDocument("docx", blocks, remarks=tuple(reader.remarks.items()))
    words = document.words()
    if len(words) > _LONGEST:
        raise too_large(name, "> 500")
    if looks_legacy(words):
        raise refuse(
            N_("{name} is written in an old Vietnamese font (TCVN3 or VNI) that could not be converted whole"),
            message(N_("convert it to Unicode (Unikey: Ctrl+Shift+F6) and save it anew")),
            name=name,
        )
    yield document


def _related(part: Any, kind: str) -> Any | None:
    """The root of a part the document refers to, or ``None``; python-docx would add a default part."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            root = getattr(relation.target_part, "element", None)
            return _parsed(relation.target_part.blob) if root is None else root
    return None


def _comments(part: Any | None) -> list[str]:
    """What the comments say, each in quotes."""
    if part is None:
        return []
    said = ("".join(text.text or "" for text in one.iter(f"{W}t")) for one in part.iter(f"{W}comment"))
    return [f"“{comment_text(text)}”" for text in said if text.strip()]


def _parsed(data: bytes) -> Any | None:
    """The root of a part that python-docx does not read, such as footnotes; ``None`` where it is damaged."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    try:
        return parse_xml(data)
    except XMLSyntaxError:
        return None


def _check_package(data: bytes, name: str) -> None:
    with damaged_archive_as(corrupt(name)), zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        names = {entry.filename for entry in entries}
        if _DOCUMENT not in names:
            raise _foreign(names, name)
        if sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT or len(entries) > 20_000:
            raise too_large(name, f"> {_UNPACKED_LIMIT >> 20} MiB")
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                if entry.file_size > _TEXT_LIMIT:
                    raise too_large(name, f"> {_TEXT_LIMIT >> 20} MiB")
                with package.open(entry) as file:  # the stated size need not be true
                    beginning = file.read(4096)
                    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                        raise corrupt(name)


def _foreign(names: set[str], name: str) -> Exception:
    kind = "Excel" if any(n.startswith("xl/") for n in names) else "OpenDocument" if "content.xml" in names else "zip"
    return refuse(
        N_("{name} is not a Word document but {kind}"),
        message(N_("save the plan as .docx or .pdf and import that")),
        name=name,
        kind=kind,
    )


def _fonts(styles: Any | None) -> dict[str | None, str]:
    """The font of each style, and of text without one (``None``)."""
    fonts: dict[str | None, str] = {}
    if styles is None:
        return fonts
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    fonts[None] = _font(default) or ""
    own: dict[str, str | None] = {}
    parents: dict[str, str | None] = {}
    for style in styles.findall(f"{W}style"):
        id = style.get(f"{W}styleId") or ""
        own[id] = _font(style.find(f"{W}rPr/{W}rFonts")) or None
        parents[id] = value_of(style.find(f"{W}basedOn"))
        if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph" and own[id]:
            fonts[None] = own[id] or ""
    fonts.update(inherited(own, parents, fonts[None]))
    return fonts


def _looks(styles: Any | None) -> dict[str, tuple[bool, bool]]:
    """For each paragraph style, including what it inherits: whether it is bold and whether it is centred."""
    bold: dict[str, bool | None] = {}
    centred: dict[str, bool | None] = {}
    parents: dict[str, str | None] = {}
    for style in styles.findall(f"{W}style") if styles is not None else ():
        id = style.get(f"{W}styleId") or ""
        heavy, aligned = style.find(f"{W}rPr/{W}b"), style.find(f"{W}pPr/{W}jc")
        bold[id] = None if heavy is None else _on(heavy)
        centred[id] = None if aligned is None else aligned.get(f"{W}val") == "center"
        parents[id] = value_of(style.find(f"{W}basedOn"))
    weights, places = inherited(bold, parents, False), inherited(centred, parents, False)
    return {id: (weights[id], places[id]) for id in parents}


def _notes(part: Any | None) -> dict[str, str]:
    """The texts of footnotes or endnotes by id."""
    notes: dict[str, str] = {}
    for note in part if part is not None else ():
        if isinstance(note.tag, str) and note.get(f"{W}type") is None:
            notes[note.get(f"{W}id") or ""] = as_printed("".join(one.text or "" for one in note.iter(f"{W}t"))) or "…"
    return notes


def _font(fonts: Any | None) -> str | None:
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


class _Reader:
    """Reads the elements of one document in order."""

    def __init__(
        self,
        numbering: Numbering,
        fonts: dict[str | None, str],
        looks: dict[str, tuple[bool, bool]],
        notes: dict[str, dict[str, str]],
    ) -> None:
        self._looks = looks
        self._notes = notes
        self._marked: list[str] = []  # the notes whose marks were read, until their line is
        self.remarks: dict[str, str] = {}
        self._numbering = numbering
        self._fonts = fonts
        self._paragraphs = 0
        self._tables = 0
        self._held: list[tuple[str, bool, bool]] = []
        self._bold = False

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
            elif element.tag == f"{_MC}AlternateContent":
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
        self._bold, style_centred = self._looks.get("" if style is None else style.get(f"{W}val") or "", (False, False))
        runs = [*self._held, *self._runs(element, self._font_of(properties))]
        boxes = [box for box in element.iter(f"{W}txbxContent") if _is_shown(box, element)]
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.remarks.setdefault("tracked", "")
            self._held = runs  # its end mark is deleted: the next paragraph continues it
            return
        self._held = []
        pictures = sum(1 for _ in element.iter(f"{_A}blip")) + sum(1 for _ in element.iter(f"{_VML}imagedata"))
        if pictures:
            self.remarks["pictures"] = str(int(self.remarks.get("pictures", "0")) + pictures)
        text = re.sub(f".{_LETTER_BEFORE}", "", "".join(run[0] for run in runs))
        number = self._numbering.next(element)  # empty paragraphs are numbered too
        if text.replace(_MARK, "").strip():
            lettered = [run for run in runs if run[0].strip()]
            bold = sum(len(run[0]) for run in lettered if run[1]) * 2 > sum(len(run[0]) for run in lettered)
            italic = all(run[2] for run in lettered)
            aligned, indent = _alignment(properties)
            centered = style_centred if aligned is None else aligned
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
                runs.extend(self._runs(child, font))
            elif tag == f"{_MC}AlternateContent":
                runs.extend(self._runs(_alternative(child), font))
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                runs.append(("".join(text.text or "" for text in child.iter(f"{_M}t")), self._bold, False))
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    runs.extend(self._runs(content, font))
        return runs

    def _run(self, run: Any, font: str, before: str) -> tuple[str, bool, bool] | None:
        properties = run.find(f"{W}rPr")
        bold, italic, raised, struck, white = self._bold, False, False, False, False
        if properties is not None:
            if _on(properties.find(f"{W}vanish")):
                return None
            own = properties.find(f"{W}b")
            bold = bold if own is None else _on(own)
            italic = _on(properties.find(f"{W}i"))
            struck = _on(properties.find(f"{W}strike")) or _on(properties.find(f"{W}dstrike"))
            white = (value_of(properties.find(f"{W}color")) or "").upper() == "FFFFFF"
            align = properties.find(f"{W}vertAlign")
            raised = align is not None and align.get(f"{W}val") == "superscript"
            font = _font(properties.find(f"{W}rFonts")) or font
        parts: list[str] = []
        written = ""  # as it stands in the file, in the code of its font
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                written += child.text or ""
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
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
                self._marked.append(self._notes[kind].get(child.get(f"{W}id") or "", "…"))
                parts.append(_MARK)
            elif tag == f"{W}ruby":
                parts.extend(text for base in child.iter(f"{W}rubyBase") for text, _, _ in self._runs(base, font))
            elif tag == f"{_MC}AlternateContent":
                parts.extend(from_font(text.text or "", font) for text in _alternative(child) if text.tag == f"{W}t")
            elif tag in (f"{W}object", f"{W}contentPart"):
                self._embedded()
        text = "".join((*parts, from_font(written, font)))
        if not text:
            return None
        if text.strip() and (struck or (white and not _is_shaded(run))):
            kind = "struck-out" if struck else "unseen"
            before_it = self.remarks.get(kind)
            self.remarks[kind] = f"{before_it} … {as_printed(text)}" if before_it else as_printed(text)
            return None
        if is_vni(font) and (letter := letter_of_both(before, text)):
            text = f"{_LETTER_BEFORE}{letter}{text[1:]}"
        if (is_tcvn3(font) or is_vni(font)) and text.strip():
            self.remarks.setdefault("legacy", font)
        if raised and _MARK in text:
            text = _MARK * text.count(_MARK)  # without the sign that was typed as the mark
        if raised and re.fullmatch(r"\s*[\d*()\[\]]+\s*", text):
            if re.search(r"\b[kcmd]?m$", before) and text.strip() in "23":
                text = {"2": "²", "3": "³"}[text.strip()]
            else:
                return None  # a footnote mark is not part of the text
        return text, bold, italic

    def _table(self, element: Any) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        rows: list[list[_Merged]] = []
        nested = False
        for row, tr in enumerate(_rows(element), 1):
            if tr.find(f"{W}trPr/{W}del") is not None:
                self.remarks.setdefault("tracked", "")
                continue
            cells: list[_Merged] = []
            before = number_of(tr.find(f"{W}trPr/{W}gridBefore"))
            for _ in range(min(before or 0, _MOST_COLUMNS)):
                cells.append(_Merged(Place(table=number, row=row, column=len(cells) + 1)))
            for tc in _cells(tr):
                properties = tc.find(f"{W}tcPr")
                span, continues, joins = _spans(properties)
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
                merged = _Merged(place, columns=span)
                for block in self.blocks(tc):
                    merged.blocks.append(block)
                    nested = nested or isinstance(block, DocumentTable)
                cells.extend([merged] * span)
            rows.append(cells)
        if _is_frame(rows) or (nested and _frames_tables(rows)):
            yield from _unframed(rows)
            return
        _fill_ends(rows, number)
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


class _Merged:
    """A cell that may still grow while its table is read."""

    def __init__(self, place: Place, columns: int = 1) -> None:
        self.place = place
        self.columns = columns
        self.rows = 1
        self.blocks: list[Block] = []

    def cell(self) -> DocumentCell:
        lines = tuple(block for block in self.blocks if isinstance(block, DocumentLine))
        return DocumentCell(lines, self.place, self.rows, self.columns)


def _is_frame(rows: list[list[_Merged]]) -> bool:
    """Whether a table is only a frame around text: one cell in each row."""
    return all(len({id(cell) for cell in cells}) == 1 for cells in rows)


def _frames_tables(rows: Sequence[list[_Merged]]) -> bool:
    """Whether a table with others in its cells is only a frame around them: few of its rows have three cells or more.

    A small table in a cell of a table of tasks does not make this one a frame.
    """
    wide = sum(len({id(cell) for cell in cells if cell.blocks}) > 2 for cells in rows)
    return wide * 2 <= len(rows)


def _fill_ends(rows: Sequence[list[_Merged]], number: int) -> None:
    """Fill rows that end before the others (``w:gridAfter``, or cells deleted) with blank cells."""
    width = max(map(len, rows), default=0)
    for row, cells in enumerate(rows, 1):
        for column in range(len(cells), width):
            cells.append(_Merged(Place(table=number, row=row, column=column + 1)))


def _unframed(rows: list[list[_Merged]]) -> Iterator[Block]:
    """The contents, in order, of the cells of a table that only arranges text."""
    seen: set[int] = set()
    for cells in rows:
        for merged in cells:
            if id(merged) not in seen:
                seen.add(id(merged))
                yield from merged.blocks


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _spans(properties: Any | None) -> tuple[int, bool, bool]:
    """The columns a cell spans, and whether it continues the cell above, or (in old files) the one to the left."""
    if properties is None:
        return 1, False, False
    span = properties.find(f"{W}gridSpan")
    merge = properties.find(f"{W}vMerge")
    across = properties.find(f"{W}hMerge")
    return (
        max(1, min(number_of(span) or 1, _MOST_COLUMNS)),
        merge is not None and merge.get(f"{W}val") != "restart",
        across is not None and across.get(f"{W}val") != "restart",
    )


def _alternative(element: Any) -> Any:
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback") if choice is None else choice
    return () if fallback is None else fallback


def _is_shaded(run: Any) -> bool:
    """Whether something dark may lie beneath white letters: a shading, a text box, or a style of the table."""
    for holder in (run, *run.iterancestors()):
        properties = next((one for one in holder if one.tag in (f"{W}rPr", f"{W}pPr", f"{W}tcPr")), None)
        if properties is not None and (
            properties.find(f"{W}shd") is not None or properties.find(f"{W}highlight") is not None
        ):
            return True
        if holder.tag == f"{W}txbxContent":
            return True
        if holder.tag == f"{W}tbl":
            return value_of(holder.find(f"{W}tblPr/{W}tblStyle")) not in (None, "TableGrid")
    return False


def _is_shown(box: Any, paragraph: Any) -> bool:
    """Whether a text box belongs to this paragraph and is not the fallback copy for older programs."""
    parent = box.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == f"{_MC}Fallback":
            choice = parent.getparent().find(f"{_MC}Choice")
            return choice is None or not any(True for _ in choice.iter(f"{W}txbxContent"))
        if parent.tag == f"{W}txbxContent":
            return False  # inside another box, whose blocks include it
        parent = parent.getparent()
    return True


def _on(element: Any | None) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")


def _alignment(properties: Any | None) -> tuple[bool | None, float]:
    """A paragraph's own alignment (centred or not, ``None``: unset) and its indent in points."""
    if properties is None:
        return None, 0
    aligned = properties.find(f"{W}jc")
    indented = properties.find(f"{W}ind")
    left = "0"
    if indented is not None:
        left = indented.get(f"{W}left") or indented.get(f"{W}start") or "0"
    twips = float(left) if re.fullmatch(r"-?\d+(?:\.\d+)?", left) else 0.0
    return None if aligned is None else aligned.get(f"{W}val") == "center", twips / 20
