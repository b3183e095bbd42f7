"""Facts about the job variables of work pools, for rebuild_catalog.py.

The variables of a type of work pool are those of the worker's base job template, in the installed package. A pool may
be older than the package: names that Prefect's own list of templates has besides are kept too, marked as older.
"""

import importlib
import importlib.metadata
import json
import pathlib

import prefect
from prefect.utilities.schema_tools.validation import validate

TEMPLATES = pathlib.Path(prefect.__file__).parent / "server/api/collections_data/views/aggregate-worker-metadata.json"


def types_of(schema):
    """The JSON types that a schema takes; none for anything."""
    if "type" in schema:
        return [schema["type"]]
    members = schema.get("anyOf", schema.get("oneOf", []))
    found = [types_of(member) for member in members]
    # A member that is a block, or anything, opens the whole.
    return [] if not all(found) else sorted({kind for kinds in found for kind in kinds})


def inner(schema, key):
    """The schema of items or of values, wherever the union has it."""
    for member in [schema, *schema.get("anyOf", [])]:
        if isinstance(member.get(key), dict):
            return types_of(member[key])
    return []


def words_of(schema):
    for member in [schema, *schema.get("anyOf", [])]:
        if "enum" in member:
            return member["enum"]
    return []


def refuses_null(name, variables):
    """Whether a server refuses null for a variable when it creates a deployment."""
    return bool(
        validate({name: None}, variables, preprocess=True, ignore_required=True, allow_none_with_default=True)
    )


def variable(name, variables, older=False):
    schema = variables["properties"][name]
    facts = {
        "name": name,
        "types": types_of(schema),
        "items": inner(schema, "items"),
        "values": inner(schema, "additionalProperties"),
        "words": words_of(schema),
        "not_null": refuses_null(name, variables),
        "older": older,
    }
    return {key: value for key, value in facts.items() if value}


def read_type(name, old):
    module, _, worker = old["worker"].rpartition(".")
    worker = getattr(importlib.import_module(module), worker)
    if worker.type != name:
        raise SystemExit(f"{old['worker']} is of the type {worker.type}, not {name}")
    current = worker.get_default_base_job_template()["variables"]
    shipped = json.loads(TEMPLATES.read_text(encoding="utf-8")).get(old["package"], {}).get(name)
    listed = shipped["default_base_job_configuration"]["variables"] if shipped else {"properties": {}}
    variables = [variable(key, current) for key in current["properties"]]
    variables += [variable(key, listed, True) for key in listed["properties"] if key not in current["properties"]]
    return {**old, "variables": variables}


def rebuild(catalog):
    """The catalogue with the facts of the installed packages."""
    versions = {name: importlib.metadata.version(name) for name in catalog["versions"]}
    types = {name: read_type(name, old) for name, old in catalog["types"].items()}
    return {**catalog, "versions": versions, "types": types}
