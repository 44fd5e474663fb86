"""Contact cards (vCard 2.1, 3.0, 4.0) as a table, one good card a row.

Cards are split at BEGIN and END and read one by one, so a bad card spoils no other (RFC 2426, RFC 6350;
quoted-printable and CHARSET of vCard 2.1). Nothing a card points to is fetched, pictures and keys are passed over.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kmu_crm.fields import address
from kmu_crm.i18n import _
from kmu_crm.sources.reading.cleaning import holds_unseen
from kmu_crm.sources.reading.encoding import Encoding
from kmu_crm.sources.reading.records import Row, Rows
from kmu_crm.sources.reading.remarks import BAD_ROW, Findings
from kmu_crm.sources.reading.sift import BadRow
from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.reading.vcard_lines import Property, cards, properties
from kmu_crm.sources.refusals import refused

MOST_BYTES = 200 << 20
HEADER = [
    "Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "Strasse", "PLZ", "Ort", "Land", "Anzeigename", "Anrede",
    "Titel", "Weitere Vornamen", "Namenszusatz", "Spitzname", "Abteilung", "Position", "Mobil", "Telefon 2",
    "Telefon 3", "Fax", "E-Mail 2", "E-Mail 3", "Adresszusatz", "Postfach", "Bundesland", "Adresse 2", "Geburtstag",
    "Kategorien", "Web", "Notiz", "UID",
]  # fmt: skip
_SALUTATIONS = re.compile(r"\b(Herrn?|Frau|Mr|Mrs|Ms|Miss|Mme|M)\b\.?", re.I)
_SINGLE = {"NICKNAME": "Spitzname", "TITLE": "Position", "BDAY": "Geburtstag", "CATEGORIES": "Kategorien", "URL": "Web",
           "NOTE": "Notiz", "UID": "UID", "FN": "Anzeigename"}  # fmt: skip


def open_vcards(path: Path, encoding: Encoding) -> Table:
    """Reads all cards. Refuses a file without one good card."""
    if path.stat().st_size > MOST_BYTES:
        raise refused("too_big", path.name)
    data = path.read_bytes()
    if encoding.name.startswith(("utf-16", "utf-32")):
        data = data.decode(encoding.name, "replace").encode()
    charset = None if encoding.name.startswith("utf") else encoding.name
    rows: list[Row] = []
    lines: list[int] = []
    bad: list[BadRow] = []
    halved: list[int] = []
    unseen: list[int] = []
    groups: list[int] = []
    for line, inside, closed in cards(data.removeprefix(b"\xef\xbb\xbf")):
        found = list(properties(inside, charset))
        if _is_group(found):
            groups.append(line)
            continue
        row = _row(found) if closed else {}
        if not any(row.get(name) for name in ("Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "Anzeigename")):
            sentence = BAD_ROW["bad_record"]
            bad.append(BadRow(0, line, "bad_record", _(sentence), (_shown(inside),)))
            continue
        rows.append(tuple(row.get(name, "") for name in HEADER))
        lines.append(line)
        if any(one.halved for one in found):
            halved.append(len(rows))
        if holds_unseen(b"".join(inside).decode("utf-8", "ignore")):
            unseen.append(line)
    if not rows:
        raise refused("no_cards", path.name)

    def story(findings: Findings) -> None:
        if not encoding.sure and not halved:  # half a letter of UTF-8 belongs to no other set
            findings.note("encoding_uncertain", name=encoding.name)
        for card in bad:
            findings.note("bad_record", line=card.line)
        for number in groups:
            findings.note("card_group", line=number)
        for number in unseen:
            findings.note("control_chars", line=number)
        for number in halved:
            findings.note("damaged_text", row=number)

    def records(findings: Findings) -> Iterator[Rows]:
        yield rows, lines

    return Table(path, "vcf", list(HEADER), records, list(HEADER), encoding.name, suspect=True, story=story, listed=bad)


def _shown(inside: list[bytes]) -> str:
    return b" ".join(inside)[:200].decode("utf-8", "replace")


def _row(found: list[Property]) -> dict[str, str]:
    row: dict[str, str] = {}
    for one in found:
        if (name := _SINGLE.get(one.name)) and not row.get(name):
            row[name] = one.text
        elif one.name == "N" and not row.get("Nachname"):
            row |= _name(one)
        elif one.name == "ORG" and not row.get("Firma"):
            company, *units = one.parts()
            row |= {"Firma": company, "Abteilung": ", ".join(filter(None, units))}
    _numbered(row, [one.text for one in _ranked(found, "EMAIL")], ("E-Mail", "E-Mail 2", "E-Mail 3"))
    _phones(row, _ranked(found, "TEL"))
    _addresses(row, _ranked(found, "ADR"))
    if not any(row.get(key) for key in ("Vorname", "Nachname", "Firma")) and _is_company(found):
        row["Firma"] = row.get("Anzeigename", "")
    return row


def _ranked(found: list[Property], name: str) -> list[Property]:
    return sorted(
        (one for one in found if one.name == name and one.text.strip(" ;")), key=lambda one: not one.preferred
    )


def _is_company(found: list[Property]) -> bool:
    return any((one.name, one.text.upper()) in (("KIND", "ORG"), ("X-ABSHOWAS", "COMPANY")) for one in found)


def _is_group(found: list[Property]) -> bool:
    """A distribution list, whose members have cards of their own (RFC 6350)."""
    return any(one.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") and one.text.upper() == "GROUP" for one in found)


def _name(one: Property) -> dict[str, str]:
    family, given, more, before, after = (*one.parts(), "", "", "", "", "")[:5]
    salutation = " ".join(found[0] for found in _SALUTATIONS.finditer(before))
    title = " ".join(_SALUTATIONS.sub("", before).split())
    return {"Nachname": family, "Vorname": given, "Weitere Vornamen": more, "Anrede": salutation, "Titel": title,
            "Namenszusatz": after}  # fmt: skip


def _numbered(row: dict[str, str], values: list[str], names: tuple[str, ...]) -> None:
    row |= dict(zip(names, dict.fromkeys(values), strict=False))


def _phones(row: dict[str, str], found: list[Property]) -> None:
    """Fax numbers are no telephone numbers; a mobile stands under Telefon when there is no other."""
    kinds: dict[str, list[str]] = {"Fax": [], "Mobil": [], "Telefon": []}
    for one in found:
        what = "Fax" if "FAX" in one.types else "Mobil" if "CELL" in one.types else "Telefon"
        if "PAGER" not in one.types:
            kinds[what].append(re.sub(r"^tel:", "", one.text))
    plain = kinds["Telefon"] or kinds["Mobil"]
    _numbered(row, plain, ("Telefon", "Telefon 2", "Telefon 3"))
    _numbered(row, kinds["Fax"], ("Fax",))
    if kinds["Telefon"]:
        _numbered(row, kinds["Mobil"], ("Mobil",))


def _addresses(row: dict[str, str], found: list[Property]) -> None:
    for number, one in enumerate(found[:2]):
        box, extra, street, city, state, postcode, country = (*one.parts(), "", "", "", "", "", "", "")[:7]
        told = address.parts("\n".join(filter(None, (extra, street)))) if not (postcode or city) else {}
        if "postcode" in told:  # the whole address in one field
            street, extra, postcode, city = (
                told.get(part, "") for part in ("street", "address_extra", "postcode", "city")
            )
            country = country or told.get("country", "")
        if number:
            row["Adresse 2"] = ", ".join(filter(None, (street, f"{postcode} {city}".strip(), country)))
        else:
            row |= {"Postfach": box, "Adresszusatz": extra, "Strasse": street, "Ort": city, "Bundesland": state,
                    "PLZ": postcode, "Land": country}  # fmt: skip
