"""Record what PyYAML's pure-Python safe loader makes of YAML texts.

Two kinds of recording, one JSON array a line, ``[source, edits, verdict]``:

    record_yaml.py --cases --out recorded/yaml_cases.jsonl
    record_yaml.py --seed 1 --count 24000 --out recorded/yaml_mutants.jsonl

The text is read the way Prefect reads its file: as UTF-8 with universal
newlines, handed to ``yaml.safe_load`` as a stream.  README.md tells the format.
"""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any, Iterator

import yaml
from yaml.reader import Reader

import recording
from canonical import digest, replace_surrogates
from mutate import Edit, apply_edits, random_edits
from yaml_cases import CASES

HERE = Path(__file__).resolve().parent
BASES = HERE / "bases"
BREAKS = "\n\r\u0085\u2028\u2029"
MAX_BYTES = 6000
MAX_JOINED = 160
CASE_SHARE = 0.14
PROBLEM_LENGTH = 120


def load(text: str) -> Any:
    """The document, or the exception, that Prefect would get."""
    stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8")
    return yaml.safe_load(stream)


def position_of(text: str, index: int) -> tuple[int, int]:
    """Line and column (from 1) of a character, counted as PyYAML's marks count."""
    line = column = 1
    for at, char in enumerate(text[:index]):
        if char == "\r" and text[at + 1 : at + 2] == "\n":
            continue
        if char in BREAKS:
            line, column = line + 1, 1
        elif char != "\ufeff":
            column += 1
    return line, column


def _refusal(text: str, exc: Exception) -> list[Any]:
    line = column = None
    if isinstance(exc, yaml.reader.ReaderError):
        found = Reader.NON_PRINTABLE.search(text)
        if found:
            line, column = position_of(text, found.start())
    else:
        mark = getattr(exc, "problem_mark", None) or getattr(exc, "context_mark", None)
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
    problem = getattr(exc, "problem", None) or str(exc)
    return [type(exc).__name__, line, column, replace_surrogates(problem[:PROBLEM_LENGTH])]


def verdict(text: str) -> list[Any]:
    """``["ok", digest]`` or ``[class, line, column, problem]``."""
    try:
        value = load(text)
    except Exception as exc:  # whatever the loader raises is the answer
        return _refusal(text, exc)
    return ["ok", digest(value)]


def read_bases() -> dict[str, str]:
    """Base manifests by file name; nothing about their bytes is translated."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(BASES.glob("*.yaml"))}


def joined_cases(rng: random.Random) -> str:
    """One to three hand-written cases, one after the other."""
    texts = [text for _, text in CASES if 0 < len(text) <= MAX_JOINED // 2]
    joined = ""
    for text in rng.sample(texts, rng.choice((1, 1, 2, 3))):
        if joined and not joined.endswith("\n"):
            joined += "\n"
        if len(joined) + len(text) <= MAX_JOINED:
            joined += text
    return joined


def mutants(seed: int, count: int) -> Iterator[list[Any]]:
    """So many different mutants of the bases and of the hand-written cases."""
    rng = random.Random(seed)
    bases = read_bases()
    names = list(bases)
    seen: set[str] = set()
    while len(seen) < count:
        if rng.random() < CASE_SHARE:
            text = joined_cases(rng)
            source: Any = {"text": text}
        else:
            source = names[len(seen) % len(names)]
            text = bases[source]
        edits: list[Edit] = random_edits(rng, text)
        mutant = apply_edits(text, edits)
        if mutant in seen or len(mutant.encode("utf-8")) > MAX_BYTES:
            continue
        seen.add(mutant)
        yield [source, edits, verdict(mutant)]


def hand_written() -> Iterator[list[Any]]:
    """Every hand-written case as it stands, and every base."""
    for name, text in CASES:
        yield [{"name": name, "text": text}, [], verdict(text)]
    for name, text in read_bases().items():
        yield [name, [], verdict(text)]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--cases", action="store_true", help="record the hand-written cases")
    parser.add_argument("--seed", type=int, default=1, help="seed of the mutants")
    parser.add_argument("--count", type=int, default=24000, help="how many mutants")
    options = parser.parse_args()
    rows = hand_written() if options.cases else mutants(options.seed, options.count)
    total = refused = 0
    for row in recording.written(rows, options):
        total += 1
        refused += row[2][0] != "ok"
    print(f"{total} texts, {refused} refused ({100 * refused / max(total, 1):.1f} %)")


if __name__ == "__main__":
    main()
