"""Random plans written to Word as offices write them, by python-docx: tables and label lists with all their traps."""

from __future__ import annotations

import io
import random
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from random_plans import (
    LETTERS,
    PROVINCE,
    PROVINCE_GROUPS,
    TIMES,
    TITLES,
    TruePlan,
    TrueTask,
    joined_names,
    random_plan,
)

TITLE_HEADERS = (
    "Nhiệm vụ",
    "Tên nhiệm vụ",
    "Nhiệm vụ, giải pháp",
    "Nội dung",
    "Nội dung nhiệm vụ",
    "Nội dung/nhiệm vụ",
    "Nội dung thực hiện",
)
LEAD_HEADERS = (
    "Cơ quan chủ trì",
    "Đơn vị chủ trì",
    "Đơn vị chủ trì thực hiện",
    "Chủ trì",
    "Cơ quan chủ trì thực hiện",
    "Trách nhiệm thực hiện",
    "Cơ quan chủ trì(1)",
)
COORDINATING_HEADERS = (
    "Cơ quan phối hợp",
    "Đơn vị phối hợp",
    "Phối hợp",
    "Phối hợp thực hiện",
    "Đơn vị phối hợp thực hiện",
)
TIME_HEADERS = (
    "Thời gian hoàn thành",
    "Thời hạn hoàn thành",
    "Thời gian thực hiện",
    "Thời gian dự kiến hoàn thành",
    "Thời hạn",
    "Thời gian",
)
PRODUCT_HEADERS = ("Sản phẩm", "Sản phẩm đầu ra", "Sản phẩm dự kiến", "Kết quả", "Kết quả dự kiến", "Kết quả thực hiện")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def head(document: Any, plan: TruePlan, *, decision: bool = False) -> None:
    """Letterhead, number, date and title, as a table of two columns above the title."""
    table = document.add_table(rows=2, cols=2)
    parent, _, place = plan.agency.partition(" tỉnh ")
    if parent == "Ủy ban nhân dân":
        issuer = [f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}"]
    else:
        issuer = [f"UBND TỈNH {place.upper()}", parent.upper()]
    table.cell(0, 0).text = "\n".join(issuer)
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    day, month, year = plan.day
    number = plan.number.replace("KH-", "QĐ-") if decision else plan.number
    table.cell(1, 0).text = f"Số: {number}"
    table.cell(1, 1).text = f"Quảng Ngãi, ngày {day:02d} tháng {month:02d} năm {year}"
    if decision:
        document.add_paragraph("QUYẾT ĐỊNH").alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph("Về việc ban hành Kế hoạch cải cách hành chính").alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
        document.add_paragraph("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.")
        document.add_paragraph("Điều 2. Chánh Văn phòng, các đơn vị liên quan chịu trách nhiệm thi hành./.")
        foot(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ HOẠCH").bold = True
    subtitle = document.add_paragraph()
    subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.add_run(plan.title.removeprefix("Kế hoạch ")).bold = True
    if decision:
        document.add_paragraph(
            f"(Kèm theo Quyết định số {number} ngày {day}/{month}/{year} của {plan.agency})"
        ).alignment = WD_ALIGN_PARAGRAPH.CENTER


def preamble(document: Any) -> None:
    """Part I."""
    document.add_paragraph().add_run("I. MỤC ĐÍCH, YÊU CẦU").bold = True
    document.add_paragraph().add_run("1. Mục đích").bold = True
    document.add_paragraph("- Nâng cao trách nhiệm của các cơ quan, đơn vị trong thực hiện cải cách hành chính.")
    document.add_paragraph("- Triển khai kịp thời, đồng bộ các nhiệm vụ được giao.")
    document.add_paragraph().add_run("2. Yêu cầu").bold = True
    document.add_paragraph("Xác định rõ nhiệm vụ, thời gian thực hiện và trách nhiệm của các cơ quan, đơn vị.")


def foot(document: Any) -> None:
    """Recipients and signature."""
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Các phòng, đơn vị;\n- Lưu: VT."
    table.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Văn An"


def numbered(document: Any, formats: list[tuple[str, str]]) -> int:
    """A list that Word counts: formats and texts by level; returns its number."""
    numbering = document.part.numbering_part.element
    known = [int(e.get(qn("w:abstractNumId"))) for e in numbering.findall(qn("w:abstractNum"))]
    abstract_id = max(known, default=0) + 1
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(abstract_id))
    for level, (format, text) in enumerate(formats):
        lvl = OxmlElement("w:lvl")
        lvl.set(qn("w:ilvl"), str(level))
        for tag, value in (("w:start", "1"), ("w:numFmt", format), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            lvl.append(child)
        abstract.append(lvl)
    first = numbering.find(qn("w:num"))
    if first is not None:
        first.addprevious(abstract)
    else:
        numbering.append(abstract)
    num_id = max([int(e.get(qn("w:numId"))) for e in numbering.findall(qn("w:num"))], default=0) + 1
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), str(num_id))
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), str(abstract_id))
    num.append(reference)
    numbering.append(num)
    return num_id


