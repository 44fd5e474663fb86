"""What a user can cause, said in a sentence with a way out. Anything that is not a `KmuError` is our bug."""

import copyreg
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
