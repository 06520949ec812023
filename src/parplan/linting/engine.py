"""The check of a loaded plan: run the rules, locate their remarks, apply comments and selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from parplan.diagnostics import Finding, Remark, Severity, has_errors
from parplan.document.error_limit import LOADING_LIMIT
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.comments import Ignore, find_ignores, lines_of
from parplan.linting.damage import find_damage
from parplan.linting.file_findings import FINDINGS_LIMIT, FileFindings, Stopped
from parplan.linting.registry import CHECKS, EXPLANATIONS, LOADING_CODES
from parplan.linting.rule import Needs
from parplan.linting.rules import p601_second_plan
from parplan.linting.selection import Selection
from parplan.linting.suppression import Located, suppress
from parplan.linting.twins import identity_of
from parplan.loading import LoadedPlan, in_order, locate, touches
from parplan.provenance.doubts import Doubt
from parplan.provenance.findings import doubt_remarks
from parplan.source.collecting import garbage_collection_paused
from parplan.source.nodes import find
from parplan.source.text_rules import FINDINGS_LIMIT as TEXT_LIMIT

_F = TypeVar("_F", Finding, Remark)


def check_plan(
    name: str,
    loaded: LoadedPlan,
    selection: Selection,
    today: date,
    twin: str | None = None,
    *,
    doubts: tuple[Doubt, ...] = (),
    comments: bool = True,
) -> FileFindings:
    """Check one plan; ``twin`` is the name of another plan of the same agency and years, if there is one.

    doubts: open doubts of its import. comments: whether ignore comments are applied and checked.
    """
    with garbage_collection_paused():
        checked = _checked_plan(name, loaded, today, doubts)
        stopped: list[Stopped] = []
        found: Iterable[Finding] = loaded.findings
        if checked is not None:
            ignores = find_ignores(loaded.source, lambda: checked.values) if comments else ()
            found = _all_findings(loaded, checked, twin, selection, ignores, stopped)
        kept = (selection.apply(finding, EXPLANATIONS) for finding in found)
        findings, more_warnings = _told(in_order(finding for finding in kept if finding is not None))
        about_text = [finding.code for finding in findings if finding.about_text]
        if len(about_text) >= TEXT_LIMIT:
            stopped.append(Stopped(about_text[-1], TEXT_LIMIT, about_text=True))
        return FileFindings(
            name,
            loaded.source,
            findings,
            tuple(sorted(stopped)),
            identity_of(loaded.compiled),
            loaded.more,
            more_warnings,
        )


def _told(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], int]:
    """The findings without the surplus warnings of loading, and the number of these."""
    of_loading = sum(finding.code in LOADING_CODES for finding in findings)
    surplus = max(of_loading - LOADING_LIMIT, 0)
    warnings = [f for f in findings if f.code in LOADING_CODES and f.severity is not Severity.ERROR]
    left_out = set(map(id, warnings[len(warnings) - surplus :] if surplus else ()))
    return tuple(finding for finding in findings if id(finding) not in left_out), len(left_out)


def _checked_plan(name: str, loaded: LoadedPlan, today: date, doubts: tuple[Doubt, ...]) -> CheckedPlan | None:
    """The input of the rules; ``None`` if the file does not have the shape of a plan."""
    if loaded.root is None or loaded.document is None or loaded.compiled is None:
        return None
    return CheckedPlan(name, loaded.source, loaded.root, loaded.document, loaded.compiled, today, doubts)


def _all_findings(
    loaded: LoadedPlan,
    checked: CheckedPlan,
    twin: str | None,
    selection: Selection,
    ignores: tuple[Ignore, ...],
    stopped: list[Stopped],
) -> Iterator[Finding]:
    """The findings of loading and of the rules, without ignored ones, and the findings about the comments."""
    wanted = {code for code, rule in EXPLANATIONS.items() if selection.severity_of(rule) is not None}
    if alone := _alone(checked, wanted):
        codes = {located.finding.code for located in alone}
        kept = suppress(alone, ignores, EXPLANATIONS, set(), loaded.source)
        if told := [finding for finding in kept if finding.code in codes]:
            yield from (finding for finding in loaded.findings if has_errors([finding]))
            yield from told
            return
    remarks = list(p601_second_plan.check_twin(checked, twin)) if p601_second_plan.RULE.code in wanted else []
    doubted = (remark for remark in doubt_remarks(checked.doubts, checked.plan) if remark.code in wanted)
    remarks += _limited(doubted, stopped)
    located = [*_loaded(loaded), *_linted(loaded, checked, remarks, wanted, stopped)]
    # With an error, rules see less than is written, so an apparently unused comment may be needed after its correction.
    # A finding reported once for the whole plan is true of each task whose comment ignores it.
    unsure = {one.code for one in stopped} | {one.finding.code for one in located if one.finding.place == "sections"}
    judged = set() if has_errors(loaded.findings) else wanted - unsure
    yield from _limited(suppress(located, ignores, EXPLANATIONS, judged, loaded.source), stopped)


def _limited(found: Iterable[_F], stopped: list[Stopped]) -> Iterator[_F]:
    """Yield as many findings of each code as are looked at; codes that have more are added to ``stopped``.

    Those of loading have their own limit.
    """
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.code] += one.code not in LOADING_CODES
        if counts[one.code] <= FINDINGS_LIMIT:
            yield one
    stopped += [Stopped(code, FINDINGS_LIMIT) for code, count in counts.items() if count > FINDINGS_LIMIT]


def _alone(checked: CheckedPlan, wanted: set[str]) -> list[Located]:
    """The findings of rules that stand alone: if there is one, no other warning is reported."""
    checks = (check for check in CHECKS if check.rule.alone and check.rule.code in wanted)
    return [_located(checked, remark) for check in checks for remark in check.run(checked)]


def _located(checked: CheckedPlan, remark: Remark) -> Located:
    return Located(locate(remark, checked.root, checked.source), lines_of(checked, find(checked.root, remark.path)))


def _loaded(loaded: LoadedPlan) -> Iterator[Located]:
    for finding in loaded.findings:
        yield Located(finding, frozenset((finding.span.line, finding.span.end_line)))


def _linted(
    loaded: LoadedPlan, checked: CheckedPlan, remarks: list[Remark], wanted: set[str], stopped: list[Stopped]
) -> Iterator[Located]:
    """Yield ``remarks`` and the findings of the rules, except in damaged places, where they would repeat the damage.

    Rules on the sense also skip the surroundings of damage: a refused key is not missing. Rules that reached their
    limit are added to ``stopped``.
    """
    damaged = [finding.span for finding in loaded.findings if finding.about_text]
    damage = find_damage(checked, loaded.findings)
    incomplete = bool(damage)
    for check in CHECKS:
        rule = check.rule
        if rule.code not in wanted or (incomplete and rule.needs is Needs.ALL_NAMES):
            continue
        found = list(islice(check.run(checked), FINDINGS_LIMIT + 1))
        if len(found) > FINDINGS_LIMIT:
            found.pop()
            stopped.append(Stopped(rule.code, FINDINGS_LIMIT))
        if incomplete and rule.needs is not Needs.WORDS_ONLY:
            found = [remark for remark in found if not damage.covers(remark.path)]
        remarks += found
    for remark in remarks:
        located = _located(checked, remark)
        if not any(touches(located.finding.span, span) for span in damaged):
            yield located
