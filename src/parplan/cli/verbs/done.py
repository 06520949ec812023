"""That something is finished."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.context import Request
from parplan.cli.finishing import finish_addressed
from parplan.cli.said import Said, details_of


def run(
    request: Request,
    *,
    address: str,
    on: str | None = None,
    unit: Sequence[str] | None = None,
    all_units: bool = False,
    all: bool = False,  # noqa: A002 - the name of the option
    note: str | None = None,
    evidence: Sequence[str] | None = None,
    by: str | None = None,
    dry_run: bool = False,
) -> int:
    """Record that a task, a milestone, an occurrence or a unit's share is finished."""
    details = details_of(request, on=on, note=note, evidence=evidence, by=by)
    return finish_addressed(request, address, Said(unit, all_units, all), details, dry_run=dry_run)
