"""What the shell offers at Tab: task ids with their titles, milestones, units, sections, states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parplan.cli.current import _
from parplan.errors import ParplanError
from parplan.plan.structure import State
from parplan.queries.portfolio import Portfolio
from parplan.views.words import STATES, shorten
from parplan.vocabulary.folding import fold


def _portfolio(context: Any) -> Portfolio | None:
    """The plans asked about, given a command's context or the values of its global options."""
    from parplan.cli.context import make_request  # here, because most Tabs complete a verb or an option

    try:
        return make_request(context).portfolio()
    except ParplanError:
        return None  # Tab offers nothing; the command itself will say what is wrong


def complete_address(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer task ids, and after ``/`` the milestones of the task."""
    yield from _addresses(ctx, incomplete, open_only=False)


def complete_open_address(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer what still can be finished or moved: the same, without what is closed."""
    yield from _addresses(ctx, incomplete, open_only=True)


def _addresses(ctx: Any, incomplete: str, *, open_only: bool) -> Iterator[tuple[str, str]]:
    portfolio = _portfolio(ctx)
    if portfolio is None:
        return
    typed = fold(incomplete)
    for subject in portfolio.subjects:
        for standing in subject.assessment:
            task = standing.task
            if "/" not in incomplete:
                if fold(task.id).startswith(typed) and (standing.open or not open_only):
                    yield subject.prefix + task.id, shorten(task.title, 60)
                continue
            for item in standing.items:
                address = subject.address(item)
                wanted = item.open or not open_only
                if wanted and item.milestone is not None and fold(address).startswith(typed):
                    yield address, shorten(item.action, 60)


def complete_unit(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer unit and group codes, in small letters where small letters are typed; where none fits, names."""
    portfolio = _portfolio(ctx)
    if portfolio is None:
        return
    parties = [party for subject in portfolio.subjects for party in subject.plan.directory.parties()]
    codes = [(code, party) for party in parties for code in (party.code, party.code.lower())]
    fitting = [(code, shorten(party.name, 60)) for code, party in codes if code.startswith(incomplete)]
    if incomplete and not fitting:
        fitting = [(name, party.code) for party in parties for name in party.names if name.startswith(incomplete)]
    # Without a letter typed, both forms of each code would be offered.
    yield from fitting if incomplete else fitting[::2]


def complete_section(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer section ids."""
    portfolio = _portfolio(ctx)
    for subject in portfolio.subjects if portfolio is not None else ():
        for section in subject.plan.sections:
            if section.id.startswith(incomplete):
                yield section.id, shorten(section.title, 60)


def complete_state(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer states."""
    for state in State:
        if state.value.startswith(incomplete):
            yield state.value, _(STATES[state])


def complete_period(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the periods of the plan's report calendar."""
    from parplan.reporting.periods import known_periods  # here, because only reports have periods

    portfolio = _portfolio(ctx)
    for subject in portfolio.subjects if portfolio is not None else ():
        for period in known_periods(subject.plan):
            if period.key.startswith(incomplete):
                yield period.key, shorten(period.title or period.key, 60)
