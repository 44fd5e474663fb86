"""Where the table begins: the line with the column names, or the first row where there is none."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kmu_crm.fields.text import LONGEST
from kmu_crm.sources.reading.restoring import restored

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_DAY = re.compile(r"(\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})\b.*$")
_DAY_OF_YEAR = re.compile(r"\d{1,2}\.\s?(\d{1,2}\.?|[A-Za-zäÄ]{3,9}\.?)")  # of a birthday: 3.1., 3. Januar
_WHOLE = re.compile(r"[+-]?\d+$")
_NUMBER = re.compile(r"[-+(]?\W{0,2}[\d.,'’ ]*\d[)\s%€$-]*(EUR|CHF|USD)?$")
_KNOWN = re.compile(
    r"kund|nummer|nr\b|name|firm|stra(ss|ß)e|street|plz|postleit|zip|post|\bort\b|stadt|city|town|mail|tel|phone|fax|mobil|"
    r"datum|date|tag\b|betrag|umsatz|preis|price|amount|total|wert|land\b|country|\bid\b|anrede|titel|title|status|typ\b|type|"
    r"artikel|menge|quantity|konto|bestell|rechnung|order|invoice|w(ä|ae)hrung|currency|company|address|adress|notiz|note|"
    r"geburt|birth|kategori|gruppe|group|tags?\b|newsletter|gender|geschlecht|language|sprache|iban|steuer|vat|brutto|netto",
    re.I,
)
_IN_BRACKETS = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
_RULE = re.compile(r":?(-{3,}|={3,}|_{3,}):?")
_ANSWER = re.compile(r"ja|nein|yes|no|oui|non|[jnyx]", re.I)
DATEV_MARKS = ("EXTF", "DTVF")
MOSTLY = 0.5
FAR = 60  # rows in which the header is looked for


@dataclass(frozen=True)
class Place:
    """`header`: index of the row with the names, None where there is none; `first`: index of the first row of data."""

    header: int | None
    first: int


def kind(cell: str) -> str:
    """What a cell looks like: empty, mail, day, whole, number, text."""
    cell = cell.strip()
    if not cell:
        return "empty"
    if len(cell) > LONGEST:
        return "text"
    for shape, name in ((_MAIL, "mail"), (_DAY, "day"), (_WHOLE, "whole"), (_NUMBER, "number")):
        if shape.match(cell):
            return name
    return "text"


def width_of(rows: Sequence[Sequence[str]]) -> int:
    """How many cells the table's rows have: the width that holds most cells, rows of one cell aside."""
    widths = Counter(len(row) for row in rows if any(map(str.strip, row)))
    return max(widths, key=lambda w: (widths[w] * max(w - 1, 0.01), w), default=0)


