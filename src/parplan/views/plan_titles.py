"""Headings of an answer about several plans: no title and no unit's name of one is told of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.languages import Language
from parplan.plan.units import Party
from parplan.queries.portfolio import PlanHead


def plan_titles(language: Language, default: PlanHead, plans: Iterable[PlanHead]) -> Iterator[str]:
    """Yield the titles of the plans of an answer, those of other years with the year; of several agencies their number.

    default: the plan of addresses without a year, told first unless all ``plans`` are another agency's.
    """
    found = {plan.path: plan for plan in plans}
    agencies = {plan.agency_key for plan in found.values()}
    if len(agencies) > 1:
        yield language.ngettext("Plans of {count} agency", "Plans of {count} agencies", len(agencies))
        return
    if agencies <= {default.agency_key}:
        found = {default.path: default, **found}
    for plan in found.values():
        yield f"{plan.prefix(default)} {plan.title}".strip()


def unit_name(default: PlanHead, plans: Iterable[PlanHead], party: Party, typed: str) -> str:
    """The name of the unit asked about; as ``typed`` where plans are of other agencies, whose unit has another name."""
    return party.name if all(plan.agency_key == default.agency_key for plan in plans) else typed
