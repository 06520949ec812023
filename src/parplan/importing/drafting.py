"""Turn what was found in a document into a draft plan: ids, units, groups, times, milestones, and every doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from parplan.importing.damage import impossible_words
from parplan.importing.directory import DraftDirectory, DraftParty
from parplan.importing.enumerators import CAPITALS, clean, ordinal, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask, FrontMatter
from parplan.importing.labels import COORDINATING, DOING, LEAD, NOTES, PERSON, PRODUCTS, RECIPIENT, TIME, find_label
from parplan.importing.numbering import gaps, joined, repaired
from parplan.importing.parties import split_parties, split_sentence
from parplan.importing.timing import judge_time, split_time
from parplan.plan.structure import Plan
from parplan.plan.units import typed_form
from parplan.provenance.doubts import Doubt, Place
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.citations import find_cited
from parplan.vocabulary.quantities import Bound, find_figures
from parplan.vocabulary.time_words import Problem, read_time


class Source(Struct, frozen=True):
    """The origin of one field: its printed words and their place. ``value`` is what was imported."""

    address: str
    field: str
    value: str
    printed: str
    place: Place = Place()


class Draft(Struct):
    """The plan as data in file order, with the source of each field and all doubts."""

    data: dict[str, Any]
    sources: list[Source] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)


class Wishes(Struct, frozen=True):
    """The options of the import: year, agency, and an earlier plan (``like``) whose units and codes are reused."""

    year: int | None = None
    agency: str | None = None
    like: Plan | None = None
    damaged: bool = False
    scanned: bool = False


#: The place of a value that is printed nowhere in the document.
NOWHERE = Place()

#: Percent of tasks that must have a field before a task without it is doubted.
_USUAL = {LEAD: 50, COORDINATING: 85, TIME: 60, PRODUCTS: 75}


def make_draft(front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes) -> Draft:
    """Make the draft of a plan from its front matter and sections."""
    return _Drafting(front, sections, wishes).draft()


class _Drafting:
    def __init__(self, front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes) -> None:
        self._front = front
        self._sections = sections
        self._wishes = wishes
        self._names = DraftDirectory(wishes.like, damaged=wishes.damaged)
        self._draft = Draft({"parplan": "1"})
        self._ids: set[tuple[str, ...]] = set()
        self._missing_checked = self._usual_fields()
        self._known = [*self._names.known_names, *self._names_told()]
        self._writings = self._count_writings() if wishes.scanned else {}

    def draft(self) -> Draft:
        head = self._head()
        year, through = int(head["year"]), head.get("through")
        self._year, self._through = year, None if through is None else int(through)
        sections = [self._section(section, id) for section, id in zip(self._sections, self._section_ids(), strict=True)]
        self._names.finish()
        self._doubt_labels()
        self._doubt_columns()
        self._draft.doubts.extend(self._names.doubts)
        units = [party for party in self._names.parties.values() if not party.group]
        groups = [party for party in self._names.parties.values() if party.group]
        data = self._draft.data
        data["plan"] = head
        data["units"] = {unit.code: _unit(unit) for unit in units}
        if groups:
            data["groups"] = {group.code: _group(group) for group in groups}
        data["sections"] = sections
        return self._draft

    # The head.

    def _head(self) -> dict[str, Any]:
        front, head = self._front, dict[str, Any]()
        title = front.title.text if front.title is not None else ""
        year, through = self._years(title)
        head["year"] = str(year)
        head["title"] = title or f"Kế hoạch năm {year}"
        if front.title is None:
            self._doubt("no-title", "", "title", head["title"])
        else:
            self._source("", "title", head["title"], front.title)
        agency = self._wishes.agency or (front.agency.text if front.agency is not None else "")
        if self._wishes.agency is None and front.agency is not None:
            self._source("", "agency", agency, front.agency)
        if not agency and self._wishes.like is not None:
            agency = self._wishes.like.agency
        if not agency:
            agency = "Chưa rõ cơ quan"
            self._doubt("no-agency", "", "agency", agency)
        head["agency"] = agency
        if front.parent is not None and front.parent.text != agency:
            head["parent"] = front.parent.text
            self._source("", "parent", front.parent.text, front.parent)
        head["decision"] = self._decision(year)
        if front.signer is not None:
            signer: dict[str, Any] = {"name": front.signer.text, "title": front.signer_title}
            if front.signs_for:
                signer["for"] = front.signs_for
            head["signer"] = signer
            self._source("", "signer", front.signer.text, front.signer)
        if through is not None:
            head["through"] = str(through)
        if front.introduction:
            head["introduction"] = [
                ({"title": title} if title else {}) | {"texts": texts} for title, texts in front.introduction
            ]
        if front.closing:
            head["closing"] = front.closing[0] if len(front.closing) == 1 else front.closing
        return head

    def _decision(self, year: int) -> dict[str, Any]:
        front = self._front
        number = front.number.text if front.number is not None else ""
        if not number[:1].isdigit():
            printed = number
            number = f"…{number}" if number else "…/KH"
            self._doubt(
                "no-number",
                "",
                "decision.number",
                number,
                printed or "Số",
                front.number.place if front.number else Place(),
            )
        elif front.number is not None:
            self._source("", "decision.number", number, front.number)
        day = front.day or date(year, 1, 1)
        if front.day is None or front.day_blank:
            self._doubt("no-date", "", "decision.date", day.isoformat(), "", front.day_place)
        else:
            self._source("", "decision.date", day.isoformat(), FoundField((day.isoformat(),), front.day_place))
        return {"number": number, "date": day.isoformat()}

    def _years(self, title: str) -> tuple[int, int | None]:
        if self._wishes.year is not None:
            return self._wishes.year, None
        span = re.search(r"(?:giai đoạn|các năm)\s+(20\d\d)\s*[-–]\s*(20\d\d)", title, re.IGNORECASE)
        if span and span[1] < span[2]:
            return int(span[1]), int(span[2])
        years = re.findall(
            r"(?:năm|NĂM|nam|NAM)\s+(20\d\d)(?!\s*/)",
            re.sub(r"ngày\s+\S+\s+(?:tháng\s+\S+\s+)?năm\s+\d{4}|\d+/20\d\d", "", title, flags=re.IGNORECASE),
        )
        if years and len(set(years)) == 1:
            return int(years[0]), None
        counts: dict[str, int] = {}
        for section in self._sections:
            for task in section.tasks:
                for found in re.findall(r"(?<!\d)20\d\d(?!\d)", task.fields[TIME].text if TIME in task.fields else ""):
                    counts[found] = counts.get(found, 0) + 1
        if counts:
            best = max(counts, key=lambda one: (counts[one], one))
            year, printed = int(best), "thời gian của các nhiệm vụ"
        elif years:
            year, printed = int(min(years)), title
        elif self._front.day is not None:
            year = self._front.day.year + (1 if self._front.day.month >= 11 else 0)
            printed = self._front.day.strftime("%d/%m/%Y")
        else:
            raise _no_year()
        self._doubt("year-unclear", "", "year", str(year), printed)
        return year, None

    # Sections.

    def _section_ids(self) -> list[str]:
        romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
        ids: list[str] = []
        for section in self._sections:
            id = re.sub(r"[\s/@:,\[\]{}]", "", section.number)
            if not id:
                id = next(
                    (roman for roman in romans if roman not in ids and roman not in {s.number for s in self._sections}),
                    f"M{len(ids) + 1}",
                )
            if id in ids and section.duties:
                id = "TCTH"
            while id in ids:
                id = f"{id}-{ids.count(id) + 1}"
            ids.append(id)
        return ids

    def _section(self, section: FoundSection, id: str) -> dict[str, Any]:
        written: dict[str, Any] = {"id": id, "title": section.title.text or self._section_title(section)}
        if section.title.text:
            self._source(id, "title", section.title.text, section.title)
        if section.duties:
            written["kind"] = "duties"
        headings = {
            joined(id, item.steps): item.title.text
            for item in section.items
            if isinstance(item, FoundHeading) and item.steps
        }
        if headings:
            written["headings"] = headings
        numbers = self._task_ids(section, id)
        sure_leads = True
        tasks = []
        for task, number in zip(section.tasks, numbers, strict=True):
            made = self._task(task, number, duties=section.duties)
            sure_leads = sure_leads and not (section.duties and "lead" in made)
            tasks.append(made)
        written["tasks"] = tasks
        if not sure_leads:
            self._doubt("from-sentence", id, "lead", "", "", section.title.place)
        if any(task.bullet for task in section.tasks) and not section.duties:
            self._doubt("bullets", id, "id", "", "", section.title.place)
        return written

    def _section_title(self, section: FoundSection) -> str:
        return "Tổ chức thực hiện" if section.duties else "Nhiệm vụ"

    def _task_ids(self, section: FoundSection, section_id: str) -> list[str]:
        """The ids of a section's tasks. A repeated number is repaired, a missing one is made up."""
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
                    ids[i] = section_id  # a row on the level of the sections that is itself a task
                    continue
                ids[i] = shown[k] if through else joined("" if plain else section_id, (*parent, shown[k]))
                if ordinal(shown[k]) is None and not re.search(r"(?:^|\.)[a-z]$", shown[k]):
                    self._doubt("odd-number", ids[i], "id", ids[i], "", tasks[i].title.place)
                if k in mended:
                    self._doubt("repaired-number", ids[i], "id", ids[i], printed, tasks[i].title.place)
            for k in self._gaps_through(shown, section) if through else gaps(shown, without_d=without_d):
                i = members[k][1]
                if i is not None:
                    self._doubt("gap", ids[i], "id", ids[i], "", tasks[i].title.place)
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
                self._doubt("repeated-number", "", "id", id, id, task.title.place)
                id = next(f"{id}-{n}" for n in range(2, 1000) if normalize_id(f"{id}-{n}") not in self._ids)
            self._ids.add(normalize_id(id))
            ids[i] = id
        return ids

    def _is_taken(self, id: str, ids: Sequence[str]) -> bool:
        return normalize_id(id) in self._ids or id in ids

    def _numbers_run_through(self) -> bool:
        """Whether the numbers of tasks in tables never repeat in the document, so that they can be used as ids."""
        numbers = [
            ".".join(task.steps)
            for section in self._sections
            if section.table
            for task in section.tasks
            if not task.bullet
        ]
        firsts = [section.tasks[0].steps for section in self._sections if section.table and section.tasks]
        restarted = sum(1 for steps in firsts if steps and steps[-1] in ("1", "a")) > 1
        return bool(numbers) and len(set(numbers)) == len(numbers) and not restarted

    def _gaps_through(self, values: Sequence[str], section: FoundSection) -> list[int]:
        """Gaps in numbers that run on through all sections: a section continues where the one before it ended."""
        before: list[str] = []
        for other in self._sections:
            if other is section:
                break
            if other.table:
                before.extend(task.steps[-1] for task in other.tasks if len(task.steps) == 1 and not task.bullet)
        found = gaps([*before, *values], without_d=True)
        return [index - len(before) for index in found if index >= len(before)]

    # Tasks.

    def _task(self, task: FoundTask, id: str, *, duties: bool) -> dict[str, Any]:
        written: dict[str, Any] = {"id": id, "title": task.title.text or "…"}
        self._source(id, "title", task.title.text, task.title)
        parts = [part.text for part in task.parts]
        if parts:
            written["parts"] = parts
            self._source(id, "parts", "; ".join(parts), FoundField(tuple(parts), task.parts[0].place))
        fields = dict(task.fields)
        self._split_doing(fields, task)
        if duties and LEAD not in fields:
            self._lead_of_sentence(fields, task)
        for name in (LEAD, COORDINATING):
            found = fields.get(name)
            if found is not None:
                written[name] = self._parties(id, name, found)
        products = fields.get(PRODUCTS)
        if products is not None:
            written["products"] = split_products(products.texts)
            self._source(id, "products", "; ".join(written["products"]), products)
        time = fields.get(TIME)
        if time is not None:
            written["time"] = _joined_lines(time.texts)
            self._source(id, "time", written["time"], time)
        self._milestones(written, task, id)
        if (person := fields.get(PERSON)) is not None:
            written["person"] = without_closing(person.text)
        if (recipient := fields.get(RECIPIENT)) is not None:
            written["recipient"] = without_closing(recipient.text)
        columns = {name: without_closing(value.text) for name, value in task.columns.items()}
        if columns:
            written["columns"] = columns
            for name, value in task.columns.items():
                self._source(id, f"columns.{name}", columns[name], value)
        self._targets(written)
        cites = list(_cites(" ".join([task.title.text, *parts])))
        if cites:
            written["cites"] = cites
        if (notes := fields.get(NOTES)) is not None:
            written["notes"] = [without_closing(text) for text in notes.texts]
        self._doubts_of(task, id, written, fields, duties=duties)
        order = (
            "id",
            "title",
            "parts",
            "lead",
            "coordinating",
            "recipient",
            "person",
            "products",
            "time",
            "milestones",
            "targets",
            "cites",
            "columns",
            "notes",
        )
        return {key: written[key] for key in order if key in written}

    def _split_doing(self, fields: dict[str, FoundField], task: FoundTask) -> None:
        """Split “Cơ quan thực hiện: A chủ trì, phối hợp với B” into lead and coordinating."""
        lead = fields.get(LEAD)
        if lead is None or COORDINATING in fields:
            return
        both = split_sentence(lead.text)
        if both is not None:
            for name, words in zip((LEAD, COORDINATING), both, strict=True):
                fields[name] = FoundField((words,), lead.place, lead.label, ("sentence-split",), lead.unsure)

    def _lead_of_sentence(self, fields: dict[str, FoundField], task: FoundTask) -> None:
        match = _RESPONSIBLE.match(task.title.text) or _SUBJECT.match(task.title.text)
        if match is None or match["who"].endswith(("được giao", "phân công")):
            return
        mentions = split_parties([match["who"]], self._names.known_names)
        if mentions and all(mention.sure for mention in mentions) and len(match["who"]) <= 120:
            fields[LEAD] = FoundField((match["who"],), task.title.place)

    def _parties(self, id: str, name: str, found: FoundField) -> list[str]:
        mentions = split_parties(found.texts, self._known)
        names = [self._usual(mention.name) for mention in mentions]
        value = "; ".join(names)
        self._source(id, name, value, found)
        if any(one != mention.name for one, mention in zip(names, mentions, strict=True)):
            self._doubt("restored", id, name, value, found.text, found.place)
        if any(not mention.sure for mention in mentions):
            self._doubt("no-units" if len(mentions) == 1 else "split-unsure", id, name, value, found.text, found.place)
        return [self._names.name(one) for one in names]

    def _usual(self, name: str) -> str:
        """The commonest spelling of a name in a scan: a diacritic that differs in one place was misread there."""
        writings = self._writings.get(typed_form(name)) if self._wishes.scanned else None
        if not writings:
            return name
        usual, count = writings.most_common(1)[0]
        own = writings[name[:1].lower() + name[1:]]
        return usual[:1].upper() + usual[1:] if name[:1].isupper() and count > own else usual if count > own else name

    def _milestones(self, written: dict[str, Any], task: FoundTask, id: str) -> None:
        if task.rows:
            made = list(self._row_milestones(task))
            if made:
                written["milestones"] = made
                times = [_joined_lines(row.fields[TIME].texts) for row in task.rows if TIME in row.fields]
                products = [
                    p for row in task.rows if PRODUCTS in row.fields for p in split_products(row.fields[PRODUCTS].texts)
                ]
                if times:
                    written["time"] = "; ".join(dict.fromkeys(times))
                if products:
                    written["products"] = list(dict.fromkeys(products))
            return
        time = written.get("time")
        if time is None:
            return
        kind = judge_time(time, self._year, self._through)
        if kind == "time-several":
            split = split_time(time, self._year, self._through)
            if split:
                written["milestones"] = [{"id": one.id, "title": one.title, "due": one.due} for one in split]
                return
        if kind is not None and TIME in task.fields:
            self._doubt(kind, id, "time", time, "", task.fields[TIME].place)

    def _row_milestones(self, task: FoundTask) -> Iterator[dict[str, Any]]:
        """One milestone for each row, for a task of several rows."""
        first = task.rows[0]
        for n, row in enumerate(task.rows, 1):
            products = split_products(row.fields[PRODUCTS].texts) if PRODUCTS in row.fields else []
            title = products[0] if products else task.title.text
            milestone: dict[str, Any] = {"id": f"m{n}", "title": title}
            time = row.fields.get(TIME) or first.fields.get(TIME)
            milestone["due"] = _joined_lines(time.texts) if time is not None else "undetermined"
            if row is not first:
                for name in (LEAD, COORDINATING):
                    own, shared = row.fields.get(name), first.fields.get(name)
                    if own is not None and (shared is None or own.text != shared.text):
                        mentions = split_parties(own.texts, self._known)
                        milestone[name] = [self._names.name(mention.name) for mention in mentions]
            yield milestone

    def _targets(self, written: dict[str, Any]) -> None:
        """Add the targets that are printed plainly: a percentage or count with its bound, or “100%”."""
        targets: list[dict[str, Any]] = []
        for text in (written["title"], *written.get("products", ())):
            for figure in find_figures(text):
                if (
                    figure.frequency
                    or len(figure.values) > 1
                    or (figure.bound is Bound.NONE and figure.percent and figure.value != 100)
                ):
                    continue
                key = (
                    "at_least"
                    if figure.bound is Bound.LEAST
                    else "at_most"
                    if figure.bound is Bound.MOST
                    else "exactly"
                )
                unit = "%" if figure.percent else text[figure.start : figure.end].split(None, 1)[-1]
                title = _around(text, figure.start, figure.end)
                targets.append({"id": f"t{len(targets) + 1}", "title": title, key: _plain(figure.value), "unit": unit})
        if targets:
            written["targets"] = targets

    def _count_writings(self) -> dict[str, Counter[str]]:
        """Count the spellings of each name; names are the same if they differ only in diacritics and case."""
        writings: dict[str, Counter[str]] = {}
        for section in self._sections:
            for task in section.tasks:
                for name in (LEAD, COORDINATING):
                    for mention in split_parties(task.fields[name].texts, self._known) if name in task.fields else ():
                        written = mention.name[:1].lower() + mention.name[1:]
                        writings.setdefault(typed_form(mention.name), Counter())[written] += 1
        return writings

    def _names_told(self) -> set[str]:
        """The units that some field names without doubt: names that ran together can be split by them."""
        mentions = (
            mention
            for section in self._sections
            for task in section.tasks
            for name in (LEAD, COORDINATING)
            if name in task.fields
            for mention in split_parties(task.fields[name].texts, self._names.known_names)
        )
        return {mention.name for mention in mentions if mention.sure and len(mention.name) > 6}

    def _usual_fields(self) -> set[tuple[int, str]]:
        """The fields most tasks have, by kind of section: a task without one of them is doubted."""
        usual: set[tuple[int, str]] = set()
        for table in (False, True):
            tasks = [
                task
                for section in self._sections
                if section.table is table and not section.duties
                for task in section.tasks
            ]
            for name, share in _USUAL.items():
                have = sum(1 for task in tasks if name in task.fields)
                if len(tasks) >= 3 and have * 100 >= share * len(tasks):
                    usual.add((int(table), name))
        return usual

    def _doubts_of(
        self, task: FoundTask, id: str, written: dict[str, Any], fields: dict[str, FoundField], *, duties: bool
    ) -> None:
        section = next(section for section in self._sections if any(one is task for one in section.tasks))
        table = int(section.table)
        if not duties:
            told = {name for kind, name in task.doubts if kind == "empty-label"}
            if not task.fields:
                self._doubt("no-fields", id, "", "", "", task.title.place)
                told |= _USUAL.keys()
            for name in _USUAL:
                if (
                    name not in fields
                    and name not in told
                    and (table, name) in self._missing_checked
                    and not (section.units and name == LEAD and COORDINATING in fields)
                ):
                    self._doubt("missing", id, name, "", "", task.title.place)
        for kind, name in task.doubts:
            value = _value_of(written, name)
            printed = fields[name].label if name in fields and kind == "label-unsure" else ""
            if kind != "bullet":
                self._doubt(
                    kind,
                    id,
                    name,
                    "" if kind in ("several-rows", "parts-merged", "block-for-several") else value,
                    printed,
                    task.title.place,
                )
        for name, found in fields.items():
            for kind in found.doubts:
                self._doubt(
                    kind,
                    id,
                    name,
                    _value_of(written, name),
                    task.fields[name].text if name in task.fields else found.text,
                    found.place,
                )
            if impossible := impossible_words(found.text):
                self._doubt("damaged-syllable", id, name, _value_of(written, name), ", ".join(impossible), found.place)
            if found.unsure:
                self._doubt("unsure-words", id, name, _value_of(written, name), ", ".join(found.unsure), found.place)
        if impossible := impossible_words(task.title.text):
            self._doubt("damaged-syllable", id, "title", task.title.text, ", ".join(impossible), task.title.place)
        if task.title.unsure:
            self._doubt("unsure-words", id, "title", task.title.text, ", ".join(task.title.unsure), task.title.place)

    def _doubt_labels(self) -> None:
        """Add one doubt for each label or header whose field is not certain."""
        labels: dict[tuple[str, str], FoundField] = {}
        for section in self._sections:
            for task in section.tasks:
                for name, found in task.fields.items():
                    if found.label:
                        labels.setdefault((name, found.label), found)
                for name, found in task.columns.items():
                    labels.setdefault(("columns", name), found)
        for (name, printed), found in labels.items():
            label = find_label(printed)
            if name == "columns":
                self._doubt("unknown-column", "", "columns", "", printed, found.place)
            elif label is not None and label.field == DOING:
                self._doubt("doing-as-lead", "", name, "", printed, found.place)
            elif found.place.row is not None and (label is None or not label.sure):
                self._doubt("column-unsure", "", name, "", printed, found.place)

    def _doubt_columns(self) -> None:
        """Doubt a column of a table in which most values do not look like what its header says."""
        tasks = [task for section in self._sections if section.table for task in section.tasks]
        for name in (LEAD, COORDINATING, TIME, PRODUCTS):
            values = [task.fields[name] for task in tasks if name in task.fields]
            unlike = sum(not self._looks_like(name, value) for value in values)
            if len(values) >= 3 and unlike * 2 > len(values):
                self._doubt("column-swapped", "", name, "", values[0].label, values[0].place)

    def _looks_like(self, name: str, value: FoundField) -> bool:
        timed = Problem.UNREADABLE not in read_time(_joined_lines(value.texts), self._year, self._through).problems
        if name == TIME:
            return timed
        if name == PRODUCTS:
            return not timed
        return all(mention.sure for mention in split_parties(value.texts, self._known))

    # Sources and doubts.

    def _source(self, address: str, field: str, value: str, found: FoundField) -> None:
        self._draft.sources.append(Source(address, field, value, found.text, found.place))

    def _doubt(
        self, kind: str, address: str, field: str, value: str = "", printed: str = "", place: Place = NOWHERE
    ) -> None:
        self._draft.doubts.append(Doubt(kind, address, field, value, printed, place))


