"""Fixing of plan files by a command: made under the lock from the file's current content, then written or shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

from parplan.cli.checking_files import CheckedFile, CheckTarget, check_text, read_target
from parplan.cli.import_records import find_beside
from parplan.cli.plans_asked import advise_unusable
from parplan.cli.request import Request
from parplan.cli.waiting import say_waiting
from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.locking import held
from parplan.files.writing import check_replaceable, replace_file
from parplan.recording.diffing import diff_lines

if TYPE_CHECKING:
    from parplan.linting.file_findings import FileFindings
    from parplan.loading import LoadedPlan

_Made = TypeVar("_Made")


def rewrite(
    request: Request, target: CheckTarget, make: Callable[[bytes], tuple[bytes, _Made]], *, only_show: bool
) -> tuple[_Made, str]:
    """Replace a plan by what ``make`` makes of it and return the diff; ``only_show``: write nothing.

    Raises ``RequestError`` for standard input, and what reading and writing raise.
    """
    path = target.path
    if path is None:
        raise RequestError(
            message(N_("standard input cannot be fixed: there is no file to write")),
            help=message(N_("name the file")),
        )
    if not only_show:
        check_replaceable(path.path)

    with nullcontext() if only_show else held(path.path, lambda: say_waiting(request, path.shown)):
        old = read_target(target)
        new, made = make(old)
        if new != old and not only_show:
            replace_file(path.path, old, new)
    return made, "\n".join(diff_lines(old, new, path.shown)) if only_show else ""


def mend_files(request: Request, targets: Sequence[CheckTarget], *, unsafe: bool, only_show: bool) -> list[CheckedFile]:
    """Fix each file and print what was fixed; of several files, unreadable ones are named.

    With ``only_show`` the findings are those of the unchanged files.
    """
    checked: list[CheckedFile] = []
    for target in targets:
        try:
            checked.append(_mend(request, target, unsafe=unsafe, only_show=only_show))
        except ParplanError as error:
            if len(targets) == 1:
                raise
            advise_unusable(request, target.name, [error])
    return checked


def _mend(request: Request, target: CheckTarget, *, unsafe: bool, only_show: bool) -> CheckedFile:
    from parplan.linting.fixes import MendedText, mend  # imported here, because only fixing needs the rules

    beside = None if target.path is None else find_beside(target.path.path)

    def check(data: bytes) -> tuple[LoadedPlan, FileFindings]:
        return check_text(data, target.name, target.selection, request.as_of, beside=beside)

    def make(data: bytes) -> tuple[bytes, tuple[MendedText, FileFindings]]:
        mended = mend(data, check, unsafe=unsafe)
        return mended.data, (mended, check(data)[1] if only_show else mended.left)

    (mended, found), difference = rewrite(request, target, make, only_show=only_show)
    language = request.language
    for finding in () if only_show else mended.fixed:
        text = language.gettext("{path}:{line}:{column}: {code} fixed: {message}")
        request.advise(
            text.format(
                path=target.name,
                line=finding.span.line,
                column=finding.span.column,
                code=finding.code,
                message=language.render(finding.message),
            )
        )
    return CheckedFile(found, () if only_show else mended.rounds, difference)