def restarted(document: Any, num_id: int) -> int:
    """Another list of the same kind that begins again."""
    numbering = document.part.numbering_part.element
    num = next(e for e in numbering.findall(qn("w:num")) if e.get(qn("w:numId")) == str(num_id))
    new_id = max(int(e.get(qn("w:numId"))) for e in numbering.findall(qn("w:num"))) + 1
    new = OxmlElement("w:num")
    new.set(qn("w:numId"), str(new_id))
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), num.find(qn("w:abstractNumId")).get(qn("w:val")))
    new.append(reference)
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    new.append(override)
    numbering.append(new)
    return new_id


def number_paragraph(paragraph: Any, num_id: int, level: int = 0) -> None:
    """Let Word count this paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    numbers = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", num_id)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        numbers.append(child)
    properties.append(numbers)


def saved(document: Any) -> bytes:
    """The document's bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table_document(plan: TruePlan, rng: random.Random) -> bytes:
    """The plan with its tasks in an appendix table."""
    document = docx.Document()
    head(document, plan, decision=rng.random() < 0.4)
    preamble(document)
    document.add_paragraph().add_run("II. NHIỆM VỤ").bold = True
    document.add_paragraph("(Chi tiết tại Phụ lục kèm theo)")
    document.add_paragraph().add_run("III. TỔ CHỨC THỰC HIỆN").bold = True
    document.add_paragraph("1. Các cơ quan, đơn vị chịu trách nhiệm thực hiện Kế hoạch này.")
    document.add_paragraph("2. Sở Nội vụ theo dõi, đôn đốc việc thực hiện./.")
    foot(document)
    document.add_paragraph("PHỤ LỤC").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(f"(Kèm theo Kế hoạch số {plan.number})").alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_table(document, plan, rng)
    return saved(document)


