"""Answers of `review` in plans laid out in every way change their field, and nothing else by PyYAML's reading."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import yaml

from parplan.errors import ParplanError
from parplan.importing.answering import answered
from parplan.importing.enumerators import clean
from parplan.loading import parse_plan
from parplan.provenance.doubts import Doubt
from parplan.provenance.values import value_at

PROSE = (
    "Kế hoạch", "Rà soát, đợt 2", "Báo cáo: kết quả", "a # b", 'nói "được"', "it's", "- một", "[a]", "{b}", "no",
    "6.10", "*x", "&y", "!t", "| p", "> f", "%d", "@at", "a\\b", "2021-01-01", "~", "<<", "🎉 x", "x:", "dài " * 40,
)  # fmt: skip
TYPED = (
    *PROSE, "\x1b[A", "\0", "\ud800", "\u202e", "\u2028", "; ", ": ", " #", '"', "'", "]", "}", ",", "\\n", "---",
    "Thanh tra Sở", "VP", "Phòng Mới", "Trung tâm X", "e\u0301", "2021-03-04",
)  # fmt: skip
FIELDS = {
    "": ("title", "agency", "parent", "decision.number"),
    "1": ("title",),
    "units/VP": ("name",),
    "1.a": ("title", "time", "lead", "coordinating", "products", "parts", "person"),
    "1.b": ("title", "time", "lead", "coordinating", "products", "parts", "person"),
}


def _scalar(random: Random, text: str, indent: int, *, flow: bool = False) -> str:
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    ways = ["'" + text.replace("'", "''") + "'", double]
    if not flow:
        ways += [f">-\n{' ' * indent}{text}", f"|-\n{' ' * indent}{text}"]
        if _read(f"k: {text}") == {"k": text}:
            ways.append(text)
    return random.choice(ways)


def _list(random: Random, items: list[str], indent: int) -> str:
    comment = random.choice(("", "  # ghi chú: [x", "   #"))
    if random.random() < 0.5:
        return " [" + ", ".join(_scalar(random, item, 0, flow=True) for item in items) + f"]{comment}\n"
    lines = "".join(f"{' ' * indent}- {_scalar(random, item, indent + 2)}\n" for item in items)
    return f"{comment}\n{random.choice(('', ' ' * indent + '# giữa' + chr(10)))}{lines}"


def _plan(random: Random) -> str:
    text = f"parplan: 1\nplan:\n  year: 2021\n  title: {_scalar(random, random.choice(PROSE), 4)}\n"
    text += f"  agency: {_scalar(random, 'Sở A', 4)}\n  decision: {{number: 1/QĐ-SA, date: 2020-12-01}}\nunits:\n"
    text += "  VP: {name: Văn phòng Sở}\n  TTRA:\n    name: Thanh tra Sở\n" + random.choice(("", "\n", "# cuối\n"))
    text += f'sections:\n  - id: "1"\n    title: {_scalar(random, random.choice(PROSE), 6)}\n    tasks:\n'
    for id in ("1.a", "1.b"):
        keys = [f"title: {_scalar(random, random.choice(PROSE), 10)}\n"]
        if random.random() < 0.6:
            keys.append(f"time: {_scalar(random, random.choice(('Quý I/2021', 'thường xuyên')), 10)}\n")
        if random.random() < 0.7:
            keys.append("lead:" + _list(random, random.sample(["VP", "Thanh tra Sở"], random.choice((1, 2))), 10))
        if random.random() < 0.5:
            keys.append("products:" + _list(random, random.choices(PROSE, k=random.choice((1, 3))), 8))
        random.shuffle(keys)
        text += f"      - id: {id}\n" + "".join(f"        {key}" for key in keys)
    text = text.rstrip("\n") if random.random() < 0.3 else text
    return random.choice(("", "\ufeff")) + (text.replace("\n", "\r\n") if random.random() < 0.3 else text)


def _read(text: str) -> Any:
    try:
        return yaml.load(text.removeprefix("\ufeff"), yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


def _without(data: Any, address: str, field: str, codes: list[str]) -> Any:
    """What is read of a plan, without the field and without units that were added with it."""
    section = data["sections"][0]
    owner = {"": data["plan"], "1": section, "units/VP": data["units"]["VP"]}.get(address)
    if owner is None:
        owner = next(task for task in section["tasks"] if task["id"] == address)
    first, _, rest = field.partition(".")
    (owner[first] if rest else owner).pop(rest or first, None)
    if field in ("lead", "coordinating"):
        data["units"] = {code: unit for code, unit in data["units"].items() if code in codes}
    return data


@pytest.mark.slow
def test_an_answer_changes_its_field_alone() -> None:
    random, made = Random(20261129), 0
    for _ in range(1500):
        text = _plan(random)
        loaded = parse_plan(text.encode(), "p")
        assert loaded.plan is not None, text
        address = random.choice(list(FIELDS))
        field, typed = random.choice(FIELDS[address]), "".join(random.choices(TYPED, k=random.choice((1, 1, 2, 3))))
        doubt = Doubt("missing", address, field, value_at(loaded.plan, address, field) or "")
        try:
            changed = answered(loaded, [doubt], typed, "p")
        except ParplanError:
            continue
        made += 1
        after = changed.source.encode().decode()
        codes = list(_read(text)["units"])
        assert _without(_read(after), address, field, codes) == _without(_read(text), address, field, codes), typed
        assert after.count("# ") >= text.count("# giữa") + text.count("# cuối")
        assert "\r\n" not in text or after.count("\n") == after.count("\r\n")
        if field not in ("lead", "coordinating", "products", "parts"):
            assert changed.plan is not None
            assert value_at(changed.plan, address, field) == clean(typed)
    assert made > 900
