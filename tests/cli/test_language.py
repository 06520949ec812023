"""The language of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer

Run = Callable[..., Answer]


def language_of(answer: Answer) -> str:
    assert answer.code == 0
    return "vi" if "31/12/2021" in answer.out else "en"


@pytest.mark.parametrize(
    ("words", "env", "toml", "language"),
    [
        ((), {}, None, "en"),
        ((), {"LANG": "vi_VN.UTF-8"}, None, "vi"),
        ((), {"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, None, "en"),
        ((), {"LANG": "en_US.UTF-8"}, "vi", "vi"),
        ((), {"PARPLAN_LANG": "en"}, "vi", "en"),
        ((), {"PARPLAN_LANG": "VI"}, None, "vi"),
        (("--lang", "vi"), {"PARPLAN_LANG": "en"}, None, "vi"),
        (("--lang=en",), {"PARPLAN_LANG": "vi"}, "vi", "en"),
    ],
)
def test_the_language(
    run: Run, plans: Path, tmp_path: Path, words: tuple[str, ...], env: dict[str, str], toml: str | None, language: str
) -> None:
    if toml is not None:
        (tmp_path / "parplan.toml").write_text(f'lang = "{toml}"\n', encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    answer = run("due", "--within", "1y", *words, cwd=below, env={"PARPLAN_LANG": "", **env})
    assert language_of(answer) == language


@pytest.mark.parametrize(
    ("toml", "text"), [("lang = ", "is not valid TOML"), ('lang = "fr"', "parplan.toml: lang"), ("lang = 5", "“5”")]
)
def test_a_wrong_setting_is_named(run: Run, plans: Path, tmp_path: Path, toml: str, text: str) -> None:
    (tmp_path / "parplan.toml").write_text(toml, encoding="utf-8")
    answer = run("due", env={"PARPLAN_LANG": ""})
    assert (answer.code, answer.out) == (2, "")
    assert text in answer.err
