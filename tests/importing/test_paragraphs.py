"""Paragraphs of printed pages: what the distances, edges and indents of a page tell, and what nothing tells."""

from __future__ import annotations

import pytest

from parplan.importing.blocks import DocumentLine
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.readers.paragraphs import put_together
from parplan.importing.readers.printed_page import PrintedPage, PrintedWord, blocks_of_pages

LEFT, RIGHT = 90.0, 510.0
SIZE = (595.0, 842.0)

#: Two duties of one line, one of three lines, and a short one; every line but the last of a paragraph is full.
DUTIES = (
    ("Tổ chức đối thoại với doanh nghiệp và người dân về đất đai đợt một.",),
    ("Công bố kết quả giải quyết hồ sơ trên Cổng Dịch vụ công của tỉnh.",),
    (
        "Rà soát, đánh giá các thủ tục hành chính thuộc thẩm quyền của các",
        "cơ quan, đơn vị, và các địa phương theo quy định của Chính phủ và",
        "gửi kết quả.",
    ),
    (
        "Theo dõi, đôn đốc, kiểm tra các cơ quan, đơn vị thực hiện kế hoạch",
        "này trong năm.",
    ),
    ("Báo cáo kết quả.",),
    ("Chấm điểm.",),
)


def page(
    paragraphs: tuple[tuple[str, ...], ...],
    *,
    apart: float = 0,
    indent: float = 0,
    justified: bool = False,
    number: int = 1,
) -> PrintedPage:
    """A page set in one width of letters; lines of more than 60 characters end near or at the right edge."""
    words: list[PrintedWord] = []
    top = 80.0
    for lines in paragraphs:
        for n, line in enumerate(lines):
            texts = line.split()
            x = LEFT + (indent if n == 0 else 0)
            room = RIGHT - x if justified and n < len(lines) - 1 else min(6.2 * len(line), RIGHT - 2 - x)
            gap = 4.0
            width = (room - gap * (len(texts) - 1)) / sum(map(len, texts))
            for text in texts:
                words.append(PrintedWord(text, x, x + width * len(text), top, top + 13))
                x += width * len(text) + gap
            top += 16
        top += apart
    return PrintedPage(tuple(words), (), number, SIZE)


def read(*pages: PrintedPage) -> list[DocumentLine]:
    return [block for block in joined_pages(list(blocks_of_pages(pages))) if isinstance(block, DocumentLine)]


def test_space_between_paragraphs_keeps_full_ones_apart() -> None:
    lines = read(page(DUTIES, apart=6))
    assert [line.text for line in lines] == [" ".join(duty) for duty in DUTIES]
    assert not any(line.may_continue for line in lines)


def test_an_indent_keeps_full_paragraphs_apart() -> None:
    lines = read(page(DUTIES, indent=28))
    assert [line.text for line in lines] == [" ".join(duty) for duty in DUTIES]
    assert not any(line.may_continue for line in lines)


def test_sentences_of_one_paragraph_stay_together() -> None:
    two = (
        "Rà soát, đánh giá các thủ tục hành chính thuộc thẩm quyền của Sở.",
        "Công bố kết quả trên Cổng thông tin.",
    )
    for look in (page((two, *DUTIES), apart=6), page((two, *DUTIES), indent=28)):
        assert read(look)[0].text == " ".join(two)


def test_where_nothing_tells_paragraphs_are_apart_and_marked() -> None:
    lines = read(page(DUTIES))
    assert [line.text for line in lines] == [" ".join(duty) for duty in DUTIES]
    assert [line.may_continue for line in lines] == [False, True, True, False, False, False]


def test_a_page_of_few_lines_is_set_as_the_others_are() -> None:
    """Its own two full lines would put the right edge behind the end of both of them."""
    rest = (
        ("Kiểm tra việc thực hiện nhiệm vụ tại các cơ quan, đơn vị, bồi dưỡng kỹ", "năng số."),
        ("Báo cáo kết quả thực hiện nhiệm vụ trong cả năm.",),
    )
    lines = read(page(DUTIES, apart=6), page(rest, apart=6, number=2))
    assert [line.text for line in lines][-2:] == [" ".join(duty) for duty in rest]


