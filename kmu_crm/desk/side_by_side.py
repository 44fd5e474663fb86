"""The fields of customers side by side, line by line: what each says, what speaks for and against, which value a merge would take."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kmu_crm.desk import wording
from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.identity.lines import Evidence
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.identity.reasons import sentence

FULL_WEIGHT = 14.0  # bits that fill the bar

# Line -> its title, the golden fields behind it, the evidence that speaks of it.
_LINES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("name", N_("Name"), ("given_name", "family_name"), ("given", "family", "contact", "gender", "generation")),
    ("salutation", N_("Form of address"), ("salutation",), ("gender",)),
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
class Line:
    """One field of all of them. `weight` from -1 (against) to 1 (for), None where nothing was weighed. `default` is the place
    whose value a merge takes, None where there is no choice; `golden` are the fields behind each value."""

    id: str
    title: str
    values: tuple[str, ...]
    weight: float | None
    reason: str
    default: int | None = None
    golden: tuple[dict[str, str], ...] = ()

    @property
    def left(self) -> str:
        return self.values[0]

    @property
    def right(self) -> str:
        return self.values[1]

    @property
    def differs(self) -> bool:
        return self.default is not None

    def corrections(self, place: int) -> dict[str, str]:
        """What a person puts right by choosing another place than the default."""
        if self.default is None or place == self.default:
            return {}
        chosen, other = self.golden[place], self.golden[self.default]
        return {
            name: chosen.get(name, "")
            for name in chosen.keys() | other.keys()
            if chosen.get(name, "") != other.get(name, "")
        }


Row = dict[str, object]
Told = Sequence[Sequence[Evidence]]  # of each pair that says anything of a field


def compared(
    pairs: Sequence[ReviewPair], rows: Sequence[Row], chosen: dict[str, str], among: Collection[int]
) -> Iterable[Line]:
    """`rows` of all customers; those at the places `among` are to become one, `chosen` is what a merge of these takes."""
    for id_, title, names, evidence in _LINES:
        golden = tuple(_golden(row, names) for row in rows)
        shown = tuple(_shown(id_, values) for values in golden)
        told = _told(pairs, evidence)
        if id_ == "salutation" and not _contrary(told, golden):
            continue  # worth a line only where it speaks against
        filled = [place for place in sorted(among) if shown[place]]
        default = None
        if len({shown[place].casefold() for place in filled}) > 1:
            default = max(filled, key=lambda place: (_agrees(golden[place], chosen, names), -place))
        yield Line(id_, _(title), shown, _scaled(told), _reason(told, shown), default, golden)


def _contrary(told: Told, golden: Sequence[dict[str, str]]) -> bool:
    """Whether forms of address contradict each other, be it in records that were not compared."""
    said = {one.get("salutation") for one in golden}
    return said >= {"mr", "ms"} or any(one.reason == "gender.contrary" for some in told for one in some)


def values(rows: Sequence[Row]) -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each line but for names: its id, the evidence that speaks of it, and what each says."""
    for id_, _title, names, evidence in _LINES:
        if id_ != "name":
            yield (
                id_,
                ("place",) if id_ == "town" else evidence,
                tuple(_shown(id_, _golden(row, names)) for row in rows),
            )


def _golden(row: Row, names: Sequence[str]) -> dict[str, str]:
    return {name: str(row[name]) for name in names if row[name]}


def _agrees(values: dict[str, str], chosen: dict[str, str], names: Sequence[str]) -> tuple[bool, int]:
    """How well these are what a merge takes: the first field before all others."""
    same = [values.get(name, "").casefold() == chosen.get(name, "").casefold() for name in names]
    return same[0], sum(same)


def _shown(id_: str, values: dict[str, str]) -> str:
    if id_ == "phone" and values:
        return phone.show(values["phone"])
    if id_ == "salutation" and values:
        return wording.value(id_, values[id_])
    if id_ == "birth_date" and values:
        return show.date(values["birth_date"])
    if id_ == "town":
        return " ".join(part for part in (values.get("postcode"), values.get("city")) if part)
    return (" " if id_ == "name" else ", ").join(values.values())


def _told(pairs: Sequence[ReviewPair], fields: Collection[str]) -> Told:
    found = ([one for one in pair.evidence if one.field in fields] for pair in pairs)
    return [told for told in found if told]


def _scaled(told: Told) -> float | None:
    """Of several pairs what they say on average."""
    if not told:
        return None
    return max(-1.0, min(1.0, sum(one.weight for some in told for one in some) / len(told) / FULL_WEIGHT))


def _reason(told: Told, shown: Sequence[str]) -> str:
    """Of two customers the two weightiest; with more, there is room for one alone."""
    if told:
        weighty = sorted((one for some in told for one in some), key=lambda one: -abs(one.weight))
        return ", ".join(list(dict.fromkeys(sentence(one.reason) for one in weighty))[: 2 if len(shown) == 2 else 1])
    filled = [text.casefold() for text in shown if text]
    if len(filled) > 1:
        return _("same") if len(set(filled)) == 1 else _("different, does not count")
    if len(shown) > 2:
        return _("only one says it")
    return _("only on the left") if shown[0] else _("only on the right")


def further(pairs: Sequence[ReviewPair], rows: Sequence[Row], last: Sequence[str | None]) -> Iterable[Line]:
    """What is put together and needs no choice; `last` are the days of the last purchases."""
    nothing = ("",) * len(rows)
    if fits := [one for pair in pairs for one in pair.evidence if one.field == "fits"]:
        yield Line("fits", _("Further customers"), nothing, None, sentence(fits[0].reason))
    numbers = tuple(show.some(str(row["customer_numbers"] or "").split("|")) for row in rows)
    told = _told(pairs, ("number",))
    if any(numbers):
        reason = _reason(told, numbers) if told else _("both stay") if len(rows) == 2 else _("all stay")
        yield Line("numbers", _("Customer number"), numbers, _scaled(told), reason)
    answers = tuple(_(_ANSWERS[str(row["email_ok"] or "")]) for row in rows)
    yield Line("consent", _("Advertising by e-mail"), answers, None, _("stays with each address"))
    days = tuple(show.date(day) if day else "" for day in last)
    if any(days):
        yield Line("last_purchase", _("Last purchase"), days, None, _("is put together"))
