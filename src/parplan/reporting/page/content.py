"""The content of the page in the reader's language, as the templates show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from parplan.languages import OfficeLanguage
from parplan.queries.status import Kept, StatusColumn, StatusRow
from parplan.reporting.due_lines import due_lines, due_texts, line_who, named_occasion, occasion_text
from parplan.reporting.page.attention import attention_groups
from parplan.reporting.page.figures import COLUMNS, column_labels, figures
from parplan.reporting.page.overview import WINDOW, PlanOverview
from parplan.reporting.page.parts import Chart, DirectionGroup, PageTable, Shown, Tile, table
from parplan.reporting.page.task_details import SIGNS, Anchors, TaskCard, make_task_details
from parplan.views.words import document_name, item_text

#: The most letters of a task's name in a list.
_LABEL = 110


class FilterChoice(Struct, frozen=True):
    """One choice of a filter; ``style`` is the CSS class of the tasks it shows."""

    key: str
    style: str
    label: str


class PlanContent(Struct, frozen=True):
    """The content about one plan; ``key`` is the prefix of its HTML ids.

    ``tasks`` are made one by one as the page is written, because of a large plan all of them take a gigabyte.
    """

    key: str
    title: str
    issued: str
    as_of: str
    verdict: str
    tiles: tuple[Tile, ...]
    apart: str
    attention: tuple[DirectionGroup, ...]
    figures: tuple[Chart, ...]
    coming: PageTable
    units: tuple[FilterChoice, ...]
    states: tuple[FilterChoice, ...]
    tasks: Iterator[TaskCard]


class PageContent(Struct, frozen=True):
    """The whole page; ``agencies`` is a table that compares the plans if there are several."""

    language: str
    title: str
    labels: dict[str, str]
    agencies: PageTable | None
    plans: tuple[PlanContent, ...]


def make_content(language: OfficeLanguage, overviews: Sequence[PlanOverview]) -> PageContent:
    """Make the content of the page."""
    _ = language.gettext
    plans = tuple(_plan(language, overview, f"p{number}") for number, overview in enumerate(overviews))
    several = len(plans) > 1
    title = plans[0].title
    if several:
        title = _("Progress of {count} plans, as of {date}").format(
            count=len(plans), date=language.date(overviews[0].as_of)
        )
    agencies = _agencies(language, overviews) if several else None
    return PageContent(language.code, title, _labels(language), agencies, plans)


def _labels(language: OfficeLanguage) -> dict[str, str]:
    _ = language.gettext
    return {
        "contents": _("On this page"),
        "overview": _("Overview"),
        "attention": _("Needs a decision"),
        "figures": _("Charts"),
        "coming": _("Due within {count} days").format(count=WINDOW.days),
        "tasks": _("All tasks"),
        "none": _("None"),
        "table": _("The numbers as a table"),
        "unit_filter": _("Show the tasks of"),
        "state_filter": _("Show by state"),
        "all": _("all"),
        "history": _("History"),
        "evidence": _("Evidence"),
        "nothing": _("nothing recorded yet"),
        "today": _("today"),
    }


def _plan(language: OfficeLanguage, overview: PlanOverview, key: str) -> PlanContent:
    _, subject = language.gettext, overview.subject
    plan, anchors = subject.plan, Anchors(key, subject)
    issued = _("{document} of {date}, {agency}").format(
        document=document_name(language, plan.decision), date=language.date(plan.decision_date), agency=plan.agency
    )
    labels = column_labels(language)
    columns = overview.status.total.columns
    return PlanContent(
        key=key,
        title=plan.title,
        issued=issued,
        as_of=_("Figures as of {date}").format(date=language.date(overview.as_of)),
        verdict=_verdict(language, overview.status.total),
        tiles=tuple(_tiles(language, overview.status.total)),
        apart=_apart(language, overview),
        attention=tuple(attention_groups(language, overview, anchors)),
        figures=tuple(figures(language, overview, anchors)),
        coming=_coming(language, overview, anchors),
        units=tuple(_unit_choices(language, overview, anchors)),
        states=tuple(
            FilterChoice(f"{key}-s-{column}", f"s-{column}", f"{SIGNS[column]} {labels[column]}")
            for column in COLUMNS
            if columns.get(column)
        ),
        tasks=(make_task_details(language, subject, standing, anchors) for standing in overview.standings),
    )


def _verdict(language: OfficeLanguage, total: StatusRow) -> str:
    """The verdict: the share of finished tasks among those due and among all, with both totals."""
    _ = language.gettext
    whole = _("Of all {all} tasks of the plan {done} are done ({share}).").format(
        all=total.effective, done=total.done, share=language.percent(total.done, total.effective)
    )
    if not total.due:
        nothing = _("No task was due yet.")
        return f"{nothing} {whole}"
    due = _("{due} tasks were due: {done} done ({share}), {in_time} in time and {late} late; {open} not done.").format(
        due=total.due,
        done=total.due_done,
        share=language.percent(total.due_done, total.due),
        in_time=total.due_kept.get(Kept.DONE_IN_TIME, 0),
        late=total.due_kept.get(Kept.DONE_LATE, 0),
        open=total.due - total.due_done,
    )
    return f"{due} {whole}"


def _kept_labels(language: OfficeLanguage) -> dict[Kept, str]:
    _ = language.gettext
    return {
        Kept.DONE_IN_TIME: _("Done in time"),
        Kept.DONE_LATE: _("Done late"),
        Kept.OPEN_IN_TIME: _("Not done, in time"),
        Kept.OVERDUE: _("Overdue"),
    }


def _tiles(language: OfficeLanguage, total: StatusRow) -> Iterator[Tile]:
    for kept, label in _kept_labels(language).items():
        count = total.kept.get(kept, 0)
        share = language.gettext("{share} of {count} tasks with a deadline").format(
            share=language.percent(count, total.dated), count=total.dated
        )
        yield Tile(label, str(count), share, kept)


def _apart(language: OfficeLanguage, overview: PlanOverview) -> str:
    """The tasks counted in none of the four tiles, those without a deadline."""
    _, apart = language.gettext, overview.apart
    labels = column_labels(language)
    parts = [f"{labels[column].lower()} {apart.get(column, 0)}" for column in (StatusColumn.ONGOING,)]
    parts.append(f"{labels[StatusColumn.UNDATED].lower()} {apart.get(StatusColumn.UNDATED, 0)}")
    if apart.get(StatusColumn.DONE):
        parts.append(_("done, without a deadline {count}").format(count=apart[StatusColumn.DONE]))
    dropped = overview.status.total.columns.get(StatusColumn.DROPPED)
    if dropped:
        parts.append(f"{labels[StatusColumn.DROPPED].lower()} {dropped}")
    return _("Without a deadline, counted apart: {parts}.").format(parts=", ".join(parts))


def _coming(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> PageTable:
    _, subject = language.gettext, overview.subject
    rows = (
        (
            Shown(subject.address(line.item), f"#{anchors.of(line.item.task.id)}"),
            named_occasion(item_text(line.item, _LABEL), occasion_text(language, line)),
            ", ".join(due_texts(language, line)),
            line_who(language, subject, line),
        )
        for line in due_lines(overview.coming)
    )
    title = _("Due within {count} days").format(count=WINDOW.days)
    return table(title, (_("Id"), _("Task"), _("Deadline of the milestone"), _("Who")), rows)


def _unit_choices(language: OfficeLanguage, overview: PlanOverview, anchors: Anchors) -> Iterator[FilterChoice]:
    """The units and groups that lead or owe any task, including duties."""
    subject = overview.subject
    answerable = {code for standing in overview.standings for code in subject.assessment.answerable(standing)}
    for party in subject.plan.directory.parties():
        if party.code in answerable:
            style = anchors.party(party.code)
            yield FilterChoice(f"{anchors.key}-{style}", style, party.label)
    if overview.status.leaderless:
        yield FilterChoice(f"{anchors.key}-nobody", "nobody", language.gettext("(no lead)"))


def _agencies(language: OfficeLanguage, overviews: Sequence[PlanOverview]) -> PageTable:
    _, labels = language.gettext, _kept_labels(language)
    rows: list[tuple[Shown | str, ...]] = []
    for number, overview in enumerate(overviews):
        total, plan = overview.status.total, overview.subject.plan
        rows.append(
            (
                Shown(f"{plan.agency}, {plan.year}", f"#p{number}"),
                *(str(total.kept.get(kept, 0)) for kept in labels),
                f"{total.due_done}/{total.due}",
                f"{total.done}/{total.effective}",
            )
        )
    headings = (_("Agency"), *labels.values(), _("Done of what was due"), _("Done of all"))
    return table(_("The agencies"), headings, rows)
