"""From bytes to text: lines, places, and everything that makes a file unfit to be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parplan.diagnostics import WHOLE_FILE, Severity, Span
from parplan.source.text import SourceText, decode
from parplan.source.text_rules import FINDINGS_LIMIT, TEXT_RULES

SAVE_AS_UTF8 = "open it in the editor that wrote it and save it as UTF-8 (Windows calls UTF-16 “Unicode”)"
OLD_ENCODING = "open the file in the editor that wrote it and save it as UTF-8; now it may be windows-1258 or TCVN3"
DELETE = "delete it; it is invisible in most editors, so delete and type again the word it stands in"
NO_PLAN = "name the plan's YAML file; Word, Excel and PDF files cannot be read as a plan"
EMPTY = ("Y003", WHOLE_FILE, "the file is empty", "a plan begins with “parplan: 1”; `parplan init` writes a small one")
RESOLVE = (
    "keep the lines that are right and delete the marker lines; "
    "where two people added progress, keep the entries of both"
)
LINE_SEPARATOR = "replace it with an ordinary line end or a space; it often comes from a web page or a PDF"


UTF_16 = ("Y001", Span(1, 1, 1, 2), "the file is UTF-16, not UTF-8", SAVE_AS_UTF8)


REPRODUCERS = {
    "an older encoding": (
        "# kế hoạch\na: ".encode() + "ế".encode("utf-16-be") + b"\xff\n",
        ("Y001", Span(2, 5, 2, 6), "byte 0xBF is not UTF-8 text", OLD_ENCODING),
    ),
    "the first bad byte after a byte order mark": (
        b"\xef\xbb\xbfa: \xc3(",
        ("Y001", Span(1, 4, 1, 5), "byte 0xC3 is not UTF-8 text", OLD_ENCODING),
    ),
    "a lone surrogate": (
        b"a: \xed\xa0\x80\n",
        (
            "Y001",
            Span(1, 4, 1, 5),
            "byte 0xED is not UTF-8 text",
            "a program has written half a character (a lone surrogate) here; type the character again",
        ),
    ),
    "UTF-16 with a byte order mark": ("a: ế\n".encode("utf-16"), UTF_16),
    "UTF-16 big-endian with one": (b"\xfe\xff" + "a: ế\n".encode("utf-16-be"), UTF_16),
    "UTF-16 without one": ("plan: kế hoạch\n".encode("utf-16-le"), UTF_16),
    "UTF-16 big-endian without one": ("plan: kế hoạch\n".encode("utf-16-be"), UTF_16),
    "NUL": (
        b"a: 1\nb: x\0y\n",
        ("Y002", Span(2, 5, 2, 6), "the character U+0000 is not allowed in a plan", DELETE),
    ),
    "escape": (b"a: \x1b[31m\n", ("Y002", Span(1, 4, 1, 5), "the character U+001B is not allowed in a plan", DELETE)),
    "delete": (b"\x7fa: 1", ("Y002", Span(1, 1, 1, 2), "the character U+007F is not allowed in a plan", DELETE)),
    "C1": ("a: \x9f".encode(), ("Y002", Span(1, 4, 1, 5), "the character U+009F is not allowed in a plan", DELETE)),
    "non-character": (
        "a: \uffff".encode(),
        ("Y002", Span(1, 4, 1, 5), "the character U+FFFF is not allowed in a plan", DELETE),
    ),
    "nothing": (b"", EMPTY),
    "only a byte order mark": (b"\xef\xbb\xbf", EMPTY),
    "only blanks and comments": (b"\r\n  \t\n# a: 1\n   # b\n", EMPTY),
    "merge conflict": (
        b"a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n||||||| base\r\n=======\r\nb: 2\r\n>>>>>>> c/d\r\ne: 1\r\n",
        ("Y011", Span(2, 1, 7, 12), "an unresolved merge conflict, lines 2 to 7", RESOLVE),
    ),
    "two merge conflicts": (
        b"<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n",
        ("Y011", Span(1, 1, 3, 10), "an unresolved merge conflict, lines 1 to 3", RESOLVE),
    ),
    "the rest of one": (
        b"a: 1\n>>>>>>> b\n",
        ("Y011", Span(2, 1, 2, 10), "an unresolved merge conflict, lines 2 to 2", RESOLVE),
    ),
    "a Word file": (b"PK\x03\x04\x14\x00\x06", ("Y014", WHOLE_FILE, "this is not a text file", NO_PLAN)),
    "a PDF file": (b"%PDF-1.7\n", ("Y014", WHOLE_FILE, "this is not a text file", NO_PLAN)),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ("Y014", WHOLE_FILE, "this is not a text file", NO_PLAN)),
    "next line": ("a: x\x85".encode(), ("Y015", Span(1, 5, 1, 6), "the line separator U+0085", LINE_SEPARATOR)),
    "line separator": (
        "a: x\u2028y".encode(),
        ("Y015", Span(1, 5, 1, 6), "the line separator U+2028", LINE_SEPARATOR),
    ),
    "paragraph separator": (
        "a: x\u2029y".encode(),
        ("Y015", Span(1, 5, 1, 6), "the line separator U+2029", LINE_SEPARATOR),
    ),
    "carriage return": (
        b"a: 1\r\nb: 2\rc: 3\r\n",
        (
            "Y016",
            Span(2, 5, 2, 6),
            "a carriage return without a line feed",
            "save the file with line ends of Windows (CRLF) or Unix (LF)",
        ),
    ),
    "a second byte order mark": (
        b"\xef\xbb\xbf\xef\xbb\xbfa: 1",
        (
            "Y017",
            Span(1, 1, 1, 2),
            "the byte order mark U+FEFF inside the text",
            "delete the invisible character; it is often left where files were joined",
        ),
    ),
}


@pytest.mark.parametrize(("data", "expected"), REPRODUCERS.values(), ids=REPRODUCERS.keys())
def test_refused(data: bytes, expected: tuple[str, Span, str, str]):
    _, (finding,) = decode(data)
    assert (finding.code, finding.span, str(finding.message), str(finding.help)) == expected
    assert (finding.name, finding.severity) == next(
        (c.name, Severity.ERROR) for c in TEXT_RULES if c.code == finding.code
    )


def test_all_are_found_in_the_order_of_the_text():
    _, findings = decode("a: \x1b\u2028\r\ufeff\n=======\n".encode())
    assert [finding.code for finding in findings] == ["Y002", "Y015", "Y016", "Y017", "Y011"]


def test_findings_are_bounded():
    _, findings = decode(b"\x01\r" * 100_000)
    assert len(findings) == FINDINGS_LIMIT


@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "a:\t1\n",
        "a: kế hoạch, e\u0302\u0301, 🎉, \u00a0, \u200b\n",  # decomposed letters and unusual blanks are text
        "a: |\n  =======\n  <<<<<<< x\n",
        "======== \na: 1\n",
        "# \ufffd\na: 1\n",
    ],
)
def test_accepted(text: str):
    source, findings = decode(text.encode())
    assert findings == ()
    assert source == SourceText(text)


def test_the_byte_order_mark_is_not_part_of_the_text():
    source, findings = decode(b"\xef\xbb\xbfa: 1\r\n")
    assert findings == ()
    assert (source.text, source.bom, source.newline) == ("a: 1\r\n", True, "\r\n")


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a", "\n"), ("a\n", "\n"), ("a\r\n", "\r\n"), ("a\r\nb\nc\n", "\n"), ("a\r\nb\r\nc\n", "\r\n")],
)
def test_newline(text: str, newline: str):
    assert SourceText(text).newline == newline


def test_places_and_lines():
    source = SourceText("kế: 1\r\n\nb: 🎉x")
    assert source.span(0, 2) == Span(1, 1, 1, 3)
    assert source.span(5, 7) == Span(1, 6, 2, 1)
    assert source.span(7, 8) == Span(2, 1, 3, 1)
    assert source.span(11, 13) == Span(3, 4, 3, 6)
    assert [source.line(number) for number in (1, 2, 3)] == ["kế: 1", "", "b: 🎉x"]
    for number in (0, 4):
        with pytest.raises(IndexError):
            source.line(number)


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\0")
def test_any_bytes_are_a_text_or_refused_within_it(data: bytes):
    source, findings = decode(data)
    if findings:
        last_line = source.text.count("\n") + 1
        for finding in findings:
            assert 1 <= finding.span.line <= finding.span.end_line <= last_line
            assert finding.help is not None
    else:
        assert ("\ufeff" * source.bom + source.text).encode() == data
