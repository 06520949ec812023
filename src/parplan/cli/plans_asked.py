"""The plans of a command: finding and loading them, and choosing the default one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.caching.folder import find_folder
from parplan.caching.plan_cache import PlanOrFindings
from parplan.caching.plan_cache import load_plans as load_each
from parplan.cli.loading_progress import loading_shown
from parplan.cli.request import Request
from parplan.diagnostics import N_, Finding, Message, has_errors, message
from parplan.errors import FileError, InvalidPlanError, ParplanError, RequestError
from parplan.files.finding import expand, find_misnamed_plan, find_nearest_plans_folder, find_plan_files
from parplan.files.paths import displayed
from parplan.plan.assessment import Assessment
from parplan.plan.keys import plan_key
from parplan.plan.structure import Plan
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.views.words import more_findings

if TYPE_CHECKING:
    from parplan.loading import LoadedPlan


class PlanPath(Struct, frozen=True):
    """A plan file: its path, and the path to display (as typed, or relative to the current folder, with ``/``)."""

    path: Path
    shown: str


class AskedPlans(Struct, frozen=True):
    """The plans of a command, the default one first.

    exit_code: 3 if one of several cannot be used. several: whether there is more than one usable plan.
    loaded: plans opened for writing, keyed by displayed path.
    """

    portfolio: Portfolio
    exit_code: int
    several: bool
    loaded: Mapping[str, LoadedPlan]

    def besides(self, path: str) -> tuple[Plan, ...]:
        """The plans at other displayed paths."""
        return tuple(subject.plan for subject in self.portfolio.subjects if subject.path != path)


def load_plans(request: Request, *, all_found: bool = False) -> AskedPlans:
    """Load the plans of a command.

    If no plan is named, only those of the as-of year (else of the latest year) are used, unless ``all_found``. Of
    several plans, invalid ones are named on the error stream and the rest is answered, with exit code 3; a single
    invalid plan is an error. Raises what loading raises.
    """

    def warn(reason: Message) -> None:
        request.advise(request.language.render(reason))

    paths = plan_paths(request)
    with loading_shown(request.language) as on_progress:
        results = load_each([path.path for path in paths], find_folder(os.environ), on_progress, warn)
        return _asked(request, paths, results, all_found=all_found)


def load_plans_to_write(request: Request, *, all_found: bool = False) -> AskedPlans:
    """Load the plans of a command from their files, for a change.

    Any unusable plan is an error, because it may be the one that is meant.
    """
    from parplan.loading import load_plan

    paths = plan_paths(request)
    loaded: dict[str, LoadedPlan] = {}

    def load_for_writing() -> Iterator[PlanOrFindings | ParplanError]:
        for path in paths:
            try:
                loaded[path.shown] = one = load_plan(path.path)
            except ParplanError as error:
                yield error
            else:
                yield PlanOrFindings(one.plan, one.findings)

    plans = _asked(request, paths, load_for_writing(), all_found=all_found, loaded=loaded)
    if plans.exit_code:
        raise FileError(
            message(N_("not all plans can be read; nothing was written")),
            help=message(N_("correct the errors above, or name the plan with --plan")),
        )
    return plans


def _asked(
    request: Request,
    paths: Sequence[PlanPath],
    results: Iterable[PlanOrFindings | ParplanError],
    *,
    all_found: bool,
    loaded: Mapping[str, LoadedPlan] | None = None,
) -> AskedPlans:
    usable: list[tuple[PlanPath, Plan]] = []
    for path, asked in zip(paths, results, strict=True):
        if isinstance(asked, PlanOrFindings) and asked.plan is not None:
            usable.append((path, asked.plan))
        else:
            raise_or_advise(request, path.shown, asked, alone=len(paths) == 1)
    if not usable:
        raise FileError(message(N_("none of the {count} plans can be read"), count=len(paths)))
    exit_code = 3 if len(usable) < len(paths) else 0
    several = len(usable) > 1
    usable.sort(key=lambda found: preference(found[1].year, found[1].through, request, found[1].decision_date))
    default_year = usable[0][1].year
    if not request.named and not all_found:
        left_out = [path.shown for path, plan in usable if plan.year != default_year]
        usable = [found for found in usable if found[1].year == default_year]
        if left_out:
            request.closing.append(
                request.language.gettext("Not asked: {paths}; --plan asks other plans than that of the year.").format(
                    paths=", ".join(left_out)
                )
            )
    tell_same_plans(request, ((path.shown, plan_key(plan)) for path, plan in usable))
    subjects = tuple(
        PlanOnDay(
            path.shown,
            Assessment(plan, request.as_of),
            "" if plan.year == default_year else f"{plan.year}:",
        )
        for path, plan in usable
    )
    return AskedPlans(Portfolio(request.as_of, subjects), exit_code, several, loaded or {})


def tell_same_plans(request: Request, plans: Iterable[tuple[str, str]]) -> None:
    """Name the files that are the same plan, such as copies, by path and key: answers count all of them."""
    seen: dict[str, str] = {}
    for path, key in plans:
        other = seen.setdefault(key, path)
        if other != path:
            told = request.language.gettext("{path} and {other} are the same plan ({plan}); both are counted")
            request.advise(told.format(path=path, other=other, plan=key))


def preference(year: int, through: int, request: Request, issued: date | None = None) -> tuple[bool, bool, int]:
    """The sorting key of a plan by its years: plans of the as-of day first, those issued by then, then the latest.

    Two school years share a calendar year, in which the draft of the second is made while the first is in force.
    """
    return not year <= request.as_of.year <= through, issued is not None and issued > request.as_of, -year


def raise_or_advise(request: Request, shown: str, asked: PlanOrFindings | ParplanError, *, alone: bool) -> None:
    """Report why a plan cannot be used; as an error where it is the only plan (``alone``)."""
    if isinstance(asked, ParplanError):
        if alone:
            raise asked
        advise_unusable(request, shown, [asked])
    elif alone:
        raise invalid_plan(request, shown, asked.findings, asked.more)
    else:
        advise_unusable(request, shown, error_lines(request, shown, asked.findings, asked.more))


def invalid_plan(request: Request, shown: str, findings: Iterable[Finding], more: int = 0) -> InvalidPlanError:
    """The error for an invalid plan with these findings and ``more`` errors."""
    return InvalidPlanError(shown, error_lines(request, shown, findings), more)


def error_lines(request: Request, shown: str, findings: Iterable[Finding], more: int = 0) -> list[str]:
    """The errors among findings, one per line, and the number of ``more``."""
    from parplan.views.findings_view import finding_lines  # imported here, because valid plans need it not

    lines = list(finding_lines(request.language, shown, (f for f in findings if has_errors([f]))))
    if more:
        lines.append(f"{shown}: {more_findings(request.language, more)}")
    return lines


def advise_unusable(request: Request, shown: str, reasons: Iterable[ParplanError | str]) -> None:
    """Name an unusable plan among several; the rest is answered, with exit code 3."""
    request.advise(request.language.gettext("{path}: not used, it cannot be read as a plan").format(path=shown))
    for reason in reasons:
        request.advise(f"  {request.language.render(reason.message) if isinstance(reason, ParplanError) else reason}")


def plan_paths(request: Request) -> tuple[PlanPath, ...]:
    """The plan files of a command: those named, else those of the nearest ``plans/``."""
    if request.named:
        return tuple(dict.fromkeys(path for typed in request.named for path in paths_of(typed)))
    return discovered_paths()


def paths_of(typed: str) -> tuple[PlanPath, ...]:
    """The plan files a path means. Raises ``RequestError`` if there are none."""
    return tuple(PlanPath(path, path.as_posix()) for path in expand(typed))


def discovered_paths() -> tuple[PlanPath, ...]:
    """The plan files of the nearest ``plans/`` folder upwards. Raises ``RequestError`` if there are none."""
    help = message(N_("name one with --plan PATH, or set PARPLAN_PLAN"))
    try:
        here = Path.cwd()
    except OSError:
        raise RequestError(message(N_("there is no plan: the current folder no longer exists")), help=help) from None
    folder = find_nearest_plans_folder(here)
    if folder is None:
        if (misnamed := find_misnamed_plan(here)) is not None:
            shown = _from_here(misnamed, here)
            help = message(
                N_("{path} is not taken for a plan because of its last extension; name it {name}"),
                path=displayed(Path(shown)),
                name=displayed(Path(misnamed.stem)),
            )
        raise RequestError(
            message(N_("there is no plan: no folder plans/ with a .yaml file was found here or above")),
            help=help,
        )
    return tuple(PlanPath(path, _from_here(path, here)) for path in find_plan_files(folder))


def _from_here(path: Path, here: Path) -> str:
    try:
        return Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()
