"""Code actions for the findings in a range: their fixes, all safe fixes of the file, an ignore comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Range, TextEdit, WorkspaceEdit

from parplan.diagnostics import Finding, Severity, Splice
from parplan.languages import Language
from parplan.linting.excuses import excuse_one
from parplan.linting.fixes import mend, mends
from parplan.serving.finding_marks import finding_mark
from parplan.serving.open_text import OpenText
from parplan.serving.positions import Positions

FIX_ALL = "source.fixAll.parplan"
#: The most findings of a range that get actions, because each fix is tried out.
_MOST = 20


def actions(language: Language, opened: OpenText, stretch: Range, only: Sequence[str] | None) -> list[CodeAction]:
    """Return the actions of the kinds asked for (all if ``None``) in a range of the text."""
    found: list[CodeAction] = []
    if not only or _is_asked(CodeActionKind.QuickFix, only):
        touched = list(_touched(opened, stretch))[:_MOST]
        found += [action for finding in touched for action in _fix(language, opened, finding)]
        found += [action for finding in touched for action in _excuse(language, opened, finding)]
    if only and _is_asked(FIX_ALL, only):
        found += _fix_all(language, opened)
    return found


def _is_asked(kind: str, only: Sequence[str]) -> bool:
    """Whether a kind is asked for, itself or by a more general one: ``source`` includes ``source.fixAll``."""
    return any(kind == one or kind.startswith(f"{one}.") for one in only)


def _touched(opened: OpenText, stretch: Range) -> Iterator[Finding]:
    start, end = opened.positions.offset(stretch.start), opened.positions.offset(stretch.end)
    for finding in opened.findings:
        first, last = opened.offsets(finding.span)
        if first <= end and start <= last:
            yield finding


def _fix(language: Language, opened: OpenText, finding: Finding) -> Iterator[CodeAction]:
    """The fix of a finding, if it works."""
    if finding.fix is None or opened.loaded is None or not mends(opened.loaded, finding, opened.check):
        return
    title = (
        language.gettext("Mend {code}: {message}")
        if finding.fix.safe
        else language.gettext("Mend {code}, if the print does not say so: {message}")
    )
    yield CodeAction(
        title.format(code=finding.code, message=language.render(finding.message)),
        CodeActionKind.QuickFix,
        [finding_mark(language, opened, finding)],
        is_preferred=finding.fix.safe,
        edit=edit_of(opened, finding.fix.splices),
    )


def _excuse(language: Language, opened: OpenText, finding: Finding) -> Iterator[CodeAction]:
    """The action that adds an ignore comment for a finding."""
    if finding.severity is Severity.ERROR or opened.loaded is None:
        return
    reason = language.gettext("it is right here")
    splices = excuse_one(opened.loaded, finding, opened.check, reason)
    if splices:
        yield CodeAction(
            language.gettext("Leave {code} out here, with a reason").format(code=finding.code),
            CodeActionKind.QuickFix,
            [finding_mark(language, opened, finding)],
            edit=edit_of(opened, splices),
        )


def _fix_all(language: Language, opened: OpenText) -> Iterator[CodeAction]:
    """The action that applies all safe fixes, like ``validate --fix``."""
    if opened.found is None:
        return
    mended = mend(opened.data, opened.check)
    if mended.fixed:
        new = mended.data.decode("utf-8")[opened.shift :]
        yield CodeAction(
            language.gettext("Mend all that is safe to mend"),
            FIX_ALL,
            edit=edit_of(opened, [_difference(opened.body, new)]),
        )


def _difference(old: str, new: str) -> Splice:
    limit = min(len(old), len(new))
    head = next((k for k in range(limit) if old[k] != new[k]), limit)
    tail = next((k for k in range(limit - head) if old[-1 - k] != new[-1 - k]), limit - head)
    return Splice(head, len(old) - tail, new[head : len(new) - tail])


def edit_of(opened: OpenText, splices: Iterable[Splice]) -> WorkspaceEdit:
    """Turn splices of the text's body into an edit of the open file."""
    return WorkspaceEdit(changes={opened.uri: text_edits(opened.positions, opened.shift, splices)})


def text_edits(positions: Positions, shift: int, splices: Iterable[Splice]) -> list[TextEdit]:
    """Turn splices into edits; the spliced text starts ``shift`` characters into that of ``positions``."""
    return [TextEdit(positions.range(one.start + shift, one.end + shift), one.text) for one in splices]
