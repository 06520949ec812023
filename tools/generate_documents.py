"""Write the documents that are made from the code: docs/commands.md, docs/rules.md (and .vi.md), docs/plan.schema.json.

    python tools/generate_documents.py

Run it after a command, a rule, a key of the file or a translation was changed; a test fails while they differ from
the code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from parplan.cli.commands.command import CommandRow, Option, Takes, Word
from parplan.cli.commands.table import ANSWERED_AT_ONCE, GLOBALS, GROUPS, SHELL_OPTIONS, all_commands
from parplan.diagnostics import N_, Explanation
from parplan.document.schema import json_schema
from parplan.languages import Language, load_language
from parplan.linting.registry import EXPLANATIONS

DOCS = Path(__file__).resolve().parent.parent / "docs"

#: Families of rules by the beginning of their codes, and their titles by language.
_FAMILIES = {
    "Y": {"en": "The text", "vi": "Văn bản của tệp"},
    "S": {"en": "The shape", "vi": "Hình thức kế hoạch"},
    "P1": {"en": "Ids", "vi": "Mã"},
    "P2": {"en": "Units", "vi": "Đơn vị"},
    "P3": {"en": "Time", "vi": "Thời gian"},
    "P4": {"en": "References and content", "vi": "Tham chiếu và nội dung"},
    "P5": {"en": "Progress", "vi": "Ghi nhận"},
    "P6": {"en": "Files", "vi": "Tệp"},
    "P7": {"en": "Comments to parplan", "vi": "Chú thích dành cho parplan"},
    "I": {"en": "What an import left in doubt", "vi": "Chỗ phải xem lại sau khi nhập"},
}
_RULES_INTRODUCTION = {
    "en": """\
# Rules

<!-- Made by tools/generate_documents.py from the rules; do not edit. -->

Every finding `parplan validate` can give, as `parplan explain CODE` shows it. **Errors** make a plan unusable: queries
refuse it too. **Warnings** fail a run with `--strict`; **advice** never does. [checking.md](checking.md) says how codes
are selected, given another severity, and left out on a line. Codes are never reused.
""",
    "vi": """\
# Quy tắc kiểm tra

<!-- Do tools/generate_documents.py lập từ các quy tắc; không sửa tay. -->

Mọi lỗi, cảnh báo, khuyến nghị mà `parplan validate` có thể nêu, như `parplan explain MÃ` hiện ra. Có **lỗi** thì chưa
dùng được kế hoạch, các lệnh tra cứu cũng từ chối. **Cảnh báo** chỉ làm lệnh kết thúc với mã 1 khi có `--strict`;
**khuyến nghị** thì không bao giờ. Cách chọn mã, đổi mức độ, bỏ qua ở một dòng: [checking.vi.md](checking.vi.md). Mã đã
dùng không bao giờ được dùng lại cho quy tắc khác.
""",
}


def rules_document(language: Language) -> str:
    """Return docs/rules.md in a language."""
    parts = [_RULES_INTRODUCTION[language.code]]
    for prefix, titles in _FAMILIES.items():
        rules = [rule for rule in EXPLANATIONS.values() if rule.code.startswith(prefix)]
        parts.append(f"## {titles[language.code]}\n")
        parts.extend("\n".join(_rule(rule, language)) + "\n" for rule in rules)
    return "\n".join(parts)


def _rule(rule: Explanation, language: Language) -> Iterator[str]:
    yield f"### {rule.code} {rule.name} ({language.gettext(rule.severity.value)})\n"
    yield (
        _marked(f"**{language.render(rule.what)}** {language.render(rule.why)} {language.render(rule.instead)}") + "\n"
    )
    if rule.right is not None:
        label = language.gettext("When it is not reported")
        yield _marked(f"*{label}:* {language.render(rule.right)}") + "\n"
    if rule.bad or rule.good:
        yield "```text"
        if rule.bad:
            yield "# " + language.gettext("Instead of")
            yield rule.bad
        if rule.good:
            yield "# " + language.gettext("Write")
            yield rule.good
        yield "```\n"


def _marked(text: str) -> str:
    """Text for Markdown, with HTML escaped."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def schema_document() -> str:
    """Return docs/plan.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


_COMMANDS_INTRODUCTION = {
    "en": """\
# Commands

<!-- Made by tools/generate_documents.py from the table of commands; do not edit. -->

