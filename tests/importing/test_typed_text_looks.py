"""One plan typed in many ways: blank lines, signs, indents, wrapped lines and Markdown change nothing silently."""

from __future__ import annotations

import itertools
import textwrap
from typing import Any

import pytest
from msgspec import Struct
from typed_plans import FOOT, HEAD, read_tasks, read_typed, tasks

from parplan.importing.blocks import DocumentLine, SourceDocument
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

#: Paragraphs by depth: 0 a part, 1 a heading, 2 a task, 3 a labelled line.
Paragraphs = tuple[tuple[int, str], ...]
SHORT: Paragraphs = (
    (0, "I. NHIỆM VỤ"),
    (2, "1. Sắp xếp các đơn vị sự nghiệp"),
    (3, "Chủ trì: Phòng Tổ chức biên chế"),
    (3, "Phối hợp: các sở, ngành; UBND các huyện, thành phố"),
    (3, "Nơi làm: Các huyện vùng cao"),
    (3, "Thời gian: Quý II/2026"),
    (3, "Sản phẩm: Đề án"),
    (3, "Lưu ý: Không trùng với Thanh tra tỉnh"),
)
LONG: Paragraphs = (
    (0, "II. NHIỆM VỤ CỤ THỂ"),
    (1, "1. Cải cách thể chế"),
    (2, "a) Rà soát, sửa đổi quy chế làm việc của Sở cho phù hợp với chức năng mới, trình Giám đốc Sở xem xét"),
    (3, "Đơn vị chủ trì: Văn phòng Sở"),
    (
        3,
        "Đơn vị phối hợp: Phòng Tổ chức biên chế; Phòng Cải cách hành chính và Văn thư - Lưu trữ; Thanh tra Sở; các "
        "đơn vị trực thuộc Sở có liên quan",
    ),
    (3, "Kinh phí: 200 triệu đồng"),
    (3, "Thời gian thực hiện: Quý I năm 2026"),
    (
        2,
        "b) Công khai thủ tục hành chính tại Trung tâm Phục vụ hành chính công và trên Cổng thông tin điện tử của tỉnh",
    ),
    (3, "Đơn vị chủ trì: Văn phòng Sở."),
    (3, "Thời gian thực hiện: Thường xuyên."),
    (3, "Sản phẩm: Danh mục thủ tục hành chính được công khai đầy đủ, kịp thời; báo cáo gửi Ủy ban nhân dân tỉnh."),
)


class Look(Struct, frozen=True):
    """How a text is typed. blank: the depths of the paragraphs a blank line precedes."""

    blank: tuple[int, ...] = ()
    sign: str = ""
    indent: str = ""
    wrap: int = 0
    hanging: bool = False
    markdown: str = ""
    end: str = "\n"

    def typed(self, paragraphs: Paragraphs) -> str:
        lines: list[str] = []
        for depth, words in paragraphs:
            text = self._signed(depth, words)
            margin = self.indent * depth
            below = margin + " " * len(self.sign) if self.hanging else margin
            if depth in self.blank and lines:
                lines.append("")
            lines += (
                textwrap.wrap(text, self.wrap, initial_indent=margin, subsequent_indent=below, break_on_hyphens=False)
                if self.wrap
                else [margin + text]
            )
        return (HEAD + "\n".join(lines) + FOOT).replace("\n", self.end)

    def _signed(self, depth: int, words: str) -> str:
        if depth < 3:
            strong = self.markdown in ("**{}:**", "**{}**:")
            return f"**{words}**" if strong else f"##{'#' * depth} {words}" if self.markdown == "#" else words
        label, _, value = words.partition(":")
        marked = self.markdown.format(label) if "{" in self.markdown else f"{label}:"
        return f"{self.sign}{marked}{value}"


def fields(draft: Draft) -> list[dict[str, Any]]:
    names = ("id", "title", "lead", "coordinating", "products", "time", "parts", "columns")
    return [{name: task.get(name) for name in names} for task in tasks(draft)]


def silently_other(paragraphs: Paragraphs, look: Look) -> list[tuple[str, Any, Any]]:
    """The fields that differ from those of the same words as paragraphs of Word, and have no doubt."""
    words = [line for line in HEAD.split("\n") if line] + [text for _, text in paragraphs]
    lines = [DocumentLine(text) for text in [*words, *FOOT.split("\n")] if text]
    true = fields(read_plan(SourceDocument("docx", tuple(lines)), Wishes(), "x.docx"))
    draft = read_plan(read_document(look.typed(paragraphs).encode(), "x.md"), Wishes(), "x.md")
    told = {(doubt.address, doubt.field) for doubt in draft.doubts}
    read = fields(draft)
    if len(read) != len(true):
        return [("tasks", len(read), len(true))]
    return [
        (name, mine[name], its[name])
        for mine, its in zip(read, true, strict=True)
        for name in its
        if mine[name] != its[name] and not {(mine["id"], name), (mine["id"], _told_with(name))} & told
    ]


