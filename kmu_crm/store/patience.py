"""A file that a virus scanner, an indexer or a synchronising program holds for a moment is asked for again."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.0)  # seconds


def patiently(step: Callable[[], T]) -> T:
    """What `step` gives; raises its PermissionError where the file is still held after all pauses, other errors at once.

    Windows says so of a file that somebody has open (errors 5, 32 and 33).
    """
    for pause in PAUSES:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def replace(part: Path, target: Path) -> None:
    """In one step: a killed program leaves one file or the other. Raises OSError."""
    patiently(lambda: part.replace(target))
