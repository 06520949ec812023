"""The screen of ``parplan status`` of several plans: a row for each agency, then the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from parplan.languages import Language
from parplan.queries.status import AgencyRow, Kept, StatusRow, add_up
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.status_view import shares


def agencies_screen(language: Language, rows: Sequence[AgencyRow], as_of: date) -> Iterator[Block]:
    """Yield the screen: the overall shares, then each agency's due work in four classes; the last row is the total."""
    _ = language.gettext
    total = add_up(row.counts for row in rows)
    heading = language.ngettext(
        "Progress of {count} agency", "Progress of {count} agencies", len({r.agency for r in rows})
    )
    yield line(heading, Style.STRONG)
    yield line(_("as of {date}").format(date=language.date(as_of)))
    yield from shares(language, total, several=True)
    yield line()
    titles = (
        _("Total"),
        _("With a deadline"),
        _("Done in time"),
        _("Done late"),
        _("Open in time"),
        _("Overdue"),
        _("Done of due"),
    )
    columns = (Column(_("Agency"), flex=1), *(Column(title, right=True) for title in titles))
    years = {row.year for row in rows}
    table = [_cells(language, _name(row, with_year=len(years) > 1), row.counts, Style.PLAIN) for row in rows]
    table.append(_cells(language, _("All agencies"), total, Style.STRONG))
    yield Table(columns, tuple(table))


def _name(row: AgencyRow, *, with_year: bool) -> str:
    name = row.counts.name or row.agency
    return f"{name} ({row.year})" if with_year else name


def _cells(language: Language, name: str, row: StatusRow, style: Style) -> tuple[Cell, ...]:
    counts = [row.total, row.dated, *(row.kept.get(kept, 0) for kept in Kept)]
    cells = [cell(str(count) if count else "–", style) for count in counts]
    if row.kept.get(Kept.OVERDUE):
        cells[-1] = cell(str(row.kept[Kept.OVERDUE]), Style.LATE)
    share = f"{row.due_done}/{row.due} ({language.percent(row.due_done, row.due)})" if row.due else "–"
    return cell(name, style), *cells, cell(share, style)
