"""What has happened, on screen: entries, moved deadlines, shares, units that ended; whole, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import UNITS, write_plan

GOLDEN = Path(__file__).parent / "golden"

PLAN = write_plan(
    """
    - id: 1.a
      title: Báo cáo của từng phòng
      lead: [Các phòng thuộc Sở]
      recipient: UBND tỉnh
      parts: [Phần một, Phần hai]
      products: [Báo cáo]
      milestones:
        - {id: report, title: Báo cáo, due: trước ngày 05/12/2021, printed: trước ngày 05/12/2020}
        - {id: talk, title: Báo cáo đối thoại, after: mỗi lần đối thoại, lag: 10d, recipient: Sở Nội vụ}
        - {id: check, title: Kiểm tra, part_of: 1.b}
      targets:
        - {id: cost, title: Chi phí cắt giảm, at_least: 10.5, unit: "%"}
        - {id: talks, title: Số lần đối thoại, exactly: 2, unit: lần, counts: talk}
      cites: [{number: 12/2020/NĐ-CP, date: 2020-02-03, issuer: Chính phủ, title: Về việc A}]
      progress:
        - date: 2021-02-01
          milestone: report
          unit: KHTC
          state: done
          evidence: [{number: 1/BC, file: bc.pdf}]
          by: An
        - {date: 2021-02-02, milestone: talk, event: Đối thoại lần 1, note: Có 20 người dự}
        - {date: 2021-02-05, milestone: talk@2021-02-02, state: done}
        - date: 2021-02-10
          milestone: report
          unit: VP
          state: in-progress
          percent: 40
          measures: {cost: 12.5}
          difficulty: Thiếu người
          proposal: Thêm người
    - id: 1.b
      title: Kiểm tra
      lead: [Phòng Cũ]
      milestones:
        - {id: m, title: Kiểm tra, due: theo quy định}
      progress:
        - {date: 2021-01-10, milestone: m, due: 2021-02-15, basis: 1/KH}
        - {date: 2021-01-20, milestone: m, due: 2021-03-20, basis: 2/CV, reason: Chờ số liệu}
        - {date: 2021-01-25, milestone: m, due: 2021-02-20, basis: 3/CV}
    - {id: 1.c, title: Bỏ, lead: [VP], progress: [{date: 2021-02-01, state: dropped, basis: 4/QĐ}]}
    - {id: 1.d, title: Dừng, lead: [VP], progress: [{date: 2021-02-01, state: paused}]}
    """,
    units=UNITS + "CU: {name: Phòng Cũ, until: 2021-01-31, successors: [MOI]}\n"
    "MOI: {name: Phòng Mới, from: 2021-02-01, contact: 0255 000}\n",
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_screens_with_a_history(
    run: Callable[..., Answer], golden: Callable[[Path, str], None], tmp_path: Path, language: str
) -> None:
    (tmp_path / "x.yaml").write_text(PLAN, encoding="utf-8")
    screens = []
    for words in (
        ("show", "1.a"),
        ("show", "1.a/talk@2021-02-02"),
        ("show", "1.b"),
        ("tasks",),
        ("tasks", "--unit", "MOI"),
        ("due", "--within", "1y"),
        ("due", "--unit", "phong moi"),
        ("status",),
        ("units",),
    ):
        answer = run(*words, "-p", "x.yaml", env={"PARPLAN_LANG": language})
        assert (answer.code, answer.err) == (0, "")
        assert max(map(len, answer.out.splitlines())) <= 80
        screens.append(f"$ parplan {' '.join(words)}\n{answer.out}")
    golden(GOLDEN / f"history.{language}.txt", "\n".join(screens))


def test_the_successor_of_a_lead_that_ended_is_named(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PLAN, encoding="utf-8")
    assert "→ Phòng Mới" in run("due", "-p", "x.yaml").out
    assert "→ Phòng Cũ" in run("due", "-p", "x.yaml", "--as-of", "2021-01-31").out
