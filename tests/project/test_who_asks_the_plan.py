"""Outputs ask the assessment: a milestone's lead, a share's state and a moved deadline are not read off the plan.

Six rounds of attackers found outputs that asked the task where its milestone, the occurrence, the share of a unit, its
successor, the group or the moved deadline answers. What a plan says as written is read in few places only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "parplan"
ROOMS = ("collecting", "queries", "reporting", "serving", "tables", "views")

#: Fields of a task or milestone that hold only as written: by the name of what they are read from.
WRITTEN = {"apart", "coordinating", "due", "entries", "lead", "printed", "products", "reading", "recipient"}
#: What leads to parts, and what tells who owes something, from anything but an answer of the assessment.
ANYWHERE = {
    "answering", "begins_after", "collector", "coordinators", "each", "ended_before", "follows_events", "heirs",
    "is_apart", "leads", "measures_apart", "milestones", "open_leads", "owing", "part_of", "products_of", "successors",
    "takers", "targets", "unlisted", "valid_from", "valid_until", "waits_for_event",
}  # fmt: skip
#: Answers of the assessment, whose fields may have the same names.
ANSWERS = {"assessment", "item", "line", "overview", "period", "report", "row", "self", "share", "standing"}
#: Functions that work an answer out.
FUNCTIONS = {
    "answered_on", "answering_parties", "figures_of", "leads_on", "measured", "measured_apart", "measurements",
    "own_part", "owing_parties", "part_in", "parties_apart", "recipients_of", "stated", "stated_of_task",
}  # fmt: skip

#: Where the plan itself is asked: what, and why.
ALLOWED = {
    # puts entries into a plan
    "collecting/changed_plan.py": "task.entries",
    # knows collections by the entries they left
    "collecting/collection_record.py": "task.entries",
    # which entries a form knew of
    "collecting/form_keys.py": "milestone.each task.entries task.measures_apart task.milestones",
    # who may be asked, by a unit's first and last day
    "collecting/forms.py": "unit.begins_after unit.ended_before unit.valid_from",
    # puts entries back where they were
    "collecting/replaced_entries.py": "one.targets task.milestones task.targets",
    # what a row's key names in the plan
    "collecting/row_judge.py": "milestone.follows_events task.follows_events task.milestones task.targets",
    # what a row's key names in the plan
    "collecting/row_subjects.py": "subject.targets task.milestones task.targets",
    # whether answers of several units are about one fact
    "collecting/settling.py": "task.measures_apart task.open_leads task.targets",
    # compares titles of two plans
    "queries/continued_items.py": "task.milestones",
    # the role of a unit in each milestone, while it exists
    "queries/deadlines.py": "milestone.collector part_in task.milestones unit.ended_before",
    # the whole history, also entries after the day
    "queries/history.py": "task.entries",
    # the report calendar as written
    "queries/periods.py": "m.collector milestone.each milestone.reading task.milestones",
    # finds what people type
    "queries/portfolio.py": "task.milestones",
    # the role of a unit; words of the task as written
    "queries/tasks.py": "part_in task.milestones",
    # compares two plans as written
    "reporting/amendment_paper.py": "milestone.due task.milestones",
    # a column with the time as printed
    "reporting/milestones.py": "milestone.due milestone.part_of milestone.printed",
    # the task as written
    "reporting/page/task_details.py": "task.recipient",
    # prints the plan as written
    "reporting/plan_paper.py": "task.coordinating task.lead task.products task.recipient",
    # which groups stand for units that are not listed; the office by the duties
    "reporting/reminders.py": "directory.owing directory.unlisted task.recipient",
    # the task as written
    "reporting/report_json.py": "task.coordinating task.lead task.products",
    # which duties every unit owes
    "reporting/report_results.py": "task.each",
    # figures at the end of earlier periods
    "reporting/statistics.py": "measured measured_apart task.each task.entries task.measures_apart task.targets",
    # titles of milestones
    "serving/hovering.py": "task.milestones",
    # what a unit or group is as written
    "serving/meaning.py": "party.successors party.valid_until",
    # the plan as written, in columns
    "tables/rows.py": (
        "milestone.coordinating milestone.due milestone.each milestone.lead milestone.printed "
        "task.coordinating task.each task.lead task.milestones task.products task.recipient unit.successors "
        "unit.valid_from unit.valid_until"
    ),
    # the time as printed beside the date
    "views/due_view.py": "milestone.printed",
    # titles of targets
    "views/entry_view.py": "task.targets",
    # the plan as written
    "views/json_view.py": (
        "milestone.products task.coordinating task.each task.lead task.products task.recipient "
        "unit.successors unit.valid_from unit.valid_until"
    ),
    # the lead of a whole task as written
    "views/record_view.py": "task.is_apart task.lead task.milestones",
    # the task as written
    "views/task_view.py": (
        "milestone.coordinating milestone.lead milestone.printed milestone.products milestone.recipient "
        "task.coordinating task.lead task.milestones task.products task.reading task.recipient task.targets"
    ),
    # units and groups as written
    "views/units_view.py": "party.successors party.valid_from party.valid_until",
}


def _last(node: ast.expr) -> str:
    """The last name of an expression: ``task`` of ``row.task``, ``milestone`` of ``plan.milestone(id)``."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def asked(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a module that ask the plan itself, and what they ask."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            base = _last(node.value)
            written = node.attr in WRITTEN and base in ("milestone", "task")
            if written or (node.attr in ANYWHERE and base not in ANSWERS):
                yield node.lineno, f"{base}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in ("parplan.plan.progress", "parplan.plan.roles"):
            yield from ((node.lineno, name.name) for name in node.names if name.name in FUNCTIONS)


def test_only_these_modules_ask_the_plan_and_not_the_assessment() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): " ".join(sorted({what for _line, what in places}))
        for room in ROOMS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if (places := list(asked(path.read_text(encoding="utf-8"))))
    }
    assert found == ALLOWED, "ask the assessment; what is as written and meant so goes on the list with its reason"


@pytest.mark.parametrize(
    "line",
    [
        "mentions_text(subject, row.task.lead)",
        "milestone.due",
        "[one.title for one in task.milestones]",
        "row.item.milestone.recipient",
        "plan.directory.heirs(code, day)",
        "from parplan.plan.progress import Stated, measured",
        "standing.task.entries",
    ],
)
def test_what_is_as_written_is_seen(line: str) -> None:
    assert list(asked(line))


@pytest.mark.parametrize("line", ["item.lead", "standing.entries", "subject.assessment.leads(item)", "share.heirs"])
def test_answers_are_no_plan(line: str) -> None:
    assert not list(asked(line))
