"""What the items of a clause say together: the times it names, and whether nothing in it speaks against them.

A time is certain only where all of its clause is understood. Each rule here names the words it was made for.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Deadline, Frequency, Recurrence
from parplan.vocabulary.time_scanning import DayOfMonth, Item, Sort
from parplan.vocabulary.time_spans import Span, Unit
from parplan.vocabulary.time_tokens import Words

UNDETERMINED = Reading(Kind.UNDETERMINED)
_UNNAMED = Recurrence()
_YEARLY = Recurrence((Frequency.YEARLY,))
#: How long before the end of what it is about, and after it, a report without a year of its own may be due.
_BEFORE_END, _AFTER_END = timedelta(80), timedelta(45)
#: How many years after the plan's a day, month or quarter may be planned; only whole years are named farther ahead.
_FARTHEST = 20
_JOINS = frozenset({"và", "hoặc", "&"})
#: What is done by a time that follows these, is not ongoing in it.
_FINISHING = frozenset({"hoàn", "xong", "kết", "cần", "phải", "trước", "chậm", "muộn", "hạn"})
_TO = frozenset({"đến", "tới", "cho"})


class Found(Struct):
    """A time at the tokens from ``first`` up to ``last``.

    span, strict: the stretch behind a dated reading, and whether it was "before". day: a day of a month not named yet.
    soft: beside another time it only says how that is kept ("theo kế hoạch"). loose: words before it may make it what
    the work is about. relation: what leads to it.
    """

    reading: Reading
    first: int
    last: int
    span: Span | None = None
    strict: bool = False
    day: DayOfMonth | None = None
    soft: bool = False
    loose: bool = False
    relation: str = ""
    opener: str = ""
    guessed: bool = False


class Judgement(Struct):
    """What a clause says. times: those it names. doubts: times that may be something else. problems: what is unsure."""

    times: list[Found]
    doubts: list[Found]
    problems: list[Problem]


class _Context:
    """What was read of the clause before an item."""

    def __init__(self) -> None:
        self.words: list[str] = []  # the neutral phrases since the last mark
        self.named: list[str] = []  # … and since the clause began
        self.in_event = self.in_data = self.in_document = False

    def mark(self, mark: str) -> None:
        self.words = []
        if mark in ",(":
            self.in_event = self.in_document = False
            self.in_data = self.in_data and mark == "("
        elif mark == ")":
            self.in_data = False


class Judge:
    """Judges the items of one clause."""

    def __init__(self, items: list[Item], words: Words, year: int, through: int) -> None:
        self.items = items
        self.words = words
        self.year = year
        self.through = through
        self.classes = lexicon().classes
        self.times: list[Found] = []
        self.doubts: list[Found] = []
        self.about: list[Item] = []
        self.problems: list[Problem] = []
        self.unknown = self.unknown_event = False

    def judgement(self) -> Judgement:
        """Return what the clause says."""
        self._sort_out()
        self._join()
        self._weigh()
        return Judgement(self.times, self.doubts, list(dict.fromkeys(self.problems)))

    # -- what each item is to the clause ------------------------------------------------------------------------------

    def _sort_out(self) -> None:
        context = _Context()
        previous: Item | None = None
        for i, item in enumerate(self.items):
            self._place(item, previous, context)
            previous = item
            if item.sort is Sort.TIME and i == 0:
                self._doubt_dateline()

    def _doubt_dateline(self) -> None:
        """A day before a comma and a name dates what somebody did: "Ngày 05/11, Văn phòng Chính phủ …"."""
        time, *following = self.items[:3]
        if time.relation or time.spans[0].unit is not Unit.DAY or len(following) < 2:
            return
        comma, word = following
        doing = self.classes["starting"] | self.classes["repeated"]
        if comma.sort is Sort.MARK and comma.phrase == "," and word.sort is Sort.WORD and word.phrase not in doing:
            self.problems.append(Problem.UNREADABLE)

    def _place(self, item: Item, previous: Item | None, context: _Context) -> None:
        first, last = item.first, item.last
        match item.sort:
            case Sort.TIME:
                self._place_time(item, previous, context)
            case Sort.DAY:
                self.times.append(Found(UNDETERMINED, first, last, day=item.day, relation=item.relation))
            case Sort.RECURRING:
                self._place_recurrence(item, previous, context)
            case Sort.PERIODIC:
                self.times.append(Found(Reading(Kind.RECURRING, recurrence=_UNNAMED), first, last))
            case Sort.ONGOING:
                start, end = date(self.year, 1, 1), date(self.through, 12, 31)
                if item.spans:
                    start, end = item.spans[0].start, item.spans[0].end
                self.times.append(Found(Reading(Kind.ONGOING, start, end), first, last, relation="ongoing"))
            case Sort.EVENT:
                self.times.append(Found(Reading(Kind.EVENT), first, last))
                context.in_event = True
            case Sort.DEPENDING:
                self.times.append(Found(UNDETERMINED, first, last, soft=True, relation="depending"))
                context.in_document = True
            case Sort.MANNER | Sort.COUNT | Sort.OTHER_YEAR:
                self.times.append(Found(UNDETERMINED, first, last, soft=True, relation=item.sort.name))
            case Sort.DATA:
                context.in_data = True
            case Sort.UNTIL_EVENT:
                self._until_event(item)
                context.in_event = True
            case Sort.ONWARDS | Sort.LATER_YEARS:
                self._open_end(item)
            case Sort.LABEL:
                if not context.in_document:
                    self._place_label(item)
            case Sort.UNKNOWN:
                if item.problem is Problem.UNREADABLE and not self._names_time(item, in_event=context.in_event):
                    self.unknown = self.unknown or not context.in_event
                    self.unknown_event = self.unknown_event or context.in_event
                else:
                    self.problems.append(item.problem)
            case Sort.WORD:
                context.words.append(item.phrase)
                context.named.append(item.phrase)
                if context.in_document or context.in_event:
                    self._lengthen(item)
            case Sort.MARK if item.phrase not in ("/", "+", ".") or self._joins_words(item):
                context.mark(item.phrase)
            case Sort.MARK:
                self.unknown = True
            case _:
                pass
        if item.sort not in (Sort.WORD, Sort.MARK, Sort.CITATION, Sort.NUMBER, Sort.UNKNOWN) and not (
            item.sort is Sort.TIME and self.about and self.about[-1] is item
        ):
            context.in_document = item.sort is Sort.DEPENDING

    def _lengthen(self, item: Item) -> None:
        """Let the words of what decides, or has to happen first, belong to it."""
        if not self.times:
            return
        last = self.times[-1]
        takes = (last.soft and last.relation != "COUNT") or last.reading.kind is Kind.EVENT
        if takes and last.last == item.first and item.phrase not in _JOINS:
            last.last = item.last

    def _joins_words(self, item: Item) -> bool:
        """Whether a stroke stands between two words: "huyện/thành phố"."""
        words = self.words
        return item.phrase == "/" and words.key(item.first - 1).isalpha() and words.key(item.last).isalpha()

    def _names_time(self, item: Item, *, in_event: bool) -> bool:
        """Whether something that is not understood may be a time, or changes one."""
        keys = self.words.keys[item.first : item.last]
        return any(key[0].isnumeric() or (key in _TIME_WORDS and not in_event) for key in keys)

    def _place_time(self, item: Item, previous: Item | None, context: _Context) -> None:
        if context.in_data and item.relation != "before":
            return
        if context.in_event and self._is_event_time(item):
            return
        role = self._role(item, previous, context)
        if role == "document":
            return
        if role == "about":
            self.about.append(item)
            return
        if self._ends_range(item):
            return
        if self._goes_on_before(item):
            item.relation = "before"
        found = [self._found(item, span) for span in item.spans]
        if role == "loose":
            self.doubts += found
            self.problems.append(Problem.UNREADABLE)
        else:
            self.times += found

    def _goes_on_before(self, item: Item) -> bool:
        """Whether a bare day goes on with a list: "Trước ngày 10/6 (6 tháng) và 10/12 (năm)"."""
        last = self.times[-1] if self.times else None
        if item.relation or last is None or not last.strict or last.span is None or item.spans[0].unit is not Unit.DAY:
            return False
        between = self.words.keys[last.last : item.first]
        return bool(between) and between[-1] in (",", *_JOINS)

    def _is_event_time(self, item: Item) -> bool:
        """Whether a time belongs to what has to happen first: "trước khi kết thúc quý II"."""
        if not item.relation:
            return item.spans[0].unit is Unit.YEAR
        return item.opener in ("kết", "hết", "cuối") and item.spans[0].unit is not Unit.DAY

    def _role(self, item: Item, previous: Item | None, context: _Context) -> str:
        """Whether a time tells "when", what the work is "about", or may be either ("loose")."""
        spoken, classes = context.words, self.classes
        last = spoken[-1] if spoken else ""
        unit = item.spans[0].unit
        if previous is not None and previous.sort is Sort.WORD and previous.phrase in _JOINS:
            goes_on = self.about and self.about[-1].last == previous.first
            return "about" if goes_on and not item.relation else self._role_after_join(item, context)
        after_words = previous is not None and previous.sort in (Sort.WORD, Sort.NUMBER, Sort.CITATION, Sort.UNKNOWN)
        if not item.relation:
            if context.in_event:
                return "loose"
            if context.in_document:
                named = unit is Unit.YEAR or (unit is Unit.DAY and self.words.key(item.first) == "ngày")
                follows = previous is not None and previous.sort is Sort.DEPENDING and unit is not Unit.DAY
                return "document" if named or follows else "loose"
            listed = previous is not None and previous.sort is Sort.MARK and previous.phrase == ","
            if listed and self.about and self.about[-1].last == item.first - 1:
                return "about"
            if not after_words:
                named = any(phrase in classes["documents"] and phrase != "báo cáo" for phrase in context.named)
                return "loose" if unit is Unit.DAY and named and not self._opens(item) else "when"
            if previous is not None and previous.sort is Sort.UNKNOWN:
                return "loose"
            if spoken and self._all_starting(spoken):
                return "when"
            if unit is Unit.YEAR and self._is_named_by_year(item.spans, spoken):
                return "about"
            if unit is not Unit.DAY and last in classes["reports"]:
                return "about"
            if unit is Unit.DAY and self._dates_document(item, spoken):
                return "about"
            if previous is not None and previous.sort is Sort.NUMBER and not spoken:
                return "when"
            return "loose"
        if context.in_data:
            return "loose"  # "số liệu trước ngày 15/6": those of before, or due then?
        after_word = previous is not None and previous.sort is Sort.WORD
        if after_word and last in classes["done to them"] and self._says_which(spoken):
            return "loose"
        if after_words and not self._all_starting(spoken) and item.opener in ("hạn", "thời", "tiến"):
            return "loose"  # "hợp đồng … thời hạn đến"
        following = next((other for other in self.items if other.first == item.last), None)
        goes_on = following is not None and following.sort is Sort.WORD
        if following is not None and after_words and following.phrase.partition(" ")[0] in _PREDICATES:
            return "loose"  # "các dự án khởi công trước ngày 30/6/2025 được ưu tiên"
        if after_words and last in classes["things"] and item.opener == "hoàn" and goes_on:
            return "loose"  # "công trình hoàn thành trước ngày 30/6/2025 phải quyết toán"
        if last.endswith("hiệu lực") and after_words:
            return "loose"
        if self._is_past(item, spoken):
            return "loose"
        if item.relation in ("in", "from") and after_word and last in classes["happenings"]:
            return "loose"
        if item.opener in ("cuối", "đầu", "giữa") and after_word and not self._all_starting(spoken):
            return "loose"  # "kỳ họp cuối năm"
        if item.relation == "from" and after_words and not self._all_starting(spoken):
            return "loose"
        return "when"

    def _all_starting(self, spoken: list[str]) -> bool:
        return all(phrase in self.classes["starting"] for phrase in spoken)

    def _dates_document(self, item: Item, spoken: list[str]) -> bool:
        """Whether a day is the date of what is carried out: "Thực hiện Công văn của Sở Nội vụ ngày 15/3/2021"."""
        carried_out = bool(spoken) and spoken[0] in ("thực hiện", "triển khai", "triển khai thực hiện")
        named = any(phrase in self.classes["documents"] and phrase != "báo cáo" for phrase in spoken)
        return carried_out and named and self.words.key(item.first) == "ngày"

    def _says_which(self, spoken: list[str]) -> bool:
        """Whether the last word says which things are meant: "hồ sơ tiếp nhận", "hồ sơ do công dân nộp"."""
        things = [i for i, phrase in enumerate(spoken[:-1]) if phrase in self.classes["things"]]
        if not things:
            return False
        between = spoken[things[-1] + 1 : -1]
        return not between or between[0] in ("do", "được", "của", "có")

    def _is_past(self, item: Item, spoken: list[str]) -> bool:
        """Whether a time before the plan's years follows words that may be about then: "hồ sơ … trước năm 2020"."""
        if not spoken or all(phrase in _OF_PLANS or phrase in self.classes["starting"] for phrase in spoken):
            return False
        first_day = date(self.year, 1, 1) + timedelta(days=item.relation == "before")
        return any(not span.floating and min(span.start, span.end) < first_day for span in item.spans)

    def _is_named_by_year(self, spans: tuple[Span, ...], spoken: list[str]) -> bool:
        """Whether a year belongs to a name: "kế hoạch năm 2026", "kế hoạch tuyển dụng viên chức năm 2025"."""
        matters = self.classes["yearly matters"]
        near = all(self.year <= span.end.year <= self.through + 1 for span in spans)
        plan = any(
            phrase in matters and phrase.startswith(("kế hoạch", "chương trình", "dự toán")) for phrase in spoken
        )
        last = spoken[-1] if spoken else ""
        period = spans[0].start.year < spans[-1].end.year and any(phrase.startswith(_PLANNED) for phrase in spoken)
        return last in matters or last.partition(" ")[2] in matters or (plan and near) or period

    def _opens(self, item: Item) -> bool:
        """Whether a time stands in brackets of its own, which repeat nothing."""
        return item.first > 0 and self.words.key(item.first - 1) == ":"

    def _role_after_join(self, item: Item, context: _Context) -> str:
        named = any(phrase in self.classes["documents"] and phrase != "báo cáo" for phrase in context.named)
        return "loose" if not item.relation and item.spans[0].unit is Unit.DAY and named else "when"

    def _place_recurrence(self, item: Item, previous: Item | None, context: _Context) -> None:
        found = Found(Reading(Kind.RECURRING, recurrence=Recurrence(item.frequencies)), item.first, item.last)
        if context.in_event or context.in_data:
            return
        if context.in_document and self.words.key(item.first) not in ("theo", "định"):
            return
        adjective = (
            previous is not None
            and previous.sort in (Sort.WORD, Sort.UNKNOWN)
            and previous.phrase not in _JOINS
            and previous.phrase not in self.classes["repeated"]
            and self.words.key(item.first) != "định"
            and not any(one.reading.recurrence == _UNNAMED for one in self.times)
        )
        if adjective and self._names_whose_document(context):
            return
        if self._only_decided() and previous is not None and previous.sort is Sort.WORD:
            adjective = adjective or previous.phrase not in _REPORTED
        if adjective and not self._yearly_date_before(item):
            self.doubts.append(found)
            self.problems.append(Problem.UNREADABLE)
        else:
            self.times.append(found)

    def _names_whose_document(self, context: _Context) -> bool:
        """Whether a list of whom a document is for goes on: "Theo Kế hoạch bồi dưỡng công chức, viên chức hàng năm"."""
        return self._only_decided() and all(phrase in self.classes["things"] for phrase in context.words)

    def _only_decided(self) -> bool:
        """Whether nothing but what decides was named so far: "Theo kế hoạch thanh tra, kiểm tra hằng năm"."""
        return bool(self.times) and all(one.relation == "depending" for one in self.times)

    def _yearly_date_before(self, item: Item) -> bool:
        last = self.times[-1] if self.times else None
        return last is not None and last.span is not None and self.words.keys[last.last : item.first] in (["của"], [])

    def _place_label(self, item: Item) -> None:
        for one in self.times:
            if one.reading.recurrence == _UNNAMED and item.frequencies:
                one.reading = Reading(Kind.RECURRING, recurrence=Recurrence(item.frequencies))
                return
        self.about.append(item)

    def _until_event(self, item: Item) -> None:
        last = self.times[-1] if self.times else None
        if last is not None and last.last == item.first and last.reading.kind is Kind.ONGOING:
            last.last, last.relation = item.last, "until event"
        else:
            self.problems.append(Problem.UNREADABLE)

    def _open_end(self, item: Item) -> None:
        last = self.times[-1] if self.times else None
        between = self.words.keys[last.last : item.first] if last is not None else ["?"]
        if last is None or any(key not in ("và", ",", "-") for key in between):
            self.problems.append(Problem.UNREADABLE)
        elif last.reading.kind is Kind.ONGOING:
            last.reading = replace(last.reading, end=None)
            last.last = item.last
        elif last.span is not None and (last.span.unit is Unit.YEAR or item.sort is Sort.ONWARDS):
            last.reading = Reading(Kind.ONGOING, start=last.span.start)
            last.last, last.span, last.relation = item.last, None, "open"
        elif last.span is not None:
            yearly = Recurrence((Frequency.YEARLY,), last.span.deadline(strict=last.strict))
            self.times.append(Found(Reading(Kind.RECURRING, recurrence=yearly), item.first, item.last))
        else:
            self.problems.append(Problem.UNREADABLE)

    def _ends_range(self, item: Item) -> bool:
        """Join "từ …" and "đến …" where other words of the end kept them apart: "đến cuối", "đến trước"."""
        last = self.times[-1] if self.times else None
        if last is None or item.opener not in _TO or last.span is None:
            return False
        between = self.words.keys[last.last : item.first]
        if between not in ([], [","]) or last.relation not in ("", "in", "from"):
            return False
        upper = item.spans[0]
        lower = last.span
        other_year = not lower.floating and lower.start.year != self.year
        if len(item.spans) > 1 or (upper.floating and (other_year or self.through > self.year)):
            self.problems.append(Problem.UNREADABLE)
            self.doubts += [self._found(item, span) for span in item.spans]
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

    def _found(self, item: Item, span: Span) -> Found:
        strict = item.relation == "before"
        ranged = any(key in ("-", "đến", "tới") for key in self.words.keys[item.first + 1 : item.last])
        if item.relation == "after":
            reading = UNDETERMINED
        elif item.relation == "from" and not ranged and len(item.spans) == 1:
            reading = Reading(Kind.ONGOING, start=span.start)
        else:
            reading = self._dated(span, strict=strict, inclusive=item.relation == "by" or item.hour)
        if span.unit is not Unit.YEAR and span.end.year > self.through + _FARTHEST:
            self.problems.append(Problem.YEAR_OUTSIDE)
        guessed = reading.recurrence is not None and not span.next_year
        return Found(
            reading, item.first, item.last, span, strict, relation=item.relation, opener=item.opener, guessed=guessed
        )

    def _dated(self, span: Span, *, strict: bool, inclusive: bool) -> Reading:
        if span.floating and (self.through > self.year or span.next_year):
            # In every year of a plan of several, or in the year after each one reported on.
            return _yearly(span, strict=strict)
        if strict:
            return Reading(Kind.BEFORE, due=span.start - timedelta(days=1))
        if inclusive or (span.unit is Unit.DAY and span.start == span.end):
            return Reading(Kind.DATE, due=span.end)
        return Reading(Kind.PERIOD, start=span.start, end=span.end, due=span.end)

    # -- what belongs together ----------------------------------------------------------------------------------------

    def _join(self) -> None:
        if len(self.times) > 1:
            self._join_recurrences()
            self._join_ongoing()
            self._join_brackets()
        self._join_days()
        self._join_yearly()
        self._leave_out_bounds()
        self._leave_out_manner()

    def _join_recurrences(self) -> None:
        """Make "hằng tháng, hằng quý" one; for "định kỳ" a document may decide ("theo kế hoạch kiểm tra")."""
        recurring = [one for one in self.times if one.reading.recurrence and not one.reading.recurrence.deadline]
        named = {f for one in recurring if one.reading.recurrence for f in one.reading.recurrence.frequencies}
        bare = [one for one in recurring if one.reading.recurrence == _UNNAMED]
        if named and len(recurring) > 1:
            frequencies = tuple(frequency for frequency in Frequency if frequency in named)
            kept = next(one for one in recurring if one not in bare)
            kept.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))
            self.times = [one for one in self.times if one is kept or one not in recurring]
        elif bare:
            for before, one in pairwise(self.times):
                if before is bare[-1] and one.soft and self.words.key(one.first) == "theo":
                    rules = self.words.keys[one.first : one.last]
                    dropped = one if ("quy", "định") in pairwise(rules) else before
                    self.times = [other for other in self.times if other is not dropped]
                    return

    def _join_ongoing(self) -> None:
        """Make one each of "thường xuyên trong năm 2021", "từ quý II/2021 thường xuyên", "thường xuyên hằng năm"."""
        kept = [self.times[0]]
        for one in self.times[1:]:
            before = kept[-1]
            ongoing, other = (before, one) if before.relation == "ongoing" else (one, before)
            between = self.words.keys[before.last : one.first]
            finished = other is before and other.opener in _FINISHING  # "hoàn thành Quý II/2025, duy trì thường xuyên"
            if ongoing.relation == "ongoing" and not finished and all(key in (",", "(") for key in between):
                joined = _joined(ongoing, other)
                if joined is not None:
                    kept[-1] = Found(joined, before.first, one.last, relation="ongoing")
                    continue
            kept.append(one)
        self.times = kept

    def _join_brackets(self) -> None:
        """Let brackets tell the deadline within a period: "Quý I/2021 (trước ngày 15/3/2021)" names no second time."""
        kept = [self.times[0]]
        for one in self.times[1:]:
            period, due = kept[-1].reading, one.reading.due
            bracketed = self.words.keys[kept[-1].last : one.first] == ["("]
            if bracketed and period.kind is Kind.PERIOD and due is not None and period.start and period.end:
                if period.start <= due <= period.end:
                    kept[-1] = one
                    continue
                self.problems.append(Problem.UNREADABLE)
            if bracketed and period.kind is Kind.EVENT and one.span is not None:
                self.problems.append(Problem.UNREADABLE)  # "sau khi Luật có hiệu lực (01/7/2021)": the event's day
            kept.append(one)
        self.times = kept

    def _join_days(self) -> None:
        """Give a day without a month the recurrence it belongs to: "hằng quý, trước ngày 10 của tháng cuối quý"."""
        days = [one for one in self.times if one.day is not None]
        if not days:
            return
        recurring = [one for one in self.times if one.reading.recurrence and not one.reading.recurrence.deadline]
        labels = {frequency for item in self.about for frequency in item.frequencies}
        if len(days) > 1 or len(recurring) > 1:
            self.problems.append(Problem.UNREADABLE)
            self.doubts += days
            self.times = [one for one in self.times if one not in days]
            return
        rule = days[0].day
        assert rule is not None
        frequencies = (
            recurring[0].reading.recurrence.frequencies if recurring and recurring[0].reading.recurrence else ()
        )
        if rule.frequency is not None and not frequencies:
            frequencies = (rule.frequency,)
        months = rule.months
        if months is None and frequencies == (Frequency.MONTHLY,):
            months = 0
        joined = recurring[0] if recurring else days[0]
        fits = rule.frequency is None or rule.frequency in frequencies
        within = months is None or months >= 0 or Frequency.MONTHLY not in frequencies
        labelled = not labels or labels <= set(frequencies)
        if months is None and not recurring:
            self.problems.append(Problem.UNREADABLE)  # "trước ngày 20": of no month
            self.times = [one for one in self.times if one is not days[0]]
            return
        if rule.untied and (not frequencies or recurring):
            deadline = Deadline(0, rule.day, rule.strict) if frequencies else None
            joined.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies, deadline))
        elif not frequencies or months is None or not fits or not within or not labelled:
            self.problems.append(Problem.UNREADABLE)
            joined.reading = Reading(Kind.RECURRING, recurrence=_UNNAMED)
        else:
            deadline = Deadline(months, rule.day, rule.strict)
            joined.reading = Reading(Kind.RECURRING, recurrence=Recurrence(frequencies, deadline))
        joined.first, joined.last = min(joined.first, days[0].first), max(joined.last, days[0].last)
        joined.day = None
        self.times = [one for one in self.times if one is joined or one not in days]

    def _join_yearly(self) -> None:
        """Make a day without a year every year's: "hằng năm … trước ngày 15 tháng 12"."""
        yearly = [one for one in self.times if one.reading.recurrence == _YEARLY]
        dated = [one for one in self.times if one.span is not None and one.span.unit is not Unit.YEAR]
        floating = [one for one in dated if one.span is not None and one.span.floating]
        if len(yearly) != 1 or not floating:
            if yearly and dated and self.words.keys[dated[-1].last : yearly[0].first] in ([], ["của"]):
                self.problems.append(Problem.UNREADABLE)  # a year that is named does not come every year
            return
        for one in floating:
            assert one.span is not None
            one.reading = _yearly(one.span, strict=one.strict)
            one.first, one.last = min(one.first, yearly[0].first), max(one.last, yearly[0].last)
            one.span, one.guessed = None, False
        self.times = [one for one in self.times if one is not yearly[0]]

    def _leave_out_bounds(self) -> None:
        """Let the plan's own years only bound what recurs: "Hằng năm, giai đoạn 2021-2025"."""
        recurring = [one for one in self.times if one.reading.recurrence and one.reading.recurrence.frequencies]
        if len(self.times) != 2 or len(recurring) != 1:
            return
        other = next(one for one in self.times if one is not recurring[0])
        reading = other.reading
        whole = reading.due is not None and reading.due >= date(self.through, 12, 31)
        from_start = reading.start is None or reading.start <= date(self.year, 1, 1)
        years = other.span is not None and other.span.unit is Unit.YEAR and not other.strict
        of_the_plan = self.through > self.year or (other.span is not None and other.span.floating)
        if whole and from_start and years and of_the_plan:
            self.times = recurring

    def _leave_out_manner(self) -> None:
        """Drop "theo quy định" beside a time; before one and joined by "và" it is a time of its own, not known."""
        if all(one.soft for one in self.times):
            return
        own = [
            one
            for one, following in pairwise(self.times)
            if one.relation == "depending"
            and self.words.key(one.first) == "theo"
            and not following.soft
            and "và" in self.words.keys[one.last : following.first]
        ]
        dropped = [one for one in self.times if one.soft and one not in own]
        if any(one.relation == "OTHER_YEAR" or self.words.key(one.first) in _OPEN_HEADS for one in dropped):
            self.problems.append(Problem.UNREADABLE)
        self.times = [one for one in self.times if one not in dropped]

    # -- what speaks against it ---------------------------------------------------------------------------------------

    def _weigh(self) -> None:
        certain = [one for one in self.times if one.reading.kind not in (Kind.EVENT, Kind.UNDETERMINED)]
        dated = [one for one in self.times if one.reading.due is not None or _has_deadline(one.reading)]
        if self.unknown_event and any(one.relation != "until event" for one in certain):
            self.problems.append(Problem.UNREADABLE)
        named = certain or self.doubts or not self.times or any(one.span is not None for one in self.times)
        if self.unknown and named:
            self.problems.append(Problem.UNREADABLE)
        if self.about and not dated:
            self.problems.append(Problem.UNREADABLE)
            for item in self.about:
                self.doubts += [self._found(item, span) for span in item.spans]
        if self.about and any(not self._suits(item, one) for item in self.about for one in dated):
            self.problems.append(Problem.UNREADABLE)
        self._refuse_mixed_years()
        self._refuse_fractions()
        self._refuse_counts()
        if self.words.damaged and (certain or self.doubts):
            self.problems.append(Problem.UNREADABLE)

    def _suits(self, item: Item, due: Found) -> bool:
        """Whether a deadline of no year of its own can be that of a report on the time of ``item``."""
        if due.span is None or not due.span.floating or due.span.unit is Unit.YEAR:
            return True
        if item.sort is Sort.LABEL:
            months = 9 if item.phrase else max((frequency.months for frequency in item.frequencies), default=12)
            ends = [date(self.year, month, 28) for month in range(months, 13, months)]
        elif any(pair in _REPORTING for pair in pairwise(self.words.keys[: item.first])):
            ends = [span.end for span in item.spans]
        else:
            return True
        last = due.span.start if due.strict else due.span.end
        return any(end - _BEFORE_END <= last <= end + _AFTER_END for end in ends)

    def _refuse_mixed_years(self) -> None:
        """A date without a year beside another year than the plan's may be of either: "năm 2022: trước ngày 15/3"."""
        spans = [one.span for one in self.times if one.span is not None and not one.span.next_year]
        years = {year for span in spans if not span.floating for year in (span.start.year, span.end.year)}
        floating = any(span.floating and span.unit is not Unit.YEAR for span in spans)
        if floating and years and (years != {self.year} or self.through > self.year):
            self.problems.append(Problem.UNREADABLE)

    def _refuse_counts(self) -> None:
        """A number that counts, right after a month, may be one: "tháng 3, 6 báo cáo", "tháng 02 bài"."""
        for time, following, *rest in zip(self.items, self.items[1:], [*self.items[2:], None], strict=False):
            if time.sort is not Sort.TIME or time.spans[-1].unit not in (Unit.MONTH, Unit.QUARTER):
                continue
            listed = following.sort is Sort.MARK and following.phrase == "," and rest[0] is not None
            counted = following.phrase in self.classes["counted"] or following.phrase.split(" ")[0] == "bài"
            month = time.spans[-1].unit is Unit.MONTH and time.spans[-1].floating and not time.relation
            if (listed and rest[0] is not None and rest[0].sort is Sort.NUMBER) or (counted and month):
                self.problems.append(Problem.UNREADABLE)

    def _refuse_fractions(self) -> None:
        """A bare "2/3" before what can be counted is a share of it; two times in a row are pieces of another."""
        keys = self.words.keys
        for item, following in zip(self.items, [*self.items[1:], Item(Sort.MARK, 0, 0)], strict=True):
            if item.sort is not Sort.TIME:
                continue
            if following.sort is Sort.TIME and not following.relation:
                self.problems.append(Problem.UNREADABLE)
            if item.first > 0 and keys[item.first - 1] in ("hoặc", "hay") and not self._ends_time(item.first - 1):
                self.problems.append(Problem.UNREADABLE)  # the other choice is no time
            shape = keys[item.last - 3 : item.last]
            short = len(shape) == 3 and shape[1] == "/" and shape[0].isdecimal() and len(shape[2]) < 3
            bare = short and item.relation in ("", "in") and "ngày" not in keys[item.first : item.last]
            if bare and following.sort in (Sort.WORD, Sort.UNKNOWN, Sort.PERIODIC):
                self.problems.append(Problem.UNREADABLE)

    def _ends_time(self, place: int) -> bool:
        """Whether a time or a recurrence ends at a token, but for a comma or a bracket."""
        return any(one.last in (place, place - 1) for one in (*self.times, *self.doubts))


