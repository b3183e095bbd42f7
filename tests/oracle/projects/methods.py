"""Flows in classes."""

from __future__ import annotations

from projects.parts import Project, body

CLASSES = body("""class Base:
    @flow
    def inherited(self, day: int):
        pass

    @flow
    def replaced(self):
        pass

    @flow
    def hidden(self):
        pass


class Jobs(Base):
    kind = "x"

    @flow
    def method(self, day: int, note: str = "n"):
        pass

    @flow(name="method name")
    def method_named(self):
        pass

    @staticmethod
    @flow
    def static_over(day: int):
        pass

    @flow
    @staticmethod
    def static_under(day: int):
        pass

    @classmethod
    @flow
    def class_over(cls, day: int):
        pass

    @flow
    @classmethod
    def class_under(cls, day: int):
        pass

    @property
    @flow
    def prop(self):
        pass

    @flow
    async def later(self, day: int):
        pass

    @flow(name="other")
    def replaced(self, day: int):
        pass

    hidden = None

    def plain(self):
        pass

    @task
    def a_task(self):
        pass

    class Inner:
        @flow
        def deep(self):
            pass

        class Innermost:
            @staticmethod
            @flow
            def deepest():
                pass

    alias = method
    if True:
        @flow
        def conditional(self):
            pass


class Child(Jobs):
    pass


class Two(Base, Jobs.Inner):
    pass


@flow
def outside(self, day: int):
    pass


Jobs.attached = outside
setattr(Child, "attached_too", outside)
instance = Jobs()
made = Jobs().method
OtherName = Jobs
""")
_MEMBERS = """method method_named static_over static_under class_over class_under prop later replaced hidden plain a_task Inner Inner.deep Inner.Innermost.deepest alias
conditional inherited attached nope kind kind.x method.x method.fn""".split()

PROJECTS = [
    Project(
        "members of classes",
        {"jobs.py": CLASSES},
        [f"jobs.py:Jobs.{member}" for member in _MEMBERS]
        + [
            f"jobs.py:Child.{member}"
            for member in ("method", "inherited", "static_over", "class_over", "class_under", "attached_too", "attached", "Inner.deep")
        ]
        + [
            "jobs.py:Two.inherited",
            "jobs.py:Two.deep",
            "jobs.py:outside",
            "jobs.py:instance.method",
            "jobs.py:instance.static_over",
            "jobs.py:instance.class_under",
            "jobs.py:made",
            "jobs.py:OtherName.method",
            "jobs.py:instance",
            "jobs:Jobs.method",
            "jobs:Child.inherited",
            "jobs.Jobs.method",
        ],
    ),
    Project(
        "a base from another module",
        {
            "base.py": body("class Base:\n    @flow\n    def run(self, day: int):\n        pass\n"),
            "jobs.py": "import base\nfrom base import Base\n\n\nclass A(Base):\n    pass\n\n\nclass B(base.Base):\n    run = None\n\n\nclass C(A, B):\n    pass\n",
        },
        ["jobs.py:A.run", "jobs.py:B.run", "jobs.py:C.run", "jobs:A.run", "jobs.py:base.Base.run", "jobs.py:Base.run"],
    ),
    Project(
        "classes with a will of their own",
        {
            "jobs.py": body(
                "import dataclasses\nfrom enum import Enum\n\n\nclass Meta(type):\n    def __getattr__(cls, name):\n        return flow(lambda: 1, name=name)\n\n\nclass A(metaclass=Meta):\n    pass\n\n\n"
                "@dataclasses.dataclass\nclass B:\n    x: int = 1\n\n    @flow\n    def run(self):\n        pass\n\n\n"
                "class D(Enum):\n    ONE = 1\n\n    @flow\n    def run(self):\n        pass\n\n\nclass E:\n    def __init_subclass__(cls):\n        cls.run = flow(lambda: 1, name='made')\n\n\nclass F(E):\n    pass\n\n\n"
                "def closed(cls):\n    return None\n\n\n@closed\nclass G:\n    @flow\n    def run(self):\n        pass\n\n\nclass H:\n    __slots__ = ()\n    run = flow(lambda: 1)\n\n\nMade = type('Made', (), {'run': H.run})\n"
            )
        },
        ["jobs.py:A.anything", "jobs.py:B.run", "jobs.py:D.run", "jobs.py:E.run", "jobs.py:F.run", "jobs.py:G.run", "jobs.py:H.run", "jobs.py:Made.run"],
    ),
    Project(
        "a flow in a model",
        {
            "jobs.py": body("from pydantic import BaseModel\n\n\nclass C(BaseModel):\n    x: int = 1\n\n    @flow\n    def run(self):\n        pass\n"),
            "kept.py": body(
                "from typing import ClassVar\nfrom pydantic import BaseModel\n\n\nclass C(BaseModel):\n    x: int = 1\n\n    @staticmethod\n    @flow\n    def run(day: int):\n        pass\n"
            ),
        },
        ["jobs.py:C.run", "jobs:C.run", "kept.py:C.run"],
    ),
    Project(
        "flow objects as classes",
        {
            "jobs.py": body(
                "class Job:\n    def __call__(self, day: int):\n        pass\n\n\na = Job()\n\n\n@flow\nclass B:\n    def __init__(self, day: int):\n        pass\n"
            )
        },
        ["jobs.py:a", "jobs.py:B", "jobs.py:Job"],
    ),
    Project(
        "a callable object as a flow",
        {"jobs.py": body("class Job:\n    def __call__(self, day: int):\n        pass\n\n\na = flow(Job(), name='x')\n")},
        ["jobs.py:a"],
    ),
]
