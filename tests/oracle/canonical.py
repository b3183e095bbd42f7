"""A one-line canonical form of loaded YAML values, and its 64-bit digest.

Two readers agree on a document when their digests agree.  The form keeps
types apart (``1``, ``1.0`` and ``true`` differ), keeps mapping order, and
writes a shared or recursive container once, so its length is linear in the
size of the document.
"""

from __future__ import annotations

import datetime
import struct
from typing import Any, Iterator

FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
QUIET_NAN = "7ff8000000000000"
CLOSERS: dict[type, str] = {list: "]", tuple: ")", dict: "}"}
OPENERS: dict[type, str] = {list: "[", tuple: "(", dict: "{"}


def fnv1a(data: bytes) -> int:
    """FNV-1a over bytes, 64 bits."""
    state = FNV_OFFSET
    for byte in data:
        state = ((state ^ byte) * FNV_PRIME) & 0xFFFFFFFFFFFFFFFF
    return state


def replace_surrogates(text: str) -> str:
    """Every lone surrogate code unit becomes U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def _float(value: float) -> str:
    if value != value:
        return "f" + QUIET_NAN
    return "f" + struct.pack(">d", value).hex()


def _text(value: str) -> str:
    clean = replace_surrogates(value)
    return f"s{len(clean.encode('utf-8'))}:{clean}"


def _day(value: datetime.date) -> str:
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def _datetime(value: datetime.datetime) -> str:
    clock = f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}.{value.microsecond:06d}"
    offset = value.utcoffset()
    zone = "N" if offset is None else f"{offset.days * 86400 + offset.seconds:+d}"
    return f"t{_day(value)}T{clock}{zone};"


def scalar(value: Any) -> str:
    """The form of a value that holds no other values."""
    if value is None:
        return "n"
    if value is True:
        return "T"
    if value is False:
        return "F"
    if isinstance(value, int):
        return f"i{value:x};"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bytes):
        return f"y{value.hex()};"
    if isinstance(value, datetime.datetime):
        return _datetime(value)
    if isinstance(value, datetime.date):
        return f"d{_day(value)};"
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield item
    else:
        yield from value


def canonical(root: Any) -> str:
    """The canonical form of a whole document, without recursion."""
    out: list[str] = []
    numbers: dict[int, int] = {}
    stack: list[tuple[Iterator[Any], str]] = [(iter((root,)), "")]
    while stack:
        items, closer = stack[-1]
        try:
            value = next(items)
        except StopIteration:
            out.append(closer)
            stack.pop()
            continue
        if isinstance(value, (list, dict, set)):
            if id(value) in numbers:
                out.append(f"*{numbers[id(value)]};")
                continue
            numbers[id(value)] = len(numbers)
        if isinstance(value, set):
            # The members are hashable, so each is a scalar.
            out.append("<" + "".join(sorted(scalar(item) for item in value)) + ">")
        elif type(value) in OPENERS:
            out.append(OPENERS[type(value)])
            stack.append((_children(value), CLOSERS[type(value)]))
        else:
            out.append(scalar(value))
    return "".join(out)


def digest(root: Any) -> str:
    """Sixteen hex digits that stand for the canonical form."""
    return f"{fnv1a(canonical(root).encode('utf-8')):016x}"
