"""The character set of a text file: byte order mark, strict UTF-8, NUL pattern, then two opinions.

The whole file is looked at, block by block: the first umlaut may come late. Bytes that are wrong in a UTF-8
file are decoded on their own. The same pass finds what has to be cleaned away, so that a clean file is read fast.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kmu_crm.sources.reading import charsets
from kmu_crm.sources.reading.cleaning import CODED_SIGNS, ENCODED_IN, ENTITY_IN, LONG_CELL, needs_cleaning
from kmu_crm.sources.reading.raw import head_of
from kmu_crm.sources.refusals import refused

BLOCK = 1 << 20
LONGEST_LINE = 32 << 20
_ENOUGH = 500  # wrong lines without one right sequence: not UTF-8
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# bytes that never call for a closer look: printable ASCII, line ends, and in UTF-8 the Latin letters
_PLAIN = bytes([9, 10, 13, *range(32, 127), *range(128, 194), *range(195, 204), *range(206, 224)])
_LOST = re.compile(rb"[A-Za-z]\?[a-z]|\?[a-z]{2}")
_TWICE = re.compile(rb"\xc3\x83[\xc2\xc5\xc6\xcb\xe2]|\xc3\x82\xc2[\xa0-\xbf]|\xc3\xa2(\xe2\x82\xac|\xc2\x80)")
# signs and drawn lines that umlauts become where one character set is taken for another, and what makes them suspect
_STRANGE = tuple(sign.encode() for sign in "³¸÷§‰ˆ„”▀├√")
_WITHIN = re.compile(rb"(?:%b)[a-z\xc2-\xef]|\xe2\x96\x80" % b"|".join(_STRANGE))


@dataclass
class Encoding:
    """`errors`: how wrong bytes are decoded; `wrong_lines`: where; `dirty`: lines need cleaning; `suspect`: damaged?"""

    name: str
    sure: bool = True
    errors: str = "strict"
    wrong: int = 0
    wrong_lines: list[int] = field(default_factory=list)
    dirty: bool = False
    suspect: bool = False
    entities: bool = False  # letters written as in web pages

    @property
    def width(self) -> int:
        """Bytes of the line end's character."""
        return 4 if self.name.startswith("utf-32") else 2 if self.name.startswith("utf-16") else 1


def opened(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    """The text with its line ends as they are."""
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def examine(path: Path, wanted: str | None = None) -> Encoding:
    """Looks at the whole file; `wanted` overrules the finding."""
    name = _known(path, wanted) or _by_mark(head_of(path))
    if name and not name.startswith("utf-8"):
        return Encoding(name, errors="replace", dirty=True, suspect=True)
    look = _Look(patient=name is not None)
    block = b""
    for block in blocks(path):
        look.take(block)
        if look.hopeless:
            break
    look.torn = look.wrong == 1 and _torn(block)
    is_utf8 = name or not look.wrong or look.right or look.torn
    found = look.as_utf8(name or "utf-8") if is_utf8 else _eight_bit(path)
    found.entities = look.entities
    return found


def _known(path: Path, wanted: str | None) -> str | None:
    if not wanted:
        return None
    try:
        return codecs.lookup(wanted).name
    except LookupError:
        raise refused("encoding", path.name) from None


def _by_mark(head: bytes) -> str | None:
    """A byte order mark, else the pattern of NUL bytes that UTF-16 and UTF-32 leave in Latin text."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[: len(head) // 4 * 4][:4096]
    if len(sample) < 8 or sample.count(0) < len(sample) * 0.3:
        return None
    empty = [sample[i::4].count(0) > len(sample) / 4 * 0.7 for i in range(4)]
    patterns = {
        (0, 1, 1, 1): "utf-32-le",
        (1, 1, 1, 0): "utf-32-be",
        (0, 1, 0, 1): "utf-16-le",
        (1, 0, 1, 0): "utf-16-be",
    }
    return patterns.get((int(empty[0]), int(empty[1]), int(empty[2]), int(empty[3])))


def blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces that end at line ends, so that no character is cut. Refuses lines without end."""
    with path.open("rb") as file:
        rest = b""
        while piece := file.read(BLOCK):
            rest += piece
            end = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, len(rest) - 1)) + 1
            if end:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > LONGEST_LINE:
                raise refused("too_big", path.name)
        if rest:
            yield rest


def _torn(end: bytes) -> bool:
    """Whether the file was cut inside a UTF-8 character and is sound before it."""
    try:
        end.decode("utf-8")
    except UnicodeDecodeError as error:
        return torn(end, error)
    return False


