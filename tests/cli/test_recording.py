"""What all commands that record share, on a copy of the plan of 2021: `--dry-run`, other plans, screens, JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conftest import PLAN_2021, Answer
from office import MOMENT, Office, small_office
from parplan.cli.typed_values import moment_after
from small_plans import plan_of, write_plan

GOLDEN = Path(__file__).parent / "golden"
on_posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


SMALL_OF_2022 = """\
parplan: 1
plan:
  year: 2022
  title: Kế hoạch cải cách hành chính năm 2022
  agency: Sở Khoa học và Công nghệ tỉnh Quảng Ngãi
  decision: {number: 400/QĐ-SKHCN, date: 2021-12-20}
units:
  VP: {name: Văn phòng Sở}
sections:
  - id: "1"
    title: Cải cách
    tasks:
      - id: 1.x
        title: Xây dựng kế hoạch và triển khai thực hiện kế hoạch ứng dụng công nghệ thông tin năm 2022
        lead: [VP]
        milestones:
          - {id: go, title: Ban hành kế hoạch, due: 2022-01-20, carried_from: 2021:6.1/plan}
"""


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
        assert record["diff"] == answer.out
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


def test_milestones_and_targets_lettered_d_and_đ_are_two(run: Callable[..., Answer], tmp_path: Path) -> None:
    letters = "[{id: d, title: D, due: 2021-03-01}, {id: đ, title: Đ, due: 2021-03-02}]"
    targets = "[{id: d, title: Số d}, {id: đ, title: Số đ}]"
    plan = tmp_path / "plan.yaml"
    task = f"- {{id: 1.a, title: Việc, lead: [VP], milestones: {letters}, targets: {targets}}}\n"
    plan.write_text(write_plan(task), encoding="utf-8")

    def recorded(*words: str) -> str:
        answer = run(*words, "-p", "plan.yaml", cwd=tmp_path, env={"PARPLAN_TODAY": "2021-05-01"})
        assert answer.code == 0, answer.err
        return plan.read_text(encoding="utf-8").partition("progress")[2]

    assert "milestone: đ, state: done" in recorded("done", "1.a/đ")
    assert "milestone: d, due" in recorded("reschedule", "1.a/D", "--to", "30/6", "--basis", "1/QĐ")
    assert "measures: {đ: 5}" in recorded("progress", "1.a", "--measure", "đ=5")
    assert "milestone: đ" not in recorded("undo", "1.a/Đ")
    assert "milestone: d" in recorded("log", "1.a/d")


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
    assert moment_after([plan], now).isoformat(timespec="milliseconds") == "2021-03-01T09:20:00.001+07:00"
    assert moment_after([plan], now + timedelta(minutes=10)) == now + timedelta(minutes=10)
    assert moment_after([plan], now, fixed=True) == now
    this_second = plan_of(text.replace(MOMENT.replace("09:12", "09:20"), MOMENT))
    absurd = plan_of(text.replace(MOMENT.replace("09:12", "09:20"), "2099-03-01T02:30:00Z"))
    assert moment_after([absurd, this_second], now) == now + timedelta(milliseconds=1)  # in any of the plans


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
    with Path("/dev/full").open("w", encoding="utf-8") as full:
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
        plan.write_text(
            PLAN_2021.read_text(encoding="utf-8").replace("lead: [Văn phòng Sở]", "lead: [Không]", 1), encoding="utf-8"
        )
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
        assert ask("done", "2022:2.b/plan", "--json").items[0]["path"] == "plans/2022.yaml"
        assert ask("undo", "2021:7.b").code == 0
        assert (
            "several plans"
            in ask("reschedule", "2021:2.b/plan", "2.b/report", "--to", "2022-04-01", "--basis", "1").err
        )

    def test_an_address_open_in_two_years_is_refused_naming_both(self, office: Office) -> None:
        later = office.plan.read_text(encoding="utf-8").replace("  year: 2021\n", "  year: 2022\n")
        (office.folder / "plans" / "2022.yaml").write_text(later, encoding="utf-8")

        def ask(*words: str) -> Answer:
            return office._run(*words, cwd=office.folder, env={"PARPLAN_TODAY": "2022-01-10"})

        refused = ask("done", "2.b/plan")
        assert (refused.code, refused.out) == (2, "")
        assert "2022:2.b/plan, 2021:2.b/plan" in refused.err
        assert ask("done", "2021:2.b/plan").code == 0
        assert ask("done", "2.b/plan", "--json").items[0]["path"] == "plans/2022.yaml"
        assert "2021:2.b/plan" not in ask("undo", "2022:2.b/plan").out
        assert "plans/2021.yaml: 2021:2.b/plan" in ask("undo").out  # the last recorded of all plans

    def test_a_task_of_another_plan_is_named_with_its_year(self, office: Office) -> None:
        (office.folder / "plans" / "2022.yaml").write_text(SMALL_OF_2022, encoding="utf-8")

        def ask(*words: str) -> Answer:
            return office._run(*words, cwd=office.folder, env={"PARPLAN_TODAY": "2022-01-10"})

        for verb in (("done", "7.b"), ("show", "7.b")):
            refused = ask(*verb)
            assert (refused.code, refused.out) == (2, "")
            assert "2021:7.b" in refused.err
        assert "plans/2021.yaml" in ask("tasks").err
        assert "2021:1.d/plan" in ask("due", "--overdue").out
        reminders = ask("remind", "--json").items
        assert {item["plan"] for item in reminders} == {"plans/2021.yaml", "plans/2022.yaml"}

    def test_what_goes_on_in_a_new_plan_is_listed_once_with_its_old_address(self, office: Office) -> None:
        (office.folder / "plans" / "2022.yaml").write_text(SMALL_OF_2022, encoding="utf-8")
        due = office._run("due", "--within", "1y", cwd=office.folder, env={"PARPLAN_TODAY": "2022-01-10"}).out
        assert "(2021:6.1/plan)" in due
        assert "2021:6.1/plan  " not in due

    def test_what_is_recorded_at_the_old_address_names_the_new_one(self, office: Office) -> None:
        later = office.folder / "plans" / "2022.yaml"
        later.write_text(SMALL_OF_2022, encoding="utf-8")

        def ask(*words: str) -> Answer:
            return office._run(*words, cwd=office.folder, env={"PARPLAN_TODAY": "2022-01-10"})

        hint = "2021:6.1/plan is continued as 2022:1.x/go in plans/2022.yaml; record there what is to count\n"
        for words in (
            ("done", "2021:6.1/plan", "--dry-run"),
            ("done", "2021:6.1", "--dry-run"),
            ("reschedule", "2021:6.1/plan", "--to", "2022-03-01", "--basis", "1/QĐ", "--dry-run", "--json"),
            ("progress", "2021:6.1", "--note", "x", "--dry-run"),
        ):
            assert ask(*words).err.count(hint) == 1, words
        assert hint in ask("done", "2021:6.1/plan").err
        for words in (("undo", "2021:6.1/plan"), ("done", "2021:1.a/plan", "--dry-run"), ("done", "2022:1.x/go")):
            assert "continued" not in ask(*words).err, words

    def test_a_plan_named_by_a_pattern_or_the_environment(self, office: Office) -> None:
        env = {"PARPLAN_TODAY": MOMENT, "PARPLAN_PLAN": "plans/*.yaml"}
        assert office._run("done", "2.b/plan", cwd=office.folder, env=env).code == 0
        assert "milestone: plan" in office.plan.read_text(encoding="utf-8")


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
