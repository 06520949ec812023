"""What ``diff --json`` tells, applied to a plan: written by the documentation alone, as another program would."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from parplan.comparing.meaning import meaning_of, plain
from parplan.plan.structure import Plan

Json = dict[str, Any]


def apply_differences(plan: Plan, items: list[Json]) -> str:
    """The text of the plan that ``items`` make of ``plan``."""
    meaning = meaning_of(plan)
    state: Json = {
        name: plain(getattr(meaning, name)) for name in ("plan", "units", "groups", "reports", "sections", "tasks")
    }
    order = {section: [id for id, one in meaning.section_of.items() if one == section] for section in meaning.sections}
    for item in items:
        if item["kind"] == "renumbered":
            _renumber(state, order, item)
    inside = [item for item in items if item["kind"] != "renumbered"]
    for item in inside:
        if item["kind"] == "moved" and item["field"] is None and not item["address"].startswith("sections."):
            for ids in order.values():
                if item["address"] in ids:
                    ids.remove(item["address"])
        elif item["kind"] == "removed" and item["field"] is None and item["address"] in state["tasks"]:
            del state["tasks"][item["address"]]
            for ids in order.values():
                if item["address"] in ids:
                    ids.remove(item["address"])
    sections = list(state["sections"])
    for item in inside:
        kind, _, name = item["address"].partition(".")
        if kind == "sections" and item["field"] is None:
            if item["kind"] in ("moved", "removed"):
                sections.remove(name)
            if item["kind"] == "removed":
                order.pop(name)
            if item["kind"] in ("moved", "added"):
                place = item["new"] if item["kind"] == "moved" else item["place"]
                sections.insert(0 if place["after"] is None else sections.index(place["after"]) + 1, name)
                order.setdefault(name, [])
            if item["kind"] == "added":
                state["sections"][name] = item["new"]
    for item in inside:
        if item["address"] not in _parts(state) or item["field"] is not None:
            _apply(state, order, item)
    return _written(state, order, sections)


def _parts(state: Json) -> set[str]:
    return {f"sections.{id}" for id in state["sections"]}


def _renumber(state: Json, order: dict[str, list[str]], item: Json) -> None:
    address, old, new = item["address"], item["old"], item["new"]
    kind, _, _ = address.partition(".")
    if kind in ("units", "groups"):
        state[kind][new] = state[kind].pop(old)
        _rename_party(state, old, new)
    elif "/" in address:
        task = state["tasks"][address.partition("/")[0]]
        task["milestones"] = {new if id == old else id: one for id, one in task["milestones"].items()}
        for entry in task.get("progress", []):
            name, at, rest = entry.get("milestone", "").partition("@")
            if name == old:
                entry["milestone"] = f"{new}{at}{rest}"
    else:
        state["tasks"][new] = state["tasks"].pop(old)
        for ids in order.values():
            if old in ids:
                ids[ids.index(old)] = new
        for task in state["tasks"].values():
            for milestone in task.get("milestones", {}).values():
                for field in ("part_of", "after"):
                    name, slash, rest = milestone.get(field, "").partition("/")
                    if name == old:
                        milestone[field] = f"{new}{slash}{rest}"


def _rename_party(value: Any, old: str, new: str) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            if name in ("lead", "coordinating", "members", "successors"):
                value[name] = [new if code == old else code for code in one]
            elif name in ("unit", "recipient") and one == old:
                value[name] = new
            else:
                _rename_party(one, old, new)
    elif isinstance(value, list):
        for one in value:
            _rename_party(one, old, new)


def _apply(state: Json, order: dict[str, list[str]], item: Json) -> None:
    address, field, kind = item["address"], item["field"], item["kind"]
    group, _, name = address.partition(".")
    if group in ("units", "groups", "reports", "sections"):
        owner, key = state[group], name
    elif address == "plan":
        owner, key = state, "plan"
    else:
        task, slash, milestone = address.partition("/")
        task, _, _ = task.partition("@")
        milestone, _, _ = milestone.partition("@")
        owner, key = state["tasks"], task
        if field == "progress":
            _record(owner[task], item)
            return
        if slash:
            owner, key = owner[task].setdefault("milestones", {}), milestone
        elif kind in ("added", "moved") and field is None:
            place = item["place"] if kind == "added" else item["new"]
            ids = order[place["section"]]
            ids.insert(0 if place["after"] is None else ids.index(place["after"]) + 1, task)
            if kind == "moved":
                return
    if field is not None:
        owner, (key, _, one) = owner[key], field.partition(".")
        if one:
            owner, key = owner.setdefault(key, {}), one
    if kind == "removed":
        owner.pop(key, None)
    else:
        owner[key] = deepcopy(item["new"])


def _record(task: Json, item: Json) -> None:
    entries = task.setdefault("progress", [])
    if item["kind"] == "removed":
        entries.remove(item["old"])
    elif item["kind"] == "added":
        entries.append(item["new"])
        entries.sort(key=lambda entry: (entry["date"], entry.get("recorded", "")))
    else:
        task["progress"] = item["new"]


def _written(state: Json, order: dict[str, list[str]], sections: list[str]) -> str:
    def members(parts: Json) -> list[Json]:
        return [{"id": id, **part} for id, part in parts.items()]

    heading = dict(state["plan"])
    calendar = {name: heading.pop(name) for name in ("holidays", "working_days") if name in heading}
    written = {
        "parplan": "1",
        "plan": heading,
        **{name: state[name] for name in ("units", "groups", "reports") if state[name] or name == "units"},
        **({"calendar": calendar} if calendar else {}),
        "sections": [
            {
                "id": id,
                **state["sections"][id],
                "tasks": [
                    {
                        "id": task,
                        **state["tasks"][task],
                        **{
                            name: members(state["tasks"][task][name])
                            for name in ("milestones", "targets")
                            if state["tasks"][task].get(name)
                        },
                    }
                    for task in order[id]
                ],
            }
            for id in sections
        ],
    }
    return json.dumps(_kept(written), ensure_ascii=False, default=str)


def _kept(value: Any) -> Any:
    """Without mappings and lists that became empty, which a plan does not hold."""
    if isinstance(value, dict):
        return {
            k: _kept(v)
            for k, v in value.items()
            if v not in ({}, []) or k in ("tasks", "lead", "coordinating", "units")
        }
    return [_kept(one) for one in value] if isinstance(value, list) else value
