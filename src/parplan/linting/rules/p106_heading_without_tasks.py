"""P106: a heading stands over no task, or is a task itself."""

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
    why=N_("A heading is shown over the tasks whose ids continue its own; with a wrong id it is shown nowhere."),
    instead=N_("Correct the heading's id; make it a task where it is one."),
    right=N_("A heading is only looked for among the tasks of its own section, in any spelling of the id."),
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
                text, help = N_("the heading {id} is a task too"), N_("keep it as one of the two")
            elif any(other[: len(runs)] == runs for other in ids):
                continue
            else:
                text, help = N_("there is no task under the heading {id}"), N_("correct the id of the heading")
            yield remark(RULE, ("sections", i, "headings", id), message(text, id=id), message(help), at_key=True)
