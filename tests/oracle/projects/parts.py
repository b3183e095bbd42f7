"""What a small project is made of."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

#: A text, or a mapping for what no text can say: see README.md.
Content = str | dict[str, Any]


@dataclass(frozen=True)
class Project:
    """Files, the folder that the command is run in, and the entrypoints to ask about."""

    name: str
    files: dict[str, Content]
    entrypoints: list[str]
    cwd: str = "."


def raw(content: bytes) -> Content:
    """A file that is no UTF-8."""
    return {"base64": base64.b64encode(content).decode("ascii")}


def link(target: str) -> Content:
    """A symbolic link, its target relative to its own folder."""
    return {"link": target}


def repeat(text: str, times: int, end: str = "") -> Content:
    """A long file: one text over and over, then another."""
    return {"repeat": text, "times": times, "end": end}


def flow(name: str = "load", options: str = "", parameters: str = "day: int = 1") -> str:
    """The plainest script with a flow."""
    call = f"({options})" if options else ""
    return f"from prefect import flow\n\n\n@flow{call}\ndef {name}({parameters}):\n    return None\n"


def body(text: str) -> str:
    """A script that has `flow` and `task` and then this."""
    return "from prefect import flow, task\n\n" + text
