"""Small manifests that try every field with every kind of value.

A manifest is one line of YAML in flow style, so that a recorded failure can
be read and tried again by hand.
"""

from __future__ import annotations

import itertools
import random
from typing import Iterator

import model_values as values

STRING_FIELDS = ["name", "version", "version_type", "description", "flow_name", "entrypoint"]
DEPLOYMENT_FIELDS: dict[str, list[str]] = {
    **{field: values.STRINGS for field in STRING_FIELDS},
    "tags": values.COMMON,
    "schedule": values.COMMON,
    "schedules": values.COMMON,
    "paused": values.FLAGS,
    "enforce_parameter_schema": values.FLAGS,
    "concurrency_limit": values.NUMBERS,
    "parameters": values.COMMON,
    "build": values.COMMON,
    "push": values.COMMON,
    "pull": values.COMMON,
    "work_pool": values.COMMON,
    "triggers": values.COMMON,
    "sla": values.COMMON,
}
POOL_FIELDS = {"name": values.STRINGS, "work_queue_name": values.STRINGS, "job_variables": values.COMMON}
LIMIT_FIELDS = {"limit": values.NUMBERS, "collision_strategy": values.STRINGS, "grace_period_seconds": values.NUMBERS}
SCHEDULE_FIELDS: dict[str, list[str]] = {
    "cron": values.STRINGS, "interval": values.SPANS, "rrule": values.STRINGS, "timezone": values.STRINGS + values.ZONES,
    "anchor_date": values.STRINGS, "active": values.FLAGS, "parameters": values.COMMON, "slug": values.STRINGS,
    "replaces": values.STRINGS, "day_or": values.FLAGS,
}  # fmt: skip
SLA_KINDS = {"duration": values.NUMBERS, "within": values.SPANS, "stale_after": values.SPANS}
SLA_GOOD = {"duration": "60", "within": "60", "stale_after": "PT1H"}
ROOTS = ["cron: 0 0 * * *", "interval: 60", "rrule: FREQ=DAILY"]
UNKNOWN = ["catchup: true", "max_active_runs: 1", "max_scheduled_runs: 5", "start_date: 2024-01-01", "name: x", "tz: UTC", "5: x", "true: x", "null: x", "1.5: x", "Cron: x", "2024-01-01: x", "'': x", "'cron ': x", "day-or: true"]
ITEMS = ["null", "text", "5", "1.5", "true", "2024-01-01", "[]", "[a]", "{}", "!!set {a}", "!!binary aGk=", "!!omap [name: x]"]
GOOD_CRONS = ["0 0 * * *", "5 4 * * mon", "'@daily'"]
BAD_CRONS = ["never", "0 0 * *", "99 0 * * *", "''"]


def top(field: str, value: str) -> str:
    return f"{field}: {value}\n"


def deployment(body: str) -> str:
    return f"deployments: [{{{body}}}]\n"


def schedule(body: str) -> str:
    return deployment(f"schedules: [{{{body}}}]")


def top_level() -> Iterator[str]:
    for field in ["prefect-version", "prefect_version", "name", "deployments", "build", "push", "pull"]:
        yield from (top(field, value) for value in values.COMMON)
    for one, two in itertools.product(["'3'", "null", "3.0", "5", "[]"], repeat=2):
        yield f"prefect-version: {one}\nprefect_version: {two}\n"
        yield f"prefect_version: {one}\nprefect-version: {two}\n"
    for item, other in itertools.product(ITEMS, ["", ", {name: a}", ", {name: 5}"]):
        yield f"deployments: [{item}{other}]\n"
        yield f"build: [{item}{other}]\n"
    for key, value in itertools.product(["5", "true", "null", "1.5", "2024-01-01", "unknown", "Name", "definitions", "!!binary bmFtZQ==", "!!binary /w=="], ["1", "x"]):
        yield f"{key}: {value}\nname: a\n"
        yield deployment(f"{key}: {value}, name: a")
        yield deployment(f"work_pool: {{{key}: {value}, name: 5}}")
        yield deployment(f"concurrency_limit: {{{key}: {value}, limit: 1}}")
    yield from ["{}\n", "name: 5\nbuild: 5\ndeployments: 5\n", "name: 5\ndeployments: [{name: 5}, 5, {tags: 5}]\n"]
    for section in ["build", "push", "pull"]:
        yield f"{section}: {{a.b: {{}}, c.d: {{}}}}\n"
        yield deployment(f"{section}: {{a.b: {{}}, c.d: {{}}}}")


