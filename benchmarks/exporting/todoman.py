"""Tasks as a folder of iCalendar files with one VTODO each (RFC 5545), as todoman keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.exporting.items import Item


def render_vtodos(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file."""
    for number, item in enumerate(items, 1):
        yield f"{number:06}.ics", _calendar(number, item)


def _calendar(number: int, item: Item) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//parplan//benchmarks//EN",
        "BEGIN:VTODO",
        f"UID:parplan-{number:06}",
        "DTSTAMP:20201117T000000Z",
        f"SUMMARY:{_escaped(f'{item.id} {item.title}')}",
        f"STATUS:{'COMPLETED' if item.done else 'NEEDS-ACTION'}",
    ]
    if item.due is not None:
        lines.append(f"DUE;VALUE=DATE:{item.due:%Y%m%d}")
    if item.done:
        lines += ["COMPLETED:20210215T000000Z", "PERCENT-COMPLETE:100"]
    if item.units:
        lines.append(f"CATEGORIES:{','.join(item.units)}")
    return "\r\n".join(line for long in [*lines, "END:VTODO", "END:VCALENDAR", ""] for line in _folded(long))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; those after the first begin with a blank, and no letter is cut in two."""
    part, room = "", 75
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", 74
        part += letter
        room -= size
    yield part
