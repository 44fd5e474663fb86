"""Whether a row and the one its number stood for before speak of one customer, whatever else has changed."""

import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from kmu_crm.fields import address, company, email, name
from kmu_crm.fields.text import fold
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS, Cell

COLUMNS = ("given_name", "family_name", "full_name", "company", "email", "phone", "street", "postcode", "more")

Who = tuple[Cell, ...]  # the cells of COLUMNS

_EMAIL = COLUMNS.index("email")
_cells = itemgetter(*(PARTY_COLUMNS.index(column) for column in COLUMNS))


def who(values: tuple[Cell, ...]) -> Who:
    """Of a party, in the order of PARTY_COLUMNS."""
    found: Who = _cells(values)
    return found


def alike(one: Who, other: Who) -> bool | None:
    """None where they leave it open: a marriage, a first name left out, a firm called otherwise at its old address."""
    if one == other or (one[_EMAIL] and one[_EMAIL] == other[_EMAIL]):  # most rows, and quickly told
        return True
    said, before = dict(zip(COLUMNS, one, strict=True)), dict(zip(COLUMNS, other, strict=True))
    firms = _firm(said), _firm(before)
    if _reached(said) & _reached(before) or firms[0] & firms[1]:
        return True
    given, family = _givens(said, before), (_family(said), _family(before))
    if all(given) and all(family):
        verdict = _one_person(given, family)
        return True if verdict is False and _is_misspelt(said, before) else verdict
    words = [frozenset.union(*parts) for parts in zip(firms, given, family, strict=True)]
    if not all(words) or words[0] & words[1]:
        return None
    if _is_misspelt(said, before):
        return True
    moved = not (_place(said) and _place(said) == _place(before))
    return False if moved or not any(firms) else None


def are_two(one: Who, other: Who) -> bool:
    """Whether two rows of one file speak of two people: of one firm, or of one household; a firm's desk is one, too. A mended
    or married name is not, nor is whoever has the same mail address, but for two given names that are known as such."""
    if one == other:
        return False
    said, before = dict(zip(COLUMNS, one, strict=True)), dict(zip(COLUMNS, other, strict=True))
    given, family = _givens(said, before), (_family(said), _family(before))
    mails = _mails(said), _mails(before)
    if mails[0] & mails[1] and not _are_two_names(*given):
        return False
    if all(given):
        return _one_person(given, family) is False and not _is_misspelt(said, before)
    if not all(mails):
        return False
    if all(family):
        return not family[0] & family[1] and not _is_misspelt(said, before)
    desk = any(given + family) and not all(one | two for one, two in zip(given, family, strict=True))
    return desk and bool(_firm(said) & _firm(before))


def goes_on(one: Who, other: Who) -> bool:
    """Whether where one version of a row was reached tells of whom the other speaks of: only where nothing suggests that
    its number was given to somebody else, to another of the household, or to another firm."""
    said, before = dict(zip(COLUMNS, one, strict=True)), dict(zip(COLUMNS, other, strict=True))
    firms = _firm(said), _firm(before)
    at_home = bool(_place(said)) and _place(said) == _place(before)
    if all(firms):
        return firms[0] == firms[1] or at_home or bool(_reached(said) & _reached(before))
    if are_two(one, other):
        return False
    if (verdict := alike(one, other)) is not None:
        return verdict
    return at_home or bool(_family(said) & _family(before)) or _is_misspelt(said, before)


def _are_two_names(one: frozenset[str], other: frozenset[str]) -> bool:
    """Anna and Max; not Lana and Svetlana, nor Ole and Buchhaltung."""
    part = any(word in longer or longer in word for word in one for longer in other)
    return not part and all(any(map(name.is_given, words)) for words in (one, other))


def _one_person(given: tuple[frozenset[str], ...], family: tuple[frozenset[str], ...]) -> bool | None:
    """Anna Berger and Anna Schulz may be; Anna and Max Berger are two."""
    if family[0] & given[1] and given[0] & family[1]:  # in the wrong columns
        return True
    if not given[0] & given[1]:
        return False
    return True if family[0] & family[1] else None


def _is_misspelt(said: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether every word of the name is near one of the other's: a slip that was put right."""
    words, known = _name(said), _name(before)
    return len(words) == len(known) and all(
        any(word == other or name.is_near(word, other) for other in known) for word in words
    )


def _name(said: Mapping[str, Any]) -> frozenset[str]:
    return _firm(said) | _words(said["given_name"]) | _family(said)


def _reached(said: Mapping[str, Any]) -> set[str]:
    more = json.loads(said["more"]) if said["more"] else {}
    return _mails(said) | ({said["phone"], *more.get("phones", ())} - {None})


def _mails(said: Mapping[str, Any]) -> set[str]:
    more = json.loads(said["more"]) if said["more"] else {}
    return {email.mailbox(mail) for mail in {said["email"], *more.get("emails", ())} - {None}}


def _firm(said: Mapping[str, Any]) -> frozenset[str]:
    return _words(company.core(said["company"] or ""))


def _givens(said: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Of both; where one is written as the other's initials (KH, Karl-Heinz) they are the same."""
    one, other = _given(said), _given(before)
    same = _initials(before) in one or _initials(said) in other
    return (one | other, one | other) if same else (one, other)


def _initials(said: Mapping[str, Any]) -> str:
    return "".join(word[0] for word in fold(said["given_name"] or "").replace("-", " ").split())


def _given(said: Mapping[str, Any]) -> frozenset[str]:
    """In all forms of the name, and without titles: Sepp is Josef."""
    bare = " ".join(word for word in (said["given_name"] or "").split() if not name.is_title(word))
    return frozenset(form for word in _words(bare) for form in name.given_forms(word))


def _family(said: Mapping[str, Any]) -> frozenset[str]:
    return _words(said["family_name"]) | _words(said["full_name"])


def _words(written: str | None) -> frozenset[str]:
    """Without initials."""
    return frozenset(word for word in fold(written or "").replace("-", " ").split() if len(word) > 1)


def _place(said: Mapping[str, Any]) -> tuple[str, ...]:
    return (said["postcode"] or "", *address.street_key(said["street"])) if said["street"] else ()
