"""Names that Windows reserves for devices, in all spellings: opening one does not open a file.

Source: Microsoft, Naming Files, Paths, and Namespaces; `ntpath.isreserved` of Python 3.13.
"""

from __future__ import annotations

import re

# Also with any extension (`con.txt`), spaces before it or at the end (`NUL .yaml`), a stream (`nul:x`), and
# superscript digits 1, 2, 3 of Latin-1, which Windows takes for digits.
_DEVICE = re.compile(r" *(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *([.:].*)?", re.IGNORECASE | re.DOTALL)

# The device namespace: \\.\PhysicalDrive0, \\?\GLOBALROOT\Device\...; but \\?\C:\ and \\?\UNC\ are long paths.
_DEVICE_SPACE = re.compile(r"[\\/]{2}(\.|\?(?![\\/]([a-z]:|unc[\\/])))[\\/]", re.IGNORECASE)


def is_device_name(name: str) -> bool:
    """Whether Windows takes a file name (without folders) for a device."""
    return _DEVICE.fullmatch(name) is not None


def is_device_path(path: str) -> bool:
    """Whether Windows takes a path, or one of its parts, for a device."""
    return _DEVICE_SPACE.match(path) is not None or any(is_device_name(name) for name in re.split(r"[\\/]", path))
