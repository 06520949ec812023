"""``parplan validate --trusted``: what a pull request says of its own check does not count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer, needs_links
from small_plans import write_plan

Run = Callable[..., Answer]

TASKS = """\
- id: 1.a
  title: một và và hai{one}
  lead: [VP]
  products: [x]
  time: Quý I/2021
- id: 1.b
  title: ba của của bốn{other}
  lead: [TTRA]
  products: [x]
  time: Quý I/2021
"""
COMMENT = "   # parplan: ignore[P419] chữ của bản in"


def plan(one: str = "", other: str = "", above: str = "") -> str:
    return above + write_plan(TASKS.format(one=one, other=other), groups="")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A repository with a plan, and beside it the checkout of its base branch, where one comment stands."""
    (tmp_path / ".git").mkdir()
    for root in (tmp_path, tmp_path / "base"):
        (root / "plans").mkdir(parents=True)
        (root / "plans" / "plan.yaml").write_text(plan(one=COMMENT), encoding="utf-8")
    return tmp_path / "base"


def told(run: Run, *words: str) -> list[tuple[str, str]]:
    items = run("validate", "plans", "--trusted", "base", "--select", "P419,P7", "--json", *words).items
    return [(item["code"], item["place"]) for item in items]


def test_a_comment_of_the_base_counts_and_a_new_one_does_not(run: Run, base: Path, tmp_path: Path) -> None:
    file = tmp_path / "plans" / "plan.yaml"
    assert told(run) == [("P419", "1.b")]
    file.write_text(plan(one=COMMENT, other=COMMENT, above="# một dòng\n"), encoding="utf-8")
    assert told(run) == [("P419", "1.b")]
    file.write_text(plan(one=COMMENT.replace("[P419]", "[P419, P403]")), encoding="utf-8")
    assert ("P419", "1.b") in told(run)
    file.write_text(plan(one=COMMENT).replace("một và và hai", "một và và ba"), encoding="utf-8")
    assert told(run) == [("P419", "1.b")]  # the doubled word is the one the base excuses
    (base / "plans" / "plan.yaml").unlink()
    assert told(run) == [("P419", "1.a"), ("P419", "1.b")]


def test_settings_count_as_they_stand_in_the_base(run: Run, base: Path, tmp_path: Path) -> None:
    (tmp_path / "parplan.toml").write_text('ignore = ["P4"]\n', encoding="utf-8")
    assert told(run) == [("P419", "1.b")]
    (base / "parplan.toml").write_text('[per-file]\n"plans/*" = ["P4"]\n', encoding="utf-8")
    assert told(run) == []
    (tmp_path / "parplan.toml").write_text("selekt = 1\n", encoding="utf-8")
    assert told(run) == []


def test_a_baseline_counts_as_it_stands_in_the_base(run: Run, base: Path, tmp_path: Path) -> None:
    run("validate", "plans", "--json", "-o", "known.json")
    answer = run("validate", "plans", "--trusted", "base", "--baseline", "known.json", "--select", "P419")
    assert answer.code == 1
    assert "known.json is not in the trusted branch: no finding is known" in answer.err
    (base / "known.json").write_bytes((tmp_path / "known.json").read_bytes())
    assert run("validate", "plans", "--trusted", "base", "--baseline", "known.json", "--select", "P419").code == 0


def test_a_base_that_is_not_there_is_said(run: Run, base: Path) -> None:
    answer = run("validate", "plans", "--trusted", "nowhere")
    assert answer.code == 2
    assert "--trusted: nowhere is not a folder" in answer.err


@needs_links
def test_the_name_of_a_link_does_not_choose_the_settings(run: Run, base: Path, tmp_path: Path) -> None:
    (base / "parplan.toml").write_text('[per-file]\n"2019*.yaml" = ["P4"]\n', encoding="utf-8")
    (tmp_path / "plans" / "2019.yaml").symlink_to("plan.yaml")
    assert told(run) == [("P419", "1.b")]
    assert told(run, "plans/plan.yaml") == [("P419", "1.b")]


@needs_links
@pytest.mark.parametrize("link", ["plans", "plans/plan.yaml"])
def test_a_link_out_of_the_repository_is_refused(run: Run, tmp_path: Path, link: str) -> None:
    for root in (tmp_path / "branch", tmp_path / "base", tmp_path / "elsewhere"):
        (root / "plans").mkdir(parents=True)
        (root / "plans" / "plan.yaml").write_text(plan(one=COMMENT, other=COMMENT), encoding="utf-8")
    own = tmp_path / "branch"
    (own / ".git").mkdir()
    (own / link).rename(own / "own")
    (own / link).symlink_to(Path("../" * (link.count("/") + 1), "elsewhere", link))
    for named in (["plans"], ["plans/plan.yaml"], []):
        answer = run("validate", *named, "--trusted", "../base", cwd=own)
        assert answer.code == 2
        assert "plans/plan.yaml leads out of " in answer.err
    (own / link).unlink()
    (own / link).symlink_to(Path("../" * link.count("/"), "own"))
    assert run("validate", "plans/plan.yaml", "--trusted", "../base", "--select", "P7", cwd=own).code == 0  # within it


@needs_links
@pytest.mark.parametrize("link", ["plans", "plans/plan.yaml"])
def test_a_link_to_the_plan_of_the_base_is_refused(run: Run, base: Path, tmp_path: Path, link: str) -> None:
    file = tmp_path / link
    file.rename(tmp_path / "own")
    file.symlink_to(base / link)
    for named in (["plans"], ["plans/plan.yaml"], []):
        answer = run("validate", *named, "--trusted", "base", cwd=tmp_path)
        assert answer.code == 2
        assert "plans/plan.yaml is a link into " in answer.err
    assert run("validate", "base/plans", "--trusted", "base", cwd=tmp_path).code in (0, 1)  # looked at by itself
