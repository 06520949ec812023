"""The decision of ``parplan undo``: which entry is meant, and the commands that undo it or record it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.changing.evidence import write_evidence
from parplan.diagnostics import N_, Command, message
from parplan.errors import RequestError
from parplan.plan.items import address_of
from parplan.plan.structure import Entry, State, Task
from parplan.queries.history import LogRow, history
from parplan.queries.portfolio import Addressed, PlanOnDay, Portfolio, find_address
from parplan.vocabulary.nearest import those_called


class NoSuchBatchError(RequestError):
    """No plan has entries of a batch."""


def find_entry(portfolio: Portfolio, addressed: Addressed | None, number: int | None, *, named: bool = False) -> LogRow:
    """The entry to undo: the one with this number in the log of the address, else the last one parplan recorded there.

    Without an address and a number, the last one of all plans; a number alone is one of the log of the plans ``named``,
    else of the default plan's year. Entries without ``recorded`` were written by hand and are never undone. Raises
    ``RequestError`` if there is none.
    """
    rows = history(portfolio, addressed, everywhere=named or number is None)
    if number is not None:
        return _numbered(rows, number)
    recorded = [row for row in rows if row.entry.recorded is not None]
    if not recorded:
        raise RequestError(
            message(N_("there is nothing to undo")),
            help=message(N_("the entries there were written by hand; correct them in the file"))
            if rows
            else message(N_("nothing is recorded there; for the whole task:"))
            if addressed is not None and addressed.task.entries
            else message(N_("nothing is recorded there; see `parplan log`")),
            commands=[Command("log", (addressed.subject.prefix + addressed.task.id,))]
            if addressed is not None and addressed.task.entries and not rows
            else (),
        )
    order = {
        (subject.path, task.id): (i, j)
        for i, subject in enumerate(portfolio.subjects)
        for j, task in enumerate(subject.plan.tasks())
    }
    last = max(
        recorded,
        key=lambda row: (row.entry.recorded, order[row.subject.path, row.task.id], row.entry.place),
    )
    copies = [row.subject.path for row in recorded if row.task.id == last.task.id and _same(row.entry, last.entry)]
    if len(set(copies)) > 1:
        raise RequestError(
            message(N_("several plans have the entry recorded last: {paths}"), paths=", ".join(dict.fromkeys(copies))),
            help=message(N_("name one plan with --plan")),
        )
    return last


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries are copies of each other, wherever they stand."""
    return replace(one, place=0) == replace(other, place=0)


def find_batch(portfolio: Portfolio, typed: str) -> tuple[PlanOnDay, tuple[LogRow, ...]]:
    """The entries of a batch, in the one plan that has them.

    Raises :class:`NoSuchBatchError` if no plan has entries of it, and ``RequestError`` if more than one has, or if two
    collections have its name, as those of two people in their own copies of a plan.
    """
    rows = [row for row in history(portfolio, everywhere=True) if row.entry.batch is not None and row.entry.recorded]
    names = those_called(typed, ((name, name) for name in dict.fromkeys(row.entry.batch or "" for row in rows)))
    found = [row for row in rows if row.entry.batch in names]
    paths = dict.fromkeys(row.subject.path for row in found)
    if not found:
        known = dict.fromkeys(row.entry.batch or "" for row in rows)
        raise NoSuchBatchError(
            message(N_("nothing is recorded with the batch “{batch}”"), batch=typed),
            help=message(N_("there are: {batches}"), batches=", ".join(known))
            if known
            else message(N_("nothing is recorded there; see `parplan log`")),
        )
    if len(paths) > 1:
        raise RequestError(
            message(
                N_("several plans have entries of the batch {batch}: {paths}"), batch=typed, paths=", ".join(paths)
            ),
            help=message(N_("name one plan with --plan")),
        )
    if len({(row.entry.recorded, row.entry.by) for row in found}) > 1:
        raise RequestError(
            message(
                N_("two collections are called {batch}, recorded at different times or by different people"),
                batch=typed,
            ),
            help=message(N_("take back one entry at a time; `parplan log` shows them with their numbers")),
        )
    return found[0].subject, tuple(found)


def _numbered(rows: Sequence[LogRow], number: int) -> LogRow:
    if not 1 <= number <= len(rows):
        raise RequestError(
            message(N_("there is no entry {number} in this log"), number=number),
            help=message(N_("it has the entries 1 to {count}; `parplan log` shows them"), count=len(rows))
            if rows
            else message(N_("nothing is recorded there; see `parplan log`")),
        )
    row = rows[number - 1]
    if row.entry.recorded is None:
        raise _by_hand(rows, row)
    return row


