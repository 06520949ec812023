"""Made tasks: what kinds there are and how often follows the reform plan of 2021, task by task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.generating import phrases
from benchmarks.generating.draws import Draws

#: The year of every made plan; questions are asked as of its 1 March.
YEAR = 2021
ENUMERATORS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("I", "II", "III", "IV")


@dataclass(slots=True)
class MadeTask:
    """One task as its plan will print it; ``milestones`` are id, title, ``due`` and who receives it.

    ``due`` is the last permitted day of its first milestone that has one, for the exports; ``state`` is that
    milestone's.
    """

    id: str
    title: str
    lead: list[str]
    coordinating: list[str]
    products: list[str]
    time: str = ""
    milestones: list[dict[str, str]] = field(default_factory=list)
    targets: list[tuple[str, int, str]] = field(default_factory=list)
    cites: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    progress: list[dict[str, str]] = field(default_factory=list)
    due: date | None = None
    state: str = "not-started"


@dataclass(slots=True)
class MadeSection:
    """A section with its headings (id → text) and tasks."""

    id: str
    title: str
    headings: dict[str, str]
    tasks: list[MadeTask]


def make_sections(count: int, draws: Draws) -> Iterator[MadeSection]:
    """Yield sections with ``count`` tasks in all; each has 2 to 12, as those of 2021 do."""
    number = 0
    while count:
        number += 1
        size = min(count, draws.between(2, 12))
        count -= size
        headings: dict[str, str] = {}
        # One section of seven numbers its tasks through, some of them below a heading.
        ids = _numbered(number, size, draws, headings) if number % 7 == 6 else _lettered(number, size)
        titles: set[str] = set()
        tasks = [_make_task(id, draws, titles) for id in ids]
        title = phrases.SECTIONS[(number - 1) % len(phrases.SECTIONS)]
        yield MadeSection(str(number), title, headings, tasks)


def _lettered(section: int, size: int) -> list[str]:
    return [f"{section}.{letter}" for letter in ENUMERATORS[:size]]


def _numbered(section: int, size: int, draws: Draws, headings: dict[str, str]) -> list[str]:
    ids: list[str] = []
    step = 0
    while len(ids) < size:
        step += 1
        left = size - len(ids)
        if left >= 2 and draws.chance(40):
            heading = f"{section}.{step}"
            headings[heading] = f"Công tác {draws.one_of(phrases.OBJECTS).removeprefix('công tác ')}"
            ids += [f"{heading}.a", f"{heading}.b"]
        else:
            ids.append(f"{section}.{step}")
    return ids


def _make_task(id: str, draws: Draws, titles: set[str]) -> MadeTask:
    while True:  # two tasks of a section never have the same title
        title = f"{draws.one_of(phrases.VERBS)} {draws.one_of(phrases.OBJECTS)} {draws.one_of(phrases.SCOPES)}"
        if draws.chance(35):
            title += f", {draws.one_of(phrases.EXPLANATIONS)}"
        if title not in titles:
            break
    titles.add(title)
    lead, coordinating = _parties(draws)
    task = MadeTask(id, title, lead, coordinating, [_capital(draws.one_of(phrases.PAPERS))])
    second = draws.one_of(phrases.PAPERS)
    if draws.chance(50) and _capital(second) != task.products[0]:
        task.products.append(second)
    _KINDS[draws.below(len(_KINDS))](task, draws)
    if draws.chance(20):
        name, unit = draws.one_of(phrases.TARGETS)
        task.targets.append((name, draws.one_of((80, 90, 95, 100)), unit))
    if draws.chance(25):
        task.notes.append(draws.one_of(phrases.NOTES))
    if draws.chance(12):
        kind, number, printed, day, issuer = draws.one_of(phrases.DOCUMENTS)
        task.title += f" theo {kind} số {number} ngày {printed} của {issuer}"
        task.cites.append((number, day, issuer))
    return task


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _parties(draws: Draws) -> tuple[list[str], list[str]]:
    """Return who leads and who coordinates: mostly one unit with all others, at times a group or several units."""
    names = [name for _, name, _, _ in phrases.UNITS]
    everybody, open_group = (name for _, name, _ in phrases.GROUPS)
    if draws.chance(15):
        return [everybody], [open_group]
    first = draws.below(len(names))
    lead = [names[first]]
    if draws.chance(20):
        lead.append(names[(first + 1) % len(names)])
    return lead, [draws.one_of((everybody, open_group))]


def _ongoing(task: MadeTask, _draws: Draws) -> None:
    task.time = "Thường xuyên trong năm"
    task.milestones.append({"id": "ongoing", "title": "Thực hiện thường xuyên", "due": "Thường xuyên trong năm"})


def _plan_and_report(task: MadeTask, draws: Draws) -> None:
    number = draws.below(2)
    quarter = f"Quý {_ROMAN[number]}/{YEAR}"
    task.due = _last_of_month(3 * number + 3)
    task.products[0] = f"Kế hoạch {draws.one_of(('của cơ quan', 'được Giám đốc phê duyệt'))}"
    task.time = f"{quarter} ban hành kế hoạch; thực hiện báo cáo kết quả theo quy định"
    task.milestones.append({"id": "plan", "title": "Ban hành kế hoạch", "due": quarter})
    task.milestones.append({"id": "report", "title": "Báo cáo kết quả", "due": "theo quy định"})
    _record(task, "plan", draws)


def _report_before(task: MadeTask, draws: Draws) -> None:
    named = date(YEAR, draws.between(3, 12), draws.between(2, 28))
    day = f"trước ngày {named:%d/%m/%Y}"
    task.due = named - timedelta(days=1)
    task.time = f"Báo cáo UBND tỉnh {day}"
    task.milestones.append({"id": "report", "title": "Báo cáo kết quả", "due": day, "recipient": "UBND tỉnh"})
    _record(task, "report", draws)


def _in_a_month(task: MadeTask, draws: Draws) -> None:
    number = draws.between(1, 12)
    month = f"Tháng {number}/{YEAR}"
    task.due = _last_of_month(number)
    task.time = month
    task.milestones.append({"id": "completion", "title": "Hoàn thành", "due": month})
    _record(task, "completion", draws)


def _over_quarters(task: MadeTask, _draws: Draws) -> None:
    task.time = f"Quý I - III/{YEAR}"
    task.due = _last_of_month(9)
    task.milestones.append({"id": "courses", "title": "Tổ chức hoàn thành", "due": f"Quý I - III/{YEAR}"})


def _as_others_decide(task: MadeTask, _draws: Draws) -> None:
    task.time = "Theo hướng dẫn của cấp trên"
    task.milestones.append({"id": "completion", "title": "Hoàn thành", "due": "Theo hướng dẫn của cấp trên"})


def _after_an_event(task: MadeTask, _draws: Draws) -> None:
    task.time = f"Quý I/{YEAR} ban hành kế hoạch. Báo cáo kết quả sau mỗi lần đối thoại"
    task.due = _last_of_month(3)
    task.milestones.append({"id": "plan", "title": "Ban hành kế hoạch", "due": f"Quý I/{YEAR}"})
    task.milestones.append({"id": "report", "title": "Báo cáo sau mỗi lần đối thoại", "after": "mỗi lần đối thoại"})


def _every_quarter(task: MadeTask, _draws: Draws) -> None:
    task.time = "Định kỳ hằng quý"
    task.due = _last_of_month(3)
    task.milestones.append({"id": "report", "title": "Báo cáo kết quả thực hiện", "due": "Định kỳ hằng quý"})


def _last_of_month(month: int) -> date:
    return date(YEAR + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _record(task: MadeTask, milestone: str, draws: Draws) -> None:
    """Of the tasks with a date, three in ten are finished and one in ten is under way."""
    fate = draws.below(10)
    day, number = f"{YEAR}-02-{draws.between(1, 26):02}", draws.between(1, 400)
    if task.lead == [phrases.GROUPS[0][1]]:
        return  # each unit owes it by itself: its share would have to be named
    if fate < 3:
        task.state = "done"
        task.progress.append({
            "date": day, "milestone": milestone, "state": "done", "evidence": f'["{number}/BC-CCHC"]',
            "recorded": f"{day}T08:{number % 60:02}:00+07:00",
        })  # fmt: skip
    elif fate == 3:
        task.state = "in-progress"
        task.progress.append({
            "date": day, "milestone": milestone, "state": "in-progress", "percent": str(number % 10 * 10),
            "recorded": f"{day}T09:{number % 60:02}:00+07:00",
        })  # fmt: skip


#: The 34 tasks of 2021, each as the kind it is most like.
_KINDS: tuple[Callable[[MadeTask, Draws], None], ...] = (
    *(_ongoing,) * 12,
    *(_plan_and_report,) * 7,
    *(_report_before,) * 3,
    *(_in_a_month,) * 2,
    *(_over_quarters,) * 1,
    *(_as_others_decide,) * 7,
    *(_after_an_event,) * 1,
    *(_every_quarter,) * 1,
)
