"""The screen of ``parplan show``: everything about one task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.languages import Language
from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.labels import STATES
from parplan.plan.structure import Recipient, State
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.entry_view import citation_text, entry_lines
from parplan.views.words import (
    STYLES,
    days_text,
    due_text,
    item_state_text,
    measured_value_text,
    mentions_text,
    moves_text,
    party_label,
    proposed_text,
    standing_text,
    target_value_text,
    who_text,
    working_day_text,
)
from parplan.vocabulary.time_words import Kind


def task_screen(language: Language, addressed: Addressed) -> Iterator[Block]:
    """Yield the screen of the addressed task, milestone or occurrence."""
    _ = language.gettext
    task, subject = addressed.task, addressed.subject
    section = next(s for s in subject.plan.sections if s.id == task.section)
    kind = _("Section {id}. {title}") if task.counted else _("Part {id}. {title}")
    yield line(f"{subject.prefix}{task.id} · {kind.format(id=section.id, title=section.title)}", Style.STRONG)
    for id, heading in section.headings:
        if task.id.startswith(f"{id}."):
            yield line(f"{id}. {heading}", Style.DIM)
    yield line(task.title)
    if task.short:
        yield line(task.short, Style.DIM)
    for part in task.parts:
        yield line(f"- {part}", indent=2)
    yield line()
    facts = tuple(_facts(language, addressed))
    yield Table((Column(), Column(flex=1)), facts)
    yield line(_("Milestones"), Style.STRONG)
    items = addressed.items
    if task.milestones or task.reading is not None:
        yield Table(
            (Column(), Column(flex=3), Column(flex=2), Column(flex=2)), tuple(_rows(language, addressed, items)), 2
        )
    else:
        yield line(_("The plan gives no time, so there are no milestones."), indent=2)
    yield from _history(language, addressed)


def _facts(language: Language, addressed: Addressed) -> Iterator[tuple[Cell, Cell]]:
    _ = language.gettext
    task, standing = addressed.task, addressed.standing

    def fact(label: str, values: Iterable[str], style: Style = Style.PLAIN) -> Iterator[tuple[Cell, Cell]]:
        texts = list(values)
        if texts:
            yield cell(label, Style.STRONG), cell(texts, style)

    yield from fact(_("Lead unit"), [mentions_text(addressed.subject, task.lead) or _("no lead named")])
    yield from fact(
        _("Coordinating units"), [mentions_text(addressed.subject, task.coordinating)] if task.coordinating else []
    )
    yield from fact(_("Person in charge"), [task.person] if task.person else [])
    yield from fact(_("Recipient"), _recipient(addressed.subject, task.recipient))
    yield from fact(_("Products"), (f"- {product}" for product in task.products))
    yield from fact(_("Time"), [task.time] if task.time else [])
    text, style = standing_text(language, standing)
    stated = _(STATES[standing.state])
    told = text == stated or not standing.reported or standing.state in (State.PAUSED, State.DROPPED)  # with the reason
    yield from fact(_("Standing"), [text if told else f"{stated} · {text}"], style)
    lines = target_lines(language, addressed.subject, standing)
    # `--measure` wants the id.
    yield from fact(_("Targets"), (f"{one.id} · {text}" for one, text in zip(task.targets, lines, strict=True)))
    for column, text in task.columns:
        yield from fact(column, [text])
    yield from fact(_("Notes"), task.notes)
    yield from fact(_("Cited documents"), (citation_text(language, citation) for citation in task.cites))


def _recipient(subject: PlanOnDay, recipient: Recipient | None) -> list[str]:
    return [subject.plan.directory.named(recipient.code, recipient.printed)] if recipient is not None else []


def target_lines(language: Language, subject: PlanOnDay, standing: TaskStanding) -> Iterator[str]:
    """Yield the targets of a task, each with its value as of the day, of the unit asked about if there is one."""
    _ = language.gettext
    for one in subject.assessment.figures(standing):
        shown = measured_value_text(language, one.target, one.value, one.apart)
        if one.target.comparison is None:
            yield _("{title}: {value} (only reported)").format(title=one.target.title, value=shown)
            continue
        template = _("{title}: {asked}; measured: {value}")
        yield template.format(title=one.target.title, asked=target_value_text(language, one.target), value=shown)


def _rows(language: Language, addressed: Addressed, items: Iterable[Item]) -> Iterator[tuple[Cell, Cell, Cell, Cell]]:
    _ = language.gettext
    for item in items:
        title = list(_title(language, addressed.subject, item))
        due = due_text(language, item)
        if item.due is not None:
            due = _("due {date}").format(date=due)
            if item.open:
                due += f", {days_text(language, item)}"
        deadline = [due, *proposed_text(language, item.proposed)]
        deadline += working_day_text(language, item, addressed.subject.assessment.as_of)
        if item.host is not None:
            deadline.append(_("part of {address}").format(address=item.host))
        if item.carried_from is not None:
            deadline.append(_("carried over from {address}").format(address=item.carried_from))
        deadline += moves_text(language, item)
        state = [item_state_text(language, item)]
        if item.shares and item.open and item.kind is not Kind.ONGOING:
            state.append(who_text(language, addressed.subject, item, whole=True))
        for share in item.shares:
            if share.stated.since is not None:
                name = party_label(addressed.subject, share.unit)
                since = language.date(share.stated.since)
                state.append(f"{name}: {_(STATES[share.stated.state])} ({since})")
        yield (
            cell(addressed.subject.address(item), Style.STRONG),
            cell(title),
            cell(deadline),
            cell(state, STYLES.get(item.timeliness, Style.PLAIN)),
        )


def _title(language: Language, subject: PlanOnDay, item: Item) -> Iterator[str]:
    """The action of an item, its own lead, coordinating units and products if it has them, and its recipient."""
    _ = language.gettext
    milestone = item.milestone
    if milestone is None:
        yield _("the whole task")
        return
    yield milestone.title
    if milestone.printed:
        yield _("(printed: {words})").format(words=milestone.printed)
    if milestone.lead is not None:
        yield f"{_('Lead unit')}: {mentions_text(subject, milestone.lead) or _('no lead named')}"
    if milestone.coordinating is not None:
        yield f"{_('Coordinating units')}: {mentions_text(subject, milestone.coordinating) or '–'}"
    if milestone.products:
        yield f"{_('Products')}: {'; '.join(milestone.products)}"
    if milestone.recipient is not None:
        (name,) = _recipient(subject, milestone.recipient)
        yield _("recipient: {name}").format(name=name)


def _history(language: Language, addressed: Addressed) -> Iterator[Block]:
    _ = language.gettext
    entries = addressed.standing.entries
    if not entries:
        yield line(_("Evidence, history: none yet."))
        return
    yield line(_("History"), Style.STRONG)
    rows = tuple(
        (
            cell(language.date(entry.date)),
            cell(address_of(addressed.task.id, entry.milestone, entry.occurrence), Style.STRONG),
            cell(tuple(entry_lines(language, addressed.subject, entry)) or ("–",)),
        )
        for entry in entries
    )
    yield Table((Column(), Column(), Column(flex=1)), rows, indent=2)
