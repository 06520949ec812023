"""Reading the cells of a form: states, days, figures and texts.

Each reader returns the value, ``None`` for an empty cell, or raises :class:`CellError` with the problem. An ambiguous
value is asked about, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from parplan.collecting.answer_sheets import AnswerCell
from parplan.diagnostics import N_, Message, message
from parplan.plan.structure import State, is_percentage
from parplan.vocabulary.folding import fold, nfc
from parplan.vocabulary.hidden_characters import without_invisible
from parplan.vocabulary.typed_numbers import is_ambiguous, without_groups


class CellError(Exception):
    """A cell whose value cannot be used."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem)
        self.problem = problem


class DayWindow(Struct, frozen=True):
    """The days answers are about, and the last one anything can have happened on."""

    first: date
    last: date
    today: date


class AnsweredState(Struct, frozen=True):
    """State a cell answers, with the percentage done where one is typed."""

    state: State
    percent: int | None = None


#: Signs of a ticked box.
_TICKS = frozenset(["x", "×", "v", "✓", "✔", "☑", "√", "🗸", "☒", "✅"])
_STATES = {
    State.DONE: (
        "hoan thanh", "da hoan thanh", "hoan tat", "xong", "da xong", "lam xong", "da lam xong", "xong roi",
        "da thuc hien", "da thuc hien xong", "thuc hien xong", "da ban hanh", "da nop", "da gui", "da bao cao", "dat",
        "hoan thanh truoc han", "hoan thanh dung han", "hoan thanh tre han", "hoan thanh qua han",
        "done", "completed", "yes", "ok", "ht", "da ht", "roi",
    ),
    State.IN_PROGRESS: (
        "dang thuc hien", "dang lam", "dang trien khai", "dang tien hanh", "dang trien khai thuc hien",
        "dang xu ly", "dang th",
        "dang thuc hien, trong han", "in progress", "in-progress", "dang soan thao", "dang du thao", "thuong xuyen",
    ),
    State.NOT_STARTED: (
        "chua thuc hien", "chua lam", "chua trien khai", "chua tien hanh", "chua", "not started", "not-started",
    ),
    State.PAUSED: ("tam dung", "tam hoan", "tam ngung", "dang tam dung", "paused"),
    State.DROPPED: ("khong thuc hien", "khong trien khai", "khong thuc hien nua", "huy", "huy bo", "bo", "dropped"),
}  # fmt: skip
_BY_WORDS = {words: state for state, names in _STATES.items() for words in names}
#: Words, signs between and a percentage; one class of signs for both, so that a cell of 32,767 of them takes no time.
_STATE_PERCENT = re.compile(r"(?P<words>[a-z :,(~-]*)(?P<percent>[0-9]{1,3}) ?%\)?")

_DAY = re.compile(r"(?:ngay )?([0-9]{1,2}) ?[/.-] ?([0-9]{1,2})(?: ?[/.-] ?([0-9]{4}|[0-9]{2}))?")
_DAY_IN_WORDS = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?: nam ([0-9]{4}))?")
_ISO_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ]00:00(?::00)?(?:\.0+)?)?")
_COMPACT_DAY = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])")

_NUMBER = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,6}))?")

