"""Tasks as an hledger journal: each a transaction of one hour on its last day, unmarked while it is open."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.exporting.items import Item
from benchmarks.generating.tasks import YEAR


def render_journal(items: Iterable[Item]) -> str:
    """Return a journal. A task without a date gets the last day of the year, as a transaction must have one."""
    blocks = []
    for item in items:
        day = f"{item.due:%Y-%m-%d}" if item.due is not None else f"{YEAR}-12-31"
        mark = "* " if item.done else ""
        title = item.title.replace(";", ",").replace("|", "/")  # these begin a comment and part the payee from a note
        unit = item.units[0] if item.units else "none"
        blocks.append(f"{day} {mark}{item.id} {title}\n    task:{item.section}:{unit}    1 h\n    plan\n")
    return "\n".join(blocks)
