"""Findings as a Code Quality report of GitLab: one JSON list, in the form of Code Climate's issues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parplan.diagnostics import Finding, Severity
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.findings_view import message_text
from parplan.views.fingerprints import with_fingerprints

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def code_quality(language: Language, results: Iterable[tuple[str, Iterable[Finding]]]) -> list[dict[str, Any]]:
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
                "path": path.removeprefix("./"),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        for path, finding, fingerprint in with_fingerprints(results)
    ]
