"""Judging the items of a clause together: the times it names, and whether they are certain.

A time is certain only where all of its clause is understood. Each rule here names the words it was made for.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency, Recurrence
from parplan.vocabulary.time_dating import UNDETERMINED, Dating
from parplan.vocabulary.time_items import ItemKind, TimeItem
from parplan.vocabulary.time_joining import UNNAMED, Found, Joiner
from parplan.vocabulary.time_objections import Objections
from parplan.vocabulary.time_roles import JOINS, TO, Context, Roles, TimeRole
from parplan.vocabulary.time_spans import TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens


class Judgement(Struct):
    """Meaning of a clause. times: those it names. doubts: times that may be none. problems: open matters."""

    times: list[Found]
    doubts: list[Found]
    problems: list[Problem]


class Judge:
    """Judges the items of one clause."""

    def __init__(self, items: list[TimeItem], words: TimeTokens, year: int, through: int) -> None:
        self.items = items
        self.words = words
        self.year = year
        self.through = through
        self.classes = lexicon().classes
        self.times: list[Found] = []
        self.doubts: list[Found] = []
        self.dating = Dating(words, year, through)
        self.roles = Roles(items, words, year, through)
        self.about = self.roles.about  # times and labels of what the work is about
        self.problems: list[Problem] = []
        self.unknown = self.unknown_event = False

    def judgement(self) -> Judgement:
        """Return what the clause says."""
        self._sort_out()
        joiner = Joiner(self.times, self.about, self.words, self.year, self.through)
        joiner.join()
        self.times = joiner.times
        self.doubts += joiner.doubts
        self.problems += joiner.problems
        objections = Objections(self.items, self.words, self.dating, self.times, self.doubts, self.about)
        found = objections.find(unknown=self.unknown, unknown_event=self.unknown_event)
        problems = dict.fromkeys((*self.problems, *self.dating.problems, *found))
        return Judgement(self.times, self.doubts, list(problems))

    # -- the role of each item in the clause --------------------------------------------------------------------------

    def _sort_out(self) -> None:
        context = Context()
        previous: TimeItem | None = None
        for i, item in enumerate(self.items):
            self._place(item, previous, context)
            previous = item
            if item.kind is ItemKind.TIME and i == 0:
                self._doubt_dateline()

    def _doubt_dateline(self) -> None:
        """A day before a comma and a name dates what somebody did: "Ngày 05/11, Văn phòng Chính phủ …"."""
        time, *following = self.items[:3]
        if time.relation or time.spans[0].unit is not TimeUnit.DAY or len(following) < 2:
            return
        comma, word = following
        doing = self.classes["starting"] | self.classes["repeated"]
        if (
            comma.kind is ItemKind.MARK
            and comma.phrase == ","
            and word.kind is ItemKind.WORD
            and word.phrase not in doing
        ):
            self.problems.append(Problem.UNREADABLE)

    def _place(self, item: TimeItem, previous: TimeItem | None, context: Context) -> None:
        first, last = item.first, item.last
        match item.kind:
            case ItemKind.TIME:
                self._place_time(item, previous, context)
            case ItemKind.DAY:
                self.times.append(Found(UNDETERMINED, first, last, day=item.day, relation=item.relation))
            case ItemKind.RECURRING:
                self._place_recurrence(item, previous, context)
            case ItemKind.PERIODIC:
                self.times.append(Found(Reading(Kind.RECURRING, recurrence=UNNAMED), first, last))
            case ItemKind.ONGOING:
                start, end = date(self.year, 1, 1), date(self.through, 12, 31)
                if item.spans:
                    start, end = item.spans[0].start, item.spans[0].end
                self.times.append(Found(Reading(Kind.ONGOING, start, end), first, last, relation="ongoing"))
            case ItemKind.EVENT:
                self.times.append(Found(Reading(Kind.EVENT), first, last))
                context.in_event = True
            case ItemKind.DEPENDING:
                context.clause.append("theo")
                self.times.append(Found(UNDETERMINED, first, last, soft=True, relation="depending"))
                context.in_document = True
            case ItemKind.MANNER | ItemKind.COUNT | ItemKind.OTHER_YEAR:
                self.times.append(Found(UNDETERMINED, first, last, soft=True, relation=item.kind.name))
            case ItemKind.DATA:
                context.in_data = True
            case ItemKind.UNTIL_EVENT:
                self._until_event(item)
                context.in_event = True
            case ItemKind.ONWARDS | ItemKind.LATER_YEARS:
                self._open_end(item)
            case ItemKind.LABEL:
                if not context.in_document:
                    self._place_label(item)
            case ItemKind.UNKNOWN:
                if item.problem is Problem.UNREADABLE and not self._names_time(item, in_event=context.in_event):
                    self.unknown = self.unknown or not context.in_event
                    self.unknown_event = self.unknown_event or context.in_event
                else:
                    self.problems.append(item.problem)
            case ItemKind.WORD:
                context.words.append(item.phrase)
                context.named.append(item.phrase)
                context.clause.append(item.phrase)
                if context.in_document or context.in_event:
                    self._lengthen(item)
            case ItemKind.NUMBER:
                if previous is not None and previous.phrase in self.classes["labels"]:
                    context.clause[-1:] = ["số"]  # a noun, whatever the label is besides: “cấp II”
            case ItemKind.MARK if item.phrase not in ("/", "+", ".") or self._joins_words(item):
                context.mark(item.phrase)
            case ItemKind.MARK:
                self.unknown = True
            case _:
                pass
        if item.kind not in (
            ItemKind.WORD,
            ItemKind.MARK,
            ItemKind.CITATION,
            ItemKind.NUMBER,
            ItemKind.UNKNOWN,
        ) and not (item.kind is ItemKind.TIME and self.about and self.about[-1] is item):
            context.in_document = item.kind is ItemKind.DEPENDING

    def _lengthen(self, item: TimeItem) -> None:
        """Let the words of what decides, or has to happen first, belong to it."""
        if not self.times:
            return
        last = self.times[-1]
        takes = (last.soft and last.relation != "COUNT") or last.reading.kind is Kind.EVENT
        if takes and last.last == item.first and item.phrase not in JOINS:
            last.last = item.last

    def _joins_words(self, item: TimeItem) -> bool:
        """Whether a stroke stands between two words: "huyện/thành phố"."""
        words = self.words
        return item.phrase == "/" and words.key(item.first - 1).isalpha() and words.key(item.last).isalpha()

    def _names_time(self, item: TimeItem, *, in_event: bool) -> bool:
        """Whether something that is not understood may be a time, or changes one."""
        keys = self.words.keys[item.first : item.last]
        return any(key[0].isnumeric() or (key in _TIME_WORDS and not in_event) for key in keys)

    def _place_time(self, item: TimeItem, previous: TimeItem | None, context: Context) -> None:
        if context.in_data and item.relation != "before":
            return
        if context.in_event and self._is_event_time(item):
            return
        role = self.roles.role(item, previous, context)
        if role is TimeRole.DOCUMENT:
            return
        if role is TimeRole.ABOUT:
            self.about.append(item)
            return
        if self._ends_range(item):
            return
        if self._goes_on_before(item):
            item.relation = "before"
        if item.relation in ("before", "by", "after") and any(span.ranged for span in item.spans):
            self.problems.append(Problem.UNREADABLE)  # "trước ngày 15/6 - 30/6": before which?
        found = [self.dating.found(item, span) for span in item.spans]
        if role is TimeRole.LOOSE:
            self.doubts += found
            self.problems.append(Problem.UNREADABLE)
        else:
            self.times += found

    def _goes_on_before(self, item: TimeItem) -> bool:
        """Whether a bare day goes on with a list: "Trước ngày 10/6 (6 tháng) và 10/12 (năm)"."""
        last = self.times[-1] if self.times else None
        if (
            item.relation
            or item.hour
            or last is None
            or not last.strict
            or last.span is None
            or item.spans[0].unit is not TimeUnit.DAY
        ):
            return False
        between = self.words.keys[last.last : item.first]
        return bool(between) and between[-1] in (",", *JOINS)

    def _is_event_time(self, item: TimeItem) -> bool:
        """Whether a time belongs to what has to happen first: "trước khi kết thúc quý II"."""
        if not item.relation:
            return item.spans[0].unit is TimeUnit.YEAR
        return item.opener in ("kết", "hết", "cuối") and item.spans[0].unit is not TimeUnit.DAY

    def _place_recurrence(self, item: TimeItem, previous: TimeItem | None, context: Context) -> None:
        found = Found(Reading(Kind.RECURRING, recurrence=Recurrence(item.frequencies)), item.first, item.last)
        if context.in_event or context.in_data:
            return
        if context.in_document and self.words.key(item.first) not in ("theo", "định"):
            return
        adjective = (
            previous is not None
            and previous.kind in (ItemKind.WORD, ItemKind.UNKNOWN)
            and previous.phrase not in JOINS
            and previous.phrase not in self.classes["repeated"]
            and self.words.key(item.first) != "định"
            and not any(one.reading.recurrence == UNNAMED for one in self.times)
        )
        if adjective and self._names_whose_document(context):
            return
        if self._only_decided() and previous is not None and previous.kind is ItemKind.WORD:
            adjective = adjective or previous.phrase not in self.classes["done as decided"]
        if adjective and not self._yearly_date_before(item):
            self.doubts.append(found)
            self.problems.append(Problem.UNREADABLE)
        else:
            self.times.append(found)

    def _names_whose_document(self, context: Context) -> bool:
        """Whether a list of whom a document is for goes on: "Theo Kế hoạch bồi dưỡng công chức, viên chức hàng năm"."""
        return self._only_decided() and all(phrase in self.classes["things"] for phrase in context.words)

    def _only_decided(self) -> bool:
        """Whether nothing but what decides was named so far: "Theo kế hoạch thanh tra, kiểm tra hằng năm"."""
        return bool(self.times) and all(one.relation == "depending" for one in self.times)

    def _yearly_date_before(self, item: TimeItem) -> bool:
        last = self.times[-1] if self.times else None
        return last is not None and last.span is not None and self.words.keys[last.last : item.first] in (["của"], [])

    def _place_label(self, item: TimeItem) -> None:
        for one in self.times:
            if one.reading.recurrence == UNNAMED and item.frequencies:
                one.reading = Reading(Kind.RECURRING, recurrence=Recurrence(item.frequencies))
                return
        self.about.append(item)

    def _until_event(self, item: TimeItem) -> None:
        last = self.times[-1] if self.times else None
        if last is not None and last.last == item.first and last.reading.kind is Kind.ONGOING:
            last.last, last.relation = item.last, "until event"
        else:
            self.problems.append(Problem.UNREADABLE)

    def _open_end(self, item: TimeItem) -> None:
        last = self.times[-1] if self.times else None
        between = self.words.keys[last.last : item.first] if last is not None else ["?"]
        if last is None or any(key not in ("và", ",", "-") for key in between):
            self.problems.append(Problem.UNREADABLE)
        elif last.reading.kind is Kind.ONGOING:
            last.reading = replace(last.reading, end=None)
            last.last = item.last
        elif last.span is not None and (last.span.unit is TimeUnit.YEAR or item.kind is ItemKind.ONWARDS):
            last.reading = Reading(Kind.ONGOING, start=last.span.start)
            last.last, last.span, last.relation = item.last, None, "open"
        elif last.span is not None:
            yearly = Recurrence((Frequency.YEARLY,), last.span.deadline(strict=last.strict))
            self.times.append(Found(Reading(Kind.RECURRING, recurrence=yearly), item.first, item.last))
        else:
            self.problems.append(Problem.UNREADABLE)

    def _ends_range(self, item: TimeItem) -> bool:
        """Join "từ …" and "đến …" where other words of the end kept them apart: "đến cuối", "đến trước"."""
        last = self.times[-1] if self.times else None
        if last is None or item.opener not in TO or last.span is None:
            return False
        between = self.words.keys[last.last : item.first]
        if between not in ([], [","]) or last.relation not in ("", "in", "from"):
            return False
        upper = item.spans[0]
        lower = last.span
        other_year = not lower.floating and lower.start.year != self.year
        if len(item.spans) > 1 or (upper.floating and (other_year or self.through > self.year)):
            self.problems.append(Problem.UNREADABLE)
            self.doubts += [self.dating.found(item, span) for span in item.spans]
            return True
        finish = upper.start - timedelta(days=1) if item.relation == "before" else upper.end
        start = lower.start
        if lower.floating:
            start = start.replace(year=finish.year, day=1) if start.day == 29 else start.replace(year=finish.year)
            if start > finish and not upper.floating:
                start = start.replace(year=start.year - 1)  # "từ tháng 11 đến hết quý I/2022"
        if start > finish:
            self.problems.append(Problem.NO_SUCH_DATE)
            return True
        last.reading = Reading(Kind.PERIOD, start=start, end=finish, due=finish)
        last.last = item.last
        last.span = None
        last.relation = "range"
        return True


#: Words of time that, not understood, may change any time beside them.
_TIME_WORDS = frozenset(
    {"quý", "tháng", "ngày", "tuần", "năm", "trước", "sau", "tết", "giờ", "hôm", "kỳ", "âm", "hằng"}
)
