"""P105: the numbering of tasks or sections leaves one out."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.numbering import families, ordinal, step_at
from parplan.vocabulary.alphabet import normalize_id

RULE = rule(
    "P105",
    "id-gap",
    Severity.WARNING,
    what=N_("The ids of tasks or sections leave out a letter or number."),
    why=N_("Most gaps are tasks forgotten when the plan was typed, and a missing task is never overdue."),
    instead=N_("Add the task. If the printed plan has the gap, give the next task the missing id as an alias."),
    right=N_(
        "An alias at the gap marks it as known, for printed plans that really have one. A numbering may run through the"
        " sections: A.3, then B.4."
    ),
    bad="- id: 1.a\n  title: Rà soát văn bản\n- id: 1.c\n  title: Theo dõi thi hành pháp luật",
    good="- id: 1.a\n  title: Rà soát văn bản\n- id: 1.c\n  aliases: [1.b]\n  title: Theo dõi thi hành pháp luật",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Go through the steps of each level, from the first one on."""
    numbers = [section.id for section in checked.document.sections]
    yield from _section_gaps(numbers)
    # Some printed plans count a b c d e, without đ.
    without_d = not any("đ" in place.written.id.lower() for place in checked.tasks)
    sections = {normalize_id(number) for number in numbers}
    last = 0  # number of the section before, with which a numbering that runs through the sections goes on
    for parent, children, aliases in families(checked):
        if any(len(step) > 1 and set(step.lower()) <= set("ivx") for step in children) or [*children] == ["i"]:
            continue  # Roman numerals
        steps = sorted(
            ((place, step, task) for step, task in children.items() if (place := ordinal(step)) is not None),
        )
        known = {place for alias in aliases if (place := ordinal(alias)) is not None}
        runs_on = parent in sections and all(step.isdecimal() for _, step, _ in steps)
        expected = last + 1 if runs_on and steps and 0 < last < steps[0][0] else 1
        for place, step, task in steps:
            missing = next((n for n in range(expected, place) if n not in known), None)
            if missing is not None and not (step_at(missing, step) == "đ" and without_d):
                written = checked.tasks[task].written.id
                yield remark(
                    RULE,
                    (*checked.tasks[task].path, "id"),
                    message(N_("there is no “{missing}” before {id}"), id=written, missing=step_at(missing, step)),
                    message(
                        N_("add the task; if the printed plan has the gap, add the missing id as an alias of {id}"),
                        id=written,
                    ),
                )
            expected = place + 1
        last = expected - 1 if runs_on else last


def _section_gaps(ids: list[str]) -> Iterator[Remark]:
    expected = 1
    for number, i, id in sorted((int(id[:9]), i, id) for i, id in enumerate(ids) if id.isdecimal()):
        if number > expected:
            yield remark(
                RULE,
                ("sections", i, "id"),
                message(N_("there is no section {missing} before section {id}"), id=id, missing=expected),
                message(N_("add the section, with “tasks: []” if it has none, or correct the id")),
            )
        expected = number + 1
