"""Entries and links of a merged text that would be about something else than in the text they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.recording.merge_sides import HISTORY, PlanSide, places, text_at, texts_at, words_at
from parplan.source.nodes import Data, find, to_data
from parplan.vocabulary.titles import Titled, TitledParts

#: Keys whose values name units or groups.
_NAMING_PARTIES = ("lead", "coordinating", "recipient", "members", "successors")


def find_misplaced(sides: Sequence[PlanSide], merged: PlanSide) -> Iterator[str]:
    """The addresses of entries and links of a merged text that none of the sides has about the same things."""
    known: dict[str, list[_Placed]] = {}
    for side in sides:
        for one in _placed(side):
            known.setdefault(one.says, []).append(one)
    for one in _placed(merged):
        if not any(_is_same(before, one) for before in known.get(one.says, ())):
            yield one.address


#: All of a kind, and the one of them that is meant, if it is there.
_Meant = tuple[TitledParts, Titled | None]


class _Placed(Struct, frozen=True):
    """An entry or link with its task, and the milestone, targets, unit and report it names."""

    address: str
    says: str
    about: tuple[_Meant, ...]


def _is_same(before: _Placed, now: _Placed) -> bool:
    """Whether both are about the same things."""
    for (old, one), (new, other) in zip(before.about, now.about, strict=True):
        if one is None or other is None:
            if one is not other:
                return False
        elif old.find_again(one, new) is not other or one.counted != other.counted:
            return False
    return True


def _placed(side: PlanSide) -> Iterator[_Placed]:
    for id, path in side.paths.items():
        task: _Meant = (side.tasks, side.tasks.by_id[id])
        milestones, targets = side.milestones(path), side.targets(path)
        for entry in places(side.root, (*path, HISTORY)):
            yield _entry(side, id, task, milestones, targets, entry)
        yield from _party_links(side, id, path, task)
        for one in places(side.root, (*path, "milestones")):
            address, title = f"{id}/{text_at(side.root, (*one, 'id'))}", words_at(side.root, (*one, "title"))
            yield from _party_links(side, address, one, task, title)
            if after := text_at(side.root, (*one, "after")):
                yield _Placed(address, _says(title, "after", after), (task, (milestones, milestones.find(after))))
            if part_of := text_at(side.root, (*one, "part_of")):
                yield _Placed(address, _says(title, "part_of", part_of), (task, *_addressed(side, part_of)))
        for one in places(side.root, (*path, "targets")):
            if counts := text_at(side.root, (*one, "counts")):
                says = _says(words_at(side.root, (*one, "title")), "counts", counts)
                yield _Placed(id, says, (task, (milestones, milestones.find(counts))))
    for key in ("units", "groups"):
        for path in places(side.root, (key,)):
            yield from _party_links(side, f"{key}/{path[-1]}", path, None, words_at(side.root, (*path, "name")))
    for path in places(side.root, ("sections",)):
        for one in (path, *places(side.root, (*path, "headings"))):
            yield from _party_links(
                side, text_at(side.root, (*path, "id")), one, None, words_at(side.root, (*one, "title"))
            )


def _entry(side: PlanSide, id: str, task: _Meant, milestones: TitledParts, targets: TitledParts, path: Path) -> _Placed:
    data: Data = to_data(found) if (found := find(side.root, path)) is not None else ""
    facts = data if isinstance(data, dict) else {}
    milestone, _, occurrence = str(facts.get("milestone", "")).partition("@")
    measures = facts.get("measures")
    return _Placed(
        f"{id}/{milestone}" if milestone else id,
        _says(data),
        (
            task,
            (milestones, milestones.find(milestone)),
            *((targets, targets.find(one)) for one in sorted(measures if isinstance(measures, dict) else ())),
            (side.parties, side.parties.find(str(facts.get("unit", "")))),
            (side.reports, side.reports.by_id.get(occurrence)),
        ),
    )


def _party_links(side: PlanSide, address: str, path: Path, task: _Meant | None, title: str = "") -> Iterator[_Placed]:
    """Yield the units and groups that a task, milestone, section, unit or group names."""
    for key in _NAMING_PARTIES:
        for name in texts_at(side.root, (*path, key)):
            party = (side.parties, side.parties.find(name))
            yield _Placed(address, _says(title, key, name), (party,) if task is None else (task, party))


def _addressed(side: PlanSide, address: str) -> tuple[_Meant, ...]:
    """The task, milestone and report of an address."""
    id, _, rest = address.partition("/")
    milestone, _, occurrence = rest.partition("@")
    task = side.tasks.find(id)
    milestones = TitledParts() if task is None else side.milestones(side.paths[task.id])
    report = side.reports.by_id.get(occurrence)
    return (side.tasks, task), (milestones, milestones.find(milestone)), (side.reports, report)


def _says(*words: Data) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
