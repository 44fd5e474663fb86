"""The lines of contact cards as bytes: unfolded, split into properties, decoded each by what it says of itself."""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kmu_crm.sources.reading import charsets
from kmu_crm.sources.reading.cleaning import clean
from kmu_crm.sources.reading.encoding import torn

_PROPERTY = re.compile(rb"(?:[\w-]+\.)?([\w-]+)((?:;(?:\"[^\"]*\"|[^:;\"])*)*):(.*)", re.S)
_BASE64 = {"ENCODING=B", "ENCODING=BASE64", "BASE64"}
_WORDED = {"FN", "N", "ORG", "ADR", "NOTE", "TITLE", "NICKNAME", "EMAIL", "TEL"}  # a picture is no text
_ESCAPES = {"n": "\n", "N": "\n"}


@dataclass(frozen=True)
class Property:
    """`name` in capitals, `types` all parameter values in capitals, `value` escaped; `halved`: a cut letter lost; `words`:
    the parameters as they stand."""

    name: str
    types: frozenset[str]
    value: str
    halved: bool = False
    words: tuple[str, ...] = ()

    def parts(self, separator: str = ";") -> list[str]:
        """The value at its unescaped separators, unescaped."""
        cells = re.findall(rf"((?:\\.|[^{separator}\\])*)(?:{separator}|$)", self.value, re.S)
        return [unescape(cell) for cell in cells[:-1] or cells]

    @property
    def text(self) -> str:
        return unescape(self.value)

    @property
    def preferred(self) -> bool:
        return bool({"PREF", "PREF=1", "1"} & self.types)


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text, flags=re.S).strip()


def cards(data: bytes) -> Iterator[tuple[int, list[bytes], bool]]:
    """(line of BEGIN from 1, the lines within, whether END was found); cards within cards are passed over."""
    inside: list[bytes] | None = None
    start = depth = 0
    before: list[bytes] = []  # lines of a card without a BEGIN
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", data), start=1):
        word = line.strip().upper().replace(b" ", b"")
        if word == b"BEGIN:VCARD":
            nested = inside and re.match(rb"AGENT\b.*:\s*$", inside[-1], re.I)
            if nested or depth:
                depth += 1
                continue
            if inside is not None:
                yield start, inside, False
            inside, start, before = [], number, []
        elif word == b"END:VCARD":
            if depth:
                depth -= 1
            elif inside is not None:
                yield start, inside, True
                inside = None
            else:
                yield number - len(before), before, False
            before = []
        elif inside is not None:
            inside += [line] if not depth else []
        elif word:
            before.append(line)
    if inside is not None:
        yield start, inside, False


def properties(lines: list[bytes], charset: str | None = None) -> Iterator[Property]:
    """Lines that are no property are passed over: base64 of old programs, stray text. `charset`: of a file that is not
    written in Unicode."""
    old = any(re.match(rb"VERSION:\s*2\.1", line, re.I) for line in lines)
    for line in _unfolded(lines, old):
        if not (found := _PROPERTY.match(line)):
            continue
        name, words, value = found[1].decode().upper(), found[2].decode("utf-8", "replace"), found[3]
        params = [word.strip().strip('"') for word in re.split(r";|,", words) if word.strip()]
        types = frozenset(re.sub(r"^TYPE=", "", word.upper()).strip('"') for word in params)
        if {"QUOTED-PRINTABLE", "ENCODING=QUOTED-PRINTABLE"} & types:
            value = quopri.decodestring(value)
        elif name in _WORDED and _BASE64 & types:
            value = _from_base64(value)
        told = next((w[8:] for w in params if w.upper().startswith("CHARSET=")), None)
        text, halved = _decoded(value, told, charset)
        yield Property(name, types, text, halved, tuple(params))


def _unfolded(lines: list[bytes], old: bool) -> Iterator[bytes]:
    """Folded lines begin with a blank, quoted-printable ones end with `=`: joined before decoding. The parameters of one that is
    folded within them tell only once its value began."""
    parts: list[bytes] = [b""]
    head = b""  # what stands before the colon
    soft = picture = False
    for line in lines:
        folded = line[:1] in (b" ", b"\t") and any(parts)
        if soft and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif folded:
            parts += [] if picture else [line if old else line[1:]]
        else:
            yield b"".join(parts)
            parts, head = [line], b""
        if b":" not in head:
            head = b"".join(parts)
            soft = b"QUOTED-PRINTABLE" in head.split(b":", 1)[0].upper()
            encoded = re.match(rb"[^:]*(BASE64|ENCODING=B)\b", head, re.I)
            picture = encoded is not None and not _is_worded(head)
    yield b"".join(parts)


def _is_worded(line: bytes) -> bool:
    found = _PROPERTY.match(line)
    return found is not None and found[1].decode().upper() in _WORDED


def _from_base64(value: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(value.split()), validate=True)
    except binascii.Error:
        return value


def _decoded(value: bytes, charset: str | None, of_file: str | None) -> tuple[str, bool]:
    """By its CHARSET, else UTF-8, else that of the file: one value is too little to tell, else the likeliest set."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        return clean(value.decode(name).replace("\r\n", "\n").replace("\r", "\n")), False
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return clean(value.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")), False
    except UnicodeDecodeError as error:
        if torn(value, error):
            return clean(value[: error.start].decode("utf-8")), True
    best = of_file or charsets.best(charsets.runs([value]))[0]
    return clean(value.decode(best, "replace").replace("\r\n", "\n")), False
