"""P206: one list names the same unit or group twice."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Path, Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule, shown

EXPLANATION = rule(
    "P206",
    "named-twice",
    Severity.WARNING,
    what=N_("A list of units (lead, coordinating, members, successors) names the same one twice."),
    why=N_("The second naming adds nothing; usually another unit was meant, and that one is left out."),
    instead=N_("Delete one of the two, or write the unit that was meant."),
    right=N_("Two names count as the same only when they stand for the same unit or group."),
    bad="lead: [Văn phòng Sở, VP]",
    good="lead: [Văn phòng Sở, TTRA]",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Look for a code met before in the same list."""
    for path, names in _lists(subject):
        first: dict[str, int] = {}
        for k, name in enumerate(names):
            code = subject.code(name)
            if code is not None and first.setdefault(code, k) != k:
                yield remark(
                    EXPLANATION,
                    (*path, k),
                    message(N_("“{name}” is named in this list already (line {line})"), name=shown(name)),
                    message(N_("delete one of the two, or write the unit that was meant")),
                    lines=(("line", (*path, first[code])),),
                )


def _lists(subject: Subject) -> Iterator[tuple[Path, list[str]]]:
    for code, group in (subject.document.groups or {}).items():
        yield ("groups", code, "members"), group.members or []
    for code, unit in subject.document.units.items():
        yield ("units", code, "successors"), unit.successors or []
    for place in subject.tasks:
        yield (*place.path, "lead"), place.written.lead or []
        yield (*place.path, "coordinating"), place.written.coordinating or []
