"""What stands in the place of a name and names nobody: “n/a” in any field; “Kunde”, “Barverkauf”, “Max Mustermann” or a letter
as the whole. Nor is anybody reached at the addresses of examples and trials."""

from collections.abc import Iterator

from kmu_crm.fields.collective import is_collective
from kmu_crm.fields.text import fold
from kmu_crm.fields.words import lines, words

_NO_ANSWERS, _NAMES = frozenset(lines("no_answers")), frozenset(lines("names_of_nobody"))
_EXAMPLES = frozenset(words("mailboxes_of_nobody"))
_OF_ANY_HOST = frozenset(one.removesuffix("@") for one in _EXAMPLES if one.endswith("@"))
_HOSTS = frozenset(one.removeprefix("@") for one in _EXAMPLES if one.startswith("@"))
_THERE = frozenset(one for one in _EXAMPLES if "@" not in one)
_STREETS = words("streets_of_nobody")
_OPENINGS = frozenset(name[:3] for name in _NO_ANSWERS | _NAMES)

_SIGNS, _CASES = (" ", "/", ".", ". ", "-", "_"), (str.lower, str.upper, str.title, str.capitalize)


def is_no_answer(written: str) -> bool:
    """Whatever else the row says: a firm “n/a” beside Anna Berg is none."""
    return _opens_so(written) and fold(written) in _NO_ANSWERS


def is_nobody(written: str) -> bool:
    """Of the whole name of a person or a firm. A letter of another script may be a surname."""
    if _opens_so(written):
        folded = fold(written)
        if folded in _NAMES or (len(folded) == 1 and folded.isascii()):
            return True
    return is_collective(written)


def is_mailbox(address: str) -> bool:
    """Of a clean mail address: “test@” at whichever host, “info@example.com”."""
    local, _, host = address.rpartition("@")
    return local in _OF_ANY_HOST or (local in _THERE and host.partition(".")[0] in _HOSTS and host.count(".") == 1)


def is_street(written: str) -> bool:
    """“Musterstraße 1”: a street may be called so, and nobody without a name is known by living there."""
    return fold(written).partition(" ")[0] in _STREETS


def _opens_so(written: str) -> bool:
    """Before folding it, which costs more: most names do not."""
    three = written[:3].lower()
    return three in _OPENINGS or len(three) < 3 or not (three.isalpha() and three.isascii())


def _spelled() -> Iterator[str]:
    """The usual ways to write that there is no answer: n/a, N.A., k.A., Keine Angabe."""
    for first, *more in map(str.split, _NO_ANSWERS):
        for sign in _SIGNS:
            text = sign.join((first, *more))
            cases = {*(case(text) for case in _CASES), sign.join((first, *map(str.title, more)))}  # k.A., keine Angabe
            yield from (spelled + end for spelled in cases for end in ("", "."))


SPELLED = frozenset(filter(is_no_answer, _spelled()))  # to be looked up quickly
