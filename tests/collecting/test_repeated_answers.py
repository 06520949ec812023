"""A unit that says what it said before: nothing new in the same form, news in one that shows otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from filled_forms import Desk, Filled


def _day(day: int) -> str:
    return f"2021-03-{day:02}T08:00:00+07:00"


def _send(desk: Desk, unit: str, day: int, address: str, **said: Any) -> str:
    """A new form for a unit, filled in; its path."""
    folder = f"{unit}-{day}"
    assert desk("form", "--period", "q1", "-o", folder, "--unit", unit, today=_day(day)).code == 0
    return str(Filled(desk.path(unit, folder)).put(address, **said).save())


def _add_target(desk: Desk, target: str) -> None:
    """Give 1.b, which VP and TTRA lead together, a target."""
    line = next(line for line in desk.text.splitlines() if line.endswith("title: Kiểm tra công vụ"))
    with_target = f"{line}\n{line.partition('title')[0]}targets: [{target}]"
    desk.plan.write_text(desk.text.replace(line, with_target), encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "one", "other"),
    [
        ("1.b:found", {"figure": 4}, {"figure": 5}),
        (
            "1.b/plan",
            {"state": "đang thực hiện", "figure": "60%"},
            {"state": "đang thực hiện", "figure": "40%"},
        ),
        ("1.b/plan", {"state": "đang thực hiện"}, {"state": "tạm dừng"}),
    ],
)
@pytest.mark.slow
def test_what_a_unit_holds_to_after_another_said_otherwise_counts_and_only_once(
    desk: Desk, address: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    _add_target(desk, "{id: found, title: Số vi phạm}")
    forms = []
    for day, unit, said in ((10, "VP", one), (11, "TTRA", other), (12, "VP", one)):
        forms.append(_send(desk, unit, day, address, **said))
        assert desk.verdicts(forms[-1], today=_day(day)) == {address: "new"}
    text = desk.text
    for form in forms:
        assert desk.verdicts(form, today=_day(13)) == {address: "same"}
    assert desk.text == text
    assert text.count("unit: VP, ") == 2


def test_an_older_form_again_after_another_said_otherwise_is_nothing_new(desk: Desk) -> None:
    form = _send(desk, "VP", 10, "1.b/plan", state="đang thực hiện")
    assert desk.verdicts(form, today=_day(10)) == {"1.b/plan": "new"}
    other = _send(desk, "TTRA", 11, "1.b/plan", state="tạm dừng")
    assert desk.verdicts(other, today=_day(11)) == {"1.b/plan": "new"}
    assert desk.verdicts(form, today=_day(12)) == {"1.b/plan": "same"}


def test_a_form_that_shows_a_pause_and_not_what_came_later_is_asked_about(desk: Desk) -> None:
    form = _send(desk, "VP", 10, "1.a/plan", state="đang thực hiện")
    assert desk.verdicts(form, today=_day(10)) == {"1.a/plan": "new"}
    assert desk("progress", "1.a/plan", "--state", "paused", today=_day(11)).code == 0
    form = _send(desk, "VP", 12, "1.a/plan", state="đang thực hiện")
    assert desk.verdicts(form, "--dry-run", today=_day(12)) == {"1.a/plan": "new"}
    assert desk("progress", "1.a/plan", "--note", "chờ ý kiến", today=_day(13)).code == 0
    assert desk.verdicts(form, today=_day(13)) == {"1.a/plan": "conflict"}


def test_a_unit_that_says_again_what_a_later_entry_undid_is_asked(desk: Desk) -> None:
    form = _send(desk, "VP", 10, "1.a/plan", state="Hoàn thành", on="05/03/2021")
    assert desk.verdicts(form, today=_day(10)) == {"1.a/plan": "new"}
    reopened = desk("progress", "1.a/plan", "--state", "in-progress", "--reason", "sai mẫu", today=_day(11))
    assert reopened.code == 0, reopened.err
    assert desk.verdicts(form, today=_day(11)) == {"1.a/plan": "same"}
    text = desk.text
    form = _send(desk, "VP", 12, "1.a/plan", state="Hoàn thành", on="05/03/2021")
    assert desk.verdicts(form, today=_day(12)) == {"1.a/plan": "conflict"}
    assert desk.text == text


def test_a_unit_that_owes_nothing_of_it_disputes_nothing(desk: Desk) -> None:
    for day, unit in ((10, "VP"), (11, "KHTC"), (12, "VP")):
        percent = "60%" if unit == "VP" else "20%"
        form = _send(desk, unit, day, "1.a/plan", state="đang thực hiện", figure=percent)
        expected = "new" if day < 12 else "same"
        assert desk.verdicts(form, today=_day(day)) == {"1.a/plan": expected}


def test_a_figure_that_adds_up_is_counted_once_whatever_others_recorded_since(desk: Desk) -> None:
    form = _send(desk, "VP", 10, "1.a:visits", figure=5)
    assert desk.verdicts(form, today=_day(10)) == {"1.a:visits": "new"}
    assert desk("progress", "1.a", "--measure", "visits=7", today=_day(11)).code == 0
    form = _send(desk, "VP", 12, "1.a:visits", figure=5)
    assert desk.verdicts(form, today=_day(12)) == {"1.a:visits": "same"}


def test_the_same_value_for_two_periods_on_one_day_adds_up(desk: Desk) -> None:
    """An office that catches up collects two periods in one day: 3 visits and 3 visits are 6, in each order."""
    assert desk("form", "--period", "h1", "-o", "h1", "--unit", "VP", today=_day(10)).code == 0
    forms = [_send(desk, "VP", 10, "1.a:visits", figure=3), str(desk.folder / "h1" / "bieu-2021-h1-VP.xlsx")]
    Filled(Path(forms[1])).put("1.a:visits", figure=3).save()
    assert desk.verdicts(forms[0], today=_day(12)) == {"1.a:visits": "new"}
    assert desk.verdicts(forms[1], today=_day(12)) == {"1.a:visits": "conflict"}  # it went out before
    assert desk("form", "--period", "h1", "-o", "h1", "--unit", "VP", "--force", today=_day(12)).code == 0
    Filled(Path(forms[1])).put("1.a:visits", figure=3).save()
    assert desk.verdicts(forms[1], today=_day(12)) == {"1.a:visits": "new"}
    for form in forms:
        assert desk.verdicts(form, today=_day(12)) == {"1.a:visits": "same"}
    assert desk.text.count("measures: {visits: 3}") == 2


_NO_CONFLICT_SINCE = [
    ("KHTC", "1.a/plan", {"state": "đang thực hiện", "figure": "20%"}, {"state": "Hoàn thành", "on": "05/03/2021"}),
    ("KHTC", "1.a/plan", {"note": "Đã góp ý"}, {"state": "chưa thực hiện"}),
    ("TTRA", "1.b/plan", {"state": "đang thực hiện"}, {"state": "đang thực hiện", "figure": "40%"}),
    ("TTRA", "1.b/plan", {"note": "Đã góp ý"}, {"state": "Hoàn thành", "on": "05/03/2021"}),
]
_CONFLICT_SINCE = [
    ("TTRA", "1.b/plan", {"state": "tạm dừng"}, {"state": "đang thực hiện"}),
    ("TTRA", "1.b/plan", {"state": "đang thực hiện"}, {"state": "Hoàn thành", "on": "05/03/2021"}),
    ("TTRA", "1.b/plan", {"figure": "40%"}, {"figure": "60%"}),
    ("TTRA", "1.b/plan", {"note": "Đã góp ý"}, {"state": "chưa thực hiện"}),
]


def _collect_on_two_days(desk: Desk, other: str, address: str, first: dict[str, Any], then: dict[str, Any]) -> str:
    """The verdict on an answer of VP, whose form went out before another unit's answer was recorded."""
    theirs = Filled(desk.path(other)).put(address, **first).save(desk.folder / "truoc.xlsx")
    own = Filled(desk.path("VP")).put(address, **then).save(desk.folder / "sau.xlsx")
    assert desk.verdicts(str(theirs), today=_day(15)) == {address: "new"}
    return desk.verdicts(str(own), today=_day(16))[address]


