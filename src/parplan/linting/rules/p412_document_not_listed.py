"""P412: a document the text cites by number is missing under cites."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.vocabulary.citations import same_number

RULE = rule(
    "P412",
    "document-not-listed",
    Severity.ADVICE,
    what=N_("The text of a task cites a document by number that is not listed under “cites”."),
    why=N_("Only listed documents are shown with the task and compared with other places."),
    instead=N_("Add it under “cites” with number, date and issuer."),
    right=N_("It is only advice, and only for numbers with a symbol, such as 107/2020/NĐ-CP or 31-CT/TU."),
    bad="title: Theo Quyết định số 908/QĐ-UBND ngày 29/10/2018",
    good="cites:\n  - {number: 908/QĐ-UBND, date: 2018-10-29}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for each number of the text in the list."""
    own = same_number(checked.plan.decision_number)
    for place in checked.tasks:
        named_here = place.cited
        listed = {same_number(cite.number) for cite in place.written.cites or ()}
        if listed - {same_number(named.number) for named in named_here}:
            continue  # a listed one is written differently, which P411 reports
        listed.add(own)
        for named in named_here:
            number = same_number(named.number)
            if number not in listed:
                listed.add(number)
                cited = named.cited
                before = named.text[: cited.start] if named.text is not None and cited is not None else ""
                yield remark(
                    RULE,
                    named.path,
                    message(N_("{number} is cited here but not listed under “cites”"), number=named.number),
                    message(N_("add it there with number, date and issuer")),
                    stretch=checked.stretch(named.path, named.number, before),
                )
