"""Doubts about the fields of tasks: missing, unread, damaged, or under an uncertain label."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from typing import Any

from parplan.importing.damage import impossible_words
from parplan.importing.drafts import DraftNotes
from parplan.importing.enumerators import CAPITALS, SMALL
from parplan.importing.field_edges import assigning_words, odd_edge, small_beginnings
from parplan.importing.field_texts import joined_lines, value_of
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.labels import (
    COORDINATING,
    DOING,
    LEAD,
    PERSON,
    PRODUCTS,
    TIME,
    TITLE,
    find_label,
)
from parplan.importing.labels_inside import label_within, name_within
from parplan.importing.outliers import find_outliers
from parplan.importing.parties import KnownNames, split_parties
from parplan.importing.party_names import begins_as_party, names_party
from parplan.importing.party_roles import split_sentence
from parplan.importing.tables.unusual_headers import are_bodies, are_words
from parplan.importing.time_marks import TIME_WORDS
from parplan.importing.unit_headings import only_names_units
from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Problem, read_time

#: The percentage of tasks that must have a field before its absence in another task is doubtful.
_USUAL = {LEAD: 50, COORDINATING: 85, TIME: 60, PRODUCTS: 75}


#: Kinds that concern a column or all headings, and are told once.
_OF_COLUMNS = frozenset({"time-marks", "heading-times", "role-marks"})


#: Kinds about texts of a task that may be fields of it.
_UNKNOWN_TEXTS = frozenset({"text-below", "task-within", "among-fields", "block-for-several", "parts-merged"})
#: Tasks with the same label from which on it is told once for all of them.
_MANY = 3


#: The end of a sentence before another one; a short form such as “TP.” is none.
_SENTENCES = re.compile(rf"[{SMALL}\d]{{2}}[)”]?\.\s+[{CAPITALS}]")


class FieldDoubts:
    """Doubts the fields of the tasks in ``sections``.

    known: names of units and groups that are never split. scanned: the words were read by an OCR program.
    """

    def __init__(
        self, sections: Sequence[FoundSection], known: KnownNames, notes: DraftNotes, *, scanned: bool
    ) -> None:
        self._scanned = scanned
        self._sections = sections
        self._known = known
        self._notes = notes
        self._section_of = {id(task): section for section in sections for task in section.tasks}
        self._missing_checked = self._usual_fields()
        self._plain_labels = self._labels_of_many()
        #: The ids of the tasks whose fields were doubted.
        self._ids: dict[int, str] = {}
        #: The texts of each field of each section, with the ids of their tasks.
        self._texts: dict[tuple[int, str], list[tuple[str, str, FoundField]]] = {}

    def _usual_fields(self) -> set[tuple[int, str]]:
        """The fields that tasks of each section kind usually have; a task without one gets a doubt."""
        usual: set[tuple[int, str]] = set()
        for table in (False, True):
            tasks = [
                task
                for section in self._sections
                if section.table is table and not section.duties
                for task in section.tasks
            ]
            units = any(section.units for section in self._sections)
            for name, share in _USUAL.items():
                have = sum(1 for task in tasks if name in task.fields)
                # nothing is due without them, even if no column or label has them; duties of units may have no times
                needed = name == LEAD or (name == TIME and (table or bool(have) or not units))
                if needed or (len(tasks) >= 3 and have * 100 >= share * len(tasks)):
                    usual.add((int(table), name))
        return usual

    def of_task(
        self, task: FoundTask, id: str, written: dict[str, Any], fields: dict[str, FoundField], *, duties: bool
    ) -> None:
        """Doubts of one task: ``written`` is what goes into the plan, ``fields`` are as they were found."""
        self._ids[builtins.id(task)] = id
        section = self._section_of[builtins.id(task)]
        table = int(section.table)
        if not duties:
            told = {name for kind, name in task.doubts if kind == "empty-label"}
            if not task.fields:
                self._notes.doubt("no-fields", id, "", "", "", task.title.place)
                told |= _USUAL.keys()
            may_be = set[str]() if section.table else self._may_be(task)
            for name in _USUAL:
                if (
                    name not in fields
                    and name not in told
                    and ((table, name) in self._missing_checked or name in may_be)
                    and not (section.units and name == LEAD and COORDINATING in fields)
                ):
                    self._notes.doubt("missing", id, name, "", "", task.title.place)
        for kind, name in dict.fromkeys(task.doubts):
            value = value_of(written, name)
            printed = task.fields[name].label if name in task.fields and kind == "label-unsure" else ""
            if (name, printed) in self._plain_labels and kind == "label-unsure" and self._may_hold(name, fields[name]):
                continue  # told once for all tasks
            if kind != "bullet":
                self._notes.doubt(
                    kind,
                    id,
                    name,
                    "" if kind in ("several-rows", "parts-merged", "block-for-several", "among-fields") else value,
                    printed,
                    task.title.place,
                )
        for name, found in fields.items():
            for kind in set(found.doubts) - _OF_COLUMNS:
                self._notes.doubt(
                    kind,
                    id,
                    name,
                    value_of(written, name),
                    task.fields[name].text if name in task.fields else found.text,
                    found.place,
                )
            if impossible := impossible_words(found.text):
                self._notes.doubt(
                    "damaged-syllable", id, name, value_of(written, name), ", ".join(impossible), found.place
                )
            self._doubt_words(id, name, value_of(written, name), found)
        for product in written.get(PRODUCTS, ()):
            if fold(product) == fold(task.title.text):
                self._notes.doubt(
                    "same-as-title", id, PRODUCTS, value_of(written, PRODUCTS), "", fields[PRODUCTS].place
                )
        for name in (TITLE, LEAD, COORDINATING, TIME, PRODUCTS):
            value = value_of(written, name)
            found = fields.get(name, task.title)
            if name != TITLE:
                label = label_within(value) or name_within(value)
            else:
                label = label_within(value) or ("" if duties else assigning_words(value))
            if label:
                self._notes.doubt("label-inside", id, name, value, label, found.place)
            if edge := odd_edge(value) or odd_edge(found.text.rstrip(" .;:")):
                self._notes.doubt("cut-off", id, name, value, edge, found.place)
            elif value and not duties:
                self._texts.setdefault((builtins.id(section), name), []).append((id, value, found))
        if not (duties or section.units) and _SENTENCES.search(task.title.text):
            self._notes.doubt("title-sentences", id, "title", task.title.text, "", task.title.place)
        if not duties and only_names_units(task.title.text):
            self._notes.doubt("title-names-unit", id, "title", task.title.text, "", task.title.place)
        if impossible := impossible_words(task.title.text):
            self._notes.doubt("damaged-syllable", id, "title", task.title.text, ", ".join(impossible), task.title.place)
        self._doubt_words(id, "title", task.title.text, task.title)

    def _may_be(self, task: FoundTask) -> set[str]:
        """The fields that the texts of a task whose meaning is not known may be: none of them is absent unsaid."""
        if any(kind in _UNKNOWN_TEXTS for kind, _ in task.doubts):
            return set(_USUAL)
        may_be: set[str] = {LEAD} if PERSON in task.fields else set()
        for value in task.columns.values():
            may_be |= {LEAD, COORDINATING} if names_party(value.text) else {TIME, PRODUCTS}
        return may_be

    def _labels_of_many(self) -> set[tuple[str, str]]:
        """The labels of lists that are not known exactly, but stand over what their field holds in many tasks."""
        labelled: dict[tuple[str, str], list[FoundField]] = {}
        for task in (task for section in self._sections if not section.table for task in section.tasks):
            for name in (name for kind, name in task.doubts if kind == "label-unsure" and name in task.fields):
                labelled.setdefault((name, task.fields[name].label), []).append(task.fields[name])
        return {
            label
            for label, values in labelled.items()
            if len(values) >= _MANY and sum(self._may_hold(label[0], one) for one in values) * 5 >= len(values) * 4
        }

    def _may_hold(self, name: str, value: FoundField) -> bool:
        if name in (LEAD, COORDINATING):
            return all(mention.sure for mention in split_parties(value.texts, self._known))
        timed = TIME_WORDS.search(fold(value.text)) is not None
        return timed if name == TIME else not names_party(value.text)

    def _doubt_words(self, id: str, name: str, value: str, found: FoundField) -> None:
        """Doubt the uncertain words of a scan or print, and those that were corrected."""
        unsure = dict.fromkeys(word.read for word in found.unsure if word.read == word.text)
        corrected = dict.fromkeys(
            f"{word.read} → {word.text}" for word in found.unsure if word.read != word.text and not word.certain
        )
        if unsure:
            kind = "unsure-words" if self._scanned else "print-unclear"
            self._notes.doubt(kind, id, name, value, ", ".join(unsure), found.place)
        if corrected:
            self._notes.doubt("corrected-words", id, name, value, ", ".join(corrected), found.place)

    def of_beginnings(self, year: int, through: int | None) -> None:
        """Doubt texts that begin in lower case among others that do not: their beginnings may have been cut off."""
        for (_, name), texts in self._texts.items():
            for place, edge in small_beginnings([value for _, value, _ in texts]):
                id, value, found = texts[place]
                if not _may_begin(name, value, year, through):
                    self._notes.doubt("cut-off", id, name, value, edge, found.place)

    def of_outliers(self) -> None:
        """Doubt values unlike those of the same field in the other tasks, in the tables or in the lists of the plan."""
        in_tables = {builtins.id(section): section.table for section in self._sections}
        beside: dict[tuple[bool, str], list[tuple[str, str, FoundField]]] = {}
        for (section, name), texts in self._texts.items():
            beside.setdefault((in_tables[section], name), []).extend(texts)
        for (_, name), texts in beside.items():
            for place in find_outliers(name, [value for _, value, _ in texts]):
                id, value, found = texts[place]
                self._notes.doubt("unlike-others", id, name, value, "", found.place)

    def of_labels(self) -> None:
        """One doubt for each label or header that was read as a field and may be another.

        It is about the task that alone has the label, else about the whole plan.
        """
        labels: dict[tuple[str, str], list[tuple[FoundTask, FoundField]]] = {}
        count = 0
        for task, table in ((task, section.table) for section in self._sections for task in section.tasks):
            count += 1
            if table and task.title.label:
                labels.setdefault((TITLE, task.title.label), []).append((task, task.title))
            for name, found in task.fields.items():
                if found.label:
                    over = "" if "heading-times" in found.doubts else found.label
                    labels.setdefault((name, over), []).append((task, found))
            for name, found in task.columns.items():
                labels.setdefault((f"columns.{name}", name), []).append((task, found))
        for (name, printed), same in labels.items():
            task, found = same[0]
            column = name.startswith("columns.")
            label = find_label(printed)
            column_sure = label is not None and label.sure and label.field == name
            if column and (field := self._field_it_may_be(same)) is not None:
                for task, found in same:
                    self._notes.doubt("column-may-be", self._ids[builtins.id(task)], field, "", printed, found.place)
                continue
            if "time-marks" in found.doubts:  # put together, not printed so
                for task, found in same:
                    self._notes.doubt("time-marks", self._ids[builtins.id(task)], name, "", printed, found.place)
                continue
            if "role-marks" in found.doubts:
                if name == COORDINATING:  # told with the leads
                    continue
                kind = "role-marks"
            elif "heading-times" in found.doubts:
                kind, printed = "heading-times", found.label
            elif column:
                kind = "unknown-column"
            elif label is not None and label.field == DOING:
                kind = "doing-as-lead"
            elif (name, printed) in self._plain_labels:
                kind = "label-unsure"
            elif found.place.row is not None and not column_sure:
                kind = "column-unsure"
            else:
                continue
            alone = len(same) == 1 < count
            address = self._ids.get(builtins.id(task), "") if alone else ""
            self._notes.doubt(kind, address, "columns" if column and not address else name, "", printed, found.place)

    def _field_it_may_be(self, same: Sequence[tuple[FoundTask, FoundField]]) -> str | None:
        """The field that no task of a table has, while the values of an unknown column in it may well be its own."""
        if len(same) < 2 or any(found.place.column is None for _, found in same):
            return None
        texts = [found.text for _, found in same]
        field = COORDINATING if are_bodies(texts) else PRODUCTS if are_words(texts) else None
        return None if field is None or any(field in task.fields for task, _ in same) else field

    def of_columns(self, year: int, through: int | None) -> None:
        """Doubt a column of a table in which most values do not fit its header."""
        tasks = [task for section in self._sections if section.table for task in section.tasks]
        for name in (LEAD, COORDINATING, TIME, PRODUCTS):
            values = [task.fields[name] for task in tasks if name in task.fields]
            unlike = sum(not self._looks_like(name, value, year, through) for value in values)
            if len(values) >= 3 and unlike * 2 > len(values):
                self._notes.doubt("column-swapped", "", name, "", values[0].label, values[0].place)
        titles = [task.title for task in tasks if task.title.text]
        unlike = sum(not self._looks_like(TITLE, title, year, through) for title in titles)
        if len(titles) >= 3 and unlike * 2 > len(titles):
            self._notes.doubt("column-swapped", "", TITLE, "", titles[0].label, titles[0].place)

    def _looks_like(self, name: str, value: FoundField, year: int, through: int | None) -> bool:
        timed = Problem.UNREADABLE not in read_time(joined_lines(value.texts), year, through).problems
        if name == TIME:
            return timed
        if name == PRODUCTS:
            return not timed
        if name == TITLE:  # a body, a time or a code (“A1.1”, “BH-02”) is no work to be done
            code = re.fullmatch(r"\w{0,4}[\d./-]+\w?", value.text) is not None
            return not (timed or code or (len(value.text) < 60 and names_party(value.text)))
        if split_sentence(value.text) is not None:
            return True
        return all(mention.sure for mention in split_parties(value.texts, self._known))


def _may_begin(name: str, value: str, year: int, through: int | None) -> bool:
    """Whether a text in lower case is whole: “các đơn vị liên quan”, “trước ngày 30/6”."""
    if name == TIME:
        return Problem.UNREADABLE not in read_time(value, year, through).problems
    return name in (LEAD, COORDINATING) and begins_as_party(value)
