"""The `merge-driver` command, which git runs: it replaces our plan by the merged one."""

from __future__ import annotations

from pathlib import Path

from parplan.cli.request import Request
from parplan.diagnostics import has_errors
from parplan.errors import ParplanError
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.files.revisions import find_git, merge_file
from parplan.files.writing import replace_file
from parplan.loading import parse_plan
from parplan.recording.merging import merge_plans

#: The labels of conflict markers; only git 2.45 and later tells drivers the names of branches.
_NAMES = ("base", "ours", "theirs")
_USUAL_SIZE = 7


def run(request: Request, *, base: str, ours: str, theirs: str, marker_size: str | None, path: str | None) -> int:
    """Merge; return 0 without conflicts, 1 with conflicts or if the merged plan would be invalid, 3 if it cannot merge.

    After 3 git merges line by line (:func:`parplan.cli.verbs.git_setup.merge_command`).
    """
    git = find_git()
    size = int(marker_size) if marker_size and marker_size.isdecimal() else _USUAL_SIZE
    file, shown = Path(ours), displayed(Path(path or ours))
    mine, other = read_file(file), read_file(Path(theirs))

    def merge_lines(*texts: str) -> tuple[str, bool]:
        return merge_file(git, texts, _NAMES, size)

    merged = merge_plans(read_file(Path(base)), mine, other, merge_lines)
    if merged is None:
        request.advise(request.language.gettext("{path}: no text in UTF-8, so it was not merged").format(path=shown))
        return 3
    if merged.data != mine:
        replace_file(file, mine, merged.data)
    if merged.misplaced:
        request.advise(
            request.language.gettext(
                "{path}: what stands at {addresses} may be about something else now, as a title, name or id beside"
                " it was changed; the file is merged: if it is right, go on with `git add`"
            ).format(path=shown, addresses=", ".join(dict.fromkeys(merged.misplaced)))
        )
    if not merged.clean:
        return 1
    if not _valid(merged.data) and _valid(mine) and _valid(other):
        request.advise(
            request.language.gettext(
                "{path}: merged line by line it is no valid plan; `parplan validate` says why"
            ).format(path=shown)
        )
        return 1
    return 0


def _valid(data: bytes) -> bool:
    try:
        return not has_errors(parse_plan(data, "-").findings)
    except ParplanError:  # another format version
        return False
