"""Record what PyYAML's safe loader makes of texts before and after a fix.

    record_fixes.py --pairs pairs.jsonl --out recorded/fixes.jsonl

The pairs come from the linter: ``cargo run -p prefect-lint-tests --bin fix-pairs -- 1 60``.  A file of recorded
answers is a file of pairs as well, so it can be asked again.  README.md tells the format.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from record_yaml import verdict


def apply(text: str, edits: list[list[Any]]) -> str:
    """The text after its edits, which are in order and do not overlap."""
    parts = []
    done = 0
    for at, length, new in edits:
        parts += [text[done:at], new]
        done = at + length
    return "".join([*parts, text[done:]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, required=True, help="file of pairs, or of recorded answers")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    options = parser.parse_args()
    total = loaded = 0
    lines = options.pairs.read_text(encoding="utf-8").split("\n")
    with options.out.open("w", encoding="ascii", newline="\n") as out:
        for line in filter(None, lines):
            code, text, edits = json.loads(line)[:3]
            answers = [verdict(text), verdict(apply(text, edits))]
            total += 1
            loaded += answers[1][0] == "ok"
            out.write(json.dumps([code, text, edits, *answers], separators=(",", ":"), ensure_ascii=True) + "\n")
    print(f"{total} fixes, {loaded} of the texts load afterwards")


if __name__ == "__main__":
    main()
