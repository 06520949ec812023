"""Word files by Nghị định 30/2020/NĐ-CP, to the millimetre and point, read back from the file itself."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from word_files import W, dump, part, style_names, style_of

from conftest import Answer
from parplan.reporting.lettering import lines_within, width

Ask = Callable[..., Answer]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def report(ask_year: Ask, tmp_path: Path) -> Path:
    answer = ask_year("report", "--period", "q1", "--as-of", "2021-03-02", "-o", "report.docx")
    assert (answer.code, answer.out) == (0, "")
    return tmp_path / "report.docx"


@pytest.fixture
def letters(ask_year: Ask, tmp_path: Path) -> Path:
    answer = ask_year("remind", "--as-of", "2021-04-05", "--within", "60d", "-o", "letters")
    assert answer.code == 0
    return tmp_path / "letters"


def millimetres(twips: str) -> float:
    return int(twips) * 25.4 / 1440


def test_a_report_whole(report: Path, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "report-q1.docx.txt", dump(report))


def test_a_letter_and_a_slip_whole(letters: Path, golden: Callable[[Path, str], None]) -> None:
    for name in ("TCT", "TTRA"):
        file = letters / f"nhac-viec-{name}.docx"
        golden(GOLDEN / f"remind-{name}.docx.txt", dump(file))


def test_the_styles_whole(report: Path, golden: Callable[[Path, str], None]) -> None:
    with zipfile.ZipFile(report) as package:
        styles = package.read("word/styles.xml").decode()
    golden(GOLDEN / "styles.xml", re.sub(r"(<w:style )", r"\n\1", styles) + "\n")


def test_the_page_is_a4_with_the_margins_of_the_decree(report: Path) -> None:
    first, second = part(report, "word/document.xml").iter(f"{W}sectPr")
    for section, landscape in ((first, False), (second, True)):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = [millimetres(size.get(f"{W}w")), millimetres(size.get(f"{W}h"))]
        assert sides == pytest.approx([297, 210] if landscape else [210, 297], abs=0.02)
        assert (size.get(f"{W}orient") == "landscape") == landscape
        found = {side: millimetres(margins.get(f"{W}{side}")) for side in ("top", "bottom", "left", "right")}
        assert 20 <= round(found["top"], 1) <= 25
        assert 20 <= round(found["bottom"], 1) <= 25
        assert 30 <= round(found["left"], 1) <= 35
        assert 15 <= round(found["right"], 1) <= 20


def test_page_numbers_are_fields_on_top_in_the_middle_and_not_on_the_first_page(report: Path) -> None:
    document = Document(str(report))
    assert len(document.sections) == 2
    for section in document.sections:
        assert section.different_first_page_header_footer
        (paragraph,) = section.header.paragraphs
        xml = paragraph._p.xml
        assert " PAGE " in xml
        assert re.findall(r'fldCharType="(\w+)"', xml) == ["begin", "separate", "end"]
        assert paragraph.style.paragraph_format.alignment == 1
        assert paragraph.style.font.size.pt in (13, 14)
        assert not section.first_page_header.is_linked_to_previous or not section.first_page_header.paragraphs[0].text
        # an appendix is numbered by itself
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


#: Size in points, bold, italic, by Phụ lục I of the decree (domain.md §9).
LETTERS = {
    "Quốc hiệu": ((12, 13), True, False),
    "Tiêu ngữ": ((13, 14), True, False),
    "Cơ quan chủ quản": ((12, 13), False, False),
    "Cơ quan ban hành": ((12, 13), True, False),
    "Số, ký hiệu": ((13, 13), False, False),
    "Trích yếu công văn": ((12, 13), False, False),
    "Địa danh, thời gian": ((13, 14), False, True),
    "Tên loại văn bản": ((13, 14), True, False),
    "Trích yếu nội dung": ((13, 14), True, False),
    "Nội dung": ((13, 14), False, False),
    "Quyền hạn, chức vụ người ký": ((13, 14), True, False),
    "Họ tên người ký": ((13, 14), True, False),
    "Nơi nhận": ((12, 12), True, True),
    "Danh sách nơi nhận": ((11, 11), False, False),
    "Phụ lục": ((14, 14), True, False),
    "Tên phụ lục": ((13, 14), True, False),
    "Tham chiếu phụ lục": ((13, 14), False, True),
}


@pytest.mark.parametrize("name", LETTERS)
def test_letters_are_as_the_decree_asks(report: Path, name: str) -> None:
    style = Document(str(report)).styles[name]
    (least, most), bold, italic = LETTERS[name]
    assert least <= style.font.size.pt <= most
    assert (bool(style.font.bold), bool(style.font.italic)) == (bold, italic)


def test_one_black_font_and_the_language_are_the_documents_own(report: Path) -> None:
    styles = part(report, "word/styles.xml")
    fonts = {value for element in styles.iter(f"{W}rFonts") for value in element.attrib.values()}
    assert fonts == {"Times New Roman"}
    assert {element.get(f"{W}val") for element in styles.iter(f"{W}color")} == {"000000"}
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "vi-VN"
    assert not list(part(report, "word/document.xml").iter(f"{W}color", f"{W}rFonts", f"{W}sz", f"{W}b", f"{W}i"))


def test_the_body_is_justified_with_its_first_line_in_and_space_between(report: Path) -> None:
    styles = Document(str(report)).styles
    for name in ("Nội dung", "Nội dung gạch đầu dòng"):
        form = styles[name].paragraph_format
        assert form.alignment == 3
        assert form.first_line_indent.cm == pytest.approx(1.27, abs=0.001)
        assert form.space_after.pt >= 6
        assert 1 <= form.line_spacing <= 1.5


def test_every_paragraph_has_a_named_style(report: Path, letters: Path) -> None:
    for file in (report, *letters.iterdir()):
        names = style_names(file)
        document = part(file, "word/document.xml")
        used = {style_of(paragraph) for paragraph in document.iter(f"{W}p")}
        assert used <= names.keys()
        assert "Normal" not in used
        allowed = {f"{W}pStyle", f"{W}keepNext", f"{W}sectPr", f"{W}ind"}
        assert {child.tag for properties in document.iter(f"{W}pPr") for child in properties} <= allowed
        assert {c.tag for properties in document.iter(f"{W}rPr") for c in properties} <= {f"{W}rStyle"}


def test_rules_are_as_long_as_the_decree_asks(report: Path) -> None:
    """Tiêu ngữ: as long as its text; under the issuing body and the title: a third to a half of the text."""
    document = Document(str(report))
    table = document.tables[0]
    lengths = []
    for cell, room in zip(table.rows[0].cells, table.columns, strict=True):
        (rule,) = [paragraph for paragraph in cell.paragraphs if paragraph.style.name == "Đường kẻ"]
        left, right = rule.paragraph_format.left_indent.mm, rule.paragraph_format.right_indent.mm
        assert left == pytest.approx(right, abs=0.01)
        lengths.append(room.width.mm - left - right)
    issuer = max(width(p.text, 12) for p in table.rows[0].cells[0].paragraphs if p.style.name == "Cơ quan ban hành")
    assert 1 / 3 <= lengths[0] / issuer <= 1 / 2
    assert lengths[1] == pytest.approx(width("Độc lập - Tự do - Hạnh phúc", 13), abs=0.1)


def test_widths_are_those_of_the_font() -> None:
    """By hand from the metrics of Times bold: 12,194 thousandths of the size of 13 pt are 55.9 mm."""
    assert width("Độc lập - Tự do - Hạnh phúc", 13) == pytest.approx(55.9, abs=0.1)
    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12) < 97
    assert lines_within("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG NGÃI", 12, 68) == [
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "TỈNH QUẢNG NGÃI",
    ]
    assert lines_within("ỦY BAN NHÂN DÂN XÃ SƠN TỊNH", 12, 68) == ["ỦY BAN NHÂN DÂN", "XÃ SƠN TỊNH"]
    assert lines_within("SỞ LAO ĐỘNG, THƯƠNG BINH VÀ XÃ HỘI", 12, 68) == ["SỞ LAO ĐỘNG, THƯƠNG", "BINH VÀ XÃ HỘI"]
    assert lines_within("TRUNG TÂM ỨNG DỤNG TIẾN BỘ KHOA HỌC VÀ CÔNG NGHỆ", 12, 65)[:2] == [
        "TRUNG TÂM ỨNG DỤNG",  # a line that began with “BỘ” would be another body
        "TIẾN BỘ KHOA HỌC VÀ CÔNG",
    ]
    assert lines_within("SỞ A", 12, 68) == ["SỞ A"]
    assert lines_within("A" * 200, 12, 68) == ["A" * 200]
    assert lines_within(" ".join(["NGHIÊNG"] * 12), 12, 68) == ["NGHIÊNG NGHIÊNG NGHIÊNG"] * 4


def longest_cell(row: Any) -> int:
    """How many letters the longest cell of a row has."""
    return max(len("".join(cell.itertext())) for cell in row.iter(f"{W}tc"))


def test_table_titles_repeat_and_only_long_rows_go_on_on_the_next_page(report: Path, letters: Path) -> None:
    grids = 0
    for file in (report, *letters.iterdir()):
        for table in part(file, "word/document.xml").iter(f"{W}tbl"):
            rows = list(table.iter(f"{W}tr"))
            whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
            headings = [row.find(f"{W}tc/{W}tcPr/{W}gridSpan") is not None for row in rows]
            if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TableGrid":
                grids += 1
                marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
                assert marked == [True] + [False] * (len(rows) - 1)
                long = [longest_cell(row) > 400 for row in rows]
                short = [longest_cell(row) < 60 for row in rows]
                assert all(here for here, first in zip(whole, [True, *headings[1:]], strict=True) if first)
                assert all(whole[number] for number, it in enumerate(short) if it)
                assert not any(whole[number] for number, it in enumerate(long) if it)
            else:
                assert all(whole)
    assert grids > 8


def test_tables_are_as_wide_as_the_text(report: Path) -> None:
    *upright, appendix = [
        sum(millimetres(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))
        for table in part(report, "word/document.xml").iter(f"{W}tbl")
    ]
    assert upright == pytest.approx([165] * len(upright), abs=0.1)
    assert appendix == pytest.approx(252, abs=0.1)


def test_marked_places_are_highlighted_by_their_style(report: Path) -> None:
    styles = part(report, "word/styles.xml")
    (style,) = [one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "ChoCanDien"]
    assert style.find(f"{W}rPr/{W}highlight").get(f"{W}val") == "yellow"
    assert style.find(f"{W}rPr/{W}shd").get(f"{W}fill") == "FFFF00"
    marked = [
        "".join(run.itertext())
        for run in part(report, "word/document.xml").iter(f"{W}r")
        if (name := run.find(f"{W}rPr/{W}rStyle")) is not None and name.get(f"{W}val") == "ChoCanDien"
    ]
    assert "[số]" in marked
    assert len(marked) > 5
    assert all(text.startswith("[") and text.endswith("]") for text in marked)


def test_the_last_words_end_the_document(report: Path, letters: Path) -> None:
    for file in (report, *letters.iterdir()):
        body = [p.text for p in Document(str(file)).paragraphs if p.style.name == "Nội dung"]
        assert body[-1].endswith("./.")
        assert not any(text.endswith("./.") for text in body[:-1])


def test_dates_have_a_zero_before_days_below_ten_and_the_first_two_months(ask_year: Ask, tmp_path: Path) -> None:
    for day, said in (("2021-03-02", "ngày 02 tháng 3 năm 2021"), ("2021-02-10", "ngày 10 tháng 02 năm 2021")):
        ask_year("report", "--period", "q1", "--as-of", day, "--date", day, "-o", f"{day}.docx")
        head = Document(str(tmp_path / f"{day}.docx")).tables[0].rows[0].cells[1]
        (place,) = [p.text for p in head.paragraphs if p.style.name == "Địa danh, thời gian"]
        assert place == f"Quảng Ngãi, {said}"


def test_the_properties_come_from_the_plan_and_the_day(report: Path) -> None:
    properties = Document(str(report)).core_properties
    assert properties.author == "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"
    assert properties.title.startswith("Kết quả công tác cải cách hành chính")
    assert properties.language == "vi-VN"
    assert properties.created.date().isoformat() == properties.modified.date().isoformat() == "2021-03-02"
    with zipfile.ZipFile(report) as package:
        assert not {"docProps/thumbnail.jpeg", "docProps/app.xml"} & set(package.namelist())


def test_the_same_input_and_day_give_the_same_bytes(ask_year: Ask, report: Path, tmp_path: Path) -> None:
    ask_year("report", "--period", "q1", "--as-of", "2021-03-02", "-o", "again.docx", "--lang", "vi")
    assert (tmp_path / "again.docx").read_bytes() == report.read_bytes()
    with zipfile.ZipFile(report) as package:
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(2021, 3, 2, 0, 0, 0)}


def test_a_process_of_its_own_gives_the_same_bytes(report: Path, spawn: Callable[..., Answer], tmp_path: Path) -> None:
    from conftest import RECORDED_2021

    words = ("report", "--period", "q1", "--as-of", "2021-03-02", "-p", str(RECORDED_2021), "-o", "other.docx")
    assert spawn(*words, env={"PYTHONHASHSEED": "7", "TZ": "America/New_York"}).code == 0
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (report, tmp_path / "other.docx")]
    assert digests[0] == digests[1]


#: The order of elements the schema of WordprocessingML (ECMA-376, CT_PPr, CT_RPr, CT_SectPr …) asks for, of those used.
ORDERS = {
    "pPr": "pStyle keepNext pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs highlight shd lang",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vAlign",
    "style": "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "p": "pPr r",
}


def test_elements_stand_in_the_order_of_the_schema(report: Path, letters: Path) -> None:
    files = (report, *letters.iterdir())
    names = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml")
    for root in (part(file, name) for file in files for name in names):
        for element in root.iter():
            order = ORDERS.get(element.tag.removeprefix(W))
            if order is not None:
                places = [order.split().index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), element.tag


def test_an_english_draft_says_so(ask_year: Ask, tmp_path: Path) -> None:
    ask_year("report", "--period", "q1", "--lang", "en", "-o", "english.docx")
    assert part(tmp_path / "english.docx", "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "en-GB"


def test_a_day_no_zip_file_can_hold_is_no_fault(ask_year: Ask, tmp_path: Path) -> None:
    for day in ("1970-01-01", "2999-12-31"):
        assert ask_year("report", "--period", "q1", "--as-of", day, "-o", f"{day}.docx").code == 0
        with zipfile.ZipFile(io.BytesIO((tmp_path / f"{day}.docx").read_bytes())) as package:
            assert package.testzip() is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_of_a_title_is_cut_and_no_day_ends_a_line_within(ask_year: Ask, tmp_path: Path, language: str) -> None:
    ask_year("report", "--period", "q1", "--as-of", "2021-03-14", "--lang", language, "-o", "r.docx")
    document = part(tmp_path / "r.docx", "word/document.xml")
    titles = 0
    for table in document.iter(f"{W}tbl"):
        first = next(table.iter(f"{W}tr"))
        if first.find(f"{W}trPr/{W}tblHeader") is None:
            continue
        columns = [millimetres(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for room, cell in zip(columns, first.iter(f"{W}tc"), strict=True):
            title = "".join(cell.itertext())
            titles += 1
            assert max(width(word, 10) for word in title.split(" ")) < room - 2, title
    assert titles > 12
    assert not re.search(r"\d-\d\d-\d", "".join(one.text or "" for one in document.iter(f"{W}t")))
    days = len(list(document.iter(f"{W}noBreakHyphen")))
    assert (days > 4) is (language == "en")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Quảng Ngãi", "Quảng Ngãi, ngày {6} tháng {6} năm 2021"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh, ngày~{6}~tháng~{6}~năm~2021"),  # two lines, after the comma
    ],
)
def test_a_long_place_stands_on_a_line_before_the_day(ask_year: Ask, tmp_path: Path, place: str, words: str) -> None:
    ask_year("report", "--period", "q1", "--as-of", "2021-03-02", "--place", place, "-o", "r.docx")
    (line,) = [one.text for one in _beside(tmp_path / "r.docx") if one.text.startswith(place)]
    assert line == words.replace("{6}", "\u00a0" * 6).replace("~", "\u00a0")


def _beside(file: Path) -> list[Any]:
    return [one for cell in Document(str(file)).tables[0].rows[0].cells for one in cell.paragraphs]
