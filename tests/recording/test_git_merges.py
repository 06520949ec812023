"""Two people's entries brought together by git: different tasks by itself, one task by keeping both lines."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from faults import leftovers

from conftest import PLAN_2021, Answer
from parplan.plan.structure import Entry
from small_plans import plan_of, write_plan

Run = Callable[..., Answer]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

MOMENT = {"PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}
LATER = {"PARPLAN_TODAY": "2021-03-02T14:05:00+07:00"}
MARKER = re.compile(rb"(?m)^(<{7} .*|\|{7} .*|={7}|>{7} .*)\r?\n")


@dataclass
class Repository:
    """A plan kept in git, and two people who record in it at the same time, each on a branch."""

    run: Run
    home: Path

    @property
    def file(self) -> Path:
        return self.home / "plans" / "2021.yaml"

    def start(self, data: bytes) -> None:
        """Begin with a plan."""
        self.file.parent.mkdir()
        self.file.write_bytes(data)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "plans")
        self.git("commit", "--quiet", "--message=Kế hoạch")

    def git(self, *words: str) -> int:
        """Run git, without anybody's settings."""
        settings = {
            "user.name": "Văn thư", "user.email": "vt@example.org", "core.autocrlf": "false", "commit.gpgsign": "false",
            "merge.conflictStyle": "merge", "core.hooksPath": "none",
        }  # fmt: skip
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return subprocess.run(["git", *options, *words], cwd=self.home, capture_output=True, timeout=60).returncode

    def branches(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        """Record one thing on each of two branches."""
        for branch, words, env in ("an", one, MOMENT), ("binh", other, LATER):
            assert self.git("switch", "--quiet", "--create", branch, "main") == 0
            assert self.run(*words, cwd=self.home, env=env).code == 0
            assert self.git("commit", "--quiet", "--all", "--message", " ".join(words)) == 0
        assert self.git("switch", "--quiet", "an") == 0

    def merge(self) -> int:
        """Merge the second branch into the first; 1 for a conflict."""
        return self.git("merge", "--quiet", "--no-edit", "binh")

    def keep_both(self) -> None:
        """Settle a conflict by deleting nothing but git's own lines."""
        self.file.write_bytes(MARKER.sub(b"", self.file.read_bytes()))

    def entries(self, task: str) -> tuple[Entry, ...]:
        """What is recorded of a task."""
        plan = plan_of(self.file.read_text(encoding="utf-8"))
        return next(each.entries for each in plan.tasks() if each.id == task)

    def conflict(self) -> str:
        """The conflict as git wrote it, and a line before and after."""
        lines = self.file.read_text(encoding="utf-8").splitlines(keepends=True)
        first = next(n for n, line in enumerate(lines) if line.startswith("<<<<<<<"))
        last = max(n for n, line in enumerate(lines) if line.startswith(">>>>>>>"))
        return "".join(lines[first - 1 : last + 2])

    def valid(self) -> bool:
        """Whether the file is a plan without errors."""
        checked = self.run("validate", "--json", cwd=self.home, env=LATER)
        return checked.code == 0 and "error" not in {item["severity"] for item in checked.items}


@pytest.fixture
def repository(run: Run, tmp_path: Path) -> Repository:
    home = tmp_path / "repository"
    home.mkdir()
    return Repository(run, home)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.b/plan", "III.1/q1 --unit KHTC"),
        ("1.a --unit VP", "1.b --unit VP"),
        ("2.a/plan", "2.b/plan"),
        ("2.b/plan", "2.c --unit VP"),
    ],
)
def test_different_tasks_merge_by_themselves(repository: Repository, one: str, other: str) -> None:
    """On the plan of 2021, also where the tasks stand one below the other."""
    repository.start(PLAN_2021.read_bytes())
    repository.branches(("done", *one.split(), "--all"), ("done", *other.split(), "--all"))
    assert repository.merge() == 0
    assert repository.valid()
    for typed, by_moment in (one, "2021-03-01T09:12:00+07:00"), (other, "2021-03-02T14:05:00+07:00"):
        task = re.split("[ /]", typed)[0]
        moments = [entry.recorded.isoformat() for entry in repository.entries(task) if entry.recorded is not None]
        assert by_moment in moments
    assert repository.file.read_bytes().count(b"\n") > PLAN_2021.read_bytes().count(b"\n") + 2


TIGHT = """
- id: 1.a
  title: Rà soát
  lead: [VP]
  milestones: [{id: plan, title: Ban hành, due: Quý I/2021}]
- id: 1.b
  title: Kiểm tra
  lead: [TTRA]
  milestones: [{id: plan, title: Ban hành, due: Quý I/2021}]
- id: 1.c
  title: Công khai
  lead: [KHTC]
  milestones: [{id: plan, title: Ban hành, due: Quý I/2021}]
"""


def test_neighbouring_tasks_without_a_blank_line_between_them_merge_by_themselves(repository: Repository) -> None:
    repository.start(write_plan(TIGHT).encode())
    repository.branches(("done", "1.a/plan"), ("done", "1.b/plan"))
    assert repository.merge() == 0
    assert repository.valid()
    assert (len(repository.entries("1.a")), len(repository.entries("1.b"))) == (1, 1)


