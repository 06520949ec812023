"""The plan's appendix table with progress: one row per task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parplan.languages import Language
from parplan.plan.items import TaskStanding, Timeliness
from parplan.plan.labels import TIMELINESS
from parplan.plan.structure import Citation, Entry, Plan, State, Task
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import TaskRow
from parplan.reporting.part_names import entry_said, moves_of_parts
from parplan.reporting.sheets import ColumnKind, Link, Sheet, SheetColumn, SheetRow, SheetValue, text
from parplan.views.entry_view import TEXT_LABELS, citation_text, web_address
from parplan.views.plan_titles import plan_titles
from parplan.views.task_view import target_lines
from parplan.views.words import document_name, mentions_text, product_lines, role_text, shorten, state_text

#: Letters of a section's title shown beside each task; more would make the rows taller.
_SECTION = 34


def appendix_sheet(
    language: Language, portfolio: Portfolio, name: str, rows: Sequence[TaskRow], whose: str | None = None
) -> Sheet:
    """The table of ``rows``. ``whose``: the unit whose tasks they are; a column then tells its role in each."""
    roles = any(row.part is not None for row in rows)
    return Sheet(
        name,
        tuple(heading_lines(language, portfolio, whose)),
        tuple(_columns(language, portfolio, roles)),
        tuple(_rows(language, portfolio, rows, roles)),
    )


def heading_lines(language: Language, portfolio: Portfolio, whose: str | None = None) -> Iterator[str]:
    """Yield the lines above a table: the plans, their decisions, the unit if there is one, and the day of the figures.

    Of several agencies only their number, as each row names its own.
    """
    _ = language.gettext
    if portfolio.of_several_agencies:
        yield from plan_titles(language, portfolio.default.head, portfolio.heads)
    for subject in () if portfolio.of_several_agencies else portfolio.subjects:
        plan = subject.plan
        yield text(plan.title)
        decision = _("{document} of {date}, {agency}").format(
            document=document_name(language, plan.decision), date=language.date(plan.decision_date), agency=plan.agency
        )
        yield text(decision)
    as_of = _("As of {date}").format(date=language.date(portfolio.as_of))
    yield text(f"{whose} · {as_of}" if whose is not None else as_of)


def agency_columns(language: Language, portfolio: Portfolio) -> Iterator[SheetColumn]:
    """Yield the column of the agency, where the plans are of several."""
    if portfolio.of_several_agencies:
        yield SheetColumn(language.gettext("Agency"), 12)


def agency_values(portfolio: Portfolio, subject: PlanOnDay) -> Iterator[str]:
    """Yield the value of :func:`agency_columns`."""
    if portfolio.of_several_agencies:
        yield text(subject.plan.agency)


def _columns(language: Language, portfolio: Portfolio, roles: bool) -> Iterator[SheetColumn]:
    """The columns; together they fit a landscape page in letters of at least 9 points."""
    _ = language.gettext
    yield SheetColumn(_("Id"), 5.5)
    yield from agency_columns(language, portfolio)
    yield SheetColumn(_("Section"), 9)
    yield SheetColumn(_("Task"), 25)
    if roles:
        yield SheetColumn(_("Role"), 7)
    yield SheetColumn(_("Lead unit"), 11)
    yield SheetColumn(_("Coordinating units"), 10)
    yield SheetColumn(_("Products"), 16)
    yield SheetColumn(_("Time"), 11.5)
    yield SheetColumn(_("Deadline"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("State"), 8.5, ColumnKind.STATE)
    yield SheetColumn(_("Timeliness"), 9, ColumnKind.TIMELINESS)
    yield SheetColumn(_("Done on"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Results, targets"), 15)
    yield SheetColumn(_("Evidence"), 12)
    yield SheetColumn(_("Notes"), 12)


def _rows(language: Language, portfolio: Portfolio, rows: Iterable[TaskRow], roles: bool) -> Iterator[SheetRow]:
    for row in rows:
        yield SheetRow(tuple(_values(language, portfolio, row, roles)))


def section_text(subject: PlanOnDay, section: str, *, several: bool) -> str:
    """The number and title of a task's section; with several plans, also the year of its plan."""
    title = next(f"{one.id}. {one.title}" for one in subject.plan.sections if one.id == section)
    return text(f"{subject.plan.year} · {title}" if several else title)


def _values(language: Language, portfolio: Portfolio, row: TaskRow, roles: bool) -> Iterator[SheetValue]:
    standing, subject = row.standing, row.subject
    task = standing.task
    entries = standing.entries
    yield text(subject.prefix + task.id)
    yield from agency_values(portfolio, subject)
    yield shorten(section_text(subject, task.section, several=len(portfolio.subjects) > 1), _SECTION)
    yield text([task.title, *(f"- {part}" for part in task.parts)])
    if roles:
        yield text(role_text(language, standing, row.part) if row.part is not None else "")
    yield text(mentions_text(subject, standing.lead) or language.gettext("no lead named"))
    yield text(mentions_text(subject, standing.coordinating))
    products = product_lines(standing)
    yield text(f"- {product}" if len(products) > 1 else product for product in products)
    yield text(task.time or "")
    yield standing.deadline
    yield state_text(language, standing.state, standing.reported)
    yield timeliness_label(language, standing)
    yield standing.stated.done_on
    yield text([*target_lines(language, subject, standing), *result_lines(language, subject.plan, task, entries)])
    yield evidence_value(language, [citation for entry in entries for citation in entry.evidence])
    yield text(note_lines(language, subject.plan, standing, entries))


def evidence_value(language: Language, pieces: Sequence[Citation]) -> SheetValue:
    """A cell of evidence. A cell holds one link, so a single piece has it; of several the register has a row each."""
    words = text(citation_text(language, piece) for piece in pieces)
    address = web_address(pieces[0]) if len(pieces) == 1 else None
    return words if address is None else Link(words, address)


def timeliness_label(language: Language, standing: TaskStanding) -> str:
    """The timeliness of a task in words without dates, so that the column can be filtered."""
    _ = language.gettext
    if standing.state is State.DROPPED or (standing.state is State.DONE and standing.deadline is None):
        return ""
    if standing.timeliness is Timeliness.ON_TRACK and standing.next_due is None:
        return _("ongoing")
    return _(TIMELINESS[standing.timeliness])


def result_lines(language: Language, plan: Plan, task: Task, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what entries tell of the work: percentages, events and notes, each with its date and what it is about."""
    for entry in entries:
        said = [f"{entry.percent}%"] if entry.percent is not None else []
        said += [words for words in (entry.event, entry.note) if words]
        if said:
            yield entry_said(language, plan, task, entry, "; ".join(said))


def note_lines(language: Language, plan: Plan, standing: TaskStanding, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the other information on a task: person, notes, moved deadlines, difficulties and proposals."""
    _ = language.gettext
    if standing.task.person:
        yield f"{_('Person in charge')}: {standing.task.person}"
    yield from (f"{column}: {said}" for column, said in standing.task.columns)
    yield from moves_of_parts(language, plan, standing)
    for entry in entries:
        for name in ("difficulty", "proposal"):
            if words := getattr(entry, name):
                yield entry_said(language, plan, standing.task, entry, _(TEXT_LABELS[name]).format(text=words))