#: Words for “nothing to report”.
_NOTHING = frozenset(("-", "--", "---", "/", "\\", ".", "khong", "khong co", "khong.", "chua co", "none", "no", "n/a"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # the format's escape of characters that XML does not allow


def clean(text: str) -> str:
    """A text as a plan allows it: composed letters, line feeds, no invisible characters, no blanks around lines."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = re.sub("\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = _CONTROL.sub("", without_invisible(text))
    lines = (" ".join(line.split()) for line in nfc(text).split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def parse_state(cell: AnswerCell) -> AnsweredState | None:
    """A state in the words of the list or in others, a tick, or how much is done."""
    value = cell.value
    if value is None or value is False:
        return None
    if value is True:
        return AnsweredState(State.DONE)
    if isinstance(value, int | float):
        if (percent := parse_percent(cell)) is not None:
            return _part_done(None, percent, str(cell.value))
        raise CellError(message(N_("“{value}” is not a state; choose one from the list"), value=_number_text(value)))
    text = _text_of(cell)
    if not text:
        return None
    words = fold(text).strip(" .!;,:")
    if text.strip(" .").casefold() in _TICKS or words in _TICKS:
        return AnsweredState(State.DONE)
    if words in _BY_WORDS:
        return AnsweredState(_BY_WORDS[words])
    if found := _STATE_PERCENT.fullmatch(words):
        said = found["words"].rstrip(" :,(~-").strip(" ,-")
        state = _BY_WORDS.get(said) if said else None
        if not said or state is not None:
            return _part_done(state, int(found["percent"]), text)
    raise CellError(message(N_("“{value}” is not a state; choose one from the list"), value=text))


def _part_done(state: State | None, percent: int, typed: str) -> AnsweredState:
    if percent > 100 or (state is State.DONE and percent != 100) or (state is State.NOT_STARTED and percent):
        raise CellError(message(N_("“{value}”: the state and the percentage contradict each other"), value=typed))
    if state is None:
        state = State.DONE if percent == 100 else State.IN_PROGRESS
    return AnsweredState(state, None if state in (State.DONE, State.NOT_STARTED) else percent)


def parse_day(cell: AnswerCell, window: DayWindow) -> date | None:
    """A day, however it was typed or stored; asked about where its day and month may be swapped."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _within(value, window, stored=True)
    if isinstance(value, bool):
        raise no_such_day(str(value))
    if isinstance(value, int | float):
        if (found := _COMPACT_DAY.fullmatch(_number_text(value))) is not None:
            return _within(_made(found[1], found[2], found[3], _number_text(value)), window)
        if cell.serial is not None and abs(cell.serial.year - window.first.year) <= 2:
            return _within(cell.serial, window, stored=True)
        raise no_such_day(_number_text(value))
    text = _text_of(cell)
    if not text:
        return None
    words = fold(text).strip(" .;,")
    if found := _ISO_DAY.fullmatch(words):
        return _within(_made(found[1], found[2], found[3], text), window)
    if found := _COMPACT_DAY.fullmatch(words):
        return _within(_made(found[1], found[2], found[3], text), window)
    if found := _DAY.fullmatch(words) or _DAY_IN_WORDS.fullmatch(words):
        if found[3] is None:
            return _without_year(found[1], found[2], text, window)
        year = found[3] if len(found[3]) == 4 else f"{window.last.year // 100}{found[3]}"
        return _within(_made(year, found[2], found[1], text), window)
    raise no_such_day(text)


def _made(year: str, month: str, day: str, typed: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise no_such_day(typed) from None


def no_such_day(typed: str) -> CellError:
    """The error for a text that is no day."""
    return CellError(message(N_("“{value}” is not a day; type it as 15/03/2021"), value=typed))


def _without_year(day: str, month: str, typed: str, window: DayWindow) -> date:
    """The day in the year for which it lies in the window; asked about unless there is exactly one such year.

    A day after the window counts as well where it is over: forms come back late, those of a year in the next one.
    """
    last = min(window.last, window.today)
    years = range(window.first.year, window.today.year + 1)
    made = [one for year in years if (one := _perhaps(year, month, day)) is not None]
    found = [one for one in made if one <= window.today or one.year <= last.year]
    inside = [one for one in found if window.first <= one <= last]
    late = [one for one in found if last < one <= window.today]
    if not found:
        raise no_such_day(typed)
    if len(inside) == 1 and not late:
        return inside[0]
    if len(found) == 1:
        return _within(found[0], window)
    raise CellError(message(N_("“{value}”: of which year?"), value=typed))


def _perhaps(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _within(day: date, window: DayWindow, *, stored: bool = False) -> date:
    """Ask where the window shows that day and month were swapped; refuse days in the future.

    ``stored``: a program converted the typed text to a day, perhaps in the order of another language.
    """
    swapped = None
    if day.day <= 12 and day.day != day.month and not window.first <= day <= min(window.last, window.today):
        swapped = date(day.year, day.day, day.month)
        if not window.first <= swapped <= min(window.last, window.today):
            swapped = None
    if swapped is not None and (stored or day > window.today):
        raise CellError(
            message(N_("{day}: is {swapped} meant? Day and month may be the wrong way round"), day=day, swapped=swapped)
        )
    if day > window.today:
        raise CellError(
            message(N_("{day} is after {today}; what has not happened cannot be recorded"), day=day, today=window.today)
        )
    if abs(day.year - window.first.year) > 2:
        raise CellError(message(N_("{day}: is the year right?"), day=day))
    return day


_NOT_IN_PERCENT = N_("“{value}” is a percentage, and the figure is not counted in percent")


def parse_figure(cell: AnswerCell, unit: str | None) -> Decimal | None:
    """A number; ``6,5`` and ``6.5`` are the same, ``1.234`` is asked about. ``unit`` is its unit of measure."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool | date):
        shown = value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
        raise CellError(message(N_("“{value}” is not a number (a program may have made a day of it)"), value=shown))
    of_percent = is_percentage(unit)
    if isinstance(value, int | float):
        if cell.words and not _is_measure(cell.words, unit, of_percent=of_percent):
            raise _shown_with(cell)
        if cell.percent and of_percent:
            value = value * 100
        elif cell.percent:
            raise CellError(message(_NOT_IN_PERCENT, value=f"{value * 100:.15g}%"))
        return _decimal(f"{value:.15g}", whole=isinstance(value, int))
    text = _text_of(cell)
    if not text:
        return None
    words = fold(text).lstrip(" ;").rstrip(" .;")  # “.5” is asked about, as “,5” is
    if unit is not None and words.endswith(measured := fold(unit)):
        before = words.removesuffix(measured)
        if before[-1:].isdigit() and measured[0].isdigit():
            # a number in thousands (“1000 đồng”), whose unit may be the end of the number
            raise CellError(message(N_("“{value}” is not a number; write only the number here"), value=text))
        words = before.strip()
    elif words.endswith("%"):
        if not of_percent:
            raise CellError(message(_NOT_IN_PERCENT, value=text))
        words = words.removesuffix("%").rstrip()
    if is_ambiguous(words):
        raise _asked(text)
    words = without_groups(words)
    if not _NUMBER.fullmatch(words):
        raise CellError(message(N_("“{value}” is not a number; write only the number here"), value=text))
    return _decimal(words.replace(",", "."))


#: What “đồng” is written as by number formats.
_DONG = frozenset(("₫", "đ", "vnd", "vnđ", "đồng"))


def _is_measure(words: str, unit: str | None, *, of_percent: bool) -> bool:
    """Whether the words that a format shows with a number are its unit of measure."""
    said, measured = words.casefold(), (unit or "").casefold()
    return said == measured or (of_percent and said == "%") or (said in _DONG and measured in _DONG)


def _shown_with(cell: AnswerCell) -> CellError:
    return CellError(
        message(
            N_("{value} is shown with “{words}” by the format of its cell; type what is meant"),
            value=_number_text(float(str(cell.value))),
            words=cell.words,
        )
    )


def _decimal(text: str, *, whole: bool = False) -> Decimal:
    if not whole and is_ambiguous(text):
        raise _asked(text)
    if not _NUMBER.fullmatch(text):
        raise CellError(message(N_("“{value}” has more digits than a figure can have"), value=text))
    return Decimal(text)


def _asked(text: str) -> CellError:
    return CellError(
        message(N_("“{value}” may be read in two ways: write 1234, or 1,2 with fewer decimals"), value=text)
    )


def parse_percent(cell: AnswerCell) -> int | None:
    """The percentage of a task that is done, where the column for figures has one."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.percent:
        found = Decimal(f"{value * 100:.15g}")
    elif isinstance(value, str) and (match := re.fullmatch(r"([0-9]{1,3}) ?%", _text_of(cell))):
        found = Decimal(match[1])
    else:
        return None
    return int(found) if found == int(found) and 0 <= found <= 100 else None


def parse_text(cell: AnswerCell) -> str | None:
    """A free text; numbers and days as they are shown, or asked about."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return None if value is None else ("x" if value else None)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float):
        if cell.words:
            raise _shown_with(cell)
        return f"{value * 100:.15g}%" if cell.percent else _number_text(value)
    return clean(str(value)) or None


def parse_remark(cell: AnswerCell) -> str | None:
    """A text about difficulties or proposals; ``None`` where it says that there are none."""
    text = parse_text(cell)
    return None if text is None or fold(text) in _NOTHING else text


def _text_of(cell: AnswerCell) -> str:
    return " ".join(clean(str(cell.value)).split())


def _number_text(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.15g}"
