"""The values of a plan with a year that the next one moves on, or that may be of the old year and stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.document.model import Document
from parplan.plan.structure import Plan
from parplan.provenance.values import joined
from parplan.renewing.years import Years


class MovedValue(Struct, frozen=True):
    """A replaced value: its path, its address and field in `review`, before and after.

    decided: the new one is the deadline that a decision set, not the old one moved on.
    """

    path: Path
    address: str
    field: str
    old: str
    new: str
    decided: bool = False


def moved_values(plan: Plan, document: Document, years: Years, decided: Mapping[str, date]) -> Iterator[MovedValue]:
    """Yield every value with a year of the plan, and times with another year, which a person must check.

    decided: by their addresses the deadlines in the new years that decisions set for work that is carried on.
    """
    heading = document.plan
    yield MovedValue(("plan", "year"), "", "year", str(plan.year), str(years.new[0]))
    if heading.through is not None:
        yield MovedValue(("plan", "through"), "", "through", str(plan.through), str(years.new[1]))
    if heading.until is not None:
        last = heading.until.isoformat()
        yield MovedValue(("plan", "until"), "", "until", last, years.moved_day(last))
    number = heading.decision.number
    yield MovedValue(("plan", "decision", "number"), "", "decision.number", number, unnumbered(number))
    day = heading.decision.date.isoformat()
    yield MovedValue(("plan", "decision", "date"), "", "decision.date", day, years.moved_day(day))
    yield from _text(years, ("plan", "title"), "", "title", heading.title)
    yield from _left(years, "", "parent", [heading.parent or ""])
    blocks = heading.introduction or ()
    yield from _left(
        years, "", "introduction", [text for block in blocks for text in (block.title or "", *block.texts)]
    )
    yield from _left(years, "", "closing", heading.closing or ())
    for key, report in (document.reports or {}).items():
        # A key is what reports are called by; a person renames it, and what refers to it.
        yield from _left(years, "", f"reports.{key}", [key])
        yield from _deadline(years, ("reports", key, "due"), "", f"reports.{key}.due", report.due)
        for name, date_ in (("from", report.data_from), ("to", report.to)):
            if date_ is not None:
                old = date_.isoformat()
                yield MovedValue(("reports", key, name), "", f"reports.{key}.{name}", old, years.moved_day(old))
    for i, section in enumerate(document.sections):
        place: Path = ("sections", i)
        yield from _text(years, (*place, "title"), section.id, "title", section.title)
        headings = (section.headings or {}).values()
        yield from _left(years, section.id, "headings", [heading.title for heading in headings])
        for j, task in enumerate(section.tasks):
            at: Path = (*place, "tasks", j)
            yield from _text(years, (*at, "title"), task.id, "title", task.title)
            if task.short is not None:
                yield from _text(years, (*at, "short"), task.id, "short", task.short)
            if task.time is not None and task.id in decided:
                day = f"{decided[task.id]:%d/%m/%Y}"  # as a plan prints it
                yield MovedValue((*at, "time"), task.id, "time", task.time, day, decided=True)
            elif task.time is not None:
                moved_time = years.moved_time(task.time)
                if moved_time != task.time or years.left_in_time(task.time):
                    yield MovedValue((*at, "time"), task.id, "time", task.time, moved_time)
            yield from _left(years, task.id, "parts", task.parts or ())
            yield from _left(years, task.id, "notes", task.notes or ())
            for name, text in (task.columns or {}).items():
                yield from _left(years, task.id, f"columns.{name}", [text])
            for k, product in enumerate(task.products or ()):
                yield from _text(years, (*at, "products", k), task.id, "products", product)
            for k, milestone in enumerate(task.milestones or ()):
                address = f"{task.id}/{milestone.id}"
                yield from _text(years, (*at, "milestones", k, "title"), address, "title", milestone.title)
                yield from _left(years, address, "after", [milestone.after or ""])
                own: Path = (*at, "milestones", k, "due")
                if milestone.due is not None and address in decided:
                    day = decided[address].isoformat()
                    yield MovedValue(own, address, "due", milestone.due, day, decided=True)
                elif milestone.due is not None:
                    yield from _deadline(years, own, address, "due", milestone.due)
            for k, target in enumerate(task.targets or ()):
                yield from _text(years, (*at, "targets", k, "title"), task.id, f"targets.{target.id}", target.title)


def unnumbered(number: str) -> str:
    """The number of a document not issued yet: 335/QĐ-SKHCN → …/QĐ-SKHCN."""
    _, slash, symbol = number.partition("/")
    return f"…/{symbol}" if slash else "…"


def _text(years: Years, path: Path, address: str, field: str, old: str) -> Iterator[MovedValue]:
    new = years.moved_text(old)
    if new != old or years.left_in_text(old):
        yield MovedValue(path, address, field, old, new)


def _left(years: Years, address: str, field: str, texts: Iterable[str]) -> Iterator[MovedValue]:
    """The texts of a field that stay as they are, and may be of the old year."""
    old = joined(text for text in texts if years.left_in_text(text, moved=False))
    if old:
        yield MovedValue((), address, field, old, old)


def _deadline(years: Years, path: Path, address: str, field: str, old: str) -> Iterator[MovedValue]:
    new = years.moved_deadline(old)
    if new is not None and new != old:
        yield MovedValue(path, address, field, old, new)
    elif years.left_in_time(old):
        yield MovedValue(path, address, field, old, old)
