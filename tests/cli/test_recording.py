"""Recording through the command line: what it writes, closes, refuses and says, on a copy of the plan of 2021."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN_2021, Answer
from parplan.cli.typed_values import moment_after
from small_plans import plan_of, write_plan

GOLDEN = Path(__file__).parent / "golden"
MOMENT = "2021-03-01T09:12:00+07:00"
RECORDED = f"recorded: {MOMENT}"

on_posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


class Office:
    """A folder with the plan, commands run in it, and what they change."""

    def __init__(self, folder: Path, run: Callable[..., Answer]) -> None:
        self.folder = folder
        self.plan = folder / "plans" / "2021.yaml"
        self._run = run

    def __call__(self, *words: str, today: str = MOMENT, lang: str = "en") -> Answer:
        """Run a command; one that fails must leave the file as it was."""
        before = self.plan.read_bytes()
        answer = self._run(*words, cwd=self.folder, env={"PARPLAN_TODAY": today, "PARPLAN_LANG": lang})
        if answer.code != 0:
            assert self.plan.read_bytes() == before
            assert answer.out == ""
            assert answer.err.startswith("parplan: ")
        assert list(self.plan.parent.iterdir()) == [self.plan]
        return answer

    def added(self, *words: str, **rest: str) -> list[str]:
        """The lines a command adds, which must be all that it changes."""
        before = self.plan.read_text(encoding="utf-8").splitlines()
        answer = self(*words, **rest)
        assert answer.code == 0, answer.err
        after = self.plan.read_text(encoding="utf-8").splitlines()
        start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
        count = len(after) - len(before)
        assert before == after[:start] + after[start + count :]
        return [line.strip() for line in after[start : start + count]]

    def refusal(self, *words: str, code: int = 2, **rest: str) -> str:
        """What a command that must fail says."""
        answer = self(*words, **rest)
        assert answer.code == code, answer.out + answer.err
        return answer.err

    def item(self, address: str, as_of: str = "2021-12-31") -> dict[str, Any]:
        """A milestone, occurrence or task as JSON."""
        (task,) = self("show", address.partition("/")[0], "--json", "--as-of", as_of).items
        if "/" not in address:
            return task
        return next(one for one in task["milestones"] if one["address"] == address)


@pytest.fixture
def office(run: Callable[..., Answer], tmp_path: Path) -> Office:
    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans")
    return Office(tmp_path, run)


def small_office(run: Callable[..., Answer], folder: Path, tasks: str, **rest: Any) -> Office:
    (folder / "plans").mkdir()
    (folder / "plans" / "2021.yaml").write_text(write_plan(tasks, **rest), encoding="utf-8")
    return Office(folder, run)


def commands_of(error: str) -> list[list[str]]:
    """The commands an error shows."""
    return [shlex.split(line)[1:] for line in error.splitlines() if line.startswith("    parplan ")]


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
        assert "2021-02-21 is after 2021-02-20" in office.refusal(*earlier)
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
        assert "VP owes nothing of III.1/q1" in error
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
        assert "KH-TC: done (2021-03-01); this was recorded already" in answer.out
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
        assert "recorded already" in office("done", "1.a/m", "--unit", "MOI").out

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

    def test_what_another_unit_said_is_new_of_this_one(self, office: Office) -> None:
        office("done", "III.1/q1", "--unit", "KHTC", "--note", "Đã nộp", "--evidence", "1/BC")
        office("done", "III.1/q1", "--unit", "TTRA")
        assert len(office.added("done", "III.1/q1", "--unit", "TTRA", "--note", "Đã nộp", "--evidence", "1/BC")) == 1

    def test_a_unit_cannot_finish_what_it_does_not_owe(self, office: Office) -> None:
        before = office.plan.read_bytes()
        for words in (("done", "2.a/plan"), ("progress", "2.a/plan", "--state", "dropped"), ("done", "2.a")):
            answer = office(*words, "--unit", "TTRA")
            assert answer.code == 2
            assert "TTRA owes nothing of 2.a" in answer.err
            assert "it is owed by: VP" in answer.err
        assert "KHTC owes nothing of" in office("done", "III.1/department-h1", "--unit", "KHTC").err
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
            assert "recorded already" in answer.out
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
        assert "recorded of more than this" in error
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
        assert "an entry of 2021-02-20 counts more" in error
        assert office("done", "2.b/plan", "--on", "2021-02-20").code == 0

    def test_an_entry_of_a_later_day_than_the_one_asked_about_is_seen(self, office: Office) -> None:
        later = "2021-06-01T09:12:00+07:00"
        office("done", "2.b/plan", "--as-of", "2021-05-01", today=later)
        error = office.refusal("done", "2.b/plan", "--as-of", "2021-04-01", today=later)
        assert "recorded as done on 2021-05-01" in error


class TestProgress:
    def test_everything_there_is_to_say(self, office: Office) -> None:
        words = ("progress", "2.b/report", "--state", "đang thực hiện", "--percent", "40%", "--measure", "cost=8,5")
        more = ("--difficulty", "Thiếu số liệu", "--proposal", "Lùi hạn", "--note", "Đã họp", "--unit", "VP")
        assert office.added(*words, *more, "--basis", "3/TB", "--reason", "Chờ", "--by", "An")[1] == (
            "- {date: 2021-03-01, milestone: report, unit: VP, state: in-progress, percent: 40, measures: {cost: 8.5}, "
            'basis: "3/TB", reason: "Chờ", note: "Đã họp", difficulty: "Thiếu số liệu", proposal: "Lùi hạn", '
            f'by: "An", {RECORDED}}}'
        )

    def test_measured_values_stand_against_their_targets(self, office: Office) -> None:
        answer = office("progress", "2.b", "--measure", "cost=12", "--measure", "handling-time=29.5")
        assert "at least 10%; measured: 12 – met\n" in answer.out
        assert "at least 30%; measured: 29.5 – not met yet\n" in answer.out
        assert [target["met"] for target in office.item("2.b")["targets"]] == [True, False]

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            ((), "nothing is said"),
            (("--by", "An"), "nothing is said"),
            (("--percent", "101"), "not a percentage"),
            (("--percent", "4.5"), "not a percentage"),
            (("--percent", "x"), "not a percentage"),
            (("--state", "xong"), "not-started, in-progress, done"),
            (("--state", "paussed"), "did you mean paused?"),
            (("--state", "done", "--percent", "50"), "contradict"),
            (("--state", "not-started", "--percent", "50"), "contradict"),
            (("--measure", "cost"), "not a target and its value"),
            (("--measure", "cost=a"), "not a target and its value"),
            (("--measure", "cost=1.000"), "in two ways"),
            (("--measure", "cost=1,000"), "in two ways"),
            (("--measure", "price=1"), "its targets: handling-time, cost"),
            (("--measure", "cost=1", "--measure", "COST=2"), "given twice"),
            (("--note", " "), "--note is empty"),
            (("--note", "a\x07b"), "U+0007"),
            (("--note", "a\u2028b"), "U+2028"),
            (("--note", "a\udc80b"), "U+DC80"),
            (("--evidence", "|"), "--evidence"),
            (("--evidence", "1/BC | 31/02/2021"), "names a day that does not exist"),
            (("--evidence", "1/BC | a | b"), "one part too many"),
            (("--event", "Họp"), "does not follow events"),
        ],
    )
    def test_what_cannot_be_recorded(self, office: Office, words: tuple[str, ...], part: str) -> None:
        error = office.refusal("progress", "2.b", *words)
        assert part in error
        assert len(error.splitlines()) <= 2

    def test_an_event_opens_its_report_and_counts(self, office: Office) -> None:
        assert office.added("progress", "2.k", "--event", "Đối thoại lần 1", "--on", "2021-02-12")[1] == (
            f'- {{date: 2021-02-12, milestone: report, event: "Đối thoại lần 1", {RECORDED}}}'
        )
        answer = office("progress", "2.k/report", "--event", "Đối thoại lần 2", "--on", "2021-02-28")
        assert "This opens 2.k/report@2021-02-28" in answer.out
        assert "measured: 2 – met" in answer.out
        assert office.item("2.k")["targets"][0]["measured"] == 2
        assert "2.k/report@2021-02-12, 2.k/report@2021-02-28" in office.refusal("done", "2.k/report")
        (record,) = office("done", "2.k/report@2021-02-12", "--json").items
        assert record["closed"] == ["2.k/report@2021-02-12"]

    def test_the_same_event_again(self, office: Office) -> None:
        office("progress", "2.k", "--event", "Đối thoại lần 1")
        before = office.plan.read_bytes()
        assert "recorded already" in office("progress", "2.k/report", "--event", "Đối thoại lần 1").out
        assert office.plan.read_bytes() == before

    def test_a_deadline_for_the_duty_does_not_end_its_events(self, office: Office) -> None:
        office("reschedule", "2.k/report", "--to", "2021-06-30", "--basis", "45/KH-UBND")
        (record,) = office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-26", "--json").items
        assert record["address"] == "2.k/report@2021-02-26"
        office("reschedule", "2.k/report", "--to", "2021-07-31", "--basis", "46/KH-UBND")
        assert office.item("2.k")["targets"][0]["measured"] == 1

    def test_an_event_of_what_is_concluded_says_so(self, office: Office) -> None:
        office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-12")
        office("done", "2.k/report", "--all")
        answer = office("progress", "2.k", "--event", "Lần 2", "--on", "2021-02-20")
        assert "2.k/report@2021-02-20 is closed already" in answer.out
        answer = office("progress", "2.k", "--event", "Lần 3", "--on", "2021-02-25", "--json", "--dry-run")
        assert answer.items[0]["closed"] == []

    def test_taking_up_again_is_told(self, office: Office) -> None:
        office("done", "2.i")
        answer = office("progress", "2.i", "--state", "in-progress", today="2021-03-02")
        assert "Task 2.i is open again." in answer.out
        assert answer.err == "2.i was finished and is open again; --reason says why\n"
        office("done", "2.i", today="2021-03-03")
        assert office("progress", "2.i", "--state", "in-progress", "--reason", "Sửa", today="2021-03-04").err == ""
        office("done", "2.b/plan")
        (record,) = office("undo", "2.b/plan", "--json").items
        assert record["reopened"] == ["2.b/plan"]

    def test_the_same_lasting_state_again_changes_nothing(self, office: Office) -> None:
        office("progress", "3.a", "--state", "dropped", "--basis", "9/QĐ", "--on", "2021-02-01")
        before = office.plan.read_bytes()
        assert "recorded already" in office("progress", "3.a", "--state", "dropped").out
        assert office.plan.read_bytes() == before

    def test_a_percentage_of_what_is_finished_is_remarked_on(self, office: Office) -> None:
        office("done", "2.b/plan")
        assert "is finished already" in office("progress", "2.b/plan", "--percent", "20").err

    def test_an_event_has_no_state(self, office: Office) -> None:
        assert "no state" in office.refusal("progress", "2.k", "--event", "Lần 1", "--state", "done")

    def test_a_total_or_percentage_that_is_less_is_recorded_and_spoken_of(self, office: Office) -> None:
        words = ("progress", "2.b")
        assert office(*words, "--measure", "cost=12", "--percent", "60", "--on", "2021-02-01").err == ""
        answer = office(*words, "--measure", "cost=4.5", "--percent", "40")
        assert (answer.code, answer.err) == (
            0,
            "cost: the total 4.5 is less than 12 of 2021-02-01; measured values are totals to date. --reason says why "
            "it is less.\n40% is less than 60% of 2021-02-01; --reason says why it is less.\n",
        )
        assert "P506" in office("validate").out
        assert office("undo", "2.b").code == 0
        assert office(*words, "--measure", "cost=4.5", "--reason", "Đếm lại").err == ""
        assert office(*words, "--measure", "cost=20", "--percent", "30", "--unit", "VP").err == ""
        assert "P506" not in office("validate").out
        vietnamese = office(*words, "--measure", "cost=4", lang="vi").err
        assert "01/03/2021" in vietnamese

    def test_events_are_counted_not_measured(self, office: Office) -> None:
        (target,) = office.item("2.k")["targets"]
        assert "--event" in office.refusal("progress", "2.k", "--measure", f"{target['id']}=2")

    def test_pausing_dropping_and_taking_up_again(self, office: Office) -> None:
        answer = office("progress", "2.b", "--state", "tạm dừng")
        assert "--basis" in answer.err
        assert office.item("2.b")["state"] == "paused"
        office("progress", "2.b", "--state", "in-progress", "--basis", "4/QĐ")
        assert office.item("2.b")["state"] == "in-progress"
        assert office.item("2.b/plan")["state"] == "not-started"
        (record,) = office("progress", "2.b", "--state", "dropped", "--basis", "5/QĐ-SKHCN", "--json").items
        assert (record["state"], record["closed"]) == ("dropped", ["2.b/plan", "2.b/report", "2.b"])
        assert office("due", "--json", "--within", "1y").json["undated"] != []
        assert "2.b/plan" not in office("due").out

    def test_a_finished_milestone_is_reopened(self, office: Office) -> None:
        office("done", "2.b/plan")
        office("progress", "2.b/plan", "--state", "in-progress", "--reason", "Phải sửa")
        assert office.item("2.b/plan")["state"] == "in-progress"

    def test_an_earlier_fact_is_recorded_although_a_later_one_counts_today(self, office: Office) -> None:
        answer = office("progress", "7.a/plan", "--state", "in-progress", "--on", "2020-11-16")
        assert answer.err == "7.a/plan: recorded for 2020-11-16; today an entry of 2020-11-17 counts\n"
        assert office.item("7.a/plan")["state"] == "done"
        assert office.item("7.a/plan", "2020-11-16")["state"] == "in-progress"
        office("reschedule", "2.b/plan", "--to", "2021-05-31", "--basis", "2/CV")
        office("reschedule", "2.b/plan", "--to", "2021-04-30", "--basis", "1/CV", "--on", "2021-02-01")
        assert office.item("2.b/plan")["due"] == "2021-05-31"
        assert office.item("2.b/plan")["extensions"] == 2
        assert office.item("2.b/plan", "2021-02-10")["due"] == "2021-04-30"

    def test_a_task_closed_milestone_by_milestone_is_reopened_the_same_way(self, office: Office) -> None:
        for milestone in ("plan", "report"):
            office("done", f"2.b/{milestone}", "--on", "2021-02-10")
        assert "name the milestone" in office.refusal("progress", "2.b", "--state", "in-progress")

    def test_a_state_of_what_each_unit_owes_needs_the_unit(self, office: Office) -> None:
        assert "KHTC" in office.refusal("progress", "III.1/q1", "--state", "in-progress")
        assert "unit: KHTC" in office.added("progress", "III.1/q1", "--percent", "50", "--unit", "KHTC")[1]
        assert office.added("progress", "III.1/q1", "--note", "Đã nhắc") != []

    def test_the_same_statement_of_one_day_again(self, office: Office) -> None:
        office("progress", "2.b/plan", "--percent", "40")
        before = office.plan.read_bytes()
        assert "recorded already" in office("progress", "2.b/plan", "--percent", "40").out
        assert office.plan.read_bytes() == before
        assert len(office.added("progress", "2.b/plan", "--percent", "40", today="2021-03-08")) == 1


class TestReschedule:
    def test_several_by_one_document(self, office: Office) -> None:
        answer = office(
            "reschedule", "2.b/report", "1.c/report", "--to", "30/6/2021", "--basis", "45/KH-UBND", "--json"
        )
        assert [item["address"] for item in answer.items] == ["2.b/report", "1.c/report"]
        for address in ("2.b/report", "1.c/report"):
            assert office.item(address)["due"] == "2021-06-30"
        text = office.plan.read_text(encoding="utf-8")
        assert text.count(f'milestone: report, due: 2021-06-30, basis: "45/KH-UBND", {RECORDED}') == 2

    def test_all_or_none(self, office: Office) -> None:
        assert "7.a/plan is finished" in office.refusal(
            "reschedule", "2.b/report", "7.a/plan", "--to", "2021-06-30", "--basis", "45/KH-UBND"
        )

    def test_the_old_day_the_document_and_how_many_times_are_told(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "trước ngày 16/4/2021", "--basis", "1/CV", "--reason", "Chờ")
        answer = office("reschedule", "2.b/plan", "--to", "30/4/2021", "--basis", "2/CV")
        assert "extended (no. 2), was 2021-04-15, by 2/CV" in answer.out
        office("reschedule", "2.b/plan", "--to", "2021-04-20", "--basis", "3/CV")
        for words in (("due", "--within", "1y"), ("show", "2.b"), ("log", "2.b/plan")):
            shown = " ".join(office(*words).out.split())
            assert "extended (no. 1), was 2021-03-31" in shown
            assert "extended (no. 2), was 2021-04-15" in shown
            assert "adjusted, was 2021-04-30" in shown
        moves = office.item("2.b/plan")["reschedulings"]
        assert [(move["move"], move["old"], move["new"], move["basis"]) for move in moves] == [
            ("extended", "2021-03-31", "2021-04-15", "1/CV"),
            ("extended", "2021-04-15", "2021-04-30", "2/CV"),
            ("adjusted", "2021-04-30", "2021-04-20", "3/CV"),
        ]
        assert "Extensions 2" in office("status").out
        assert office("status", "--json").items[-1]["extensions"] == 2

    def test_the_printed_time_stays(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "2021-04-20", "--basis", "3/CV")
        assert "{id: plan, title: Ban hành kế hoạch, due: Quý I/2021}" in office.plan.read_text(encoding="utf-8")

    def test_an_undetermined_one_is_tied_to_the_report_calendar(self, office: Office) -> None:
        assert 'due: "calendar"' in office.added("reschedule", "1.c/report", "--to", "calendar", "--basis", "1/CV")[1]
        assert office.item("1.c/report@q1")["due"] == "2021-03-02"
        assert office("done", "1.c/report@q1", "--json").items[0]["closed"] == ["1.c/report@q1"]
        assert "1.c/report@h1" in office.refusal("reschedule", "1.c/report", "--to", "2021-07-01", "--basis", "2/CV")
        office("reschedule", "1.c/report@h1", "--to", "2021-07-01", "--basis", "2/CV")
        assert office.item("1.c/report@h1")["due"] == "2021-07-01"

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            (("2.b/plan",), "the new deadline is missing"),
            (("2.b/plan", "--to", "2021-04-01"), "the document that decides it is missing"),
            (("2.b/plan", "--to", "2021-04-01", "--basis", " "), "--basis is empty"),
            (("2.b/plan", "--to", "31/02/2021", "--basis", "1/CV"), "does not exist"),
            (("2.b/plan", "--to", "2021-02-30", "--basis", "1/CV"), "does not exist"),
            (("2.b/plan", "--to", "sớm nhất", "--basis", "1/CV"), "--to: “sớm nhất”"),
            (("2.b/plan", "--to", "Quý I/2021; Quý II/2021", "--basis", "1/CV"), "several times"),
            (("2.b/plan", "--to", "Quy 12021", "--basis", "1/CV"), "damaged"),
            (("2.b/plan", "--to", "2091-04-01", "--basis", "1/CV"), "far from the plan's"),
            (("2.b", "--to", "2021-04-01", "--basis", "1/CV"), "2.b/plan, 2.b/report"),
            (("7.a/plan", "--to", "2021-04-01", "--basis", "1/CV"), "is finished"),
            (("2.b/plan", "--to", "2021-04-01", "--basis", "1/CV", "--on", "2021-03-02"), "is after"),
            (("2.b/report", "--to", "undetermined", "--basis", "1/CV"), "would have no deadline"),
            (("2.b/report", "--to", "khi phát sinh", "--basis", "1/CV"), "would have no deadline"),
        ],
    )
    def test_what_is_no_deadline_or_cannot_be_moved(self, office: Office, words: tuple[str, ...], part: str) -> None:
        assert part in office.refusal("reschedule", *words)

    def test_a_deadline_left_open_for_a_while_is_extended_all_the_same(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "theo quy định", "--basis", "1/CV", "--on", "2021-02-01")
        office("reschedule", "2.b/plan", "--to", "2021-06-30", "--basis", "2/CV", "--on", "2021-02-20")
        moves = office.item("2.b/plan")["reschedulings"]
        assert [(move["move"], move["old"]) for move in moves] == [
            ("adjusted", "2021-03-31"),
            ("extended", "2021-03-31"),
        ]

    def test_the_deadline_it_has_already(self, office: Office) -> None:
        before = office.plan.read_bytes()
        answer = office("reschedule", "2.b/plan", "--to", "2021-03-31", "--basis", "1/CV")
        assert "2.b/plan: 2021-03-31; this was recorded already" in answer.out
        assert office.plan.read_bytes() == before

    def test_a_task_without_milestones_gets_a_deadline(self, office: Office) -> None:
        assert "milestone" not in office.added("reschedule", "2.i", "--to", "2021-06-30", "--basis", "1/CV")[1]
        (row,) = [item for item in office("due", "--within", "1y", "--json").items if item["address"] == "2.i"]
        assert row["due"] == "2021-06-30"
        assert row["reschedulings"][0]["move"] == "fixed"

    def test_a_deadline_before_the_decision_is_recorded_and_spoken_of(self, office: Office) -> None:
        words = ("reschedule", "2.b/report", "--basis", "45/KH-UBND", "--to")
        answer = office(*words, "2021-02-15")
        assert (answer.code, answer.err) == (
            0,
            "The new deadline 2021-02-15 was over on 2021-03-01, the day of the decision; --on says when that was.\n",
        )
        assert "P515" in office("validate").out
        assert office("undo", "2.b").code == 0
        assert office(*words, "2021-02-15", "--on", "2021-02-10").err == ""
        assert "P515" not in office("validate").out


class TestUndo:
    COMMANDS = (
        ("done", "2.b/plan", "--evidence", "12/KH-SKHCN", "--note", "a: b # c \"q\" 's' $HOME `x` \\ %PATH%"),
        ("done", "2.a", "--on", "2021-02-01"),
        ("done", "III.1/q1", "--unit", "KHTC", "--by", "An Bình"),
        ("done", "III.1/h1", "--all-units"),
        ("done", "III.1", "--all", "--all-units"),
        ("progress", "2.b", "--measure", "cost=8,5", "--percent", "40", "--difficulty", "- thiếu người"),
        ("progress", "2.b/plan", "--state", "paused", "--basis", "4/QĐ", "--reason", "Chờ ý kiến"),
        ("progress", "3.a", "--state", "dropped", "--basis", "4/QĐ"),
        ("progress", "2.k", "--event", "Đối thoại 🎉 lần 1", "--on", "2021-02-12"),
        ("progress", "2.b", "--state", "done", "--proposal", "Kết thúc", "--percent", "100"),
        ("progress", "1.a", "--state", "in-progress", "--all-units"),
        ("reschedule", "2.b/report", "--to", "trước ngày 01/8/2021", "--basis", "45/KH-UBND", "--reason", "Chờ"),
        ("reschedule", "1.c/report", "--to", "calendar", "--basis", "45/KH-UBND", "--note", "Theo lịch"),
        ("done", "2.b/plan", "--evidence", "12/KH | 10/02/2021 | Kế hoạch | bc.pdf | https://a.vn/x"),
        (
            "done",
            "2.b/plan",
            "--evidence",
            "Biên bản họp ngày 3",
            "--evidence",
            "a b.pdf",
            "--evidence",
            "https://a.vn/?q=1",
        ),
        ("progress", "2.b", "--evidence", "số: 12\\|3", "--note", "-x’y"),
    )

    @pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
    def test_the_file_is_restored_and_the_command_shown_records_it_again(
        self, office: Office, words: tuple[str, ...]
    ) -> None:
        original = office.plan.read_bytes()
        assert office(*words).code == 0
        recorded = office.plan.read_bytes()
        assert recorded != original
        answer = office("undo")
        assert answer.code == 0
        assert office.plan.read_bytes() == original
        (command,) = [line for line in answer.out.splitlines() if line.startswith("  parplan ")]
        if shutil.which("bash"):
            asked = subprocess.run(
                ["bash", "-c", f'printf "%s\\0" {command.removeprefix("  parplan ")}'],
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                capture_output=True,
                check=True,
            ).stdout.decode()
            again = asked.rstrip("\0").split("\0")
            assert office(*again).code == 0
            assert office.plan.read_bytes() == recorded

    @pytest.mark.parametrize("note", ["x\u202ey", "a\nb"])
    def test_what_is_not_safe_to_copy_is_no_command(self, office: Office, note: str) -> None:
        assert office("done", "2.b/plan", "--note", note).code == 0
        answer = office("undo")
        assert answer.code == 0
        assert "  parplan " not in answer.out
        assert "To record it again:\n  no command is safe to copy here, as" in answer.out

    @pytest.mark.parametrize("note", ["--all", "-", "--", "--note=x", "- a"])
    def test_a_text_that_begins_with_a_dash_is_recorded_again(self, office: Office, note: str) -> None:
        assert office("done", "2.b/plan", f"--note={note}").code == 0
        recorded = office.plan.read_bytes()
        (again,) = [line for line in office("undo").out.splitlines() if line.startswith("  parplan ")]
        assert office(*shlex.split(again)[1:]).code == 0
        assert office.plan.read_bytes() == recorded

    def test_the_last_one_recorded_goes_first_wherever_it_stands(self, office: Office) -> None:
        original = office.plan.read_bytes()
        for n, address in enumerate(("2.k/plan", "1.c/plan", "2.a/plan")):
            office("done", address, today=f"2021-03-01T09:1{n}:00+07:00")
        for address in ("2.a/plan", "1.c/plan", "2.k/plan"):
            assert office("undo", "--json").items[0]["address"] == address
        assert office.plan.read_bytes() == original
        assert "nothing to take back" in office.refusal("undo")

    def test_of_one_moment_the_last_in_the_file_goes_first(self, office: Office) -> None:
        office("done", "2.k/plan")
        office("done", "1.c/plan")
        assert office("undo", "--json").items[0]["address"] == "2.k/plan"

    def test_two_entries_of_one_second_keep_their_order(self, office: Office) -> None:
        office("done", "2.k/plan", today="2021-03-01T09:12:00.100+07:00")
        line = office.added("done", "1.c/plan", today="2021-03-01T09:12:00.700+07:00")[1]
        assert line.endswith("recorded: 2021-03-01T09:12:00.700+07:00}")
        assert office("undo", "--json").items[0]["address"] == "1.c/plan"

    def test_an_entry_of_weeks_ago_is_taken_back_by_its_number(self, office: Office) -> None:
        original = office.plan.read_bytes()
        office("done", "2.b/plan", "--on", "2021-02-01", today="2021-02-01")
        middle = office.plan.read_bytes()
        office("progress", "2.b/report", "--percent", "40", today="2021-02-15")
        office("done", "2.b/report", today="2021-03-01")
        assert "2  2021-02-15  2.b/report" in office("log", "2.b").out
        assert office("undo", "2.b", "2", "--json").items[0]["address"] == "2.b/report"
        assert office("undo", "2.b/report", "1").code == 0
        assert office.plan.read_bytes() == middle
        numbers = {item["address"]: item["number"] for item in office("log", "--json").items}
        assert office("undo", str(numbers["2.b/plan"])).code == 0
        assert office.plan.read_bytes() == original

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            (("0",), "no entry 0"),
            (("99",), "the entries 1 to 1"),
            (("1",), "written by hand"),
            (("7.a",), "written by hand"),
            (("7.a", "1"), "written by hand"),
            (("2.b",), "nothing is recorded there"),
            (("7.a/plan",), "parplan log 7.a"),
            (("2.b", "1"), "nothing is recorded there"),
            (("2.b", "x"), "not the number"),
            (("2.b", "1", "2"), "one entry"),
            (("9.z",), "no task 9.z"),
        ],
    )
    def test_what_cannot_be_taken_back(self, office: Office, words: tuple[str, ...], part: str) -> None:
        assert part in office.refusal("undo", *words)

    def test_what_other_entries_depend_on_goes_after_them(self, office: Office) -> None:
        original = office.plan.read_bytes()
        office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-12")
        office("done", "2.k/report@2021-02-12")
        before = office.plan.read_bytes()
        answer = office._run("undo", "2.k", "1", cwd=office.folder, env={"PARPLAN_TODAY": MOMENT})
        assert (answer.code, answer.out) == (3, "")
        assert "P501" in answer.err
        assert "take that back first" in answer.err
        assert office.plan.read_bytes() == before
        assert office("undo").code == 0
        assert office("undo").code == 0
        assert office.plan.read_bytes() == original

    def test_a_number_that_is_a_tasks_id_is_ambiguous(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(run, tmp_path, '[{id: "1", title: A}, {id: "2", title: B}]')
        office("done", "2")
        assert "2021:1" in office.refusal("undo", "1")
        assert office("undo", "2021:2").code == 0


class TestLog:
    def record(self, office: Office) -> None:
        office("done", "2.b/plan", "--on", "2021-01-20", "--evidence", "12/KH")
        office("done", "III.1/q1", "--unit", "KHTC", "--on", "2021-02-20")
        office("reschedule", "2.b/report", "--to", "2021-06-30", "--basis", "45/KH", "--on", "2021-02-25")

    def test_the_history_is_numbered_by_date(self, office: Office) -> None:
        self.record(office)
        answer = office("log", "--json")
        assert answer.json["kind"] == "log"
        assert [(item["number"], item["date"], item["address"]) for item in answer.items] == [
            (1, "2020-11-17", "7.a"),
            (2, "2021-01-20", "2.b/plan"),
            (3, "2021-02-20", "III.1/q1"),
            (4, "2021-02-25", "2.b/report"),
        ]
        assert answer.items[3]["rescheduling"]["move"] == "fixed"
        assert [item["by_hand"] for item in answer.items] == [True, False, False, False]

    def test_parts_of_it_keep_their_numbers(self, office: Office) -> None:
        self.record(office)

        def numbers(*words: str) -> list[int]:
            return [item["number"] for item in office("log", *words, "--json").items]

        assert numbers("--unit", "KHTC") == [3]
        assert numbers("--unit", "van phong so") == [1, 2, 4]
        assert numbers("--since", "2021-02-01") == [3, 4]
        assert numbers("--since", "2021-02-01", "--until", "20/02/2021") == [3]
        assert numbers("--as-of", "2021-02-01") == [1, 2]
        assert numbers("2.b") == [1, 2]
        assert numbers("2.b/report") == [1]
        office("reschedule", "III.1/department-q1", "--to", "2021-03-20", "--basis", "1/CV", "--on", "2021-03-01")
        assert numbers("--unit", "van phong so") == [1, 2, 4, 5]
        assert numbers("--unit", "TTRA") == []

    def test_what_is_wrong_with_the_question(self, office: Office) -> None:
        assert "--since" in office.refusal("log", "--since", "hôm kia")
        assert "no unit or group" in office.refusal("log", "--unit", "xyz")
        assert "no task" in office.refusal("log", "9.z")


class TestDryRun:
    @pytest.mark.parametrize(
        "words",
        [
            ("done", "2.b/plan"),
            ("progress", "2.b", "--note", "x"),
            ("reschedule", "2.b/plan", "--to", "2021-04-01", "--basis", "1"),
        ],
    )
    def test_the_difference_is_shown_and_nothing_written(self, office: Office, words: tuple[str, ...]) -> None:
        before = office.plan.read_bytes()
        answer = office(*words, "--dry-run")
        assert office.plan.read_bytes() == before
        assert re.match(r"--- a/plans/2021.yaml\n\+\+\+ b/plans/2021.yaml\n@@ -(\d+),6 \+\1,8 @@\n", answer.out)
        assert "\n+        progress:\n+          - {date: 2021-03-01" in answer.out
        assert "--dry-run" in answer.err
        (record,) = office(*words, "--dry-run", "--json").items
        assert record["changed"] is False
        assert [line.rstrip() for line in record["diff"].splitlines()] == answer.out.splitlines()
        assert office.plan.read_bytes() == before

    def test_of_an_undo(self, office: Office) -> None:
        office("done", "2.b/plan")
        before = office.plan.read_bytes()
        assert "\n-        progress:\n" in office("undo", "--dry-run").out
        assert office.plan.read_bytes() == before


def test_an_option_does_not_take_another_option_for_its_value(office: Office) -> None:
    error = office.refusal("done", "2.b/plan", "--note", "--dry-run")
    assert "--note: the value is missing" in error
    assert "--note=--dry-run" in error
    assert 'note: "--dry-run"' in office.added("done", "2.b/plan", "--note=--dry-run")[1]


def test_what_follows_in_other_tasks_is_told(run: Callable[..., Answer], tmp_path: Path) -> None:
    office = small_office(
        run,
        tmp_path,
        """
        - {id: 1.a, title: A, milestones: [{id: plan, title: Kế hoạch, due: Quý I/2021}]}
        - {id: 1.b, title: B, milestones: [{id: z, title: Sau đó, after: 1.a/plan, lag: 5d}]}
        """,
    )
    assert "1.b/z follows from it: 2021-03-06, 5 days left" in office("done", "1.a/plan").out
    (record,) = office("undo", "--json").items
    assert record["following"] == ["1.b/z"]


def test_a_clock_that_was_ahead_stops_nobody(run: Callable[..., Answer], tmp_path: Path) -> None:
    office = small_office(
        run,
        tmp_path,
        """
        - id: 1.a
          title: A
          progress: [{date: 2021-03-01, state: in-progress, recorded: 2099-03-01T02:30:00Z}]
        - {id: 1.b, title: B}
        """,
    )
    assert office("progress", "1.b", "--note", "x").code == 0
    text = office.plan.read_text(encoding="utf-8").replace("2099-03-01T02:30:00Z", MOMENT.replace("09:12", "09:20"))
    office.plan.write_text(text, encoding="utf-8")
    now = datetime.fromisoformat(MOMENT)
    plan = plan_of(text)
    assert moment_after(plan, now).isoformat(timespec="milliseconds") == "2021-03-01T09:20:00.001+07:00"
    assert moment_after(plan, now + timedelta(minutes=10)) == now + timedelta(minutes=10)
    assert moment_after(plan, now, fixed=True) == now


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258"])
def test_a_console_without_vietnamese_letters_does_not_mix_up_tasks(
    spawn: Callable[..., Answer], office: Office, encoding: str
) -> None:
    answer = spawn("done", "1.dd/plan", cwd=office.folder, env={"PYTHONIOENCODING": encoding, "PARPLAN_TODAY": MOMENT})
    assert answer.code == 0
    assert ("parplan undo 1.dd/plan" in answer.out) == (encoding != "cp1258")
    assert "1.d/" not in answer.out


@on_posix
def test_a_full_disk_behind_standard_output_does_not_hide_what_was_recorded(office: Office) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "parplan", "done", "2.b/plan"],
            cwd=office.folder,
            env={**os.environ, "PARPLAN_TODAY": MOMENT, "PARPLAN_LANG": "en"},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert done.returncode == 3
    assert "it was recorded in plans/2021.yaml, but: " in done.stderr
    assert "milestone: plan, state: done" in office.plan.read_text(encoding="utf-8")


class TestOtherPlans:
    def test_a_plan_chosen_by_the_day_is_named_in_the_commands(self, office: Office) -> None:
        later = office.plan.read_text(encoding="utf-8").replace("  year: 2021\n", "  year: 2022\n")
        (office.folder / "plans" / "2022.yaml").write_text(later, encoding="utf-8")
        env = {"PARPLAN_TODAY": "2022-01-10"}
        answer = office._run("--as-of", "2021-03-01", "done", "2.b/plan", cwd=office.folder, env=env)
        assert "parplan undo 2.b/plan --plan plans/2021.yaml" in answer.out

    def test_an_invalid_plan_is_not_written_to_and_its_findings_are_shown(
        self, run: Callable[..., Answer], tmp_path: Path
    ) -> None:
        plan = tmp_path / "x.yaml"
        plan.write_text(PLAN_2021.read_text(encoding="utf-8").replace("lead: [Văn phòng Sở]", "lead: [Không]", 1))
        before = plan.read_bytes()
        for words in (("done", "2.b/plan"), ("progress", "2.b", "--note", "x"), ("undo",)):
            answer = run(*words, "-p", "x.yaml")
            assert (answer.code, answer.out) == (3, "")
            assert "P201" in answer.err
            assert plan.read_bytes() == before

    def test_where_one_of_the_plans_found_is_invalid_nothing_is_written(self, office: Office) -> None:
        (office.folder / "plans" / "2020.yaml").write_text("parplan: 1\n", encoding="utf-8")
        before = office.plan.read_bytes()
        answer = office._run("done", "2.b/plan", cwd=office.folder, env={"PARPLAN_TODAY": MOMENT})
        assert (answer.code, answer.out) == (3, "")
        assert "plans/2020.yaml" in answer.err
        assert "--plan" in answer.err
        assert office.plan.read_bytes() == before
        answer = office._run(
            "done", "2.b/plan", "-p", "plans/2021.yaml", cwd=office.folder, env={"PARPLAN_TODAY": MOMENT}
        )
        assert answer.code == 0
        assert "parplan undo 2.b/plan --plan plans/2021.yaml" in answer.out

    def test_an_address_names_the_plan_of_another_year(self, office: Office) -> None:
        later = office.plan.read_text(encoding="utf-8").replace("  year: 2021\n", "  year: 2022\n")
        (office.folder / "plans" / "2022.yaml").write_text(later, encoding="utf-8")

        def ask(*words: str) -> Answer:
            return office._run(*words, cwd=office.folder, env={"PARPLAN_TODAY": "2022-01-10"})

        (record,) = ask("done", "2021:7.b", "--json").items
        assert (record["address"], record["path"]) == ("2021:7.b", "plans/2021.yaml")
        assert record["closed"] == ["2021:7.b/scoring", "2021:7.b"]
        assert ask("done", "2.b/plan", "--json").items[0]["path"] == "plans/2022.yaml"
        assert ask("undo", "2021:7.b").code == 0
        assert (
            "several plans"
            in ask("reschedule", "2021:2.b/plan", "2.b/report", "--to", "2022-04-01", "--basis", "1").err
        )

    def test_a_plan_named_by_a_pattern_or_the_environment(self, office: Office) -> None:
        env = {"PARPLAN_TODAY": MOMENT, "PARPLAN_PLAN": "plans/*.yaml"}
        assert office._run("done", "2.b/plan", cwd=office.folder, env=env).code == 0
        assert "milestone: plan" in office.plan.read_text(encoding="utf-8")


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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_screens_of_recording(office: Office, golden: Callable[[Path, str], None], language: str) -> None:
    screens = []
    for words in (
        ("done", "2.b/plan", "--evidence", "12/KH-SKHCN ngày 26/02/2021 Kế hoạch rà soát TTHC"),
        ("done", "2.b/plan"),
        ("done", "2.b/plan", "--on", "2021-02-26"),
        ("progress", "2.b", "--measure", "cost=8,5", "--difficulty", "Chưa có số liệu của Chi cục"),
        ("done", "III.1/q1"),
        ("done", "III.1/q1", "--unit", "KH-TC", "--unit", "Thanh tra Sở"),
        ("done", "III.1"),
        ("progress", "2.k", "--event", "Đối thoại lần 1 với doanh nghiệp", "--on", "2021-02-25"),
        ("reschedule", "2.b/report", "1.c/report", "--to", "30/6/2021", "--basis", "45/KH-UBND"),
        ("reschedule", "2.b/report", "--to", "31/7/2021", "--basis", "60/KH-UBND", "--reason", "Chờ số liệu"),
        ("done", "6.1/plan"),
        ("done", "2.a"),
        ("done", "1.đ/plan"),
        ("progress", "3.a", "--state", "dropped", "--basis", "9/QĐ-SKHCN"),
        ("log",),
        ("log", "2.b", "--since", "2021-03-01"),
        ("undo", "2.b/report"),
        ("undo", "2.b", "1"),
        ("undo", "7.a"),
        ("show", "2.b"),
    ):
        answer = office(*words, lang=language)
        command = " ".join(f'"{word}"' if " " in word else word for word in words)
        screens.append(f"$ parplan {command}\n{answer.out}{answer.err}")
        assert (
            max((len(line) for line in answer.out.splitlines() if not line.startswith("  parplan ")), default=0) <= 80
        )
    golden(GOLDEN / f"recording.{language}.txt", "\n".join(screens))


def test_the_answer_is_json_and_nothing_else(office: Office) -> None:
    answer = office("done", "2.b", "--json")
    assert json.loads(answer.out)["items"][0]["closed"] == ["2.b/plan", "2.b/report", "2.b"]
    assert answer.err == ""
