"""Which of the four eight-bit character sets of this region a file is written in, judged by where letters stand.

A German text read in the wrong set puts signs inside words ("M³ller", "M‰ller") or capitals after small letters. Each
run of bytes above 127 is scored in each set together with its neighbours; the set with the most plausible text wins.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

SETS = ("cp1252", "iso8859-15", "cp850", "mac_roman")
_RUN = re.compile(rb"[^\x80-\xff]?[\x80-\xff]+[^\x80-\xff]?")
_SMALL, _LARGE = set("äöüß"), set("ÄÖÜ")
_KNOWN = set("éèêëàâáçîïíôóòûúùñåøæœšžÉÈÊÀÂÁÇÎÓÔÚÑÅØÆŠŽ")
_SIGNS = set("€£–—„“”‚‘’…•™®©§°«»·±²³½¼¾µ\u00a0´¨")
_EAST = "cp1250"
# ř beside í or á looks like ø, ě and ů within a word like the Italian ì and ù, which end one; õ is before e in Portuguese.
_ODD_TOGETHER = re.compile(r"[øØ][áíéýúž]|[áíéýúž]ø|[^\W\d_]?[ìùò][a-zøžèïáíý]|[a-z]õ[^\We]|[^\W\d_][¹³][a-z]")
_DECISIVE = 0.6  # of the score a run can reach
_FOREIGN = 0.1  # of the runs may make no sense: a rare name, a sign out of place


def runs(blocks: Iterable[bytes]) -> Counter[bytes]:
    """Every run of bytes above 127 with one neighbour on each side, counted."""
    found: Counter[bytes] = Counter()
    for block in blocks:
        found.update(_RUN.findall(block))
    return found


def best(found: Counter[bytes]) -> tuple[str, bool]:
    """The likeliest set, and whether it stands clearly before those that read the text differently."""
    scores = {name: sum(n * _score(run.decode(name, "replace")) for run, n in found.items()) for name in SETS}
    first = max(SETS, key=lambda name: scores[name])
    rivals = [scores[name] for name in SETS if not same(found, first, name)]
    clear = not rivals or scores[first] - max(rivals) >= _DECISIVE * sum(found.values())
    return first, clear and scores[first] > 0


def fits(found: Counter[bytes], name: str) -> bool:
    """Whether the text makes sense in this set. Polish, Turkish, Russian or Chinese make none in any of the four: signs
    within words, rare letters, several accented ones in a row."""
    odd = sum(n for run, n in found.items() if not _makes_sense(run.decode(name, "replace")))
    return odd <= _FOREIGN * sum(found.values()) and not (name == SETS[0] and _of_the_east(found))


def _of_the_east(found: Counter[bytes]) -> bool:
    """Whether names of Czechs, Poles or Hungarians may have been written in the set of their region, most letters of which
    are as in ours: where it reads anything else, ours has letters together that no language of the West has."""
    other = {run: n for run, n in found.items() if run.decode(SETS[0], "replace") != run.decode(_EAST, "replace")}
    odd = sum(n for run, n in other.items() if _ODD_TOGETHER.search(run.decode(SETS[0], "replace")))
    return odd > _FOREIGN * sum(other.values())


def _makes_sense(run: str) -> bool:
    return _score(run) >= 0 and sum(not char.isascii() and char.isalpha() for char in run) < 3


def same(found: Counter[bytes], left: str, right: str) -> bool:
    return all(run.decode(left, "replace") == run.decode(right, "replace") for run in found)


def _score(run: str) -> float:
    padded = " " + run + " " if not run[0].isascii() else run + " "
    padded = padded if padded[0].isascii() else " " + padded
    return sum(_value(*padded[i - 1 : i + 2]) for i in range(1, len(padded) - 1) if not padded[i].isascii())


@cache
def _value(before: str, char: str, after: str) -> float:
    word = before.isalpha() or after.isalpha()
    if char in _SMALL:
        broken = before.isupper() and after.isupper() and char != "ß"
        return -1.0 if broken or (char == "ß" and not before.isalpha()) else 3.0 if word else 0.5
    if char in _LARGE:
        return -2.0 if before.islower() else 3.0 if word else 0.5
    if char in _KNOWN:
        if char.isupper():
            return -3.0 if before.islower() else 0.8
        return -2.0 if before.isupper() and after.isupper() else 1.2 if word else -0.5
    if char in _SIGNS:
        return _sign(before, char, after)
    if char.isalpha():
        return -3.0 if char.isupper() and before.islower() else -0.5
    return -5.0


def _sign(before: str, char: str, after: str) -> float:
    if char in "’‘´":
        return 0.6
    if before.isalpha() and after.isalpha():
        return -1.5 if char in "–—·\u00a0" else -3.0
    if char == "€":
        return 1.5
    return -2.0 if char in "„‚“" and before.isalpha() and char != "“" else 0.5
