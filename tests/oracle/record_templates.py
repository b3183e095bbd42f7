"""Record what Prefect makes of every placeholder of random manifests.

    record_templates.py --seed 1 --count 3700 --out recorded/templates.jsonl

The real deploy code runs, with stand-ins for the server, the flow and the
steps; no connection is made.  README.md tells the format and the method.
"""

from __future__ import annotations

import random
from collections import Counter
from multiprocessing import Pool
from typing import Any, Iterator

from template_probe import Interview  # first: it closes the network
import recording
from template_manifests import random_manifest

import yaml

LONGEST = 640
MOST = 6


def ask(question: tuple[str, list[str]]) -> list[Any]:
    """The line for one manifest."""
    text, shadows = question
    interview = Interview(yaml.safe_load(text), shadows)
    interview.ask()
    note: dict[str, Any] = {}
    ends = interview.check()
    if ends is None:
        note["dropped"] = True
    elif any(ends):
        note["ends"] = ends
    if shadows:
        note["environment"] = shadows
    rows = interview.rows()
    return [text, rows, note] if note else [text, rows]


def manifests(seed: int, count: int) -> Iterator[tuple[str, list[str]]]:
    """So many different manifests that load and hold something in braces."""
    rng = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        text, shadows = random_manifest(rng)
        if 1 <= text.count("{{") <= MOST and len(text) <= LONGEST and text not in seen:
            seen.add(text)
            yield text, shadows


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the manifests")
    parser.add_argument("--count", type=int, default=3700, help="how many manifests")
    parser.add_argument("--jobs", type=int, help="how many processes; the outcome is the same")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    total = 0
    with Pool(options.jobs) as pool:
        lines = pool.imap(ask, manifests(options.seed, options.count), chunksize=20)
        for line in recording.written(lines, options):
            total += 1
            outcomes.update(row[3] for row in line[1])
    print(f"{total} manifests: {dict(sorted(outcomes.items()))}")


if __name__ == "__main__":
    main()
