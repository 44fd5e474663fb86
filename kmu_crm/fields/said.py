"""A cell in people's own words, taken apart: what stands between commas, brackets and dashes, in folded words."""

import re
from collections.abc import Iterable

from kmu_crm.fields import one_way
from kmu_crm.fields import text as plain

_DAGGER = re.compile("[†✝]")
# Between what is said in one cell: also the end of a sentence (no abbreviation), a dash, a line.
PARTS = re.compile(r"[,;|/\n]|\s[-–—]\s|(?<=\w{3})[.!]\s(?=\D)")
_JOINED = {"e mail": "email", "mailing list": "mailinglist", "opt in": "consent"}
_APART = re.compile(r"\be mail|\bmailing list|\bopt in\b")
# One word written as two, two as one; and further words for “nicht” and “nichts”.
_ALIKE = (
    (re.compile(r"\bwerbe (?=sperr|stopp?\b|verbot|widerspr|verweiger|verzicht|ablehn|gegner)"), "werbe"),
    (re.compile(r"\b(keine?n?)(?=werbung|newsletter|mail|email|post\b|anruf)"), r"\1 "),
    (
        re.compile(
            r"\b((auf|in) keinen fall|unter keinen umstaenden|keinesfalls|bloss nicht|(net|ned|nit|nimmer|nd)(?= (mehr )?(an|kont|bew)))\b"
        ),
        "nicht",
    ),
    (re.compile(r"\bnix\b"), "nichts"),
)
_STRANGE = re.compile(r"werbe |keine?n?[wnmepa]|kein\w* (fall|umst)|keinesf|bloss|\bn[ei]?[tdx]\b|nimmer")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_DATE = re.compile(r"((seit|am|ab|vom) )?[\d ]+")


def parts(text: str) -> list[str]:
    """The folded parts of a cell, but for a bracket that tells how or when it was said: “keine Werbung (per Mail)”."""
    return folded_parts(PARTS.split(without_how(text)))


def folded_parts(pieces: Iterable[str]) -> list[str]:
    return [part for part in map(folded, pieces) if part]


def folded(text: str) -> str:
    said = plain.fold((_DAGGER.sub(" verstorben ", text) if not text.isascii() else text).replace("_", " "))
    said = _APART.sub(lambda found: _JOINED[found[0]], said)
    if _STRANGE.search(said):
        for shape, usual in _ALIKE:
            said = shape.sub(usual, said)
    return said


def without_how(text: str) -> str:
    return _BRACKETS.sub(lambda bracket: ", " if _tells_how(bracket) else bracket[0], text)


def _tells_how(bracket: re.Match[str]) -> bool:
    words = folded(bracket[1])
    if _DATE.fullmatch(words):  # that of a death belongs to it
        return bool(one_way.of(folded(PARTS.split(bracket.string[: bracket.start()])[-1])))
    return one_way.is_how(words)
