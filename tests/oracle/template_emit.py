"""Write a small manifest as YAML, in the many ways that people write their texts."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import yaml

SAFE_KEY = re.compile(r"[A-Za-z][\w.\-]*\Z")
WIDTH = 2


def _same(written: str, value: str) -> bool:
    try:
        return yaml.safe_load(f"k: {written}\n") == {"k": value}
    except Exception:  # not a way to write this text
        return False


def scalar(rng: random.Random, value: Any, indent: int, flow: bool = False) -> str:
    """One scalar, behind a key or a dash."""
    if not isinstance(value, str):
        return json.dumps(value)
    if "{{" not in value:
        return value if _same(value, value) else json.dumps(value, ensure_ascii=False)
    ways = [json.dumps(value, ensure_ascii=False)]
    if "\n" not in value:
        ways.append("'" + value.replace("'", "''") + "'")
    if not flow and _same(value, value):
        ways += [value] * 2
    if not flow and rng.random() < 0.12 and value == value.strip():
        pad = "\n" + " " * (indent + WIDTH)
        return rng.choice(("|", "|-", ">-", ">")) + pad + value.replace("\n", pad)
    return rng.choice(ways)


def _key(key: str) -> str:
    return key if SAFE_KEY.match(key) and _same(key, key) else json.dumps(key, ensure_ascii=False)


def _is_flow(rng: random.Random, value: Any) -> bool:
    items = list(value.values()) if isinstance(value, dict) else value
    return all(not isinstance(item, (dict, list)) for item in items) and len(items) < 4 and rng.random() < 0.25


def _flow(rng: random.Random, value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {_in_flow(rng, v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(_in_flow(rng, item) for item in value) + "]"


def _in_flow(rng: random.Random, value: Any) -> str:
    written = scalar(rng, value, 0, flow=True)
    plain = not isinstance(value, str) or written[0] in "\"'" or SAFE_KEY.match(written)
    return written if plain else json.dumps(value, ensure_ascii=False)


def _mapping(rng: random.Random, value: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for key, item in value.items():
        start = " " * indent + _key(key) + ":"
        if item and isinstance(item, dict) and not _is_flow(rng, item):
            lines += [start, *_mapping(rng, item, indent + WIDTH)]
        elif item and isinstance(item, list) and not _is_flow(rng, item):
            lines += [start, *_sequence(rng, item, indent + rng.choice((0, WIDTH)))]
        elif isinstance(item, (dict, list)):
            lines.append(f"{start} {_flow(rng, item)}")
        elif item is None and rng.random() < 0.5:
            lines.append(start)
        else:
            lines.append(f"{start} {scalar(rng, item, indent)}")
    return lines


def _sequence(rng: random.Random, value: list[Any], indent: int) -> list[str]:
    lines = []
    for item in value:
        dash = " " * indent + "- "
        if item and isinstance(item, dict):
            inner = _mapping(rng, item, indent + WIDTH)
            lines += [dash + inner[0].lstrip(" "), *inner[1:]]
        elif isinstance(item, (dict, list)):
            lines.append(dash + _flow(rng, item))
        else:
            lines.append(dash + scalar(rng, item, indent))
    return lines


def emit(rng: random.Random, manifest: dict[str, Any]) -> str:
    """The manifest's text."""
    return "\n".join(_mapping(rng, manifest, 0)) + "\n"
