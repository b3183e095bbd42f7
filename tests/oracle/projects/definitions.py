"""How a flow may be made in a script."""

from __future__ import annotations

from projects.parts import Project

DECORATORS = '''import functools
import prefect
import prefect as p
import prefect.flows
import prefect.flows as pf
import prefect.main
from prefect import Flow
from prefect import flow
from prefect import flow as f
from prefect import task
from prefect.flows import Flow as FlowClass
from prefect.flows import flow as flow_too
from prefect.main import flow as main_flow

own = flow
named = flow(name="From a decorator")
NAME = "constant name"


@flow
def plain(day: int, *, note: str = "x"):
    """Says something."""


@flow()
def called(day: int):
    pass


@f
def aliased():
    pass


@p.flow
def through_alias():
    pass


@prefect.flow(name="dotted")
def through_module():
    pass


@prefect.flows.flow
def through_submodule():
    pass


@pf.flow(retries=2)
def through_submodule_alias():
    pass


@flow_too
def from_flows():
    pass


@main_flow
def from_main():
    pass


@own
def own_name():
    pass


@named
def decorator_value():
    pass


@flow(name="Named Flow", retries=3, log_prints=True, description="d")
def with_literal():
    pass


@flow(name=NAME)
def with_constant():
    pass


@flow(name=f"{NAME} {1 + 1}")
def with_computed():
    pass


@flow(name="a" "b")
def with_joined():
    pass


@flow(**{"name": "unpacked"})
def with_unpacked():
    pass


@flow(name=None)
def with_none():
    pass


@flow(name="")
def with_empty():
    pass


@flow(flow_run_name="{day}")
def with_run_name(day):
    pass


@Flow
def class_as_decorator():
    pass


@functools.partial(flow, name="partial name")
def with_partial():
    pass


@(lambda fn: flow(fn))
def with_lambda():
    pass


@[flow][0]
def with_subscript():
    pass


def helper(day: int = 2):
    pass


assigned = flow(helper)
assigned_named = flow(name="assigned name")(helper)
assigned_keyword = flow(helper, name="keyword name")
by_class = Flow(helper)
by_class_named = FlowClass(helper, name="class name")
by_class_keyword = Flow(fn=helper)
optioned = plain.with_options(name="optioned")
optioned_same = plain.with_options(retries=1)
chained = plain.with_options(name="one").with_options(name="two")
alias = plain
alias_of_alias = alias
first, second = plain, called
both = also = plain
annotated: Flow = plain
(walrus := plain)
from_lambda = flow(lambda day: day)
from_builtin_class = flow(int) if False else plain
twice = flow(plain) if False else None
a_list = [plain]
a_dict = {"plain": plain}
either = plain or called
a_task = task(helper)
text = "plain"
number = 1
nothing = None


@task
def task_only():
    pass


class Thing:
    pass


async def plain_async():
    pass
'''

_NAMES = """plain called aliased through_alias through_module through_submodule through_submodule_alias from_flows from_main own_name decorator_value with_literal
with_constant with_computed with_joined with_unpacked with_none with_empty with_run_name class_as_decorator with_partial with_lambda with_subscript helper assigned
assigned_named assigned_keyword by_class by_class_named by_class_keyword optioned optioned_same chained alias alias_of_alias first second both also annotated walrus
from_lambda from_builtin_class twice a_list a_dict either a_task text number nothing task_only Thing plain_async own named flow f p prefect Flow NAME functools""".split()

_HEAD = "from prefect import flow, task\nfrom prefect import Flow\n\n"


def _one(name: str, text: str, *objects: str) -> Project:
    """A project of one script, asked about some of its names."""
    return Project(name, {"jobs.py": _HEAD + text}, [f"jobs.py:{item}" for item in objects])