_REPORTING = frozenset({("báo", "cáo"), ("sơ", "kết"), ("tổng", "kết")})
#: What begins with these leaves a time beside it open: "Quý II/2025 (tùy tình hình)".
_OPEN_HEADS = frozenset({"tùy", "chưa", "không"})
#: After these something is said of what came before: the time in it says which are meant.
_PREDICATES = frozenset({"được", "phải", "thì", "sẽ", "bị", "mới"})
_REPORTED = frozenset({"báo cáo", "gửi báo cáo", "thực hiện", "tổng hợp", "gửi"})
#: What is made for some years: "phương án tự chủ tài chính giai đoạn 2026 - 2030".
_PLANNED = ("kế hoạch", "chương trình", "đề án", "phương án", "quy hoạch", "chiến lược", "dự toán", "nghị quyết")
#: A plan may be due before its own first day.
_OF_PLANS = frozenset({"kế hoạch", "chương trình", "báo cáo", "quyết định", "các", "việc"})
#: Words of time that, not understood, may change any time beside them.
_TIME_WORDS = frozenset(
    {"quý", "tháng", "ngày", "tuần", "năm", "trước", "sau", "tết", "giờ", "hôm", "kỳ", "âm", "hằng"}
)


def _joined(ongoing: Found, other: Found) -> Reading | None:
    reading = other.reading
    if reading.kind is Kind.ONGOING and other.relation == "ongoing":
        return ongoing.reading
    if reading.recurrence == _YEARLY:
        return ongoing.reading
    if other.span is not None and other.span.floating and other.span.unit is Unit.YEAR:
        return ongoing.reading
    if reading.kind is Kind.ONGOING and reading.end is None:
        return reading if other.relation == "open" else replace(ongoing.reading, start=reading.start)
    if reading.kind is Kind.DATE and other.relation == "by" and reading.due and ongoing.reading.start:
        return replace(ongoing.reading, end=reading.due) if reading.due > ongoing.reading.start else None
    whole_year = other.span is not None and other.span.unit is Unit.YEAR
    comes_first = other.first < ongoing.first
    if reading.kind is Kind.PERIOD and (
        whole_year or other.relation in ("range", "from") or (other.relation == "in" and not comes_first)
    ):
        return Reading(Kind.ONGOING, reading.start, reading.end)
    return None


def _yearly(span: Span, *, strict: bool) -> Reading:
    return Reading(Kind.RECURRING, recurrence=Recurrence((Frequency.YEARLY,), span.deadline(strict=strict)))


def _has_deadline(reading: Reading) -> bool:
    return reading.recurrence is not None and reading.recurrence.deadline is not None
