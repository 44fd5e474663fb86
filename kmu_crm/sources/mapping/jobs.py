"""What an invoice says in a sentence of its part in a job: “2. Abschlagsrechnung BV Müller” asks in advance, for “mueller”.

Words of the part, its counting number, dates, shares and words that every invoice may have are no name of a job.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import document_words
from kmu_crm.sources.mapping.document_words import Part


class Said(NamedTuple):
    """`job` is empty where the words name none."""

    part: Part
    job: str


TELLING = re.compile(r".{5,}|(?=.*\d)(?=.*[^\W\d]).{3,}")  # a number that stands in no sentence by chance
_LONGEST = 3  # words of a part: “final invoice”, “down payment invoice”
_TOKEN = re.compile(r"\w+")
_NO_NAME = re.compile(
    r"\d+([.,]\d+)?\s*(%|prozent|percent)|\b\d{1,2}\.\s?\d{1,2}\.(\d{4}|\d{2})?(?!\d)|\b\d{4}-\d{2}-\d{2}\b"
)
_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐–](?=[^\W\d])")
# “1. ”, “2te ”, “erste ” and, where nothing stands before it, “1 ”
_COUNTED = re.compile(
    r"(((?<!\w)\d{1,2}\s?(\.|te[rs]?\b|st\b|nd\b|rd\b|th\b|er\b|ere\b|e\b)|(^|[-–,;:/(|])\s*\d{1,2}|\b(i{1,3}|iv|vi{0,3})\."
    r"|\b(erste|zweite|dritte|vierte|fünfte|sechste|weitere|letzte)[rsn]?|\b(first|second|third|fourth|fifth|première?|deuxième|troisième))\s*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(nr\.?|no\.?|n°|nummer|number|#)\s*\d{1,2}\b(?![./-]?\d)", re.IGNORECASE)
_FOLLOWED = re.compile(r"\s*\d{1,2}(\s*(/|von|of)\s*([2-9]|1[0-2]))?\b(?![./-]?\d)")
_IN_MANY = (
    "rechnung rechnungen rg re invoice facture fattura nr no nummer number der die das den dem des the zu zum zur fuer for pour per of"
    " vom von am d de du la le les di del bv bauvorhaben bvh projekt project objekt auftrag auftrags order commande ihr ihre ihren ihrem"
    " unser unsere lt laut gemaess nach wie besprochen vereinbart vereinbarung vertrag angebot bestellung leistung leistungen"
    " erbrachte erbrachten arbeiten netto brutto mwst ust vat mehrwertsteuer umsatzsteuer skonto eur euro chf betreff ueber in bei mit und"
)
_PLAIN = frozenset(_IN_MANY.split())
_YEAR = re.compile(r"(19|20)\d\d")
# Beside them an invoice in advance is one that is spoken of, not this one.
_SPOKEN_OF = re.compile(
    r"\b(verrechn|erhalten|geleistet|bezahlt|gezahlt|inkl|abz|less\b|minus|bereits|ohne\b|kein|angerechn|anrechn|mit\b|nach\b|aus\b|auf\b)"
)
_TAKES_BACK = re.compile(
    r"\b(storn|gutschr|korrekt|berichtig|annul|cancel|credit|avoir|rueck|erstatt|entfaellt|ungueltig)"
)
_COMPOUND = re.compile(r"rechnung|faktur|invoice|bill\b|facture|fattura")


@lru_cache(10_000)
def read(words: str) -> Said:
    """Of a subject or a text; the first part named decides."""
    text = _NO_NAME.sub(" ", _HYPHEN.sub("", words))
    tokens = list(_TOKEN.finditer(text))
    folded = [fold(token[0]) for token in tokens]
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            if part := _part(folded[first:last]):
                return _said(text, part, tokens[first].start(), tokens[last - 1].end())
    return Said("", _job(folded) or fold(words))


def _part(words: list[str]) -> Part:
    """What they say together; nothing where fewer of them say it, too."""
    part = document_words.part(" ".join(words))
    shorter = part and len(words) > 1 and (document_words.part(" ".join(words[1:])) or document_words.part(words[0]))
    return "" if shorter else part


def _said(text: str, part: Part, start: int, end: int) -> Said:
    before, word, after = text[:start], text[start:end], text[end:]
    counted = _COUNTED.search(before)
    before = before[: counted.start()] if counted else before
    rest = fold(after)
    if number := _NUMBERED.match(after) or (_FOLLOWED.match(after) if part == "advance" else None):
        after = after[number.end() :]
    leads = not _job(fold(before).split())
    own = leads or counted or _COMPOUND.search(fold(word)) or (part == "final" and not rest)
    if _TAKES_BACK.search(fold(text)) or not own or (part == "advance" and _SPOKEN_OF.search(f"{fold(before)} {rest}")):
        return Said("", fold(text))
    return Said(part, _job(fold(f"{before} {after}").split()))


def _job(words: list[str]) -> str:
    named = [word for word in words if word not in _PLAIN]
    return "" if all(map(_YEAR.fullmatch, named)) else " ".join(named)
