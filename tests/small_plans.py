"""Small plans written for one purpose each, and what they say on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import dedent, indent
from typing import Any

from parplan.diagnostics import Finding
from parplan.linting.engine import check_plan
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection
from parplan.linting.twins import Twins, identity_of
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.items import Item, TaskStanding
from parplan.plan.structure import Plan

HEADING = """\
year: 2021
title: Kế hoạch cải cách hành chính năm 2021
agency: Sở A
decision: {number: 1/QĐ-SA, date: 2020-12-01}
"""
UNITS = """\
VP: {name: Văn phòng Sở, short: Văn phòng}
TTRA: {name: Thanh tra Sở}
KHTC: {name: Phòng Kế hoạch - Tài chính, aliases: [Phòng KHTC]}
TDC: {name: Chi cục Đo lường, short: Chi cục}
"""
GROUPS = """\
ALL: {name: "Các phòng, đơn vị thuộc Sở", members: [VP, TTRA, KHTC, TDC]}
PHONG: {name: Các phòng thuộc Sở, members: [VP, TTRA, KHTC]}
LQ: {name: Các đơn vị liên quan, open: yes}
"""


def write_plan(
    tasks: str = "[]",
    *,
    duties: str | None = None,
    units: str = UNITS,
    groups: str = GROUPS,
    reports: str | None = None,
    calendar: str | None = None,
    heading: str = "",
) -> str:
    """The text of a plan: ``tasks`` of section 1, ``duties`` of part III, and what else the case needs."""

    def block(text: str, depth: int) -> str:
        return "\n" + indent(dedent(text).strip("\n"), " " * depth) + "\n"

    parts = ["parplan: 1\nplan:", block(HEADING + dedent(heading), 2), "units:", block(units, 2)]
    parts += ["groups:", block(groups, 2)] if groups else []
    parts += ["reports:", block(reports, 2)] if reports else []
    parts += ["calendar:", block(calendar, 2)] if calendar else []
    parts += ['sections:\n  - id: "1"\n    title: Cải cách thể chế\n    tasks:', block(tasks, 6)]
    if duties is not None:
        parts += ["  - id: III\n    title: Tổ chức thực hiện\n    kind: duties\n    tasks:", block(duties, 6)]
    return "".join(parts)


@dataclass(frozen=True)
class Day:
    """A plan as of a day, with short ways to what is in it."""

    assessment: Assessment

    def __getitem__(self, address: str) -> Item:
        """The item with this address."""
        return next(item for item in self.assessment.items() if item.address == address)

    @property
    def addresses(self) -> list[str]:
        """The addresses of all items in document order."""
        return [item.address for item in self.assessment.items()]

    def task(self, id: str) -> TaskStanding:
        """The standing of a task."""
        return self.assessment.standing(id)


def load(text: str | bytes) -> LoadedPlan:
    """The plan of a text, with its findings."""
    return parse_plan(text if isinstance(text, bytes) else text.encode(), "plan.yaml")


def plan_of(text: str) -> Plan:
    """The plan of a text that has no errors."""
    loaded = load(text)
    assert loaded.plan is not None, [str(finding.message) for finding in loaded.findings]
    return loaded.plan


def on_day(day: str, tasks: str = "[]", **rest: Any) -> Day:
    """A small plan (the arguments of :func:`write_plan`) as of a day."""
    return Day(Assessment(plan_of(write_plan(tasks, **rest)), date.fromisoformat(day)))


def shown(findings: Iterable[Finding]) -> str:
    """Findings whole, as the files beside the reproducers hold them."""
    lines = []
    for finding in findings:
        span = finding.span
        lines.append(
            f"{span.line}:{span.column}-{span.end_line}:{span.end_column} "
            f"{finding.code} {finding.name} {finding.severity}: {finding.message}\n"
        )
        if finding.help is not None:
            lines.append(f"    {finding.help}\n")
    return "".join(lines)


def check_plans(plans: Iterable[tuple[str, LoadedPlan]], selection: Selection, today: date) -> tuple[FileFindings, ...]:
    """Check plans together, each with the name it goes by. ``today`` is the day no entry may be after."""
    twins = Twins()
    return tuple(
        check_plan(name, loaded, selection, today, twins.other_than(name, identity_of(loaded.compiled)))
        for name, loaded in plans
    )
