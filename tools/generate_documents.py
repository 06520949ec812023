"""Write the documents that are made from the code: docs/rules.md and docs/plan.schema.json.

    python tools/generate_documents.py

Run it after a rule, a key of the file or a translation was changed; a test fails while they differ from the code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from parplan.diagnostics import Explanation, Severity
from parplan.document.schema import json_schema
from parplan.languages import load_language
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


DOCUMENTS = {"rules.md": rules_document, "plan.schema.json": schema_document}

if __name__ == "__main__":
    for name, make in DOCUMENTS.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")
