"""Ask what becomes of every placeholder of a manifest, one at a time.

A placeholder is asked about in a copy of its manifest in which every other
text with braces is a harmless constant and every other placeholder of its own
text is ``~``.  So nothing else can raise, no list gets shorter by another's
item, and what stands between the known ends of the text is its value.
The manifest is also run as written, and the single answers must add up to what
comes out there.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from template_deploy import SECTIONS, Trace, all_steps, deploy
from template_texts import MISSING, Answer, Path, Piece
from template_texts import alone, answer_of, joined, leaves, look, pieces, replace, silenced
from template_world import deployer_environment

Row = list[Any]
UNREAD = ("flow_name",)
LEFT_ALONE = {"kept", "emptied", "dropped", "item-dropped"}


class Disagreement(Exception):
    """The single answers are not what came out of the whole manifest."""


def origin_of(data: Any, path: Path) -> tuple[str, Path] | None:
    """The step a path leads into, and the rest of the path within its inputs."""
    for where, origin, step in all_steps(data):
        if path[: len(where)] == where:
            rest = path[len(where) :]
            return origin, rest[1:] if rest[0] in step else rest
    return None


def seen(data: Any, trace: Trace, path: Path) -> tuple[Any, Path]:
    """The observed tree that a path leads into, and the path within it."""
    step = origin_of(data, path)
    if step is not None:
        return trace.steps.get(step[0]), step[1]
    local = path[2:]
    if local == ["entrypoint"]:
        return None if trace.entrypoint is None else [trace.entrypoint], [0]
    if local == ["work_pool", "name"]:
        return None if trace.pool is None else [trace.pool], [0]
    if local[0] == "schedule":
        return trace.schedules, [0, *local[1:]]
    if local[0] in ("schedules", "triggers"):
        return getattr(trace, local[0]), local[1:]
    return trace.fields, local


def readers(data: Any, path: Path, control: list[Trace]) -> list[int]:
    """The deployments that make use of what stands at a path."""
    if path[0] == "deployments":
        return [] if path[2] in UNREAD else [path[1]]
    if path[0] not in SECTIONS:
        return []
    step = origin_of(data, path)
    return [at for at, trace in enumerate(control) if step and step[0] in trace.steps]


def _gone(tree: Any, path: Path, length: int | None) -> str | None:
    """Was the value dropped, and how?"""
    if length is None:
        return "dropped" if look(tree, path) is MISSING else None
    parent = look(tree, path[:-1])
    return "item-dropped" if not isinstance(parent, list) or len(parent) < length else None


def _length(data: Any, path: Path) -> int | None:
    parent = look(data, path[:-1])
    return len(parent) if isinstance(parent, list) else None


def judge(data: Any, trace: Trace | None, path: Path, written: str, start: int, after: int) -> Answer:
    """The answer for the one placeholder that a copy of the manifest holds."""
    if trace is None:
        return Answer("error", "ValidationError")
    tree, local = seen(data, trace, path)
    if tree is None:
        assert trace.error, f"nothing seen at {path}"
        return Answer("error", trace.error)
    gone = _gone(tree, local, _length(data, path))
    if gone:
        answer = Answer(gone, None, MISSING)
    else:
        value = look(tree, local)
        cut = isinstance(value, str) and (start or after)
        answer = answer_of(written, value[start : len(value) - after] if cut else value)
    if answer.outcome in LEFT_ALONE and trace.error:
        answer.value = trace.error
    return answer


def key_answer(data: Any, trace: Trace, path: Path) -> Answer:
    """The answer for a placeholder in a key."""
    tree, local = seen(data, trace, path)
    key = path[-1]["key"]
    steps = {next(iter(step)) for _, _, step in all_steps(data)}
    kept = key in steps or look(tree, [*local[:-1], key]) is not MISSING
    return Answer("kept" if kept else "error", None, key)


class Interview:
    """All questions about one manifest."""

    def __init__(self, data: Any, shadows: list[str]) -> None:
        self.data = data
        self.names = deployer_environment(shadows)
        self.quiet = silenced(data)
        control = deploy(self.quiet, self.names)
        errors = [trace.error for trace in control or []]
        assert control is not None and not any(errors), f"the silenced manifest fails: {errors}"
        self.control = control
        self.found: list[tuple[int | None, Path, str, list[Piece], list[Answer]]] = []

    def _shown(self, path: Path, shown: str, reader: int) -> Trace | None:
        """The trace with one text put back into the silenced manifest."""
        copy = deepcopy(self.quiet)
        replace(copy, path, shown)
        traces = deploy(copy, self.names, only=reader)
        return traces[reader] if traces else None

    def _isolated(self, path: Path, text: str, found: list[Piece], empty: list[Piece], reader: int) -> list[Answer]:
        answers = []
        for piece in found:
            shown, start = alone(text, found, piece, empty)
            written = text[piece.start : piece.end]
            trace = self._shown(path, shown, reader)
            answer = judge(self.quiet, trace, path, written, start, len(shown) - start - len(written))
            if not piece.real and answer.outcome == "kept":
                answer.outcome = "not-a-placeholder"
            answers.append(answer)
        return answers

    def _asked(self, path: Path, text: str, found: list[Piece], reader: int) -> list[Answer]:
        """Ask with constants for the neighbours; where an emptied neighbour matters, without it."""
        answers = self._isolated(path, text, found, [], reader)
        if len(found) == 1 or any(answer.outcome == "error" for answer in answers):
            return answers
        if self._together(path, text, reader) == joined(text, found, answers):
            return answers
        empty = [piece for piece, answer in zip(found, answers) if answer.left == ""]
        answers = self._isolated(path, text, found, empty, reader)
        if self._together(path, text, reader) != joined(text, found, answers):
            raise Disagreement(f"{path} {text!r}: {answers}")
        return answers

    def _together(self, path: Path, text: str, reader: int) -> Any:
        trace = self._shown(path, text, reader)
        assert trace is not None
        tree, local = seen(self.quiet, trace, path)
        return MISSING if _gone(tree, local, _length(self.quiet, path)) else look(tree, local)

    def _unread(self, path: Path, text: str, found: list[Piece]) -> list[Answer]:
        """Texts no deployment uses; the early passes may still raise."""
        answers = []
        for piece in found:
            answer = Answer("unread")
            if path[0] == "deployments" and not isinstance(path[-1], dict):
                copy = deepcopy(self.quiet)
                replace(copy, path, alone(text, found, piece, [])[0])
                traces = deploy(copy, self.names, only=path[1])
                if traces and traces[path[1]].error:
                    answer = Answer("error", traces[path[1]].error)
            answers.append(answer)
        return answers

    def ask(self) -> None:
        """Ask about every placeholder, for every deployment that reads it."""
        for path, text in leaves(self.data, []):
            found = pieces(text)
            users = readers(self.data, path, self.control)
            if not users:
                owner = path[1] if path[0] == "deployments" else None
                self.found.append((owner, path, text, found, self._unread(path, text, found)))
            for user in users:
                if isinstance(path[-1], dict):
                    answers = [key_answer(self.quiet, self.control[user], path) for _ in found]
                else:
                    answers = self._asked(path, text, found, user)
                self.found.append((user, path, text, found, answers))

    def rows(self) -> list[Row]:
        """The answers as they are recorded."""
        rows = []
        for owner, path, text, found, answers in self.found:
            for piece, answer in zip(found, answers):
                row = [owner, path, text[piece.start : piece.end], answer.outcome]
                rows.append(row if answer.value is None else [*row, answer.value])
        return rows

    def check(self) -> list[str | None] | None:
        """Run the manifest as written; compare; tell how each deployment ended."""
        traces = deploy(self.data, self.names)
        if traces is None:
            return None
        for owner, path, text, found, answers in self.found:
            if owner is None or isinstance(path[-1], dict):
                continue
            if any(answer.outcome in ("unread", "error") for answer in answers):
                continue
            tree, local = seen(self.data, traces[owner], self._shifted(owner, path))
            if tree is None or any(answer.outcome == "item-dropped" for answer in answers):
                continue
            if look(tree, local) != joined(text, found, answers):
                raise Disagreement(f"{path} {text!r}: {answers} but {look(tree, local)!r}")
        return [self._end(at, trace.error) for at, trace in enumerate(traces)]

    def _end(self, owner: int, error: str | None) -> str | None:
        """The exception; of a text that holds several bad placeholders, in no order of Prefect's, the first's."""
        for user, _, _, _, answers in self.found:
            errors = [answer.value for answer in answers if answer.outcome == "error"]
            if user == owner and error in errors:
                return errors[0]
        return error

    def _shifted(self, owner: int, path: Path) -> Path:
        """The path after the items before it that were dropped from their lists."""
        dropped = [
            other
            for user, other, _, _, answers in self.found
            if user == owner and any(answer.outcome == "item-dropped" for answer in answers)
        ]
        out = list(path)
        for at, key in enumerate(path):
            if isinstance(key, int):
                out[at] -= sum(len(o) == at + 1 and o[:at] == path[:at] and o[at] < key for o in dropped)
        return out
