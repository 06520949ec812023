"""The numbers of appointments follow what they say: never back, and never the same for something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import PLAN_2021, Answer
from parplan.reporting.appointments import Appointment
from parplan.reporting.editions import Editions, decode_editions, encode_editions, revise

DAY = date(2021, 3, 1)
ONE = Appointment("x@parplan", DAY, "A", "B", (), 425000, datetime(2021, 3, 1, tzinfo=UTC))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=12))
def test_a_changed_appointment_is_a_later_one_and_an_unchanged_one_the_same(steps: list[tuple[str, int]]) -> None:
    known: Editions = {}
    last: Appointment | None = None
    for words, entries in steps:
        wanted = replace(ONE, summary=words, revision=425000 + entries)
        (made,), known = revise([wanted], decode_editions(encode_editions(known)), DAY)
        if last is not None and last.summary == made.summary:
            assert (made.revision, made.stamp) == (last.revision, last.stamp)
        elif last is not None:
            assert made.revision > last.revision
            assert made.stamp > last.stamp
        last = made


def test_a_stamp_without_its_zone_is_no_edition() -> None:
    data = b'{"x@parplan":["d",430000,"2021-03-01T00:00:00","2021-03-01"]}'
    assert decode_editions(data) == {}
    assert decode_editions(data.replace(b"00:00:00", b"00:00:00Z")) != {}


def test_a_look_back_is_no_edition() -> None:
    (later,), known = revise([replace(ONE, revision=430000)], {}, DAY + timedelta(days=5))
    assert later.revision == 430000
    (back,), after = revise([replace(ONE, summary="C")], known, DAY)
    assert (back.revision, after) == (ONE.revision, known)


def test_what_is_no_ledger_is_none() -> None:
    assert (
        decode_editions(None) == decode_editions(b"") == decode_editions(b'{"x": 1}') == decode_editions(b"\xff") == {}
    )


def test_the_calendar_after_undo_is_a_later_one(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(PLAN_2021.read_bytes())
    cache = {"PARPLAN_CACHE": str(tmp_path / "cache"), "PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}

    def ask(*words: str) -> Any:
        return run(*words, "-p", "plan.yaml", env=cache)

    def numbers() -> list[tuple[int, str]]:
        lines = ask("export", "--format", "ics", "--unit", "VP", "-o", "-").out.replace("\r\n", "\n")
        events = [event for event in lines.split("BEGIN:VEVENT") if "2.b: Ban" in event]
        (event,) = events
        found = dict(line.split(":", 1) for line in event.splitlines() if line.startswith(("SEQUENCE", "DTSTAMP")))
        return [(int(found["SEQUENCE"]), found["DTSTAMP"])]

    first = numbers()
    ask("done", "2.b/plan")
    second = numbers()
    ask("undo", "2.b/plan")
    third = numbers()
    assert first < second < third == numbers()
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    by_hand = text.replace("title: Ban hành kế hoạch, due: Quý I/2021}", "title: Ban hành kế hoạch, due: Quý II/2021}")
    assert by_hand != text
    (tmp_path / "plan.yaml").write_text(by_hand, encoding="utf-8")
    assert numbers() > third
