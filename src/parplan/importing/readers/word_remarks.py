"""Remarks on a Word document as it is read, by the kind of their doubt."""

from __future__ import annotations

from parplan.importing.readers.letters import as_printed


class WordRemarks(dict[str, str]):
    """Words of each remark: of what was seen first, of everything seen, or its number."""

    def note(self, kind: str, words: str = "") -> None:
        """Remark on the first of a kind."""
        self.setdefault(kind, words)

    def count(self, kind: str, several: int = 1) -> None:
        """Remark on how many there are of a kind."""
        self[kind] = str(int(self.get(kind, "0")) + several)

    def quote(self, kind: str, text: str) -> None:
        """Remark on words of the document, behind those quoted before."""
        before = self.get(kind)
        self[kind] = f"{before} … {as_printed(text)}" if before else as_printed(text)
