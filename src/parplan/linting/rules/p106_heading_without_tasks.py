"""P106: a heading has no tasks, or is a task itself."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.vocabulary.alphabet import normalize_id

RULE = rule(
    "P106",
    "heading-without-tasks",
    Severity.WARNING,
    what=N_("A heading of a section has no task under it, or has the id of a task."),
    why=N_("A heading is shown above the tasks whose ids begin with its own; with a wrong id it is shown nowhere."),
    instead=N_("Correct the heading's id, or make it a task if it is one."),
    right=N_("Only tasks of the heading's own section count, in any spelling of their ids."),
    bad='headings: {"1.2": Văn bản quy phạm pháp luật}',
    good='headings: {"1.1": Văn bản quy phạm pháp luật}',
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks whose ids continue each heading's."""
    for i, section in enumerate(checked.document.sections):
        ids = [normalize_id(task.id) for task in section.tasks] if section.headings else []
        for id in section.headings or {}:
            runs = normalize_id(id)
            if runs in ids:
                text, help = N_("the heading {id} is also a task"), N_("keep only one of the two")
            elif any(other[: len(runs)] == runs for other in ids):
                continue
            else:
                text, help = N_("the heading {id} has no tasks"), N_("correct the id of the heading")
            yield remark(RULE, ("sections", i, "headings", id), message(text, id=id), message(help), at_key=True)
