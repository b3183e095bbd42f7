"""Record where Prefect finds the flow of an entrypoint, in small projects.

    record_projects.py --out recorded/projects.jsonl

Each entrypoint is loaded by the function that ``prefect deploy`` calls, in a
process of its own.  README.md tells the format.
"""

from __future__ import annotations

import inspect
from collections import Counter
from typing import Any, Iterator

import isolated

from prefect.flows import load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema

import recording
from project_cases import PROJECTS
from projects.parts import Project


def outcome(entrypoint: str) -> dict[str, Any]:
    """What deploying makes of an entrypoint: the flow, its name and its parameters."""
    fallback = isolated.Fallback()
    try:
        flow = load_flow_from_entrypoint(entrypoint)
        schema = parameter_schema(flow)
    except BaseException as error:  # an exit is an answer too
        return isolated.failure(error) | {"placeholder": fallback.was_used}
    answer = {
        "flow": flow.name,
        "placeholder": fallback.was_used,
        "parameters": {name: {"required": name in schema.required, "schema": property_} for name, property_ in schema.properties.items()},
        "signature": {name: parameter.kind.name for name, parameter in inspect.signature(flow).parameters.items()},
    }
    return answer | ({"definitions": schema.definitions} if schema.definitions else {})


def record(project: Project) -> list[Any]:
    """One line: the project and what became of each of its entrypoints."""
    outcomes = []
    with isolated.project(project.files) as root:
        for entrypoint in project.entrypoints:
            written = entrypoint.replace("{root}", str(root))
            outcomes.append([entrypoint, isolated.ask(root, project.cwd, lambda: outcome(written))])
    return [project.name, project.files, project.cwd, outcomes]


def kinds(row: list[Any]) -> Iterator[str]:
    """For the summary: what has come out."""
    for _, answer in row[3]:
        yield answer.get("error") or ("placeholder" if answer["placeholder"] else "flow")


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--only", default="", help="only projects with this in their name")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    total = 0
    for row in recording.written((record(project) for project in PROJECTS if options.only in project.name), options):
        total += 1
        counts.update(kinds(row))
    print(f"{total} projects, {sum(counts.values())} entrypoints: {dict(counts.most_common())}")


if __name__ == "__main__":
    main()