def test_a_paragraph_goes_on_overleaf_with_a_name() -> None:
    cut = (*DUTIES, ("Theo dõi, đôn đốc các đơn vị thực hiện Quyết định của Ủy ban nhân dân",))
    rest = (("Thành phố, báo cáo kết quả.",), *DUTIES)
    assert (
        "Ủy ban nhân dân Thành phố, báo cáo kết quả." in read(page(cut, apart=6), page(rest, apart=6, number=2))[6].text
    )


def test_a_sentence_that_ends_a_page_is_marked_where_nothing_tells() -> None:
    lines = read(page(DUTIES[:1] + DUTIES[2:] + DUTIES[:1], apart=6), page(DUTIES, apart=6, number=2))
    assert [line.text for line in lines] == [
        " ".join(duty) for duty in (*DUTIES[:1], *DUTIES[2:], *DUTIES[:1], *DUTIES)
    ]
    assert [n for n, line in enumerate(lines) if line.may_continue] == [6]


def test_a_span_or_symbol_broken_after_its_hyphen_is_put_together_and_a_dash_between_blanks_is_not() -> None:
    """A line may end within “2026-2030” or “QĐ-/TTg”; a dash with a blank before it parts two names."""
    assert put_together(["Năm 2026-", "2030"]) == "Năm 2026-2030"
    assert put_together(["Quyết định số 12/QĐ-", "/TTg của Thủ tướng"]) == "Quyết định số 12/QĐ-/TTg của Thủ tướng"
    assert put_together(["Sở Văn hóa -", "Thể thao"]) == "Sở Văn hóa - Thể thao"
    assert put_together(["gồm các việc-", "- rà soát"]) == "gồm các việc- - rà soát"


def test_a_bullet_below_a_full_line_is_no_rest_of_it() -> None:
    fields = (
        ("- Phối hợp: các sở, ngành; Ủy ban nhân dân các huyện, thành phố",),
        ("- Nơi làm: Các huyện vùng cao",),
        ("- Bố trí cán bộ của Phòng Tổ chức biên chế và Văn phòng Sở Nội vụ",),
        ("- Mua sắm trang thiết bị",),
    )
    looks = (page((*DUTIES, *fields), indent=28), page((*DUTIES, *fields[:2])))
    for look, count in zip(looks, (4, 2), strict=True):
        assert [line.text for line in read(look)][-count:] == [" ".join(lines) for lines in fields[:count]]


def line(*words: tuple[str, float, float], top: float = 80.0) -> tuple[PrintedWord, ...]:
    return tuple(PrintedWord(text, x0, x1, top, top + 13) for text, x0, x1 in words)


def test_a_tab_between_a_dash_or_number_and_its_text_separates_no_columns() -> None:
    words = (
        *line(("-", 90, 95), ("Phụ", 131, 150), ("trách:", 154, 184)),
        *line(("II.", 90, 102), ("Nội", 150, 170), ("dung", 174, 200), top=110),
        *line(("Số:", 90, 110), ("/KH-SNV", 160, 210), top=140),
        *line(("UBND", 90, 130), ("CỘNG", 300, 340), ("HÒA", 344, 370), top=170),
    )
    texts = [one.whole for one in read(PrintedPage(words, (), 1, SIZE))]
    assert texts == ["- Phụ trách:", "II. Nội dung", "Số: /KH-SNV", "UBND", "CỘNG HÒA"]


def test_a_line_stretched_behind_a_tab_is_one() -> None:
    before = (("Chủ", 90, 110), ("trì", 113, 126), ("–", 129, 135))
    words = line(*before, ("Phòng", 170, 200), ("Tư", 300, 312), ("pháp", 412, 440))
    assert [one.whole for one in read(PrintedPage(words, (), 1, SIZE))] == ["Chủ trì – Phòng Tư pháp"]


def test_a_line_stretched_by_a_manual_break_is_one_and_ends_its_paragraph() -> None:
    stretched = (("Thời", 90, 115), ("gian:", 190, 215), ("Quý", 290, 310), ("II", 385, 392), ("2026", 470, 510))
    words = (
        *line(*stretched),
        *line(("Đơn", 90, 112), ("vị:", 116, 130), ("Văn", 134, 155), ("phòng", 159, 190), top=96),
    )
    assert [one.whole for one in read(PrintedPage(words, (), 1, SIZE))] == [
        "Thời gian: Quý II 2026",
        "Đơn vị: Văn phòng",
    ]