def _by_hand(rows: Sequence[LogRow], row: LogRow) -> RequestError:
    """The error for an entry that parplan did not record, with the command for the last one in the log it did."""
    ours = [one for one in rows if one.entry.recorded is not None]
    last = max(ours, key=lambda one: (one.entry.recorded, one.entry.place), default=None)
    help = (
        N_("correct it in {path}: progress of {task}, entry {place}")
        if last is None
        else N_("correct it in {path}: progress of {task}, entry {place}; what was recorded last is taken back by:")
    )
    return RequestError(
        message(N_("entry {number} was written by hand, not by parplan"), number=row.number),
        help=message(help, path=row.subject.path, task=row.task.id, place=row.entry.place + 1),
        commands=() if last is None else [undo_command(last.subject, last.task, last.entry)],
    )


def undo_address(subject: PlanOnDay, task: Task, entry: Entry) -> str:
    """The address to undo an entry by; one that looks like an entry's number gets the year of its plan."""
    address = address_of(task.id, entry.milestone, entry.occurrence)
    prefix = subject.prefix or (f"{subject.plan.year}:" if address.isdecimal() else "")
    return prefix + address


def undo_command(subject: PlanOnDay, task: Task, entry: Entry) -> Command:
    """The command that undoes exactly this entry, by its number."""
    address = undo_address(subject, task, entry)
    portfolio = Portfolio(subject.assessment.as_of, (subject,))
    rows = history(portfolio, find_address(portfolio, address))
    number = next(row.number for row in rows if row.entry.place == entry.place)
    return Command("undo", (address, str(number)))


def record_command(subject: PlanOnDay, task: Task, entry: Entry) -> Command:
    """The command that records an entry again."""
    named = entry.named or ""
    address = subject.prefix + task.id + (f"/{named}" if named and not named.startswith("@") else named)
    finishes = entry.state is State.DONE and not (
        entry.percent is not None or entry.measures or entry.difficulty or entry.proposal or entry.basis or entry.reason
    )
    verb = "reschedule" if entry.due is not None else "done" if finishes else "progress"
    return Command(verb, (address,), tuple(_options(subject, task, entry, finishes=finishes)))


def _decided_state(others: Sequence[Entry], entry: Entry) -> State | None:
    """The state that an entry repeats which has nothing but its basis or reason; ``None`` for any other."""
    if set(entry.statements()) - {"date", "milestone", "unit", "basis", "reason", *Entry.BYLINE, "recorded"}:
        return None
    stated = (one for one in reversed(others) if one.date <= entry.date and one.named in (entry.named, None))
    return next((one.state for one in stated), None)


def _closed_by(since: Sequence[Entry], entry: Entry) -> bool:
    """Whether a later entry closes what this one is about, or all of it."""
    named = (entry.named, None, entry.milestone)
    return any(one.state is not None and one.state.closed and one.named in named for one in since)


def _options(subject: PlanOnDay, task: Task, entry: Entry, *, finishes: bool) -> Iterator[tuple[str, str | None]]:
    others = [one for one in task.entries if one.place != entry.place and one.state is not None]
    if entry.due is not None:
        yield "--to", entry.due
    elif not finishes and (state := entry.state or _decided_state(others, entry)) is not None:
        yield "--state", state.value
    yield "--on", entry.date.isoformat()
    since = [one for one in others if one.date > entry.date]
    again = any(one.named == entry.named for one in since)
    if again if entry.state is State.DONE else entry.due is not None and _closed_by(since, entry):
        yield "--as-of", entry.date.isoformat()  # what was stated anew or closed since then is refused today
    if entry.unit is not None:
        yield "--unit", entry.unit
    elif (entry.state is not None or entry.percent is not None) and _owed_by_each(task, entry):
        yield "--all-units", None
    if entry.state is not None and entry.state.closed and _covers_several(subject, task, entry):
        yield "--all", None
    if entry.percent is not None:
        yield "--percent", str(entry.percent)
    for id, value in entry.measures:
        yield "--measure", f"{id}={value.normalize():f}"
    texts = {
        "--event": entry.event,
        "--basis": entry.basis,
        "--reason": entry.reason,
        "--note": entry.note,
        "--difficulty": entry.difficulty,
        "--proposal": entry.proposal,
    }
    for option, text in texts.items():
        if text is not None:
            yield option, text
    for evidence in entry.evidence:
        yield "--evidence", write_evidence(evidence)
    if entry.by is not None:
        yield "--by", entry.by


def _owed_by_each(task: Task, entry: Entry) -> bool:
    milestones = [m for m in task.milestones if entry.milestone in (None, m.id)]
    return any(m.each for m in milestones) or (task.each and not milestones)


def _covers_several(subject: PlanOnDay, task: Task, entry: Entry) -> bool:
    """Whether it is about the whole task, or all occurrences of a milestone that recurs, as printed or as moved."""
    if entry.occurrence is not None:
        return False
    items = (item for item in subject.assessment.standing(task.id).items if item.occurrence is not None)
    return (
        entry.milestone is None
        or _recurs(task, entry)
        or any(item.milestone is not None and item.milestone.id == entry.milestone for item in items)
    )


def _recurs(task: Task, entry: Entry) -> bool:
    milestone = task.milestone(entry.milestone or "")
    return milestone.after is not None or milestone.reading is None or milestone.reading.recurrence is not None
