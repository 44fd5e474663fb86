"""What is told of a value only by looking at all who hold it, worked out once for each table."""

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from kmu_crm.fields import email
from kmu_crm.identity import given, keys, parts, ranges, spelling
from kmu_crm.identity.levels import Level
from kmu_crm.identity.model import Model
from kmu_crm.identity.spelled import host_label, names_trade, own_host, skeleton
from kmu_crm.identity.table import Coded, Codes, Flags, Ints, Table, distance

CROWD = 99


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
        family = 2 * self._spelled_so(parts.is_family_mail).astype(np.int64)
        held: Ints = np.maximum(self._holders("mails", self._people, "m:"), family)
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
        return _numbers(parts.first_letter(one, self._model) for one in self._table.words)

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
    def at_firm(self) -> Flags:
        """Rows that name a firm, and those that write from a host that another row names one at, or that is called as a
        firm is. Whoever has a host alone may as well be a person. A crowd on one host is a firm."""
        named, hosts = np.array([bool(one.core) for one in self._table.words], dtype=bool), self.hosts
        firms = {name for one in self._table.words if one.core for name in parts.joined(one.core)}
        labels = [host_label(text) for text in hosts.texts]
        held = np.array([label in firms or f"k:{label}" in self._crowd for label in labels], dtype=bool)
        held |= [f"d:{text}" in self._crowd for text in hosts.texts]
        held[hosts.codes[named].ravel()] = True
        held[0] = False
        found: Flags = named | (held[hosts.codes].any(axis=1) & self._table.firm)
        return found

    @cached_property
    def called(self) -> Flags:
        """Rows with a host that is called as their firm is."""
        return np.array([parts.is_called_so(one, self._model.public) for one in self._table.words], dtype=bool)

    @cached_property
    def of_desk(self) -> Flags:
        """Mail addresses that a firm's desk reads by their wording: info@ at a host of its own, landhandel.born@."""
        return self._spelled_so(self._is_desk)

    def _spelled_so(self, says: Callable[[str], bool]) -> Flags:
        """Mail addresses of whose spellings one says so: without its dots a mailbox no longer shows its words."""
        written = self._table.spellings
        texts = self._table["mails"].texts
        return np.array([says(text) or any(map(says, written.get(text, ()))) for text in texts], dtype=bool)

    def _is_desk(self, mail: str) -> bool:
        role = email.is_role(mail.partition("@")[0]) and bool(own_host(mail, self._model.public))
        return bool(mail) and (role or names_trade(mail))

    @cached_property
    def local(self) -> Codes:
        """Mail -> what stands before the @, where that tells one mailbox from others."""
        return _numbers(parts.mailbox(text) for text in self._table["mails"].texts)

    @cached_property
    def digits(self) -> Codes:
        """Mail -> the digits before the @, in their order."""
        texts = self._table["mails"].texts
        return _numbers("".join(filter(str.isdigit, text.partition("@")[0])) for text in texts)

    @cached_property
    def hosts(self) -> Coded:
        return self._table["mails"].derive(lambda mail: own_host(mail, self._model.public))

    @cached_property
    def mobile(self) -> Flags:
        return np.array([parts.is_mobile(text) for text in self._table["phones"].texts], dtype=bool)

    @cached_property
    def number(self) -> Codes:
        """Street -> house number."""
        return _numbers(parts.house_number(text) for text in self._table["streets"].texts)

    @cached_property
    def sorted(self) -> Codes:
        """Firm -> its name whatever the order and the gaps of its words."""
        return _numbers("".join(sorted(text.split())) for text in self._table["core"].texts)

    @cached_property
    def numbers(self) -> Coded:
        """Row -> its customer numbers with the range each is of; those of no known range are left out."""
        return Coded([tuple(f"{range_}|{number}" for range_, number in found) for found in self._numbered])

    @cached_property
    def written(self) -> Coded:
        """Row -> its customer numbers, whatever the range."""
        return self._table["numbers"].derive(ranges.plain)

    @cached_property
    def named_numbers(self) -> Coded:
        """Row -> its customer numbers, whatever the range, each with the full name."""
        return Coded([tuple(ranges.with_name(one)) for one in self._table.words])

    @cached_property
    def range(self) -> Codes:
        """Row -> the range of the first of them, or 0."""
        return np.array([found[0][0] if found else 0 for found in self._numbered], dtype=np.int32)

    @cached_property
    def _numbered(self) -> list[list[tuple[int, str]]]:
        return [list(ranges.of(one, self._model.ranges)) for one in self._table.words]

    @cached_property
    def desk(self) -> Flags:
        return np.array([parts.is_desk(one) for one in self._table.words], dtype=bool)

    @cached_property
    def first(self) -> Ints:
        return np.array([parts.ordinal(one.days[0]) for one in self._table.words], dtype=np.int64)

    @cached_property
    def last(self) -> Ints:
        return np.array([parts.ordinal(one.days[1]) for one in self._table.words], dtype=np.int64)

    @cached_property
    def _spelled(self) -> list[str]:
        return [skeleton(parts.letters(text.partition("@")[0])) for text in self._table["mails"].texts]

    @cached_property
    def _in_hosts(self) -> Codes:
        """Of each row: its firm's name in two orders, and what its host is called."""
        rows = [(*parts.joined(one.core), parts.own_label(one.mails, self._model.public)) for one in self._table.words]
        return Coded(rows, 3).codes

    def _holders(self, field: str, names: Codes, letter: str) -> Ints:
        """How many different names hold each value; a crowded one counts as `CROWD`."""
        column, width = self._table[field], int(np.max(names, initial=0)) + 1
        known = [(codes > 0) & (names > 0) for codes in column.codes.T]
        pairs = [codes[k].astype(np.int64) * width + names[k] for codes, k in zip(column.codes.T, known, strict=True)]
        held = np.bincount(np.unique(np.concatenate(pairs)) // width, minlength=len(column.texts)).astype(np.int64)
        held[self._of_many(column)] = CROWD
        if self._crowd:
            held[[code for code, text in enumerate(column.texts) if letter + text in self._crowd]] = CROWD
        return held

    def _of_many(self, column: Coded) -> Flags:
        """Values that rows without a name give from many places, as a till does that must fill in something."""
        width = len(self._table.words) + 1
        known = [(codes > 0) & (self._nobody > 0) for codes in column.codes.T]
        both = [
            codes[k].astype(np.int64) * width + self._nobody[k] for codes, k in zip(column.codes.T, known, strict=True)
        ]
        held = np.bincount(np.unique(np.concatenate(both)) // width, minlength=len(column.texts))
        found: Flags = held > keys.NOBODIES
        return found

    @cached_property
    def _nobody(self) -> Codes:
        return _numbers(parts.told_apart(one) for one in self._table.words)

    def host_names_firm(self, a: Ints, b: Ints) -> Flags:
        """info@mainline.example beside Mainline GmbH."""
        found = np.zeros(len(a), dtype=bool)
        joined, turned, host = self._in_hosts.T
        for one in (joined, turned):
            found |= (one[a] == host[b]) & (one[a] > 0)
            found |= (one[b] == host[a]) & (one[b] > 0)
        return found

    def crossed(self, a: Ints, b: Ints) -> Flags:
        """Given and family name stand in each other's place, a slip apart at most, the given one perhaps as an initial or a
        nickname; one of the four may be missing."""
        first, last = self._given, self._family
        one = self._alike(first[a], last[b])
        other = self._alike(last[a], first[b])
        short = self._short(one, last[a], first[b]) | self._short(other, last[b], first[a])
        silent_one, silent_other = (first[a] == 0) | (last[b] == 0), (last[a] == 0) | (first[b] == 0)
        crossed: Flags = (one & other) | (one & silent_other) | (other & silent_one) | short
        return crossed

    def _short(self, asked: Flags, left: Codes, right: Codes) -> Flags:
        """Of those asked about, whether one name is an initial or a nickname of the other."""
        both = np.flatnonzero(asked & (left > 0) & (right > 0) & (left != right))
        found = np.zeros(len(left), dtype=bool)
        if len(both):
            level = spelling.by_pair(self._names, left[both], right[both], given.grade)
            found[both] = np.isin(level, (Level.INITIAL, Level.VARIANT))
        return found

    def _alike(self, left: Codes, right: Codes) -> Flags:
        both = np.flatnonzero((left > 0) & (right > 0))
        found = np.zeros(len(left), dtype=bool)
        found[both] = distance(self._names, left[both], right[both], 1) <= 1
        return found

    def named(self, a: Ints, b: Ints, mail: Codes) -> Flags:
        """One of the two gives no name, and the mail they share spells the given name of the other."""
        first = self._given
        bare: Flags = (first[a] == 0) != (first[b] == 0)
        return bare & self.bears_name(a, b, mail)

    def bears_name(self, a: Ints, b: Ints, mail: Codes) -> Flags:
        """The mail they share spells the given name of one of the two."""
        names = np.where(self._given[a] > 0, self._given[a], self._given[b])
        texts, mails = self._names.texts, self._spelled
        spelled = [
            len(texts[name]) > 2 and texts[name].replace(" ", "") in mails[code]
            for name, code in zip(names.tolist(), mail.tolist(), strict=True)
        ]
        return np.array(spelled, dtype=bool)


def _numbers(texts: Iterable[str]) -> Codes:
    """Equal texts get equal numbers; empty text is 0."""
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int32)
