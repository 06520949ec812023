"""Another code for a unit or group, another id for a task or milestone, wherever the text names it by that."""

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
    """The splices that give what is named at ``offset`` another code or id: these bytes and no others.

    Offsets count from the beginning of :attr:`OpenText.body`. The text is read again: it must say the same with the new
    name, and have no error it had not. Raises ``RequestError`` where nothing can be renamed there, or not so.
    """
    naming = renamable(opened, offset)
    root, namings = opened.root, opened.namings
    if naming is None or root is None or namings is None or opened.loaded is None:
        raise RequestError(message(N_("nothing with a code or id of this file stands here")))
    if has_errors(f for f in opened.findings if f.about_text):
        raise RequestError(message(N_("the text cannot be read as a whole; correct its errors first")))
    source = SourceText(opened.body)
    places = [one for one in namings.of(naming.named) if one.by_id]
    splices: list[Splice] = []
    expected = to_data(root)
    try:
        for place in sorted(places, key=lambda one: -len(one.path)):  # keys last, as they are steps of the others
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
            message(N_("“{name}” cannot be its code or id here: the plan would say something else"), name=new),
            help=message(N_("take one that is not used, of letters, digits, “.”, “-” and “_”")),
        )
    return sorted(splices)


def renamable(opened: OpenText, offset: int) -> Naming | None:
    """What is named by its code or id at ``offset``; ``None`` where nothing is."""
    naming = opened.namings.at(offset) if opened.namings is not None else None
    return naming if naming is not None and naming.by_id else None


def _as_good(opened: OpenText, changed: SourceText, naming: Naming, new: str) -> bool:
    """Whether the plan reads without an error it had not, and means the same things by the new name."""
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
