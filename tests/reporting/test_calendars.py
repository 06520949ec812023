"""Calendars: by the letter of RFC 5545, and by another library that reads them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from asked import BUSY, HOSTILE, VIETNAMESE, ask, ask_file, ask_text, with_text_everywhere
from ical.calendar_stream import IcsCalendarStream
from msgspec.structs import replace

from conftest import PLAN_2021
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.queries.obligations import select_obligations
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.reporting.appointments import make_diary
from parplan.reporting.calendars import render_calendar
from small_plans import plan_of, write_plan

#: The properties each component has, in no order; RFC 5545, 3.6.1 and 3.6.6, requires the first three of an event.
EVENT = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "STATUS",
    "TRANSP",
    "SEQUENCE",
    "LAST-MODIFIED",
}
CALENDAR = {"PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME"}
ALARM = {"ACTION", "DESCRIPTION", "TRIGGER"}

Component = tuple[str, dict[str, str], list[Any]]


def written(portfolio: Portfolio, unit: str | None = None, **rest: Any) -> bytes:
    party = portfolio.units(unit)[portfolio.default.path] if unit is not None else None
    return render_calendar(make_diary(VIETNAMESE, portfolio, select_obligations(portfolio, unit), party, **rest))


def parse(data: bytes) -> Component:
    """Read a calendar by the letter: lines of at most 75 octets that end in CRLF, each octet sequence whole UTF-8."""
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        line.decode("utf-8")  # no character is split
        assert not re.search(rb"[\x00-\x08\n\r\x0b-\x1f\x7f]", line)
    unfolded = "\n".join(line.decode("utf-8") for line in lines).replace("\n ", "").split("\n")
    root: Component = ("", {}, [])
    open_components = [root]
    for line in unfolded:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z-]+)*):(.*)", line)
        assert match is not None, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            component: Component = (value, {}, [])
            open_components[-1][2].append(component)
            open_components.append(component)
        elif name == "END":
            assert open_components.pop()[0] == value
        else:
            properties = open_components[-1][1]
            assert name not in properties  # none of ours may stand twice
            properties[name] = f"{parameters[1:]}:{value}" if parameters else value
    assert open_components == [root]
    (calendar,) = root[2]
    return calendar


def unescaped(value: str) -> str:
    """What a text value says; RFC 5545, 3.3.11: only these four signs are escaped, and all of them."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,n]", value)
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)


def check(data: bytes) -> list[Component]:
    """Check a calendar by the letter and return its events."""
    name, properties, events = parse(data)
    assert (name, set(properties)) == ("VCALENDAR", CALENDAR)
    assert properties["VERSION"] == "2.0"
    assert events
    for kind, event, alarms in events:
        # The last day there is has none after it.
        last = event["DTSTART"].endswith("99991231")
        assert (kind, set(event)) == ("VEVENT", EVENT - {"DTEND"} if last else EVENT)
        assert re.fullmatch(r"VALUE=DATE:\d{8}", event["DTSTART"])
        start, end = (last or datetime.strptime(event[name], "VALUE=DATE:%Y%m%d") for name in ("DTSTART", "DTEND"))  # noqa: DTZ007
        assert last or end - start == timedelta(days=1)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert event["LAST-MODIFIED"] == event["DTSTAMP"]
        assert re.fullmatch(r"\d{1,10}", event["SEQUENCE"])
        assert int(event["SEQUENCE"]) < 2**31
        assert re.fullmatch(r"[0-9a-f-]{36}@parplan", event["UID"])
        assert event["STATUS"] == "CONFIRMED"
        for alarm, alarmed, inner in alarms:
            assert (alarm, set(alarmed), inner) == ("VALARM", ALARM, [])
            assert alarmed["ACTION"] == "DISPLAY"
            assert re.fullmatch(r"-P(\d+D)?(T\d+H)?", alarmed["TRIGGER"])
    assert len({event["UID"] for _, event, _ in events}) == len(events)
    found: list[Component] = events
    return found


