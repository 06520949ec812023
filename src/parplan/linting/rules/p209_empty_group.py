"""P209: a group has no members and is not open."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P209",
    "empty-group",
    Severity.WARNING,
    what=N_("A group has neither members nor “open: yes”."),
    why=N_("A task led by such a group is owed by nobody and is in nobody's list."),
    instead=N_("List the members by code, or write “open: yes” for a group such as “các đơn vị liên quan”."),
    right=N_(
        "An incomplete list of members is enough: mark it with “complete: no”, and give the number of units as “size”."
    ),
    bad="PHONG: {name: Các phòng thuộc Sở}",
    good="PHONG: {name: Các phòng thuộc Sở, members: [VP, TTRA]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for groups without members or a size that are not open."""
    for code, group in (checked.document.groups or {}).items():
        if not group.open and not group.members and group.size is None:
            yield remark(
                RULE,
                ("groups", code),
                message(N_("the group {code} has no members"), code=code),
                message(N_("add “members: [...]”, or “open: yes” if it has no fixed members")),
                at_key=True,
            )
