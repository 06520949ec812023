"""An office's own Word template: its letterhead and outline stay, its places are filled, and nothing else runs."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from word_files import W, part

from conftest import Answer
from parplan.errors import FileError
from parplan.reporting.papers import Head, Paper, Signature, text
from parplan.reporting.word_template import _checked, fill_template
from small_plans import write_plan

Ask = Callable[..., Answer]
YEAR = ("report", "--period", "year", "--as-of", "2021-11-24")

#: Two outlines: one follows the report's own parts, the other takes them in another order and leaves some out.
PARTS = (
    "SỞ CỦA CHÚNG TÔI", "{{ co_quan }} – {{ so }}", "{{ trich_yeu }}", "{{p mo_dau }}", "{{p chi_dao }}",
    "{{p ket_qua }}", "{{p danh_gia }}", "{{p nhiem_vu }}", "{{p kien_nghi }}", "{{p ky }}",
    "{{p noi_nhan }}", "{{p phu_luc }}",
)  # fmt: skip
SHORT = ("Kính gửi: {{ kinh_gui }}", "{{p kien_nghi }}", "{{p danh_gia }}", "{{ chuc_vu }}", "{{ nguoi_ky }}")


def template(folder: Path, paragraphs: tuple[str, ...], name: str = "mau.docx") -> Path:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / name
    document.save(str(path))
    return path


def texts(file: Path) -> list[str]:
    return ["".join(one.itertext()) for one in part(file, "word/document.xml").iter(f"{W}p")]


def test_a_template_in_the_order_of_the_report(ask_year: Ask, tmp_path: Path) -> None:
    template(tmp_path, PARTS)
    answer = ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.docx")
    assert (answer.code, answer.out) == (0, "")
    found = texts(tmp_path / "bc.docx")
    assert found[0] == "SỞ CỦA CHÚNG TÔI"
    assert found[1] == "SỞ KHOA HỌC VÀ CÔNG NGHỆ – Số: [số]/BC-SKHCN"
    headings = [words for words in found if words.startswith(("I. ", "II. ", "III. ", "IV. ", "V. "))]
    assert [words.split(".")[0] for words in headings] == ["I", "II", "III", "IV", "V"]
    assert "Phụ lục I" in found
    assert not any("{" in words for words in found)
    ask_year(*YEAR, "-o", "own.docx")
    own = texts(tmp_path / "own.docx")
    told = [words for words in own if words.startswith(("- 1.", "- 2."))]
    assert told
    assert set(told) <= set(found)


def test_a_template_in_another_order_leaves_out_what_it_does_not_name(ask_year: Ask, tmp_path: Path) -> None:
    template(tmp_path, SHORT)
    assert ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.docx").code == 0
    found = texts(tmp_path / "bc.docx")
    assert found[0] == "Kính gửi: Ủy ban nhân dân tỉnh (qua Sở Nội vụ)"
    firsts = [words.split(".")[0] for words in found if words.startswith(("I. ", "III. ", "V. "))]
    assert firsts == ["V", "III"]
    assert found[-2:] == ["GIÁM ĐỐC", "Nguyễn Văn Thanh"]


def test_styles_that_are_not_there_are_added_and_those_there_stay(ask_year: Ask, tmp_path: Path) -> None:
    path = template(tmp_path, PARTS)
    document = Document(str(path))
    document.styles["Heading 1"].font.italic = True
    document.save(str(path))
    ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.docx")
    made = Document(str(tmp_path / "bc.docx"))
    assert made.styles["Nội dung"].font.size.pt == 14
    assert made.styles["Heading 1"].font.italic
    used = {p.find(f"{W}pPr/{W}pStyle") for p in part(tmp_path / "bc.docx", "word/document.xml").iter(f"{W}p")}
    known = {style.style_id for style in made.styles}
    assert {style.get(f"{W}val") for style in used if style is not None} <= known


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "{{ khong_co }}",
        "{{ so",
        "{% for %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ so.__class__ }}",
        "{{ 1/0 }}",
        "{{ 'a' + 1 }}",
        "{{ so() }}",
        "{{ so|center(1000000000) }}",
        "{{ 'x' * 10**10 }}",
        "{{ so|safe }}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ range(9**9) }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% set so = 1 %}",
        "{{ '%1000000000d' % 1 }}",
        "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{% raw %}{{ so }}{% endraw %}{% if so %}",
        "{% autoescape false %}{{ so }}{% endautoescape %}",
        "{{ lipsum(100) }}",
        "{{ cycler.__init__.__globals__ }}",
    ],
)
def test_a_place_that_cannot_be_filled_is_named_and_nothing_is_written(
    ask_year: Ask, tmp_path: Path, words: str
) -> None:
    template(tmp_path, (words,))
    answer = ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.docx")
    assert answer.code == 3
    assert "template" in answer.err
    assert not (tmp_path / "bc.docx").exists()


@pytest.mark.parametrize(
    "words",
    [
        "{{ ket_qua }}",
        "{{p ket_qua }}",
        "{{p so }}",
        "{{r so }}",
        "{{tc so }}",
        "Kết quả: {{p ket_qua }}",
        "{{p mo_dau }}{{p ket_qua }}",
    ],
)
def test_a_place_that_stands_wrong_is_refused(words: str) -> None:
    """A block among other words took these away, or made a document that Word does not open."""
    document = Document()
    document.sections[0].header.paragraphs[0].add_run(words[:3])
    document.sections[0].header.paragraphs[0].add_run(words[3:])
    if words == "{{p ket_qua }}":  # alone but for a drawing, which went with its paragraph
        document.sections[0].header.paragraphs[0].runs[0]._r.append(OxmlElement("w:drawing"))
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(FileError, match="stands wrong"):
        fill_template(stream.getvalue(), own_paper())


def own_paper(title: str | None = None) -> Paper:
    head, signature = Head(None, "Sở A", text("1"), text("Số: 1"), text("Hà Nội")), Signature((), text("Trần A"))
    return Paper(head, None, title, "", (), (), signature, "", (), "Thư", "Sở A", "vi", date(2021, 3, 2))


@pytest.mark.slow
@pytest.mark.parametrize("where", ["paragraphs", "runs", "a row before them", "an attribute", "a header of any name"])
@pytest.mark.parametrize("words", ["{{tr x", "{{", "{{tr x.y }}", "{%- x", "{#p x", "-%}"])
def test_places_without_end_by_the_thousand_are_refused_at_once(words: str, where: str) -> None:
    """The library looked for the end of each of them up to the last page: over 200 seconds for 40 kB."""
    document = Document()
    if where == "a row before them":
        document.add_table(1, 1)
    if where == "an attribute":
        document.add_paragraph().add_run("x")._r.set("x", words * 20_000)
    elif where == "runs":
        paragraph = document.add_paragraph()
        for _ in range(3_000):
            paragraph.add_run(words)
    elif where == "a header of any name":
        header = document.sections[0].header
        header.paragraphs[0].add_run(words * 20_000)
        header.part.partname = type(header.part.partname)("/word/x.xml")
    else:
        for _ in range(3_000):
            document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    began = process_time()
    with pytest.raises(FileError, match="only names of places"):
        fill_template(stream.getvalue(), own_paper())
    assert process_time() - began < 3


@pytest.mark.slow
@pytest.mark.parametrize("more", [0, 1])
def test_a_template_has_a_thousand_places_at_most(more: int) -> None:
    document = Document()
    for _ in range(500):
        document.add_paragraph("{{ so }}{# ghi chú #} }} {x}")
        document.add_paragraph("{{p mo_dau }}")
    document.add_paragraph("{{ so }}" * more)
    stream = io.BytesIO()
    document.save(stream)
    if more:
        with pytest.raises(FileError, match="more than 1000 places"):
            fill_template(stream.getvalue(), own_paper())
    else:
        assert fill_template(stream.getvalue(), own_paper())


def test_signs_that_the_library_takes_for_escaped_places_stay(tmp_path: Path) -> None:
    title = "Ban hành {_{ x }_} {_% y %_} {_{_{ a_b & c"
    (tmp_path / "a.docx").write_bytes(
        fill_template(template(tmp_path, ("{{ trich_yeu }}",)).read_bytes(), own_paper(title))
    )
    assert texts(tmp_path / "a.docx") == [title]


def test_what_is_no_word_document_is_refused(ask_year: Ask, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(65 << 20))
    other = io.BytesIO()
    with ZipFile(other, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    for content in (b"", b"PK no zip", other.getvalue(), bomb.getvalue()):
        (tmp_path / "mau.docx").write_bytes(content)
        answer = ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.docx")
        assert answer.code == 3
        assert "the template" in answer.err
    assert ask_year(*YEAR, "--template", "none.docx", "-o", "bc.docx").code == 2
    template(tmp_path, SHORT)
    assert ask_year(*YEAR, "--template", "mau.docx", "-o", "bc.md").code == 2


def test_texts_of_a_plan_are_no_markup_of_the_template(run: Ask, tmp_path: Path) -> None:
    hostile = "<w:t>chen</w:t> {{ so }} & {% x %}"
    plan = write_plan(reports="q1: {due: 2021-03-20}").replace("title: Kế hoạch", f'title: "{hostile} Kế hoạch', 1)
    line = next(line for line in plan.splitlines() if hostile in line)
    (tmp_path / "plan.yaml").write_text(plan.replace(line, f'{line}"', 1), encoding="utf-8")
    template(tmp_path, ("{{ trich_yeu }}", "{{p noi_dung }}"))
    answer = run("report", "--period", "q1", "-p", "plan.yaml", "--template", "mau.docx", "-o", "bc.docx")
    assert answer.code == 0, answer.err
    assert hostile in texts(tmp_path / "bc.docx")[0]


def test_the_same_template_and_day_give_the_same_bytes(ask_year: Ask, tmp_path: Path) -> None:
    template(tmp_path, PARTS)
    for name in ("a.docx", "b.docx"):
        ask_year(*YEAR, "--template", "mau.docx", "-o", name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert Document(io.BytesIO((tmp_path / "a.docx").read_bytes())).paragraphs


@pytest.mark.slow
def test_a_text_that_the_library_would_cut_is_refused() -> None:
    """It read ten million bytes of it and left the rest of the report out, unsaid."""
    with pytest.raises(FileError, match="too long"):
        _checked({"noi_dung": f"<w:t>{'ab ' * 3_000_001}</w:t>"})
    assert _checked({"noi_dung": "<w:t>ab</w:t>" * 1_000_000})
