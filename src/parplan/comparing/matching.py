"""Matching of two plans' parts: by id, then by alias, then by equal words that are unique."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from parplan.comparing.meaning import Fields, PlanMeaning, Value
from parplan.vocabulary.folding import fold_words
from parplan.vocabulary.titles import Titled, TitledParts

#: Fields whose values are codes of units or groups.
_NAMING_PARTIES = ("lead", "coordinating", "recipient", "unit", "members", "successors")


class TaskMatches(dict[str, str]):
    """Renumbered tasks, old id → new id, and ``milestones``: the same for milestones, by old task id."""

    def __init__(self) -> None:
        super().__init__()
        self.milestones: dict[str, dict[str, str]] = {}


class Matches(Struct, frozen=True):
    """The ids and codes that differ in the second plan, old → new."""

    units: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    tasks: TaskMatches = field(default_factory=TaskMatches)

    def milestones(self, task: str) -> Mapping[str, str]:
        """The renumbered milestones of a task, given by its old id."""
        return self.tasks.milestones.get(task, {})

    def address(self, address: str) -> str:
        """An address of the first plan in terms of the second."""
        id, slash, rest = address.partition("/")
        id, at, occurrence = (id, "", "") if slash else id.partition("@")
        milestone, inner, key = rest.partition("@")
        milestone = self.milestones(id).get(milestone, milestone)
        return f"{self.tasks.get(id, id)}{slash}{milestone}{inner}{key}{at}{occurrence}"


def match_parts(before: Mapping[str, Fields], after: Mapping[str, Fields], words: str) -> dict[str, str]:
    """Match parts that only one plan has by alias, then by equal words in the field ``words``; old code → new."""
    gone = _titled({code: fields for code, fields in before.items() if code not in after}, words)
    come = _titled({code: fields for code, fields in after.items() if code not in before}, words)
    found: dict[str, str] = {}
    for one in sorted(gone, key=lambda one: come.with_alias(one.id) is None):
        again = gone.find_again(one, come)
        if again is not None and again.id not in found.values():
            found[one.id] = again.id
    return found


def find_exchanged(before: Mapping[str, Fields], after: Mapping[str, Fields], words: str) -> list[str]:
    """The codes of both plans whose words stand at another code in the second: they seem to be another part's now."""
    old, new = _titled(before, words), _titled(after, words)
    both = [one for one in old if one.id in new.by_id and one.title != new.by_id[one.id].title]
    return [one.id for one in both if old.find_again(one, new) is not None]


def _titled(parts: Mapping[str, Fields], words: str) -> TitledParts:
    return TitledParts(
        Titled(code, fold_words(fields[words]), tuple(fields.get("aliases", ()))) for code, fields in parts.items()
    )


def match_tasks(before: Mapping[str, Fields], after: Mapping[str, Fields]) -> TaskMatches:
    """The renumbered tasks, and the renumbered milestones of all matching tasks."""
    matches = TaskMatches()
    matches.update(match_parts(before, after, "title"))
    for id, task in before.items():
        other = after.get(matches.get(id, id))
        if other is None or task is other or "milestones" not in task or "milestones" not in other:
            continue
        if renumbered := match_parts(task["milestones"], other["milestones"], "title"):
            matches.milestones[id] = renumbered
    return matches


def renamed(meaning: PlanMeaning, matches: Matches) -> PlanMeaning:
    """The first plan with the ids and codes of the second everywhere."""
    if not (matches.units or matches.groups or matches.tasks or matches.tasks.milestones):
        return meaning
    parties = {**matches.units, **matches.groups}
    return replace(
        meaning,
        units={matches.units.get(code, code): _with_parties(one, parties) for code, one in meaning.units.items()},
        groups={matches.groups.get(code, code): _with_parties(one, parties) for code, one in meaning.groups.items()},
        tasks={matches.tasks.get(id, id): _task(id, task, parties, matches) for id, task in meaning.tasks.items()},
        section_of={matches.tasks.get(id, id): section for id, section in meaning.section_of.items()},
    )


def _task(id: str, task: Fields, parties: Mapping[str, str], matches: Matches) -> Fields:
    ids = matches.milestones(id)
    found = _with_parties(task, parties)
    if "milestones" in task:
        found["milestones"] = {
            ids.get(one, one): _with_addresses(_with_parties(fields, parties), matches)
            for one, fields in task["milestones"].items()
        }
    if "progress" in task:
        found["progress"] = [_entry(_with_parties(entry, parties), ids) for entry in task["progress"]]
    if "targets" in task and ids:
        found["targets"] = {
            one: {**fields, "counts": ids.get(fields["counts"], fields["counts"])} if "counts" in fields else fields
            for one, fields in task["targets"].items()
        }
    return found


def _entry(entry: Fields, ids: Mapping[str, str]) -> Fields:
    if not ids or "milestone" not in entry:
        return entry
    milestone, at, occurrence = entry["milestone"].partition("@")
    return {**entry, "milestone": f"{ids.get(milestone, milestone)}{at}{occurrence}"}


def _with_parties(fields: Fields, parties: Mapping[str, str]) -> Fields:
    if not parties:
        return dict(fields)
    return {name: _named(value, parties) if name in _NAMING_PARTIES else value for name, value in fields.items()}


def _named(value: Value, parties: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return parties.get(value, value)
    return [parties.get(one, one) for one in value] if isinstance(value, Iterable) else value


def _with_addresses(fields: Fields, matches: Matches) -> Fields:
    return {name: matches.address(value) if name in ("part_of", "after") else value for name, value in fields.items()}
