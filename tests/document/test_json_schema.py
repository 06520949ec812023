"""The JSON Schema takes every plan parplan takes, and refuses each wrong shape that a schema can speak of.

Plans are given to it in two readings: every scalar as text, as parplan reads it, and as YAML 1.2 types them, as editors
do.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from parplan.document.schema import json_schema
from parplan.loading import load_plan
from parplan.source.composing import compose
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence, to_data
from parplan.source.text import decode
from small_plans import write_plan

TESTS = Path(__file__).parents[1]
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

VALID = [
    TESTS.parent / "plans" / "2021.yaml",
    *sorted((TESTS / "loading" / "ok").glob("*.yaml")),
    *sorted((TESTS / "compiling").glob("*/*.yaml")),  # wrong in sense, right in shape
    *sorted((TESTS / "linting").glob("*/*.yaml")),
]
WRONG = sorted((TESTS / "loading" / "err").glob("*.yaml"))


def core(node: Node) -> Any:
    """The document as the core schema of YAML 1.2 types it."""
    if isinstance(node, Sequence):
        return [core(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {key.value: core(value) for key, value in node.entries}
    assert isinstance(node, Scalar)
    text = node.value
    if node.style == "":
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text.lower() in ("true", "false") and text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        if re.fullmatch(r"[-+]?[0-9]+", text):
            return int(text)
        if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
            return float(text)
    return text


def both_readings(path: Path) -> list[Any]:
    root, _ = compose(decode(path.read_bytes())[0])
    assert root is not None
    return [to_data(root), core(root)]


def test_it_is_a_schema_of_the_dialect_it_names() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_and_mapping_is_described_in_both_languages() -> None:
    mappings = [SCHEMA, *SCHEMA["$defs"].values()]
    described = [*mappings, *(value for mapping in mappings for value in mapping["properties"].values())]
    assert len(described) > 80
    for node in described:
        vietnamese, _, english = node["description"].partition("\n\n")
        assert vietnamese
        assert english
        assert vietnamese != english or english in {"%, lần, khóa …"}
        assert re.fullmatch(r"\w.* \(\w+\)", node["title"])


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_valid_plan_is_accepted(path: Path) -> None:
    for document in both_readings(path):
        VALIDATOR.validate(document)


#: Reproducers of which a schema can say nothing, with the reason.
NOT_EXPRESSIBLE: dict[str, str] = {}


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_shape_is_refused(path: Path) -> None:
    assert path.stem not in NOT_EXPRESSIBLE
    for document in both_readings(path):
        assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "task",
    [
        "{id: 1.a}",
        "{id: 1.a, title: A, leed: [VP]}",
        "{id: 1.a, title: A, lead: VP}",
        "{id: 1.a, title: }",
        '{id: 1.a, title: " "}',
        "{id: 1 a, title: A}",
        "{id: 1/a, title: A}",
        "{id: 1.a, title: A, owed: all}",
        "{id: 1.a, title: A, milestones: [{id: m, title: A}]}",
        "{id: 1.a, title: A, milestones: [{id: m, title: A, due: x, lag: 3d}]}",
        "{id: 1.a, title: A, milestones: [{id: m, title: A, after: x, lag: 3 days}]}",
        "{id: 1.a, title: A, milestones: [{id: m n, title: A, due: x}]}",
        "{id: 1.a, title: A, columns: {Vốn: [a]}}",
        "{id: 1.a, title: A, targets: [{id: t, title: A, total: all}]}",
        "{id: 1.a, title: A, targets: [{id: t, title: A, at_most: 1, exactly: 2}]}",
        "{id: 1.a, title: A, targets: [{id: t, title: A, at_least: 1, at_most: 2}]}",
        '{id: 1.a, title: A, targets: [{id: t, title: A, at_least: "1,5"}]}',
        "{id: 1.a, title: A, progress: [{state: done}]}",
        "{id: 1.a, title: A, progress: [{date: 01/02/2021}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-13-01}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, state: finished}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, percent: 101}]}",
        '{id: 1.a, title: A, progress: [{date: 2021-01-01, percent: "101"}]}',
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, recorded: 2021-01-01T10:00}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, measures: {a b: 1}}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, measures: {a: x}}]}",
        "{id: 1.a, title: A, progress: [{date: 2021-01-01, evidence: [{title: A}]}]}",
    ],
)
def test_both_refuse_the_same_small_mistakes(task: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(write_plan(f"[{task}]"), encoding="utf-8")
    assert load_plan(path).plan is None
    for document in both_readings(path):
        assert not VALIDATOR.is_valid(document)


LANGUAGE_SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")


@pytest.mark.slow
@pytest.mark.skipif(
    LANGUAGE_SERVER is None or shutil.which("node") is None,
    reason="needs node and yaml-language-server (npm), on the path or in YAML_LANGUAGE_SERVER",
)
def test_yaml_language_server_agrees(tmp_path: Path) -> None:
    """The server editors run, asked about each plan as an editor asks it."""
    schema = tmp_path / "plan.schema.json"
    schema.write_text(json.dumps(SCHEMA, ensure_ascii=False), encoding="utf-8")
    assert LANGUAGE_SERVER is not None
    asked = subprocess.run(
        [
            "node",
            str(TESTS / "document" / "ask_language_server.mjs"),
            LANGUAGE_SERVER,
            str(schema),
            *map(str, [*VALID, *WRONG]),
        ],
        capture_output=True,
        timeout=300,
        check=True,
    )
    problems = json.loads(asked.stdout)
    assert {path.name for path in VALID if problems[str(path)]} == set()
    assert {path.name for path in WRONG if not problems[str(path)]} == set(NOT_EXPRESSIBLE)