def deployment_fields() -> Iterator[str]:
    for field, choices in DEPLOYMENT_FIELDS.items():
        yield from (deployment(f"{field}: {value}") for value in choices)
    for field, item in itertools.product(["tags", "build", "pull", "triggers", "sla", "schedules", "push"], ITEMS + values.FEW):
        yield deployment(f"{field}: [{item}]")
        yield deployment(f"{field}: [{{a: 1}}, {item}]")
    for field, choices in POOL_FIELDS.items():
        yield from (deployment(f"work_pool: {{{field}: {value}}}") for value in choices)
    for field, choices in LIMIT_FIELDS.items():
        yield from (deployment(f"concurrency_limit: {{{field}: {value}}}") for value in choices)


def schedule_fields() -> Iterator[str]:
    for field, choices in SCHEDULE_FIELDS.items():
        alone = field in ("cron", "interval", "rrule")
        for value in choices:
            yield schedule(f"{field}: {value}" if alone else f"cron: 0 0 * * *, {field}: {value}")
        for value, root in itertools.product(values.FEW, ROOTS):
            yield schedule(f"{root}, {field}: {value}")
            yield schedule(f"{field}: {value}")
            yield deployment(f"schedule: {{{root}, {field}: {value}}}")
    for shape in values.COMMON:
        yield deployment(f"schedules: [{shape}]")
        yield deployment(f"schedules: [{{cron: 0 0 * * *}}, {shape}]")


def schedule_shapes() -> Iterator[str]:
    roots = ["cron", "interval", "rrule"]
    texts = {"cron": "0 0 * * *", "interval": "60", "rrule": "FREQ=DAILY"}
    for one, two, three in itertools.product(["", "null", "set"], repeat=3):
        parts = [f"{key}: {texts[key] if how == 'set' else how}" for key, how in zip(roots, (one, two, three)) if how]
        yield schedule(", ".join(parts))
        yield schedule(", ".join([*parts, "active: true"]))
        yield deployment(f"schedule: {{{', '.join(parts)}}}")
    for root, unknown in itertools.product(ROOTS, UNKNOWN):
        yield schedule(f"{root}, {unknown}")
        yield schedule(f"{unknown}")
        yield deployment(f"schedule: {{{root}, {unknown}}}")
    yield from (schedule(body) for body in ["null: null", "null: 1", "a: null", "null: null, null: null", "~: ~, a: b", "active: true", "timezone: UTC"])
    yield from (schedule(f"rrule: {text}") for text in ["INTERVAL=1", "DTSTART:20240101T000000", "''", "nonsense", "'{\"a\": 1}'", "INTERVAL=1, slug: x", "INTERVAL=1, cron: 0 0 * * *", "INTERVAL=1, timezone: nope", "INTERVAL=1, foo: 1", "'5'", "null", "FREQ=NEVER", "FREQ=DAILY;COUNT=3"])


def direct_shapes() -> Iterator[str]:
    """The shapes of Prefect's own schedule classes, and the nested one."""
    for anchor in values.MOMENTS:
        yield schedule(f"interval: 60, anchor_date: {anchor}")
        yield schedule(f"interval: 60, anchor_date: {anchor}, active: true")
        yield deployment(f"schedules: [{{schedule: {{interval: 60, anchor_date: {anchor}}}}}]")
    for span, anchor in itertools.product(values.DURATIONS, ["2024-01-01", "2024-01-01T00:00:00Z"]):
        yield schedule(f"interval: {span}, anchor_date: {anchor}")
    for zone, anchor in itertools.product(values.ZONES, ["2024-01-01", "2024-01-01T00:00:00Z", "'x'", "0", "[]"]):
        yield schedule(f"interval: 60, anchor_date: {anchor}, timezone: {zone}")
    for extra in ["slug: x", "parameters: {}", "replaces: x", "day_or: true", "cron: null", "rrule: null", "active: null", "foo: 1", "5: 1"]:
        yield schedule(f"interval: 60, anchor_date: 2024-01-01, {extra}")
        yield schedule(f"interval: 0, anchor_date: 2024-01-01, {extra}")
    yield from nested_shapes()


