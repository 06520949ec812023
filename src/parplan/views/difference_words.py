"""Differences of two plans in words, for screens, Markdown and Word documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from parplan.comparing.difference import ChangeKind, Difference
from parplan.comparing.meaning import DueMeaning, Fields, Value
from parplan.comparing.words import WordRun, changed_words
from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.plan.assessment import Assessment
from parplan.plan.durations import parse_durations
from parplan.plan.structure import Citation, Comparison, Entry, Plan, Target
from parplan.queries.portfolio import PlanOnDay
from parplan.views.entry_view import citation_text, entry_summary
from parplan.views.words import target_value_text
from parplan.vocabulary.short_forms import print_time

#: The names of fields, by key.
FIELDS = {
    "title": N_("title"),
    "name": N_("name"),
    "short": N_("short name"),
    "aliases": N_("other names or ids"),
    "parts": N_("parts"),
    "lead": N_("lead unit"),
    "coordinating": N_("coordinating units"),
    "person": N_("person in charge"),
    "recipient": N_("recipient"),
    "owed": N_("owed by each or together"),
    "products": N_("products"),
    "time": N_("time"),
    "due": N_("deadline"),
    "printed": N_("printed words"),
    "after": N_("after"),
    "lag": N_("within"),
    "part_of": N_("part of"),
    "targets": N_("target “{name}”"),
    "cites": N_("cited documents"),
    "columns": N_("column {name}"),
    "headings": N_("heading {name}"),
    "notes": N_("notes"),
    "carried_from": N_("carried from"),
    "kind": N_("kind"),
    "year": N_("year"),
    "through": N_("last year"),
    "agency": N_("agency"),
    "decision": N_("issuing decision"),
    "code": N_("identification code"),
    "parent": N_("superior body"),
    "signer": N_("signer"),
    "due_soon": N_("due soon within"),
    "introduction": N_("purpose and requirements"),
    "closing": N_("closing paragraphs"),
    "holidays": N_("days off"),
    "working_days": N_("working days"),
    "contact": N_("contact"),
    "email": N_("e-mail"),
    "from": N_("from"),
    "until": N_("until"),
    "to": N_("to"),
    "successors": N_("successors"),
    "members": N_("members"),
    "complete": N_("all members listed"),
    "size": N_("number of units"),
    "open": N_("open group"),
}
_WHOLES = {
    "units": N_("unit {name}"),
    "groups": N_("group {name}"),
    "reports": N_("report {name}"),
    "sections": N_("section {name}"),
}
_PARTIES = frozenset({"lead", "coordinating", "members", "successors", "recipient"})
_CHOICES = {
    ("owed", "each"): N_("each unit by itself"),
    ("owed", "together"): N_("together"),
    ("kind", "tasks"): N_("tasks"),
    ("kind", "steering"): N_("steering"),
    ("kind", "duties"): N_("standing duties"),
    ("complete", "no"): N_("no"),
    ("open", "yes"): N_("yes"),
}


class DifferenceText(Struct, frozen=True):
    """One difference in words.

    where: the address, as people call it. what: the field, or empty. old, new: the values, or ``None``.
    runs: for a changed text, its words with the changes.
    """

    kind: ChangeKind
    where: str
    what: str
    old: str | None = None
    new: str | None = None
    runs: tuple[WordRun, ...] = ()
    recorded: bool = False


def difference_texts(
    language: Language, old: Plan, new: Plan, as_of: date, differences: Sequence[Difference]
) -> Iterator[DifferenceText]:
    """Yield each difference in words. An old id that became an alias is left out: the renumbering tells it."""
    renumbered = {one.address: one.old for one in differences if one.kind is ChangeKind.RENUMBERED}
    words = ValueWords(language, new, old, as_of)
    for one in differences:
        gained = set(one.new or ()) - set(one.old or ()) if one.field == "aliases" else set()
        if gained and gained == {renumbered.get(one.address)} and not set(one.old or ()) - set(one.new or ()):
            continue
        yield words.of(one)


class ValueWords:
    """The words for values, with the units of both plans."""

    def __init__(self, language: Language, new: Plan, old: Plan, as_of: date) -> None:
        self._language = language
        self._directories = (new.directory, old.directory)
        self._subject = PlanOnDay("", Assessment(new, as_of))

    def of(self, one: Difference) -> DifferenceText:
        """One difference in words."""
        _ = self._language.gettext
        where = self.where(one.address)
        if one.kind is ChangeKind.RENUMBERED:
            return DifferenceText(one.kind, where, _("renumbered, was {old}").format(old=one.old))
        if one.field is None and one.kind is ChangeKind.MOVED:
            return DifferenceText(one.kind, where, "", self.place(one.old), self.place(one.new))
        if one.field is None:
            return DifferenceText(
                one.kind, where, "", self.whole(one.address, one.old), self.whole(one.address, one.new)
            )
        if one.field == "progress":
            if one.kind is ChangeKind.MOVED:
                return DifferenceText(one.kind, where, _("entries of one day in another order"), recorded=True)
            return DifferenceText(one.kind, where, "", self.entry(one.old), self.entry(one.new), recorded=True)
        if one.field.startswith("targets."):
            return self._target(where, one)
        old, new = self.value(one.field, one.old), self.value(one.field, one.new)
        if old == new and isinstance(one.old, DueMeaning) and isinstance(one.new, DueMeaning):
            old, new = one.old.words, one.new.words
        runs = changed_words(old, new) if old is not None and new is not None and _is_prose(one.new) else ()
        return DifferenceText(one.kind, where, self.field(one.field), old, new, runs)

    def where(self, address: str) -> str:
        """The words for an address."""
        kind, point, name = address.partition(".")
        if point and kind in _WHOLES:
            return self._language.gettext(_WHOLES[kind]).format(name=name)
        return self._language.gettext("plan") if address == "plan" else address

    def field(self, field: str) -> str:
        """The name of a field."""
        key, _, name = field.partition(".")
        return self._language.gettext(FIELDS[key]).format(name=name)

    def place(self, place: Fields) -> str:
        """The position of a section or task."""
        _ = self._language.gettext
        section, after = place.get("section"), place.get("after")
        if after is not None:
            return _("after {id}").format(id=after)
        return _("first") if section is None else _("first of section {id}").format(id=section)

    def whole(self, address: str, fields: Fields | None) -> str | None:
        """A whole unit, section, task or milestone in a few words."""
        if fields is None:
            return None
        title = fields.get("title") or fields.get("name") or ""
        due = fields.get("due")
        if due is not None:
            shown = self.value("due", due) or ""
            return f"{title}: {shown}" if title else shown
        if fields.get("lead"):
            return f"{title} ({self.value('lead', fields['lead'])})"
        return str(title)

    def value(self, field: str, value: Value) -> str | None:
        """The words for a field's value, or ``None``."""
        if value is None:
            return None
        if field in _PARTIES:
            codes = [value] if isinstance(value, str) else value
            names = [self._party(code) for code in codes]
            return ("; " if any("," in name for name in names) else ", ").join(names) or "–"
        if field == "lag":
            return duration_text(self._language, value)
        if isinstance(value, str):
            choice = _CHOICES.get((field, value))
            return value if choice is None else self._language.gettext(choice)
        return self.text(value)

    def text(self, value: Value) -> str:
        """The words for any other value."""
        if isinstance(value, DueMeaning):
            due = value.reading.due if value.reading is not None else None
            if due is not None:
                return self._language.date(due)
            plan = self._subject.plan
            return print_time(value.words, plan.year, plan.through) if self._language.code == "vi" else value.words
        if isinstance(value, date):
            return self._language.date(value)
        if isinstance(value, list):
            # “A; B” as one member is quoted: it would look like the two members A and B.
            return "; ".join(f"“{text}”" if ";" in text else text for text in map(self.text, value))
        if isinstance(value, dict):
            if "number" in value or "file" in value or "link" in value:
                return citation_text(self._language, Citation(**value))
            return ", ".join(map(self.text, value.values()))
        return str(value)

    def _party(self, code: str) -> str:
        for directory in self._directories:
            if code in directory.units or code in directory.groups:
                return directory.party(code).name
        return code

    def _target(self, where: str, one: Difference) -> DifferenceText:
        """The difference of a target, named by its title; only its value is shown unless the title changed."""
        old, new = one.old or one.new, one.new or one.old
        renamed = old["title"] != new["title"]
        what = self._language.gettext(FIELDS["targets"]).format(name=old["title"])
        told = self.target(one.old, titled=renamed), self.target(one.new, titled=renamed)
        return DifferenceText(one.kind, where, what, *told)

    def target(self, fields: Fields | None, *, titled: bool) -> str | None:
        """All that is said of a target: the value it asks for, and how it is measured."""
        asked = self.asked(fields, titled=titled)
        if fields is None or asked is None:
            return None
        _ = self._language.gettext
        told = [asked]
        if "unit" in fields and not any(one.value in fields for one in Comparison):
            told.append(fields["unit"])
        if "total" in fields:
            told.append(_("values add up"))
        if "counts" in fields:
            told.append(_("counts the events of {milestone}").format(milestone=fields["counts"]))
        return "; ".join(told)

    def asked(self, fields: Fields | None, *, titled: bool) -> str | None:
        """The value a target asks for."""
        if fields is None:
            return None
        comparison = next((one for one in Comparison if one.value in fields), None)
        value = None if comparison is None else fields[comparison.value]
        text = target_value_text(self._language, Target("", fields["title"], comparison, value, fields.get("unit")))
        return f"{fields['title']}: {text}" if titled else text

    def entry(self, fields: Fields | None) -> str | None:
        """An entry in one sentence."""
        if fields is None:
            return None
        values: dict[str, Any] = {name: value for name, value in fields.items() if name not in ("milestone", "batch")}
        if "due" in values:
            values |= {"due": fields["due"].words, "reading": fields["due"].reading}
        if "measures" in values:
            values["measures"] = tuple(fields["measures"].items())
        if "evidence" in values:
            values["evidence"] = tuple(Citation(**one) for one in fields["evidence"])
        unit = values.pop("unit", None)
        said = entry_summary(self._language, self._subject, Entry(**values))
        return said if unit is None else f"{self._party(unit)}: {said}"


def duration_text(language: Language, written: str) -> str:
    """A length of time in words: “20 days” for ``20d``."""
    (length,) = parse_durations(written)
    match length.unit:
        case "d":
            text = language.ngettext("{count} day", "{count} days", length.count)
        case "w":
            text = language.ngettext("{count} week", "{count} weeks", length.count)
        case "m":
            text = language.ngettext("{count} month", "{count} months", length.count)
        case "q":
            text = language.ngettext("{count} quarter", "{count} quarters", length.count)
        case _:
            text = language.ngettext("{count} year", "{count} years", length.count)
    return text


def _is_prose(value: Value) -> bool:
    """Whether a change of the value is shown word by word rather than as old and new value."""
    text = " ".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
    return isinstance(text, str) and text.count(" ") >= 5
