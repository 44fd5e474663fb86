"""Customers side by side: their values, what speaks for and against their being one, and what a merge would give."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent.states import states
from kmu_crm.desk import questions, side_by_side
from kmu_crm.desk.side_by_side import Line
from kmu_crm.i18n import _
from kmu_crm.identity import queries as identity
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.model import thresholds
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.identity.reasons import sentence
from kmu_crm.profiles import build, queries, timeline
from kmu_crm.profiles.word import Word
from kmu_crm.sources.queries import titles
from kmu_crm.value.queries import figures


@dataclass(frozen=True)
class Side:
    """`sources` are programs by name; `roles` what each of them is: orders, shop, newsletter, contacts, entry .."""

    profile: int
    name: str
    sources: tuple[str, ...]
    purchases: int
    revenue_12m: int | None  # None: no document tells it
    last_purchase: str | None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`among`: the numbers of those who are to become one, all of them unless some are left out. `ask` and `one`: the
    probabilities from which a pair is asked about, and merged by itself."""

    pairs: tuple[ReviewPair, ...]
    sides: tuple[Side, ...]
    among: tuple[int, ...]
    ask: float
    one: float
    lines: tuple[Line, ...]
    for_: tuple[str, ...]
    against: tuple[str, ...]
    name: str
    details: str
    entries: int
    consents: tuple[str, ...]

    @property
    def pair(self) -> ReviewPair:
        return self.pairs[0]

    @property
    def left(self) -> Side:
        return self.sides[0]

    @property
    def right(self) -> Side:
        return self.sides[1]

    @property
    def purchases(self) -> int:
        return sum(side.purchases for side in self.sides if side.profile in self.among)

    @property
    def probability(self) -> float:
        """That of the pair that is least sure: all of them must hold."""
        return min(pair.probability for pair in self.pairs)

    @property
    def score(self) -> float:
        """How far the records of the pair that agrees least do: what the thresholds are about."""
        return min(pair.score for pair in self.pairs)


def pair_of(db: Connection, a: int, b: int) -> ReviewPair:
    """Any two customers: with what matching found of them where it asks about them, else without evidence."""
    asked = (pair for pair in identity.review(db, questions.MOST_PAIRS) if (pair.a, pair.b) == (a, b))
    return next(asked, ReviewPair(a, b, 0.0, 0.0, []))


def compare(db: Connection, pair: ReviewPair) -> Comparison:
    """Raises NoSuchProfile where one of the two is gone meanwhile."""
    return compare_all(db, [pair], (pair.a, pair.b))


def compare_all(
    db: Connection, pairs: Sequence[ReviewPair], profiles: Sequence[int], among: Collection[int] | None = None
) -> Comparison:
    """All customers that one question is about. Raises NoSuchProfile where one of them is gone meanwhile."""
    rows = [queries.profile(db, number) for number in profiles]
    words = [build.words_of(db, number) for number in profiles]
    one, ask = thresholds(db)
    places = [place for place, number in enumerate(profiles) if among is None or number in among]
    said = [word for place in places for word in words[place]]
    merged = build.choices_of(db, said)
    chosen = {name: choice.value for name, choice in merged.items()}
    told = titles(db)
    sides = [_side(db, row, told, some) for row, some in zip(rows, words, strict=True)]
    lines = [line for line in side_by_side.compared(pairs, rows, chosen, places) if any(line.values)]
    lines += side_by_side.further(pairs, rows, [side.last_purchase for side in sides])
    addresses = list(dict.fromkeys(mail for word in said for mail in word.emails()))
    evidence = [one for pair in pairs for one in pair.evidence]
    return Comparison(
        tuple(pairs), tuple(sides), tuple(profiles[place] for place in places), ask, one, tuple(lines),
        tuple(_strongest(evidence, 1)), tuple(_strongest(evidence, -1)),
        _name(chosen, rows), _details(chosen, addresses, said),
        sum(sum(timeline.counts(db, profiles[place]).values()) for place in places), tuple(_consents(db, addresses)),
    )  # fmt: skip


def _side(db: Connection, row: dict[str, object], told: dict[str, str], said: Sequence[Word]) -> Side:
    number, name = int(str(row["id"])), str(row["display_name"])
    roles = {word.system: word.role for word in said}
    by_name = {_program(system, told): roles.get(system, "") for system in str(row["systems"]).split("|") if system}
    known = figures(db, number)
    bought: tuple[int, int | None, str | None] = (0, 0, None)
    if known:
        revenue = None if known.is_revenue_unknown else known.revenue_12m
        bought = (known.purchase_days, revenue, known.last_purchase)
    return Side(number, name, tuple(by_name), *bought, tuple(by_name.values()))


def _program(system: str, told: dict[str, str]) -> str:
    """The program alone: a source is called after the first of its exports (“DATEV Debitoren”)."""
    title = told.get(system, system)
    return title if system == "list" else title.split(" ")[0]


def _strongest(evidence: Iterable[Evidence], sign: int) -> list[str]:
    """At most two reasons on one side, the weightiest first."""
    found = sorted((one for one in evidence if one.weight * sign > 0), key=lambda one: -abs(one.weight))
    return list(dict.fromkeys(sentence(one.reason) for one in found))[:2]


def _name(chosen: dict[str, str], rows: Sequence[dict[str, object]]) -> str:
    person = " ".join(chosen[name] for name in ("given_name", "family_name") if name in chosen)
    return chosen.get("company") or person or str(rows[0]["display_name"])


def _details(chosen: dict[str, str], addresses: Sequence[str], words: Sequence[Word]) -> str:
    person = " ".join(chosen[name] for name in ("given_name", "family_name") if name in chosen)
    main = chosen.get("email", "")
    others = [mail for mail in addresses if mail != main]
    mails = _("{main} (main) and {others}").format(main=main, others=", ".join(others)) if main and others else main
    return " · ".join(part for part in (person if chosen.get("company") else "", mails) if part)


def _consents(db: Connection, addresses: Sequence[str]) -> Iterable[str]:
    """Consents never spread: each says which address it holds for."""
    known: dict[str, Any] = states(db, "email", "advertising", addresses)
    for mail, state in known.items():
        if state.state == "yes":
            yield _("E-mail allowed: only for {address}").format(address=mail)
        elif state.state == "no":
            yield _("E-mail not allowed: {address}").format(address=mail)
