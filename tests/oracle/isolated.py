"""Puts one question about user code to Prefect in a process of its own.

The question is asked in a forked child: what user code imports, prints or breaks
is gone afterwards.  The child looks like the ``prefect`` command, which has its own
folder as the first place to import from, and not the folder it is run in.
"""

from __future__ import annotations

import base64
import importlib
import json
import locale
import os
import re
import signal
import sys
import sysconfig
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Iterator, Mapping

import offline  # noqa: F401  (before anything of Prefect's)

import prefect.cli.deploy._core  # noqa: F401  (loads what the command has loaded)
import prefect.flows
import prefect.main  # noqa: F401

HERE = Path(__file__).resolve().parent
#: Who has not answered by then never will.
SECONDS = 20
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
LOADER = re.compile(r"__prefect_loader_[0-9a-f]{16}__")

if locale.getpreferredencoding(False).lower().replace("-", "") != "utf8":
    raise SystemExit("Prefect reads files in the locale's encoding: run this where that is UTF-8")


def write(root: Path, files: Mapping[str, Any]) -> None:
    """Writes the files of a project; README.md tells what a content may be."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            target.write_bytes(content.encode())
        elif "link" in content:
            target.symlink_to(content["link"])
        elif "base64" in content:
            target.write_bytes(base64.b64decode(content["base64"]))
        else:
            target.write_bytes((content["repeat"] * content["times"] + content["end"]).encode())


@contextmanager
def project(files: Mapping[str, Any]) -> Iterator[Path]:
    """A fresh folder with these files, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
        root = Path(folder).resolve() / "project"
        root.mkdir()
        write(root, files)
        yield root


def ask(root: Path, cwd: str, question: Callable[[], Any]) -> Any:
    """The answer of a child to a question, free of paths and addresses of this machine."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(writing, root, cwd, question)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return {"error": "Hang", "message": "", "placeholder": False}
    if not text:
        raise RuntimeError(f"a child has ended without an answer: {status}")
    return json.loads(text)


def _answer(writing: int, root: Path, cwd: str, question: Callable[[], Any]) -> None:
    """What the child does; it never returns."""
    try:
        signal.alarm(SECONDS)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nothing, descriptor)
        _look_like_the_command()
        os.chdir(root / cwd)
        try:
            answer = question()
        except BaseException as error:  # an exit is an answer too
            answer = failure(error)
        with os.fdopen(writing, "w", encoding="ascii") as pipe:
            pipe.write(_scrub(json.dumps(answer, ensure_ascii=True, allow_nan=False), root))
    finally:
        os._exit(0)


def failure(error: BaseException) -> dict[str, Any]:
    """An exception as an answer: its class and the first line that it says."""
    lines = str(error).splitlines()
    return {"error": type(error).__name__, "message": lines[0] if lines else ""}


def _look_like_the_command() -> None:
    """The scripts that ask are no modules of the command; its folder stands where theirs did."""
    own = {path.stem for path in HERE.iterdir()}
    for name in [name for name in sys.modules if name.split(".")[0] in own]:
        del sys.modules[name]
    sys.modules["__main__"] = ModuleType("__main__")
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != HERE]
    sys.path.insert(0, str(Path(sys.executable).parent))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()


def _scrub(text: str, root: Path) -> str:
    """Takes out what differs from machine to machine and from run to run."""
    places = {"{root}": str(root), "{outside}": str(root.parent), "{site}": sysconfig.get_path("purelib"), "{python}": sysconfig.get_path("stdlib")}
    for name, place in places.items():
        for path in (place, str(Path(place).resolve())):
            text = text.replace(path, name)
    return LOADER.sub("__prefect_loader__", ADDRESS.sub("0x0", text))


class Fallback:
    """Notes whether Prefect has read a script instead of running it."""

    def __init__(self) -> None:
        self.was_used = False
        self._real = prefect.flows.safe_load_flow_from_entrypoint
        prefect.flows.safe_load_flow_from_entrypoint = self._noting

    def _noting(self, entrypoint: str) -> Any:
        self.was_used = True
        return self._real(entrypoint)
