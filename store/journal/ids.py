"""Ids of documents: new ones that sort by age, and ones that follow from what they name."""

from __future__ import annotations

import hashlib
import os
import time
import uuid


def new_id() -> str:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance, so that ids sort by age."""
    time_part, chance = f"{time.time_ns() // 1_000_000:012x}", os.urandom(10).hex()
    variant = "89ab"[int(chance[18], 16) & 3]
    first = f"{time_part[:8]}-{time_part[8:]}-7{chance[:3]}"
    return f"{first}-{variant}{chance[3:6]}-{chance[6:18]}"


def derived_id(*parts: str) -> str:
    """Make an id of what it names, which is the same wherever and whenever it is made.

    Source: UUIDv8, RFC 9562, 5.8.
    """
    name = "\0".join(parts).encode("utf-8", "surrogatepass")
    digest = bytearray(hashlib.sha256(name).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(digest)))
