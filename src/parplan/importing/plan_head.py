"""The head of a plan: its year, title, agency, decision, signer and introduction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from parplan.importing.drafts import DraftNotes, Wishes
from parplan.importing.found import FoundField, FoundSection, FrontMatter
from parplan.importing.labels import TIME
from parplan.provenance.doubts import Place

#: The agency and the body above it; a letterhead with more may name a part of the agency, or break a name.
_BODIES = 2
#: Agencies with no body above them that a head prints, and how their symbols in numbers begin.
_HIGHEST = (
    (re.compile(r"(?:(?:Ủy ban|Uỷ ban) nhân dân|UBND) (?:tỉnh|thành phố) "), "UBND"),
    (re.compile(r"(?:Hội đồng nhân dân|HĐND) (?:tỉnh|thành phố) "), "HĐND"),
    (re.compile(r"Bộ "), "B"),
)
#: Stands for the agency where a document names none; no name that another plan could give.
UNKNOWN_AGENCY = "Chưa rõ cơ quan"


def make_head(
    front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes, notes: DraftNotes
) -> dict[str, Any]:
    """The mapping ``plan:`` from the front matter. Raises ``RequestError`` where it has no year."""
    return _Head(front, sections, wishes, notes).made()


class _Head:
    def __init__(self, front: FrontMatter, sections: Sequence[FoundSection], wishes: Wishes, notes: DraftNotes) -> None:
        self._front = front
        self._sections = sections
        self._wishes = wishes
        self._notes = notes

    def made(self) -> dict[str, Any]:
        """The mapping of the head."""
        front, head = self._front, dict[str, Any]()
        title = front.title.text if front.title is not None else ""
        year, through = self._years(title)
        head["year"] = str(year)
        head["title"] = title or f"Kế hoạch năm {year}"
        if front.title is None:
            self._notes.doubt("no-title", "", "title", head["title"])
        else:
            self._notes.source("", "title", head["title"], front.title)
            if self._wishes.scanned:  # one letter read amiss stands above every paper made of the plan
                self._notes.doubt("scanned-head", "", "title", title, title, front.title.place)
            else:
                for kind in front.title.doubts:
                    self._notes.doubt(kind, "", "title", title, " ".join(title.split()[-3:]), front.title.place)
        agency = self._wishes.agency or (front.agency.text if front.agency is not None else "")
        if self._wishes.agency is None and front.agency is not None:
            self._notes.source("", "agency", agency, front.agency)
            self._doubt_body("agency", front.agency)
            if len(front.bodies) > _BODIES:
                self._notes.doubt("three-bodies", "", "agency", agency, " / ".join(front.bodies), front.agency.place)
        if not agency and self._wishes.like is not None and self._wishes.like.agency != UNKNOWN_AGENCY:
            agency = self._wishes.like.agency
        if not agency:
            agency = UNKNOWN_AGENCY
            self._notes.doubt("no-agency", "", "agency", agency)
        head["agency"] = agency
        if front.parent is not None and front.parent.text != agency:
            head["parent"] = front.parent.text
            self._notes.source("", "parent", front.parent.text, front.parent)
            self._doubt_body("parent", front.parent)
        elif front.parent is None and self._wishes.scanned and not self._is_highest(agency):
            self._notes.doubt("no-parent", "", "parent", "", "", front.agency.place if front.agency else Place())
        head["decision"] = self._decision(year)
        if front.signer is not None:
            head["signer"] = self._signer(front.signer)
        elif front.foot is not None:
            self._notes.doubt("no-signer", "", "signer", "", front.signer_title, front.foot)
        if through is not None:
            head["through"] = str(through)
        if front.introduction:
            head["introduction"] = [
                ({"title": title} if title else {}) | {"texts": texts} for title, texts in front.introduction
            ]
        if front.closing:
            head["closing"] = front.closing[0] if len(front.closing) == 1 else front.closing
        return head

    def _is_highest(self, agency: str) -> bool:
        """Whether no body stands above the agency, and the number of the document is one of its own."""
        number = self._front.number.text if self._front.number is not None else ""
        symbol = number.rpartition("/")[2].partition("-")[2]
        return any(kind.match(agency) and symbol.startswith(begins) for kind, begins in _HIGHEST)

    def _doubt_body(self, name: str, found: FoundField) -> None:
        """Doubt a body of the head: of a scan, where nothing in the text confirms it, or with a guessed spelling."""
        if self._wishes.scanned:  # capitals in two columns
            self._notes.doubt("scanned-head", "", name, found.text, found.text, found.place)
        elif name in self._front.guessed:
            self._notes.doubt("spelling-guessed", "", name, found.text, self._front.guessed[name], found.place)

    def _signer(self, name: FoundField) -> dict[str, Any]:
        """The signer with the office and in whose stead; a name of a scan is in doubt, as no other word confirms it."""
        front = self._front
        self._notes.source("", "signer.name", name.text, name)
        if self._wishes.scanned:
            printed = f"{front.signer_title} {name.text}"
            self._notes.doubt("scanned-head", "", "signer.name", name.text, printed, name.place)
        for other in front.other_signers:
            self._notes.doubt("two-signers", "", "signer.name", name.text, other.text, other.place)
        for office in front.other_offices:
            self._notes.doubt("two-offices", "", "signer.name", name.text, office.text, office.place)
        signer: dict[str, Any] = {"name": name.text}
        if front.head_office:
            self._notes.doubt("no-office", "", "signer.name", name.text, front.signer_title, name.place)
        else:
            signer["title"] = front.signer_title
        return signer | ({"for": front.signs_for} if front.signs_for else {})

    def _decision(self, year: int) -> dict[str, Any]:
        front = self._front
        number = front.number.text if front.number is not None else ""
        if not number[:1].isdigit():
            printed = number
            number = f"…{number}" if number else "…/KH"
            self._notes.doubt(
                "no-number",
                "",
                "decision.number",
                number,
                printed or "Số",
                front.number.place if front.number else Place(),
            )
        elif front.number is not None:
            self._notes.source("", "decision.number", number, front.number)
            for other in front.other_numbers:
                self._notes.doubt("two-numbers", "", "decision.number", number, other.text, other.place)
        day = front.day or date(year, 1, 1)
        if front.day is None or front.day_blank:
            self._notes.doubt("no-date", "", "decision.date", day.isoformat(), "", front.day_place)
        else:
            self._notes.source("", "decision.date", day.isoformat(), FoundField((day.isoformat(),), front.day_place))
        return {"number": number, "date": day.isoformat()}

    def _years(self, title: str) -> tuple[int, int | None]:
        """The year of the plan, and its last one if it has several; a doubt where the document is not clear."""
        read = self._printed_years(title)
        given = self._wishes.year
        if given is None:
            if read is None:
                raise _no_year()
            year, through, kind, printed = read
            if kind:
                self._notes.doubt(kind, "", "year", str(year), printed)
            return year, through if through is not None and through > year else None
        if read is not None and not read[0] <= given <= (read[1] or read[0]):
            self._notes.doubt("year-given", "", "year", str(given), str(read[0]))
        return given, None

    def _printed_years(self, title: str) -> tuple[int, int | None, str, str] | None:
        """The years the document tells, with the kind of doubt about them, if any, and its words; ``None`` if none."""
        span = re.search(r"(?:giai đoạn|các năm|năm học)\s+(20\d\d)\s*[-–]\s*(20\d\d)", title, re.IGNORECASE)
        if span and span[1] < span[2]:
            first, last = int(span[1]), int(span[2])
            named = {int(year) for one in self._front.yearly for year in re.findall(r"20\d\d", one.text)}
            if len(named) == 1 and first <= (only := named.pop()) <= last and not re.search("năm học", span[0], re.I):
                return only, None, "year-unclear", self._front.yearly[0].text
            return first, last, "", ""
        title = re.sub(r",?\s*(?:tầm nhìn|định hướng|những năm)\s.*$", "", title, flags=re.IGNORECASE)
        end = re.search(r"đến (?:hết )?năm (20\d\d)", title, re.IGNORECASE)
        through = int(end[1]) if end is not None else None
        title = title.replace(end[0], "") if end is not None else title
        years = re.findall(
            r"(?:năm|NĂM|nam|NAM)\s+(20\d\d)(?!\s*/)",
            re.sub(r"ngày\s+\S+\s+(?:tháng\s+\S+\s+)?năm\s+\d{4}|\d+/20\d\d", "", title, flags=re.IGNORECASE),
        )
        times = [task.fields[TIME].text for section in self._sections for task in section.tasks if TIME in task.fields]
        counts = Counter(int(found) for time in times for found in re.findall(r"(?<!\d)20\d\d(?!\d)", time))
        if years and len(set(years)) == 1:
            year = int(years[0])
            others = [one for one in counts if not year <= one <= (through or year)]
            # The title may name the year of the document that it carries out.
            if sum(counts[one] for one in others) * 2 > len(times):
                return year, through, "year-of-others", ", ".join(str(one) for one in sorted(others))
            return year, through, "", ""
        spans = [(int(one), int(two)) for time in times for one, two in re.findall(r"(20\d\d)\s*[-–]\s*(20\d\d)", time)]
        day = self._front.day
        if through is not None and day is not None:
            year = day.year + (1 if day.month >= 11 and day.year not in counts and day.year < through else 0)
            return year, through, "year-unclear", day.strftime("%d/%m/%Y")
        if len(spans) * 4 >= len(times) > 0:
            return min(one for one, _ in spans), max(two for _, two in spans), "year-of-times", ""
        if counts:
            return max(counts, key=lambda one: (counts[one], one)), through, "year-of-times", ""
        if years:
            return int(min(years)), through, "year-unclear", title
        if day is not None:
            return day.year + (1 if day.month >= 11 else 0), through, "year-unclear", day.strftime("%d/%m/%Y")
        return None


def _no_year() -> Exception:
    from parplan.diagnostics import N_, message
    from parplan.errors import RequestError

    return RequestError(
        message(N_("the document does not say which year it is for")),
        help=message(N_("type it: --year {example}"), example="2026"),
    )
