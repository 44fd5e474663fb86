"""OpenDocument tables (1.2, chapter 9) read from their XML; a million empty rows stay a count and cost nothing."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

from kmu_crm.sources.reading.sheet import MOST_CELLS, MOST_COLUMNS, Sheet, number_text
from kmu_crm.sources.reading.xlsx import local

_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_NUMBERS = ("float", "percentage", "currency")
_REPEATS = 1_000  # of a filled cell or row; more is no table


def attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def sheets(archive: zipfile.ZipFile) -> list[Sheet]:
    found: list[Sheet] = []
    hidden: set[str] = set()
    number, style = 1, ""
    with archive.open("content.xml") as stream:
        for event, element in iterparse(stream, ("start", "end")):
            name = local(element)
            if event == "start":
                if name == "table":
                    found.append(Sheet(attribute(element, "name"), attribute(element, "style-name") in hidden))
                    number = 1
                elif name == "style":
                    style = attribute(element, "name")
                elif name == "table-properties" and attribute(element, "display") == "false":
                    hidden.add(style)
            elif name == "table-row" and found:
                number += _add_row(found[-1], element, number)
                element.clear()
    return found


def _add_row(sheet: Sheet, element: Element, number: int) -> int:
    """Adds a row as often as it is repeated; the number of sheet rows it takes."""
    repeats = int(attribute(element, "number-rows-repeated") or 1)
    row = dict(_cells(sheet, element, number))
    if row:
        if repeats > _REPEATS or repeats * len(row) > MOST_CELLS:
            sheet.far.append(str(number))
        for again in range(repeats if repeats <= _REPEATS else 1):
            sheet.cells.append((number + again, dict(row)))
    return repeats


def _cells(sheet: Sheet, row: Element, number: int) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeats = int(attribute(cell, "number-columns-repeated") or 1)
        spanned = int(attribute(cell, "number-columns-spanned") or 1)
        if spanned > 1:
            sheet.merged.append((number, column, column + spanned - 1))
        if text := _text(sheet, cell, number):
            if repeats > _REPEATS:
                sheet.far.append(str(number))
            for again in range(repeats if repeats <= _REPEATS else 1):
                if column + again < MOST_COLUMNS:
                    if attribute(cell, "value-type") in _NUMBERS:
                        sheet.see(column + again, text)
                    yield column + again, text
        column += repeats


def _said(part: Element) -> Iterator[str]:
    """Its text with the blanks, tabs and line breaks that are elements of their own (chapter 6.1)."""
    ahead: list[Element | str] = [part]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            yield one
            continue
        yield _BLANKS.get(local(one), "") * min(int(attribute(one, "c") or 1), _REPEATS)
        yield one.text or ""
        for child in reversed(one):
            ahead += [child.tail or "", child]


def _text(sheet: Sheet, cell: Element, row: int) -> str:
    """As shown for texts and padded numbers, else the value behind: 1234.5, 2025-03-09, true."""
    kind = attribute(cell, "value-type")
    shown = "\n".join("".join(_said(p)) for p in cell if local(p) == "p")
    formula = attribute(cell, "formula")
    if formula and (shown.startswith(("#", "Err:", "Fehler:")) or (attribute(cell, "value-type") == "" and shown)):
        sheet.notes.append(("error_cell", row))
        return ""
    if formula and not kind and not shown:
        sheet.notes.append(("formula_without_value", row))
    if kind in _NUMBERS:
        value = attribute(cell, "value")
        return shown if shown.isdecimal() and shown.startswith("0") else number_text(float(value)) if value else shown
    if kind == "date":
        day, _t, clock = attribute(cell, "date-value").partition("T")
        return day if clock[:8] in ("", "00:00:00") else f"{day} {clock[:8]}"
    return attribute(cell, "boolean-value") if kind == "boolean" else shown
