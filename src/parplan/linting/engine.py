"""From a loaded plan to all its findings: rules run, their remarks given lines, comments and selection obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from parplan.diagnostics import Finding, Remark, has_errors
from parplan.linting import across
from parplan.linting.checked import FINDINGS_LIMIT, Checked
from parplan.linting.comments import find_ignores, lines_of
from parplan.linting.damage import find_damage
from parplan.linting.registry import EXPLANATIONS, OF_ALL_NAMES, OF_WORDS, RULES
from parplan.linting.selection import Selection
from parplan.linting.subject import Subject
from parplan.linting.suppression import Located, suppress
from parplan.linting.twins import Twins, identity_of
from parplan.loading import LoadedPlan, in_order, locate, touches
from parplan.source.codes import FINDINGS_LIMIT as TEXT_LIMIT
from parplan.source.collecting import garbage_collection_paused
from parplan.source.nodes import find


def check_plans(plans: Iterable[tuple[str, LoadedPlan]], selection: Selection, today: date) -> tuple[Checked, ...]:
    """Check plans together, each with the name it goes by. ``today`` is the day no entry may be after."""
    twins = Twins()
    return tuple(
        check_plan(name, loaded, selection, today, twins.other_than(name, identity_of(loaded.compiled)))
        for name, loaded in plans
    )


def check_plan(name: str, loaded: LoadedPlan, selection: Selection, today: date, twin: str | None = None) -> Checked:
    """Check one plan; ``twin`` is the name of another that is of the same agency and years, where there is one."""
    with garbage_collection_paused():
        subject = _subject(name, loaded, today)
        together: list[Remark] = []
        if subject is not None and selection.severity_of(across.EXPLANATION) is not None:
            together += across.check(subject, twin)
        return _checked(name, loaded, subject, together, selection)


def _subject(name: str, loaded: LoadedPlan, today: date) -> Subject | None:
    """What the rules look at; ``None`` where the file has not the shape of a plan."""
    if loaded.root is None or loaded.document is None or loaded.compiled is None:
        return None
    return Subject(name, loaded.source, loaded.root, loaded.document, loaded.compiled, today)


def _checked(
    name: str, loaded: LoadedPlan, subject: Subject | None, together: list[Remark], selection: Selection
) -> Checked:
    found: Iterable[Finding] = loaded.findings
    cut: set[str] = set()
    if subject is not None:
        checked = {code for code, rule in EXPLANATIONS.items() if selection.severity_of(rule) is not None}
        located = [*_loaded(loaded, subject), *_linted(loaded, subject, together, checked, cut)]
        ignores = find_ignores(loaded.source, lambda: subject.values)
        # Beside an error rules see less than is written: what a comment excuses may come back with its correction.
        judged = set() if has_errors(loaded.findings) else checked - cut
        found = suppress(located, ignores, EXPLANATIONS, judged, loaded.source)
    kept = (selection.apply(finding, EXPLANATIONS) for finding in found)
    findings = in_order(finding for finding in kept if finding is not None)
    on_text = [finding.code for finding in findings if finding.code.startswith("Y")]
    if len(on_text) >= TEXT_LIMIT:
        cut.add(on_text[-1])
    return Checked(name, loaded.source, findings, tuple(sorted(cut)), identity_of(loaded.compiled))


def _loaded(loaded: LoadedPlan, subject: Subject) -> Iterator[Located]:
    for finding in loaded.findings:
        yield Located(finding, frozenset((finding.span.line, finding.span.end_line)))


def _linted(
    loaded: LoadedPlan, subject: Subject, together: list[Remark], checked: set[str], cut: set[str]
) -> Iterator[Located]:
    """What the rules find; in a place whose text is damaged it would only repeat the damage in other words.

    Rules on the sense are silent also about what the damage is a part of: a key that was refused is not missing. The
    codes of rules that were stopped are added to ``cut``.
    """
    damaged = [finding.span for finding in loaded.findings if finding.code.startswith("Y")]
    damage = find_damage(subject, loaded.findings)
    incomplete = bool(damage)
    remarks = list(together)
    for rule in RULES:
        code = rule.explanation.code
        if code in checked and not (incomplete and code in OF_ALL_NAMES):
            found = list(islice(rule.check(subject), FINDINGS_LIMIT + 1))
            if len(found) > FINDINGS_LIMIT:
                found.pop()
                cut.add(code)
            if incomplete and code not in OF_WORDS:
                found = [remark for remark in found if not damage.covers(remark.path)]
            remarks.extend(found)
    for remark in remarks:
        finding = locate(remark, subject.root, subject.source)
        if not any(touches(finding.span, span) for span in damaged):
            yield Located(finding, lines_of(subject, find(subject.root, remark.path)))
