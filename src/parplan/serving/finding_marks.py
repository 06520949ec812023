"""Findings as diagnostics of the protocol."""

from __future__ import annotations

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from parplan.diagnostics import Finding, Severity
from parplan.errors import ParplanError
from parplan.languages import Language
from parplan.serving.open_text import OpenText
from parplan.views.words import more_findings

SOURCE = "parplan"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.ADVICE: DiagnosticSeverity.Information,
}


def finding_marks(language: Language, opened: OpenText) -> list[Diagnostic]:
    """The diagnostics of a text: every finding, the number of those left out, or why it could not be checked."""
    if opened.failure is not None:
        return [_of_file(opened, _failure_text(language, opened.failure), DiagnosticSeverity.Error)]
    marks = [finding_mark(language, opened, finding) for finding in opened.findings]
    if opened.found is not None and opened.found.more:
        text = more_findings(language, opened.found.more)
        marks.append(_of_file(opened, text, DiagnosticSeverity.Information))
    return marks


def finding_mark(language: Language, opened: OpenText, finding: Finding) -> Diagnostic:
    """One finding as a diagnostic: its range, code and message, and on a second line what to do."""
    text = language.render(finding.message)
    if finding.help is not None:
        text += "\n" + language.render(finding.help)
    return Diagnostic(
        opened.positions.range(*opened.offsets(finding.span)),
        text,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def _of_file(opened: OpenText, text: str, severity: DiagnosticSeverity) -> Diagnostic:
    return Diagnostic(opened.positions.range(0, 0), text, severity=severity, source=SOURCE)


def _failure_text(language: Language, error: ParplanError) -> str:
    told = language.render(error.message)
    return told if error.help is None else f"{told}\n{language.render(error.help)}"
