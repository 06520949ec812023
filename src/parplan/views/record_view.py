"""The answers of recording: what was written, what it closed, who still owes, what remains, how to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parplan.changing.change import TaskEntry
from parplan.changing.effect import Effect, TaskEffect
from parplan.changing.finishing import WholeTask
from parplan.changing.scope import is_only_word, word_of
from parplan.changing.undoing import undo_address, undo_command
from parplan.diagnostics import N_, Command
from parplan.languages import Language
from parplan.plan.figures import Figure
from parplan.plan.items import Item, Timeliness, address_of
from parplan.plan.labels import STATES, TIMELINESS
from parplan.plan.structure import Entry, State, Target
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block, Cell, Column, Line, Style, Table, cell, line
from parplan.views.commands import Shell
from parplan.views.entry_view import entry_summary
from parplan.views.words import (
    STYLES,
    days_text,
    due_text,
    item_state_text,
    labels_text,
    leads_now,
    measured_value_text,
    moves_text,
    party_label,
    shorten,
    target_value_text,
    who_text,
)
from parplan.vocabulary.time_words import Kind

#: Shown instead of a command that has no form safe to copy; says where its content can be found.
_LOOK_IN_LOG = N_("no command is safe to copy here; `parplan undo` takes back the last entry, `parplan log` lists them")
_LOOK_ABOVE = N_(
    "no command is safe to copy here, because a text in it breaks lines or holds signs that this window cannot take;"
    " see above"
)
#: The most addresses listed in a sentence.
_LISTED = 5


def heading(addressed: Addressed) -> Iterator[Block]:
    """Yield the subject of the command: address, action and lead units."""
    task, subject = addressed.task, addressed.subject
    address = subject.prefix + address_of(
        task.id, addressed.milestone.id if addressed.milestone is not None else None, addressed.occurrence
    )
    action = f"{addressed.milestone.title}: " if addressed.milestone is not None else ""
    parts = [address, action + shorten(task.label, 70), _leads_of(addressed)]
    yield line(" · ".join(part for part in parts if part), Style.STRONG)


def _leads_of(addressed: Addressed) -> str:
    """The lead units of what is addressed: of a whole task those the task names."""
    subject, task = addressed.subject, addressed.task
    if addressed.milestone is None and task.milestones:
        return labels_text(subject, [mention.code for mention in task.lead])
    return labels_text(subject, leads_now(subject, addressed.items))


def whole_task_lines(language: Language, addressed: Addressed, whole: WholeTask, day: date) -> Iterator[Block]:
    """Yield the items that finishing a whole task on ``day`` would close, and its targets without a value."""
    subject = addressed.subject
    count = language.ngettext("{count} open item", "{count} open items", len(whole.closing))
    if whole.units:
        units = ", ".join(party_label(subject, unit) for unit in whole.units)
        text = language.gettext("This finishes the part of {units} in the WHOLE task {task}, {count}:")
        yield line(text.format(units=units, task=subject.prefix + addressed.task.id, count=count))
    else:
        text = language.gettext("This finishes the WHOLE task {task}, {count}:")
        yield line(text.format(task=subject.prefix + addressed.task.id, count=count))
    forgotten = language.gettext("→ no longer followed")
    rows = tuple(
        (
            cell(subject.address(item), Style.STRONG),
            cell(item.action),
            cell(due_text(language, item)),
            cell(forgotten if item.due is None else f"→ {_kept(language, item, day)}"),
        )
        for item in whole.closing
    )
    yield Table((Column(), Column(flex=1), Column(), Column()), rows, indent=2)
    yield from _unmeasured(language, whole.unmeasured)


def _kept(language: Language, item: Item, day: date) -> str:
    """Whether an item finished on ``day`` would keep its deadline."""
    assert item.due is not None
    if day > item.due:
        return language.gettext(TIMELINESS[Timeliness.DONE_LATE])
    return language.gettext(TIMELINESS[Timeliness.DONE_ON_TIME if day == item.due else Timeliness.DONE_EARLY])


def _unmeasured(language: Language, targets: Iterable[Target]) -> Iterator[Block]:
    shown = "; ".join(f"{target.title} ({target_value_text(language, target)})" for target in targets)
    if shown:
        yield line(language.gettext("No value recorded yet for: {targets}").format(targets=shown), Style.SOON, 2)


def recorded_screen(language: Language, path: str, effect: Effect, shell: Shell) -> Iterator[Block]:
    """Yield what was recorded and its effects."""
    for one in effect.change.added:
        yield from _recorded(language, path, effect, one)
    for task in effect.tasks:
        yield from _after(language, effect, task)
    yield from _hosted(language, effect)
    yield from _following(language, effect)
    yield line(language.gettext("Recorded by mistake?"), Style.DIM)
    for command in _undoing(effect):
        yield command_line(language, shell, command, _LOOK_IN_LOG)


def _undoing(effect: Effect) -> Iterator[Command]:
    """The commands that undo what was recorded; of several entries on one address the last comes first."""
    subject, added = effect.after, effect.change.added
    addresses = [_address(subject, one) for one in added]
    for one, address in reversed(list(zip(added, addresses, strict=True))):
        task, entry = subject.plan.task(one.task), effect.entry(one.entry, one.task)
        if addresses.count(address) == 1:
            yield Command("undo", (undo_address(subject, task, entry),))
        else:
            yield undo_command(subject, task, entry)


def command_line(language: Language, shell: Shell, command: Command, elsewhere: str) -> Line:
    """A command on a line of its own, never wrapped because people copy it; ``elsewhere`` if it has no safe form."""
    written = shell.command(command)
    if written is None:
        return line(language.gettext(elsewhere), Style.DIM, 2)
    return Line(f"  {written}", Style.DIM, verbatim=True)


def _address(subject: PlanOnDay, one: TaskEntry) -> str:
    return subject.prefix + address_of(one.task, one.entry.milestone, one.entry.occurrence)


def _recorded(language: Language, path: str, effect: Effect, one: TaskEntry) -> Iterator[Block]:
    _ = language.gettext
    entry = effect.entry(one.entry, one.task)
    yield line(
        _("Recorded in {path}: {address} – {what}.").format(
            path=path,
            address=_address(effect.after, one),
            what=entry_summary(language, effect.after, entry).rstrip("."),
        ),
        Style.GOOD,
    )
    task = effect.of(one.task)
    if entry.reading is not None:
        for item in _items_of(task, entry):
            moves = moves_text(language, item)
            if moves:
                yield line(f"{effect.after.address(item)}: {due_text(language, item)} – {moves[-1]}", indent=2)
    if entry.event is not None:
        known = {item.address: item.due for item in task.before.items if item.open}
        for item in _items_of(task, entry):
            address = effect.after.address(item)
            if item.open and item.address in known and known[item.address] == item.due:
                opened = _("{address} was open already ({due}); this event opens nothing more.")
                opened = opened.format(address=address, due=_deadline(language, item))
            elif item.open:
                opened = _("This opens {address} ({due}).").format(address=address, due=_deadline(language, item))
            else:
                outcome = item_state_text(language, item)
                opened = _("{address} is closed already ({outcome}).").format(address=address, outcome=outcome)
            yield line(opened, indent=2)
    for figure in _figures_of(effect, task, entry):
        target = figure.target
        counted = entry.event is not None and target.counts == entry.milestone
        if counted or any(target.id == id for id, _value in entry.measures):
            yield line(_figure(language, figure), indent=2)


def _figures_of(effect: Effect, task: TaskEffect, entry: Entry) -> tuple[Figure, ...]:
    """The figures that an entry changes: those of its unit where these are not the agency's."""
    assessment, after = effect.after.assessment, task.after
    if entry.unit is not None and after.task.is_apart(entry):
        return assessment.figures_of(after.task.id, entry.unit)
    return assessment.figures(after)


