"""What was found in a file the last time it was checked, where nothing is different today."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.json import Encoder

from parplan.caching.folder import FINDINGS, CacheFolder
from parplan.caching.sealing import seal, unseal
from parplan.caching.stamping import CHECK_ROOMS, code_stamp
from parplan.linting.checked import Checked
from parplan.linting.packing import pack, unpack
from parplan.linting.selection import Selection
from parplan.source.text import decode

_ENCODER = Encoder(order="deterministic")


class KeptFindings(Struct, frozen=True, dict=True):
    """Findings by the file's content and name, what is looked for, and the code that looks; in a folder or nowhere.

    ``today`` is the day no entry may be after. A file with such an entry is not kept, and of what is kept the latest
    entry is known: so the day is no part of the key.
    """

    folder: CacheFolder | None
    selection: Selection
    today: date

    def find(self, data: bytes, name: str) -> Checked | None:
        """What was found in these bytes under this name, if it is known and still so."""
        if self.folder is None:
            return None
        key = self._key(data, name)
        sealed = self.folder.read(key, FINDINGS)
        body = unseal(sealed, key) if sealed is not None else None
        if body is None:
            return None
        checked = unpack(body, name, decode(data)[0])
        return checked if checked is not None and checked.latest <= self.today else None

    def keep(self, checked: Checked, data: bytes) -> None:
        """Keep what was found in these bytes, checked by themselves, if it is the same on later days."""
        if self.folder is None or checked.latest > self.today:
            return
        if (body := pack(checked)) is not None:
            key = self._key(data, checked.name)
            self.folder.write(key, FINDINGS, seal(body, key))

    def prune(self) -> None:
        """Let the folder not grow beyond its bounds."""
        if self.folder is not None:
            self.folder.prune()

    def _key(self, data: bytes, name: str) -> str:
        return hashlib.sha256(b"%s\0%s\0%s" % (self._asked, name.encode("utf-8", "surrogateescape"), data)).hexdigest()

    @cached_property
    def _asked(self) -> bytes:
        return b"%s\0%s" % (code_stamp(CHECK_ROOMS).encode(), _ENCODER.encode(self.selection))
