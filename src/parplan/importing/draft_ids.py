"""The ids of sections and tasks: as printed where that is clear, else repaired or generated, with a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.drafts import DraftNotes
from parplan.importing.enumerators import ordinal
from parplan.importing.found import FoundSection, FoundTask
from parplan.importing.numbering import gaps, joined, repaired
from parplan.vocabulary.alphabet import normalize_id


class DraftIds:
    """Gives ids to the sections of a draft and to their tasks."""

    def __init__(self, sections: Sequence[FoundSection], notes: DraftNotes) -> None:
        self._sections = sections
        self._notes = notes
        self._ids: set[tuple[str, ...]] = set()

    def of_sections(self) -> list[str]:
        """The ids of the sections, each once."""
        romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
        ids: list[str] = []
        printed = {section.number for section in self._sections if not section.duties}
        for section in self._sections:
            id = re.sub(r"[\s/@:,\[\]{}]", "", section.number)
            if not id:
                id = next(
                    (roman for roman in romans if roman not in ids and roman not in printed),
                    f"M{len(ids) + 1}",
                )
            if section.duties and (id in ids or self._is_behind(id, ids)):
                id = "TCTH"  # the number of the body, behind those of an annex
            while id in ids:
                id = f"{id}-{ids.count(id) + 1}"
            ids.append(id)
        return ids

    def _is_behind(self, id: str, ids: Sequence[str]) -> bool:
        """Whether a section would come after one with a higher number of the same kind."""
        same = [one for one in ids if "." not in one and one.isdecimal() == id.isdecimal() and ordinal(one) is not None]
        if any(re.fullmatch("[ABE-H]", one) for one in ids) and re.fullmatch("[IVX]+", id):
            return False  # “A”, “B” … of an annex and “IV” of the body are two counts
        number, last = ordinal(id), ordinal(same[-1]) if same else None
        return number is not None and last is not None and number <= last

    def of_tasks(self, section: FoundSection, section_id: str) -> list[str]:
        """The ids of a section's tasks, repaired where a number repeats, made where there is none."""
        tasks = section.tasks
        plain = section.table and self._numbers_run_through()
        ids = [""] * len(tasks)
        without_d = not any("đ" in task.steps[-1] for task in tasks if task.steps)
        for (*above, _), members in _families(section).items():
            parent = tuple(above)
            values = [value for value, _ in members]
            mended = repaired(values)
            shown = [mended.get(k, value) for k, value in enumerate(values)]
            through = plain and not parent
            for k, (printed, i) in enumerate(members):
                if i is None:
                    continue
                if section.table and tasks[i].steps == (section.number,):
                    ids[i] = section_id  # a row beside the sections that is a task itself
                    continue
                ids[i] = shown[k] if through else joined("" if plain else section_id, (*parent, shown[k]))
                if ordinal(shown[k]) is None and not re.search(r"(?:^|\.)[a-z]$", shown[k]) and not _are_codes(shown):
                    self._notes.doubt("odd-number", ids[i], "id", ids[i], "", tasks[i].title.place)
                if k in mended:
                    self._notes.doubt("repaired-number", ids[i], "id", ids[i], printed, tasks[i].title.place)
            earlier = [] if through or parent else self._counted_before(shown[0], section)
            missing = gaps([*earlier, *shown], without_d=without_d)
            for k in self._gaps_through(shown, section) if through else [k - len(earlier) for k in missing]:
                i = members[k][1]
                if i is not None:
                    self._notes.doubt("gap", ids[i], "id", ids[i], "", tasks[i].title.place)
        counter: dict[tuple[str, ...], int] = {}
        for i, task in enumerate(tasks):
            if ids[i]:
                continue
            parent = task.steps
            n = counter.get(parent, 0) + 1
            while self._is_taken(joined(section_id, (*parent, str(n))), ids):
                n += 1
            counter[parent] = n
            ids[i] = joined(section_id, (*parent, str(n)))
        for i, task in enumerate(tasks):
            id = re.sub(r"[\s/@:,\[\]{}]", "", ids[i])[:60]
            if normalize_id(id) in self._ids:
                self._notes.doubt("repeated-number", "", "id", id, id, task.title.place)
                id = next(f"{id}-{n}" for n in range(2, 1000) if normalize_id(f"{id}-{n}") not in self._ids)
            self._ids.add(normalize_id(id))
            ids[i] = id
        return ids

    def _is_taken(self, id: str, ids: Sequence[str]) -> bool:
        return normalize_id(id) in self._ids or id in ids

    def _numbers_run_through(self) -> bool:
        """Whether the numbers of the tables' tasks are unique in the document, so that they can be ids.

        Beside lists, whose ids begin with those of their sections, “1” of an annex would be in another section or none.
        """
        if any(section.tasks and not section.table and not section.duties for section in self._sections):
            return False
        numbers = [
            ".".join(item.steps)
            for section in self._sections
            if section.table
            for item in section.items
            if not (isinstance(item, FoundTask) and item.bullet)
        ]
        if any(task.bullet and task.steps for section in self._sections if section.table for task in section.tasks):
            return False
        firsts = [section.tasks[0].steps for section in self._sections if section.table and section.tasks]
        restarted = sum(1 for steps in firsts if steps and steps[-1] in ("1", "a")) > 1
        return bool(numbers) and len(set(numbers)) == len(numbers) and not restarted

    def _counted_before(self, first: str, section: FoundSection) -> list[str]:
        """The numbers before the first of a section, if it goes on from the last one of the section before."""
        before: list[str] = []
        for other in self._sections:
            if other is section:
                break
            before = [task.steps[-1] for task in other.tasks if len(task.steps) == 1 and not task.bullet] or before
        last = int(before[-1]) if before and before[-1].isdecimal() else 0
        return [str(n) for n in range(1, last + 1)] if first == str(last + 1) else []

    def _gaps_through(self, values: Sequence[str], section: FoundSection) -> list[int]:
        """Gaps of numbers that run through all sections: the first of a section follows the last of the one before."""
        before: list[str] = []
        for other in self._sections:
            if other is section:
                break
            if other.table:
                before.extend(task.steps[-1] for task in other.tasks if len(task.steps) == 1 and not task.bullet)
        found = gaps([*before, *values], without_d=True)
        return [index - len(before) for index in found if index >= len(before)]


def _are_codes(numbers: Sequence[str]) -> bool:
    """Whether the numbers are codes of letters and figures, as of criteria: A1, A2, C5.1."""
    return len(numbers) > 1 and all(re.fullmatch(r"[A-ZĐ]{1,4}[-.]?\d{1,3}(?:\.\d{1,3})*", one) for one in numbers)


def _families(section: FoundSection) -> dict[tuple[str, ...], list[tuple[str, int | None]]]:
    """The numbers of a section by the heading above: each with its task's index, or none for a heading."""
    families: dict[tuple[str, ...], list[tuple[str, int | None]]] = {}
    place = 0
    for item in section.items:
        number: int | None = None
        if isinstance(item, FoundTask):
            number, place = place, place + 1
            if item.bullet:
                continue
        if item.steps:
            # “1” and “1.1” do not stand in one row.
            above = item.steps[-1].rpartition(".")[0]
            families.setdefault((*item.steps[:-1], above), []).append((item.steps[-1], number))
    return families
