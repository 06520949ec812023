"""Ignore comments, written by ``validate --add-ignore``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parplan.cli.checking_files import CheckTarget, check_text
from parplan.cli.mending import rewrite
from parplan.cli.request import Request
from parplan.diagnostics import N_, Finding, message
from parplan.errors import RequestError
from parplan.linting.selection import SelectionError, check_ignored
from parplan.vocabulary.hidden_characters import has_hidden

if TYPE_CHECKING:
    from parplan.linting.excuses import ExcusedText
    from parplan.linting.file_findings import FileFindings
    from parplan.loading import LoadedPlan


def excuse_findings(
    request: Request, targets: Sequence[CheckTarget], codes: Sequence[str], reason: str, *, only_show: bool
) -> int:
    """Add an ignore comment to each line with one of the codes; return the exit code.

    Raises ``RequestError`` for an unknown code, the code of an error, and a reason of several lines.
    """
    from parplan.linting.registry import EXPLANATIONS

    try:
        check_ignored(codes, EXPLANATIONS)
    except SelectionError as error:
        raise RequestError(error.message, help=error.help) from None
    reason = " ".join(reason.split())
    if has_hidden(reason):
        raise RequestError(
            message(N_("{option} contains a character that is not allowed in a text"), option="--reason")
        )
    left = 0
    for target in targets:
        excused = _excuse(request, target, tuple(codes), reason, only_show=only_show)
        left += len(excused.not_excused)
        for finding in excused.not_excused:
            _say(request, target, finding, N_("{path}:{line}:{column}: {code}: this line cannot take a comment"))
        if not only_show:
            count = len(excused.excused)
            said = request.language.ngettext(
                "{count} finding left out by a comment", "{count} findings left out by comments", count
            )
            request.advise(f"{target.name}: {said}")
    return 3 if left else 0


def _excuse(
    request: Request, target: CheckTarget, codes: tuple[str, ...], reason: str, *, only_show: bool
) -> ExcusedText:
    from parplan.linting.excuses import excuse

    def check(data: bytes) -> tuple[LoadedPlan, FileFindings]:
        return check_text(data, target.name, target.selection, request.as_of)

    def make(data: bytes) -> tuple[bytes, ExcusedText]:
        excused = excuse(data, check, codes, reason)
        return excused.data, excused

    excused, difference = rewrite(request, target, make, only_show=only_show)
    if difference:
        request.answer_difference(difference.split("\n"))
    return excused


def _say(request: Request, target: CheckTarget, finding: Finding, template: str) -> None:
    request.advise(
        request.language.gettext(template).format(
            path=target.name, line=finding.span.line, column=finding.span.column, code=finding.code
        )
    )