def is_label_row(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    labels = sum(kind(cell) == "text" and len(cell) <= 80 for cell in cells)
    return bool(cells) and labels >= 0.7 * len(cells)


def known_share(row: Sequence[str]) -> float:
    """The share of filled cells that hold a usual column name."""
    cells = [cell for cell in row if cell.strip()]
    return sum(bool(_KNOWN.search(cell)) and len(cell) <= 80 and kind(cell) != "mail" for cell in cells) / max(
        1, len(cells)
    )


def is_datev(rows: Sequence[Sequence[str]]) -> bool:
    """Whether they begin with DATEV's machine line."""
    return len(rows) > 1 and bool(rows[0]) and rows[0][0].strip("\ufeff \"'") in DATEV_MARKS


def find(rows: Sequence[Sequence[str]], width: int) -> Place:
    """Looks through the first rows; those before the header are its preamble."""
    if is_datev(rows):
        return Place(1, 2)
    candidates = [i for i, row in enumerate(rows[:FAR]) if _wide_enough(row, width)]
    if not candidates:
        return Place(None, 0)
    first = candidates[0]
    for i in candidates[:10]:
        below = [row for row in rows[i + 1 :] if len(row) >= width * 0.5][:200]
        if not is_data(rows[i], below):
            better = i == first or known_share(rows[i]) >= 0.5
            return Place(i, i + 1) if better else Place(None, first)
    return Place(None, first)


def _wide_enough(row: Sequence[str], width: int) -> bool:
    filled = sum(bool(cell.strip()) for cell in row)
    return filled >= max(min(2, width), width * 0.5) and len(row) <= max(width * 2, 3)


def is_beneath(row: Sequence[str]) -> bool:
    """Whether a row belongs to the names above it: “(Text)” and “[EUR]” in brackets, or a rule of dashes, in all its cells."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and (all(map(_IN_BRACKETS.fullmatch, cells)) or all(map(_RULE.fullmatch, cells)))


def is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row is like those below it rather than their heading."""
    if known_share(row) >= 0.3 and is_label_row(row):
        return False
    if any(kind(cell) in ("mail", "day") for cell in row):
        return True
    typed = same = repeated = 0
    for index, cell in enumerate(row):
        column = [other[index] for other in below if index < len(other) and other[index].strip()]
        if _DAY_OF_YEAR.fullmatch(cell.strip()):
            alike = sum(_DAY_OF_YEAR.fullmatch(other.strip()) is not None for other in column)
            if alike and 2 * alike >= len(column):  # beside the names of months
                return True
        kinds = Counter(map(kind, column))
        common, n = kinds.most_common(1)[0] if kinds else ("text", 0)
        if common != "text" and n >= 0.8 * len(column):
            typed += 1
            same += kind(cell) == common
        repeated += bool(cell.strip()) and cell in column
    if typed:
        return same >= max(1, typed / 2)
    return repeated > 0 and known_share(row) == 0


def grouped(rows: Sequence[Sequence[str]], header: int | None, titles: Sequence[str]) -> list[str]:
    """The names, each that comes again with what stands above it: “Kontakt” over Tel and Mail, “Werbung” over Post and Mail."""
    above = rows[header - 1] if header and not is_datev(rows) else ()
    if sum(bool(cell.strip()) for cell in above) < 2 or not is_label_row(above):
        return list(titles)
    found = parted([*above, *[""] * len(titles)], titles)
    return [name if title.strip() else "" for name, title in zip(found, titles, strict=False)]


def names_parts(titles: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the row below the headings only names the columns that one of them stands above: “ja” and “nein” of “Newsletter”."""
    filled = [i for i, cell in enumerate(row) if cell.strip()]
    if len(filled) < 2 or not is_label_row(row) or any(all(map(str.strip, titles[i : i + 2])) for i in filled):
        return False
    return known_share(row) > MOSTLY or all(_ANSWER.fullmatch(row[i].strip()) for i in filled)


def parted(titles: Sequence[str], row: Sequence[str]) -> list[str]:
    """The names in the row below, or those above where there is none; one that comes again, or only answers, with the one above."""
    found: list[str] = []
    above = ""
    for title, below in zip(titles, [*row, *[""] * (len(titles) - len(row))], strict=False):
        above = title.strip() or above
        name = below.strip()
        alone = name and name not in found and not _ANSWER.fullmatch(name)
        found.append(name if alone else f"{above} {name}" if name and above != name else title)
    return found


class Names(NamedTuple):
    """Unique column names, and which of them were doubled, were empty and got a number, or had lost letters."""

    all: list[str]
    doubled: list[str]
    empty: list[str]
    restored: list[str]


def names(row: Sequence[str]) -> Names:
    found = Names([], [], [], [])
    taken: set[str] = set()
    for number, cell in enumerate(row, start=1):
        written = " ".join(cell.split()) or f"Spalte {number}"
        name = plain = restored(written)
        if not cell.strip():
            found.empty.append(plain)
        if plain != written:
            found.restored.append(plain)
        count = 1
        while name in taken:
            count += 1
            name = f"{plain} ({count})"
        if count > 1 and plain not in found.doubled:
            found.doubled.append(plain)
        taken.add(name)
        found.all.append(name)
    return found
