"""From the bytes of a file to its text: UTF-8, without characters that programs read in different ways.

YAML allows some of what is refused here (U+0085, U+2028, a lone carriage return); editors, ``git`` and Python
disagree on whether those end a line, so positions and edits could not be trusted. Unicode normalisation is not
checked: a decomposed text is a text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, islice

from msgspec import Struct

from parplan.diagnostics import N_, WHOLE_FILE, Finding, Fix, Span, Splice, message
from parplan.source.text_rules import (
    CARRIAGE_RETURN,
    CONTROL_CHARACTER,
    EMPTY_FILE,
    FINDINGS_LIMIT,
    LINE_SEPARATOR,
    MERGE_CONFLICT,
    MISPLACED_BOM,
    NOT_A_TEXT_FILE,
    NOT_UTF8,
)

_BOM = "\ufeff"
_BOM_BYTES = _BOM.encode()

#: Characters no value may hold, however they were written: C0 but tab and line feed, DEL, C1 (U+0085 is one of them),
#: the Unicode line ends, surrogates, the byte order mark and the two non-characters YAML excludes (YAML 1.2, 5.1).
FORBIDDEN_IN_VALUES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

# The same in the text itself, where a carriage return is half of a Windows line end. Surrogates cannot be there. Two
# expressions, because the alternative of both takes three times as long.
_FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_CARRIAGE_RETURN = re.compile("\r(?!\n)")

# Nearly every file is free of them, which is seen ten times faster by its bytes: control characters are single ones,
# and the others begin with, or are, a few that are rare in texts.
_CONTROL_BYTES = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_RARE_BYTES = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef")

_SOME_CONTENT = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)

_CONFLICT_BYTES = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)[^\r\n]*", re.MULTILINE)

#: The first bytes of files named by mistake: Word and Excel (a zip archive; before 2007 an OLE file), PDF.
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-")


class SourceText(Struct, frozen=True, dict=True):
    """The text of a file. Offsets into ``text`` count code points; no line end is translated.

    ``bom`` says whether the file began with a byte order mark, which is not part of ``text``. ``newline`` is the
    line end the file uses (the more frequent one, ``"\\n"`` for a file of one line).
    """

    text: str
    bom: bool = False

    def encode(self) -> bytes:
        """Return the bytes of the file: what :func:`decode` was given, if it found nothing wrong."""
        return ((_BOM if self.bom else "") + self.text).encode("utf-8")

    @cached_property
    def newline(self) -> str:
        """The line end to write new lines with: ``"\\n"`` or ``"\\r\\n"``."""
        windows = self.text.count("\r\n")
        return "\r\n" if windows > self.text.count("\n") - windows else "\n"

    @cached_property
    def _line_starts(self) -> array[int]:
        # Made on demand, as a clean file never needs it; an array, as it takes a fifth of the memory of a list.
        starts = array("Q", [0])
        starts.extend(accumulate(map((1).__add__, map(len, self.text.split("\n")))))
        starts.pop()  # behind the text
        return starts

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]``: 1-based lines and columns, the end exclusive."""
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place that :meth:`span` gave."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the 1-based line ``number`` without its line end; :class:`IndexError` when there is none."""
        if not 1 <= number <= len(self._line_starts):
            raise IndexError(number)
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].removesuffix("\n").removesuffix("\r")


