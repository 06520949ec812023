"""Answers, entries and doubts matched with a later state of the plan land on the same thing, or are asked about."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from changing_plans import Office, meaning, meanings
from conftest import Answer
from filled_forms import COLUMNS
from parplan.cli.verbs import merge_driver
from parplan.files.revisions import find_git, merge_file
from parplan.loading import parse_plan
from parplan.recording.merging import merge_plans

Run = Callable[..., Answer]

MOMENT = "2026-03-02T08:00:00+07:00"
LATER = "2026-03-03T08:00:00+07:00"


class States:
    """A folder with a random plan, and commands run in it."""

    def __init__(self, run: Run, folder: Path, seed: int) -> None:
        self._run = run
        self.folder = folder
        self.draw = random.Random(seed)
        self.before = Office(self.draw).begin()
        (folder / "plans").mkdir()
        self.plan = folder / "plans" / "2026.yaml"
        self.counts: Counter[str] = Counter()
        self.seed = seed

    def __call__(self, *words: str, today: str = MOMENT) -> Answer:
        return self._run(*words, cwd=self.folder, env={"PARPLAN_TODAY": today})

    def write(self, office: Office, path: Path | None = None) -> bool:
        """Write a state; whether it is a valid plan."""
        text = office.write()
        (path or self.plan).write_text(text, encoding="utf-8")
        return parse_plan(text.encode(), "-").plan is not None

    def judge(self, expected: dict[str, dict[str, Any]], text: str) -> None:
        """Compare what entries are about with what they should be about, by their notes."""
        found = dict(meanings(text))
        for note, about in expected.items():
            now = found.get(note)
            self.counts["asked" if now is None else "landed" if now == about else "wrong"] += 1
            assert now in (None, about), (self.seed, note, about, now)

    def forms(self) -> dict[Path, openpyxl.Workbook]:
        answer = self("form", "--period", self.draw.choice(("dot1", "dot2")), "-o", "bieu", "--force")
        assert answer.code == 0, answer.err
        return {path: openpyxl.load_workbook(path) for path in sorted((self.folder / "bieu").glob("*.xlsx"))}

    def fill(self, share: float = 1.0) -> dict[str, dict[str, Any]]:
        """Fill in the forms; what each answer is about, by its note."""
        plan = yaml.safe_load(self.plan.read_text(encoding="utf-8"))
        tasks = {task["id"]: task for task in plan["sections"][0]["tasks"]}
        expected: dict[str, dict[str, Any]] = {}
        for path, book in self.forms().items():
            sheet = book.worksheets[1]
            for row in range(2, sheet.max_row + 1):
                key = str(sheet.cell(row, COLUMNS["key"]).value)
                if not key.startswith("2026:") or self.draw.random() > share:
                    continue
                address, unit, *_ = key.removeprefix("2026:").split(" ")
                address, _, target = address.partition(":")
                id, _, milestone = address.partition("/")
                note = f"n{len(expected)}"
                entry: dict[str, Any] = {"unit": unit}
                if target:
                    sheet.cell(row, COLUMNS["figure"]).value = len(expected) + 1
                    entry["measures"] = {target: len(expected) + 1}
                else:
                    sheet.cell(row, COLUMNS["state"]).value = "đang thực hiện"
                    entry["milestone"] = milestone
                sheet.cell(row, COLUMNS["note"]).value = note
                expected[note] = meaning(plan, tasks[id], entry)
            book.save(path)
        return expected


def forms(states: States) -> None:
    assert states.write(states.before)
    expected = states.fill()
    after = states.before.changed()
    if states.write(after):
        states("collect", "bieu", today=LATER)
        states.judge(expected, states.plan.read_text(encoding="utf-8"))


def answered(states: States) -> None:
    """Who has answered is known by the mark."""
    assert states.write(states.before)
    states.fill(0.3)
    states("collect", "bieu", today=LATER)
    marks = {unit.id: unit.mark for unit in states.before.units}
    known = json.loads(states("status", "--json", today=LATER).out)["answers"]
    before = {marks[code] for one in known for code in one["answered"]}
    states.before.take_entries(states.plan.read_text(encoding="utf-8"))
    after = states.before.changed()
    if states.write(after):
        marks = {unit.id: unit.mark for unit in after.units}
        for one in json.loads(states("status", "--json", today=LATER).out)["answers"]:
            now = {marks[code] for code in one["answered"]}
            assert now <= before, (states.seed, before, now)
            states.counts["landed"] += len(now)
            states.counts["asked"] += len(before - now)


def decisions(states: States) -> None:
    """What decisions replaced, put back by `undo --batch`."""
    assert states.write(states.before)
    expected = states.fill(0.5)
    if not expected:
        return
    first = states("collect", "bieu", "--json", today=MOMENT)
    assert first.code == 0, first.err
    old = states.plan.read_text(encoding="utf-8")
    for path in (states.folder / "bieu").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[1]
        for row in range(2, sheet.max_row + 1):
            figure = sheet.cell(row, COLUMNS["figure"])
            if figure.value is not None and str(sheet.cell(row, COLUMNS["note"]).value).startswith("n"):
                figure.value += 100
                sheet.cell(row, COLUMNS["note"]).value = "new"
        book.save(path)
    states("collect", "bieu", "-o", "doi-chieu.xlsx", "--force", today=LATER)
    book = openpyxl.load_workbook(states.folder / "doi-chieu.xlsx")
    sheet = book.worksheets[0]
    decision = next(cell.column for cell in sheet[1] if cell.value == "Quyết định (thay / bỏ)")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, decision).value = "thay"
    book.save(states.folder / "doi-chieu.xlsx")
    answer = states("collect", "doi-chieu.xlsx", "--json", today=LATER)
    replaced = dict(meanings(old)).keys() - dict(meanings(states.plan.read_text(encoding="utf-8"))).keys()
    if not replaced:
        return
    batch = answer.json["batch"]
    states.before.take_entries(states.plan.read_text(encoding="utf-8"))
    after = states.before.changed()
    if states.write(after):
        states("undo", "--batch", batch, today=LATER)
        states.judge({note: expected[note] for note in replaced}, states.plan.read_text(encoding="utf-8"))


def merges(states: States) -> None:
    """Entries and links written on one side, and a plan changed on the other."""
    git = find_git()
    base, draw = states.before, states.draw
    theirs = copy.deepcopy(base)
    expected: dict[str, dict[str, Any]] = {}
    for number in range(draw.randint(1, 3)):
        task = draw.choice(theirs.tasks)
        entry: dict[str, Any] = {"date": "2026-02-01", "note": f"n{number}", "unit": draw.choice(theirs.units).mark}
        if task.targets and draw.random() < 0.4:
            entry["measures"] = {draw.choice(task.targets).mark: 5}
        elif task.milestones:
            milestone = draw.choice(task.milestones)
            day = draw.choice([*theirs.reports.values()]) if milestone.rest["due"] == "calendar" else None
            entry["milestone"] = (milestone.mark, day)
        entry["recorded"] = f"2026-02-01T08:00:0{number}+07:00"
        task.entries.append(entry)
    if draw.random() < 0.5:
        theirs.tasks.append(theirs.task())
        theirs.tasks[-1].rest["by_name"] = False
        theirs.number()
    expected = dict(meanings(theirs.write()))
    leads = _leads(theirs.write())
    ours = base.changed()
    texts = [one.write() for one in (base, ours, theirs)]
    if any(parse_plan(text.encode(), "-").plan is None for text in texts):
        return
    order = texts if draw.random() < 0.5 else [texts[0], texts[2], texts[1]]

    def lines(*sides: str) -> tuple[str, bool]:
        return merge_file(git, sides, ("base", "ours", "theirs"), 7)

    merged = merge_plans(*(text.encode() for text in order), lines)
    assert merged is not None
    if not merged.clean or not merge_driver._valid(merged.data):
        states.counts["asked"] += 1
        return
    states.judge(expected, merged.data.decode())
    allowed = {mark: {leads.get(mark), lead} for mark, lead in _leads(texts[1]).items()}
    for mark, lead in _leads(merged.data.decode()).items():
        assert lead in allowed.get(mark, {leads.get(mark)}), (states.seed, mark, lead)
        states.counts["landed"] += 1


def _leads(text: str) -> dict[int, int | None]:
    """The mark of the unit that leads each task, by the mark of the task."""
    plan = yaml.safe_load(text)
    units = {code: int(one["email"][1:].partition("@")[0]) for code, one in plan["units"].items()}
    units |= {one["name"]: units[code] for code, one in plan["units"].items()}
    return {int(task["products"][0][1:]): units.get(task["lead"][0]) for task in plan["sections"][0]["tasks"]}


def doubts(states: States) -> None:
    """Doubts of next year's plan, which is edited before they are answered."""
    assert states.write(states.before)
    assert states("init", "plans/2027.yaml", "--from", "plans/2026.yaml", today="2026-12-20T08:00:00+07:00").code == 0
    plan = states.folder / "plans/2027.yaml"
    next_year = copy.deepcopy(states.before)
    written = yaml.safe_load(plan.read_text(encoding="utf-8"))
    for task, now in zip(next_year.tasks, written["sections"][0]["tasks"], strict=True):
        dues = {one["id"]: str(one["due"]) for one in now["milestones"]}
        for milestone in task.milestones:
            milestone.rest["due"] = dues[milestone.id]
    next_year.year, next_year.reports = 2027, {key: str(one["due"]) for key, one in written["reports"].items()}

    def open_doubts(office: Office) -> Counter[tuple[Any, ...]]:
        items = states("review", "plans/2027.yaml", "--json").json["items"]
        return Counter(
            (*office.marks_of(one["address"]), one["field"])
            for one in items
            if one["address"].partition("/")[0] in {task.id for task in office.tasks} and one["field"] == "due"
        )

    states.write(next_year, plan)
    before = open_doubts(next_year)
    after = next_year.changed()
    if states.write(after, plan):
        now = open_doubts(after)
        there = {(task.mark, one.mark, "due") for task in after.tasks for one in task.milestones}
        expected = Counter({key: count for key, count in before.items() if key in there})
        lost = expected - now
        states.counts["landed"] += (expected & now).total()
        states.counts["asked of another"] += (now - expected).total()
        states.counts["lost"] += lost.total()


