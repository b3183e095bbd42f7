"""Record what Prefect's own code says of triggers, SLAs and concurrency limits when it deploys them.

    record_triggers.py --out recorded/triggers.jsonl
    record_triggers.py --seed 7 --count 2000 --out /tmp/triggers.jsonl

Nothing is deployed and no connection is made.  README.md tells the format.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Any, Iterator
from uuid import UUID

import offline  # noqa: F401  (before anything of Prefect's)

import yaml
from prefect.cli.deploy._models import PrefectYamlModel
from prefect.cli.deploy._sla import _initialize_deployment_slas
from prefect.cli.deploy._triggers import _initialize_deployment_triggers
from prefect.client.schemas.actions import DeploymentCreate
from prefect.server.events.schemas.automations import AutomationCore as ServerAutomation
from prefect.server.schemas.actions import DeploymentCreate as ServerDeployment
from pydantic import ValidationError

import recording
from trigger_definitions import all_definitions, random_definitions

#: How many random definitions are recorded beside the fixed set.
RANDOM = 2500
DEPLOYMENT = UUID(int=1)
KEYS = {"trigger": "triggers", "sla": "sla", "concurrency": "concurrency_limit"}


def text_of(what: str, definition: str) -> str:
    """A manifest with this definition."""
    listed = definition if what == "concurrency" else f"[{definition}]"
    return f"deployments:\n- name: d\n  entrypoint: f.py:f\n  {KEYS[what]}: {listed}\n"


def trigger(config: dict[str, Any]) -> list[Any]:
    """What becomes of the triggers of a loaded deployment."""
    specs = config["triggers"]
    for spec in specs:
        # The command takes the parameters out for the templates, and puts only something back.
        parameters = spec.pop("parameters", None)
        if parameters is not None:
            spec["parameters"] = parameters
    [made] = _initialize_deployment_triggers("d", specs)
    made.set_deployment_id(DEPLOYMENT)
    automation = made.as_automation()
    sent = automation.model_dump(mode="json")
    kind = sent["trigger"]["type"]
    try:
        ServerAutomation.model_validate(sent)
    except ValidationError as error:
        loop = "infinite loop" in str(error)
        return ["ok", kind, "loop" if loop else "server"]
    return ["ok", kind]


def sla(config: dict[str, Any]) -> list[Any]:
    """What becomes of the SLA of a loaded deployment."""
    [made] = _initialize_deployment_slas(DEPLOYMENT, config["sla"])
    return ["ok", type(made).__name__]


def concurrency(config: dict[str, Any]) -> list[Any]:
    """What becomes of the limit of a loaded deployment, first in the command, then on the server."""
    limit = config.get("concurrency_limit")
    fields: dict[str, Any] = {"concurrency_limit": limit}
    if isinstance(limit, dict):
        options = {"collision_strategy": limit.get("collision_strategy")}
        if limit.get("grace_period_seconds") is not None:
            options["grace_period_seconds"] = limit["grace_period_seconds"]
        fields = {"concurrency_limit": limit.get("limit"), "concurrency_options": options}
    made = DeploymentCreate(name="d", flow_id=DEPLOYMENT, **fields)
    sent = made.model_dump(mode="json", include={"name", "flow_id", *fields})
    ServerDeployment.model_validate(sent)
    return ["ok", "mapping" if isinstance(limit, dict) else "number"]


ASK = {"trigger": trigger, "sla": sla, "concurrency": concurrency}


def ask(what: str, data: Any) -> list[Any]:
    """Prefect's word on a loaded document."""
    try:
        model = PrefectYamlModel.model_validate(data)
        config = model.model_dump(exclude_unset=True, mode="json")["deployments"][0]
    except Exception as error:
        return ["dropped" if isinstance(error, ValidationError) else type(error).__name__]
    try:
        return ASK[what](config)
    except ValidationError as error:
        return ["refused", sorted({".".join(map(str, item["loc"])) for item in error.errors()})]
    except Exception as error:  # a crash is an answer too
        return [type(error).__name__]


def record(questions: Iterator[tuple[str, str]]) -> Iterator[list[Any]]:
    """The answer for every definition that is good YAML, each once."""
    seen = set()
    for what, definition in questions:
        if (what, definition) in seen:
            continue
        seen.add((what, definition))
        try:
            data = yaml.safe_load(text_of(what, definition))
        except Exception:  # not a question for the models
            continue
        yield [what, definition, *ask(what, data)]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, help="random definitions instead of the recorded ones")
    parser.add_argument("--count", type=int, default=2000, help="how many random definitions")
    options = parser.parse_args()
    if options.seed is None:
        questions = chain(all_definitions(), random_definitions(1, RANDOM))
    else:
        questions = random_definitions(options.seed, options.count)
    answers: Counter[str] = Counter()
    for row in recording.written(record(questions), options):
        answers[f"{row[0]} {row[2]}"] += 1
    print(f"{sum(answers.values())} definitions: {dict(sorted(answers.items()))}")


if __name__ == "__main__":
    main()
