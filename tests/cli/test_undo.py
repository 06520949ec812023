"""`undo` on a copy of the plan of 2021: what it takes back, and the command that records it again."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from conftest import Answer
from office import MOMENT, Office, small_office
from parplan.changing.undoing import find_batch
from parplan.plan.assessment import Assessment
from parplan.queries.portfolio import PlanOnDay, Portfolio
from small_plans import plan_of, write_plan


class TestUndo:
    COMMANDS = (
        ("done", "2.b/plan", "--evidence", "12/KH-SKHCN", "--note", "a: b # c \"q\" 's' $HOME `x` \\ %PATH%"),
        ("done", "2.a", "--on", "2021-02-01"),
        ("done", "III.1/q1", "--unit", "KHTC", "--by", "An Bình"),
        ("done", "III.1/h1", "--all-units"),
        ("done", "III.1", "--all", "--all-units"),
        ("done", "III.1", "--all", "--unit", "KHTC"),
        ("done", "1.d/report", "--all", "--unit", "VP"),
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

    @pytest.mark.parametrize(
        ("before", "words"),
        [
            (
                ("done", "2.b/plan", "--on", "2021-02-25"),
                ("reschedule", "2.b/plan", "--to", "2021-04-05", "--basis", "4/QĐ", "--as-of", "2021-02-20"),
            ),
            (
                ("done", "2.b", "--all", "--on", "2021-02-25"),
                ("reschedule", "2.b/plan", "--to", "2021-04-05", "--basis", "4/QĐ", "--as-of", "2021-02-20"),
            ),
            (
                ("progress", "3.a", "--state", "dropped", "--reason", "hết hiệu lực"),
                ("progress", "3.a", "--state", "dropped", "--basis", "4/QĐ"),
            ),
        ],
    )
    def test_the_command_shown_records_it_again_beside_what_else_is_recorded(
        self, office: Office, before: tuple[str, ...], words: tuple[str, ...]
    ) -> None:
        assert office(*before).code == 0
        assert office(*words, today="2021-03-01T09:13:00+07:00").code == 0
        recorded = office.plan.read_bytes()
        answer = office("undo", today="2021-03-01T09:14:00+07:00")
        assert "basis: Decision No. 4/QĐ" in " ".join(answer.out.split())
        (command,) = [line for line in answer.out.splitlines() if line.startswith("  parplan ")]
        again = office(*shlex.split(command)[1:], today="2021-03-01T09:13:00+07:00")
        assert again.code == 0, again.err
        assert office.plan.read_bytes() == recorded

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
        assert "To record it again:\n  no command is safe to copy here, because" in answer.out

    @pytest.mark.parametrize("note", ["--all", "-", "--", "--note=x", "- a"])
    def test_a_text_that_begins_with_a_dash_is_recorded_again(self, office: Office, note: str) -> None:
        assert office("done", "2.b/plan", f"--note={note}").code == 0
        recorded = office.plan.read_bytes()
        (again,) = [line for line in office("undo").out.splitlines() if line.startswith("  parplan ")]
        assert office(*shlex.split(again)[1:]).code == 0
        assert office.plan.read_bytes() == recorded

    def test_all_occurrences_of_what_was_moved_to_the_calendar_are_recorded_again(self, office: Office) -> None:
        assert office("reschedule", "1.c/report", "--to", "calendar", "--basis", "45/KH-UBND").code == 0
        assert office("done", "1.c/report", "--all").code == 0
        assert "  parplan done 1.c/report --on 2021-03-01 --all\n" in office("undo").out

    def test_the_last_one_recorded_goes_first_wherever_it_stands(self, office: Office) -> None:
        original = office.plan.read_bytes()
        for n, address in enumerate(("2.k/plan", "1.c/plan", "2.a/plan")):
            office("done", address, today=f"2021-03-01T09:1{n}:00+07:00")
        for address in ("2.a/plan", "1.c/plan", "2.k/plan"):
            assert office("undo", "--json").items[0]["address"] == address
        assert office.plan.read_bytes() == original
        assert "nothing to undo" in office.refusal("undo")

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

    def test_instead_of_one_written_by_hand_the_last_recorded_is_named_with_its_command(self, office: Office) -> None:
        assert "parplan undo" not in office.refusal("undo", "1")
        original = office.plan.read_bytes()
        office("done", "2.b/plan")
        said = office.refusal("undo", "1").split("\n")
        assert "correct it in plans/2021.yaml: progress of 7.a, entry 1" in said[1]
        assert said[2].split() == ["parplan", "undo", "2.b/plan", "1"]
        assert office(*said[2].split()[1:]).code == 0
        assert office.plan.read_bytes() == original

    def test_from_a_plan_and_its_copy_nothing_is_taken_back_unasked(
        self, office: Office, run: Callable[..., Answer]
    ) -> None:
        office("done", "2.b/plan")
        copy = office.plan.with_name("2021_backup.yaml")
        copy.write_bytes(office.plan.read_bytes())
        original = copy.read_bytes()
        undo = partial(run, "undo", cwd=office.folder, env={"PARPLAN_TODAY": MOMENT})
        refused = undo()
        assert (refused.code, office.plan.read_bytes()) == (2, original)
        assert "several plans have the entry recorded last: plans/2021.yaml, plans/2021_backup.yaml" in refused.err
        assert (undo("--plan", "plans/2021.yaml").code, copy.read_bytes()) == (0, original)

    def test_what_other_entries_depend_on_goes_after_them(self, office: Office) -> None:
        original = office.plan.read_bytes()
        office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-12")
        office("done", "2.k/report@2021-02-12")
        before = office.plan.read_bytes()
        answer = office._run("undo", "2.k", "1", cwd=office.folder, env={"PARPLAN_TODAY": MOMENT})
        assert (answer.code, answer.out) == (3, "")
        assert "P501" in answer.err
        assert "undo those first" in answer.err
        assert office.plan.read_bytes() == before
        assert office("undo").code == 0
        assert office("undo").code == 0
        assert office.plan.read_bytes() == original

    def test_a_number_that_is_a_tasks_id_is_ambiguous(self, run: Callable[..., Answer], tmp_path: Path) -> None:
        office = small_office(run, tmp_path, '[{id: "1", title: A}, {id: "2", title: B}]')
        office("done", "2")
        assert "2021:1" in office.refusal("undo", "1")
        assert office("undo", "2021:2").code == 0


def test_batches_that_differ_only_in_a_stroke_are_two() -> None:
    entry = '{{date: 2021-03-0{}, note: x, batch: "{}", recorded: 2021-03-0{}T08:00:00+07:00}}'
    entries = ", ".join(entry.format(day, batch, day) for day, batch in ((1, "dot1-1"), (2, "đot1-1")))
    plan = plan_of(write_plan(f"- {{id: 1.a, title: Việc, lead: [VP], progress: [{entries}]}}"))
    portfolio = Portfolio(date(2021, 3, 5), (PlanOnDay("plan.yaml", Assessment(plan, date(2021, 3, 5))),))
    for batch, typed in (("dot1-1", "DOT1-1"), ("đot1-1", "đot1-1")):
        assert [row.entry.batch for row in find_batch(portfolio, typed)[1]] == [batch]
