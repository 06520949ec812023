"""The first quarter of the plan of 2021, from forms filled in as people do: late, wrong, twice, in other words."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from openpyxl.comments import Comment

from conftest import PLAN_2021, REPOSITORY, Answer
from filled_forms import Desk, Filled

sys.path.insert(0, str(REPOSITORY / "examples"))

from year import WINDOWS


def _office(folder: Path, run: Callable[..., Answer]) -> Desk:
    (folder / "plans").mkdir()
    text = PLAN_2021.read_text(encoding="utf-8")
    for printed, written in WINDOWS.items():
        assert printed in text
        text = text.replace(printed, written)
    (folder / "plans" / "2021.yaml").write_text(text, encoding="utf-8")
    return Desk(folder, run)


def _first_answers(desk: Desk) -> None:
    """What is there on 4 March."""
    came = desk.folder / "nhan"
    came.mkdir()
    form = Filled(desk.path("TTRA"))
    form.put("1.c/plan", state="Đã ban hành", on="18/02/2021", number="15/KH-SKHCN")
    form.put("III.1/q1", state="x", on="2/3")
    form.save(came / "thanh tra.xlsx")
    form.save(came / "thanh tra (bản cuối).xlsx")  # sent twice
    form = Filled(desk.path("KHTC"))
    form.put("III.1/q1", state="hoan thanh", on=datetime.date(2021, 3, 1), number="05/BC-KHTC", document="01.03.2021")
    form.save(came / "Chi cục TĐC.xlsx")  # whose name contradicts its content
    form = Filled(desk.path("VP"))
    form.put("2.b/plan", state="xong ", on="10/02/2021", number="12/KH-SKHCN", document="09/02/2021")
    form.put("2.b/plan", title="Kế hoạch rà soát TTHC năm 2021")
    form.put("2.e/ongoing", state="đang làm", note="Đã niêm yết 62 TTHC tại trụ sở", link="https://skhcn.example/tthc")
    form.put("2.k/plan", state="Hoàn thành", on=datetime.date(2021, 12, 2), number="21/KH-SKHCN")  # 12 February
    form.put("1.b:documents", figure="100%").put("2.b:cost", figure="1.234")
    form.put("1.d/plan", difficulty="Chưa có hướng dẫn của Bộ Tư pháp", proposal="không")
    form.sheet.insert_rows(4)
    form.sheet.cell(4, 6).value = "Đã làm thêm việc khác"
    form.save(came / "vp.xlsx")
    document = Document()
    document.add_table(3, 4).cell(1, 1).text = "Đã nộp báo cáo quý I"
    document.save(str(came / "UDDV.docx"))  # a table in Word instead
    form = Filled(desk.path("TCT"))
    next(iter(form.sheet.iter_rows(min_row=2)))[5].comment = Comment("Tổ chưa họp", "Tổ")
    form.save(came / "to cong tac.xlsx")


def _late_answers(desk: Desk) -> None:
    """What comes after it."""
    came = desk.folder / "nhan muon"
    came.mkdir()
    Filled(desk.path("TDC")).put("III.1/q1", state="đã nộp", on="04/3/2021").save(came / "tdc.xlsx")
    Filled(desk.path("UDDV")).put("III.1/q1", state="✓", on="5/3/2021", number="07/BC-UDDV").save(came / "uddv.xlsx")


def _log(desk: Desk) -> list[tuple[Any, ...]]:
    items = desk("log", "--json", "--as-of", "2021-03-14").items
    return [
        (one["address"], one.get("unit"), one["date"], one.get("state"), one.get("batch"))
        for one in items
        if one.get("batch")
    ]


def test_a_quarter_is_collected(run: Callable[..., Answer], tmp_path: Path) -> None:
    desk = _office(tmp_path, run)
    before = desk.plan.read_bytes()
    assert desk("form", "--period", "q1", "-o", "bieu", today="2021-03-01T08:00:00+07:00").code == 0
    _first_answers(desk)

    fourth = "2021-03-04T15:00:00+07:00"
    first = desk.collect("nhan", "-o", "doi-chieu.xlsx", "--by", "Nguyễn An", today=fourth)
    assert first.code == 1
    assert (first.json["batch"], sorted(first.json["answered"])) == ("q1-1", ["KHTC", "TCT", "TTRA", "VP"])
    assert first.json["silent"] == ["TDC", "UDDV", "TTPVHCC"]
    assert [Path(one["file"]).name for one in first.json["wrong_form"]] == ["UDDV.docx"]
    refused = {(one["address"], one["target"]) for one in first.items if one["verdict"] == "invalid"}
    # A comment, a row that was added, a day the wrong way round, 1.234.
    assert len(refused) == 4
    assert {("2.k/plan", None), ("2.b", "cost"), (None, None)} <= refused

    book = openpyxl.load_workbook(tmp_path / "doi-chieu.xlsx")
    sheet = book.worksheets[0]
    titles = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        address = sheet.cell(row, titles["Mã"]).value
        if sheet.cell(row, titles["Kết quả đối chiếu"]).value != "không hợp lệ":
            continue
        if address == "2.k/plan":  # the unit was asked on the telephone
            sheet.cell(row, titles["Ngày"]).value = datetime.date(2021, 2, 12)
        elif address == "2.b":
            sheet.cell(row, titles["Số đo"]).value = "1,2"
        else:
            sheet.cell(row, titles["Quyết định (thay / bỏ)"]).value = "bỏ"
    book.save(tmp_path / "doi-chieu.xlsx")
    second = desk.collect("doi-chieu.xlsx", today="2021-03-05T09:00:00+07:00")
    assert (second.code, second.json["batch"], second.json["set_aside"]) == (0, "q1-2", 2)

    _late_answers(desk)
    third = desk.collect("nhan muon", today="2021-03-08T09:00:00+07:00")
    assert (third.code, third.json["batch"], third.json["silent"]) == (0, "q1-3", ["TTPVHCC"])

    assert _log(desk) == [
        ("2.b/plan", "VP", "2021-02-10", "done", "q1-1"),
        ("2.k/plan", "VP", "2021-02-12", "done", "q1-2"),
        ("1.c/plan", "TTRA", "2021-02-18", "done", "q1-1"),
        ("III.1/q1", "KHTC", "2021-03-01", "done", "q1-1"),
        ("III.1/q1", "TTRA", "2021-03-02", "done", "q1-1"),
        ("1.b", "VP", "2021-03-04", None, "q1-1"),
        ("1.d/plan", "VP", "2021-03-04", None, "q1-1"),
        ("2.e/ongoing", "VP", "2021-03-04", "in-progress", "q1-1"),
        ("III.1/q1", "TDC", "2021-03-04", "done", "q1-3"),
        ("2.b", "VP", "2021-03-05", None, "q1-2"),
        ("III.1/q1", "UDDV", "2021-03-05", "done", "q1-3"),
    ]
    assert desk("validate").code == 0
    # Everything sent again is nothing new, and taken back in any order the plan is as it was.
    assert {one["verdict"] for one in desk.collect("nhan", "nhan muon", today="2021-03-09T09:00:00+07:00").items} <= {
        "same",
        "invalid",
        "conflict",
    }
    for batch in ("q1-2", "q1-3", "q1-1"):
        assert desk("undo", "--batch", batch).code == 0
    assert desk.plan.read_bytes() == before