def with_edge(text: str, number: int, top: float = 30) -> PrintedPage:
    shown = page(DUTIES, number=number)
    words = [PrintedWord(word, 90 + 40 * i, 120 + 40 * i, top, top + 12) for i, word in enumerate(text.split())]
    return PrintedPage((*words, *shown.words), (), number, SIZE)


def test_what_stands_at_the_edge_of_three_pages_is_no_text() -> None:
    alike = [with_edge(f"Sở Nội vụ – {number}", number) for number in (1, 2, 3)]
    assert not any("–" in one.text for one in read(*alike))
    assert sum("–" in one.text for one in read(*alike[:2])) == 2  # the letterheads of a decision and its plan
    assert any("Sở Y tế" in one.text for one in read(*alike[:2], with_edge("Sở Y tế", 3)))


def test_the_value_of_a_label_that_ends_a_full_line_goes_on_in_the_next() -> None:
    task = (
        "1.2. Rà soát quy trình nội bộ về thu, chi, thanh toán. Đơn vị chủ trì:",
        "Phòng Kế toán. Thời gian: quý I.",
    )
    assert read(page((*DUTIES, task)))[-1].text == " ".join(task)


def test_a_label_in_an_open_bracket_goes_on() -> None:
    whole = "Mở lớp tập huấn an toàn thực phẩm tại các chợ (Chủ trì: Sở Y tế;", "thời gian: quý I/2026)."
    apart = "Mở lớp tập huấn an toàn thực phẩm tại các chợ. Chủ trì: Sở Y tế;", "thời gian: quý I/2026."
    assert [one.text for one in read(page((*DUTIES, whole)))][-1] == " ".join(whole)
    assert [one.text for one in read(page((*DUTIES, apart)))][-1] == apart[1]


def test_a_bullet_set_as_the_first_line_is_no_rest_of_a_full_line_that_ends_with_a_bracket() -> None:
    tasks = (
        (
            "- Ký cam kết với các hộ sống gần rừng [Thực hiện: Hạt Kiểm lâm số 1",
            "và Hạt Kiểm lâm số 2; Đầu ra: Bản cam kết; Thời hạn: Quý I/2026 kia]",
        ),
        ("- Sửa chữa chòi canh lửa.",),
    )
    assert [line.text for line in read(page(tasks, indent=28))] == [" ".join(task) for task in tasks]


def test_the_second_half_of_a_label_in_a_paragraph_that_is_set_in() -> None:
    whole = (
        *DUTIES,
        *DUTIES,
        ("Chủ trì: Phòng Kỹ thuật và Phòng An toàn – Phối hợp: Văn phòng – Kết",),
    )
    printed = page(whole, indent=28)
    below = max(word.bottom for word in printed.words) + 3
    rest = line(("quả:", 118, 142), ("Biên", 146, 170), ("bản", 174, 194), top=below)
    lines = read(PrintedPage((*printed.words, *rest), (), 1, SIZE))
    assert lines[-1].text == "Chủ trì: Phòng Kỹ thuật và Phòng An toàn – Phối hợp: Văn phòng – Kết quả: Biên bản"


@pytest.mark.parametrize("heading", ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích, yêu cầu", "A. MỤC TIÊU"])
def test_a_numbered_heading_below_a_title_that_is_the_longest_line_is_no_part_of_it(heading: str) -> None:
    lines = (
        ("Thực hiện Nghị quyết Đại hội Đảng bộ xã năm 2026", 130.0, True),
        (heading, 125.0, True),
        ("Triển khai kịp thời Nghị quyết.", 125.0, False),
    )
    words: list[PrintedWord] = []
    for n, (line, x, bold) in enumerate(lines):
        for text in line.split():
            words.append(PrintedWord(text, x, x + 7.2 * len(text), 80 + 19 * n, 93 + 19 * n, bold))
            x += 7.2 * len(text) + 4
    assert [line.text for line in read(PrintedPage(tuple(words), (), 1, SIZE))] == [line for line, _, _ in lines]
