"""What the plan file holds beside the printed words: its items, units, milestones, targets, citations and notes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from scanned_plan import bare
from written_plan import PLAN, load_plan, printed_fields, tasks_of

DOCUMENT = load_plan()
TASKS = tasks_of(DOCUMENT)
MILESTONES = {
    (item, milestone["id"]): milestone for item, task in TASKS.items() for milestone in task.get("milestones", [])
}

#: A document's number: 107/2020/NĐ-CP, 908/QĐ-UBND, 31-CT/TU.
DOCUMENT_NUMBER = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ]+-[A-ZĐ]+|\d+-[A-Z]+/[A-Z]+")

WITH_A_DATED_PLAN = {"1.c", "1.d", "1.đ", "2.a", "2.b", "2.k", "4.b"}
ONLY_ONGOING = {"1.a", "1.b", "2.c", "2.d", "2.đ", "2.e", "2.g", "3.b", "3.đ", "5.a", "5.b", "6.3.a"}
STANDING_DUTIES = {"III.2", "III.3", "III.4"}
WITHOUT_FIELDS = {"2.h", "2.i", "4.d"}


def folded(text: str) -> str:
    return bare(text).casefold()


def printed_date(iso: str) -> str:
    """Return the date as official Vietnamese documents print it: 04/4/2014, 10/9/2020, 01/02/2021."""
    day = date.fromisoformat(iso)
    return f"{day:%d}/{day.month if day.month > 2 else f'{day:%m}'}/{day.year}"


def test_part_ii_has_34_tasks_and_part_iii_four_duties() -> None:
    letters = {"1": "abcdđ", "2": "abcdđeghikl", "3": "abcdđ", "4": "abd", "5": "ab", "7": "ab"}
    expected = {number: [f"{number}.{letter}" for letter in enumerators] for number, enumerators in letters.items()}
    expected["6"] = ["6.1", "6.2.a", "6.2.b", "6.3.a", "6.3.b", "6.4"]
    expected["III"] = ["III.1", "III.2", "III.3", "III.4"]
    found = {section["id"]: [task["id"] for task in section["tasks"]] for section in DOCUMENT["sections"]}
    assert found == expected
    assert list(found) == ["1", "2", "3", "4", "5", "6", "7", "III"]
    assert sum(len(ids) for section, ids in found.items() if section != "III") == 34


def test_the_missing_enumerator_of_section_4_is_an_alias() -> None:
    assert {item: task["aliases"] for item, task in TASKS.items() if "aliases" in task} == {"4.d": ["4.c"]}


def test_every_unit_a_task_names_is_a_unit_or_group_of_the_plan() -> None:
    named: dict[str, list[str]] = {}
    for code, entry in [*DOCUMENT["units"].items(), *DOCUMENT["groups"].items()]:
        for name in (entry["name"], *entry.get("aliases", [])):
            named.setdefault(folded(name), []).append(code)
    assert all(len(codes) == 1 for codes in named.values())
    mentions = [name for task in TASKS.values() for part in ("lead", "coordinating") for name in task.get(part, [])]
    assert [name for name in mentions if folded(name) not in named] == []
    assert {code for name in mentions for code in named[folded(name)]} == {*DOCUMENT["units"], *DOCUMENT["groups"]}


def test_groups_are_open_or_have_known_members() -> None:
    for group in DOCUMENT["groups"].values():
        if "members" in group:
            assert set(group["members"]) < set(DOCUMENT["units"])
            assert group["complete"] == "no"
        else:
            assert group["open"] == "yes"


def test_only_the_items_printed_without_fields_have_none() -> None:
    fields = {item: {"lead", "coordinating", "products", "time"} & task.keys() for item, task in TASKS.items()}
    assert {item for item, present in fields.items() if not present} == WITHOUT_FIELDS
    assert {item for item in TASKS if not item.startswith("III") and "products" not in fields[item]} == {
        *WITHOUT_FIELDS,
        *("6.3.a", "6.3.b"),
    }
    assert {item for item in TASKS if not item.startswith("III") and "time" not in fields[item]} == WITHOUT_FIELDS


@pytest.mark.parametrize("item", sorted(TASKS))
def test_a_milestone_is_due_in_the_printed_words(item: str) -> None:
    """Each milestone picks its words, in their order, out of the printed time (of part III: out of the sentence)."""
    for milestone in TASKS[item].get("milestones", []):
        if "printed" in milestone or "due" not in milestone or item in STANDING_DUTIES:
            continue
        printed = iter(re.findall(r"[\w/-]+", folded(TASKS[item].get("time", TASKS[item]["title"]))))
        assert all(word in printed for word in re.findall(r"[\w/-]+", folded(milestone["due"]))), milestone


def test_plans_of_the_first_quarter_have_a_second_undated_milestone() -> None:
    due = {item for (item, _), milestone in MILESTONES.items() if milestone.get("due") == "Quý I/2021"}
    assert due == WITH_A_DATED_PLAN
    for item in WITH_A_DATED_PLAN:
        assert [milestone["id"] for milestone in TASKS[item]["milestones"]] == ["plan", "report"]


def test_ongoing_work() -> None:
    ongoing = {item for item, milestone in MILESTONES if milestone == "ongoing"}
    assert ongoing == ONLY_ONGOING | {"4.a", "6.1", "6.4"} | STANDING_DUTIES
    alone = {item for item in ongoing if len(TASKS[item]["milestones"]) == 1}
    assert alone == ONLY_ONGOING | STANDING_DUTIES
    words = {folded(milestone["due"]) for (_, name), milestone in MILESTONES.items() if name == "ongoing"}
    assert all(word.startswith("thuong xuyen") for word in words)


def test_work_without_a_date_of_its_own() -> None:
    assert MILESTONES["2.h", "inspection"]["part_of"] == MILESTONES["4.d", "inspection"]["part_of"] == "1.đ"
    assert "milestones" not in TASKS["2.i"]
    assert MILESTONES["2.k", "report"]["after"] == "mỗi lần đối thoại"
    assert [item for item, milestone in MILESTONES.items() if "due" not in milestone] == [
        ("2.h", "inspection"),
        ("2.k", "report"),
        ("4.d", "inspection"),
    ]


def test_the_unit_reports_are_read_as_of_the_plan_year() -> None:
    printed = {milestone["id"]: milestone for milestone in TASKS["III.1"]["milestones"] if "printed" in milestone}
    assert list(printed) == list(DOCUMENT["reports"]) == ["q1", "h1", "q3", "year"]
    for name, milestone in printed.items():
        assert milestone["due"] == milestone["printed"].replace("2020", "2021").replace("Trước", "trước")
        assert DOCUMENT["reports"][name] == {"due": milestone["due"]}


def test_the_department_sends_each_report_on() -> None:
    own = [milestone for milestone in TASKS["III.1"]["milestones"] if "printed" not in milestone]
    assert [milestone["id"] for milestone in own] == [f"department-{name}" for name in DOCUMENT["reports"]]
    assert {(milestone["due"], milestone["owed"], milestone["recipient"]) for milestone in own} == {
        ("đúng thời gian quy định", "together", "UBND tỉnh (qua Sở Nội vụ)")
    }


@pytest.mark.parametrize("item", sorted(item for item, task in TASKS.items() if task.get("targets")))
def test_a_target_repeats_a_number_of_the_print(item: str) -> None:
    printed = " ".join(text for (owner, _), text in printed_fields(DOCUMENT).items() if owner == item)
    for target in TASKS[item]["targets"]:
        value = next(target[comparison] for comparison in ("at_least", "exactly") if comparison in target)
        if item == "2.đ":
            assert (value, "Tất cả" in printed) == ("100", True)
        elif target["unit"] == "%":
            assert f"{value}%" in printed
        else:
            assert f"{int(value):02} {target['unit']}" in printed


def test_every_number_that_reads_as_a_target_is_one() -> None:
    found = {
        item
        for (item, part), text in printed_fields(DOCUMENT).items()
        if part in ("title", "products") and re.search(r"\d%|lần/năm|\d khóa", text)
    }
    assert found | {"2.đ"} == {item for item, task in TASKS.items() if "targets" in task}


def test_the_documents_cited_are_those_the_titles_name() -> None:
    for item, task in TASKS.items():
        cited = {citation["number"]: citation for citation in task.get("cites", [])}
        assert set(cited) == set(DOCUMENT_NUMBER.findall(task["title"])), item
        for number, citation in cited.items():
            dated = f"{number} ngày {printed_date(citation['date'])}"
            assert re.search(rf"{re.escape(dated)}\b", task["title"]), dated
            assert citation["issuer"] in task["title"], dated
    numbers = {citation["number"] for task in TASKS.values() for citation in task.get("cites", [])}
    assert len(numbers) == 12


def test_7a_is_the_only_thing_recorded() -> None:
    recorded: dict[str, list[Any]] = {item: task["progress"] for item, task in TASKS.items() if "progress" in task}
    assert recorded == {"7.a": [{"date": "2020-11-17", "state": "done", "evidence": ["335/QĐ-SKHCN"]}]}
    decision = DOCUMENT["plan"]["decision"]
    assert (decision["number"], decision["date"]) == ("335/QĐ-SKHCN", "2020-11-17")


def test_every_departure_from_the_print_has_its_note() -> None:
    assert {item for item, task in TASKS.items() if task.get("notes")} == {
        *WITH_A_DATED_PLAN,
        *("2.c", "2.đ", "2.h", "2.i", "2.g", "2.l", "3.d", "3.đ", "4.a", "4.d", "5.a", "5.b"),
        *("6.1", "6.2.a", "6.2.b", "6.3.a", "6.3.b", "6.4", "7.a", "7.b", "III.1"),
        *STANDING_DUTIES,
    }


def test_the_file_is_laid_out_for_reading() -> None:
    lines = PLAN.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert max(map(len, lines)) <= 110
    for place, line in enumerate(lines):
        if line.startswith("      - item: "):
            assert lines[place - 1] in ("", "    tasks:"), line
