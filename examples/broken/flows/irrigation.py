"""Valves and the soil around them."""

from prefect import flow


@flow
def water(minutes: int = 10):
    """Opens the valves where the soil is dry."""
