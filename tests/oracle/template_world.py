"""The world that the template questions are asked in: nothing of it is real.

Environment variables, blocks, variables and step outputs all hold markers,
texts such as ``<<build[0].image>>`` that tell where a value came from.  There
is no network, no server and no step that does anything.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, Callable

import offline  # noqa: F401  (before anything of Prefect's)

from prefect.exceptions import ObjectNotFound

MARKER = re.compile(r"<<([^<>]*)>>")
ORIGIN = "~origin"
POOL = "pool"

DEPLOYER_NAMES = ("HOME", "PATH", "USER", "TEAM", "REGION")
WORKER_NAMES = ("HOME", "PATH", "USER", "REGION", "WORKER_ONLY")

SHELL = ("stdout", "stderr")
DOCKER = ("image_name", "tag", "image", "additional_tags")
STEP_OUTPUTS: dict[str, tuple[str, ...] | None] = {
    "prefect.deployments.steps.run_shell_script": SHELL,
    "prefect.deployments.steps.pip_install_requirements": SHELL,
    "prefect.deployments.steps.git_clone": ("directory",),
    "prefect.deployments.steps.set_working_directory": ("directory",),
    "prefect.deployments.steps.pull_with_block": ("directory",),
    "prefect_docker.deployments.steps.build_docker_image": (*DOCKER, "image_id"),
    "prefect_docker.deployments.steps.push_docker_image": DOCKER,
    "prefect_aws.deployments.steps.push_to_s3": ("bucket", "folder"),
    "prefect_aws.deployments.steps.pull_from_s3": ("bucket", "folder", "directory"),
    "prefect_gcp.deployments.steps.push_to_gcs": ("bucket", "folder"),
    "prefect_azure.deployments.steps.push_to_azure_blob_storage": ("container", "folder"),
    "acme_tools.steps.publish": ("url", "info"),
    "acme_tools.steps.notify": None,
}
STRUCTURED: dict[str, Callable[[str], Any]] = {
    "additional_tags": lambda at: [mark(f"{at}[0]"), mark(f"{at}[1]")],
    "info": lambda at: {"name": mark(f"{at}.name"), "list": [mark(f"{at}.list[0]")]},
}

BLOCKS: dict[tuple[str, str], dict[str, Any]] = {
    ("secret", "token"): {"value": "<<secret/token>>"},
    ("json", "config"): {"value": {"name": "<<json/config.name>>", "list": ["<<json/config.list[0]>>"]}},
    ("aws-credentials", "prod"): {"region": "<<aws-credentials/prod.region>>", "key": "<<aws-credentials/prod.key>>"},
}
VARIABLES: dict[str, Any] = {
    "team": "<<team>>",
    "cfg": {"key": "<<cfg.key>>"},
    "ports": ["<<ports[0]>>"],
}
SPECIES = {**{f"{kind}/{name}": "block" for kind, name in BLOCKS}, **{name: "variable" for name in VARIABLES}}


def mark(where: str) -> str:
    """The marker for one value."""
    return f"<<{where}>>"


def species_of(where: str) -> str:
    """Which outcome a marker's text stands for."""
    if where.startswith(("env ", "worker ")):
        return "env"
    return SPECIES.get(re.split(r"[.\[]", where)[0], "filled")


def deployer_environment(shadows: list[str]) -> dict[str, str]:
    """What the deploying process has, with names that also are outputs or ids."""
    return {name: mark(f"env {name}") for name in (*DEPLOYER_NAMES, *shadows)}


def worker_environment() -> dict[str, str]:
    """What the worker has when it runs pull steps."""
    return {name: mark(f"worker {name}") for name in WORKER_NAMES}


def step_output(function: str, origin: str) -> dict[str, Any] | None:
    """What a stand-in step gives back: the real one's outputs, as markers."""
    names = STEP_OUTPUTS[function]
    if names is None:
        return None
    return {name: STRUCTURED.get(name, mark)(f"{origin}.{name}") for name in names}


class Client:
    """The few answers of a server that a deployment needs."""

    def __init__(self) -> None:
        self.asked_pools: list[Any] = []

    async def read_block_document_by_name(self, name: str, block_type_slug: str) -> Any:
        data = BLOCKS.get((block_type_slug, name))
        if data is None:
            raise ObjectNotFound(http_exc=Exception("no such block"))
        return SimpleNamespace(data=data)

    async def read_variable_by_name(self, name: str) -> Any:
        value = VARIABLES.get(name)
        return None if value is None else SimpleNamespace(value=value)

    async def read_work_pool(self, name: Any) -> Any:
        self.asked_pools.append(name)
        if name != POOL and not MARKER.search(str(name)):
            raise ObjectNotFound(http_exc=Exception("no such pool"))
        return SimpleNamespace(type="docker", base_job_template={}, is_push_pool=True, is_managed_pool=False)

    async def read_workers_for_work_pool(self, *_args: Any, **_kwargs: Any) -> list[Any]:
        return []

    async def delete_resource_owned_automations(self, _resource: str) -> None:
        return None

    async def create_automation(self, _automation: Any) -> None:
        return None
