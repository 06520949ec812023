"""Baselines: known findings in a JSON report, for plans that are corrected step by step."""

from __future__ import annotations

import json
from typing import Any


class BaselineError(ValueError):
    """A text that is not a report of findings."""


def parse_baseline(text: str) -> frozenset[str]:
    """Return the fingerprints of a report that ``parplan validate --json`` wrote. Raises :class:`BaselineError`."""
    try:
        report: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise BaselineError from None
    items = report.get("items") if isinstance(report, dict) and report.get("kind") == "validation" else None
    if not isinstance(items, list):
        raise BaselineError
    prints = [item.get("fingerprint") if isinstance(item, dict) else None for item in items]
    if not all(isinstance(one, str) for one in prints):
        raise BaselineError
    return frozenset(one for one in prints if isinstance(one, str))
