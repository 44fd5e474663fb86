"""What somebody wrote in a message, without what he quoted: plain text, else the words of its web page."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from kmu_crm.sources.reading.cleaning import clean

MOST_BODY = 64 << 10  # bytes of a message that are looked at
_LONGEST = 4_000  # characters that are kept
_GUARDED = re.compile(rb"(?m)^>(>*From )")  # a mailbox keeps a letter's own words apart from the next letter so
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")
_CLOSING = re.compile(r"(?ms)^(-- ?$|-{2,} ?(Ursprüngliche Nachricht|Original Message|Weitergeleitete Nachricht)).*")
_BEFORE = re.compile(
    r"(?m)^(Am|On) [^\n]{5,120}(\n[^\n]{1,80})?(schrieb|wrote)[^\n]{0,80}:[ \t]*\n(?=\s*>)"
)  # what is quoted then
_PASSED = frozenset({"style", "script", "head", "title", "blockquote"})
_BREAKING = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3"})


def words(head: bytes, body: bytes) -> str:
    """Nothing in a message is trusted: what cannot be read gives no words; nothing it points to is fetched."""
    try:
        message = message_from_bytes(head + b"\n" + _GUARDED.sub(rb"\1", body), policy=default)
        part = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        text = str(part.get_content()) if part is not None else ""
        if part is not None and part.get_content_subtype() == "html":
            text = _of_page(text)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, AssertionError, IndexError):
        return ""
    text = _BEFORE.sub("", _CLOSING.sub("", text.replace("\r\n", "\n")))
    lines = (" ".join(clean(line).split()) for line in _QUOTED.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:_LONGEST]


def _of_page(text: str) -> str:
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.said)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._passed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._passed += tag in _PASSED
        if tag in _BREAKING:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._passed = max(0, self._passed - (tag in _PASSED))

    def handle_data(self, data: str) -> None:
        if not self._passed:
            self.said.append(" ".join(data.split()) + " " * data[-1:].isspace())
