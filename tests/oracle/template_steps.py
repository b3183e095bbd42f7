"""The steps that random manifests are made of, by section, with inputs that have no placeholders yet."""

from __future__ import annotations

from typing import Any

PREFECT = "prefect.deployments.steps."
DOCKER = "prefect_docker.deployments.steps."
AWS = "prefect_aws.deployments.steps."
GCP = "prefect_gcp.deployments.steps."
AZURE = "prefect_azure.deployments.steps."
ACME = "acme_tools.steps."

Function = tuple[str, dict[str, Any]]

FUNCTIONS: dict[str, tuple[Function, ...]] = {
    "build": (
        (DOCKER + "build_docker_image", {"image_name": "acme/app", "tag": "v1", "dockerfile": "Dockerfile"}),
        (PREFECT + "run_shell_script", {"script": "git rev-parse HEAD", "env": {"STAGE": "dev"}}),
        (PREFECT + "pip_install_requirements", {"directory": "."}),
        (ACME + "publish", {"target": "depot", "labels": ["a", "b"]}),
        (ACME + "notify", {"channel": "ops"}),
    ),
    "push": (
        (DOCKER + "push_docker_image", {"image_name": "acme/app", "tag": "v1", "additional_tags": ["x"]}),
        (AWS + "push_to_s3", {"bucket": "b", "folder": "f"}),
        (GCP + "push_to_gcs", {"bucket": "b", "folder": "f"}),
        (AZURE + "push_to_azure_blob_storage", {"container": "c", "folder": "f", "credentials": {"k": "v"}}),
        (ACME + "publish", {"target": "depot", "options": {"deep": {"list": ["a"]}}}),
    ),
    "pull": (
        (PREFECT + "git_clone", {"repository": "https://git.example/app", "branch": "main", "access_token": "t"}),
        (PREFECT + "set_working_directory", {"directory": "/srv/app"}),
        (AWS + "pull_from_s3", {"bucket": "b", "folder": "f"}),
        (PREFECT + "pip_install_requirements", {"directory": ".", "requirements_file": "r.txt"}),
        (PREFECT + "run_shell_script", {"script": "ls", "env": {"STAGE": "dev"}}),
        (ACME + "publish", {"target": "depot", "labels": ["a", "b"]}),
    ),
}
IDS = {
    "build": ("build-image", "build_image", "image", "get-sha", "get_sha", "build"),
    "push": ("push-image", "push_code", "image", "push", "build-image"),
    "pull": ("clone", "pull_code", "get-sha", "image"),
}
