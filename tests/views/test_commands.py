"""Commands that are shown to be copied: each text stays one word, and runs nothing."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parplan.views.commands import Shell

NASTY = [
    *("", " ", "a b", "'", '"', "a'b\"c", "$HOME", "$(touch x)", "`id`", "\\", "a\\", "!x", "%PATH%", "a;b", "a&b|c>d"),
    *(
        "*",
        "~",
        "#",
        "- x",
        "--json",
        "a\nb",
        "a\tb",
        "\u202e",
        "🎉",
        "Văn phòng Sở",
        "@a",
        "(a)",
        "{a,b}",
        "a,",
        "‘x’",
    ),
]


@pytest.mark.parametrize(
    "text", ["2.b/plan", "1.đ", "2021:7.b", "report@2021-Q1", "12/KH-SKHCN", "2021-03-01", "cost=8.5", "--on"]
)
def test_plain_words_need_no_quotes(text: str) -> None:
    assert Shell().word(text) == Shell(powershell=True).word(text) == text


def test_what_every_command_needs_is_added() -> None:
    shell = Shell(more=("--plan", "kế hoạch.yaml"))
    assert shell.command(("undo", "2.b")) == "parplan undo 2.b --plan 'kế hoạch.yaml'"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_takes_every_text_as_it_is() -> None:
    line = " ".join(map(Shell().word, NASTY))
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {line}"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "HOME": "/h"},
    )
    assert done.stdout.decode().split("\0")[:-1] == NASTY


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a b", '"a b"'),
        ("Văn phòng Sở, KH-TC", '"Văn phòng Sở, KH-TC"'),
        ("100% a", "'100% a'"),
        ("Sở d'Or", "'Sở d''Or'"),
        ("‘x’", "'‘‘x’’'"),
        ("$HOME `x`", "'$HOME `x`'"),
        ("a\nb", '"a`nb"'),
        ('$a "`\n“', '"`$a `"```n`“"'),
        ("x\u202ey", '"x`u{202e}y"'),
    ],
)
def test_the_words_of_powershell(text: str, word: str) -> None:
    assert Shell(powershell=True).word(text) == word


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_word_is_one_line_and_shows_nothing_hidden(text: str) -> None:
    for shell in (Shell(), Shell(powershell=True)):
        assert shell.word(text).isprintable() or not text.isprintable()
        assert "\n" not in shell.word(text)
