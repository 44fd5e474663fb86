"""The German catalogue: `python installer/translate.py` compiles it, `--check` only tells what is missing (status 1).

Texts come from `_()`, `N_()` and `ngettext()` in the sources and from the titles of the format sheets, translations
from all `resources/translations/de/*.po`.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
COMPILED = TRANSLATIONS / "de" / "LC_MESSAGES" / "kmu_crm.mo"
TOOLKIT = "click.po"  # what the library of the command line says itself; its texts differ between its versions
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = "Content-Type: text/plain; charset=utf-8\nLanguage: de\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
FORMATS = "kmu_crm/sources/formats"
TITLE = re.compile(r'^title = "(.*)"$', re.MULTILINE)
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Text = str | tuple[str, ...]  # one text, or one for each plural form


class Compact(Catalog):
    """Writes no dates and no versions into the header, so that the same texts give the same bytes."""

    def __iter__(self) -> Iterator[Message]:
        for message in super().__iter__():
            yield message if message.id else Message("", HEADER)


def wanted() -> dict[Text, str]:
    """All texts of the sources and the titles of the format sheets, with the first place of each."""
    found: dict[Text, str] = {}
    for file, line, text, _comments, _context in extract_from_dir(ROOT / "kmu_crm", keywords=KEYWORDS):
        found.setdefault(text, f"kmu_crm/{file}:{line}")
    for sheet in sorted((ROOT / FORMATS).glob("*.toml")):
        for title in TITLE.findall(sheet.read_text(encoding="utf-8")):
            found.setdefault(title, f"{FORMATS}/{sheet.name}")
    return found


def translated() -> tuple[dict[Text, Text], list[str]]:
    """All translations, and a sentence for each text that two files translate differently."""
    known: dict[Text, Text] = {}
    clashes = []
    for file in sorted((TRANSLATIONS / "de").glob("*.po")):
        for text, translation in messages(file).items():
            if known.setdefault(text, translation) != translation:
                clashes.append(f"translated in two ways, the second in {file.name}: {text!r}")
    return known, clashes


def messages(file: Path) -> dict[Text, Text]:
    """The texts of one file with their translations; none where there is no such file."""
    if not file.exists():
        return {}
    with file.open("rb") as stream:
        read = [message for message in read_po(stream, locale="de", abort_invalid=True) if message.id]
    return {plain(message.id): plain("" if message.fuzzy else message.string) for message in read}


def gaps() -> list[str]:
    """What keeps the German catalogue from being complete and right; empty where nothing does."""
    texts, (known, found) = wanted(), translated()
    found += built()
    found += [f"not translated, {place}: {text!r}" for text, place in texts.items() if not all(forms(known.get(text)))]
    lent = messages(TRANSLATIONS / "de" / TOOLKIT)
    unused = known.keys() - texts.keys() - lent.keys()
    found += [f"translated, but no longer in use: {text!r}" for text in known if text in unused]
    for text, translation in known.items():
        pairs = zip(forms(text), forms(translation), strict=False)
        if any(into and not faithful(one, into, text in lent) for one, into in pairs):
            found.append(f"the names in braces differ: {text!r} and {translation!r}")
    return found


def built() -> list[str]:
    """Texts put together before they are looked up, which no catalogue can hold: `_(f"..")`, `_("..".format())`."""
    found = []
    for file in sorted((ROOT / "kmu_crm").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                texts = node.args[: len(KEYWORDS[node.func.id] or "1")]
                if any(isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call) for text in texts):
                    found.append(f"put together before it is translated, {file.relative_to(ROOT)}:{node.lineno}")
    return found


def plain(text: object) -> Text:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else str(text or "")


def forms(text: Text | None) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text or "",)


def faithful(text: str, translation: str, lent: bool) -> bool:
    """The same names in braces; a text lent by a library may leave one out, whose value stays English."""
    one, into = placeholders(text), placeholders(translation)
    return into <= one if lent else into == one


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def compiled() -> bytes:
    catalogue = Compact(locale="de")
    for text, translation in translated()[0].items():
        catalogue.add(text, translation)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def check() -> list[str]:
    """`gaps`, and whether the compiled catalogue is the one that belongs to the translations."""
    stale = not COMPILED.exists() or COMPILED.read_bytes() != compiled()
    return gaps() + ([f"{COMPILED.name} is not up to date: run installer/translate.py"] if stale else [])


def main() -> int:
    if "--check" not in sys.argv:
        COMPILED.parent.mkdir(exist_ok=True)
        COMPILED.write_bytes(compiled())
    problems = check()
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
