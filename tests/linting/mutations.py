"""One slip of the pen at a time in ``plans/2021.yaml``, and whether validation notices it.

    python tests/linting/mutations.py            # the share noticed, by kind
    python tests/linting/mutations.py missed     # and each mutation that was not

The slips are chosen by place, not by chance: every kind takes all places it fits, thinned out evenly to at most
``MOST``. So the numbers are the same on every run.
"""

from __future__ import annotations

import itertools
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from parplan.diagnostics import Finding
from parplan.linting.selection import Selection
from parplan.loading import parse_plan
from parplan.source.composing import compose
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence
from parplan.source.text import SourceText
from small_plans import check_plans

PLAN = Path(__file__).parents[2] / "plans" / "2021.yaml"
TODAY = date(2026, 1, 1)
MOST = 16

Keys = tuple[str | int, ...]
Text = tuple[Keys, Scalar]


@dataclass(frozen=True)
class Mutation:
    """A kind of slip, where it was made, and the whole text with it."""

    kind: str
    place: str
    text: str


class Original:
    """The plan as it is, with ways to change one thing in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        root, _ = compose(SourceText(text))
        assert root is not None
        self.root = root
        self.values: list[Text] = sorted(self._values((), root), key=lambda pair: pair[1].start)
        self.keys: list[Text] = sorted(self._keys((), root), key=lambda pair: pair[1].start)

    def _values(self, path: Keys, node: Node) -> Iterator[Text]:
        if isinstance(node, Scalar):
            yield path, node
        elif isinstance(node, Sequence):
            for k, item in enumerate(node.items):
                yield from self._values((*path, k), item)
        else:
            for key, value in node.entries:
                yield from self._values((*path, key.value), value)

    def _keys(self, path: Keys, node: Node) -> Iterator[Text]:
        if isinstance(node, Sequence):
            for k, item in enumerate(node.items):
                yield from self._keys((*path, k), item)
        elif isinstance(node, MappingNode):
            for key, value in node.entries:
                yield (*path, key.value), key
                yield from self._keys((*path, key.value), value)

    def named(self, *names: str, under: str | None = None) -> list[Text]:
        """The values under a key of one of these names, or in a list under it."""
        found = []
        for path, value in self.values:
            steps = [step for step in path if isinstance(step, str)]
            if steps and steps[-1] in names and (under is None or under in steps[:-1]):
                found.append((path, value))
        return found

    def replaced(self, node: Scalar, new: str) -> str:
        """The text with another value there."""
        return self.text[: node.start] + new + self.text[node.end :]

    def edited(self, node: Scalar, pattern: str, new: str | Callable[[re.Match[str]], str]) -> str | None:
        """The text with the first match in the value replaced; ``None`` where there is none."""
        raw = self.text[node.start : node.end]
        changed = re.sub(pattern, new, raw, count=1)
        return None if changed == raw else self.text[: node.start] + changed + self.text[node.end :]

    def lines(self, pattern: str) -> list[tuple[int, int]]:
        """The lines that match, as stretches with their line end."""
        return [m.span() for m in re.finditer(rf"^{pattern}\n", self.text, re.MULTILINE)]

    def task_blocks(self) -> list[tuple[int, int]]:
        """The stretches of whole tasks."""
        starts = [m.start() for m in re.finditer(r"^      - id: ", self.text, re.MULTILINE)]
        return [
            (start, start + re.search(r"\n(?=      - id: |  - id: |  #|\Z)", self.text[start:]).end())  # type: ignore[union-attr]
            for start in starts
        ]


KINDS: dict[str, Callable[[Original], Iterator[tuple[str, str | None]]]] = {}


def kind(name: str) -> Callable[[Any], Any]:
    """Register a kind of slip: a generator of place and text."""

    def register(make: Callable[[Original], Iterator[tuple[str, str | None]]]) -> Any:
        KINDS[name] = make
        return make

    return register


def _shown(path: Keys) -> str:
    return "/".join(map(str, path))


def _each(values: list[Text], original: Original, pattern: str, new: Any) -> Iterator[tuple[str, str | None]]:
    for path, node in values:
        yield _shown(path), original.edited(node, pattern, new)


@kind("lead: a letter left out")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named("lead"), o, r"(\w{2})\w", r"\1")


@kind("coordinating: another tone")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(
        o.named("coordinating"), o, r"òng|iên|ơn", lambda m: {"òng": "ông", "iên": "iêm", "ơn": "on"}[m[0]]
    )


@kind("lead: the line deleted")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for start, end in o.lines(r"        lead: \[.*\]"):
        yield str(start), o.text[:start] + o.text[end:]


@kind("lead: named as coordinating too")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for m in re.finditer(r"^        lead: \[(.*)\]\n        coordinating: \[(.*)\]", o.text, re.MULTILINE):
        yield str(m.start()), o.text[: m.end() - 1] + ", " + m[1] + o.text[m.end() - 1 :]


@kind("lead: another unit of the plan")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("lead"):
        yield _shown(path), o.replaced(node, "Thanh tra Sở" if "Thanh tra" not in node.value else "Văn phòng Sở")


@kind("product: the only one deleted")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for m in re.finditer(r"^        products:\n          - [^>\n]*\n(?=        \w)", o.text, re.MULTILINE):
        yield str(m.start()), o.text[: m.start()] + o.text[m.end() :]


@kind("product: copied and not changed")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for start, end in o.lines(r"          - [A-Zbđ][^>{\n]*"):
        yield str(start), o.text[:end] + o.text[start:end] + o.text[end:]


@kind("task id: the letter of the next")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    ids = [node for path, node in o.named("id") if len(path) == 5]
    for node, following in itertools.pairwise(ids):
        yield node.value, o.replaced(node, following.value)


@kind("task id: another section's")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("id"):
        if len(path) == 5:
            yield node.value, o.replaced(node, "5.h" if not node.value.startswith("5") else "6.h")


@kind("task id: a letter that numbers nothing")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each([t for t in o.named("id") if len(t[0]) == 5], o, r"\.[a-zđ]$", ".w")


@kind("task: deleted")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for start, end in o.task_blocks():
        yield o.text[start : start + 20].strip(), o.text[:start] + o.text[end:]


@kind("task: exchanged with the next")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    blocks = o.task_blocks()
    for (start, end), (second, last) in itertools.pairwise(blocks):
        if o.text[end:second].strip() == "":
            swapped = o.text[second:last].rstrip("\n") + "\n\n" + o.text[start:end].rstrip("\n") + "\n\n"
            yield str(start), o.text[:start] + swapped + o.text[last:]


@kind("due: another quarter or month")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(
        o.named("due", under="milestones"),
        o,
        r"Quý I\b|/12/|/3/|/6/|/9/|/11/|Tháng 12",
        lambda m: {"Quý I": "Quý II", "/12/": "/10/", "/3/": "/4/", "/6/": "/7/", "/9/": "/8/", "/11/": "/12/"}.get(
            m[0], "Tháng 11"
        ),
    )


@kind("due: last year's")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named("due", under="milestones"), o, "2021", "2020")


@kind("due: a digit too many or a wrong letter")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(
        o.named("due", under="milestones"), o, r"2021|uyên|quy định|hướng dẫn", lambda m: m[0][:2] + "0" + m[0][2:]
    )


@kind("due: ongoing instead of dated")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("due", under="milestones"):
        yield _shown(path), o.replaced(node, "thường xuyên") if "2021" in node.value else None


@kind("time: another quarter or year")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(
        o.named("time"),
        o,
        r"Quý I\b|/12/2021|Quý IV|12/2020",
        lambda m: "Quý III" if "Quý" in m[0] else m[0].replace("12", "11"),
    )


@kind("milestone: deleted")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for start, end in o.lines(r"          - \{id: .*due: .*\}.*"):
        yield str(start), o.text[:start] + o.text[end:]


@kind("milestone: copied and not changed")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for start, end in o.lines(r"          - \{id: .*due: .*\}.*"):
        yield str(start), o.text[:end] + o.text[start:end] + o.text[end:]


@kind("milestone: part of what is not there")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("part_of"):
        yield _shown(path), o.replaced(node, "1.h")
        yield _shown(path), o.replaced(node, "III.1/nam")


@kind("target: another value")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("at_least", "exactly"):
        yield _shown(path), o.replaced(node, str(int(node.value) + 5))
        yield _shown(path), o.replaced(node, node.value + "0")


@kind("target: another comparison")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, key in o.keys:
        if key.value in ("at_least", "exactly"):
            yield _shown(path), o.replaced(key, "at_most")


@kind("target: another unit of measure")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("unit", under="targets"):
        yield _shown(path), o.replaced(node, "lần" if node.value == "%" else '"%"')


@kind("target: deleted")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for m in re.finditer(r"^        targets:\n(?:          - .*\n)", o.text, re.MULTILINE):
        following = o.text[m.end() :].startswith("          - ")
        yield str(m.start()), o.text[: m.start() + (len("        targets:\n") if following else 0)] + o.text[m.end() :]


@kind("cited document: another number")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named("number", under="cites"), o, r"\d", lambda m: str((int(m[0]) + 1) % 10))


@kind("cited document: another date")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("date", under="cites"):
        day = date.fromisoformat(node.value)
        yield _shown(path), o.replaced(node, day.replace(day=1 if day.day > 1 else 2).isoformat())
        yield _shown(path), o.replaced(node, day.replace(year=day.year + 1).isoformat())


@kind("text: a cited date that differs")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, node in o.named("title"):
        yield _shown(path), o.edited(node, r"ngày\s+\d\d?/", lambda m: re.sub(r"\d\d?/", "27/", m[0]))
        yield _shown(path), o.edited(node, r"ngày\s+\d\d?/", lambda m: re.sub(r"\d\d?/", "37/", m[0]))


@kind("text: a percentage or number that differs")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(
        [*o.named("title"), *o.named("products")],
        o,
        r"\d+%|\b0\d(?= khóa| lần)",
        lambda m: ("4" if "%" in m[0] else "") + m[0].replace("02", "03"),
    )


PROSE = ("title", "products", "parts", "texts", "closing")


@kind("text: a function word doubled")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r" (và|của|các|theo|về|trong) ", r" \1 \1 ")


@kind("text: a letter of Vietnamese doubled")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<=\w)([ăâêôơưạ-ỹ])", r"\1\1")


@kind("text: a letter left out")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<=[ăâêôơưạ-ỹ])(n|m|ng|nh|c|t|ch|i|u)(?= )", "x")


@kind("text: a space left out")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<=[ăâêôơưạ-ỹ]\w) (?=[a-zđ])", "")


@kind("text: a tone mark on the wrong vowel")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    marks = {
        "oán": "óan",
        "uản": "ủan",
        "uyế": "uýê",
        "oàn": "òan",
        "iết": "íêt",
        "uộc": "ụôc",
        "iệ": "ịê",
        "uyê": "úyê",
    }
    yield from _each(o.named(*PROSE), o, "|".join(marks), lambda m: marks[m[0]])


@kind("text: a letter of another script")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<=\w)[aeo](?=\w)", lambda m: {"a": "а", "e": "е", "o": "о"}[m[0]])


@kind("text: decomposed (NFD)")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"\w+[ăâêôơưạ-ỹ]\w+", lambda m: unicodedata.normalize("NFD", m[0]))


@kind("text: an invisible character")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<=\w) (?=\w)", "\u200b ")


@kind("text: a wrong character set")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each(o.named(*PROSE), o, r"(?<= )\w*[ạ-ỹ]\w*(?= )", lambda m: m[0].encode().decode("latin-1"))


@kind("plan: year, title or decision")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    by_path = dict(o.values)
    for year in ("2020", "2022", "2012", "2031"):
        yield f"year {year}", o.replaced(by_path["plan", "year"], year)
        yield f"title {year}", o.edited(by_path["plan", "title"], "2021", year)
    for day in ("2012-11-17", "2022-11-17", "2020-17-11", "17/11/2020"):
        yield f"decision {day}", o.replaced(by_path["plan", "decision", "date"], day)


@kind("units and groups: code, name or member")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, key in o.keys:
        if len(path) == 2 and path[0] in ("units", "groups"):
            yield _shown(path), o.replaced(key, key.value + "X")
    for path, node in o.named("name"):
        yield _shown(path), o.edited(node, r"(\w{3})\w", r"\1")
    for path, node in o.named("members"):
        yield _shown(path), o.replaced(node, "XYZ")


@kind("reports: another deadline")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    yield from _each([t for t in o.named("due") if t[0][0] == "reports"], o, "2021", "2020")
    yield from _each([t for t in o.named("due") if t[0][0] == "reports"], o, r"/(\d)", r"/1\1")


@kind("progress: an entry that cannot be")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    entry = '          - {date: 2020-11-17, state: done, evidence: ["335/QĐ-SKHCN"]}\n'
    for other in (
        "{date: 2099-11-17, state: done, evidence: [335/QĐ-SKHCN]}",
        "{date: 2012-11-17, state: done, evidence: [335/QĐ-SKHCN]}",
        "{date: 2020-11-17, state: finished}",
        "{date: 2020-11-17, milestone: plann, state: done}",
        "{date: 2020-11-17, milestone: plan}",
        "{date: 2020-11-17, state: done, percent: 50, evidence: [335/QĐ-SKHCN]}",
        "{date: 2020-11-17, state: done}",
        "{date: 2020-11-17, unit: Văn phòng xã, state: done, evidence: [335/QĐ-SKHCN]}",
        "{date: 2020-11-17, measures: {files: 3}}",
        "{date: 2020-11-17, due: 2021-01-31, milestone: plan}",
        "{date: 2020-11-17, due: 2020-01-31, milestone: plan, basis: 1/KH}",
        "{date: 2020-11-17, state: done, recorded: 2020-11-01T08:00:00+07:00, evidence: [335/QĐ-SKHCN]}",
        "{date: 17/11/2020, state: done}",
        "{date: 2020-11-17, stat: done}",
        "{date: 2020-11-17, event: Họp, milestone: plan}",
    ):
        yield other, o.text.replace(entry, f"          - {other}\n")
    yield "twice", o.text.replace(entry, entry + entry)


@kind("keys: mistyped")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for path, key in o.keys:
        if len(path) >= 5 and len(key.value) > 2:
            yield _shown(path), o.replaced(key, key.value[:-1])


@kind("text form: a quote, bracket, colon, tab or indentation")
def _(o: Original) -> Iterator[tuple[str, str | None]]:
    for number, m in enumerate(re.finditer(r"^[^#\n]*?(\]$|\}$|\"$|- id: |: (?=\[))", o.text, re.MULTILINE)):
        new = {": ": ":", "- id: ": "\t- id: "}.get(m[1], ("", "\t", "}")[number % 3])
        yield str(m.start(1)), o.text[: m.start(1)] + new + o.text[m.end(1) :]


def mutations(text: str) -> Iterator[Mutation]:
    """Yield all mutations of a plan, at most ``MOST`` of each kind."""
    original = Original(text)
    for name, make in KINDS.items():
        made = list(dict.fromkeys((place, new) for place, new in make(original) if new is not None and new != text))
        step = max(len(made) / MOST, 1)
        for number in range(min(len(made), MOST)):
            place, new = made[int(number * step)]
            yield Mutation(name, place, new)


def findings(text: str) -> tuple[Finding, ...]:
    """All that validation finds in a text."""
    (checked,) = check_plans([("plans/2021.yaml", parse_plan(text.encode(), "plan"))], Selection(), TODAY)
    return checked.findings


def measured(text: str) -> dict[str, tuple[list[Mutation], list[Mutation]]]:
    """The mutations noticed and missed, by kind."""
    counted: dict[str, tuple[list[Mutation], list[Mutation]]] = defaultdict(lambda: ([], []))
    for mutation in mutations(text):
        counted[mutation.kind][0 if findings(mutation.text) else 1].append(mutation)
    return counted


def report(show_missed: bool) -> None:
    """Print the share noticed by kind, and in all."""
    counted = measured(PLAN.read_text(encoding="utf-8"))
    for name, (noticed, missed) in counted.items():
        print(f"{len(noticed):4} of {len(noticed) + len(missed):3}  {name}")
        for mutation in missed if show_missed else ():
            print(f"             missed: {mutation.place}")
    noticed_all = sum(len(noticed) for noticed, _ in counted.values())
    all_made = noticed_all + sum(len(missed) for _, missed in counted.values())
    print(f"{noticed_all} of {all_made} ({noticed_all / all_made:.1%}), {len(counted)} kinds")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    report("missed" in sys.argv[1:])
