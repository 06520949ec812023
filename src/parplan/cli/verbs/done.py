"""The `done` command."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.finishing import finish_addressed
from parplan.cli.request import Request
from parplan.cli.typed_entry import TypedScope, entry_details


def run(
    request: Request,
    *,
    addresses: Sequence[str],
    on: str | None,
    unit: Sequence[str],
    all_units: bool,
    all: bool,  # noqa: A002 - the name of the option
    note: str | None,
    evidence: Sequence[str],
    by: str | None,
    dry_run: bool,
) -> int:
    """Record that tasks, milestones, occurrences or a unit's share are finished."""
    details = entry_details(request, on=on, note=note, evidence=evidence, by=by)
    return finish_addressed(request, addresses, TypedScope(unit, all_units, all), details, dry_run=dry_run)
