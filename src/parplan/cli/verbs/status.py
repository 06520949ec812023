"""The `status` command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.cli.choices import choice
from parplan.cli.import_records import tell_open_doubts
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.queries.status import Grouping, count_status
from parplan.views.blocks import Block, line


def run(request: Request, *, by: str) -> int:
    """Show the counts on one screen."""
    grouping = Grouping(choice(by, [grouping.value for grouping in Grouping], "--by"))
    plans = load_plans(request)
    statuses = count_status(plans.portfolio, grouping)
    if request.json:
        from parplan.views.json_view import status_json

        request.answer_json(status_json(statuses, request.as_of))
    else:
        from parplan.views.status_view import status_screen

        request.answer(_separated(status_screen(request.language, one) for one in statuses))
    if not request.json:
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code


def _separated(screens: Iterable[Iterable[Block]]) -> Iterator[Block]:
    for number, screen in enumerate(screens):
        if number:
            yield line()
        yield from screen
