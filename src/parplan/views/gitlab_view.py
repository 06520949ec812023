"""Findings as a GitLab Code Quality report: one JSON list of issues in Code Climate's format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parplan.diagnostics import Severity
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.file_report import FileReport
from parplan.views.findings_view import message_text

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def code_quality(language: Language, reports: Iterable[FileReport]) -> list[dict[str, Any]]:
    """Return the issues of all files."""
    return [
        {
            "type": "issue",
            "check_name": f"{finding.code} {finding.name}",
            "description": safe(f"{finding.code} {message_text(language, finding)}"),
            "categories": ["Bug Risk" if finding.severity is Severity.ERROR else "Clarity"],
            "severity": _LEVELS[finding.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": report.shown.removeprefix("./"),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for report in reports
        for finding, fingerprint in report.rows
    ]
