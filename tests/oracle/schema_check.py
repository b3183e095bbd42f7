"""Check the JSON schema of prefect.yaml against example manifests.

    schema_check.py SCHEMA GOOD... [--bad BAD...]

The schema itself must be valid draft 2020-12.  Every good manifest must be
accepted, every one behind ``--bad`` refused.  The exit code is 1 otherwise.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def as_json(value: Any) -> Any:
    """YAML's extra types as the JSON that an editor would see."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key, default=str): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [as_json(item) for item in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value


def load_manifest(path: Path) -> Any:
    """The document in a manifest, as JSON values."""
    with path.open("r", encoding="utf-8") as stream:
        return as_json(yaml.safe_load(stream))


def check_schema(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The schema, and what is wrong with it."""
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    complaints: list[str] = []
    if schema.get("$schema") != DIALECT:
        complaints.append(f"{path}: $schema is {schema.get('$schema')!r}, not {DIALECT!r}")
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        complaints.append(f"{path}: not a valid schema at {error.json_path}: {error.message}")
    return schema, complaints


def check_manifest(validator: Draft202012Validator, path: Path, good: bool) -> list[str]:
    """What is wrong with the schema's word on one manifest."""
    try:
        error = best_match(validator.iter_errors(load_manifest(path)))
    except (OSError, ValueError, yaml.YAMLError) as problem:
        return [f"{path}: cannot be read: {problem}"]
    if good and error is not None:
        return [f"{path}: refused at {error.json_path}: {error.message}"]
    if not good and error is None:
        return [f"{path}: accepted, but it should be refused"]
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("schema", type=Path, help="the JSON schema")
    parser.add_argument("good", type=Path, nargs="*", help="manifests to accept")
    parser.add_argument("--bad", type=Path, nargs="*", default=[], help="manifests to refuse")
    options = parser.parse_args()
    schema, complaints = check_schema(options.schema)
    if not complaints:
        validator = Draft202012Validator(schema)
        for good, paths in ((True, options.good), (False, options.bad)):
            for path in paths:
                complaints += check_manifest(validator, path, good)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if not complaints:
        print(f"the schema is valid; {len(options.good)} accepted, {len(options.bad)} refused")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