def write_table(document: Any, plan: TruePlan, rng: random.Random) -> None:
    """The table itself."""
    fields = ["title", "lead", "coordinating", "time", "products"]
    if rng.random() < 0.5:
        fields = ["title", "products", "lead", "coordinating", "time"]
    extra = rng.random() < 0.25
    if extra:
        fields.append("extra")
    names = {
        "title": rng.choice(TITLE_HEADERS),
        "lead": rng.choice(LEAD_HEADERS),
        "coordinating": rng.choice(COORDINATING_HEADERS),
        "time": rng.choice(TIME_HEADERS),
        "products": rng.choice(PRODUCT_HEADERS),
        "extra": "Nguồn kinh phí",
    }
    two_rows = rng.random() < 0.25 and abs(fields.index("lead") - fields.index("coordinating")) == 1
    width = len(fields) + 1
    table = document.add_table(rows=2 if two_rows else 1, cols=width)
    table.style = "Table Grid"
    heads = [rng.choice(("TT", "STT", "Số TT")), *(names[f] for f in fields)]
    if two_rows:
        first = fields.index("lead") + 1
        second = fields.index("coordinating") + 1
        table.cell(0, first).merge(table.cell(0, second)).text = "Cơ quan thực hiện"
        table.cell(1, first).text, table.cell(1, second).text = "Chủ trì", "Phối hợp"
        for i, text in enumerate(heads):
            if i not in (first, second):
                table.cell(0, i).merge(table.cell(1, i)).text = text
    else:
        for i, text in enumerate(heads):
            table.cell(0, i).paragraphs[0].add_run(text).bold = True
    if rng.random() < 0.15:
        cells = table.add_row().cells
        for i, cell in enumerate(cells):
            cell.text = f"({i + 1})"
    automatic = rng.random() < 0.3
    through = rng.random() < 0.35
    num_id = numbered(document, [("decimal", rng.choice(("%1", "%1.")))]) if automatic else 0
    section_style = rng.choice(("merged", "blank", "nbsp"))
    repeat = rng.random() < 0.25
    count = 0
    for s, (name, tasks) in enumerate(plan.sections):
        row = table.add_row()
        section_number = ROMANS[s]
        if section_style == "merged":
            merged = row.cells[1].merge(row.cells[width - 1])
            row.cells[0].text = section_number
            merged.text = ""
            merged.paragraphs[0].add_run(name).bold = True
        else:
            row.cells[0].text = section_number
            row.cells[1].paragraphs[0].add_run(name).bold = True
            if section_style == "nbsp":
                for cell in row.cells[2:]:
                    cell.text = "\u00a0"
        if not through:
            count = 0
            if automatic and s:
                num_id = restarted(document, num_id)
        for task in tasks:
            count += 1
            task.number = str(count)
            _row(table.add_row(), task, fields, rng, num_id if automatic else 0)
            if rng.random() < 0.06 and task.time != "" and not task.more:
                _second_row(table, task, fields, rng, plan)
        if repeat and s == 0:
            again = table.add_row().cells
            for i, text in enumerate([heads[0], *(names[f] for f in fields)]):
                again[i].text = {"Thời hạn": "Thời gian hoàn thành"}.get(text, text)


def _row(row: Any, task: TrueTask, fields: list[str], rng: random.Random, num_id: int) -> None:
    if num_id:
        number_paragraph(row.cells[0].paragraphs[0], num_id)
        row.cells[0].paragraphs[0].add_run(" ")
    else:
        row.cells[0].text = f"{task.number}{rng.choice(('', '.'))}"
    for i, field in enumerate(fields, 1):
        cell = row.cells[i]
        if field == "products" and len(task.products) > 1:
            sign = rng.choice(("; ", "\n- "))
            cell.text = ("- " if sign != "; " else "") + sign.join(task.products)
        elif field == "extra":
            cell.text = task.extra
        elif field in ("lead", "coordinating"):
            names = getattr(task, field)
            cell.text = (
                "\n".join(names)
                if rng.random() < 0.1 and len(names) > 1 and not any(n[0].islower() for n in names)
                else joined_names(rng, names)
            )
        else:
            value = getattr(task, field)
            cell.text = (value if isinstance(value, str) else "; ".join(value)) + rng.choice(("", "", "."))


def _second_row(table: Any, task: TrueTask, fields: list[str], rng: random.Random, plan: TruePlan) -> None:
    """A second row of the same task, number and title merged down."""
    above = table.rows[-1]
    row = table.add_row()
    product, time, lead = "Báo cáo sơ kết, tổng kết", f"Quý IV/{plan.year}", "Sở Ngoại vụ"
    for i, field in enumerate(fields, 1):
        if field == "products":
            row.cells[i].text = product
        elif field == "time":
            row.cells[i].text = time
        elif field == "lead":
            row.cells[i].text = lead
        elif field == "coordinating":
            row.cells[i].text = "Sở Nội vụ"
    above.cells[0].merge(row.cells[0])
    above.cells[1].merge(row.cells[1])
    task.more.append((product, time, lead))


LABELS = {
    "lead": (
        "Đơn vị chủ trì thực hiện",
        "Đơn vị chủ trì",
        "Cơ quan chủ trì",
        "Đơn vị chủ trì tham mưu",
        "Đơn vị chủ trì tham mưu thực hiện",
        "Đơn vị, cá nhân chủ trì thực hiện",
    ),
    "coordinating": ("Đơn vị phối hợp", "Đơn vị phối hợp thực hiện", "Cơ quan phối hợp", "Đơn vị, cá nhân phối hợp"),
    "time": ("Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn hoàn thành", "Thời gian"),
    "products": ("Sản phẩm", "Sản phẩm đầu ra", "Kết quả"),
}


