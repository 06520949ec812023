"""Files that are no answer sheets, or are made to hurt: each is refused with what helps, quickly and in little room."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from conftest import needs_links
from filled_forms import COLUMNS, Desk, Filled
from parplan.cli import answer_files
from parplan.collecting.answer_sheets import AnswerFile
from parplan.collecting.workbooks import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zip(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _word() -> bytes:
    file = io.BytesIO()
    document = Document()
    document.add_table(2, 2)
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_OLE, ".xls"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (_OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (_zip(**{"xl/workbook.bin": b""}), ".xlsb"),
        (_word(), "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>x", "web page"),
        ("Mã;Trạng thái".encode(), "not a workbook"),
        (b"", "empty"),
        (b"PK\x03\x04 cut", "damaged"),
        (_zip(**{"xl/workbook.xml": "<workbook"}), "damaged"),
        (_zip(**{"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}), "damaged"),
    ],
)
def test_other_files_are_named_for_what_they_are(data: bytes, told: str) -> None:
    found = read_workbook(data, "x.xlsx")
    assert found.problem is not None
    assert told in str(found.problem)
    assert found.help is not None


def test_a_form_cut_short_or_changed_in_any_byte_is_read_or_refused(desk: Desk) -> None:
    data = Filled(desk.path()).put("1.a/plan", state="đang thực hiện").save().read_bytes()
    for place in range(0, len(data), 97):
        changed = bytearray(data)
        changed[place] ^= 0x55
        for one in (bytes(changed), data[:place]):
            found = read_workbook(one, "x.xlsx")
            assert found.problem is not None or found.sheets


def test_a_form_of_a_newer_version_is_refused(desk: Desk) -> None:
    form = Filled(desk.path()).put("1.a/plan", state="đang thực hiện")
    cell = form.cell("1.a/plan", "key")
    cell.value = cell.value.replace(" q1 2-", " q1 3-new-")
    form.save()
    (item,) = desk.collect().items
    assert item["verdict"] == "invalid"
    assert "newer" in item["message"]


def test_macros_are_named_and_not_run(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="đang thực hiện").save()
    with zipfile.ZipFile(desk.path(), "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    found = read_workbook(desk.path().read_bytes(), "x.xlsm")
    assert [str(remark) for remark in found.remarks] == ["it has macros; they were not run"]
    assert desk.verdicts() == {"1.a/plan": "new"}


def test_what_lies_beside_the_answers_is_no_answer(desk: Desk) -> None:
    (desk.folder / "bieu" / "~$bieu-2021-q1-VP.xlsx").write_bytes(b"\x05An")
    (desk.folder / "bieu" / "ghi chú.txt").write_text("gọi lại TTRA", encoding="utf-8")
    assert desk.collect().code == 0


def test_a_file_that_is_not_there_and_an_empty_folder(desk: Desk) -> None:
    (desk.folder / "trong").mkdir()
    assert [desk("collect", name).code for name in ("khong-co.xlsx", "trong", "*.ods")] == [2, 2, 2]


# -- made to hurt ------------------------------------------------------------------------------------------------------


def _with_sheet(desk: Desk, change: Callable[[str], str], extra: dict[str, bytes] | None = None) -> bytes:
    """The form with the XML of its answers changed."""
    data = desk.path().read_bytes()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet2.xml":
                content = change(content.decode()).encode()
            new.writestr(part.filename, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def _bombs(desk: Desk) -> dict[str, bytes]:
    def rows(xml: str) -> str:
        return xml.replace("</sheetData>", "".join(f'<row r="{n}"/>' for n in range(100, 1_048_577)) + "</sheetData>")

    def columns(xml: str) -> str:
        cells = "".join(f'<c r="{openpyxl.utils.get_column_letter(n)}50" s="1"/>' for n in range(1, 16_385))
        return xml.replace("</sheetData>", f'<row r="50">{cells}</row></sheetData>')

    def wide_columns(xml: str) -> str:
        letters = [openpyxl.utils.get_column_letter(n) for n in range(1, 16_385)]
        cells = "".join(
            f'<row r="{row}">' + "".join(f'<c r="{one}{row}" s="1"/>' for one in letters) + "</row>"
            for row in range(50, 90)
        )
        return xml.replace("</sheetData>", f"{cells}</sheetData>")

    def far(xml: str) -> str:
        return xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')

    def merged(xml: str) -> str:
        return xml.replace("<printOptions", "<x").replace(
            "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )

    def linked(xml: str) -> str:
        return xml.replace(
            "</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
        )

    return {
        "1,048,576 empty rows": _with_sheet(desk, rows),
        "16,384 columns": _with_sheet(desk, columns),
        "16,384 columns of 40 rows": _with_sheet(desk, wide_columns),
        "a cell in the last row and column": _with_sheet(desk, far),
        "all cells merged": _with_sheet(desk, merged),
        "a link over all cells": _with_sheet(desk, linked),
        "a part of 200 MB": _with_sheet(desk, str, {"xl/sharedStrings2.xml": bytes(200_000_000)}),
        "200 MB": desk.path().read_bytes() + bytes(200_000_000),
    }


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: Ranges of cells as a workbook may write them: a reader makes each of their cells.
_ALL_CELLS = (
    "A1:XFD1048576",
    "a1:xfd1048576",
    "x!A1:XFD1048576",
    "1:1048576",
    "A1:XFD&#49;048576",
    "A1:A99999999999",
)


@pytest.mark.parametrize("area", _ALL_CELLS)
@pytest.mark.parametrize(
    "element",
    [
        "<mergeCells><mergeCell ref='AREA'/></mergeCells>",
        "<mergeCells><mergeCell x='>' ref='AREA'/></mergeCells>",
        "<mergeCells><đ:mergeCell xmlns:đ='MAIN' ref='AREA'/></mergeCells>",
        "<hyperlinks><hyperlink ref='AREA' location='A1'/></hyperlinks>",
    ],
)
def test_ranges_are_counted_as_their_reader_reads_them(desk: Desk, element: str, area: str) -> None:
    data = _with_sheet(
        desk,
        lambda xml: xml.replace("</sheetData>", f"</sheetData>{element.replace('AREA', area).replace('MAIN', _MAIN)}"),
    )
    for one in (data, _renamed(data, "xl/worksheets/sheet2.xml", "xl/tables/a.bin"), _in_utf16(data)):
        assert "cover" in str(read_workbook(one, "x.xlsx").problem)


def test_a_comment_on_all_cells_is_one_cell_too_many(desk: Desk) -> None:
    comments = b"<comments><commentList><comment ref='A1:XFD1048576'/></commentList></comments>"
    assert "cover" in str(read_workbook(_with_sheet(desk, str, {"xl/c.bin": comments}), "x.xlsx").problem)


def test_a_part_beside_the_sheets_that_does_not_unpack_is_damage(desk: Desk) -> None:
    data = bytearray(_with_sheet(desk, str, {"xl/worksheets/x.bin": bytes(range(256))}))
    at = data.index(b"xl/worksheets/x.bin") + 30
    data[at : at + 20] = bytes(20)
    assert "damaged" in str(read_workbook(bytes(data), "x.xlsx").problem)


def _renamed(data: bytes, old: str, new: str) -> bytes:
    """The workbook with a part under another name, wherever it is named."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as renamed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(old.encode(), new.encode())
                content = content.replace(old.removeprefix("xl/").encode(), new.removeprefix("xl/").encode())
            renamed.writestr(new if part.filename == old else part.filename, content)
    return made.getvalue()


