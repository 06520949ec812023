"""Each rule: one plan with the mistake and all it gives, and beside it a plan that is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from parplan.diagnostics import Explanation, Finding, Severity
from parplan.languages import load_language
from parplan.linting import rules
from parplan.linting.registry import CHECKS, EXPLANATIONS
from parplan.linting.rule import Rule
from parplan.linting.selection import Selection
from parplan.loading import load_plan, parse_plan
from small_plans import check_plans, shown

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
#: The rules on one plan, and those about the comments to parplan.
LINTED = [*(check.rule.code for check in CHECKS), "P701", "P702"]

#: What a plan cannot help to have beside the finding it is about.
BESIDE = {"P702": {"P419"}}  # the comment that is not understood excuses nothing


#: The name a plan goes by, where a rule is about it.
NAMES = {"P602": "plans/2022.yaml"}


def check(path: Path) -> tuple[Finding, ...]:
    (checked,) = check_plans([(NAMES.get(path.stem, path.name), load_plan(path))], Selection(), TODAY)
    return checked.findings


@pytest.mark.parametrize("code", LINTED)
def test_a_plan_with_the_mistake_gives_these_findings(code: str, golden: Callable[[Path, str], None]) -> None:
    findings = check(HERE / "err" / f"{code}.yaml")
    assert {finding.code for finding in findings} == {code} | BESIDE.get(code, set())
    golden(HERE / "err" / f"{code}.txt", shown(findings))


@pytest.mark.parametrize("code", LINTED)
def test_a_plan_that_is_right_gives_none(code: str) -> None:
    assert shown(check(HERE / "ok" / f"{code}.yaml")) == ""


@pytest.mark.parametrize("code", LINTED)
def test_the_example_of_a_rule_is_from_its_plans(code: str) -> None:
    rule = EXPLANATIONS[code]
    for folder, example in (("err", rule.bad), ("ok", rule.good)):
        lines = {line.strip() for line in (HERE / folder / f"{code}.yaml").read_text(encoding="utf-8").splitlines()}
        lines |= {line.removeprefix("- ") for line in lines}
        assert {line.strip() for line in example.splitlines()} <= lines, folder


def test_the_plan_of_a_school_year_that_ends_with_its_first_year_is_told() -> None:
    text = (HERE / "err" / "P317.yaml").read_text(encoding="utf-8").replace("  through: 2026\n", "")
    (checked,) = check_plans([("P317.yaml", parse_plan(text.encode(), "P317.yaml"))], Selection(), TODAY)
    (found,) = [one for one in checked.findings if one.code == "P317"]
    assert found.message.render() == "the school year ends in 2026, but the plan ends on 2025-12-31"
    assert found.help is not None
    assert found.help.render().startswith("write its last year and its last day: through: 2026, and until: 2026-05-31")


def test_no_rule_makes_a_plan_unusable() -> None:
    assert {check.rule.severity for check in CHECKS} == {Severity.WARNING, Severity.ADVICE}


def test_every_code_is_explained_once_and_in_its_family() -> None:
    made = [check.rule.code for check in CHECKS]
    assert made == sorted(set(made))
    assert [*EXPLANATIONS] == sorted(EXPLANATIONS, key=lambda code: ("YSPI".index(code[0]), code))
    names = [rule.name for rule in EXPLANATIONS.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", EXPLANATIONS.values(), ids=lambda rule: rule.code)
def test_a_rule_is_explained_in_both_languages(rule: Explanation) -> None:
    for language in (load_language("vi"), load_language("en")):
        for text in (rule.what, rule.why, rule.instead, rule.right):
            assert text is None or language.render(text).endswith((".", "?", "…"))
    if rule.code in LINTED:
        assert rule.right is not None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("P404", "nội dung nhiệm vụ có “10%”, nhưng không chỉ tiêu nào của nhiệm vụ 1.a có giá trị đó"),
        ("P409", "nội dung yêu cầu ít nhất 10, chỉ tiêu lại ghi không quá 10"),
        ("P506", "“đang thực hiện” sau khi đã hoàn thành"),
        ("P507", "80% mâu thuẫn với tình trạng “hoàn thành”"),
    ],
)
def test_a_message_in_vietnamese_has_vietnamese_words(code: str, said: str) -> None:
    vietnamese = load_language("vi")
    assert said in {vietnamese.render(finding.message) for finding in check(HERE / "err" / f"{code}.yaml")}


def test_every_rule_file_is_in_the_registry_and_bears_the_code_and_name_of_its_rule() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("p[0-9]*.py")}
    linted = [rule for rule in EXPLANATIONS.values() if isinstance(rule, Rule)]
    assert files == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in linted}


def test_no_file_is_left_without_its_rule() -> None:
    files = {path.stem for folder in ("ok", "err") for path in (HERE / folder).iterdir()}
    assert files == set(LINTED)
