"""How much room a disk still has, as far as the system tells."""

import shutil
from pathlib import Path

MIB = 1 << 20


def free(folder: Path) -> int | None:
    """Bytes; None where the system does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def megabytes(size: int) -> str:
    """Rounded up: what is to be made free shall suffice."""
    return f"{-(-size // MIB)} MB"