def _in_utf16(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as coded:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "xl/worksheets/sheet2.xml":
                content = content.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
            coded.writestr(part.filename, content)
    return made.getvalue()


def test_a_formula_is_seen_in_whatever_encoding_and_place(desk: Desk) -> None:
    Filled(desk.path()).put("1.a/plan", state="đang thực hiện").save()
    whole = desk.path().read_bytes()
    part = next(name for name in zipfile.ZipFile(io.BytesIO(whole)).namelist() if name.endswith("sheet2.xml"))
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            if one.filename == part:
                content = content.replace(b"<v>", b"<f>1+1</f><v>")
            new.writestr(one.filename, content)

    def formulas(data: bytes) -> int:
        (sheet,) = read_workbook(data, "x.xlsx").sheets
        return sum(cell.formula for row in sheet.rows for cell in row.cells.values())

    made = data.getvalue()
    assert formulas(made) > 0
    assert formulas(_renamed(made, part, "xl/a/b.bin")) == formulas(_in_utf16(made)) == formulas(made)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is lowered for a process that is a copy of this one")
def test_a_file_that_takes_too_much_is_refused_and_the_others_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    Filled(desk.path("VP")).put("1.a/plan", state="đang thực hiện").save()
    read = answer_files._read

    def hungry(path: Path) -> AnswerFile:
        return read(path) if "TTRA" not in path.name else AnswerFile("x", str(len(bytearray(1 << 40))))

    monkeypatch.setattr(answer_files, "_read", hungry)
    answer = desk.collect("--dry-run", "bieu")
    assert answer.code == 1
    (wrong,) = answer.json["wrong_form"]
    assert wrong["file"].endswith("TTRA.xlsx")
    assert "takes more time or memory" in wrong["message"]
    assert [item["verdict"] for item in answer.items] == ["new"]


@needs_links
def test_what_is_no_file_is_told_and_the_others_read(desk: Desk) -> None:
    Filled(desk.path("VP")).put("1.a/plan", state="đang thực hiện").save()
    folder = desk.path("VP").parent
    (folder / "a.xlsx").mkdir()
    (folder / "b.xlsx").symlink_to("nowhere")
    answer = desk.collect("--dry-run", "bieu")
    assert answer.code == 1
    assert [(Path(one["file"]).name, one["message"].split(": ")[-1]) for one in answer.json["wrong_form"]] == [
        ("a.xlsx", "it is a folder"),
        ("b.xlsx", "bieu/b.xlsx is a link to a file that does not exist"),
    ]
    assert [item["verdict"] for item in answer.items] == ["new"]
    assert desk.collect("--dry-run", "bieu/b.xlsx").code == 3


@pytest.mark.slow
def test_what_is_made_to_hurt_is_refused_or_read_in_bounded_time(desk: Desk) -> None:
    for name, data in _bombs(desk).items():
        started = time.process_time()
        found = read_workbook(data, name)
        assert time.process_time() - started < 4, name  # 2 s on a core of one's own
        assert found.problem is not None or len(found.sheets) == 1, name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the most room a process had is read from /proc")
def test_what_is_made_to_hurt_takes_little_room(desk: Desk, tmp_path: Path) -> None:
    """Each in a process of its own: at most 300 MB and 2 s of processor time."""
    for name, data in _bombs(desk).items():
        path = tmp_path / "bomb.xlsx"
        path.write_bytes(data)
        code = (
            "import sys, time\nfrom pathlib import Path\nfrom parplan.cli.answer_files import _read\n"
            "found = _read(Path(sys.argv[1]))\n"
            "room = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
            "print(room, time.process_time(), found.problem)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True
        )
        room, seconds = done.stdout.split(" ", 2)[:2]
        assert int(room) < 300_000, (name, done.stdout)
        assert float(seconds) < 2.5, (name, done.stdout)


def test_external_links_are_not_followed(desk: Desk) -> None:
    import xlsxwriter

    rows = list(Filled(desk.path()).sheet.iter_rows(values_only=True))
    book = xlsxwriter.Workbook(desk.path())
    sheet = book.add_worksheet()
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, str(value or ""))
    sheet.write_formula(1, COLUMNS["note"] - 1, "='[http://x.example/a.xlsx]S'!A1", None, "đã họp")
    book.close()
    (item,) = desk.collect().items
    assert (item["verdict"], item["entries"][0]["note"]) == ("new", "đã họp")


def test_other_commands_import_no_library_of_an_office(tmp_path: Path) -> None:
    code = (
        "import sys; from parplan.cli.app import main; main(['due', '--help']); "
        "print(sorted(m for m in sys.modules if 'openpyxl' in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=tmp_path, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
