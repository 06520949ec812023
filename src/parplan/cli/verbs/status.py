"""The `status` command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from parplan.cli.choices import choice
from parplan.cli.import_records import tell_open_doubts
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.collecting.collection_record import collection_record_name
from parplan.queries.portfolio import Portfolio
from parplan.queries.status import Grouping, count_status
from parplan.views.blocks import Block, line

if TYPE_CHECKING:
    from parplan.collecting.forms import Silence
    from parplan.views.json_view import Json


def run(request: Request, *, by: str) -> int:
    """Show the counts on one screen."""
    grouping = Grouping(choice(by, [grouping.value for grouping in Grouping], "--by"))
    plans = load_plans(request)
    statuses = count_status(plans.portfolio, grouping)
    silences = _silences(plans.portfolio)
    if request.json:
        from parplan.views.json_view import status_json

        request.answer_json(
            {**status_json(statuses, request.as_of), "answers": [_answers(path, one) for path, one in silences.items()]}
        )
    else:
        from parplan.views.status_view import status_screen

        request.answer(
            _separated(
                [*status_screen(request.language, one), *_silence_line(request, silences.get(one.subject.path))]
                for one in statuses
            )
        )
    if not request.json:
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code


def _silences(portfolio: Portfolio) -> dict[str, Silence]:
    """Who has answered the last period collected, by path of the plans that have a record of that."""
    kept = [subject for subject in portfolio.subjects if _record_beside(Path(subject.path)).is_file()]
    if not kept:
        return {}
    from parplan.cli.collection_files import find_silence

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
    said = _("Forms for {period}: came back {count} of {asked}").format(
        period=silence.period.key, count=len(silence.answered), asked=asked
    )
    if silence.silent:
        said += _("; not yet: {units}").format(units=", ".join(silence.silent))
    yield line(said)


def _separated(screens: Iterable[Iterable[Block]]) -> Iterator[Block]:
    for number, screen in enumerate(screens):
        if number:
            yield line()
        yield from screen
