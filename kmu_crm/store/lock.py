"""One writer at a time: an operating-system lock on a file beside the store, which dies with its holder."""

import os
import platform
import sys
from pathlib import Path
from typing import IO

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_


class StoreIsLocked(KmuError):
    text = N_("Another window or command is working with {file} ({holder}).")
    advice = N_("Close it there, or wait until it has finished.")
    code = "locked"


class Lock:
    """Held until `release`; a killed program releases it by dying. The file's text names the holder for the message."""

    def __init__(self, store: Path):
        self.file = store.with_name(store.name + "-lock")
        self._handle: IO[str] | None = None
        handle = self.file.open("a+", encoding="utf-8")
        try:
            _seize(handle)
        except OSError:
            handle.close()
            raise StoreIsLocked(file=store.name, holder=self._holder()) from None
        self._handle = handle
        handle.seek(0)
        handle.truncate()
        handle.write(" " + f"{platform.node()}, {os.getpid()}")  # the first byte is the one that is locked
        handle.flush()

    def _holder(self) -> str:
        try:
            return self.file.read_bytes()[1:].decode("utf-8", "replace") or "?"
        except OSError:
            return "?"

    def release(self) -> None:
        if self._handle:
            self._handle.close()
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _seize(handle: IO[str]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(handle: IO[str]) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
