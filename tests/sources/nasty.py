"""Text files of twelve people, as they come from shops, banks and old programs, and what a table says of them."""

import random

HEADER = ["Kundennr", "Vorname", "Nachname", "Strasse", "PLZ", "Ort", "E-Mail", "Umsatz", "Datum"]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
FIRST = ["Jürgen", "Änne", "Käthe", "Björn", "Anna", "Max", "Sören", "Ulrike"]
LAST = ["Müller", "Weiß", "Groß", "König", "Vogel", "Öhler", "Strauß", "Krämer"]


def people(n=12):
    chance = random.Random(n)
    return [
        [str(10001 + i), chance.choice(FIRST), chance.choice(LAST), f"Mühlweg {i}", "01067", "Köln", f"k{i}@example.de",
         f"{chance.randint(1, 9)}.{chance.randint(100, 999)},50", "24.06.2019"]
        for i in range(n)
    ]  # fmt: skip


def text(rows=None, header=HEADER, mark=";", end="\r\n"):
    rows = people() if rows is None else rows
    return "".join(mark.join(row) + end for row in ([header] if header else []) + rows)


def cells(table, column):
    place = table.header.index(column)
    return [row[place] for batch in table.batches() for row in batch.rows]


def codes(table):
    return sorted(remark.code for remark in table.remarks)
