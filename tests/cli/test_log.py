"""`log` on a copy of the plan of 2021: the numbered history."""

from __future__ import annotations

from office import Office


class TestLog:
    def record(self, office: Office) -> None:
        office("done", "2.b/plan", "--on", "2021-01-20", "--evidence", "12/KH")
        office("done", "III.1/q1", "--unit", "KHTC", "--on", "2021-02-20")
        office("reschedule", "2.b/report", "--to", "2021-06-30", "--basis", "45/KH", "--on", "2021-02-25")

    def test_the_history_is_numbered_by_date(self, office: Office) -> None:
        self.record(office)
        answer = office("log", "--json")
        assert answer.json["kind"] == "log"
        assert [(item["number"], item["date"], item["address"]) for item in answer.items] == [
            (1, "2020-11-17", "7.a"),
            (2, "2021-01-20", "2.b/plan"),
            (3, "2021-02-20", "III.1/q1"),
            (4, "2021-02-25", "2.b/report"),
        ]
        assert answer.items[3]["rescheduling"]["move"] == "fixed"
        assert [item["by_hand"] for item in answer.items] == [True, False, False, False]

    def test_parts_of_it_keep_their_numbers(self, office: Office) -> None:
        self.record(office)

        def numbers(*words: str) -> list[int]:
            return [item["number"] for item in office("log", *words, "--json").items]

        assert numbers("--unit", "KHTC") == [3]
        assert numbers("--unit", "van phong so") == [1, 2, 4]
        assert numbers("--since", "2021-02-01") == [3, 4]
        assert numbers("--since", "2021-02-01", "--until", "20/02/2021") == [3]
        assert numbers("--as-of", "2021-02-01") == [1, 2]
        assert numbers("2.b") == [1, 2]
        assert numbers("2.b/report") == [1]
        office("reschedule", "III.1/department-q1", "--to", "2021-03-20", "--basis", "1/CV", "--on", "2021-03-01")
        assert numbers("--unit", "van phong so") == [1, 2, 4, 5]
        assert numbers("--unit", "TTRA") == []

    def test_what_is_wrong_with_the_question(self, office: Office) -> None:
        assert "--since" in office.refusal("log", "--since", "hôm kia")
        assert "no unit or group" in office.refusal("log", "--unit", "xyz")
        assert "no task" in office.refusal("log", "9.z")
