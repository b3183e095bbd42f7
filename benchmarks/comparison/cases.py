"""The mistakes that are compared: those of the project's own tests and rule pages, each with a corrected twin."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[2]
CLASSES = ROOT / "lint-core/tests/classes.txt"
PAGES = ROOT / "docs/rules"
MANIFEST = "prefect.yaml"

# The work pools that classes.rs knows, and the moment that is its present.
POOLS = {"main": "docker", "plain": "process", "k8s": "kubernetes"}
NOW = "2026-01-01"


@dataclass
class Circumstances:
    """What is known besides the manifest."""

    target_version: str | None = None
    pools: dict[str, str] = field(default_factory=dict)
    today: str | None = None

    def settings(self) -> str:
        """The settings of prefect-lint that say so."""
        lines = [f'target-version = "{self.target_version}"'] if self.target_version else []
        if self.pools:
            lines.append("[work-pools]")
            lines += [f"{json.dumps(name)} = {json.dumps(kind)}" for name, kind in self.pools.items()]
        return "".join(line + "\n" for line in lines)

    def epoch(self) -> int | None:
        """The present moment in seconds."""
        if self.today is None:
            return None
        moment = datetime.datetime.fromisoformat(self.today).replace(tzinfo=datetime.timezone.utc)
        return int(moment.timestamp())


@dataclass
class Project:
    """A manifest with what stands beside it."""

    files: dict[str, bytes]
    circumstances: Circumstances
    manifest: str = MANIFEST

    def write(self, folder: Path) -> Path:
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder / self.manifest


@dataclass
class Case:
    """A mistake and its corrected twin."""

    name: str
    family: str
    bad: Project
    good: Project


def all_cases() -> list[Case]:
    """Errors and warnings of rules that are on by default; each pair of texts once."""
    unique: dict[tuple[str, str], Case] = {}
    for case in [*classes(), *pages()]:
        unique.setdefault((repr(case.bad), repr(case.good)), case)
    return list(unique.values())


# The table of the tests


def classes() -> Iterator[Case]:
    name, parts = "", ([], [], [])
    for line in [*CLASSES.read_text("utf-8").splitlines(), "== end"]:
        if line.startswith("== "):
            yield from one_class(name, *parts)
            name, parts = line[3:], ([], [], [])
        elif line and not line.startswith("#") and name:
            broken, found, corrected = parts
            (found if line[:2] in ("> ", "+ ") else corrected if found and found[-1][0] == ">" else broken).append(line)


def one_class(name: str, broken: list[str], found: list[str], corrected: list[str]) -> Iterator[Case]:
    severities = {line.split()[2] for line in found if line.startswith(">")}
    is_off_by_default = any(line.startswith("+") for line in found)
    if severities & {"error", "warning"} and not is_off_by_default:
        family = next(line for line in found if line.startswith(">"))[2:5]
        yield Case(f"class {name}", family, deployment(broken), deployment(corrected))


def deployment(lines: list[str]) -> Project:
    """What classes.rs makes of the lines."""
    has_pool = any(line.startswith("work_pool:") for line in lines)
    text = "deployments:\n- name: a\n  entrypoint: a.py:a\n" + ("" if has_pool else "  work_pool: {name: main}\n")
    text += "".join(f"  {line}\n" for line in lines)
    return Project({MANIFEST: text.encode()}, Circumstances(pools=POOLS, today=NOW))


# The pages of the rules


def pages() -> Iterator[Case]:
    for path in sorted(PAGES.glob("*.md")):
        text = path.read_text("utf-8")
        title = re.match(r"# (\S+) \((PF\d\d\d)\)\n\n(\w+)([^\n]*)", text)
        if not title or title[3] not in ("error", "warning") or "off unless selected" in title[4]:
            continue
        bad, good = (list(examples(section(text, name))) for name in ("Example", "Use instead"))
        for number, project in enumerate(bad):
            if good:
                twin = good[min(number, len(good) - 1)]
                yield Case(f"{title[1]} {number + 1}", title[2][:3], project, twin)


def section(text: str, name: str) -> str:
    found = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


BLOCK = re.compile(r"(?:^(?P<said>[*`][^\n]*):\*?\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(text: str) -> Iterator[Project]:
    beside: dict[str, bytes] = {}
    for block in BLOCK.finditer(text):
        said = block["said"] or ""
        if block["language"] == "yaml":
            yield manifest(block["text"], said, beside)
        elif said.startswith("`"):
            beside[said.strip("`")] = block["text"].encode()


def manifest(text: str, said: str, beside: dict[str, bytes]) -> Project:
    def find(pattern: str) -> str | None:
        found = re.search(pattern, said)
        return found[1] if found else None

    encoding = (find(r"written as ([\w-]+)") or "utf-8").lower()
    name = find(r"in a file named `([^`]+)`") or MANIFEST
    kind = find(r"known to be of type `([^`]+)`")
    circumstances = Circumstances(
        target_version=find(r"`--target-version ([\d.]+)`"),
        pools={"main": kind} if kind else {},
        today=find(r"on (\d{4}-\d\d-\d\d)"),
    )
    return Project({**beside, name: text.encode(encoding)}, circumstances, name)