def _items_of(task: TaskEffect, entry: Entry) -> Iterator[Item]:
    for item in task.after.items:
        id = item.milestone.id if item.milestone is not None else None
        if id == entry.milestone and item.occurrence == entry.occurrence:
            yield item


def _figure(language: Language, figure: Figure) -> str:
    _ = language.gettext
    target, value = figure.target, measured_value_text(language, figure.target, figure.value, figure.apart)
    asked = target_value_text(language, target)
    if figure.met is None:
        return _("{title}: {asked}; measured: {value}").format(title=target.title, asked=asked, value=value)
    met = _("met") if figure.met else _("not met yet")
    return _("{title}: {asked}; measured: {value} – {met}").format(
        title=target.title, asked=asked, value=value, met=met
    )


def _after(language: Language, effect: Effect, task: TaskEffect) -> Iterator[Block]:
    """The task after the change: items closed and whether in time, who still owes, what is open."""
    _ = language.gettext
    subject, touched = effect.after, _touched(effect, task)
    for item in task.closed:
        if item.due is not None and item.state is State.DONE:
            text = _("{address}: due {due} – {timeliness}").format(
                address=subject.address(item),
                due=language.date(item.due),
                timeliness=_(TIMELINESS[item.timeliness]),
            )
            yield line(text, STYLES.get(item.timeliness, Style.GOOD), 2)
    for item in touched:
        if item.open and item.shares and item.kind is not Kind.ONGOING:
            yield line(f"{subject.address(item)}: {who_text(language, subject, item, command=True)}", indent=2)
    dropped = [subject.address(i) for i in task.closed if i.state is State.DROPPED and i.address != i.task.id]
    if dropped:
        yield line(_("Dropped: {addresses}.").format(addresses=", ".join(dropped)), indent=2)
    if task.task_reopened:
        yield line(_("Task {task} is open again.").format(task=subject.prefix + task.after.task.id))
    if task.task_closed:
        text = _("Task {task} is finished.") if task.after.state is State.DONE else _("Task {task} is dropped.")
        yield line(text.format(task=subject.prefix + task.after.task.id))
    elif task.remaining and (len(task.after.items) > 1 or task.after.task.milestones):
        yield line(_("Still open: {items}.").format(items=_still_open(language, subject, task.remaining)))


