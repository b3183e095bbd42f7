"""Reads the configurations on the pages of editors that tests do not run: what is no JSON or TOML fails, and so does one
that starts another program than ours. Needs the folder of the pages."""

import json
import re
import sys
import tomllib
from pathlib import Path

BLOCK = re.compile(r"<!-- snippet: (\S+) -->\n\n *```(json|toml)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
READERS = {"json": json.loads, "toml": tomllib.loads}
# Where configurations keep the program that is started.
PROGRAMS = {"command", "path", "default"}


def programs(value):
    """The programs that a configuration names."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if key in PROGRAMS and isinstance(inner, str | list):
            words = inner.split() if isinstance(inner, str) else inner
            yield words[0]
        elif isinstance(inner, dict | list):
            yield from programs(inner)


def main():
    count = 0
    for page in sorted(Path(sys.argv[1]).glob("*.md")):
        for name, language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
            try:
                value = READERS[language](text)
            except ValueError as error:
                sys.exit(f"{page}: `{name}` is no {language}: {error}")
            for program in programs(value):
                if program != "prefect-lint":
                    sys.exit(f"{page}: `{name}` starts `{program}`")
            count += 1
    if count < 8:
        sys.exit(f"only {count} configurations: are they still found?")


if __name__ == "__main__":
    main()
