"""What the shell offers at Tab: task ids with their titles, milestones, units, sections, states.

Each offers all there is; what goes on from what was typed is chosen of them for every shell alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parplan.cli.completing.offers import typed_on
from parplan.cli.current import _
from parplan.errors import ParplanError
from parplan.plan.structure import State
from parplan.queries.portfolio import Portfolio
from parplan.views.words import STATES, shorten


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
    for subject in portfolio.subjects:
        for standing in subject.assessment:
            task = standing.task
            if "/" not in incomplete:
                if standing.open or not open_only:
                    yield subject.prefix + task.id, shorten(task.title, 60)
                continue
            for item in standing.items:
                address = subject.address(item)
                if item.milestone is not None and (item.open or not open_only):
                    yield address, shorten(item.action, 60)


def complete_unit(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer unit and group codes; where none goes on from what is typed, names."""
    portfolio = _portfolio(ctx)
    if portfolio is None:
        return
    parties = [party for subject in portfolio.subjects for party in subject.plan.directory.parties()]
    yield from ((party.code, shorten(party.name, 60)) for party in parties)
    if not any(typed_on(party.code, incomplete) is not None for party in parties):
        yield from ((name, party.code) for party in parties for name in party.names)


def complete_section(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer section ids."""
    portfolio = _portfolio(ctx)
    for subject in portfolio.subjects if portfolio is not None else ():
        for section in subject.plan.sections:
            yield section.id, shorten(section.title, 60)


def complete_state(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer states."""
    for state in State:
        yield state.value, _(STATES[state])


def complete_period(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the periods of the plan's report calendar."""
    from parplan.reporting.periods import known_periods  # here, because only reports have periods

    portfolio = _portfolio(ctx)
    for subject in portfolio.subjects if portfolio is not None else ():
        for period in known_periods(subject.plan):
            yield period.key, shorten(period.title or period.key, 60)
