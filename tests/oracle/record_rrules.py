"""Record what Prefect makes of recurrence rules: its verdict, and the next runs.

    record_rrules.py --seed 1 --count 7000 --out recorded/rrules.jsonl

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

import datetime
import json
import random
import warnings
from collections import Counter
from types import SimpleNamespace
from typing import Any, Iterator
from unittest import mock

import offline  # noqa: F401  (before anything of Prefect's)

import dateutil.parser
import dateutil.rrule
from prefect._internal.schemas.validators import normalize_rrule_string, normalize_schedule_rrule
from prefect.client.schemas.schedules import RRuleSchedule
from prefect.server.schemas.schedules import RRuleSchedule as ServerSchedule
from pydantic import ValidationError

import recording
from rrule_texts import corners, texts

# Seven of the schedule's time zones, and moments near changes of their clocks.
ZONES = ["UTC", "America/New_York", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Casablanca"]
FROM = ["2024-03-09T12:00:00", "2024-03-30T22:30:00", "2024-11-02T23:00:00", "2025-06-15T00:00:00", "2026-01-31T18:45:30", "2030-02-28T09:00:00"]
RUNS = 5
# What a period costs, from a year to a second: dateutil goes through its days, or looks for the next minute one by one.
WORK = [10, 2, 1, 1, 1, 50, 500]
MOST_WORK = 60_000
# What is taken at some hours and refused at others is asked at each of them.
CLOCKS = [datetime.datetime(2026, 3, 4, hour % 24, minute % 60, minute % 60) for minute, hour in enumerate(range(60))]

# What a date in a rule leaves out, dateutil takes of today's: of this one, on any day.
TODAY = datetime.datetime(2026, 11, 26)

warnings.simplefilter("ignore")


class Today(datetime.datetime):
    """The day on which all rules are asked about."""

    @classmethod
    def now(cls, _zone: Any = None) -> datetime.datetime:
        return TODAY


dateutil.parser._parser.datetime = SimpleNamespace(**{**vars(datetime), "datetime": Today})


def schedule_of(text: str) -> Any:
    """As the deploy command does it, for the rule alone."""
    try:
        schedule = RRuleSchedule(**json.loads(text))
    except json.JSONDecodeError:
        schedule = RRuleSchedule(rrule=text, timezone=None)
    return normalize_schedule_rrule(schedule)


def verdict_now(text: str) -> str:
    try:
        schedule_of(text)
    except ValidationError:
        return "refused"
    except Exception as error:  # a crash is an answer too
        return type(error).__name__
    return "ok"


REAL = datetime.datetime


class Kind(type):
    """Every date and time is one of a clock's."""

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, REAL)


class Clock(datetime.datetime, metaclass=Kind):
    """A clock that stands still."""

    stands: datetime.datetime

    @classmethod
    def now(cls, tz: Any = None) -> datetime.datetime:
        return cls.stands.replace(tzinfo=tz)


def verdict(text: str) -> str:
    """The verdict; `by the clock` where the moment of the deploy decides."""
    clocks = CLOCKS if any(word in text.upper() for word in ("HOURLY", "MINUTELY", "SECONDLY")) else CLOCKS[:1]
    found = set()
    frozen = SimpleNamespace(**{**vars(datetime), "datetime": Clock})
    with mock.patch.object(dateutil.rrule, "datetime", frozen):
        for clock in clocks:
            Clock.stands = clock
            found.add(verdict_now(text))
    return found.pop() if len(found) == 1 else "by the clock"


class Endless(Exception):
    """More periods have been looked at than any sensible rule needs."""


class Counted(dateutil.rrule._iterinfo):
    """Counts the periods, so that an endless rule ends on every machine at the same point."""

    work = 0

    def count(self, dayset: Any) -> Any:
        Counted.work += WORK[self.rrule._freq]
        if Counted.work > MOST_WORK:
            raise Endless
        return dayset

    def ydayset(self, *at: int) -> Any:
        return self.count(super().ydayset(*at))

    def mdayset(self, *at: int) -> Any:
        return self.count(super().mdayset(*at))

    def wdayset(self, *at: int) -> Any:
        return self.count(super().wdayset(*at))

    def ddayset(self, *at: int) -> Any:
        return self.count(super().ddayset(*at))


dateutil.rrule._iterinfo = Counted


def runs(text: str, zone: str, start: str) -> Any:
    """The next runs as the server computes them from what the client sends."""
    moment = datetime.datetime.fromisoformat(start).replace(tzinfo=datetime.timezone.utc)
    sent = normalize_rrule_string(text, timezone=zone, now=moment)
    Counted.work = 0
    try:
        schedule = ServerSchedule(rrule=sent, timezone=zone)
        dates = sorted(schedule._get_dates_generator(n=RUNS, start=moment))
        return [date.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S") for date in dates]
    except Exception as error:  # Endless is an answer too
        return type(error).__name__


def record(all_texts: Iterator[str], seed: int) -> Iterator[list[Any]]:
    chance = random.Random(f"runs {seed}")
    for text in all_texts:
        zone, start = chance.choice(ZONES), chance.choice(FROM)
        answer = verdict(text)
        row: list[Any] = [text, answer]
        if answer == "ok" and not text.lstrip().startswith("{"):
            row += [zone, start, runs(text, zone, start)]
        yield row


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other rules")
    parser.add_argument("--count", type=int, default=7000, help="how many random rules besides the corners")
    options = parser.parse_args()
    answers: Counter[str] = Counter()
    rules = [*corners(), *texts(options.seed, options.count)]
    for row in recording.written(record(iter(rules), options.seed), options):
        answers[row[1]] += 1
    print(f"{sum(answers.values())} rules: {dict(answers)}")


if __name__ == "__main__":
    main()
