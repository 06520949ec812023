"""P505: two entries say the same."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.document import model
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import Placed, with_entries

RULE = rule(
    "P505",
    "same-entry",
    Severity.WARNING,
    what=N_("Two entries of a task are equal, word for word."),
    why=N_("A merge kept a line twice, or one was copied and not changed; events are then counted twice."),
    instead=N_("Delete one of the two, or write what the second was meant to say."),
    right=N_("Who recorded an entry, and when, is ignored; any other difference makes them different."),
    bad="progress:\n  - {date: 2021-03-01, state: in-progress}\n  - {date: 2021-03-01, state: in-progress}",
    good=(
        "progress:\n  - {date: 2021-03-01, state: in-progress}\n  - {date: 2021-03-02, state: in-progress, percent: 40}"
    ),
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for an entry met before in the same task."""
    for place, entries in with_entries(checked):
        first: dict[str, int] = {}
        for k, (path, entry) in enumerate(entries if len(entries) > 1 else ()):
            same = entry.model_dump_json(exclude={"by", "recorded"}, exclude_none=True)
            if first.setdefault(same, k) != k and not _said_otherwise(entries[first[same] + 1 : k], entry):
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(N_("this entry repeats the one on line {line}")),
                    message(N_("delete one of the two")),
                    lines=(("line", (*place.path, "progress", first[same], "date")),),
                )


def _said_otherwise(between: list[Placed], entry: model.Entry) -> bool:
    """Whether the item had another state in between, so that the second entry is not a repetition."""
    return any(
        other.state not in (None, entry.state) and (other.milestone, other.unit) == (entry.milestone, entry.unit)
        for _, other in between
    )
