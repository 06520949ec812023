"""What is made from the code is what the code says now: ``python tools/generate_documents.py`` writes it anew."""

from __future__ import annotations

import importlib.util
import json
import re
from types import ModuleType

import pytest
from documented import REPOSITORY

from parplan.linting.registry import EXPLANATIONS


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_documents", REPOSITORY / "tools" / "generate_documents.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.mark.parametrize("name", ["commands.md", "commands.vi.md", "rules.md", "rules.vi.md", "plan.schema.json"])
def test_a_generated_document_is_up_to_date(name: str) -> None:
    made: str = load_tool().DOCUMENTS[name]()
    assert (REPOSITORY / "docs" / name).read_text(encoding="utf-8") == made


@pytest.mark.parametrize("name", ["rules.md", "rules.vi.md"])
def test_every_code_has_its_section(name: str) -> None:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    assert re.findall(r"^### (\w+) ", text, re.MULTILINE) == [*EXPLANATIONS]


def test_the_plan_of_the_repository_names_its_schema() -> None:
    plan = REPOSITORY / "plans" / "2021.yaml"
    first = plan.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = json.loads((plan.parent / first.partition("=")[2]).read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
