"""The new text of a plan: the old one plus exactly one change, verified, or an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from parplan.changing.change import Change, TaskEntry
from parplan.diagnostics import N_, Finding, Path, Splice, has_errors, message
from parplan.errors import EditError, ParplanError
from parplan.loading import LoadedPlan, parse_plan
from parplan.plan.structure import Plan
from parplan.recording.entries import entry_written
from parplan.source.composing import compose
from parplan.source.edits import append_to_list, apply_splices, remove_from_list
from parplan.source.nodes import Data, Node, find, to_data
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText
from parplan.source.writing import Written, write_flow

_KEY = "progress"


class InvalidChangeError(ParplanError):
    """A change that would make a valid plan invalid; ``findings`` are the errors it would have."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding], change: Change) -> None:
        super().__init__(
            message(N_("this would make the plan invalid; nothing was written")),
            help=message(N_("the findings above depend on the entry: undo those first")) if change.removed else None,
        )
        self.findings = findings


class EditedPlan(Struct, frozen=True):
    """The bytes of a plan before and after a change; ``plan`` is the compiled plan afterwards."""

    old: bytes
    new: bytes
    plan: Plan


def edit(loaded: LoadedPlan, change: Change, name: str) -> EditedPlan:
    """Write ``change`` into the text of a valid plan; ``name`` is the file's name in errors.

    The new text is parsed and must equal the old data plus the change. Raises ``EditError`` if it does not, or if the
    layout is not supported, and :class:`InvalidChangeError` if the new plan would have errors.
    """
    assert loaded.plan is not None
    source = loaded.source
    root = loaded.root
    assert root is not None
    kept, kept_root = _without(loaded.plan, source, root, change)
    data = apply_splices(kept, _additions(loaded.plan, kept, kept_root, change.added)).encode()
    result = parse_plan(data, name)
    damaged = any(finding.about_text for finding in result.findings)
    if result.root is None or damaged or not _is_just_that(loaded.plan, root, result.root, change):
        raise _not_just_that(change, name)
    if result.plan is None:
        raise InvalidChangeError([finding for finding in result.findings if has_errors([finding])], change)
    return EditedPlan(source.encode(), data, result.plan)


def _not_just_that(change: Change, name: str) -> EditError:
    if change.removed:
        return EditError(
            message(
                N_("{path}: the entry cannot be taken back without changing other parts; nothing was written"),
                path=name,
            ),
            help=message(
                N_("delete it in the file: progress of {task}, entry {place}"),
                task=change.removed[0].task,
                place=change.removed[0].entry.place + 1,
            ),
        )
    return EditError(
        message(N_("{path}: the entry cannot be added without changing other parts; nothing was written"), path=name),
        help=message(
            N_(
                "if the file ends within a text of several lines, add a line end; "
                "else write the progress of the task as a list, one entry a line"
            )
        ),
    )


def _additions(plan: Plan, source: SourceText, root: Node, added: Iterable[TaskEntry]) -> list[Splice]:
    by_task: dict[str, list[str]] = {}
    for one in added:
        by_task.setdefault(one.task, []).append(write_flow(entry_written(one.entry)))
    splices: list[Splice] = []
    for task, items in by_task.items():
        splices += append_to_list(source, root, _place(plan, task), _KEY, items)
    return splices


def _without(plan: Plan, source: SourceText, root: Node, change: Change) -> tuple[SourceText, Node]:
    """The text without the removed entries, and its tree. Entries go all at once; in a flow list, one after another.

    The tree is parsed again only if further edits need it.
    """
    places: dict[str, list[int]] = {}
    for one in change.removed:
        places.setdefault(one.task, []).append(one.entry.place)
    while places:
        splices: list[Splice] = []
        for task in list(places):
            owner, indexes = _place(plan, task), places.pop(task)
            node = find(root, (*owner, _KEY))
            splices += remove_from_list(source, root, owner, _KEY, indexes)
            if isinstance(node, List) and node.flow and len(indexes) > 1:
                places[task] = sorted(indexes)[:-1]
        source = apply_splices(source, splices)
        if places or change.added:
            composed, _findings = compose(source)
            if composed is None:
                break  # the result will be refused, because it is not exactly the change
            root = composed
    return source, root


def _place(plan: Plan, id: str) -> Path:
    """The path of a task in the document."""
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            if task.id == id:
                return ("sections", i, "tasks", j)
    raise KeyError(id)


def _is_just_that(plan: Plan, root: Node, changed: Node, change: Change) -> bool:
    """Whether the new data equal the old data with the change applied to them."""
    expected, found = to_data(root), to_data(changed)
    for one in sorted(change.removed, key=lambda one: -one.entry.place):
        del _entries_at(expected, plan, one.task)[one.entry.place]
    for task in {one.task for one in change.removed}:
        if not _entries_at(expected, plan, task) and _KEY not in _mapping_at(found, _place(plan, task)):
            del _mapping_at(expected, _place(plan, task))[_KEY]  # a list disappears with its last entry
    for one in change.added:
        _mapping_at(expected, _place(plan, one.task)).setdefault(_KEY, [])
        _entries_at(expected, plan, one.task).append(_plain(entry_written(one.entry)))
    return found == expected


def _mapping_at(data: Data, path: Path) -> dict[str, Data]:
    for step in path:
        data = data[step]  # type: ignore[index]
    assert isinstance(data, dict)
    return data


def _entries_at(data: Data, plan: Plan, task: str) -> list[Data]:
    entries = _mapping_at(data, _place(plan, task))[_KEY]
    assert isinstance(entries, list)
    return entries


def _plain(written: Written) -> Data:
    if isinstance(written, str):
        return str(written)
    if isinstance(written, Mapping):
        return {key: _plain(value) for key, value in written.items()}
    return [_plain(value) for value in written]
