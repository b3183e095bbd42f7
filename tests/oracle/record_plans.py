"""Record what ``prefect deploy`` does with random manifests, step by step.

    record_plans.py --seed 1 --count 1500 --picks 1500 --out recorded/plans.jsonl

The real deploy code runs, with stand-ins for the server, the flow and the
steps; no connection is made.  README.md tells the format and the method.
"""

from __future__ import annotations

import random
from multiprocessing import Pool
from collections import Counter
from itertools import chain
from typing import Any, Iterator

from template_deploy import Trace, deploy  # first: it closes the network
import recording
from template_manifests import random_manifest
from template_world import ORIGIN, deployer_environment
from plan_picks import pick, random_pick

import yaml

LONGEST = 900
FIELDS = (
    "name",
    "version",
    "version_type",
    "tags",
    "description",
    "parameters",
    "concurrency_limit",
    "paused",
    "enforce_parameter_schema",
)
RESERVED = ("id", "requires")


def made_up(trace: Trace) -> str | None:
    """The directory of the pull step that Prefect makes up, the current one as a dot."""
    for step in trace.pull or []:
        for inputs in step.values():
            if ORIGIN not in inputs:
                directory = inputs["directory"]
                return directory if directory.startswith("/opt/prefect") else "."
    return None


def answer(trace: Trace) -> dict[str, Any]:
    """What one deployment came to."""
    found: dict[str, Any] = {
        "steps": [
            [origin, {key: value for key, value in inputs.items() if key not in RESERVED}]
            for origin, inputs in trace.steps.items()
        ],
        "entrypoint": trace.entrypoint,
        "pool": trace.pool,
    }
    if trace.error:
        found["error"] = trace.error
    if trace.pull is not None:
        found["made_up"] = made_up(trace)
    if trace.schedules is not None:
        found["schedules"] = trace.schedules
    if trace.triggers is not None:
        found["triggers"] = trace.triggers
    if trace.fields is not None:
        found["fields"] = {key: trace.fields.get(key) for key in FIELDS}
        pool = trace.fields.get("work_pool") or {}
        found["fields"] |= {key: pool.get(key) for key in ("work_queue_name", "job_variables")}
    return found


def plan(text: str) -> list[Any] | None:
    """The line for one manifest; None if Prefect drops it."""
    traces = deploy(yaml.safe_load(text), deployer_environment([]))
    return None if traces is None else ["plan", text, [answer(trace) for trace in traces]]


def manifests(seed: int, count: int) -> Iterator[str]:
    """So many different manifests that load."""
    rng = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        text, shadows = random_manifest(rng)
        if not shadows and len(text) <= LONGEST and text not in seen:
            seen.add(text)
            yield text


def picks(seed: int, count: int) -> Iterator[list[Any]]:
    """The lines for so many commands with names."""
    rng = random.Random(seed)
    for _ in range(count):
        rows, names = random_pick(rng)
        yield ["pick", rows, names, pick(rows, names)]


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="seed of the manifests")
    parser.add_argument("--count", type=int, default=1500, help="how many manifests")
    parser.add_argument("--picks", type=int, default=1500, help="how many commands with names")
    parser.add_argument("--jobs", type=int, help="how many processes; the outcome is the same")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    with Pool(options.jobs) as pool:
        plans = filter(None, pool.imap(plan, manifests(options.seed, options.count), chunksize=20))
        counts.update(row[0] for row in recording.written(chain(plans, picks(options.seed, options.picks)), options))
    print(f"{counts['plan']} manifests, {counts['pick']} picks")


if __name__ == "__main__":
    main()
