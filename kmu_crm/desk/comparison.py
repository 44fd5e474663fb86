"""Two customers side by side: their values, what speaks for and against their being one, and what a merge would give."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent.states import states
from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.identity import queries as identity
from kmu_crm.identity.model import thresholds
from kmu_crm.identity.queries import Evidence, ReviewPair
from kmu_crm.identity.reasons import sentence
from kmu_crm.profiles import build, golden, queries, timeline
from kmu_crm.profiles.golden import Word
from kmu_crm.sources.queries import titles
from kmu_crm.value.queries import figures

FULL_WEIGHT = 14.0  # bits that fill the bar
MOST_PAIRS = 5_000
ORDERS = {
    "value": N_("Most valuable first"), "probable": N_("Most probable first"), "doubtful": N_("Most doubtful first"),
}  # fmt: skip

# Line -> its title, the golden fields behind it, the evidence that speaks of it.
_LINES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("name", N_("Name"), ("given_name", "family_name"), ("given", "family", "contact", "gender", "generation")),
    ("company", N_("Company"), ("company",), ("company", "form")),
    ("email", N_("E-mail"), ("email",), ("mail", "desk")),
    ("phone", N_("Telephone"), ("phone",), ("phone",)),
    ("street", N_("Street"), ("street", "address_extra"), ("place",)),
    ("town", N_("Postcode, town"), ("postcode", "city", "country"), ()),
    ("birth_date", N_("Date of birth"), ("birth_date",), ("birth",)),
    ("vat_id", N_("VAT number"), ("vat_id",), ("vat", "iban")),
)
_ANSWERS = {"yes": N_("allowed"), "no": N_("not allowed"), "unproven": N_("unproven"), "": N_("nothing known")}


@dataclass(frozen=True)
class Waiting:
    """A pair in the queue with the names of both."""

    pair: ReviewPair
    left: str
    right: str


@dataclass(frozen=True)
class Side:
    profile: int
    name: str
    sources: tuple[str, ...]
    purchases: int
    revenue_12m: int
    last_purchase: str | None


@dataclass(frozen=True)
class Line:
    """One field of both. `weight` from -1 (against) to 1 (for), None where nothing was weighed. `default` is the side
    whose value a merge takes ("left", "right", "" where there is no choice); `left_values` are the golden fields."""

    id: str
    title: str
    left: str
    right: str
    weight: float | None
    reason: str
    default: str = ""
    left_values: dict[str, str] = field(default_factory=dict)
    right_values: dict[str, str] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        return bool(self.default)

    def corrections(self, side: str) -> dict[str, str]:
        """What a person puts right by choosing the other side than the default."""
        if not self.default or side == self.default:
            return {}
        chosen, other = (
            (self.left_values, self.right_values) if side == "left" else (self.right_values, self.left_values)
        )
        return {
            name: chosen.get(name, "")
            for name in chosen.keys() | other.keys()
            if chosen.get(name, "") != other.get(name, "")
        }


@dataclass(frozen=True)
class Comparison:
    """`ask` and `one`: the probabilities from which a pair is asked about, and merged by itself."""

    pair: ReviewPair
    left: Side
    right: Side
    ask: float
    one: float
    lines: tuple[Line, ...]
    for_: tuple[str, ...]
    against: tuple[str, ...]
    name: str
    details: str
    entries: int
    consents: tuple[str, ...]


def queue(db: Connection, order: str = "value") -> list[Waiting]:
    """The pairs to review in one of `ORDERS`; at most `MOST_PAIRS`."""
    pairs = identity.review(db, MOST_PAIRS)
    numbers = sorted({number for pair in pairs for number in (pair.a, pair.b)})
    if order == "value":
        pairs = identity.review(db, MOST_PAIRS, queries.ordered(db, numbers, "revenue_12m"))
    elif order == "doubtful":
        pairs = sorted(pairs, key=lambda pair: pair.probability)
    names = {line.id: line.display_name for line in queries.lines(db, numbers)}
    return [Waiting(pair, names.get(pair.a, ""), names.get(pair.b, "")) for pair in pairs]


def compare(db: Connection, pair: ReviewPair) -> Comparison:
    """Raises NoSuchProfile where one of the two is gone meanwhile."""
    rows = [queries.profile(db, number) for number in (pair.a, pair.b)]
    words = [build.words_of(db, number) for number in (pair.a, pair.b)]
    one, ask = thresholds(db)
    both = [*words[0], *words[1]]
    merged = golden.choose(both, build.corrections_of(db, both))
    chosen = {name: choice.value for name, choice in merged.items()}
    told = titles(db)
    left, right = (_side(db, row, told) for row in rows)
    lines = [line for line in _compared(pair, rows, chosen) if line.left or line.right]
    lines += _further(pair, rows, left, right)
    addresses = list(dict.fromkeys(mail for word in both for mail in word.emails()))
    return Comparison(
        pair, left, right, ask, one, tuple(lines),
        tuple(_strongest(pair.evidence, 1)), tuple(_strongest(pair.evidence, -1)),
        _name(chosen, rows), _details(chosen, addresses, both),
        sum(sum(timeline.counts(db, number).values()) for number in (pair.a, pair.b)), tuple(_consents(db, addresses)),
    )  # fmt: skip


def _side(db: Connection, row: dict[str, object], told: dict[str, str]) -> Side:
    number = int(str(row["id"]))
    known = figures(db, number)
    systems = tuple(_program(name, told) for name in str(row["systems"]).split("|") if name)
    if known is None:
        return Side(number, str(row["display_name"]), systems, 0, 0, None)
    return Side(number, str(row["display_name"]), systems, known.purchase_days, known.revenue_12m, known.last_purchase)


def _program(system: str, told: dict[str, str]) -> str:
    """The program alone: a source is called after the first of its exports (“DATEV Debitoren”)."""
    title = told.get(system, system)
    return title if system == "list" else title.split(" ")[0]


def _compared(pair: ReviewPair, rows: Sequence[dict[str, object]], chosen: dict[str, str]) -> Iterable[Line]:
    for id_, title, names, evidence in _LINES:
        left, right = ({name: str(row[name]) for name in names if row[name]} for row in rows)
        shown = _shown(id_, left), _shown(id_, right)
        told = [one for one in pair.evidence if one.field in evidence]
        weight = _scaled(told)
        default = ""
        if all(shown) and shown[0].casefold() != shown[1].casefold():
            default = "right" if right.get(names[0], "").casefold() == chosen.get(names[0], "").casefold() else "left"
            if left.get(names[0]) == right.get(names[0]):
                default = "left" if all(chosen.get(name) == left[name] for name in left) else "right"
        yield Line(id_, _(title), shown[0], shown[1], weight, _reason(told, *shown), default, left, right)


def _shown(id_: str, values: dict[str, str]) -> str:
    if id_ == "phone" and values:
        return phone.show(values["phone"])
    if id_ == "birth_date" and values:
        return show.date(values["birth_date"])
    if id_ == "town":
        return " ".join(part for part in (values.get("postcode"), values.get("city")) if part)
    return (" " if id_ == "name" else ", ").join(values.values())


def _further(pair: ReviewPair, rows: Sequence[dict[str, object]], left: Side, right: Side) -> Iterable[Line]:
    """What is put together and needs no choice."""
    numbers = [str(row["customer_numbers"] or "").replace("|", ", ") for row in rows]
    told = [one for one in pair.evidence if one.field == "number"]
    if any(numbers):
        reason = _reason(told, numbers[0], numbers[1]) if told else _("both stay")
        yield Line("numbers", _("Customer number"), numbers[0], numbers[1], _scaled(told), reason)
    answers = [_(_ANSWERS[str(row["email_ok"] or "")]) for row in rows]
    yield Line("consent", _("Advertising by e-mail"), answers[0], answers[1], None, _("stays with each address"))
    last = [show.date(side.last_purchase) if side.last_purchase else "" for side in (left, right)]
    if any(last):
        yield Line("last_purchase", _("Last purchase"), last[0], last[1], None, _("is put together"))


def _scaled(told: Sequence[Evidence]) -> float | None:
    return max(-1.0, min(1.0, sum(one.weight for one in told) / FULL_WEIGHT)) if told else None


def _reason(told: Sequence[Evidence], left: str, right: str) -> str:
    if told:
        weighty = sorted(told, key=lambda one: -abs(one.weight))[:2]
        return ", ".join(dict.fromkeys(sentence(one.reason) for one in weighty))
    if left and right:
        return _("same") if left.casefold() == right.casefold() else _("different, does not count")
    return _("only on the left") if left else _("only on the right")


def _strongest(evidence: Iterable[Evidence], sign: int) -> list[str]:
    """At most two reasons on one side, the weightiest first."""
    found = sorted((one for one in evidence if one.weight * sign > 0), key=lambda one: -abs(one.weight))
    return [sentence(one.reason) for one in found[:2]]


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
