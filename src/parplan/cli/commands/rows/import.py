"""The row of `import`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="import",
    help=N_("Make a plan file from a plan in Word, PDF, text or a scan, and list the doubts."),
    words=(
        Word(
            "file",
            N_("FILE"),
            N_("The signed plan: .docx, .doc, .pdf, .txt, .md, .png, .jpg or .tif; - is text on standard input."),
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option(
            "output",
            ("--output", "-o"),
            N_("Into this plan file; - is standard output. Else plans/YEAR.yaml."),
            metavar=N_("PATH"),
            kind=ValueKind.FILE,
        ),
        Option("year", ("--year",), N_("The plan's year, if the document does not state it."), metavar=N_("YEAR")),
        Option("agency", ("--agency",), N_("The plan's agency, if the document does not name it."), metavar=N_("NAME")),
        Option(
            "like",
            ("--like",),
            N_("An earlier plan to take units, groups and codes from. Default: the agency's latest one nearby."),
            metavar=N_("PLAN"),
            kind=ValueKind.PLAN,
        ),
        Option(
            "outline",
            ("--outline",),
            N_("Accept tasks grouped by unit, without times; the unit in the heading leads them."),
            takes=Takes.NOTHING,
        ),
        Option(
            "damaged",
            ("--damaged",),
            N_("Accept a text with damaged Vietnamese; every field is doubted."),
            takes=Takes.NOTHING,
        ),
        Option(
            "force",
            ("--force",),
            N_("Overwrite an existing plan, but none with progress, answers to `review` or edits since its import."),
            takes=Takes.NOTHING,
        ),
    ),
    examples=(
        Example("import ke-hoach.docx", N_("Make a plan in plans/, and list what to check")),
        Example(
            "import ke-hoach.pdf -o plans/2026.yaml --like plans/2025.yaml", N_("Reuse last year's units and codes")
        ),
        Example("import phan-cong.docx --outline", N_("Duties grouped by unit, without times")),
    ),
)
