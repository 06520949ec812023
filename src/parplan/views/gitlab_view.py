"""Findings as a Code Quality report of GitLab: one JSON list, in the form of Code Climate's issues."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from parplan.diagnostics import Finding, Severity
from parplan.languages import Language
from parplan.views.blocks import safe

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def code_quality(language: Language, results: Iterable[tuple[str, Iterable[Finding]]]) -> list[dict[str, Any]]:
    """Return the issues of all files.

    A fingerprint tells an issue known from a new one, whatever line it has moved to: it is made of path, code and
    the English message, and of its number among equals.
    """
    issues = []
    seen: Counter[str] = Counter()
    for path, findings in results:
        for finding in findings:
            identity = f"{path}\0{finding.code}\0{finding.message}"
            seen[identity] += 1
            description = f"{finding.code} {language.render(finding.message)}"
            if finding.help is not None:
                description = f"{description} ({language.render(finding.help)})"
            issues.append(
                {
                    "type": "issue",
                    "check_name": f"{finding.code} {finding.name}",
                    "description": safe(description),
                    "categories": ["Bug Risk" if finding.severity is Severity.ERROR else "Clarity"],
                    "severity": _LEVELS[finding.severity],
                    "fingerprint": hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest(),
                    "location": {
                        "path": path.removeprefix("./"),
                        "lines": {"begin": finding.span.line, "end": finding.span.end_line},
                    },
                }
            )
    return issues