def _touched(effect: Effect, task: TaskEffect) -> list[Item]:
    """The items that the entries are about."""
    entries = [one.entry for one in effect.change.added if one.task == task.after.task.id]
    return [
        item
        for item in task.after.items
        for entry in entries[:1]
        if entry.of_whole_task
        or (
            entry.milestone == (item.milestone.id if item.milestone is not None else None)
            and entry.occurrence in (None, item.occurrence)
        )
    ]


def _still_open(language: Language, subject: PlanOnDay, items: Iterable[Item]) -> str:
    """The open items with their deadlines, the nearest first."""
    ordered = sorted(items, key=lambda item: (item.due is None, item.due or 0))
    shown = [f"{subject.address(item)} ({_deadline(language, item)})" for item in ordered[:_LISTED]]
    more = len(ordered) - len(shown)
    if more:
        shown.append(language.ngettext("{count} more", "{count} more", more))
    return ", ".join(shown)


def _deadline(language: Language, item: Item) -> str:
    if item.due is None:
        return due_text(language, item)
    return f"{language.date(item.due)}, {days_text(language, item)}"


def _hosted(language: Language, effect: Effect) -> Iterator[Block]:
    """A reminder of items that are part of a closed one and stay open."""
    if effect.hosted:
        items = _still_open(language, effect.after, effect.hosted)
        yield line(language.gettext("Runs inside it and stays open: {items}.").format(items=items), Style.SOON)


def _following(language: Language, effect: Effect) -> Iterator[Block]:
    """Items of other tasks whose deadlines moved, because they follow the changed item or are part of it."""
    for item in effect.following:
        yield line(
            language.gettext("{address} follows from it: {due}").format(
                address=effect.after.address(item), due=_deadline(language, item)
            ),
            indent=2,
        )


def unchanged_screen(language: Language, addressed: Addressed, stated: str = "") -> Iterator[Block]:
    """Yield that everything was recorded already; ``stated`` is the present state, if that says more."""
    _ = language.gettext
    address = addressed.subject.prefix + address_of(
        addressed.task.id, addressed.milestone.id if addressed.milestone is not None else None, addressed.occurrence
    )
    text = _("{address}: already recorded, nothing was changed.")
    if stated:
        text = _("{address}: {state}; already recorded, nothing was changed.")
    yield line(text.format(address=address, state=stated))


