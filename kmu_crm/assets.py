"""Where the files that ship with the program lie: packed into the wheel, or beside the package in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder() -> Path:
    packed = _PACKAGE / "resources"
    return packed if packed.exists() else _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """A file or folder of `resources/`, as a path that exists."""
    return _folder() / name
