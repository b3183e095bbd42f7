"""Flows that only running the script brings about."""

from __future__ import annotations

from projects.parts import Project, body

PROJECTS = [
    Project(
        "made by running",
        {
            "jobs.py": body("""import sys


def job(day: int = 1):
    pass


for place in ("north", "south"):
    globals()[f"load_{place}"] = flow(job, name=place)

globals()["fixed"] = flow(job, name="fixed")
globals().update(updated=flow(job, name="updated"))
vars()["by_vars"] = flow(job, name="by vars")
locals()["by_locals"] = flow(job, name="by locals")
exec("executed = flow(job, name='executed')")
setattr(sys.modules[__name__], "by_setattr", flow(job, name="by setattr"))
sys.modules[__name__].by_module = flow(job, name="by module")
flows = {place: flow(job, name=place) for place in ("east",)}
locals().update(flows)
(unpacked_a, *unpacked_b) = [flow(job, name="first"), 1, 2]
[unpacked_c, (unpacked_d, _)] = [flow(job, name="c"), (flow(job, name="d"), 0)]
augmented = flow(job, name="augmented")
augmented.__dict__.update(x=1)
renamed = flow(job)
renamed.name = "renamed by hand"
""")
        },
        [
            f"jobs.py:{name}"
            for name in "load_north load_south load_west fixed updated by_vars by_locals executed by_setattr by_module east unpacked_a unpacked_b unpacked_c unpacked_d augmented renamed flows".split()
        ],
    ),
    Project(
        "module __getattr__",
        {
            "jobs.py": body(
                "def __getattr__(name):\n    if name.startswith('job_'):\n        return flow(lambda: 1, name=name)\n    raise AttributeError(name)\n"
            )
        },
        ["jobs.py:job_one", "jobs.py:other", "jobs:job_one", "jobs.job_one", "jobs.py:flow"],
    ),
    Project(
        "module __getattr__ for all",
        {"jobs.py": body("def __getattr__(name):\n    return flow(lambda: 1, name=name)\n")},
        ["jobs.py:anything", "jobs.py:Some.thing"],
    ),
    Project(
        "a module that replaces itself",
        {
            "jobs.py": body(
                "import sys\n\n\nclass Lazy:\n    @property\n    def load(self):\n        return flow(lambda: 1, name='lazy')\n\n\nsys.modules[__name__] = Lazy()\n\n\n@flow\ndef plain():\n    pass\n"
            )
        },
        ["jobs.py:load", "jobs.py:plain", "jobs:load", "jobs:plain"],
    ),
    Project("exec of a text", {"jobs.py": body("exec('''\n@flow\ndef a(day: int):\n    pass\n''')\n")}, ["jobs.py:a"]),
    Project(
        "reads a file beside it",
        {
            "jobs.py": body("from pathlib import Path\n\nname = Path('name.txt').read_text().strip()\n\n\n@flow(name=name)\ndef a():\n    pass\n"),
            "name.txt": "from a file\n",
        },
        ["jobs.py:a", "jobs:a"],
    ),
    Project(
        "reads the environment",
        {
            "jobs.py": body(
                "import os\n\n\n@flow(name=os.environ.get('ORACLE_NO_SUCH', 'fallback'))\ndef a(day: int = int(os.environ.get('ORACLE_NO_SUCH', '5'))):\n    pass\n"
            ),
            "needs.py": body("import os\n\nkey = os.environ['ORACLE_NO_SUCH']\n\n\n@flow(name=key)\ndef a():\n    pass\n"),
        },
        ["jobs.py:a", "needs.py:a", "needs:a"],
    ),
    Project("changes its folder", {"jobs.py": body("import os\n\nos.chdir('sub')\n\n\n@flow\ndef a():\n    pass\n"), "sub/x.txt": ""}, ["jobs.py:a", "jobs:a"]),
    Project(
        "looks at its own name",
        {
            "jobs.py": body("@flow(name=__name__ + '!')\ndef a():\n    pass\n\n\nis_main = __name__ == '__main__'\n"),
            "pkg/inner.py": body("@flow(name=__name__ + '!')\ndef a():\n    pass\n\n\n@flow(name=str(__package__))\ndef b():\n    pass\n"),
        },
        ["jobs.py:a", "jobs:a", "pkg/inner.py:a", "pkg.inner:a", "pkg/inner.py:b", "pkg.inner:b"],
    ),
    Project("serves when run", {"jobs.py": body("@flow\ndef a():\n    pass\n\n\nif __name__ == '__main__':\n    a.serve(name='x')\n")}, ["jobs.py:a"]),
]
