"""An archive, mostly a spreadsheet's, looked at from outside before anything reads it: sizes, ratio, definitions, passwords.

Nothing is unpacked to disk, and no member is opened by the path it claims.
"""

import re
import zipfile
import zlib
from pathlib import Path

from kmu_crm.sources.refusals import refused

MOST_UNPACKED, MOST_RATIO, RATIO_FROM = 200 << 20, 100, 10 << 20
_OLE = (("document", "WordDocument"), ("document", "PowerPoint Document"), ("outlook", "__substg1.0_"))
_DEFINITION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)


def kind_of_zip(path: Path) -> str:
    """xlsx, xlsb or ods; refuses other archives, cut ones, bombs, protected ones and those with XML definitions."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = {info.filename: info for info in archive.infolist()}
            kind = _kind(archive, members)
            if kind not in ("xlsx", "xlsb", "ods"):
                raise refused(kind, path.name)
            check_sizes(path, list(members.values()))
            _check_definitions(path, archive, members)
            if kind == "ods" and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise refused("password", path.name)
            return kind
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, KeyError, ValueError):
        raise refused("truncated", path.name) from None
    except RuntimeError:  # a member with a password
        raise refused("password", path.name) from None
    except zlib.error:
        raise refused("corrupt", path.name) from None


def _kind(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> str:
    if "mimetype" in members and members["mimetype"].file_size < 200:
        what = archive.read("mimetype").decode("ascii", "replace")
        if "opendocument" in what:
            return "ods" if "spreadsheet" in what else "document"
    if "xl/workbook.bin" in members:
        return "xlsb"
    if any(name.lstrip("/").startswith("xl/") for name in members):
        return "xlsx"
    if any(name.endswith("Index/Document.iwa") or name == "Index.zip" for name in members):
        return "apple"
    return "document" if any(name.startswith(("word/", "ppt/")) for name in members) else "zip"


def is_plain(path: Path) -> bool:
    """Whether it holds files of any kind, and is no workbook or document by itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind(archive, {info.filename: info for info in archive.infolist()}) == "zip"
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError, zlib.error):
        return False


def check_sizes(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuses what would unpack to too much, or from too little."""
    unpacked = sum(info.file_size for info in members)
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_FROM and unpacked > MOST_RATIO * path.stat().st_size):
        raise refused("too_big", path.name)


def _check_definitions(path: Path, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    """Entities can blow up memory or point to other files; a spreadsheet needs none."""
    for name in members:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as member:
                start = member.read(65_536)
            if _DEFINITION.search(start) or b"<\x00!\x00D\x00O\x00C\x00T" in start or b"\x00<\x00!\x00D\x00O" in start:
                raise refused("xml_entity", path.name)


def check_ole(path: Path) -> None:
    """An old Excel file; refuses protected new ones (packed into an old container) and other documents of Office."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refused("password", path.name)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise refused(next((kind for kind, mark in _OLE if mark.encode("utf-16-le") in data), "corrupt"), path.name)