def by_title(data: bytes) -> dict[str, Component]:
    return {unescaped(event[1]["SUMMARY"]): event for event in check(data)}


@pytest.mark.parametrize("unit", [None, "VP", "TTRA", "TCT", "PHONG"])
@pytest.mark.parametrize("day", ["2021-03-01", "2021-12-31"])
def test_the_calendar_of_the_plan_has_each_deadline_once(unit: str | None, day: str) -> None:
    portfolio = ask_file(PLAN_2021, day)
    if not (obligations := select_obligations(portfolio, unit)):
        assert unit == "PHONG"
        return
    data = written(portfolio, unit)
    days = [event["DTSTART"].removeprefix("VALUE=DATE:") for _, event, _ in check(data)]
    assert days == [f"{one.day:%Y%m%d}" for one in obligations]
    read = IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))
    assert [event.dtstart for event in read.events] == [one.day for one in obligations]
    for event, one in zip(read.events, obligations, strict=True):
        assert event.dtend == one.day + timedelta(days=1)
        rings = [one.day + alarm.trigger // timedelta(days=1) * timedelta(days=1) for alarm in event.alarm]
        assert all(portfolio.as_of < on < one.day for on in rings)
        far = (one.item.last_working_day or one.day) - portfolio.as_of > timedelta(days=7)
        assert len(rings) == 2 if one.open and far else len(rings) < 2
    assert [event.description.split(" · ")[0] for event in read.events] == [one.item.address for one in obligations]


def test_what_an_appointment_says() -> None:
    events = by_title(written(ask_text(BUSY, "2021-08-01")))
    assert list(events) == [
        "[hoàn thành] 1.a: Ban hành kế hoạch – Xây dựng kế hoạch",
        "1.a: Báo cáo – Xây dựng kế hoạch",
        "1.a: Nộp – Xây dựng kế hoạch",
        "1.b: Báo cáo – Báo cáo của từng phòng",
        "[không thực hiện] 1.đ: Làm – Không làm nữa",
    ]
    _, report, _ = events["1.a: Báo cáo – Xây dựng kế hoạch"]
    assert unescaped(report["DESCRIPTION"]).split("\n") == [
        "1.a/report · Báo cáo",
        "Nhiệm vụ: Xây dựng kế hoạch",
        "Chủ trì: Văn phòng Sở",
        "Sản phẩm: Kế hoạch của Sở; Báo cáo",
        "Thời gian (nguyên văn): Quý I/2021",
        "Hạn: thứ Bảy, ngày 31/07/2021",
        "Nộp chậm nhất thứ Sáu, ngày 30/07/2021 vì hạn rơi vào ngày nghỉ",
        "xác định hạn, căn cứ Kế hoạch số 45/KH-UBND",
        "gia hạn lần 1, hạn cũ 30/06/2021, căn cứ Kế hoạch số 60/KH-UBND",
        "Tính đến ngày 01/08/2021: chưa cập nhật kết quả, quá hạn",
    ]
    assert "Chưa hoàn thành 2/3: Thanh tra Sở, Phòng Kế hoạch - Tài chính" in unescaped(
        events["1.b: Báo cáo – Báo cáo của từng phòng"][1]["DESCRIPTION"]
    )
    done = unescaped(next(iter(events.values()))[1]["DESCRIPTION"])
    assert done.endswith("Tính đến ngày 01/08/2021: hoàn thành ngày 01/03/2021")


def test_alarms_ring_in_the_morning_before_the_last_working_day() -> None:
    # The deadline is Saturday 4 December 2021, the last working day Friday 3 December.
    def of_the_weekend(**rest: Any) -> list[datetime]:
        _, event, alarms = by_title(written(ask_text(BUSY), **rest))["1.a: Nộp – Xây dựng kế hoạch"]
        assert event["DTSTART"] == "VALUE=DATE:20211204"
        return [datetime(2021, 12, 4, tzinfo=UTC) + duration(alarm["TRIGGER"]) for _, alarm, _ in alarms]

    assert of_the_weekend() == [datetime(2021, 11, 26, 8, tzinfo=UTC), datetime(2021, 12, 2, 8, tzinfo=UTC)]
    assert of_the_weekend(alarms=(0,)) == [datetime(2021, 12, 3, 8, tzinfo=UTC)]
    assert of_the_weekend(alarms=()) == []


def test_an_alarm_of_the_day_itself_rings_on_the_evening_before_and_none_in_the_past() -> None:
    def of_the_plan(day: str, *alarms: int) -> list[str]:
        events = by_title(written(ask_text(BUSY, day), alarms=alarms))
        return [alarm["TRIGGER"] for _, alarm, _ in events["1.b: Báo cáo – Báo cáo của từng phòng"][2]]

    # Due Wednesday 31 March 2021.
    assert of_the_plan("2021-03-01", 0) == ["-PT4H"]
    assert of_the_plan("2021-03-01", 7, 1) == ["-P6DT16H", "-PT16H"]
    assert of_the_plan("2021-03-25", 7, 1) == ["-PT16H"]
    assert of_the_plan("2021-03-30", 7, 1, 0) == []


def duration(text: str) -> timedelta:
    match = re.fullmatch(r"(-?)P(?:(\d+)D)?(?:T(\d+)H)?", text)
    assert match is not None
    return timedelta(days=int(match[2] or 0), hours=int(match[3] or 0)) * (-1 if match[1] else 1)


def identities(plan: Plan, day: str = "2021-03-01", unit: str | None = None) -> dict[str, str]:
    """Each appointment's identity by address."""
    found = (event for _, event, _ in check(written(ask(plan, day), unit)))
    return {unescaped(event["DESCRIPTION"]).split(" · ")[0]: event["UID"] for event in found}


def test_identities_hold_whatever_the_titles_the_places_and_the_day() -> None:
    plan = plan_of(BUSY)
    before = identities(plan)
    assert identities(plan, "2021-11-30").items() >= before.items()
    (section,) = plan.sections
    turned = replace(section, title="Khác", tasks=tuple(replace(t, title="Khác") for t in reversed(section.tasks)))
    assert identities(replace(plan, title="Khác", sections=(turned,))) == before
    assert identities(replace(plan, agency="SỞ  A")) == before


def test_identities_differ_by_unit_plan_year_and_agency() -> None:
    plan = plan_of(BUSY)
    others = [
        identities(plan, unit="VP"),
        identities(plan, unit="TTRA"),
        identities(replace(plan, year=2022)),
        identities(replace(plan, agency="Sở B")),
        identities(replace(plan, decision_number="2/QĐ-SA")),
    ]
    found = [set(identities(plan).values()), *(set(one.values()) for one in others)]
    assert sum(map(len, found)) == len(set().union(*found))


def test_identities_never_change_between_versions() -> None:
    assert identities(plan_of(BUSY))["1.a/plan"] == "e0c4126d-a7e2-5aec-9a28-9dec0b137e83@parplan"
    assert identities(plan_of(BUSY), unit="VP")["1.a/plan"] == "101b3c6c-09ab-501c-9360-e63877baba17@parplan"


def test_a_later_calendar_is_a_later_revision() -> None:
    def revision(day: str) -> tuple[int, str]:
        _, event, _ = check(written(ask_text(BUSY, day)))[0]
        return int(event["SEQUENCE"]), event["DTSTAMP"]

    days = ["2019-01-01", "2020-12-01", "2021-02-28", "2021-03-01", "2021-03-02", "2022-03-01", "2031-01-01"]
    revisions = [revision(day) for day in days]
    assert revisions[0][0] < 1000
    assert [number for number, _ in revisions] == sorted({number for number, _ in revisions})
    assert [stamp for _, stamp in revisions] == sorted({stamp for _, stamp in revisions})
    assert revision("2021-03-01")[1] == "20210301T021200Z"  # the moment of the entry of that day


def test_within_a_day_an_entry_makes_a_later_revision() -> None:
    def revision(text: str) -> tuple[int, str]:
        _, event, _ = check(written(ask_text(text, "2021-03-03")))[0]
        return int(event["SEQUENCE"]), event["DTSTAMP"]

    entry = "          - {date: 2021-03-03, note: Thêm, recorded: 2021-03-03T10:00:00+07:00}\n"
    more = re.sub(r"( +- \{date: 2021-05-03.*\n)", rf"\1{entry}", BUSY)
    assert more != BUSY
    assert revision(more) > revision(BUSY)
    assert revision(more)[1] == "20210303T030000Z"


def test_a_lifted_deadline_is_said_and_silent() -> None:
    lifted = BUSY.replace("milestone: report, due: 2021-07-31", "milestone: report, due: undetermined")
    title, (_, event, alarms) = list(by_title(written(ask_text(lifted, "2021-08-01"))).items())[1]
    assert title == "[không còn hạn] 1.a: Báo cáo – Xây dựng kế hoạch"
    assert (event["DTSTART"], alarms) == ("VALUE=DATE:20210630", [])


def test_what_a_later_plan_continues_rings_only_there() -> None:
    task = "- {id: 1.a, title: Việc, lead: [VP], milestones: [{id: m, title: Nộp, due: 2022-06-30%s}]}"
    first = plan_of(write_plan(task % ""))
    second = plan_of(write_plan(task % ", carried_from: 2021:1.a/m", heading="").replace("year: 2021", "year: 2022"))
    day = date(2022, 1, 10)
    subjects = (PlanOnDay("b", Assessment(second, day)), PlanOnDay("a", Assessment(first, day), "2021:"))
    found = by_title(written(Portfolio(day, subjects)))
    assert list(found) == ["1.a: Nộp – Việc", "[tiếp tục ở 2022:1.a/m] 1.a: Nộp – Việc"]
    assert [len(event[2]) for event in found.values()] == [2, 0]


def test_a_unit_that_has_done_its_share_is_reminded_no_more() -> None:
    portfolio = ask_text(BUSY, "2021-03-02")
    assert "[hoàn thành] 1.b: Báo cáo – Báo cáo của từng phòng" in by_title(written(portfolio, "VP"))
    assert "1.b: Báo cáo – Báo cáo của từng phòng" in by_title(written(portfolio, "TTRA"))


def test_the_name_tells_whose_calendar_it_is() -> None:
    names = [parse(written(ask_text(BUSY), unit))[1]["X-WR-CALNAME"] for unit in (None, "VP")]
    assert [unescaped(name) for name in names] == [
        "Kế hoạch cải cách hành chính năm 2021",
        "Văn phòng – Kế hoạch cải cách hành chính năm 2021",
    ]


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert written(ask_text(BUSY), "VP") == written(ask_text(BUSY), "VP")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_leaves_its_property(hostile: str) -> None:
    portfolio = ask(with_text_everywhere(plan_of(BUSY), hostile), "2021-08-01")
    for unit, count in ((None, 5), ("VP", 4)):
        data = written(portfolio, unit)
        assert len(check(data)) == count
        read = IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))
        assert all(not event.attendees and event.organizer is None for event in read.events)
        name = parse(data)[1]["X-WR-CALNAME"]
        assert unescaped(name)
        assert "\n" not in unescaped(name)
        for _, event, _ in check(data):
            assert "\n" not in unescaped(event["SUMMARY"])
            assert not re.search("[\u202e\u200b\u2066]", event["SUMMARY"] + event["DESCRIPTION"])


def test_deadlines_at_the_ends_of_the_calendar() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        portfolio = ask_text(BUSY, day)
        first, *_ = select_obligations(portfolio)
        diaries = [make_diary(VIETNAMESE, portfolio, [replace(first, day=end)]) for end in (date.min, date.max)]
        ends = [event["DTSTART"] for diary in diaries for _, event, _ in check(render_calendar(diary))]
        assert ends == ["VALUE=DATE:00010101", "VALUE=DATE:99991231"]