#: The subject before “có trách nhiệm”, which may be a whole clause.
_RESPONSIBLE = re.compile(
    rf"^(?:Giao|Đề nghị|Yêu cầu)?\s*(?P<who>[{CAPITALS}][^.:;]{{2,118}}?)\s+(?:có|chịu) trách nhiệm\b"
)

#: The subject of a duty: “Các phòng, đơn vị trực thuộc Sở có trách nhiệm …”.
_SUBJECT = re.compile(
    rf"^(?:Giao|Đề nghị|Yêu cầu)?\s*(?P<who>[{CAPITALS}][^.:]{{2,140}}?)(?:\s+(?:có "
    r"trách nhiệm|chịu trách nhiệm|chủ trì|là cơ "
    r"quan|là đơn vị|theo dõi|phối hợp|tham mưu|tổ chức|căn cứ|"
    r"xây dựng|chủ động|thực hiện|bố trí|hướng dẫn|"
    r"tổng hợp|đôn đốc|tăng cường|triển khai|kiện "
    r"toàn|rà soát|báo cáo|ban hành|phân công|tập trung|giúp)\b|\s*:)",
)


def _families(section: FoundSection) -> dict[tuple[str, ...], list[tuple[str, int | None]]]:
    """The numbers of a section, grouped by what they stand under; with their tasks' indexes (``None``: a heading)."""
    families: dict[tuple[str, ...], list[tuple[str, int | None]]] = {}
    place = 0
    for item in section.items:
        number: int | None = None
        if isinstance(item, FoundTask):
            number, place = place, place + 1
            if item.bullet:
                continue
        if item.steps:
            # “1” and “1.1” do not belong to one series.
            above = item.steps[-1].rpartition(".")[0]
            families.setdefault((*item.steps[:-1], above), []).append((item.steps[-1], number))
    return families


