"""Legends behind headings, which tell how a column is answered: “Newsletter (ja/nein)”, “Werbung erlaubt j/n”, “Post (1 = ja)”."""

import re
from functools import lru_cache

_YES, _NO = "ja|j|yes|y|oui|wahr|true", "nein|n|no|non|falsch|false"
_BETWEEN = r"(?:\s*[/|,;\\_–-]\s*|\s+(?:oder|or|bzw\.?)\s+|\s+)"
_FURTHER = r"(?:\s*[/|,;]\s*[\w?]+)*"  # “(ja/nein/unbekannt)”
_WORDS = rf"(?:(?:{_YES}){_BETWEEN}(?:{_NO})|(?:{_NO}){_BETWEEN}(?:{_YES})){_FURTHER}"
_MEANT = rf"\w+\s*[=:]\s*(?:{_YES}|{_NO})(?:\s*[/|,;]?\s*\w+\s*[=:]\s*(?:{_YES}|{_NO}))*"  # “1 = ja, 0 = nein”
_FIGURES = r"(?:0\s*[/|]\s*1|1\s*[/|]\s*0)"
_OPEN, _CLOSE = r"(?:[\s_:,;?–-]*[(\[{<]\s*|[\s_:,;?–-]+)", r"\s*[)\]}>]?\s*[?*:]?\s*$"
_LEGEND = re.compile(rf"{_OPEN}(?:(?P<words>{_WORDS}|{_MEANT})|{_FIGURES}){_CLOSE}", re.IGNORECASE)


@lru_cache(10_000)
def without(heading: str) -> str:
    """`"Newsletter (ja/nein)"` becomes `"Newsletter"`; a heading that is nothing but a legend stays."""
    return _LEGEND.sub("", heading) or heading


@lru_cache(10_000)
def asks_in_words(heading: str) -> bool:
    """Whether the column is answered with a yes or a no: an “n” there was written, and is no box that nobody ticked."""
    found = _LEGEND.search(heading)
    return found is not None and found["words"] is not None
