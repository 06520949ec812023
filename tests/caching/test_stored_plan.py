"""A compiled plan comes back from its bytes as it was, or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caching.drawn_plans import compiled, plans
from conftest import PLAN_2021
from parplan.caching.stored_plan import StoredPlan, _title, decode_plan, encode_plan
from parplan.loading import load_plan
from parplan.plan.open_work import find_open_work
from parplan.plan.structure import Plan
from parplan.vocabulary.readings import Reading

KEY = "0" * 64


def never() -> Plan:
    raise AssertionError


def decoded(data: bytes, key: str = KEY) -> StoredPlan | None:
    return decode_plan(data, key, never)


def with_title(body: bytes) -> bytes:
    return _title(KEY, body) + b"\n" + body


def parts(value: Any) -> Any:
    """A value as plain data down to the last field, also of those fields that comparing leaves out."""
    if isinstance(value, Reading):
        return ("Reading", *(parts(getattr(value, name)) for name in value.__struct_fields__))
    if hasattr(value, "__struct_fields__"):
        return (type(value).__name__, *(parts(getattr(value, name)) for name in value.__struct_fields__))
    if isinstance(value, dict):
        return {key: parts(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return tuple(parts(one) for one in value)
    return (type(value).__name__, value)


def whole(plan: Plan) -> Any:
    """A plan as plain data, its tasks made; without its class, which differs."""
    return [
        tuple((section.id, section.title, section.headings, parts(tuple(section.tasks))) for section in plan.sections)
        if name == "sections"
        else parts(getattr(plan, name))
        for name in Plan.__struct_fields__
    ]


def test_the_plan_of_2021_comes_back_as_it_was() -> None:
    plan = load_plan(PLAN_2021).plan
    assert plan is not None
    found = decoded(encode_plan(plan, KEY))
    assert found is not None
    assert whole(found) == whole(plan)
    assert found.open_work() == find_open_work(plan)
    assert list(found.task_index()) == [task.id for task in plan.tasks()]
    assert found.task("2.b") == plan.task("2.b")


@settings(deadline=None)
@given(plans())
def test_any_plan_comes_back_as_it_was(text: str) -> None:
    plan = compiled(text)
    assume(plan is not None)
    assert plan is not None
    found = decoded(encode_plan(plan, KEY))
    assert found is not None
    assert whole(found) == whole(plan)
    assert found.open_work() == find_open_work(plan)


REAL = load_plan(PLAN_2021).plan
assert REAL is not None
STORED = encode_plan(REAL, KEY)


@settings(deadline=None)
@given(st.integers(0, len(STORED) - 1))
def test_a_truncated_file_is_no_plan(length: int) -> None:
    assert decoded(STORED[:length]) is None


@settings(deadline=None)
@given(st.integers(0, len(STORED) - 1), st.integers(1, 255))
def test_a_file_with_one_other_byte_is_no_plan(place: int, change: int) -> None:
    damaged = bytearray(STORED)
    damaged[place] ^= change
    assert decoded(bytes(damaged)) is None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_anything_else_is_no_plan(data: bytes) -> None:
    assert decoded(data) is None


def test_a_file_of_another_key_is_no_plan() -> None:
    assert decoded(STORED, "1" * 64) is None


def test_a_file_of_the_right_sum_and_the_wrong_shape_is_no_plan() -> None:
    for body in (b"{}", b"[]", b"null", b"[{}, null, [], []]", b'[{"year": "2021"}, null, [], []]', b"[" * 5000):
        assert decoded(with_title(body)) is None
    _first, _, body = STORED.partition(b"\n")
    fewer = body.replace(b'["1.a",', b"[", 1)
    assert fewer != body
    assert decoded(with_title(fewer)) is None


def test_open_work_of_another_number_of_tasks_is_no_plan() -> None:
    _first, _, body = STORED.partition(b"\n")
    written = json.loads(body)
    written[1]["led"].pop()
    assert decoded(with_title(json.dumps(written).encode())) is None


@pytest.mark.parametrize("damage", [{"title": 7}, {"milestones": [[]]}, {"entries": "x"}, {"lead": {}}], ids=str)
def test_a_task_of_wrong_types_is_read_anew(damage: dict[str, Any]) -> None:
    assert REAL is not None
    _first, _, body = STORED.partition(b"\n")
    written = json.loads(body)
    written[3][0][1] |= damage
    asked = []

    def anew() -> Plan:
        asked.append(True)
        assert REAL is not None
        return REAL

    found = decode_plan(with_title(json.dumps(written).encode()), KEY, anew)
    assert found is not None
    assert asked == []
    assert whole(found) == whole(REAL)
    assert asked == [True]
