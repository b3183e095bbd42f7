"""How long each tool takes for one manifest, as a process: the way a hook or an editor calls it."""

from __future__ import annotations

import json
import os
import statistics
import time
from pathlib import Path

import tools

RUNS = 40

DEPLOYMENT = """\
  - name: report-{number}
    description: The report of team {number}
    entrypoint: flows/report_{number}.py:report
    tags: [daily, team-{number}]
    parameters:
      region: eu
      limit: 100
    work_pool:
      name: main
      job_variables:
        env: {{LOG_LEVEL: INFO}}
    schedules:
      - cron: "{number} 9 * * 1-5"
        timezone: Europe/Paris
"""


def manifest() -> str:
    """About 60 lines."""
    return "---\ndeployments:\n" + "".join(DEPLOYMENT.format(number=number) for number in range(1, 5))


def measure(command: list[str | Path]) -> tuple[float, float]:
    """Wall-clock and processor time of one process, in milliseconds."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2)]
        pid = os.posix_spawn(command[0], [str(word) for word in command], os.environ, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command} went wrong")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def speed_table(program: Path, folder: Path) -> list[list[str]]:
    """Tools take turns, so that a busy moment of the machine meets all of them."""
    path = folder / "prefect.yaml"
    path.write_text(manifest(), "utf-8")
    schema = folder / "model.schema.json"
    schema.write_text(json.dumps(tools.model_schema()), "utf-8")
    commands: dict[str, list[str | Path]] = {
        "prefect-lint": [program, "check", path],
        "yamllint": [tools.BIN / "yamllint", path],
        "check-jsonschema": [tools.BIN / "check-jsonschema", "--no-cache", "--schemafile", schema, path],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(measure(command))
    rows = [["one file of 60 lines, ms", "fastest", "median", "processor time, median"]]
    for name, samples in times.items():
        walls, works = zip(*samples)
        rows.append([name, *(f"{value:.1f}" for value in (min(walls), statistics.median(walls), statistics.median(works)))])
    return rows
