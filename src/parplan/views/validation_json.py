"""``parplan validate`` as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parplan.diagnostics import Finding, Fix
from parplan.languages import Language
from parplan.source.text import SourceText
from parplan.views.file_report import FileReport
from parplan.views.json_view import Json, envelope


def validation_json(
    language: Language, reports: Iterable[FileReport], as_of: date, *, statistics: bool = False
) -> Json:
    """Return the findings of all files.

    Beside them: what was fixed, how many the baseline knows, and the codes whose findings are not complete.
    """
    reports = list(reports)
    more: Json = {}
    if statistics:
        from parplan.views.statistics_view import count_codes

        more["statistics"] = [
            {
                "code": row.code,
                "name": row.name,
                "severity": row.severity,
                "count": row.count,
                "fixable": row.fixable,
                "unsafe": row.doubtful,
            }
            for row in count_codes(reports)
        ]
    return envelope(
        "validation",
        as_of,
        [_finding(language, report, *row, report.source) for report in reports for row in report.rows],
        fixed=[_finding(language, report, *row, None) for report in reports for row in report.fixed],
        known=sum(report.known for report in reports),
        differences=[{"path": report.shown, "diff": report.difference} for report in reports if report.difference],
        left_out=[entry for report in reports for entry in _left_out(report)],
        **more,
    )


def _left_out(report: FileReport) -> Iterator[Json]:
    if report.more:
        yield {"path": report.shown, "code": None, "more": report.more}
    for code, limit in report.stopped:
        yield {"path": report.shown, "code": code, "after": limit}


def _finding(
    language: Language, report: FileReport, finding: Finding, fingerprint: str, source: SourceText | None
) -> Json:
    """One finding, with its fix if ``source`` (the text it is about) is available."""
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
        "fix": _fix(finding.fix, source) if finding.fix is not None and source is not None else None,
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix, source: SourceText) -> Json:
    edits = []
    for splice in fix.splices:
        span = source.span(splice.start, splice.end)
        edits.append(
            {
                "line": span.line,
                "column": span.column,
                "end_line": span.end_line,
                "end_column": span.end_column,
                "text": splice.text,
            }
        )
    return {"safe": fix.safe, "edits": edits}
