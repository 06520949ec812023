"""What holds for every text: one value for all spellings, never an error, never a guessed date."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from parplan.vocabulary.recurrence import PeriodDeadline
from parplan.vocabulary.short_forms import print_time, write_time
from parplan.vocabulary.time_words import (
    Frequency,
    Kind,
    Problem,
    Reading,
    Recurrence,
    find_times,
    occurrences,
    read_time,
)

ROMAN = ("I", "II", "III", "IV")
DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
DAY_SPELLINGS = st.sampled_from(
    [
        "{d}/{m}/{y}",
        "{d:02}/{m:02}/{y}",
        "{d:02}/{m}/{y}",
        "{d}.{m}.{y}",
        "{d}-{m}-{y}",
        "ngày {d} tháng {m} năm {y}",
        "ngày {d:02} tháng {m:02} năm {y}",
        "ngày {d}/{m}/{y}",
        "ngày {d} tháng {m}/{y}",
        "{y}-{m:02}-{d:02}",
    ]
)
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
LETTERS = st.sampled_from([str, str.lower, str.upper, str.title])
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u200b", "\n"])


@st.composite
def typed(draw: st.DrawFn, words: str) -> str:
    """``words`` as somebody may type them: another Unicode form, other spaces, capitals, hàng for hằng."""
    words = words.replace(" ", draw(SPACES))
    if draw(st.booleans()):
        words = words.replace("hằng", "hàng")
    return unicodedata.normalize(draw(FORMS), draw(LETTERS)(words))


@given(data=st.data(), day=DAYS, spelling=DAY_SPELLINGS)
def test_every_spelling_of_a_day_is_that_day(data: st.DataObject, day: date, spelling: str) -> None:
    words = data.draw(typed(spelling.format(d=day.day, m=day.month, y=day.year)))
    assert read_time(words, 2021).reading == Reading(Kind.DATE, due=day)


@given(data=st.data(), day=DAYS, spelling=DAY_SPELLINGS)
def test_before_is_strict_and_by_is_not(data: st.DataObject, day: date, spelling: str) -> None:
    written = spelling.format(d=day.day, m=day.month, y=day.year)
    before = data.draw(typed(f"hoàn thành trước {written}"))
    assert read_time(before, 2021).reading == Reading(Kind.BEFORE, due=day - timedelta(days=1))
    for by in ("chậm nhất là", "đến hết", "không muộn hơn"):
        assert read_time(data.draw(typed(f"{by} {written}")), 2021).reading == Reading(Kind.DATE, due=day)


@given(data=st.data(), year=st.integers(2019, 2040), first=st.integers(1, 4), last=st.integers(1, 4))
def test_quarters_and_their_short_forms_are_equal(data: st.DataObject, year: int, first: int, last: int) -> None:
    first, last = sorted((first, last))
    one = read_time(f"{year}-Q{first}", 2021)
    assert one.reading.due == date(year, 3 * first, monthrange(year, 3 * first)[1])
    for words in (
        f"Quý {ROMAN[first - 1]}/{year}",
        f"quý {first} năm {year}",
        f"Trong Quý {ROMAN[first - 1]} năm {year}",
    ):
        assert read_time(data.draw(typed(words)), 2021).reading == one.reading
    several = read_time(f"{year}-Q{first}..Q{last}", 2021).reading
    for words in (f"Quý {ROMAN[first - 1]} - {ROMAN[last - 1]}/{year}", f"từ quý {first} đến quý {last} năm {year}"):
        assert read_time(data.draw(typed(words)), 2021).reading == several


@given(data=st.data(), year=st.integers(2019, 2040), month=st.integers(1, 12))
def test_months_and_their_short_form_are_equal(data: st.DataObject, year: int, month: int) -> None:
    short = read_time(f"{year}-{month:02}", 2021).reading
    assert short == Reading(Kind.PERIOD, date(year, month, 1), short.end, short.end)
    for words in (
        f"Tháng {month}/{year}",
        f"tháng {month:02} năm {year}",
        f"{month:02}/{year}",
        f"xong trong tháng {month}/{year}",
    ):
        assert read_time(data.draw(typed(words)), 2021).reading == short


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Thường xuyên trong năm", "ongoing"),
        ("theo hướng dẫn của cấp trên", "undetermined"),
        ("khi phát sinh", "event"),
        ("trước ngày 05/12/2021", "before 2021-12-05"),
        ("05/12/2021", "2021-12-05"),
        ("6 tháng đầu năm", "2021-H1"),
        ("Năm 2021", "2021"),
        ("giai đoạn 2021 - 2025", "2021..2025"),
        ("từ ngày 01/3/2021 đến ngày 15/3/2021", "2021-03-01..2021-03-15"),
        ("hằng tháng", "monthly"),
        ("định kỳ hàng quý", "quarterly"),
        ("6 tháng một lần", "half-yearly"),
        ("hằng năm", "yearly"),
        ("định kỳ hằng quý, 6 tháng, năm", "quarterly, half-yearly, yearly"),
    ],
)
def test_short_forms_mean_the_same(words: str, short: str) -> None:
    assert read_time(words, 2021).reading == read_time(short.upper(), 2021).reading
    assert read_time(words, 2021).problems == read_time(short, 2021).problems == ()


def test_calendar_follows_the_report_calendar() -> None:
    reading = read_time("calendar", 2021).reading
    assert reading == Reading(Kind.RECURRING, recurrence=Recurrence(calendar=True))


def test_without_a_year_a_time_is_the_plans_and_recurs_in_a_plan_of_several() -> None:
    assert read_time("trước ngày 15 tháng 11", 2026).reading == Reading(Kind.BEFORE, due=date(2026, 11, 14))
    recurring = read_time("trước ngày 15 tháng 11", 2026, 2030).reading.recurrence
    assert recurring == Recurrence((Frequency.YEARLY,), PeriodDeadline(-1, 15, strict=True))
    assert [o.due for o in occurrences(recurring, 2026, 2030)] == [date(year, 11, 14) for year in range(2026, 2031)]


_FRAGMENTS = st.sampled_from(
    """quý tháng ngày năm I III 1V 1 2 15 31 2021 12021 / - – , ; . ( ) : và đến hết cuối đầu giữa trước sau từ hằng
    định kỳ thường xuyên chậm nhất không quá theo kế hoạch số khi trong lần mỗi 6 9 giai đoạn nửa các tiếp theo giờ 17
    tuần thứ cả l báo cáo hoàn thành âm lịch trở đi nay q t % kể làm việc 0 99999 ² Ⅳ before 2021-Q1 ..""".split()  # noqa: SIM905 - one word a fragment
)


@given(
    words=st.one_of(st.text(), st.lists(_FRAGMENTS, max_size=14).map(" ".join), st.lists(_FRAGMENTS).map("".join)),
    year=st.integers(1990, 2100),
    more=st.integers(0, 10),
)
@example("", 2021, 0)
@example("mỗi năm 02 lần", 2021, 0)  # once a reading that never ended
def test_no_text_is_an_error(words: str, year: int, more: int) -> None:
    read = read_time(words, year, year + more)
    assert read.words == words
    assert read.parts or read.problems
    assert (Problem.SEVERAL in read.problems) == (len(read.parts) > 1)
    for reading in (*read.parts, read.reading):
        days = [day for day in (reading.start, reading.end) if day]
        assert days == sorted(days)
        if reading.recurrence is not None:
            assert reading.due is None
            occurrences(reading.recurrence, year, year + more)


@given(
    data=st.data(),
    template=st.sampled_from(
        [
            "trước ngày {d}/{m}/{y}",
            "chậm nhất ngày {d} tháng {m} năm {y}",
            "ngày {d}/{m}",
            "{d}/{m}/{y}",
            "từ ngày {d}/{m}/{y} đến ngày 31/12/{y}",
            "Báo cáo UBND tỉnh trước ngày {d}/{m}/{y}, theo quy định",
        ]
    ),
    day=st.integers(0, 99),
    month=st.integers(0, 99),
    year=st.integers(2022, 2030),
)
def test_a_day_that_does_not_exist_gives_no_date(
    data: st.DataObject, template: str, day: int, month: int, year: int
) -> None:
    plan_year = 2021 if "{y}" in template else year
    words = template.format(d=day, m=month, y=year)
    exists = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    read = read_time(data.draw(typed(words)), plan_year)
    if exists:
        assert read.reading.due is not None
    else:
        assert read.reading.due is None
        assert read.problems


@pytest.mark.parametrize(
    "words",
    [
        "Quý I/2021, {}",
        "Quý I/2021 và {}",
        "{} trước ngày 15/6/2021",
        "Tháng 3/2021 ({})",
        "X{}/2021",
        "Thường xuyên, {}",
    ],
)
@pytest.mark.parametrize("left_over", ["17", "2/", "tuần", "ngày", "2021/", "trước Tết", "10 ngày", "hằng tháng 6"])
def test_what_is_left_over_makes_a_clause_unreadable(words: str, left_over: str) -> None:
    read = read_time(words.format(left_over), 2021)
    assert read.reading == Reading(Kind.UNDETERMINED)
    assert read.problems


def test_the_items_of_a_list_are_clauses_and_a_broken_line_is_not() -> None:
    assert [part.words for part in read_time("- Kế hoạch: Quý I/2021\n- Báo cáo: Tháng 12/2021", 2021).parts] == [
        "Quý I/2021",
        "Tháng 12/2021",
    ]
    assert read_time("Quý I\n- III/2021", 2021).reading == read_time("2021-Q1..Q3", 2021).reading


def test_what_cannot_be_read_leaves_the_times_beside_it_proposed() -> None:
    read = read_time("Quý I/2021 trình; trước ngày 31/02/2021 báo cáo", 2021)
    assert read.reading.due is None
    assert [one.due for one in read.proposed] == ["2021-Q1"]
    assert read.problems == (Problem.NO_SUCH_DATE,)


def test_no_later_date_stands_for_one_that_cannot_be_read() -> None:
    read = read_time("Trước ngày 31/02/2021 trình; quý IV/2021 báo cáo", 2021)
    assert read.reading.due is None
    assert read.problems == (Problem.NO_SUCH_DATE,)


@pytest.mark.parametrize(
    "piece",
    ["quý ", "9", "trước ", "- , ", "hằng quý, ", "6 tháng ", "15/3/2021 ", "quý i, ", "1/", "( trong ", "và năm "],
)
def test_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    """Twice the text may take some more than twice the time, not four times."""

    def seconds(length: int) -> float:
        words = (piece * length)[:length]
        start = process_time()
        read_time(words, 2021)
        return process_time() - start

    assert seconds(10_000) < 8 * max(seconds(5_000), 0.1)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_times_are_found_where_they_stand(form: str) -> None:
    text = unicodedata.normalize(
        form,
        "Ban hành kế hoạch: Quý I/2025; báo cáo trước ngày 15/6 và 15/12/2025; nếu có, tháng 7; tháng 8 hoặc tháng 9",
    )
    found = [
        (unicodedata.normalize("NFC", text[one.start : one.end]), one.due, one.certain)
        for one in find_times(text, 2025)
    ]
    assert found == [
        ("Quý I/2025", "2025-Q1", True),
        ("trước ngày 15/6 và 15/12/2025", "before 2025-06-15", True),
        ("trước ngày 15/6 và 15/12/2025", "before 2025-12-15", True),
        ("tháng 7", "2025-07", False),
        ("tháng 8 hoặc tháng 9", "2025-08", False),
        ("tháng 8 hoặc tháng 9", "2025-09", False),
    ]


def test_a_time_of_no_year_that_was_over_when_a_plan_of_several_was_issued_is_only_proposed() -> None:
    issued = date(2025, 6, 20)
    read = read_time("Trước ngày 15/4", 2025, 2030, issued)
    assert (read.certain, read.problems) == (False, (Problem.BEFORE_PLAN,))
    assert [one.due for one in read.proposed] == ["trước ngày 15/4 hằng năm"]
    of_a_school_year = read_time("Trước ngày 15/4", 2025, 2026, issued)
    assert [one.due for one in of_a_school_year.proposed] == ["2026-04-14"]  # it comes once more
    assert read_time("Trước ngày 15/12", 2025, 2030, issued).certain
    assert read_time("Trước ngày 15/4 hằng năm", 2025, 2030, issued).certain
    assert read_time("Trước ngày 15/4/2025", 2025, 2030, issued).certain  # P306 tells of it


@pytest.mark.parametrize("words", ["Trong năm", "Cuối năm", "hết năm", "6 tháng cuối năm"])
def test_the_year_of_a_plan_that_ends_within_one_may_be_another_than_the_calendars(words: str) -> None:
    issued, until = date(2025, 8, 28), date(2026, 5, 31)
    read = read_time(words, 2025, 2026, issued, until)
    assert (read.certain, read.problems) == (False, (Problem.WHICH_YEAR,))
    assert [one.due for one in read.proposed] == ["2025-12-31", "2026-05-31"]
    assert read_time(words, 2025, 2026, issued).certain
    for named in ("Trong năm 2026", "Quý IV", "hằng năm", "trước 31/12"):
        assert read_time(named, 2025, 2026, issued, until).certain


@given(
    day=DAYS,
    more=st.integers(0, 900),
    kind=st.sampled_from([Kind.DATE, Kind.BEFORE, Kind.PERIOD, Kind.ONGOING]),
    year=st.integers(2020, 2023),
)
def test_what_is_proposed_means_what_was_found(day: date, more: int, kind: Kind, year: int) -> None:
    end = day + timedelta(more)
    reading = {
        Kind.DATE: Reading(Kind.DATE, due=day),
        Kind.BEFORE: Reading(Kind.BEFORE, due=day),
        Kind.PERIOD: Reading(Kind.PERIOD, day, end, end) if more else Reading(Kind.DATE, due=day),
        Kind.ONGOING: Reading(Kind.ONGOING, day, end if more else None),
    }[kind]
    read = read_time(write_time(reading, year, year), year)
    assert read.certain
    assert read.reading == reading


@given(
    frequencies=st.sets(st.sampled_from(Frequency), min_size=1),
    deadline=st.none() | st.builds(PeriodDeadline, st.integers(-11, 2), st.integers(1, 31), st.booleans()),
)
def test_a_recurrence_that_is_proposed_means_what_was_found(
    frequencies: set[Frequency], deadline: PeriodDeadline | None
) -> None:
    ordered = tuple(frequency for frequency in Frequency if frequency in frequencies)
    reading = Reading(Kind.RECURRING, recurrence=Recurrence(ordered, deadline))
    if words := write_time(reading, 2025, 2025):
        read = read_time(words, 2025)
        assert read.certain, words
        assert occurrences(read.reading.recurrence or Recurrence(), 2025, 2026) == occurrences(
            reading.recurrence or Recurrence(), 2025, 2026
        )


@pytest.mark.parametrize("words", ["quý \u0301 I/2021", "\u0301", "cho \u0301 năm 2021", "thường \u0301 xuyên"])
def test_a_tone_mark_that_stands_alone(words: str) -> None:
    """Found by tools/fuzz.py: a word of nothing once folded."""
    assert read_time(words, 2021).reading.kind in (Kind.UNDETERMINED, Kind.ONGOING)


@pytest.mark.parametrize("words", ["từ ngày 01/03/2021 đến ngày 31/12/2021", "từ tháng 3/2021 đến tháng 12/2021"])
def test_ongoing_work_between_two_days(words: str) -> None:
    """Found by tools/fuzz.py: it was proposed in these words, which were then not read themselves."""
    found = read_time(f"thường xuyên {words}", 2021)
    assert found.problems == ()
    assert found.reading.kind is Kind.ONGOING
    assert (found.reading.start, found.reading.end) == (date(2021, 3, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("short", "printed"),
    [
        ("2021-Q1", "Quý I/2021"),
        ("2021-Q2..Q4", "Quý II - IV/2021"),
        ("2021-H1", "6 tháng đầu năm 2021"),
        ("2021-H2", "6 tháng cuối năm 2021"),
        ("2021-12", "Tháng 12/2021"),
        ("2021-03..05", "Tháng 3 - 5/2021"),
        ("2021", "Năm 2021"),
        ("2021-02-03..2021-03-04", "Từ ngày 03/02/2021 đến ngày 04/03/2021"),
        ("2021-12-05", "05/12/2021"),
        ("before 2021-12-05", "Trước ngày 05/12/2021"),
        ("ongoing", "Thường xuyên"),
        ("monthly", "Hằng tháng"),
        ("quarterly, yearly", "Hằng quý, hằng năm"),
        ("half-yearly", "Định kỳ 6 tháng"),
        ("event", "Khi phát sinh"),
        ("Quý I", "Quý I"),
        ("2021-02-30", "2021-02-30"),
    ],
)
def test_a_short_form_is_printed_in_words_that_mean_the_same(short: str, printed: str) -> None:
    assert print_time(short, 2021, 2021) == printed
    if short != printed:
        read, meant = (replace(read_time(words, 2021).reading, words="") for words in (printed, short))
        assert read == meant


@pytest.mark.parametrize(("short", "printed"), [("undetermined", "Chưa xác định"), ("calendar", "Theo lịch báo cáo")])
def test_a_short_form_without_a_day_is_printed_in_vietnamese(short: str, printed: str) -> None:
    assert print_time(short, 2021, 2021) == printed
