"""The JSON Schema (2020-12) of a plan file, for editors that complete and check while people type.

It has everything a schema can express: shapes, keys, forms of values, and keys that need each other. Comparing two
values (``through`` before ``year``) and looking up names is left to ``parplan validate``.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from parplan.diagnostics import N_
from parplan.document.model import Document
from parplan.languages import load_language

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: The mappings of a file: their Vietnamese label and their meaning.
_MAPPINGS = {
    "Citation": ("Văn bản viện dẫn", N_("A document the task cites: number, date, issuer.")),
    "Decision": ("Quyết định ban hành", N_("The decision that issued the plan.")),
    "Entry": ("Ghi nhận", N_("One line of the history: what happened on a day.")),
    "Evidence": ("Minh chứng", N_("A document, file or link that shows a result.")),
    "Group": ("Nhóm đơn vị", N_("A group of units, with members or open.")),
    "Heading": ("Kế hoạch", N_("What the plan is: year, title, agency, decision.")),
    "Milestone": ("Mốc", N_("An action with a deadline.")),
    "Report": ("Kỳ báo cáo", N_("One report of the report calendar.")),
    "Section": ("Mục", N_("A section of the plan: tasks, steering, or standing duties.")),
    "Signer": ("Người ký", N_("Who signs for the agency, and in whose stead.")),
    "Subheading": ("Đề mục con", N_("A heading over tasks, with the leads of the tasks under it.")),
    "Target": ("Chỉ tiêu", N_("A measure, a comparison, a value and a unit.")),
    "Task": ("Nhiệm vụ", N_("A task, or a standing duty.")),
    "TextBlock": ("Đoạn văn", N_("Paragraphs of the introduction under their heading.")),
    "Unit": ("Đơn vị", N_("A unit of the agency; its key is its code.")),
    "WorkingTime": ("Lịch làm việc", N_("Corrections of the calendar of working days.")),
}

#: Keys that need or exclude each other; equivalent to `contradictions` of the models.
_TOGETHER: dict[str, dict[str, Any]] = {
    "Milestone": {
        "anyOf": [{"required": ["due"]}, {"required": ["after"]}, {"required": ["part_of"]}],
        "dependentRequired": {"lag": ["after"]},
    },
    "Target": {
        "allOf": [{"not": {"required": list(pair)}} for pair in combinations(("at_least", "at_most", "exactly"), 2)]
    },
    "Evidence": {"anyOf": [{"required": ["number"]}, {"required": ["file"]}, {"required": ["link"]}]},
    "Unit": {"dependentRequired": {"successors": ["until"]}},
    "Group": {
        "not": {"required": ["open", "members"], "properties": {"open": {"enum": [True, "yes", "true"]}}},
        "dependentSchemas": {"size": {"anyOf": [{"required": ["complete"]}, {"required": ["open"]}]}},
    },
}


def json_schema() -> dict[str, Any]:
    """Return the schema. Titles are the Vietnamese label with the key; descriptions are in both languages."""
    schema = _tightened(Document.model_json_schema(by_alias=True))
    assert isinstance(schema, dict)
    vietnamese = load_language("vi")

    def described(text: str) -> str:
        return f"{vietnamese.gettext(text)}\n\n{text}"

    for name, mapping in schema["$defs"].items():
        label, meaning = _MAPPINGS[name]
        mapping |= {"title": f"{label} ({name})", "description": described(meaning), **_TOGETHER.get(name, {})}
    for mapping in (schema, *schema["$defs"].values()):
        for key, value in mapping["properties"].items():
            value["title"] = f"{value['title']} ({key})"
            value["description"] = described(value["description"])
    return {
        "$schema": DIALECT,
        **schema,
        "title": "Kế hoạch (parplan)",
        "description": described(N_("A whole plan file.")),
    }


def _tightened(node: Any) -> Any:
    """Drop the null that an optional field of a model allows, and refuse keys that do not match their pattern.

    A key may be left out, but not left empty.
    """
    if isinstance(node, list):
        return [_tightened(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _tightened(value) for key, value in node.items() if not (key == "default" and value is None)}
    if "patternProperties" in kept:  # which alone would allow any other key
        ((pattern, value),) = kept.pop("patternProperties").items()
        kept |= {"propertyNames": {"pattern": pattern}, "additionalProperties": value}
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" not in kept or len(choices) == len(kept["anyOf"]):
        return kept
    rest = {key: value for key, value in kept.items() if key != "anyOf"}
    return {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}
