"""Texts with placeholders: finding them, silencing them, reading what became of one."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any, Iterator

from template_deploy import ENTRYPOINT
from template_world import MARKER, POOL, species_of

from prefect.utilities.templating import PLACEHOLDER_CAPTURE_REGEX

Path = list[Any]
ODD = re.compile(r"\{\{(?:[^{}]|\}(?!\})|\{(?!\{))*(?:\}\})?")
SILENT = "~"
NEUTRAL: dict[str, Any] = {
    "active": "true",
    "anchor_date": "2024-01-01",
    "collision_strategy": "ENQUEUE",
    "concurrency_limit": 1,
    "cron": "0 6 * * *",
    "day_or": "true",
    "enabled": True,
    "enforce_parameter_schema": True,
    "entrypoint": ENTRYPOINT,
    "grace_period_seconds": 600,
    "interval": 3600,
    "limit": 1,
    "name": POOL,
    "paused": True,
    "posture": "Reactive",
    "rrule": "FREQ=DAILY",
    "threshold": 1,
    "timezone": "UTC",
    "type": "event",
    "version_type": "prefect:simple",
    "within": 60,
}
MISSING = object()


@dataclass(frozen=True)
class Piece:
    """One placeholder, or what looks like one, in a text."""

    start: int
    end: int
    real: bool


@dataclass
class Answer:
    """What became of a placeholder, and the text it left behind."""

    outcome: str
    value: Any = None
    left: Any = None


def pieces(text: str) -> list[Piece]:
    """Everything in braces, in order; ``real`` is Prefect's own verdict."""
    found = [Piece(hit.start(), hit.end(), True) for hit in PLACEHOLDER_CAPTURE_REGEX.finditer(text)]
    edges = [0, *[edge for piece in found for edge in (piece.start, piece.end)], len(text)]
    for start, end in zip(edges[::2], edges[1::2]):
        found += [Piece(start + hit.start(), start + hit.end(), False) for hit in ODD.finditer(text[start:end])]
    return sorted(found, key=lambda piece: piece.start)


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text with braces; a mapping's key has the path ``[…, {"key": text}]``."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(key, str) and "{{" in key:
                yield [*path, {"key": key}], key
            yield from leaves(item, [*path, key])
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from leaves(item, [*path, at])
    elif isinstance(value, str) and "{{" in value:
        yield path, value


def look(value: Any, path: Path) -> Any:
    """The value at a path, or MISSING."""
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value


def replace(data: Any, path: Path, value: Any) -> None:
    """Put another value at a path."""
    look(data, path[:-1])[path[-1]] = value


def silenced(data: Any) -> Any:
    """The manifest with a harmless value in place of every text with braces."""
    data = deepcopy(data)
    for path, _ in list(leaves(data, [])):
        if not isinstance(path[-1], dict):
            replace(data, path, NEUTRAL.get(path[-1], SILENT))
    return data


def alone(text: str, found: list[Piece], kept: Piece, empty: list[Piece]) -> tuple[str, int]:
    """The text with the other real placeholders silenced, or left out, and where the one kept starts now."""
    out, at, start = "", 0, 0
    for piece in found:
        if piece is kept:
            start = len(out) + piece.start - at
        elif piece.real:
            out += text[at : piece.start] + ("" if piece in empty else SILENT)
            at = piece.end
    return out + text[at:], start


def sources(value: Any) -> Any:
    """The markers in a value, without their signs; of a list or mapping, what they have in common."""
    if isinstance(value, str):
        found = sorted(set(MARKER.findall(value)))
        return found[0] if len(found) == 1 else found
    found = MARKER.findall(json.dumps(value, ensure_ascii=False))
    return commonprefix(found).rstrip(".[") if found else []


def answer_of(written: str, left: Any) -> Answer:
    """The outcome for a placeholder and what stands in its place."""
    if left == written:
        return Answer("kept", None, left)
    if left == "":
        return Answer("emptied", None, left)
    found = sources(left)
    if found == []:
        return Answer("filled", f"text {left}", left)
    first = found if isinstance(found, str) else found[0]
    species = species_of(first)
    return Answer(species, found, left)


def joined(text: str, found: list[Piece], answers: list[Answer]) -> Any:
    """The value that the single answers add up to."""
    if any(answer.left is MISSING for answer in answers):
        return MISSING
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(text):
        return answers[0].left
    alive = [at for at, answer in enumerate(answers) if not isinstance(answer.left, str)]
    if len(alive) == 1 and all(answer.left == "" for at, answer in enumerate(answers) if at not in alive):
        return answers[alive[0]].left
    out, at = "", 0
    for piece, answer in zip(found, answers):
        out += text[at : piece.start] + str(answer.left)
        at = piece.end
    return out + text[at:]
