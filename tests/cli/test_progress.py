"""`progress` on a copy of the plan of 2021: what it writes, refuses and says."""

from __future__ import annotations

import shlex

import pytest

from office import RECORDED, Office


class TestProgress:
    def test_everything_there_is_to_say(self, office: Office) -> None:
        words = ("progress", "2.b/report", "--state", "đang thực hiện", "--percent", "40%", "--measure", "cost=8,5")
        more = ("--difficulty", "Thiếu số liệu", "--proposal", "Lùi hạn", "--note", "Đã họp", "--unit", "VP")
        assert office.added(*words, *more, "--basis", "3/TB", "--reason", "Chờ", "--by", "An")[1] == (
            "- {date: 2021-03-01, milestone: report, unit: VP, state: in-progress, percent: 40, measures: {cost: 8.5}, "
            'basis: "3/TB", reason: "Chờ", note: "Đã họp", difficulty: "Thiếu số liệu", proposal: "Lùi hạn", '
            f'by: "An", {RECORDED}}}'
        )

    def test_measured_values_stand_against_their_targets(self, office: Office) -> None:
        answer = office("progress", "2.b", "--measure", "cost=12", "--measure", "handling-time=29.5")
        said = " ".join(answer.out.split())
        assert "at least 10%; measured: 12% – met " in said
        assert "at least 30%; measured: 29.5% – not met yet " in said
        assert [target["met"] for target in office.item("2.b")["targets"]] == [True, False]

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            ((), "nothing to record"),
            (("--by", "An"), "nothing to record"),
            (("--percent", "101"), "not a percentage"),
            (("--percent", "4.5"), "not a percentage"),
            (("--percent", "x"), "not a percentage"),
            (("--state", "xong"), "not started, in progress, done"),
            (("--state", "paussed"), "did you mean paused?"),
            (("--state", "done", "--percent", "50"), "contradict"),
            (("--state", "not-started", "--percent", "50"), "contradict"),
            (("--measure", "cost"), "not a target and its value"),
            (("--measure", "cost=a"), "not a target and its value"),
            (("--measure", "cost=1.000"), "in two ways"),
            (("--measure", "cost=1,000"), "in two ways"),
            (("--measure", "cost=1,000%"), "in two ways"),
            (("--measure", "price=1"), "its targets: handling-time, cost"),
            (("--measure", "cost=1", "--measure", "COST=2"), "given twice"),
            (("--note", " "), "--note is empty"),
            (("--note", "a\x07b"), "U+0007"),
            (("--note", "a\u2028b"), "U+2028"),
            (("--note", "a\udc80b"), "U+DC80"),
            (("--evidence", "|"), "--evidence"),
            (("--evidence", "1/BC | 31/02/2021"), "names a day that does not exist"),
            (("--evidence", "1/BC | a | b"), "one part too many"),
            (("--event", "Họp"), "does not follow events"),
        ],
    )
    def test_what_cannot_be_recorded(self, office: Office, words: tuple[str, ...], part: str) -> None:
        error = office.refusal("progress", "2.b", *words)
        assert part in error
        assert len(error.splitlines()) <= 2

    def test_a_percentage_of_what_is_counted_otherwise_is_refused(self, office: Office) -> None:
        assert "measures: {cost: 12.5}" in office.added("progress", "2.b", "--measure", "cost=12,5%")[-1]
        office.plan.write_text(
            office.plan.read_text(encoding="utf-8").replace('unit: "%"', "unit: văn bản"), encoding="utf-8"
        )
        error = office.refusal("progress", "2.b", "--measure", "cost=12,5%")
        assert error.splitlines() == [
            "parplan: --measure: “cost=12.5%” is a percentage, and cost is not counted in percent",
            "  type the number alone; it is counted in: văn bản",
        ]

    def test_an_event_opens_its_report_and_counts(self, office: Office) -> None:
        assert office.added("progress", "2.k", "--event", "Đối thoại lần 1", "--on", "2021-02-12")[1] == (
            f'- {{date: 2021-02-12, milestone: report, event: "Đối thoại lần 1", {RECORDED}}}'
        )
        answer = office("progress", "2.k/report", "--event", "Đối thoại lần 2", "--on", "2021-02-28")
        assert "This opens 2.k/report@2021-02-28" in answer.out
        assert "measured: 2 lần – met" in answer.out
        assert office.item("2.k")["targets"][0]["measured"] == 2
        assert "2.k/report@2021-02-12, 2.k/report@2021-02-28" in office.refusal("done", "2.k/report")
        (record,) = office("done", "2.k/report@2021-02-12", "--json").items
        assert record["closed"] == ["2.k/report@2021-02-12"]

    def test_a_second_event_of_the_day_opens_nothing_more(self, office: Office) -> None:
        office("progress", "2.k", "--event", "Đối thoại buổi sáng", "--on", "2021-02-12")
        answer = office("progress", "2.k", "--event", "Đối thoại buổi chiều", "--on", "2021-02-12")
        assert "This opens" not in answer.out
        assert "2.k/report@2021-02-12 was open already (after the event)" in answer.out

    def test_the_same_event_again(self, office: Office) -> None:
        office("progress", "2.k", "--event", "Đối thoại lần 1")
        before = office.plan.read_bytes()
        assert "already recorded" in office("progress", "2.k/report", "--event", "Đối thoại lần 1").out
        assert office.plan.read_bytes() == before

    def test_a_deadline_for_the_duty_does_not_end_its_events(self, office: Office) -> None:
        office("reschedule", "2.k/report", "--to", "2021-06-30", "--basis", "45/KH-UBND")
        (record,) = office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-26", "--json").items
        assert record["address"] == "2.k/report@2021-02-26"
        office("reschedule", "2.k/report", "--to", "2021-07-31", "--basis", "46/KH-UBND")
        assert office.item("2.k")["targets"][0]["measured"] == 1

    def test_an_event_of_what_is_concluded_says_so(self, office: Office) -> None:
        office("progress", "2.k", "--event", "Lần 1", "--on", "2021-02-12")
        office("done", "2.k/report", "--all")
        answer = office("progress", "2.k", "--event", "Lần 2", "--on", "2021-02-20")
        assert "2.k/report@2021-02-20 is closed already (done on 2021-03-01)." in answer.out
        answer = office("progress", "2.k", "--event", "Lần 3", "--on", "2021-02-25", "--json", "--dry-run")
        assert answer.items[0]["closed"] == []

    def test_taking_up_again_is_told(self, office: Office) -> None:
        office("done", "2.i")
        answer = office("progress", "2.i", "--state", "in-progress", today="2021-03-02")
        assert "Task 2.i is open again." in answer.out
        assert answer.err == "2.i was finished and is now reopened; add --reason to say why\n"
        office("done", "2.i", today="2021-03-03")
        assert office("progress", "2.i", "--state", "in-progress", "--reason", "Sửa", today="2021-03-04").err == ""
        office("done", "2.b/plan")
        (record,) = office("undo", "2.b/plan", "--json").items
        assert record["reopened"] == ["2.b/plan"]

    def test_the_same_lasting_state_again_changes_nothing(self, office: Office) -> None:
        office("progress", "3.a", "--state", "dropped", "--basis", "9/QĐ", "--on", "2021-02-01")
        before = office.plan.read_bytes()
        assert "already recorded" in office("progress", "3.a", "--state", "dropped").out
        assert office.plan.read_bytes() == before

    def test_a_percentage_of_what_is_finished_is_remarked_on(self, office: Office) -> None:
        office("done", "2.b/plan")
        assert "is finished already" in office("progress", "2.b/plan", "--percent", "20").err

    def test_an_event_has_no_state(self, office: Office) -> None:
        assert "no state" in office.refusal("progress", "2.k", "--event", "Lần 1", "--state", "done")

    def test_a_value_that_adds_up_may_be_less_and_what_it_is_added_to_is_told(self, office: Office) -> None:
        text = office.plan.read_text(encoding="utf-8").replace("{id: cost,", "{id: cost, total: sum,")
        office.plan.write_text(text, encoding="utf-8")
        assert office("progress", "2.b", "--measure", "cost=12", "--on", "2021-02-01").err == ""
        answer = office("progress", "2.b", "--measure", "cost=4.5")
        assert answer.err == "cost adds up: 4.5 besides the 12 recorded before\n"
        assert "measured: 16.5" in answer.out

    def test_a_total_or_percentage_that_is_less_is_recorded_and_spoken_of(self, office: Office) -> None:
        words = ("progress", "2.b")
        assert office(*words, "--measure", "cost=12", "--percent", "60", "--on", "2021-02-01").err == ""
        answer = office(*words, "--measure", "cost=4.5", "--percent", "40")
        assert (answer.code, answer.err) == (
            0,
            "cost: the total 4.5 is less than 12 of 2021-02-01; measured values are totals to date. --reason says why "
            "it is less.\n40% is less than 60% of 2021-02-01; --reason says why it is less.\n",
        )
        assert "P506" in office("validate").out
        assert office("undo", "2.b").code == 0
        assert office(*words, "--measure", "cost=4.5", "--reason", "Đếm lại").err == ""
        assert office(*words, "--measure", "cost=20", "--percent", "30", "--unit", "VP").err == ""
        assert "P506" not in office("validate").out
        vietnamese = office(*words, "--measure", "cost=4", lang="vi").err
        assert "01/03/2021" in vietnamese

    def test_events_are_counted_not_measured(self, office: Office) -> None:
        (target,) = office.item("2.k")["targets"]
        assert "--event" in office.refusal("progress", "2.k", "--measure", f"{target['id']}=2")

    @pytest.mark.parametrize("state", ["paused", "dropped"])
    def test_what_ended_or_halted_earlier_than_recorded_is_recorded(self, office: Office, state: str) -> None:
        words = ("progress", "2.b/plan", "--state", state, "--on")
        assert office(*words, "2021-02-20").code == 0
        again = office(*words, "2021-02-25")
        assert "already recorded" in again.out
        earlier = office(*words, "2021-02-10")
        assert (earlier.code, "already recorded" in earlier.out) == (0, False)
        assert office.item("2.b/plan", "2021-02-15")["state"] == state

    def test_pausing_dropping_and_taking_up_again(self, office: Office) -> None:
        answer = office("progress", "2.b", "--state", "tạm dừng")
        assert "--basis" in answer.err
        assert office.item("2.b")["state"] == "paused"
        office("progress", "2.b", "--state", "in-progress", "--basis", "4/QĐ")
        assert office.item("2.b")["state"] == "in-progress"
        assert office.item("2.b/plan")["state"] == "not-started"
        (record,) = office("progress", "2.b", "--state", "dropped", "--basis", "5/QĐ-SKHCN", "--json").items
        assert (record["state"], record["closed"]) == ("dropped", ["2.b/plan", "2.b/report", "2.b"])
        assert office("due", "--json", "--within", "1y").json["undated"] != []
        assert "2.b/plan" not in office("due").out

    def test_a_finished_milestone_is_reopened(self, office: Office) -> None:
        office("done", "2.b/plan")
        office("progress", "2.b/plan", "--state", "in-progress", "--reason", "Phải sửa")
        assert office.item("2.b/plan")["state"] == "in-progress"

    def test_a_fact_recorded_for_a_day_before_a_later_entry_says_so_and_is_recorded_again_as_shown(
        self, office: Office
    ) -> None:
        office("progress", "2.b/plan", "--state", "dropped", "--basis", "4/QĐ", "--on", "2021-03-01")
        answer = office("done", "2.b/plan", "--on", "2021-02-20", "--as-of", "2021-02-28")
        assert answer.code == 0
        assert answer.err == "2.b/plan: recorded for 2021-02-20; from 2021-03-01 on, the entry of that day counts\n"
        recorded = office.plan.read_bytes()
        undone = office("undo")
        (again,) = (line for line in undone.out.splitlines() if line.startswith("  parplan "))
        assert office(*shlex.split(again)[1:]).code == 0
        assert office.plan.read_bytes() == recorded

    def test_an_earlier_fact_is_recorded_although_a_later_one_counts_today(self, office: Office) -> None:
        answer = office("progress", "7.a/plan", "--state", "in-progress", "--on", "2020-11-16")
        assert answer.err == "7.a/plan: recorded for 2020-11-16; the state today follows from the entry of 2020-11-17\n"
        assert office.item("7.a/plan")["state"] == "done"
        assert office.item("7.a/plan", "2020-11-16")["state"] == "in-progress"
        office("reschedule", "2.b/plan", "--to", "2021-05-31", "--basis", "2/CV")
        office("reschedule", "2.b/plan", "--to", "2021-04-30", "--basis", "1/CV", "--on", "2021-02-01")
        assert office.item("2.b/plan")["due"] == "2021-05-31"
        assert office.item("2.b/plan")["extensions"] == 2
        assert office.item("2.b/plan", "2021-02-10")["due"] == "2021-04-30"

    def test_a_task_closed_milestone_by_milestone_is_reopened_the_same_way(self, office: Office) -> None:
        for milestone in ("plan", "report"):
            office("done", f"2.b/{milestone}", "--on", "2021-02-10")
        assert "name the milestone" in office.refusal("progress", "2.b", "--state", "in-progress")

    def test_a_state_of_what_each_unit_owes_needs_the_unit(self, office: Office) -> None:
        assert "KHTC" in office.refusal("progress", "III.1/q1", "--state", "in-progress")
        assert "unit: KHTC" in office.added("progress", "III.1/q1", "--percent", "50", "--unit", "KHTC")[1]
        assert office.added("progress", "III.1/q1", "--note", "Đã nhắc") != []

    @pytest.mark.parametrize(
        ("address", "option", "values"),
        [
            ("2.b", "--measure", ("cost=4", "cost=5")),
            ("2.b/plan", "--percent", ("40", "50")),
            ("2.b", "--state", ("in-progress", "paused")),
            ("2.b/plan", "--state", ("in-progress", "done")),
        ],
    )
    def test_what_is_corrected_back_on_one_day_is_recorded(
        self, office: Office, address: str, option: str, values: tuple[str, str]
    ) -> None:
        for value in (*values, values[0]):
            office.added("progress", address, option, value)
        assert "already recorded" in office("progress", address, option, values[0]).out
        assert office.item("2.b")["targets"][0]["measured"] == (4 if option == "--measure" else None)

    def test_the_same_statement_of_one_day_again(self, office: Office) -> None:
        office("progress", "2.b/plan", "--percent", "40")
        before = office.plan.read_bytes()
        assert "already recorded" in office("progress", "2.b/plan", "--percent", "40").out
        assert office.plan.read_bytes() == before
        assert len(office.added("progress", "2.b/plan", "--percent", "40", today="2021-03-08")) == 1
