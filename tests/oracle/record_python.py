"""Record whether Python takes a text: scripts as they are, and with small random damage.

    record_python.py --seed 1 --count 6000 --out recorded/python.jsonl

README.md tells the format.
"""

from __future__ import annotations

import ast
import random
import warnings
from pathlib import Path
from typing import Iterator

import recording
from project_cases import PROJECTS

HERE = Path(__file__).parent
# More than the small projects show: what newer Pythons brought, and what has its own rules.
SNIPPETS = [
    "match point:\n    case (0, y) | [y, 0] if y > 1:\n        pass\n    case {'k': v, **rest}:\n        pass\n    case Point(x=1) as p:\n        pass\n    case _:\n        pass\n",
    "async def f():\n    async with a as b, c:\n        return [x async for x in y if await x]\n    await z\n    yield 1\n",
    "with (open('a') as a, open('b') as b):\n    pass\n",
    "def f(a, /, b: int = 1, *c, d=2, **e) -> 'x': ...\n",
    "x = lambda a, *b, c=1, **d: (yield)\n",
    "x: int\ny: list[int] = [1, *z]\nz = {**a, 'b': 1}\nw = {*a, 1}\n",
    "print(f'{x!r:>{width}} {y=} {{}}', rf'\\d{x}', b'a' b'b', 'a' f'{b}')\n",
    "try:\n    pass\nexcept (A, B) as e:\n    raise C from e\nelse:\n    pass\nfinally:\n    pass\n",
    "try:\n    pass\nexcept* ValueError:\n    pass\n",
    "while (n := next(x)) is not None:\n    continue\nelse:\n    break\n",
    "del a, b[0], c.d\nglobal g\nassert a, b\nnonlocal_ = 1\n",
    "x = 0xFF + 0b1 + 0o7 + 1_000.5e-3 + 1j + ...\n",
    "if a: b = c; d = e\nelif f: pass\nelse: pass\n",
    "class A(B, metaclass=C, *d, **e):\n    x = 1\n    @property\n    def y(self): return self.x\n",
    "a[1:2, ::3, ...] = b if c else d\n@a.b[0](c)\ndef f(): pass\n",
    "x = (\n    1,\n    # a comment\n    2,\n)\n\ty = 1\n",
    "for i, *j in k:\n\tif i:\n\t\tpass\n        \n",
    "s = '''a\nb''' \"\"\"c\"\"\"\nt = 'a\\\nb'\n",
    "from . import a\nfrom .. import (b as c,\n    d)\nfrom .e.f import *\nimport g.h as i, j\n",
    "type X[T] = list[T]\ndef f[T: int](x: T) -> T: return x\n",
    "x = not a and b or c in d not in e is not f < g <= h != i\n",
    "é = 'ünï'\nπ = 3\n",
]
PIECES = ["(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", ":=", "*", "**", "@", "\n", "\n    ", "\n\t", "'", '"', "'''", "\\\n", "#", "if ", "else", " for x in y", "lambda", "await ", "async ", "yield", "return ", "def f():", "class A:", "pass", "not ", "in ", "is ", "as x", "import a", "from a import b", "*a", "**b", "print x", "exec 'a'", "0777", "1__0", "0x", "1e", "f'{", "f'{}'", "}'", "b'é'", "$", "?", "!", "`", "\x0c", "\u00a0", "\ufeff", "\r", "é", "😀", "None = 1", "True", "x = = 1", "->", "...", ";", "~", "\\"]  # fmt: skip

warnings.simplefilter("ignore")


def sources() -> list[str]:
    texts = [text for project in PROJECTS for name, text in project.files.items() if name.endswith(".py") and isinstance(text, str)]
    return sorted({text for text in texts if len(text) < 700}) + SNIPPETS


def damaged(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            text = text[:at] + text[at + chance.choice([1, 1, 2, 4, 9]) :]
        elif kind == 1:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind == 2:
            text = text[:at] + chance.choice(PIECES) + text[at + 1 :]
        else:
            lines = text.split("\n")
            at = chance.randrange(len(lines))
            if kind == 3:
                lines[at] = chance.choice(["", " ", "    ", "\t"]) + lines[at].lstrip(" ") * chance.randrange(3)
            else:
                lines.insert(chance.randrange(len(lines) + 1), lines.pop(at))
            text = "\n".join(lines)
    return text


def texts(seed: int, count: int) -> Iterator[str]:
    known = sources()
    yield from known
    chance = random.Random(seed)
    for _ in range(count):
        yield damaged(chance, chance.choice(known))


def verdict(text: str) -> str:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError) as error:  # bytes of zero are a ValueError
        return type(error).__name__
    return "ok"


def main() -> None:
    parser = recording.parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other texts")
    parser.add_argument("--count", type=int, default=6000, help="how many damaged texts")
    options = parser.parse_args()
    refused = 0
    for _, answer in recording.written(([text, verdict(text)] for text in texts(options.seed, options.count)), options):
        refused += answer != "ok"
    print(f"{refused} are refused")


if __name__ == "__main__":
    main()
