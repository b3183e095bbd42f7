"""Run the real ``prefect deploy`` over a loaded manifest and watch every pass.

The order of passes is Prefect's own: its ``_run_single_deploy`` runs unchanged,
and so do ``run_steps`` and ``run_step``.  What is put in their place is what
would leave the process: the server, the flow, the step functions.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator
from uuid import UUID

from template_world import ORIGIN, STEP_OUTPUTS, Client, step_output, worker_environment

import prefect.cli.deploy._config as config
import prefect.cli.deploy._core as core
import prefect.cli.deploy._schedules as schedules
import prefect.client.utilities as client_utilities
import prefect.deployments.steps.core as steps
from prefect import flow
from prefect.deployments.runner import RunnerDeployment
from prefect.settings import get_current_settings

ENTRYPOINT = "flow.py:etl"
SECTIONS = ("build", "push", "pull")
get_current_settings()


@dataclass
class Trace:
    """What one deployment's values were when Prefect used them."""

    fields: Any = None
    entrypoint: Any = None
    pool: Any = None
    schedules: Any = None
    triggers: Any = None
    pull: Any = None
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    error: str | None = None


@flow(name="etl")
def _etl() -> None:
    """A flow to deploy."""


_current = Trace()
_step: dict[str, Any] = {}
_schema = core.parameter_schema(_etl)
_apply_values = core.apply_values
_load_flow = core.load_flow_from_entrypoint
_initialize_triggers = core._initialize_deployment_triggers
_run_step = steps.run_step
_storage = core._PullStepStorage


def _watch_fields(template: Any, values: Any, **options: Any) -> Any:
    result = _apply_values(template, values, **options)
    if "skip_prefixes" in options:
        _current.fields = deepcopy(result)
    return result


def _watch_schedules(template: Any, values: Any) -> Any:
    result = _apply_values(template, values)
    _current.schedules = deepcopy(result)
    return result


def _watch_triggers(name: str, specs: list[Any]) -> Any:
    _current.triggers = deepcopy(specs)
    return _initialize_triggers(name, specs)


def _watch_entrypoint(entrypoint: str) -> Any:
    _current.entrypoint = entrypoint
    if entrypoint == ENTRYPOINT or "<<" in entrypoint:
        return _etl
    try:
        return _load_flow(entrypoint)
    finally:
        sys.modules.pop(entrypoint, None)


def _watch_pull(pull_steps: Any) -> Any:
    _current.pull = deepcopy(pull_steps)
    return _storage(pull_steps)


async def _watch_step(step: dict[str, Any], upstream: Any = None) -> Any:
    _step.clear()
    _step["id"] = next(reversed(step.values())).get("id")
    return await _run_step(step, upstream)


def _function(name: str, requires: Any = None) -> Any:
    _step["requires"] = requires
    return partial(_stand_in, name, dict(_step))


def _stand_in(name: str, reserved: dict[str, Any], **inputs: Any) -> Any:
    origin = inputs.pop(ORIGIN, None)
    if origin is None:
        return None
    _current.steps[origin] = {**inputs, **reserved}
    return step_output(name, origin) if name in STEP_OUTPUTS else None


async def _apply(self: Any, *_args: Any, **_options: Any) -> UUID:
    return UUID(int=1)


client_utilities.get_or_create_client = lambda client=None: (client or Client(), True)
core.apply_values = _watch_fields
core.parameter_schema = lambda _flow: _schema
core.load_flow_from_entrypoint = _watch_entrypoint
core._initialize_deployment_triggers = _watch_triggers
core._PullStepStorage = _watch_pull
schedules.apply_values = _watch_schedules
steps.run_step = _watch_step
steps._get_function_for_step = _function
RunnerDeployment.apply = _apply
CONSOLE: Any = SimpleNamespace(print=lambda *_args, **_options: None)


@contextmanager
def environment(names: dict[str, str]) -> Iterator[None]:
    """For a while, exactly these environment variables."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(names)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def steps_of(holder: Any) -> Iterator[tuple[list[Any], str, dict[str, Any]]]:
    """Path, origin and body of every step in a mapping's three sections."""
    for section in SECTIONS:
        found = holder.get(section)
        listed = isinstance(found, list)
        for at, step in enumerate(found if listed else [found] if found else []):
            if step:
                yield [section, at] if listed else [section], f"{section}[{at}]", step


def all_steps(data: dict[str, Any]) -> Iterator[tuple[list[Any], str, dict[str, Any]]]:
    """The same for the whole manifest."""
    yield from steps_of(data)
    for at, deployment in enumerate(data.get("deployments") or []):
        for path, origin, step in steps_of(deployment):
            yield ["deployments", at, *path], f"deployments[{at}].{origin}", step


def load(data: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Prefect's own reading of the file, every step carrying its origin."""
    data = deepcopy(data)
    for _, origin, step in all_steps(data):
        next(iter(step.values()))[ORIGIN] = origin
    config.yaml = SimpleNamespace(safe_load=lambda _stream: data)
    return config._load_deploy_configs_and_actions(Path(os.devnull), console=CONSOLE)


def _name_of(error: BaseException) -> str:
    return type(error.__cause__ if isinstance(error, steps.StepExecutionError) else error).__name__


async def _deploy(trace: Trace, deployment: Any, actions: Any, names: dict[str, str]) -> None:
    client = Client()
    try:
        with environment(names):
            await core._run_single_deploy(
                deployment, actions, client=client, console=CONSOLE, is_interactive=lambda: False
            )
    except Exception as error:  # whatever Prefect raises is the answer
        trace.error = _name_of(error)
    if client.asked_pools:
        trace.pool = client.asked_pools[0]
    try:
        with environment(worker_environment()):
            await steps.run_steps(trace.pull or [], print_function=CONSOLE.print)
    except Exception as error:  # the same on the worker
        trace.error = trace.error or "worker " + _name_of(error)


def deploy(data: dict[str, Any], names: dict[str, str], only: int | None = None) -> list[Trace] | None:
    """A trace for each deployment; None if Prefect drops the file."""
    global _current
    deployments, actions = load(data)
    if len(deployments) != len(data.get("deployments") or []):
        return None
    traces = []
    for at, deployment in enumerate(deployments):
        _current = Trace()
        if only is None or only == at:
            # A loop of its own: one that forked processes share loses wake-ups to the others.
            asyncio.run(_deploy(_current, deployment, actions, names))
        traces.append(_current)
    return traces
