"""Documents typed by hand in the shapes real plans have, each with its truth in ``shapes/NAME.yaml``.

They were written apart from the random ones, as other offices write: nothing here is drawn from the reader's lists.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from word_documents import number_paragraph, numbered, restarted

FOLDER = Path(__file__).parent / "shapes"

#: In a row: this cell is one with the cell on its left, or with the one above.
LEFT, ABOVE = "<", "^"
Row = Sequence[str]


class Typed:
    """A Word document as a clerk types it."""

    def __init__(
        self, parent: str, agency: str, number: str, day: str, kind: str = "KẾ HOẠCH", about: str = "", place: str = ""
    ) -> None:
        self.document: Any = docx.Document()
        self.document.styles["Normal"].font.name = "Times New Roman"
        self.document.styles["Normal"].font.size = Pt(13)
        table = self.document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = f"{parent}\n{agency}\nSố: {number}" if parent else f"{agency}\nSố: {number}"
        motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        table.cell(0, 1).text = f"{motto}\n{place}, {day}"
        self.bold(kind, centered=True)
        if about:
            self.bold(about, centered=True)

    def line(self, text: str, **look: bool) -> Any:
        """A paragraph."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = look.get("bold"), look.get("italic")
        if look.get("centered"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def bold(self, text: str, *, centered: bool = False) -> None:
        """A heading."""
        self.line(text, bold=True, centered=centered)

    def lines(self, text: str) -> None:
        """A paragraph for each line; one in asterisks is bold."""
        for line in text.strip().splitlines():
            stripped = line.strip()
            if stripped:
                self.line(stripped.strip("*"), bold=stripped.startswith("*"))

    def table(
        self, rows: Sequence[Row], *, bold: Sequence[int] = (), numbers: int = 0, widths: Sequence[float] = ()
    ) -> Any:
        """A ruled table. numbers: a list of Word's own numbers for cells that hold ``#``; widths: of columns, in cm."""
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for r, row in enumerate(rows):
            cells = table.add_row().cells
            for c, text in enumerate(row):
                if text not in (LEFT, ABOVE):
                    cells[c].text = "" if text == "#" else text
                if text == "#":
                    number_paragraph(cells[c].paragraphs[0], numbers)
                if r in bold:
                    for paragraph in cells[c].paragraphs:
                        for run in paragraph.runs:
                            run.bold = True
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text == LEFT and (c + 1 == len(row) or row[c + 1] != LEFT):
                    first = c
                    while row[first] == LEFT:
                        first -= 1
                    table.cell(r, first).merge(table.cell(r, c))
                if text == ABOVE and (r + 1 == len(rows) or rows[r + 1][c] != ABOVE):
                    top = r
                    while rows[top][c] == ABOVE:
                        top -= 1
                    table.cell(top, c).merge(table.cell(r, c))
        table.autofit = not widths
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Cm(width)
        for row_ in table.rows:
            for cell, width in zip(row_.cells if widths else (), widths, strict=False):
                if cell._tc.grid_span == 1:
                    cell.width = Cm(width)
        for row_ in table.rows:  # merging leaves blank paragraphs behind
            for cell in row_.cells:
                for paragraph in cell.paragraphs[1:]:
                    if not paragraph.text and len(cell.paragraphs) > 1:
                        paragraph._element.getparent().remove(paragraph._element)
        return table

    def landscape(self) -> None:
        """What follows stands on pages that lie."""
        section = self.document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width

    def end(self, post: str = "GIÁM ĐỐC", name: str = "Nguyễn Văn An") -> bytes:
        """Recipients, signature, and the document's bytes."""
        self.sign(post, name)
        return self.saved()

    def sign(self, post: str, name: str) -> None:
        """Recipients and signature."""
        table = self.document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
        table.cell(0, 1).text = f"{post}\n\n\n{name}"

    def saved(self) -> bytes:
        """The document's bytes."""
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()


def ministry() -> bytes:
    """A ministry's decision with its plan: A, I, 1 in one column; a header of two rows; a row that counts columns."""
    d = Typed("", "BỘ NỘI VỤ", "1102/QĐ-BNV", "ngày 26 tháng 12 năm 2025", "QUYẾT ĐỊNH", place="Hà Nội")
    d.bold("Ban hành Kế hoạch cải cách hành chính năm 2026 của Bộ Nội vụ", centered=True)
    d.lines("""
        BỘ TRƯỞNG BỘ NỘI VỤ
        Căn cứ Nghị định số 25/2025/NĐ-CP ngày 21 tháng 02 năm 2025 của Chính phủ;
        Theo đề nghị của Chánh Văn phòng Bộ.
        *QUYẾT ĐỊNH:
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026 của Bộ Nội vụ.
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
    """)
    d.end("BỘ TRƯỞNG", "Trần Thị Bình")
    d.document.add_page_break()
    d.bold("KẾ HOẠCH", centered=True)
    d.bold("Cải cách hành chính năm 2026 của Bộ Nội vụ", centered=True)
    d.line("(Kèm theo Quyết định số 1102/QĐ-BNV ngày 26 tháng 12 năm 2025 của Bộ trưởng Bộ Nội vụ)", italic=True)
    d.lines("""
        *I. MỤC TIÊU
        Nâng cao chất lượng phục vụ của Bộ.
        *II. NHIỆM VỤ
        Các nhiệm vụ cụ thể tại Phụ lục kèm theo.
    """)
    d.landscape()
    d.bold("PHỤ LỤC", centered=True)
    d.bold("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", centered=True)
    d.table(
        [
            ("TT", "Nhiệm vụ cụ thể", "Đơn vị thực hiện", LEFT, "Sản phẩm hoàn thành", "Thời gian hoàn thành"),
            (ABOVE, ABOVE, "Chủ trì", "Phối hợp", ABOVE, ABOVE),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("A", "NHIỆM VỤ CHUNG", "", "", "", ""),
            ("I", "Cải cách thể chế", "", "", "", ""),
            (
                "1",
                "Xây dựng Nghị định quy định về vị trí việc làm công chức",
                "Vụ Công chức - Viên chức",
                "Vụ Pháp chế; các đơn vị có liên quan",
                "Nghị định của Chính phủ",
                "Tháng 9/2026",
            ),
            (
                "2",
                "Rà soát, hệ thống hóa văn bản quy phạm pháp luật hết hiệu lực",
                "Vụ Pháp chế",
                "Các Vụ, Cục, đơn vị thuộc Bộ",
                "Quyết định công bố danh mục",
                "Quý I/2026",
            ),
            ("II", "Cải cách thủ tục hành chính", "", "", "", ""),
            (
                "1",
                "Kiểm soát việc ban hành mới thủ tục hành chính",
                "Văn phòng Bộ",
                "Các đơn vị thuộc Bộ",
                "Báo cáo",
                "Thường xuyên",
            ),
            ("B", "NHIỆM VỤ ĐƯỢC GIAO TẠI NGHỊ QUYẾT CỦA CHÍNH PHỦ", "", "", "", ""),
            ("I", "Cải cách chế độ công vụ", "", "", "", ""),
            (
                "1",
                "Trình Chính phủ Đề án đổi mới công tác thi tuyển công chức",
                "Vụ Công chức - Viên chức",
                "Học viện Hành chính và Quản trị công",
                "Tờ trình, dự thảo Đề án",
                "Trước 30/11/2026",
            ),
        ],
        bold=(0, 1, 3, 4, 7, 9, 10),
    )
    made = io.BytesIO()
    d.document.save(made)
    return made.getvalue()


def ditto() -> bytes:
    """A province's table in which a repeated value is only hinted at: nt, -nt-, Như trên, a quotation mark."""
    d = Typed(
        "", "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN", "88/KH-UBND", "ngày 05 tháng 01 năm 2026", place="Nghệ An",
        about="Cải cách hành chính tỉnh Nghệ An năm 2026",
    )  # fmt: skip
    d.lines("*I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích: Tạo chuyển biến rõ nét.\n*II. NHIỆM VỤ")
    d.table(
        [
            ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú"),
            ("1", "Ban hành kế hoạch tuyên truyền", "Sở Nội vụ", "Báo Nghệ An", "Tháng 01/2026", ""),
            ("2", "Kiểm tra công tác cải cách hành chính", "nt", "Thanh tra tỉnh", "Quý II/2026", ""),
            ("3", "Đánh giá, xếp hạng các sở, ngành", "-nt-", "nt", "Quý IV/2026", ""),
            ("4", "Nâng cấp Cổng dịch vụ công", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Như trên", ""),
            ("5", "Tổ chức tập huấn kỹ năng số", '"', "Các sở, ban, ngành", "”", ""),
        ],
        bold=(0,),
    )
    return d.end("CHỦ TỊCH", "Lê Văn Cường")


def months() -> bytes:
    """Times as crosses in twelve columns of months."""
    d = Typed(
        "UBND TỈNH LÀO CAI", "SỞ TƯ PHÁP", "31/KH-STP", "ngày 15 tháng 12 năm 2025", place="Lào Cai",
        about="Cải cách hành chính năm 2026 của Sở Tư pháp",
    )  # fmt: skip
    d.landscape()
    d.bold("II. NỘI DUNG THỰC HIỆN")
    over = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian thực hiện (tháng)", *[LEFT] * 11)
    under = (*[ABOVE] * 4, *(str(month) for month in range(1, 13)))

    def row(number: str, title: str, lead: str, coordinating: str, *marked: int) -> Row:
        return (number, title, lead, coordinating, *("x" if month in marked else "" for month in range(1, 13)))

    d.table(
        [
            over,
            under,
            row("1", "Xây dựng kế hoạch kiểm tra văn bản", "Phòng Nghiệp vụ 1", "Văn phòng Sở", 1),
            row("2", "Tập huấn nghiệp vụ hộ tịch", "Phòng Nghiệp vụ 2", "Thanh tra Sở", 3, 4, 5),
            row("3", "Báo cáo kết quả kiểm soát thủ tục hành chính", "Văn phòng Sở", "Các phòng", 3, 6, 9, 12),
            row("4", "Tiếp nhận và trả kết quả", "Văn phòng Sở", "Các phòng", *range(1, 13)),
        ],
        bold=(0, 1),
        widths=(1.2, 6, 3, 3, *[0.9] * 12),
    )
    return d.end()


def commune() -> bytes:
    """A commune's list: 1, 1.1, a), with short labels behind plus signs."""
    d = Typed(
        "UBND TỈNH VĨNH LONG", "ỦY BAN NHÂN DÂN\nXÃ TÂN PHÚ", "07/KH-UBND", "ngày 12 tháng 01 năm 2026",
        about="Thực hiện công tác cải cách hành chính năm 2026 trên địa bàn xã Tân Phú", place="Tân Phú",
    )  # fmt: skip
    d.lines("""
        *I. MỤC ĐÍCH, YÊU CẦU
        - Cụ thể hóa các nhiệm vụ của tỉnh.
        *II. NHIỆM VỤ TRỌNG TÂM
        *1. Cải cách thể chế
        *1.1. Công tác văn bản
        a) Tự kiểm tra, rà soát văn bản quy phạm pháp luật do HĐND, UBND xã ban hành
        + Chủ trì: Công chức Tư pháp - Hộ tịch;
        + Phối hợp: Văn phòng HĐND và UBND xã;
        + Thời gian: Quý II/2026.
        b) Niêm yết công khai văn bản tại trụ sở
        + Chủ trì: Văn phòng HĐND và UBND xã;
        + Phối hợp: Các ấp;
        + Thời gian: Thường xuyên.
        *1.2. Phổ biến, giáo dục pháp luật
        a) Tổ chức ngày Pháp luật 09/11
        + Chủ trì: Công chức Tư pháp - Hộ tịch;
        + Phối hợp: Hội Nông dân, Hội Liên hiệp Phụ nữ xã;
        + Thời gian: Tháng 11/2026.
        *2. Cải cách thủ tục hành chính
        a) Duy trì hoạt động của Trung tâm Phục vụ hành chính công
        + Chủ trì: Trung tâm Phục vụ hành chính công xã;
        + Phối hợp: Các phòng chuyên môn;
        + Thời gian: Cả năm.
        *III. TỔ CHỨC THỰC HIỆN
        1. Văn phòng HĐND và UBND xã theo dõi, đôn đốc.
        2. Các phòng chuyên môn căn cứ Kế hoạch này triển khai thực hiện./.
    """)
    return d.end("CHỦ TỊCH", "Phạm Thị Dung")


def sentences() -> bytes:
    """A list whose fields are sentences: who leads and who helps in one of them."""
    d = Typed(
        "", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "12/KH-UBND", "ngày 08 tháng 01 năm 2026", place="Hải Phòng",
        about="Cải cách hành chính nhà nước thành phố Hải Phòng năm 2026",
    )  # fmt: skip
    d.lines("""
        *A. MỤC TIÊU
        100% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến.
        *B. NHIỆM VỤ
        *I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
        1. Ban hành Kế hoạch kiểm tra công tác cải cách hành chính năm 2026.
        - Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Văn phòng UBND thành phố và Thanh tra thành phố.
        - Thời gian hoàn thành: Trong tháng 02/2026.
        - Sản phẩm: Kế hoạch của UBND thành phố.
        2. Tổ chức Hội thi tìm hiểu cải cách hành chính.
        - Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Thành đoàn Hải Phòng.
        - Thời gian hoàn thành: Quý III/2026.
        - Sản phẩm: Hội thi được tổ chức.
        *II. CẢI CÁCH TÀI CHÍNH CÔNG
        1. Triển khai cơ chế tự chủ của các đơn vị sự nghiệp.
        - Cơ quan thực hiện: Sở Tài chính.
        - Thời gian hoàn thành: Trước ngày 31/10/2026.
        - Sản phẩm: Báo cáo của UBND thành phố.
    """)
    return d.end("CHỦ TỊCH", "Hoàng Minh Đức")


def merged() -> bytes:
    """One task over three rows with a product and a time each, and one lead for two tasks."""
    d = Typed(
        "BỘ TÀI CHÍNH", "CỤC THUẾ", "455/KH-CT", "ngày 20 tháng 12 năm 2025", place="Hà Nội",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    d.bold("NỘI DUNG KẾ HOẠCH")
    d.table(
        [
            ("STT", "Nhiệm vụ, giải pháp", "Kết quả, sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"),
            (
                "1",
                "Rà soát thủ tục hành chính thuế",
                "Kế hoạch rà soát",
                "Ban Pháp chế",
                "Ban Công nghệ thông tin",
                "Tháng 01/2026",
            ),
            (ABOVE, ABOVE, "Báo cáo rà soát", "Ban Pháp chế", "Ban Công nghệ thông tin", "Tháng 6/2026"),
            (ABOVE, ABOVE, "Phương án đơn giản hóa", "Văn phòng Cục", "Ban Pháp chế", "Tháng 9/2026"),
            (
                "2",
                "Nâng cấp hệ thống hóa đơn điện tử",
                "Hệ thống được nâng cấp",
                "Ban Công nghệ thông tin",
                "Các Thuế tỉnh, thành phố",
                "Quý III/2026",
            ),
            ("3", "Vận hành Cổng thông tin điện tử", "Cổng vận hành ổn định", ABOVE, ABOVE, "Thường xuyên"),
        ],
        bold=(0,),
    )
    return d.end("CỤC TRƯỞNG", "Vũ Thị Em")


def automatic() -> bytes:
    """Numbers that Word counts itself, from one again in each section; the pages lie."""
    d = Typed(
        "UBND TỈNH GIA LAI", "SỞ Y TẾ", "19/KH-SYT", "ngày 02 tháng 01 năm 2026", place="Gia Lai",
        about="Cải cách hành chính năm 2026 của ngành Y tế",
    )  # fmt: skip
    d.landscape()
    first = numbered(d.document, [("decimal", "%1.")])
    second = restarted(d.document, first)
    d.bold("I. CẢI CÁCH THỦ TỤC HÀNH CHÍNH")
    head = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm đầu ra")
    d.table(
        [
            head,
            ("#", "Công bố danh mục thủ tục hành chính lĩnh vực dược", "Phòng Nghiệp vụ Dược", "Văn phòng Sở",
             "Quý I/2026", "Quyết định công bố"),
            ("#", "Cắt giảm 30% thời gian giải quyết cấp chứng chỉ hành nghề", "Phòng Nghiệp vụ Y", "Văn phòng Sở",
             "Quý II/2026", "Phương án cắt giảm"),
        ],
        bold=(0,), numbers=first,
    )  # fmt: skip
    d.bold("II. CHUYỂN ĐỔI SỐ")
    d.table(
        [
            head,
            ("#", "Triển khai bệnh án điện tử", "Phòng Kế hoạch - Tài chính",
             "Các bệnh viện, trung tâm y tế trên địa bàn tỉnh", "30/9/2026", "Báo cáo kết quả"),
        ],
        bold=(0,), numbers=second,
    )  # fmt: skip
    return d.end()


def two_tables() -> bytes:
    """Two tables whose columns stand in another order, with other headers."""
    d = Typed(
        "UBND TỈNH CÀ MAU", "SỞ XÂY DỰNG", "205/KH-SXD", "ngày 22 tháng 12 năm 2025", place="Cà Mau",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    d.bold("1. Nhiệm vụ trọng tâm")
    d.table(
        [
            ("TT", "Tên nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"),
            ("1", "Sửa đổi quy chế làm việc của Sở", "Văn phòng", "Các phòng, đơn vị", "Quy chế", "31/3/2026"),
            (
                "2",
                "Số hóa hồ sơ cấp phép xây dựng",
                "Phòng Quản lý xây dựng",
                "Văn phòng",
                "Kho dữ liệu",
                "Quý IV/2026",
            ),
        ],
        bold=(0,),
    )
    d.line("")
    d.bold("2. Nhiệm vụ thường xuyên")
    d.table(
        [
            ("TT", "Thời gian thực hiện", "Nội dung", "Kết quả dự kiến", "Đơn vị chủ trì thực hiện"),
            ("1", "Hằng tháng", "Công khai tiến độ giải quyết hồ sơ", "Bảng công khai", "Văn phòng"),
            ("2", "Hằng quý", "Báo cáo cải cách hành chính", "Báo cáo", "Văn phòng"),
            ("3", "Trước ngày 10/12/2026", "Tự chấm điểm chỉ số cải cách hành chính", "Bảng tự chấm điểm", "Văn phòng"),
        ],
        bold=(0,),
    )
    return d.end()


def by_unit() -> bytes:
    """Duties grouped by unit, without times: an outline."""
    d = Typed(
        "", "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG THÁP", "90/KH-UBND", "ngày 18 tháng 01 năm 2026", place="Đồng Tháp",
        about="Triển khai công tác cải cách hành chính năm 2026",
    )  # fmt: skip
    d.lines("""
        *I. MỤC ĐÍCH
        Triển khai đồng bộ các nhiệm vụ.
        *II. PHÂN CÔNG NHIỆM VỤ
        *1. Sở Nội vụ
        - Tham mưu UBND tỉnh ban hành kế hoạch kiểm tra cải cách hành chính.
        - Theo dõi việc sắp xếp tổ chức bộ máy.
        *2. Sở Tài chính
        - Hướng dẫn các đơn vị thực hiện cơ chế tự chủ.
        - Bố trí kinh phí cho công tác cải cách hành chính.
        *3. Văn phòng UBND tỉnh
        - Kiểm soát chất lượng giải quyết hồ sơ tại bộ phận một cửa.
        *4. UBND các xã, phường
        - Xây dựng kế hoạch cải cách hành chính của địa phương.
        - Báo cáo kết quả về Sở Nội vụ.
    """)
    return d.end("CHỦ TỊCH", "Ngô Văn Phúc")


def short_words() -> bytes:
    """Short headers and names of units, with an asterisk that a line below the table explains."""
    d = Typed(
        "UBND TỈNH QUẢNG TRỊ", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "3012/KH-SNNMT", "ngày 30 tháng 12 năm 2025",
        about="Cải cách hành chính năm 2026", place="Quảng Trị",
    )  # fmt: skip
    d.table(
        [
            ("Số TT", "Nội dung", "ĐV chủ trì", "ĐV phối hợp", "T/gian hoàn thành", "Kết quả (*)"),
            ("01", "Rà soát TTHC lĩnh vực đất đai", "P. QLĐĐ", "VP Sở; TTr Sở", "Q.II/2026", "Báo cáo"),
            ("02", "Kiểm tra CCHC tại các đơn vị", "VP Sở", "P. TCCB", "T10/2026", "Biên bản kiểm tra"),
            ("03", "Cập nhật CSDL quan trắc", "Chi cục BVMT", "TT Quan trắc TN&MT", "TX", "Dữ liệu"),
        ],
        bold=(0,),
    )
    d.line("(*) Kết quả được gửi về Văn phòng Sở để tổng hợp.", italic=True)
    return d.end()


def fields_of_work() -> bytes:
    """The first column names the field of work, merged down over its tasks; there are no numbers."""
    d = Typed(
        "UBND TỈNH SƠN LA", "SỞ CÔNG THƯƠNG", "77/KH-SCT", "ngày 28 tháng 12 năm 2025", place="Sơn La",
        about="Công tác cải cách hành chính năm 2026",
    )  # fmt: skip
    d.table(
        [
            ("Lĩnh vực", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"),
            ("Cải cách thể chế", "Góp ý dự thảo văn bản", "Văn bản góp ý", "Văn phòng Sở", "Các phòng", "Theo yêu cầu"),
            (ABOVE, "Kiểm tra văn bản do Sở tham mưu", "Báo cáo", "Văn phòng Sở", "Các phòng", "Quý IV/2026"),
            ("Cải cách thủ tục hành chính", "Tái cấu trúc quy trình cấp phép", "Quy trình mới",
             "Phòng Quản lý Thương mại", "Văn phòng Sở", "Quý II/2026"),
            (ABOVE, "Cung cấp dịch vụ công toàn trình", "Dịch vụ công trực tuyến", "Phòng Quản lý Công nghiệp",
             "Văn phòng Sở", "Quý III/2026"),
        ],
        bold=(0,),
    )  # fmt: skip
    return d.end()


def both_in_one() -> bytes:
    """Who leads and who helps in one cell, each behind its word."""
    d = Typed(
        "UBND TỈNH AN GIANG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "45/KH-SGDĐT", "ngày 06 tháng 01 năm 2026", place="An Giang",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    d.table(
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian", "Kết quả"),
            ("1", "Ban hành kế hoạch tuyên truyền cải cách hành chính",
             "- Chủ trì: Văn phòng Sở\n- Phối hợp: Các phòng chuyên môn", "Tháng 01/2026", "Kế hoạch"),
            ("2", "Rà soát thủ tục tuyển sinh đầu cấp",
             "- Chủ trì: Phòng Quản lý chất lượng\n- Phối hợp: Văn phòng Sở; UBND các xã, phường", "Tháng 5/2026",
             "Báo cáo rà soát"),
            ("3", "Đánh giá sự hài lòng về dịch vụ giáo dục công",
             "- Chủ trì: Thanh tra Sở\n- Phối hợp: Các trường trực thuộc", "Quý IV/2026", "Báo cáo khảo sát"),
        ],
        bold=(0,),
    )  # fmt: skip
    return d.end()


def body_and_annex() -> bytes:
    """A list in the body, and an annex with other tasks behind the signature."""
    d = Typed(
        "UBND TỈNH LÂM ĐỒNG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "61/KH-SKHCN", "ngày 09 tháng 01 năm 2026",
        about="Cải cách hành chính năm 2026", place="Lâm Đồng",
    )  # fmt: skip
    d.lines("""
        *I. NHIỆM VỤ TRỌNG TÂM
        1. Xây dựng kiến trúc chính quyền số của tỉnh
        - Đơn vị chủ trì: Phòng Chuyển đổi số
        - Đơn vị phối hợp: Văn phòng Sở
        - Sản phẩm: Kiến trúc được phê duyệt
        - Thời gian thực hiện: Quý II/2026
        2. Bồi dưỡng kỹ năng số cho công chức
        - Đơn vị chủ trì: Văn phòng Sở
        - Đơn vị phối hợp: Phòng Chuyển đổi số
        - Sản phẩm: 02 lớp bồi dưỡng
        - Thời gian thực hiện: Tháng 8/2026
        *II. NHIỆM VỤ KHÁC
        Các nhiệm vụ khác tại Phụ lục.
    """)
    d.end()
    d.document.add_page_break()
    d.bold("PHỤ LỤC", centered=True)
    d.bold("CÁC NHIỆM VỤ KHÁC", centered=True)
    d.table(
        [
            ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian"),
            ("1", "Duy trì hệ thống quản lý chất lượng", "Văn phòng Sở", "Các phòng", "Hồ sơ hệ thống", "Cả năm"),
            ("2", "Kiểm kê tài sản công", "Văn phòng Sở", "Các đơn vị sự nghiệp", "Biên bản", "31/12/2026"),
        ],
        bold=(0,),
    )
    made = io.BytesIO()
    d.document.save(made)
    return made.getvalue()


def party() -> bytes:
    """Tasks as “Nhiệm vụ 1:”, the fields of each in one paragraph with line breaks and tabs."""
    d = Typed(
        "UBND TỈNH HƯNG YÊN", "BAN QUẢN LÝ KHU KINH TẾ", "28/KH-BQL", "ngày 14 tháng 01 năm 2026", place="Hưng Yên",
        about="Thực hiện nhiệm vụ cải cách hành chính năm 2026",
    )  # fmt: skip
    d.bold("II. NHIỆM VỤ")
    for number, title, lead, coordinating, time in (
        (
            1,
            "Cắt giảm thủ tục cấp giấy chứng nhận đăng ký đầu tư",
            "Phòng Quản lý đầu tư",
            "Văn phòng Ban",
            "Quý I/2026",
        ),
        (2, "Đối thoại với doanh nghiệp trong khu kinh tế", "Văn phòng Ban", "Các phòng chuyên môn", "6 tháng/lần"),
        (3, "Công bố quy hoạch trên cổng thông tin", "Phòng Quy hoạch", "Văn phòng Ban", "Trong tháng 7/2026"),
    ):
        paragraph = d.line(f"Nhiệm vụ {number}: ", bold=True)
        paragraph.add_run(f"{title}.")
        d.line(
            f"\tCơ quan chủ trì tham mưu:\t{lead};\n\tCơ quan phối hợp thực hiện:\t{coordinating};\n"
            f"\tThời hạn hoàn thành:\t{time}."
        )
    return d.end("TRƯỞNG BAN", "Bùi Văn Giang")


def typed_text() -> bytes:
    """A text as Notepad saves it, its lines wrapped by hand."""
    text = """UBND TỈNH PHÚ THỌ                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ DÂN TỘC VÀ TÔN GIÁO            Độc lập - Tự do - Hạnh phúc

Số: 16/KH-SDTTG                   Phú Thọ, ngày 11 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

II. NHIỆM VỤ
1. Cải cách thể chế
1.1. Xây dựng quy chế phối hợp quản lý nhà nước về tôn giáo với các
địa phương trên địa bàn tỉnh
- Đơn vị chủ trì: Phòng Tôn giáo
- Đơn vị phối hợp: Văn phòng Sở, Thanh tra Sở và Phòng
Chính sách dân tộc
- Thời gian: Quý I/2026
- Sản phẩm: Quy chế phối hợp
1.2. Tuyên truyền pháp luật về dân tộc
- Đơn vị chủ trì: Phòng Chính sách dân tộc
- Đơn vị phối hợp: Các phòng thuộc Sở
- Thời gian: Thường xuyên
- Sản phẩm: Tài liệu tuyên truyền; hội nghị
2. Cải cách chế độ công vụ
2.1. Đánh giá công chức theo kết quả công việc
- Đơn vị chủ trì: Văn phòng Sở
- Đơn vị phối hợp: Các phòng thuộc Sở
- Thời gian: Tháng 12/2026
- Sản phẩm: Kết quả đánh giá

Nơi nhận:
- Lưu: VT.
"""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def activities() -> bytes:
    """Numbers 1, 1.1, 1.2 in one column: the first level is a heading without fields, or a task of its own."""
    d = Typed(
        "", "BỘ XÂY DỰNG", "901/KH-BXD", "ngày 25 tháng 12 năm 2025", place="Hà Nội",
        about="Cải cách hành chính năm 2026 của Bộ Xây dựng",
    )  # fmt: skip
    d.table(
        [
            ("Số TT", "Nhiệm vụ/Hoạt động", "Kết quả/Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
            ("I", "CẢI CÁCH THỂ CHẾ", LEFT, LEFT, LEFT, LEFT),
            ("1", "Hoàn thiện pháp luật về nhà ở", "", "", "", ""),
            ("1.1", "Xây dựng Nghị định nhà ở xã hội", "Nghị định", "Cục Quản lý nhà", "Vụ Pháp chế", "Tháng 6/2026"),
            ("1.2", "Xây dựng Thông tư hướng dẫn", "Thông tư", "Cục Quản lý nhà", "Vụ Pháp chế", "Tháng 8/2026"),
            ("2", "Theo dõi thi hành pháp luật", "Báo cáo", "Vụ Pháp chế", "Các đơn vị thuộc Bộ", "Quý IV/2026"),
            ("II", "CHUYỂN ĐỔI SỐ", LEFT, LEFT, LEFT, LEFT),
            ("1", "Kết nối dữ liệu với Cơ sở dữ liệu quốc gia về dân cư", "Dữ liệu được kết nối",
             "Trung tâm Công nghệ thông tin", "Bộ Công an", "Quý III/2026"),
        ],
        bold=(0, 1, 2, 6),
    )  # fmt: skip
    return d.end("BỘ TRƯỞNG", "Đặng Thị Hoa")


def long_rows() -> bytes:
    """Rows so long that they break over pages, as a PDF shows them."""
    d = Typed(
        "UBND TỈNH BẮC NINH", "SỞ TÀI CHÍNH", "58/KH-STC", "ngày 07 tháng 01 năm 2026", place="Bắc Ninh",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    tasks = [
        ("Rà soát, hoàn thiện các quy định về phân cấp quản lý tài sản công, chế độ, định mức chi ngân sách phù hợp "
         "với mô hình chính quyền địa phương hai cấp trên địa bàn tỉnh", "Nghị quyết của HĐND tỉnh", "Quý II/2026"),
        ("Hướng dẫn các đơn vị sự nghiệp công lập xây dựng phương án tự chủ tài chính giai đoạn 2026 - 2030 theo quy "
         "định của Chính phủ và hướng dẫn của Bộ Tài chính", "Văn bản hướng dẫn", "Tháng 4/2026"),
        ("Công khai dự toán, quyết toán ngân sách nhà nước trên Cổng thông tin điện tử của tỉnh theo đúng mẫu biểu và "
         "thời hạn quy định", "Báo cáo công khai", "Hằng quý"),
        ("Đẩy mạnh giải ngân vốn đầu tư công, kịp thời tháo gỡ khó khăn, vướng mắc cho các chủ đầu tư và nhà thầu",
         "Báo cáo tiến độ giải ngân", "Hằng tháng"),
    ]  # fmt: skip
    rows: list[Row] = [("TT", "Nội dung", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện")]
    for number, (title, product, time) in enumerate(tasks * 4, 1):
        rows.append(
            (str(number), f"{title}, đợt {number}", product, "Phòng Quản lý ngân sách",
             "Phòng Tài chính - Hành chính sự nghiệp; Văn phòng Sở; các đơn vị có liên quan", time)
        )  # fmt: skip
    d.table(rows, bold=(0,))
    return d.end()


def below_a_heading() -> bytes:
    """Bullets with fields below a numbered row that has none; one column for who does it; a beginning and an end."""
    d = Typed(
        "UBND TỈNH NINH BÌNH", "SỞ NGOẠI VỤ", "33/KH-SNgV", "ngày 13 tháng 01 năm 2026", place="Ninh Bình",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    d.table(
        [
            ("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị thực hiện", "Thời gian", LEFT),
            (ABOVE, ABOVE, ABOVE, ABOVE, "Bắt đầu", "Hoàn thành"),
            ("I", "CẢI CÁCH THỂ CHẾ", LEFT, LEFT, LEFT, LEFT),
            ("1", "Xây dựng quy chế lễ tân", "- Kế hoạch\n- Dự thảo quy chế\n- Quyết định",
             "Văn phòng chủ trì, phối hợp các phòng chuyên môn", "01/02/2026", "31/3/2026"),
            ("2", "Rà soát văn bản, trong đó:", "", "", "", ""),
            ("", "- Rà soát thỏa thuận quốc tế", "Báo cáo rà soát", "Phòng Hợp tác (chủ trì), Văn phòng (phối hợp)",
             "01/4/2026", "30/6/2026"),
            ("", "- Rà soát văn bản hành chính", "Danh mục", "Văn phòng", "", "30/9/2026"),
            ("3", "Tổng kết công tác năm", "Báo cáo tổng kết", "Văn phòng", "01/11/2026", "15/12/2026"),
        ],
        bold=(0, 1, 2),
    )  # fmt: skip
    return d.end()


def inside_sentences() -> bytes:
    """Labels inside the sentence of the task, in brackets or behind it."""
    d = Typed(
        "UBND TỈNH ĐIỆN BIÊN", "SỞ TƯ PHÁP", "21/KH-STP", "ngày 09 tháng 01 năm 2026", place="Điện Biên",
        about="Cải cách hành chính năm 2026",
    )  # fmt: skip
    d.lines(
        """
        *II. NHIỆM VỤ
        *1. Cải cách thể chế
        a) Xây dựng quy chế. Đơn vị chủ trì: Văn phòng Sở; đơn vị phối hợp: các phòng; thời gian hoàn thành: Quý I/2026.
        b) Kiểm tra văn bản (Đơn vị chủ trì: Thanh tra Sở; Đơn vị phối hợp: Văn phòng Sở; Thời gian: Tháng 6/2026).
        *2. Chuyển đổi số
        a) Số hóa sổ. Đơn vị chủ trì: Phòng Hộ tịch. Đơn vị phối hợp: UBND các xã. Thời gian: Quý IV. Sản phẩm: Dữ liệu.
    """
    )
    return d.end()


#: Each document by its name, with the ending of its file.
def programme() -> bytes:
    """A decision that contains its programme; one annex of targets, one of tasks, with headings without numbers."""
    d = Typed(
        "", "THỦ TƯỚNG CHÍNH PHỦ", "77/QĐ-TTg", "ngày 02 tháng 12 năm 2025", "QUYẾT ĐỊNH",
        "Về việc phê duyệt Chương trình phát triển dữ liệu mở", "Hà Nội",
    )  # fmt: skip
    d.line("Điều 1. Phê duyệt Chương trình phát triển dữ liệu mở với những nội dung sau:")
    d.bold("I. MỤC TIÊU")
    d.line("Dữ liệu của cơ quan nhà nước được mở cho xã hội.")
    d.line("Điều 2. Các Bộ trưởng chịu trách nhiệm thi hành Quyết định này./.")
    d.sign("KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG", "Lê Văn Cường")
    d.bold("PHỤ LỤC I", centered=True)
    d.bold("CÁC CHỈ TIÊU", centered=True)
    d.table([
        ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì theo dõi"),
        ("I", "Giai đoạn 2026-2027", "", "", ""),
        ("1", "Tỉ lệ cơ quan mở dữ liệu", "%", "80%", "Bộ Công an"),
        ("2", "Tỉ lệ người dùng hài lòng", "%", "90%", "Bộ Nội vụ"),
    ])  # fmt: skip
    d.bold("PHỤ LỤC II", centered=True)
    d.bold("DANH MỤC NHIỆM VỤ", centered=True)
    d.table([
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian thực hiện"),
        ("I", "THỂ CHẾ", LEFT, LEFT, LEFT, LEFT),
        ("", "Văn bản quy phạm", LEFT, LEFT, LEFT, LEFT),
        (
            "1", "Xây dựng Nghị định về dữ liệu mở", "Bộ Công an",
            "Bộ Tài chính, các Hiệp hội và Doanh nghiệp công nghệ số", "Nghị định", "Năm 2026-2028",
        ),
        ("", "Tiêu chuẩn", LEFT, LEFT, LEFT, LEFT),
        ("2", "Ban hành tiêu chuẩn", "Bộ Khoa học và Công nghệ", "Các bộ, ngành", "Tiêu chuẩn", "Năm 2026-2027"),
        ("II", "NHÂN LỰC", LEFT, LEFT, LEFT, LEFT),
        ("3", "Bồi dưỡng quản trị dữ liệu", "Bộ Nội vụ", "Ban Chỉ đạo các tỉnh", "Báo cáo", "Năm 2026-2030"),
    ], bold=(0, 1, 2, 4, 6))  # fmt: skip
    return d.saved()


SHAPES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ministry": ("docx", ministry),
    "ditto": ("docx", ditto),
    "months": ("docx", months),
    "commune": ("docx", commune),
    "sentences": ("docx", sentences),
    "merged": ("docx", merged),
    "automatic": ("docx", automatic),
    "two_tables": ("docx", two_tables),
    "by_unit": ("docx", by_unit),
    "short_words": ("docx", short_words),
    "fields_of_work": ("docx", fields_of_work),
    "both_in_one": ("docx", both_in_one),
    "body_and_annex": ("docx", body_and_annex),
    "party": ("docx", party),
    "typed_text": ("txt", typed_text),
    "activities": ("docx", activities),
    "long_rows": ("docx", long_rows),
    "below_a_heading": ("docx", below_a_heading),
    "inside_sentences": ("docx", inside_sentences),
    "programme": ("docx", programme),
}


def truth_of(name: str) -> list[dict[str, Any]]:
    """The tasks of a document as they are printed."""
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
