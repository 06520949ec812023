"""The part of a task that an entry or a state is about, by its name: the milestone, and the occurrence of it."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import Language
from parplan.plan.items import Item, TaskStanding
from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, Milestone, Plan, State, Task
from parplan.reporting.period_names import occurrence_name
from parplan.views.words import moves_text

#: Number of units named of those that paused their shares.
_NAMED = 5


def of_part(part: str, words: str) -> str:
    """Words with the name of the part before them; alone where they are about the whole task."""
    return f"{part}: {words}" if part else words


def entry_part(language: Language, plan: Plan, task: Task, entry: Entry) -> str:
    """The part that an entry is about: “Báo cáo tháng (tháng 01/2025)”; empty for the whole task, and for an event.

    An event speaks for itself: it is not the milestone that follows it.
    """
    if entry.event is not None:
        return ""
    milestone = task.milestone(entry.milestone) if entry.milestone is not None else None
    return _part(language, plan, task, milestone, entry.occurrence)


def entry_said(language: Language, plan: Plan, task: Task, entry: Entry, words: str) -> str:
    """Words of an entry with its day, the part they are about and the unit whose word they are before them."""
    unit = plan.directory.party(entry.unit).label if entry.unit is not None else ""
    about = ", ".join(filter(None, (entry_part(language, plan, task, entry), unit)))
    return f"{language.date(entry.date)}: {of_part(about, words)}"


def moves_of_parts(language: Language, plan: Plan, standing: TaskStanding) -> Iterator[str]:
    """Yield the changes of deadlines of a task, each once, with the part whose deadline was changed."""
    found: dict[str, None] = {}
    for item in standing.items:
        for move, said in zip(item.reschedulings, moves_text(language, item), strict=True):
            occurrence = item.occurrence if move.entry.occurrence is not None else None
            found[of_part(_part(language, plan, item.task, item.milestone, occurrence), said)] = None
    yield from found


def paused_parts(language: Language, plan: Plan, standing: TaskStanding) -> Iterator[tuple[str, Stated]]:
    """Yield the paused parts of a task, each with what was stated; a task paused as a whole is one, without a name.

    Occurrences of one milestone that were paused together are one part, and so are shares, which have their units'
    names.
    """
    if standing.state is State.PAUSED:
        yield "", standing.stated
        return
    together: dict[tuple[str | None, Stated], list[tuple[Item, str | None]]] = {}
    for item in standing.items:
        for unit, stated in item.paused:
            key = item.milestone.id if item.milestone is not None else None, stated
            together.setdefault(key, []).append((item, unit))
    for (_id, stated), found in together.items():
        occurrences = {item.occurrence for item, _unit in found}
        occurrence = occurrences.pop() if len(occurrences) == 1 else None
        part = _part(language, plan, standing.task, found[0][0].milestone, occurrence)
        units = dict.fromkeys(unit for _item, unit in found if unit is not None)
        names = [plan.directory.party(unit).label for unit in units]
        shown = [*names[:_NAMED], "…"] if len(names) > _NAMED else names
        yield ", ".join(filter(None, (part, *shown))), stated


def _part(language: Language, plan: Plan, task: Task, milestone: Milestone | None, occurrence: str | None) -> str:
    title = milestone.title if milestone is not None and milestone.title != task.title else ""
    if occurrence is None:
        return title
    name = occurrence_name(language, plan, occurrence)
    return f"{title} ({name})" if title else name