Every command with its words and options, as `parplan help COMMAND` shows them.

A value with spaces stands in quotes: `--unit "Văn phòng Sở"`. An option that takes one value may be typed once.

Days are typed as `2021-03-01`, `01/03/2021`, `1/3` (of the year asked about), `today`, `yesterday`, `hôm nay`,
`hôm qua`; spans as `30d`, `2w`, `3m`, `1q`, `1y`, `P1M15D`, `30 ngày`, `this month`, `next quarter`, `tháng này`,
`quý này`, or up to a day; capital letters and diacritics do not matter.
""",
    "vi": """\
# Các lệnh

<!-- Do tools/generate_documents.py lập từ bảng các lệnh; không sửa tay. -->

Mọi lệnh với các từ và tùy chọn của lệnh, như `parplan help LỆNH` hiện ra.

Giá trị có dấu cách thì đặt trong dấu nháy kép: `--unit "Văn phòng Sở"`. Tùy chọn chỉ nhận một giá trị thì gõ một lần.

Ngày gõ là `01/03/2021`, `1/3` (của năm đang tra cứu), `2021-03-01`, `hôm nay`, `hôm qua`, `today`, `yesterday`; khoảng
thời gian gõ là `30 ngày`, `30d`, `2w` (tuần), `3m` (tháng), `1q` (quý), `1y` (năm), `P1M15D`, `tháng này`, `quý này`,
`this month`, `next quarter`, hoặc đến hết một ngày; không phân biệt chữ hoa, chữ thường, có dấu hay không dấu.
""",
}


def commands_document(language: Language) -> str:
    """Return docs/commands.md in a language."""
    parts = [_COMMANDS_INTRODUCTION[language.code]]
    for group in GROUPS:
        parts.append(f"## {language.gettext(group.title)}\n")
        for command in all_commands():
            if command.name in group.names:
                parts.append("\n".join(_command(language, command)) + "\n")
    parts.append(f"## {language.gettext(N_('Options of every command'))}\n")
    parts.append("\n".join(_table(language, (*GLOBALS, *ANSWERED_AT_ONCE))) + "\n")
    parts.append({"en": "Before a command only:\n", "vi": "Chỉ đứng trước lệnh:\n"}[language.code])
    parts.append("\n".join(_table(language, SHELL_OPTIONS)) + "\n")
    return "\n".join(parts)


def _command(language: Language, command: CommandRow) -> Iterator[str]:
    yield f"### `{' '.join(('parplan', command.name, *(word.metavar for word in command.words)))}`\n"
    yield _marked(language.gettext(command.help)) + "\n"
    if command.words or command.options:
        yield from _table(language, command.options, command.words)
        yield ""
    yield "```text"
    width = max(len(example.command) for example in command.examples)
    for example in command.examples:
        yield f"parplan {example.command:<{width}}  # {language.gettext(example.what)}"
    yield "```"


def _spelled(option: Option) -> str:
    value = option.metavar or "|".join(option.choices)
    typed = "" if option.takes is Takes.NOTHING else " " + value.replace("|", _BAR)
    return ", ".join(f"`{spelling}{typed}`" for spelling in option.spellings)


#: A bar in a table of Markdown.
_BAR = "\\|"


def _table(language: Language, options: Iterable[Option], words: Iterable[Word] = ()) -> Iterator[str]:
    rows = [
        *((f"`{word.metavar}`", word.help, None) for word in words),
        *((_spelled(option), option.help, option.default) for option in options),
    ]
    yield {"en": "| typed | meaning |", "vi": "| gõ | ý nghĩa |"}[language.code]
    yield "|---|---|"
    for name, help, default in rows:
        text = _marked(language.gettext(help)).replace("|", _BAR)
        if default is not None:
            text = f"{text} {language.gettext('default: {default}').format(default=f'`{default}`').capitalize()}."
        yield f"| {name} | {text} |"


def _in(code: str, make: Callable[[Language], str]) -> Callable[[], str]:
    return lambda: make(load_language(code))


DOCUMENTS: dict[str, Callable[[], str]] = {
    "commands.md": _in("en", commands_document),
    "commands.vi.md": _in("vi", commands_document),
    "rules.md": _in("en", rules_document),
    "rules.vi.md": _in("vi", rules_document),
    "plan.schema.json": schema_document,
}

if __name__ == "__main__":
    for name, make in DOCUMENTS.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")
