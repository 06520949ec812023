"""The clock: the one place that asks what time it is."""

from __future__ import annotations

from datetime import datetime

from parplan.plan.calendar import VIETNAM


def now() -> datetime:
    """The current moment, in Vietnam's time."""
    return datetime.now(VIETNAM)
