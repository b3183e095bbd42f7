"""Writes answers to a file: one JSON array a line, the same bytes on every machine."""

from __future__ import annotations

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any, Iterable, Iterator


def parser(about: str | None) -> argparse.ArgumentParser:
    """The options that every script has; `about` is its module's text, whose first line is shown."""
    found = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    found.add_argument("--first", type=int, help="stop after so many rows")
    found.add_argument("--out", type=Path, required=True, help="file to write")
    return found


def written(rows: Iterable[list[Any]], options: argparse.Namespace) -> Iterator[list[Any]]:
    """Each row, once it is in the file. What is behind the last one is not asked."""
    with options.out.open("w", encoding="ascii", newline="\n") as out:
        for row in islice(rows, options.first):
            out.write(json.dumps(row, separators=(",", ":"), ensure_ascii=True) + "\n")
            yield row
