"""One profile's row, drawn from what its records say. Nothing here asks the store."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kmu_crm.consent import addresses
from kmu_crm.fields import phone, text
from kmu_crm.profiles import trust
from kmu_crm.profiles.golden import Choice, choose
from kmu_crm.profiles.word import Word

COLUMNS = (
    "id", "kind", "display_name", "sort_key", "salutation", "title", "given_name", "family_name", "company", "email", "phone", "street",
    "address_extra", "postcode", "city", "country", "birth_date", "vat_id", "customer_numbers", "customer_since", "tags",
    "recommended_by", "is_lead", "email_ok", "phone_ok", "post_ok", "records", "systems", "folded",
)  # fmt: skip
GOLDEN = (*COLUMNS[4:18], "customer_since", "recommended_by")  # what `choose` gives
NAMES = ("given_name", "family_name", "full_name", "company", "department", "city", "street")
NAMELESS = "–"  # no words: a row has no language

Row = dict[str, Any]


def row(
    number: int,
    words: Sequence[Word],
    corrections: Mapping[str, str | None],
    tags: set[str],
    permitted: Collection[str],
    rules: trust.Rules = trust.AS_DELIVERED,
    off: Collection[str] = (),
) -> Row:
    """All columns but the permissions; `off`: tags of files that do not count."""
    chosen = choose(words, corrections, permitted, rules)
    drawn: Row = {field: _value(chosen, field) for field in GOLDEN} | {"id": number}
    drawn["kind"] = _kind(words, drawn)
    drawn["customer_numbers"] = "|".join(_numbers(words))
    drawn["display_name"] = _display(chosen, drawn)
    drawn["sort_key"] = _sort_key(drawn)
    drawn["tags"] = "|".join(sorted(tags | ({tag for word in words for tag in _tags(word)}.difference(off))))
    drawn["is_lead"] = int(bool(words) and all(word.values["is_lead"] for word in words))
    drawn["records"], drawn["systems"] = len(words), "|".join(sorted({word.system for word in words}))
    drawn["folded"] = _search_text(words, drawn)
    return drawn


def emails(drawn: Row, words: Sequence[Word]) -> list[str]:
    """Every mail address, the golden one first; `phones` and `doors` (postal keys) likewise, also what was put right since."""
    return _distinct(drawn["email"], *(mail for word in words for mail in word.emails()))


def phones(drawn: Row, words: Sequence[Word]) -> list[str]:
    return _distinct(drawn["phone"], *(number for word in words for number in word.phones()))


def doors(drawn: Row, words: Sequence[Word]) -> list[str]:
    spelled = [drawn, *(address for word in words for address in word.addresses())]
    return _distinct(*(addresses.post(one.get("street"), one.get("postcode")) for one in spelled if one.get("city")))


def _distinct(*found: str | None) -> list[str]:
    return list(dict.fromkeys(value for value in found if value))


def _value(chosen: Mapping[str, Choice], field: str) -> str | None:
    return chosen[field].value if field in chosen else None


def _kind(words: Sequence[Word], drawn: Row) -> str:
    if drawn["company"]:
        return "company"
    return "person" if drawn["family_name"] or any(word.values["kind"] == "person" for word in words) else ""


def _numbers(words: Sequence[Word]) -> list[str]:
    """The customer's own numbers: those of the sources and those the rows name. A lead's number is none, unless it stands in
    a list among those of customers; nor is what a program drew for a contact card (UID)."""
    numbered = [word for word in words if word.number and word.system != "vcard"]
    keys = [word.number for word in numbered if word.system == "list" or not word.values["is_lead"]]
    return _distinct(*keys, *(word.values["customer_number"] for word in words))


def _tags(word: Word) -> list[str]:
    return [tag.strip() for tag in (word.values["tags"] or "").replace(";", ",").split(",") if tag.strip()]


def _display(chosen: Mapping[str, Choice], drawn: Row) -> str:
    person = " ".join(part for part in (drawn["given_name"], drawn["family_name"]) if part)
    known = drawn["company"] or person or _value(chosen, "full_name") or drawn["email"] or drawn["phone"]
    return str(known or drawn["customer_numbers"].split("|")[0] or NAMELESS)


def _sort_key(drawn: Row) -> str:
    """People by their family name, firms by the name they show."""
    if drawn["kind"] == "person" and drawn["family_name"]:
        return text.sort_key(f"{drawn['family_name']} {drawn['given_name'] or ''}".strip())
    return text.sort_key(drawn["display_name"])


def _search_text(words: Sequence[Word], drawn: Row) -> str:
    """Both foldings of every name, so that Müller is found as Muller and as Mueller; numbers and addresses as typed."""
    said: list[str] = []
    names = [value for word in words for name in NAMES if (value := word.values[name])]
    names += [value for name in NAMES if (value := drawn.get(name))]  # also what was put right by hand
    for value in names:
        said += [text.fold(value), text.fold_short(value)]
    for number in phones(drawn, words):
        national = phone.show_national(number, drawn["country"] or "DE")
        said += [number.lstrip("+"), "".join(filter(str.isdigit, national)), text.fold(national)]
    codes = [value for word in words for name in ("postcode", "vat_id") if (value := word.values[name])]
    codes += [*emails(drawn, words), *str(drawn["customer_numbers"]).split("|"), *str(drawn["tags"]).split("|")]
    said += [text.fold(code) for code in codes]
    return " ".join(_distinct(*said))
