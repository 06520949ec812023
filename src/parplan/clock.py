"""The clock: the only place that reads the current time."""

from __future__ import annotations

from datetime import datetime

from parplan.plan.calendar import VIETNAM


def now() -> datetime:
    """The current moment, in Vietnam's time."""
    return datetime.now(VIETNAM)
