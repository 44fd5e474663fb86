"""The messages in a mailbox (mbox) or a single message (EML), streamed: bodies are passed over, or their beginning kept."""

import re
from collections.abc import Iterator
from pathlib import Path

MOST_HEAD = 256 << 10  # bytes of one message's head; what is longer is cut
_PIECE = 64 << 10  # of a line without end
_SEPARATOR = re.compile(rb"From (?:\S+\s.*\d{4}.*|-.*)?\s*$")
_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,80}:|>From ")


def heads(path: Path) -> Iterator[tuple[int, bytes]]:
    """(line where the message begins, from 1, its head)."""
    return ((start, head) for start, head, _body in messages(path, 0))


def messages(path: Path, most_body: int) -> Iterator[tuple[int, bytes, bytes]]:
    """(line where the message begins, from 1, its head, so many bytes of what follows). A line "From " begins a message
    where a blank line stands before it and a field of a head after it, so that a letter's own words do not."""
    with path.open("rb") as file:
        several = file.read(5) == b"From "
        file.seek(0)
        head: list[bytes] = []
        body: list[bytes] = []
        size, kept, start, number = 0, 0, 1, 0
        blank, separator, whole, reading = True, False, True, not several
        while line := file.readline(_PIECE):
            number += whole
            if separator and _FIELD.match(line):
                if head:
                    yield start, b"".join(head), b"".join(body[:-1])
                head, body = [], []
                size, kept, start, reading = 0, 0, number - 1, True
            if not reading:
                if kept < most_body:
                    body.append(line)
                    kept += len(line)
            elif line.strip():
                size += len(line)
                if size <= MOST_HEAD:
                    head.append(line)
            elif head:
                reading = False
            separator = several and whole and blank and not reading and _is_separator(line)
            whole = line.endswith(b"\n")
            blank = whole and line in (b"\n", b"\r\n")
        if head:
            yield start, b"".join(head), b"".join(body)


def _is_separator(line: bytes) -> bool:
    return line.startswith(b"From ") and _SEPARATOR.match(line) is not None
