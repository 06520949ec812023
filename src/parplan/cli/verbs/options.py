"""How the verbs that are asked most often are typed, for a reader that needs no library.

The declarations proper, with help and completion, are typer's in :mod:`parplan.cli.asking`,
:mod:`parplan.cli.recording` and :mod:`parplan.cli.checking`; a test holds this table against them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Options(Struct, frozen=True):
    """The words of a verb: the parameter each option fills, by its spelling.

    ``values`` take a value, ``lists`` one each time they are typed, ``flags`` none. ``words`` are the parameters of
    what is typed without an option; ``needed`` of them must be there. ``rest`` is the parameter that takes all words
    after these, where one does.
    """

    words: tuple[str, ...] = ()
    needed: int = 0
    rest: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)


#: What every verb has.
GLOBAL_VALUES = {"--as-of": "as_of", "--lang": "lang"}
GLOBAL_LISTS = {"--plan": "plan", "-p": "plan"}
GLOBAL_FLAGS = {"--json": "json"}

VERBS = {
    "due": Options(
        values={"--within": "within", "--unit": "unit", "--role": "role"},
        flags={"--overdue": "overdue"},
    ),
    "tasks": Options(
        words=("text",),
        values={"--unit": "unit", "--role": "role", "--section": "section"},
        lists={"--state": "state"},
        flags={"--undated": "undated", "--ongoing": "ongoing"},
    ),
    "show": Options(words=("address",), needed=1),
    "units": Options(),
    "status": Options(values={"--by": "by"}),
    "done": Options(
        words=("address",),
        needed=1,
        values={"--on": "on", "--note": "note", "--by": "by"},
        lists={"--unit": "unit", "--evidence": "evidence"},
        flags={"--all-units": "all_units", "--all": "all", "--dry-run": "dry_run"},
    ),
    "validate": Options(
        rest="paths",
        values={"--format": "format", "--output": "output", "-o": "output"},
        lists={"--select": "select", "--ignore": "ignore"},
        flags={"--strict": "strict", "--force": "force"},
    ),
}
