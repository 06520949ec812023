"""The request of a command: day, language, named plans, and output stream."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from msgspec import Struct, field

from parplan.cli.choices import choice
from parplan.cli.commands.table import COLOR
from parplan.cli.dates import parse_day, parse_now
from parplan.cli.failures import unwritten
from parplan.cli.streams import abandon_stdout, is_unicode, reader_has_gone, screen_width, wants_colour
from parplan.clock import now
from parplan.errors import RequestError
from parplan.languages import Language
from parplan.views.blocks import Block, Line, escaped_line, safe
from parplan.views.ci_logs import for_people
from parplan.views.painting import paint
from parplan.vocabulary.hidden_characters import escaped, escaped_in_json

if TYPE_CHECKING:
    from parplan.views.json_view import Json


#: Pieces of JSON written at once.
_AT_ONCE = 5000
#: Text between line ends and tabs.
_SHOWN = re.compile(r"[^\t\n]+")


class Request(Struct, frozen=True):
    """One request.

    named: the plans named by option or variable. typed: those on the command line itself. day_typed, language_typed:
    whether the day and the language are. moment: the time of the run; ``moment_fixed``: it comes from
    ``PARPLAN_TODAY``. today: the day of the run, even if another is the as-of day. out: the stream for answers.
    """

    language: Language
    as_of: date
    json: bool
    named: tuple[str, ...]
    moment: datetime
    moment_fixed: bool = False
    today: date = date.max
    typed: tuple[str, ...] = ()
    day_typed: bool = False
    language_typed: bool = False
    colour: str = "auto"
    #: Whether screens are written for a screen reader.
    plain: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    #: Lines for the error stream, shown after the answer or the error.
    closing: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The width of the output, in columns."""
        return screen_width()

    def colours(self, stream: TextIO) -> bool:
        """Whether to use colours on ``stream``."""
        return not self.plain and wants_colour(stream, os.environ, self.colour)

    def advise(self, text: str) -> None:
        """Write a line on the error stream."""
        print(safe(text), file=sys.stderr)

    def answer(self, blocks: Iterable[Block]) -> None:
        """Write a screen."""
        with _writing(self.out):
            # A file, such as one of findings, is no log.
            screen = for_people(self.out, os.environ) if self.out is sys.stdout else self.out
            paint(blocks, screen, self.width, colour=self.colours(self.out), linear=self.plain)

    def answer_difference(self, lines: Iterable[str]) -> None:
        """Write the lines of a diff: to a pipe or file sign for sign, so that it is a patch.

        A screen shows hidden characters escaped, and line ends of Windows as any other.
        """
        if self.out.isatty():
            self.answer(Line(escaped_line(text.removesuffix("\r")), verbatim=True) for text in lines)
        else:
            self.answer_text("".join(f"{text}\n" for text in lines))

    def answer_words(self, text: str) -> None:
        """Write a text for people, in the letters the stream has."""
        with _writing(self.out):
            print(text, end="", file=self.out)

    def answer_text(self, text: str) -> None:
        """Write a text that makes a file of its own, unchanged: in UTF-8, with the line ends it has."""
        self.answer_bytes(text.encode("utf-8", "backslashreplace"))

    def answer_bytes(self, data: bytes) -> None:
        """Write bytes unchanged to a pipe or file; to a screen as text, with what does not show escaped."""
        with _writing(self.out):
            if self.out.isatty():
                text = data.decode("utf-8-sig", "backslashreplace").replace("\r\n", "\n")
                print(_SHOWN.sub(lambda some: escaped(some[0]), text), end="", file=self.out)
            else:
                self.out.flush()
                self.out.buffer.write(data)

    def answer_xml(self, text: str) -> None:
        """Write XML, with character references if the stream is not Unicode."""
        shown = text if is_unicode(self.out) else text.encode("ascii", "xmlcharrefreplace").decode()
        with _writing(self.out):
            print(shown, end="", file=self.out)

    def answer_json(self, answer: Json | list[Json]) -> None:
        """Write JSON, with escapes if the stream is not Unicode.

        Invisible characters, such as direction marks, are always escaped: the value is the same, and terminals show it
        truthfully.
        """
        import json

        pieces = json.JSONEncoder(ensure_ascii=not is_unicode(self.out), indent=2).iterencode(answer)
        with _writing(self.out):
            # Written as it is made, as an answer may have fifty million signs; line by line, as nearly all are plain.
            while some := "".join(islice(pieces, _AT_ONCE)):
                self.out.write("\n".join(map(escaped_in_json, some.split("\n"))))
            self.out.write("\n")


@contextmanager
def _writing(stream: TextIO) -> Iterator[None]:
    """End quietly if the reader of the pipe has gone. Raises ``FileError`` for a full disk or a closed stream."""
    try:
        yield
        stream.flush()
    except OSError as error:
        abandon_stdout()
        if not reader_has_gone(error):
            raise unwritten(error) from None


def make_request(shared: Mapping[str, Any], language: Language) -> Request:
    """Make a request from the global options. Raises ``RequestError`` for an invalid day."""
    day, moment = None, None
    named_day = shared.get("as_of")
    if said := os.environ.get("PARPLAN_TODAY"):
        day, moment = parse_now(said) if named_day is None else _now_if_said(said)
    fixed = moment is not None
    moment = moment or now()
    today = day or moment.date()
    as_of = today if named_day is None else parse_day(named_day, "--as-of", today=today, year=today.year)
    paths = tuple(shared.get("plan") or ())
    named = paths
    if not named and (path := os.environ.get("PARPLAN_PLAN")):
        named = (path,)
    return Request(
        language,
        as_of,
        bool(shared.get("json")),
        named,
        moment=moment,
        moment_fixed=fixed,
        today=today,
        typed=paths,
        day_typed=named_day is not None,
        language_typed=shared.get("lang") is not None,
        plain=bool(shared.get("plain")) or os.environ.get("PARPLAN_PLAIN", "0") not in ("", "0"),
        colour=choice(shared.get("color", COLOR.default), COLOR.choices, "--color"),
    )


def _now_if_said(said: str) -> tuple[date | None, datetime | None]:
    """The day and moment in ``PARPLAN_TODAY``, which may be invalid if ``--as-of`` is given."""
    try:
        return parse_now(said)
    except RequestError:
        return None, None
