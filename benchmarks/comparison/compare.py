"""Count which of the project's typical mistakes each tool notices, and which corrected manifests it refuses.

    python -m venv /tmp/comparison
    /tmp/comparison/bin/pip install -r benchmarks/comparison/requirements.txt
    /tmp/comparison/bin/python benchmarks/comparison/compare.py target/release/prefect-lint

A mistake is noticed if the tool says something about the file that it does not say about the corrected one.
Tables are printed as Markdown; ``--cases FILE`` writes what was found of each mistake, as CSV.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Callable

import tools
from cases import ROOT, Case, all_cases
from speed import speed_table
from tools import Answers, Question

FAMILIES = {
    "PF0": "YAML",
    "PF1": "structure",
    "PF2": "deployments, flows, parameters",
    "PF3": "steps",
    "PF4": "templates",
    "PF5": "schedules",
    "PF6": "work pools",
    "PF7": "triggers, SLAs, limits",
    "PF8": "security",
    "PF9": "comments of prefect-lint",
}


class Comparison:
    """All cases in a scratch folder, and what the tools say about them."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.cases = [case for case in all_cases() if case.family != "PF9"]
        self.bad: dict[int, Path] = {}
        self.good: dict[int, Path] = {}
        questions: list[Question] = []
        for number, case in enumerate(self.cases):
            for paths, project, name in ((self.bad, case.bad, "bad"), (self.good, case.good, "good")):
                paths[number] = project.write(folder / f"{number}/{name}")
                questions.append((paths[number], project.circumstances))
        schema = folder / "model.schema.json"
        schema.write_text(json.dumps(tools.model_schema()), "utf-8")
        ours = ROOT / "schemas/prefect-yaml.schema.json"
        asked: dict[str, Callable[[], Answers]] = {
            "prefect-lint": lambda: tools.prefect_lint(program, questions),
            "Prefect's model": lambda: tools.prefect_model(questions),
            "its JSON schema": lambda: tools.json_schema(tools.model_schema(), questions),
            "check-jsonschema with it": lambda: tools.check_jsonschema(schema, questions),
            "check-jsonschema with our schema": lambda: tools.check_jsonschema(ours, questions),
            "yamllint": lambda: tools.yamllint(questions),
        }
        self.answers = {name: ask() for name, ask in asked.items()}

    def notices(self, tool: str, number: int) -> bool:
        answers = self.answers[tool]
        return bool(answers[self.bad[number]].messages - answers[self.good[number]].messages)

    def refuses_twin(self, tool: str, number: int) -> bool:
        return self.answers[tool][self.good[number]].fails

    def count(self, test: Callable[[str, int], bool], tool: str, family: str | None = None) -> int:
        return sum(test(tool, number) for number, case in enumerate(self.cases) if family in (None, case.family))

    def table(self) -> str:
        rows = [["mistakes in", "", *self.answers]]
        for family, title in FAMILIES.items():
            size = sum(case.family == family for case in self.cases)
            if size:
                rows.append([title, str(size), *(str(self.count(self.notices, tool, family)) for tool in self.answers)])
        total = str(len(self.cases))
        rows.append(["**all**", f"**{total}**", *(f"**{self.count(self.notices, tool)}**" for tool in self.answers)])
        rows.append(["corrected files that are refused", total, *(str(self.count(self.refuses_twin, t)) for t in self.answers)])
        return markdown(rows)

    def details(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["mistake", "family", *(f"{t}: {what}" for t in self.answers for what in ("noticed", "twin refused"))])
            for number, case in enumerate(self.cases):
                verdicts = ((self.notices(t, number), self.refuses_twin(t, number)) for t in self.answers)
                writer.writerow([case.name, case.family, *(int(word) for pair in verdicts for word in pair)])


def markdown(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "".join("| " + " | ".join(row) + " |\n" for row in lines)


def versions(program: Path) -> str:
    ours = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    others = (f"{name} {tools.version(name)}" for name in ("prefect", "check-jsonschema", "jsonschema", "yamllint", "PyYAML"))
    return ", ".join([ours, *others])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path, help="the prefect-lint to compare")
    parser.add_argument("--cases", type=Path, metavar="FILE", help="write what was found of each mistake, as CSV")
    parser.add_argument("--speed", action="store_true", help="measure processes instead; the program should be a release")
    options = parser.parse_args()
    program = options.program.resolve()
    print(versions(program) + "\n")
    with tempfile.TemporaryDirectory(prefix="comparison-") as folder:
        if options.speed:
            print(markdown(speed_table(program, Path(folder))), end="")
            return
        comparison = Comparison(Path(folder), program)
        print(comparison.table(), end="")
        if options.cases:
            comparison.details(options.cases)


if __name__ == "__main__":
    main()
