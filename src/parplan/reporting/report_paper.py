"""The periodic report as a document: facts in sentences that claim nothing more, and marked places for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage
from parplan.plan.items import Item, Timeliness
from parplan.plan.labels import STATES
from parplan.plan.structure import SectionKind, State
from parplan.queries.deadlines import DueRow
from parplan.queries.history import LogRow
from parplan.queries.status import Kept, StatusRow
from parplan.reporting.due_lines import DueLine, due_lines, due_texts, line_who, named_occasion, occasion_text
from parplan.reporting.first_uses import with_first_uses
from parplan.reporting.formalities import (
    Formalities,
    agency_symbol,
    document_day,
    make_head,
    make_recipients,
    make_signature,
)
from parplan.reporting.papers import (
    Level,
    Paper,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    Text,
    cell,
    filled,
    heading,
    place,
    strong,
    text,
)
from parplan.reporting.period_names import name_after, period_name, year_after
from parplan.reporting.periodic import Outcome, PeriodicReport, SectionLines, TaskLine
from parplan.reporting.reminders import find_office
from parplan.reporting.report_appendices import MOVES_APPENDIX, OUTCOMES, outcome_text, report_appendices
from parplan.reporting.upward_words import without_internal_words
from parplan.reporting.wording import (
    evidence_text,
    in_line,
    lowered,
    measured_text,
    plan_with_decision,
    told_texts,
    unit_of,
)
from parplan.views.words import (
    item_state_text,
    item_text,
    mentions_text,
    move_text,
    shorten,
    target_value_text,
    with_reason,
    working_day_text,
)
from parplan.vocabulary.folding import fold

#: Columns that are left out if they would be empty.
_RARE = (Outcome.DONE_UNDATED, Outcome.PAUSED, Outcome.DROPPED)

#: In millimetres: the width of the text, and of the columns in the table of counts. If the first column would be
#: narrower than the least width, sections are named by number only.
_TEXT_WIDTH, _TOTAL_WIDTH, _COUNT_WIDTH, _LEAST_WIDTH = 165.0, 12.0, 15.0, 25.0

#: What a report on reform is always asked about: words in the titles of the tasks about it, words of others, and the
#: heading. Inspecting legal documents is no inspection of the work.
_TOPICS = (
    ("kiem tra", ("van ban quy pham", "kiem tra van ban", "vbqppl"), N_("Inspection")),
    ("tuyen truyen", (), N_("Information to the public")),
    ("doi thoai", (), N_("Dialogue")),
    ("sang kien", (), N_("Initiatives")),
)
#: The beginning of the title of a plan on administrative reform; its report is about that work itself.
_REFORM = "ke hoach cai cach hanh chinh"

#: The most letters of a title in a list; the appendix has the whole title.
_TITLE = 150


def report_paper(
    language: OfficeLanguage, report: PeriodicReport, given: Formalities, *, internal: bool = False
) -> Paper:
    """Make the document. internal: for the agency itself, with duties between units and coordinating units."""
    _ = language.gettext
    plan, unit = report.plan, report.unit
    upward = unit is None and not internal
    title = _report_title(language, report)
    symbol: Text = text("BC-", agency_symbol(language, plan))
    if unit is not None:
        symbol = text("BC-", place(_("symbol of the unit")))
    head = make_head(language, plan, given, report.as_of, symbol, office=unit)
    addressee = _addressee(report)
    office = find_office(report.subject)
    paper = Paper(
        head=head,
        kind=_("REPORT"),
        title=title,
        addressed=_("To:"),
        addressees=(text(addressee if addressee is not None else place(_("who receives the report"))),),
        blocks=tuple(_body(language, report, upward=upward)),
        signature=make_signature(language, plan, given, office=unit),
        recipients_label=_("Recipients:"),
        recipients=make_recipients(language, given, drafter=office.code if office is not None else None),
        name=title,
        author=plan.agency if unit is None else unit.name,
        language=language.code,
        day=report.as_of,
        appendices=tuple(
            report_appendices(language, report, head.number, document_day(language, given, report.as_of), upward=upward)
        ),
    )
    return with_first_uses(language, without_internal_words(paper) if upward else paper, plan)


def _report_title(language: OfficeLanguage, report: PeriodicReport) -> str:
    """The title: results of the plan in the period, with the year only once (“… quý I năm 2021”)."""
    name = period_name(language, report.plan, report.period)
    if fold(report.plan.title).startswith(_REFORM):
        return language.gettext("On administrative reform in {period}").format(period=name)
    year = language.gettext("the year {year}").format(year=report.plan.year)
    whole = report.plan.title
    if name != year and name.endswith(year):
        whole = whole.removesuffix(f" {year}")
    if not name.endswith(year):
        return language.gettext("On carrying out {plan}: {period}").format(plan=whole, period=name)
    if whole.endswith(name):
        return language.gettext("On carrying out {plan}").format(plan=whole)
    return language.gettext("On carrying out {plan} {period}").format(plan=whole, period=name)


def _addressee(report: PeriodicReport) -> str | None:
    if report.unit is None:
        return report.period.recipient
    collector = report.period.collector
    if collector is None or collector == report.unit.code:
        return report.plan.agency if collector is not None else None
    return report.plan.directory.units[collector].name


def _body(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """The outline of 581/BNV-CCHC, steering first."""
    _ = language.gettext
    author = report.plan.agency if report.unit is None else report.unit.name
    period = period_name(language, report.plan, report.period)
    yield Paragraph(
        text(
            _("Carrying out {plan}, {author} reports on {period} as follows:").format(
                plan=plan_with_decision(language, report.plan), author=author, period=period
            )
        )
    )
    yield heading(Level.HEADING_1, _("I. STEERING"))
    yield from _steering(language, report)
    yield heading(Level.HEADING_1, _("II. RESULTS BY AREA"))
    yield from _results(language, report, upward=upward)
    yield heading(Level.HEADING_1, _("III. ASSESSMENT"))
    yield from _assessment(language, report, upward=upward)
    yield heading(Level.HEADING_1, _next_heading(language, report))
    yield from _next_work(language, report, upward=upward)
    yield heading(Level.HEADING_1, _("V. PROPOSALS"))
    yield from _statements(language, report, report.proposals, "proposal", upward=upward)
    yield Paragraph(
        text(
            _("This is the report of {author} {title}, with figures as of {date}./.").format(
                author=author, title=lowered(_report_title(language, report)), date=language.date(report.as_of)
            )
        )
    )


def _steering(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """The part on steering: progress of the plan, the steering tasks, and the obligatory topics."""
    _ = language.gettext
    yield heading(Level.HEADING_2, _("1. Carrying out the plan"))
    yield from _window(language, report)
    yield from _shares(language, report)
    if report.lines:
        yield Paragraph(text(_("Where the tasks stand as a whole, with all that belongs to them:")))
        yield _counts(language, report)
    number = 2
    steering = [section for section in report.sections if section.section.kind is SectionKind.STEERING]
    for section in steering:
        yield heading(Level.HEADING_2, f"{number}. {section.section.title}")
        yield from _section_lines(language, report, section)
        number += 1
    for word, others, title in _TOPICS:
        yield heading(Level.HEADING_2, f"{number}. {_(title)}")
        titles = [(line.task.id, fold(line.task.title)) for line in report.lines]
        about = [id for id, words in titles if word in words and not any(other in words for other in others)]
        if about:
            yield Paragraph(text(_("Tasks of the plan about it: {ids}.").format(ids=", ".join(about))))
        yield _place(_("… state what was done in this period, or that nothing was …"))
        number += 1


def _results(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    _ = language.gettext
    for section in report.sections:
        if section.counted and section.section.kind is not SectionKind.STEERING:
            title = f"{section.section.id}. {section.section.title}"
            yield heading(Level.HEADING_2, _("Section {title}").format(title=title))
            yield from _section_lines(language, report, section)
    duties = [line for section in report.sections if not section.counted for line in section.lines]
    told = [line for line in duties if line.entries and not line.task.each]  # units' reports are listed apart
    if told:
        yield heading(Level.HEADING_2, _("Arrangements"))
        for line in told:
            yield _item(language, report, line)
    if report.coordinated and not upward:
        yield heading(Level.HEADING_2, _("Tasks the unit coordinates"))
        for line in report.coordinated:
            yield _item(language, report, line)
    yield heading(Level.HEADING_2, _("Targets"))
    yield from _targets(language, report)


def _assessment(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """The assessment: results; overdue, late and paused work and difficulties; the causes are left to a person."""
    _ = language.gettext
    yield heading(Level.HEADING_2, _("1. What was reached"))
    if report.total is not None:
        yield Paragraph(text(_due_share(language, report.total)))
    yield _place(_("… give a general assessment of leadership and of carrying out the plan in this period …"))
    yield heading(Level.HEADING_2, _("2. What is lacking, difficulties"))
    lacking = (
        (_("Overdue tasks ({count}):"), report.overdue, _late_texts),
        (_("Tasks with work done late ({count}):"), report.late, _done_late_texts),
        (_("Paused tasks ({count}):"), report.paused, _paused_texts),
    )
    for title, lines, told in lacking:
        if lines:
            yield Paragraph(text(title.format(count=len(lines))))
            for line in lines:
                yield _lacking_item(report, line, told(language, report, line))
    extended = report.total.extensions if report.total is not None else 0
    if extended:
        words = _("Deadlines extended {count} times.").format(count=extended)
        if report.moves:
            words = _("Deadlines extended {count} times (see Appendix {number}).").format(
                count=extended, number=MOVES_APPENDIX
            )
        yield Paragraph(text(words))
    yield Paragraph(text(_("Difficulties:")))
    yield from _statements(language, report, report.difficulties, "difficulty", upward=upward)
    yield heading(Level.HEADING_2, _("3. Causes"))
    yield _place(_("… state the causes and who is responsible …"))


def _next_heading(language: OfficeLanguage, report: PeriodicReport) -> str:
    """The work of the time that follows, by its name; after the last period of a plan that of the next year."""
    _ = language.gettext
    if (year := year_after(report.plan, report.period)) is not None:
        return _("IV. WORK OF THE YEAR {year}").format(year=year)
    return _("IV. WORK OF {period}").format(period=name_after(language, report.plan, report.period).upper())


def _place(words: str) -> Paragraph:
    return Paragraph(text(place(words)))


def _window(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
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


def _shares(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """The counts with both percentages: of the tasks already due, as authorities count, and of all tasks."""
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
    """The categories that are columns of the table of counts."""
    there = {line.outcome for line in report.lines}
    return tuple(outcome for outcome in Outcome if outcome not in _RARE or outcome in there)


def _counts(language: OfficeLanguage, report: PeriodicReport) -> PaperTable:
    _ = language.gettext
    outcomes = shown_outcomes(report)
    count = min(_COUNT_WIDTH, (_TEXT_WIDTH - 2 * _TOTAL_WIDTH) / len(outcomes))
    first = _TEXT_WIDTH - _TOTAL_WIDTH - count * len(outcomes)
    columns = (
        PaperColumn(_("Section"), first),
        PaperColumn(_("Total"), _TOTAL_WIDTH, centred=True),
        *(PaperColumn(_(OUTCOMES[outcome]), count, centred=True) for outcome in outcomes),
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
    return PaperTable(columns, tuple(rows))


def _numbers(name: str, total: int, counts: list[int], *, sums_up: bool = False) -> PaperRow:
    return PaperRow((cell(name), cell(str(total)), *(cell(str(count)) for count in counts)), total=sums_up)


def _section_lines(language: OfficeLanguage, report: PeriodicReport, section: SectionLines) -> Iterator[PaperBlock]:
    _ = language.gettext
    counts = section.counts
    parts = [f"{lowered(_(OUTCOMES[outcome]))}: {counts[outcome]}" for outcome in Outcome if counts.get(outcome)]
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
                        outcome=_(OUTCOMES[outcome]), ids=", ".join(line.task.id for line in silent)
                    )
                ),
                Level.ITEM,
            )


def _item(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Paragraph:
    """One task: the leads, its state, a sentence for each entry, and its evidence."""
    _ = language.gettext
    who = in_line(mentions_text(report.subject, line.task.lead)) or _("no lead named")
    outcome, sentences = told_texts(language, report.subject, line, outcome_text(language, line))
    if evidence := "; ".join(evidence_text(language, piece) for piece in line.evidence):
        sentences.append(_("Evidence: {text}").format(text=evidence))
    words = ". ".join([f" {shorten(line.task.label, _TITLE)} ({who}) – {lowered(outcome)}", *sentences])
    return Paragraph(text(strong(f"{line.task.id}."), words, "."), Level.ITEM)


def _lacking_item(report: PeriodicReport, line: TaskLine, told: Iterable[str]) -> Paragraph:
    """A task in the list of shortcomings: only what is lacking, as part II reports the rest."""
    words = f" {shorten(line.task.label, _TITLE)}: {'; '.join(told)}."
    return Paragraph(text(strong(f"{line.task.id}."), words), Level.ITEM)


def _late_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """The overdue work of a task, and whether it is paused."""
    late = (DueRow(report.subject, item) for item in line.standing.items if item.timeliness is Timeliness.OVERDUE)
    for one in due_lines(late):
        due, days = due_texts(language, one)
        said = language.gettext("due {date}, {days}").format(date=due, days=days)
        yield _of_milestone(one.item, named_occasion(said, occasion_text(language, one)))


def _done_late_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """The work of a task that was done late, with its deadline."""
    for item in line.standing.items:
        if item.timeliness is Timeliness.DONE_LATE and item.due is not None:
            due = language.gettext("due {date}").format(date=language.date(item.due))
            yield _of_milestone(item, f"{due}, {item_state_text(language, item)}")


def _paused_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """That work on a task is paused, and why."""
    pauses = [item.stated for item in line.standing.items if item.state is State.PAUSED]
    stated = line.standing.stated if line.standing.state is State.PAUSED else pauses[0]
    said = with_reason(language, stated, language.gettext(STATES[State.PAUSED]))
    since = language.gettext("since {date}").format(date=language.date(stated.since)) if stated.since else ""
    yield f"{said.rstrip('.')} ({since})" if since else said.rstrip(".")


def _of_milestone(item: Item, said: str) -> str:
    return f"{item.action}, {said}" if item.milestone is not None else said


def _targets(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    _ = language.gettext
    targets = [line for line in report.targets if line.target.comparison is not None]
    if not targets:
        yield Paragraph(text(_("None of these tasks has a measurable target.")))
        return
    columns = (
        PaperColumn(_("Task"), 16, centred=True),
        PaperColumn(_("Target"), 65),
        PaperColumn(_("Asked for"), 28, centred=True),
        PaperColumn(_("Reached"), 28, centred=True),
        PaperColumn(_("Assessment"), 28, centred=True),
    )
    met = {True: _("met"), False: _("not met yet"), None: "–"}
    rows = tuple(
        PaperRow(
            (
                cell(line.task.id),
                cell(line.target.title),
                cell(target_value_text(language, line.target)),
                cell(measured_text(language, line)),
                cell(met[line.met]),
            )
        )
        for line in targets
    )
    yield PaperTable(columns, rows)


def _statements(
    language: OfficeLanguage, report: PeriodicReport, rows: tuple[LogRow, ...], kind: str, *, upward: bool
) -> Iterator[PaperBlock]:
    """Difficulties or proposals in the units' own words; a marked place if there are none.

    upward: leave out which unit stated them and when, which is internal.
    """
    _ = language.gettext
    for row in rows:
        said = row.entry.difficulty if kind == "difficulty" else row.entry.proposal
        whose = unit_of(report.subject, row)
        date = language.date(row.entry.date)
        source = f"{whose}, {date}" if whose else date
        said = (said or "").rstrip(" .;")
        words = f" {said}." if upward else f" {said} ({source})."
        yield Paragraph(text(strong(f"{row.task.id}."), words), Level.ITEM)
    if not rows:
        none = {
            "difficulty": _("… none is recorded in this period; state the difficulties, or that there are none …"),
            "proposal": _("… none is recorded in this period; state the proposals, or that there are none …"),
        }
        yield _place(none[kind])


def _next_work(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    _ = language.gettext
    work = report.next
    overdue, coming = (due_lines(_told(rows, upward=upward)) for rows in (work.overdue, work.coming))
    if overdue:
        yield Paragraph(text(_("Carried over, overdue ({count}):").format(count=len(overdue))))
        yield _due_table(language, report, overdue)
    until = language.date(work.until)
    if coming:
        yield Paragraph(text(_("Due up to {until} ({count}):").format(until=until, count=len(coming))))
        yield _due_table(language, report, coming)
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


def _told(rows: Iterable[DueRow], *, upward: bool) -> tuple[DueRow, ...]:
    """The rows to list; a report upward leaves out what units hand in to each other."""
    return tuple(row for row in rows if not (upward and row.item.shares and not row.item.task.counted))


def _due_table(language: OfficeLanguage, report: PeriodicReport, lines: Iterable[DueLine]) -> PaperTable:
    _ = language.gettext
    columns = (
        PaperColumn(_("Work"), 75),
        PaperColumn(_("Who"), 42),
        PaperColumn(_("Last permitted day"), 48),
    )
    made = []
    for line in lines:
        item = line.item
        when = [", ".join(due_texts(language, line)), *working_day_text(language, item, report.as_of)]
        extensions = 0
        for move in item.reschedulings:
            extensions += move.move.extends
            when.append(move_text(language, move, extensions))
        what = named_occasion(
            item_text(item, _TITLE) if item.task.counted else item.action, occasion_text(language, line)
        )
        made.append(
            PaperRow(
                (
                    cell(text(strong(f"{item.task.id}."), f" {what}")),
                    cell(line_who(language, report.subject, line)),
                    cell(*when),
                )
            )
        )
    return PaperTable(columns, tuple(made))
