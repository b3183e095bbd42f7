"""All hand-written YAML texts: pairs of a short name and the text.

The texts are small and odd.  They say nothing about what is right: PyYAML's
answer to each is recorded by ``record_yaml.py --cases``.
"""

from __future__ import annotations

from cases import layout, nodes, quoted, scalars, tags

Case = tuple[str, str]


def _collect() -> list[Case]:
    """Every case once: a text met again is dropped, a name met again is a mistake."""
    names: set[str] = set()
    texts: set[str] = set()
    cases: list[Case] = []
    for module in (layout, scalars, quoted, nodes, tags):
        topic = module.__name__.rsplit(".", 1)[-1]
        for name, text in module.CASES:
            full = f"{topic}: {name}"
            if text in texts:
                continue
            if full in names:
                raise ValueError(f"two cases are called {full!r}")
            names.add(full)
            texts.add(text)
            cases.append((full, text))
    return cases


CASES: list[Case] = _collect()
