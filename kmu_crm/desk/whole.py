"""A file that is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kmu_crm.errors import KmuError, cause
from kmu_crm.i18n import N_
from kmu_crm.store.patience import replace


class NotSaved(KmuError):
    text = N_("{file} could not be saved: {reason}")
    advice = N_("Close the file in other programs, or choose another folder.")
    code = "not_saved"

    @classmethod
    def because(cls, file: Path, error: OSError) -> "NotSaved":
        return cls(file=file.name, reason=cause(error))


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Hands out a place beside `target` to write to; it takes the name when the block ends well. Raises OSError."""
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        replace(part, target)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename == str(part):
            error.filename = str(target)  # whoever is told knows of no other file
        if part.parent.is_dir():
            part.unlink(missing_ok=True)
        raise
