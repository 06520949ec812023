"""Remarks on the unit or group asked about, where plans of one agency do not agree on what its name means."""

from __future__ import annotations

from collections.abc import Iterable

from parplan.cli.request import Request
from parplan.queries.portfolio import NamedInPlan, PlanHead, Portfolio
from parplan.vocabulary.folding import fold


def tell_unit_meanings(request: Request, typed: str | None, named: Iterable[tuple[PlanHead, NamedInPlan]]) -> None:
    """Say which plans were not asked, as they do not have this name, and where it is the code of another unit.

    named: the default plan first. A plan that does not have the name is told if it is the default one, or has another
    name of the unit: last year's short form may be missing this year. Plans of other agencies have their own units.
    """
    plans = list(named) if typed is not None else []
    first = next(((plan, one) for plan, one in plans if one.found), None)
    if first is None:
        return
    there, meant = first
    _ = request.language.gettext
    missing: list[str] = []
    for plan, one in plans:
        if plan.agency_key != there.agency_key:
            continue
        names = _folded(one.called or one.known)
        if not one.found and (plan.path == plans[0][0].path or names & _folded(meant.called)):
            missing.append(plan.path)
        elif one.found and not _folded(one.called[1:]) & _folded(meant.called[1:]):
            told = _("In {path} “{unit}” is {name}; in {other} it is {other_name}.")
            request.advise(
                told.format(
                    path=there.path, unit=typed, name=meant.called[1], other=plan.path, other_name=one.called[1]
                )
            )
    if missing:
        told = _("Not asked: {paths}; no unit or group is called “{unit}” there.")
        request.advise(told.format(paths=", ".join(missing), unit=typed))


def tell_unit_of(request: Request, typed: str | None, portfolio: Portfolio) -> None:
    """The same of all plans of a question."""
    subjects = portfolio.subjects
    tell_unit_meanings(request, typed, ((one.head, NamedInPlan.party(one, typed)) for one in subjects))


def _folded(names: Iterable[str]) -> set[str]:
    return set(map(fold, names))