def list_document(plan: TruePlan, rng: random.Random) -> bytes:
    """The plan with its tasks as lists of labelled fields."""
    document = docx.Document()
    head(document, plan, decision=rng.random() < 0.4)
    preamble(document)
    write_list(document, plan, rng)
    document.add_paragraph().add_run("III. TỔ CHỨC THỰC HIỆN").bold = True
    document.add_paragraph("1. Các cơ quan, đơn vị chịu trách nhiệm thực hiện Kế hoạch này.")
    document.add_paragraph("2. Sở Nội vụ theo dõi, đôn đốc việc thực hiện./.")
    foot(document)
    return saved(document)


def write_list(document: Any, plan: TruePlan, rng: random.Random) -> None:
    """The list itself."""
    document.add_paragraph().add_run("II. NHIỆM VỤ CỤ THỂ").bold = True
    look = rng.choice(("letter", "dotted", "parenthesis", "bullet", "auto-letter", "named", "number"))
    labels = {field: rng.choice(words) for field, words in LABELS.items()}
    order = rng.choice(
        (
            ("lead", "coordinating", "products", "time"),
            ("products", "lead", "coordinating", "time"),
            ("time", "lead", "coordinating", "products"),
        )
    )
    sign = rng.choice(("- ", "", "+ ")) if look not in ("bullet",) else rng.choice(("", "+ ", "- "))
    lettered = rng.random() < 0.1 and look in ("dotted", "number")
    breaks = rng.random() < 0.15
    bold_labels = rng.random() < 0.3
    num_id = numbered(document, [("lowerLetter", "%1)")]) if look == "auto-letter" else 0
    n = 0
    for s, (name, tasks) in enumerate(plan.sections, 1):
        heading = f"{s}. {name}" if look != "number" else f"{'ABCDEFGH'[s - 1]}. {name}"
        document.add_paragraph().add_run(heading).bold = True
        if look == "auto-letter" and s > 1:
            num_id = restarted(document, num_id)
        for k, task in enumerate(tasks):
            n += 1
            number = {
                "letter": f"{LETTERS[k % len(LETTERS)]}) ",
                "dotted": f"{s}.{k + 1}. ",
                "parenthesis": f"({k + 1}) ",
                "bullet": "- ",
                "auto-letter": "",
                "named": f"Nhiệm vụ {n}: ",
                "number": f"{k + 1}. ",
            }[look]
            end = rng.choice((":", ".", ""))
            paragraph = document.add_paragraph()
            paragraph.add_run(number + task.title + end)
            if look == "auto-letter":
                number_paragraph(paragraph, num_id)
            texts = []
            for i, field in enumerate(order):
                value = getattr(task, field)
                words = (
                    joined_names(rng, value)
                    if field in ("lead", "coordinating")
                    else "; ".join(value)
                    if isinstance(value, list)
                    else value
                )
                prefix = f"{'abcd'[i]}) " if lettered else sign
                texts.append((f"{prefix}{labels[field]}: ", f"{words}{rng.choice(('.', ';', ''))}"))
            if breaks:
                document.add_paragraph("\n".join(a + b for a, b in texts))
            else:
                for label, words in texts:
                    paragraph = document.add_paragraph()
                    paragraph.add_run(label).bold = bold_labels
                    paragraph.add_run(words)


