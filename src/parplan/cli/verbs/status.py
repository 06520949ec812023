"""The `status` command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from parplan.cli.choices import choice
from parplan.cli.each_plan import EachPlan
from parplan.cli.import_records import OpenDoubts, count_open_doubts, tell_doubts, tell_open_doubts
from parplan.cli.plans_asked import PlanPath, load_plans, plan_paths, preference, tell_same_plans
from parplan.cli.request import Request
from parplan.collecting.collection_record import collection_record_name
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, PlanCounts, count_agencies, count_plan, count_status
from parplan.views.blocks import Block, line

if TYPE_CHECKING:
    from parplan.collecting.forms import Silence
    from parplan.views.json_view import Json


class _Counted(Struct, frozen=True):
    """The summary of one of many plans: its counts, who answered the last forms, and open doubts of an import."""

    counts: PlanCounts
    silence: Silence | None
    doubts: OpenDoubts


def run(request: Request, *, by: str | None) -> int:
    """Show the progress of one plan on one screen, or of several plans with a row for each agency."""
    grouping = None if by is None else Grouping(choice(by, [grouping.value for grouping in Grouping], "--by"))
    paths = plan_paths(request) if request.named else ()
    if grouping is Grouping.AGENCY or (len(paths) > 1 and (grouping is None or request.json)):
        return _status_of_many(request, grouping, paths)
    plans = load_plans(request)
    if len(plans.portfolio.subjects) > 1 and grouping is None and not request.json:
        counted = [_counted(subject, grouping=Grouping.AGENCY) for subject in plans.portfolio.subjects]
        _answer_agencies(request, counted)
        return plans.exit_code
    statuses = count_status(plans.portfolio, grouping or Grouping.UNIT)
    silences = _silences(request, plans.portfolio)
    if request.json:
        from parplan.views.json_view import status_json

        answer = status_json([one.counts for one in statuses], request.as_of)
        request.answer_json({**answer, "answers": [_answers(path, one) for path, one in silences.items()]})
    else:
        from parplan.views.status_view import status_screen

        request.answer(
            _separated(
                [*status_screen(request.language, one), *_silence_line(request, silences.get(one.subject.path))]
                for one in statuses
            )
        )
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code


def _status_of_many(request: Request, grouping: Grouping | None, paths: Sequence[PlanPath]) -> int:
    """Go through the plans one by one, keeping only their counts in memory."""
    shown = grouping or (Grouping.UNIT if request.json else Grouping.AGENCY)
    plans = EachPlan(request, partial(_counted, grouping=shown), paths)
    counted = sorted(plans, key=lambda one: preference(one.counts.year, one.counts.through, request))
    if request.named:  # else told when they were loaded
        tell_same_plans(request, ((one.counts.path, one.counts.plan) for one in counted))
    if not request.json:
        _answer_agencies(request, counted)
        return plans.exit_code
    from parplan.views.json_view import agencies_json, status_json

    counts = [one.counts for one in counted]
    answer = (
        agencies_json(count_agencies(counts), request.as_of)
        if shown is Grouping.AGENCY
        else status_json(counts, request.as_of)
    )
    answers = [_answers(one.counts.path, one.silence) for one in counted if one.silence is not None]
    request.answer_json({**answer, "answers": answers})
    return plans.exit_code


def _counted(subject: PlanOnDay, *, grouping: Grouping) -> _Counted:
    silence = None
    if _record_beside(Path(subject.path)).is_file():
        from parplan.cli.collection_files import find_silence

        silence = find_silence(subject)
    return _Counted(count_plan(subject, grouping), silence, count_open_doubts(subject))


def _answer_agencies(request: Request, counted: Sequence[_Counted]) -> None:
    from parplan.views.agencies_view import agencies_screen

    request.answer(agencies_screen(request.language, count_agencies(one.counts for one in counted), request.as_of))
    tell_doubts(request, ((one.counts.path, one.doubts) for one in counted if one.doubts.fault is not None))
    if doubtful := sum(one.doubts.count > 0 for one in counted if one.doubts.fault is None):
        told = request.language.ngettext(
            "{count} imported plan still has places in doubt; `parplan review --plan PLAN` asks",
            "{count} imported plans still have places in doubt; `parplan review --plan PLAN` asks",
            doubtful,
        )
        request.advise(told)


def _silences(request: Request, portfolio: Portfolio) -> dict[str, Silence]:
    """Units that have and have not answered the last period, by path of the plan; tells where that is not known."""
    kept = [subject for subject in portfolio.subjects if _record_beside(Path(subject.path)).is_file()]
    lost = [subject for subject in portfolio.subjects if subject not in kept and subject.plan.has_collected]
    if not kept and not lost:
        return {}
    from parplan.cli.collection_files import find_silence, missing_record

    for subject in lost:
        if (unknown := missing_record(subject)) is not None:
            request.advise(request.language.render(unknown))
    return {subject.path: silence for subject in kept if (silence := find_silence(subject)) is not None}


def _record_beside(plan: Path) -> Path:
    return plan.with_name(collection_record_name(plan.name))


def _answers(path: str, silence: Silence) -> Json:
    return {
        "plan": path,
        "period": silence.period.key,
        "answered": list(silence.answered),
        "silent": list(silence.silent),
    }


def _silence_line(request: Request, silence: Silence | None) -> Iterator[Block]:
    if silence is None:
        return
    _ = request.language.gettext
    asked = len(silence.answered) + len(silence.silent)
    said = _("Forms for {period}: {count} of {asked} came back").format(
        period=silence.period.key, count=len(silence.answered), asked=asked
    )
    if silence.silent:
        said += _("; missing: {units}").format(units=", ".join(silence.silent))
    yield line(said)


def _separated(screens: Iterable[Iterable[Block]]) -> Iterator[Block]:
    for number, screen in enumerate(screens):
        if number:
            yield line()
        yield from screen
