"""Record what a server says of job variables when it creates a deployment.

    record_variables.py --out recorded/variables.jsonl
    record_variables.py --seed 7 --count 2000 --out /tmp/variables.jsonl

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any, Iterator

import offline  # noqa: F401  (before anything of Prefect's)

import prefect
import yaml
from prefect.cli.deploy._models import PrefectYamlModel
from prefect.utilities.schema_tools.validation import validate

import recording
from trigger_values import values

#: How many random mappings are recorded beside the fixed set.
RANDOM = 500
#: What makes a schema more than a matter of types and words.
OPEN = ("$ref", '"pattern"', "inimum", "aximum")
#: Values of names in mappings, and items of lists.
INNER = ["text", '"5"', "5", "1.5", "true", "yes", "010", "null", "", "[a]", "{a: b}", "2020-01-01"]
Question = tuple[str, str]


def templates() -> dict[str, dict[str, Any]]:
    """The variables of every type of work pool that Prefect ships a template for."""
    views = Path(prefect.__file__).parent / "server/api/collections_data/views"
    packages = json.loads((views / "aggregate-worker-metadata.json").read_text(encoding="utf-8"))
    return {
        name: worker["default_base_job_configuration"]["variables"]
        for package in packages.values()
        for name, worker in package.items()
        if worker["default_base_job_configuration"].get("variables", {}).get("properties")
    }


TEMPLATES = templates()


def closed(name: str) -> list[str]:
    """The variables of a type that are a matter of types and words only."""
    properties = TEMPLATES[name]["properties"].items()
    return [key for key, schema in properties if not any(word in json.dumps(schema) for word in OPEN)]


def fixed() -> Iterator[Question]:
    """Every variable with every value."""
    for name in sorted(TEMPLATES):
        for variable in closed(name):
            for value in values():
                yield name, f"{{{variable}: {value}}}"
            for value in INNER:
                yield name, f"{{{variable}: [a, {value}]}}"
                yield name, f"{{{variable}: {{a: {value}}}}}"


def drawn(seed: int, count: int) -> Iterator[Question]:
    """Random variables with random values."""
    draw = random.Random(seed)
    for _ in range(count):
        name = draw.choice(sorted(TEMPLATES))
        chosen = draw.sample(closed(name), draw.randint(1, 3))
        entries = [f"{variable}: {draw.choice(good(name, variable) if draw.random() < 0.7 else values())}" for variable in chosen]
        yield name, "{" + ", ".join(entries) + "}"


def good(name: str, variable: str) -> list[str]:
    """Values of the right type, most of them."""
    schema = json.dumps(TEMPLATES[name]["properties"][variable])
    kinds = {
        '"object"': ["{}", "{a: b}", "{a: '1', b: c}"],
        '"array"': ["[]", "[a]", "[a, b]"],
        '"string"': ["text", "'5'", "IfNotPresent", "FARGATE", "GA"],
        '"integer"': ["5", "60"],
        '"number"': ["5", "0.5"],
        '"boolean"': ["true", "off"],
    }
    return [value for kind, some in kinds.items() if kind in schema for value in some] or ["text"]


def record(questions: Iterator[Question]) -> Iterator[list[Any]]:
    """The answer for every mapping that Prefect loads, each once."""
    seen = set()
    for name, variables in questions:
        if (name, variables) in seen:
            continue
        seen.add((name, variables))
        text = f"deployments: [{{name: d, work_pool: {{name: p, job_variables: {variables}}}}}]"
        try:
            model = PrefectYamlModel.model_validate(yaml.safe_load(text))
            config = model.model_dump(exclude_unset=True, mode="json")["deployments"][0]
        except Exception:  # not a question for the server
            continue
        errors = validate(
            config["work_pool"]["job_variables"],
            TEMPLATES[name],
            raise_on_error=False,
            preprocess=True,
            ignore_required=True,
            allow_none_with_default=True,
        )
        yield [name, variables, "refused" if errors else "ok"]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, help="random variables instead of the recorded ones")
    parser.add_argument("--count", type=int, default=2000, help="how many random mappings")
    options = parser.parse_args()
    random_set = options.seed is not None
    questions = drawn(options.seed, options.count) if random_set else chain(fixed(), drawn(1, RANDOM))
    answers: Counter[str] = Counter()
    for row in recording.written(record(questions), options):
        answers[row[2]] += 1
    print(f"{sum(answers.values())} mappings: {dict(sorted(answers.items()))}")


if __name__ == "__main__":
    main()
