"""Fixes: only what they name changes, byte for byte, and what they mend is found no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parplan.linting.engine import check_plan
from parplan.linting.excuses import excuse
from parplan.linting.file_findings import FileFindings
from parplan.linting.fixes import MendedText, mend
from parplan.linting.selection import Selection
from parplan.loading import LoadedPlan, parse_plan
from small_plans import write_plan

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
SAFE = ("P107", "P413", "P420", "P701")
DOUBTFUL = ("P104", "P212", "P414", "P415", "P419")


def check(data: bytes, selection: Selection = Selection()) -> tuple[LoadedPlan, FileFindings]:  # noqa: B008 - frozen
    loaded = parse_plan(data, "plan.yaml")
    return loaded, check_plan("plan.yaml", loaded, selection, TODAY)


def mended(text: str, *, unsafe: bool = False) -> MendedText:
    return mend(text.encode(), check, unsafe=unsafe)


@pytest.mark.parametrize("code", [*SAFE, *DOUBTFUL])
def test_the_reproducers_are_mended(code: str) -> None:
    data = (HERE / "err" / f"{code}.yaml").read_bytes()
    cautious, bold = mend(data, check), mend(data, check, unsafe=True)
    left = [finding.place for finding in bold.left.findings if finding.code == code]
    assert left == (["units.BCÐ"] if code == "P415" else [])  # a code that others name is not changed
    assert code in {finding.code for finding in bold.fixed} <= {code, "P212"}  # a name that is right now is written out
    assert (cautious.data == bold.data) == (code in SAFE)
    if code not in SAFE:
        assert cautious.data == data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: The\u0302\u0309 che\u0302\u0301   # giữ", "title: Thể chế   # giữ"),
        ("title: 'Kế\u200b hoạch'", "title: 'Kế hoạch'"),
        ('title: "Kế\\u200B hoạch"', 'title: "Kế hoạch"'),
        ("title: Kế\u034f hoạch", "title: Kế hoạch"),
        ('title: "Kế\\U000E0041 hoạch \\u26A0\\uFE0F"', 'title: "Kế hoạch \\u26A0\\uFE0F"'),
        ("title: Họp ⚠️\ufe0f 1️⃣", "title: Họp ⚠️ 1️⃣"),
        ("title: Sở Xây dựng: hướng dẫn   # giữ", 'title: "Sở Xây dựng: hướng dẫn"   # giữ'),
        ("title: A   # parplan: ignore[P419] lý do", "title: A"),
        ("title: A và và B   # parplan: ignore[P419, P415] lý do", "title: A và và B   # parplan: ignore[P419] lý do"),
        ("title: A và và B   # parplan: ignore[P415, P419] lý do", "title: A và và B   # parplan: ignore[P419] lý do"),
        ("title: A\n  # parplan: ignore[P419] một dòng\n  lead: [VP]", "title: A\n  lead: [VP]"),
        ("title: A\n  lead: [Các phòng, đơn vị thuộc Sở]", 'title: A\n  lead: ["Các phòng, đơn vị thuộc Sở"]'),
        ("title: A\n  lead: [“Các phòng, đơn vị thuộc Sở”]", 'title: A\n  lead: ["Các phòng, đơn vị thuộc Sở"]'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_safe_is_mended_byte_for_byte(old: str, new: str, newline: str) -> None:
    task = f"- id: 1.a\n  {old}\n"
    text = write_plan(task).replace("\n", newline)
    expected = write_plan(f"- id: 1.a\n  {new}\n").replace("\n", newline)
    result = mend(b"\xef\xbb\xbf" + text.encode(), check)
    assert result.data.decode() == "\ufeff" + expected
    assert len(result.fixed) == 1


def test_a_filler_that_may_stand_for_a_blank_is_told_and_left() -> None:
    text = write_plan("- {id: 1.a, title: Kế\u3164hoạch}")
    result = mended(text, unsafe=True)
    assert result.data.decode() == text
    assert [f.message.render() for f in result.left.findings if f.code == "P420"] == ["invisible character U+3164"]


def test_fixes_that_do_not_touch_are_made_in_one_round() -> None:
    tasks = "".join(f'- id: 1.{n}\n  title: "Việc\\u200B {n}\\u200B"\n' for n in range(1, 40))
    result = mended(write_plan(tasks))
    assert [len(findings) for _, findings in result.rounds] == [78]
    assert result.data.decode() == write_plan(tasks.replace("\\u200B", ""))


@pytest.mark.parametrize("name", ["Sở Văn hóa, Thể thao, Du lịch", "Quỹ 1,5 tỷ đồng", "Sở A ,B,  C"])
def test_a_text_cut_by_commas_in_braces_is_put_in_quotes_as_it_is(name: str) -> None:
    text = write_plan(units=f"SVH: {{name: {name}, short: SVH}}", groups="")
    assert mended(text).data.decode() == text.replace(f"name: {name},", f'name: "{name}",')


def test_every_colon_that_hides_the_next_is_found() -> None:
    tasks = "".join(f"- id: 1.{n}\n  title: Sở {n}: hướng dẫn\n" for n in range(1, 30))
    result = mended(write_plan(tasks))
    assert len(result.fixed) == 29
    assert "Y004" not in {finding.code for finding in result.left.findings}


def test_a_key_is_added_where_the_title_is_in_braces_or_ends_the_file() -> None:
    text = write_plan("[]").rstrip()
    in_braces = text + "\n  - {id: IV, title: Tổ chức thực hiện, tasks: []}"
    assert mended(in_braces).data.decode() == in_braces.replace("hiện, tasks", "hiện, kind: duties, tasks")
    at_end = text + "\n  - id: IV\n    tasks: []\n    title: Tổ chức thực hiện"
    assert mended(at_end).data.decode() == at_end + "\n    kind: duties"


def test_a_fix_that_would_change_more_is_left_out() -> None:
    # The invisible character is all that tells the two keys apart; without it the file would have a key twice.
    text = write_plan("[{id: 1.a, title: A}]", units="VP: {name: Văn phòng}", groups="")
    broken = text.replace("plan:", 'plan:\n  "tit\\u200Ble": x', 1)
    assert mend(broken.encode(), check).data == broken.encode()


OUT_OF_ORDER = """\
- id: 1.c   # ba
  title: C

