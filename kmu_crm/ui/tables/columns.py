"""What a column shows. `value` gives the cell's content from a line, in the shape its kind paints:

text, strong, quiet -> str          lines, quiet_lines -> str, on two lines where one is too short
money, number, date -> str, already formatted
check -> ignored (the model keeps it)
person -> Person                    badge -> "A".."D"                                  phase -> Dot
consent -> (("email", "allowed"), ("phone", "unknown"), ("post", "denied"))        bar -> Filled
chip -> Tagged                      choice, icon -> Choice
evidence -> float from -1 to +1"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from kmu_crm.i18n import N_, _

RIGHT = ("money", "number")


@dataclass(frozen=True)
class Person:
    """Two lines with initials before them; no initials, no avatar. `note_icon` stands before the second line."""

    title: str
    note: str = ""
    initials: str = ""
    note_icon: str = ""
    note_ink: str = "text2"


@dataclass(frozen=True)
class Dot:
    """A word with a coloured dot: ok, warn, danger, info, text3."""

    text: str
    tone: str = "text3"


@dataclass(frozen=True)
class Tagged:
    """A chip: neutral, accent, ok, warn, danger, info."""

    text: str
    kind: str = "neutral"


@dataclass(frozen=True)
class Filled:
    """A share from 0 to 1 as a bar with its number."""

    share: float
    text: str


@dataclass(frozen=True)
class Choice:
    """Text with an icon; in a `choice` column with an arrow: a click there emits `Table.cell_clicked`."""

    text: str
    icon: str = ""
    role: str = "accent_text"


_CONSENT_WORDS = {
    ("email", "allowed"): N_("E-mail allowed"),
    ("email", "denied"): N_("E-mail not allowed"),
    ("email", "unknown"): N_("E-mail unproven"),
    ("phone", "allowed"): N_("Phone allowed"),
    ("phone", "denied"): N_("Phone not allowed"),
    ("phone", "unknown"): N_("Phone unproven"),
    ("post", "allowed"): N_("Post allowed"),
    ("post", "denied"): N_("Post not allowed"),
    ("post", "unknown"): N_("Post unproven"),
    ("sms", "allowed"): N_("SMS allowed"),
    ("sms", "denied"): N_("SMS not allowed"),
    ("sms", "unknown"): N_("SMS unproven"),
}


def plain(value: object) -> str:
    """A cell's content as words: for copying, for tooltips, for screen readers."""
    if isinstance(value, Person):
        return f"{value.title}, {value.note}" if value.note else value.title
    if isinstance(value, (Dot, Tagged, Filled, Choice)):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(_(_CONSENT_WORDS[pair]) for pair in value)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """`name` is its id (for sorting and remembering), `width` px at 100 % (0: takes the rest),
    `spoken` what is read aloud and shown as tooltip where the content alone does not say it (date and source of a
    consent), `hidden_below` the table width that leaves it out, `fits` the words that must not be cut."""

    name: str
    title: str
    kind: str
    value: Callable[[object], object]
    width: int = 120
    sortable: bool = False
    spoken: Callable[[object], str] | None = None
    hidden_below: int = 0
    fits: tuple[str, ...] = ()

    def alignment(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
        return (Qt.AlignmentFlag.AlignHCenter if self.kind == "badge" else side) | Qt.AlignmentFlag.AlignVCenter

    def words(self, line: object) -> str:
        return self.spoken(line) if self.spoken else plain(self.value(line))
