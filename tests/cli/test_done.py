"""`done` on a copy of the plan of 2021: what it writes, closes, refuses, asks and says."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from office import MOMENT, RECORDED, Office, commands_of, small_office
from small_plans import write_plan

on_posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


class TestDone:
    def test_one_entry_is_one_line_and_two_where_progress_is_new(self, office: Office) -> None:
        assert office.added("done", "2.b/plan", "--evidence", "12/KH-SKHCN") == [
            "progress:",
            f'- {{date: 2021-03-01, milestone: plan, state: done, evidence: ["12/KH-SKHCN"], {RECORDED}}}',
        ]
        assert office.added("done", "2.b/report", "--on", "28/02/2021", "--note", "Đã trình", "--by", "An") == [
            f'- {{date: 2021-02-28, milestone: report, state: done, note: "Đã trình", by: "An", {RECORDED}}}'
        ]
        assert office.item("2.b")["state"] == "done"

    def test_a_milestone_closes_itself_and_the_task_with_the_last_of_them(self, office: Office) -> None:
        first = office("done", "2.b/plan", "--json")
        assert first.json["kind"] == "record"
        (record,) = first.items
        assert {key: record[key] for key in ("address", "on", "state", "closed", "changed", "path")} == {
            "address": "2.b/plan",
            "on": "2021-03-01",
            "state": "done",
            "closed": ["2.b/plan"],
            "changed": True,
            "path": "plans/2021.yaml",
        }
        assert record["remaining"] == ["2.b/report"]
        (record,) = office("done", "2.b/report", "--json").items
        assert record["closed"] == ["2.b/report", "2.b"]

    def test_a_task_closes_with_all_its_open_milestones_and_says_so(self, office: Office) -> None:
        office("done", "2.b/plan", "--on", "2021-02-10")
        (record,) = office("done", "2.b", "--json").items
        assert record["closed"] == ["2.b/report", "2.b"]
        assert office.item("2.b/plan")["done_on"] == "2021-02-10"
        assert office.item("2.b/report")["done_on"] == "2021-03-01"

    def test_elsewhere_than_at_a_terminal_a_whole_task_is_finished_with_the_narrower_command(
        self, office: Office
    ) -> None:
        answer = office("done", "2.b", "--evidence", "12/KH-SKHCN")
        assert "This finishes the WHOLE task 2.b, 2 open items:" in answer.out
        assert "no longer followed" in answer.out
        assert "No value recorded yet for: Chi phí tuân thủ" in answer.out
        assert "2021-03-31 → done early" in " ".join(answer.out.split())
        assert "\n  parplan done 2.b/plan --on 2021-03-01 --evidence 12/KH-SKHCN\n" in answer.out
        assert office.item("2.b")["state"] == "done"

    def test_a_day_before_the_plan_was_decided_is_remarked_on(self, office: Office) -> None:
        answer = office("done", "2.b/plan", "--on", "2020-03-01")
        assert (answer.code, answer.err) == (
            0,
            "2.b/plan: 2020-03-01 is before the work could begin (2020-11-17); is the year right?\n",
        )
        assert office("done", "1.c/plan", "--on", "2020-11-17").err == ""

    def test_a_task_without_milestones(self, office: Office) -> None:
        assert office.added("done", "2.i")[1] == f"- {{date: 2021-03-01, state: done, {RECORDED}}}"
        assert office.item("2.i")["state"] == "done"
        (record,) = office("undo", "--json").items
        assert (record["address"], record["state"], record["closed"]) == ("2.i", "not-started", [])

    @pytest.mark.parametrize("typed", ["2.B/PLAN", "2b/plan", "II.2.b/plan", " 2.b/plan"])
    def test_addresses_are_forgiving(self, office: Office, typed: str) -> None:
        assert "milestone: plan" in office.added("done", typed)[1]

    def test_typed_without_a_vietnamese_keyboard(self, office: Office) -> None:
        assert office("done", "1.dd/plan", "--json").items[0]["closed"] == ["1.đ/plan"]
        assert office("done", "1.d/plan", "--json").items[0]["closed"] == ["1.d/plan"]

    def test_the_day_is_not_after_the_day_asked_about(self, office: Office) -> None:
        earlier = ("done", "2.b/plan", "--as-of", "2021-02-20", "--on", "2021-02-21")
        assert "2021-02-21 is after the as-of day, 2021-02-20" in office.refusal(*earlier)
        assert "21/02/2021 sau ngày tính đến (20/02/2021)" in office.refusal(*earlier, lang="vi")
        # Another day to ask about would not help: it has not come.
        assert "2021-03-02 is after today, 2021-03-01" in office.refusal("done", "2.b/plan", "--on", "2021-03-02")
        assert "is not a date" in office.refusal("done", "2.b/plan", "--on", "31/02/2021")
        later = "2021-06-01T09:12:00+07:00"
        line = office.added("done", "2.b/plan", "--as-of", "2021-05-04", today=later)[1]
        assert line.startswith("- {date: 2021-05-04, ")
        assert "nộp" not in line

    @pytest.mark.parametrize(
        "words",
        [("done", "2.b/plan"), ("progress", "2.b/plan", "--percent", "40"), ("done", "2.b/plan", "--dry-run"),
         ("reschedule", "2.b/report", "--to", "2021-06-30", "--basis", "45/KH-UBND")],
    )  # fmt: skip
    @pytest.mark.parametrize("today", ["2021-03-01", MOMENT])
    def test_what_has_not_happened_yet_is_not_recorded(
        self, office: Office, words: tuple[str, ...], today: str
    ) -> None:
        said = "is after today, 2021-03-01; what has not happened cannot be recorded"
        assert f"--as-of: 2021-03-02 {said}" in office.refusal(*words, "--as-of", "2021-03-02", today=today)
        more = ("--as-of", "2021-03-09", "--on", "2021-03-02")
        assert f"--on: 2021-03-02 {said}" in office.refusal(*words, *more, today=today)
        assert office(*words, "--as-of", "2021-03-09", "--on", "2021-03-01", today=today).code == 0

    @pytest.mark.parametrize("address", ["9.z", "2.b/plam", "1.d/report@2021-Q9", "2020:2.b", "2.b/plan@x"])
    def test_what_is_not_there_is_named_with_the_nearest(self, office: Office, address: str) -> None:
        assert len(office.refusal("done", address).splitlines()) == 2


class TestSeveralAddresses:
    def test_all_are_recorded_at_once(self, office: Office) -> None:
        before = office.plan.read_bytes()
        answer = office("done", "2.b/plan", "1.dd/plan", "2.b/plan", "--evidence", "12/KH-SKHCN")
        assert answer.code == 0
        assert office.item("2.b/plan")["done_on"] == office.item("1.đ/plan")["done_on"] == "2021-03-01"
        assert "Recorded in plans/2021.yaml: 2.b/plan – done" in " ".join(answer.out.split())
        commands = [shlex.split(line)[1:] for line in answer.out.splitlines() if line.startswith("  parplan undo")]
        assert commands == [["undo", "1.đ/plan"], ["undo", "2.b/plan"]]
        for command in commands:
            assert office(*command).code == 0
        assert office.plan.read_bytes() == before

    def test_each_has_its_item_as_json(self, office: Office) -> None:
        items = office("done", "2.b/plan", "1.d/plan", "--json").items
        assert [(item["address"], item["closed"]) for item in items] == [
            ("2.b/plan", ["2.b/plan"]),
            ("1.d/plan", ["1.d/plan"]),
        ]

    @pytest.mark.parametrize(
        "wrong", ["9.z", "III.1/q1", "2.b/plam", "2020:2.b", "1.a"]
    )  # unknown, owed by each, unknown, another plan, owed by each
    def test_or_none(self, office: Office, wrong: str) -> None:
        office.refusal("done", "2.b/plan", wrong)  # which leaves the file as it was
        office.refusal("done", wrong, "2.b/plan")

    def test_what_is_recorded_already_is_told_and_the_rest_recorded(self, office: Office) -> None:
        office("done", "2.b/plan")
        answer = office("done", "2.b/plan", "1.d/plan")
        assert "2.b/plan: done early (2021-03-01); already recorded" in " ".join(answer.out.split())
        assert office.item("1.d/plan")["state"] == "done"
        items = office("done", "2.b/plan", "2.a/plan", "--json").items
        assert [(item["address"], item["changed"], item["state"]) for item in items] == [
            ("2.b/plan", False, "done"),
            ("2.a/plan", True, "done"),
        ]
        before = office.plan.read_bytes()
        answer = office("done", "2.b/plan", "2.a/plan")
        assert answer.out.count("already recorded") == 2
        assert office.plan.read_bytes() == before

    def test_a_part_of_a_task_that_is_named_too_is_not_recorded_twice(self, office: Office) -> None:
        assert len(office.added("done", "2.b/plan", "2.b", "2.b/report", "--all")) == 2
        assert office.item("2.b")["state"] == "done"

    def test_units_and_whole_tasks_go_together(self, office: Office) -> None:
        answer = office("done", "2.b", "2.a", "--all")
        assert "This finishes the WHOLE task 2.b, 2 open items:" in answer.out
        assert "This finishes the WHOLE task 2.a, 2 open items:" in answer.out
        lines = office.added("done", "III.1/q1", "III.1/department-q1", "--all-units")
        assert len(lines) == 3


class TestEachUnit:
    def test_without_a_unit_those_who_owe_it_are_named(self, office: Office) -> None:
        error = office.refusal("done", "III.1/q1")
        assert "not handed in by: TTRA, KHTC, TDC, UDDV" in error
        assert "--all-units" in error

    def test_one_unit_and_another_until_all_have_handed_in(self, office: Office) -> None:
        assert office.added("done", "III.1/q1", "--unit", "KH-TC")[1] == (
            f"- {{date: 2021-03-01, milestone: q1, unit: KHTC, state: done, {RECORDED}}}"
        )
        assert office.item("III.1/q1")["owed_by"] == ["TTRA", "TDC", "UDDV"]
        answer = office("done", "III.1/q1", "--unit", "thanh tra so", "--unit", "chi cuc", "--json")
        (record,) = answer.items
        assert (record["state"], record["closed"], record["owed_by"]) == ("done", [], ["UDDV"])
        (record,) = office("done", "III.1/q1", "--unit", "UDDV", "--json").items
        assert record["closed"] == ["III.1/q1"]
        assert "not handed in" not in office("due").out

    def test_all_units_at_once(self, office: Office) -> None:
        office("done", "III.1/q1", "--unit", "KHTC", "--on", "2021-02-20")
        lines = office.added("done", "III.1/q1", "--all-units")
        assert lines == [f"- {{date: 2021-03-01, milestone: q1, state: done, {RECORDED}}}"]
        assert office.item("III.1/q1")["done_on"] == "2021-03-01"

    def test_the_unit_that_receives_owes_nothing(self, office: Office) -> None:
        error = office.refusal("done", "III.1/q1", "--unit", "VP")
        assert "VP does not owe III.1/q1" in error
        assert "TTRA, KHTC, TDC, UDDV" in error

    def test_a_group_is_no_unit(self, office: Office) -> None:
        assert "VP, TTRA, KHTC" in office.refusal("done", "III.1/q1", "--unit", "Các phòng thuộc Sở")

    def test_an_unknown_unit(self, office: Office) -> None:
        assert "the nearest" in office.refusal("done", "III.1/q1", "--unit", "Phòng Kế toán")
        assert "contradict" in office.refusal("done", "III.1/q1", "--unit", "VP", "--all-units")

    def test_where_leads_owe_together_a_unit_or_all_of_them_is_harmless(self, office: Office) -> None:
        assert "unit: VP" in office.added("done", "2.b/plan", "--unit", "van phong so")[1]
        assert "unit" not in office.added("done", "2.a/plan", "--all-units")[1]

    def test_a_units_word_on_the_whole_task_closes_its_share_and_not_what_is_owed_together(
        self, office: Office
    ) -> None:
        (record,) = office("done", "III.1", "--all", "--unit", "KHTC", "--json").items
        assert record["closed"] == []
        assert office.item("III.1/q1")["owed_by"] == ["TTRA", "TDC", "UDDV"]
        assert office.item("III.1/department-q1")["state"] == "not-started"

    def test_the_same_unit_again_changes_nothing_and_another_is_recorded(self, office: Office) -> None:
        office("done", "III.1/q1", "--unit", "KHTC")
        before = office.plan.read_bytes()
        answer = office("done", "III.1/q1", "--unit", "KHTC")
        assert "KH-TC: done (2021-03-01); already recorded" in answer.out
        assert office.plan.read_bytes() == before
        assert len(office.added("done", "III.1/q1", "--unit", "KHTC", "--unit", "TTRA")) == 1

    def test_a_successor_hands_in_for_a_unit_that_ended(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(
            run,
            tmp_path,
            """
            - id: 1.a
              title: Báo cáo
              lead: [G]
              milestones: [{id: m, title: Báo cáo, due: 2021-02-15}]
            """,
            units="VP: {name: Văn phòng}\nCU: {name: Phòng cũ, until: 2021-02-20, successors: [MOI]}\n"
            "MOI: {name: Phòng mới, from: 2021-02-21}\n",
            groups="G: {name: Các phòng, members: [VP, CU]}\n",
        )
        assert "still owed by: VP, MOI" in office.refusal("done", "1.a/m")
        office("done", "1.a/m", "--unit", "MOI")
        assert office.item("1.a/m")["owed_by"] == ["VP"]
        assert "already recorded" in office("done", "1.a/m", "--unit", "MOI").out

    def test_each_heir_of_a_split_unit_hands_in_its_own_part(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(
            run,
            tmp_path,
            "[{id: 1.a, title: Báo cáo, lead: [G], milestones: [{id: m, title: Báo cáo, due: 2021-02-15}]}]",
            units="A: {name: Phòng A, until: 2021-02-20, successors: [B, C]}\nB: {name: Phòng B, from: 2021-02-21}\n"
            "C: {name: Phòng C, from: 2021-02-21}\n",
            groups="G: {name: Các phòng, members: [A]}\n",
        )
        (record,) = office("done", "1.a/m", "--unit", "C", "--json").items
        assert (record["state"], record["closed"], record["owed_by"]) == ("done", [], ["B"])
        assert "Phòng C: done (2021-03-01)" in office("done", "1.a/m", "--unit", "C").out
        assert office("done", "1.a/m", "--unit", "B", "--json").items[0]["closed"] == ["1.a/m", "1.a"]

    def test_a_successor_finishes_nothing_for_a_day_before_it_took_over(
        self, run: Callable[..., Answer], tmp_path: Path
    ) -> None:
        office = small_office(
            run,
            tmp_path,
            "[{id: 1.a, title: Báo cáo, lead: [A], milestones: [{id: m, title: Báo cáo, due: 2021-02-15}]}]",
            units="A: {name: Phòng A, until: 2021-02-20, successors: [B]}\nB: {name: Phòng B}\n",
            groups="",
        )
        error = office.refusal("done", "1.a/m", "--unit", "B", "--on", "2021-02-20")
        assert "B did not owe 1.a/m yet on 2021-02-20" in error
        assert "since 2021-02-21" in error
        assert office("done", "1.a/m", "--unit", "B", "--on", "2021-02-21", "--json").items[0]["closed"] == [
            "1.a/m",
            "1.a",
        ]

    def test_what_another_unit_said_is_new_of_this_one(self, office: Office) -> None:
        office("done", "III.1/q1", "--unit", "KHTC", "--note", "Đã nộp", "--evidence", "1/BC")
        office("done", "III.1/q1", "--unit", "TTRA")
        assert len(office.added("done", "III.1/q1", "--unit", "TTRA", "--note", "Đã nộp", "--evidence", "1/BC")) == 1

    def test_a_unit_cannot_finish_what_it_does_not_owe(self, office: Office) -> None:
        before = office.plan.read_bytes()
        for words in (("done", "2.a/plan"), ("progress", "2.a/plan", "--state", "dropped"), ("done", "2.a")):
            answer = office(*words, "--unit", "TTRA")
            assert answer.code == 2
            assert "TTRA does not owe 2.a" in answer.err
            assert "it is owed by: VP" in answer.err
        assert "KHTC does not owe" in office("done", "III.1/department-h1", "--unit", "KHTC").err
        assert office.plan.read_bytes() == before

    def test_what_a_unit_says_of_the_work_of_others_is_remarked_on(self, office: Office) -> None:
        answer = office("progress", "2.a/plan", "--percent", "40", "--unit", "TTRA")
        assert "TTRA is not among those who owe 2.a/plan (VP)" in answer.err
        assert office("done", "III.1/department-q1", "--unit", "VP").err == ""

    def test_several_entries_are_taken_back_one_by_one(self, office: Office) -> None:
        before = office.plan.read_bytes()
        answer = office("done", "III.1/q1", "--unit", "KHTC", "--unit", "TTRA")
        commands = [shlex.split(line)[1:] for line in answer.out.splitlines() if line.startswith("  parplan undo")]
        assert commands == [["undo", "III.1/q1", "2"], ["undo", "III.1/q1", "1"]]
        for command in commands:
            office(*command)
        assert office.plan.read_bytes() == before

    def test_a_units_part_of_a_whole_task_is_shown(self, office: Office) -> None:
        answer = office("done", "1.b", "--unit", "TTRA")
        assert "This finishes the part of Thanh tra Sở in the WHOLE task 1.b, 1 open item:" in " ".join(
            answer.out.split()
        )


class TestSeveralThings:
    REPORTS = """
    - id: 1.a
      title: Báo cáo
      lead: [VP]
      milestones:
        - {id: report, title: Báo cáo, due: định kỳ hằng quý}
        - {id: some, title: Báo cáo, due: định kỳ}
    """

    def test_a_recurring_milestone_needs_its_occurrence(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(run, tmp_path, self.REPORTS)
        error = office.refusal("done", "1.a/report")
        assert "1.a/report@2021-Q1, 1.a/report@2021-Q2" in error
        assert "--all" in error
        assert "report@2021-Q2" in office.added("done", "1.a/report@q2")[1]
        assert "report@2021-Q2" not in office.refusal("done", "1.a/report")

    def test_all_occurrences_at_once(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(run, tmp_path, self.REPORTS)
        (record,) = office("done", "1.a/report", "--all", "--json").items
        assert record["closed"] == [f"1.a/report@2021-Q{n}" for n in (1, 2, 3, 4)]

    def test_one_without_periods_closes_when_named(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(run, tmp_path, self.REPORTS)
        assert office("done", "1.a/some", "--json").items[0]["closed"] == ["1.a/some"]

    def test_the_duty_that_holds_the_reports_needs_a_milestone(self, office: Office) -> None:
        error = office.refusal("done", "III.1")
        assert "III.1/q1, III.1/h1, III.1/q3, III.1/year" in error
        assert "III.1/q1" in office.refusal("done", "III.1", "--all-units")
        (record,) = office("done", "III.1", "--all", "--all-units", "--json").items
        assert record["closed"][-1] == "III.1"
        assert len(record["closed"]) == 9

    def test_a_duty_with_one_thing_to_do_needs_none(self, office: Office) -> None:
        assert office("done", "III.4", "--json").items[0]["closed"] == ["III.4/ongoing", "III.4"]

    def test_what_runs_inside_is_called_to_mind_and_stays_open(self, office: Office) -> None:
        answer = office("done", "1.đ")
        assert "Runs inside it and stays open: " in answer.out
        assert "2.h/" in answer.out
        assert office.item("2.h")["state"] == "not-started"


class TestAgain:
    def test_the_same_again_changes_nothing(self, office: Office) -> None:
        office("done", "2.b/plan", "--evidence", "12/KH-SKHCN", "--note", "Xong")
        before = office.plan.read_bytes()
        for words in (
            ("done", "2.b/plan"),
            ("done", "2.b/plan", "--on", "2021-03-01"),
            ("done", "2.b/plan", "--evidence", "12/KH-SKHCN", "--note", "Xong", "--by", "Bình"),
            ("progress", "2.b/plan", "--state", "done"),
        ):
            answer = office(*words)
            assert "already recorded" in answer.out
            assert office.plan.read_bytes() == before
        (record,) = office("done", "2.b/plan", "--json").items
        assert (record["changed"], record["closed"], record["on"]) == (False, [], "2021-03-01")

    def test_on_another_day_nothing_is_said_of_the_day(self, office: Office) -> None:
        office("done", "2.b/plan")
        answer = office("done", "2.b/plan", today="2021-03-05")
        assert "done early (2021-03-01)" in answer.out

    def test_new_evidence_or_a_new_note_is_appended(self, office: Office) -> None:
        office("done", "2.b/plan", "--evidence", "12/KH-SKHCN")
        assert office.added(
            "done", "2.b/plan", "--evidence", "12/KH-SKHCN", "--evidence", "13/BC", "--note", "Bổ sung"
        ) == [f'- {{date: 2021-03-01, milestone: plan, note: "Bổ sung", evidence: ["13/BC"], {RECORDED}}}']
        assert office.item("2.b/plan")["done_on"] == "2021-03-01"

    @pytest.mark.parametrize("first", ["2.b/plan", "2.b"])
    def test_another_day_is_refused_with_the_commands_that_correct_it(self, office: Office, first: str) -> None:
        office("done", first)
        error = office.refusal("done", first, "--on", "2021-02-27")
        assert f"{first} is recorded as done on 2021-03-01, not on 2021-02-27" in error
        for command in commands_of(error):
            assert office(*command).code == 0
        assert office.item("2.b/plan")["done_on"] == "2021-02-27"

    @pytest.mark.parametrize(
        ("first", "corrected"),
        [
            (("III.1/q1", "--all-units"), ("III.1/q1", "--all-units", "--note", "Đủ")),
            (("III.1/q1", "--unit", "KHTC", "--by", "An"), ("III.1/q1", "--unit", "KHTC")),
            (("2.b", "--all", "--evidence", "12/KH"), ("2.b/report",)),
            (("1.a", "--all-units"), ("1.a", "--all-units")),
        ],
    )
    def test_what_was_recorded_besides_is_not_lost_with_the_day(
        self, office: Office, first: tuple[str, ...], corrected: tuple[str, ...]
    ) -> None:
        office("done", *first)
        before = office.plan.read_text(encoding="utf-8")
        for command in commands_of(office.refusal("done", *corrected, "--on", "2021-02-01")):
            assert office(*command).code == 0, command
        after = office.plan.read_text(encoding="utf-8")
        for kept in ('by: "An"', '"12/KH"'):
            assert after.count(kept) == before.count(kept)
        assert "date: 2021-02-01" in after
        assert ('note: "Đủ"' in after) == ("Đủ" in corrected)
        (record,) = office("done", *corrected, "--json").items
        assert (record["changed"], record["on"]) == (False, "2021-02-01")

    def test_a_later_day_of_a_part_is_for_the_person_to_record_with_the_rest(self, office: Office) -> None:
        office("done", "III.1/q1", "--all-units", "--on", "2021-02-20")
        error = office.refusal("done", "III.1/q1", "--unit", "KHTC", "--on", "2021-02-21")
        assert "covers more than this" in error
        assert len(commands_of(error)) == 2

    def test_the_commands_of_errors_name_the_plan_that_was_named(self, office: Office) -> None:
        office("-p", "plans/2021.yaml", "done", "2.b/plan")
        error = office.refusal("-p", "plans/2021.yaml", "done", "2.b/plan", "--on", "2021-02-27")
        assert all(command[-2:] == ["--plan", "plans/2021.yaml"] for command in commands_of(error))

    def test_another_day_of_what_was_written_by_hand_is_for_its_author(self, office: Office) -> None:
        error = office.refusal("done", "7.a", "--on", "2020-11-18")
        assert "7.a is recorded as done on 2020-11-17" in error
        assert "under progress of 7.a" in error

    def test_what_was_dropped_is_taken_up_again_first(self, office: Office) -> None:
        office("progress", "3.a", "--state", "dropped", "--basis", "9/QĐ-SKHCN", "--on", "2021-02-01")
        error = office.refusal("done", "3.a")
        assert "3.a was dropped on 2021-02-01" in error
        (command,) = commands_of(error)
        assert office(*command).code == 0
        assert office("done", "3.a").code == 0

    def test_what_a_later_day_says_is_not_overruled_in_silence(self, office: Office) -> None:
        office("progress", "2.b/plan", "--state", "in-progress", "--on", "2021-02-20")
        error = office.refusal("done", "2.b/plan", "--on", "2021-02-10")
        assert "an entry of 2021-02-20 takes precedence" in error
        assert office("done", "2.b/plan", "--on", "2021-02-20").code == 0

    def test_an_entry_of_a_later_day_than_the_one_asked_about_is_seen(self, office: Office) -> None:
        later = "2021-06-01T09:12:00+07:00"
        office("done", "2.b/plan", "--as-of", "2021-05-01", today=later)
        error = office.refusal("done", "2.b/plan", "--as-of", "2021-04-01", today=later)
        assert "recorded as done on 2021-05-01" in error


@on_posix
@pytest.mark.parametrize(
    ("typed", "written", "shown"),
    [
        ("m", "milestone: plan, state: done", "2.b/plan"),
        ("D", "milestone: plan, state: done", "2.b/plan"),
        ("[c]", "{date: 2021-03-01, state: done", "is finished"),
        ("x\nwhole", "{date: 2021-03-01, state: done", "is finished"),
        ("t", None, "Nothing was recorded"),
        ("\x04", None, "Nothing was recorded"),
        ("a b\n?\n1", None, "Nothing was recorded"),
    ],
)
def test_at_a_terminal_a_person_is_asked_before_more_is_closed_than_is_plain(
    office: Office, typed: str, written: str | None, shown: str
) -> None:
    import pty

    before = office.plan.read_bytes()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(office.folder)
        os.environ.update(PARPLAN_TODAY=MOMENT, PARPLAN_LANG="en", COLUMNS="98", NO_COLOR="1", PYTHONUTF8="1")
        os.execv(sys.executable, [sys.executable, "-m", "parplan", "done", "2.b"])
    output = b""
    typed_yet = False
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:
            break
        if not read:
            break
        output += read
        if not typed_yet and b"[t] nothing: " in output:
            os.write(terminal, typed.encode() + (b"" if typed == "\x04" else b"\n"))
            typed_yet = True
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    text = output.decode()
    assert typed_yet
    assert "Choose [m] only 2.b/plan · [c] the whole task · [t] nothing: " in text
    assert shown in text
    if written is None:
        assert office.plan.read_bytes() == before
    else:
        assert written in office.plan.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("done", "2.b", "--all"), ("done", "2.b/report"), ("done", "2.b", "--json")])
def test_a_plain_request_is_not_asked_about(office: Office, words: tuple[str, ...]) -> None:
    assert office(*words).code == 0
    assert "state: done" in office.plan.read_text(encoding="utf-8").partition("- id: 2.c")[0].rpartition("- id: 2.b")[2]


def test_a_task_and_its_part_in_one_command_are_told_once_each(run: Callable[..., Answer], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(write_plan("- {id: 1.a, title: Báo cáo, lead: [VP], time: hằng quý}\n"), encoding="utf-8")
    words = ("done", "1.a", "1.a@2021-Q1", "--all", "--json", "-p", "plan.yaml")
    items = run(*words, cwd=tmp_path, env={"PARPLAN_TODAY": "2021-05-01"}).items
    told = [[entry["address"] for entry in item["entries"]] for item in items]
    assert told == [["1.a"], ["1.a@2021-Q1"]]


def test_a_unit_that_will_end_finishes_its_share_of_work_due_later(run: Callable[..., Answer], tmp_path: Path) -> None:
    units = "A: {name: Phòng A, until: 2021-03-31, successors: [B]}\nB: {name: Phòng B, from: 2021-04-01}\n"
    plan = tmp_path / "p.yaml"
    task = "- {id: 1.a, title: A, lead: [G], time: Năm 2021}"
    plan.write_text(write_plan(task, units=units, groups="G: {name: Các phòng, members: [A]}"), encoding="utf-8")
    assert run("done", "1.a", "--unit", "A", "--plan", "p.yaml").code == 0
    for day in ("2021-03-20", "2021-04-20", "2022-01-20"):
        assert run("tasks", "--as-of", day, "--plan", "p.yaml", "--json").items[0]["timeliness"] == "done-early"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("done", "2.b/plan", "--evidence", "12/KH-SKHCN ngày 5/3/2027 Kế hoạch"), "--evidence: 2027-03-05 is after"),
        (("progress", "2.b/plan", "--percent", "5", "--evidence", "1/BC | 2027-03-05"), "--evidence: 2027-03-05 is"),
        (("reschedule", "2.b/plan", "--to", "30/6/2021", "--basis", "45/KH ngày 5/3/2027"), "--basis: 2027-03-05 is"),
        (
            ("reschedule", "2.b/plan", "--to", "30/6/2021", "--basis", "45/KH ngày 31/2/2021"),
            "a day that does not exist",
        ),
    ],
)
def test_a_document_of_a_day_to_come_or_none_is_refused(office: Office, words: tuple[str, ...], said: str) -> None:
    before = office.plan.read_bytes()
    answer = office(*words)
    assert answer.code == 2
    assert said in answer.err
    assert office.plan.read_bytes() == before