PROJECTS = [
    Project("decorators and values", {"jobs.py": DECORATORS}, [f"jobs.py:{name}" for name in _NAMES]),
    _one("flow of a task", "@task\ndef t():\n    pass\n\n\ng = flow(t)\n", "g", "t"),
    _one("flow of a flow", "@flow(name='inner')\ndef t():\n    pass\n\n\ng = flow(t)\n", "g", "t"),
    _one("flow below a task", "@task\n@flow\ndef g():\n    pass\n", "g"),
    _one("flow above a task", "@flow\n@task\ndef g():\n    pass\n", "g"),
    _one("flow above a flow", "@flow(name='out')\n@flow(name='in')\ndef g():\n    pass\n", "g"),
    _one(
        "own decorator that keeps the name, below",
        "import functools\n\n\ndef timed(fn):\n    @functools.wraps(fn)\n    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return inner\n\n\n@flow\n@timed\ndef g(day: int, note: str = 'x'):\n    pass\n",
        "g",
        "timed",
    ),
    _one(
        "own decorator that loses the name, below",
        "def timed(fn):\n    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return inner\n\n\n@flow\n@timed\ndef g(day: int):\n    pass\n",
        "g",
    ),
    _one(
        "own decorator above",
        "import functools\n\n\ndef timed(fn):\n    @functools.wraps(fn)\n    def inner(*args, **kwargs):\n        return fn(*args, **kwargs)\n    return inner\n\n\n@timed\n@flow\ndef g(day: int):\n    pass\n",
        "g",
        "g.__wrapped__",
    ),
    _one("own decorator above that hands back", "def marked(fn):\n    fn.mark = 1\n    return fn\n\n\n@marked\n@flow\ndef g(day: int):\n    pass\n", "g"),
    _one("own decorator that makes flows", "def job(fn):\n    return flow(fn, name='job ' + fn.__name__)\n\n\n@job\ndef g(day: int):\n    pass\n", "g", "job"),
    _one(
        "own decorator with arguments",
        "def job(**options):\n    def make(fn):\n        return flow(**options)(fn)\n    return make\n\n\n@job(name='made')\ndef g(day: int):\n    pass\n",
        "g",
    ),
    _one(
        "a cached function",
        "import functools\n\n\n@flow\n@functools.lru_cache\ndef g(day: int):\n    pass\n\n\n@functools.lru_cache\n@flow\ndef h():\n    pass\n",
        "g",
        "h",
    ),
    _one(
        "a context manager as decorator",
        "import contextlib\n\n\n@contextlib.contextmanager\ndef within():\n    yield\n\n\n@flow\n@within()\ndef g(day: int):\n    pass\n\n\n@within()\n@flow\ndef h():\n    pass\n",
        "g",
        "h",
    ),
    _one(
        "async and generators",
        "@flow\nasync def a(day: int):\n    pass\n\n\n@flow\ndef b():\n    yield 1\n\n\n@flow\nasync def c():\n    yield 1\n",
        "a",
        "b",
        "c",
    ),
    _one(
        "if and else",
        "import sys\n\nif sys.version_info >= (3, 8):\n    @flow\n    def a():\n        pass\nelse:\n    @flow(name='old')\n    def a():\n        pass\n\nif False:\n    @flow\n    def b():\n        pass\n\nif 0:\n    c = 1\nelif True:\n    @flow\n    def c():\n        pass\n",
        "a",
        "b",
        "c",
    ),
    _one(
        "try and except ImportError",
        "try:\n    import no_such_module_here\n\n    @flow\n    def a():\n        pass\nexcept ImportError:\n    @flow(name='stand-in')\n    def a():\n        pass\nelse:\n    @flow\n    def b():\n        pass\nfinally:\n    @flow\n    def c():\n        pass\n",
        "a",
        "b",
        "c",
    ),
    _one(
        "only while type checking",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    @flow\n    def a():\n        pass\nelse:\n    @flow(name='real')\n    def b():\n        pass\n\nif not TYPE_CHECKING:\n    @flow\n    def c():\n        pass\n",
        "a",
        "b",
        "c",
    ),
    _one(
        "only as main",
        "if __name__ == '__main__':\n    @flow\n    def a():\n        pass\n\nif __name__ != '__main__':\n    @flow\n    def b():\n        pass\n\n\n@flow\ndef c():\n    pass\n\n\nif __name__ == '__main__':\n    raise SystemExit(1)\n",
        "a",
        "b",
        "c",
    ),
    _one(
        "with, while, for and match",
        "import contextlib\n\nwith contextlib.suppress(Exception):\n    @flow\n    def a():\n        pass\n\nwhile True:\n    @flow\n    def b():\n        pass\n    break\n\nfor item in [1]:\n    @flow\n    def c():\n        pass\n\nmatch 1:\n    case 1:\n        @flow\n        def d():\n            pass\n    case _:\n        @flow\n        def e():\n            pass\n\nfor f in [a, b]:\n    pass\n\nfor none in []:\n    pass\n\nwith contextlib.nullcontext(a) as g:\n    pass\n",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "none",
        "g",
        "item",
    ),
    _one(
        "defined twice",
        "@flow(name='one')\ndef a():\n    pass\n\n\n@flow(name='two')\ndef a(day: int):\n    pass\n\n\n@flow\ndef b():\n    pass\n\n\ndef b():\n    pass\n\n\ndef c():\n    pass\n\n\n@flow\ndef c():\n    pass\n\n\n@flow\ndef d():\n    pass\n\n\nd = 1\n\n\n@flow\ndef e():\n    pass\n\n\nclass e:\n    pass\n\n\n@flow\ndef g():\n    pass\n\n\nimport os as g\n",
        "a",
        "b",
        "c",
        "d",
        "e",
        "g",
    ),
    _one(
        "deleted",
        "@flow\ndef a():\n    pass\n\n\nb = a\ndel a\n\n\n@flow\ndef c():\n    pass\n\n\ndel c\n\n\n@flow\ndef c():\n    pass\n\n\nif False:\n    del b\n\n\n@flow\ndef d():\n    pass\n\n\ntry:\n    pass\nexcept Exception as d:\n    pass\n\ntry:\n    raise ValueError\nexcept ValueError as h:\n    pass\n",
        "a",
        "b",
        "c",
        "d",
        "h",
    ),
    _one(
        "inside a function",
        "def make():\n    @flow\n    def a():\n        pass\n    return a\n\n\nb = make()\n\n\ndef set_up():\n    global c\n\n    @flow\n    def c():\n        pass\n\n\nset_up()\n\n\ndef never():\n    global d\n    d = b\n",
        "a",
        "b",
        "c",
        "d",
        "make",
        "make.a",
    ),
    _one("two flows with one name", "@flow(name='same')\ndef a():\n    pass\n\n\n@flow(name='same')\ndef b():\n    pass\n", "a", "b", "same"),
    _one(
        "overloads",
        "from typing import overload\n\n\n@overload\ndef a(day: int) -> int: ...\n@overload\ndef a(day: str) -> str: ...\n@flow\ndef a(day):\n    return day\n",
        "a",
    ),
    _one("names that are forbidden", "@flow(name='a/b')\ndef a():\n    pass\n", "a"),
    _one("a name that is no text", "@flow(name=5)\ndef a():\n    pass\n", "a"),
    _one("an option that does not exist", "@flow(nmae='x')\ndef a():\n    pass\n", "a"),
    _one("an option out of place", "@flow('my name')\ndef a():\n    pass\n", "a"),
    _one("flow without its import", "del flow\n\n\n@flow\ndef a():\n    pass\n", "a"),
    _one("reserved argument names", "@flow\ndef a(wait_for):\n    pass\n", "a"),
    _one("reserved argument name return_state", "@flow\ndef a(return_state=False):\n    pass\n", "a"),
    _one(
        "names that begin with an underscore",
        "@flow\ndef _hidden():\n    pass\n\n\n@flow\ndef __dunder__():\n    pass\n\n\n@flow\ndef _():\n    pass\n\n\n@flow\ndef für():\n    pass\n\n\n@flow\ndef UPPER_Case():\n    pass\n",
        "_hidden",
        "__dunder__",
        "_",
        "für",
        "UPPER_Case",
        "fu\u0308r",
    ),
    _one("a parameter with an underscore", "@flow\ndef a(_day: int = 1):\n    pass\n", "a"),
    _one(
        "conditional expression",
        "@flow\ndef a():\n    pass\n\n\nb = a if True else None\nc = None if True else a\nd = (lambda: a)()\ne = [a][0]\ng = {'a': a}['a']\nh = next(iter([a]))\ni = getattr(a, 'fn')\nj = a.fn\n",
        "b",
        "c",
        "d",
        "e",
        "g",
        "h",
        "i",
        "j",
    ),
    _one(
        "types and protocols as targets",
        "from enum import Enum\nfrom typing import NamedTuple\n\n\nclass Colour(Enum):\n    RED = 1\n\n\nclass Row(NamedTuple):\n    a: int\n\n\nlist_ = list\n",
        "Colour",
        "Colour.RED",
        "Row",
        "list_",
        "Row._fields",
    ),
    _one("subclass of Flow", "class Own(Flow):\n    pass\n\n\ndef fn(day: int):\n    pass\n\n\na = Own(fn)\n", "a", "Own"),
    _one("flow from source", "def fn():\n    pass\n\n\na = Flow.from_source(source='.', entrypoint='other.py:b')\n", "a", "fn"),
    _one("a stand-in called flow", "def flow(fn):\n    return fn\n\n\n@flow\ndef a():\n    pass\n", "a"),
    _one(
        "flow is imported in a try",
        "try:\n    from prefect import flow\nexcept ImportError:\n    def flow(fn):\n        return fn\n\n\n@flow\ndef a():\n    pass\n",
        "a",
    ),
    _one(
        "flow is imported in a function",
        "def make():\n    import prefect as pp\n\n    @pp.flow\n    def a():\n        pass\n    return a\n\n\nb = make()\n",
        "b",
    ),
    _one(
        "a partial of flow",
        "import functools\n\njob = functools.partial(flow, log_prints=True)\nnamed = functools.partial(flow, name='p')\n\n\n@job\ndef a():\n    pass\n\n\n@named()\ndef b(day: int):\n    pass\n\n\n@job(name='q')\ndef c():\n    pass\n",
        "a",
        "b",
        "c",
        "job",
    ),
    _one("docstring before the future", "@flow\ndef a(day: 'int', note: 'Optional[str]' = None):\n    pass\n", "a"),
    _one("a flow calls another at import", "@flow\ndef a():\n    pass\n\n\n@flow\ndef b():\n    a()\n\n\nprint('hello')\n", "a", "b"),
    _one("bound to infrastructure", "from prefect.flows import InfrastructureBoundFlow\n\n\n@flow\ndef a():\n    pass\n", "a", "InfrastructureBoundFlow"),
]
