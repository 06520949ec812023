"""The values for completion: task ids, milestones, units, sections, periods, states, codes.

Each function yields all values; the matching ones are selected later, in the same way for every shell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parplan.cli.commands.command import ValueKind
from parplan.cli.completing.offers import typed_on
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import make_request
from parplan.errors import ParplanError
from parplan.languages import Language
from parplan.plan.labels import STATES
from parplan.plan.structure import State
from parplan.queries.portfolio import Portfolio
from parplan.views.words import shorten

#: A value and its description.
Value = tuple[str, str]


def find_values(kind: ValueKind, shared: Mapping[str, Any], typed: str, language: Language) -> Iterator[Value]:
    """The values of a kind in the plans named by the global options ``shared``; none if they cannot be read."""
    if kind is ValueKind.STATE:
        yield from ((state.value, language.gettext(STATES[state])) for state in State)
    elif kind is ValueKind.CODE:
        from parplan.linting.registry import EXPLANATIONS  # imported here, because only checks have codes

        yield from ((code, rule.name) for code, rule in EXPLANATIONS.items())
    elif kind is ValueKind.DATE:
        yield from (("today", ""), ("yesterday", ""))
    else:
        try:
            portfolio = load_plans(make_request(shared, language)).portfolio
        except ParplanError:
            return  # the command itself will report the error
        if kind is ValueKind.ADDRESS:
            yield from _addresses(portfolio, typed, open_only=False)
        elif kind is ValueKind.OPEN_ADDRESS:
            yield from _addresses(portfolio, typed, open_only=True)
        elif kind is ValueKind.UNIT:
            yield from _units(portfolio, typed)
        elif kind is ValueKind.SECTION:
            yield from _sections(portfolio)
        elif kind is ValueKind.PERIOD:
            yield from _periods(portfolio)


def _addresses(portfolio: Portfolio, typed: str, *, open_only: bool) -> Iterator[Value]:
    """Task ids; after ``/`` the milestones of a task; after ``@`` the occurrences of a task without milestones."""
    for subject in portfolio.subjects:
        for standing in subject.assessment:
            task = standing.task
            if "/" not in typed and "@" not in typed:
                if standing.open or not open_only:
                    yield subject.prefix + task.id, shorten(task.label, 60)
                continue
            for item in standing.items:
                if item.address != task.id and (item.open or not open_only):
                    yield subject.address(item), shorten(item.action, 60)


def _units(portfolio: Portfolio, typed: str) -> Iterator[Value]:
    """Unit and group codes; if none continues what is typed, names."""
    parties = [party for subject in portfolio.subjects for party in subject.plan.directory.parties()]
    yield from ((party.code, shorten(party.name, 60)) for party in parties)
    if not any(typed_on(party.code, typed) is not None for party in parties):
        yield from ((name, party.code) for party in parties for name in party.names)


def _sections(portfolio: Portfolio) -> Iterator[Value]:
    for subject in portfolio.subjects:
        yield from ((section.id, shorten(section.title, 60)) for section in subject.plan.sections)


def _periods(portfolio: Portfolio) -> Iterator[Value]:
    from parplan.queries.periods import known_periods  # imported here, because only reports have periods

    for subject in portfolio.subjects:
        for period in known_periods(subject.plan):
            yield period.key, shorten(period.title or period.key, 60)
