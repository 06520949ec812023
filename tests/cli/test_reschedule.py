"""`reschedule` on a copy of the plan of 2021: what it writes, refuses and says."""

from __future__ import annotations

import pytest

from office import RECORDED, Office


class TestReschedule:
    def test_several_by_one_document(self, office: Office) -> None:
        answer = office(
            "reschedule", "2.b/report", "1.c/report", "--to", "30/6/2021", "--basis", "45/KH-UBND", "--json"
        )
        assert [item["address"] for item in answer.items] == ["2.b/report", "1.c/report"]
        for address in ("2.b/report", "1.c/report"):
            assert office.item(address)["due"] == "2021-06-30"
        text = office.plan.read_text(encoding="utf-8")
        assert text.count(f'milestone: report, due: 2021-06-30, basis: "45/KH-UBND", {RECORDED}') == 2

    def test_one_that_has_the_deadline_already_is_told_as_json_too(self, office: Office) -> None:
        words = ("--to", "2021-06-30", "--basis", "45/KH-UBND", "--json")
        office("reschedule", "2.b/report", *words)
        items = office("reschedule", "2.b/report", "2.a/report", *words).items
        assert [(item["address"], item["changed"]) for item in items] == [("2.b/report", False), ("2.a/report", True)]

    def test_all_or_none(self, office: Office) -> None:
        assert "7.a/plan is finished" in office.refusal(
            "reschedule", "2.b/report", "7.a/plan", "--to", "2021-06-30", "--basis", "45/KH-UBND"
        )

    def test_what_is_tied_to_the_report_calendar_had_no_deadline_before(self, office: Office) -> None:
        office("reschedule", "1.d/report", "--to", "calendar", "--basis", "581/BNV-CCHC")
        (move,) = office.item("1.d/report@q1")["reschedulings"]
        assert (move["move"], move["old"]) == ("fixed", None)
        assert "deadline fixed, by Official Letter No. 581/BNV-CCHC" in " ".join(office("due").out.split())
        report = office("report", "--period", "q1", lang="vi").out
        assert "| xác định hạn | – | Theo lịch báo cáo | Công văn số 581/BNV-CCHC |" in report

    def test_the_old_day_the_document_and_how_many_times_are_told(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "trước ngày 16/4/2021", "--basis", "1/CV", "--reason", "Chờ")
        answer = office("reschedule", "2.b/plan", "--to", "30/4/2021", "--basis", "2/CV")
        assert "extended (no. 2), was 2021-04-15, by Official Letter No. 2/CV" in " ".join(answer.out.split())
        office("reschedule", "2.b/plan", "--to", "2021-04-20", "--basis", "3/CV")
        for words in (("due", "--within", "1y"), ("show", "2.b"), ("log", "2.b/plan")):
            shown = " ".join(office(*words).out.split())
            assert "extended (no. 1), was 2021-03-31" in shown
            assert "extended (no. 2), was 2021-04-15" in shown
            assert "adjusted, was 2021-04-30" in shown
        moves = office.item("2.b/plan")["reschedulings"]
        assert [(move["move"], move["old"], move["new"], move["basis"]) for move in moves] == [
            ("extended", "2021-03-31", "2021-04-15", "1/CV"),
            ("extended", "2021-04-15", "2021-04-30", "2/CV"),
            ("adjusted", "2021-04-30", "2021-04-20", "3/CV"),
        ]
        assert "Extensions 2" in office("status").out
        assert office("status", "--json").items[-1]["extensions"] == 2

    def test_the_printed_time_stays(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "2021-04-20", "--basis", "3/CV")
        assert "{id: plan, title: Ban hành kế hoạch, due: Quý I/2021}" in office.plan.read_text(encoding="utf-8")

    def test_an_undetermined_one_is_tied_to_the_report_calendar(self, office: Office) -> None:
        assert 'due: "calendar"' in office.added("reschedule", "1.c/report", "--to", "calendar", "--basis", "1/CV")[1]
        assert office.item("1.c/report@q1")["due"] == "2021-03-02"
        assert office("done", "1.c/report@q1", "--json").items[0]["closed"] == ["1.c/report@q1"]
        assert "1.c/report@h1" in office.refusal("reschedule", "1.c/report", "--to", "2021-07-01", "--basis", "2/CV")
        office("reschedule", "1.c/report@h1", "--to", "2021-07-01", "--basis", "2/CV")
        assert office.item("1.c/report@h1")["due"] == "2021-07-01"

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            (("2.b/plan",), "the new deadline is missing"),
            (("2.b/plan", "--to", "2021-04-01"), "the document that decides it is missing"),
            (("2.b/plan", "--to", "2021-04-01", "--basis", " "), "--basis is empty"),
            (("2.b/plan", "--to", "31/02/2021", "--basis", "1/CV"), "does not exist"),
            (("2.b/plan", "--to", "2021-02-30", "--basis", "1/CV"), "does not exist"),
            (("2.b/plan", "--to", "sớm nhất", "--basis", "1/CV"), "--to: “sớm nhất”"),
            (("2.b/plan", "--to", "Quý I/2021; Quý II/2021", "--basis", "1/CV"), "several times"),
            (("2.b/plan", "--to", "Quý I, Quý II/2021", "--basis", "1/CV"), "type after --to: 2021-Q1; 2021-Q2"),
            (("2.b/plan", "--to", "khoảng Quý II/2021", "--basis", "1/CV"), "type after --to: 2021-Q2"),
            (("2.b/plan", "--to", "Quy 12021", "--basis", "1/CV"), "damaged"),
            (("2.b/plan", "--to", "2091-04-01", "--basis", "1/CV"), "far from the plan's"),
            (("2.b", "--to", "2021-04-01", "--basis", "1/CV"), "2.b/plan, 2.b/report"),
            (("7.a/plan", "--to", "2021-04-01", "--basis", "1/CV"), "is finished"),
            (("2.b/plan", "--to", "2021-04-01", "--basis", "1/CV", "--on", "2021-03-02"), "is after"),
            (("2.b/report", "--to", "undetermined", "--basis", "1/CV"), "would still have no deadline"),
            (("2.b/report", "--to", "khi phát sinh", "--basis", "1/CV"), "would still have no deadline"),
            (("2.b/plan", "--to", "tháng 01 năm sau", "--basis", "1/CV"), "not a time that recurs"),
        ],
    )
    def test_what_is_no_deadline_or_cannot_be_moved(self, office: Office, words: tuple[str, ...], part: str) -> None:
        assert part in office.refusal("reschedule", *words)

    def test_a_deadline_left_open_for_a_while_is_extended_all_the_same(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "theo quy định", "--basis", "1/CV", "--on", "2021-02-01")
        office("reschedule", "2.b/plan", "--to", "2021-06-30", "--basis", "2/CV", "--on", "2021-02-20")
        moves = office.item("2.b/plan")["reschedulings"]
        assert [(move["move"], move["old"]) for move in moves] == [
            ("adjusted", "2021-03-31"),
            ("extended", "2021-03-31"),
        ]

    def test_a_day_without_a_year_is_one_of_the_year_of_the_decision(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "28/2", "--basis", "1/CV", today="2022-01-10T09:12:00+07:00")
        assert "due: 2022-02-28" in office.plan.read_text(encoding="utf-8")

    def test_decided_before_the_plan_begins_it_is_one_of_its_first_year(self, office: Office) -> None:
        office("reschedule", "2.b/plan", "--to", "30/6", "--basis", "1/CV", "--on", "2020-12-28")
        assert office.item("2.b/plan")["due"] == "2021-06-30"

    @pytest.mark.parametrize("to", ["Quý II", "trước ngày 15/8", "tháng 9", "6 tháng cuối năm"])
    def test_in_a_plan_of_several_years_a_deadline_needs_its_year(self, office: Office, to: str) -> None:
        text = office.plan.read_text(encoding="utf-8").replace("year: 2021\n", "year: 2021\n  through: 2023\n", 1)
        office.plan.write_text(text, encoding="utf-8")
        words = ("reschedule", "2.b/plan", "--basis", "1/CV", "--to")
        assert office.refusal(*words, to).splitlines() == [
            f"parplan: --to: “{to}” names no year, and the plan has several",
            "  add the year, as in “Quý II/2021” or 30/6/2021",
        ]
        assert office.plan.read_text(encoding="utf-8") == text
        office(*words, "15/8")
        assert office.item("2.b/plan")["due"] == "2021-08-15"

    def test_the_deadline_it_has_already(self, office: Office) -> None:
        before = office.plan.read_bytes()
        answer = office("reschedule", "2.b/plan", "--to", "2021-03-31", "--basis", "1/CV")
        assert "2.b/plan: 2021-03-31; already recorded" in answer.out
        assert office.plan.read_bytes() == before

    def test_what_is_not_recorded_with_a_deadline_it_has_already_is_told(self, office: Office) -> None:
        words = ("reschedule", "2.b/report", "2.b/plan", "--to", "2021-06-30", "--basis")
        assert office(*words, "45/KH-UBND", "--note", "a").err == ""
        before = office.plan.read_bytes()
        assert office(*words, "45/KH-UBND", "--note", "a").err == ""
        answer = office(*words, "46/KH-UBND", "--note", "b")
        assert answer.code == 0
        assert answer.err.startswith("2.b/report: not recorded: 46/KH-UBND; b\n2.b/plan: not recorded: 46/KH-UBND; b\n")
        assert office.plan.read_bytes() == before

    def test_a_task_without_milestones_gets_a_deadline(self, office: Office) -> None:
        assert "milestone" not in office.added("reschedule", "2.i", "--to", "2021-06-30", "--basis", "1/CV")[1]
        (row,) = [item for item in office("due", "--within", "1y", "--json").items if item["address"] == "2.i"]
        assert row["due"] == "2021-06-30"
        assert row["reschedulings"][0]["move"] == "fixed"

    def test_a_deadline_before_the_decision_is_recorded_and_spoken_of(self, office: Office) -> None:
        words = ("reschedule", "2.b/report", "--basis", "45/KH-UBND", "--to")
        answer = office(*words, "2021-02-15")
        assert (answer.code, answer.err) == (
            0,
            "The new deadline 2021-02-15 had already passed on 2021-03-01, the day of the decision;"
            " if it was decided on another day, add --on.\n",
        )
        assert "P515" in office("validate").out
        assert office("undo", "2.b").code == 0
        assert office(*words, "2021-02-15", "--on", "2021-02-10").err == ""
        assert "P515" not in office("validate").out
