"""What other repositories use: the pre-commit hook, the GitHub action, the snippets of docs/checking.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import needs_links
from small_plans import write_plan

REPOSITORY = Path(__file__).parents[2]
CHECKING = (REPOSITORY / "docs" / "checking.md").read_text(encoding="utf-8")
CLEAN = "[{id: 1.a, title: Việc, lead: [VP], products: [x], milestones: [{id: m, title: A, due: thường xuyên}]}]"
BROKEN = write_plan("[{id: 1.a, title: Việc, leed: [VP]}]")
GIT = shutil.which("git")
BASH = shutil.which("bash") if sys.platform != "win32" else None  # there it may be that of WSL


def snippet(mark: str) -> str:
    found = re.search(rf"^<!-- {mark} -->\n```text\n(.*?)^```$", CHECKING, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def loaded(path: str) -> Any:
    return yaml.safe_load((REPOSITORY / path).read_text(encoding="utf-8"))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    units = "VP: {name: Văn phòng Sở}"
    (tmp_path / "plans" / "plan.yaml").write_text(write_plan(CLEAN, units=units, groups=""), encoding="utf-8")
    return tmp_path


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONUTF8": "1"}


def test_the_hook_checks_the_plans_and_fails_on_a_broken_one(plans: Path) -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert all(re.search(hook["files"], name) for name in ("plans/2021.yaml", "plans/2021.YML", "plans/a\nb.yaml"))
    assert not re.search(hook["files"], "other/2021.yaml")
    assert hook.get("pass_filenames", True)

    def code(*words: str) -> int:
        command = [sys.executable, "-m", "parplan", *hook["entry"].split()[1:], *hook["args"], *words]
        return subprocess.run(command, cwd=plans, env=environment(), check=False).returncode

    assert code("plans/plan.yaml") == 0
    (plans / "plans" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    assert code("plans/broken.yaml") == 1
    assert code("plans/plan.yaml") == 0  # the other is not part of the commit
    assert code("--all-plans", "plans/plan.yaml") == 1


@pytest.mark.skipif(GIT is None or shutil.which("pre-commit") is None, reason="needs git and pre-commit")
@pytest.mark.skipif(
    not os.environ.get("TRY_PRE_COMMIT"), reason="installs parplan from an index: TRY_PRE_COMMIT=1 asks"
)
def test_pre_commit_stops_a_broken_plan(plans: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=plans, check=True)

    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    config = snippet("pre-commit").replace("https://example.org/parplan", REPOSITORY.as_posix())
    config = config.replace("v0.10.0", revision.stdout.strip())
    (plans / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git("init", "-q")
    git("add", "-A")
    run = ["pre-commit", "run", "--all-files"]
    assert subprocess.run(run, cwd=plans, check=False).returncode == 0
    (plans / "plans" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    git("add", "-A")
    done = subprocess.run(run, cwd=plans, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "plans/broken.yaml:20:31: S103" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.parametrize(
    ("strict", "paths", "code"),
    [
        ("true", "plans/", 0),
        ("true", "plans/ warned.yaml", 1),
        ("true", "plans/\nhai từ.yaml\n", 1),
        ("false", "plans/\r\nhai từ.yaml\r\n", 0),
        ("true", "hai từ.yaml", 2),
        ("false", "plans/ warned.yaml", 0),
        ("false", "; echo hacked", 2),
        ("true", "$(echo hacked)", 2),
    ],
)
def test_the_action_checks_with_its_inputs_as_data(plans: Path, strict: str, paths: str, code: int) -> None:
    action = loaded("action.yml")
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"]
    (plans / "warned.yaml").write_text(write_plan("[{id: 1.a, title: Việc}]").replace("Sở A", "Sở B"), encoding="utf-8")
    shutil.copy(plans / "warned.yaml", plans / "hai từ.yaml")
    summary = plans / "summary.md"
    done = run_step(step, plans, {"paths": paths, "strict": strict, "lang": "en"}, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == code, done.stderr
    assert "hacked\n" not in done.stdout
    assert all(line.startswith("::") for line in done.stdout.splitlines())
    first, *found, last = summary.read_text(encoding="utf-8").splitlines()
    assert (first, last) == ("```text", "```")
    assert len([line for line in found if ": P" in line]) == len(done.stdout.splitlines())


def run_step(step: Any, cwd: Path, inputs: dict[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step of the action as a runner does."""
    values = {f"inputs.{name}": value for name, value in inputs.items()}
    values["inputs.trusted-settings == 'true' && github.base_ref != ''"] = str(
        (cwd / ".parplan-trusted").is_dir()
    ).lower()
    given = {name: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: values[m[1]], text) for name, text in step["env"].items()}
    return subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=cwd,
        env={**environment(), **given, **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_with_trusted_settings_a_pull_request_excuses_nothing_of_its_own(plans: Path) -> None:
    step = loaded("action.yml")["runs"]["steps"][-1]
    inputs = {"paths": "plans/", "strict": "true", "lang": "en"}
    bad = write_plan("[{id: 1.a, title: một và và hai, lead: [VP], products: [x], time: Quý I/2021}]", groups="")
    (plans / "plans" / "plan.yaml").write_text(bad, encoding="utf-8")
    (plans / "parplan.toml").write_text('ignore = ["P4"]\n', encoding="utf-8")
    (plans / ".git").mkdir()
    assert run_step(step, plans, inputs).returncode == 0
    shutil.copytree(plans / "plans", plans / ".parplan-trusted" / "plans")
    assert run_step(step, plans, inputs).returncode == 1


@pytest.mark.skipif(BASH is None, reason="needs bash")
@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, None),
        ({"strict": "false", "lang": "en", "paths": "a b"}, None),
        ({"strict": "yes"}, "strict is neither true nor false"),
        ({"strict": ""}, "strict is neither true nor false"),
        ({"trusted-settings": "maybe"}, "trusted-settings is neither true nor false"),
        ({"lang": "fr\n::stop-commands::x"}, "lang is neither vi nor en"),
        ({"paths": " \n "}, "paths is empty"),
    ],
)
def test_an_input_that_is_none_of_its_values_is_an_error(
    tmp_path: Path, inputs: dict[str, str], said: str | None
) -> None:
    action = loaded("action.yml")
    step = action["runs"]["steps"][0]
    assert "${{" not in step["run"]
    defaults = {name: one["default"] for name, one in action["inputs"].items()}
    done = run_step(step, tmp_path, {**defaults, **inputs})
    assert (done.returncode, done.stdout) == ((0, "") if said is None else (2, f"::error title=parplan::{said}\n"))


