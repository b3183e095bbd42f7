"""Random small manifests, with placeholders in every kind of place."""

from __future__ import annotations

import json
import random
from typing import Any

from template_emit import emit
from template_references import Named, Steps, text
from template_steps import FUNCTIONS, IDS
from template_world import POOL

Step = dict[str, Any]
OVERRIDES = ("absent",) * 5 + ("null", "[]", "{}") + ("list",) * 4 + ("mapping",) * 2
TOP = ("absent",) * 2 + ("null", "[]", "{}") + ("list",) * 10 + ("mapping",) * 3
EMPTY: dict[str, Any] = {"null": None, "[]": [], "{}": {}}
MUST = ("name", "entrypoint")
SHADOWS = ("image", "tag", "stdout", "directory", "build", "url", "get_sha", "image_name")


def named(section: Any) -> list[Named]:
    """Ids and functions of a section's steps."""
    steps = section if isinstance(section, list) else [section] if section else []
    return [(body.get("id"), name) for step in steps for name, body in step.items()]


def has_braces(value: Any) -> bool:
    """Is there a placeholder, or something alike, anywhere in it?"""
    return "{{" in json.dumps(value)


class Maker:
    """Makes one manifest; first the steps, then the texts that refer to them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.steps = Steps()
        self.share = rng.choice((0.1, 0.2, 0.3))

    def text(self) -> str:
        """A text with placeholders."""
        return text(self.rng, self.steps)

    def spread(self, value: Any) -> Any:
        """Put placeholders in place of some texts, and now and then of a key or an item."""
        rng = self.rng
        if isinstance(value, dict):
            return {
                self.text() if self.is_free(key, value) else key: self.spread(item) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.spread(item) for item in value] + [self.text()] * (rng.random() < self.share / 3)
        return self.text() if rng.random() < self.share else value

    def is_free(self, key: str, mapping: dict[str, Any]) -> bool:
        """Now and then a key becomes a placeholder, where Prefect needs no certain key."""
        return "collision_strategy" not in mapping and self.rng.random() < self.share / 12

    def step(self, section: str) -> Step:
        """A step whose texts are still plain."""
        rng = self.rng
        function, inputs = rng.choice(FUNCTIONS[section] if rng.random() < 0.95 else FUNCTIONS["build"])
        keys = [key for at, key in enumerate(inputs) if at == 0 or rng.random() < 0.6]
        body: Step = {key: inputs[key] for key in keys}
        identifier = rng.choice(IDS[section]) if rng.random() < 0.7 else None
        if identifier:
            body = {"id": identifier, **body}
        if rng.random() < 0.07:
            body["requires"] = rng.choice(("acme-tools", ["acme-tools>=1", "acme-more"]))
        self.steps.add(identifier, function)
        return {function: body}

    def section(self, section: str, way: str) -> Any:
        """A section written in one of the possible ways."""
        if way in EMPTY:
            return EMPTY[way]
        if way == "mapping":
            return self.step(section)
        steps = [self.step(section) for _ in range(self.rng.choice((1, 1, 1, 1, 2)))]
        if self.rng.random() < 0.03:
            steps.insert(self.rng.randrange(len(steps) + 1), {})
        return steps

    def sections(self, ways: tuple[str, ...], usual: float) -> dict[str, Any]:
        """The three sections, each perhaps absent."""
        found = {}
        for section in FUNCTIONS:
            way = self.rng.choice(ways) if self.rng.random() < usual else "absent"
            if way != "absent":
                found[section] = self.section(section, way)
        return found

    def filled(self, sections: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
        """The sections with placeholders among their texts; those above fill in for absent ones."""
        found = {}
        visible: list[Named] = []
        for section in FUNCTIONS:
            steps = sections.get(section)
            listed = steps if isinstance(steps, list) else [steps] if steps else []
            done = []
            for step in listed:
                self.steps.visible = list(visible)
                done.append({name: self._inputs(body) for name, body in step.items()})
                visible += named(step)
            if section in sections:
                found[section] = done if isinstance(steps, list) else done[0] if done else steps
            elif above.get(section):
                visible += named(above[section])
        return found

    def _inputs(self, body: Step) -> Step:
        reserved = {key: body[key] for key in ("id", "requires") if key in body}
        share, self.share = self.share, self.share * 1.3
        inputs = self.spread({key: item for key, item in body.items() if key not in reserved})
        first = next(iter(inputs))
        inputs = {
            key: item
            for key, item in inputs.items()
            if key == first or has_braces([key, item]) or self.rng.random() < 0.2
        }
        self.share = share
        if reserved and self.rng.random() < 0.06:
            key = self.rng.choice(list(reserved))
            reserved[key] = self.text() if isinstance(reserved[key], str) else [self.text()]
        return {**reserved, **inputs}

    def schedule(self) -> dict[str, Any]:
        """A schedule, its texts perhaps placeholders."""
        rng = self.rng
        kinds: tuple[dict[str, Any], ...] = (
            {"cron": "0 6 * * *"},
            {"cron": "0 6 * * *", "timezone": "UTC"},
            {"cron": "0 6 * * *", "parameters": {"day": "x", "more": {"list": ["a"]}}},
            {"cron": "0 6 * * *", "active": "true", "slug": "s"},
            {"cron": "0 6 * * *", "day_or": "true"},
            {"rrule": "FREQ=DAILY", "timezone": "UTC"},
            {"interval": 3600, "anchor_date": "2024-01-01"},
            {"interval": 3600, "parameters": {"day": "x"}},
        )
        found = self.spread(dict(rng.choice(kinds)))
        if "interval" in found:
            found["interval"] = 3600 if rng.random() < 0.9 else found["interval"]
        return self.known_keys(found, kinds)

    def known_keys(self, found: dict[str, Any], kinds: Any) -> dict[str, Any]:
        """A schedule allows no other keys, so keys keep their names."""
        allowed = {key for kind in kinds for key in kind}
        kept = {key: item for key, item in found.items() if key in allowed}
        return kept if set(kept) & {"cron", "rrule", "interval"} else {"cron": self.text(), **kept}

    def trigger(self) -> dict[str, Any]:
        """An event trigger, its texts perhaps placeholders."""
        rng = self.rng
        whole = {
            "enabled": True,
            "match": {"prefect.resource.id": "acme.*"},
            "expect": ["acme.done", "acme.late"],
            "parameters": rng.choice(({"who": "{{ event.id }}"}, {"deep": {"list": ["{{ event.name }}", "a"]}})),
        }
        keys = [key for key in whole if rng.random() < 0.5]
        return {key: self.spread(whole[key]) for key in keys} or {"expect": [self.text()]}

    def deployment(self, at: int, sections: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
        """A deployment."""
        rng = self.rng
        self.steps.visible = [
            step for key in ("build", "push") for step in named(sections[key] if key in sections else top.get(key))
        ]
        optional: dict[str, Any] = {
            "version": "v1",
            "description": "d",
            "tags": ["a", "b"],
            "parameters": {"who": "x", "deep": {"n": 1, "list": ["a", 2]}},
            "flow_name": "f",
            "version_type": "prefect:simple",
            "concurrency_limit": {"limit": 1, "collision_strategy": "ENQUEUE"},
        }
        weights = {"flow_name": 0.03, "version_type": 0.03, "concurrency_limit": 0.05}
        found: dict[str, Any] = {"name": f"d{at}", "entrypoint": "flow.py:etl"}
        found |= {key: value for key, value in optional.items() if rng.random() < weights.get(key, 0.4)}
        found = {
            key: value if key in MUST and rng.random() < 0.6 else self.spread(value) for key, value in found.items()
        }
        found = {key: value for key, value in found.items() if key in MUST or has_braces(value) or rng.random() < 0.1}
        if "tags" in found and rng.random() < 0.1:
            found["tags"] = self.text()
        if rng.random() < 0.03:
            found[rng.choice(("paused", "enforce_parameter_schema", "concurrency_limit"))] = self.text()
        found["work_pool"] = self.work_pool()
        if rng.random() < 0.2:
            found["schedules"] = [self.schedule() for _ in range(rng.choice((1, 1, 2)))]
        elif rng.random() < 0.05:
            found["schedule"] = self.schedule()
        if rng.random() < 0.12:
            found["triggers"] = [self.trigger()]
        return {**found, **self.filled(sections, top)}

    def work_pool(self) -> dict[str, Any]:
        """The work pool."""
        rng = self.rng
        pool: dict[str, Any] = {"name": POOL if rng.random() < 0.95 else self.text()}
        if rng.random() < 0.12:
            pool["work_queue_name"] = self.spread("q")
        if rng.random() < 0.6:
            ways: tuple[dict[str, Any], ...] = (
                {"image": "acme/app"},
                {"image": "acme/app", "env": {"STAGE": "dev", "SHA": "x"}},
                {"env": {"STAGE": "dev"}, "volumes": ["a:b"]},
            )
            variables = self.spread(rng.choice(ways))
            if has_braces(variables) or rng.random() < 0.2:
                pool["job_variables"] = variables
        return pool

    def manifest(self) -> dict[str, Any]:
        """The whole file."""
        rng = self.rng
        top = self.sections(TOP, 0.7)
        own = [self.sections(OVERRIDES, 0.35) for _ in range(rng.choice((1, 1, 1, 1, 1, 2, 2, 3)))]
        found = self.filled(top, {})
        if rng.random() < 0.03:
            found = {"name": self.text(), **found}
        found["deployments"] = [self.deployment(at, sections, top) for at, sections in enumerate(own)]
        return found


def random_manifest(rng: random.Random) -> tuple[str, list[str]]:
    """The text of a manifest, and the environment variables named like outputs."""
    shadows = rng.sample(SHADOWS, rng.choice((1, 2))) if rng.random() < 0.15 else []
    return emit(rng, Maker(rng).manifest()), sorted(shadows)
