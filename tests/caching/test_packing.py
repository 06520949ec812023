"""A compiled plan comes back from its bytes as it was, or not at all."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caching.drawn_plans import compiled, plans
from conftest import PLAN_2021
from parplan.caching.packing import pack, unpack
from parplan.caching.sealing import seal
from parplan.loading import load_plan
from parplan.plan.outlook import outlook_of
from parplan.plan.structure import Plan
from parplan.vocabulary.readings import Reading

KEY = "0" * 64


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
    found = unpack(pack(plan, KEY), KEY)
    assert found is not None
    assert found.plan is not None
    assert whole(found.plan) == whole(plan)
    assert found.outlook == outlook_of(plan)
    assert list(found.plan.task_index()) == [task.id for task in plan.tasks()]
    assert found.plan.task("2.b") == plan.task("2.b")


@settings(deadline=None)
@given(plans())
def test_any_plan_comes_back_as_it_was(text: str) -> None:
    plan = compiled(text)
    assume(plan is not None)
    assert plan is not None
    found = unpack(pack(plan, KEY), KEY)
    assert found is not None
    assert found.plan is not None
    assert whole(found.plan) == whole(plan)
    assert found.outlook == outlook_of(plan)


REAL = load_plan(PLAN_2021).plan
assert REAL is not None
PACKED = pack(REAL, KEY)


@settings(deadline=None)
@given(st.integers(0, len(PACKED) - 1))
def test_a_truncated_file_is_no_plan(length: int) -> None:
    assert unpack(PACKED[:length], KEY) is None


@settings(deadline=None)
@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_a_file_with_one_other_byte_is_no_plan(place: int, change: int) -> None:
    damaged = bytearray(PACKED)
    damaged[place] ^= change
    assert unpack(bytes(damaged), KEY) is None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_anything_else_is_no_plan(data: bytes) -> None:
    assert unpack(data, KEY) is None


def test_a_file_of_another_key_is_no_plan() -> None:
    assert unpack(PACKED, "1" * 64) is None


def test_a_file_of_the_right_sum_and_the_wrong_shape_is_no_plan() -> None:
    for body in (b"{}", b"[]", b"null", b"[{}, null, [], []]", b'[{"year": "2021"}, null, [], []]', b"[" * 5000):
        assert unpack(seal(body, KEY), KEY) is None
    _first, _, body = PACKED.partition(b"\n")
    fewer = body.replace(b'["1.a",', b"[", 1)
    assert fewer != body
    assert unpack(seal(fewer, KEY), KEY) is None
