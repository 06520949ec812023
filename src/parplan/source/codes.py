"""The registry of the ``Y`` findings: what makes a file unfit to be read as YAML text.

Codes are never reused, and all of them are errors: a text that can be read in two ways is not read at all.
"""

from __future__ import annotations

from msgspec import Struct

from parplan.diagnostics import N_, Finding, Message, Severity, Span, message

#: After so many findings the rest of a file is not looked at: nobody reads more, and hostile files have millions.
FINDINGS_LIMIT = 100


class Code(Struct, frozen=True):
    """One kind of finding: its stable ``code`` and ``name``, how much it matters and what it means in one line."""

    code: str
    name: str
    meaning: Message
    severity: Severity = Severity.ERROR

    def finding(self, span: Span, what: Message, help: Message) -> Finding:
        """Make the finding of this code at ``span``."""
        return Finding(self.code, self.name, self.severity, span, what, help)


NOT_UTF8 = Code("Y001", "not-utf8", message(N_("The file is not UTF-8 text.")))
CONTROL_CHARACTER = Code(
    "Y002", "control-character", message(N_("The file holds a character that is neither text nor a line end."))
)
EMPTY_FILE = Code("Y003", "empty-file", message(N_("The file holds nothing but blank lines and comments.")))
SYNTAX = Code("Y004", "syntax", message(N_("The file is not valid YAML.")))
DUPLICATE_KEY = Code("Y005", "duplicate-key", message(N_("A key stands twice in the same mapping.")))
ANCHOR = Code("Y006", "anchor", message(N_("The file names a part of itself with an anchor (&name).")))
ALIAS = Code("Y007", "alias", message(N_("The file repeats a part of itself with an alias (*name).")))
TAG = Code("Y008", "tag", message(N_("The file gives a value a type with a tag (!name).")))
SEVERAL_DOCUMENTS = Code("Y009", "several-documents", message(N_("The file holds more than one YAML document.")))
DIRECTIVE = Code("Y010", "directive", message(N_("The file holds a YAML directive (%NAME).")))
MERGE_CONFLICT = Code("Y011", "merge-conflict", message(N_("The file holds the markers of an unresolved merge.")))
TOO_DEEP = Code("Y012", "too-deep", message(N_("Lists and mappings are nested too deeply.")))
KEY_NOT_TEXT = Code("Y013", "key-not-text", message(N_("A list or a mapping is used as a key.")))
NOT_A_TEXT_FILE = Code("Y014", "not-a-text-file", message(N_("The file is of another kind than text.")))
LINE_SEPARATOR = Code(
    "Y015", "line-separator", message(N_("The file holds a line separator that editors and programs read differently."))
)
CARRIAGE_RETURN = Code(
    "Y016", "carriage-return", message(N_("A carriage return stands alone, without the line feed that belongs to it."))
)
MISPLACED_BOM = Code(
    "Y017", "misplaced-bom", message(N_("A byte order mark stands elsewhere than at the start of the file."))
)
EMPTY_KEY = Code("Y018", "empty-key", message(N_("A value has no key, or an empty one.")))
TOO_MANY_NODES = Code("Y019", "too-many-nodes", message(N_("The file holds more keys and values than are read.")))

CODES: tuple[Code, ...] = (
    NOT_UTF8,
    CONTROL_CHARACTER,
    EMPTY_FILE,
    SYNTAX,
    DUPLICATE_KEY,
    ANCHOR,
    ALIAS,
    TAG,
    SEVERAL_DOCUMENTS,
    DIRECTIVE,
    MERGE_CONFLICT,
    TOO_DEEP,
    KEY_NOT_TEXT,
    NOT_A_TEXT_FILE,
    LINE_SEPARATOR,
    CARRIAGE_RETURN,
    MISPLACED_BOM,
    EMPTY_KEY,
    TOO_MANY_NODES,
)
