"""The starter plan: small, valid, and with comments in the language of its author."""

from __future__ import annotations

import json
import re

from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS

#: The JSON Schema, which the plan's first line names for editors.
SCHEMA_NAME = "plan.schema.json"

_PLAIN = re.compile(r"[^\W\d_][\w ()./–-]*[\w)]")
#: Words other YAML readers take for a boolean or null.
_NO_TEXTS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})

_HOW = N_("A plan file: `parplan validate` checks it, `parplan explain CODE` says what a finding means.")
_DECISION = N_("correct number and date: the decision that issues the plan")
_UNITS = N_("Every unit: a code, its name, and its other names (short, aliases).")
_GROUPS = N_("Groups with members, or open ones such as “các đơn vị liên quan”.")
_SECTIONS = N_("Sections and tasks with the ids of the printed plan: 1.a, 1.b, 1.c, 1.d, 1.đ, 1.e …")
_TEXTS = N_("Title, units, products and time are written as printed.")
_MILESTONES = N_(
    "Each action with its deadline, in the printed words or as 2021-Q1, before 2021-12-05, ongoing, undetermined."
)
_PROGRESS = N_("`parplan done 1.a/plan` adds progress here, one line per entry:")
_CITED = N_("Cited documents, targets and notes may follow: cites, targets, notes.")

_TEMPLATE = """\
# yaml-language-server: $schema={schema}
# {how}
parplan: 1

plan:
  year: {year}
  title: Kế hoạch cải cách hành chính năm {year}
  agency: {agency}
  decision: {{number: 1/QĐ-{symbol}, date: {before}-12-15}}   # {decision}

# {units}
units:
  VP: {{name: Văn phòng Sở}}
  TTRA: {{name: Thanh tra Sở}}

# {groups}
groups:
  ALL: {{name: "Các phòng, đơn vị thuộc Sở", members: [VP, TTRA]}}

# {sections}
sections:
  - id: "1"
    title: Cải cách thể chế
    tasks:
      # {texts}
      - id: 1.a
        title: Theo dõi tình hình thi hành pháp luật
        lead: [Thanh tra Sở]
        coordinating: ["Các phòng, đơn vị thuộc Sở"]
        products:
          - Kế hoạch của Sở
          - Báo cáo kết quả thực hiện
        time: Quý I/{year} ban hành kế hoạch; báo cáo trước ngày 05/12/{year}
        # {milestones}
        milestones:
          - {{id: plan, title: Ban hành kế hoạch, due: Quý I/{year}}}
          - {{id: report, title: Báo cáo kết quả thực hiện, due: trước ngày 05/12/{year}}}
        # {cited}
        # {progress}
        # progress:
        #   - {{date: {year}-02-10, milestone: plan, state: done, evidence: [12/KH-{symbol}]}}
"""


def starter_plan(language: Language, year: int, agency: str) -> str:
    """Return the text of a plan of ``agency`` for ``year``; the name is quoted if YAML needs it."""
    comments = {
        "how": _HOW,
        "decision": _DECISION,
        "units": _UNITS,
        "groups": _GROUPS,
        "sections": _SECTIONS,
        "texts": _TEXTS,
        "milestones": _MILESTONES,
        "cited": _CITED,
        "progress": _PROGRESS,
    }
    return _TEMPLATE.format(
        schema=SCHEMA_NAME,
        year=year,
        before=year - 1,
        agency=agency if _is_plain(agency) else json.dumps(agency, ensure_ascii=False),
        symbol=_symbol(agency),
        **{name: language.gettext(template) for name, template in comments.items()},
    )


def _is_plain(agency: str) -> bool:
    return _PLAIN.fullmatch(agency) is not None and agency.lower() not in _NO_TEXTS


def _symbol(agency: str) -> str:
    """A likely symbol for an agency's documents: SKHCN for Sở Khoa học và Công nghệ tỉnh Quảng Ngãi."""
    name = re.split(rf"\b(?:{'|'.join(PLACE_KINDS)})\b", agency)[0]
    letters = (fold(word)[:1].upper() for word in re.findall(r"[^\W\d_]+", name) if word.lower() != "và")
    return "".join(letter for letter in letters if letter.isascii())[:8] or "SO"
