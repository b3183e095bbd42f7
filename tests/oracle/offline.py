"""Keeps Prefect to this machine: a home of its own, no server, no connections.

Import this before anything of Prefect's: it reads its settings once.
"""

import os
import socket
import tempfile
import warnings
from typing import Any

for _name in [name for name in os.environ if name.startswith("PREFECT_")]:
    del os.environ[_name]
os.environ.update(
    PREFECT_HOME=tempfile.mkdtemp(prefix="oracle-"),
    PREFECT_API_URL="http://127.0.0.1:9/api",
    PREFECT_SERVER_ALLOW_EPHEMERAL_MODE="false",
    PREFECT_SERVER_ANALYTICS_ENABLED="false",
    PREFECT_LOGGING_LEVEL="CRITICAL",
    PREFECT_LOGGING_TO_API_ENABLED="false",
    DO_NOT_TRACK="1",
)
warnings.simplefilter("ignore")


def _refuse(*_args: Any, **_kwargs: Any) -> None:
    raise RuntimeError("no connections from here")


socket.socket.connect = _refuse  # type: ignore[method-assign,assignment]
socket.create_connection = _refuse  # type: ignore[assignment]
