"""Reports and reminders as JSON, with the same keys as the other answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from parplan.plan.figures import Figure
from parplan.queries.deadlines import DueAnswer, DueRow, DueSelection
from parplan.queries.history import LogRow
from parplan.queries.periods import due_in_force
from parplan.queries.portfolio import PlanOnDay
from parplan.queries.status import ReportRow, StatusRow
from parplan.reporting.periodic import Outcome, PeriodicReport, SectionLines, TaskLine
from parplan.reporting.reminders import Reminder
from parplan.views.json_view import Json, deadlines_json, due_json, entry_json, envelope, rescheduling_json


def report_json(report: PeriodicReport) -> Json:
    """``parplan report``: an item for each task, and the totals of the report."""
    items = [_task(report.subject, line) for section in report.sections for line in section.lines]
    return envelope(
        "report",
        report.as_of,
        [*items, *(_task(report.subject, line) for line in report.coordinated)],
        plan=report.subject.path,
        period=_period(report),
        unit=report.unit.code if report.unit is not None else None,
        total=_total(report.total),
        deadlines=deadlines_json(report.total) if report.total is not None else None,
        sections=[_section(section) for section in report.sections if section.counted],
        targets=[_target(line) for line in report.targets],
        difficulties=[_statement(row) for row in report.difficulties],
        proposals=[_statement(row) for row in report.proposals],
        reschedulings=[_move(row) for row in report.moves],
        reports=[_handed_in(row) for row in report.handed_in],
        next={
            "period": report.next.period.key if report.next.period is not None else None,
            "until": report.next.until.isoformat(),
            "overdue": _due(report.next.overdue, report.as_of),
            "coming": _due(report.next.coming, report.as_of),
            "undated": _due(report.next.undated, report.as_of),
        },
    )


def reminders_json(reminders: Sequence[Reminder], as_of: date, until: date) -> Json:
    """``parplan remind``: an item for each unit."""
    return envelope("reminders", as_of, [_reminder(reminder) for reminder in reminders], until=until.isoformat())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _period(report: PeriodicReport) -> Json:
    period = report.period
    return {
        "key": period.key,
        "title": period.title,
        "due": _iso(due_in_force(report.subject.assessment, period)),
        "from": _iso(period.data_from),
        "to": _iso(period.data_to),
    }


def _total(row: StatusRow | None) -> Json | None:
    if row is None:
        return None
    return {
        "total": row.total,
        "effective": row.effective,
        "done": row.done,
        "due": row.due,
        "due_done": row.due_done,
        "extensions": row.extensions,
        "unreported": row.unreported,
    }


def _section(section: SectionLines) -> Json:
    counts = section.counts
    return {
        "id": section.section.id,
        "title": section.section.title,
        "total": len(section.lines),
        **{outcome.value.replace("-", "_"): counts.get(outcome, 0) for outcome in Outcome},
    }


def _task(subject: PlanOnDay, line: TaskLine) -> Json:
    task = line.task
    written = [entry_json(task.id, entry) for entry in line.entries]
    return {
        "id": task.id,
        "section": task.section,
        "title": task.title,
        "lead": [subject.plan.directory.party(mention.code).name for mention in task.lead],
        "coordinating": [subject.plan.directory.party(mention.code).name for mention in task.coordinating],
        "lead_codes": [mention.code for mention in task.lead],
        "coordinating_codes": [mention.code for mention in task.coordinating],
        "products": list(task.products),
        "time": task.time,
        "role": line.part.role.value if line.part is not None else None,
        "outcome": line.outcome.value,
        "state": line.standing.state.value,
        "timeliness": line.standing.timeliness.value,
        "next_due": _iso(line.standing.next_due),
        "evidence": [piece for entry in written for piece in entry.get("evidence", ())],
        "shares": [
            {"address": item.address, "state": said.state.value, "since": _iso(said.since)}
            for item, said in line.shares
        ],
        "log": written,
    }


def _target(line: Figure) -> Json:
    target = line.target
    return {
        "task": line.task.id,
        "id": target.id,
        "title": target.title,
        "comparison": target.comparison.value if target.comparison is not None else None,
        "value": _number(target.value),
        "unit": target.unit,
        "measured": _number(line.value),
        "met": line.met,
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else float(value) if value % 1 else int(value)


def _statement(row: LogRow) -> Json:
    return entry_json(row.task.id, row.entry)


def _move(row: LogRow) -> Json:
    assert row.rescheduling is not None
    entry = entry_json(row.task.id, row.entry)
    return {"address": entry["address"], **rescheduling_json(row.rescheduling), "extension": row.extension}


def _handed_in(row: ReportRow) -> Json:
    return {
        "address": row.item.address,
        "due": _iso(row.item.due),
        "handed_in": row.handed_in,
        "owing": row.owing,
        "owed_by": list(row.item.owed_by),
    }


def _due(rows: Sequence[DueRow], as_of: date) -> list[Json]:
    """Rows as ``parplan due`` writes them."""
    answer = DueAnswer(DueSelection(as_of), None, tuple(rows), (), (), ())
    items: list[Json] = due_json(answer, as_of)["items"]
    return items


def _reminder(reminder: Reminder) -> Json:
    def written(rows: Sequence[DueRow]) -> list[Json]:
        found = _due(rows, reminder.as_of)
        for item, row in zip(found, rows, strict=True):
            item["stated"] = None if row.item.stated.since is None else row.item.state.value
            item["products"] = list(row.item.products)
        return found

    more: dict[str, Any] = {
        "overdue": written(reminder.overdue),
        "coming": written(reminder.coming),
        "undated": written(reminder.undated),
    }
    return {
        "plan": reminder.subject.path,
        "unit": reminder.unit.code,
        "name": reminder.unit.name,
        "kind": "letter" if reminder.urgent else "slip",
        "unanswered": reminder.unanswered.key if reminder.unanswered is not None else None,
        **more,
    }