# của b
# cũng của b
- id: 1.b
  title: >-
    B
    b


- id: 1.a
  title: A"""
IN_ORDER = """\
- id: 1.a
  title: A

# của b
# cũng của b
- id: 1.b
  title: >-
    B
    b


- id: 1.c   # ba
  title: C"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_tasks_are_put_into_their_order_with_their_comments(newline: str, end: str) -> None:
    before, after = ((write_plan(tasks).rstrip() + end).replace("\n", newline) for tasks in (OUT_OF_ORDER, IN_ORDER))
    assert mended(before, unsafe=True).data.decode() == after
    assert mended(before).data.decode() == before


@pytest.mark.parametrize("name", sorted(path.stem for path in (HERE / "ok").glob("*.yaml")))
def test_right_plans_stay_as_they_are(name: str) -> None:
    data = (HERE / "ok" / f"{name}.yaml").read_bytes()
    assert mend(data, check, unsafe=True).data == data


EXCUSED = """\
- id: 1.a
  title: Bảo đảm và và tiến độ   # giữ
  products:
    - >-
      Kế hoạch và và
      báo cáo
    - "Kế hoạch của
      Sở và và xã"
    - {x: y}
""".replace("    - {x: y}\n", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_are_written_where_they_count(newline: str) -> None:
    text = write_plan(EXCUSED).replace("\n", newline)
    result = excuse(text.encode(), check, ("P419", "P20"), "chữ của bản in")
    comment = "   # parplan: ignore[P419] chữ của bản in"
    expected = text
    for line in ("tiến độ   # giữ", "- >-", 'Sở và và xã"'):
        expected = expected.replace(line, line + comment)
    expected = expected.replace("id: 1.a", "id: 1.a   # parplan: ignore[P204] chữ của bản in")
    expected = expected.replace("        TTRA:", "        TTRA:")
    assert result.not_excused == ()
    changed = result.data.decode()
    for line in ("tiến độ   # giữ", "- >-", 'Sở và và xã"'):
        assert f"{line}{comment}{newline}" in changed
    left = {finding.code for finding in check(result.data)[1].findings}
    assert not left & {"P419", "P204", "P207", "P701", "P702"}


def test_a_line_without_a_place_for_a_comment_stays() -> None:
    text = write_plan(
        '- {id: 1.a, title: "một và và\n    hai", lead: [VP], products: ["x\n    y"]}\n- {id: 1.b, title: B}'
    )
    result = excuse(text.encode(), check, ("P419",), "lý do")
    kept = {finding.code for finding in result.not_excused}
    assert kept == {"P419"}
    assert result.data == text.encode()
