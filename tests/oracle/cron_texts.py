"""Random cron texts: good ones, nearly good ones, and damaged ones."""

from __future__ import annotations

import random
from typing import Iterator

from cron_cases import EVERYDAY, REFUSED, table

RANGES = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (1970, 2099)]
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()
ODD = list("*/-,#?lLwWrRhH0123456789 ()@_.;:'\"+") + ["mon", "jan", "\t", "\u00a0", "\u0665", "\u200b", "R/5", "7", "60", "\u0130", "\u212a"]


def number(rng: random.Random, field: int) -> str:
    """A number of a field, now and then a name or one that is out of range."""
    low, high = RANGES[field]
    if field == 3 and rng.random() < 0.2:
        return rng.choice(MONTHS)
    if field == 4 and rng.random() < 0.3:
        return rng.choice(WEEKDAYS)
    if field == 6:
        low, high = rng.choice([(2020, 2040), (1970, 2099)])
    if rng.random() < 0.03:
        return str(rng.choice([low - 1, high + 1, 0, 7, 99]))
    return str(rng.randint(low, high)).zfill(rng.choice([1, 1, 1, 2]))


def item(rng: random.Random, field: int) -> str:
    """One item of a list."""
    low, high = RANGES[field]
    step = rng.choice([1, 2, 2, 3, 4, 5, 6, 7, 10, 12, 15, 20, 30, 45, 61, 200, 0])
    kind = rng.random()
    if field == 2 and kind < 0.08:
        return rng.choice(["l", "L", f"{number(rng, 2)}-l", f"{number(rng, 2)}-l/{step}"])
    if field == 4 and kind < 0.12:
        day = number(rng, 4)
        return rng.choice([f"{day}#{rng.randint(1, 5)}", f"l{day}", f"{rng.choice(WEEKDAYS)}-{rng.choice(WEEKDAYS)}#{rng.randint(0, 6)}"])
    if kind < 0.5:
        return number(rng, field)
    if kind < 0.68:
        return f"{number(rng, field)}-{number(rng, field)}"
    if kind < 0.78:
        return f"{number(rng, field)}-{number(rng, field)}/{step}"
    if kind < 0.9:
        return f"*/{step}"
    if kind < 0.95:
        return f"{number(rng, field)}/{step}"
    return rng.choice(["*", f"{low}-{high}"])


def one_field(rng: random.Random, field: int) -> str:
    """A field of an expression."""
    star = [0.2, 0.25, 0.5, 0.6, 0.5, 0.2, 0.4][field]
    if rng.random() < star:
        return "*"
    if field in (2, 4) and rng.random() < 0.05:
        return "?"
    if rng.random() < 0.005:
        return rng.choice(["R/5", "R(1-3)", "r", "h", "R/7"])
    if field == 4 and rng.random() < 0.15:
        return ",".join(f"{number(rng, 4)}#{rng.randint(1, 5)}" for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.05:
        low, high = RANGES[field]
        most = list(range(low, high + 1))
        rng.shuffle(most)
        listed = [str(n) for n in most[: len(most) - rng.randint(0, 2)]]
        return ",".join(listed + rng.choice([[], ["*"], ["l"]]))
    return ",".join(item(rng, field) for _ in range(rng.choice([1, 1, 1, 1, 2, 3])))


def expression(rng: random.Random) -> str:
    """An expression of five fields, or six, or seven."""
    count = rng.choice([5, 5, 5, 5, 6, 7])
    return " ".join(one_field(rng, field) for field in range(count))


def damaged(rng: random.Random, text: str) -> str:
    """A text with a few characters more, fewer, or other ones."""
    chars = list(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(chars))
        kind = rng.random()
        if kind < 0.4 or not chars:
            chars.insert(at, rng.choice(ODD))
        elif kind < 0.7:
            del chars[min(at, len(chars) - 1)]
        elif kind < 0.9:
            chars[min(at, len(chars) - 1)] = rng.choice(ODD)
        else:
            other = rng.randrange(len(chars))
            chars[min(at, len(chars) - 1)], chars[other] = chars[other], chars[min(at, len(chars) - 1)]
    return "".join(chars)


def random_texts(seed: int, count: int) -> Iterator[str]:
    """So many texts; the same for the same seed."""
    rng = random.Random(seed)
    known = table(EVERYDAY) + table(REFUSED)
    for _ in range(count):
        kind = rng.random()
        if kind < 0.7:
            yield expression(rng)
        elif kind < 0.85:
            yield damaged(rng, expression(rng))
        else:
            yield damaged(rng, rng.choice(known))
