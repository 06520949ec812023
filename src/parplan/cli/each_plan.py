"""A result for each of many plans, one after the other: only those being worked on are in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from parplan.caching.folder import find_folder
from parplan.caching.plan_cache import work_on_plans
from parplan.cli.loading_progress import loading_shown
from parplan.cli.plans_asked import PlanPath, load_plans, plan_paths, preference, raise_or_advise
from parplan.cli.request import Request
from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.queries.continued_items import ContinuedItems, all_continued
from parplan.queries.portfolio import PlanHead, PlanOnDay

_T = TypeVar("_T")


class EachPlan(Generic[_T]):
    """The result of ``work`` for each plan, in the order of their files; can be iterated once.

    Plans that were not named are as :func:`load_plans` chooses them. Of several plans the invalid ones are named on the
    error stream and ``exit_code`` is then 3. ``work`` and what it makes must be able to travel between processes.
    quiet: leave out the invalid ones without a word, for a look at the plans before the answer is made.
    """

    def __init__(
        self, request: Request, work: Callable[[PlanOnDay], _T], paths: Sequence[PlanPath] = (), *, quiet: bool = False
    ) -> None:
        self._request = request
        self._work = work
        self._paths = paths
        self._quiet = quiet
        self.exit_code = 0

    def __iter__(self) -> Iterator[_T]:
        request = self._request
        if not request.named:
            plans = load_plans(request)
            self.exit_code = plans.exit_code
            yield from map(self._work, plans.portfolio.subjects)
            return
        paths = self._paths or plan_paths(request)
        work = partial(_on_day, as_of=request.as_of, work=self._work)

        def warn(reason: Message) -> None:
            if not self._quiet:
                request.advise(request.language.render(reason))

        used = 0
        with loading_shown(request.language) as on_progress:
            folder = find_folder(os.environ)
            results = work_on_plans([path.path for path in paths], folder, work, on_progress, warn)
            for path, result in zip(paths, results, strict=True):
                if result.unusable is not None:
                    if self._quiet:
                        continue
                    raise_or_advise(request, path.shown, result.unusable, alone=len(paths) == 1)
                    self.exit_code = 3
                else:
                    used += 1
                    yield result.made  # type: ignore[misc]  # not None where it is usable
        if not used and not self._quiet:
            raise FileError(message(N_("none of the {count} plans can be read"), count=len(paths)))


def _on_day(path: Path, plan: Plan, *, as_of: date, work: Callable[[PlanOnDay], _T]) -> _T:
    return work(PlanOnDay(path.as_posix(), Assessment(plan, as_of)))


class OfPlan(Protocol):
    """The result of work on a plan, which keeps the plan's head."""

    @property
    def plan(self) -> PlanHead:
        """The head of the plan."""


_Headed = TypeVar("_Headed", bound=OfPlan)


def listed_once(request: Request, work: Callable[[PlanOnDay, ContinuedItems], _Headed]) -> tuple[list[_Headed], int]:
    """The result of ``work`` for each plan, the default one first, and the exit code.

    ``work`` gets the items that other plans continue, to leave them out. They are known once all plans have
    been looked at, so the plans that may have such items are worked on a second time.
    """
    if not request.named:
        plans = load_plans(request, all_found=True)
        portfolio = plans.portfolio
        return [work(subject, portfolio.carried) for subject in portfolio.subjects], plans.exit_code
    paths = plan_paths(request)
    each = EachPlan(request, partial(_without, {}, work), paths)
    found = {one.plan.path: one for one in each}
    carried = all_continued(one.plan.carried for one in found.values()) if len(found) > 1 else {}
    again = [path for path in paths if path.shown in found and found[path.shown].plan.may_be_carried(carried)]
    if again:
        found |= {one.plan.path: one for one in EachPlan(request, partial(_without, carried, work), again, quiet=True)}
    return sorted(found.values(), key=lambda one: preference(one.plan.year, one.plan.through, request)), each.exit_code


def _without(
    carried: ContinuedItems, work: Callable[[PlanOnDay, ContinuedItems], _Headed], subject: PlanOnDay
) -> _Headed:
    return work(subject, carried)
