"""Triggers, SLAs and concurrency limits: every field with every value, and random ones, nested and not."""

from __future__ import annotations

import random
from typing import Iterator

from trigger_values import CONCURRENCY, GOOD, METRIC, SLA, STRAY, values

#: A kind of question with the YAML text that stands behind its key.
Question = tuple[str, str]

KINDS = {
    "event": ["match", "match_related", "expect", "after", "for_each", "posture", "threshold", "within"],
    "metric": ["match", "match_related", "posture", "metric"],
    "compound": ["triggers", "require", "within"],
    "sequence": ["triggers", "within"],
}
OUTER = ["name", "description", "enabled", "parameters", "job_variables", "schedule_after"]
#: One good trigger of each kind, without the key in question.
BASES = {
    "event": {"expect": "[acme.order.paid]"},
    "metric": {"posture": "Metric", "metric": "{name: lateness, operator: '>', threshold: 5}"},
    "compound": {"require": "any", "triggers": "[{expect: [a]}, {expect: [b]}]"},
    "sequence": {"triggers": "[{expect: [a]}, {expect: [b]}]"},
}


def mapping(entries: dict[str, str]) -> str:
    """A mapping in braces."""
    return "{" + ", ".join(f"{key}: {value}" if value else f"{key}: " for key, value in entries.items()) + "}"


def nested(trigger: str) -> str:
    """A trigger that has this one inside."""
    return mapping({"require": "any", "triggers": f"[{trigger}]"})


def all_definitions() -> Iterator[Question]:
    """The fixed set."""
    for entries in corners():
        yield "trigger", mapping(entries)
        yield "trigger", nested(mapping(entries))
    for kind, base in BASES.items():
        for field in ["type", *KINDS[kind], *OUTER]:
            for value in values():
                yield "trigger", mapping({**base, field: value})
    yield from loops()
    for value in values():
        for more in ({"posture": "Proactive"}, {"posture": "Proactive", "expect": "[a]"}):
            yield "trigger", mapping({**more, "within": value})
        for field in METRIC:
            good = {"name": "lateness", "operator": "'>'", "threshold": "5"}
            yield "trigger", mapping({"posture": "Metric", "metric": mapping({**good, field: value})})
        yield "trigger", nested(value)
        yield "trigger", mapping({"match": f"{{a: {value}}}"})
        yield "trigger", mapping({"match_related": f"[{{a: {value}}}]"})
        yield "trigger", mapping({"require": value, "triggers": "[{expect: [a]}]"})
        yield "trigger", mapping({"require": value, "triggers": "[]"})
        for base in ({}, {"within": "60"}, {"duration": "60"}, {"stale_after": "60"}):
            for field in SLA:
                yield "sla", mapping({"name": "a", **base, field: value})
        yield "concurrency", value
        for field in CONCURRENCY:
            yield "concurrency", mapping({"limit": "1", "collision_strategy": "ENQUEUE", field: value})


def corners() -> Iterator[dict[str, str]]:
    """Combinations of the keys that tell the kinds apart."""
    kinds = [None, "event", "metric", "compound", "sequence", "null", "Event", "5"]
    postures = [None, "Reactive", "Proactive", "Metric", "metric", "null"]
    for kind in kinds:
        for posture in postures:
            for keys in ((), ("triggers",), ("require",), ("triggers", "require"), ("metric",), ("triggers", "metric")):
                entries = {"type": kind, "posture": posture}
                entries = {key: value for key, value in entries.items() if value is not None}
                good = {**BASES["compound"], **BASES["metric"]}
                yield {**entries, **{key: good[key] for key in keys}}


def loops() -> Iterator[Question]:
    """Triggers that the runs they start may set off."""
    runs = "prefect.flow-run"
    expects = [f"{runs}.Running", f"{runs}.Scheduled", f"{runs}.*", "acme.a", f"{runs}.Completed", f"'{runs}*'"]
    labels = ["", "{}", f"{{prefect.resource.id: {runs}.*}}", f"{{prefect.resource.id: ['{runs}.*', x]}}",
              "{prefect.resource.id: x}", f"{{prefect.resource.id: {runs}.*, a: b}}", "[]", "[{}]", "[{a: b}, {}]"]
    for expect in expects:
        for match in labels[:6]:
            for related in labels:
                entries = {"expect": f"[acme.b, {expect}]", "match": match, "match_related": related}
                yield "trigger", mapping({key: value for key, value in entries.items() if value})
        for more in ("enabled: false", "enabled: 'no'", "posture: Proactive", "posture: Reactive", "type: event"):
            yield "trigger", f"{{expect: [{expect}], {more}}}"
        yield "trigger", nested(f"{{expect: [{expect}]}}")


def random_definitions(seed: int, count: int) -> Iterator[Question]:
    """Random combinations of fields."""
    draw = random.Random(seed)
    for _ in range(count):
        what = draw.choices(["trigger", "sla", "concurrency"], [8, 2, 1])[0]
        if what == "trigger":
            yield what, trigger(draw, 0)
        else:
            yield what, flat(draw, SLA if what == "sla" else CONCURRENCY)


def value(draw: random.Random, good: list[str], odds: float = 0.07) -> str:
    """Mostly a good value."""
    return draw.choice(values()) if draw.random() < odds else draw.choice(good)


def flat(draw: random.Random, fields: dict[str, list[str]], odds: float = 0.07) -> str:
    """A mapping with some of the fields."""
    chosen = [field for field in fields if draw.random() < 0.75]
    if draw.random() < 0.1:
        chosen.append(draw.choice(STRAY))
    draw.shuffle(chosen)
    return mapping({field: value(draw, fields.get(field, values()), odds) for field in chosen})


def trigger(draw: random.Random, depth: int) -> str:
    """A trigger of any kind, well formed more often than not."""
    weights = [5, 2, 2, 2] if depth < 3 else [5, 2, 0, 0]
    kind = draw.choices(list(KINDS), weights)[0]
    fields = [field for field in KINDS[kind] if draw.random() < 0.4]
    fields += [field for field in BASES[kind] if field not in fields and draw.random() < 0.9]
    fields += [field for field in OUTER if draw.random() < 0.12]
    if draw.random() < 0.4:
        fields.append("type")
    if draw.random() < 0.1:
        strangers = [*GOOD, "triggers", *STRAY]
        fields.append(draw.choice(strangers))
    draw.shuffle(fields)
    entries = {}
    for field in fields:
        entries[field] = content(draw, kind, field, depth)
    return mapping(entries)


def content(draw: random.Random, kind: str, field: str, depth: int) -> str:
    """A value for a field of a trigger of some kind."""
    if draw.random() < 0.05:
        return draw.choice(values())
    if field == "triggers":
        if depth >= 3:
            return "[]"
        return "[" + ", ".join(trigger(draw, depth + 1) for _ in range(draw.randint(0, 3))) + "]"
    if field == "metric" and draw.random() < 0.7:
        return flat(draw, METRIC, 0.03)
    if field == "type" and draw.random() < 0.9:
        return kind
    if field == "posture" and kind == "metric" and draw.random() < 0.9:
        return "Metric"
    return draw.choice(GOOD.get(field, values()))
