"""Two people named together: “Max und Maria”, “Max & Maria Huber”."""

import re
from functools import lru_cache

from kmu_crm.fields import name

AND = "und"  # stands between them, however it was written
_BETWEEN = r"(?:und|and|et|e|u\.?|&|\+)"
_TWO = re.compile(rf"\s+{_BETWEEN}\s+|\s*[/&+]\s*", re.I)
_TOGETHER = re.compile(rf"(?P<one>\S+(?: \S+)?)\s+{_BETWEEN}\s+(?P<other>\S+)\s+(?P<surname>\S.*)", re.I)


@lru_cache(maxsize=100_000)
def taken_apart(given: str, family: str) -> tuple[str, str]:
    """Given name and surname; of a couple both given names, in the order of the alphabet, also where they stand with
    the surname in one cell. Other names stay as they are."""
    if given:
        both = [part.strip() for part in _TWO.split(given)]
        return (_together(both), family) if len(both) > 1 and all(both) else (given, family)
    found = _TOGETHER.fullmatch(family)
    if found is None or not (_are_given(found["one"]) and _are_given(found["other"])):
        return given, family
    return _together([found["one"], found["other"]]), found["surname"]


def _together(names: list[str]) -> str:
    return f" {AND} ".join(sorted(names, key=str.casefold))


def _are_given(names: str) -> bool:
    """“Max Huber und Maria Meier” are two people with a surname each."""
    return all(len(name.given_forms(word)) > 1 for word in names.split())