def nested_shapes() -> Iterator[str]:
    inners = [f"{{cron: {text}}}" for text in GOOD_CRONS + BAD_CRONS] + [
        "{}", "null", "[]", "text", "5", "{null: null}", "{interval: 60}", "{interval: 0}", "{interval: -5}", "{interval: PT1H}", "{interval: 5m}", "{interval: null}", "{cron: null}", "{rrule: FREQ=DAILY}", "{rrule: bad}", "{rrule: INTERVAL=1}",
        "{cron: 0 0 * * *, timezone: UTC}", "{cron: 0 0 * * *, timezone: Mars}", "{cron: 0 0 * * *, timezone: null}", "{cron: 0 0 * * *, timezone: ''}", "{cron: 0 0 * * *, day_or: false}", "{cron: 0 0 * * *, day_or: 'no'}", "{cron: 0 0 * * *, day_or: null}",
        "{cron: 0 0 * * *, day_or: 2}", "{cron: 0 0 * * *, active: true}", "{cron: 0 0 * * *, interval: 60}", "{interval: 60, timezone: Europe/Paris}", "{interval: 60, timezone: ''}", "{interval: 60, anchor_date: 2024-01-01, timezone: nope}",
        "{rrule: FREQ=DAILY, timezone: UTC}", "{rrule: FREQ=DAILY, timezone: null}", "{rrule: FREQ=DAILY, timezone: ''}", "{rrule: FREQ=DAILY, timezone: Mars}", "{cron: 5}", "{rrule: 5}", "{5: 6}", "{schedule: {cron: 0 0 * * *}}", "{cron: !!binary MCAwICogKiAq}",
    ]  # fmt: skip
    for inner in inners:
        yield schedule(f"schedule: {inner}")
        yield deployment(f"schedule: {{schedule: {inner}}}")
        yield schedule(f"schedule: {inner}, active: false, slug: s")
        yield schedule(f"schedule: {inner}, timezone: UTC")
    extras: dict[str, list[str]] = {
        "active": values.BOOLS + values.FEW, "max_scheduled_runs": values.NUMBERS + ["50", "51", "1000", "'50'", "'51'", "50.0"],
        "parameters": values.FEW, "slug": values.FEW, "replaces": values.FEW, "unknown": ["1"], "5": ["1"], "null": ["null"],
    }  # fmt: skip
    for key, choices in extras.items():
        yield from (schedule(f"schedule: {{cron: 0 0 * * *}}, {key}: {value}") for value in choices)


def sla_shapes() -> Iterator[str]:
    for kind, choices in SLA_KINDS.items():
        yield from (deployment(f"sla: [{{name: s, {kind}: {value}}}]") for value in choices)
        for key, more in {"name": values.FEW, "severity": values.WORDS, "enabled": values.BOOLS + values.FEW, "unknown": ["1"], "5": ["1"]}.items():
            name = "" if key == "name" else "name: s, "
            yield from (deployment(f"sla: [{{{name}{kind}: {SLA_GOOD[kind]}, {key}: {value}}}]") for value in more)
        yield deployment(f"sla: [{{{kind}: {SLA_GOOD[kind]}}}]")
    states = ["", "60", "bad", "null", "1.5"]
    for one, two, three in itertools.product(states, repeat=3):
        parts = [f"{kind}: {state}" for kind, state in zip(SLA_KINDS, (one, two, three)) if state]
        yield deployment(f"sla: [{{{', '.join(['name: s', *parts])}}}]")
        yield deployment(f"sla: [{{name: s, within: 5}}, {{{', '.join(['name: s', *parts])}}}]")
    yield from (deployment(f"sla: [{{{body}}}]") for body in ["", "name: s", "name: 5", "severity: bad", "name: 5, duration: x, severity: y", "null: null"])


