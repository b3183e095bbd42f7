"""Small random damage to YAML texts, written down as edits.

An edit is ``[position, deleted, inserted]``: at a position of the current
text, take out so many code points and put the given text there.  A list of
edits is applied from left to right, each on the outcome of the one before.
"""

from __future__ import annotations

import random
import re
from typing import Callable, Optional

Edit = tuple[int, int, str]
Mutation = Callable[[random.Random, str], Optional[Edit]]

CHARS = list(":-?[]{},#&*!|>'\"%@`\t \n\u0085\ufeff\\=~<") + list("axyZ019_./")
RARE_CHARS = ["\u2028", "\u2029", "\u00e9", "\u00a0", "\x07", "\x7f", "\r", "\uffff", "\U0001f600"]
PIECES = [
    "<<: ", "{{ x }}", "\\t", "- ", ": ", " #", "? ", "---\n", "...\n", "!!str ", "!x ", "&a ", "*a ",
    "  ", "\n\n", "|\n", ">-\n", "[]", "{}", "''", '""', "%YAML 1.1\n", "\\x4", "\\u00e", "k: v\n",
]  # fmt: skip
SCALARS = [
    "yes", "012", "1:30", "2024-13-01", "=", "~", "1_0", "0x_", "off", "08", "1e3", "1.0e+3", ".5", "-.5",
    ".inf", "-.INF", ".nan", "<<", "0b_", "0b101", "0o17", "1:60", "190:20:30.15", "2024-02-29", "2023-02-29",
    "2024-1-1", "2024-01-01T00:00:00Z", "2024-01-01 1:02:03 +5", "null", "Null", "nULL", "", "'", '"', "''",
    '"\\d"', '"a\\', "|", ">", "|2", "|x", ">+1", "@x", "`x`", "%x", "*x", "&x", "&x y", "!x", "!!int 3",
    "!!int x", "!!binary aGk=", "!!set {a}", "[", "]", "{", "}", "{a", "[a,", "{{ a }}", "- x", "? x", "a: b",
    "a #b", "a:", ":a", "-", "?", "---", "...", "1_", "+1", "-0", "0_7", "0.", "1.5.2", "y", "true", "True",
]  # fmt: skip
VALUE_LINE = re.compile(r"^([ ]*(?:- )*[^\s#:][^#:\n]*: +)([^\n]+)$", re.MULTILINE)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text after all edits."""
    for position, deleted, inserted in edits:
        text = text[:position] + inserted + text[position + deleted :]
    return text


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end (line feed included) of every line."""
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        spans.append((start, end))
        start = end
    return spans


def _any_char(rng: random.Random) -> str:
    return rng.choice(RARE_CHARS) if rng.random() < 0.06 else rng.choice(CHARS)


def _place(rng: random.Random, text: str) -> int:
    return rng.randrange(len(text) + 1)


def insert_char(rng: random.Random, text: str) -> Edit:
    return (_place(rng, text), 0, _any_char(rng))


def insert_piece(rng: random.Random, text: str) -> Edit:
    return (_place(rng, text), 0, rng.choice(PIECES))


def insert_at_word(rng: random.Random, text: str) -> Optional[Edit]:
    """Put something where a word begins: that is where indicators matter."""
    starts = [m.start() for m in re.finditer(r"(?<!\S)\S", text)]
    if not starts:
        return None
    return (rng.choice(starts), 0, rng.choice((_any_char(rng), rng.choice(PIECES))))


def delete_char(rng: random.Random, text: str) -> Optional[Edit]:
    return (rng.randrange(len(text)), 1, "") if text else None


def delete_indicator(rng: random.Random, text: str) -> Optional[Edit]:
    places = [m.start() for m in re.finditer(r"[:\-\[\]{},'\"|>&*!?#]", text)]
    return (rng.choice(places), 1, "") if places else None


def replace_char(rng: random.Random, text: str) -> Optional[Edit]:
    return (rng.randrange(len(text)), 1, _any_char(rng)) if text else None


def delete_line(rng: random.Random, text: str) -> Optional[Edit]:
    spans = line_spans(text)
    if not spans:
        return None
    start, end = rng.choice(spans)
    return (start, end - start, "")


def duplicate_line(rng: random.Random, text: str) -> Optional[Edit]:
    spans = line_spans(text)
    if not spans:
        return None
    start, end = rng.choice(spans)
    return (start, 0, text[start:end])


def swap_lines(rng: random.Random, text: str) -> Optional[Edit]:
    """Exchange a line with the one that follows it."""
    spans = line_spans(text)
    if len(spans) < 2:
        return None
    at = rng.randrange(len(spans) - 1)
    (start, middle), (_, end) = spans[at], spans[at + 1]
    return (start, end - start, text[middle:end] + text[start:middle])


def indent_line(rng: random.Random, text: str) -> Optional[Edit]:
    spans = line_spans(text)
    if not spans:
        return None
    return (rng.choice(spans)[0], 0, " " * rng.randint(1, 4))


def dedent_line(rng: random.Random, text: str) -> Optional[Edit]:
    starts = [m for m in re.finditer(r"(?m)^ {1,4}", text)]
    if not starts:
        return None
    found = rng.choice(starts)
    return (found.start(), rng.randint(1, len(found.group())), "")


def cut_off(rng: random.Random, text: str) -> Edit:
    place = _place(rng, text)
    return (place, len(text) - place, "")


def odd_scalar(rng: random.Random, text: str) -> Optional[Edit]:
    values = list(VALUE_LINE.finditer(text))
    if not values:
        return None
    found = rng.choice(values)
    return (found.start(2), len(found.group(2)), rng.choice(SCALARS))


def toggle_quote(rng: random.Random, text: str) -> Edit:
    quotes = [m.start() for m in re.finditer(r"['\"]", text)]
    if quotes and rng.random() < 0.5:
        return (rng.choice(quotes), 1, "")
    return (_place(rng, text), 0, rng.choice("'\""))


def join_lines(rng: random.Random, text: str) -> Optional[Edit]:
    breaks = [m.start() for m in re.finditer("\n", text)]
    return (rng.choice(breaks), 1, rng.choice(("", " "))) if breaks else None


def other_newline(rng: random.Random, text: str) -> Optional[Edit]:
    """Another line break at one place, or in the whole of a short text."""
    breaks = [m.start() for m in re.finditer("\n", text)]
    if not breaks:
        return None
    style = rng.choice(("\r\n", "\r", "\u0085", "\u2028", "\u2029"))
    if len(text) < 150 and rng.random() < 0.5:
        return (0, len(text), text.replace("\n", style))
    return (rng.choice(breaks), 1, style)


MUTATIONS: list[tuple[Mutation, int]] = [
    (insert_char, 10), (insert_piece, 6), (insert_at_word, 10), (delete_char, 8), (delete_indicator, 8),
    (replace_char, 7), (delete_line, 6), (duplicate_line, 5), (swap_lines, 5), (indent_line, 6),
    (dedent_line, 6), (cut_off, 4), (odd_scalar, 14), (toggle_quote, 3), (join_lines, 5), (other_newline, 4),
]  # fmt: skip


def random_edits(rng: random.Random, text: str) -> list[Edit]:
    """One to three edits that fit the text."""
    kinds = [mutation for mutation, _ in MUTATIONS]
    weights = [weight for _, weight in MUTATIONS]
    wanted = rng.choices((1, 2, 3), (70, 20, 10))[0]
    edits: list[Edit] = []
    while len(edits) < wanted:
        edit = rng.choices(kinds, weights)[0](rng, text)
        if edit is not None:
            edits.append(edit)
            text = apply_edits(text, [edit])
    return edits