def _no_year() -> Exception:
    from parplan.diagnostics import N_, message
    from parplan.errors import RequestError

    return RequestError(
        message(N_("the document does not say which year it is for")),
        help=message(N_("type it: --year {example}"), example="2026"),
    )


def _value_of(written: dict[str, Any], field: str) -> str:
    value = written.get(field, "")
    if isinstance(value, list):
        return "; ".join(str(one.get("title", "")) if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def _joined_lines(texts: Sequence[str]) -> str:
    """Join the lines of one field; bullets are removed and their items separated by semicolons."""
    parts: list[str] = []
    for text in texts:
        bare = re.sub(r"^[-–+•*]\s*(?=\S)", "", clean(text))
        bulleted = bare != clean(text)
        if parts and bulleted and not parts[-1].endswith((";", ".", ":", ",")):
            parts[-1] += ";"
        parts.append(bare)
    return without_closing(" ".join(part for part in parts if part))


def split_products(texts: Sequence[str]) -> list[str]:
    """Split a field into products: at lines that begin one, and at semicolons outside brackets."""
    lines: list[str] = []
    for text in texts:
        text = clean(text)
        if not text:
            continue
        bulleted = re.match(r"(?:[-–+•*]\s*\S|\d{1,2}[.)]\s|\(\d\))", text) is not None
        goes_on = (
            lines
            and not bulleted
            and not lines[-1].endswith((";", "."))
            and ((text[:1].islower() or text[:1] == "(") or lines[-1].endswith((",", " và", ":")))
        )
        if goes_on:
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(re.sub(r"^(?:[-–+•*]\s*|\d{1,2}[.)]\s+|\(\d\)\s*)", "", text))
    products: list[str] = []
    for line in lines:
        depth = 0
        start = 0
        for i, char in enumerate(line):
            depth += (char == "(") - (char == ")")
            if char == ";" and depth <= 0:
                products.append(line[start:i])
                start = i + 1
        products.append(line[start:])
    return [product for product in map(without_closing, products) if product]


def _cites(text: str) -> Iterator[dict[str, Any]]:
    """The documents a text cites, with their date, and their issuer where it follows at once."""
    seen: set[str] = set()
    for cited in find_cited(text):
        if cited.number in seen or cited.impossible:
            continue
        seen.add(cited.number)
        found: dict[str, Any] = {"number": cited.number}
        if cited.day is not None:
            found["date"] = cited.day.isoformat()
        issuer = re.match(
            r"\s+của\s+((?:Thủ tướng )?Chính phủ|Quốc hội|"
            r"Bộ Chính trị|Ban Bí thư|(?:Chủ tịch )?(?:UBND|"
            r"HĐND) (?:tỉnh|thành phố)|Tỉnh ủy)(?!\w)",
            text[cited.end :],
        )
        if issuer:
            found["issuer"] = issuer[1]
        yield found


def _around(text: str, start: int, end: int) -> str:
    """The clause around a figure, shortened to serve as the title of a target."""
    first = max((match.end() for match in re.finditer(r"[,;.(]\s+|\(", text[:start])), default=0)
    stop = re.search(r"\s*(?:[,;)]|\.\s)", text[end:])
    clause = text[first : end + stop.start()] if stop is not None else text[first:]
    if len(clause) > 110:
        clause = f"{clause[:110].rsplit(' ', 1)[0]} …"
    clause = without_closing(clause)
    return clause[:1].upper() + clause[1:]


def _plain(value: Any) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(unit: DraftParty) -> dict[str, Any]:
    written: dict[str, Any] = {"name": unit.name}
    if unit.short:
        written["short"] = unit.short
    if unit.aliases:
        written["aliases"] = unit.aliases
    return written


def _group(group: DraftParty) -> dict[str, Any]:
    written: dict[str, Any] = {"name": group.name}
    if group.aliases:
        written["aliases"] = group.aliases
    if group.open or not group.members:
        written["open"] = "yes"
    else:
        written["members"] = group.members
        if not group.complete:
            written["complete"] = "no"
    return written
