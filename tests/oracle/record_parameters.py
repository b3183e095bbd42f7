"""Record which values Prefect accepts for the parameters of a flow when it is deployed.

    record_parameters.py --out recorded/parameters.jsonl

The request that ``prefect deploy`` would send is put together by Prefect's client
and judged by its server's model; nothing is sent.  README.md tells the format.
"""

from __future__ import annotations

import inspect
import json
from collections import Counter
from itertools import chain
from typing import Any
from uuid import UUID

import isolated

from prefect.client.schemas.actions import DeploymentCreate as ClientDeployment
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.server.schemas.actions import DeploymentCreate as ServerDeployment
from prefect.utilities.callables import parameter_schema
from pydantic import ValidationError

import recording
from parameter_cases import IMPORTS, scripts
from parameter_values import VALUES

ENTRYPOINT = "script.py:f"
NOBODY = UUID(int=1)
#: What the client leaves out of its request when it has no value.
LEFT_OUT = {"work_pool_name", "work_queue_name", "paused", "pull_steps", "version_info", "branch", "base", "root"}


def request(flow: Any, parameters: dict[str, Any]) -> dict[str, Any]:
    """What the client would send, as the server reads it."""
    deployment = RunnerDeployment(name="d", flow_name=flow.name, entrypoint=ENTRYPOINT, parameters=parameters)
    deployment._set_defaults_from_flow(flow)
    deployment._parameter_openapi_schema = parameter_schema(flow)
    body = ClientDeployment(
        flow_id=NOBODY,
        name="d",
        parameters=deployment.model_dump(mode="json", include={"parameters"})["parameters"],
        parameter_openapi_schema=deployment._parameter_openapi_schema.model_dump(exclude_unset=True),
        enforce_parameter_schema=deployment.enforce_parameter_schema,
    )
    return json.loads(json.dumps(body.model_dump(mode="json", exclude=LEFT_OUT), allow_nan=False))


def verdict(body: dict[str, Any]) -> str:
    """`ok`, or what the server says of the parameters."""
    try:
        ServerDeployment.model_validate(body)
    except ValidationError as error:
        return error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"
    return "ok"


def judge() -> dict[str, Any]:
    """The flow's parameters, and every value's verdict for each of them."""
    fallback = isolated.Fallback()
    flow = load_flow_from_entrypoint(ENTRYPOINT)
    schema = parameter_schema(flow)
    kinds = {name: parameter.kind.name for name, parameter in inspect.signature(flow).parameters.items()}
    everything = {str(index): value for index, value in enumerate(VALUES)}
    if request(flow, everything)["parameters"] != everything:
        raise AssertionError("the client sends other values than the manifest's")
    body = request(flow, {})
    verdicts = []
    for name in dict.fromkeys([*schema.properties, *kinds]):
        for value in VALUES:
            verdicts.append([name, value, verdict({**body, "parameters": {name: value}})])
    unknown = verdict({**body, "parameters": {"no_such_parameter": 1}})
    return {
        "placeholder": fallback.was_used,
        "schema": body["parameter_openapi_schema"],
        "signature": kinds,
        "none": verdict(body),
        "unknown": unknown,
        "verdicts": verdicts,
    }


def record(script: str) -> list[Any]:
    """One line: the script, what its flow takes, and the verdicts."""
    with isolated.project({"script.py": script}) as root:
        answer = isolated.ask(root, ".", judge)
    if answer.get("error") == "Hang":
        raise RuntimeError(f"no answer in time for {script!r}")
    verdicts = answer.pop("verdicts", [])
    return [script.replace(IMPORTS, "{imports}"), answer, verdicts]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--only", default="", help="only scripts with this text")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    asked = [script for script in scripts() if options.only in script]
    rows = recording.written(chain([[IMPORTS]], map(record, asked)), options)
    next(rows)
    for _, _, verdicts in rows:
        counts.update("accepted" if answer == "ok" else "refused" for _, _, answer in verdicts)
    print(f"{len(asked)} scripts, {sum(counts.values())} values: {dict(counts)}")


if __name__ == "__main__":
    main()
