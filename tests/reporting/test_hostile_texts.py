"""Texts of a plan are data in every format: no markup, no code, no direction of writing, whatever they hold."""

from __future__ import annotations

import email
import email.policy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from asked import BUSY, HOSTILE, ask, with_text_everywhere
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace
from word_files import W, part

import small_plans
from conftest import Answer
from parplan.languages import load_office_language
from parplan.reporting.reminder_mail import render_mail
from parplan.reporting.reminders import make_reminders
from small_plans import write_plan

Run = Callable[..., Answer]

TITLES = [
    "</w:t></w:r><w:r><w:t>chen</w:t></w:r>",
    "<script>alert(1)</script> & &amp; &#60;b&#62;",
    "=cmd|'/C calc'!A0",
    "# Đầu đề **đậm** _nghiêng_ `mã` [liên kết](http://x.vn) ![ảnh](x.png)",
    "| ô | khác | --- |",
    "1. một danh sách",
    "- gạch đầu dòng",
    "+ dấu cộng",
    "> trích dẫn ~~gạch~~ $x^2$",
    "{title} {0} %s %(x)s \\n \\\\",
    "===",
    "---",
    "x" * 400,
    "dấu ]]> và <!-- chú thích --> <?php ?>",
    "www.x.vn https://x.vn/a_b_c *x*",
    "[nơi cần điền giả]",
    "ký tự mới 𝔸 😀 𠀀",
]


def plan_of(title: str) -> str:
    quoted = title.replace("'", "''")
    return write_plan(
        f"""
        - id: 1.a
          title: '{quoted}'
          lead: [Văn phòng Sở]
          products: ['{quoted}']
          time: '{quoted}'
          milestones:
            - {{id: m, title: '{quoted}', due: 2021-02-01}}
            - {{id: later, title: '{quoted}', due: 2021-03-10}}
          targets: [{{id: t, title: '{quoted}', at_least: 1, unit: '{quoted}'}}]
          progress:
            - {{date: 2021-01-05, note: '{quoted}', difficulty: '{quoted}', proposal: '{quoted}'}}
            - {{date: 2021-01-06, milestone: later, due: 2021-03-12, basis: '{quoted}', reason: '{quoted}'}}
            - {{date: 2021-01-07, evidence: [{{number: '{quoted}', title: '{quoted}'}}]}}
        """,
        reports="q1: {due: trước ngày 03/3/2021, from: 2020-12-15, to: 2021-03-14}",
    )