#: Tasks of which something is recorded already: by the author, as a list of the two styles.
BEGUN = {
    "an indented list": TIGHT.replace("- id: 1.b", "  progress:\n    - {date: 2021-02-01, note: bắt đầu}\n- id: 1.b"),
    "a flush list": TIGHT.replace("- id: 1.b", "  progress:\n  - {date: 2021-02-01, note: bắt đầu}\n- id: 1.b"),
}


@pytest.mark.parametrize("tasks", BEGUN.values(), ids=BEGUN)
def test_one_task_with_entries_is_a_conflict_settled_by_keeping_both_lines(repository: Repository, tasks: str) -> None:
    repository.start(write_plan(tasks).encode())
    repository.branches(("done", "1.a/plan"), ("progress", "1.a", "--note", "đang làm"))
    assert repository.merge() == 1
    assert repository.conflict().count("\n") == 7
    repository.keep_both()
    assert repository.valid()
    assert [entry.note for entry in repository.entries("1.a")] == ["bắt đầu", None, "đang làm"]
    assert repository.file.read_text(encoding="utf-8").count("progress:") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("done", "1.a/plan"), ("progress", "1.a", "--note", "đang làm")),
        (("done", "1.a/plan"), ("done", "1.a/plan", "--on", "2021-02-26", "--evidence", "12/QĐ-SA")),
        (("progress", "1.a", "--note", "một"), ("progress", "1.a", "--note", "hai")),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_the_first_entries_of_one_task_are_a_conflict_settled_by_keeping_both_lines(
    repository: Repository, one: tuple[str, ...], other: tuple[str, ...], end: bytes
) -> None:
    """Both people begin ``progress:``; git takes that line for the same, so it stands there once."""
    repository.start(write_plan(TIGHT).encode().replace(b"\n", end))
    repository.branches(one, other)
    assert repository.merge() == 1
    repository.keep_both()
    text = repository.file.read_text(encoding="utf-8")
    assert text.count("progress:") == 1
    assert repository.valid()
    assert len(repository.entries("1.a")) == 2
    undone = repository.run("undo", cwd=repository.home, env=LATER)
    assert (undone.code, len(repository.entries("1.a"))) == (0, 1)


def test_so_it_is_on_the_plan_of_2021(repository: Repository) -> None:
    """What the README shows."""
    repository.start(PLAN_2021.read_bytes())
    repository.branches(("done", "2.b/plan"), ("progress", "2.b", "--note", "đã trình lãnh đạo Sở"))
    assert repository.merge() == 1
    assert repository.conflict() == (
        "        progress:\n"
        "<<<<<<< HEAD\n"
        "          - {date: 2021-03-01, milestone: plan, state: done, recorded: 2021-03-01T09:12:00+07:00}\n"
        "=======\n"
        '          - {date: 2021-03-02, note: "đã trình lãnh đạo Sở", recorded: 2021-03-02T14:05:00+07:00}\n'
        ">>>>>>> binh\n"
        "\n"
    )
    repository.keep_both()
    assert repository.valid()
    assert [(e.milestone, e.note) for e in repository.entries("2.b")] == [
        ("plan", None),
        (None, "đã trình lãnh đạo Sở"),
    ]
    assert repository.git("commit", "--quiet", "--all", "--no-edit") == 0


def test_the_same_entry_recorded_by_two_is_one_line_twice_and_valid(repository: Repository) -> None:
    repository.start(write_plan(TIGHT).encode())
    repository.branches(("done", "1.a/plan", "--by", "An"), ("done", "1.a/plan", "--by", "Bình", "--on", "2021-03-01"))
    assert repository.merge() == 1
    repository.keep_both()
    assert repository.valid()
    assert [entry.by for entry in repository.entries("1.a")] == ["An", "Bình"]


@pytest.mark.parametrize("verb", [("done", "1.b/plan"), ("progress", "1.b", "--note", "x"), ("undo",), ("log",)])
def test_a_conflict_that_is_not_settled_is_refused_and_the_file_left_alone(
    repository: Repository, verb: tuple[str, ...]
) -> None:
    repository.start(write_plan(TIGHT).encode())
    repository.branches(("done", "1.a/plan"), ("progress", "1.a", "--note", "đang làm"))
    assert repository.merge() == 1
    before = repository.file.read_bytes()
    answer = repository.run(*verb, cwd=repository.home, env=LATER)
    assert (answer.code, answer.out) == (3, "")
    line = 1 + next(n for n, text in enumerate(before.splitlines()) if text.startswith(b"<<<<<<<"))
    assert answer.err.startswith(f"plans/2021.yaml:{line}:1: Y011 ")
    assert repository.file.read_bytes() == before
    assert leftovers(repository.file.parent) == []


def test_a_branch_that_takes_back_what_the_other_leaves_merges_by_itself(repository: Repository) -> None:
    repository.start(write_plan(TIGHT).encode())
    for words in ("done", "1.a/plan"), ("done", "1.c/plan"):
        assert repository.run(*words, cwd=repository.home, env=MOMENT).code == 0
    assert repository.git("commit", "--quiet", "--all", "--message=Đã xong") == 0
    repository.branches(("undo", "1.a"), ("done", "1.b/plan"))
    assert repository.merge() == 0
    assert repository.valid()
    assert [len(repository.entries(task)) for task in ("1.a", "1.b", "1.c")] == [0, 1, 1]
