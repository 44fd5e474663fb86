"""Where the files that ship with the program lie: packed into the wheel, or beside the package in a checkout."""

from importlib import resources
from pathlib import Path


def path(name: str) -> Path:
    """A file or folder of `resources/`, as a path that exists."""
    packed = Path(str(resources.files("kmu_crm"))) / "resources" / name
    return packed if packed.exists() else Path(__file__).resolve().parent.parent / "resources" / name
