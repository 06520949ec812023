"""The role of a time after the words before it: when the work is due, what it is about, or perhaps either.

Words alone decide; each rule names the words it was made for. Where a rule does not know, a time is loose: it is only
proposed.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.time_attributes import says_which
from parplan.vocabulary.time_items import ItemKind, TimeItem
from parplan.vocabulary.time_spans import TimeSpan, TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens

#: Words that join two times.
JOINS = frozenset({"và", "hoặc", "&"})
#: Words that lead to the end of a range.
TO = frozenset({"đến", "tới", "cho"})
#: Leads that say themselves that work is done.
_DONE = frozenset({"hoàn", "xong", "cần", "phải", "kết", "dự", "thời", "hạn"})
#: Leads that may be said of a thing or of people: “dự án hoàn thành trước ngày 30/6/2025”.
_SAID_OF_THINGS = {"hoàn": ("hoàn thành",), "kết": ("hoàn thành",), "vào": ("vào",)}


class TimeRole(Enum):
    """The role of a time in its clause."""

    WHEN = "when the work is due"
    ABOUT = "what the work is about"
    DOCUMENT = "part of what decides"
    LOOSE = "one or the other"


class Context:
    """The words of the clause before an item."""

    def __init__(self) -> None:
        self.words: list[str] = []  # the neutral phrases since the last mark
        self.named: list[str] = []  # … and since the clause began
        self.clause: list[str] = []  # … and with its commas, since its last other mark
        self.before: list[str] = []  # … and those before the bracket that was opened last
        self.in_event = self.in_data = self.in_document = False

    def mark(self, mark: str) -> None:
        """Pass a mark, which ends what the words before it were said of."""
        self.words = []
        self.before = self.clause if mark == "(" else []
        if mark == ",":
            self.clause.append(mark)
        else:
            self.clause = []
        if mark in ",(":
            self.in_event = self.in_document = False
            self.in_data = self.in_data and mark == "("
        elif mark == ")":
            self.in_data = False


class Roles:
    """Finds the roles of the times of one clause."""

    def __init__(self, items: list[TimeItem], words: TimeTokens, year: int, through: int) -> None:
        self.items = items
        self.words = words
        self.year = year
        self.through = through
        self.classes = lexicon().classes
        self.about: list[TimeItem] = []

    def role(self, item: TimeItem, previous: TimeItem | None, context: Context) -> TimeRole:
        """Return the role of a time, after ``previous`` and the words before it."""
        spoken, classes = context.words, self.classes
        last = spoken[-1] if spoken else ""
        unit = item.spans[0].unit
        if previous is not None and previous.kind is ItemKind.WORD and previous.phrase in JOINS:
            goes_on = self.about and self.about[-1].last == previous.first
            return TimeRole.ABOUT if goes_on and not item.relation else self._role_after_join(item, context)
        after_words = previous is not None and previous.kind in (
            ItemKind.WORD,
            ItemKind.NUMBER,
            ItemKind.CITATION,
            ItemKind.UNKNOWN,
        )
        if not item.relation:
            if context.in_event:
                return TimeRole.LOOSE
            if context.in_document:
                named = unit is TimeUnit.YEAR or (unit is TimeUnit.DAY and self.words.key(item.first) == "ngày")
                follows = previous is not None and previous.kind is ItemKind.DEPENDING and unit is not TimeUnit.DAY
                return TimeRole.DOCUMENT if named or follows else TimeRole.LOOSE
            listed = previous is not None and previous.kind is ItemKind.MARK and previous.phrase == ","
            if listed and self.about and self.about[-1].last == item.first - 1:
                return TimeRole.ABOUT
            if not after_words and any(other.spans and other.spans[0].unit is unit for other in self.about):
                return TimeRole.LOOSE  # "kinh phí năm 2025: 500 triệu đồng, năm 2026: 700 triệu đồng"
            if not after_words:
                named = any(phrase in classes["documents"] and phrase != "báo cáo" for phrase in context.named)
                return TimeRole.LOOSE if unit is TimeUnit.DAY and named and not self._opens(item) else TimeRole.WHEN
            if previous is not None and previous.kind is ItemKind.UNKNOWN:
                return TimeRole.LOOSE
            if spoken and self._all_starting(spoken):
                return TimeRole.WHEN
            if unit is TimeUnit.YEAR and self._is_named_by_year(item.spans, spoken):
                return TimeRole.LOOSE if self._is_review(item, last) else TimeRole.ABOUT
            if unit is not TimeUnit.DAY and last in classes["reports"]:
                return TimeRole.ABOUT
            if unit is TimeUnit.DAY and self._dates_document(item, spoken):
                return TimeRole.ABOUT
            if previous is not None and previous.kind is ItemKind.NUMBER and not spoken:
                return TimeRole.WHEN
            return TimeRole.LOOSE
        if context.in_data:
            return TimeRole.LOOSE  # "số liệu trước ngày 15/6": those of before, or due then?
        if item.opener == "tiến" and ":" not in self.words.keys[item.first : item.last]:
            return TimeRole.LOOSE  # "tiến độ 6 tháng đầu năm", "tiến độ thực hiện đến quý II: 60%"
        after_word = previous is not None and previous.kind is ItemKind.WORD
        lead = _SAID_OF_THINGS.get(item.opener, ()) if item.opener != "vào" or item.relation == "before" else ()
        opened = previous is not None and previous.phrase == "("
        if after_word or opened:
            clause = context.clause if after_word else context.before
            if says_which([*clause, *lead]) or (lead and says_which(clause)):
                return TimeRole.LOOSE
        if after_words and not self._all_starting(spoken) and item.opener in ("hạn", "thời", "tiến"):
            return TimeRole.LOOSE  # "hợp đồng … thời hạn đến"
        following = next((other for other in self.items if other.first == item.last), None)
        goes_on = following is not None and following.kind is ItemKind.WORD
        if following is not None and after_words and following.phrase.partition(" ")[0] in classes["predicates"]:
            return TimeRole.LOOSE  # "các dự án khởi công trước ngày 30/6/2025 được ưu tiên"
        if after_words and last in classes["things"] and item.opener == "hoàn" and goes_on:
            return TimeRole.LOOSE  # "công trình hoàn thành trước ngày 30/6/2025 phải quyết toán"
        if last.endswith("hiệu lực") and after_words:
            return TimeRole.LOOSE
        lasting = item.opener in TO or item.opener == "hết"
        if (
            lasting
            and after_words
            and not all(phrase in classes["striving"] or phrase in classes["starting"] for phrase in spoken)
        ):
            return TimeRole.LOOSE  # "thuê trụ sở đến 31/12", "kết quả thực hiện đến hết quý III": how long, not by when
        if item.relation == "before" and after_word and last in classes["comparing"]:
            return TimeRole.LOOSE  # "thực hiện như trước ngày 01/7/2025"
        if (
            item.relation == "before"
            and goes_on
            and spoken
            and all(phrase in classes["naming"] or phrase in classes["things"] for phrase in spoken)
        ):
            return TimeRole.LOOSE  # "hồ sơ trước ngày 01/7/2025 giải quyết theo quy định"
        if self._is_past(item, spoken):
            return TimeRole.LOOSE
        if item.relation in ("in", "from") and after_word and last in classes["what happens"]:
            return TimeRole.LOOSE
        within = item.relation == "in" and unit is not TimeUnit.YEAR and item.opener not in _DONE
        if within and after_words and not self._says_work(context):
            return TimeRole.LOOSE  # "tai nạn giao thông trong quý II"
        if item.opener in ("cuối", "đầu", "giữa") and after_word and not self._all_starting(spoken):
            return TimeRole.LOOSE  # "kỳ họp cuối năm"
        if item.relation == "from" and after_words and not self._all_starting(spoken):
            return TimeRole.LOOSE
        return TimeRole.WHEN

    def _all_starting(self, spoken: list[str]) -> bool:
        return all(phrase in self.classes["starting"] for phrase in spoken)

    def _says_work(self, context: Context) -> bool:
        """Whether anything was said to be done, or reached."""
        return any(phrase in self.classes["doing"] or phrase.startswith("đạt") for phrase in context.named)

    def _dates_document(self, item: TimeItem, spoken: list[str]) -> bool:
        """Whether a day is the date of what is carried out: "Thực hiện Công văn của Sở Nội vụ ngày 15/3/2021"."""
        carried_out = bool(spoken) and spoken[0] in ("thực hiện", "triển khai", "triển khai thực hiện")
        named = any(phrase in self.classes["documents"] and phrase != "báo cáo" for phrase in spoken)
        return carried_out and named and self.words.key(item.first) == "ngày"

    def _is_past(self, item: TimeItem, spoken: list[str]) -> bool:
        """Whether a time before the plan's years follows words that may be about then: "hồ sơ … trước năm 2020"."""
        if not spoken or all(
            phrase in self.classes["due before the year"] or phrase in self.classes["starting"] for phrase in spoken
        ):
            return False
        first_day = date(self.year, 1, 1) + timedelta(days=item.relation == "before")
        return any(not span.floating and min(span.start, span.end) < first_day for span in item.spans)

    def _is_named_by_year(self, spans: tuple[TimeSpan, ...], spoken: list[str]) -> bool:
        """Whether a year belongs to a name: "kế hoạch năm 2026", "kế hoạch tuyển dụng viên chức năm 2025"."""
        matters = self.classes["yearly matters"]
        near = all(self.year <= span.end.year <= self.through + 1 for span in spans)
        plan = any(
            phrase in matters and phrase.startswith(("kế hoạch", "chương trình", "dự toán")) for phrase in spoken
        )
        last = spoken[-1] if spoken else ""
        planned = tuple(self.classes["made for years"])
        period = spans[0].start.year < spans[-1].end.year and any(phrase.startswith(planned) for phrase in spoken)
        return last in matters or last.partition(" ")[2] in matters or (plan and near) or period

    def _is_review(self, item: TimeItem, last: str) -> bool:
        """Whether a year of a plan of several may be when it is reviewed: “…, sơ kết năm 2028, tổng kết năm 2030”."""
        span = item.spans[0]
        one = len(item.spans) == 1 and span.start.year == span.end.year
        dated = any(other.first == item.last and other.relation for other in self.items)
        return self.through > self.year and one and last in ("sơ kết", "tổng kết") and not dated

    def _opens(self, item: TimeItem) -> bool:
        """Whether a time stands in brackets of its own, which repeat nothing."""
        return item.first > 0 and self.words.key(item.first - 1) == ":"

    def _role_after_join(self, item: TimeItem, context: Context) -> TimeRole:
        named = any(phrase in self.classes["documents"] and phrase != "báo cáo" for phrase in context.named)
        return TimeRole.LOOSE if not item.relation and item.spans[0].unit is TimeUnit.DAY and named else TimeRole.WHEN
