"""Entries of a merged text that would be about another task, part or unit than the one they were recorded of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.recording.merge_sides import HISTORY, PlanSide, texts_at, title_at
from parplan.source.nodes import MappingNode, Node, Scalar, find, to_data
from parplan.source.nodes import Sequence as List
from parplan.vocabulary.folding import fold
from parplan.vocabulary.titles import is_corrected


def find_misplaced(base: PlanSide | None, sides: Sequence[PlanSide], merged: PlanSide) -> Iterator[str]:
    """The addresses of entries of a merged text that none of the sides has about the same task and parts of it."""
    old, new = [] if base is None else [*base.titles.values()], [*merged.titles.values()]
    recorded: dict[str, list[_Placed]] = {}
    for side in sides:
        for one in _placed(side):
            recorded.setdefault(one.says, []).append(one)
    for one in _placed(merged):
        if not any(
            (before.task == one.task or is_corrected(before.task, one.task, old, new))
            and all(part.is_in(now) for part, now in zip(before.parts, one.parts, strict=True))
            for before in recorded.get(one.says, ())
        ):
            yield one.address


class _NamedPart(Struct, frozen=True):
    """The milestone, target or unit an entry names: its folded title, what tells it from others of that title, and the
    titles of all of its kind in the task. Empty where the task has none of that id."""

    title: str
    detail: str
    beside: tuple[str, ...]

    def is_in(self, now: _NamedPart) -> bool:
        """Whether it is the same in another text, where its title may be corrected."""
        if self.title != now.title:
            return is_corrected(self.title, now.title, self.beside, now.beside)
        return self.detail == now.detail or max(self.beside.count(self.title), now.beside.count(now.title)) <= 1


class _Placed(Struct, frozen=True):
    """An entry with the folded title of its task, and the milestone, unit and targets it names."""

    address: str
    says: str
    task: str
    parts: tuple[_NamedPart, ...]


def _placed(side: PlanSide) -> Iterator[_Placed]:
    units = _units(side.root)
    for id, path in side.tasks.items():
        milestones, targets = _parts(side.root, path, "milestones", "due"), _parts(side.root, path, "targets", "unit")
        entries = find(side.root, (*path, HISTORY))
        for entry in entries.items if isinstance(entries, List) else ():
            data = to_data(entry)
            facts = data if isinstance(data, dict) else {}
            milestone = str(facts.get("milestone", "")).partition("@")[0]
            measures = facts.get("measures")
            ids = sorted(measures) if isinstance(measures, dict) else []
            yield _Placed(
                f"{id}/{milestone}" if milestone else id,
                json.dumps(data, ensure_ascii=False, sort_keys=True),
                side.titles[id],
                (
                    _part(milestones, milestone),
                    _part(units, str(facts.get("unit", ""))),
                    *(_part(targets, one) for one in ids),
                ),
            )


def _part(known: Mapping[str, _NamedPart], id: str) -> _NamedPart:
    return known.get(id) or _NamedPart("", "", ())


def _parts(root: Node, task: Path, key: str, detail: str) -> dict[str, _NamedPart]:
    """The milestones or targets of a task by their ids and earlier ones."""
    found = find(root, (*task, key))
    paths: list[Path] = [(*task, key, k) for k in range(len(found.items) if isinstance(found, List) else 0)]
    titles = tuple(title_at(root, path) for path in paths)
    details = [find(root, (*path, detail)) for path in paths]
    return {
        name: _NamedPart(title, fold(one.value) if isinstance(one, Scalar) else "", titles)
        for path, title, one in zip(paths, titles, details, strict=True)
        for name in _names(root, path)
    }


def _units(root: Node) -> dict[str, _NamedPart]:
    """The units by their codes, short forms and other names, with their names for titles."""
    found = find(root, ("units",))
    codes = list(found.by_key) if isinstance(found, MappingNode) else []
    texts = {code: {key: find(root, ("units", code, key)) for key in ("name", "short")} for code in codes}
    names = {code: [one.value for one in known.values() if isinstance(one, Scalar)] for code, known in texts.items()}
    titles = tuple(fold(called[0]) if called else "" for called in names.values())
    return {
        name: _NamedPart(title, "", titles)
        for (code, called), title in zip(names.items(), titles, strict=True)
        for name in (code, *called, *texts_at(root, ("units", code, "aliases")))
    }


def _names(root: Node, part: Path) -> list[str]:
    """The id of a milestone or target, and earlier ones."""
    id = find(root, (*part, "id"))
    return [*([id.value] if isinstance(id, Scalar) else []), *texts_at(root, (*part, "aliases"))]
