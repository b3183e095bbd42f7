"""The values that are given to every parameter, as they come out of a manifest.

Prefect turns the loaded manifest into JSON before anything is checked: a date of
YAML is a text by then, a set a list, and NaN is null.
"""

from __future__ import annotations

from typing import Any

VALUES: list[Any] = [
    None, True, False,
    0, 1, -1, 5, 42, 2**63, 10**30,
    0.0, 1.0, -2.0, 1.5, 1e300,
    "", "a", "b", "5", "-1", "1.5", "true", "null", "RED", "red", "one two", "é",
    "2024-05-06", "2024-05-06T07:08:09", "2024-05-06T07:08:09+00:00", "07:08:09", "PT5M", "P1D",
    "123e4567-e89b-12d3-a456-426614174000", "etl/daily.yaml", "https://example.com/x", "user@example.com", "127.0.0.1",
    [], [1], [1, "a"], ["a"], ["a", "b"], [1, 1], [None], [[1]], [1.5], [1, 2, 3], [{"a": 1}],
    {}, {"a": 1}, {"a": "x"}, {"name": "x"}, {"name": "x", "size": 3}, {"name": 5}, {"size": "3"}, {"name": "x", "more": True}, {"name": "x", "size": None},
    {"inner": {"name": "x"}}, {"inner": {}}, {"inner": None}, {"1": 1}, {"a": [1]}, {"a": None}, {"a": {"b": 1}}, {"$ref": "123e4567-e89b-12d3-a456-426614174000"}, {"kind": "cat", "name": "x"},
]  # fmt: skip
