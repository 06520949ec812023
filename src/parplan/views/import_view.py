"""The answers of ``parplan import`` and ``review``: the new plan and the doubts, one question per wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, Place, message_of, questions
from parplan.provenance.record import ImportedFile, SourceField
from parplan.provenance.values import party_named, value_named, values_within
from parplan.views.blocks import Block, Line, Style, line, safe
from parplan.views.json_view import Json, envelope
from parplan.views.words import proposed_text
from parplan.vocabulary.time_words import Proposal

#: The most questions `import` shows; `review` has all.
_SHOWN = 12


def plan_heading(language: Language, source: ImportedFile, *, recorded: bool) -> list[str]:
    """The comment lines an imported plan begins with. recorded: its record is written beside it."""
    where = N_("The plan as imported from “{name}” on {day}; where each field came from is in the record beside it.")
    what = N_(
        "Texts are as printed, without numbers, labels and closing punctuation; `parplan review` asks about doubts."
    )
    if not recorded:
        where = N_("The plan as imported from “{name}” on {day}, without the record of its doubts.")
        what = N_("Texts are as printed, without numbers, labels and closing punctuation.")
    without = N_("The legal bases (“Căn cứ …”) and the recipients (“Nơi nhận”) are not in this file.")
    return [
        language.gettext(where).format(name=source.name, day=language.date(source.on)),
        language.gettext(what),
        language.gettext(without),
    ]


def import_screen(
    language: Language, path: str, plan: Plan, doubts: Sequence[Doubt], *, review: str, check: str
) -> Iterator[Block]:
    """Yield the screen: the plan, the questions that concern most fields, and the next commands."""
    tasks = sum(1 for _ in plan.tasks())
    counts = [
        language.ngettext("{count} task", "{count} tasks", tasks),
        language.ngettext("{count} section", "{count} sections", len(plan.sections)),
        language.ngettext("{count} unit", "{count} units", len(plan.directory.units)),
        language.ngettext("{count} group", "{count} groups", len(plan.directory.groups)),
    ]
    yield line(language.gettext("{path} is written: {counts}").format(path=path, counts=", ".join(counts)))
    if not doubts:
        yield _with_commands(language.gettext("nothing is in doubt; `{command}` checks it").format(command=check))
        return
    asked = questions(doubts)
    yield line()
    yield line(
        language.ngettext("{count} place to look at:", "{count} places to look at:", len(doubts)),
        Style.STRONG,
    )
    for same in asked[:_SHOWN]:
        yield line(question_line(language, plan, same), indent=2)
    if len(asked) > _SHOWN:
        yield line(language.gettext("… and {count} more").format(count=len(asked) - _SHOWN), Style.DIM, indent=2)
    yield line()
    yield _with_commands(
        language.gettext("`{review}` asks them one by one; `{check}` checks the file").format(
            review=review, check=check
        )
    )


def _with_commands(text: str) -> Line:
    """A sentence with commands, which is never wrapped: a line end within a quoted word is another command."""
    return Line(safe(text), verbatim=True)


def question_line(language: Language, plan: Plan, same: Sequence[Doubt]) -> str:
    """One question on a line: its code, its addresses, and the doubt."""
    return f"{same[0].code} {_addresses(language, plan, same)}: {language.render(message_of(same[0]))}"


def _addresses(language: Language, plan: Plan, same: Sequence[Doubt]) -> str:
    """The addresses of a question, units and groups by their names; shortened if there are many."""
    named = (party_named(plan, doubt.address) or doubt.address for doubt in same)
    places = list(dict.fromkeys(one or language.gettext("the plan") for one in named))
    if len(places) <= 4:
        return ", ".join(places)
    more = language.gettext("… and {count} more").format(count=len(places) - 3)
    return f"{', '.join(places[:3])} {more}"


def place_words(language: Language, place: Place) -> str:
    """A place in the source document, in words; empty if unknown."""
    parts = []
    if place.page is not None:
        parts.append(language.gettext("page {number}").format(number=place.page))
    if place.table is not None:
        parts.append(language.gettext("table {number}").format(number=place.table))
    if place.row is not None:
        parts.append(language.gettext("row {row}, column {column}").format(row=place.row, column=place.column or 1))
    if place.paragraph is not None:
        parts.append(language.gettext("paragraph {number}").format(number=place.paragraph))
    return ", ".join(parts)


def question_blocks(
    language: Language,
    plan: Plan,
    same: Sequence[Doubt],
    source: SourceField | None,
    proposed: Sequence[Proposal] = (),
) -> Iterator[Block]:
    """One question as `review` asks it: the doubt, the printed words, and how they were read.

    proposed: possible meanings of a doubted time.
    """
    doubt = same[0]
    yield line()
    yield line(question_line(language, plan, same), Style.STRONG)
    where = place_words(language, doubt.place if source is None else source.place)
    if source is not None and source.printed:
        suffix = f" ({where})" if where else ""
        yield line(language.gettext("print:").rstrip() + f" {source.printed}{suffix}", indent=2)
    elif where:
        yield line(where, Style.DIM, indent=2)
    if held := _held(plan, same):
        for text in held:
            yield line(language.gettext("read:").rstrip() + f" {text}", indent=2)
    elif doubt.field:
        yield line(language.gettext("read:").rstrip() + f" {value_named(plan, doubt) or '–'}", indent=2)
    for text in proposed_text(language, proposed):
        yield line(text, Style.DIM, indent=2)


def _held(plan: Plan, same: Sequence[Doubt]) -> list[str]:
    """Values of the tasks that a question about a section or the plan concerns, at most as many as `import` shows.

    Each value once, behind the ids of its tasks.
    """
    if same[0].value:
        return []
    ids: dict[str, list[str]] = {}
    for doubt in same:
        for id, value in values_within(plan, doubt.address, doubt.field, doubt.printed):
            ids.setdefault(value or "–", []).append(id)
    if same[0].field == "id":
        numbers = list(ids)
        return [", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")] if numbers else []
    shown = [f"{', '.join(named)}: {value}" for value, named in ids.items()]
    return shown if len(shown) <= _SHOWN else [*shown[:_SHOWN], "…"]


def import_json(
    language: Language,
    as_of: date,
    path: str,
    record: str,
    plan: Plan,
    doubts: Sequence[Doubt],
    lines: Mapping[Doubt, int],
) -> Json:
    """``parplan import``: counts, and each doubt with its place in source and plan file."""
    told = doubts_json(language, doubts, lines)
    return envelope(
        "import",
        as_of,
        told,
        path=path,
        record=record,
        tasks=sum(1 for _ in plan.tasks()),
        sections=len(plan.sections),
        units=len(plan.directory.units),
        doubts=told,
    )


def review_json(
    language: Language, as_of: date, path: str, doubts: Sequence[Doubt], lines: Mapping[Doubt, int]
) -> Json:
    """``parplan review --json``: the open doubts."""
    return envelope("review", as_of, doubts_json(language, doubts, lines), path=path)


def doubts_json(language: Language, doubts: Iterable[Doubt], lines: Mapping[Doubt, int]) -> list[Json]:
    """The doubts with code, address, field, value, message, page of the source and line of the plan file."""
    return [
        {
            "code": doubt.code,
            "kind": doubt.kind,
            "address": doubt.address,
            "field": doubt.field,
            "value": doubt.value,
            "printed": doubt.printed,
            "message": language.render(message_of(doubt)),
            "page": doubt.place.page,
            "paragraph": doubt.place.paragraph,
            "table": doubt.place.table,
            "row": doubt.place.row,
            "column": doubt.place.column,
            "line": lines.get(doubt),
        }
        for doubt in doubts
    ]
