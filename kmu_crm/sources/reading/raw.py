"""A file as bytes: may it be opened, and what is it by its content? The name is only a hint."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kmu_crm.errors import KmuError
from kmu_crm.sources.refusals import refused
from kmu_crm.store.store import SUFFIX

_OF_SHEET = " · "
HEAD = 65_536
PACKED_ROW, _EMPTY_BOOK = 30, 5_000  # bytes of a row in a workbook, with few columns, and of a workbook without any
_PACKED = ("zip", "ole", "xls")
UNPACKED = "kmu-crm-unpacked-"  # how the folders begin into which archives are unpacked
_SIGNATURES = (  # bytes at the start, what it is
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM\x00", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "gzip"),
    (b"\xfd7zXZ", "gzip"),
    (b"7z\xbc\xaf", "gzip"),
    (b"Rar!", "gzip"),
    (b"(\xb5/\xfd", "gzip"),
    (b"SQLite format 3", "database"),
    (b"\x00\x01\x00\x00Standard", "database"),
    (b"!BDN", "outlook"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x09\x08", "xls"),
    (b"\x09\x04", "xls"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_TEXTS = (  # what decoded text begins with, what it is
    (
        re.compile(r"<\?xml[^>]*\?>.{0,400}(mso-application|urn:schemas-microsoft-com:office:spreadsheet)", re.S),
        "xml_table",
    ),
    (re.compile(r"(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body|table|meta|div|style)\b", re.I | re.S), "html"),
    (re.compile(r"<\?xml[^>]*\?>.{0,300}<html", re.I | re.S), "html"),
    (re.compile(r"<(\?xml|!doctype|[a-z][\w:.-]*(\s[^<>]*)?>)", re.I), "xml"),
    (re.compile(r"\{\s*(\"|\}|$)|\[\s*[\[{\]]|\[\s*\"[^\"]*\"\s*[,\]]"), "json"),
    (re.compile(r"begin:\s*vcard", re.I), "vcard"),
    (re.compile(r"begin:\s*vcalendar", re.I), "calendar"),
    (  # a web page as Excel and SAP save it under the name of a workbook
        re.compile(r"MIME-Version:(?=[\s\S]{0,2000}\bmultipart/related\b)(?![\s\S]{0,4000}^(From|Date):)", re.I | re.M),
        "mht",
    ),
    (
        re.compile(
            r"From (?:\S+\s.*\d{4}.*|-.*)?\r?\n(>From |[\w-]+:)"
            r"|(Return-Path|Received|Delivered-To|MIME-Version|Message-ID):\s"
            r"|(?=(?:[\w-]+:[^\r\n]*\r?\n|[ \t][^\r\n]*\r?\n)*?From:)"  # one way to read a line only, or time doubles with each
            r"(?=(?:[\w-]+:[^\r\n]*\r?\n|[ \t][^\r\n]*\r?\n)*?(Date|Message-ID):)[\w-]+:",
            re.I,
        ),
        "mailbox",
    ),
)
_FURTHER = (
    (re.compile(r"(\{\d:.*\})?(\{4:\s*)?:20:[^;\t]*\n(?=[\s\S]{0,400}^:(25|28C?|60[FM]):)", re.M), "statement"),
    (re.compile(r"!Type:\w+|OFXHEADER:\d"), "statement"),
    (re.compile(r"%!PS"), "postscript"),
    (re.compile(r"\\(documentclass|begin)\b"), "document"),
    (re.compile(r"(version: \d\s+)?dn:[^\r\n]*\r?\n(?: [^\r\n]*\r?\n)*\w+::? "), "ldif"),
    (
        re.compile(  # the first line of a program, style sheet or settings file
            r"#!\s*/|<\?(?!xml)|#include\s*[<\"]|@echo off|from [\w.]+ import "
            r"|import [\w.]+( as \w+|;)\s*?$|import [\w.]+\s*?\n\s*(from|import|def|class|@|#)\b"
            r"|package [\w.]+;\s*?$"
            r"|using [\w.]+;\s*?$|(const|let|var) \w+ = |(export |async )*function \w+\(|def \w+\(.*:\s*?$"
            r"|(public |final )*class \w+(\(.*\):|.*\{)\s*?$"
            r"|((Public|Private) )?(Sub|Function) \w+\(|Option Explicit|[\w.#*, -]+ \{\s*?$|\[[\w .-]+\]\s*\n[\w .-]+=",
            re.M,
        ),
        "code",
    ),
)
# dBase and FoxPro: a version, a day (year, month, day), counts, and the first column: its name and type.
_DBASE = re.compile(
    rb"[\x02-\x05\x30-\x32\x43\x7b\x83\x8b\xcb\xf5][\s\S][\x01-\x0c][\x01-\x1f][\s\S]{28}\w[\s\S]{10}[A-Z]"
)
_SQL = re.compile(
    r"^[^\S\n]*(CREATE\s+(TABLE|DATABASE)\b|INSERT\s+INTO\s+\S+.*\bVALUES\b|PRAGMA foreign_keys|DROP\s+TABLE\b)",
    re.I | re.M,
)


def name_of(path: Path) -> str:
    """What a file is called: its bare name, within an archive `archive.zip/member.csv`."""
    folder = next((parent for parent in path.parents if parent.name.startswith(UNPACKED)), None)
    return path.relative_to(folder).as_posix() if folder else path.name


def titled(name: str, sheet: str | None) -> str:
    """A file's name, and which of its sheets is meant where one is."""
    return f"{name}{_OF_SHEET}{sheet}" if sheet else name


