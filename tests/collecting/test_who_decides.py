"""What a unit sends decides nothing, and who has answered stays known when another collection is undone."""

from __future__ import annotations

from filled_forms import COLUMNS, Desk, Filled


def test_undoing_a_collection_keeps_who_had_answered_before(desk: Desk) -> None:
    Filled(desk.path("VP")).put("1.a/plan", state="đang thực hiện", note="một").save()
    Filled(desk.path("KHTC")).put("1.c/check", state="chưa rõ").save()
    assert desk("collect", "bieu").code == 1
    Filled(desk.path("TTRA")).put("1.c/check", state="đang thực hiện", note="hai").save()
    assert desk("collect", "bieu").code == 1
    assert desk("undo", "--batch", "q1-2").code == 0
    (answers,) = desk("status", "--json").json["answers"]
    assert sorted(answers["answered"]) == ["KHTC", "VP"]
    assert desk("collect", "bieu").code == 1
    (answers,) = desk("status", "--json").json["answers"]
    assert sorted(answers["answered"]) == ["KHTC", "TTRA", "VP"]
    assert desk("undo", "--batch", "q1-1").code == 0
    (answers,) = desk("status", "--json").json["answers"]
    assert sorted(answers["answered"]) == ["KHTC", "TTRA"]


def _with_decisions(desk: Desk, *, marked: bool) -> None:
    """The form of TTRA with a row of VP and a column for decisions, with the form's own sheets or without."""
    done = desk.path("TTRA")
    key = Filled(desk.path("VP")).cell("1.a/plan", "key").value
    form = Filled(done)
    (header,) = (cell for cell in form.sheet["P"] if str(cell.value).startswith("Khóa"))
    form.sheet.cell(header.row, 17).value = "Quyết định"
    row = form.sheet.max_row + 1
    for name, value in {"state": "Hoàn thành", "on": "10/02/2021", "key": key}.items():
        form.sheet.cell(row, COLUMNS[name]).value = value
    if not marked:
        for sheet in form.book.worksheets:
            if sheet is not form.sheet:
                form.book.remove(sheet)
        form.book.custom_doc_props = type(form.book.custom_doc_props)()
    form.save()


def test_a_unit_that_adds_a_column_for_decisions_decides_nothing(desk: Desk) -> None:
    _with_decisions(desk, marked=True)
    before = desk.text
    for typed in ("bieu", str(desk.path("TTRA"))):
        answer = desk.collect(typed)
        assert [(item["unit"], item["verdict"]) for item in answer.items] == [("VP", "foreign")]
    assert desk.text == before


def test_a_sheet_of_decisions_among_what_units_sent_is_named_and_left_alone(desk: Desk) -> None:
    _with_decisions(desk, marked=False)
    before = desk.text
    answer = desk("collect", "bieu")
    assert answer.code == 1
    assert "it is a sheet of the office's decisions" in answer.out + answer.err
    assert desk.text == before