def _told_with(name: str) -> str:
    """The field whose doubt shows this one too: a labelled line that is no column is among the parts."""
    return "parts" if name == "columns" else name


BLANKS = ((), (2,), (1, 2), (1, 2, 3))
SIGNS = ("", "- ", "+ ", "* ", "• ")
MARKDOWN = ("", "**{}:**", "**{}**:", "__{}:__", "*{}:*", "#")


@pytest.mark.parametrize("paragraphs", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    "looks",
    [
        [Look(blank, sign) for blank in BLANKS for sign in SIGNS],
        [Look(blank, sign, wrap=80) for blank in BLANKS for sign in ("", "- ", "+ ")],
        [Look(wrap=wrap, sign="- ", hanging=True) for wrap in (72, 76, 90)],
        [Look(markdown=markdown, sign=sign) for markdown in MARKDOWN for sign in ("", "- ")],
        [
            Look(indent=indent, sign="- ", end=end)
            for indent in ("  ", "    ", "        ", "\t")
            for end in ("\n", "\r\n")
        ],
    ],
    ids=["blank lines", "wrapped", "hanging", "markdown", "indents"],
)
def test_the_look_of_a_text_changes_no_field_silently(paragraphs: Paragraphs, looks: list[Look]) -> None:
    wrong = {look: other for look in looks if (other := silently_other(paragraphs, look))}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("paragraphs", [SHORT, LONG], ids=["short", "long"])
def test_no_look_of_a_text_changes_a_field_silently(paragraphs: Paragraphs) -> None:
    looks = [
        Look(blank, sign, indent, wrap, hanging, markdown)
        for blank, sign, indent, wrap, hanging, markdown in itertools.product(
            BLANKS, SIGNS, ("", "\t"), (0, 72, 80, 90), (False, True), MARKDOWN[:1] + MARKDOWN[2:4]
        )
    ]
    wrong = {look: other for look in looks if (other := silently_other(paragraphs, look))}
    assert wrong == {}


def test_a_bullet_below_a_full_line_with_a_blank_line_before_the_items() -> None:
    body = "".join(f"{'- ' if depth == 3 else ''}{text}\n" for depth, text in SHORT[1:])
    (task,) = tasks(read_typed("I. NHIỆM VỤ\n\n" + body))
    assert task["coordinating"] == ["các sở, ngành", "UBND các huyện, thành phố"]
    assert task["columns"] == {"Nơi làm": "Các huyện vùng cao", "Lưu ý": "Không trùng với Thanh tra tỉnh"}


def test_figures_of_two_bullets_are_no_span() -> None:
    draft = read_tasks(
        "1. Lập báo cáo\n- Chủ trì: Văn phòng Sở\n- Sản phẩm:\n- Quyết định giao chỉ tiêu năm 2026\n- 02 báo cáo\n"
    )
    (task,) = tasks(draft)
    assert task["products"] == ["Quyết định giao chỉ tiêu năm 2026", "02 báo cáo"]


def test_a_number_below_a_short_line_that_ends_with_a_year_or_a_word_for_it_is_an_item() -> None:
    draft = read_tasks(
        "1. Báo cáo 6 tháng, năm\n- Đơn vị chủ trì: Văn phòng Sở\n- Thời gian: Tháng 6, cuối năm\n"
        "2. Kiểm tra công vụ tại các phòng và đơn vị trực thuộc\n- Đơn vị chủ trì: Thanh tra Sở\n- Thời gian: Quý II\n"
    )
    assert [task["time"] for task in tasks(draft)] == ["Tháng 6, cuối năm", "Quý II"]


def test_a_dash_at_the_beginning_of_a_line_that_may_go_on_is_told() -> None:
    draft = read_typed(Look(wrap=80, sign="- ").typed(LONG).removeprefix(HEAD).removesuffix(FOOT))
    first = tasks(draft)[0]
    told = {(doubt.kind, doubt.address, doubt.field) for doubt in draft.doubts}
    assert ("may-continue", first["id"], "coordinating") in told
