"""A ZIP archive's files, laid out in a private temporary folder that goes when nobody needs them any more.

Only an archive of files is unpacked: workbooks are archives, too, and are read as they are. What an archive claims of
names and sizes is checked before anything is written (limits of `archive`); a member that cannot be used leaves the
others standing. Nothing is written anywhere but into that folder.
"""

import shutil
import stat
import tempfile
import time
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path, PurePosixPath

from kmu_crm.errors import KmuError
from kmu_crm.sources.reading import archive, raw
from kmu_crm.sources.reading.member_names import free, is_clutter, is_unsafe, safe
from kmu_crm.sources.refusals import refused
from kmu_crm.store.lock import Lock
from kmu_crm.store.store import SUFFIX

MOST_MEMBERS = 20_000
_TABLES = (None, "zip", "ole", "xls")  # signatures of what may be a table
_PIECE = 1 << 20
_HELD, _MADE = "files", 60  # what the lock of a folder is called after; seconds


class Unpacked:
    """`files`: what may be read; `refused`: (where it would lie, why not). The folder goes with `close`, with this
    object, or with the process. Raises Refused for an archive that is not to be unpacked at all."""

    def __init__(self, path: Path, wanted: str | None = None, password: str | None = None):
        """`wanted`: only the member of that name."""
        self.path, self.wanted, self.password = path, wanted, password
        self.files: list[Path] = []
        self.refused: list[tuple[Path, KmuError]] = []
        self._folder = Path(tempfile.mkdtemp(prefix=raw.UNPACKED))
        self._remove = weakref.finalize(self, _remove, self._folder, Lock(self._folder / _HELD))
        try:
            self._fill()
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, KeyError, ValueError, zlib.error):
            self.close()
            raise refused("truncated", path.name) from None
        except KmuError:
            self.close()
            raise
        self.password = None  # kept no longer than it is needed
        if not (self.files or self.refused):
            self.close()
            raise refused("no_member" if wanted else "nothing_packed", path.name)

    def _fill(self) -> None:
        with zipfile.ZipFile(self.path) as opened:
            if self.password is not None:
                opened.setpassword(_key(opened, self.password))
            self._unpack(opened)

    def close(self) -> None:
        self._remove()

    def tables(self) -> list[Path]:
        """The files that may hold a table by their first bytes."""
        return [file for file in self.files if raw.signature(raw.head_of(file)) in _TABLES]

    def _unpack(self, opened: zipfile.ZipFile) -> None:
        members = opened.infolist()
        if len(members) > MOST_MEMBERS:
            raise refused("too_big", self.path.name)
        archive.check_sizes(self.path, members)
        usable = [
            one for one in members if not one.is_dir() and not is_clutter(one.filename) and SUFFIX not in one.filename
        ]
        if any(one.flag_bits & 1 for one in usable) and self.password is None:
            raise refused("password", self.path.name)
        taken: set[str] = set()
        for one in usable:
            name = free(safe(one.filename), taken)
            if self.wanted in (None, name):
                self._take(opened, one, self._folder / self.path.name / name)

    def _take(self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
        try:
            if (
                is_unsafe(member.orig_filename)
                or is_unsafe(member.filename)
                or stat.S_ISLNK(member.external_attr >> 16)
            ):
                raise refused("unsafe_member", place.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            self._write(opened, member, place)
            if raw.signature(raw.head_of(place)) == "gzip" or is_archive(place):
                place.unlink()
                raise refused("nested", place.name)
            self.files.append(place)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, zlib.error):
            place.unlink(missing_ok=True)
            if self.password and member.flag_bits & 1:  # one that fits by chance gives nonsense; AES is not read
                raise refused("locked", self.path.name) from None
            self.refused.append((place, refused("truncated", place.name)))
        except RuntimeError:
            raise refused("wrong_password", self.path.name) from None
        except KmuError as error:
            self.refused.append((place, error))

    def _write(self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
        """Never more than the member said it has."""
        left = member.file_size
        with opened.open(member) as packed, place.open("xb") as file:
            while piece := packed.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise refused("too_big", place.name)
                file.write(piece)


def _key(opened: zipfile.ZipFile, password: str) -> bytes:
    """The password in the character set in which it was typed there: no archive says which that was. The smallest file is
    tried, for only one read to its end shows that the key was right."""
    locked = sorted((one for one in opened.infolist() if one.flag_bits & 1 and one.file_size), key=_size)[:1]
    keys = dict.fromkeys(password.encode(name, "replace") for name in ("utf-8", "cp1252", "cp850", "mac_roman"))
    for key, member in product(map(bytes, keys), locked):
        with suppress(RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
            opened.open(member, pwd=key).read(_PIECE)
            return key
    return password.encode()


def _size(member: zipfile.ZipInfo) -> int:
    return member.file_size


def _remove(folder: Path, lock: Lock) -> None:
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def clear_left() -> None:
    """Removes what killed programs have left: folders that nobody holds. One just made may not be held yet."""
    for folder in Path(tempfile.gettempdir()).glob(f"{raw.UNPACKED}*"):
        with suppress(KmuError, OSError):
            if time.time() - folder.stat().st_mtime > _MADE:
                _remove(folder, Lock(folder / _HELD))


def is_archive(path: Path) -> bool:
    """Whether this is an archive of files; a workbook is none, nor what cannot be opened."""
    try:
        if SUFFIX in path.name.casefold() or not path.is_file() or raw.signature(raw.head_of(path)) != "zip":
            return False
        return archive.is_plain(path)
    except OSError:
        return False


def within(path: Path) -> tuple[Path, str] | None:
    """`exports.zip/kunden.csv`: the archive, and the member that is meant."""
    try:
        above = next((parent for parent in path.parents if parent.is_file()), None) if not path.exists() else None
    except OSError:
        return None
    if above is None or not is_archive(above):
        return None
    return above, PurePosixPath(*path.parts[len(above.parts) :]).as_posix()


@contextmanager
def opened(path: Path) -> Iterator[tuple[list[Path], list[tuple[Path, KmuError]]]]:
    """The files behind a path and those refused: the path itself, or while this is open what an archive holds. Raises
    Refused."""
    member = within(path)
    if member is None and not is_archive(path):
        yield [path], []
        return
    found = Unpacked(*(member or (path, None)))
    try:
        yield found.files, found.refused
    finally:
        found.close()


@contextmanager
def the_one(path: Path) -> Iterator[Path]:
    """The one file behind a path; of an archive the only one that may be a table. Raises Refused, naming them where
    there are several."""
    member = within(path)
    if member is None and not is_archive(path):
        yield path
        return
    found = Unpacked(*(member or (path, None)))
    try:
        tables = found.tables() or found.files
        if not tables:
            raise found.refused[0][1]
        if len(tables) > 1:
            names = [raw.name_of(file).partition("/")[2] for file in tables]
            raise refused("several_files", path.name, names=", ".join(names[:20]), first=names[0])
        yield tables[0]
    finally:
        found.close()
