"""What is told of a value only by looking at all who hold it, or by taking it apart: worked out once for each table."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from kmu_crm.fields import email, phone
from kmu_crm.identity import given, ranges
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Coded, Codes, Flags, Ints, Table, distance
from kmu_crm.identity.words import Words, host_label, skeleton

CROWD = 99
_MOBILE = re.compile(r"\+(?:491[567]|436[5-9]|417[4-9])")
_FAMILY = re.compile(r"fam[._-]|famil(?:ie|y)|die(?![tg])")


class Spread:
    """Shared addresses are found, not assumed: by the number of different names that hold them.

    `crowded` are the keys that more records hold than a block may have; the table need not hold all of those.
    """

    def __init__(self, table: Table, crowded: Iterable[str], model: Model):
        self._table, self._model, self._crowd = table, model, frozenset(crowded)
        self._names = Coded([(one.given, one.family) for one in table.words], 2)
        self._given, self._family = self._names.codes.T

    @cached_property
    def people_of_mail(self) -> Ints:
        family = [2 * is_family_mail(text) for text in self._table["mails"].texts]
        held: Ints = np.maximum(self._holders("mails", self._people, "m:"), np.array(family))
        return held

    @cached_property
    def firms_of_mail(self) -> Ints:
        return self._holders("mails", self._firms, "m:")

    @cached_property
    def people_of_phone(self) -> Ints:
        return self._holders("phones", self._people, "p:")

    @cached_property
    def firms_of_phone(self) -> Ints:
        return self._holders("phones", self._firms, "p:")

    @cached_property
    def _people(self) -> Codes:
        return _numbers(_first_letter(one, self._model) for one in self._table.words)

    @cached_property
    def _firms(self) -> Codes:
        return _numbers(one.core[:4] for one in self._table.words)

    @cached_property
    def of_firm(self) -> Flags:
        """Mail addresses that a row with a firm's name holds."""
        mails, firm = self._table["mails"], np.array([bool(one.core) for one in self._table.words], dtype=bool)
        held = np.zeros(len(mails.texts), dtype=bool)
        held[mails.codes[firm].ravel()] = True
        held[[code for code, text in enumerate(mails.texts) if not text or f"m:{text}" in self._crowd]] = False
        return held

    @cached_property
    def local(self) -> Codes:
        """Mail -> what stands before the @, where that tells one mailbox from others."""
        return _numbers(_local(text) for text in self._table["mails"].texts)

    @cached_property
    def hosts(self) -> Coded:
        return self._table["mails"].derive(lambda mail: _own_host(mail, self._model.public))

    @cached_property
    def mobile(self) -> Flags:
        return np.array([_is_mobile(text) for text in self._table["phones"].texts], dtype=bool)

    @cached_property
    def number(self) -> Codes:
        """Street -> house number."""
        return _numbers(_house(text) for text in self._table["streets"].texts)

    @cached_property
    def sorted(self) -> Codes:
        """Firm -> its name whatever the order and the gaps of its words."""
        return _numbers("".join(sorted(text.split())) for text in self._table["core"].texts)

    @cached_property
    def numbers(self) -> Coded:
        """Row -> its customer numbers with the range each is of; those of no known range are left out."""
        return Coded([tuple(f"{range_}|{number}" for range_, number in found) for found in self._numbered], 2)

    @cached_property
    def written(self) -> Coded:
        """Row -> its customer numbers, whatever the range."""
        return self._table["numbers"].derive(ranges.plain)

    @cached_property
    def range(self) -> Codes:
        """Row -> the range of the first of them, or 0."""
        return np.array([found[0][0] if found else 0 for found in self._numbered], dtype=np.int32)

    @cached_property
    def _numbered(self) -> list[list[tuple[int, str]]]:
        return [list(ranges.of(one, self._model.ranges)) for one in self._table.words]

    @cached_property
    def desk(self) -> Flags:
        return np.array([_is_desk(one) for one in self._table.words], dtype=bool)

    @cached_property
    def first(self) -> Ints:
        return np.array([_day(one.days[0]) for one in self._table.words], dtype=np.int64)

    @cached_property
    def last(self) -> Ints:
        return np.array([_day(one.days[1]) for one in self._table.words], dtype=np.int64)

    @cached_property
    def _spelled(self) -> list[str]:
        return [skeleton(_letters(text.partition("@")[0])) for text in self._table["mails"].texts]

    @cached_property
    def _in_hosts(self) -> Codes:
        """Of each row: its firm's name in two orders, and what its host is called."""
        rows = [(*_joined(one.core), _label(one.mails, self._model.public)) for one in self._table.words]
        return Coded(rows, 3).codes

    def _holders(self, field: str, names: Codes, letter: str) -> Ints:
        """How many different names hold each value; a crowded one counts as `CROWD`."""
        column, width = self._table[field], int(names.max(initial=0)) + 1
        known = [(codes > 0) & (names > 0) for codes in column.codes.T]
        pairs = [codes[k].astype(np.int64) * width + names[k] for codes, k in zip(column.codes.T, known, strict=True)]
        held = np.bincount(np.unique(np.concatenate(pairs)) // width, minlength=len(column.texts)).astype(np.int64)
        if self._crowd:
            held[[code for code, text in enumerate(column.texts) if letter + text in self._crowd]] = CROWD
        return held

    def host_names_firm(self, a: Ints, b: Ints) -> Flags:
        """info@mainline.example beside Mainline GmbH."""
        found = np.zeros(len(a), dtype=bool)
        joined, turned, host = self._in_hosts.T
        for one in (joined, turned):
            found |= (one[a] == host[b]) & (one[a] > 0)
            found |= (one[b] == host[a]) & (one[b] > 0)
        return found

    def crossed(self, a: Ints, b: Ints) -> Flags:
        """Given and family name stand in each other's place, a slip apart at most; one of the four may be missing."""
        first, last = self._given, self._family
        one = self._alike(first[a], last[b])
        other = self._alike(last[a], first[b])
        silent_one, silent_other = (first[a] == 0) | (last[b] == 0), (last[a] == 0) | (first[b] == 0)
        crossed: Flags = (one & other) | (one & silent_other) | (other & silent_one)
        return crossed

    def _alike(self, left: Codes, right: Codes) -> Flags:
        both = np.flatnonzero((left > 0) & (right > 0))
        found = np.zeros(len(left), dtype=bool)
        found[both] = distance(self._names, left[both], right[both], 1) <= 1
        return found

    def named(self, a: Ints, b: Ints, mail: Codes) -> Flags:
        """One of the two gives no name, and the mail they share spells the given name of the other."""
        first = self._given
        bare = (first[a] == 0) != (first[b] == 0)
        names = np.where(first[a] > 0, first[a], first[b])
        texts, mails = self._names.texts, self._spelled
        spelled = [
            len(texts[name]) > 2 and texts[name].replace(" ", "") in mails[code]
            for name, code in zip(names.tolist(), mail.tolist(), strict=True)
        ]
        named: Flags = bare & np.array(spelled, dtype=bool)
        return named


def is_family_mail(mail: str) -> bool:
    """`familie.huber@`, `fam-huber@`, `diehubers@`: two or more people read these."""
    local = mail.partition("@")[0]
    return bool(_FAMILY.match(local)) or email.is_role(local)


def _numbers(texts: Iterable[str]) -> Codes:
    """Equal texts get equal numbers; empty text is 0."""
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int32)


