"""Renaming of a unit's or group's code, or of a task's or milestone's id, wherever the text uses it."""

from __future__ import annotations

from typing import Any

from parplan.diagnostics import N_, Path, Splice, has_errors, message
from parplan.errors import EditError, RequestError
from parplan.serving.naming import Named, Naming
from parplan.serving.open_text import OpenText
from parplan.source.composing import compose
from parplan.source.edits import apply_splices
from parplan.source.nodes import Data, to_data
from parplan.source.text import SourceText
from parplan.source.value_edits import replace_value, with_value


def rename(opened: OpenText, offset: int, new: str) -> list[Splice]:
    """The splices that give the thing named at ``offset`` another code or id.

    Offsets count in :attr:`OpenText.body`. The changed text must mean the same with the new name and have no new error.
    Raises ``RequestError`` if nothing can be renamed there, or not to ``new``.
    """
    naming = renamable(opened, offset)
    root, namings = opened.root, opened.namings
    if naming is None or root is None or namings is None or opened.loaded is None:
        raise RequestError(message(N_("there is no code or id of this file at the cursor")))
    if has_errors(f for f in opened.findings if f.about_text):
        raise RequestError(message(N_("the text cannot be read as a whole; correct its errors first")))
    source = SourceText(opened.body)
    places = [one for one in namings.of(naming.named) if one.by_id]
    splices: list[Splice] = []
    expected = to_data(root)
    try:
        for place in sorted(places, key=lambda one: -len(one.path)):  # keys last, because they are steps of other paths
            if place.at_key:
                splices.append(Splice(place.start, place.end, new))
                expected = _with_key(expected, place.path, new)
            else:
                value = place.before + new + place.behind
                splices += replace_value(source, root, place.path, value)
                expected = with_value(expected, place.path, value)
    except EditError as error:
        raise RequestError(error.message, help=error.help) from None
    changed = apply_splices(source, splices)
    read, findings = compose(changed)
    if read is None or findings or to_data(read) != expected or not _as_good(opened, changed, naming, new):
        raise RequestError(
            message(N_("“{name}” cannot be used here: the plan would change its meaning"), name=new),
            help=message(N_("choose an unused name of letters, digits, “.”, “-” and “_”")),
        )
    return sorted(splices)


def renamable(opened: OpenText, offset: int) -> Naming | None:
    """The occurrence of a code or id at ``offset``, or ``None``."""
    naming = opened.namings.at(offset) if opened.namings is not None else None
    return naming if naming is not None and naming.by_id else None


def _as_good(opened: OpenText, changed: SourceText, naming: Naming, new: str) -> bool:
    """Whether the changed plan has no new error and means the same by the new name."""
    after = opened.again(changed.text)
    if after.failure is not None or after.namings is None or opened.namings is None:
        return False
    errors = [sum(has_errors([finding]) for finding in one.findings) for one in (opened, after)]
    if errors[1] > errors[0]:
        return False
    named = naming.named
    there = after.namings.of(Named(named.sort, new, named.task))
    return len(there) == len(opened.namings.of(named)) and len(after.namings.all()) == len(opened.namings.all())


def _with_key(data: Data, path: Path, new: str) -> Data:
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        changed: dict[str, Any] = {}
        for key, value in data.items():
            if key == step:
                changed[key if rest else new] = _with_key(value, rest, new) if rest else value
            else:
                changed[key] = value
        return changed
    if isinstance(data, list):
        return [_with_key(item, rest, new) if k == step else item for k, item in enumerate(data)]
    return data
