"""The ``Y`` rules: why a file cannot be read as YAML text.

Codes are never reused, and all of them are errors: a text that can be read in two ways is not read at all.
"""

from __future__ import annotations

from parplan.diagnostics import N_, Explanation, Finding, Fix, Message, Severity, Span, message

#: After this many findings the rest of a file is not checked: nobody reads more, and hostile files have millions.
FINDINGS_LIMIT = 100


class TextRule(Explanation, frozen=True):
    """One kind of finding about the text of a file."""

    def finding(self, span: Span, what: Message, help: Message, fix: Fix | None = None) -> Finding:
        """Make the finding of this code at ``span``."""
        return Finding(self.code, self.name, self.severity, span, what, help, fix=fix)


def text_rule(code: str, name: str, *, what: str, why: str, instead: str, bad: str = "", good: str = "") -> TextRule:
    """Make a rule of msgids marked with ``N_``."""
    return TextRule(code, name, Severity.ERROR, message(what), message(why), message(instead), None, bad, good)


NOT_UTF8 = text_rule(
    "Y001",
    "not-utf8",
    what=N_("The file is not UTF-8 text."),
    why=N_("Programs then guess the letters, and each guesses others."),
    instead=N_("Save the file as UTF-8; older Windows programs write windows-1258 or TCVN3."),
)
CONTROL_CHARACTER = text_rule(
    "Y002",
    "control-character",
    what=N_("The file holds a character that is neither text nor a line end."),
    why=N_("It cannot be seen, and a terminal or Word may obey it."),
    instead=N_("Delete it; type again the word it stands in."),
    bad='title: "Theo dõi\\x07"',
    good="title: Theo dõi",
)
EMPTY_FILE = text_rule(
    "Y003",
    "empty-file",
    what=N_("The file holds nothing but blank lines and comments."),
    why=N_("There is nothing to read."),
    instead=N_("Write a plan; `parplan init` makes one to begin with."),
)
SYNTAX = text_rule(
    "Y004",
    "syntax",
    what=N_("The file is not valid YAML."),
    why=N_("Nothing after the place can be trusted to be what was meant."),
    instead=N_("Correct the line; a text with a colon, a #, brackets or quotes in it is put in quotes."),
    bad="title: Kế hoạch: năm 2021",
    good='title: "Kế hoạch: năm 2021"',
)
DUPLICATE_KEY = text_rule(
    "Y005",
    "duplicate-key",
    what=N_("A key stands twice in the same mapping."),
    why=N_("Other programs silently keep one of the two values."),
    instead=N_("Keep one of the two, or put both values under one key."),
    bad="lead: [VP]\nlead: [TTRA]",
    good="lead: [VP, TTRA]",
)
ANCHOR = text_rule(
    "Y006",
    "anchor",
    what=N_("The file names a part of itself with an anchor (&name)."),
    why=N_("With anchors a small file can stand for a huge one, and a line no longer says what it says."),
    instead=N_("Write the value where it is needed; put a text that begins with & in quotes."),
    bad="title: &t Theo dõi",
    good="title: Theo dõi",
)
ALIAS = text_rule(
    "Y007",
    "alias",
    what=N_("The file repeats a part of itself with an alias (*name)."),
    why=N_("What a line says would depend on another line."),
    instead=N_("Write the value itself; put a text that begins with * in quotes."),
    bad="title: *t",
    good="title: Theo dõi",
)
TAG = text_rule(
    "Y008",
    "tag",
    what=N_("The file gives a value a type with a tag (!name)."),
    why=N_("A tag can make other programs run code; in a plan every value is text."),
    instead=N_("Delete it; put a text that begins with ! in quotes."),
    bad="year: !!int 2021",
    good="year: 2021",
)
SEVERAL_DOCUMENTS = text_rule(
    "Y009",
    "several-documents",
    what=N_("The file holds more than one YAML document."),
    why=N_("Most programs read only the first, so the second would be lost."),
    instead=N_("Delete the line “---”, or put the second plan into a file of its own."),
)
DIRECTIVE = text_rule(
    "Y010",
    "directive",
    what=N_("The file holds a YAML directive (%NAME)."),
    why=N_("It changes how the rest is read, and no plan needs one."),
    instead=N_("Delete the line; put a text that begins with % in quotes."),
    bad="%YAML 1.1",
    good="parplan: 1",
)
MERGE_CONFLICT = text_rule(
    "Y011",
    "merge-conflict",
    what=N_("The file holds the markers of an unresolved merge."),
    why=N_("Both versions are in the file, and one of them is wrong."),
    instead=N_("Keep the lines that are right and delete the marker lines; of two entries of progress keep both."),
)
TOO_DEEP = text_rule(
    "Y012",
    "too-deep",
    what=N_("Lists and mappings are nested too deeply."),
    why=N_("A plan needs about ten levels; files made to exhaust a program have thousands."),
    instead=N_("Look for a bracket too many, or put the text in quotes."),
)
KEY_NOT_TEXT = text_rule(
    "Y013",
    "key-not-text",
    what=N_("A list or a mapping is used as a key."),
    why=N_("A key is a name; this is usually a text that begins with a bracket."),
    instead=N_("Put the text in quotes."),
    bad="[Sở]: Nội vụ",
    good='"[Sở]": Nội vụ',
)
NOT_A_TEXT_FILE = text_rule(
    "Y014",
    "not-a-text-file",
    what=N_("The file is of another kind than text."),
    why=N_("Word, Excel and PDF files are no text, whatever their name says."),
    instead=N_("Name the plan's YAML file."),
)
LINE_SEPARATOR = text_rule(
    "Y015",
    "line-separator",
    what=N_("The file holds a line separator that editors and programs read differently."),
    why=N_("Editors, git and programs disagree on whether a line ends there, so line numbers would be wrong."),
    instead=N_("Replace it with a line end or a space; it often comes from a web page or a PDF."),
)
CARRIAGE_RETURN = text_rule(
    "Y016",
    "carriage-return",
    what=N_("A carriage return stands alone, without the line feed that belongs to it."),
    why=N_("Programs disagree on whether it ends a line."),
    instead=N_("Save the file with line ends of Windows (CRLF) or Unix (LF)."),
)
MISPLACED_BOM = text_rule(
    "Y017",
    "misplaced-bom",
    what=N_("A byte order mark stands elsewhere than at the start of the file."),
    why=N_("It cannot be seen and makes the word it stands in another one; files were joined there."),
    instead=N_("Delete the invisible character."),
)
EMPTY_KEY = text_rule(
    "Y018",
    "empty-key",
    what=N_("A value has no key, or an empty one."),
    why=N_("A value without a name cannot be found."),
    instead=N_("Write the key before the colon, or put a text that begins with a colon in quotes."),
    bad=": Theo dõi",
    good="title: Theo dõi",
)

TOO_MANY_NODES = text_rule(
    "Y019",
    "too-many-nodes",
    what=N_("The file holds more keys and values than are read."),
    why=N_("Each takes memory; no plan has so many, a plan of 100,000 tasks not quite."),
    instead=N_("Name the plan's file, or split it into several files."),
)

TEXT_RULES: tuple[TextRule, ...] = (
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
