"""P208: two units or groups share a name, or differ only in case and diacritics."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.plan.units import typed_form

RULE = rule(
    "P208",
    "colliding-names",
    Severity.WARNING,
    what=N_("Two units or groups have a code, name, short name or alias that is equal without case and diacritics."),
    why=N_("Names can be typed without diacritics; this one is then ambiguous, or finds the wrong unit."),
    instead=N_("Give one of the two another name; an alias may simply be left out."),
    right=N_("Names of the same unit or group may repeat each other."),
    bad="TTA: {name: Trung tâm A, aliases: [Trung tâm]}\nTTB: {name: Trung tâm B, aliases: [trung tam]}",
    good="TTA: {name: Trung tâm A, aliases: [Trung tâm]}\nTTB: {name: Trung tâm B}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Register every name in the form people may type."""
    first: dict[str, tuple[str, Path]] = {}
    for code, name, path, at_key in _names(checked):
        other, place = first.setdefault(typed_form(name), (code, path))
        if other != code and not _one_after_the_other(checked, other, code):
            yield remark(
                RULE,
                path,
                message(N_("“{name}” is also a name of {code} (line {line})"), name=shown(name), code=other),
                message(N_("give one of the two another name")),
                at_key=at_key,
                lines=(("line", place),),
            )


def _one_after_the_other(checked: CheckedPlan, one: str, other: str) -> bool:
    """Whether one unit ended before the other began: a successor may have the same name."""
    units = checked.plan.directory.units
    if one not in units or other not in units:
        return False
    pairs = ((units[one], units[other]), (units[other], units[one]))
    return any(
        first.valid_until is not None and second.valid_from is not None and first.valid_until < second.valid_from
        for first, second in pairs
    )


def _names(checked: CheckedPlan) -> Iterator[tuple[str, str, Path, bool]]:
    for code, unit in checked.document.units.items():
        yield code, code, ("units", code), True
        yield code, unit.name, ("units", code, "name"), False
        if unit.short is not None:
            yield code, unit.short, ("units", code, "short"), False
        for k, alias in enumerate(unit.aliases or ()):
            yield code, alias, ("units", code, "aliases", k), False
    for code, group in (checked.document.groups or {}).items():
        if code in checked.document.units:
            continue  # P101
        yield code, code, ("groups", code), True
        yield code, group.name, ("groups", code, "name"), False
        for k, alias in enumerate(group.aliases or ()):
            yield code, alias, ("groups", code, "aliases", k), False