def untitled(title: str) -> str:
    """The file's name out of what `titled` made of it."""
    return title.partition(_OF_SHEET)[0]


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Refusals of a file in an archive tell which archive it is in."""
    try:
        yield
    except KmuError as error:
        if error.facts.get("file") == path.name:
            error.facts["file"] = name_of(path)
        raise


def size_of(path: Path) -> int:
    """The size of a readable file in bytes; refuses a missing, forbidden or empty one and a folder."""
    if SUFFIX in path.name.casefold():  # not even looked into: that would drop the locks of the one that is open
        raise refused("database", path.name)
    try:
        if path.is_dir():
            raise refused("folder", path.name)
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except FileNotFoundError:
        raise refused("missing", path.name) from None
    except OSError:
        raise refused("no_permission", path.name) from None
    if size == 0:
        raise refused("empty", path.name)
    return size


def rows_about(path: Path) -> int:
    """About how many rows a file has, rather too many: its lines, or what its size allows. 0 where it cannot be read, or
    is no table by its first bytes."""
    try:
        with path.open("rb") as file:
            if what := signature(file.read(HEAD)):
                return max(0, path.stat().st_size - _EMPTY_BOOK) // PACKED_ROW if what in _PACKED else 0
            file.seek(0)
            return 1 + sum(piece.count(b"\n") or piece.count(b"\r") for piece in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0


def head_of(path: Path, size: int = HEAD) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def signature(head: bytes) -> str | None:
    """What the first bytes say, None where they look like text."""
    if head[257:262] == b"ustar":  # TAR: its text files would look like tables
        return "gzip"
    if _DBASE.match(head) and b"\x00" in head[:32]:  # no text has that
        return "dbase"
    for start, what in _SIGNATURES:
        if head.startswith(start):
            return None if what == "program" and start == b"MZ" and _is_text(head) else what
    return None


def looks_ebcdic(head: bytes) -> bool:
    """Mainframe text: blanks are 0x40, digits 0xF0-F9, letters above 0x80; no ASCII blank or line end."""
    if b"\n" in head:
        return False
    high = sum(0x81 <= b <= 0xA9 or 0xC1 <= b <= 0xE9 or 0xF0 <= b <= 0xF9 for b in head)
    plain = sum(0x61 <= b <= 0x7A or 0x30 <= b <= 0x39 for b in head)
    usual = high + head.count(0x40) + head.count(0x15) + head.count(0x25) + head.count(0x4B) + head.count(0x5E)
    return len(head) > 20 and high > len(head) * 0.4 and usual > len(head) * 0.75 and plain < len(head) * 0.08


def looks_binary(head: bytes) -> bool:
    """Many control bytes; NUL is not counted, it also fills the ends of files after a crash."""
    text = head.replace(b"\x00", b"")
    odd = len(text) - len(text.translate(None, bytes(set(range(32)) - {9, 10, 12, 13, 26})))
    if not text:
        return True
    return odd > max(8, len(text) * 0.03) or (len(text) < len(head) * 0.4 and odd > 0 and b"\n" not in text)


def kind_of_text(start: str) -> str | None:
    """What kind of text that is no table begins here, None for a possible table."""
    start = start.lstrip("\ufeff \t\r\n")
    for shape, what in (*_TEXTS, *_FURTHER):
        if shape.match(start):
            return what
    return "sql" if _SQL.search(start[:20_000]) else None


def begins_like_mail(start: str) -> bool:
    """Fields of a head, though not those that tell a message from other texts."""
    return re.match(r"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}", start) is not None


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not looks_binary(head)