def test_the_action_runs_no_module_of_a_pull_request() -> None:
    """Its steps run in the checkout of the pull request, and `python -m` without -I or -P looks there first."""
    scripts = "".join(step.get("run", "") for step in loaded("action.yml")["runs"]["steps"])
    assert set(re.findall(r"(\S+) -m \w+", scripts)) == {"-I"}


@pytest.mark.slow
@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_a_module_in_the_pull_request_is_not_run_by_the_installation(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("venv", "pip", "ensurepip", "logging", "types"):
        (checkout / f"{name}.py").write_text(f"open({str(tmp_path / 'evil')!r}, 'w')", encoding="utf-8")
    step = next(step for step in loaded("action.yml")["runs"]["steps"] if "venv" in step.get("run", ""))
    given = {"PYTHON": sys.executable, "SOURCE": str(tmp_path / "nothing"), "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=checkout, env={**environment(), **given}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "nothing" in done.stderr, done.stderr  # pip was run, and found no package there
    assert not (tmp_path / "evil").exists()


@needs_links
@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_a_link_in_the_place_of_the_base_branch_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".parplan-trusted").symlink_to(".")
    action = loaded("action.yml")
    defaults = {name: one["default"] for name, one in action["inputs"].items()}
    step = action["runs"]["steps"][0]
    assert run_step(step, tmp_path, defaults).returncode == 0
    done = run_step(step, tmp_path, {**defaults, "trusted-settings": "true"})
    assert (done.returncode, done.stdout) == (2, "::error title=parplan::.parplan-trusted is a link\n")


def test_other_actions_are_used_by_commit_and_keep_no_credentials() -> None:
    files = [REPOSITORY / "action.yml", *sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))]
    used = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.search(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    for file in files[1:]:
        for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                if "actions/checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_a_release_says_where_its_files_come_from_before_it_hands_them_on() -> None:
    jobs = loaded(".github/workflows/release.yml")["jobs"]
    makers = [job for job in jobs.values() if any("upload-artifact" in step.get("uses", "") for step in job["steps"])]
    assert len(makers) == 2
    for job in makers:
        used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
        assert used.index("actions/attest-build-provenance") < used.index("actions/upload-artifact")
        assert job["permissions"]["attestations"] == job["permissions"]["id-token"] == "write"


def test_the_snippets_use_what_is_there() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert [h["id"] for h in yaml.safe_load(snippet("pre-commit"))["repos"][0]["hooks"]] == [hook["id"]]
    inputs = loaded("action.yml")["inputs"]
    steps = yaml.safe_load(snippet("github"))["jobs"]["plans"]["steps"]
    assert set(steps[-1]["with"]) <= set(inputs)
    assert steps[0]["with"] == {"persist-credentials": False}
    job = yaml.safe_load(snippet("gitlab"))["plans"]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["script"][-1].endswith(f"> {report}")


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_the_gitlab_job_writes_its_report(plans: Path) -> None:
    import json

    script = yaml.safe_load(snippet("gitlab"))["plans"]["script"][-1]
    (plans / "plans" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    done = subprocess.run([str(BASH), "-c", script], cwd=plans, env=environment(), check=False)
    assert done.returncode == 1
    (issue,) = json.loads((plans / "gl-code-quality.json").read_text(encoding="utf-8"))
    assert issue["location"] == {"path": "plans/broken.yaml", "lines": {"begin": 20, "end": 20}}


def test_the_git_attributes_shown_are_ours() -> None:
    assert snippet("gitattributes") in (REPOSITORY / ".gitattributes").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(GIT is None or BASH is None, reason="needs git and bash")
@pytest.mark.parametrize(
    ("mark", "base"),
    [("a job of GitHub Actions", "GITHUB_BASE_REF"), ("a job of GitLab CI", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")],
)
def test_the_jobs_of_docs_comparing_tell_what_a_branch_changes(plans: Path, mark: str, base: str) -> None:
    comparing = (REPOSITORY / "docs" / "comparing.md").read_text(encoding="utf-8")
    found = re.search(rf"^<!-- {mark} -->\n```text\n(.*?)^```$", comparing, re.MULTILINE | re.DOTALL)
    assert found is not None
    job = yaml.safe_load(found[1])
    script = job[1]["run"] if isinstance(job, list) else "\n".join(job["plan"]["script"])
    origin, clone = plans, plans / "clone"

    def git(*words: str, folder: Path) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=folder, check=True)

    old = origin / "plans" / "plan.yaml"
    unused = "\n  TTRA: {name: Thanh tra Sở}\n"
    old.write_text(
        old.read_text(encoding="utf-8").replace("name: Văn phòng Sở}\n", "name: Văn phòng Sở}" + unused), "utf-8"
    )
    later = old.read_text(encoding="utf-8").replace("year: 2021", "year: 2099")
    (origin / "plans" / "2099.yaml").write_text(later, encoding="utf-8")  # of the year asked about
    git("init", "-q", "-b", "main", folder=origin)
    git("add", "plans", folder=origin)
    git("commit", "-q", "-m", "plan", folder=origin)
    git("clone", "-q", str(origin), str(clone), folder=origin)
    git("checkout", "-q", "-b", "change", folder=clone)
    plan = clone / "plans" / "plan.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("title: Việc", "title: Việc các các phòng"), encoding="utf-8"
    )
    excuse = subprocess.run(["parplan", "validate", "--json"], cwd=clone, env=environment(), capture_output=True)
    (clone / "known.json").write_bytes(excuse.stdout)  # of the branch itself, which must not count
    git("add", "known.json", folder=clone)
    git("commit", "-q", "-am", "change", folder=clone)
    summary = plans / "summary.md"
    variable = "GITHUB_WORKSPACE" if base.startswith("GITHUB") else "CI_PROJECT_DIR"
    env = {
        **environment(),
        base: "main",
        variable: str(clone),
        "GITHUB_STEP_SUMMARY": str(summary),
        "PARPLAN_LANG": "en",
        "PARPLAN_TODAY": "2099-03-01",
    }
    done = subprocess.run([str(BASH), "-e", "-c", script], cwd=clone, env=env, check=False, capture_output=True)
    assert done.returncode == 1, done.stderr  # a new warning fails the job
    text = (summary if summary.exists() else clone / "diff.md").read_text(encoding="utf-8")
    assert "| 1.a | title: Việc → Việc các các phòng |" in text
    assert text.count("P419") == 1
    assert "P207" not in text, "the base has that already"
    assert b"known finding" in done.stderr