def all_variants() -> Iterator[str]:
    """The whole recorded set, each text once."""
    sources = (top_level, deployment_fields, schedule_fields, schedule_shapes, direct_shapes, sla_shapes)
    return iter(dict.fromkeys(text for source in sources for text in source()))


TEXTS = ["null", "text", "'{{ a.b }}'", "''"]
COUNTS = ["1", "60", "'3'", "3.0", "true"]
FLAGS = ["true", "'yes'", "0", "'{{ on }}'"]
SPANS = ["60", "PT5M", "'01:30:00'", "0.5", "true"]
MAPS = ["{}", "{a: 1}", "{a: {1: 2}}"]
STEPS = ["null", "[]", "[{a: 1}]", "{a: 1}", "{}"]
LIKELY: dict[str, list[str]] = {
    "tags": ["[]", "[a, 1]", "text", "null"], "paused": FLAGS[:3], "enforce_parameter_schema": FLAGS[:3], "active": FLAGS, "day_or": FLAGS,
    "concurrency_limit": COUNTS, "limit": COUNTS, "grace_period_seconds": COUNTS, "duration": COUNTS, "interval": SPANS, "within": SPANS,
    "stale_after": SPANS, "parameters": MAPS, "job_variables": MAPS, "work_pool": ["null", *MAPS], "build": STEPS, "push": STEPS, "pull": STEPS,
    "triggers": STEPS[:3], "sla": STEPS[:2], "schedules": STEPS[:2], "schedule": ["null", "{}"],
}  # fmt: skip
"""Good values by field; any other field wants a text."""


def _pick(rng: random.Random, field: str, choices: list[str]) -> str:
    return rng.choice(LIKELY.get(field, TEXTS) if rng.random() < 0.8 else choices)


def _random_body(rng: random.Random, field: str) -> str:
    """The value of one field; nested shapes get a few keys of their own."""
    if field in ("schedules", "schedule"):
        keys = rng.sample(sorted(SCHEDULE_FIELDS), rng.randint(0, 2))
        parts = [rng.choice(ROOTS)] if rng.random() < 0.8 else []
        parts += [f"{key}: {_pick(rng, key, SCHEDULE_FIELDS[key])}" for key in keys if not any(part.startswith(key) for part in parts)]
        body = "{" + ", ".join(parts) + "}"
        return f"[{body}]" if field == "schedules" else body
    if field == "sla":
        kind = rng.choice(sorted(SLA_KINDS))
        return f"[{{name: {rng.choice(['s', 'null', '5', 's'])}, {kind}: {_pick(rng, kind, SLA_KINDS[kind])}}}]"
    if field in ("work_pool", "concurrency_limit"):
        fields = POOL_FIELDS if field == "work_pool" else LIMIT_FIELDS
        return "{" + ", ".join(f"{key}: {_pick(rng, key, choices)}" for key, choices in fields.items() if rng.random() < 0.6) + "}"
    return _pick(rng, field, DEPLOYMENT_FIELDS[field])


def _random_deployment(rng: random.Random) -> str:
    parts: list[str] = []
    for field in rng.sample(sorted(DEPLOYMENT_FIELDS), rng.randint(2, 4)):
        value = _random_body(rng, field) if rng.random() < 0.8 else _pick(rng, field, DEPLOYMENT_FIELDS[field])
        parts.append(f"{field}: {value}")
    return deployment(", ".join(parts))


def random_variants(seed: int, count: int) -> Iterator[str]:
    """Repeatable by seed: a few random fields in one deployment."""
    rng = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        text = _random_deployment(rng)
        if text not in seen and len(text) < 3000:
            seen.add(text)
            yield text
