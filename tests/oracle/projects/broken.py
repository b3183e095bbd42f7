"""Scripts that fail when they are run, and what Prefect reads from them instead."""

from __future__ import annotations

from projects.parts import Project, body, flow

GONE = "import no_such_module_here\nfrom no_such_module_here import Thing\n"
PLAIN = "@flow\ndef a(day: int = 1):\n    pass\n"


def _fails(name: str, text: str, *objects: str) -> Project:
    """A script that stops at a missing module."""
    return Project(f"cannot be run: {name}", {"jobs.py": GONE + "from prefect import flow, task\n\n" + text}, [f"jobs.py:{item}" for item in objects or ("a",)])


def _stops(name: str, text: str) -> Project:
    """A script that is no Python, or stops with an exception."""
    return Project(f"stops: {name}", {"jobs.py": text}, ["jobs.py:a", "jobs:a"])


PROJECTS = [
    _fails("a plain flow", PLAIN, "a", "b", "flow", "day", "a.fn", "Thing"),
    _fails(
        "name and options",
        "@flow(name='Named', retries=2, log_prints=True)\ndef a(day: int):\n    pass\n\n\nNAME = 'const'\n\n\n@flow(name=NAME)\ndef b():\n    pass\n\n\n@flow(name=f'{NAME} x')\ndef c():\n    pass\n\n\n@flow(name=Thing.name)\ndef d():\n    pass\n\n\n@flow(name='n', on_failure=[Thing.hook])\ndef e(day: int):\n    pass\n\n\n@flow(**Thing.options)\ndef f():\n    pass\n",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
    ),
    _fails(
        "types that are missing",
        "def other() -> Thing:\n    pass\n\n\n@flow\ndef a(x: Thing, y: Thing = Thing(), z: int = 3, *, k: 'Thing' = None, m: list[Thing] = no_such_module_here.x, n: int) -> Thing:\n    pass\n\n\n@flow\ndef b(x: int, y: Thing | None = None):\n    pass\n",
        "a",
        "b",
        "other",
    ),
    _fails(
        "async",
        "@flow\nasync def a(day: int):\n    pass\n\n\n@flow(name='later')\nasync def b(x: Thing):\n    pass\n\n\n@flow\nasync def c(x: Thing = Thing.y, *args, **kwargs):\n    pass\n",
        "a",
        "b",
        "c",
    ),
    _fails("not a flow", "def a(day: int):\n    pass\n\n\n@task\ndef b():\n    pass\n\n\nclass C:\n    pass\n\n\nd = 1\n", "a", "b", "C", "d", "e"),
    _fails(
        "values",
        "def fn(day: int = 1):\n    pass\n\n\na = flow(fn)\nb = flow(name='b')(fn)\n\n\n@flow\ndef c():\n    pass\n\n\nd = c.with_options(name='dd')\ne = c\nf: object = c\ng, h = c, c\n",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "fn",
    ),
    _fails(
        "classes",
        "class C:\n    @staticmethod\n    @flow\n    def a(day: int):\n        pass\n\n    @flow\n    def b(self, day: int):\n        pass\n\n    @classmethod\n    @flow\n    def c(cls, x: Thing):\n        pass\n\n\nclass D(Thing):\n    @staticmethod\n    @flow(name='dn')\n    def a(day: int):\n        pass\n\n    @flow\n    def b(self, day: Thing = Thing()):\n        pass\n\n    @classmethod\n    @flow\n    def c(cls, day: int):\n        pass\n\n    class E:\n        @staticmethod\n        @flow\n        def d():\n            pass\n",
        "C.a",
        "C.b",
        "C.c",
        "C",
        "C.nope",
        "D.a",
        "D.b",
        "D.c",
        "D",
        "D.nope",
        "D.E.d",
    ),
    _fails(
        "conditions",
        "if True:\n    @flow\n    def a():\n        pass\n\ntry:\n    @flow\n    def b():\n        pass\nexcept ImportError:\n    pass\n\n\ndef outer():\n    @flow\n    def c():\n        pass\n\n\nif __name__ == '__main__':\n    @flow\n    def d():\n        pass\n",
        "a",
        "b",
        "c",
        "d",
    ),
    _fails(
        "defined twice",
        "@flow(name='one')\ndef a(x: int):\n    pass\n\n\n@flow(name='two')\ndef a(y: int):\n    pass\n\n\n@flow(name='three')\ndef b(x: Thing):\n    pass\n\n\n@flow(name='four')\ndef b(y: Thing):\n    pass\n",
        "a",
        "b",
    ),
    _fails(
        "own decorators",
        "@Thing.decorate\n@flow\ndef a():\n    pass\n\n\n@flow\n@Thing\ndef b():\n    pass\n\n\ndef own(fn):\n    return flow(fn, name='own')\n\n\n@own\ndef c():\n    pass\n",
        "a",
        "b",
        "c",
    ),
    _fails(
        "no flow name",
        "import prefect\nimport prefect as p\nfrom prefect import flow as f\nimport prefect.flows\n\n\n@prefect.flow\ndef a(day: int):\n    pass\n\n\n@p.flow(name='pn')\ndef b(x: Thing):\n    pass\n\n\n@f(name='fn')\ndef c(x: Thing):\n    pass\n\n\n@prefect.flows.flow(name='pf')\ndef d():\n    pass\n",
        "a",
        "b",
        "c",
        "d",
    ),
    _fails("import of flow in a try", "del flow\ntry:\n    from prefect import flow\nexcept ImportError:\n    pass\n\n\n@flow\ndef a(day: int):\n    pass\n"),
    _fails(
        "module level names",
        "import datetime as dt\nfrom typing import Optional\n\nLIMIT = 5\nBAD = Thing.x\nA: int = 3\nLIMIT += 1\n\n\nclass Model:\n    pass\n\n\n@flow\ndef a(x: int = LIMIT, y: int = A, z: int = BAD, when: Optional[dt.date] = None, m: Model = None, n: int = len([1])):\n    pass\n",
    ),
    _fails(
        "positional only and stars",
        "@flow\ndef a(x: Thing, /, y: int = 2, *args: Thing, k: Thing, l=Thing, **kwargs: int):\n    pass\n\n\n@flow\ndef b(x, y=1, *, z):\n    pass\n\n\n@flow\ndef c(x: Thing, *, z, w: int = 4):\n    pass\n",
        "a",
        "b",
        "c",
    ),
    _fails("tasks around it", "@task\ndef t():\n    pass\n\n\n@flow\ndef a():\n    t()\n"),
    Project("the decorator comes from the missing module", {"jobs.py": "from no_such_module_here import flow\n\n\n@flow\ndef a():\n    pass\n"}, ["jobs.py:a"]),
    Project(
        "flow is missing in prefect",
        {
            "jobs.py": "from prefect import flw\n\n\n@flw\ndef a():\n    pass\n",
            "two.py": "from prefect import flow, no_such_name\n\n\n@flow\ndef a():\n    pass\n",
        },
        ["jobs.py:a", "two.py:a"],
    ),
    _stops("missing colon", body(PLAIN + "\n\ndef b()\n    pass\n")),
    _stops("unclosed bracket", body(PLAIN + "\n\nx = (1,\n")),
    _stops("unclosed text", body(PLAIN + "\n\nx = '''abc\n")),
    _stops("wrong indentation", body(PLAIN + "\n\ndef b():\npass\n")),
    _stops("tabs and blanks mixed", body("@flow\ndef a():\n\tif True:\n        pass\n")),
    _stops("python 2", body(PLAIN + "\n\nprint 'x'\n")),
    _stops("newer python", body(PLAIN + "\n\ntype X = int\n")),
    _stops("a generic function of newer python", body(PLAIN + "\n\ndef b[T](x: T) -> T:\n    return x\n")),
    _stops("return outside of a function", body(PLAIN + "\n\nreturn 1\n")),
    _stops("a name that is a keyword", body(PLAIN + "\n\nclass = 1\n")),
    _stops("a parameter twice", body("@flow\ndef a(x, x):\n    pass\n")),
    _stops("a default before none", body("@flow\ndef a(x=1, y):\n    pass\n")),
    _stops("a null character", body(PLAIN + "\n\nx = '\0'\n")),
    _stops("merge marks", body("<<<<<<< HEAD\n" + PLAIN + "=======\n>>>>>>> other\n")),
    _stops("an exception before", body("raise RuntimeError('not today')\n\n\n" + PLAIN)),
    _stops("an exception after", body(PLAIN + "\n\nraise RuntimeError('not today')\n")),
    _stops("an exception of two lines", body(PLAIN + "\n\nraise RuntimeError('one\\ntwo')\n")),
    _stops("an unknown name", body(PLAIN + "\n\nprint(nobody)\n")),
    _stops("an unknown attribute", body(PLAIN + "\n\nflow.nobody\n")),
    _stops("an unknown attribute of an unknown name", body(PLAIN + "\n\nraise AttributeError('mine')\n")),
    _stops("exit", body(PLAIN + "\n\nimport sys\nsys.exit(3)\n")),
    _stops("exit before", body("raise SystemExit\n\n\n" + PLAIN)),
    _stops("interrupt", body(PLAIN + "\n\nraise KeyboardInterrupt\n")),
    _stops("assertion", body("assert False, 'x'\n" + PLAIN)),
    _stops(
        "value error in the decorator",
        body("@flow(retries='many', task_runner=3)\ndef a():\n    pass\n\n\n@flow(timeout_seconds='soon')\ndef b():\n    pass\n"),
    ),
    _stops("hooks that are none", body("@flow(on_failure=print)\ndef a():\n    pass\n")),
    _stops("endless recursion", body(PLAIN + "\n\ndef b():\n    b()\n\n\nb()\n")),
    _stops("a warning", "import warnings\nwarnings.warn('x')\n" + flow("a")),
    Project(
        "a fallback that reads only one file",
        {
            "jobs.py": "from lib import gone\n" + body(PLAIN),
            "lib.py": "x = 1\n",
            "use.py": "from jobs import a\n",
            "pkg/__init__.py": "",
            "pkg/use.py": "from .lib import gone, name\n" + body("@flow(name=name)\ndef a(x: int = 1):\n    pass\n"),
            "pkg/lib.py": "name = 'from lib'\n",
        },
        ["jobs.py:a", "use.py:a", "pkg/use.py:a", "pkg.use:a"],
    ),
    Project(
        "a fallback beside a module of the same name",
        {
            "jobs.py": "import no_such_module_here\nfrom tools import limit\n" + body("@flow\ndef a(x: int = limit):\n    pass\n"),
            "tools.py": "limit = 7\n",
            "deep/jobs.py": "import no_such_module_here\nfrom tools import limit\nimport deep.other\n"
            + body("@flow\ndef a(x: int = limit, y: int = deep.other.y):\n    pass\n"),
            "deep/other.py": "y = 8\n",
        },
        ["jobs.py:a", "deep/jobs.py:a", "./jobs.py:a", "{root}/jobs.py:a"],
    ),
    Project(
        "imports that fail otherwise",
        {"jobs.py": "import bad\n" + body(PLAIN), "bad.py": "raise ValueError('x')\n", "syntax.py": "import worse\n" + body(PLAIN), "worse.py": "def (\n"},
        ["jobs.py:a", "jobs:a", "syntax.py:a", "syntax:a"],
    ),
]
