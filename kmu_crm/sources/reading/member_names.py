"""Names of an archive's members: which are no files of anybody's, which lead astray, and which every system can write."""

import re
from pathlib import PurePosixPath

from kmu_crm.sources.reading.cleaning import clean

_LONGEST, _DEEPEST = 80, 6
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.I)
_CLUTTER = {"thumbs.db", "desktop.ini"}


def is_clutter(name: str) -> bool:
    """What macOS, Windows and Office leave beside files, and hidden ones."""
    parts = re.split(r"[/\\]", name)
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or "__MACOSX" in parts or parts[-1].startswith("~$") or parts[-1].casefold() in _CLUTTER


def is_unsafe(name: str) -> bool:
    """Absolute, with a drive, or leading out of the folder."""
    parts = re.split(r"[/\\]", name)
    return not parts[0] or ".." in parts or re.match(r"[A-Za-z]:", name) is not None or "\0" in name


def safe(name: str) -> str:
    """The same name, as far as every system can write it and every label show it."""
    parts = [_part(part) for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return "/".join(parts[-_DEEPEST:]) or "_"


def _part(part: str) -> str:
    plain = re.sub(r'[<>:"|?*\x00-\x1f]', "_", clean(part)).strip(" ")
    stem, suffix = PurePosixPath(plain).stem, PurePosixPath(plain).suffix[:20]
    plain = (stem[:_LONGEST] + suffix).rstrip(". ") or "_"
    return f"_{plain}" if _DEVICES.fullmatch(plain) else plain


def free(name: str, taken: set[str]) -> str:
    """A name that no other member has, whatever the case of its letters; adds it to `taken`."""
    path, number, found = PurePosixPath(name), 1, name
    while found.casefold() in taken:
        number += 1
        found = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(found.casefold())
    return found
