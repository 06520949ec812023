"""P514: an event is recorded, but its milestone does not follow events."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P514",
    "event-out-of-place",
    Severity.WARNING,
    what=N_("An entry has an “event”, and its milestone does not follow events; or it names none although one does."),
    why=N_("The event opens no report and is not counted towards a target."),
    instead=N_("Name the milestone that follows the event; write anything else as “note”."),
    right=N_("In a task without milestones that follow events, an event without a milestone counts as a note."),
    bad="progress:\n  - {date: 2021-05-12, milestone: plan, event: Đối thoại lần 1}",
    good="progress:\n  - {date: 2021-05-12, milestone: report, event: Đối thoại lần 1}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the milestone of each event with those that follow events."""
    for place, entries in with_entries(checked):
        milestones = [m for m in place.task.milestones if m.follows_events or m.waits_for_event]
        following = {name for m in milestones for name in (m.id, *m.aliases)}
        known = {name for m in place.task.milestones for name in (m.id, *m.aliases)}
        for path, entry in entries:
            if entry.event is None:
                continue
            id = entry.milestone.partition("@")[0] if entry.milestone is not None else None
            if id in following or (id is None and not following) or (id is not None and id not in known):
                continue
            yield remark(
                RULE,
                (*path, "event"),
                message(N_("this names no milestone of task {id} that follows events"), id=place.task.id),
                message(N_("name one: {names}"), names=", ".join(sorted(following)))
                if following
                else message(N_("write it as “note”")),
            )
