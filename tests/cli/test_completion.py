"""What the shell offers at Tab."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from completing_cases import CODES, write_hostile_plan
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PLAN_2021, Answer
from office import Office
from parplan.cli.completing.answering import answer_completion
from parplan.languages import load_language
from small_plans import write_plan

Spawn = Callable[..., Answer]


def offered(spawn: Spawn, line: str, plan: Path | None = PLAN_2021) -> list[str]:
    words = line.split(" ")
    env = {
        "_PARPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    answer = spawn(env=env | ({"PARPLAN_PLAN": str(plan)} if plan is not None else {}))
    assert (answer.code, answer.err) == (0, "")
    return answer.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("parplan s", {"show", "status", "schema"}),
        ("parplan e", {"evidence", "export", "explain"}),
        ("parplan evidence --section I", {"III"}),
        ("parplan export --format ", {"xlsx", "csv", "ics"}),
        ("parplan export --unit T", {"TTRA", "TDC"}),
        ("parplan show 6.", {"6.1", "6.2.a", "6.2.b", "6.3.a", "6.3.b", "6.4"}),
        ("parplan show 2.k/", {"2.k/plan", "2.k/report"}),
        ("parplan tasks --unit T", {"TTRA", "TDC"}),
        ("parplan tasks --unit vp", {"VP"}),
        ("parplan tasks --unit t", {"ttra", "tdc"}),
        ("parplan tasks --unit=T", {"TTRA", "TDC"}),
        ("parplan show 1.dd", {"1.đ"}),
        ("parplan show 1.đ", {"1.đ"}),
        ("parplan show 1dd", {"1.đ"}),
        ("parplan show 2b", {"2.b"}),
        ("parplan show 2k/", {"2k/plan", "2k/report"}),
        ("parplan show 1.d", {"1.d"}),
        ("parplan tasks --section I", {"III"}),
        ("parplan tasks --state d", {"done", "dropped"}),
        ("parplan re", {"report", "remind", "reschedule"}),
        ("parplan report --period ", {"q1", "h1", "q3", "year"}),
        ("parplan report --period q", {"q1", "q3"}),
        ("parplan report --unit T", {"TTRA", "TDC"}),
        ("parplan report --format ", {"md", "docx", "json"}),
        ("parplan remind --format d", {"docx"}),
        ("parplan remind --sign-for t", {"tl", "tm", "tuq"}),
    ],
)
def test_tab_offers_what_can_be_typed(spawn: Spawn, line: str, expected: set[str]) -> None:
    assert expected <= set(offered(spawn, line))


def test_occurrences_of_an_event_are_offered_once_it_has_happened(office: Office, spawn: Spawn) -> None:
    env = {"_PARPLAN_COMPLETE": "bash", "_PARPLAN_LINE": "parplan show 2.k/report@", "_PARPLAN_WORD": "2.k/report@"}
    env["PARPLAN_PLAN"] = str(office.plan)
    assert spawn(env=env).out == "words\n"
    office("progress", "2.k/report", "--event", "Đối thoại lần 1", "--on", "2021-02-12")
    assert spawn(env=env).out == "words\n2.k/report@2021-02-12\n"


def test_without_a_plan_tab_offers_nothing_and_says_nothing(spawn: Spawn) -> None:
    assert offered(spawn, "parplan show 2", plan=None) == []


def tab(run: Spawn, shell: str, line: str, **environment: str) -> str:
    """What the script of a shell is answered at the end of a line, of the plan of 2021."""
    env = {"_PARPLAN_COMPLETE": shell, "_PARPLAN_LINE": line, "PARPLAN_PLAN": str(PLAN_2021)}
    answer = run(env=env | {f"_PARPLAN_{name.upper()}": text for name, text in environment.items()})
    assert (answer.code, answer.err) == (0, "")
    return answer.out


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("parplan show 2.k/", "2.k/", ["words", "2.k/plan", "2.k/report"]),
        ("parplan show 2.k/r", "2.k/r", ["words", "2.k/report"]),
        ("parplan tasks --unit=KH", "KH", ["words", "KHTC"]),
        ("parplan tasks --unit=", "", ["words", "VP", "TTRA", "KHTC", "TDC", "UDDV"]),
        ("parplan show 1.dd", "1.dd", ["words", "1.đ"]),
        ("parplan show 1.đ", "1.đ", ["words", "1.đ"]),
        ("parplan show '1.đ", "1.đ", ["words", "1.đ"]),
        ("parplan show 9", "9", ["words"]),
        ("parplan --plan ", "", ["files"]),
        ("parplan --plan=pl", "pl", ["files"]),
        ("parplan", "", ["words"]),
    ],
)
def test_bash_is_given_what_stands_in_the_place_of_what_it_replaces(
    run: Spawn, line: str, word: str, expected: list[str]
) -> None:
    assert tab(run, "bash", line, word=word).splitlines()[: len(expected)] == expected


def test_a_title_is_never_markup_to_a_tab(run: Spawn, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(write_plan("- {id: 2.b, title: \"[/bold] $(x) `y` 'z'\"}").replace('id: "1"', 'id: "2"'), "utf-8")
    env = {"PARPLAN_PLAN": str(plan), "_PARPLAN_LINE": "parplan show 2.b"}
    assert run(env=env | {"_PARPLAN_COMPLETE": "fish"}).out == "words\n2.b\t[/bold] $(x) `y` 'z'\n"
    assert run(env=env | {"_PARPLAN_COMPLETE": "zsh"}).out == "words\n2.b\n2.b  -- [/bold] $(x) `y` 'z'\n"
    old = {"_PARPLAN_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "parplan show 2.b"}
    evaluated = run(env=env | old).out
    assert "values=($'2\\x2eb')" in evaluated
    assert not set("`(") & set(evaluated.partition("shown=(")[2].partition(")")[0])


def test_powershell_is_answered_in_ascii(run: Spawn) -> None:
    answer = tab(run, "powershell", "parplan show 1.đ")
    assert answer.isascii()
    assert [offer["word"] for offer in json.loads(answer)] == ["1.đ"]


def powershell_reads(word: str) -> str:
    """What PowerShell makes of a word of the command line that is plain, or in one pair of quotation marks."""
    if word[0] == "'":
        assert not re.search("['‘’‚‛]", re.sub("(['‘’‚‛])\\1", "", word[1:-1]))
        return re.sub("(['‘’‚‛])\\1", r"\1", word[1:-1])
    if word[0] == '"':
        assert not re.search('["“”„$`]', word[1:-1])
        return word[1:-1]
    assert not re.search("[^\\w./:=+@-]", word)
    return word


@pytest.mark.parametrize("shell", ["powershell", "complete_powershell", "complete_pwsh"])
def test_powershell_gets_each_name_as_one_word(run: Spawn, tmp_path: Path, shell: str) -> None:
    """What its callbacks make of the answer: of the old one each line is parted at ``:::``."""
    line = "parplan tasks --unit "
    env = {"PARPLAN_PLAN": str(write_hostile_plan(tmp_path / "plan.yaml")), "_PARPLAN_COMPLETE": shell}
    answer = run(env=env | {"_PARPLAN_LINE": line, "_TYPER_COMPLETE_ARGS": line.strip()})
    if shell == "powershell":
        words = [offer["word"] for offer in json.loads(answer.out)]
    else:
        words = [line.split(":::")[0] for line in answer.out.splitlines()]
    # Windows PowerShell hands on neither " nor \ at the end of a word as it is.
    assert [powershell_reads(word) for word in words] == [c for c in CODES if '"' not in c and not c.endswith("\\")]


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", "1.đ"), ("cp437", "1.dd"), ("cp1258", "1.đ")])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "complete_bash", "complete_pwsh"])
def test_a_letter_the_console_has_not_is_offered_as_it_can_be_typed(
    monkeypatch: pytest.MonkeyPatch, shell: str, encoding: str, expected: str
) -> None:
    line = "parplan show 1.dd"
    environment = {
        "_PARPLAN_COMPLETE": shell,
        "_PARPLAN_LINE": line,
        "_PARPLAN_WORD": "1.dd",
        "COMP_WORDS": line,
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "1.dd",
    }
    monkeypatch.setenv("PARPLAN_PLAN", str(PLAN_2021))
    monkeypatch.setenv("PARPLAN_CACHE", "off")
    offered = answer_completion(environment, encoding, load_language("en"))
    assert offered is not None
    assert offered.text.encode(encoding)
    assert expected in re.split("[\n\t:]", offered.text) or shell == "fish"


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("parplan show 1.a/report@", "", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        ("parplan show 1.a/report@2021-Q2", "2021-Q2", ["2021-Q2"]),
        ("parplan show '1.a/report@2021-Q3", "2021-Q3", ["2021-Q3"]),
        ("parplan tasks --unit=van", "van", ["van\\ phòng\\ Sở", "van\\ phòng"]),
        ("parplan tasks --unit=Văn\\ ", "Văn\\ ", ["Văn\\ phòng\\ Sở", "Văn\\ phòng"]),
    ],
)
def test_bash_completes_occurrences_and_names(
    run: Spawn, tmp_path: Path, line: str, word: str, expected: list[str]
) -> None:
    plan = tmp_path / "plan.yaml"
    tasks = "- {id: 1.a, title: T, lead: [VP], milestones: [{id: report, title: B, due: định kỳ hằng quý}]}"
    plan.write_text(write_plan(tasks), encoding="utf-8")
    env = {"PARPLAN_PLAN": str(plan), "_PARPLAN_COMPLETE": "bash", "_PARPLAN_LINE": line, "_PARPLAN_WORD": word}
    assert run(env=env).out.splitlines()[1:] == expected


@pytest.mark.parametrize("environment", [{"_PARPLAN_COMPLETE": "tcsh"}, {"_PARPLAN_COMPLETE": "complete_x"}])
def test_a_script_that_is_not_known_is_answered_with_nothing(run: Spawn, environment: dict[str, str]) -> None:
    assert run(env=environment) == Answer(1, "", "")


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(["bash", "zsh", "fish", "powershell", "complete_bash", "complete_zsh"]))
def test_any_line_can_be_at_a_tab(line: str, shell: str) -> None:
    environment = {
        "_PARPLAN_COMPLETE": shell,
        "_PARPLAN_LINE": line,
        "_PARPLAN_WORD": line[-2:],
        "COMP_WORDS": line,
        "COMP_CWORD": line[:1],
        "_TYPER_COMPLETE_ARGS": line,
        "PARPLAN_DEBUG": "1",
    }
    offered = answer_completion(environment, "utf-8", load_language("en"))
    assert offered is not None
