"""The periodic report as a document: the facts in sentences that claim nothing more, and marked places for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage
from parplan.plan.assessment import Move
from parplan.queries.deadlines import DueRow
from parplan.queries.history import LogRow
from parplan.queries.status import Kept, StatusRow
from parplan.reporting.formalities import (
    Formalities,
    agency_symbol,
    make_head,
    make_recipients,
    make_signature,
)
from parplan.reporting.papers import (
    Appendix,
    Block,
    Column,
    Level,
    Paper,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    filled,
    heading,
    place,
    strong,
    text,
)
from parplan.reporting.periodic import Outcome, PeriodicReport, SectionLines, TaskLine
from parplan.reporting.wording import (
    evidence_text,
    measured_text,
    period_name,
    plan_with_decision,
    product_texts,
    result_texts,
    unit_of,
)
from parplan.views.words import (
    days_text,
    mentions_text,
    move_text,
    party_label,
    shorten,
    target_value_text,
    who_text,
    working_day_text,
)

#: Where tasks stand, as headings of the list of a section and of the table's columns.
_OUTCOMES = {
    Outcome.DONE_IN_TIME: N_("Done by the deadline"),
    Outcome.DONE_LATE: N_("Done late"),
    Outcome.DONE_UNDATED: N_("Done, without a deadline"),
    Outcome.OVERDUE: N_("Overdue"),
    Outcome.IN_PROGRESS: N_("In progress, on track"),
    Outcome.PAUSED: N_("Paused, on track"),
    Outcome.UNREPORTED: N_("On track, no result recorded"),
    Outcome.ONGOING: N_("Ongoing"),
    Outcome.UNDATED: N_("No deadline determined"),
    Outcome.DROPPED: N_("Dropped"),
}
#: These columns are left out where they would be empty.
_RARE = (Outcome.DONE_UNDATED, Outcome.PAUSED, Outcome.DROPPED)

#: The width of the text, and of the columns of the table of counts, in millimetres; below the least width a section
#: goes by its number.
_TEXT_WIDTH, _TOTAL_WIDTH, _COUNT_WIDTH, _LEAST_WIDTH = 165.0, 12.0, 15.0, 25.0

#: A title in a list may be this long; the appendix has it whole.
_TITLE = 150


def report_paper(language: OfficeLanguage, report: PeriodicReport, given: Formalities) -> Paper:
    """Make the document."""
    _ = language.gettext
    plan, unit = report.plan, report.unit
    name = period_name(language, plan, report.period)
    title = _("On carrying out {plan}: {period}").format(plan=plan.title, period=name)
    symbol: Text = text("BC-", agency_symbol(language, plan))
    if unit is not None:
        symbol = text("BC-", place(_("symbol of the unit")))
    head = make_head(language, plan, given, report.as_of, symbol, office=unit)
    addressee = _addressee(report)
    return Paper(
        head=head,
        kind=_("REPORT"),
        title=title,
        addressed=_("To:"),
        addressees=(text(addressee if addressee is not None else place(_("who receives the report"))),),
        blocks=tuple(_body(language, report)),
        signature=make_signature(language, plan, given, office=unit),
        recipients_label=_("Recipients:"),
        recipients=make_recipients(language, given),
        name=title,
        author=plan.agency if unit is None else unit.name,
        language=language.code,
        day=report.as_of,
        appendix=_appendix(language, report, head.number),
    )


def _addressee(report: PeriodicReport) -> str | None:
    if report.unit is None:
        return report.period.recipient
    collector = report.period.collector
    if collector is None or collector == report.unit.code:
        return report.plan.agency if collector is not None else None
    return report.plan.directory.units[collector].name


def _body(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    _ = language.gettext
    author = report.plan.agency if report.unit is None else report.unit.name
    yield Paragraph(
        text(
            _("Carrying out {plan}, {author} reports on {period} as follows:").format(
                plan=plan_with_decision(language, report.plan),
                author=author,
                period=period_name(language, report.plan, report.period),
            )
        )
    )
    yield heading(Level.HEADING_1, _("I. GENERAL ASSESSMENT"))
    yield _place(_("… give a general assessment of leadership and of carrying out the plan in this period …"))
    yield heading(Level.HEADING_1, _("II. RESULTS"))
    yield heading(Level.HEADING_2, _("1. Figures"))
    yield from _window(language, report)
    yield from _shares(language, report)
    if report.lines:
        yield _counts(language, report)
    yield heading(Level.HEADING_2, _("2. Results by section"))
    for section in report.sections:
        if section.counted:
            yield from _section(language, report, section)
    duties = [line for section in report.sections if not section.counted for line in section.lines]
    told = [line for line in duties if line.entries and not line.task.each]  # the units' reports come apart
    if told:
        yield heading(Level.HEADING_3, _("Arrangements"))
        for line in told:
            yield _item(language, report, line)
    if report.coordinated:
        yield heading(Level.HEADING_3, _("Tasks the unit coordinates"))
        for line in report.coordinated:
            yield _item(language, report, line)
    yield heading(Level.HEADING_2, _("3. Targets"))
    yield from _targets(language, report)
    if report.handed_in:
        yield heading(Level.HEADING_2, _("4. Reports of the units"))
        yield from _handed_in(language, report)
    yield heading(Level.HEADING_1, _("III. DIFFICULTIES AND CAUSES"))
    yield from _statements(language, report, report.difficulties, "difficulty")
    yield _place(_("… state the causes and who is responsible …"))
    yield heading(Level.HEADING_1, _("IV. DEADLINES FIXED, ADJUSTED AND EXTENDED"))
    yield from _moves(language, report)
    yield heading(Level.HEADING_1, _("V. PROPOSALS"))
    yield from _statements(language, report, report.proposals, "proposal")
    yield heading(Level.HEADING_1, _("VI. WORK OF THE NEXT PERIOD"))
    yield from _next_work(language, report)
    yield Paragraph(
        text(
            _("This is the report of {author} on {period}, with figures as of {date}./.").format(
                author=author,
                period=period_name(language, report.plan, report.period),
                date=language.date(report.as_of),
            )
        )
    )


def _place(words: str) -> Paragraph:
    return Paragraph(text(place(words)))


def _window(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    _ = language.gettext
    period, as_of = report.period, language.date(report.as_of)
    if period.has_window and period.data_from is not None and period.data_to is not None:
        yield Paragraph(
            text(
                _("Data of the period: from {start} to {end}. Figures are as of {date}.").format(
                    start=language.date(period.data_from), end=language.date(period.data_to), date=as_of
                )
            )
        )
        return
    yield Paragraph(
        filled(
            _("Figures are as of {date}, counted from the beginning of the plan. Data of the period: {window}."),
            date=as_of,
            window=place(_("… from which day to which; the plan does not say …")),
        )
    )


def _shares(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    """The counts and both shares: of the tasks already due, as the authorities count, and of all."""
    _ = language.gettext
    total = report.total
    if total is None:
        assert report.unit is not None
        yield Paragraph(text(_("{unit} leads no task of the plan.").format(unit=report.unit.name)))
        return
    if report.unit is None:
        words = language.ngettext("The plan has {count} task.", "The plan has {count} tasks.", total.total)
    else:
        words = language.ngettext("The unit leads {count} task.", "The unit leads {count} tasks.", total.total)
    yield Paragraph(text(words))
    yield Paragraph(text(_due_share(language, total)), Level.ITEM)
    yield Paragraph(text(_whole_share(language, total)), Level.ITEM)
    yield Paragraph(
        text(
            _("Deadlines extended so far: {extensions}. Tasks about which nothing was recorded: {unreported}.").format(
                extensions=total.extensions, unreported=total.unreported
            )
        ),
        Level.ITEM,
    )


def _due_share(language: OfficeLanguage, total: StatusRow) -> str:
    _ = language.gettext
    if not total.due:
        return _("No task was due up to the day of the figures.")
    kept = {one: total.due_kept.get(one, 0) for one in Kept}
    return _(
        "Tasks with a deadline up to the day of the figures: {due}; done: {done} ({share}), in time {in_time}, late "
        "{late}; not done: {left}, in time {open}, overdue {overdue}."
    ).format(
        due=total.due,
        done=total.due_done,
        share=language.percent(total.due_done, total.due),
        in_time=kept[Kept.DONE_IN_TIME],
        late=kept[Kept.DONE_LATE],
        left=total.due - total.due_done,
        open=kept[Kept.OPEN_IN_TIME],
        overdue=kept[Kept.OVERDUE],
    )


def _whole_share(language: OfficeLanguage, total: StatusRow) -> str:
    _ = language.gettext
    return _("Tasks to be carried out: {all}; finished: {done} ({share}).").format(
        all=total.effective, done=total.done, share=language.percent(total.done, total.effective)
    )


def shown_outcomes(report: PeriodicReport) -> tuple[Outcome, ...]:
    """The columns of the table of counts."""
    there = {line.outcome for line in report.lines}
    return tuple(outcome for outcome in Outcome if outcome not in _RARE or outcome in there)


def _counts(language: OfficeLanguage, report: PeriodicReport) -> Table:
    _ = language.gettext
    outcomes = shown_outcomes(report)
    count = min(_COUNT_WIDTH, (_TEXT_WIDTH - 2 * _TOTAL_WIDTH) / len(outcomes))
    first = _TEXT_WIDTH - _TOTAL_WIDTH - count * len(outcomes)
    columns = (
        Column(_("Section"), first),
        Column(_("Total"), _TOTAL_WIDTH, centred=True),
        *(Column(_(_OUTCOMES[outcome]), count, centred=True) for outcome in outcomes),
    )
    rows = []
    sums: dict[Outcome, int] = dict.fromkeys(outcomes, 0)
    for section in report.sections:
        if not section.counted:
            continue
        counts = section.counts
        for outcome in outcomes:
            sums[outcome] += counts.get(outcome, 0)
        name = f"{section.section.id}. {section.section.title}" if first >= _LEAST_WIDTH else section.section.id
        rows.append(_numbers(name, len(section.lines), [counts.get(outcome, 0) for outcome in outcomes]))
    rows.append(_numbers(_("Sum"), len(report.lines), list(sums.values()), sums_up=True))
    return Table(columns, tuple(rows))


def _numbers(name: str, total: int, counts: list[int], *, sums_up: bool = False) -> Row:
    return Row((cell(name), cell(str(total)), *(cell(str(count)) for count in counts)), total=sums_up)


def _section(language: OfficeLanguage, report: PeriodicReport, section: SectionLines) -> Iterator[Block]:
    _ = language.gettext
    title = f"{section.section.id}. {section.section.title}"
    counts = section.counts
    yield heading(Level.HEADING_3, _("Section {title}").format(title=title))
    parts = [f"{_lowered(_(_OUTCOMES[outcome]))}: {counts[outcome]}" for outcome in Outcome if counts.get(outcome)]
    total = language.ngettext("{count} task", "{count} tasks", len(section.lines))
    yield Paragraph(text(total, ": ", "; ".join(parts), "."))
    for outcome in Outcome:
        lines = section.of(outcome)
        silent = [line for line in lines if not line.entries and outcome in (Outcome.ONGOING, Outcome.UNDATED)]
        for line in lines:
            if line not in silent:
                yield _item(language, report, line)
        if silent:
            yield Paragraph(
                text(
                    _("{outcome}, no result recorded: {ids}.").format(
                        outcome=_(_OUTCOMES[outcome]), ids=", ".join(line.task.id for line in silent)
                    )
                ),
                Level.ITEM,
            )


def _lowered(words: str) -> str:
    """Words as they continue a sentence; an abbreviation stays as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _item(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Paragraph:
    """One task in a sentence: who, where it stands, what was recorded, its evidence."""
    _ = language.gettext
    leads = mentions_text(report.subject, line.task.lead)
    who = f" ({leads})" if leads else f" ({_('no lead named')})"
    said = "; ".join(part.rstrip(".") for part in result_texts(language, report.subject, line))
    evidence = "; ".join(evidence_text(language, piece) for piece in line.evidence)
    words = f" {shorten(line.task.title, _TITLE)}{who} – {_lowered(_(_OUTCOMES[line.outcome]))}"
    if said:
        words += f". {said[:1].upper()}{said[1:]}"
    if evidence:
        words += "; " + _("evidence: {text}").format(text=evidence)
    return Paragraph(text(strong(f"{line.task.id}."), words, "."), Level.ITEM)


def _targets(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    _ = language.gettext
    if not report.targets:
        yield Paragraph(text(_("No task reported about has a measured target.")))
        return
    columns = (
        Column(_("Task"), 16, centred=True),
        Column(_("Target"), 65),
        Column(_("Asked for"), 28, centred=True),
        Column(_("Reached"), 28, centred=True),
        Column(_("Assessment"), 28, centred=True),
    )
    met = {True: _("met"), False: _("not met yet"), None: "–"}
    rows = tuple(
        Row(
            (
                cell(line.task.id),
                cell(line.target.title),
                cell(target_value_text(language, line.target)),
                cell(measured_text(language, line)),
                cell(met[line.met]),
            )
        )
        for line in report.targets
    )
    yield Table(columns, rows)


def _handed_in(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    """Of the agency's report how many units handed theirs in; of a unit's whether it did."""
    _ = language.gettext
    for row in report.handed_in:
        assert row.item.due is not None
        due = language.date(row.item.due)
        if report.unit is None:
            words = _("{title}, due {due}: {count} of {total} units have handed it in.").format(
                title=row.item.action, due=due, count=row.handed_in, total=row.owing
            )
            if row.item.owed_by:
                names = ", ".join(party_label(report.subject, code) for code in row.item.owed_by)
                words += " " + _("Not handed in: {names}.").format(names=names)
            yield Paragraph(text(words), Level.ITEM)
            continue
        for share in row.item.shares:
            said = share.stated_by(report.unit.code)
            if said is None:
                continue
            template = _("{title}, due {due}: not recorded as handed in.")
            if said.done_on is not None:
                template = (
                    _("{title}, due {due}: handed in on {date}, late.")
                    if said.done_on > row.item.due
                    else _("{title}, due {due}: handed in on {date}.")
                )
            date = language.date(said.done_on) if said.done_on is not None else ""
            words = template.format(title=row.item.action, due=due, date=date)
            yield Paragraph(text(words), Level.ITEM)


def _statements(
    language: OfficeLanguage, report: PeriodicReport, rows: tuple[LogRow, ...], kind: str
) -> Iterator[Block]:
    """What units said of difficulties or proposals, in their own words; where they said nothing, a marked place."""
    _ = language.gettext
    for row in rows:
        said = row.entry.difficulty if kind == "difficulty" else row.entry.proposal
        whose = unit_of(report.subject, row)
        date = language.date(row.entry.date)
        source = f"{whose}, {date}" if whose else date
        yield Paragraph(text(strong(f"{row.task.id}."), f" {said} ({source})."), Level.ITEM)
    if not rows:
        none = {
            "difficulty": _("… none is recorded in this period; state the difficulties, or that there are none …"),
            "proposal": _("… none is recorded in this period; state the proposals, or that there are none …"),
        }
        yield _place(none[kind])


def _moves(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    _ = language.gettext
    if not report.moves:
        yield Paragraph(text(_("No change of a deadline is recorded in this period.")))
        return
    columns = (
        Column(_("Task"), 34),
        Column(_("Change"), 37),
        Column(_("Old deadline"), 24, centred=True),
        Column(_("New deadline"), 24, centred=True),
        Column(_("Document, reason"), 46),
    )
    rows = []
    for row in report.moves:
        move = row.rescheduling
        assert move is not None
        basis: str | Run = move.entry.basis or place(_("document"))
        document: list[Text] = [text(basis)]
        if move.entry.reason:
            document.append(text(move.entry.reason))
        milestone = next((m for m in row.task.milestones if m.id == row.entry.milestone), None)
        rows.append(
            Row(
                (
                    cell(text(strong(f"{row.task.id}."), f" {milestone.title if milestone else ''}")),
                    cell(_change(language, row)),
                    cell(language.date(move.old) if move.old else "–"),
                    cell(language.date(move.new) if move.new else "–"),
                    tuple(document),
                )
            )
        )
    yield Table(columns, tuple(rows))


def _change(language: OfficeLanguage, row: LogRow) -> str:
    _ = language.gettext
    assert row.rescheduling is not None
    if row.rescheduling.move is Move.EXTENDED:
        return _("extension no. {number}").format(number=row.extension or 1)
    return _("adjustment") if row.rescheduling.move is Move.ADJUSTED else _("deadline fixed")


def _next_work(language: OfficeLanguage, report: PeriodicReport) -> Iterator[Block]:
    _ = language.gettext
    work = report.next
    if work.overdue:
        yield Paragraph(text(_("Carried over, overdue ({count}):").format(count=len(work.overdue))))
        yield _due_table(language, report, work.overdue)
    until = language.date(work.until)
    if work.coming:
        yield Paragraph(text(_("Due up to {until} ({count}):").format(until=until, count=len(work.coming))))
        yield _due_table(language, report, work.coming)
    else:
        yield Paragraph(text(_("No further deadline falls up to {until}.").format(until=until)))
    undated = dict.fromkeys(row.item.task.id for row in work.undated if row.item.task.counted)
    if undated:
        yield Paragraph(
            text(
                _("Still without a deadline: {ids}.").format(ids=", ".join(undated)),
            )
        )
    yield _place(_("… state the main work and solutions of the next period …"))


def _due_table(language: OfficeLanguage, report: PeriodicReport, rows: Iterable[DueRow]) -> Table:
    _ = language.gettext
    columns = (
        Column(_("Work"), 75),
        Column(_("Who"), 42),
        Column(_("Last permitted day"), 48),
    )
    made = []
    for row in rows:
        item = row.item
        assert item.due is not None
        when = [f"{language.date(item.due)}, {days_text(language, item)}"]
        when += working_day_text(language, item, report.as_of)
        extensions = 0
        for move in item.reschedulings:
            extensions += move.move.extends
            when.append(move_text(language, move, extensions))
        what = item.action
        if item.milestone is not None and item.task.counted:
            what = f"{item.action}: {shorten(item.task.title, _TITLE)}"
        made.append(
            Row(
                (
                    cell(text(strong(f"{item.task.id}."), f" {what}")),
                    cell(who_text(language, report.subject, item)),
                    cell(*when),
                )
            )
        )
    return Table(columns, tuple(made))


def _appendix(language: OfficeLanguage, report: PeriodicReport, number: Text) -> Appendix:
    """The table of all tasks reported about, whole and in the plan's order."""
    _ = language.gettext
    columns = (
        Column(_("No."), 10, centred=True),
        Column(_("Task"), 54),
        Column(_("Lead unit"), 24),
        Column(_("Coordinating units"), 24),
        Column(_("Products"), 46),
        Column(_("Time"), 28),
        Column(_("Result"), 38),
        Column(_("Evidence"), 28),
    )
    rows: list[Row] = []
    for section in report.sections:
        rows.append(Row((cell(f"{section.section.id}. {section.section.title}"),), heading=True))
        rows += _appendix_rows(language, report, section.lines, sum(not row.heading for row in rows))
    if report.coordinated:
        rows.append(Row((cell(_("Tasks the unit coordinates")),), heading=True))
        rows += _appendix_rows(language, report, report.coordinated, sum(not row.heading for row in rows))
    reference = filled(
        _("(With report {number} of {day} of {author})"),
        number=number,
        day=language.date(report.as_of),
        author=report.plan.agency if report.unit is None else report.unit.name,
    )
    title = _("Table of tasks and results as of {date}").format(date=language.date(report.as_of))
    return Appendix(_("Appendix"), title, reference, (Table(columns, tuple(rows)),))


def _appendix_rows(
    language: OfficeLanguage, report: PeriodicReport, lines: tuple[TaskLine, ...], before: int
) -> Iterator[Row]:
    _ = language.gettext
    for number, line in enumerate(lines, before + 1):
        task = line.task
        outcome = _(_OUTCOMES[line.outcome])
        results = [part for part in result_texts(language, report.subject, line) if part != outcome]
        yield Row(
            (
                cell(str(number)),
                cell(text(strong(f"{task.id}."), f" {task.title}"), *task.parts),
                cell(mentions_text(report.subject, task.lead) or _("no lead named")),
                cell(mentions_text(report.subject, task.coordinating)),
                cell(*product_texts(task)),
                cell(task.time or ""),
                cell(text(strong(outcome)), *results),
                cell(*(evidence_text(language, piece) for piece in line.evidence)),
            )
        )
