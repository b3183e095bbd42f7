"""Holds the XML that prefect-lint writes against the schemas of its formats: validate_xml.py PROGRAM MANIFEST…"""

import subprocess
import sys
from pathlib import Path

import xmlschema

HERE = Path(__file__).parent
SCHEMAS = {"junit": "junit-10.xsd", "checkstyle": "checkstyle.xsd"}
# Control characters, both kinds of quotes and what is no character at all: what XML can't hold must not be written.
HOSTILE = "deployments:\n  - name: \"a\\u0001\\uffff<&>'\"\n    \"x\\e]]>\\b\": 1\n    paused: '\"'\n"


def report(program, form, arguments, text=None):
    command = [program, "check", "--output-format", form, *arguments]
    run = subprocess.run(command, input=text, capture_output=True, text=True)
    assert run.stdout, run.stderr
    return run.stdout


def main():
    program, *manifests = sys.argv[1:]
    for form, file in SCHEMAS.items():
        schema = xmlschema.XMLSchema(HERE / file)
        cases = {"manifests": (manifests, None), "hostile": (["-"], HOSTILE), "clean": (["-"], "deployments: []\n")}
        for case, (arguments, text) in cases.items():
            schema.validate(report(program, form, arguments, text))
            print(f"    {form}: {case} is valid")


if __name__ == "__main__":
    main()
