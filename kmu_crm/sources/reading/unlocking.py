"""A workbook or archive behind a password that is known: readable copies in a private temporary folder ([MS-OFFCRYPTO])."""

import zipfile
from pathlib import Path
from typing import Any

from kmu_crm.sources.reading import raw
from kmu_crm.sources.reading.unpacking import Unpacked, is_archive
from kmu_crm.sources.refusals import refused


class Unlocked(Unpacked):
    """The file stays as it is; what is laid out goes with `close`, with this object, or with the process.

    Raises Refused, also where the password is another one."""

    def __init__(self, path: Path, password: str):
        super().__init__(path, password=password)

    def _fill(self) -> None:
        if is_archive(self.path):
            super()._fill()
            return
        if raw.signature(raw.head_of(self.path)) == "zip":
            raise refused("locked", self.path.name)
        place = self._folder / raw.name_of(self.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        _copy(self.path, place, self.password or "")
        self.files.append(place)


def _copy(path: Path, place: Path, password: str) -> None:
    import msoffcrypto  # a twentieth of a second, and seldom
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    with path.open("rb") as locked, place.open("xb") as copy:
        try:
            file: Any = msoffcrypto.OfficeFile(locked)
            file.load_key(password=password, verify_password=True)
            file.decrypt(copy)
        except (InvalidKeyError, DecryptionError):
            raise refused("wrong_password", path.name) from None
        except (
            FileFormatError,
            ParseError,
            OSError,
            ValueError,
            KeyError,
            IndexError,
            AttributeError,
            zipfile.BadZipFile,
        ):
            raise refused("locked", path.name) from None
