"""Text as it is kept: NFC, without characters that nobody sees."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from kmu_crm.fields.text import composed, is_composed
from kmu_crm.sources.reading.remarks import Findings

LONG_CELL = 32_767  # characters that a spreadsheet cell can hold
# controls, soft hyphen, zero-width blanks, bidi marks; a joiner stays between emoji
_UNSEEN = re.compile(
    "[\x00-\x08\x0c\x0e-\x1f\x7f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001ffff])\u200d"
)
_UNSHOWABLE = re.compile("[\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010fffd]")
_LINE_BREAK_IN_CELL = "\x0b"  # of FileMaker and Outlook
_END_OF_FILE = "\x1a"  # of DOS
_DAMAGED = re.compile(
    "\ufffd|[\x80-\x84\x86-\x9f]|(?<![\\w/.=&?@-])[A-ZÄÖÜ]?[a-zäöüß]*\\?{1,2}[a-zäöüß]{1,20}(?![\\w/=&?@])"
)
_TWICE = re.compile(
    "Ã[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|Â[\xa0-\xbf]|â€|â\x80"
    "|[├√][\x80-\uffff]"  # taken for the sets of DOS and of old Macs
)
# What umlauts become where one of the four eight-bit sets is taken for another: M³ller, K÷ln, M¸ller, Kˆln, Stra§e, Gro▀
_SIGN_WITHIN = re.compile("(?<=[A-Za-zÄÖÜäöüß])[³¸÷§‰ˆ„”\x80-\x9f][a-zäöüß]|▀")

# One character of UTF-8 in two or three signs: what begins it, what goes on.
_ON = (
    "\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122"
)
_RUN = re.compile(f"[ÂÃ][{_ON}]|â[{_ON}]{{2}}|[├√][\x80-\uffff]")


# Letters of the West by their names; once there is one, also those by their numbers, and “&”. Any other may be the end of a cell
# and of its separator: “Haus&regal;”.
_LETTER = "[A-Za-z]{1,2}(?:uml|acute|grave|circ|tilde|ring|cedil|slash|lig|caron)"
ENTITY_IN = re.compile(rf"&{_LETTER};".encode())
_ENTITY = re.compile(f"&(?:{_LETTER}|amp|#[0-9]{{2,5}}|#x[0-9a-fA-F]{{2,5}});")


# Umlauts that a program encoded and none decoded: J=C3=BCrgen, J%C3%BCrgen, J\\u00fcrgen, J+APw-rgen; in links they belong so.
_CODED = r"(?:=|%)C3(?:=|%)[89ABab][0-9A-Fa-f]|\\u00[c-fC-F][0-9a-fA-F]|\+A[NOP][0-9A-Za-z+/]-"
ENCODED = re.compile(rf"(?:^|[\s,;|\t\"'\x1f-])[A-Za-z]*(?:{_CODED})")
CODED_SIGNS = (b"C3", b"\\u00", b"+A")  # one of them is in each of these
ENCODED_IN = re.compile(_CODED.encode())


def needs_cleaning(text: str) -> bool:
    return holds_unseen(text) or _LINE_BREAK_IN_CELL in text or not is_composed(text)


def holds_unseen(text: str) -> bool:
    """Characters that nobody sees, or that no font shows."""
    return bool(_UNSEEN.search(text) or _UNSHOWABLE.search(text))


def clean(text: str) -> str:
    """NFC without invisible characters; lone halves of characters become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", text).replace(_LINE_BREAK_IN_CELL, " ")
    return composed(re.sub("[\ud800-\udfff]", "\ufffd", text))


def cleaned(lines: Iterable[str], findings: Findings) -> Iterator[str]:
    """Physical lines, cleaned one by one; what was taken away is noted by line."""
    for number, line in enumerate(lines, start=1):
        if line.isascii() and line.strip("\r\n").isprintable():
            yield line
            continue
        line = line.rstrip(_END_OF_FILE) if line.endswith(_END_OF_FILE) else line
        if number == 1:
            line = line.removeprefix("\ufeff")
        if holds_unseen(line):
            findings.note("control_chars", line=number)
        if line := clean(line):
            yield line


def unescaped(lines: Iterable[str], findings: Findings) -> Iterator[str]:
    """Lines with their letters as such, which somebody wrote as in web pages: the end of “&uuml;” would cut a cell in two."""
    for number, line in enumerate(lines, start=1):
        if "&" in line and (plain := _ENTITY.sub(_letter, line)) != line:
            findings.note("entities", line=number)
            line = clean(plain)
        yield line


def _letter(entity: re.Match[str]) -> str:
    letter = unescape(entity[0])
    return letter if letter.isprintable() and letter not in "\"';,|" else entity[0]


def damage(text: str) -> str | None:
    """The code of the damage that a text shows: `mojibake` (decoded wrongly before), `damaged_text` (letters lost)."""
    if ENCODED.search(text):
        return "damaged_text"
    if text.isascii() and "?" not in text:
        return None
    if _TWICE.search(text):
        return "mojibake"
    return "damaged_text" if _DAMAGED.search(text) or _SIGN_WITHIN.search(text) else None


def set_right(text: str) -> str:
    """Text whose UTF-8 was once taken for another character set, as it was meant; any other text as it is.

    Only what turns back without a rest is touched; beside sound umlauts only the signs that cannot be meant as they stand.
    """
    if text.isascii() or not _TWICE.search(text):
        return text
    return _meant(text) or _RUN.sub(lambda run: _meant(run[0]) or run[0], text)


def _meant(text: str) -> str | None:
    try:
        taken_for = "cp850" if "├" in text else "mac_roman" if "√" in text else None
        meant = text.encode(taken_for) if taken_for else b"".join(map(_byte, text))
        return clean(meant.decode("utf-8"))
    except UnicodeError:
        return None


def _byte(sign: str) -> bytes:
    """Windows-1252; the five bytes that it leaves open stand as the controls of Latin-1."""
    return bytes((ord(sign),)) if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")
