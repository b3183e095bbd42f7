"""Record what Prefect makes of cron texts: its verdict, the next times, and the runs in time zones.

    record_cron.py --seed 1 --count 12000 --out recorded/cron.jsonl
    record_cron.py --runs --seed 1 --count 3000 --out recorded/cron_runs_3.8.8.jsonl

README.md tells the formats. No connection is made.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import Any, Iterator

import offline  # noqa: F401  (before anything of Prefect's)

from prefect._internal.schemas.validators import validate_cron_string
from prefect._vendor.croniter.croniter import CroniterBadDateError, croniter
from prefect.server.schemas.schedules import CronSchedule
from prefect.types._datetime import create_datetime_instance

import recording
from cron_cases import all_cases
from cron_texts import expression, random_texts
from cron_zones import EXPRESSIONS, starts

# The package has a class of the module's name.
module = sys.modules["prefect._vendor.croniter.croniter"]

STARTS = [
    datetime(2026, 11, 26, 21, 44, 0),
    datetime(2024, 2, 28, 23, 59, 30),
    datetime(2027, 2, 27, 0, 0, 0),
    datetime(2025, 12, 31, 23, 59, 59),
    datetime(2023, 4, 30, 12, 30, 15),
    datetime(2096, 3, 1, 0, 0, 1),
    datetime(2028, 1, 31, 9, 0, 0),
    datetime(2026, 6, 15, 8, 59, 59),
]
RUNS = 10
DRAWS = 400
EPOCH = datetime(1970, 1, 1)


def is_random(text: str) -> bool:
    """Does croniter draw a number? Then only the verdict is asked, often."""
    return any(field[:1] in "rR" for field in text.split())


def is_taken(text: str) -> bool:
    """Does Prefect take a text, for some draw at least?"""
    random.seed(0)
    for _ in range(DRAWS if is_random(text) else 1):
        try:
            validate_cron_string(text)
            return True
        except ValueError:
            continue
    return False


def gaps(moments: list[int | None]) -> list[int | None]:
    """The distance of each from the one before; the last one that repeats itself is written once."""
    found: list[int | None] = []
    before = 0
    for moment in moments:
        found.append(None if moment is None else moment - before)
        before = moment or 0
    while len(found) > 2 and found[-1] == found[-2]:
        found.pop()
    return found


def next_times(text: str, day_or: bool, start: datetime) -> list[int | None]:
    """Seconds from the start to the next times, and from each to the one after; None where croniter fails."""
    times: list[int | None] = []
    cron = croniter(text, start, day_or=day_or)
    for _ in range(RUNS):
        try:
            time = cron.get_next(datetime)
        except CroniterBadDateError:
            times.append(None)
            break
        times.append(round((time - start).total_seconds()))
    return gaps(times)


def ask(text: str, number: int, few: bool) -> list[Any]:
    """The verdict on a text, and for some starts its next times with `day_or` true and false."""
    if not is_taken(text):
        return [text, 0]
    if is_random(text):
        return [text, 1]
    answers = []
    for at in range(2 if few else len(STARTS)):
        at = (number + 3 * at) % len(STARTS)
        ored, both = (next_times(text, day_or, STARTS[at]) for day_or in (True, False))
        answers.append([at, ored] if ored == both else [at, ored, both])
    module.TIMESTAMP_TO_DT_CACHE.clear()
    module.EXPRESSIONS.clear()
    return [text, 1, answers]


def verdicts(seed: int, count: int, cases: bool) -> Iterator[list[Any]]:
    """The hand-written texts first, then random ones."""
    texts = all_cases() if cases else []
    for number, text in enumerate(texts):
        yield ask(text, number, few=False)
    for number, text in enumerate(random_texts(seed, count - len(texts))):
        yield ask(text, number, few=True)


def usable(rng: random.Random) -> str:
    """A random expression that runs."""
    while True:
        text = expression(rng)
        if is_random(text) or not is_taken(text):
            continue
        try:
            for _ in range(60):
                found = croniter(text, datetime(2010, 1, 1), day_or=False)
                found.get_next(datetime)
            years = text.split()[6:]
            if not years or years == ["*"]:
                return text
        except CroniterBadDateError:
            continue


def zone_runs(seed: int, count: int) -> Iterator[list[Any]]:
    """Runs in zones around changes of their clocks, by Prefect's own schedule."""
    rng = random.Random(seed)
    for _ in range(count):
        text = rng.choice(EXPRESSIONS) if rng.random() < 0.7 else usable(rng)
        zone, start = starts(rng)
        day_or = rng.random() < 0.8
        many = rng.choice([1, 3, 8, 12])
        schedule = CronSchedule(cron=text, timezone=zone, day_or=day_or)
        moment = create_datetime_instance(start)
        try:
            dates = asyncio.run(schedule.get_dates(n=many, start=moment))
        except CroniterBadDateError:
            continue
        seconds = [round((date.astimezone(timezone.utc).replace(tzinfo=None) - EPOCH).total_seconds()) for date in dates]
        micros = round((start.replace(tzinfo=None) - EPOCH) / timedelta(microseconds=1))
        whole = micros // 1_000_000
        row = [second - whole for second in seconds]
        yield [text, zone, int(day_or), micros, many, gaps(row)]
        module.TIMESTAMP_TO_DT_CACHE.clear()


def main() -> None:
    """Reads the arguments and writes the file."""
    parser = recording.parser(__doc__)
    parser.add_argument("--runs", action="store_true", help="runs in time zones instead of verdicts")
    parser.add_argument("--no-cases", action="store_true", help="random texts only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="how many texts (12000), or runs (3000)")
    options = parser.parse_args()
    rows = (
        zone_runs(options.seed, options.count or 3_000)
        if options.runs
        else verdicts(options.seed, options.count or 12_000, not options.no_cases)
    )
    answers: Counter[str] = Counter()
    for row in recording.written(rows, options):
        answers["runs" if options.runs else "taken" if row[1] else "refused"] += 1
    print(f"{sum(answers.values())} texts: {dict(answers)}")


if __name__ == "__main__":
    main()