def decode(data: bytes) -> tuple[SourceText, tuple[Finding, ...]]:
    """Return the text of a file, and findings where it cannot be read; never raises.

    With findings, use the text only for showing excerpts: bytes that are not UTF-8 are U+FFFD in it.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = _source(data.decode("utf-8", "replace"))
        return source, (_not_text(source, data) or _not_utf8(source, data, error),)
    source = _source(text)
    other_kind = _not_text(source, data)
    if other_kind:
        return source, (other_kind,)
    findings: list[Finding] = []
    if _may_hold_forbidden_characters(data):
        findings.extend(_forbidden_characters(source))
    if any(marker in data for marker in _CONFLICT_BYTES):
        findings.extend(_merge_conflict(source))
    if not findings and not _SOME_CONTENT.search(source.text):
        findings.append(empty_file())
    return source, tuple(findings)


def blanked(text: str) -> str:
    """The text with a blank in place of each character that no file may hold; offsets stay."""
    return _SURROGATE.sub(" ", _FORBIDDEN_IN_TEXT.sub(" ", text))


def empty_file() -> Finding:
    """Make the finding for an empty file."""
    return EMPTY_FILE.finding(
        WHOLE_FILE,
        message(N_("the file is empty")),
        message(N_("a plan begins with “parplan: 1”; `parplan init` writes a small one")),
    )


def _source(text: str) -> SourceText:
    return SourceText(text.removeprefix(_BOM), bom=text.startswith(_BOM))


def _not_text(source: SourceText, data: bytes) -> Finding | None:
    start = data[:1000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_byte_is_nul(start):
        return NOT_UTF8.finding(
            source.span(0, 1),
            message(N_("the file is UTF-16, not UTF-8")),
            message(N_("open it in the editor that wrote it and save it as UTF-8 (Windows calls UTF-16 “Unicode”)")),
        )
    if data.startswith(_OTHER_KINDS) or (b"\0" in start and "\ufffd" in source.text[:1000]):
        return NOT_A_TEXT_FILE.finding(
            WHOLE_FILE,
            message(N_("this is not a text file")),
            message(N_("name the plan's YAML file; Word, Excel and PDF files cannot be read as a plan")),
        )
    return None


def _every_other_byte_is_nul(start: bytes) -> bool:
    # Letters of the Latin script have a zero byte in UTF-16, before or after the other; most of YAML is such letters.
    even, odd = start[::2], start[1::2]
    return any(2 * zeros.count(0) > len(zeros) > 1 and 0 not in others for zeros, others in ((even, odd), (odd, even)))


def _not_utf8(source: SourceText, data: bytes, error: UnicodeDecodeError) -> Finding:
    before = len(data[: error.start].decode("utf-8")) - source.bom
    if data[error.start] == 0xED and data[error.start + 1 : error.start + 2] >= b"\xa0":
        help = message(N_("a program has written half a character (a lone surrogate) here; type the character again"))
    else:
        help = message(
            N_("open the file in the editor that wrote it and save it as UTF-8; now it may be windows-1258 or TCVN3")
        )
    return NOT_UTF8.finding(
        source.span(before, before + 1),
        message(N_("byte {byte} is not UTF-8 text"), byte=f"0x{data[error.start]:02X}"),
        help,
    )


def _may_hold_forbidden_characters(data: bytes) -> bool:
    if data.count(b"\r") != data.count(b"\r\n") or len(data.translate(None, _CONTROL_BYTES)) < len(data):
        return True
    start = len(_BOM_BYTES) if data.startswith(_BOM_BYTES) else 0
    return any(data.find(rare, start) >= 0 for rare in _RARE_BYTES)


def _forbidden_characters(source: SourceText) -> Iterator[Finding]:
    patterns = (_FORBIDDEN_IN_TEXT, _LONE_CARRIAGE_RETURN)
    matches = [match for pattern in patterns for match in islice(pattern.finditer(source.text), FINDINGS_LIMIT)]
    for match in sorted(matches, key=re.Match.start)[:FINDINGS_LIMIT]:
        span = source.span(*match.span())
        character = name_of(match[0])
        if match[0] == "\r":
            yield CARRIAGE_RETURN.finding(
                span,
                message(N_("a carriage return without a line feed")),
                message(N_("save the file with line ends of Windows (CRLF) or Unix (LF)")),
            )
        elif match[0] in "\x85\u2028\u2029":
            yield LINE_SEPARATOR.finding(
                span,
                message(N_("the line separator {character}"), character=character),
                message(N_("replace it with an ordinary line end or a space; it often comes from a web page or a PDF")),
            )
        elif match[0] == _BOM:
            yield MISPLACED_BOM.finding(
                span,
                message(N_("the byte order mark {character} inside the text"), character=character),
                message(N_("delete the invisible character; it is often left where files were joined")),
                Fix((Splice(*match.span(), ""),)),
            )
        else:
            yield CONTROL_CHARACTER.finding(
                span,
                message(N_("the character {character} is not allowed in a plan"), character=character),
                message(
                    N_("delete it; it is invisible in most editors, so delete and type again the word it stands in")
                ),
            )


def name_of(character: str) -> str:
    """Return ``U+2028`` and the like for a character that cannot be shown."""
    return f"U+{ord(character):04X}"


def _merge_conflict(source: SourceText) -> Iterator[Finding]:
    first = _CONFLICT_MARKER.search(source.text)
    if first is None:
        return
    last = first
    following = _CONFLICT_MARKER.finditer(source.text, first.end())
    while not last[0].startswith(">") and (marker := next(following, None)):
        last = marker
    span = source.span(first.start(), last.end())
    yield MERGE_CONFLICT.finding(
        span,
        message(N_("an unresolved merge conflict, lines {first} to {last}"), first=span.line, last=span.end_line),
        message(
            N_(
                "keep the lines that are right and delete the marker lines; "
                "where two people added progress, keep the entries of both"
            )
        ),
    )
