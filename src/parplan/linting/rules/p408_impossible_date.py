"""P408: a date in the text does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, quotes_print, remark, rule

RULE = rule(
    "P408",
    "impossible-date",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A text names a day that does not exist, such as “ngày 31/02/2020” or “ngày 17/19/2005”."),
    why=N_("It was mistyped or misread; a document with that date cannot be found."),
    instead=N_("Write the day of the document itself."),
    right=N_("Only days behind the word “ngày” are read; notes, which may quote a damaged print, are not."),
    bad="title: Theo Quyết định số 12/QĐ-UBND ngày 31/02/2020",
    good="title: Theo Quyết định số 12/QĐ-UBND ngày 28/02/2020",
)

_DAY = re.compile(
    r"gày(?<=[Nn]gày)\s+((\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))(?!\d)"
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Read every day named in the values of the file; deadlines have P301 of their own."""
    known: dict[str, bool] = {}

    def impossible(match: re.Match[str]) -> bool:
        if match[1] not in known:
            known[match[1]] = not _exists(match)
        return known[match[1]]

    for path, match in checked.occurrences(_DAY, impossible):
        if not quotes_print(path) and path[-1:] != ("due",):
            yield remark(
                RULE,
                path,
                message(N_("the day “{day}” does not exist"), day=" ".join(match[1].split())),
                message(N_("write the day of the document itself")),
                stretch=match.span(1),
            )


def _exists(match: re.Match[str]) -> bool:
    day, month, year = (int(match[k] or match[k + 3]) for k in (2, 3, 4))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
