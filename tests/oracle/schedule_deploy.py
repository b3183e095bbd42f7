"""Load a manifest with one schedule, and make of it what the deploy command would send: nothing is sent."""

from __future__ import annotations

from typing import Any

import offline  # noqa: F401  (before anything of Prefect's)

from prefect.cli.deploy._models import PrefectYamlModel
from prefect.cli.deploy._schedules import _schedule_config_to_deployment_schedule
from pydantic import ValidationError


def load(schedule: dict[str, Any]) -> dict[str, Any]:
    """The schedule as the deploy command gets it from its loader."""
    deployment = {"name": "a", "entrypoint": "a.py:a", "schedules": [schedule]}
    model = PrefectYamlModel.model_validate({"deployments": [deployment]})
    return model.deployments[0].model_dump(exclude_unset=True, mode="json")["schedules"][0]


def ask(schedule: dict[str, Any]) -> tuple[str, Any]:
    """`ok` with the schedule, or when and how it fails: `load`, `deploy`, or the exception that nobody expects."""
    try:
        loaded = load(schedule)
    except ValidationError:
        return "load", None
    except Exception as error:  # a crash is an answer too
        return f"load {type(error).__name__}", None
    try:
        return "ok", _schedule_config_to_deployment_schedule(loaded)["schedule"]
    except ValueError:  # a ValidationError is one
        return "deploy", None
    except Exception as error:
        return f"deploy {type(error).__name__}", None
