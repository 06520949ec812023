"""Times that stand in the headings over tasks, as in a programme of work by months: “Tháng 01”, “Quý II”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.found import FoundField, FoundHeading, FoundSection
from parplan.importing.labels import TIME
from parplan.vocabulary.folding import fold

_PERIOD = (
    r"(?:(?:thang|quy|tuan) (?:\d{1,2}|[ivx]{1,4}|thu \w+|dau|cuoi)"
    r"|(?:\d{1,2}|sau|ba|chin) thang(?: (?:dau|cuoi) nam)?|nam \d{4}|ca nam|hang nam|hang thang|hang quy|thuong xuyen"
    r"|hoc ky \w{1,3})"
)
_TIME = re.compile(
    rf"(?:trong |giai doan )?{_PERIOD}(?:(?: ?[-–,/] ?| va | den )(?:{_PERIOD}|\d{{1,4}}|[ivx]{{1,4}}))*"
)


def take_times(sections: Sequence[FoundSection]) -> None:
    """Give tasks without a time that of the heading over them, where no task of the table has a time of its own."""
    if any(TIME in task.fields for section in sections for task in section.tasks):
        return
    for section in sections:
        over: FoundField | None = section.title
        for item in section.items:
            if isinstance(item, FoundHeading):
                over = item.title if is_time(item.title.text) else section.title
            elif over is not None and is_time(over.text):
                item.fields[TIME] = FoundField(over.texts, over.place, over.text, ("heading-times",))


def is_time(words: str) -> bool:
    """Whether a heading is nothing but a time."""
    return _TIME.fullmatch(" ".join(re.sub(r"[:.]", " ", fold(words)).split())) is not None
