"""A file of the cache as bytes: a line that says what it is, then what it holds; whole, or nothing."""

from __future__ import annotations

from zlib import crc32

#: The form of the files themselves.
FORMAT = 2


def seal(body: bytes, key: str) -> bytes:
    """Put the line before what is kept; ``key`` is what it will be asked for by."""
    return b"%s\n%s" % (_title(key, body), body)


def unseal(data: bytes, key: str) -> bytes | None:
    """What was sealed for the same key; ``None`` for anything else."""
    first, _, body = data.partition(b"\n")
    return body if first == _title(key, body) else None


def _title(key: str, body: bytes) -> bytes:
    """The first line; the sum is against damage, not against people, who may do all in their own folder."""
    return b'{"parplan-cache": %d, "key": "%s", "size": %d, "crc32": %d}' % (
        FORMAT,
        key.encode(),
        len(body),
        crc32(body),
    )