def next_year(states: States) -> None:
    """What next year's plan carries on is hidden in this year's, and nothing else."""
    assert states.write(states.before)
    assert states("init", "plans/2027.yaml", "--from", "plans/2026.yaml", today="2026-12-20T08:00:00+07:00").code == 0
    carried = set()
    for task in yaml.safe_load((states.folder / "plans/2027.yaml").read_text(encoding="utf-8"))["sections"][0]["tasks"]:
        for one in task["milestones"]:
            if "carried_from" in one:
                carried.add((int(task["products"][0][1:]), int((one.get("products") or ["M0"])[0][1:])))
    after = states.before.changed()
    if states.write(after):
        words = ("due", "--within", "3y", "--json", "--plan", "plans/2026.yaml")
        today = "2026-12-21T08:00:00+07:00"
        alone = {one["address"] for one in states(*words, today=today).items}
        both = states(*words, "--plan", "plans/2027.yaml", today=today).items
        hidden = alone - {one["address"] for one in both if one["plan"] == "plans/2026.yaml"}
        for address in hidden:
            assert after.marks_of(address) in carried, (states.seed, address)
            states.counts["landed"] += 1
        states.counts["asked"] += len(alone - hidden)


def races(states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes the plan between its reading and its locking."""
    assert states.write(states.before)
    task = states.draw.choice(states.before.tasks)
    plan = yaml.safe_load(states.plan.read_text(encoding="utf-8"))
    written = next(one for one in plan["sections"][0]["tasks"] if one["id"] == task.id)
    entry: dict[str, Any] = {"milestone": f"{task.milestones[0].id}"}
    words = ["progress", f"{task.id}/{task.milestones[0].id}", "--state", "in-progress", "--note", "n0", "--on", "1/3"]
    if task.milestones[0].rest["due"] == "calendar":
        return
    after = states.before.changed()
    text = after.write()
    if parse_plan(text.encode(), "-").plan is None:
        return
    monkeypatch.setattr("parplan.recording.storing.check_replaceable", lambda _: states.write(after))
    states(*words, "--plan", "plans/2026.yaml")
    states.judge({"n0": meaning(plan, written, entry)}, states.plan.read_text(encoding="utf-8"))


SCENARIOS = (forms, decisions, merges, doubts, next_year, answered, races)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_nothing_goes_to_what_has_its_id_now(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: Callable[..., None]
) -> None:
    total = try_sequences(run, tmp_path, monkeypatch, scenario, range(8))
    assert total["lost"] == 0
    assert total["landed"]


def try_sequences(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, scenario: Callable[..., None], seeds: range
) -> Counter[str]:
    """Play a scenario with each of some seeds, and add up what came of it."""
    total: Counter[str] = Counter()
    for seed in seeds:
        place = folder / f"{scenario.__name__}{seed}"
        place.mkdir()
        states = States(run, place, seed)
        with monkeypatch.context() as patched:
            scenario(*((states, patched) if scenario is races else (states,)))
        total += states.counts
    return total
