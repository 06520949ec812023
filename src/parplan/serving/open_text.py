"""One version of an open text, with everything derived from it: findings, tree, plan, plan as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from lsprotocol.types import PositionEncodingKind

from parplan.diagnostics import Finding, Span
from parplan.errors import ParplanError
from parplan.linting.file_findings import FileFindings
from parplan.loading import LoadedPlan, compile_readable
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.plan.units import NameIndex
from parplan.queries.portfolio import PlanOnDay
from parplan.serving.damaged_text import readable_root
from parplan.serving.naming import Namings
from parplan.serving.positions import Positions
from parplan.source.nodes import Node

#: Checks the bytes of the file with this URI as ``validate`` does.
Check = Callable[[bytes, str], tuple[LoadedPlan, FileFindings]]


class OpenText:
    """A text as the client has it, with the findings of ``check``; everything else is computed on demand."""

    def __init__(
        self,
        uri: str,
        text: str,
        version: int | None,
        check: Check,
        encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16,
        last_plan: Plan | None = None,
    ) -> None:
        self.uri = uri
        self._check = check
        self.text = text
        self.version = version
        #: The plan of the last valid version, for names of units while the text is not a plan.
        self._last_plan = last_plan
        self.positions = Positions(text, encoding)
        self.data = text.encode("utf-8", "surrogatepass")
        self.loaded: LoadedPlan | None = None
        self.found: FileFindings | None = None
        #: Reason why the text could not be checked: another format version, invalid settings.
        self.failure: ParplanError | None = None
        try:
            self.loaded, self.found = check(self.data, uri)
        except ParplanError as error:
            self.failure = error.with_traceback(None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of ``validate``."""
        return self.found.findings if self.found is not None else ()

    @cached_property
    def shift(self) -> int:
        """The offset of :attr:`loaded`'s source in the text: 1 if the text begins with a byte order mark, else 0."""
        return int(self.text.startswith("\ufeff"))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The start and end of a finding in the text."""
        assert self.loaded is not None
        source = self.loaded.source
        start = source.offset(span.line, span.column) + self.shift
        return start, max(source.offset(span.end_line, span.end_column) + self.shift, start)

    @property
    def body(self) -> str:
        """The text without a byte order mark; offsets of :attr:`root` count in it."""
        return self.text[self.shift :]

    @cached_property
    def root(self) -> Node | None:
        """The tree of the text; if it is not valid YAML, of the part that can be read, with its offsets kept."""
        if self.loaded is not None and self.loaded.root is not None:
            return self.loaded.root
        return readable_root(self.body)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan in the text, without its invalid parts; ``None`` if there is none yet."""
        if self.loaded is None:
            return None
        if self.loaded.root is not None:
            return compile_readable(self.loaded)
        if self.root is None:
            return None
        return compile_readable(LoadedPlan((), None, self.loaded.source, self.root))

    @property
    def known_plan(self) -> Plan | None:
        """The plan in the text, else in the last version that had one."""
        return self.plan or self._last_plan

    @cached_property
    def namings(self) -> Namings | None:
        """The occurrences of names; ``None`` if nothing can be read."""
        if self.root is None:
            return None
        return Namings(self.root, NameIndex(self.known_plan.directory) if self.known_plan is not None else None)

    def again(self, body: str) -> OpenText:
        """The same file with another text, checked the same way."""
        return OpenText(self.uri, self.text[: self.shift] + body, None, self._check)

    def check(self, data: bytes) -> tuple[LoadedPlan, FileFindings]:
        """Check other bytes of the same file. Raises what loading raises."""
        return self._check(data, self.uri)

    def on_day(self, day: date) -> PlanOnDay | None:
        """The plan as of a day; ``None`` without a plan."""
        if self.plan is None:
            return None
        if self._assessed is None or self._assessed.as_of != day:
            self._assessed = Assessment(self.plan, day)
        return PlanOnDay("", self._assessed)

    _assessed: Assessment | None = None
