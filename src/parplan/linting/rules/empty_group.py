"""P209: a group has no members and is not open."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule

EXPLANATION = rule(
    "P209",
    "empty-group",
    Severity.WARNING,
    what=N_("A group has neither members nor “open: yes”."),
    why=N_("A task that such a group leads is owed by nobody, and is nobody's in any list."),
    instead=N_("List the members by code, or write “open: yes” for a group such as “các đơn vị liên quan”."),
    right=N_("A list of members that is not complete yet is enough; “complete: no” says so."),
    bad="PHONG: {name: Các phòng thuộc Sở}",
    good="PHONG: {name: Các phòng thuộc Sở, members: [VP, TTRA]}",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Look for groups without members that are not open."""
    for code, group in (subject.document.groups or {}).items():
        if not group.open and not group.members:
            yield remark(
                EXPLANATION,
                ("groups", code),
                message(N_("the group {code} has no members"), code=code),
                message(N_("add “members: [...]”, or “open: yes” where it has no fixed ones")),
                at_key=True,
            )
