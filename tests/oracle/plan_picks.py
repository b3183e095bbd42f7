"""Asks Prefect which deployments a command would deploy.

The functions are those of the deploy command, called in its order, without a
terminal to ask at.
"""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import offline  # noqa: F401  (before anything of Prefect's)

import prefect.cli.deploy._config as config

CONSOLE: Any = SimpleNamespace(print=lambda *_args, **_options: None)
NAMES = ("daily", "daily-eu", "daily-us", "d", "foo", "foobar", "fo.o", "x.py", None, "")
ENTRYPOINTS = ("flows.py:daily_report", "flows.py:foo", "a/b.py:C.daily", "pkg.mod.daily", "daily", None, "")
ASKED = (
    "daily",
    "daily*",
    "*",
    "**",
    "d*",
    "*o*",
    "foo*",
    "fo.o",
    "f?o",
    "nope",
    "no*",
    "daily-report/daily",
    "daily_report/daily",
    "daily-report/*",
    "daily_report/*",
    "*/foo",
    "foo/foo",
    "foo/nope",
    "foo/*bar",
    "C.daily/daily",
    "a/b/c",
    "x.py",
    "new/x.py",
    "",
    "/",
    "/daily",
)


def random_pick(rng: random.Random) -> tuple[list[list[str | None]], list[str]]:
    """Names and entrypoints of some deployments, and the names that are asked for."""
    names = [name for name in NAMES if name or rng.random() < 0.3]
    rows = [[rng.choice(names), rng.choice(ENTRYPOINTS)] for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4)))]
    asked = [rng.choice(ASKED) for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3)))]
    return rows, asked


def pick(rows: list[list[str | None]], names: list[str]) -> Any:
    """Places and the new name, if there is one; or the exception that ends the command."""
    configs = [{"name": name, "entrypoint": entrypoint, "at": at} for at, (name, entrypoint) in enumerate(rows)]
    parsed: list[str] = []
    try:
        for name in names:
            parsed.extend(config._parse_name_from_pattern(configs, name) if "*" in name else [name])
        found = config._pick_deploy_configs(
            configs, parsed, deploy_all=not names, console=CONSOLE, is_interactive=lambda: False
        )
    except Exception as error:  # whatever Prefect raises is the answer
        return type(error).__name__
    if len(found) > 1:
        # The command passes over what has no name.
        return [[config["at"] for config in found if config["name"] is not None], None]
    only = found[0] if found else {}
    given = [name.split("/", 1)[-1] if "/" in name else name for name in parsed]
    changed, _ = config._apply_cli_options_to_deploy_config(only, {"names": given}, console=CONSOLE)
    renamed = changed.get("name") if len(given) == 1 and changed.get("name") != only.get("name") else None
    return [[only["at"]] if "at" in only else [], renamed]
