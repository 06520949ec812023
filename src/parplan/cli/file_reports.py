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
    known = [*checked]
    paths = [_path(one, repositories) for one in known]
    outside = _identities(one.findings.name for one, path in zip(known, paths, strict=True) if path is None)
    return [_report(one, path, path or outside[one.findings.name]) for one, path in zip(known, paths, strict=True)]


def _path(checked: CheckedFile, repositories: Repositories) -> str | None:
    name = checked.findings.name
    return None if name == "-" else repositories.path_in_repository(Path(name))


def _identities(names: Iterable[str]) -> dict[str, str]:
    """Names of files outside of a repository in fingerprints: the bare name, as a path depends on the current folder.

    Files of one name are told apart by the path from the folder that holds them all: what is known of one is not of
    another.
    """
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(Path(name).name, []).append(name)
    found: dict[str, str] = {}
    for bare, those in alike.items():
        folders = [os.path.realpath(Path(name).parent) for name in those]
        try:
            above = os.path.commonpath(folders)
        except ValueError:  # several drives
            above = ""
        found |= {
            name: Path(folder, bare).relative_to(above).as_posix() for name, folder in zip(those, folders, strict=True)
        }
    return found


def _report(checked: CheckedFile, path: str | None, identity: str) -> FileReport:
    found = checked.findings
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
