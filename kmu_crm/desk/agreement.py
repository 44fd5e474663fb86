"""Two customers in two cells: what agrees, and what differs, the weightiest first; and in what pairs are alike."""

from collections.abc import Mapping, Sequence

from kmu_crm.desk import side_by_side
from kmu_crm.identity import questions
from kmu_crm.identity.queries import ReviewPair
from kmu_crm.identity.reasons import sentence

Row = Mapping[str, object]

# Column of a profile -> the evidence that weighs it; what is said where it differs and nothing was weighed, and how many bits
# that would speak against.
_COLUMNS: dict[str, tuple[tuple[str, ...], str, float]] = {
    "given_name": (("given", "contact"), "given.different", -7.0),
    "family_name": (("family", "contact"), "family.different", -7.0),
    "birth_date": (("birth",), "birth.contrary", -8.0),
    "vat_id": (("vat", "iban"), "vat.contrary", -8.0),
    "salutation": (("gender",), "gender.contrary", -5.0),
    "company": (("company", "form"), "company.different", -4.0),
    "email": (("mail", "desk"), "mail.different", -1.0),
    "phone": (("phone",), "phone.different", -0.5),
}
_PLACE, _PLACE_BITS = ("place",), -2.0
_PEOPLE = frozenset(("mr", "ms"))  # other forms of address say nothing against either


def reasons(pair: ReviewPair, a: Row, b: Row) -> list[str]:
    """The codes of all that speaks for and against: what was weighed, then what both say, differs, and stands in records that were
    not compared. Pairs with the same codes can be decided with one look."""
    weighed = {one.field for one in pair.evidence}
    unweighed = [
        code
        for column, (fields, code, _bits) in _COLUMNS.items()
        if weighed.isdisjoint(fields) and _contradict(a, b, column)
    ]
    if weighed.isdisjoint(_PLACE):
        unweighed += _of_place(a, b)
    return list(dict.fromkeys([*questions.reasons(pair), *unweighed]))


def _of_place(a: Row, b: Row) -> list[str]:
    elsewhere = _contradict(a, b, "city") and _contradict(a, b, "postcode")
    if not elsewhere and not _contradict(a, b, "street"):
        return []
    near = not elsewhere and (_agree(a, b, "city") or _agree(a, b, "postcode"))
    return ["place.near" if near else "place.different"]


def _contradict(a: Row, b: Row, column: str) -> bool:
    one, other = (_said(row, column) for row in (a, b))
    if column == "salutation" and not {one, other} <= _PEOPLE:
        return False
    return bool(one and other) and one != other


def _agree(a: Row, b: Row, column: str) -> bool:
    return bool(_said(a, column)) and _said(a, column) == _said(b, column)


def _said(row: Row, column: str) -> str:
    return str(row[column] or "").casefold()


def agrees(pair: ReviewPair, rows: Sequence[dict[str, object]]) -> str:
    """The name as far as it is one, the values that both have, and the reasons for of which no value is seen."""
    names = [str(rows[0][name]) for name in ("given_name", "family_name") if _agree(rows[0], rows[1], name)]
    found, seen = [" ".join(names)] if names else [], {"given", "family", "contact", "generation"} if names else set()
    for _id, fields, (left, right) in side_by_side.values(rows):
        if left and left.casefold() == right.casefold():
            found.append(left)
            seen.update(fields)
    speaking = sorted((one for one in pair.evidence if one.weight > 0), key=lambda one: -one.weight)
    unseen = [sentence(one.reason.removesuffix(".rare")) for one in speaking if one.field not in seen]
    return " · ".join(dict.fromkeys([*found, *unseen]))


def differs(pair: ReviewPair, rows: Sequence[dict[str, object]]) -> str:
    """What speaks against most goes first, what one says alone last."""
    found: list[tuple[int, float, str]] = []
    seen = {"given", "family", "contact"}
    for name in ("given_name", "family_name"):
        if _contradict(rows[0], rows[1], name):
            found.append((0, _bits(pair, name, _COLUMNS[name][0]), f"{rows[0][name]} / {rows[1][name]}"))
    for id_, fields, (left, right) in side_by_side.values(rows):
        if left.casefold() != right.casefold():
            alone = 0 if left and right else 2 if id_ == "salutation" else 1
            found.append((alone, _bits(pair, id_, fields), f"{left or '–'} / {right or '–'}"))
        if left and right:
            seen.update(fields)
    found += [
        (0, one.weight, sentence(one.reason.removesuffix(".rare")))
        for one in pair.evidence
        if one.weight < 0 and one.field not in seen
    ]
    return " · ".join(dict.fromkeys(text for _alone, _bits, text in sorted(found, key=lambda one: one[:2])))


def _bits(pair: ReviewPair, id_: str, fields: Sequence[str]) -> float:
    weighed = [one.weight for one in pair.evidence if one.field in fields]
    return sum(weighed) if weighed else _COLUMNS.get(id_, (_PLACE, "", _PLACE_BITS))[2]
