"""bexio names firms and persons in the same two columns: what they hold follows from the kind of contact.

Source: bexio's help on importing contacts ("Kontaktart" Firma or Privat, "Name 1", "Name 2", blocks "Kontaktperson 1 ..").
"""

from typing import Any

from kmu_crm.fields.company import looks_like_company
from kmu_crm.sources.recording.names import COMPANY_WORDS

Values = dict[str, list[Any]]


class Contacts:
    """Of a firm Name 1 is the company and the first contact person stands behind; of a person it is the surname. What a firm
    adds in the second is a line of its address: its invoices name it without."""

    def __init__(self, head: list[str]):
        del head  # bexio writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        said = zip(column("party_kind"), column("hook_name"), strict=True)
        kinds = [
            str(kind).casefold() in COMPANY_WORDS if kind else looks_like_company(name or "") for kind, name in said
        ]
        rows = zip(
            kinds, column("hook_name"), column("hook_name2"), column("hook_family"), column("hook_given"), strict=True
        )
        told = [
            (name, more, family, given) if firm else (None, None, name, more)
            for firm, name, more, family, given in rows
        ]
        names = ("company", "hook_addition", "family_name", "given_name")
        found = {field: list(cells) for field, cells in zip(names, zip(*told, strict=True), strict=True)}
        lines = zip(found.pop("hook_addition"), column("address_extra"), strict=True)
        return values | found | {"address_extra": [", ".join(filter(None, line)) or None for line in lines]}