def outline_document(rng: random.Random) -> tuple[list[dict[str, Any]], bytes]:
    """A plan grouped by unit, and its truth: title, lead or coordinating, and the time where it is printed."""
    plan = random_plan(rng, tasks=24)
    document = docx.Document()
    head(document, plan)
    preamble(document)
    document.add_paragraph().add_run("II. NHIỆM VỤ CỤ THỂ").bold = True
    units = rng.sample(PROVINCE, 6) + [group[:1].upper() + group[1:] for group in rng.sample(PROVINCE_GROUPS, 2)]
    look = rng.choice(("bullet", "letter", "paragraph", "roles"))
    style = rng.choice(("number", "dotted", "roman"))
    timed = rng.random() < 0.4
    truth: list[dict[str, Any]] = []

    def duty(mark: str, title: str, role: str, name: str) -> None:
        document.add_paragraph(f"{mark}{title}.")
        truth.append({"title": title, role: [name]})
        if timed and look != "roles":
            truth[-1]["time"] = rng.choice(TIMES).format(y=plan.year)
            document.add_paragraph(f"Thời gian hoàn thành: {truth[-1]['time']}.")

    for number, unit in enumerate(units, 1):
        before = rng.choice(("", "", "Trách nhiệm của "))
        name = unit[:1].lower() + unit[1:] if before and unit.startswith("Các") else unit
        shown = {"number": f"{number}. ", "dotted": f"2.{number}. ", "roman": f"{ROMANS[number - 1]}. "}[style]
        document.add_paragraph().add_run(f"{shown}{before}{name}{rng.choice(('', ':'))}").bold = True
        if look == "roles":
            document.add_paragraph("a) Chủ trì")
        for k in range(rng.randint(2, 5)):
            mark = {"letter": f"{LETTERS[k]}) ", "paragraph": ""}.get(look, "- ")
            duty(mark, f"{rng.choice(TITLES).format(y=plan.year)} đợt {k}", "lead", name)
        if look == "roles":
            document.add_paragraph("b) Phối hợp")
            duty("- ", "Cung cấp số liệu phục vụ báo cáo định kỳ", "coordinating", name)
    foot(document)
    return truth, saved(document)


#: Sentences that may follow the first of a duty.
_SENTENCES = (
    "Báo cáo kết quả về Sở Nội vụ để tổng hợp",
    "Kịp thời đề xuất Ủy ban nhân dân tỉnh tháo gỡ khó khăn, vướng mắc",
    "Kinh phí thực hiện theo quy định hiện hành",
)


def mixed_outline_document(rng: random.Random) -> tuple[list[dict[str, Any]], bytes]:
    """A plan grouped by unit in the ways real ones mix: headings with two roles, one duty behind the colon, parts."""
    plan = random_plan(rng, tasks=24)
    document = docx.Document()
    head(document, plan)
    preamble(document)
    document.add_paragraph().add_run("II. NHIỆM VỤ CỤ THỂ").bold = True
    names = rng.sample(PROVINCE, 7)
    mark = rng.choice(("- ", "- ", "* ", "letter", ""))
    style = rng.choice(("number", "dotted", "parenthesis"))
    bold = rng.random() < 0.7
    truth: list[dict[str, Any]] = []
    for number, name in enumerate(names, 1):
        shown = {"number": f"{number}. ", "dotted": f"2.{number}. ", "parenthesis": f"({number}) "}[style]
        units: dict[str, list[str]] = {"lead": [name]}
        form = rng.choice(("plain", "plain", "colon", "sentence", "both", "behind"))
        if form == "both":
            other = rng.choice([one for one in PROVINCE if one not in names])
            text = f"{name} chủ trì, phối hợp với {other}:"
            units["coordinating"] = [other]
        else:
            text = {"plain": name, "colon": f"{name}:", "sentence": f"{name} có trách nhiệm:", "behind": f"{name}:"}[
                form
            ]
        duties = [f"{title} đợt {k}" for k, title in enumerate(rng.sample(TITLES, rng.randint(1, 4)))]
        duties = [duty.format(y=plan.year) for duty in duties]
        if form == "behind":
            duties = duties[:1]
            text = f"{text} {duties[0]}."
        heading = document.add_paragraph().add_run(f"{shown}{text}")
        heading.bold = bold and form != "behind"
        for k, duty in enumerate(duties):
            one: dict[str, Any] = {"title": duty, **units}
            if form != "behind":
                if rng.random() < 0.4:
                    one["title"] = f"{duty}. {rng.choice(_SENTENCES)}"
                sign = f"{LETTERS[k]}) " if mark == "letter" else mark
                parts = mark == "- " and rng.random() < 0.2
                document.add_paragraph(f"{sign}{one['title']}{':' if parts else '.'}")
                for part in range(2 if parts else 0):
                    document.add_paragraph(f"+ Phần việc thứ {part} của đợt {k};")
            truth.append(one)
    foot(document)
    return truth, saved(document)
