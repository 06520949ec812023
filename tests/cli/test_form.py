"""``parplan form``: a workbook for each unit, with what it owes and nothing that may be changed by accident."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from conftest import Answer
from filled_forms import COLUMNS, Desk, Filled
from parplan.collecting.form_columns import FORM_COLUMNS, TITLES, column_called
from parplan.collecting.form_keys import FormKey, parse_key
from parplan.languages import load_language
from small_plans import write_plan


def test_each_unit_gets_what_it_owes_coordinates_and_measures(desk: Desk) -> None:
    rows = {
        unit: [cell.value for cell in openpyxl.load_workbook(desk.path(unit)).worksheets[1]["P"][1:]]
        for unit in ("VP", "TTRA", "KHTC", "TDC")
    }
    asked = {unit: [str(key).split(" ")[0].removeprefix("2021:") for key in keys] for unit, keys in rows.items()}
    assert asked == {
        # VP collects the reports of III.1, and owes none to itself.
        "VP": ["1.a/plan", "1.a/report", "1.a:cost", "1.a:visits", "1.b/plan", "1.b/talk", "1.c/check"],
        "TTRA": ["1.b/plan", "1.b/talk", "1.c/check", "III.1/q1"],
        "KHTC": ["1.a/plan", "1.a/report", "1.c/check", "III.1/q1"],
        "TDC": ["1.c/check", "III.1/q1"],
    }
    for keys in rows.values():
        for key in keys:
            parsed = parse_key(str(key))
            assert isinstance(parsed, FormKey)
            assert str(parsed) == key


def test_the_sheet_has_no_heading_rows_merged_cells_or_formulas_and_is_locked_but_for_the_answers(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.path())
    guide, sheet, hidden = book.worksheets
    assert (hidden.sheet_state, hidden["A1"].value) == ("hidden", "parplan-form")
    assert 8 <= guide.max_row <= 12
    assert not sheet.merged_cells.ranges
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [not cell.protection.locked for cell in sheet[2]] == [5 <= place < 15 for place in range(16)]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    # Each printed row is on two pages beside each other, both of which repeat what it is about.
    assert (sheet.page_setup.pageOrder, sheet.print_title_cols) == ("overThenDown", "$A:$C")
    (cut,) = (mark.id for mark in sheet.col_breaks.brk)
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]][:-1]  # without the key
    room = (297 / 25.4 - 0.8) * 96 / (sheet.page_setup.scale / 100)
    for columns in (widths[:cut], widths[:3] + widths[cut:]):
        assert sum(width * 7.8 + 6 for width in columns) < room  # as the widest program counts a character
    assert sheet.page_setup.scale * 11 / 100 > 8  # points
    due = sheet.cell(2, 4).value
    assert isinstance(due, datetime)
    assert due.date() == date(2021, 3, 31)
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert any("Hoàn thành".casefold() in str(rule.formula1).casefold() for rule in lists)


def test_properties_and_the_hidden_sheet_say_which_form_it_is(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.path("TTRA"))
    said = {row[0].value: row[1].value for row in book.worksheets[2].iter_rows(min_row=2, max_row=10)}
    assert (said["version"], said["unit"], said["period"], said["year"], said["day"]) == (
        "2",
        "TTRA",
        "q1",
        "2021",
        "2021-03-14",
    )
    assert len(said["sha256"]) == 64
    assert {prop.name: prop.value for prop in book.custom_doc_props.props}["parplan-unit"] == "TTRA"
    keys = [row[3].value for row in book.worksheets[2].iter_rows(max_row=4)]
    assert keys == [cell.value for cell in book.worksheets[1]["P"][1:]]


def test_the_same_day_gives_the_same_bytes(desk: Desk) -> None:
    desk.send("lai")
    assert desk.path(folder="lai").read_bytes() == desk.path().read_bytes()


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_header_that_is_written_is_read_as_its_column(code: str) -> None:
    language = load_language(code)
    for column in TITLES:
        assert column_called(language.gettext(TITLES[column])) is column
    assert set(FORM_COLUMNS) <= set(TITLES)


def test_what_is_recorded_is_shown_and_what_is_done_is_not_asked_again(desk: Desk) -> None:
    desk("progress", "1.a/report", "--state", "in-progress", "--on", "2021-03-10")
    desk("done", "1.a/plan", "--on", "2021-03-10")
    desk("progress", "1.a", "--measure", "cost=6,5", "--on", "2021-03-10")
    desk.send("sau")
    sheet = openpyxl.load_workbook(desk.path(folder="sau")).worksheets[1]
    shown = {str(row[COLUMNS["key"] - 1].value).split(" ")[0]: row[4].value for row in sheet.iter_rows(min_row=2)}
    assert "2021:1.a/plan" not in shown
    assert shown["2021:1.a/report"] == "đang thực hiện"
    assert shown["2021:1.a:cost"] == "6,5"


def test_requests_that_are_wrong(desk: Desk) -> None:
    for words, told in (
        (("form",), "-o is missing"),
        (("form", "-o", "x.xlsx"), "names a folder"),
        (("form", "-o", "x", "--unit", "VP", "--by-unit"), "cannot be used together"),
        (("form", "-o", "x", "--period", "q9"), "not one of"),
        (("form", "-o", "x", "--unit", "Sở B"), "no unit or group"),
        (("form", "-o", "bieu", "--period", "q1"), "already exists"),
    ):
        answer = desk(*words)
        assert (answer.code, told in answer.err) == (2, True), answer.err
    assert desk("form", "-o", "bieu", "--period", "q1", "--force").code == 0


def test_units_of_a_group_and_json(desk: Desk) -> None:
    answer = desk("form", "-o", "nhom", "--unit", "PHONG", "--json")
    assert [item["unit"] for item in answer.items] == ["VP", "TTRA", "KHTC"]
    assert answer.items[0]["path"] == "nhom/bieu-2021-q1-VP.xlsx"


def test_a_unit_that_has_ended_is_told_to_get_none(desk: Desk) -> None:
    ended = desk.text.replace("TTRA: {name: Thanh tra Sở", "TTRA: {name: Thanh tra Sở, until: 2021-03-01", 1)
    desk.plan.write_text(ended, encoding="utf-8")
    answer = desk("form", "--period", "q1", "--unit", "TTRA", "--unit", "TDC", "-o", "moi")
    assert answer.code == 0, answer.err
    assert answer.err.count("TTRA: nothing is asked in this period\n") == 1
    assert [path.name for path in (desk.folder / "moi").iterdir()] == ["bieu-2021-q1-TDC.xlsx"]


def test_a_plan_of_several_years_without_a_report_calendar_is_asked_about_by_year_and_quarter(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    tasks = "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: m, title: Nộp, due: 2022-02-28}]}"
    (tmp_path / "plan.yaml").write_text(write_plan(tasks, heading="through: 2023"), encoding="utf-8")
    words, env = ("--plan", "plan.yaml"), {"PARPLAN_TODAY": "2022-03-05"}
    answer = run("form", *words, "-o", "bieu", "--period", "q1", env=env)
    assert answer.code == 2
    assert "2021-q1, 2021-q2, 2021-q3, 2021-q4, 2022-q1" in answer.err
    assert run("form", *words, "-o", "bieu", "--period", "Quý IV/2021", env=env).code == 0
    assert run("form", *words, "-o", "bieu", env=env).code == 0
    assert [file.name for file in sorted((tmp_path / "bieu").iterdir())] == ["bieu-2021-2022-q1-VP.xlsx"]
    Filled(tmp_path / "bieu" / "bieu-2021-2022-q1-VP.xlsx").put("1.a/m", state="xong", on="26/2").save()
    (item,) = run("collect", "bieu", *words, "--json", env=env).items
    assert (item["verdict"], item["entries"][0]["date"], item["entries"][0]["batch"]) == (
        "new",
        "2022-02-26",
        "2022-q1-1",
    )
    assert "Every unit has sent back its form" in run("remind", "--missing", *words, env=env).err


def test_work_under_way_is_asked_about_though_its_deadline_was_moved_past_the_quarter(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    task = """
- id: 1.a
  title: Số hóa
  lead: [VP]
  milestones:
    - {id: moved, title: Số hóa hồ sơ, due: Quý I/2021}
    - {id: begun, title: Nhập dữ liệu, due: 2021-11-30}
    - {id: later, title: Nghiệm thu, due: 2021-12-15}
  progress:
    - {date: 2021-02-01, milestone: moved, percent: 40}
    - {date: 2021-03-01, milestone: moved, due: 2021-10-30, basis: 5/TB}
    - {date: 2021-03-02, milestone: begun, note: Đã nhập 2 tháng}
