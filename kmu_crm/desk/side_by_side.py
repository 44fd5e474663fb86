"""The fields of two customers line by line: what each says, what speaks for and against, which value a merge would take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.identity.queries import Evidence, ReviewPair
from kmu_crm.identity.reasons import sentence

FULL_WEIGHT = 14.0  # bits that fill the bar

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


def compared(pair: ReviewPair, rows: Sequence[dict[str, object]], chosen: dict[str, str]) -> Iterable[Line]:
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


def _scaled(told: Sequence[Evidence]) -> float | None:
    return max(-1.0, min(1.0, sum(one.weight for one in told) / FULL_WEIGHT)) if told else None


def _reason(told: Sequence[Evidence], left: str, right: str) -> str:
    if told:
        weighty = sorted(told, key=lambda one: -abs(one.weight))[:2]
        return ", ".join(dict.fromkeys(sentence(one.reason) for one in weighty))
    if left and right:
        return _("same") if left.casefold() == right.casefold() else _("different, does not count")
    return _("only on the left") if left else _("only on the right")


def further(pair: ReviewPair, rows: Sequence[dict[str, object]], last: Sequence[str | None]) -> Iterable[Line]:
    """What is put together and needs no choice; `last` are the days of the last purchases."""
    if fits := [one for one in pair.evidence if one.field == "fits"]:
        yield Line("fits", _("Further customers"), "", "", None, sentence(fits[0].reason))
    numbers = [str(row["customer_numbers"] or "").replace("|", ", ") for row in rows]
    told = [one for one in pair.evidence if one.field == "number"]
    if any(numbers):
        reason = _reason(told, numbers[0], numbers[1]) if told else _("both stay")
        yield Line("numbers", _("Customer number"), numbers[0], numbers[1], _scaled(told), reason)
    answers = [_(_ANSWERS[str(row["email_ok"] or "")]) for row in rows]
    yield Line("consent", _("Advertising by e-mail"), answers[0], answers[1], None, _("stays with each address"))
    days = [show.date(day) if day else "" for day in last]
    if any(days):
        yield Line("last_purchase", _("Last purchase"), days[0], days[1], None, _("is put together"))
