"""What a user can cause, said in a sentence with a way out. Anything that is not a `KmuError` is our bug."""

import copyreg
import errno
import re
from typing import Any, ClassVar

from kmu_crm.i18n import N_, _


class KmuError(Exception):
    """Facts and text stay apart, so that the text can be translated when it is shown."""

    text: ClassVar[str] = N_("Something did not work.")
    advice: ClassVar[str] = ""
    code: ClassVar[str] = "failed"

    def __init__(self, **facts: object):
        super().__init__(self.text)
        self.facts = facts

    def __str__(self) -> str:
        """The sentence, and what to do, in the language in use."""
        parts = [_(self.text).format(**self.facts), _(self.advice).format(**self.facts) if self.advice else ""]
        return " ".join(part for part in parts if part)

    def __reduce__(self) -> tuple[Any, ...]:
        """From one process to another with its facts, whatever `__init__` asks for."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


# What systems say in English, whatever language they are set to.
_REASONS = {
    errno.ENOENT: N_("the file or its folder does not exist"), errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("it is a folder"), errno.EACCES: N_("that is not permitted to you"), errno.EPERM: N_("that is not permitted to you"),
    errno.EROFS: N_("nothing can be written there"), errno.ENOSPC: N_("there is no room left"),
    errno.ENAMETOOLONG: N_("its name is too long"), errno.EBUSY: N_("it is in use"),
}  # fmt: skip


def cause(error: OSError) -> str:
    """Why the system refused, in the language in use where the cause is a usual one."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


def slip(error: Exception) -> str:
    """What is wrong with a sheet somebody wrote, in the language in use: Python tells it in English (`tomllib`, and calls
    with a key that is none or lacks)."""
    told = str(error)
    if place := re.search(r"at line (\d+), column (\d+)", told):
        return _("it cannot be read as TOML at line {line}, column {column}").format(line=place[1], column=place[2])
    if "at end of document" in told:
        return _("it cannot be read as TOML at its end")
    if key := re.search(r"unexpected keyword argument '([^']*)'", told):
        return _("it has no entry named “{key}”").format(key=key[1])
    if missing := re.findall(r"'([^']*)'", told):
        return _("it lacks {keys}").format(keys=_(" and ").join(_("“{text}”").format(text=one) for one in missing))
    return told


class Cancelled(KmuError):
    text = N_("Cancelled. Nothing was changed.")
    code = "cancelled"


class Stopped(Cancelled):
    """`files`: how many were in before."""

    text = N_(
        "Cancelled. Files read in before: {files}. They stay, and customers and figures are up to date with them."
    )


class EndedAtOnce(Cancelled):
    text = N_("Cancelled at once. What was finished before stays; what was under way was taken back.")
    advice = N_("The next import or the command “match” brings customers and figures up to date.")
