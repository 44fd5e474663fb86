"""What is told of a value only by looking at all who hold it, or by taking it apart: worked out once for each table."""

import re
from collections.abc import Iterable
from datetime import date

import numpy as np

from kmu_crm.fields import email, phone
from kmu_crm.identity import given
from kmu_crm.identity.model import Model
from kmu_crm.identity.table import Coded, Codes, Flags, Ints, Table, distance
from kmu_crm.identity.words import Words, host_label, skeleton

CROWD = 99
_FAMILY = re.compile(r"fam[._-]|famil(?:ie|y)|die(?![tg])")


class Spread:
    """Shared addresses are found, not assumed: by the number of different names that hold them.

    `crowded` are the keys that more records hold than a block may have; the table need not hold all of those.
    """

    def __init__(self, table: Table, crowded: Iterable[str], model: Model):
        people = _numbers(_first_letter(one, model) for one in table.words)
        firms = _numbers(one.core[:4] for one in table.words)
        mails, phones, crowd = table["mails"], table["phones"], frozenset(crowded)
        self.people_of_mail = _holders(mails, people, "m:", crowd)
        self.firms_of_mail = _holders(mails, firms, "m:", crowd)
        self.people_of_phone = _holders(phones, people, "p:", crowd)
        self.firms_of_phone = _holders(phones, firms, "p:", crowd)
        family = np.array([2 * is_family_mail(text) for text in mails.texts])
        self.people_of_mail = np.maximum(self.people_of_mail, family)
        self.local = _numbers(_local(text) for text in mails.texts)
        self.hosts = mails.derive(lambda mail: _own_host(mail, model.public))
        firm = np.array([bool(one.core) for one in table.words], dtype=bool)
        self.of_firm: Flags = _held_by(mails, firm) & ~np.isin(mails.texts, [key[2:] for key in crowd if key[0] == "m"])
        names = Coded([(*_joined(one.core), _label(one.mails, model.public)) for one in table.words], 3).codes
        self._joined, self._host = names[:, :2], names[:, 2]
        self.mobile: Flags = np.array([bool(text) and phone.is_mobile(text) for text in phones.texts])
        self.number = _numbers(_house(text) for text in table["streets"].texts)
        self.house: Flags = self.number > 0
        self.sorted = _numbers("".join(sorted(text.split())) for text in table["core"].texts)
        self.desk: Flags = np.array([_is_desk(one) for one in table.words], dtype=bool)
        self.first: Ints = np.array([_day(one.days[0]) for one in table.words], dtype=np.int64)
        self.last: Ints = np.array([_day(one.days[1]) for one in table.words], dtype=np.int64)
        self._names = Coded([(one.given, one.family) for one in table.words], 2)
        self._given, self._family = self._names.codes.T
        self._mails = [skeleton(_letters(text.partition("@")[0])) for text in mails.texts]

    def host_names_firm(self, a: Ints, b: Ints) -> Flags:
        """info@mainline.example beside Mainline GmbH."""
        found = np.zeros(len(a), dtype=bool)
        for one in self._joined.T:
            found |= (one[a] == self._host[b]) & (one[a] > 0)
            found |= (one[b] == self._host[a]) & (one[b] > 0)
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
        texts, mails = self._names.texts, self._mails
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


def _holders(column: Coded, names: Codes, letter: str, crowd: frozenset[str]) -> Ints:
    """How many different names hold each value; a crowded one counts as `CROWD`."""
    pairs = [
        codes[(codes > 0) & (names > 0)].astype(np.int64) * (int(names.max(initial=0)) + 1)
        + names[(codes > 0) & (names > 0)]
        for codes in column.codes.T
    ]
    distinct = np.unique(np.concatenate(pairs)) // (int(names.max(initial=0)) + 1)
    holders = np.bincount(distinct, minlength=len(column.texts)).astype(np.int64)
    if crowd:
        holders[[code for code, text in enumerate(column.texts) if letter + text in crowd]] = CROWD
    return holders


def _first_letter(words: Words, model: Model) -> str:
    """The initial of the given name; only whole names count, and swapped ones are swapped back."""
    if words.core or len(words.given) < 2 or not words.family:
        return ""
    swapped = model.count("given", words.family) > model.count("given", words.given)
    return given.initial(words.family if swapped else words.given)


def _held_by(column: Coded, holders: Flags) -> Flags:
    found = np.zeros(len(column.texts), dtype=bool)
    found[column.codes[holders].ravel()] = True
    found[0] = False
    return found


def _joined(core: str) -> tuple[str, str]:
    """A firm's name as it may stand in a host: huberbau, bauhuber."""
    parts = core.split()
    return "".join(parts), "".join(reversed(parts))


def _label(mails: Iterable[str], public: frozenset[str]) -> str:
    return next((host_label(host) for mail in mails if (host := _own_host(mail, public))), "")


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
