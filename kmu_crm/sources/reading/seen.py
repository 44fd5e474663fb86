"""A file as it was when it was opened: whoever reads it twice must read the same."""

import os
from dataclasses import dataclass
from pathlib import Path

from kmu_crm.sources.refusals import refused


@dataclass(frozen=True)
class Seen:
    """`size` in bytes, `changed_at` in nanoseconds."""

    file: Path
    size: int
    changed_at: int

    @classmethod
    def of(cls, file: Path) -> "Seen":
        """Refuses a file that is gone."""
        now = _stat(file)
        return cls(file, now.st_size, now.st_mtime_ns)

    def check(self) -> None:
        """Refuses a file that was changed since, or taken away."""
        if Seen.of(self.file) != self:
            raise refused("changed", self.file.name)


def _stat(file: Path) -> os.stat_result:
    try:
        return file.stat()
    except OSError:
        raise refused("vanished", file.name) from None
