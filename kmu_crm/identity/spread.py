"""What is told of a value only by looking at all who hold it, or by taking it apart: worked out once for each table."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import numpy.typing as npt

from kmu_crm.fields import email, phone
from kmu_crm.identity.table import Coded, Codes, Flags, Ints, Table
from kmu_crm.identity.words import Words

CROWD = 99


class Spread:
    """Shared addresses are found, not assumed: by the number of different names that hold them.

    `crowded` are the keys that more records hold than a block may have; the table need not hold all of those.
    """

    def __init__(self, table: Table, crowded: Iterable[str], public: frozenset[str]):
        people = _numbers(_initials(one) for one in table.words)
        firms = _numbers(one.core[:4] for one in table.words)
        mails, phones, crowd = table["mails"], table["phones"], frozenset(crowded)
        self.people_of_mail = _holders(mails, people, "m:", crowd)
        self.firms_of_mail = _holders(mails, firms, "m:", crowd)
        self.people_of_phone = _holders(phones, people, "p:", crowd)
        self.firms_of_phone = _holders(phones, firms, "p:", crowd)
        family = np.array([2 * is_family_mail(text) for text in mails.texts])
        self.people_of_mail = np.maximum(self.people_of_mail, family)
        self.local = _numbers(_local(text) for text in mails.texts)
        self.hosts = mails.derive(lambda mail: _own_host(mail, public))
        self.mobile: Flags = np.array([bool(text) and phone.is_mobile(text) for text in phones.texts])
        self.number = _numbers(_house(text) for text in table["streets"].texts)
        self.house: Flags = self.number > 0
        self.joined = _numbers("".join(sorted(text.split())) for text in table["core"].texts)
        self.desk: Flags = np.array([_is_desk(one) for one in table.words])
        self.first: Ints = np.array([_day(one.days[0]) for one in table.words], dtype=np.int64)
        self.last: Ints = np.array([_day(one.days[1]) for one in table.words], dtype=np.int64)
        names = Coded([(one.given, one.family) for one in table.words], 2).codes
        self._given, self._family = names[:, 0], names[:, 1]

    def crossed(self, a: Ints, b: Ints) -> Flags:
        """Given and family name stand in each other's place; one of the four may be missing."""
        given, family = self._given, self._family
        one, other = given[a] == family[b], family[a] == given[b]
        silent = (given[a] == 0) | (family[b] == 0), (family[a] == 0) | (given[b] == 0)
        said = (one & (given[a] > 0)) | (other & (family[a] > 0))
        return (one | silent[0]) & (other | silent[1]) & said & (family[a] != family[b])


def is_family_mail(mail: str) -> bool:
    """`familie.huber@`, `fam-huber@`, `diehubers@`: two or more people read these."""
    local = mail.partition("@")[0]
    return local.startswith(("fam.", "fam-", "fam_", "familie", "family", "die")) or email.is_role(local)


def _numbers(texts: Iterable[str]) -> Codes:
    """Equal texts get equal numbers; empty text is 0."""
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int32)


def _holders(column: Coded, names: Codes, letter: str, crowd: frozenset[str]) -> npt.NDArray[np.int64]:
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


def _initials(words: Words) -> str:
    """K. and Klaus are one name, and so are swapped ones; only whole names count."""
    if words.core or not (words.given and words.family):
        return ""
    return "".join(sorted((words.given[0], words.family[0])))


def _local(mail: str) -> str:
    local = mail.partition("@")[0]
    plain = "".join(sign for sign in local if sign.isalnum())
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
