"""Record what Prefect makes of intervals: its verdict, the length, and the next runs.

    record_intervals.py --seed 1 --count 7000 --out recorded/intervals.jsonl
    record_intervals.py --seed 1 --count 0 --runs 1500 --out recorded/interval_runs.jsonl   (with Prefect 3.9.1)

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

import datetime
import random
from typing import Any, Iterator

import yaml

import recording
from schedule_deploy import ask

from prefect.server.schemas.schedules import IntervalSchedule

CORNERS = r"""
0|1|60|3600|-1|-0|0.5|1.5|-0.5|0.0|0.0000001|0.0000005|0.000001|1e3|1.0e+3|.5|5.|+5|+.5|0x10|0b11|010|0o17|1_000|1_0.5
true|false|yes|no|on|off|null|~|.inf|-.inf|.nan|''|" "|[]|{}|[60]|2024-01-01|2024-01-01T00:00:00
10:00|1:00|01:00|1:00:00|01:00:00|-1:00|1:60|00:10|0:10|190:20:30|190:20:30.15|1:2.5|"10:00"|"1:00"|"01:00"|"1:00:00"
"60"|"60.0"|"5m"|5m|1h|30s|1 hour|10 minutes|1 day|1d|2 days|1 DAY|1 Day|1 days|1day|1  day|1 day 01:00|1 day, 01:00:00|1 d 1:00:00|-1 day|+1 day|1 day 24:00:00
PT10M|PT1H|P1D|P1DT1H|PT|P|P1DT|pt10m|p1d|PT-5M|-PT5M|+PT5M|P1W|P1M|P1Y|P1Y2M3W4DT5H6M7S|P1.5D|P1,5D|PT0.5S|PT0S|P0D|-P0D|PT1M1H|PT1H1M1S|P1H|PT1D|PT1Y|P1MT1M|P1DT1.5H|P1.5DT1H|P.5D|PT4294967295S|PT4294967296S|P999999999D|P1000000000D|P4294967295D|P5000000000D|PT0.0000001S
01:00:00.5|"01:00:00.5"|"01:00:00.123456"|"01:00:00.1234567"|"01:00:00,5"|"01:00:00."|"00:00:00"|"-01:00:00"|"+01:00:00"|"99:00:00"|"100:00:00"|"2400000000:00:00"|"2400000001:00:00"|"24:60:00"|"00:00:60"|"1:0:0"|":00:00"|"00:00"
99999999999|999999999999999|86399999999999|86400000000000|-86399999913600|-86399999999999|1.0e+308|" PT1H"|"PT1H "|"PT1H\n"|"１"|"PT１H"|PT1H # c|!!str 60|!!float 60|!!int "60"|!!binary UFQxSA==
"""

ANCHORS = [
    "1999-12-31T23:30:00", "2020-01-01T00:00:00", "2023-03-26T02:30:00", "2024-03-10T02:30:00", "2024-03-10T07:30:00",
    "2024-10-27T01:30:00", "2024-11-03T05:30:00", "2025-01-31T12:00:00", "2027-05-05T05:05:05", "2031-07-01T00:00:00",
]
FROM = [
    "2024-03-09T12:00:00", "2024-03-10T06:59:59", "2024-03-31T00:30:00", "2024-11-02T23:00:00", "2024-11-03T05:59:00",
    "2024-10-27T00:30:00", "2025-06-15T00:00:00", "2026-01-31T18:45:30", "2030-02-28T09:00:00",
]
ZONES = ["UTC", "America/New_York", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "Pacific/Apia"]
RUNS = 5


def corners() -> list[str]:
    return [text for line in CORNERS.strip().split("\n") for text in line.split("|")]


def digits(chance: random.Random) -> str:
    return chance.choice(
        [
            str(chance.randint(0, 100)),
            str(chance.randint(0, 10**chance.randint(1, 13))),
            f"{chance.randint(0, 99)}{chance.choice('.,')}{chance.randint(0, 999)}",
            f"{chance.randint(0, 9)}{chance.randint(0, 9)}",
        ]
    )


def text(chance: random.Random) -> str:
    """A value as it stands behind `interval:`."""
    kind = chance.random()
    if kind < 0.3:
        parts = [digits(chance) + unit for unit in "YMWD" if chance.random() < 0.4]
        clock = [digits(chance) + unit for unit in "HMS" if chance.random() < 0.5]
        whole = "P" + "".join(parts) + ("T" + "".join(clock) if clock or chance.random() < 0.1 else "")
        whole = chance.choice(["", "", "", "-", "+"]) + whole
    elif kind < 0.55:
        clock = ":".join(f"{chance.randint(0, 70):0{chance.choice([1, 2, 2])}}" for _ in range(chance.choice([2, 3, 3])))
        clock += f".{chance.randint(0, 10**chance.randint(1, 8))}" if chance.random() < 0.2 else ""
        days = f"{chance.randint(0, 400)}{chance.choice(['', ' '])}{chance.choice(['d', 'day', 'days', 'D', 'DAYS', 'Day'])}{chance.choice(['', ',', ', ', ' '])}"
        whole = (days if chance.random() < 0.4 else "") + clock
    elif kind < 0.75:
        whole = chance.choice(["", "", "-"]) + digits(chance).replace(",", ".")
    elif kind < 0.85:
        whole = f"{digits(chance)}{chance.choice(['', ' '])}{chance.choice(['s', 'm', 'h', 'd', 'sec', 'min', 'hours', 'days', 'w', 'D', 'M'])}"
    else:
        whole = chance.choice(corners())
    if chance.random() < 0.25:
        at = chance.randint(0, len(whole))
        if chance.random() < 0.4:
            whole = whole[:at] + whole[at + 1 :]
        else:
            whole = whole[:at] + chance.choice("PTHMSDYW0159:.,-+ _dp") + whole[at:]
    if chance.random() < 0.4 and not any(mark in whole for mark in "\"'\\"):
        whole = f'"{whole}"'
    return whole


def verdict(written: str) -> list[Any] | None:
    """The verdict on a text, and the length; None if it is not good YAML."""
    try:
        schedule = yaml.safe_load(f"interval: {written}\n")
    except Exception:
        return None
    if not isinstance(schedule, dict) or list(schedule) != ["interval"]:
        return None
    answer, made = ask(schedule)
    if made is None:
        return [written, answer]
    length = made.interval
    return [written, answer, f"{length.days * 86_400 + length.seconds}.{length.microseconds:06}"]


def moment(chance: random.Random, fixed: list[str]) -> datetime.datetime:
    if chance.random() < 0.7:
        when = datetime.datetime.fromisoformat(chance.choice(fixed))
    else:
        when = datetime.datetime(2015, 1, 1) + datetime.timedelta(minutes=chance.randint(0, 9_000_000))
    return when.replace(tzinfo=datetime.timezone.utc)


def runs(chance: random.Random) -> list[Any]:
    """The next runs of a random interval, as the server counts them."""
    kind = chance.random()
    if kind < 0.3:
        seconds = chance.choice([60, 600, 3600, 5400, 7200, 43200, 82800])
    elif kind < 0.8:
        seconds = 86_400 * chance.choice([1, 1, 1, 2, 3, 7, 10, 30])
    else:
        seconds = chance.choice([90_000, 129_600, 100_000, 176_400])
    anchor, start, zone = moment(chance, ANCHORS), moment(chance, FROM), chance.choice(ZONES)
    schedule = IntervalSchedule(interval=datetime.timedelta(seconds=seconds), anchor_date=anchor, timezone=zone)
    dates = sorted(schedule._get_dates_generator(n=RUNS, start=start))
    text = [date.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S") for date in dates]
    return [seconds, anchor.strftime("%Y-%m-%dT%H:%M:%S"), zone, start.strftime("%Y-%m-%dT%H:%M:%S"), text]


def rows(seed: int, count: int, some_runs: int) -> Iterator[list[Any]]:
    chance = random.Random(f"intervals {seed}")
    values = [*corners(), *(text(chance) for _ in range(count))] if count else []
    yield from filter(None, map(verdict, values))
    for _ in range(some_runs):
        yield runs(chance)


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other intervals")
    parser.add_argument("--count", type=int, default=7000, help="how many random values besides the corners; 0: no values")
    parser.add_argument("--runs", type=int, default=0, help="how many questions about the next runs")
    options = parser.parse_args()
    number = sum(1 for _ in recording.written(rows(options.seed, options.count, options.runs), options))
    print(f"{number} intervals")


if __name__ == "__main__":
    main()
