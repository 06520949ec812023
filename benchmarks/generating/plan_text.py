"""Made tasks written as a plan file, in the style of ``plans/2021.yaml``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from benchmarks.generating import phrases
from benchmarks.generating.draws import Draws
from benchmarks.generating.tasks import YEAR, MadeSection, MadeTask, make_sections

_WIDTH = 110


def made_sections(count: int, seed: int = 1) -> list[MadeSection]:
    """Return the sections of the plan of ``count`` tasks; the same for the same seed."""
    return list(make_sections(count, Draws(f"plan {seed} of {count}")))


def render_plan(sections: Iterable[MadeSection], agency: str = "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi") -> str:
    """Return a valid plan with these sections."""
    lines = [*_head(agency), "sections:"]
    for section in sections:
        lines += _section(section)
    return "\n".join(lines) + "\n"


def render_folder(plans: int, tasks: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield name and text of many plans, each of an agency of its own."""
    for number in range(1, plans + 1):
        place = phrases.PLACES[number % len(phrases.PLACES)]
        agency = f"Văn phòng HĐND và UBND {place} {number}"
        sections = make_sections(tasks, Draws(f"folder {seed}, plan {number}"))
        yield f"plan-{number:04}.yaml", render_plan(sections, agency)


def _head(agency: str) -> Iterator[str]:
    yield "parplan: 1"
    yield "plan:"
    yield f"  year: {YEAR}"
    yield f"  title: Kế hoạch cải cách hành chính năm {YEAR}"
    yield f"  agency: {agency}"
    yield f"  decision: {{number: 335/QĐ-SKHCN, date: {YEAR - 1}-11-17}}"
    yield "units:"
    for code, name, short, aliases in phrases.UNITS:
        more = f", short: {short}" if short else ""
        more += f", aliases: [{', '.join(aliases)}]" if aliases else ""
        yield f"  {code}: {{name: {name}{more}}}"
    yield "groups:"
    for code, name, members in phrases.GROUPS:
        rest = f"members: [{', '.join(members)}], complete: yes" if members else "open: yes"
        yield f'  {code}: {{name: "{name}", {rest}}}'


def _section(section: MadeSection) -> Iterator[str]:
    yield f'  - id: "{section.id}"'
    yield f"    title: {section.title}"
    if section.headings:
        yield "    headings:"
        for id, text in section.headings.items():
            yield f'      "{id}": {text}'
    yield "    tasks:"
    for task in section.tasks:
        yield from _task(task)


def _task(task: MadeTask) -> Iterator[str]:
    yield f'      - id: "{task.id}"' if task.id[-1].isdigit() else f"      - id: {task.id}"
    yield from _text("title", task.title)
    yield f"        lead: [{_names(task.lead)}]"
    yield f"        coordinating: [{_names(task.coordinating)}]"
    yield "        products:"
    yield from (f"          - {product}" for product in task.products)
    yield from _text("time", task.time)
    yield "        milestones:"
    yield from (f"          - {_flow(milestone)}" for milestone in task.milestones)
    if task.targets:
        yield "        targets:"
        for number, (name, value, unit) in enumerate(task.targets, 1):
            yield f'          - {{id: t{number}, title: "{name}", at_least: {value}, unit: "{unit}"}}'
    if task.cites:
        yield "        cites:"
        yield from (f"          - {{number: {n}, date: {day}, issuer: {who}}}" for n, day, who in task.cites)
    if task.notes:
        yield "        notes:"
        yield from (f"          - {note}" for note in task.notes)
    if task.progress:
        yield "        progress:"
        yield from (f"          - {_flow(entry)}" for entry in task.progress)


def _text(key: str, text: str) -> Iterator[str]:
    if len(key) + len(text) + 10 <= _WIDTH:
        yield f"        {key}: {text}"
        return
    yield f"        {key}: >-"
    margin = " " * 10
    # Cut at blanks only: a line end within a number such as 62/2020/NĐ-CP would be read as a blank.
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False
    )


def _flow(entry: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' if "," in name else name for name in names)
