"""Changes of clocks all over the world, and expressions that meet them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

CHANGES = {
    "America/New_York": ["2025-03-09T07:00", "2025-11-02T06:00", "2026-03-08T07:00"],
    "Europe/London": ["2025-03-30T01:00", "2025-10-26T01:00"],
    "Europe/Paris": ["2025-03-30T01:00", "2025-10-26T01:00", "2026-10-25T01:00"],
    "Australia/Lord_Howe": ["2025-04-05T15:00", "2025-10-04T15:30"],
    "Africa/Casablanca": ["2024-03-10T02:00", "2024-04-14T02:00"],
    "Asia/Tehran": ["2021-03-21T20:30", "2021-09-21T19:30"],
    "America/Sao_Paulo": ["2018-11-04T03:00", "2018-02-18T02:00"],
    "America/Asuncion": ["2023-10-01T04:00", "2024-03-24T03:00"],
    "Pacific/Apia": ["2011-12-30T10:00", "2011-04-02T14:00"],
    "Asia/Kathmandu": ["2025-01-01T00:00"],
    "Pacific/Auckland": ["2025-04-05T14:00", "2025-09-27T14:00"],
    "America/St_Johns": ["2025-03-09T05:30", "2025-11-02T04:30", "2010-11-07T02:31"],
    "Africa/Cairo": ["2024-04-25T22:00", "2024-10-31T21:00"],
    "Asia/Beirut": ["2024-03-30T22:00", "2024-10-26T21:00"],
    "America/Santiago": ["2024-04-07T03:00", "2024-09-08T04:00"],
    "Antarctica/Troll": ["2025-03-30T01:00", "2025-10-26T01:00"],
    "Pacific/Chatham": ["2025-04-05T14:00", "2025-09-27T14:00"],
    "UTC": ["2025-03-09T07:00"],
}
OFFSETS = [-172800, -86400, -10800, -7200, -5400, -3601, -3600, -3599, -1800, -900, -60, -2, -1, 0, 1, 2, 59, 60, 61]
OFFSETS += [900, 1799, 1800, 1801, 2700, 3540, 3599, 3600, 3601, 5400, 7199, 7200, 7201, 10800, 43200, 86399, 86400]
EXPRESSIONS = """
* * * * *|*/5 * * * *|*/15 * * * *|*/20 1-3 * * *|30 * * * *|0 * * * *|0 */2 * * *|30 2 * * *|0 2 * * *|15 1,2 * * *|45 2,3 * * *
30 1 * * *|0 0 * * *|30 0 * * *|0 0 * * 0|15 0-4 * * *|0 3 * * *|59 1 * * *|0,30 1-3 * * 0|30 2 9 3 *|0 12 * * *|0 23 * * *|30 23 * * *
*/7 * * * *|0 0 1 * *|0 0 l * *|0 2 * * 0#2|10 2 * * l0|5,35 0,1,2,3 * * *|0 9 * * 1-5|30 2 1,30 * 0|* * * * * */20|30 2 * * * 30
0 1-3 * * * 1|15,45 2 * * * 0,59|*/10 2 * * *|0 0-23/3 * * *
"""
EXPRESSIONS = [text for line in EXPRESSIONS.strip().split("\n") for text in line.split("|")]


def starts(rng: random.Random) -> tuple[str, datetime]:
    """A zone and a moment near one of its changes."""
    zone = rng.choice(list(CHANGES))
    change = datetime.fromisoformat(rng.choice(CHANGES[zone])).replace(tzinfo=timezone.utc)
    offset = rng.choice(OFFSETS) if rng.random() < 0.8 else rng.randint(-100_000, 100_000)
    part = rng.choice([0, 0, 0, 0, 1, 500_000, 999_999])
    return zone, change + timedelta(seconds=offset, microseconds=part)