def torn(text: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it ends inside a UTF-8 character. One byte alone may be the last letter of another character set (Groß,
    Café), but for those two that begin the characters up to ÿ."""
    rest = text[error.start :]
    return error.reason == "unexpected end of data" and (len(rest) > 1 or rest in (b"\xc2", b"\xc3"))


class _Look:
    """What one pass over the bytes finds out. `patient`: UTF-8 is certain, go on whatever comes."""

    def __init__(self, patient: bool) -> None:
        self.patient, self.line, self.wrong, self.right = patient, 1, 0, 0
        self.wrong_lines: list[int] = []
        self.dirty = self.suspect = self.torn = self.entities = False
        self.fallback: Counter[bytes] = Counter()

    @property
    def hopeless(self) -> bool:
        return not self.patient and self.wrong >= _ENOUGH and self.right == 0

    def take(self, block: bytes) -> None:
        self.entities = self.entities or (b"&" in block and ENTITY_IN.search(block) is not None)
        self.suspect = self.suspect or _worth_a_look(block) or bool(_TWICE.search(block)) or _strange(block)
        if not (self.dirty and self.suspect) and block.translate(None, _PLAIN):
            text = block.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
            self.dirty = self.dirty or needs_cleaning(text)
            self.suspect = self.suspect or "\ufffd" in text or bool(re.search("[\x80-\x9f]", text))
        try:
            self.right += len(block.decode("utf-8")) != len(block)
        except UnicodeDecodeError:
            self._by_line(block)
        self.line += block.count(b"\n") or block.count(b"\r")

    def _by_line(self, block: bytes) -> None:
        for number, line in enumerate(re.split(rb"\r\n|\r|\n", block), start=self.line):
            try:
                self.right += len(line.decode("utf-8")) != len(line)
            except UnicodeDecodeError:
                self.wrong += 1
                self.fallback.update(charsets.runs([line]))
                self.right += _mostly_utf8(line)
                if len(self.wrong_lines) < _ENOUGH:
                    self.wrong_lines.append(number)
                if self.hopeless:
                    return

    def as_utf8(self, name: str) -> Encoding:
        errors = "strict" if not self.wrong else "replace" if self.torn else _FALLBACKS[charsets.best(self.fallback)[0]]
        return Encoding(name, True, errors, self.wrong, self.wrong_lines, self.dirty, self.suspect or self.wrong > 0)


def _worth_a_look(block: bytes) -> bool:
    """Question marks inside words, or a line longer than a spreadsheet cell."""
    if b"?" in block and _LOST.search(block):
        return True
    if any(sign in block for sign in CODED_SIGNS) and ENCODED_IN.search(block):
        return True
    return any(block.find(b"\n", at, at + LONG_CELL) < 0 for at in range(0, len(block) - LONG_CELL, LONG_CELL))


def _strange(block: bytes) -> bool:
    return any(sign[:1] in block and sign in block for sign in _STRANGE) and bool(_WITHIN.search(block))


def _mostly_utf8(line: bytes) -> bool:
    valid = sum(map(len, re.findall(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", line)))
    return valid > sum(b > 127 for b in line) / 2


def _eight_bit(path: Path) -> Encoding:
    found, controls, suspect = Counter[bytes](), False, False
    for block in blocks(path):
        found.update(charsets.runs([block]))
        controls = controls or bool(block.translate(None, bytes([9, 10, 13, *range(32, 127), *range(128, 256)])))
        suspect = suspect or _worth_a_look(block)
    name, clear = charsets.best(found)
    undefined = any("\ufffd" in run.decode(name, "replace") for run in found)
    sure = charsets.fits(found, name) and (clear or charsets.same(found, name, _second_opinion(path)))
    return Encoding(name, sure, "replace", dirty=controls, suspect=suspect or undefined)


def _second_opinion(path: Path) -> str:
    import chardet

    sample = head_of(path, 4 << 20)
    allowed = ["cp1252", "iso8859-1", "iso8859-15", "cp850", "mac_roman"]
    said = chardet.detect(sample, max_bytes=len(sample), include_encodings=allowed)["encoding"] or "cp1252"
    return codecs.lookup(said).name


def _decode_alone(charset: str) -> str:
    """Registers how bytes wrong in UTF-8 are read: in `charset`; cut characters and lone halves become U+FFFD."""

    def handler(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong, rest = error.object[error.start : error.end], error.object[error.start : error.start + 3]
        if len(rest) == 3 and rest[0] == 0xED and 0xA0 <= rest[1] <= 0xBF:
            return "\ufffd", error.start + 3
        cut = wrong[0] >= 0xC3 and (len(wrong) > 1 or error.end >= len(error.object))
        return "\ufffd" if cut else wrong.decode(charset, "replace"), error.end

    codecs.register_error(name := f"kmu-{charset}", handler)
    return name


_FALLBACKS = {charset: _decode_alone(charset) for charset in charsets.SETS}
