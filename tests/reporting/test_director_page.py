"""The director's page: its numbers are those of the queries, and nothing a plan says is more than text on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from asked import BUSY as BUSY_TEXT
from asked import HOSTILE, ask, ask_file, with_text_everywhere
from msgspec.structs import replace

from parplan.languages import load_office_language
from parplan.plan.structure import Citation
from parplan.queries.deadlines import DueSelection, select_due
from parplan.queries.portfolio import Portfolio
from parplan.queries.status import Grouping, Kept, StatusColumn, count_status
from parplan.reporting.page.charts import TimeScale, make_bar
from parplan.reporting.page.content import PageContent, make_content
from parplan.reporting.page.overview import WINDOW, make_overviews
from parplan.reporting.page.rendering import render_page
from parplan.views.entry_view import web_address
from small_plans import plan_of, write_plan

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "page.html"
VIETNAMESE = load_office_language("vi")
BUSY = plan_of(BUSY_TEXT)
RECORDED = ask_file(ROOT / "examples" / "2021.yaml", "2021-11-24")


class _Reader(HTMLParser):
    """The tags of a page with the names of their attributes, its ids, links and texts."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.named: list[str] = []
        self.texts: list[str] = []
        self.page = page.decode()
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif name in ("href", "src", "action"):
                self.links.append(value or "")
            elif name == "aria-labelledby":
                self.named += (value or "").split()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _content(portfolio: Portfolio) -> PageContent:
    return make_content(VIETNAMESE, make_overviews(portfolio))


@pytest.mark.parametrize("day", ["2021-03-01", "2021-11-24", "2022-02-01"])
@pytest.mark.parametrize("code", ["vi", "en"])
def test_page_needs_nothing_but_itself(day: str, code: str) -> None:
    page = render_page(load_office_language(code), ask_file(ROOT / "examples" / "2021.yaml", day))
    read = _Reader(page)
    assert len(page) <= 200_000
    assert not {"script", "link", "img", "iframe", "object", "base"} & {tag for tag, _ in read.tags}
    assert not [name for _, names in read.tags for name in names if name.startswith("on") or name in ("src", "style")]
    outside = [link for link in read.links if not link.startswith("#")]
    assert outside == ["https://skhcn.example/tthc"] * len(outside)
    assert b"@import" not in page
    assert set(re.findall(rb"url\(([^)]*)\)", page)) <= {b"#hatch", b"#dots", b"#arrow"}


def test_each_link_and_each_name_leads_somewhere() -> None:
    read = _Reader(render_page(VIETNAMESE, RECORDED))
    assert max(read.ids.values()) == 1
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert set(read.named) <= set(read.ids)


def test_filter_hides_by_ids_and_classes_that_are_there() -> None:
    page = render_page(VIETNAMESE, RECORDED).decode()
    rules = re.findall(r"#(p\d+):has\(#([\w-]+):checked\) \.task:not\(\.([\w-]+)\)", page)
    classes = {name for found in re.findall(r'class="task ([^"]*)"', page) for name in found.split()}
    inputs = set(re.findall(r'<input type="radio" name="p0-(?:unit|state)" id="([\w-]+)"', page))
    assert {key for key, _, _ in rules} == {"p0"}
    assert {id for _, id, _ in rules} == inputs
    assert {name for _, _, name in rules} == classes


def test_tiles_are_the_four_ways_of_status() -> None:
    total = count_status(RECORDED, Grouping.UNIT)[0].total
    (plan,) = _content(RECORDED).plans
    assert [int(tile.number) for tile in plan.tiles] == [total.kept.get(kept, 0) for kept in Kept]
    assert sum(int(tile.number) for tile in plan.tiles) == total.dated
    assert f"{total.due} nhiệm vụ đến hạn: hoàn thành {total.due_done} " in plan.verdict
    assert (
        f"tổng số {total.effective} nhiệm vụ của kế hoạch, đã hoàn thành toàn bộ nội dung {total.done} " in plan.verdict
    )


def test_every_task_is_in_a_tile_or_apart_or_dropped() -> None:
    for day in ("2021-03-01", "2021-11-24"):
        for plan in (BUSY, plan_of((ROOT / "examples" / "2021.yaml").read_text(encoding="utf-8"))):
            (overview,) = make_overviews(ask(plan, day))
            total = overview.status.total
            dropped = total.columns.get(StatusColumn.DROPPED, 0)
            assert total.dated + sum(overview.apart.values()) + dropped == total.total


def test_charts_and_their_tables_have_the_numbers_of_the_queries() -> None:
    status = count_status(RECORDED, Grouping.UNIT)[0]
    figures = {figure.key: figure for figure in _content(RECORDED).plans[0].figures}
    units = figures["units"]
    assert [row[1].text for row in units.table.rows] == [str(row.total) for row in (*status.rows, status.total)]
    for bar, row in zip(units.data, status.rows, strict=True):
        assert [part.number for part in bar.segments if part.number] == [
            str(row.columns[StatusColumn(part.style)]) for part in bar.segments if part.number
        ]
    (overview,) = make_overviews(RECORDED)
    dated = [item for s in overview.standings if s.task.counted for item in s.items if item.due is not None]
    assert len(figures["timeline"].table.rows) == len(dated)
    ahead = select_due(RECORDED, DueSelection(RECORDED.as_of + WINDOW)).rows
    coming = _content(RECORDED).plans[0].coming
    assert [row[0].text for row in coming.rows] == [r.item.address for r in ahead if (r.item.days or 0) >= 0]
    on_the_day = [point for point in overview.curve if point.day <= RECORDED.as_of][-1]
    assert on_the_day.due == sum(item.due <= RECORDED.as_of for item in dated if item.due is not None)
    assert on_the_day.done == sum(not item.open for item in dated)


