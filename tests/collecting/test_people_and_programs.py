"""What people and programs do to sheets: each is taken as it is meant, or asked; nothing is invented or lost."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from filled_forms import COLUMNS, DUTIES, REPORTS, TASKS, Desk, Filled
from parplan.collecting.answer_sheets import AnswerCell
from parplan.collecting.cell_values import CellError, parse_figure, parse_state, parse_text
from parplan.collecting.cells_shown import doubt_about, number_shown
from parplan.languages import load_language
from small_plans import write_plan


def _form(desk: Desk, unit: str = "VP") -> Filled:
    return Filled(desk.path(unit))


@pytest.mark.parametrize(
    "typed",
    [
        datetime.date(2021, 2, 10),
        "10/02/2021",
        "10/2/2021 ",
        "10.02.2021",
        "10-2-21",
        "10/2",
        "2021-02-10",
        "ngày 10 tháng 02 năm 2021",
        "Ngày\u00a010/02/2021",
        44237,
        "20210210",
    ],
)
def test_a_day_is_read_however_it_is_typed_or_stored(desk: Desk, typed: Any) -> None:
    _form(desk).put("1.a/plan", state="Hoàn thành", on=typed).save()
    before = desk.text
    assert desk.verdicts() == {"1.a/plan": "new"}
    (line,) = desk.added(before)
    assert line.startswith('- {date: 2021-02-10, milestone: plan, unit: VP, state: done, batch: "q1-1", recorded: ')


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        # An English program made a day in December of what was typed as 2 December … or 12 February.
        (datetime.date(2021, 12, 2), "2021-02-12"),
        ("30/02/2021", "30/02/2021"),
        ("hôm qua", "hôm qua"),
        (12.5, "1900"),
        (datetime.date(2021, 3, 20), "2021-03-14"),
        ("10/02/1921", "1921-02-10"),
        (True, "True"),
    ],
)
def test_a_day_that_is_none_or_may_be_another_is_asked(desk: Desk, typed: Any, told: str) -> None:
    _form(desk).put("1.a/plan", state="Hoàn thành", on=typed).save()
    before = desk.text
    (item,) = desk.collect().items
    assert (item["verdict"], item["cell"]) == ("invalid", "G2")
    assert told in item["message"]
    assert desk.text == before


def test_a_day_without_a_year_of_a_form_that_comes_back_next_year_is_asked_about(desk: Desk) -> None:
    """The fifth of January was recorded for last year, though the form came back on the tenth."""
    form = _form(desk).put("1.a/plan", state="Hoàn thành", on="5/1")
    form.save()
    assert desk.verdicts("bieu", "--dry-run") == {"1.a/plan": "new"}
    (item,) = desk.collect(today="2022-01-10T08:00:00+07:00").items
    assert (item["verdict"], item["message"]) == ("invalid", "“5/1”: of which year?")
    form.put("1.a/plan", on="10/2").save()  # not yet in the new year
    (item,) = desk.collect(today="2022-01-10T08:00:00+07:00").items
    assert (item["verdict"], item["entries"][0]["date"]) == ("new", "2021-02-10")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Hoàn thành", "done"),
        ("hoan thanh", "done"),
        (unicodedata.normalize("NFD", "Hoàn thành"), "done"),
        ("  HOÀN\u00a0THÀNH  ", "done"),
        ("đã xong", "done"),
        ("x", "done"),
        ("X ", "done"),
        ("✓", "done"),
        (True, "done"),
        ("hoàn thành 100%", "done"),
        ("Đang thực hiện", "in-progress"),
        ("dang lam.", "in-progress"),
        ("đang triển khai (40%)", "in-progress"),
        ("chưa thực hiện", "not-started"),
        ("tạm dừng", "paused"),
    ],
)
def test_states_in_other_words(desk: Desk, typed: Any, state: str) -> None:
    _form(desk).put("1.a/plan", state=typed, on="10/02/2021").save()
    (item,) = desk.collect().items
    assert item["verdict"] == "new"
    assert item["entries"][0]["state"] == state


@pytest.mark.parametrize(
    "typed", ["chưa xong", "gần xong", "hoàn thành 80%", "hoàn thành?", 7, "120%", "Đang thực hiện và xong"]
)
def test_a_state_that_may_mean_two_things_is_asked(desk: Desk, typed: Any) -> None:
    _form(desk).put("1.a/plan", state=typed, on="10/02/2021").save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


@pytest.mark.parametrize("typed", ["6,5", "6.5", 6.5, "6,5%", "6,5 %", " 6.50"])
def test_a_figure_with_either_decimal_sign(desk: Desk, typed: Any) -> None:
    _form(desk).put("1.a:cost", figure=typed).save()
    (item,) = desk.collect().items
    assert (item["verdict"], item["address"], item["target"]) == ("new", "1.a", "cost")
    assert [float(value) for value in item["entries"][0]["measures"].values()] == [6.5]


@pytest.mark.parametrize(
    ("held", "shown_by", "figure"),
    [
        (6, '0"%"', 6),
        (6.5, "0.0\\%", 6.5),
        (6, "[$%]0", 6),
        (6, "0_%", 6),
        (0.065, "0.0%;[Red]-0.0%", 6.5),
        (6, "0.0;-0%", 6),
        (6.5, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', 6.5),
    ],
)
def test_a_percent_sign_that_is_only_written_multiplies_nothing(
    desk: Desk, held: float, shown_by: str, figure: float
) -> None:
    form = _form(desk).put("1.a:cost", figure=held)
    form.cell("1.a:cost", "figure").number_format = shown_by
    form.save()
    (item,) = desk.collect("bieu", "--dry-run").items
    assert item["entries"][0]["measures"] == {"cost": figure}


@pytest.mark.parametrize(
    ("column", "held", "shown_by", "told"),
    [
        ("figure", 5_000_000, "#,##0,,", "(#,##0,,)"),
        ("figure", 12_000, "0.0,", "(0.0,)"),
        ("figure", 6, '0"0"', '(0"0")'),
        ("figure", 6, '0.0%" so với 2020"', "2020"),
        ("figure", 6, "-0", "(-0)"),
        ("figure", -6, "0;0", "(0;0)"),
        ("figure", 6, ";;;", "(;;;)"),
        ("figure", 6, "[>5]0%;0", "[>5]"),
        ("figure", 5, '0" triệu"', "“triệu”"),
        ("figure", 5, "[$₫-42A]#,##0", "“₫”"),
        ("figure", "\u202e12\u202c", "@", "turn"),
        ("note", 5_000_000, "#,##0,,", "(#,##0,,)"),
        ("note", 5, '0" triệu"', "“triệu”"),
        ("note", datetime.date(2021, 3, 1), "mm/yyyy", "(mm/yyyy)"),
        ("document_date", datetime.date(2021, 3, 1), "mmm-yy", "(mmm-yy)"),
    ],
)
def test_a_cell_that_shows_another_value_than_it_has_is_asked_about(
    column: str, held: Any, shown_by: str, told: str
) -> None:
    cell = openpyxl.Workbook().active.cell(1, 1, held)
    cell.number_format = shown_by
    words = number_shown(held, shown_by).words if isinstance(held, int) else ""
    asked = doubt_about(cell, held, None)
    if asked is None:
        with pytest.raises(CellError) as raised:
            (parse_figure if column == "figure" else lambda one, _: parse_text(one))(
                AnswerCell("H2", held, words=words), "%"
            )
        asked = raised.value.problem
    assert told in load_language("en").render(asked)


def test_letters_that_are_struck_out_and_powers_are_asked_about(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.c/check", state="đang thực hiện")
    form.cell("1.a/plan", "state").font = Font(strike=True)
    three, two = (TextBlock(InlineFont(**look), text) for look, text in (({"strike": True}, "3"), ({}, "5")))
    form.cell("1.a:cost", "figure").value = CellRichText(three, two)
    form.save()
    assert desk.verdicts() == {"1.a/plan": "invalid", "1.a:cost": "invalid", "1.c/check": "new"}
    form.cell("1.a:cost", "figure").value = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    form.save()
    assert desk.verdicts()["1.a:cost"] == "invalid"


def test_a_percentage_in_a_note_is_what_it_shows_and_a_hidden_sheet_is_not_read(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện", note=0.5)
    form.cell("1.a/plan", "note").number_format = "0%"
    other = form.sheet.parent.copy_worksheet(form.sheet)
    other.sheet_state = "veryHidden"
    form.put("1.c/check", state="đang thực hiện").cell("1.c/check", "state").value = None
    other.cell(form.row("1.c/check"), form.cell("1.c/check", "state").column, "đang thực hiện")
    form.save()
    before = desk.text
    assert desk.verdicts() == {"1.a/plan": "new"}
    assert 'note: "50%"' in desk.added(before)[0]


@pytest.mark.parametrize("unit", ["%", "% hồ sơ", "phần trăm"])
def test_a_percentage_is_a_figure_that_is_counted_in_percent(unit: str) -> None:
    assert parse_figure(AnswerCell("H1", "97,5%"), unit) == Decimal("97.5")
    with pytest.raises(CellError, match="not counted in percent"):
        parse_figure(AnswerCell("H1", "97,5%"), "văn bản")


def test_every_whole_percentage_of_a_state_is_read() -> None:
    for percent in range(101):
        cell = AnswerCell("F1", percent / 100, percent=True)
        said = parse_state(cell)
        assert said is not None
        assert said.percent == (None if percent == 100 else percent)


@pytest.mark.parametrize("sign", ["-", " -", ",", "a -"])
def test_a_state_of_as_many_signs_as_a_cell_holds_is_refused_at_once(sign: str) -> None:
    """Each sign was tried as the end of the words: a sheet of 41 such cells took minutes."""
    with pytest.raises(CellError):
        parse_state(AnswerCell("F1", f"x{sign * (32_700 // len(sign))}y"))


def test_a_unit_that_begins_with_a_number_is_not_taken_off_one() -> None:
    assert parse_figure(AnswerCell("H1", "5 1000 đồng"), "1000 đồng") == 5
    with pytest.raises(CellError):
        parse_figure(AnswerCell("H1", "51000 đồng"), "1000 đồng")


def test_a_percentage_of_excel_is_what_it_shows(desk: Desk) -> None:
    form = _form(desk).put("1.a:cost", figure=0.57)
    form.cell("1.a:cost", "figure").number_format = "0%"
    form.save()
    (item,) = desk.collect().items
    assert [float(value) for value in item["entries"][0]["measures"].values()] == [57]


@pytest.mark.parametrize(
    "typed", ["1.234", "1,234", 1.234, "12.345,678", "khoảng 6", "6-7", datetime.date(2021, 5, 6), "6,5 tỷ", True]
)
def test_a_figure_that_may_be_another_is_asked(desk: Desk, typed: Any) -> None:
    _form(desk).put("1.a:cost", figure=typed).save()
    before = desk.text
    assert desk.verdicts() == {"1.a:cost": "invalid"}
    assert desk.text == before


@pytest.mark.parametrize("typed", ["12.345.678", "12,345,678", "12.345.678,0"])
def test_thousands_in_groups_are_a_figure(typed: str) -> None:
    assert parse_figure(AnswerCell("H1", typed), "đồng") == 12_345_678


def test_what_was_typed_is_what_is_asked_about(desk: Desk) -> None:
    _form(desk).put("1.a:cost", figure="1,250").save()
    assert "“1,250”" in desk.collect().items[0]["message"]


def test_blanks_and_forms_of_letters_are_cleaned(desk: Desk) -> None:
    note = unicodedata.normalize("NFD", "\u00a0Đã\u200b họp \r\n với các\u00a0phòng  ")
    _form(desk).put("1.a/plan", state="đang thực hiện", note=note).save()
    (item,) = desk.collect().items
    assert item["entries"][0]["note"] == "Đã họp\nvới các phòng"


def test_no_difficulties_is_nothing_to_record(desk: Desk) -> None:
    _form(desk).put("1.a/plan", difficulty="Không có", proposal="-", number="Chưa có", link="chưa có").save()
    assert desk.verdicts() == {}


def test_a_document_in_its_four_cells(desk: Desk) -> None:
    _form(desk).put(
        "1.a/plan", state="x", on="10/2/2021", number="12/KH-SA", document="09/02/2021", title="Kế hoạch rà soát",
        link="https://sa.example/12",
    ).save()  # fmt: skip
    before = desk.text
    assert desk.verdicts() == {"1.a/plan": "new"}
    assert (
        'evidence: [{number: "12/KH-SA", date: 2021-02-09, title: "Kế hoạch rà soát", link: "https://sa.example/12"}]'
        in desk.added(before)[0]
    )


@pytest.mark.slow
@pytest.mark.parametrize("file", ["D:\\hồ sơ\\kế hoạch", "kế hoạch số 12.pdf", "vanban.sa.example/12"])
def test_a_file_in_the_column_of_links_is_evidence(desk: Desk, file: str) -> None:
    _form(desk).put("1.a/plan", link=file).save()
    (item,) = desk.collect().items
    assert item["entries"][0]["evidence"] == [{"file": file}]


def test_the_address_behind_a_link_is_taken(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", link="Bấm vào đây")
    form.cell("1.a/plan", "link").hyperlink = "https://sa.example/kh"
    form.cell("1.a/plan", "link").value = "Bấm vào đây"
    form.save()
    (item,) = desk.collect().items
    assert item["entries"][0]["evidence"] == [{"link": "https://sa.example/kh"}]


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Kế hoạch rà soát"},
        {"document": "10/02/2021"},
        {"number": datetime.date(2021, 3, 12)},
        pytest.param({"number": "1/KH-A; 2/KH-A", "document": "10/02/2021"}, marks=pytest.mark.slow),
        {"number": "Đang trình ký"},
        {"number": "1/KH-A", "link": "Đang trình UBND/HĐND"},
        {"number": "1/KH-A, 2/KH-A", "document": "10/02/2021"},
        {"number": "1/KH-A ngày 09/02/2021", "document": "10/02/2021"},
    ],
)
def test_a_document_without_its_number_or_with_two_owners_is_asked(desk: Desk, values: dict[str, Any]) -> None:
    _form(desk).put("1.a/plan", state="đang thực hiện", **values).save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


@pytest.mark.parametrize(
    "values",
    [
        {"state": "Hoàn thành"},
        {"on": "10/02/2021"},
        {"state": "không thực hiện"},
        {"state": "đang thực hiện", "figure": 12},
        {"state": "hoàn thành", "on": "10/02/2021", "figure": "80%"},
    ],
)
def test_half_an_answer_is_asked(desk: Desk, values: dict[str, Any]) -> None:
    _form(desk).put("1.a/plan", **values).save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


def test_a_comment_instead_of_an_answer_is_told_and_beside_one_only_remarked_on(desk: Desk) -> None:
    form = _form(desk).put("1.a/report", state="đang thực hiện")
    form.cell("1.a/plan", "state").comment = Comment("Xong ngày 10/2", "An")
    form.cell("1.a/report", "note").comment = Comment("Hỏi lại", "An")
    form.save()
    items = {item["address"]: item for item in desk.collect().items}
    assert items["1.a/plan"]["verdict"] == "invalid"
    assert "Xong ngày 10/2" in items["1.a/plan"]["message"]
    assert items["1.a/report"]["verdict"] == "new"
    assert "Hỏi lại" in items["1.a/report"]["remarks"][0]


def test_rows_that_were_inserted_have_no_key_and_are_told(desk: Desk) -> None:
    form = _form(desk)
    form.sheet.insert_rows(3)
    form.sheet.cell(3, COLUMNS["state"]).value = "Hoàn thành"
    form.put("1.a/plan", state="đang thực hiện").save()
    items = desk.collect().items
    assert [(item["row"], item["verdict"]) for item in items] == [(2, "new"), (3, "invalid")]


def test_rows_sorted_filtered_hidden_and_columns_moved_are_read_all_the_same(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="x", on="10/2/2021").put("1.a:cost", figure="6,5")
    old = [[cell.value for cell in row] for row in form.sheet.iter_rows()]
    book = openpyxl.Workbook()
    other = book.create_sheet("Tháng 3")
    other.append(["số liệu riêng của phòng", 1, 2])
    sheet = book.worksheets[0]
    sheet.title = "đã điền"
    sheet.append(["SỞ A", None, "biểu gửi lại"])
    sheet.append([])
    for row in [old[0], *reversed(old[1:])]:
        sheet.append(row[::-1])
    sheet.row_dimensions[5].hidden = True
    sheet.auto_filter.ref = "A3:P20"
    desk.path().unlink()
    book.save(desk.folder / "bieu" / "Phòng Thanh tra (sai tên).xlsx")
    answer = desk.collect()
    assert {(item["address"], item["target"]): item["verdict"] for item in answer.items} == {
        ("1.a/plan", None): "new",
        ("1.a", "cost"): "new",
    }
    assert answer.json["answered"] == ["VP"]
    assert "Tháng 3" in desk("collect", "bieu", "--dry-run").out


def test_only_some_columns_sorted_is_noticed(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện")
    form.put("1.a/plan", id="1.a/report").put("1.a/report", id="1.a/plan").save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


def test_a_key_that_was_dragged_is_damaged(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện")
    cell = form.cell("1.a/plan", "key")
    cell.value = f"{cell.value[:-1]}{'0' if cell.value[-1] != '0' else '1'}"
    form.save()
    (item,) = desk.collect().items
    assert (item["verdict"], item["unit"]) == ("invalid", None)


def test_a_copied_row_counts_once_and_twice_with_different_content_not_at_all(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện").put("1.a/report", state="đang thực hiện", note="A")
    for address in ("1.a/plan", "1.a/report"):
        form.sheet.append([cell.value for cell in form.sheet[form.row(address)]])
    form.sheet.cell(form.sheet.max_row, COLUMNS["note"]).value = "B"
    form.save()
    before = desk.text
    verdicts = sorted((item["address"], item["verdict"]) for item in desk.collect().items)
    assert verdicts == [("1.a/plan", "new"), ("1.a/plan", "same"), ("1.a/report", "invalid"), ("1.a/report", "invalid")]
    assert len(desk.added(before)) == 1


def test_merged_entry_cells_are_refused(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện").put("1.c/check", state="đang thực hiện")
    form.sheet.merge_cells("O2:O3")
    form.save()
    verdicts = desk.verdicts()
    assert verdicts["1.a/plan"] == "invalid"
    assert verdicts["1.c/check"] == "new"


def test_a_unit_that_answers_for_another_is_foreign(desk: Desk) -> None:
    other = Filled(desk.path("TTRA")).put("1.c/check", state="đang thực hiện")
    form = _form(desk).put("1.a/plan", state="đang thực hiện")
    form.sheet.append([cell.value for cell in other.sheet[other.row("1.c/check")]])
    form.save()
    items = {(item["unit"], item["address"]): item["verdict"] for item in desk.collect().items}
    assert items == {("VP", "1.a/plan"): "new", ("TTRA", "1.c/check"): "foreign"}


def test_a_form_of_another_plan_or_year_is_foreign(desk: Desk) -> None:
    _form(desk).put("1.a/plan", state="đang thực hiện").save()
    desk.plan.write_text(desk.text.replace("1/QĐ-SA", "2/QĐ-SA"), encoding="utf-8")
    answer = desk.collect()
    assert (answer.code, [item["verdict"] for item in answer.items]) == (1, ["foreign"])


def test_what_google_sheets_leaves_suffices(desk: Desk) -> None:
    """Protection, properties, formats and the hidden sheet are gone; booleans stand for ticks."""
    form = _form(desk).put("1.a/plan", state=True, on="10/02/2021").put("1.c/check", state=False)
    book = openpyxl.Workbook()
    for row in form.sheet.iter_rows(values_only=True):
        book.worksheets[0].append(row)
    book.save(desk.path())
    answer = desk.collect()
    assert [(item["address"], item["verdict"]) for item in answer.items] == [("1.a/plan", "new")]
    assert answer.json["answered"] == ["VP"]


def test_the_value_a_formula_showed_is_taken_with_a_remark_and_one_without_is_asked(desk: Desk) -> None:
    import xlsxwriter

    form = _form(desk)
    rows = list(form.sheet.iter_rows(values_only=True))
    book = xlsxwriter.Workbook(desk.path(), {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value.isoformat() if isinstance(value, datetime.datetime) else value)
    sheet.write_formula(
        form.row("1.a/plan") - 1, COLUMNS["state"] - 1, '=IF(TRUE,"đang thực hiện","")', None, "đang thực hiện"
    )
    sheet.write_formula(form.row("1.a/report") - 1, COLUMNS["note"] - 1, "=#REF!", None, "#REF!")
    book.close()
    items = {item["address"]: item for item in desk.collect().items}
    assert items["1.a/plan"]["verdict"] == "new"
    assert items["1.a/plan"]["remarks"]
    assert items["1.a/report"]["verdict"] == "invalid"


def test_a_formula_that_no_program_has_calculated_is_asked_about(desk: Desk) -> None:
    _form(desk).put("1.a:cost", figure="=197/2").save()  # openpyxl stores no value
    (item,) = desk.collect().items
    assert (item["verdict"], item["message"]) == (
        "invalid",
        "the cell has a formula without a value: it is to be typed instead",
    )


def test_texts_of_a_sheet_are_data(desk: Desk) -> None:
    nasty = '=HYPERLINK("http://x";"y") \x1b[31m {"a": 1} # </r>'
    form = _form(desk).put("1.a/plan", state="đang thực hiện")
    form.cell("1.a/plan", "note").value = nasty.replace("\x1b", "_x001B_")
    form.cell("1.a/plan", "note").data_type = "s"
    form.save()
    assert desk.verdicts() == {"1.a/plan": "new"}
    assert desk("validate").code == 0
    (entry,) = desk("log", "1.a", "--json").items
    assert entry["note"] == nasty.replace("\x1b", "")


def test_a_header_typed_over_is_told_and_no_answer_under_it_is_lost(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện", note="A")
    form.sheet.cell(1, COLUMNS["note"]).value = "Ý kiến khác"
    form.save()
    answer = desk.collect()
    assert (answer.code, answer.items) == (1, [])
    assert "Ý kiến khác" in answer.json["wrong_form"][0]["message"]


def test_a_column_that_stands_twice_is_asked(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="đang thực hiện")
    form.sheet.cell(1, 17).value = "Trạng thái"
    form.sheet.cell(2, 17).value = "Hoàn thành"
    form.save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


def test_silence_changes_nothing(desk: Desk) -> None:
    before = desk.text
    answer = desk.collect()
    assert (answer.code, answer.items, answer.json["answered"]) == (0, [], [])
    assert answer.json["silent"] == ["VP", "TTRA", "KHTC", "TDC"]
    assert desk.text == before
    assert not (desk.folder / "plans" / ".2021.collect.json").exists()


def test_whoever_coordinates_says_what_it_did_and_finishes_nothing(desk: Desk) -> None:
    form = _form(desk, "KHTC").put("1.a/plan", state="đang thực hiện", note="Đã góp ý dự thảo")
    form.put("1.a/report", state="Hoàn thành", on="10/02/2021").save()
    assert desk.verdicts() == {"1.a/plan": "new", "1.a/report": "invalid"}


def test_a_duty_that_follows_events_is_not_finished_by_a_tick(desk: Desk) -> None:
    _form(desk).put("1.b/talk", state="x", on="10/02/2021").save()
    assert desk.verdicts() == {"1.b/talk": "invalid"}


def test_units_that_owe_together_and_tell_different_things_are_asked(desk: Desk) -> None:
    _form(desk).put("1.b/plan", state="Hoàn thành", on="10/02/2021").save()
    _form(desk, "TTRA").put("1.b/plan", state="đang thực hiện").save()
    assert [item["verdict"] for item in desk.collect().items] == ["conflict", "conflict"]


@pytest.mark.parametrize(
    ("address", "one", "other", "verdict"),
    [
        ("1.b:found", {"figure": 4}, {"figure": 5}, "conflict"),
        ("1.b:found", {"figure": 4}, {"figure": 4}, "new"),
        ("1.b:fines", {"figure": 4}, {"figure": 5}, "new"),  # these add up
        ("1.b/plan", {"state": "đang thực hiện 50%"}, {"state": "đang thực hiện 10%"}, "conflict"),
        ("1.b/plan", {"state": "đang thực hiện 50%"}, {"state": "đang thực hiện"}, "new"),
    ],
)
def test_figures_and_percentages_of_what_is_owed_together_agree(
    desk: Desk, address: str, one: dict[str, Any], other: dict[str, Any], verdict: str
) -> None:
    targets = "  targets:\n    - {id: found, title: Số vi phạm}\n    - {id: fines, title: Số xử phạt, total: sum}\n"
    with_figures = TASKS.replace("- id: 1.c", f"{targets}- id: 1.c")
    desk.plan.write_text(write_plan(with_figures, duties=DUTIES, reports=REPORTS), encoding="utf-8")
    desk.send("bieu", "--force")
    for unit, said in (("VP", one), ("TTRA", other)):
        Filled(desk.path(unit)).put(address, **said).save()
    assert [item["verdict"] for item in desk.collect().items] == [verdict, verdict]


@pytest.mark.parametrize(
    ("address", "recorded", "again", "other"),
    [
        (
            "1.b/plan",
            "state: paused, reason: chờ",
            {"state": "tạm dừng", "note": "vẫn chờ"},
            {"state": "đang thực hiện"},
        ),
        pytest.param(
            "1.b/plan",
            "unit: TTRA, batch: q1-1, state: in-progress, percent: 10",
            {"state": "đang thực hiện 10%"},
            {"state": "đang thực hiện 50%"},
            marks=pytest.mark.slow,
        ),
        ("1.b:found", "unit: TTRA, batch: q1-1, measures: {found: 4}", {"figure": 4}, {"figure": 5}),
    ],
)
def test_units_that_owe_it_together_disagree_though_one_says_what_is_recorded(
    desk: Desk, address: str, recorded: str, again: dict[str, Any], other: dict[str, Any]
) -> None:
    milestone = "milestone: plan, " if "/" in address else ""
    more = "  targets:\n    - {id: found, title: Số vi phạm}\n"
    more += f"  progress:\n    - {{date: 2021-03-01, {milestone}{recorded}}}\n"
    tasks = TASKS.replace("- id: 1.c", f"{more}- id: 1.c")
    desk.plan.write_text(write_plan(tasks, duties=DUTIES, reports=REPORTS), encoding="utf-8")
    desk.send("bieu", "--force")
    Filled(desk.path("TTRA")).put(address, **again).save()
    Filled(desk.path("VP")).put(address, **other).save()
    verdicts = {
        item["unit"]: (item["verdict"], item["entries"]) for item in desk.collect("bieu", "-o", "dc.xlsx").items
    }
    assert verdicts == {"VP": ("conflict", []), "TTRA": ("conflict", [])}
    book = openpyxl.load_workbook(desk.folder / "dc.xlsx")
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    decision = next(column for title, column in head.items() if str(title).startswith("Quyết định"))
    row = next(
        cells for cells in sheet.iter_rows(min_row=2) if cells[1].value == "VP" and address in str(cells[-1].value)
    )
    sheet.cell(row[0].row, decision).value = "thay"
    book.save(desk.folder / "dc.xlsx")
    assert {item["unit"]: item["verdict"] for item in desk.collect("dc.xlsx").items}["VP"] == "new"


@pytest.mark.parametrize(
    "number",
    [
        "12/BC-VP ngày 02/3/2021",
        pytest.param("Quyết định số 45/QĐ-UBND ngày 5/2/2021 của UBND xã về kiện toàn", marks=pytest.mark.slow),
        pytest.param("12/BC-VP (dự thảo)", marks=pytest.mark.slow),
        pytest.param("12/BC-VP\nngày 02/3/2021", marks=pytest.mark.slow),
    ],
)
def test_a_document_named_with_its_day_in_one_cell_is_recorded_once(desk: Desk, number: str) -> None:
    _form(desk).put("1.a/plan", state="Hoàn thành", on="10/02/2021", number=number).save()
    before = desk.text
    assert desk.verdicts() == {"1.a/plan": "new"}
    (line,) = desk.added(before)
    assert line.count("number:") == 1
    assert desk.verdicts() == {"1.a/plan": "same"}


@pytest.mark.parametrize(
    "number",
    [
        "12/BC-VP ngày 30/02/2021",
        "12/BC-VP ngày 26/2",
        "12/BC-VP ngày 02/03/2022",
        pytest.param("12/BC-VP ngày 26/2 Kế hoạch rà soát", marks=pytest.mark.slow),
        "12/BC-VP, 13/BC-VP",
        pytest.param("1/BC-VP ngày 2/2/2021 và 2/BC-VP ngày 3/2/2021", marks=pytest.mark.slow),
    ],
)
def test_a_document_that_is_two_or_of_no_certain_day_is_asked_about(desk: Desk, number: str) -> None:
    _form(desk).put("1.a/plan", state="Hoàn thành", on="10/02/2021", number=number).save()
    assert desk.verdicts() == {"1.a/plan": "invalid"}


def test_a_copy_of_what_is_asked_about_is_asked_about_too(desk: Desk) -> None:
    form = _form(desk).put("1.b/plan", state="Hoàn thành", on="10/02/2021")
    form.save()
    form.save(desk.path().with_name("copy.xlsx"))
    _form(desk, "TTRA").put("1.b/plan", state="đang thực hiện").save()
    assert [item["verdict"] for item in desk.collect().items] == ["conflict", "conflict", "conflict"]


def test_an_answer_for_a_day_before_what_the_unit_said_last_is_told(desk: Desk) -> None:
    form = _form(desk).put("1.a/plan", state="tạm dừng")
    form.save()
    assert desk.verdicts() == {"1.a/plan": "new"}
    form.put("1.a/plan", state="không thực hiện", on="07/03/2021", note="hết hiệu lực").save()
    (item,) = desk.collect(today="2021-03-20T08:00:00+07:00").items
    assert (item["verdict"], len(item["entries"])) == ("new", 1)
    assert item["remarks"] == [
        "1.a/plan: recorded for 2021-03-07; the state today follows from the entry of 2021-03-14"
    ]


def test_a_figure_that_adds_up_is_not_counted_twice(desk: Desk) -> None:
    form = _form(desk).put("1.a:visits", figure=5)
    form.save()
    assert desk.verdicts() == {"1.a:visits": "new"}
    assert desk.verdicts(today="2021-03-20T08:00:00+07:00") == {"1.a:visits": "same"}
    form.put("1.a:visits", figure=7).save()
    assert desk.verdicts(today="2021-03-20T08:00:00+07:00") == {"1.a:visits": "conflict"}


def test_a_day_before_the_plan_was_decided_is_asked_about(desk: Desk) -> None:
    _form(desk).put("1.a/plan", state="Hoàn thành", on="10/03/2020").save()
    (item,) = desk.collect().items
    assert (item["verdict"], item["message"]) == ("invalid", "2020-03-10: is the year right?")


def test_a_day_before_the_plan_was_decided_is_taken_where_a_report_has_its_data(desk: Desk) -> None:
    for old, new in (("from: 2021-01-01", "from: 2020-12-15"), ("date: 2020-12-01", "date: 2021-02-10")):
        assert old in desk.text
        desk.plan.write_text(desk.text.replace(old, new), encoding="utf-8")
    desk.send("moi")
    form = Filled(desk.path(folder="moi"))
    form.put("1.a/plan", state="Hoàn thành", on="30/12/2020").put("1.b/plan", state="Hoàn thành", on="10/12/2020")
    form.save()
    assert desk.verdicts("moi") == {"1.a/plan": "new", "1.b/plan": "invalid"}
    assert "P504" not in desk("validate").out


def test_a_full_title_that_the_form_does_not_show_is_told_as_changed(desk: Desk) -> None:
    title = "title: Ban hành kế hoạch rà soát"
    text = re.sub(rf"^( +){title}$", rf"\1{title}\n\1short: Rà soát", desk.text, flags=re.MULTILINE)
    desk.plan.write_text(text, encoding="utf-8")
    desk.send("moi")
    desk.plan.write_text(text.replace(title, "title: Ban hành kế hoạch rà xoát"), encoding="utf-8")
    form = Filled(desk.path(folder="moi"))
    form.put("1.a/plan", state="Hoàn thành", on="10/02/2021").save()
    (item,) = desk.collect("moi").items
    told = "the full title of 1.a/plan, or the name of VP, has changed since the form was sent"
    assert (item["verdict"], item["message"]) == ("conflict", told)


def test_a_form_tells_which_figures_add_up_and_collecting_tells_what_they_are_added_to(desk: Desk) -> None:
    entry = "  progress: [{date: 2021-02-01, measures: {visits: 1250, cost: 4}}]\n"
    tasks = TASKS.replace("- id: 1.b", f"{entry}- id: 1.b", 1)
    desk.plan.write_text(write_plan(tasks, duties=DUTIES, reports=REPORTS), encoding="utf-8")
    desk.send("bieu", "--force")
    form = _form(desk)
    asked = {id: form.sheet.cell(form.row(f"1.a:{id}"), 3).value.split("\n")[0] for id in ("cost", "visits")}
    assert asked["visits"].endswith("lượt; cộng dồn: chỉ ghi số phát sinh thêm, chưa có trong số đã ghi nhận)")
    assert asked["cost"].endswith("; ghi số tính đến nay)")
    form.put("1.a:visits", figure=30).put("1.a:cost", figure=5).save()
    remarks = {item["target"]: item["remarks"] for item in desk.collect().items}
    assert remarks == {"visits": ["visits adds up: 30 besides the 1250 recorded before"], "cost": []}


@pytest.mark.parametrize("typed", [".5", ".75", ",5", "...5", ".5%"])
def test_a_figure_without_its_whole_part_is_asked_about(typed: str) -> None:
    with pytest.raises(CellError):
        parse_figure(AnswerCell("H1", typed), "%")
