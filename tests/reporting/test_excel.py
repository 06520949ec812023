"""Workbooks, read back by another library."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from asked import BUSY, HOSTILE, VIETNAMESE, ask, ask_file, ask_text, with_text_everywhere
from msgspec.structs import replace
from openpyxl import load_workbook

from conftest import PLAN_2021
from parplan.plan.items import Timeliness
from parplan.plan.labels import STATES
from parplan.plan.structure import Citation
from parplan.queries.evidence import EvidenceSelection, select_evidence
from parplan.queries.portfolio import Portfolio
from parplan.queries.status import Grouping, StatusColumn, count_status
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.reporting.appendix import appendix_sheet, evidence_value
from parplan.reporting.counts_sheet import counts_sheet
from parplan.reporting.evidence_sheets import evidence_sheets
from parplan.reporting.excel import CELL_LIMIT, fitted_widths, render_workbook
from parplan.reporting.lettering import longest_word, with_room
from parplan.reporting.milestones import milestones_sheet
from parplan.reporting.sheets import ColumnKind, Link, Sheet, SheetColumn, SheetRow
from parplan.views.blocks import safe
from small_plans import plan_of

HEADER = 6
STATE_LABELS = {"chưa cập nhật kết quả", *(VIETNAMESE.gettext(label) for label in STATES.values())}


def written(portfolio: Portfolio) -> bytes:
    rows = select_tasks(portfolio, TaskSelection()).rows
    sheets = [
        appendix_sheet(VIETNAMESE, portfolio, "Phụ lục", rows),
        milestones_sheet(VIETNAMESE, portfolio, "Các mốc", rows),
        *evidence_sheets(VIETNAMESE, portfolio, select_evidence(portfolio, EvidenceSelection())),
    ]
    return render_workbook(VIETNAMESE, sheets, portfolio.as_of)


def read(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows below the header, by title of column."""
    titles = [cell.value for cell in sheet[HEADER]]
    found = [
        dict(zip(titles, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=HEADER + 1)
    ]
    return [row for row in found if sum(value is not None for value in row.values()) > 2]


def day(value: datetime | None) -> date | None:
    return value.date() if value is not None else None


@pytest.mark.parametrize("on", ["2021-03-01", "2021-12-31"])
def test_the_first_sheet_has_the_tasks_as_the_query_has_them(on: str) -> None:
    portfolio = ask_file(PLAN_2021, on)
    rows = table(read(written(portfolio))["Phụ lục"])
    standings = [row.standing for row in select_tasks(portfolio, TaskSelection()).rows]
    assert len(rows) == 38
    assert [row["Mã"] for row in rows] == [standing.task.id for standing in standings]
    assert [row["Nhiệm vụ"].split("\n")[0] for row in rows] == [standing.task.title for standing in standings]
    for row, standing in zip(rows, standings, strict=True):
        assert row["Tình trạng"] in STATE_LABELS
        assert (row["Tình trạng"] == "hoàn thành") == (standing.state == "done")
        assert (row["Tiến độ so với hạn"] == "quá hạn") == (standing.timeliness is Timeliness.OVERDUE)
        assert (row["Tiến độ so với hạn"] == "sắp đến hạn") == (standing.timeliness is Timeliness.DUE_SOON)
        if standing.open:
            assert day(row["Hạn gần nhất"]) == standing.next_due
        assert day(row["Ngày hoàn thành"]) == standing.stated.done_on


@pytest.mark.parametrize("on", ["2021-03-01", "2021-12-31"])
def test_the_second_sheet_has_the_items(on: str) -> None:
    portfolio = ask_file(PLAN_2021, on)
    rows = table(read(written(portfolio))["Các mốc"])
    items = list(portfolio.default.assessment.items())
    assert [row["Mã mốc"] for row in rows] == [item.address for item in items]
    assert [row["Mã"] for row in rows] == [item.task.id for item in items]
    assert [day(row["Hạn"]) for row in rows] == [item.due for item in items]
    assert [day(row["Nộp chậm nhất (ngày làm việc)"]) for row in rows] == [item.last_working_day for item in items]
    assert [row["Số ngày còn lại"] for row in rows] == [item.days if item.open else None for item in items]
    overdue = [item.timeliness is Timeliness.OVERDUE for item in items]
    assert [row["Tiến độ so với hạn"] == "quá hạn" for row in rows] == overdue


def test_the_texts_of_a_task() -> None:
    first, *_ = table(read(written(ask_text(BUSY, "2021-08-01")))["Phụ lục"])
    assert first["Sản phẩm"] == "- Kế hoạch của Sở\n- Báo cáo"
    assert first["Minh chứng"] == "Kế hoạch số 12/KH-SA · 26/02/2021 · Sở A · Kế hoạch · kh.pdf"
    assert first["Kết quả, chỉ tiêu"] == ("Chi phí: ít nhất 10%; kết quả đạt được: 8,5%\n02/03/2021: 40%; Đã rà soát")
    assert "Báo cáo: gia hạn lần 1, hạn cũ 30/06/2021, căn cứ Kế hoạch số 60/KH-UBND" in first["Ghi chú"]


def test_dates_are_dates_and_nothing_else_is() -> None:
    book = read(written(ask_text(BUSY, "2021-08-01")))
    dated = {
        "Hạn gần nhất",
        "Hạn",
        "Nộp chậm nhất (ngày làm việc)",
        "Ngày hoàn thành",
        "Ngày",
        "Ngày văn bản",
        "Ngày ghi nhận",
    }
    seen = set()
    for sheet in book:
        titles = [cell.value for cell in sheet[HEADER]]
        for row in sheet.iter_rows(min_row=HEADER + 1):
            for title, cell in zip(titles, row, strict=True):
                if cell.is_date and cell.value is not None:
                    assert cell.number_format == "dd/mm/yyyy"
                    seen.add(title)
                elif cell.value is not None:
                    assert title not in dated
                    assert cell.data_type in ("s", "n")
    assert seen == dated


def test_a_sheet_behaves_as_a_table() -> None:
    book = read(written(ask_text(BUSY, "2021-08-01")))
    assert book.sheetnames == ["Phụ lục", "Các mốc", "Minh chứng", "Chưa có minh chứng"]
    for sheet in book:
        assert sheet.freeze_panes == "C7"
        assert re.fullmatch(rf"A{HEADER}:[A-Z]+\d+", sheet.auto_filter.ref)
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[HEADER] if cell.value]
        assert all(3 <= width <= 50 for width in widths if width != 13)
        # A4 across at 9 points or more, as the program with the widest digits measures it: 7.8 pixels.
        groups = [one for one in sheet.column_dimensions.values() if one.width != 13]
        pixels = sum(7.8 * one.width * (one.max - one.min + 1) for one in groups)
        page = (11.69 - sheet.page_margins.left - sheet.page_margins.right) * 96
        assert 11 * min(page / pixels, 1) >= 8.95
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.autoFilter
        assert sheet["A1"].value.startswith("Bảng chỉ để đọc, in")
        assert not sheet.merged_cells.ranges
        for row in sheet.iter_rows(min_row=HEADER):
            assert all(cell.alignment.wrap_text and cell.font.name == "Times New Roman" for cell in row)