"""
    plan = write_plan(task, reports="q1: {due: 2021-03-15, from: 2021-01-01, to: 2021-03-14}")
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    run("form", "--period", "q1", "-p", "p.yaml", "--as-of", "2021-03-14", "-o", "out")
    (path,) = (tmp_path / "out").glob("*.xlsx")
    codes = [cell.value for cell in openpyxl.load_workbook(path).worksheets[1]["B"][1:]]
    assert codes == ["1.a/moved", "1.a/begun"]


def test_a_period_without_a_report_has_its_name_and_the_example_a_day_of_the_year(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text(write_plan("- {id: 1.a, title: Việc, lead: [VP], time: Quý III/2021}"), "utf-8")
    words = ("form", "--plan", "p.yaml", "--period", "q3", "--unit", "VP", "-o", "bieu", "--as-of", "2021-08-02")
    assert run(*words, "--lang", "vi").code == 0
    guide = openpyxl.load_workbook(next((tmp_path / "bieu").iterdir())).worksheets[0]
    lines = [cell.value for (cell,) in guide.iter_rows(max_col=1) if cell.value]
    assert lines[0] == "Biểu báo cáo tiến độ, quý III năm 2021: Văn phòng Sở"
    assert any(line.endswith("ví dụ 02/8/2021.") for line in lines)


@pytest.mark.parametrize("name", ["Ban &[Picture] A & B", "&" * 300, "A" * 120 + "&" * 3 + "B" * 200])
def test_a_name_with_codes_of_page_headers_is_a_text(
    run: Callable[..., Answer], tmp_path: Path, name: str, recwarn: pytest.WarningsRecorder
) -> None:
    (tmp_path / "plans").mkdir()
    plan = write_plan("[{id: 1.a, title: A, lead: [VP], milestones: [{id: m, title: A, due: Quý I/2021}]}]")
    (tmp_path / "plans" / "2021.yaml").write_text(plan.replace("Văn phòng Sở", f'"{name}"'), encoding="utf-8")
    answer = run("form", "--period", "q1", "--unit", "VP", "-o", "out")
    assert (answer.code, [str(one.message) for one in recwarn]) == (0, [])
    (path,) = (tmp_path / "out").iterdir()
    with ZipFile(path) as package:
        header = re.findall("<oddHeader>(.*)</oddHeader>", package.read("xl/worksheets/sheet2.xml").decode())
    shown = unescape(header[0]).removeprefix("&L").partition("&R")[0].replace("&&", "&")
    assert name.replace("&[", "& [").startswith(shown)
    assert len(shown) > 20
