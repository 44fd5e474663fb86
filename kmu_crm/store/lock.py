"""One writer at a time: an operating-system lock on a file beside the store, which dies with its holder."""

import os
import platform
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_
from kmu_crm.store.trouble import ReadOnly


class StoreIsLocked(KmuError):
    text = N_("Another window or command is working with {file} ({holder}).")
    advice = N_("Close it there, or wait until it has finished.")
    code = "locked"


class Lock:
    """Held until `release`; a killed program releases it by dying. The file's text names the holder for the message.

    Raises StoreIsLocked, or ReadOnly where no lock can be made.
    """

    def __init__(self, store: Path):
        self.file = store.with_name(store.name + "-lock")
        self._handle: IO[str] | None = None
        try:
            handle = self.file.open("a+", encoding="utf-8")
        except OSError as error:
            raise ReadOnly(file=store.name) from error
        try:
            _seize(handle)
        except OSError:
            handle.close()
            raise StoreIsLocked(file=store.name, holder=self._holder()) from None
        self._handle = handle
        with suppress(OSError):  # on a full disk the lock holds without a name
            handle.truncate(0)
            handle.write(f"{platform.node()}, {os.getpid()}")
            handle.flush()

    def _holder(self) -> str:
        try:
            return self.file.read_text("utf-8", "replace") or "?"
        except OSError:
            return "?"

    def release(self) -> None:
        if self._handle:
            with suppress(OSError):  # the name could not be written: the lock is given back all the same
                self._handle.close()
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 30  # far behind the text: nobody else may read a byte that is locked there

    def _seize(handle: IO[str]) -> None:
        handle.seek(_PLACE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        handle.seek(0)
else:
    import fcntl

    def _seize(handle: IO[str]) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
