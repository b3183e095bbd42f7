"""Record which time zones and anchor dates Prefect takes.

    record_timezones.py --seed 1 --count 1700 --anchors 2500 --out recorded/timezones.jsonl

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

import datetime
import random
import re
from importlib.resources import files
from itertools import chain
from typing import Any, Iterator

import recording
from schedule_deploy import ask

import dateutil.parser
from dateutil.tz import tzlocal

OTHERS = """
utc|Utc|Z|z|GMT+2|UTC+2|UTC-5|UTC+02:00|+02:00|-05:00|+0200|PST|PDT|MST7|IST|CEST|BST|CET|EET|WET|MET|EST5EDT|PST8PDT|Local|local|LOCAL
Pacific Standard Time|W. Europe Standard Time|Germany|Japan|Europe|America|US|US/Pacific-New|posixrules|posix/UTC|right/UTC|Factory|factory
Etc/GMT+5|Etc/GMT-14|Etc/GMT-15|Etc/GMT+13|Etc/GMT5|Etc/UTC+1|GMT0|GMT+0|GMT-0|Greenwich|Universal|Zulu|Asia/Calcutta|Asia/Beijing|Asia/Mumbai
Europe/Kiev|Europe/Kyiv|America/New York|America/NewYork|New_York|Eastern|US/Eastern|us/eastern|EST|HST|tzdata.zi|zone.tab|Etc|.|..|/|../UTC|/UTC
"""


def names() -> list[str]:
    """The names of the IANA database, from the package that Prefect brings."""
    return sorted(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def zones(seed: int, count: int) -> Iterator[str]:
    chance = random.Random(f"timezones {seed}")
    known = names()
    yield from known
    # The machine decides whether there is a zone of this name.
    taken = {*known, "localtime"}
    others = [name for line in OTHERS.strip().split("\n") for name in line.split("|")]
    near = (damaged(chance, chance.choice(known)) for _ in iter(int, 1))
    for name in ["", " ", *others]:
        taken.add(name)
        yield name
    while count:
        name = next(near)
        if name not in taken:
            taken.add(name)
            count -= 1
            yield name


def damaged(chance: random.Random, name: str) -> str:
    """A name as people get it wrong."""
    at = chance.randint(0, len(name) - 1)
    return chance.choice(
        [
            lambda: name.lower(),
            lambda: name.upper(),
            lambda: name.swapcase(),
            lambda: name.replace("_", " "),
            lambda: name.replace("_", "-"),
            lambda: name.replace("/", "\\"),
            lambda: " " + name,
            lambda: name + " ",
            lambda: name[:at] + name[at + 1 :],
            lambda: name[:at] + chance.choice("abcxyz_/ +-0") + name[at:],
            lambda: name[:at] + name[at:].lower(),
            lambda: name.rsplit("/", 1)[-1],
            lambda: name + chance.choice(["/", "+1", ":00", "\n", "é"]),
            lambda: chance.choice(["Europe", "America", "Asia", "Etc"]) + "/" + name.rsplit("/", 1)[-1],
        ]
    )()


def zone_row(name: str) -> list[Any]:
    """The verdict for a cron, an interval and an rrule schedule."""
    forms = [{"cron": "0 9 * * *"}, {"interval": 60}, {"rrule": "FREQ=DAILY"}]
    return ["zone", name, *(ask({**form, "timezone": name, "active": True})[0] for form in forms)]


ANCHORS = """
now|2020|2020-01|2020-01-01|20200101|202001|2020-1-1|2020/01/01|2020:01:01|01/01/2020|1/2/2020|13/1/2020|Jan 1 2020|1 January 2020|January|Monday|12:00|12|T12:00|today|tomorrow|never
2020-01-01T00:00:00|2020-01-01 00:00:00|2020-01-01T00:00|2020-01-01T00|2020-01-01T000000|2020-01-01T0000|20200101T000000|20200101T000000Z|20200101T0000|20200101 000000|2020-01-01T00:00:00Z|2020-01-01T00:00:00z|2020-01-01t00:00:00Z
2020-01-01T00:00:00+02:00|2020-01-01T00:00:00+0200|2020-01-01T00:00:00+02|2020-01-01T00:00:00-05:30|2020-01-01T00:00:00 +02:00|2020-01-01T00:00:00+2|2020-01-01T00:00:00 UTC|2020-01-01T00:00:00UTC|2020-01-01 00:00:00 EST|2020-01-01T00:00:00+24:00
2020-01-01T00:00:00.5|2020-01-01T00:00:00.123456|2020-01-01T00:00:00.123456789|2020-01-01T00:00:00.1234567890|2020-01-01T00:00:00,5|2020-01-01T24:00:00|2020-01-01T23:60:00|2020-01-01T23:59:60|2020-13-01|2020-02-30|2020-00-01|0000-01-01|0001-01-01|9999-12-31|10000-01-01
2020-W01|2020-W01-1|2020W011|2020-W54|2020-001|2020-366|2019-366|2020001|P1D|PT1H|P1Y|2020-01-01/P1D|2020-01-01/2020-01-02|2020-01-01T00:00:00/P1D|1577836800|1577836800.5|0|5|-1|{}|[]|null|x|.|/|-| |2020-01-01 |2020-01-01T| 2020-01-01|2020-01-01Z|2020-01-01+02:00|99999999999999999999|２０２０-01-01|2020-01-01T00:00:00\u00a0Z
01/02/2024 noon|2024-01-01 at 09:00|2024-01-01 09:00 sharp|2024-01-01T09:00:00\\n|2024-01-01;|2024-01-01T09:00Z;|2024-01-01 (UTC)|2024-01-01 9 o'clock|2024-01-01 09:00 pm|2024-01-01=x
"""


def anchors(seed: int, count: int) -> Iterator[str]:
    chance = random.Random(f"anchors {seed}")
    fixed = [text for line in ANCHORS.strip().split("\n") for text in line.split("|")]
    yield from fixed
    for _ in range(count):
        year, month, day = chance.randint(1, 2100), chance.randint(0, 13), chance.randint(0, 32)
        dash = chance.choice(["-", "-", "-", "", "/", ":", "."])
        text = f"{year:04}{dash}{month:02}{dash}{day:02}"
        if chance.random() < 0.15:
            text = f"{month}{dash}{day}{dash}{year}"
        if chance.random() < 0.7:
            colon = chance.choice([":", ":", ":", ""])
            parts = [f"{chance.randint(0, 24):02}", f"{chance.randint(0, 60):02}", f"{chance.randint(0, 60):02}"]
            text += chance.choice(["T", "T", " ", "t", ""]) + colon.join(parts[: chance.choice([1, 2, 3, 3, 3])])
            text += f".{chance.randint(0, 10**chance.randint(1, 10))}" if chance.random() < 0.15 else ""
            text += chance.choice(["", "", "Z", "Z", "z", "+02:00", "-0530", "+01", "+1", " UTC", " +02:00", "+25:00"])
        if chance.random() < 0.25:
            at = chance.randint(0, len(text))
            text = text[:at] + (chance.choice("TZ:-/ 0159Wx+.") + text[at:] if chance.random() < 0.6 else text[at + 1 :])
        if text:
            yield text


def stamp(date: datetime.datetime) -> str:
    return date.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0")


def new_python(text: str) -> Any:
    """As Python 3.13 and later read it: the date, whatever is left out being that of a fixed day."""
    found = set()
    for day in (datetime.datetime(2021, 4, 30), datetime.datetime(2022, 7, 5)):
        try:
            date = dateutil.parser.parse(text, default=day)
        except ValueError:
            return "refused"
        except Exception as error:
            return type(error).__name__
        if isinstance(date.tzinfo, tzlocal) and not re.search("UTC|GMT|Z", text, re.IGNORECASE):
            return "machine"
        try:
            found.add(stamp(date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)))
        except (OverflowError, ValueError):
            return "edge"
    return found.pop() if len(found) == 1 else "undated"


def anchor_row(text: str) -> list[Any]:
    """The word of Prefect on this Python, before 3.13, and what dateutil says, which is asked later."""
    verdict, made = ask({"interval": 60, "anchor_date": text, "active": True})
    old: Any = verdict
    if made is not None:
        # A time without a date is one of today.
        dated = re.match(r"\d{4}", text) is not None
        try:
            old = stamp(made.anchor_date) if dated else "undated"
        except (OverflowError, ValueError):
            old = "edge"
    return ["anchor", text, old, new_python(text)]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other names")
    parser.add_argument("--count", type=int, default=1700, help="how many names that are near misses")
    parser.add_argument("--anchors", type=int, default=2500, help="how many random anchor dates")
    options = parser.parse_args()
    rows = chain(map(zone_row, zones(options.seed, options.count)), map(anchor_row, anchors(options.seed, options.anchors)))
    number = sum(1 for _ in recording.written(rows, options))
    print(f"{number} names and dates")


if __name__ == "__main__":
    main()
