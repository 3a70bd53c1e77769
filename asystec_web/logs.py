"""What reaches the logs: events of ours, and nothing that people typed."""

import logging
import re
from typing import Any

import structlog

# Reflex and the libraries under it quote what arrived over the socket, secrets
# included, behind words like these.
_FRAMEWORK = ("reflex", "engineio", "socketio")
_QUOTES = re.compile(
    r"(event data|event payload for handler [\w.]+|queue entry for|but received)"
    r".*",
    re.IGNORECASE | re.DOTALL,
)


def configure_logs() -> None:
    """Keep what people typed out of the logs of everything this process runs."""
    logging.setLogRecordFactory(_without_quotes)
    # At INFO it logs addresses with cédulas in them.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
    )


def frames_of(exception: BaseException) -> list[str]:
    """Tell where it was raised; its message may quote what somebody typed."""
    frames: list[str] = []
    step = exception.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return frames


def _without_quotes(name: str, *args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - as logging passes them
    record = logging.LogRecord(name, *args, **kwargs)
    if name.split(".", maxsplit=1)[0].split("_", maxsplit=1)[0] in _FRAMEWORK:
        record.msg = _QUOTES.sub(r"\1 (left out)", record.getMessage())
        record.args = None
        if record.exc_info:
            kind = record.exc_info[0]
            record.msg += f" {kind.__name__ if kind else ''}"
            record.exc_info = None
    return record
