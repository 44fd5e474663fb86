"""Where two records can be reached, graded: mail, telephone, address. `holders`: how many names hold each value."""

import numpy as np

from kmu_crm.identity import spelling
from kmu_crm.identity.grade import Grade, Ground, pick
from kmu_crm.identity.levels import Level as L
from kmu_crm.identity.table import Ints, distance, shared

CROWD = 3  # more names than this on one value are a crowd
ONE_NAME = (L.SAME, L.TYPO, L.CLOSE)  # of a firm, as two people write it


def mail(ground: Ground, a: Ints, b: Ints, holders: Ints) -> Grade:
    column, spread = ground.table["mails"], ground.spread
    agree, both, code = shared(column, a, b)
    level = pick((agree, L.SAME), (both, L.DIFFERENT))
    several = agree & (holders[code] > 1)
    level[several] = np.where(spread.named(a[several], b[several], code[several]), L.SAME, L.SHARED)
    level[agree & (holders[code] > CROWD)] = L.CROWDED
    ask = np.flatnonzero(both & ~agree)
    left, right = column.one[a[ask]], column.one[b[ask]]
    near = (spread.local[left] == spread.local[right]) & (spread.local[left] > 0)
    level[ask[near]] = L.NEAR
    typo = (distance(column, left, right, 1) <= 1) & (spread.digits[left] == spread.digits[right])
    level[ask[typo & ~near]] = L.TYPO  # another digit is another mailbox: hmueller1 and hmueller2 at one host are two
    return Grade(level, ground.rarity["mails"][code])


def host(ground: Ground, a: Ints, b: Ints, mail: Grade, company: Grade, place: Grade, number: Grade) -> Grade:
    """For firms the host of their own counts like a part of the name; two people alone on a host are no firm yet.

    Who has another name and another street is of the firm only where the host is called as the firm is, or as both
    where they are two numbers of a list: a provider of the region that no list of hosts knows has customers of every street.
    Inns, parishes, schools and branches bear one name in every town: under two numbers it is a firm's only with its legal form."""
    agree, both, _ = shared(ground.spread.hosts, a, b)
    core, desk, called = ground.table["core"].one, ground.spread.desk, ground.spread.called
    firm = agree & ((core[a] > 0) | (core[b] > 0) | desk[a] | desk[b])
    _, streets, _ = shared(ground.table["streets"], a, b)
    numbered = np.isin(number.level, (L.DIFFERENT, L.CONTRARY))
    form = ground.table["form"].one
    formed = (form[a] > 0) & (form[a] == form[b])
    one_name = (core[a] > 0) & (core[b] > 0) & np.isin(company.level, ONE_NAME)
    away = streets & np.isin(place.level, (L.NEAR, L.DIFFERENT))
    elsewhere, branch = away & ~(one_name & (formed | ~numbered)), away & one_name & numbered & ~formed
    apart = elsewhere & np.where(numbered, ~(called[a] & called[b]), ~(called[a] | called[b]))
    level = mail.level.copy()
    level[(level == L.NEAR) & ~firm] = L.DIFFERENT
    level[np.isin(level, (L.DIFFERENT, L.TYPO, L.SHARED, L.CROWDED)) & firm & ~apart & ~branch] = L.NEAR
    level[(level == L.DIFFERENT) & both & ~(firm & apart)] = L.CONTRARY
    return Grade(level, mail.rarity)


def phone(ground: Ground, a: Ints, b: Ints, holders: Ints) -> Grade:
    column = ground.table["phones"]
    agree, both, code = shared(column, a, b)
    level = pick((agree, L.SAME))
    level[agree & (holders[code] > 1)] = L.SHARED
    level[agree & (holders[code] > CROWD)] = L.CROWDED
    ask = np.flatnonzero(both & ~agree)
    level[ask] = spelling.nearest_phone(column, a[ask], b[ask], ground.spread.mobile)
    return Grade(level, ground.rarity["phones"][code])


def place(ground: Ground, a: Ints, b: Ints) -> Grade:
    table, house = ground.table, ground.spread.number
    agree, both, code = shared(table["places"], a, b)
    street, streets, _ = shared(table["streets"], a, b)
    postcode, postcodes, _ = shared(table["postcodes"], a, b)
    city, cities, _ = shared(table["cities"], a, b)
    level = pick(
        (agree, L.SAME),
        (street & city, L.VARIANT),
        (street & (house > 0)[table["streets"].one[a]], L.VARIANT),
        (postcode | city, L.NEAR),
        (both | postcodes | cities, L.DIFFERENT),
    )
    ask = np.flatnonzero((level == L.NEAR) & streets)
    left, right = table["streets"].one[a[ask]], table["streets"].one[b[ask]]
    close = (distance(table["streets"], left, right, 2) <= 2) & (house[left] == house[right])
    level[ask[close]] = L.TYPO
    return Grade(level, ground.rarity["places"][code])
