"""A checkout of the trusted branch, so that a pull request cannot relax its own check.

Settings and the baseline are read there, and an ignore comment counts only if it is there, too.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.check_settings import FolderSettings
from parplan.cli.checking_files import CheckTarget, check_text, read_target
from parplan.diagnostics import N_, Finding, message
from parplan.errors import ParplanError, RequestError
from parplan.files.paths import displayed, is_folder
from parplan.files.reading import read_file
from parplan.files.repository import Repositories
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection
from parplan.loading import in_order
from parplan.views.file_report import fingerprints


class TrustedBase:
    """The folder with the checkout; files correspond by their path in the repository."""

    def __init__(self, folder: str) -> None:
        self._root = Path(os.path.realpath(folder))
        if not is_folder(self._root):
            raise RequestError(
                message(N_("{option}: {path} is not a folder"), option="--trusted", path=displayed(Path(folder)))
            )
        self._typed = Path(os.path.abspath(folder))  # noqa: PTH100 - without “..”, links kept
        self._settings = FolderSettings(self._root)
        self._repositories = Repositories(os.environ)

    def selection_of(self, file: Path | None) -> Selection:
        """The selection by the trusted settings for a file; for standard input, by those of the root."""
        there = None if file is None else self.counterpart(file)
        return self._settings.of_folder(self._root).selection if there is None else self._settings.of_file(there)

    def own_file(self, file: Path) -> Path:
        """The file that is meant, without links.

        Raises ``RequestError`` for a link into the checkout, or out of the repository: what is there says nothing about
        this branch, and is nobody's business but the runner's.
        """
        real = Path(os.path.realpath(file))
        here = Path(os.path.abspath(file))  # noqa: PTH100 - without “..”, links kept
        own = self._repositories.root_of(Path.cwd()) or Path.cwd()
        if own in here.parents and own not in real.parents:
            raise RequestError(
                message(
                    N_("{path} leads out of {folder} by a link: what is there is no part of this branch"),
                    path=displayed(file),
                    folder=displayed(own),
                ),
                help=message(N_("put the file it leads to in its place")),
            )
        if self._root in real.parents and self._typed not in here.parents and self._root not in here.parents:
            raise RequestError(
                message(
                    N_("{path} is a link into {folder}: the plan of the trusted branch stands in its place"),
                    path=displayed(file),
                    folder=displayed(self._typed),
                ),
                help=message(N_("put the file it leads to in its place")),
            )
        return real

    def counterpart(self, file: Path) -> Path | None:
        """The path of the same file in the checkout, which need not exist; ``None`` outside a repository."""
        path = self._repositories.path_in_repository(file)
        return None if path is None else self._root / path

    def with_untrusted(self, target: CheckTarget, found: FileFindings, today: date) -> FileFindings:
        """Add the findings that comments ignore here, but not in the trusted branch."""
        excused = _excused(read_target(target), target, found, today) if target.path is not None else {}
        if not excused:
            return found
        trusted = self._trusted(target, today)
        told = [finding for made, finding in excused.items() if made not in trusted]
        return replace(found, findings=in_order([*found.findings, *told]))

    def _trusted(self, target: CheckTarget, today: date) -> frozenset[str]:
        """The fingerprints of findings ignored by comments of the trusted branch in the same file."""
        there = None if target.path is None else self.counterpart(target.path.path)
        try:
            data = None if there is None else read_file(there)
            return frozenset() if data is None else frozenset(_excused(data, target, None, today))
        except ParplanError:
            return frozenset()  # missing there, or not a plan


def _excused(data: bytes, target: CheckTarget, found: FileFindings | None, today: date) -> dict[str, Finding]:
    """The findings ignored by comments in a text, by fingerprint."""
    _, every = check_text(data, target.name, target.selection, today, comments=False)
    told = found or check_text(data, target.name, target.selection, today)[1]
    shown = {(finding.code, finding.span) for finding in told.findings}
    made = fingerprints("", every.findings, every.source)
    return {
        one: finding
        for one, finding in zip(made, every.findings, strict=True)
        if (finding.code, finding.span) not in shown
    }
