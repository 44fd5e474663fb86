"""Who must never become one customer: what its cases are made of. Each tells rows and who they truly are.

`?` is a row that may belong to either of the others, or stand alone.
"""

Row = tuple[str, dict[str, str]]

HOME = {"street": "Hauptstraße 5", "postcode": "71332", "city": "Waiblingen"}
AWAY = {"street": "Ringweg 12", "postcode": "71332", "city": "Waiblingen"}
OFFICE = {"phone": "+4971519999", **HOME}


def person(who: str, given: str, family: str, **more: str) -> Row:
    return who, {"given_name": given, "family_name": family, **more}


def firm(who: str, name: str, **more: str) -> Row:
    return who, {"company": name, **more}


def row(who: str, **more: str) -> Row:
    return who, more
