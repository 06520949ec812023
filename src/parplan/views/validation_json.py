"""``parplan validate`` as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parplan.diagnostics import Finding
from parplan.languages import Language
from parplan.views.file_report import FileReport
from parplan.views.json_view import Json, envelope


def validation_json(language: Language, reports: Iterable[FileReport], as_of: date) -> Json:
    """Return the findings of all files, and beside them of which codes only so many were looked at."""
    reports = list(reports)
    return envelope(
        "validation",
        as_of,
        [_finding(language, report, *row) for report in reports for row in report.rows],
        left_out=[entry for report in reports for entry in _left_out(report)],
    )


def _left_out(report: FileReport) -> Iterator[Json]:
    if report.more:
        yield {"path": report.shown, "code": None, "more": report.more}
    for code, limit in report.stopped:
        yield {"path": report.shown, "code": code, "after": limit}


def _finding(language: Language, report: FileReport, finding: Finding, fingerprint: str) -> Json:
    span = finding.span
    return {
        "path": report.shown,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "place": finding.place,
        "message": language.render(finding.message),
        "help": language.render(finding.help) if finding.help is not None else None,
        "fingerprint": fingerprint,
    }
