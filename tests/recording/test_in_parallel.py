"""Many commands at once on one plan, each a process of its own: nothing is lost, no reader sees half a file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from faults import leftovers

from conftest import ENVIRONMENT, Answer
from parplan.plan.structure import Entry
from small_plans import plan_of, write_plan

Run = Callable[..., Answer]

MOMENT = {"PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}
#: How many tasks the plan has, and how many commands run at once.
TASKS, COMMANDS = 60, 50


@dataclass
class Office:
    """A folder with a plan that many people write to."""

    run: Run
    home: Path

    @property
    def file(self) -> Path:
        return self.home / "plans" / "2021.yaml"

    def entries(self, task: str) -> tuple[Entry, ...]:
        """What is recorded of a task; the plan is valid."""
        plan = plan_of(self.file.read_text(encoding="utf-8"))
        return next(each.entries for each in plan.tasks() if each.id == task)

    def all_at_once(self, commands: Iterable[Sequence[str]]) -> list[Answer]:
        """Run every command as a process of its own, all at the same time, while the plan is read again and again."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        env = {**kept, "PYTHONIOENCODING": "utf-8", "HOME": str(self.home), **ENVIRONMENT, **MOMENT}
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "parplan", *words],
                cwd=self.home, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
            for words in commands
        ]  # fmt: skip
        reads = 0
        try:
            while any(process.poll() is None for process in started):
                for words in ("due", "--json"), ("validate", "--json"):
                    read = self.run(*words, cwd=self.home, env=MOMENT)
                    assert (read.code, "Y0" in read.err, read.json["parplan"]) == (0, False, 1)
                    reads += 1
                    time.sleep(0.01)
            assert reads > 5
            answers = []
            for process in started:
                out, err = process.communicate(timeout=120)
                answers.append(Answer(process.returncode, out.decode(), err.decode()))
        finally:
            for process in started:
                process.kill()
                process.communicate()
        assert leftovers(self.file.parent) == []
        assert "Traceback" not in "".join(answer.err for answer in answers)
        return answers


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Office:
    tasks = "".join(
        f"- id: 1.{n}\n  title: Nhiệm vụ {n}\n  lead: [VP]\n  milestones:\n"
        f"    - {{id: plan, title: Ban hành kế hoạch, due: Quý II/2021}}\n"
        for n in range(1, TASKS + 1)
    )
    (tmp_path / "plans").mkdir()
    office = Office(run, tmp_path)
    office.file.write_text(write_plan(tasks), encoding="utf-8", newline="\n")
    return office


def _good(answers: Iterable[Answer]) -> bool:
    """Whether all was recorded; that somebody had to wait may be said."""
    wrong = [
        answer
        for answer in answers
        if answer.code or any("waiting for it" not in line for line in answer.err.splitlines())
    ]
    assert wrong == []
    return True


@pytest.mark.slow
def test_fifty_people_finish_fifty_tasks_at_once_and_nothing_is_lost(office: Office) -> None:
    before = office.file.read_bytes().splitlines()
    numbers = range(1, COMMANDS + 1)
    answers = office.all_at_once(("done", f"1.{n}/plan", "--by", f"Người {n}") for n in numbers)
    assert _good(answers)
    for n in numbers:
        (entry,) = office.entries(f"1.{n}")
        assert (entry.by, entry.milestone) == (f"Người {n}", "plan")
        assert f"1.{n}/plan" in answers[n - 1].out
    assert all(office.entries(f"1.{n}") == () for n in range(COMMANDS + 1, TASKS + 1))
    after = office.file.read_bytes().splitlines()
    assert len(after) == len(before) + 2 * COMMANDS
    assert [line for line in after if line in set(before)] == before


@pytest.mark.slow
def test_twenty_people_write_about_one_task_at_once_and_every_line_is_kept(office: Office) -> None:
    numbers = range(20)
    answers = office.all_at_once(
        ("progress", "1.1/plan", "--state", "in-progress", "--note", f"ghi chú {n}: 50%") for n in numbers
    )
    assert _good(answers)
    entries = office.entries("1.1")
    assert {entry.note for entry in entries} == {f"ghi chú {n}: 50%" for n in numbers}
    assert len(entries) == len(numbers)
    text = office.file.read_text(encoding="utf-8")
    assert text.count("progress:") == 1


@pytest.mark.slow
def test_twenty_people_finish_one_task_at_once_with_notes_of_their_own(office: Office) -> None:
    numbers = range(20)
    answers = office.all_at_once(("done", "1.1/plan", "--note", f"ghi chú {n}") for n in numbers)
    assert _good(answers)
    assert sorted(entry.note or "" for entry in office.entries("1.1")) == sorted(f"ghi chú {n}" for n in numbers)


@pytest.mark.slow
def test_some_record_while_others_take_back(office: Office) -> None:
    taken_back, recorded = range(1, 11), range(11, 26)
    for n in taken_back:
        assert office.run("done", f"1.{n}/plan", cwd=office.home, env=MOMENT).code == 0
    commands = [("undo", f"1.{n}") for n in taken_back] + [("done", f"1.{n}/plan") for n in recorded]
    answers = office.all_at_once(commands)
    assert _good(answers)
    assert all(office.entries(f"1.{n}") == () for n in taken_back)
    assert all(len(office.entries(f"1.{n}")) == 1 for n in recorded)


@pytest.mark.slow
def test_what_several_take_back_at_once_is_taken_back_once_each_and_the_others_are_told(office: Office) -> None:
    """`undo` without an address means the last entry as each of them sees it."""
    for n in range(1, 7):
        assert office.run("done", f"1.{n}/plan", cwd=office.home, env=MOMENT).code == 0
    answers = office.all_at_once([("undo",)] * 5)
    won = [answer for answer in answers if answer.code == 0]
    lost = [answer for answer in answers if answer.code != 0]
    assert won != []
    left = [n for n in range(1, 7) if office.entries(f"1.{n}")]
    assert len(left) == 6 - len(won)
    assert left == list(range(1, len(left) + 1))  # the last ones went, and no other
    for answer in lost:
        assert (answer.code, answer.out) == (3, "")
        assert "the entry; nothing was written" in answer.err
