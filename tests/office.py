"""An office that records: a folder with a plan, and commands run in it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Answer
from small_plans import write_plan

MOMENT = "2021-03-01T09:12:00+07:00"
RECORDED = f"recorded: {MOMENT}"


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


def small_office(run: Callable[..., Answer], folder: Path, tasks: str, **rest: Any) -> Office:
    (folder / "plans").mkdir()
    (folder / "plans" / "2021.yaml").write_text(write_plan(tasks, **rest), encoding="utf-8")
    return Office(folder, run)


def commands_of(error: str) -> list[list[str]]:
    """The commands an error shows."""
    return [shlex.split(line)[1:] for line in error.splitlines() if line.startswith("    parplan ")]
