"""Options of official documents: their file, and their place, number, signer and recipients."""

from __future__ import annotations

from parplan.cli.commands.command import Option, Takes, ValueKind
from parplan.diagnostics import N_
from parplan.reporting.formalities import SigningFor

DOCUMENT_FILE = Option(
    "output",
    ("--output", "-o"),
    N_("File to write; - is standard output. Default: standard output, or for Word a file in this folder."),
    metavar=N_("FILE"),
    kind=ValueKind.FILE,
)

PLACE = Option(
    "place",
    ("--place",),
    N_("The place of signing, such as Quảng Ngãi. Default: from the plan."),
    metavar=N_("NAME"),
)
NUMBER = Option(
    "number", ("--number",), N_("The document's number: 12, or with its symbol 12/BC-SKHCN."), metavar=N_("NUMBER")
)
DATE = Option(
    "date",
    ("--date",),
    N_("The day of signing. Default: left blank, to be filled in by hand."),
    metavar=N_("DATE"),
    kind=ValueKind.DATE,
)
SIGNER = Option("signer", ("--signer",), N_("Who signs. Default: the plan's signer."), metavar=N_("NAME"))
SIGNER_TITLE = Option(
    "signer_title",
    ("--signer-title",),
    N_("The signer's title, such as “Phó Giám đốc”."),
    metavar=N_("OFFICE"),
)
SIGN_FOR = Option(
    "sign_for",
    ("--sign-for",),
    N_("The form of signing for the head: KT., TL., TUQ. or TM. before the head's title."),
    choices=tuple(one.value for one in SigningFor),
)
RECIPIENT = Option(
    "recipient",
    ("--recipient",),
    N_("A line of “Nơi nhận”, such as “Lãnh đạo Sở”; may be repeated."),
    Takes.MANY,
    metavar=N_("NAME"),
)

#: The formal parts that can be typed, in the order of the help; `make_formalities` reads them.
FORMALITIES = (DATE, PLACE, NUMBER, SIGNER, SIGNER_TITLE, SIGN_FOR, RECIPIENT)
#: The same where one command writes several documents, each with a number of its own.
UNNUMBERED_FORMALITIES = tuple(option for option in FORMALITIES if option is not NUMBER)
