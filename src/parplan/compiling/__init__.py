"""From the document to the plan: names resolved, words read, the history in order; problems become remarks.

A remark points at a place in the document (a path of keys and indexes), not at a line: the loader knows the lines.
"""

from __future__ import annotations

from parplan.compiling.addresses import Addresses, refuse_circles
from parplan.compiling.history import History
from parplan.compiling.names import Names
from parplan.compiling.occurrence_limit import refuse_too_many
from parplan.compiling.remarks import Remarks
from parplan.compiling.tasks import Tasks
from parplan.compiling.times import Times
from parplan.diagnostics import Remark
from parplan.document import model
from parplan.document.error_limit import ErrorLimit
from parplan.plan.durations import parse_durations
from parplan.plan.structure import Plan, Report, Section, SectionKind, Signer

#: How long before its deadline an item counts as due soon, unless the plan says otherwise.
_DUE_SOON = "7d"


def compile_plan(document: model.Document, limit: ErrorLimit) -> tuple[Plan, tuple[Remark, ...]]:
    """Return the plan of ``document``, and remarks, with errors only up to ``limit``.

    If a remark is an error, the plan must not be used.
    """
    heading = document.plan
    remarks = Remarks(limit)
    names = Names(document, remarks)
    addresses = Addresses(document, remarks)
    times = Times(heading.year, heading.through or heading.year, heading.decision.date, remarks, heading.until)
    reports = tuple(
        Report(key, times.read(report.due, ("reports", key, "due")).reading, report.data_from, report.to)
        for key, report in (document.reports or {}).items()
    )
    history = History(names, times, tuple(report.key for report in reports), remarks)
    tasks = Tasks(names, addresses, times, history, remarks)
    sections = tuple(
        Section(
            section.id,
            section.title,
            tuple(tasks.of_section(section, ("sections", i))),
            tuple((id, heading.title) for id, heading in (section.headings or {}).items()),
            SectionKind(section.kind or SectionKind.TASKS),
        )
        for i, section in enumerate(document.sections)
    )
    refuse_circles(sections, remarks)
    refuse_too_many(sections, (times.year, times.through), len(reports), names.directory, remarks)
    signer = heading.signer
    calendar = document.calendar or model.WorkingTime()
    plan = Plan(
        year=times.year,
        through=times.through,
        title=heading.title,
        agency=heading.agency,
        decision_number=heading.decision.number,
        decision_date=heading.decision.date,
        decision_kind=heading.decision.kind,
        directory=names.directory,
        sections=sections,
        due_soon=parse_durations(heading.due_soon or _DUE_SOON)[0],
        parent=heading.parent,
        until=heading.until,
        code=heading.code,
        signer=None if signer is None else Signer(signer.name, signer.title, tuple(signer.signs_for or ())),
        introduction=tuple((block.title, tuple(block.texts)) for block in heading.introduction or ()),
        closing=tuple(heading.closing or ()),
        reports=reports,
        holidays=tuple(calendar.holidays or ()),
        working_days=tuple(calendar.working_days or ()),
    )
    return plan, tuple(remarks.made)
