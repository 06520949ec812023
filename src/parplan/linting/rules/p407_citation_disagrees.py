"""P407: a cited document has different dates in two places, or a number of another year than its date."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import CitedDocument
from parplan.linting.rule import remark, rule
from parplan.linting.rules.documents import all_named
from parplan.vocabulary.citations import same_number, year_in_number

RULE = rule(
    "P407",
    "citation-disagrees",
    Severity.WARNING,
    what=N_(
        "A document is cited with one date here and another there, or the year in its number is not that of its date."
    ),
    why=N_("One of them is wrong, and a wrongly cited document cannot be found."),
    instead=N_("Compare with the document and correct the wrong date or number."),
    right=N_(
        "Only numbers that carry their year, as those of the Government do (107/2020/NĐ-CP), are compared across "
        "tasks. A number without one (12/KH-SKHCN) is given anew each year, so its dates are compared within one task."
    ),
    bad=(
        "title: Theo Nghị định số 107/2020/NĐ-CP ngày 14/9/2020\ncites:\n  - {number: 107/2020/NĐ-CP, date: 2020-09-04}"
    ),
    good=(
        "title: Theo Nghị định số 107/2020/NĐ-CP ngày 14/9/2020\ncites:\n  - {number: 107/2020/NĐ-CP, date: 2020-09-14}"
    ),
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each date with the first one given for the same number."""
    first: dict[tuple[object, ...], CitedDocument] = {}
    for named in all_named(checked):
        if named.day is None:
            continue
        year = year_in_number(named.number)
        if year is not None and year != named.day.year:
            yield _remark(
                checked,
                named,
                N_("{number} is of the year {year}, but dated {date}"),
                year=year,
            )
            continue
        # The task is part of the key of a number without a year: 12/KH may be two documents, but within a task is one.
        scope: tuple[object, ...] = () if year is not None else (named.path[:4],)
        other = first.setdefault((same_number(named.number), *scope), named)
        if year is None and named.text is not None and other.text is not None and _other_year(named, other):
            continue  # 12/KH of this year and 12/KH of the last one
        if other.day != named.day and other.day is not None:
            yield _remark(
                checked,
                named,
                N_("{number} is dated {date} here and {other} in line {line}"),
                lines=(("line", other.path),),
                other=other.day.isoformat(),
            )


def _other_year(one: CitedDocument, other: CitedDocument) -> bool:
    return one.day is not None and other.day is not None and one.day.year != other.day.year


def _remark(
    checked: CheckedPlan,
    named: CitedDocument,
    template: str,
    *,
    lines: tuple[tuple[str, tuple[str | int, ...]], ...] = (),
    **more: str | int,
) -> Remark:
    words, before = "", ""
    if named.text is not None and named.cited is not None:
        words, before = named.text[named.cited.start : named.cited.end], named.text[: named.cited.start]
    return remark(
        RULE,
        named.path,
        message(template, number=named.number, date=named.day.isoformat() if named.day is not None else "", **more),
        message(N_("compare with the document itself, and correct what is wrong")),
        lines=lines,
        stretch=checked.stretch(named.path, words, before),
    )
