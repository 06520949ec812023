"""Reports of checked files, with paths relative to the repository, wherever the command runs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from parplan.cli.checking_files import CheckedFile
from parplan.files.paths import displayed
from parplan.files.repository import Repositories
from parplan.views.file_report import FileReport, fingerprints


def reports_of(checked: Iterable[CheckedFile]) -> list[FileReport]:
    """Make the reports of checked files."""
    repositories = Repositories(os.environ)
    return [_report(one, repositories) for one in checked]


def _report(checked: CheckedFile, repositories: Repositories) -> FileReport:
    found = checked.findings
    path = None if found.name == "-" else repositories.path_in_repository(Path(found.name))
    # Outside a repository the fingerprint uses the bare name, because the path depends on the current folder.
    identity = path or Path(found.name).name
    fixed = [
        (finding, made)
        for source, findings in checked.fixed
        for finding, made in zip(findings, fingerprints(identity, findings, source), strict=True)
    ]
    return FileReport(
        path or found.name,
        displayed(Path(path or found.name)),
        found.source,
        found.findings,
        fingerprints(identity, found.findings, found.source),
        tuple((stopped.code, stopped.limit) for stopped in found.stopped),
        found.more,
        tuple(fixed),
        difference=checked.difference,
    )
