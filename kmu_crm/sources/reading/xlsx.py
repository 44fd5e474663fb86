"""Excel workbooks read from their XML (ECMA-376 part 1, chapter 18): their sheets and formats, and the sheets themselves
where a faster reader may not have them: with cells far away, or with tags that are not placed as usual."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, iterparse, parse

from kmu_crm.sources.reading.sheet import MOST_COLUMNS, MOST_MERGED, Sheet, column_of, day_text, number_text

_BUILT_IN_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_REF = re.compile(r"([A-Z]{1,3})(\d+)")
_DIGITS = 1e15  # numbers from here on have lost digits


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class Part(NamedTuple):
    """A sheet; `path`: of its XML in the archive."""

    name: str
    hidden: bool
    path: str


class Workbook:
    """Names, formats and texts of a workbook; `fill` reads a sheet."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._names = {name.lstrip("/"): name for name in archive.namelist()}
        self.day_styles, self.padded = set[int](), dict[int, int]()
        self._styles()
        book = self._tree("xl/workbook.xml")
        self.since_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter() if local(e) == "workbookPr")
        targets = {e.get("Id"): e.get("Target", "") for e in self._tree("xl/_rels/workbook.xml.rels").iter()}
        self.parts = [Part(e.get("name", ""), e.get("state", "visible") != "visible", self._path(targets, e))
                      for e in book.iter() if local(e) == "sheet"]  # fmt: skip

    def _path(self, targets: dict[str | None, str], sheet: Element) -> str:
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key, "").lstrip("/")
        return target if target.startswith("xl/") else f"xl/{target}"

    def open(self, path: str) -> IO[bytes] | None:
        return self._archive.open(self._names[path]) if path in self._names else None

    def size(self, path: str) -> int:
        """Bytes of XML."""
        return self._archive.getinfo(self._names[path]).file_size if path in self._names else 0

    def _tree(self, path: str) -> Element:
        stream = self.open(path)
        return parse(stream).getroot() if stream else Element("none")

    @cached_property
    def _texts(self) -> list[str]:
        stream = self.open("xl/sharedStrings.xml")
        found: list[str] = []
        for _event, element in iterparse(stream) if stream else ():
            if local(element) == "si":
                found.append(text_of(element))
                element.clear()
        return found

    def _styles(self) -> None:
        root = self._tree("xl/styles.xml")
        codes = {int(e.get("numFmtId", 0)): e.get("formatCode", "") for e in root.iter() if local(e) == "numFmt"}
        formats = next((e for e in root.iter() if local(e) == "cellXfs"), Element("none"))
        for index, style in enumerate(formats):
            number = int(style.get("numFmtId", 0))
            code = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.', "", codes.get(number, "").split(";")[0]).strip()
            if re.fullmatch(r"0{2,}", code):
                self.padded[index] = len(code)
            elif _is_day(number, code if number in codes else None):
                self.day_styles.add(index)

    def fill(self, sheet: Sheet, path: str, told: Callable[[int], None]) -> None:
        """Reads the cells; `told` hears the number of each row."""
        stream = self.open(path)
        row_number = 0
        for _event, element in iterparse(stream) if stream else ():
            if local(element) == "row":
                row_number = int(element.get("r") or row_number + 1)
                if row := dict(self._row(sheet, element, row_number)):
                    sheet.cells.append((row_number, row))
                element.clear()
                told(row_number)
            elif local(element) == "mergeCell":
                _note_merged(sheet, element.get("ref", ""))
        sheet.cells.sort(key=lambda item: item[0])

    def _row(self, sheet: Sheet, row: Element, number: int) -> Iterator[tuple[int, str]]:
        column = -1
        for cell in row:
            ref = _REF.match(cell.get("r", ""))
            column = column_of(ref[1]) if ref else column + 1
            text = self._cell(sheet, cell, number)
            if text and column < MOST_COLUMNS:
                if cell.get("t", "n") == "n":
                    sheet.see(column, text)
                yield column, text

    def _cell(self, sheet: Sheet, cell: Element, row: int) -> str:
        kind = cell.get("t", "n")
        parts = {local(part): part for part in cell}
        if kind == "inlineStr":
            return text_of(parts["is"]) if "is" in parts else ""
        value = parts["v"].text or "" if "v" in parts else ""
        if not value:
            if "f" in parts and kind != "str":
                sheet.notes.append(("formula_without_value", row))
            return ""
        if kind == "s":
            return self._texts[int(value)] if int(value) < len(self._texts) else ""
        if kind == "e":
            sheet.notes.append(("error_cell", row))
            return ""
        if kind == "b":
            return "true" if value == "1" else "false"
        return value if kind in ("str", "d") else self._number(sheet, value, int(cell.get("s") or 0), row)

    def _number(self, sheet: Sheet, value: str, style: int, row: int) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if style in self.day_styles and 0 <= number < 2_958_466:
            return self._day(number)
        if abs(number) >= _DIGITS:
            sheet.notes.append(("scientific", row))
        text = number_text(number)
        return text.zfill(self.padded.get(style, 0)) if number >= 0 else text

    def _day(self, serial: float) -> str:
        """Days since 1899-12-30, or 1904-01-01; below one day a time. Excel's 29 February 1900 never was."""
        if serial < 1:
            return day_text(timedelta(days=serial) + timedelta(microseconds=500))
        epoch = datetime(1904, 1, 1) if self.since_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
        return day_text(epoch + timedelta(seconds=round(serial * 86_400)))


def _is_day(number: int, code: str | None) -> bool:
    """Whether a number format shows days or times; `code` is None for the built-in formats."""
    if code is None:
        return number in _BUILT_IN_DAYS
    named = re.search(r"general|standard", code, re.I)
    return bool(re.search(r"[dmyhs]", code, re.I)) and "0.0" not in code and not named


def text_of(element: Element) -> str:
    """All runs of a text without its phonetic guides."""
    runs = [e for e in element if local(e) != "rPh"]
    return "".join(t.text or "" for run in runs for t in run.iter() if local(t) == "t")


def _note_merged(sheet: Sheet, ref: str) -> None:
    found = _REF.findall(ref)
    if len(found) == 2 and found[0][0] != found[1][0] and len(sheet.merged) < MOST_MERGED:
        sheet.merged.append((int(found[0][1]), column_of(found[0][0]), column_of(found[1][0])))