def finished_text(language: Language, addressed: Addressed, units: Iterable[str]) -> str:
    """The state of what is addressed, or of the shares of ``units`` in it, with the date it was finished."""
    subject, items = addressed.subject, addressed.items
    shares = [
        f"{party_label(subject, code)}: {_since(language, stated.state, stated.since)}"
        for code in units
        for item in items
        if (stated := item.stated_of(code)) is not None
    ]
    shares += [
        f"{party_label(subject, code)}: {_since(language, said.state, said.since)}"
        for code in units
        if is_only_word(addressed, code) and (said := word_of(addressed, code)).since is not None
    ]
    if shares:
        return ", ".join(dict.fromkeys(shares))
    if addressed.milestone is None and addressed.occurrence is None:
        return _since(language, addressed.standing.state, addressed.standing.stated.since)
    return ", ".join(dict.fromkeys(item_state_text(language, item) for item in items))


def deadline_text(language: Language, addressed: Addressed) -> str:
    """The deadlines of the addressed items."""
    return ", ".join(dict.fromkeys(due_text(language, item) for item in addressed.items))


def _since(language: Language, state: State, since: date | None) -> str:
    stated = language.gettext(STATES[state])
    return stated if since is None else f"{stated} ({language.date(since)})"


def undone_screen(language: Language, path: str, effect: Effect, again: Command, shell: Shell) -> Iterator[Block]:
    """Yield what was undone, the state now, and the command that records it again."""
    _ = language.gettext
    (removed,) = effect.change.removed
    yield line(
        _("Taken back in {path}: {address} – {what}.").format(
            path=path,
            address=_address(effect.before, removed),
            what=entry_summary(language, effect.before, removed.entry).rstrip("."),
        ),
        Style.GOOD,
    )
    task = effect.of(removed.task)
    rows = tuple(_now(language, effect.after, item) for item in _changed(task))
    if rows:
        yield line(_("Now:"))
        yield Table((Column(), Column(flex=1), Column(flex=1)), rows, indent=2)
    yield from _following(language, effect)
    yield line(_("To record it again:"))
    yield command_line(language, shell, again, _LOOK_ABOVE)


def undone_batch_screen(language: Language, path: str, effect: Effect, batch: str) -> Iterator[Block]:
    """Yield how many entries of a collection were undone, those put back, and the state now."""
    _ = language.gettext
    count = language.ngettext("{count} entry", "{count} entries", len(effect.change.removed))
    yield line(_("Taken back in {path}: {batch}, {count}.").format(path=path, batch=batch, count=count), Style.GOOD)
    for one in effect.change.added:
        what = entry_summary(language, effect.before, one.entry).rstrip(".")
        yield line(_("Put back: {address} – {what}.").format(address=_address(effect.before, one), what=what))
    rows = tuple(_now(language, effect.after, item) for task in effect.tasks for item in _changed(task))
    if rows:
        yield line(_("Now:"))
        yield Table((Column(), Column(flex=1), Column(flex=1)), rows, indent=2)
    yield from _following(language, effect)


def _changed(task: TaskEffect) -> Iterator[Item]:
    """The items whose standing has changed."""

    def standing(item: Item) -> object:
        moves = [(move.move, move.old, move.new) for move in item.reschedulings]
        return item.state, item.due, item.stated, item.shares, moves

    before = {item.address: standing(item) for item in task.before.items}
    return (item for item in task.after.items if before.get(item.address) != standing(item))


def _now(language: Language, subject: PlanOnDay, item: Item) -> tuple[Cell, ...]:
    style = STYLES.get(item.timeliness, Style.PLAIN) if item.timeliness is Timeliness.OVERDUE else Style.PLAIN
    return (
        cell(subject.address(item), Style.STRONG),
        cell(item_state_text(language, item), style),
        cell(_deadline(language, item) if item.open else due_text(language, item)),
    )
