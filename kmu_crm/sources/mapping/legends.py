"""Legends behind headings, which tell how a column is answered: “Newsletter (ja/nein)”, “Werbung erlaubt j/n”, “Post (1 = ja)”."""

import re
from collections.abc import Mapping
from functools import lru_cache

from kmu_crm.fields import consent, text

_YES, _NO = "ja|j|yes|y|oui|wahr|true", "nein|n|no|non|falsch|false"
_BETWEEN = r"(?:\s*[/|,;\\_–-]\s*|\s+(?:oder|or|bzw\.?)\s+|\s+)"
_FURTHER = r"(?:\s*[/|,;]\s*[\w?]+)*"  # “(ja/nein/unbekannt)”
_WORDS = rf"(?:(?:{_YES}){_BETWEEN}(?:{_NO})|(?:{_NO}){_BETWEEN}(?:{_YES})){_FURTHER}"
_ONE = rf"(\w+)\s*[=:]\s*({_YES}|{_NO})"
_MEANT = rf"\w+\s*[=:]\s*(?:{_YES}|{_NO})(?:\s*[/|,;]?\s*\w+\s*[=:]\s*(?:{_YES}|{_NO}))*"  # “1 = ja, 0 = nein”
_FIGURES = r"(?:0\s*[/|]\s*1|1\s*[/|]\s*0)"
_OPEN, _CLOSE = r"(?:[\s_:,;?–-]*[(\[{<]\s*|[\s_:,;?–-]+)", r"\s*[)\]}>]?\s*[?*:]?\s*$"
_LEGEND = re.compile(rf"{_OPEN}(?:(?P<words>{_WORDS}|{_MEANT})|{_FIGURES}){_CLOSE}", re.IGNORECASE)
_MARKED = re.compile(rf"{_ONE}\b", re.IGNORECASE)
_CROSS = re.compile(r"(an)?(ge)?(kreuz|hake?n?|haek)\w*")


@lru_cache(10_000)
def without(heading: str) -> str:
    """`"Newsletter (ja/nein)"` becomes `"Newsletter"`; a heading that is nothing but a legend stays."""
    return _LEGEND.sub("", heading) or heading


@lru_cache(10_000)
def asks_in_words(heading: str) -> bool:
    """Whether the column is answered with a yes or a no: an “n” there was written, and is no box that nobody ticked."""
    found = _LEGEND.search(heading)
    return found is not None and found["words"] is not None


@lru_cache(10_000)
def answers(heading: str) -> Mapping[str, str]:
    """What the marks of a legend mean, where it turns any round: “(x = nein)” makes a no of what is a yes elsewhere."""
    found = _LEGEND.search(heading)
    if found is None or not found["words"]:
        return {}
    said = {
        text.fold(mark): "no" if re.fullmatch(_NO, meant, re.IGNORECASE) else "yes"
        for mark, meant in _MARKED.findall(found["words"])
    }
    said = {"x" if _CROSS.fullmatch(mark) else mark: meant for mark, meant in said.items()}
    turned = any(meant == "no" and consent.clean(mark) == "yes" for mark, meant in said.items())
    return said if turned else {}
