"""P212: a name is written with diacritics that differ from the unit's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parplan.diagnostics import N_, Fix, Path, Remark, Severity, message
from parplan.errors import EditError
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.source.value_edits import replace_value
from parplan.vocabulary.folding import nfc

RULE = rule(
    "P212",
    "name-spelt-otherwise",
    Severity.WARNING,
    what=N_("A task, group or entry names a unit with diacritics that none of its names has."),
    why=N_("The unit is found all the same, but the plan no longer says what is printed: “Ván phòng Sở” is a slip."),
    instead=N_("Write the name as the unit has it, or add an alias if the printed plan has another name."),
    right=N_("Capitals, commas, dashes and the Unicode form do not count, and a code may be written in small letters."),
    bad="lead: [Ván phòng Sở]",
    good="lead: [văn phòng sở]",
)

_SIGNS = re.compile(r"[\s,.–—‐-]+")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each name with those of the unit or group it is found to be."""
    known = {party.code: {_form(name) for name in party.names} for party in checked.plan.directory.parties()}
    judged: dict[str, bool] = {}
    for path, name in _named(checked):
        code = checked.code(name)
        if name not in judged:
            judged[name] = code is not None and _form(name) not in known[code]
        if judged[name] and code is not None:
            right = checked.plan.directory.party(code).name
            yield remark(
                RULE,
                path,
                message(N_("“{name}” is not a spelling of {code}"), name=shown(name), code=code),
                message(N_("write “{name}”"), name=right),
                fix=_fix(checked, path, right),
            )


def _fix(checked: CheckedPlan, path: Path, name: str) -> Fix | None:
    try:
        return Fix(tuple(replace_value(checked.source, checked.root, path, name)), changes=(path,), safe=False)
    except EditError:
        return None


@lru_cache(maxsize=4096)  # the plans of an agency repeat the same names
def _form(name: str) -> str:
    return _SIGNS.sub(" ", nfc(name).casefold()).strip()


def _named(checked: CheckedPlan) -> Iterator[tuple[Path, str]]:
    for code, group in (checked.document.groups or {}).items():
        for k, name in enumerate(group.members or ()):
            yield ("groups", code, "members", k), name
    for place in checked.tasks:
        for key in ("lead", "coordinating"):
            for k, name in enumerate(getattr(place.written, key) or ()):
                yield (*place.path, key, k), name
        if place.written.recipient is not None:
            yield (*place.path, "recipient"), place.written.recipient
        for k, entry in enumerate(place.written.progress or ()):
            if entry.unit is not None:
                yield (*place.path, "progress", k, "unit"), entry.unit
