"""A reminder as a document: a slip (phiếu nhắc việc), or for overdue work a letter (công văn đôn đốc)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from parplan.languages import OfficeLanguage
from parplan.plan.items import Timeliness
from parplan.plan.labels import STATES
from parplan.plan.structure import Entry, State
from parplan.queries.deadlines import DueRow
from parplan.reporting.due_lines import DueLine, due_lines, due_texts, named_occasion, occasion_text
from parplan.reporting.first_uses import with_first_uses
from parplan.reporting.formalities import (
    Formalities,
    SigningFor,
    letter_symbol,
    make_head,
    make_recipients,
    make_signature,
    office_by_order,
)
from parplan.reporting.papers import (
    Paper,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    Run,
    cell,
    filled,
    place,
    strong,
    text,
)
from parplan.reporting.reminders import Reminder, last_word
from parplan.reporting.wording import deadline_basis, plan_with_decision, product_texts, recipient_text, target_text
from parplan.views.words import item_text, labels_text, leads_now

#: The most letters of a title.
_TITLE = 300


def reminder_paper(language: OfficeLanguage, reminder: Reminder, given: Formalities) -> Paper:
    """Make the document. The agency issues a letter, signed by order of its head; its office issues a slip."""
    _ = language.gettext
    plan, unit = reminder.subject.plan, reminder.unit
    given = replace(given, number=None)  # each document has a number of its own
    drafter = reminder.office.code if reminder.office is not None else None
    symbol = letter_symbol(language, plan, drafter or place(_("drafting unit")))
    about = kind = title = None
    office = None
    if reminder.urgent:
        several = _("Re: urging overdue tasks of the years {first}-{last}").format(first=plan.year, last=plan.through)
        one = _("Re: urging overdue tasks of {year}").format(year=plan.year)
        about = text(one if plan.through == plan.year else several)
        # Letters of a department to its own units are signed by order (TL.), unless a signer is given.
        if given.signing_for is None and given.signer is None and given.signer_title is None:
            given = replace(given, signing_for=SigningFor.TL)
        # The head of the office signs by order, unless the letter is to the office itself.
        if given.signing_for is SigningFor.TL and given.signer_title is None and reminder.office is not None:
            chief = office_by_order(reminder.office.name) if reminder.office.code != unit.code else None
            given = replace(given, signer_title=chief)
    else:
        office = reminder.office
        if office is not None and given.signing_for is SigningFor.TL:
            given = replace(given, signing_for=None)  # a slip is the office's own document, signed by its head
        symbol = text("PNV-", drafter or place(_("symbol of the unit")))
        kind = _("REMINDER SLIP")
        title = _("On work due up to {until} under {plan}").format(until=language.date(reminder.until), plan=plan.title)
    name = title or _("Urging {unit} to carry out {plan}").format(unit=unit.name, plan=plan.title)
    paper = Paper(
        head=make_head(language, plan, given, reminder.as_of, symbol, office=office, about=about),
        kind=kind,
        title=title,
        addressed=_("To:"),
        addressees=(text(unit.name),),
        blocks=tuple(_body(language, reminder)),
        signature=make_signature(language, plan, given, office=office),
        recipients_label=_("Recipients:"),
        recipients=make_recipients(language, given, drafter=drafter),
        name=name,
        author=plan.agency if office is None else office.name,
        language=language.code,
        day=reminder.as_of,
    )
    return with_first_uses(language, paper, plan)


def _body(language: OfficeLanguage, reminder: Reminder) -> Iterator[PaperBlock]:
    _ = language.gettext
    plan, unit = reminder.subject.plan, reminder.unit
    if unanswered := unanswered_text(language, reminder):
        yield Paragraph(text(unanswered))
    if reminder.unanswered is None or reminder.overdue or reminder.coming or reminder.undated:
        yield _found(language, reminder)
    if reminder.overdue:
        yield Paragraph(text(strong(overdue_title(language, reminder))))
        yield _table(language, reminder, reminder.overdue)
    if reminder.coming:
        yield Paragraph(text(strong(coming_title(language, reminder))))
        yield _table(language, reminder, reminder.coming)
    if undated := undated_text(language, reminder):
        yield Paragraph(text(undated))
    receiver: str | Run = reminder.office.name if reminder.office is not None else place(_("who receives the results"))
    if reminder.office is not None and reminder.office.code == unit.code:
        receiver = plan.agency
    if reminder.overdue:
        yield Paragraph(
            filled(
                _(
                    "{unit} is asked to finish the overdue work and send the products with documents as evidence to "
                    "{receiver} by {day}, and where that cannot be done to state why and which deadline it proposes."
                ),
                unit=unit.name,
                receiver=receiver,
                day=place(_("… day …")),
            )
        )
    if reminder.coming:
        yield Paragraph(
            filled(
                _("The work coming due is to be sent to {receiver} by the day in the column “{column}” at the latest."),
                receiver=receiver,
                column=_("Send by"),
            )
        )
    yield Paragraph(
        filled(
            _("Where a result is already there but not recorded, {unit} is asked to tell {receiver} its document./."),
            unit=unit.name,
            receiver=receiver,
        )
    )


def _found(language: OfficeLanguage, reminder: Reminder) -> Paragraph:
    _ = language.gettext
    plan, unit = reminder.subject.plan, reminder.unit
    return Paragraph(
        text(
            _("Under {plan}, by what is recorded up to {date}, {unit} has:").format(
                plan=plan_with_decision(language, plan), date=language.date(reminder.as_of), unit=unit.name
            )
        )
    )


def unanswered_text(language: OfficeLanguage, reminder: Reminder) -> str:
    """The sentence that the form of a period has not come back; empty if the reminder is not about one."""
    _ = language.gettext
    period = reminder.unanswered
    if period is None:
        return ""
    said = _("{unit} has not sent back its progress form ({period})").format(
        unit=reminder.unit.name, period=period.title or period.key
    )
    if period.answer_by is None:
        return f"{said}."
    return _("{said}; it is due on {day}.").format(said=said, day=language.date(period.answer_by))


def overdue_title(language: OfficeLanguage, reminder: Reminder) -> str:
    """The heading of overdue work."""
    return language.gettext("Overdue ({count}):").format(count=len(due_lines(reminder.overdue)))


def coming_title(language: OfficeLanguage, reminder: Reminder) -> str:
    """The heading of work coming due."""
    return language.gettext("Due up to {until} ({count}):").format(
        until=language.date(reminder.until), count=len(due_lines(reminder.coming))
    )


def undated_text(language: OfficeLanguage, reminder: Reminder) -> str:
    """The sentence about open tasks without a deadline, which are always mentioned; empty if there are none."""
    ids = dict.fromkeys(row.item.task.id for row in reminder.undated if row.item.task.counted)
    if not ids:
        return ""
    return language.gettext("Still without a deadline: {ids}.").format(ids=", ".join(ids))


def state_text(language: OfficeLanguage, reminder: Reminder, row: DueRow) -> str:
    """Words of the entries about an item. Without entries, “no result recorded”, which does not mean “not begun”."""
    _ = language.gettext
    said, word = row.item.stated, last_word(row, reminder.unit)
    if word is not None and word.percent is not None:
        template = _("{percent}% done ({date})")
        if word.of_whole_task and row.item.milestone is not None:
            template = _("the whole task {percent}% done ({date})")
        return template.format(percent=word.percent, date=language.date(word.date))
    if word is not None and (figures := _figures(language, reminder, row, word)):
        return figures
    if said.since is not None and said.state is not State.NOT_STARTED:
        return _("{state} since {date}").format(state=_(STATES[said.state]), date=language.date(said.since))
    if word is not None and word.note:
        return f"{word.note} ({language.date(word.date)})"
    if word is not None and word.difficulty:
        return _("no result recorded; difficulty stated on {date}").format(date=language.date(word.date))
    return _("no result recorded")


def _figures(language: OfficeLanguage, reminder: Reminder, row: DueRow, word: Entry) -> str:
    """Figures of the targets that ``word`` measures, as the unit's report tells them; empty where none counts."""
    told, days = [], []
    for figure in row.subject.assessment.figures_of(row.item.task.id, reminder.unit.code):
        target = figure.target
        if figure.value is not None and any(id == target.id for id, _value in word.measures):
            told.append(target_text(language, figure))
            days += [figure.measured_on] if figure.measured_on is not None else []
    if not told:
        return ""
    last = language.date(max([word.date, *days]))
    return language.gettext("{figures}, by {date}").format(figures="; ".join(told), date=last)


