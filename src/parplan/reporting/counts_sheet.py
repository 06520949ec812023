"""The counts of `parplan status` as a sheet of the workbook, with a chart."""

from __future__ import annotations

from parplan.languages import Language
from parplan.queries.portfolio import Portfolio
from parplan.queries.status import Grouping, Kept, StatusColumn, StatusRow, count_status
from parplan.reporting.appendix import heading_lines
from parplan.reporting.sheets import ColumnKind, Sheet, SheetColumn, SheetRow, text


def counts_sheet(language: Language, portfolio: Portfolio, name: str) -> Sheet:
    """The counts of tasks by state and timeliness: a row for each lead unit, and a total; of each plan, if several.

    The chart is that of one plan.
    """
    _ = language.gettext
    standings = {
        StatusColumn.DONE: _("Done"),
        StatusColumn.OVERDUE: _("Overdue"),
        StatusColumn.DATED: _("On track"),
        StatusColumn.ONGOING: _("Ongoing"),
        StatusColumn.UNDATED: _("No deadline determined"),
        StatusColumn.DROPPED: _("Dropped"),
    }
    kept = {Kept.DONE_IN_TIME: _("Done in time"), Kept.DONE_LATE: _("Done late")}
    columns = (
        SheetColumn(_("Lead unit"), 36),
        *(SheetColumn(title, 11, ColumnKind.NUMBER) for title in standings.values()),
        SheetColumn(_("Total"), 8, ColumnKind.NUMBER),
        *(SheetColumn(_("{kept}, of those with a deadline").format(kept=title), 13, ColumnKind.NUMBER)
          for title in kept.values()),
    )  # fmt: skip

    def row(counts: StatusRow, label: str) -> SheetRow:
        return SheetRow(
            (
                text(label),
                *(counts.columns.get(standing, 0) for standing in standings),
                counts.total,
                *(counts.kept.get(one, 0) for one in kept),
            )
        )

    rows: list[SheetRow] = []
    several = len(portfolio.subjects) > 1
    for status in count_status(portfolio, Grouping.UNIT):
        plan = status.subject.plan
        of_plan = f"{plan.agency}, {plan.year}: " if several else ""
        rows += [row(counts, of_plan + (counts.name or _("(no lead)"))) for counts in status.rows]
        rows.append(row(status.total, of_plan + _("Whole agency")))
    lines = tuple(heading_lines(language, portfolio))
    return Sheet(name, lines, columns, tuple(rows), None if several else _("Tasks by lead unit and progress"))
