"""Words that a document holds and does not show, and marks that lie over its words, are told."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from test_pdf_reader import CATALOGUE, FONT, ONE_PAGE, made, stream
from word_documents import saved

from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.detecting import read_document
from parplan.importing.readers.refusals import UnreadableSourceError
from parplan.importing.readers.undrawn_letters import _hidden


def page(content: bytes, more: bytes = b"", *others: bytes, before: bytes = b"") -> SourceDocument:
    """A page with two hundred letters of text, and ``content``; ``more`` is said of the page."""
    text = before + b"BT /F1 12 Tf 72 700 Td 18 TL " + b"(Ke hoach cai cach hanh chinh nam 2026) Tj T* " * 6 + b"ET "
    sheet = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources %s %s >>" % (
        FONT,
        more if b"/MediaBox" in more else b"/MediaBox [0 0 595 842] " + more,
    )
    return read_document(made([CATALOGUE, ONE_PAGE, sheet, stream(text + content), *others]), "k.pdf")


def last_and_told(document: SourceDocument, kind: str) -> tuple[str, str | None]:
    return document.words().split("\n")[-1], dict(document.remarks).get(kind)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def written(inside: str) -> bytes:
    """A document with one paragraph."""
    document = docx.Document()
    paragraph = document.add_paragraph()._p
    for element in parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"):
        paragraph.append(element)
    return saved(document)


def hidden(runs: str) -> str:
    return runs.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
LEAD = b"BT /F1 12 Tf 100 400 Td (Chu tri: VP) Tj ET "


@pytest.mark.parametrize(
    ("more", "last", "told"),
    [
        (b"1 g BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP", ", TTRA"),
        (b"1 1 1 rg BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP", ", TTRA"),
        (b"0 0 0 0 k BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP", ", TTRA"),
        (b"1 g 157 390 80 30 re f BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP", ", TTRA"),
        (b"0 0 1 rg 157 390 80 30 re f 1 g BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP, TTRA", None),
        (b"0.9 g BT /F1 12 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP, TTRA", None),
        (b"BT /F1 1 Tf 158 400 Td (, TTRA) Tj ET", "Chu tri: VP", ", TTRA"),
        (b"BT /F1 5 Tf 158 400 Td (TTRA) Tj ET", "Chu tri: VP TTRA", None),
    ],
)
def test_white_or_tiny_letters_are_left_out_and_told(more: bytes, last: str, told: str | None) -> None:
    assert last_and_told(page(LEAD + more), "unseen-letters") == (last, told)


MORE = b"BT /F1 12 Tf 161 400 Td (, TTRA) Tj ET "
OFF = b"/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> "


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (b"3 Tr " + MORE, ", TTRA"),
        (b"0.99 g " + MORE, ", TTRA"),
        (b"0.9 g " + MORE, None),
        (b"q 0 0 1 1 re W n " + MORE + b"Q", ", TTRA"),
        (b"/OC /M BDC " + MORE + b"EMC", ", TTRA"),
        (b"1 Tr " + MORE, None),  # outlines
        (b"BT /F1 12 Tf 158 400 Td (. - , ' ` i) Tj ET", None),
        (b"BT /F1 4 Tf 158 400 Td (. - , ' ` i) Tj ET", None),
    ],
)
@pytest.mark.parametrize(
    "looks",
    [
        b"",
        pytest.param(b"/Rotate 90", marks=pytest.mark.slow),
        pytest.param(b"/CropBox [50 200 500 842] /Rotate 270", marks=pytest.mark.slow),
    ],
)
def test_letters_that_leave_no_trace_on_the_page_are_left_out_and_told(
    more: bytes, told: str | None, looks: bytes
) -> None:
    layers = b"/Properties << /M 5 0 R >> "
    text = b"BT /F1 12 Tf 72 700 Td 18 TL " + b"(Ke hoach cai cach hanh chinh nam 2026) Tj T* " * 6 + b"ET "
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s %s >>"
    font = FONT.replace(b"<<", b"<< " + layers, 1)
    parts = [CATALOGUE.replace(b"<<", b"<< " + OFF, 1), ONE_PAGE, sheet % (font, looks), stream(text + LEAD + more)]
    document = read_document(made([*parts, b"<< /Type /OCG /Name (x) >>"]), "k.pdf")
    left_out = dict(document.remarks).get("unseen-letters")
    assert (left_out and left_out.replace(" ", "")) == (told and told.replace(" ", ""))
    # No other word has an R, and a turned page is read letter by letter, from either end.
    assert ("R" in document.words()) is (told is None and b"TTRA" in more)


@pytest.mark.parametrize(
    ("blank", "fonts", "unseen"),
    [
        ("Kế hoạch|ế", "F", ""),  # a font that stands in for another lacks it
        ("Kế hoạch|h", "F", "h"),
        ("Văn phòng Sở, TTRA|, TTRA", "F", ",TTRA"),
        ("Ke hoach, PC|hoach, PC", "F", ""),  # it lacks all letters
        ("Ke hoach, PC|hoach, PC", "ABCDEF+F", "hoach,PC"),
    ],
)
def test_letters_that_a_stand_in_for_a_font_lacks_are_not_hidden(blank: str, fonts: str, unseen: str) -> None:
    text, _, without_trace = blank.partition("|")
    start = text.index(without_trace)
    places = set(range(start, start + len(without_trace)))
    letters = [{"text": sign, "fontname": fonts} for sign in text]
    found = _hidden(letters, {place for place in places if text[place] != " "})
    assert "".join(text[place] for place in found) == unseen


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (LEAD + b"BT /F1 12 Tf 605 400 Td (, TTRA) Tj ET", b"", ", TTRA"),
        (LEAD + b"BT /F1 12 Tf -90 400 Td (TTRA) Tj ET", b"", "TTRA"),
        (LEAD, b"/CropBox [0 500 595 842]", "Chu tri: VP"),
        (LEAD, b"/CropBox [0 300 595 842]", None),
        (LEAD, b"/CropBox [700 0 800 10]", None),  # shows nothing: the page is shown
    ],
)
def test_words_beyond_the_edge_are_read_and_told(content: bytes, more: bytes, told: str | None) -> None:
    document = page(content, more)
    assert dict(document.remarks).get("beyond-edge") == told
    assert "Chu tri: VP" in document.words()
    assert ("TTRA" in document.words()) is (b"TTRA" in content)


@pytest.mark.parametrize(
    ("turn", "matrix", "cropped", "whole"),
    [
        (90, b"0 1 -1 0 842 0", b"0 0 342 842", b"0 0 542 842"),
        pytest.param(180, b"-1 0 0 -1 842 842", b"0 0 842 342", b"0 0 842 542", marks=pytest.mark.slow),
        pytest.param(270, b"0 -1 1 0 0 842", b"500 0 842 842", b"300 0 842 842", marks=pytest.mark.slow),
    ],
)
def test_words_that_a_turned_page_was_cropped_of_are_told(
    turn: int, matrix: bytes, cropped: bytes, whole: bytes
) -> None:
    for crop, told in ((cropped, "Chu tri: VP"), (whole, None)):
        of_page = b"/Rotate %d /MediaBox [0 0 842 842] /CropBox [%s]" % (turn, crop)
        found = page(LEAD, of_page, before=b"%s cm " % matrix)
        assert last_and_told(found, "beyond-edge") == ("Chu tri: VP", told)


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        (b"/Subtype /FreeText /Contents (TTRA)", "[VP] “TTRA”"),
        (b"/Subtype /StrikeOut", "[VP]"),
        (b"/Subtype /Highlight", None),
        (b"/Subtype /Highlight /Contents (TTRA?)", "[VP] “TTRA?”"),
        (b"/Subtype /Text /Contents <FEFF1EA1>", "[VP] “ạ”"),
        (b"/Subtype /Square /IC [1 1 1]", "[VP]"),
        (b"/Subtype /FreeText /F 2 /Contents (TTRA)", None),
        (b"/Subtype /Widget /FT /Tx /V (TTRA)", "“TTRA”"),
        (b"/Subtype /Widget /FT /Btn /V /Yes", None),
        (b"/Subtype /Link", None),
    ],
)
def test_comments_and_marks_are_told_with_the_words_they_lie_over(annotation: bytes, told: str | None) -> None:
    over = b"<< /Type /Annot /Rect [141 398 160 412] %s >>" % annotation
    assert last_and_told(page(LEAD, b"/Annots [5 0 R]", over), "laid-over") == ("Chu tri: VP", told)


def test_words_blotted_out_by_a_white_area_are_told() -> None:
    blot = b"1 g 141 396 20 16 re f 0 g "
    assert last_and_told(page(LEAD + blot), "laid-over") == ("Chu tri: VP", "[VP]")
    assert last_and_told(page(blot + LEAD), "laid-over") == ("Chu tri: VP", None)


@pytest.mark.parametrize("shaded", [False, True])
@pytest.mark.parametrize("in_table", [False, True])
def test_white_letters_in_word_are_left_out_unless_something_dark_lies_beneath(shaded: bool, in_table: bool) -> None:
    document = docx.Document()
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0] if in_table else document.add_paragraph()
    paragraph.add_run("Chủ trì: VP")
    run = paragraph.add_run(", TTRA")
    run.font.color.rgb = RGBColor(255, 255, 255)
    if shaded:
        run._r.get_or_add_rPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F4E79"/>'))
    found = read_document(saved(document), "x.docx")
    assert last_and_told(found, "unseen-letters") == (
        ("Chủ trì: VP, TTRA", None) if shaded else ("Chủ trì: VP", ", TTRA")
    )


@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER])
@pytest.mark.parametrize(
    ("of_style", "of_base", "told"),
    [
        ("", '<w:color w:val="FFFFFF"/>', "unseen-letters"),
        ('<w:color w:val="000000"/>', '<w:color w:val="FFFFFF"/>', None),
        ('<w:sz w:val="2"/>', "", "unseen-letters"),
        ('<w:sz w:val="16"/>', '<w:sz w:val="2"/>', None),
        ("<w:strike/>", "", "struck-out"),
        ("", "<w:dstrike/>", "struck-out"),
    ],
)
def test_letters_that_a_style_hides_are_left_out_and_told(
    kind: WD_STYLE_TYPE, of_style: str, of_base: str, told: str | None
) -> None:
    document = docx.Document()
    base, style = document.styles.add_style("Base", kind), document.styles.add_style("Own", kind)
    style.base_style = base
    for one, marks in ((base, of_base), (style, of_style)):
        for mark in parse_xml(f"<w:rPr {nsdecls('w')}>{marks}</w:rPr>"):
            one.element.get_or_add_rPr().append(mark)
    document.add_paragraph("Chủ trì: VP")
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        document.add_paragraph("TTRA", style=style)
    else:
        document.add_paragraph().add_run("TTRA", style=style)
    found = read_document(saved(document), "x.docx")
    assert ("TTRA" in found.words()) is (told is None)
    assert dict(found.remarks) == ({told: "TTRA"} if told else {})


@pytest.mark.parametrize("shade", ["", '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'])
def test_white_letters_of_a_table_are_read_where_its_style_shades_cells(shade: str) -> None:
    document = docx.Document()
    style = document.styles.add_style("Plain", WD_STYLE_TYPE.TABLE)
    for part in parse_xml(f"<w:style {nsdecls('w')}>{shade}</w:style>"):
        style.element.append(part)
    table = document.add_table(2, 2)
    table.style = style
    for cell, text in zip(table._cells, ("STT", "Nhiệm vụ", "1", "Ban hành kế hoạch"), strict=True):
        cell.text = text
    table.cell(0, 1).paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    found = read_document(saved(document), "x.docx")
    assert ("Nhiệm vụ" in found.words()) is bool(shade)
    assert dict(found.remarks) == ({} if shade else {"unseen-letters": "Nhiệm vụ"})


@pytest.mark.parametrize(
    ("filled", "seen"),
    [
        ("<wps:spPr><a:solidFill/></wps:spPr>", True),
        ("<wps:spPr><a:ln><a:solidFill/></a:ln></wps:spPr>", False),
        ('<wps:spPr/><wps:style><a:fillRef idx="1"/></wps:style>', True),
        ('<wps:spPr><a:noFill/></wps:spPr><wps:style><a:fillRef idx="1"/></wps:style>', False),
    ],
)
def test_white_letters_of_a_text_box_are_read_where_it_is_filled(filled: str, seen: bool) -> None:
    document = docx.Document()
    document.add_paragraph("Chủ trì: VP").runs[0]._r.append(
        parse_xml(
            f'<w:drawing {nsdecls("w", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<wps:wsp>{filled}<wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
            "<w:t>TTRA</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
        )
    )
    found = read_document(saved(document), "x.docx")
    assert ("TTRA" in found.words()) is seen
    assert dict(found.remarks) == ({} if seen else {"unseen-letters": "TTRA"})


def test_comments_in_word_are_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Thời gian: 30/6/2027")
    for said in ("sửa thành 15/9/2027", "x" * 200):
        document.add_comment(paragraph.runs, text=said, author="GĐ")
    found = read_document(saved(document), "x.docx")
    assert last_and_told(found, "laid-over") == ("Thời gian: 30/6/2027", f"“sửa thành 15/9/2027”; “{'x' * 80}…”")


def in_word(runs: str, doctype: str = "", encoding: str = "utf-8") -> str:
    """The words read from a Word document of one paragraph with these runs (XML)."""
    document = docx.Document()
    document.add_paragraph("RUNS")
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode().replace("<w:r><w:t>RUNS</w:t></w:r>", runs).replace("?>", f"?>{doctype}", 1)
                part = text.replace("UTF-8", encoding, 1).encode(encoding)
            new.writestr(name, part)
    return read_document(data.getvalue(), "x.docx").words()


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


#: Runs of a paragraph (XML), and the words that Word shows.
PARAGRAPHS = [
    ("<w:r><w:t>Quý I<!-- x -->, quý II<?y z?>/2027</w:t></w:r>", "Quý I, quý II/2027"),
    (f"{run('VP')}{BEGIN}{run(', TTRA')}{SEPARATE}{run(', PC')}{END}{run('.')}", "VP, PC."),
    (f"{run('VP')}{BEGIN}{run('a')}{BEGIN}{run('b')}{SEPARATE}{run('c')}{END}{END}{run('.')}", "VP."),
    (f"{BEGIN}{hidden(END)}{run('VP')}", "VP"),
    (f"{BEGIN}</w:p><w:p>{run('VP')}", "VP"),  # no field of Word's: nothing is lost
    (f'{run("đạt ")}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>{run(" 95%")}', "đạt ≥ 95%"),
    (f'{run("ngày 1")}<w:r><w:sym w:font="Arial" w:char="0035"/></w:r>{run("/6")}', "ngày 15/6"),
    (f'{run("ngày 1")}<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>{run("/6")}', "ngày 15/6"),
    (f'<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>{run(" VP")}', "\uf0a7 VP"),  # a bullet
    *((f'{run("VP")}<w:r><w:sym w:font="F" w:char="{code}"/></w:r>', "VP") for code in ("0", "D800", "FDD0", "x")),
    (run("đạt \uf0b3 95%"), "đạt ≥ 95%"),
]


def test_words_in_word_are_read_as_it_shows_them() -> None:
    read = in_word("</w:p><w:p>".join(runs for runs, _ in PARAGRAPHS))
    assert read.split("\n") == [words for _, words in PARAGRAPHS]


@pytest.mark.parametrize(("before", "encoding"), [("", "utf-8"), (f"<!--{'x' * 5000}-->", "utf-8"), ("", "utf-16")])
def test_a_word_document_that_declares_entities_is_refused(before: str, encoding: str) -> None:
    with pytest.raises(UnreadableSourceError, match="is damaged"):
        in_word(run("VP&x;, TTRA"), f'{before}<!DOCTYPE d [<!ENTITY x "">]>', encoding)


@pytest.mark.parametrize(
    ("looks", "seen"),
    [
        ('<w:color w:val="FEFEFE"/>', False),
        ('<w:color w:val="000000" w:themeColor="background1"/>', False),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', False),
        ('<w:color w:val="FFFF00"/><w:shd w:val="clear" w:fill="FFFF00"/>', False),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto"/>', False),
        (f'<w14:textFill xmlns:w14="{W14}"><w14:noFill/></w14:textFill>', False),
        ('<w:color w:val="F2F2F2"/>', True),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', True),
        ('<w:color w:val="000000"/><w:highlight w:val="yellow"/>', True),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:fill="FFFFFF"/>', True),
    ],
)
def test_letters_of_the_colour_of_their_ground_are_left_out_and_told(looks: str, seen: bool) -> None:
    found = read_document(written(f"{run('Chủ trì: VP')}<w:r><w:rPr>{looks}</w:rPr><w:t>, TTRA</w:t></w:r>"), "x.docx")
    expected = ("Chủ trì: VP, TTRA", None) if seen else ("Chủ trì: VP", ", TTRA")
    assert last_and_told(found, "unseen-letters") == expected


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
HALF = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (f"<m:oMath {MATH}>{HALF}</m:oMath>", "đạt 1/2"),
        (f"<m:oMath {MATH}><m:r><m:t>1</m:t></m:r>{HALF}</m:oMath>", "đạt 1 1/2"),
        (
            f"<m:oMath {MATH}><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>9</m:t></m:r></m:sup>"
            "</m:sSup></m:oMath>",
            "đạt 10⁹",
        ),
        (f"{run('10')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>9</w:t></w:r>", "đạt 10⁹"),
        (f"{run('mức')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>9</w:t></w:r>", "đạt mức"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='VP'/>"
            "<w:listEntry w:val='TTRA'/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType='end'/></w:r>",
            "đạt TTRA",
        ),
        (
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>"
            "</w:fldChar><w:fldChar w:fldCharType='end'/></w:r>",
            "đạt ☒",
        ),
    ],
)
def test_equations_powers_and_fields_of_forms_are_read_as_they_are_shown(shown: str, words: str) -> None:
    found = read_document(written(f"{run('đạt ')}{shown}"), "x.docx")
    assert found.words().split("\n")[-1] == words


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ('<w:r><w:drawing><dgm:relIds xmlns:dgm="urn:x"/></w:drawing></w:r>', ("pictures", "1")),
        ('<w:r><w:drawing><c:chart xmlns:c="urn:x"/></w:drawing></w:r>', ("pictures", "1")),
        ('<w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>', ("pictures", "1")),
        ("<w:r><w:instrText> EQ \\f(1;2) </w:instrText></w:r>", ("pictures", "1")),
        (run("trước ngày \u202e12\u202c/6"), ("turned", "trước ngày 12/6")),
        (f"<w:bdo w:val='rtl'>{run('12')}</w:bdo>", ("turned", "12")),
    ],
)
def test_what_word_draws_or_turns_around_is_told(shown: str, told: tuple[str, str]) -> None:
    assert told in read_document(written(f"{run('Chủ trì: VP')}{shown}"), "x.docx").remarks


def test_figures_that_a_text_turns_around_are_told() -> None:
    remarks = read_document("Thời gian: \u202e12\u202c/6/2027".encode(), "x.txt").remarks
    assert remarks == (("turned", "Thời gian: 12/6/2027"),)


def test_a_paragraph_that_was_moved_elsewhere_has_no_number() -> None:
    document = docx.Document()
    moved = f"<w:moveFrom {nsdecls('w')} w:id='1' w:author='x'/>"
    for text in ("Một", "Hai", "Ba"):
        paragraph = document.add_paragraph(text, style="List Number")
        if text == "Hai":
            paragraph._p.remove(paragraph.runs[0]._r)
            paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}>{moved}</w:rPr>"))
    found = read_document(saved(document), "x.docx")
    assert [(line.number, line.text) for line in found.lines()] == [("1.", "Một"), ("2.", "Ba")]


def test_hidden_words_of_word_are_told() -> None:
    runs = f"{run('VP')}{hidden(run(' (nội bộ)'))}{BEGIN}{hidden(run(' PAGE '))}{END}"
    document = docx.Document()
    document.element.body[0].addprevious(parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    read = read_document(saved(document), "x.docx")
    assert (read.words().strip(), dict(read.remarks)) == ("VP", {"unseen-letters": "(nội bộ)"})