def send_by(language: OfficeLanguage, reminder: Reminder, row: DueRow) -> str:
    """The last working day for handing it in; a dash if that has passed."""
    day = row.item.last_working_day
    return language.date(day) if day is not None and day >= reminder.as_of else "–"


def _table(language: OfficeLanguage, reminder: Reminder, rows: tuple[DueRow, ...]) -> PaperTable:
    _ = language.gettext
    columns = [
        PaperColumn(_("No."), 9, centred=True),
        PaperColumn(_("Work"), 43),
        PaperColumn(_("By document"), 30),
        PaperColumn(_("Product, to whom"), 37),
        PaperColumn(_("Last permitted day"), 21, centred=True),
        PaperColumn(_("Standing") if rows is reminder.overdue else _("Send by"), 25, centred=True),
    ]
    made = []
    for number, line in enumerate(due_lines(rows), 1):
        row, item = line.row, line.item
        dues, days = due_texts(language, line)
        products = list(product_texts(item.products))
        if to := recipient_text(language, row.subject, item):
            products.append(to)
        last = [state_text(language, reminder, row)]
        due = [dues]
        if item.timeliness is Timeliness.OVERDUE:
            last.insert(0, days)
        else:
            due.append(days)
            last.insert(0, send_by(language, reminder, row))
        made.append(
            PaperRow(
                (
                    cell(str(number)),
                    cell(
                        text(strong(f"{item.task.id}."), f" {what_text(language, line)}"),
                        *around_text(language, reminder, row),
                    ),
                    cell(*deadline_basis(language, row.subject, item)),
                    cell(*products),
                    cell(*due),
                    cell(*last),
                )
            )
        )
    return PaperTable(tuple(columns), tuple(made))


def what_text(language: OfficeLanguage, line: DueLine) -> str:
    """The work: the milestone and its task."""
    item = line.item
    what = item_text(item, _TITLE) if item.task.counted else item.action
    return named_occasion(what, occasion_text(language, line))


def around_text(language: OfficeLanguage, reminder: Reminder, row: DueRow) -> list[str]:
    """The other leads of an item, and the item it is part of."""
    item, found = row.item, []
    others = [code for code in leads_now(row.subject, [item]) if code != reminder.unit.code]
    if others and not item.shares:
        found.append(language.gettext("led together with: {units}").format(units=labels_text(row.subject, others)))
    if item.host is not None:
        found.append(language.gettext("part of {address}").format(address=item.host))
    return found
