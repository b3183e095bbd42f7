"""All small projects whose entrypoints are asked about, each with a name of its own.

Nothing here says what is right: Prefect's answers are recorded by ``record_projects.py``.
"""

from __future__ import annotations

from projects import broken, definitions, dynamic, entrypoints, files, imports, methods
from projects.parts import Project


def _collect() -> list[Project]:
    """The projects of every topic; a name or an entrypoint met again is a mistake."""
    names: set[str] = set()
    projects: list[Project] = []
    for topic in (entrypoints, definitions, methods, dynamic, imports, broken, files):
        for project in topic.PROJECTS:
            if project.name in names:
                raise ValueError(f"two projects are called {project.name!r}")
            if len(set(project.entrypoints)) != len(project.entrypoints):
                raise ValueError(f"{project.name!r} asks about an entrypoint twice")
            names.add(project.name)
            projects.append(project)
    return projects


PROJECTS: list[Project] = _collect()
