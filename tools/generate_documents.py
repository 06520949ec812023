"""Write the documents that are made from the code: docs/commands.md, docs/rules.md and docs/plan.schema.json.

    python tools/generate_documents.py

Run it after a command, a rule, a key of the file or a translation was changed; a test fails while they differ from
the code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parplan.cli.commands.command import CommandRow, Option, Takes
from parplan.cli.commands.table import ANSWERED_AT_ONCE, GLOBALS, GROUPS, SHELL_OPTIONS, all_commands
from parplan.diagnostics import N_, Explanation, Severity
from parplan.document.schema import json_schema
from parplan.languages import Language, load_language
from parplan.linting.registry import EXPLANATIONS

DOCS = Path(__file__).resolve().parent.parent / "docs"

_FAMILIES = {
    "Y": "The text / Văn bản tệp",
    "S": "The shape / Hình thức kế hoạch",
    "P1": "Ids / Mã",
    "P2": "Units / Đơn vị",
    "P3": "Time / Thời gian",
    "P4": "References and content / Tham chiếu và nội dung",
    "P5": "Progress / Ghi nhận",
    "P6": "Files / Tệp",
    "P7": "Comments to parplan / Chú thích gửi parplan",
    "I": "What an import left in doubt / Chỗ phải xem lại sau khi nhập",
}
_INTRODUCTION = """\
# Rules

<!-- Made by tools/generate_documents.py from the rules; do not edit. -->

Every finding `parplan validate` can give, as `parplan explain CODE` shows it, in English and Vietnamese. **Errors**
make a plan unusable: queries refuse it too. **Warnings** fail a run with `--strict`; **advice** never does.
[checking.md](checking.md) says how codes are selected, given another severity, and left out on a line. Codes are never
reused.
"""


def rules_document() -> str:
    """Return docs/rules.md."""
    parts = [_INTRODUCTION]
    for prefix, title in _FAMILIES.items():
        rules = [rule for rule in EXPLANATIONS.values() if rule.code.startswith(prefix)]
        parts.append(f"## {title}\n")
        parts.extend("\n".join(_rule(rule)) + "\n" for rule in rules)
    return "\n".join(parts)


def _rule(rule: Explanation) -> Iterator[str]:
    yield f"### {rule.code} {rule.name} ({_severity(rule.severity)})\n"
    for code in ("en", "vi"):
        language = load_language(code)
        yield (
            _marked(f"**{language.render(rule.what)}** {language.render(rule.why)} {language.render(rule.instead)}")
            + "\n"
        )
        if rule.right is not None:
            label = language.gettext("Why a right plan does not get it")
            yield _marked(f"*{label}:* {language.render(rule.right)}") + "\n"
    if rule.bad or rule.good:
        yield "```text"
        if rule.bad:
            yield "# " + " / ".join(load_language(code).gettext("Instead of") for code in ("en", "vi"))
            yield rule.bad
        if rule.good:
            yield "# " + " / ".join(load_language(code).gettext("Write") for code in ("en", "vi"))
            yield rule.good
        yield "```\n"


def _severity(severity: Severity) -> str:
    return f"{severity.value} / {load_language('vi').gettext(severity.value)}"


def _marked(text: str) -> str:
    """Text as it stands in Markdown: what would be taken for HTML is escaped."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def schema_document() -> str:
    """Return docs/plan.schema.json."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


_COMMANDS_INTRODUCTION = """\
# Commands

<!-- Made by tools/generate_documents.py from the table of commands; do not edit. -->

Every command with its words and options, in English and Vietnamese, as `parplan help COMMAND` shows them. Mọi lệnh cùng
các từ và tùy chọn, như `parplan help LỆNH` hiện ra.

A value with spaces stands in quotes: `--unit "Văn phòng Sở"`. An option that takes one value may be typed once.

Days are typed as `2021-03-01`, `01/03/2021`, `1/3` (of the year asked about), `today`, `yesterday`, `hôm nay`,
`hôm qua`; spans as `30d`, `2w`, `3m`, `1q`, `1y`, `P1M15D`, `30 ngày`, `this month`, `next quarter`, `tháng này`,
`quý này`, or up to a day; capital letters and diacritics do not matter.
"""


def commands_document() -> str:
    """Return docs/commands.md."""
    languages = [load_language(code) for code in ("en", "vi")]
    parts = [_COMMANDS_INTRODUCTION]
    for group in GROUPS:
        parts.append(f"## {_both(languages, group.title)}\n")
        for command in all_commands():
            if command.name in group.names:
                parts.append("\n".join(_command(languages, command)) + "\n")
    parts.append(f"## {_both(languages, N_('Options of every command'))}\n")
    parts.append("\n".join(_options(languages, (*GLOBALS, *ANSWERED_AT_ONCE))) + "\n")
    parts.append("Before a command only / Chỉ đứng trước lệnh:\n")
    parts.append("\n".join(_options(languages, SHELL_OPTIONS)) + "\n")
    return "\n".join(parts)


def _command(languages: Sequence[Language], command: CommandRow) -> Iterator[str]:
    yield f"### `{' '.join(('parplan', command.name, *(word.metavar for word in command.words)))}`\n"
    for language in languages:
        yield _marked(language.gettext(command.help)) + "\n"
    if command.words or command.options:
        rows = [
            *((f"`{word.metavar}`", word.help, None) for word in command.words),
            *((_spelled(option), option.help, option.default) for option in command.options),
        ]
        yield from _table(languages, rows)
        yield ""
    yield "```text"
    width = max(len(example.command) for example in command.examples)
    for example in command.examples:
        yield f"parplan {example.command:<{width}}  # {_both(languages, example.what)}"
    yield "```"


def _options(languages: Sequence[Language], options: Iterable[Option]) -> Iterator[str]:
    yield from _table(languages, [(_spelled(option), option.help, option.default) for option in options])


def _spelled(option: Option) -> str:
    value = option.metavar or "|".join(option.choices)
    typed = "" if option.takes is Takes.NOTHING else " " + value.replace("|", _BAR)
    return ", ".join(f"`{spelling}{typed}`" for spelling in option.spellings)


#: A bar in a table of Markdown.
_BAR = "\\|"


def _table(languages: Sequence[Language], rows: Sequence[tuple[str, str, str | None]]) -> Iterator[str]:
    yield "| | " + " | ".join(language.code for language in languages) + " |"
    yield "|---|" + "---|" * len(languages)
    for name, help, default in rows:
        texts = [_marked(language.gettext(help)).replace("|", _BAR) for language in languages]
        if default is not None:
            texts = [
                f"{text} {language.gettext('default: {default}').format(default=f'`{default}`').capitalize()}."
                for language, text in zip(languages, texts, strict=True)
            ]
        yield f"| {name} | " + " | ".join(texts) + " |"


def _both(languages: Sequence[Language], template: str) -> str:
    return " / ".join(language.gettext(template) for language in languages)


DOCUMENTS = {"commands.md": commands_document, "rules.md": rules_document, "plan.schema.json": schema_document}

if __name__ == "__main__":
    for name, make in DOCUMENTS.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")
