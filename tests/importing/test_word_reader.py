"""What stands in a Word file and not in its plain text: automatic numbers, changes, boxes, old fonts, bombs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from word_documents import number_paragraph, numbered, saved

from parplan.importing.blocks import DocumentLine, DocumentTable, SourceDocument
from parplan.importing.readers import word, word_parts
from parplan.importing.readers.detecting import read_document
from parplan.importing.readers.legacy_fonts import from_font
from parplan.importing.readers.refusals import UnreadableSourceError
from parplan.importing.readers.style_chains import inherited

W = nsdecls("w")
NAMESPACES = (
    W + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def read(document: Any) -> SourceDocument:
    return read_document(saved(document), "x.docx")


def lines(document: Any) -> list[str]:
    return [line.whole for line in read(document).lines()]


def test_automatic_numbers_are_counted_as_word_does() -> None:
    document = docx.Document()
    outer = numbered(document, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")])
    for level, text in ((0, "Một"), (1, "A"), (2, "x"), (2, "y"), (1, "B"), (2, "z"), (0, "Hai"), (1, "C")):
        number_paragraph(document.add_paragraph(text), outer, level)
    assert lines(document) == ["I. Một", "1. A", "a) x", "b) y", "2. B", "a) z", "II. Hai", "1. C"]


@pytest.mark.parametrize(
    ("texts", "signs"),
    [
        (("\uf0b7", "o", "\uf0a7"), "•◦▪"),
        (("-", "+", "*"), "-+*"),
        (("–", "-", "−"), "-+•"),  # alike in print, and deeper
        (("\uf0ff", "ab", ""), "-+•"),
    ],
)
def test_bullets_of_deeper_levels_differ(texts: tuple[str, ...], signs: str) -> None:
    document = docx.Document()
    outer = numbered(document, [("bullet", text) for text in texts])
    for level in (0, 1, 2, 1, 0):
        number_paragraph(document.add_paragraph("x"), outer, level)
    assert lines(document) == [f"{signs[level]} x" for level in (0, 1, 2, 1, 0)]


@pytest.mark.parametrize(("indents", "read"), [((720, 720), "••••"), ((720, 1080), "•--•"), ((None, None), "•--•")])
def test_bullets_of_two_lists_as_far_in_are_alike(indents: tuple[int | None, int | None], read: str) -> None:
    document = docx.Document()
    first, second = numbered(document, [("bullet", "•")]), numbered(document, [("bullet", "-")])
    for number in (first, second, second, first):
        paragraph = document.add_paragraph("x")
        number_paragraph(paragraph, number)
        if (indent := indents[number == second]) is not None:
            paragraph._p.pPr.append(parse_xml(f'<w:ind {W} w:left="{indent}"/>'))
    assert lines(document) == [f"{sign} x" for sign in read]


def test_numbers_come_through_styles_too() -> None:
    document = docx.Document()
    number = numbered(document, [("decimal", "%1.")])
    style = document.styles.add_style("Muc", 1)
    properties = style.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="{number}"/></w:numPr>'))
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="Muc")
    without = document.add_paragraph("Không", style="Muc")
    number_paragraph(without, 0)
    assert lines(document) == ["1. Một", "2. Hai", "Không"]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Đơn vị chủ trì: ")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>Sở Tài chính</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>Sở Nội vụ</w:t></w:r></w:ins>"))
    made = read(document)
    assert [line.text for line in made.lines()] == ["Đơn vị chủ trì: Sở Nội vụ"]
    assert ("tracked", "") in made.remarks


def test_hidden_text_and_footnote_marks_are_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Cơ quan chủ trì")
    mark = paragraph.add_run("1")
    mark.font.superscript = True
    hidden = paragraph.add_run(" ghi chú riêng")
    hidden.font.hidden = True
    area = document.add_paragraph("100 m")
    area.add_run("2").font.superscript = True
    assert lines(document) == ["Cơ quan chủ trì", "100 m²"]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trước")
    inside = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    spaces = " ".join(
        (
            nsdecls("w", "wp", "a"),
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
            'xmlns:v="urn:schemas-microsoft-com:vml"',
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        )
    )
    box = (
        f"<w:r {spaces}><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    assert lines(document) == ["Trước", "Trong khung"]


def test_merged_cells_span_their_places() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "dọc"
    table.cell(2, 0).merge(table.cell(2, 2)).text = "ngang"
    (block,) = read(document).blocks
    assert isinstance(block, DocumentTable)
    assert block.rows[0][0] is block.rows[1][0]
    assert block.rows[0][0].rows == 2
    assert block.rows[2][0] is block.rows[2][2]
    assert block.rows[2][0].columns == 3


def test_a_table_in_a_table_stands_by_itself() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "bên trái"
    inner = outer.cell(0, 1).add_table(rows=2, cols=3)
    inner.cell(0, 0).text = "TT"
    kinds = [type(block) for block in read(document).blocks]
    assert kinds == [DocumentLine, DocumentTable]


def test_old_fonts_become_unicode_whole() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Së Khoa häc vµ C«ng nghÖ")
    run.font.name = ".VnTime"
    run = document.add_paragraph().add_run("Sôû Khoa hoïc vaø Coâng ngheä")
    run.font.name = "VNI-Times"
    made = read(document)
    assert [line.text for line in made.lines()] == ["Sở Khoa học và Công nghệ"] * 2
    assert [kind for kind, _ in made.remarks] == ["legacy"]


def test_a_letter_of_vni_may_be_in_two_runs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("Sôû Khoa ho", "ïc vaø Coâng ngheä, ñô", "ïn vò", " ôû Lao Caâ", "i"):
        paragraph.add_run(text).font.name = "VNI-Times"
    assert [line.text for line in read(document).lines()] == ["Sở Khoa học và Công nghệ, đợn vị ở Lao Câi"]


def test_the_soft_hyphen_of_tcvn3_is_a_letter() -> None:
    """LibreOffice writes it as an element of its own; in a Unicode font it is nothing."""
    document = docx.Document()
    for font, text in ((".VnTime", "Th"), ("Arial", "Thường")):
        run = document.add_paragraph().add_run(text)
        run.font.name = font
        run._r.append(OxmlElement("w:softHyphen"))
        end = OxmlElement("w:t")
        end.text = "êng xuyªn" if font == ".VnTime" else " xuyên"
        end.set(qn("xml:space"), "preserve")
        run._r.append(end)
    assert [line.text for line in read(document).lines()] == ["Thường xuyên"] * 2


def test_capitals_of_tcvn3_are_a_font_of_their_own() -> None:
    assert from_font("kÕ ho¹ch", ".VnTimeH") == "KẾ HOẠCH"


def test_old_text_without_its_font_is_refused() -> None:
    document = docx.Document()
    for _ in range(8):
        document.add_paragraph("Së Khoa häc vµ C«ng nghÖ tØnh Qu¶ng Ng·i x©y dùng kÕ ho¹ch c¶i c¸ch hµnh chÝnh")
    with pytest.raises(UnreadableSourceError):
        read(document)


def _package(document: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
    return buffer.getvalue()


def test_an_archive_that_unpacks_to_hundreds_of_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_parts, "_UNPACKED_LIMIT", 1024 * 1024)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/media/a.bin", b"\0" * (2 * 1024 * 1024))
    with pytest.raises(UnreadableSourceError, match="too large"):
        list(word._document_of(buffer.getvalue(), "x.docx"))  # here: another process may not know of the lower limit


def test_a_part_that_does_not_unpack_is_refused() -> None:
    """Its checksum is not even come to."""
    data = bytearray(_package("<w:document>" + "".join(map(str, range(5000))) + "</w:document>"))
    at = data.index(b"document.xml") + len(b"document.xml")
    data[at : at + 40] = bytes(40)
    with pytest.raises(UnreadableSourceError, match="damaged"):
        read_document(bytes(data), "x.docx")


def test_entities_are_never_expanded() -> None:
    with pytest.raises(UnreadableSourceError):
        read_document(_package('<!DOCTYPE x [<!ENTITY a "b">]><w>&a;</w>'), "x.docx")


def test_a_workbook_is_named_as_what_it_is() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableSourceError, match="Excel"):
        read_document(buffer.getvalue(), "x.xlsx")


def test_a_deleted_row_is_not_read() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "còn", "đã xóa"
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:del {W}/>"))
    assert [line.text for line in read(document).lines()] == ["còn"]
    assert qn("w:del") in [child.tag for child in properties]


@pytest.mark.parametrize("start", ["99999999999", "9" * 5000, "--5", "40000"])
@pytest.mark.parametrize("form", ["lowerRoman", "upperLetter"])
def test_numbers_word_does_not_count_to_are_no_endless_numerals(form: str, start: str) -> None:
    document = docx.Document()
    number_paragraph(document.add_paragraph("Một"), numbered(document, [(form, "%1.")]), 0)
    for element in document.part.numbering_part.element.iter(qn("w:start")):
        element.set(qn("w:val"), start)
    (line,) = lines(document)
    assert line.endswith("Một")
    assert len(line) < 20


@pytest.mark.slow
def test_millions_of_empty_paragraphs_are_too_many() -> None:
    document = docx.Document()
    body = document.element.body
    for _ in range(100_001):
        body.append(body.makeelement(qn("w:p")))
    with pytest.raises(UnreadableSourceError, match="too large"):
        read(document)


#: What no attribute that holds a whole number should say.
NO_NUMBERS = [
    "x",
    "9" * 5000,
    *(pytest.param(one, marks=pytest.mark.slow) for one in ("", "-1", "1e9", "²", "99999999999", "2147483647")),
]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_numbers_of_columns_that_are_none_count_as_one_or_none(value: str) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "a", "b", "c"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="{value}"/>'))
    table.cell(1, 0)._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {W} w:val="{value}"/>'))
    assert [line.text for line in read(document).lines()] == ["a", "b", "c"]


@pytest.mark.parametrize("mark", ["strike", "double_strike"])
def test_words_struck_out_by_hand_are_left_out_and_told(mark: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("đạt ")
    setattr(paragraph.add_run("70%").font, mark, True)
    paragraph.add_run("75%")
    found = read(document)
    assert found.words() == "đạt 75%"
    assert dict(found.remarks) == {"struck-out": "70%"}


def test_a_row_that_ends_before_the_others_has_blank_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for k, text in enumerate("abc"):
        table.cell(0, k).text = table.cell(1, k).text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[2])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridAfter {W} w:val="1"/>'))
    (found,) = (block for block in read(document).blocks if isinstance(block, DocumentTable))
    assert [[cell.text for cell in cells] for cells in found.rows] == [["a", "b", "c"], ["a", "b", ""]]


def test_a_table_in_a_cell_of_a_table_stands_below_it() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for i in range(3):
        for k, text in enumerate("abc"):
            table.cell(i, k).text = text
    inner = table.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"
    outer, below = (block for block in read(document).blocks if isinstance(block, DocumentTable))
    assert [[cell.text for cell in cells] for cells in outer.rows] == [["a", "b", "c"]] * 3
    assert [[cell.text for cell in cells] for cells in below.rows] == [["x", "y"]]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_levels_of_a_list_that_are_none_are_no_fault(value: str) -> None:
    document = docx.Document()
    number = numbered(document, [("decimal", "%1.")])
    lists = document.part.numbering_part.element
    own = next(one for one in lists.findall(qn("w:num")) if one.get(qn("w:numId")) == str(number))
    own.append(parse_xml(f'<w:lvlOverride {W} w:ilvl="{value}"><w:lvl w:ilvl="{value}"/></w:lvlOverride>'))
    number_paragraph(document.add_paragraph("Một"), number, 0)
    (line,) = lines(document)
    assert line.endswith("Một")


def test_an_alternative_without_one_is_nothing() -> None:
    document = docx.Document()
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.element.body.insert(0, parse_xml(f"<mc:AlternateContent {namespace}/>"))
    document.add_paragraph("Một")
    assert lines(document) == ["Một"]


@pytest.mark.parametrize(
    "held",
    [
        "<w:bdo w:val='ltr'>{run}</w:bdo>",
        "<w:r><w:ruby><w:rt><w:r><w:t>nhỏ</w:t></w:r></w:rt><w:rubyBase>{run}</w:rubyBase></w:ruby></w:r>",
        "<m:oMathPara><m:oMath><m:r><m:t>Một</m:t></m:r></m:oMath></m:oMathPara>",
        "<mc:AlternateContent><mc:Choice Requires='w14'>{run}</mc:Choice></mc:AlternateContent>",
        "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>Một</w:t></mc:Choice></mc:AlternateContent></w:r>",
    ],
)
def test_text_in_whatever_holds_it_is_read(held: str) -> None:
    document = docx.Document()
    run = held.format(run="<w:r><w:t>Một</w:t></w:r>")
    document.element.body.insert(0, parse_xml(f"<w:p {NAMESPACES}>{run}</w:p>"))
    assert lines(document) == ["Một"]


@pytest.mark.parametrize(
    "held", ["<w:altChunk/>", "<w:p><w:subDoc/></w:p>", "<w:p><w:r><w:object/></w:r></w:p>", "<w:subDoc/>"]
)
def test_documents_in_a_document_are_told(held: str) -> None:
    document = docx.Document()
    for element in parse_xml(f"<w:body {NAMESPACES}>{held}{held}</w:body>"):
        document.element.body.insert(0, element)
    assert dict(read(document).remarks)["embedded"] == "2"


def test_a_relationship_without_a_target_is_damage() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", b"<Relationship/></Relationships>")
            new.writestr(entry.filename, content)
    with pytest.raises(UnreadableSourceError, match="damaged"):
        read_document(buffer.getvalue(), "x.docx")


def test_a_chain_of_styles_as_long_as_it_can_be_is_walked_once() -> None:
    names = [f"s{number}" for number in range(20_000)]
    parents = dict(zip(names, [*names[1:], "s5000"], strict=True))
    looked: list[str] = []

    class Counted(dict[str, str | None]):
        def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
            looked.append(name)
            return super().get(name, default)

    own: dict[str, str | None] = dict.fromkeys(names)
    assert set(inherited(own, Counted(parents), "none").values()) == {"none"}
    assert len(looked) == 20_000
    own["s4000"], own["s10"] = "Arial", "Times"
    found = inherited(own, parents, "none")
    assert [found[name] for name in ("s0", "s10", "s11", "s4000", "s4001", "s19999")] == [
        "Times", "Times", "Arial", "Arial", "none", "none",
    ]  # fmt: skip
