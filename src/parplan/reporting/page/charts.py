"""The geometry of charts, in percent of the width, so that letters keep their size on a phone.

The templates draw them as inline SVG. The only texts from a plan are labels, which the templates escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

#: The narrowest part of a bar (in percent) that shows its number.
_ROOM_FOR_NUMBER = 4.0


class BarSegment(Struct, frozen=True):
    """A part of a bar: its position and length, its CSS class, and the number shown in it."""

    x: float
    width: float
    style: str
    number: str


class Bar(Struct, frozen=True):
    """A labelled bar; ``total`` is shown at the end of the label."""

    label: str
    total: str
    segments: tuple[BarSegment, ...]


class Tick(Struct, frozen=True):
    """A month on the time axis; narrow screens show only the ``major`` ones."""

    x: float
    label: str
    major: bool


class Point(Struct, frozen=True):
    """A deadline: its position, a shape for its timeliness, and the positions it was moved from, in order."""

    x: float
    shape: str
    moved_from: tuple[float, ...] = ()


class TimelineRow(Struct, frozen=True):
    """The deadlines of one task."""

    label: str
    points: tuple[Point, ...]


class Timeline(Struct, frozen=True):
    """Deadlines over time; ``today`` is ``None`` if it lies outside."""

    ticks: tuple[Tick, ...]
    today: float | None
    rows: tuple[TimelineRow, ...]


class Bullet(Struct, frozen=True):
    """A measured value against its target: the length reached, the position of the target, and whether it is met."""

    label: str
    words: str
    style: str
    reached: float
    asked: float


class Curve(Struct, frozen=True):
    """Two counts that grow over time, as polylines in a square of 100 by 100."""

    ticks: tuple[Tick, ...]
    today: float | None
    due: str
    done: str
    highest: int


def make_bar(label: str, parts: Sequence[tuple[str, int]], longest: int, total: str = "") -> Bar:
    """A bar of ``parts`` (class and count); a sum of ``longest`` takes the full length."""
    segments, x = [], 0.0
    for style, count in parts:
        if count:
            width = 100 * count / longest
            segments.append(
                BarSegment(_round(x), _round(width), style, str(count) if width >= _ROOM_FOR_NUMBER else "")
            )
            x += width
    return Bar(label, total or str(sum(count for _, count in parts)), tuple(segments))


class TimeScale(Struct, frozen=True):
    """Maps days from ``first`` to ``last`` to positions from 0 to 100."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """The position of a day; a day outside gets the nearer end."""
        inside = min(max(day, self.first), self.last)
        return _round(100 * (inside - self.first).days / max((self.last - self.first).days, 1))

    def within(self, day: date) -> float | None:
        """The position of a day; ``None`` outside."""
        return self.place(day) if self.first <= day <= self.last else None

    def ticks(self) -> tuple[Tick, ...]:
        """The months, or the quarters of more than two years; every third tick is major."""
        months = list(_months(self.first, self.last))
        several = len({month.year for month in months}) > 1
        if len(months) > 25:
            months = [month for month in months if month.month in (1, 7)]
        return tuple(
            Tick(
                self.place(month),
                f"{month.month}/{month.year % 100:02}" if several else str(month.month),
                major=month.month in (1, 4, 7, 10),
            )
            for month in months
        )


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        if month.year == date.max.year and month.month == 12:
            return
        month = (month + timedelta(days=32)).replace(day=1)


def make_bullet(
    label: str, words: str, value: Decimal | None, asked: Decimal, met: bool | None, *, whole: bool
) -> Bullet:
    """A bullet bar; ``whole``: the value is a percentage."""
    longest = max(Decimal(100) if whole else asked * Decimal("1.25"), asked, value or Decimal(0), Decimal(1))
    style = "unknown" if met is None else "met" if met else "missed"
    reached = max(value or Decimal(0), Decimal(0))
    return Bullet(
        label,
        words,
        style,
        _round(float(100 * reached / longest)),
        _round(float(100 * max(asked, Decimal(0)) / longest)),
    )


def make_curve(scale: TimeScale, today: date, points: Sequence[tuple[date, int, int]]) -> Curve:
    """The curve of ``points`` (day, count due, count done); the second line ends today."""
    highest = max((max(due, done) for _, due, done in points), default=0)

    def line(pairs: Iterable[tuple[date, int]], until: date) -> str:
        places, before = ["0,100"], 100.0
        for day, count in pairs:
            x, y = scale.place(day), _round(100 - 100 * count / max(highest, 1))
            places += [f"{x:g},{before:g}", f"{x:g},{y:g}"]
            before = y
        places.append(f"{scale.place(until):g},{before:g}")
        return " ".join(places)

    return Curve(
        scale.ticks(),
        scale.within(today),
        line(((day, due) for day, due, _ in points), scale.last),
        line(((day, done) for day, _, done in points if day <= today), today),
        highest,
    )


def _round(value: float) -> float:
    return round(value, 2)