@pytest.mark.parametrize("name", ["Phụ lục", "Các mốc"])
def test_what_is_late_or_soon_is_coloured_by_its_label(name: str) -> None:
    sheet = read(written(ask_text(BUSY, "2021-08-01")))[name]
    column = next(cell.column_letter for cell in sheet[HEADER] if cell.value == "Tiến độ so với hạn")
    formulas = {rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules}
    assert formulas == {f'${column}{HEADER + 1}="{label}"' for label in ("quá hạn", "sắp đến hạn")}
    coloured = {str(area.sqref).split(":")[0] for area in sheet.conditional_formatting}
    assert {f"A{HEADER + 1}", f"{column}{HEADER + 1}"} <= coloured


def test_each_task_has_its_section_so_that_sorting_takes_nothing_apart() -> None:
    rows = table(read(written(ask_file(PLAN_2021)))["Phụ lục"])
    assert len(rows) == 38
    assert rows[0]["Mục"] == "1. Cải cách thể chế"
    assert all(row["Mục"].split(".")[0] in (row["Mã"].split(".")[0], "6", "III") for row in rows)


def test_links_to_the_web_can_be_followed_and_others_stay_texts() -> None:
    plan = plan_of(BUSY)
    links = {"https://a.example/x": "https://a.example/x", "javascript:alert(1)": None, "file:///etc/passwd": None}
    for link, leads in links.items():
        sections = tuple(
            replace(s, tasks=tuple(replace(task, entries=tuple(
                replace(e, evidence=tuple(replace(c, file=None, link=link) for c in e.evidence)) for e in task.entries
            )) for task in s.tasks))
            for s in plan.sections
        )  # fmt: skip
        book = read(written(ask(replace(plan, sections=sections), "2021-08-01")))
        for sheet in (book["Phụ lục"], book["Các mốc"], book["Minh chứng"]):
            found = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None}
            assert found == ({leads} if leads else set())


