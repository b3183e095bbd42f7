"""Record what PyYAML's safe loader makes of texts before and after a fix.

    record_fixes.py --pairs pairs.jsonl --out recorded/fixes.jsonl

The pairs come from the linter: ``cargo run -p prefect-lint-tests --bin fix-pairs -- 1 60``.  A file of recorded
answers is a file of pairs as well, so it can be asked again.  README.md tells the format.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import recording
from record_yaml import verdict


def apply(text: str, edits: list[list[Any]]) -> str:
    """The text after its edits, which are in order and do not overlap."""
    parts = []
    done = 0
    for at, length, new in edits:
        parts += [text[done:at], new]
        done = at + length
    return "".join([*parts, text[done:]])


def record(line: str) -> list[Any]:
    """The pair of a line with both verdicts."""
    code, text, edits = json.loads(line)[:3]
    return [code, text, edits, verdict(text), verdict(apply(text, edits))]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="file of pairs, or of recorded answers")
    options = parser.parse_args()
    total = loaded = 0
    lines = options.pairs.read_text(encoding="utf-8").split("\n")
    for row in recording.written(map(record, filter(None, lines)), options):
        total += 1
        loaded += row[-1][0] == "ok"
    print(f"{total} fixes, {loaded} of the texts load afterwards")


if __name__ == "__main__":
    main()
