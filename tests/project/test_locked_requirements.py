"""The lock files have what pyproject.toml asks for, with hashes, and name no place to get it from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from tools.lock_requirements import LOCKS, faults, locked

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))


def test_what_is_asked_for_is_locked() -> None:
    assert faults(PROJECT) == []


def test_a_requirement_that_is_not_locked_is_told() -> None:
    changed = {**PROJECT, "dependencies": [*PROJECT["dependencies"], "nothing-like-it>=1", "typer>=99"]}
    assert [fault.split(" ")[1] for fault in faults(changed)] == ["nothing-like-it>=1", "typer>=99"] * len(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_every_file_has_its_hash_and_none_its_place(name: str) -> None:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.partition("\n")[2])
    assert len(entries) == sum(map(len, locked(name).values())) > 10
    for entry in entries:
        assert re.fullmatch(r"\S+==\S+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n?", entry), entry
    assert "://" not in text


def test_the_action_installs_only_what_is_locked() -> None:
    steps = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    lines = [line for step in steps for line in step.get("run", "").splitlines() if "pip install" in line]
    locked_first, package = lines
    assert "--require-hashes" in locked_first
    assert {"--no-deps", "--no-build-isolation"} <= set(package.split())


def test_every_lock_file_is_audited() -> None:
    text = (REPOSITORY / ".github" / "workflows" / "audit.yml").read_text(encoding="utf-8")
    assert "for file in requirements/*.txt; do" in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_install_only_what_is_locked_and_use_actions_by_commit(workflow: Path) -> None:
    described = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert described["permissions"] == {"contents": "read"}
    for job in described["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])
            for line in step.get("run", "").splitlines():
                if "pip install" in line:
                    assert "--require-hashes" in line or "--no-deps" in line
