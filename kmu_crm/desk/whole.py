"""A file that is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Hands out a place beside `target` to write to; it takes the name when the block ends well. Raises OSError."""
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)
        raise
