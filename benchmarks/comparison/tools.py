"""The tools, each asked about all manifests: what it says about each, and whether it would let it pass."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable

from cases import ROOT, Circumstances

sys.path.insert(0, str(ROOT / "tests/oracle"))
import offline  # noqa: E402, F401  (before anything of Prefect's)

import yaml  # noqa: E402
from jsonschema import Draft202012Validator  # noqa: E402
from prefect.cli.deploy._models import PrefectYamlModel  # noqa: E402
from pydantic import ValidationError  # noqa: E402

BIN = Path(sys.executable).parent


@dataclass
class Answer:
    """What a tool says about a manifest: its messages without their places, and whether it stops a build."""

    messages: Counter[str] = field(default_factory=Counter)
    fails: bool = False


Answers = dict[Path, Answer]
Question = tuple[Path, Circumstances]


def version(package: str) -> str:
    return importlib.metadata.version(package)


def load(path: Path) -> tuple[Any, str | None]:
    """The document as Prefect loads it, or why it can't."""
    try:
        with path.open("r", encoding="utf-8") as stream:
            return yaml.safe_load(stream), None
    except (yaml.YAMLError, ValueError, TypeError) as error:
        return None, type(error).__name__


def prefect_lint(program: Path, questions: Iterable[Question]) -> Answers:
    answers: Answers = {}
    for path, circumstances in questions:
        settings = path.parent / "prefect-lint.toml"
        settings.write_text(circumstances.settings(), "utf-8")
        environment = {"PATH": os.environ["PATH"]}
        if (epoch := circumstances.epoch()) is not None:
            environment["SOURCE_DATE_EPOCH"] = str(epoch)
        command = [program, "check", "--output-format", "json", path.name]
        done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, text=True, check=False)
        settings.unlink()
        if done.returncode not in (0, 1):
            raise SystemExit(f"{path}: {done.stderr}")
        codes = Counter(finding["code"] for finding in json.loads(done.stdout)["diagnostics"])
        answers[path] = Answer(codes, done.returncode == 1)
    return answers


def prefect_model(questions: Iterable[Question]) -> Answers:
    """What `prefect deploy` says when it loads the file: a refused file counts as empty to it."""
    answers: Answers = {}
    for path, _ in questions:
        document, error = load(path)
        messages = Counter([error] if error else [] if isinstance(document, dict) else ["no mapping"])
        if not messages:
            try:
                PrefectYamlModel.model_validate(document)
            except ValidationError as refusal:
                messages = Counter(f"{item['loc']} {item['type']}" for item in refusal.errors())
            except Exception as crash:  # noqa: BLE001  (a crash is an answer too)
                messages = Counter([type(crash).__name__])
        answers[path] = Answer(messages, bool(messages))
    return answers


def model_schema() -> dict[str, Any]:
    return PrefectYamlModel.model_json_schema()


def json_schema(schema: dict[str, Any], questions: Iterable[Question]) -> Answers:
    validator = Draft202012Validator(schema)
    answers: Answers = {}
    for path, _ in questions:
        document, error = load(path)
        # A JSON schema speaks of JSON: text for dates.
        document = json.loads(json.dumps(document, default=str)) if is_json(document) else document
        errors = [error] if error else [f"{e.json_path} {e.message}" for e in validator.iter_errors(document)]
        answers[path] = Answer(Counter(errors), bool(errors))
    return answers


def is_json(document: Any) -> bool:
    try:
        json.dumps(document, default=str)
    except (TypeError, ValueError):
        return False
    return True


def yamllint(questions: Iterable[Question]) -> Answers:
    answers = {path: Answer() for path, _ in questions}
    command = [BIN / "yamllint", "--format", "parsable", "-d", "default", *answers]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        found = re.match(r"(.*?):\d+:\d+: \[(\w+)\] (.*)", line)
        answer = answers[Path(found[1])]
        answer.messages[found[3]] += 1
        answer.fails |= found[2] == "error"
    return unread(answers, done.stderr)


def unread(answers: Answers, stderr: str) -> Answers:
    """Files of another encoding end up on stderr."""
    for path, answer in answers.items():
        if str(path) in stderr:
            answer.messages["unreadable"] += 1
            answer.fails = True
    return answers


def check_jsonschema(schema: Path, questions: Iterable[Question]) -> Answers:
    answers = {path: Answer() for path, _ in questions}
    command = [BIN / "check-jsonschema", "--schemafile", schema, "-o", "json", "--no-cache", *answers]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    for error in report.get("errors", []):
        answers[Path(error["filename"])].messages[f"{error['path']} {error['message']}"] += 1
    for error in report.get("parse_errors", []):
        answers[Path(error["filename"])].messages["unreadable"] += 1
    for answer in answers.values():
        answer.fails = bool(answer.messages)
    return answers
