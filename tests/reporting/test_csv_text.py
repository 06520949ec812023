"""CSV: read back by the standard reader, and nothing in it is a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date

import pytest
from asked import BUSY, HOSTILE, VIETNAMESE, ask, ask_file, ask_text, with_text_everywhere
from hypothesis import given
from hypothesis import strategies as st

from conftest import PLAN_2021
from parplan.languages import load_language
from parplan.queries.portfolio import Portfolio
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.reporting.csv_text import render_csv
from parplan.reporting.milestones import flat_sheet
from parplan.reporting.sheets import Sheet, SheetColumn, SheetRow
from small_plans import plan_of, write_plan


def written(portfolio: Portfolio, delimiter: str = ",") -> bytes:
    return render_csv(flat_sheet(VIETNAMESE, select_tasks(portfolio, TaskSelection()).rows), delimiter)


def read(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))


def test_it_is_what_excel_and_rfc_4180_ask_for() -> None:
    data = written(ask_file(PLAN_2021))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data == written(ask_file(PLAN_2021))


@pytest.mark.parametrize("day", ["2021-03-01", "2021-12-31"])
def test_a_row_is_an_item(day: str) -> None:
    portfolio = ask_file(PLAN_2021, day)
    items = list(portfolio.default.assessment.items())
    rows = read(written(portfolio))
    assert [row["address"] for row in rows] == [item.address for item in items]
    assert [row["due"] for row in rows] == [item.due.isoformat() if item.due else "" for item in items]
    assert [row["days"] for row in rows] == [
        str(item.days) if item.open and item.days is not None else "" for item in items
    ]
    assert [row["task"] for row in rows] == [f"NV {item.task.id}" for item in items]
    assert [row["id"] for row in rows] == [item.task.id for item in items]
    assert {row["agency"] for row in rows} == {"Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"}
    assert {row["year"] for row in rows} == {"2021"}
    assert b"plans/" not in written(portfolio)


def test_a_row_needs_no_other(golden_row: dict[str, str]) -> None:
    assert golden_row == {
        "task": "NV 1.a",
        "id": "1.a",
        "agency": "Sở A",
        "year": "2021",
        "section": "1. Cải cách thể chế",
        "address": "1.a/report",
        "milestone": "Báo cáo",
        "title": "Xây dựng kế hoạch",
        "lead": "Văn phòng Sở",
        "coordinating": "Các phòng, đơn vị thuộc Sở",
        "products": "Kế hoạch của Sở; Báo cáo",
        "time": "Quý I/2021",
        "due_printed": "theo quy định",
        "due": "2021-07-31",
        "last_working_day": "2021-07-30",
        "days": "-1",
        "state": "chưa cập nhật kết quả",
        "timeliness": "quá hạn",
        "done_on": "",
        "owed_by": "Văn phòng",
        "reschedulings": "xác định hạn, căn cứ Kế hoạch số 45/KH-UBND; "
        "gia hạn lần 1, hạn cũ 30/06/2021, căn cứ Kế hoạch số 60/KH-UBND",
        "evidence": "",
        "results": "Chi phí: ít nhất 10%; kết quả đạt được: 8,5%; 02/03/2021: 40%; Đã rà soát",
        "notes": "Đọc là Quý I/2021; Báo cáo: xác định hạn, căn cứ Kế hoạch số 45/KH-UBND; "
        "Báo cáo: gia hạn lần 1, hạn cũ 30/06/2021, căn cứ Kế hoạch số 60/KH-UBND; "
        "02/03/2021: khó khăn, vướng mắc: Thiếu số liệu",
    }


@pytest.fixture
def golden_row() -> dict[str, str]:
    return next(row for row in read(written(ask_text(BUSY, "2021-08-01"))) if row["address"] == "1.a/report")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_signs_between_columns_say_the_same(delimiter: str) -> None:
    portfolio = ask_text(BUSY, "2021-08-01")
    assert read(written(portfolio, delimiter), delimiter) == read(written(portfolio))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_begins_a_formula(hostile: str) -> None:
    rows = read(written(ask(with_text_everywhere(plan_of(BUSY), hostile), "2021-08-01")))
    assert len(rows) == 7
    for row in rows:
        assert None not in row
        for title, value in row.items():
            assert title == "days" or not begins_formula(value)
            assert not any(c in value for c in "\r\n\t\x00\x07\x1b\u202e\u200b")


def begins_formula(cell: str) -> bool:
    """Whether a program may take a cell for a formula, wherever in it another sign than this file's parts columns."""
    parts = (part.replace('"', "").strip() for part in re.split(r"[;,|\t\r\n]", cell))
    return any(unicodedata.normalize("NFKC", part).startswith(("=", "+", "-", "@", "−")) for part in parts)


SIGNS = [*"=+-@＝＋－＠﹦﹢﹣﹫−"]
BEFORE = ["", "x;", "x,", "x|", "x\t", "x\n", "x\r\n", "x; ", 'x;"', "x;;", " ", "\u00a0", "x;\u3000", '"', "x;\n- y\n"]


def cells_of(*texts: str, delimiter: str = ",") -> list[str]:
    """What a reader gets of rows of one text each."""
    data = render_csv(
        Sheet("", (), (SheetColumn("A"), SheetColumn("B")), tuple(SheetRow((text, "")) for text in texts)), delimiter
    )
    return [row["A"] for row in read(data, delimiter)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_nothing_begins_a_formula_whatever_parts_the_columns(delimiter: str) -> None:
    texts = [before + sign + "HYPERLINK(A1)" for before in BEFORE for sign in SIGNS]
    data = render_csv(
        Sheet("", (), (SheetColumn("A"), SheetColumn("B")), tuple(SheetRow((text, "a")) for text in texts)), delimiter
    )
    for other in ",;|\t":  # read by a program that parts columns by this sign, and sees no quotes
        for line in data.decode("utf-8-sig").splitlines():
            for cell in line.split(other):
                assert not begins_formula(cell), line


@given(st.lists(st.sampled_from(["=", "-", "＋", "'", '"', ";", ",", "|", " ", "a", "1"]), max_size=12).map("".join))
def test_the_guards_can_be_taken_away(text: str) -> None:
    [cell] = cells_of(text)
    assert not begins_formula(cell)
    assert re.sub(r"((?:^|[;,|\t\r\n])[\s\"]*)'", r"\1", cell) == text


def test_what_begins_no_formula_stays_as_it_is() -> None:
    texts = ["bình thường", "a=b", "2020-2021", "–", "Kế hoạch - báo cáo", "a; b, c | d", "gmail@x.vn"]
    assert cells_of(*texts) == texts
    data = render_csv(Sheet("", (), (SheetColumn("A"),), (SheetRow((date(2021, 3, 1),)), SheetRow((-5,)))), ",")
    assert [row["A"] for row in read(data)] == ["2021-03-01", "-5"]


def test_no_program_makes_one_point_one_of_a_task_and_headings_are_the_same_in_each_language() -> None:
    portfolio = ask_text(
        write_plan("    - {id: '1.1', title: A, lead: [VP]}\n    - {id: '1.10', title: B, lead: [VP]}")
    )
    rows = select_tasks(portfolio, TaskSelection()).rows
    english, vietnamese = (render_csv(flat_sheet(load_language(code), rows), ",") for code in ("en", "vi"))
    assert [row["task"] for row in read(english)] == ["NV 1.1", "NV 1.10"]
    assert [row["id"] for row in read(english)] == ["1.1", "1.10"]
    assert english.split(b"\r\n")[0] == vietnamese.split(b"\r\n")[0]
