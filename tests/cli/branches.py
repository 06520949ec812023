"""Pairs of branches on which people record in one plan and edit it, merged by real git."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import PLAN_2021, Answer
from parplan.cli.verbs.git_setup import merge_command
from parplan.loading import parse_plan
from parplan.plan.structure import Entry
from parplan.source.composing import compose
from parplan.source.nodes import scalars
from parplan.source.text import decode

Run = Callable[..., Answer]

RECORDS = (
    "done 2.b/plan", "done 1.c/plan", "progress 2.b --percent 40", "progress 2.b --measure cost=5", "done 2.a/plan",
    "progress 1.đ --note Đang_lấy_ý_kiến", "done III.1/q1 --unit KHTC", "done III.1/q1 --unit TDC",
    "progress 5.a --percent 10",
    "reschedule 2.b/report --to 2021-06-30 --basis 45/KH", "progress 2.b --difficulty Thiếu_người", "done 4.b/plan",
)  # fmt: skip
EDITED = ("1.c", "2.b", "2.c", "4.b")


@dataclass
class Branch:
    """What was done on a branch: fields edited, tasks recorded about, and the content of its plan."""

    edits: dict[tuple[str, str], str] = field(default_factory=dict)
    recorded: set[str] = field(default_factory=set)
    data: bytes = b""
    renamed: bool = False


def entries(data: bytes) -> Counter[tuple[str, Entry]]:
    """The entries of a plan by task, without their places."""
    plan = parse_plan(data, "-").plan
    assert plan is not None
    found = [(task.id, entry) for task in plan.tasks() for entry in task.entries]
    return Counter((id, type(entry)(**{**_fields(entry), "place": 0})) for id, entry in found)


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


def texts(data: bytes) -> set[str]:
    """All texts a plan holds."""
    source, findings = decode(data)
    root, _ = compose(source)
    assert root is not None
    assert not findings
    return {scalar.value for scalar in scalars(root)}


@dataclass
class Pair:
    """Two branches made from a seed."""

    run: Run
    home: Path
    seed: int
    branches: dict[str, Branch] = field(default_factory=dict)

    def git(self, *words: str) -> int:
        """Run git, without anybody's settings."""
        settings = (
            "user.name=x",
            "user.email=x@example.org",
            "core.autocrlf=false",
            "commit.gpgsign=false",
            "core.hooksPath=none",
        )
        options = [word for setting in settings for word in ("-c", setting)]
        return subprocess.run(["git", *options, *words], cwd=self.home, capture_output=True, timeout=120).returncode

    @property
    def plan(self) -> Path:
        (found,) = (self.home / "plans").glob("*.yaml")
        return found

    def make(self) -> None:
        """Commit the plan of 2021, and on each of two branches what its person did."""
        (self.home / "plans").mkdir(parents=True)
        (self.home / "plans" / "2021.yaml").write_bytes(PLAN_2021.read_bytes())
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "plans")
        assert self.git("commit", "--quiet", "-m", "plan") == 0
        draw = random.Random(self.seed)
        for day, name in enumerate(("an", "binh"), 1):
            self.git("switch", "--quiet", "--create", name, "main")
            branch = self.branches[name] = Branch()
            for minute in range(draw.randint(1, 4)):
                words = [word.replace("_", " ") for word in draw.choice(RECORDS).split()]
                moment = f"2021-03-0{day}T09:{minute:02}:0{day}+07:00"
                assert self.run(*words, cwd=self.home, env={"PARPLAN_TODAY": moment}).code == 0
                branch.recorded.add(words[1].partition("/")[0])
            for _ in range(draw.randint(0, 2)):
                self._edit(draw, branch, name)
            if draw.random() < 0.1:
                self.plan.write_bytes(self.plan.read_bytes().replace(b"\n", b"\r\n"))
            if draw.random() < 0.1 and name == "an":
                branch.renamed = True
                self.git("mv", "plans/2021.yaml", "plans/ke-hoach.yaml")
            branch.data = self.plan.read_bytes()
            assert self.git("commit", "--quiet", "-am", name) == 0

    def _edit(self, draw: random.Random, branch: Branch, name: str) -> None:
        task, key = draw.choice(EDITED), draw.choice(("title", "time", "notes"))
        text = self.plan.read_bytes().decode()
        start = text.index(f"- id: {task}\n")
        end = text.find("\n      - id: ", start + 1)
        block = text[start:end]
        found = re.search(rf"\n +{key}:", block)
        if found is None:
            return
        at = block.index("\n", found.end())
        if key == "notes":
            # one more note, below its key
            if not block[:at].endswith("notes:"):
                return
            indent = " " * 10
            block = block[:at] + f"\n{indent}- Ghi chú của {name}" + block[at:]
        else:
            if block[:at].endswith(">-"):  # the first line of the text for the one, its last line for the other
                lines = re.compile(r"(\n {10,}[^\n]*)+").match(block, at)
                assert lines is not None
                at = block.index("\n", at + 1) if name == "an" else lines.end()
            block = block[:at] + f" ({name})" + block[at:]
        branch.edits[(task, key)] = name
        self.plan.write_bytes((text[:start] + block + text[end:]).encode())

    def merge(self) -> bool:
        """Merge the one branch into the other; whether without a conflict."""
        self.git("switch", "--quiet", "an")
        return self.git("merge", "--quiet", "--no-edit", "binh") == 0

    def undo_merge(self) -> None:
        """Back to before the merge."""
        self.git("merge", "--abort")
        self.git("reset", "--quiet", "--hard", "an@{1}") if self.git("rev-parse", "--verify", "an^2") == 0 else None

    def touched_alike(self) -> bool:
        """Whether both edited one task by hand, or one gave a task another title that the other recorded about."""
        one, other = self.branches.values()
        tasks, retitled = ([{task for task, key in branch.edits if key in keys} for branch in (one, other)]
                           for keys in (("title", "time", "notes"), ("title",)))  # fmt: skip
        return bool(tasks[0] & tasks[1] or retitled[0] & other.recorded or retitled[1] & one.recorded)

    def check(self, *, clean: bool) -> None:
        """What must hold after a merge: every entry is there, and no text that neither side wrote."""
        data = self.plan.read_bytes()
        both = [branch.data for branch in self.branches.values()]
        if clean:
            expected = entries(both[0]) | entries(both[1])
            assert entries(data) == expected, f"seed {self.seed}"
            assert texts(data) <= texts(both[0]) | texts(both[1]), f"seed {self.seed}"
            return
        assert self.touched_alike(), f"a conflict nobody must decide: seed {self.seed}"
        lines = {line.strip() for line in data.splitlines()}
        for side in both:
            for line in side.splitlines():
                assert b"recorded:" not in line or line.strip() in lines, f"seed {self.seed}"


def driver_settings(home: Path) -> None:
    """Set up the merge driver with this Python."""
    program = f"'{Path(sys.executable).as_posix()}' -m parplan"
    for name, value in (
        ("merge.parplan.driver", merge_command(program)),
        ("merge.parplan.name", "parplan"),
    ):
        subprocess.run(["git", "config", name, value], cwd=home, check=True)
    (home / ".git" / "info").mkdir(exist_ok=True)
    (home / ".git" / "info" / "attributes").write_text("/plans/*.yaml merge=parplan\n", encoding="utf-8")