def _first_letter(words: Words, model: Model) -> str:
    """The initial of the given name; only whole names count, and swapped ones are swapped back."""
    if words.core or len(words.given) < 2 or not words.family:
        return ""
    swapped = model.count("given", words.family) > model.count("given", words.given)
    return given.initial(words.family if swapped else words.given)


def _joined(core: str) -> tuple[str, str]:
    """A firm's name as it may stand in a host: huberbau, bauhuber."""
    parts = core.split()
    return "".join(parts), "".join(reversed(parts))


def _label(mails: Iterable[str], public: frozenset[str]) -> str:
    return next((host_label(host) for mail in mails if (host := _own_host(mail, public))), "")


@lru_cache(maxsize=100_000)
def _is_mobile(number: str) -> bool:
    """By the prefix in Germany, Austria and Switzerland, which is a hundred times as fast as the library."""
    if number.startswith(("+49", "+43", "+41")):
        return _MOBILE.match(number) is not None
    return bool(number) and phone.is_mobile(number)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _local(mail: str) -> str:
    local = mail.partition("@")[0]
    plain = _letters(local)
    return plain if len(plain) > 5 and not email.is_role(local) else ""


def _own_host(mail: str, public: frozenset[str]) -> str:
    host = mail.rpartition("@")[2]
    return "" if email.is_public_host(host) or host in public else host


def _house(street: str) -> str:
    last = street.rpartition(" ")[2]
    return last if last[:1].isdigit() else ""


def _is_desk(words: Words) -> bool:
    for mail in words.mails if words.core else ():
        local = mail.partition("@")[0].replace(".", "").replace("-", "")
        if email.is_role(mail.partition("@")[0]) or any(len(p) > 3 and p in local for p in words.core.split()):
            return True
    return False


def _day(text: str) -> int:
    """Days since the year 1; what was never in use began and ended on day 0."""
    return date.fromisoformat(text).toordinal() if text else 0