@pytest.mark.parametrize(("other", "address", "first", "then"), _NO_CONFLICT_SINCE)
def test_what_another_unit_said_since_is_no_conflict_where_it_contradicts_nothing(
    desk: Desk, other: str, address: str, first: dict[str, Any], then: dict[str, Any]
) -> None:
    assert _collect_on_two_days(desk, other, address, first, then) == "new"


@pytest.mark.parametrize(("other", "address", "first", "then"), _CONFLICT_SINCE)
def test_what_another_unit_said_since_is_a_conflict_where_it_tells_otherwise(
    desk: Desk, other: str, address: str, first: dict[str, Any], then: dict[str, Any]
) -> None:
    assert _collect_on_two_days(desk, other, address, first, then) == "conflict"


@pytest.mark.parametrize(
    ("total", "theirs", "own", "verdict"),
    [("latest", 5, 5, "new"), ("latest", 5, 6, "conflict"), ("sum", 5, 5, "conflict")],
)
@pytest.mark.slow
def test_a_figure_that_another_unit_gave_since_is_a_conflict_unless_it_is_the_same_total(
    desk: Desk, total: str, theirs: int, own: int, verdict: str
) -> None:
    _add_target(desk, f"{{id: found, title: Số vi phạm, total: {total}}}")
    desk.send("bieu", "--force")
    found = _collect_on_two_days(desk, "TTRA", "1.b:found", {"figure": theirs}, {"figure": own})
    assert found == verdict


def test_what_was_recorded_since_and_taken_back_is_asked_about(desk: Desk) -> None:
    assert desk("progress", "1.a/plan", "--note", "Đã gửi", "--unit", "KHTC", today=_day(8)).code == 0
    form = _send(desk, "VP", 9, "1.a/plan", state="đang thực hiện")
    assert desk("undo", "1.a/plan", today=_day(10)).code == 0
    assert desk.verdicts(form, today=_day(11)) == {"1.a/plan": "conflict"}
