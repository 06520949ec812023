"""Turn what was found in a document into a draft plan: ids, units, groups, times, milestones, and every doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from parplan.importing.blocks import DocumentLine
from parplan.importing.directory import DraftDirectory, DraftParty
from parplan.importing.draft_ids import DraftIds
from parplan.importing.drafts import Draft, DraftNotes, Wishes
from parplan.importing.enumerators import without_closing
from parplan.importing.field_doubts import FieldDoubts
from parplan.importing.field_texts import joined_lines, split_products
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask, FrontMatter
from parplan.importing.labels import COORDINATING, DOING, LEAD, NOTES, PERSON, PRODUCTS, RECIPIENT, TIME, find_label
from parplan.importing.numbering import joined
from parplan.importing.parties import KnownNames, split_parties
from parplan.importing.party_names import names_party
from parplan.importing.party_roles import split_roles, split_sentence
from parplan.importing.plan_head import make_head
from parplan.importing.proposals import cites_of, recipient_of, targets_of
from parplan.importing.report_calendar import find_reports
from parplan.importing.subjects import read_subject
from parplan.importing.timing import deadlines_named, judge_time, split_time
from parplan.plan.units import typed_form


def make_draft(
    front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes, lines: Sequence[DocumentLine] = ()
) -> Draft:
    """Make the draft of a plan from its front matter and sections."""
    return _Drafting(front, sections, wishes, lines).draft()


#: “Phòng Tổ chức chủ trì” under a label that asks for both: nobody coordinates.
_LEADS = re.compile(r"(?P<name>[^,;]+?)\s+(?:làm\s+)?chủ trì", re.IGNORECASE)


class _Drafting:
    def __init__(
        self, front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes, lines: Sequence[DocumentLine]
    ) -> None:
        self._lines = lines
        self._front = front
        self._sections = sections
        self._wishes = wishes
        self._names = DraftDirectory(wishes.like, damaged=wishes.damaged, undecided=wishes.undecided)
        self._draft = Draft({"parplan": "1"})
        self._notes = DraftNotes(self._draft)
        self._ids = DraftIds(sections, self._notes)
        self._known_before = KnownNames(self._names.known_names)
        self._known = KnownNames((*self._names.known_names, *self._names_told()))
        self._doubts = FieldDoubts(sections, self._known, self._notes, scanned=wishes.scanned)
        #: Quarters are in Roman numerals: “Quý 1” of a scan is a misread “Quý I”.
        self._roman = any(
            re.search(r"[Qq]u[ýí] I", task.fields[TIME].text)
            for section in sections
            for task in section.tasks
            if TIME in task.fields
        )
        self._writings = self._count_writings() if wishes.scanned else {}

    def draft(self) -> Draft:
        head = make_head(self._front, self._sections, self._wishes, self._notes)
        year, through = int(head["year"]), head.get("through")
        self._year, self._through = year, None if through is None else int(through)
        sections = [
            self._section(section, id) for section, id in zip(self._sections, self._ids.of_sections(), strict=True)
        ]
        self._names.finish()
        self._doubts.of_labels()
        self._doubts.of_beginnings(self._year, self._through)
        self._doubts.of_columns(self._year, self._through)
        self._doubts.of_outliers()
        self._draft.doubts.extend(self._names.doubts)
        units = [party for party in self._names.parties.values() if not party.group]
        groups = [party for party in self._names.parties.values() if party.group]
        data = self._draft.data
        data["plan"] = head
        data["units"] = {unit.code: _unit(unit) for unit in units}
        if groups:
            data["groups"] = {group.code: _group(group) for group in groups}
        reports = find_reports(self._lines, self._year, self._through)
        if reports is not None:
            data["reports"] = {key: {"due": due} for key, due in reports.due.items()}
            self._notes.doubt("reports", "", "reports", "", reports.line.whole, reports.line.place)
        data["sections"] = sections
        return self._draft

    def _section(self, section: FoundSection, id: str) -> dict[str, Any]:
        written: dict[str, Any] = {"id": id, "title": section.title.text or self._section_title(section)}
        if section.title.text:
            self._notes.source(id, "title", section.title.text, section.title)
        if section.gap:
            self._notes.doubt("section-gap", id, "id", "", section.number, section.title.place)
        if section.duties:
            written["kind"] = "duties"
        headings = {
            joined(id, item.steps): item.title.text
            for item in section.items
            if isinstance(item, FoundHeading) and item.steps
        }
        if headings:
            written["headings"] = headings
        numbers = self._ids.of_tasks(section, id)
        sure_leads = True
        tasks = []
        for task, number in zip(section.tasks, numbers, strict=True):
            made = self._task(task, number, duties=section.duties)
            sure_leads = sure_leads and not (section.duties and "lead" in made)
            tasks.append(made)
        written["tasks"] = tasks
        if not sure_leads:
            self._notes.doubt("from-sentence", id, "lead", "", "", section.title.place)
        unnumbered = any(task.bullet or not (task.steps or section.table) for task in section.tasks)
        if unnumbered and not section.duties:
            self._notes.doubt("bullets", id, "id", "", "", section.title.place)
        return written

    def _section_title(self, section: FoundSection) -> str:
        return "Tổ chức thực hiện" if section.duties else "Nhiệm vụ"

    # Tasks.

    def _task(self, task: FoundTask, id: str, *, duties: bool) -> dict[str, Any]:
        written: dict[str, Any] = {"id": id, "title": task.title.text or "…"}
        self._notes.source(id, "title", task.title.text, task.title)
        parts = [part.text for part in task.parts]
        if parts:
            written["parts"] = parts
            self._notes.source(id, "parts", "; ".join(parts), FoundField(tuple(parts), task.parts[0].place))
        fields = dict(task.fields)
        self._split_doing(fields, task)
        if duties and LEAD not in fields:
            self._lead_of_duty(fields, task)
        for name in (LEAD, COORDINATING):
            found = fields.get(name)
            if found is not None:
                written[name] = self._parties(id, name, found)
        products = fields.get(PRODUCTS)
        if products is not None:
            written["products"] = split_products(products.texts)
            self._notes.source(id, "products", "; ".join(written["products"]), products)
        time = fields.get(TIME)
        if time is not None:
            written["time"] = joined_lines(time.texts)
            self._notes.source(id, "time", written["time"], time)
        self._milestones(written, task, id)
        if time is None and "milestones" not in written:
            named = deadlines_named(" ".join([written["title"], *parts]), self._year, self._through)
            if named:
                self._notes.doubt("time-in-text", id, "time", "", "; ".join(named), task.title.place)
        if (person := fields.get(PERSON)) is not None:
            written["person"] = without_closing(person.text)
        if (recipient := fields.get(RECIPIENT)) is not None:
            written["recipient"] = without_closing(recipient.text)
            self._notes.source(id, "recipient", written["recipient"], recipient)
        elif products is not None and (who := recipient_of(written["products"])) is not None:
            written["recipient"] = who
            self._notes.source(id, "recipient", who, products)
        columns = {name: without_closing(value.text) for name, value in task.columns.items()}
        if columns:
            written["columns"] = columns
            for name, value in task.columns.items():
                self._notes.source(id, f"columns.{name}", columns[name], value)
        years = range(self._year, (self._through or self._year) + 1)
        targets = targets_of([written["title"], *written.get("products", ())], years)
        if targets:
            written["targets"] = targets
        cites = list(cites_of(" ".join([task.title.text, *parts])))
        if cites:
            written["cites"] = cites
        if (notes := fields.get(NOTES)) is not None:
            written["notes"] = [without_closing(text) for text in notes.texts]
        self._doubts.of_task(task, id, written, fields, duties=duties)
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
        if lead is None:
            return
        alone = _LEADS.fullmatch(without_closing(lead.text))
        if alone is not None and names_party(alone["name"]):
            fields[LEAD] = FoundField((alone["name"],), lead.place, lead.label, lead.doubts, lead.unsure)
        if COORDINATING in fields:
            return
        both = split_roles(lead.texts, self._known)
        if both is not None:
            for name, words in zip((LEAD, COORDINATING), both, strict=True):
                if words:
                    fields[name] = FoundField((words,), lead.place, lead.label, (), lead.unsure)
            return
        both = split_sentence(lead.text)
        if both is not None:
            sure = all(mention.sure for words in both for mention in split_parties([words], self._known))
            label = find_label(lead.label)
            usual = label is not None and label.field == DOING  # the label asks for both
            doubts = () if sure and usual else ("sentence-split",)
            for name, words in zip((LEAD, COORDINATING), both, strict=True):
                fields[name] = FoundField((words,), lead.place, lead.label, doubts, lead.unsure)

    def _lead_of_duty(self, fields: dict[str, FoundField], task: FoundTask) -> None:
        """The lead a duty names: as the subject of its sentence, or as a heading over its parts."""
        named = split_parties([task.title.text], self._known_before)
        if task.parts and len(task.title.text) <= 160 and all(m.sure and names_party(m.name) for m in named):
            fields[LEAD] = FoundField((task.title.text,), task.title.place)
            return
        subject = read_subject(task.title.text, self._known_before)
        if subject is not None:
            doubts = () if subject.sure else ("from-sentence",)
            fields[LEAD] = FoundField(("; ".join(subject.names),), task.title.place, doubts=doubts)

    def _parties(self, id: str, name: str, found: FoundField) -> list[str]:
        mentions = split_parties(found.texts, self._known)
        names = [self._usual(mention.name) for mention in mentions]
        value = "; ".join(names)
        self._notes.source(id, name, value, found)
        if any(one != mention.name for one, mention in zip(names, mentions, strict=True)):
            self._notes.doubt("restored", id, name, value, found.text, found.place)
        if any(not mention.sure for mention in mentions):
            self._notes.doubt(
                "no-units" if len(mentions) == 1 else "split-unsure", id, name, value, found.text, found.place
            )
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
                times = [joined_lines(row.fields[TIME].texts) for row in task.rows if TIME in row.fields]
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
        if kind is None and self._wishes.scanned and self._roman and re.search(r"[Qq]u[ýí] 1(?!\d)", time):
            self._notes.doubt("unsure-words", id, "time", time, time, task.fields[TIME].place)
        if kind is not None and TIME in task.fields:
            self._notes.doubt(kind, id, "time", time, "", task.fields[TIME].place)

    def _row_milestones(self, task: FoundTask) -> Iterator[dict[str, Any]]:
        """One milestone for each row, for a task of several rows."""
        first = task.rows[0]
        for n, row in enumerate(task.rows, 1):
            products = split_products(row.fields[PRODUCTS].texts) if PRODUCTS in row.fields else []
            title = products[0] if products else task.title.text
            milestone: dict[str, Any] = {"id": f"m{n}", "title": title}
            time = row.fields.get(TIME) or first.fields.get(TIME)
            milestone["due"] = joined_lines(time.texts) if time is not None else "undetermined"
            if row is not first:
                for name in (LEAD, COORDINATING):
                    own, shared = row.fields.get(name), first.fields.get(name)
                    if own is not None and (shared is None or own.text != shared.text):
                        mentions = split_parties(own.texts, self._known)
                        milestone[name] = [self._names.name(mention.name) for mention in mentions]
            yield milestone

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
            for mention in split_parties(task.fields[name].texts, self._known_before)
        )
        return {mention.name for mention in mentions if mention.sure and len(mention.name) > 6}


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
