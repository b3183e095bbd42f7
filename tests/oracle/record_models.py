"""Record what Prefect's own models say of small manifests when they load them.

    record_models.py --out recorded/models.jsonl
    record_models.py --seed 7 --count 2000 --out /tmp/models.jsonl

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Iterator

import offline  # noqa: F401  (before anything of Prefect's)

import yaml
from prefect.cli.deploy._models import PrefectYamlModel
from pydantic import ValidationError

import recording
from model_variants import all_variants, random_variants

Place = list[Any]
ACTIONS = {"build", "push", "pull"}
FLAGS_OR_TEXT = {"active", "day_or"}
RAW = "RawScheduleConfig"


def is_union(path: Place) -> bool:
    """Does pydantic name a union's member behind this path of the file?"""
    local = path[2:] if path[:1] == ["deployments"] and len(path) > 2 else path
    if len(local) == 1 and local[0] in ACTIONS:
        return True
    if local is path:
        return False
    if local[0] in ("tags", "concurrency_limit", "schedule") and len(local) == 1:
        return True
    if local[0] in ("schedules", "sla") and len(local) == 2:
        return True
    is_item = 2 if local[0] == "schedule" else 3 if local[0] == "schedules" else None
    return len(local) == is_item and local[-1] in FLAGS_OR_TEXT


def place_of(location: tuple[Any, ...]) -> Place | None:
    """The path in the file; None for a schedule branch nobody means."""
    path: Place = []
    parts = list(location)
    while parts:
        path.append(parts.pop(0))
        if parts and is_union(path):
            member = str(parts.pop(0))
            if any(key in path for key in ("schedule", "schedules")) and path[-1] not in FLAGS_OR_TEXT and RAW not in member:
                return None
        if parts == ["[key]"]:
            break
    return path


def places(error: ValidationError) -> list[Place]:
    """Every place that is wrong, once, in a fixed order."""
    found: dict[str, Place] = {}
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        place = place_of(item["loc"])
        if place is not None:
            found[json.dumps(place)] = place
    return [found[key] for key in sorted(found)]


def ask(data: Any) -> list[Any]:
    """Prefect's word on a loaded document."""
    try:
        PrefectYamlModel.model_validate(data)
    except ValidationError as error:
        return ["refused", places(error)]
    except Exception as error:  # a crash is an answer too
        return ["raises", type(error).__name__]
    return ["ok"]


def record(texts: Iterator[str]) -> Iterator[list[Any]]:
    """The answer for every text that is good YAML."""
    for text in texts:
        try:
            data = yaml.safe_load(text)
        except Exception:  # not a question for the models
            continue
        yield [text, *ask(data)]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, help="random combinations instead of the fixed set")
    parser.add_argument("--count", type=int, default=2000, help="how many random combinations")
    options = parser.parse_args()
    texts = all_variants() if options.seed is None else random_variants(options.seed, options.count)
    answers: Counter[str] = Counter()
    for row in recording.written(record(texts), options):
        answers[row[1]] += 1
    print(f"{sum(answers.values())} manifests: {dict(answers)}")


if __name__ == "__main__":
    main()
