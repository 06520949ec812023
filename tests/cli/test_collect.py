"""``parplan collect``: rows judged, recorded as one change, decided about, and taken back as a whole."""

from __future__ import annotations

import json
import re
import shutil
import stat
from typing import Any

import openpyxl
import pytest
import yaml
from msgspec.structs import replace

from conftest import needs_links, on_posix
from filled_forms import DUTIES, REPORTS, TASKS, Desk, Filled
from parplan.cli.verbs import collect
from parplan.collecting.collection_record import new_collection_record, render_collection_record
from parplan.collecting.form_keys import FormKey, parse_key
from small_plans import write_plan


def _answers(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021", number="12/KH-SA")
    form.put("1.a:cost", figure="6,5").put("1.b/plan", state="xong").save()
    Filled(desk.path("TTRA")).put("III.1/q1", state="x", on="12/03/2021").put("1.c/check", state="dang lam").save()


def test_what_is_new_is_one_change_of_one_moment_and_batch(desk: Desk) -> None:
    _answers(desk)
    before = desk.text
    answer = desk.collect("bieu", "--by", "Nguyễn An")
    assert (answer.code, answer.json["batch"], answer.json["changed"]) == (1, "q1-1", True)
    added = desk.added(before)
    assert len(added) == 4
    assert all('by: "Nguyễn An", batch: "q1-1", recorded: 2021-03-14T08:00:00+07:00}' in line for line in added)
    assert answer.json["answered"] == ["TTRA", "VP"]
    assert answer.json["silent"] == ["KHTC", "TDC"]
    assert desk("validate").code == 0


def test_undo_takes_back_the_whole_byte_for_byte_and_who_answered_with_it(desk: Desk) -> None:
    _answers(desk)
    before = desk.plan.read_bytes()
    desk.collect()
    after = desk.plan.read_bytes()
    assert desk("undo", "--batch", "Q1-1", "--dry-run").code == 0
    assert desk.plan.read_bytes() == after
    answer = desk("undo", "--batch", "q1-1", "--json")
    assert answer.code == 0
    assert {item["address"] for item in answer.items} == {"1.a", "1.c/check", "III.1/q1"}
    assert desk.plan.read_bytes() == before
    record = json.loads((desk.folder / "plans" / ".2021.collect.json").read_text(encoding="utf-8"))
    assert record["collections"][0]["undone"] == "2021-03-14"
    again = desk.collect()
    assert again.json["batch"] == "q1-2"
    assert again.json["again"] == []


def test_a_unit_that_corrects_its_answer_back_is_asked_about(desk: Desk) -> None:
    found = []
    for k, figure in enumerate(("4", "5", "4", "5")):
        desk.send(f"gui-{k}")
        Filled(desk.path(folder=f"gui-{k}")).put("1.a:cost", figure=figure).save()
        found += [item["verdict"] for item in desk.collect(f"gui-{k}").items]
    assert found == ["new", "new", "conflict", "same"]
    before = desk.text
    assert [item["verdict"] for item in desk.collect("gui-0").items] == ["conflict"]
    assert desk.text == before


def test_undo_of_a_batch_there_is_not_and_of_two_things_at_once(desk: Desk) -> None:
    _answers(desk)
    desk.collect()
    assert "q1-1" in desk("undo", "--batch", "q9-9").err
    assert desk("undo", "1.a", "--batch", "q1-1").code == 2


def test_a_whole_list_in_brackets_is_taken_back_too(desk: Desk) -> None:
    desk.plan.write_text(
        desk.text.replace(
            "  title: Ban hành kế hoạch rà soát", "  title: Ban hành kế hoạch rà soát\n        progress: []", 1
        ),
        encoding="utf-8",
    )
    desk.send("moi")
    before = desk.plan.read_bytes()
    Filled(desk.path(folder="moi")).put("1.a/plan", state="đang làm").put("1.a/report", state="đang làm").put(
        "1.a:cost", figure=7
    ).save()
    assert desk.collect("moi").code == 0
    assert desk("undo", "--batch", "q1-1").code == 0
    assert desk.plan.read_bytes() == before


def test_the_same_sheet_again_changes_not_a_byte(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.a/report", state="đang làm").save()
    assert desk.collect().code == 0
    plan, record = desk.plan.read_bytes(), (desk.folder / "plans" / ".2021.collect.json").read_bytes()
    answer = desk.collect("bieu", today="2021-03-20T08:00:00+07:00")
    assert (answer.code, answer.json["changed"], answer.json["again"]) == (0, False, ["VP"])
    assert {item["verdict"] for item in answer.items} == {"same"}
    assert desk.plan.read_bytes() == plan
    assert (desk.folder / "plans" / ".2021.collect.json").read_bytes() == record


def test_dry_run_writes_nothing_and_says_the_same(desk: Desk) -> None:
    _answers(desk)
    before = desk.plan.read_bytes()
    dry = desk.collect("bieu", "--dry-run")
    assert desk.plan.read_bytes() == before
    assert [path.name for path in desk.plan.parent.iterdir()] == ["2021.yaml"]
    assert dry.items == desk.collect().items


def test_a_plan_that_has_changed_since_is_a_conflict_that_tells_both(desk: Desk) -> None:
    _answers(desk)
    desk("progress", "1.a/plan", "--state", "in-progress", "--on", "2021-03-12", "--note", "Chờ ký")
    answer = desk("collect", "bieu", COLUMNS="400")
    assert answer.code == 1
    said = " ".join(answer.out.split())
    assert "the plan has changed since the form went out" in said
    assert "Chờ ký" in said
    assert "12/KH-SA" in said
    assert "recorded: in progress" in said
    assert desk("log", "1.a/plan", "--json").items[-1]["note"] == "Chờ ký"
    desk("progress", "1.a", "--measure", "cost=4", today="2021-03-15T08:00:00+07:00")
    later = desk("collect", "bieu", COLUMNS="400", today="2021-03-16T08:00:00+07:00")
    assert "recorded: in progress" in " ".join(later.out.split())  # not the figure measured since


def test_a_mended_answer_of_the_same_form_is_no_conflict_but_reopening_is(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="đang làm")
    form.save()
    assert desk.verdicts() == {"1.a/plan": "new"}
    form.put("1.a/plan", state="Hoàn thành", on="14/03/2021").save()
    assert desk.verdicts() == {"1.a/plan": "new"}
    form.put("1.a/plan", state="đang làm", on=None).save()
    assert desk.verdicts()["1.a/plan"] in ("same", "conflict")
    form.put("1.a/plan", state="Hoàn thành", on="11/03/2021").save()
    assert desk.verdicts() == {"1.a/plan": "conflict"}


def test_two_files_of_one_unit_that_differ_are_both_told(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="đang làm", note="A").put("1.a/report", state="đang làm")
    form.save()
    form.put("1.a/plan", note="B").save(desk.folder / "bieu" / "VP (2).xlsx")
    verdicts = [(item["address"], item["verdict"]) for item in desk.collect().items]
    assert verdicts.count(("1.a/plan", "conflict")) == 2
    assert sorted(verdict for address, verdict in verdicts if address == "1.a/report") == ["new", "same"]


def _decide(desk: Desk, decisions: dict[str, str]) -> None:
    path = desk.folder / "doi-chieu.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert not sheet.protection.sheet
    titles = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        address = str(sheet.cell(row, titles["Khóa (không sửa)"]).value).split(" ")[0].removeprefix("2021:")
        if address in decisions:
            sheet.cell(row, titles["Quyết định (thay / bỏ)"]).value = decisions[address]
    book.save(path)


def test_the_office_decides_in_a_workbook_that_is_read_in_turn(desk: Desk) -> None:
    _answers(desk)
    desk("progress", "1.a/plan", "--state", "in-progress", "--on", "2021-03-12", "--note", "Chờ ký")
    desk("done", "1.b/plan", "--on", "2021-03-01")
    Filled(desk.path()).put("1.b/plan", on="02/03/2021").save()
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").code == 1
    assert desk.collect("doi-chieu.xlsx").code == 1  # nothing is decided yet
    _decide(desk, {"1.a/plan": "BO", "1.b/plan": "thay"})
    answer = desk.collect("doi-chieu.xlsx")
    assert (answer.code, answer.json["set_aside"]) == (0, 1)
    assert [(item["address"], item["verdict"]) for item in answer.items if item["verdict"] == "new"] == [
        ("1.b/plan", "new")
    ]
    (entry,) = [one for one in desk("log", "1.b", "--json").items if one["state"] == "done"]
    assert (entry["date"], entry["unit"], entry["batch"]) == ("2021-03-02", "VP", "q1-2")


def test_a_workbook_of_decisions_among_other_files_decides_nothing(desk: Desk) -> None:
    """`collect bieu/*.xlsx`, where a shell names each file, is what units sent as `collect bieu` is."""
    _answers(desk)
    desk("done", "1.b/plan", "--on", "2021-03-01")
    Filled(desk.path()).put("1.b/plan", on="02/03/2021").save()
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").code == 1
    _decide(desk, {"1.b/plan": "thay"})
    before = desk.text
    answer = desk("collect", "doi-chieu.xlsx", str(desk.path()))
    assert "among what units sent: nothing was taken from it" in " ".join(answer.out.split())
    assert "name that file and no other" in " ".join(answer.out.split())
    assert [one["date"] for one in desk("log", "1.b", "--json").items if one["state"] == "done"] == ["2021-03-01"]
    assert desk.text == before
    desk.collect("doi-chieu.xlsx")
    assert [one["date"] for one in desk("log", "1.b", "--json").items if one["state"] == "done"] == ["2021-03-02"]


def test_what_a_decision_replaces_is_told_and_undoing_puts_it_back(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.a:visits", figure=4)
    form.save()
    assert desk.collect().code == 0
    first = desk("log", "--json").items
    form.put("1.a/plan", on="12/02/2021").put("1.a:visits", figure=7).save()
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").code == 1
    _decide(desk, {"1.a/plan": "thay", "1.a:visits": "thay"})
    shown = " ".join(desk("collect", "doi-chieu.xlsx", "--dry-run").out.split())
    assert "in place of: Văn phòng: done on 2021-02-10, batch: q1-1" in shown
    told = [item["replaced"] for item in desk.collect("doi-chieu.xlsx").items]
    assert [(one["date"], one.get("measures")) for (one,) in told] == [
        ("2021-02-10", None),
        ("2021-03-14", {"visits": 4}),
    ]
    assert [entry["batch"] for entry in desk("log", "--json").items] == ["q1-2", "q1-2"]
    answer = desk("undo", "--batch", "q1-2", "--json")
    assert len(answer.items[0]["put_back"]) == 2
    assert desk("log", "--json").items == first


def test_texts_and_documents_of_a_corrected_form_are_told_and_a_decision_takes_out_the_old_ones(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="x", on="10/02/2021", number="12/KH-SA", note="5 hồ sơ")
    form.put("1.a/report", state="đang làm", difficulty="Thiếu 2 biên chế").save()
    assert all(item["remarks"] == [] for item in desk.collect().items)
    original = desk.text
    form.put("1.a/plan", number="21/KH-SA", note="6 hồ sơ").put("1.a/report", difficulty="Thiếu 3 biên chế").save()
    plan, report = desk.collect().items
    assert [item["verdict"] for item in (plan, report)] == ["new", "new"]
    assert "answered for this period before: 5 hồ sơ; 12/KH-SA; `thay`" in plan["remarks"][0]
    assert "before: Thiếu 2 biên chế; `thay`" in report["remarks"][0]
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").json["changed"] is False
    both = desk.text
    _decide(desk, {"1.a/plan": "thay", "1.a/report": "thay"})
    assert [len(item["replaced"]) for item in desk.collect("doi-chieu.xlsx").items] == [2, 2]
    for old, new in (("5 hồ sơ", "6 hồ sơ"), ("12/KH-SA", "21/KH-SA"), ("Thiếu 2", "Thiếu 3")):
        assert (desk.text.count(old), desk.text.count(new)) == (0, 1)
    assert desk.text.count("state: done") == original.count("state: done")
    assert desk.verdicts("doi-chieu.xlsx") == {"1.a/plan": "same", "1.a/report": "same"}
    assert desk("undo", "--batch", "q1-3").code == 0
    assert sorted(desk.text.splitlines()) == sorted(both.splitlines())


def test_a_document_told_in_more_words_or_besides_is_no_correction(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="x", on="10/02/2021", number="12/KH-SA")
    form.save()
    desk.collect()
    form.put("1.a/plan", title="Kế hoạch rà soát", note="Đã gửi").save()
    (item,) = desk.collect().items
    assert (item["verdict"], item["remarks"]) == ("new", [])


def test_a_decision_takes_out_no_entry_about_more_than_its_row(desk: Desk) -> None:
    """An entry for all units, the whole task, all occurrences, or with a figure is not given up for one row."""
    office = [
        ("done", "III.1/q1", "--all-units", "--on", "2021-02-20"),
        ("done", "1.b", "--all", "--on", "2021-02-20"),
        ("progress", "1.a/plan", "--state", "done", "--measure", "cost=4", "--on", "2021-02-20"),
    ]
    for words in office:
        assert desk(*words).code == 0
    Filled(desk.path("TTRA")).put("III.1/q1", state="x", on="26/02/2021").put("1.b/plan", state="x", on="26/2").save()
    Filled(desk.path()).put("1.a/plan", state="x", on="26/02/2021").save()
    assert set(desk.verdicts("bieu", "-o", "doi-chieu.xlsx").values()) == {"conflict"}
    _decide(desk, dict.fromkeys(("III.1/q1", "1.b/plan", "1.a/plan"), "thay"))
    before = desk.text
    answer = desk.collect("doi-chieu.xlsx")
    assert desk.text == before
    assert {item["message"].partition(",")[0] for item in answer.items} == {
        "what is recorded is about more than this row"
    }


def test_a_decision_takes_out_an_entry_for_all_that_was_about_its_row_alone(desk: Desk) -> None:
    text = re.sub(".*id: talk.*\n", "", desk.text.replace("[VP, TTRA]", "[VP]"))
    desk.plan.write_text(text, encoding="utf-8")
    desk.send("bieu", "--force")
    assert desk("done", "1.b", "--all", "--all-units", "--on", "2021-02-20").code == 0
    Filled(desk.path()).put("1.b/plan", state="x", on="26/02/2021").save()
    assert desk.verdicts("bieu", "-o", "doi-chieu.xlsx") == {"1.b/plan": "conflict"}
    _decide(desk, {"1.b/plan": "thay"})
    assert desk.verdicts("doi-chieu.xlsx") == {"1.b/plan": "new"}


def _insert_a_task(desk: Desk) -> None:
    """Insert a task like 1.a before it, so that 1.a becomes 1.b, and so on."""
    text = desk.text
    for id, new in (("1.c", "1.d"), ("1.b", "1.c"), ("1.a", "1.b")):
        text = text.replace(f"- id: {id}\n", f"- id: {new}\n", 1)
    like = text[text.index("      - id: 1.b\n") : text.index("      - id: 1.c\n")]
    other = like.replace("1.b", "1.a").replace("Ban hành kế hoạch rà soát", "Công bố thủ tục")
    other = other.partition("        progress:\n")[0]
    desk.plan.write_text(text.replace(like, other + like), encoding="utf-8")


def test_answers_about_a_task_whose_id_another_has_now_are_asked_about(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.a:visits", figure=4)
    form.put("1.b/plan", state="đang thực hiện").save()
    Filled(desk.path("KHTC")).put("1.a/plan", state="đang thực hiện").save()
    assert [item["verdict"] for item in desk.collect("bieu", "--dry-run").items] == ["new"] * 4
    _insert_a_task(desk)
    before = desk.text
    answer = desk.collect()
    assert {item["verdict"] for item in answer.items} == {"conflict"}
    assert "“Ban hành kế hoạch – Ban hành kế hoạch rà soát”, and 1.a/plan is “Công bố thủ tục” now" in str(answer.json)
    assert desk.text == before


def _alike(*times: str) -> str:
    """Tasks 1.d, 1.e … and milestones m1, m2 … of one title and lead each, with other times."""
    tasks = [
        f"- {{id: 1.{id}, title: Báo cáo chuyên đề, lead: [VP], time: {time}}}\n"
        for id, time in zip("def", times, strict=False)
    ]
    milestones = [f"{{id: m{k}, title: Báo cáo, due: {time}}}" for k, time in enumerate(times, 1)]
    tasks.append(f"- {{id: 1.h, title: Kiểm tra, lead: [VP], milestones: [{', '.join(milestones)}]}}\n")
    return write_plan(TASKS + "".join(tasks), duties=DUTIES, reports=REPORTS)


#: Both are due on 31/3, so that no column but the key tells the rows apart.
MARCH, QUARTER = "Tháng 3/2021", "Quý I/2021"


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ((MARCH, QUARTER), "new"),
        ((QUARTER, MARCH), "conflict"),  # they changed places
        (("Tháng 2/2021", MARCH, QUARTER), "conflict"),  # one was inserted
        ((QUARTER,), "conflict"),  # the first was deleted
    ],
)
def test_answers_about_several_of_one_title_are_asked_about_where_the_ids_may_be_others_now(
    desk: Desk, now: tuple[str, ...], verdict: str
) -> None:
    desk.plan.write_text(_alike(MARCH, QUARTER), encoding="utf-8")
    desk.send("bieu", "--force")
    form = Filled(desk.path())
    for address in ("1.d", "1.e", "1.h/m1", "1.h/m2"):
        form.put(address, state="đang thực hiện")
    form.save()
    desk.plan.write_text(_alike(*now), encoding="utf-8")
    answer = desk.collect("bieu", "-o", "doi-chieu.xlsx")
    assert [item["verdict"] for item in answer.items] == [verdict] * 4
    if len(now) == 2 and verdict == "conflict":
        assert answer.items[0]["message"] == (
            "the form may ask about another “Báo cáo chuyên đề” than the one that is 1.d now"
        )
        _decide(desk, {"1.d": "thay", "1.h/m2": "bỏ"})
        assert desk.verdicts("doi-chieu.xlsx") == {"1.d": "new", "1.e": "conflict", "1.h/m1": "conflict"}


@pytest.mark.parametrize(
    ("before", "now", "verdicts", "told"),
    [
        ('unit: "%"}', "unit: văn bản}", "new conflict new", "what 1.a:cost counts"),
        pytest.param(
            "total: sum", "total: latest", "new new conflict", "what 1.a:visits counts", marks=pytest.mark.slow
        ),
        ("VP: {name: Văn phòng Sở", "VP: {name: Phòng Pháp chế", "conflict conflict conflict", "VP had another name"),
        ("VP: {name: Văn phòng Sở", "VP: {name: Phòng Pháp chế, aliases: [Văn phòng Sở]", "new new new", ""),
        (
            "VP: {name: Văn phòng Sở",
            "VP: {name: X}\n  V: {name: Văn phòng Sở",
            "conflict conflict conflict",
            "is V now",
        ),
    ],
)
def test_answers_are_asked_about_where_their_unit_or_what_a_figure_counts_may_be_another_now(
    desk: Desk, before: str, now: str, verdicts: str, told: str
) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="đang thực hiện")
    form.put("1.a:cost", figure=12).put("1.a:visits", figure=4).save()
    assert before in desk.text
    desk.plan.write_text(desk.text.replace(before, now), encoding="utf-8")
    answer = desk.collect("bieu", "--dry-run")
    assert " ".join(item["verdict"] for item in answer.items) == verdicts
    assert told in next((item["message"] for item in answer.items if item["verdict"] == "conflict"), "")
    if "is V now" in told:  # no decision makes it another unit's answer
        desk.collect("bieu", "-o", "doi-chieu.xlsx")
        _decide(desk, {"1.a/plan": "thay"})
        assert desk.verdicts("doi-chieu.xlsx")["1.a/plan"] == "conflict"


def test_forms_of_earlier_versions_are_taken_where_the_title_tells_the_task(desk: Desk) -> None:
    desk.plan.write_text(_alike(MARCH, QUARTER), encoding="utf-8")
    desk.send("bieu", "--force")
    form = Filled(desk.path())
    for address in ("1.d", "1.h/m1", "1.a/plan"):
        form.put(address, state="đang thực hiện")
        key = parse_key(str(form.cell(address, "key").value))
        assert isinstance(key, FormKey)
        form.cell(address, "key").value = str(replace(key, subject=""))
    form.save()
    verdicts = {"1.d": "conflict", "1.h/m1": "conflict", "1.a/plan": "new"}
    assert desk.verdicts("bieu") == verdicts


def test_words_of_any_form_are_known_again(desk: Desk) -> None:
    text = desk.text.replace(
        "title: Ban hành kế hoạch rà soát", "title: |\n          =SUM(A1) “một” & hai\n          ba – 5%", 1
    )
    text = text.replace("title: Kiểm tra công vụ", 'title: "???"').replace("kế hoạch kiểm tra", '"…"')
    desk.plan.write_text(text.replace('title: Ban hành "…"', 'title: "…"'), encoding="utf-8")
    for language in ("vi", "en"):
        desk.send("bieu", "--force", "--lang", language)
        for unit in ("VP", "KHTC"):
            Filled(desk.path(unit)).put("1.a/plan", state="đang thực hiện").save()
        Filled(desk.path()).put("1.a:visits", figure=4).put("1.b/plan", state="đang thực hiện").save()
        assert {item["verdict"] for item in desk.collect("bieu", "--dry-run").items} == {"new"}


def test_what_was_decided_before_a_task_was_inserted_is_decided_again_and_undone_at_its_task(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a:visits", figure=4)
    form.save()
    desk.collect()
    form.put("1.a:visits", figure=7).save()
    desk.collect("bieu", "-o", "doi-chieu.xlsx")
    _decide(desk, {"1.a:visits": "thay"})
    shutil.copy(desk.folder / "doi-chieu.xlsx", desk.folder / "cu.xlsx")
    assert desk.collect("doi-chieu.xlsx").code == 0
    _insert_a_task(desk)
    (item,) = desk.collect("cu.xlsx").items
    assert (item["verdict"], item["message"]) == ("conflict", "the plan has changed since this was decided")
    (back,) = desk("undo", "--batch", "q1-2", "--json").items
    assert [(one["address"], one["measures"]) for one in back["put_back"]] == [("1.b", {"visits": 4})]
    assert "measures: {visits: 4}" in desk.text.partition("- id: 1.b\n")[2].partition("- id: 1.c\n")[0]


def _replace_by_decision(desk: Desk) -> None:
    """Collect 1.a/plan as done on 10/2 and four visits, and by decision 12/2 and seven instead, in q1-2."""
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.a:visits", figure=4)
    form.save()
    desk.collect()
    form.put("1.a/plan", on="12/02/2021").put("1.a:visits", figure=7).save()
    desk.collect("bieu", "-o", "doi-chieu.xlsx")
    _decide(desk, {"1.a/plan": "thay", "1.a:visits": "thay"})
    assert desk.collect("doi-chieu.xlsx").code == 0


def test_what_a_decision_replaced_is_not_lost_by_taking_back_one_entry(desk: Desk) -> None:
    _replace_by_decision(desk)
    before = desk.plan.read_bytes()
    answer = desk("undo")
    assert (answer.code, desk.plan.read_bytes()) == (2, before)
    assert "this entry took the place of an earlier one" in answer.err
    assert "parplan undo --batch q1-2" in answer.err
    # entries deleted by hand: what they had replaced is told
    text = "".join(line for line in desk.text.splitlines(keepends=True) if 'batch: "q1-2"' not in line)
    desk.plan.write_text(text.replace("        progress:\n      - id: 1.b", "      - id: 1.b"), encoding="utf-8")
    answer = desk("undo", "--batch", "q1-2")
    assert answer.code == 0
    told = [line for line in answer.err.splitlines() if "not put back, though" in line]
    assert [line.partition("replaced it: ")[2].partition(" ")[0] for line in told] == ["1.a/plan", "1.a"]


def test_of_two_collections_with_one_name_what_one_entry_had_replaced_is_told(desk: Desk) -> None:
    _replace_by_decision(desk)
    first, _, rest = desk.text.partition("recorded: 2021-03-14T08:00:00")
    desk.plan.write_text(f"{first}recorded: 2021-03-13T08:00:00{rest}", encoding="utf-8")
    assert desk("undo", "--batch", "q1-2").code == 2
    answer = desk("undo", "1.a", "1")
    assert answer.code == 0
    assert answer.err.startswith("not put back, though the collection had replaced it: 1.a/plan – Văn phòng: done on")
    assert answer.err.count("not put back") == 1


def test_without_the_record_of_a_plan_that_was_renamed_nobody_is_said_not_to_have_answered(desk: Desk) -> None:
    _answers(desk)
    assert desk.collect().err == ""
    desk.plan.rename(desk.plan.with_name("ke-hoach.yaml"))
    unknown = "plans/.ke-hoach.collect.json is not there, though plans/ke-hoach.yaml has answers that were collected"
    answer = desk("remind", "--missing")
    assert (answer.code, answer.out, unknown in answer.err) == (3, "", True)
    assert unknown in desk.collect("bieu", "--dry-run").err
    status = desk("status")
    assert (status.code, unknown in status.err, "Forms for" in status.out) == (0, True, False)


def test_two_plans_do_not_share_a_record_of_collections(desk: Desk) -> None:
    _answers(desk)
    other = desk.plan.with_suffix(".yml")
    other.write_text(desk.text.replace("agency: Sở A", "agency: Sở B"), encoding="utf-8")
    before = desk.text
    answer = desk("collect", "bieu", "--plan", f"plans/{desk.plan.name}")
    assert (answer.code, answer.out, desk.text) == (2, "", before)
    assert (
        f"plans/{desk.plan.name} and plans/{other.name} would share plans/.{desk.plan.stem}.collect.json" in answer.err
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        ("unit: lượt", "unit: hồ sơ", ["1.a"]),
        ("VP: {name: Văn phòng Sở", "VP: {name: Phòng Pháp chế", ["1.a/plan", "1.a"]),
        ("VP: {name: Văn phòng Sở", "VP: {name: Phòng Pháp chế, aliases: [Văn phòng Sở]", []),
        ("VP", "VPS", []),
        ("VP: {name: Văn phòng Sở", "VPS: {name: Ban Tiếp dân", ["1.a/plan", "1.a"]),
    ],
)
def test_what_a_decision_replaced_is_told_where_its_unit_or_what_its_figure_counts_is_another_now(
    desk: Desk, before: str, now: str, left: list[str]
) -> None:
    _replace_by_decision(desk)
    assert before in desk.text
    codes = ("VP", "VPS") if now.startswith("VPS") else ("", "")
    desk.plan.write_text(desk.text.replace(before, now).replace(*codes).replace("VPSS", "VPS"), encoding="utf-8")
    answer = desk("undo", "--batch", "q1-2")
    assert answer.code == 0, answer.err
    told = [line for line in answer.err.splitlines() if line.startswith("not put back, as")]
    assert [line.partition("about now: ")[2].partition(" ")[0] for line in told] == left


@pytest.mark.slow
@pytest.mark.parametrize(("now", "back"), [((MARCH, QUARTER), ["1.d"]), ((QUARTER, MARCH), ["1.e"]), ((QUARTER,), [])])
def test_what_a_decision_replaced_among_tasks_called_alike_is_put_back_at_its_own_or_told(
    desk: Desk, now: tuple[str, ...], back: list[str]
) -> None:
    desk.plan.write_text(_alike(MARCH, QUARTER), encoding="utf-8")
    desk.send("bieu", "--force")
    form = Filled(desk.path()).put("1.d", state="Hoàn thành", on="10/02/2021")
    form.save()
    desk.collect()
    form.put("1.d", on="12/02/2021").save()
    desk.collect("bieu", "-o", "doi-chieu.xlsx")
    _decide(desk, {"1.d": "thay"})
    assert desk.collect("doi-chieu.xlsx").code == 0
    tasks = yaml.load(desk.text, yaml.BaseLoader)["sections"][0]["tasks"]
    entry = next(one["progress"] for one in tasks if one["id"] == "1.d")
    moved = _alike(*now)
    for k, time in enumerate(now):
        if time == MARCH:
            written = f"id: 1.{'de'[k]}, title: Báo cáo chuyên đề, lead: [VP], time: {MARCH}"
            moved = moved.replace(written, f"{written}, progress: {json.dumps(entry, default=str)}")
    if MARCH not in now:
        moved = moved.replace("id: 1.h,", f"id: 1.h, progress: {json.dumps(entry, default=str)},")
    desk.plan.write_text(moved, encoding="utf-8")
    answer = desk("undo", "--batch", "q1-2", "--json")
    assert answer.code == 0, answer.err
    assert [one["address"] for one in answer.items[0]["put_back"]] == back
    assert ("not put back, as it is not certain" in answer.err) == (not back)


def test_who_has_answered_is_known_by_the_name_of_a_unit(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="đang thực hiện").save()
    assert desk.collect("bieu").code == 0
    assert "Forms for q1: 1 of" in desk("status").out
    before = desk.text
    for names in (
        "VP: {name: Thanh tra Sở, until: 2021-12-31}\n  TTRA: {name: Văn phòng Sở",
        "VP: {name: Ban Tiếp dân",
    ):
        old = "VP: {name: Văn phòng Sở"
        assert old in before
        changed = before.replace(old, names, 1)
        if "TTRA" in names:
            changed = "".join(
                line for line in changed.splitlines(keepends=True) if line != "  TTRA: {name: Thanh tra Sở}\n"
            )
        desk.plan.write_text(changed, encoding="utf-8")
        (answered,) = json.loads(desk("status", "--json").out)["answers"]
        assert answered["answered"] == (["TTRA"] if "TTRA" in names else [])
        assert "VP" in answered["silent"]


def test_a_form_of_a_unit_that_the_plan_has_no_more_is_told(desk: Desk) -> None:
    Filled(desk.path("TTRA")).put("1.c/check", state="đang thực hiện").save()
    desk.plan.write_text(desk.text.replace("TTRA", "TTR").replace("Thanh tra Sở", "Ban Tiếp dân"), encoding="utf-8")
    answer = desk.collect(str(desk.path("TTRA")))
    assert (answer.code, [item["verdict"] for item in answer.items]) == (1, ["foreign"])
    assert "TTRA" not in json.dumps(json.loads(desk("status", "--json").out)["answers"])


def test_a_key_of_the_report_calendar_that_is_another_report_now_is_told(desk: Desk) -> None:
    own = desk.text.replace("reports:\n", "reports:\n  dot1: {due: 2021-03-25}\n")
    desk.plan.write_text(own, encoding="utf-8")
    desk("form", "--period", "dot1", "-o", "bieu")
    form = Filled(desk.folder / "bieu" / "bieu-2021-dot1-VP.xlsx").put("1.a:visits", figure=4)
    form.save()
    desk.plan.write_text(own.replace("2021-03-25", "2021-05-25"), encoding="utf-8")
    assert desk.verdicts(str(form.path)) == {"1.a:visits": "conflict"}
    desk.plan.write_text(own, encoding="utf-8")
    assert desk.collect(str(form.path)).code == 0
    desk.plan.write_text(desk.text.replace("2021-03-25", "2021-05-25"), encoding="utf-8")
    for words in (("collect", str(form.path)), ("form", "-o", "khac", "--period", "dot1")):
        answer = desk(*words)
        assert answer.code == 2
        assert "dot1 in `reports` is another report now than the one whose answers were recorded on" in answer.err


@pytest.mark.parametrize("damage", ["renamed", "damaged", "folder"])
def test_a_collection_whose_record_is_not_there_is_not_taken_back(desk: Desk, damage: str) -> None:
    _replace_by_decision(desk)
    plan = desk.plan
    if damage == "renamed":
        plan = plan.rename(plan.with_name("ke-hoach.yaml"))
    else:
        kept = plan.with_name(".2021.collect.json")
        kept.unlink()
        kept.mkdir() if damage == "folder" else kept.write_text("{}", encoding="utf-8")
    before = plan.read_bytes()
    answer = desk("undo", "--batch", "q1-2")
    assert (answer.code, plan.read_bytes()) == (3, before)
    said = {
        "renamed": "plans/.ke-hoach.collect.json has no collection q1-2, so what it replaced is not known",
        "damaged": "plans/.2021.collect.json is not a record of collections",
        "folder": "plans/.2021.collect.json is not a record of collections",
    }
    assert said[damage] in answer.err


def test_what_a_decision_replaced_is_put_back_under_a_title_spelled_otherwise(desk: Desk) -> None:
    _replace_by_decision(desk)
    text = desk.text.replace("title: Ban hành kế hoạch rà soát", "title: Ban hành Kế Hoạch - Rà soát")
    desk.plan.write_text(text, encoding="utf-8")
    (back,) = desk("undo", "--batch", "q1-2", "--json").items
    assert [(one["address"], one["date"]) for one in back["put_back"]] == [
        ("1.a/plan", "2021-02-10"),
        ("1.a", "2021-03-14"),
    ]


def test_what_a_decision_replaced_is_put_back_at_its_milestone_and_target_or_told(desk: Desk) -> None:
    _replace_by_decision(desk)
    text = re.sub(r"\bplan\b(?=[,}])", "plan2", re.sub(r"\bvisits\b", "visits2", desk.text))
    desk.plan.write_text(text, encoding="utf-8")
    (back,) = desk("undo", "--batch", "q1-2", "--json", "--dry-run").items
    assert [(one["address"], one.get("measures")) for one in back["put_back"]] == [
        ("1.a/plan2", None),
        ("1.a", {"visits2": 4}),
    ]
    desk.plan.write_text(desk.text.replace("title: Ban hành kế hoạch rà soát", "title: Khác hẳn"), encoding="utf-8")
    answer = desk("undo", "--batch", "q1-2")
    told = "not put back, as it is not certain what it is about now: 1.a/plan “Ban hành kế hoạch rà soát” – "
    assert told + "Văn phòng: done on 2021-02-10, batch: q1-1" in " ".join(answer.err.split())


def test_forms_of_several_periods_are_collected_one_by_one(desk: Desk) -> None:
    desk.plan.write_text(
        desk.text.replace("reports:\n", "reports:\n  h1: {due: trước ngày 15/6/2021, to: 2021-06-14}\n"),
        encoding="utf-8",
    )
    desk("form", "--period", "h1", "-o", "bieu")
    for period in ("q1", "h1"):
        Filled(desk.folder / "bieu" / f"bieu-2021-{period}-VP.xlsx").put("1.a:visits", figure=5).save()
    answer = desk("collect", "bieu")
    assert answer.code == 2
    files = "h1: bieu/bieu-2021-h1-VP.xlsx; q1: bieu/bieu-2021-q1-VP.xlsx"
    assert answer.err == (
        f"parplan: the sheets answer several periods: h1, q1\n  collect them separately for each period – {files}\n"
    )
    form = Filled(desk.path()).put("1.a/plan", state="đang thực hiện")
    form.put("1.a:visits", key=Filled(desk.folder / "bieu" / "bieu-2021-h1-VP.xlsx").cell("1.a:visits", "key").value)
    form.save()
    assert desk.verdicts(str(desk.path())) == {"1.a/plan": "new", "1.a:visits": "foreign"}


def test_of_two_collections_with_one_name_neither_is_taken_back(desk: Desk) -> None:
    """Two people collected, each in a copy of the plan, and git merged the copies."""
    Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").save()
    desk.collect()
    assert desk("done", "1.c/check", "--unit", "TTRA", today="2021-03-14T09:00:00+07:00").code == 0
    merged = desk.text.replace("recorded: 2021-03-14T09", "batch: q1-1, recorded: 2021-03-14T09")
    desk.plan.write_text(merged, encoding="utf-8")
    answer = desk("undo", "--batch", "q1-1")
    assert (answer.code, desk.text) == (2, merged)
    assert "two collections are called q1-1" in answer.err


def test_of_the_collections_of_two_years_with_one_name_neither_is_taken_back(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").save()
    desk.collect()
    other = desk.plan.with_name("2022.yaml")
    other.write_text(desk.text.replace("year: 2021", "year: 2022"), encoding="utf-8")
    kept = desk.folder / "plans" / ".2021.collect.json"
    before = (desk.text, kept.read_bytes())
    answer = desk("undo", "--batch", "q1-1")
    assert (answer.code, (desk.text, kept.read_bytes())) == (2, before)
    assert "several plans have entries of the batch q1-1" in answer.err


def test_a_record_that_git_could_not_merge_is_named(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").save()
    desk.collect()
    kept = desk.folder / "plans" / ".2021.collect.json"
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace('  "answers"', '<<<<<<< HEAD\n=======\n>>>>>>> b\n  "answers"'), encoding="utf-8")
    answer = desk("status")
    assert answer.code == 3
    assert "holds the markers of an unresolved merge" in answer.err
    kept.unlink()  # the other side had collected nothing
    assert desk.verdicts() == {"1.a/plan": "same"}
    assert desk("status", "--json").json["answers"][0]["answered"] == ["VP"]


def test_what_a_collection_undone_since_had_recorded_is_not_put_back(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021")
    form.put("1.a/report", note="Đang soạn").save()
    desk.collect()
    form.put("1.a/plan", on="12/02/2021").save()
    desk.collect("bieu", "-o", "doi-chieu.xlsx")
    _decide(desk, {"1.a/plan": "thay"})
    desk.collect("doi-chieu.xlsx")
    assert desk("undo", "--batch", "q1-1").code == 0
    assert "Put back" not in desk("undo", "--batch", "q1-2").out
    assert desk("log", "--json").items == []


def test_what_was_decided_before_the_plan_changed_again_is_asked_again(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="đang làm", note="A").save()
    desk("progress", "1.a/plan", "--note", "một")
    desk.collect("bieu", "-o", "doi-chieu.xlsx")
    _decide(desk, {"1.a/plan": "thay"})
    desk("progress", "1.a/plan", "--note", "hai")
    before = desk.plan.read_bytes()
    assert desk.verdicts("doi-chieu.xlsx") == {"1.a/plan": "conflict"}
    assert desk.plan.read_bytes() == before


def test_a_fact_that_a_later_entry_outweighs_is_a_conflict(desk: Desk) -> None:
    desk("progress", "1.b/plan", "--state", "in-progress", "--on", "2021-03-13")
    desk.send("moi")
    Filled(desk.path(folder="moi")).put("1.b/plan", state="xong", on="10/03/2021").save()
    before = desk.plan.read_bytes()
    assert desk.verdicts("moi") == {"1.b/plan": "conflict"}
    assert desk.plan.read_bytes() == before


def test_a_record_that_is_none_is_not_written_over(desk: Desk) -> None:
    _answers(desk)
    beside = desk.folder / "plans" / ".2021.collect.json"
    beside.write_text("{}", encoding="utf-8")
    before = desk.plan.read_bytes()
    assert desk("collect", "bieu").code == 3
    assert (beside.read_text(encoding="utf-8"), desk.plan.read_bytes()) == ("{}", before)


def test_the_workbook_is_not_written_over_a_plan_or_a_file_that_is_there(desk: Desk) -> None:
    _answers(desk)
    shutil.copy(desk.path(), desk.folder / "doi-chieu.xlsx")
    before = desk.plan.read_bytes()
    assert desk("collect", "bieu", "-o", "doi-chieu.xlsx").code == 2
    assert desk("collect", "bieu", "-o", "plans/2021.yaml", "--force").code == 2
    assert desk.plan.read_bytes() == before


def test_in_vietnamese(desk: Desk) -> None:
    _answers(desk)
    answer = desk("--lang", "vi", "collect", "bieu", "--dry-run")
    assert "Đã nộp: TTRA, VP (2)" in answer.out
    assert "Chưa nộp: KHTC, TDC (2)" in answer.out
    assert "đã hoàn thành: vào ngày" in answer.out


def test_status_and_remind_tell_who_has_not_answered(desk: Desk) -> None:
    assert "came back" not in desk("status").out
    assert desk("status", "--json").json["answers"] == []
    _answers(desk)
    desk.collect()
    assert "Forms for q1: 2 of 4 came back; missing: KHTC, TDC" in desk("status").out
    assert desk("status", "--json").json["answers"] == [
        {"plan": "plans/2021.yaml", "period": "q1", "answered": ["TTRA", "VP"], "silent": ["KHTC", "TDC"]}
    ]
    reminders = desk("remind", "--missing", "--json", "--within", "1d").items
    assert [(one["unit"], one["unanswered"]) for one in reminders] == [("KHTC", "q1"), ("TDC", "q1")]
    answer = desk("--lang", "vi", "remind", "--missing", "--unit", "TDC")
    assert "Chi cục Đo lường chưa gửi lại biểu báo cáo tiến độ (Báo cáo quý I); hạn gửi: 14/3/2021." in answer.out
    assert desk("remind", "--missing", "-o", "nhac").code == 0
    assert sorted(path.name for path in (desk.folder / "nhac").iterdir()) == [
        "nhac-viec-KHTC.docx",
        "nhac-viec-TDC.docx",
    ]


def test_remind_missing_before_anything_was_collected_is_about_the_period_due_next(desk: Desk) -> None:
    asked = [one["unanswered"] for one in desk("remind", "--missing", "--json").items]
    assert asked == ["q1"] * 4
    assert desk("remind", "--period", "q1").code == 2
    assert desk("remind", "--missing", "--period", "q7").code == 2


def test_what_a_dry_run_wrote_can_be_collected_instead_of_the_sheets(desk: Desk) -> None:
    _answers(desk)
    Filled(desk.path("TDC")).put("III.1/q1", state="x", on=44266).save()  # a bare number: 12 March
    before = desk.text
    dry = desk.collect("bieu", "--dry-run", "-o", "doi-chieu.xlsx")
    answer = desk.collect("doi-chieu.xlsx")
    assert [one["entries"] for one in answer.items if one["verdict"] == "new"] != []
    assert {str(one["entries"]) for one in answer.items} == {str(one["entries"]) for one in dry.items}
    assert sorted(answer.json["answered"]) == ["TDC", "TTRA", "VP"]
    assert len(desk.added(before)) == 5
    again = desk.collect("bieu")
    assert {one["verdict"] for one in again.items} == {"same", "invalid"}
    assert again.json["changed"] is False


def test_the_office_may_take_an_answer_from_another_unit_s_sheet(desk: Desk) -> None:
    other = Filled(desk.path("TTRA")).put("1.c/check", state="đang làm")
    form = Filled(desk.path()).put("1.a/plan", state="đang làm")
    form.sheet.append([cell.value for cell in other.sheet[other.row("1.c/check")]])
    form.save()
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").code == 1
    assert desk.collect("doi-chieu.xlsx").code == 1
    _decide(desk, {"1.c/check": "Thay"})
    answer = desk.collect("doi-chieu.xlsx")
    new = [(one["unit"], one["address"]) for one in answer.items if one["verdict"] == "new"]
    assert (answer.code, new) == (0, [("TTRA", "1.c/check")])


def test_two_collections_at_once_are_both_in_the_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(desk)
    other = iter([desk.path("TTRA")])

    def record_after_the_other(*words: Any) -> Any:
        for form in other:  # once, while the first has read the record and has not recorded yet
            assert desk.collect(str(form)).code == 0
        return record(*words)

    record = collect.record
    monkeypatch.setattr(collect, "record", record_after_the_other)
    answer = desk.collect(str(desk.path("VP")))
    kept = json.loads((desk.folder / "plans" / ".2021.collect.json").read_text(encoding="utf-8"))
    assert [one["batch"] for one in kept["collections"]] == ["q1-1", "q1-2"]
    assert [one["unit"] for one in kept["answers"]] == ["TTRA", "VP"]
    assert answer.json["answered"] == ["TTRA", "VP"]
    assert desk("undo", "--batch", "q1-1").code == 0
    assert 'batch: "q1-2"' in desk.text


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_the_record_has_the_rights_of_the_plan(desk: Desk, mode: int) -> None:
    _answers(desk)
    kept = desk.folder / "plans" / ".2021.collect.json"
    (desk.folder / "plans" / "2021.yaml").chmod(mode)
    desk.collect(str(desk.path("VP")))
    assert stat.S_IMODE(kept.stat().st_mode) == mode
    kept.chmod(0o444)  # as a colleague's record is to those who may write the plan
    assert desk.collect(str(desk.path("TTRA"))).code == 0
    assert stat.S_IMODE(kept.stat().st_mode) == mode


@needs_links
def test_what_was_recorded_or_taken_back_is_told_where_the_record_cannot_be_written(desk: Desk) -> None:
    _answers(desk)
    kept = desk.folder / "plans" / ".2021.collect.json"
    desk.collect(str(desk.path("VP")))
    aside = kept.rename(desk.folder / "aside")
    kept.symlink_to(aside)
    answer = desk.collect(str(desk.path("TTRA")))
    assert (answer.code, 'batch: "q1-2"' in desk.text) == (3, True)
    assert "it was recorded in plans/2021.yaml, but: plans/.2021.collect.json is a link" in answer.err
    answer = desk("undo", "--batch", "q1-1")
    assert (answer.code, 'batch: "q1-1"' in desk.text) == (3, False)
    assert "it was taken back in plans/2021.yaml, but: plans/.2021.collect.json is a link" in answer.err
    aside.replace(kept)
    assert desk("undo", "--batch", "q1-1", "--dry-run").code == 2
    answer = desk("undo", "--batch", "Q1-1")
    assert (answer.code, answer.err) == (0, "plans/2021.yaml: q1-1 was undone before; its record says so now.\n")
    assert json.loads(kept.read_text(encoding="utf-8"))["collections"][0]["undone"] == "2021-03-14"
    assert desk("undo", "--batch", "q1-1").code == 2


@needs_links
def test_a_record_that_is_a_link_is_not_written_through(desk: Desk) -> None:
    _answers(desk)
    kept, elsewhere = desk.folder / "plans" / ".2021.collect.json", desk.folder / "elsewhere.json"
    elsewhere.write_bytes(render_collection_record(new_collection_record()))
    before = elsewhere.read_bytes()
    kept.symlink_to(elsewhere)
    answer = desk.collect(str(desk.path("VP")))
    assert answer.code == 3
    assert "plans/.2021.collect.json is a link, which is not written to" in answer.err
    assert (elsewhere.read_bytes(), kept.is_symlink()) == (before, True)


def test_answers_to_what_a_later_plan_continues_name_its_new_address(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on="10/02/2021").put("1.a/report", state="đang làm").save()
    assert desk("init", "--from", "plans/2021.yaml").code == 0
    hint = "2021:1.a/plan is continued as 2022:1.a/plan in plans/2022.yaml; record there what is to count\n"
    for words in (("--dry-run",), ()):
        told = desk.collect("bieu", *words).err
        assert told.count(hint) == 1
        assert told.count("is continued as") == 2
    assert "continued" not in desk.collect().err


def test_a_unit_founded_since_owes_the_form_of_those_it_took_over_from_only(desk: Desk) -> None:
    _answers(desk)
    desk.collect()
    text = desk.text.replace(
        "TTRA: {name: Thanh tra Sở}", "TTRA: {name: Thanh tra Sở, until: 2021-03-31, successors: [TT]}"
    )
    text = text.replace("members: [VP, TTRA, KHTC, TDC]", "members: [VP, TTRA, KHTC, TDC, TT, MOI]")
    founded = "  TT: {name: Tổ Thanh tra, from: 2021-04-01}\n  MOI: {name: Phòng mới, from: 2021-04-01}\n"
    desk.plan.write_text(text.replace("units:\n", f"units:\n{founded}", 1), encoding="utf-8")

    def silent() -> list[str]:
        found: list[str] = desk("status", "--json", today="2021-04-06T08:00:00+07:00").json["answers"][0]["silent"]
        return found

    assert silent() == ["KHTC", "TDC"]
    wider = desk.text.replace("Phòng KHTC]}", "Phòng KHTC], until: 2021-03-31, successors: [TT]}")
    desk.plan.write_text(wider, encoding="utf-8")
    assert silent() == ["TT", "TDC"]


def test_who_coordinates_what_each_unit_owes_is_heard(desk: Desk) -> None:
    owed = 'title: Việc mỗi phòng, lead: ["Các phòng thuộc Sở"], coordinating: [TDC], time: Quý I/2021'
    desk.plan.write_text(
        desk.text.replace("    tasks:\n", f"    tasks:\n      - {{id: 1.z, {owed}}}\n", 1), encoding="utf-8"
    )
    desk.send("moi")
    Filled(desk.path("TDC", folder="moi")).put("1.z", note="Đã góp ý").save()
    assert desk.verdicts("moi") == {"1.z": "new"}
    assert desk("done", "1.z", "--unit", "TDC").code == 2
