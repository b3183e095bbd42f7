"""What was picked, by row."""

from typing import Literal

from prefect import flow


@flow(log_prints=True)
def weigh(rows: list[str], unit: Literal["kg", "lb"] = "kg"):
    """Sums up what was picked yesterday."""
    for row in rows:
        print(f"{row}: 0 {unit}")
