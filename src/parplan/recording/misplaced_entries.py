"""Entries of a merged text that would be about something else than what they were recorded of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.recording.merge_sides import HISTORY, PlanSide, texts_at, title_at
from parplan.source.nodes import MappingNode as Keys
from parplan.source.nodes import Node, Scalar, find, to_data
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
    """The milestone, target, unit or report an entry names. Empty where there is none of that id.

    title: folded, as all texts here. detail: what tells it from others of that title. beside: the titles of all of its
    kind. also: its other names. counted: what a value of a target counts, and whether values add up.
    """

    title: str = ""
    detail: str = ""
    beside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    def is_in(self, now: _NamedPart) -> bool:
        """Whether it is the same in another text, where its title may be corrected."""
        if self.counted != now.counted:
            return False
        if self.title != now.title:
            return self.title in now.also or is_corrected(self.title, now.title, self.beside, now.beside)
        return self.detail == now.detail or max(self.beside.count(self.title), now.beside.count(now.title)) <= 1


class _Placed(Struct, frozen=True):
    """An entry with the folded title of its task, and the milestone, targets, unit and report it names."""

    address: str
    says: str
    task: str
    parts: tuple[_NamedPart, ...]


def _placed(side: PlanSide) -> Iterator[_Placed]:
    units, reports = _units(side.root), _reports(side.root)
    for id, path in side.tasks.items():
        milestones = _parts(side.root, path, "milestones", "due")
        targets = _parts(side.root, path, "targets", "unit", "unit", "total")
        entries = find(side.root, (*path, HISTORY))
        for entry in entries.items if isinstance(entries, List) else ():
            data = to_data(entry)
            facts = data if isinstance(data, dict) else {}
            milestone, _, occurrence = str(facts.get("milestone", "")).partition("@")
            measures = facts.get("measures")
            ids = sorted(measures) if isinstance(measures, dict) else []
            yield _Placed(
                f"{id}/{milestone}" if milestone else id,
                json.dumps(data, ensure_ascii=False, sort_keys=True),
                side.titles[id],
                (
                    _part(milestones, milestone),
                    *(_part(targets, one) for one in ids),
                    _part(units, str(facts.get("unit", ""))),
                    _part(reports, occurrence),
                ),
            )


def _part(known: Mapping[str, _NamedPart], id: str) -> _NamedPart:
    return known.get(id) or _NamedPart()


def _units(root: Node) -> dict[str, _NamedPart]:
    """The units and groups by their codes and other names, with their names for titles."""
    found = [(key, find(root, (key,))) for key in ("units", "groups")]
    paths: list[Path] = [(key, code) for key, those in found if isinstance(those, Keys) for code in those.by_key]
    names = [_folded(root, (*path, "name")) for path in paths]
    units: dict[str, _NamedPart] = {}
    for path, name in zip(paths, names, strict=True):
        called = [*texts_at(root, (*path, "aliases")), *(_text(root, (*path, key)) for key in ("name", "short"))]
        called = [one for one in called if one]
        part = _NamedPart(name, beside=tuple(names), also=tuple(fold(one) for one in called))
        units |= dict.fromkeys((str(path[-1]), *called), part)
    return units


def _reports(root: Node) -> dict[str, _NamedPart]:
    """The reports of the calendar by their keys, which are known by their deadlines."""
    found = find(root, ("reports",))
    due = {key: _folded(root, ("reports", key, "due")) for key in (found.by_key if isinstance(found, Keys) else ())}
    return {key: _NamedPart(title, beside=tuple(due.values())) for key, title in due.items()}


def _folded(root: Node, path: Path) -> str:
    return fold(_text(root, path))


def _text(root: Node, path: Path) -> str:
    found = find(root, path)
    return found.value if isinstance(found, Scalar) else ""


def _parts(root: Node, task: Path, key: str, detail: str, *counted: str) -> dict[str, _NamedPart]:
    """The milestones or targets of a task by their ids and earlier ones."""
    found = find(root, (*task, key))
    paths: list[Path] = [(*task, key, k) for k in range(len(found.items) if isinstance(found, List) else 0)]
    titles = tuple(title_at(root, path) for path in paths)
    return {
        name: _NamedPart(
            title,
            _folded(root, (*path, detail)),
            titles,
            counted=tuple(_folded(root, (*path, one)) for one in counted),
        )
        for path, title in zip(paths, titles, strict=True)
        for name in _names(root, path)
    }


def _names(root: Node, part: Path) -> list[str]:
    """The id of a milestone or target, and earlier ones."""
    id = find(root, (*part, "id"))
    return [*([id.value] if isinstance(id, Scalar) else []), *texts_at(root, (*part, "aliases"))]
