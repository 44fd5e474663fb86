"""Putting a file in its place whole or not at all, and giving back what stood there when the rest fails."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kmu_crm.errors import KmuError, cause
from kmu_crm.fields import text as plain
from kmu_crm.i18n import N_
from kmu_crm.store.patience import patiently

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.I)


class TargetInUse(KmuError):
    text = N_("{file} is open in another program.")
    advice = N_("Close it in Excel, or choose another name. Nothing was written or logged.")
    code = "target_in_use"


class NoPlace(KmuError):
    text = N_("{file} cannot be written there ({reason}).")
    advice = N_("Choose a folder you may write to. Nothing was written or logged.")
    code = "no_place"


class NotAFile(KmuError):
    text = N_("{file} is a folder, or its folder does not exist.")
    advice = N_("Name a file in a folder that exists.")
    code = "no_place"


class IsTheStore(KmuError):
    text = N_("{file} is the customer file itself. It was left untouched.")
    advice = N_("Choose another name.")
    code = "no_place"


class AlreadyThere(KmuError):
    text = N_("There is already a file {file}.")
    advice = N_("Choose another name, or say that it may be replaced (“--overwrite”).")
    code = "already_there"


class StillThere(KmuError):
    text = N_("Nobody is left to write to, and the older file {file} cannot be taken away.")
    advice = N_(
        "Do not use it: it names people who may no longer be written to. Close it in other programs and delete it."
    )
    code = "target_in_use"


def refuse(target: Path, overwrite: bool, store: Path | None) -> None:
    """Raises NotAFile, IsTheStore or AlreadyThere; `store` is the customer file, which no export replaces."""
    if target.is_dir() or not target.parent.is_dir():
        raise NotAFile(file=target.name)
    if store and target.exists() and target.samefile(store):
        raise IsTheStore(file=target.name)
    if target.exists() and not overwrite:
        raise AlreadyThere(file=target.name)


def remove(target: Path) -> bool:
    """Takes a file away that may be replaced, where there is nothing to replace it with; whether there was one.
    Raises StillThere."""
    if not target.exists():
        return False
    try:
        patiently(target.unlink)
    except OSError as error:
        raise StillThere(file=target.name) from error
    return True


@contextmanager
def placing(target: Path) -> Iterator[Callable[[bytes], None]]:
    """Hands out a function that puts a file in its place; when the block fails after that, all is as it was before.

    The function raises TargetInUse, NoPlace.
    """
    part, before = _beside(target), _beside(target)
    placed = False

    def put(content: bytes) -> None:
        nonlocal placed
        _write_through(part, content, target.name)
        if target.exists():
            _patiently(lambda: shutil.copy2(target, before), target.name)
        _patiently(lambda: part.replace(target), target.name)  # in one step: a killed program leaves the old file
        placed = True

    try:
        yield put
    except BaseException:
        if placed and before.exists():
            before.replace(target)
        elif placed:
            target.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)
        before.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{uuid4().hex[:12]}.part")


def _write_through(part: Path, content: bytes, name: str) -> None:
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NoPlace(file=name, reason=cause(error)) from error


def _patiently(step: Callable[[], object], name: str) -> None:
    """Raises TargetInUse where the file is still held after all pauses, NoPlace where the system says another no."""
    try:
        patiently(step)
    except PermissionError as error:
        raise TargetInUse(file=name) from error
    except OSError as error:
        raise NoPlace(file=name, reason=cause(error)) from error


def suggested(name: str, suffix: str) -> str:
    """A file name for a campaign that every system takes: no path, no device, no dots or blanks at its ends."""
    bare = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", plain.clean(name))
    bare = " ".join(bare.split()).strip(". ")[:80].rstrip(". ")
    if not bare or _DEVICES.fullmatch(bare):
        bare = f"Liste {bare}".strip()
    return f"{bare}.{suffix}"
