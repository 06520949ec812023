"""The named styles of Word documents, by Nghị định 30/2020/NĐ-CP, Phụ lục I.

An office with another house style changes it once, in Word's list of styles, or attaches a template that has styles
of these names. Sizes are in points; spacing and indents are in twentieths of a point, Word's unit.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from msgspec import Struct

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "Times New Roman"

#: Language tags of a document, for spelling and hyphenation.
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}


class WordStyle(Struct, frozen=True):
    """A paragraph style: ``id`` in the file, ``name`` in Word's list of styles."""

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first_line: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    exact: bool = False
    keep_next: bool = False
    outline: int | None = None
    rule: bool = False


#: 1.27 cm, 6 pt.
_INDENT, _GAP = 720, 120

NATION = WordStyle("QuocHieu", "Quốc hiệu", 12, bold=True, align="center")
MOTTO = WordStyle("TieuNgu", "Tiêu ngữ", 13, bold=True, align="center")
SUPERIOR = WordStyle("CoQuanChuQuan", "Cơ quan chủ quản", 12, align="center")
ISSUER = WordStyle("CoQuanBanHanh", "Cơ quan ban hành", 12, bold=True, align="center")
NUMBER = WordStyle("SoKyHieu", "Số, ký hiệu", 13, align="center", before=_GAP)
ABOUT = WordStyle("TrichYeuCongVan", "Trích yếu công văn", 12, align="center", before=_GAP)
PLACE_AND_DAY = WordStyle("DiaDanhThoiGian", "Địa danh, thời gian", 13, italic=True, align="center", before=_GAP)
KIND = WordStyle("TenLoai", "Tên loại văn bản", 14, bold=True, align="center", before=360, keep_next=True)
SUMMARY = WordStyle("TrichYeu", "Trích yếu nội dung", 14, bold=True, align="center", keep_next=True)
RULE = WordStyle("DuongKe", "Đường kẻ", 2, align="center", before=30, line=60, exact=True, rule=True)
ADDRESSED = WordStyle("KinhGui", "Kính gửi", 14, align="center", before=2 * _GAP, after=2 * _GAP)
BODY = WordStyle("NoiDung", "Nội dung", 14, align="both", first_line=_INDENT, after=_GAP, line=264)
ITEM = WordStyle("GachDauDong", "Nội dung gạch đầu dòng", 14, align="both", first_line=_INDENT, after=_GAP, line=264)
HEADINGS = tuple(
    WordStyle(
        f"Heading{level}", f"heading {level}", 14, bold=True, align="both", first_line=_INDENT, before=_GAP,
        after=_GAP, keep_next=True, outline=level - 1,
    )
    for level in (1, 2, 3)
)  # fmt: skip
NOTE = WordStyle("GhiChu", "Ghi chú", 11, align="both", after=_GAP)
COLUMN_TITLE = WordStyle("TieuDeCot", "Tiêu đề cột", 10, bold=True, align="center", before=40, after=40, keep_next=True)
CELL = WordStyle("ChuTrongBang", "Chữ trong bảng", 10, before=20, after=20)
NUMBER_CELL = WordStyle("SoTrongBang", "Số trong bảng", 10, align="center", before=20, after=20)
ROW_HEADING = WordStyle("DeMucTrongBang", "Đề mục trong bảng", 11, bold=True, before=40, after=40, keep_next=True)
TOTAL = WordStyle("DongCong", "Dòng cộng", 11, bold=True, align="center", before=20, after=20)
AFTER_TABLE = WordStyle("SauBang", "Sau bảng", 2, line=_GAP, exact=True)
OFFICE = WordStyle("ChucVu", "Quyền hạn, chức vụ người ký", 14, bold=True, align="center", keep_next=True)
SIGNER = WordStyle("HoTen", "Họ tên người ký", 14, bold=True, align="center", before=1440)
RECIPIENTS_LABEL = WordStyle("NoiNhan", "Nơi nhận", 12, bold=True, italic=True, keep_next=True)
RECIPIENTS = WordStyle("DanhSachNoiNhan", "Danh sách nơi nhận", 11)
APPENDIX_LABEL = WordStyle("PhuLuc", "Phụ lục", 14, bold=True, align="center", keep_next=True, outline=0)
APPENDIX_TITLE = WordStyle("TenPhuLuc", "Tên phụ lục", 14, bold=True, align="center", keep_next=True)
REFERENCE = WordStyle(
    "ThamChieuPhuLuc", "Tham chiếu phụ lục", 14, italic=True, align="center", after=_GAP, keep_next=True
)
PAGE_NUMBER = WordStyle("Header", "header", 13, align="center")
END = WordStyle("HetPhan", "Hết phần", 1, line=20, exact=True)

STYLES = (
    NATION, MOTTO, SUPERIOR, ISSUER, NUMBER, ABOUT, PLACE_AND_DAY, KIND, SUMMARY, RULE, ADDRESSED, BODY, ITEM,
    NOTE,
    *HEADINGS, COLUMN_TITLE, CELL, NUMBER_CELL, ROW_HEADING, TOTAL, AFTER_TABLE, OFFICE, SIGNER, RECIPIENTS_LABEL,
    RECIPIENTS, APPENDIX_LABEL, APPENDIX_TITLE, REFERENCE, PAGE_NUMBER, END,
)  # fmt: skip

#: Character styles: marked places, and emphasised words.
PLACE_ID, STRONG_ID = "ChoCanDien", "Strong"
#: The margin at either side of a cell, in twentieths of a point.
CELL_MARGIN = 57
#: Table styles: with lines, and without them for texts side by side.
GRID_ID, BESIDE_ID = "TableGrid", "DatCanhNhau"

_BUILT_IN = ("heading", "header", "Strong")


def styles_xml(language: str) -> str:
    """The part ``styles.xml`` for a document in ``language``."""
    tag = LANGUAGE_TAGS[language]
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:color w:val="000000"/>'
        f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_margins(CELL_MARGIN)}</w:tblPr></w:style>"
        + "".join(map(_paragraph_style, STYLES))
        + f'<w:style w:type="character" w:customStyle="1" w:styleId="{PLACE_ID}"><w:name w:val="Chỗ cần điền"/>'
        '<w:qFormat/><w:rPr><w:highlight w:val="yellow"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="{STRONG_ID}"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        f'<w:style w:type="table" w:styleId="{GRID_ID}"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_borders()}</w:tblBorders></w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{BESIDE_ID}"><w:name w:val="Đặt cạnh nhau"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_margins(0)}</w:tblPr></w:style>'
        "</w:styles>"
    )


def _margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)


def _paragraph_style(style: WordStyle) -> str:
    """One style; the order of the elements is the schema's."""
    custom = "" if style.name.startswith(_BUILT_IN) else ' w:customStyle="1"'
    size = round(style.size * 2)
    paragraph = "<w:keepNext/>" if style.keep_next else ""
    if style.rule:
        paragraph += '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    rule = "exact" if style.exact else "auto"
    paragraph += (
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="{rule}"/>'
    )
    if style.first_line:
        paragraph += f'<w:ind w:firstLine="{style.first_line}"/>'
    paragraph += f'<w:jc w:val="{style.align}"/>'
    if style.outline is not None:
        paragraph += f'<w:outlineLvl w:val="{style.outline}"/>'
    letters = "<w:b/><w:bCs/>" if style.bold else ""
    letters += "<w:i/><w:iCs/>" if style.italic else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{letters}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
