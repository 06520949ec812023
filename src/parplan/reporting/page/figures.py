"""The charts of the page, each with the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.languages import OfficeLanguage
from parplan.plan.items import TaskStanding, Timeliness
from parplan.plan.structure import State
from parplan.queries.status import StatusColumn, StatusRow
from parplan.reporting.page.charts import (
    Point,
    Timeline,
    TimelineRow,
    TimeScale,
    make_bar,
    make_bullet,
    make_curve,
)
from parplan.reporting.page.overview import Mark, PlanOverview
from parplan.reporting.page.parts import Chart, LegendEntry, Shown, table
from parplan.reporting.page.task_details import Anchors
from parplan.views.words import (
    days_text,
    item_state_text,
    leads_text,
    measured_value_text,
    moves_text,
    shorten,
    target_value_text,
)

#: The columns of `status` in the order of the bars.
COLUMNS = (
    StatusColumn.DONE,
    StatusColumn.OVERDUE,
    StatusColumn.DATED,
    StatusColumn.UNDATED,
    StatusColumn.ONGOING,
    StatusColumn.DROPPED,
)
#: Letters of a name above a bar: about the width of a phone.
_LABEL = 40
#: The most tasks drawn on a timeline and in bars; the table has all of them.
_DRAWN = 80


def column_labels(language: OfficeLanguage) -> dict[StatusColumn, str]:
    """The labels of the columns."""
    _ = language.gettext
    return {
        StatusColumn.DONE: _("Done"),
        StatusColumn.OVERDUE: _("Overdue"),
        StatusColumn.DATED: _("On track"),
        StatusColumn.UNDATED: _("No deadline determined"),
        StatusColumn.ONGOING: _("Ongoing"),
        StatusColumn.DROPPED: _("Dropped"),
    }


def figures(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> Iterator[Chart]:
    """Yield the charts that have something to show."""
    yield _units(language, overview)
    if overview.marks:
        yield _curve(language, overview)
        yield _timeline(language, overview, anchors)
    if any(target.target.value is not None for target in overview.targets):
        yield _targets(language, overview, anchors)
    if overview.evidence:
        yield _evidence(language, overview)
    if overview.status.reports:
        yield _reports(language, overview)


def _name(language: OfficeLanguage, row: StatusRow) -> str:
    return row.short or row.name or language.gettext("(no lead)")


def _units(language: OfficeLanguage, overview: PlanOverview) -> Chart:
    _, labels = language.gettext, column_labels(language)
    rows, total = overview.status.rows, overview.status.total
    shown = [column for column in COLUMNS if any(row.columns.get(column) for row in (*rows, total))]
    longest = max((row.total for row in rows), default=1)
    bars = tuple(
        make_bar(shorten(_name(language, row), _LABEL), [(c, row.columns.get(c, 0)) for c in COLUMNS], longest)
        for row in rows[:_DRAWN]
    )
    counts = (
        [row.name or _name(language, row), str(row.total), *(str(row.columns.get(c, 0)) for c in shown)] for row in rows
    )
    whole = [_("Whole agency"), str(total.total), *(str(total.columns.get(c, 0)) for c in shown)]
    title = _("Progress by unit")
    return Chart(
        "bars",
        "units",
        title,
        _("A bar for each lead unit, divided by the progress of its tasks. A task of several units counts for each."),
        tuple(LegendEntry(column, labels[column]) for column in shown),
        bars,
        table(title, (_("Lead unit"), _("Total"), *(labels[c] for c in shown)), [*counts, whole]),
    )


def _shape(mark: Mark) -> str:
    timeliness = mark.item.timeliness
    if timeliness is Timeliness.DONE_LATE:
        return "late"
    if not mark.item.open:
        return "done"
    return "overdue" if timeliness is Timeliness.OVERDUE else "open"


def _scale(overview: PlanOverview) -> TimeScale:
    return TimeScale(overview.first_day, overview.last_day)


def _timeline(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> Chart:
    _, scale = language.gettext, _scale(overview)

    def point(mark: Mark) -> Point:
        olds = [move.old for move in mark.moves if move.old is not None]
        return Point(scale.place(mark.due), _shape(mark), tuple(scale.place(old) for old in olds))

    ordered = sorted(overview.marks, key=lambda pair: min(mark.due for mark in pair[1]))
    rows = tuple(
        TimelineRow(
            f"{standing.task.id} · {shorten(standing.task.label, _LABEL)}",
            tuple(point(mark) for mark in marks),
        )
        for standing, marks in ordered[:_DRAWN]
    )
    title = _("The deadlines of the year")
    lines = (_deadline_row(language, overview, anchors, s, mark) for s, marks in ordered for mark in marks)
    return Chart(
        "timeline",
        "timeline",
        title,
        _("A row for each task with deadlines, a mark for each deadline, an arrow from the old deadline to the new."),
        (
            LegendEntry("mark-done", _("done in time")),
            LegendEntry("mark-late", _("done late")),
            LegendEntry("mark-open", _("open in time")),
            LegendEntry("mark-overdue", _("overdue")),
            LegendEntry("today", _("as of {date}").format(date=language.date(overview.as_of))),
        ),
        Timeline(scale.ticks(), scale.within(overview.as_of), rows),
        table(title, (_("Id"), _("Task"), _("Deadline of the milestone"), _("State"), _("Lead unit")), lines),
    )


def _deadline_row(
    language: OfficeLanguage, overview: PlanOverview, anchors: Anchors, standing: TaskStanding, mark: Mark
) -> list[Shown | str]:
    item, task = mark.item, standing.task
    action = task.label if item.milestone is None else f"{item.action} – {shorten(task.label, 60)}"
    due = "; ".join([language.date(mark.due), *moves_text(language, item)])
    state = item_state_text(language, item)
    if item.open:
        state = f"{state}, {days_text(language, item)}"
    link = Shown(overview.subject.address(item), f"#{anchors.of(task.id)}")
    return [link, action, due, state, leads_text(language, overview.subject, [item])]


def _curve(language: OfficeLanguage, overview: PlanOverview) -> Chart:
    _, scale = language.gettext, _scale(overview)
    points = [(point.day, point.due, point.done) for point in overview.curve]
    title = _("Done against due over the year")
    ends = [point for point in points if point[0] <= overview.as_of]
    due, done = ends[-1][1:] if ends else (0, 0)
    words = _("{due} milestones with a deadline were due by {date}; {done} are done, including some due later.")
    monthly = (
        (_("by {date}").format(date=language.date(day)), str(due), str(done) if day <= overview.as_of else "–")
        for day, due, done in _by_month(points)
    )
    return Chart(
        "curve",
        "curve",
        title,
        words.format(due=due, done=done, date=language.date(overview.as_of)),
        (
            LegendEntry("line-due", _("due")),
            LegendEntry("line-done", _("done")),
            LegendEntry("today", _("as of {date}").format(date=language.date(overview.as_of))),
        ),
        make_curve(scale, overview.as_of, points),
        table(title, (_("Day"), _("Due"), _("Done")), monthly),
    )


def _by_month(points: list[tuple[date, int, int]]) -> Iterator[tuple[date, int, int]]:
    """Keep only the last point of each month."""
    for point, following in zip(points, [*points, None][1:], strict=True):
        if following is None or (following[0].year, following[0].month) != (point[0].year, point[0].month):
            yield point


def _targets(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> Chart:
    _ = language.gettext
    bullets, rows = [], []
    for one in overview.targets:
        target, task = one.target, one.task
        measured = measured_value_text(language, target, one.value, one.apart)
        verdict = "" if one.met is None else _("met") if one.met else _("not met")
        asked = target_value_text(language, target)
        rows.append((Shown(task.id, f"#{anchors.of(task.id)}"), target.title, asked, measured, verdict))
        if target.value is not None:
            words = _("{measured}, asked: {asked}").format(measured=measured, asked=asked)
            words = f"{words} – {verdict}" if verdict else words
            label = f"{task.id} · {shorten(target.title, _LABEL)}"
            bullets.append(make_bullet(label, words, one.value, target.value, one.met, whole=target.unit == "%"))
    title = _("Targets")
    return Chart(
        "bullets",
        "targets",
        title,
        _("A bar for each target: its length is the value measured, the line is the target."),
        (
            LegendEntry("met", _("met")),
            LegendEntry("missed", _("not met")),
            LegendEntry("asked", _("target")),
        ),
        tuple(bullets),
        table(title, (_("Id"), _("Target"), _("Asked"), _("Measured"), _("Verdict")), rows),
    )


def _reports(language: OfficeLanguage, overview: PlanOverview) -> Chart:
    """The reports handed in, by unit: a table that serves as its own chart."""
    _, subject = language.gettext, overview.subject
    reports = overview.status.reports
    codes = dict.fromkeys(code for report in reports for share in report.item.shares for code in share.answering)
    rows: list[list[Shown]] = []
    for code in codes:
        row = [Shown(subject.plan.directory.party(code).label)]
        for report in reports:
            shares = [share.stated_by(code) for share in report.item.shares if code in share.answering]
            stated = next((one for one in shares if one and not one.state.closed), shares[0] if shares else None)
            due = report.item.due
            if stated is None or due is None or stated.state is State.DROPPED:
                row.append(Shown("–"))
            elif stated.done_on is not None and stated.done_on <= due:
                row.append(Shown(f"✓ {language.date(stated.done_on)}", style="done"))
            elif stated.done_on is not None:
                row.append(Shown(_("✓ late, {date}").format(date=language.date(stated.done_on)), style="late"))
            elif due < overview.as_of:
                row.append(Shown(_("▲ overdue"), style="overdue"))
            else:
                row.append(Shown(_("not yet due")))
        rows.append(row)
    counts = [Shown(_("Handed in")), *(Shown(f"{report.handed_in}/{report.owing}") for report in reports)]
    headings = [
        f"{report.item.action} ({language.date(report.item.due)})" if report.item.due else report.item.action
        for report in reports
    ]
    title = _("Reports of the units")
    return Chart(
        "grid",
        "reports",
        title,
        _("Which unit has handed in which report, with the day each was due."),
        (),
        None,
        table(title, (_("Unit"), *headings), [*rows, counts]),
    )


def _evidence(language: OfficeLanguage, overview: PlanOverview) -> Chart:
    _ = language.gettext
    longest = max(share.done for share in overview.evidence)
    bars = tuple(
        make_bar(
            f"{share.section.id}. {shorten(share.section.title, _LABEL)}",
            [("done", share.shown), ("undated", share.done - share.shown)],
            longest,
            f"{share.shown}/{share.done}",
        )
        for share in overview.evidence
    )
    rows = [
        (
            f"{share.section.id}. {share.section.title}",
            str(share.done),
            str(share.shown),
            language.percent(share.shown, share.done),
        )
        for share in overview.evidence
    ]
    done = sum(share.done for share in overview.evidence)
    shown = sum(share.shown for share in overview.evidence)
    title = _("Results with evidence")
    whole = (_("Whole agency"), str(done), str(shown), language.percent(shown, done))
    return Chart(
        "bars",
        "evidence",
        title,
        _("{shown} of {done} finished results have a document as evidence.").format(shown=shown, done=done),
        (LegendEntry("done", _("with evidence")), LegendEntry("undated", _("without evidence"))),
        bars,
        table(title, (_("Section"), _("Done"), _("with evidence"), _("Share")), [*rows, whole]),
    )
