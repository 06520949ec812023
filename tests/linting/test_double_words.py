"""P419 beyond its example: what stands around a doubled word elsewhere, across line ends and far away."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.linting.selection import Selection
from parplan.loading import parse_plan
from small_plans import check_plans, write_plan


def doubled(first: str, second: str) -> list[str]:
    """The words that P419 finds in two titles."""
    tasks = f"- id: 1.a\n  title: {first}\n- id: 1.b\n  title: {second}\n"
    loaded = parse_plan(write_plan(tasks).encode(), "plan.yaml")
    (checked,) = check_plans([("plan.yaml", loaded)], Selection(), date(2026, 1, 1))
    return [str(dict(finding.message.args)["word"]) for finding in checked.findings if finding.code == "P419"]


FOLDED = ">-\n    "
LONG = "ă" * 50


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Nộp báo báo cáo tốt", "Nộp báo cáo tốt", ["báo"]),
        ("Nộp báo báo cáo tốt", "Gửi báo cáo tốt", []),
        ("Nộp BÁO báo cáo tốt", "Nộp báo cáo tốt", ["báo"]),
        (f"{FOLDED}Nộp báo\n    báo cáo tốt", "Nộp báo cáo tốt", ["báo"]),
        ("Nộp báo báo cáo tốt", f"{FOLDED}Nộp\n    báo\n    cáo tốt", ["báo"]),
        ("Việc của của Sở", "Khác", ["của"]),
        (f"{FOLDED}Việc của\n    Của Sở", "Khác", ["Của"]),
        # The word before is far away: seen whole there, and cut where the doubled one stands.
        (f"ngày{' ' * 3}{'1' * 40} báo báo cáo tốt", f"ngày{' ' * 3}{'1' * 40} báo cáo tốt", []),
        (f"{LONG} báo báo cáo tốt", f"{LONG} báo cáo tốt", []),
    ],
)
def test_a_doubled_word_is_judged_by_its_neighbours(first: str, second: str, found: list[str]) -> None:
    assert doubled(first, second) == found