def test_the_counts_are_those_of_status_and_their_chart_is_of_the_cells() -> None:
    portfolio = ask_text(BUSY, "2021-08-01")
    data = render_workbook(VIETNAMESE, [counts_sheet(VIETNAMESE, portfolio, "Số liệu")], portfolio.as_of)
    rows = table(read(data)["Số liệu"])
    status = count_status(portfolio, Grouping.UNIT)[0]
    assert [row["Tổng"] for row in rows] == [row.total for row in (*status.rows, status.total)]
    for row, counts in zip(rows, (*status.rows, status.total), strict=True):
        assert row["Hoàn thành"] == counts.columns.get(StatusColumn.DONE, 0)
        assert row["Quá hạn"] == counts.columns.get(StatusColumn.OVERDUE, 0)
        assert sum(row[title] for title in list(row)[1:7]) == row["Tổng"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    last = HEADER + len(status.rows)
    areas = re.findall(r"<c:val><c:numRef><c:f>'Số liệu'!\$(\w)\$(\d+):\$\w\$(\d+)</c:f>", chart)
    assert areas == [(column, str(HEADER + 1), str(last)) for column in "BCDEFG"]


def test_the_lines_above_say_what_it_is() -> None:
    sheet = read(written(ask_file(PLAN_2021)))["Phụ lục"]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [
        "Kế hoạch Cải cách hành chính Sở Khoa học và Công nghệ năm 2021",
        "Quyết định số 335/QĐ-SKHCN ngày 17/11/2020, Sở Khoa học và Công nghệ tỉnh Quảng Ngãi",
        "Tính đến ngày 01/03/2021",
    ]


def test_of_a_unit_each_task_has_its_role() -> None:
    portfolio = ask_file(PLAN_2021)
    answer = select_tasks(portfolio, TaskSelection(unit="VP"))
    assert answer.party is not None
    sheet = appendix_sheet(VIETNAMESE, portfolio, "VP", answer.rows, answer.party.name)
    found = read(render_workbook(VIETNAMESE, [sheet], portfolio.as_of))["VP"]
    assert found.cell(4, 1).value == "Văn phòng Sở · Tính đến ngày 01/03/2021"
    roles = {row["Mã"]: row["Vai trò"] for row in table(found)}
    assert len(roles) == len(answer.rows)
    assert roles["2.b"] == "chủ trì"
    assert roles["III.1"] == "nơi nhận"


def test_evidence_has_a_column_for_each_part_of_a_document() -> None:
    book = read(written(ask_text(BUSY, "2021-08-01")))
    (row,) = table(book["Minh chứng"])
    assert {title: day(value) if isinstance(value, datetime) else value for title, value in row.items()} == {
        "STT": 1,
        "Mã": "1.a",
        "Nhiệm vụ": "Xây dựng kế hoạch",
        "Mốc": "Ban hành kế hoạch",
        "Đơn vị chủ trì": "Văn phòng Sở",
        "Ngày": date(2021, 3, 1),
        "Tình trạng": "hoàn thành",
        "Số, ký hiệu": "12/KH-SA",
        "Ngày văn bản": date(2021, 2, 26),
        "Cơ quan ban hành": "Sở A",
        "Trích yếu": "Kế hoạch",
        "Tệp, liên kết": "kh.pdf",
        "Đơn vị liên quan": None,
        "Người ghi nhận": "An",
        "Ngày ghi nhận": date(2021, 3, 1),
        "Mã mốc": "1.a/plan",
    }
    (missing,) = table(book["Chưa có minh chứng"])
    assert (missing["Mã mốc"], missing["Đơn vị thực hiện"]) == ("1.b/m", "Văn phòng")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_a_number(hostile: str) -> None:
    portfolio = ask(with_text_everywhere(plan_of(BUSY), hostile), "2021-08-01")
    data = written(portfolio)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inner = archive.read(name).decode("utf-8")
            assert "<f>" not in inner
            assert "<hyperlink" not in inner
            assert 'TargetMode="External"' not in inner
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\u200b]", inner)
    book = read(data)
    assert {row["Nhiệm vụ"] for row in table(book["Các mốc"])} == {safe(hostile) or None}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                assert cell.data_type != "f"
                if cell.data_type == "n" and cell.value is not None and not cell.is_date:
                    assert sheet.cell(HEADER, cell.column).value in ("Số ngày còn lại", "STT")


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    for letter in ("x", "ằ", "😀"):
        sheet = Sheet("A", (), (SheetColumn("A"),), (SheetRow((letter * 40_000,)), SheetRow((letter * 100,))))
        found = read(render_workbook(VIETNAMESE, [sheet], date(2021, 3, 1)))["A"]
        value = found["A4"].value
        assert value.endswith("x … (đã cắt: quá dài cho một ô)".removeprefix("x"))
        assert CELL_LIMIT - 1 <= len(value.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert value.startswith(letter * 1000)
        assert found["A5"].value == letter * 100


def test_a_day_before_the_days_of_excel_is_a_text() -> None:
    columns = (SheetColumn("A", kind=ColumnKind.DATE),)
    sheet = Sheet("A", (), columns, (SheetRow((date(1899, 12, 31),)), SheetRow((date(9999, 12, 31),))))
    found = read(render_workbook(VIETNAMESE, [sheet], date(2021, 3, 1)))["A"]
    assert found["A4"].value == "1899-12-31"
    assert found["A5"].value == datetime(9999, 12, 31)  # noqa: DTZ001 - Excel knows no zones


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    data = written(ask_text(BUSY, "2021-08-01"))
    assert data == written(ask_text(BUSY, "2021-08-01"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(data).properties
    assert properties.created == properties.modified == datetime(2021, 8, 1)  # noqa: DTZ001 - as the library reads it


def test_of_several_pieces_of_evidence_each_has_its_link_in_the_register() -> None:
    pieces = (Citation(number="1/KH-A"), Citation(link="https://a.example/1"), Citation(link="https://a.example/2"))
    assert evidence_value(VIETNAMESE, pieces) == "Kế hoạch số 1/KH-A\nhttps://a.example/1\nhttps://a.example/2"
    assert evidence_value(VIETNAMESE, pieces[1:2]) == Link("https://a.example/1", "https://a.example/1")


def test_rows_are_as_tall_as_their_words_are_wide() -> None:
    narrow = Sheet(
        "A", ("A",), (SheetColumn("Đơn vị", 6), SheetColumn("Số", 20)), (SheetRow(("Sở Khoa học và Công nghệ", "1")),)
    )
    sheet = read(render_workbook(VIETNAMESE, [narrow], date(2021, 1, 1)))["A"]
    # a column of six characters is 11 mm wide: hardly two words stand beside each other
    assert sheet.row_dimensions[5].height >= 4 * 14.5


@pytest.mark.parametrize(("units", "apart"), [(4, False), (30, True)])
def test_a_chart_stands_on_one_page(units: int, apart: bool) -> None:
    columns = (SheetColumn("Đơn vị", 36), *(SheetColumn(f"Số {n}", 11, ColumnKind.NUMBER) for n in range(7)))
    rows = tuple(SheetRow((f"Đơn vị {n}", 1, 2, 3, 4, 5, 6, 21)) for n in range(units + 1))
    book = read(render_workbook(VIETNAMESE, [Sheet("A", ("A",), columns, rows, chart="Biểu đồ")], date(2021, 1, 1)))
    sheet = book["A"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert bool(breaks) == apart
    assert bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage) != apart


def test_a_column_is_as_wide_as_the_longest_word_of_its_title() -> None:
    kinds = {"Deadline": ColumnKind.DATE, "Done": ColumnKind.NUMBER}
    titles = ("Id", "Task", "Lead unit", "Coordinating units", "Timeliness", "Products", "Deadline", "Done")
    columns = [
        SheetColumn(title, width=40 if title == "Task" else 10, kind=kinds.get(title, ColumnKind.TEXT))
        for title in (*titles, *titles[1:])
    ]
    widths = fitted_widths(columns)
    for column, size in zip(columns, widths, strict=True):
        assert size * 7 * 25.4 / 96 > longest_word(column.title, 11) - 0.1, column.title
        assert column.kind is ColumnKind.TEXT or size == column.width
    assert sum(size * 7.8 + 6 for size in widths) * 9 / 11 <= (11.69 - 0.6) * 96 + 1


@pytest.mark.parametrize(
    ("widths", "least", "expected"),
    [
        ([10, 10], [5, 5], [10, 10]),
        ([10, 4, 20], [5, 6, 5], [9.5, 6, 18.5]),
        ([10, 4], [9, 6], [10, 4]),  # there is not enough: as they were
        ([], [], []),
    ],
)
def test_what_a_column_lacks_the_others_spare(widths: list[float], least: list[float], expected: list[float]) -> None:
    assert with_room(widths, least) == pytest.approx(expected)