@pytest.fixture(params=TITLES, ids=range(len(TITLES)))
def title(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    (tmp_path / "plan.yaml").write_text(plan_of(request.param), encoding="utf-8")
    return request.param


def test_a_word_file_shows_them_and_nothing_else(run: Run, tmp_path: Path, title: str) -> None:
    assert run("report", "--period", "q1", "-p", "plan.yaml", "-o", "r.docx").code == 0
    assert run("remind", "-p", "plan.yaml", "-o", "letters").code == 0
    for file in (tmp_path / "r.docx", *(tmp_path / "letters").iterdir()):
        texts = ["".join(paragraph.itertext()) for paragraph in part(file, "word/document.xml").iter(f"{W}p")]
        assert title in texts
        assert all(element.tag.startswith(W) for element in part(file, "word/document.xml").iter())
        Document(str(file))
        with zipfile.ZipFile(file) as package:
            for name in package.namelist():
                etree.fromstring(package.read(name))


def shown(markdown: str) -> list[str]:
    """The texts a reader sees: each paragraph, item and cell, a line break as a line."""
    found = []
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(markdown):
        if token.type == "inline":
            found.append("".join(_shown(child.type, child.content) for child in token.children or ()))
        assert token.type not in ("html_block", "fence", "code_block", "hr", "blockquote_open", "ordered_list_open")
    return found


def _shown(kind: str, content: str) -> str:
    assert kind in ("text", "text_special", "strong_open", "strong_close", "em_open", "em_close", "html_inline")
    assert kind != "html_inline" or content == "<br>"
    return "\n" if kind == "html_inline" else content


def test_markdown_shows_them_and_nothing_else(run: Run, title: str) -> None:
    report = shown(run("report", "--period", "q1", "-p", "plan.yaml").out)
    cells = [line for text in report for line in text.split("\n")]
    assert cells.count(title) >= 3
    remind = shown(run("remind", "-p", "plan.yaml").out)
    assert any(title[:100] in text for text in remind)


def test_json_holds_them_as_they_are(run: Run, title: str) -> None:
    (item,) = run("report", "--period", "q1", "-p", "plan.yaml", "--json").items
    assert (item["title"], item["products"], item["time"]) == (title, [title], title)


@pytest.mark.parametrize("words", [("report", "--period", "q1"), ("remind",)], ids=lambda words: words[0])
def test_what_turns_or_hides_text_is_left_out(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    hidden = "một\u202ehai\u200bba\u2066bốn\u00adnăm\u3164sáu\u034f\U000e0041"
    (tmp_path / "plan.yaml").write_text(plan_of(hidden), encoding="utf-8")
    out = run(*words, "-p", "plan.yaml").out
    assert "mộthaibabốnnăm" in out
    assert not set("\u202e\u200b\u2066\u00ad\u3164\u034f\U000e0041") & set(out)
    run(*words, "-p", "plan.yaml", "--format", "docx", "-o", "out" if words[0] == "remind" else "out.docx")
    for file in tmp_path.rglob("*.docx"):
        text = "".join(part(file, "word/document.xml").itertext())
        assert "mộthaibabốnnăm" in text
        assert not set("\u202e\u200b\u2066\u00ad\u3164\u034f\U000e0041") & set(text)


@pytest.mark.parametrize("option", ["--place", "--number", "--signer", "--signer-title", "--recipient"])
def test_options_are_data_too(run: Run, tmp_path: Path, option: str) -> None:
    (tmp_path / "plan.yaml").write_text(plan_of("x"), encoding="utf-8")
    hostile = "</w:t> & **x** | {y} [z]"
    assert run("report", "--period", "q1", "-p", "plan.yaml", "-o", "r.docx", option, hostile).code == 0
    texts = [
        "".join(paragraph.itertext()) for paragraph in part(tmp_path / "r.docx", "word/document.xml").iter(f"{W}p")
    ]
    assert any(hostile in text or hostile.upper() in text for text in texts)
    markdown = shown(run("report", "--period", "q1", "-p", "plan.yaml", option, hostile).out)
    assert any(hostile in text or hostile.upper() in text for text in markdown)
    refused = run("report", "--period", "q1", "-p", "plan.yaml", option, "a\x1bb")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize("code", ["CON", "aux", "Đ1", "đ_1", "VP-1"])
def test_a_units_code_makes_a_safe_file_name(run: Run, tmp_path: Path, code: str) -> None:
    plan = write_plan(
        f"- {{id: 1.a, title: Việc, lead: [{code}], milestones: [{{id: m, title: Làm, due: 2021-02-01}}]}}",
        units=f"{code}: {{name: Phòng A}}",
        groups="",
    )
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    answer = run("remind", "-p", "plan.yaml", "-o", "out")
    (file,) = (tmp_path / "out").iterdir()
    assert answer.code == 0
    assert file.name.isascii()
    assert file.name.startswith("nhac-viec-")
    assert file.stem.removeprefix("nhac-viec-").replace("-", "").isalnum()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_mail_has_no_header_but_its_own(hostile: str) -> None:
    plan = small_plans.plan_of(BUSY)
    party = replace(plan.directory.units["VP"], name=hostile, email="a@b.example\r\nBcc: evil@evil.example")
    portfolio = ask(with_text_everywhere(plan, hostile), "2021-12-01")
    (reminder, *_rest) = make_reminders(portfolio, portfolio.as_of)
    data = render_mail(load_office_language("vi"), replace(reminder, unit=party), "lời nhắc", b"PK", "nhac-viec.docx")
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert set(mail.keys()) == {"X-Unsent", "Subject", "MIME-Version", "Content-Type"}
    assert not mail.defects


@pytest.mark.parametrize(
    "address",
    [
        "[red]x[/red]",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "::set-output name=x::y",
        "a@b.vn, c@d.vn",
        "a@b.vn\r\nBcc: c@d.vn",
        "=?utf-8?q?x?=@b.vn, c@d.vn",
        "=?utf-8?q?x?=@b.vn",
        "=?utf-8?q?${{?=ab^b?@b.vn",
        "đơn@sở.vn",
        "a@",
        "<a@b.vn>",
        '"a b"@c.vn',
        "a..b@c.vn",
        "a@" + "b" * 300,
    ],
)
def test_what_is_no_address_is_left_out(address: str) -> None:
    plan = small_plans.plan_of(BUSY)
    portfolio = ask(plan, "2021-12-01")
    (reminder, *_rest) = make_reminders(portfolio, portfolio.as_of)
    unit = replace(plan.directory.units["VP"], email=address)
    data = render_mail(load_office_language("vi"), replace(reminder, unit=unit), "lời nhắc", b"PK", "nhac-viec.docx")
    assert email.message_from_bytes(data, policy=email.policy.default)["To"] is None


@pytest.mark.parametrize(
    "name",
    [
        "evil@evil.example, " + "a" * 100,
        "@<&\n%,\t" + "a" * 100 + "((((",
        '"]' + "a" * 100 + '@"\n?',
        "=?utf-8?q?evil=40evil.example=2C?= x",
        "evil@evil.example, Phòng Kế hoạch – Tài chính " * 5,
        "x" * 5000,
        ", ",
        *HOSTILE,
    ],
)
def test_a_mail_is_to_one_whatever_its_name(name: str) -> None:
    plan = small_plans.plan_of(BUSY)
    portfolio = ask(plan, "2021-12-01")
    (reminder, *_rest) = make_reminders(portfolio, portfolio.as_of)
    unit = replace(plan.directory.units["VP"], name=name, email="vp@so.example")
    data = render_mail(load_office_language("vi"), replace(reminder, unit=unit), "lời nhắc", b"PK", "nhac-viec.docx")
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert [one.addr_spec for one in mail["To"].addresses] == ["vp@so.example"]
    assert not mail.defects