DIRECTED = plan_of(
    write_plan(
        """
    - id: 1.a
      title: Việc quá hạn
      lead: [VP]
      milestones: [{id: m, title: Ban hành, due: 2021-03-31}]
      progress:
        - {date: 2021-02-01, difficulty: Thiếu kinh phí}
        - {date: 2021-03-01, note: Đang lấy ý kiến}
    - {id: 1.b, title: Chưa ai chủ trì, time: 2021-12-01}
    - id: 1.c
      title: Tạm dừng
      lead: [VP]
      time: 2021-12-01
      progress: [{date: 2021-04-20, state: paused, reason: Chờ hướng dẫn}]
    - id: 1.d
      title: Có đề xuất
      lead: [VP]
      time: 2021-12-01
      progress: [{date: 2021-04-20, proposal: Bổ sung biên chế}]
    - id: 1.đ
      title: Đề xuất đã được quyết định
      lead: [VP]
      time: 2021-11-01
      progress:
        - {date: 2021-04-10, proposal: Lùi hạn}
        - {date: 2021-04-20, due: 2021-12-01, basis: 45/KH-UBND}
    - {id: 1.e, title: Chưa bắt đầu, lead: [VP], time: Quý IV/2021}
    - {id: 1.g, title: Im lặng, lead: [VP], time: thường xuyên}
    """
    )
)


def test_what_needs_a_decision() -> None:
    (overview,) = make_overviews(ask(DIRECTED, "2021-04-30"))
    direction = overview.direction
    assert [s.task.id for s in direction.overdue] == ["1.a"]
    assert [s.task.id for s in direction.leaderless] == ["1.b"]
    assert [s.task.id for s in direction.paused] == ["1.c"]
    assert [(one.standing.task.id, one.entry.proposal) for one in direction.proposals] == [("1.d", "Bổ sung biên chế")]
    assert [(one.standing.task.id, one.since) for one in direction.silent] == [
        ("1.a", date(2021, 3, 1)),
        ("1.b", None),
        ("1.g", None),
    ]


def test_overdue_task_is_told_with_days_lead_last_word_and_difficulty() -> None:
    group = _content(ask(DIRECTED, "2021-04-30")).plans[0].attention[0]
    (row,) = group.rows
    assert [line.text for line in row.lines] == [
        "Ban hành: quá hạn 30 ngày",
        "Cập nhật gần nhất: ngày 01/3/2021, ghi chú: Đang lấy ý kiến",
        "Khó khăn, vướng mắc: Thiếu kinh phí",
        "Chủ trì: Văn phòng",
    ]


@cache
def _page_with(text: str) -> _Reader:
    return _Reader(render_page(VIETNAMESE, ask(with_text_everywhere(BUSY, text), "2021-06-15")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile", [*HOSTILE, "</style><script>alert(1)</script>", '"><svg onload=alert(1)>', "{{7*7}}"]
)
def test_text_is_never_markup(hostile: str) -> None:
    harmless, tried = _page_with("vô hại"), _page_with(hostile)
    assert tried.tags == harmless.tags
    assert tried.links == harmless.links


def test_only_addresses_of_the_web_are_links() -> None:
    assert web_address(Citation(link="https://a.example/x?y=1")) == "https://a.example/x?y=1"
    for link in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "http://[",
        "https://",
    ):
        assert web_address(Citation(link=link)) is None


def test_several_plans_begin_with_a_table_of_agencies() -> None:
    other = replace(BUSY, agency="Sở B", title="Kế hoạch của Sở B")
    first, second = ask(BUSY, "2021-06-15"), ask(other, "2021-06-15", "plans/b.yaml")
    content = _content(Portfolio(first.as_of, (*first.subjects, *second.subjects)))
    assert content.agencies is not None
    assert [row[0].href for row in content.agencies.rows] == ["#p0", "#p1"]
    for row, plan in zip(content.agencies.rows, content.plans, strict=True):
        assert [cell.text for cell in row[1:5]] == [tile.number for tile in plan.tiles]
    read = _Reader(render_page(VIETNAMESE, Portfolio(first.as_of, (*first.subjects, *second.subjects))))
    assert set(read.named) <= set(read.ids)
    parts = re.findall(r'<section aria-labelledby="([^"]*-attention)"', read.page)
    assert parts == ["p0-title p0-attention", "p1-title p1-attention"]  # each landmark has a name of its own
    assert max(read.ids.values()) == 1
    assert {link[1:] for link in read.links} <= set(read.ids)


def test_empty_plan_and_plan_without_deadlines_have_a_page() -> None:
    nothing = plan_of(write_plan("    - {id: 1.a, title: Việc}"))
    for plan in (nothing, replace(nothing, sections=())):
        page = render_page(VIETNAMESE, ask(plan, "2021-06-15")).decode()
        assert "Chưa có nhiệm vụ nào đến hạn." in page


def test_bars_fill_their_whole_and_days_stay_on_the_axis() -> None:
    bar = make_bar("x", [("done", 1), ("late", 0), ("overdue", 3)], 8)
    assert [(part.x, part.width) for part in bar.segments] == [(0, 12.5), (12.5, 37.5)]
    scale = TimeScale(date(2021, 1, 1), date(2021, 12, 31))
    assert scale.place(date(2020, 1, 1)) == 0
    assert scale.place(date(2022, 1, 1)) == 100
    assert scale.within(date(2022, 1, 1)) is None
    assert [tick.label for tick in scale.ticks()] == [str(month) for month in range(1, 13)]


def test_page_is_as_it_was_looked_at(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, render_page(VIETNAMESE, ask(BUSY, "2021-06-15")).decode())
