"""A mapping as a format sheet in a file: kept for later, mended by hand, given to somebody with the same export."""

import json
from collections.abc import Mapping, Sequence

from kmu_crm.i18n import _
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.mapping.sheets import EVERYONE, NOTHING, fingerprint, folded, said
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, FACT, IGNORED, LINE, PARTY

_SECTIONS = (PARTY, CONSENT, FACT, LINE, ARTICLE, (ATTRIBUTE, IGNORED))


def text(recognised: Recognised, title: str) -> str:
    """TOML that `sheets.read` takes. Columns that are not understood stand in it as left out, for a person to assign."""
    sheet, headers = recognised.sheet, [header for header, _, _ in recognised.columns]
    lines = ["# " + _("What a column can become:"), *(f"#   {', '.join(section)}" for section in _SECTIONS)]
    lines += ["[[format]]"]
    lines += [_line("id", f"own_{fingerprint(headers)}"), _line("title", title)]
    lines += [_line("known_by", sorted({folded(header) for header in headers}))]
    if sheet.system == "list":  # what kind of list it is follows from what its columns become
        lines.append(_line("system", "list"))
        lines.append("# " + _("What all rows say, whatever stands in them: {words}").format(words=", ".join(EVERYONE)))
        default = (recognised.everyone or NOTHING) if recognised.asked else ""  # a name is that of one file alone
        lines.append(("" if default else "# ") + _line("consent_default", default or "withdrawn"))
    else:
        lines += [_line(name, value) for name, value in said(sheet).items()]
    lines += ["", "[format.columns]"]
    lines += [_line(header, field or IGNORED, quoted=True) for header, field, _ in recognised.columns]
    return "\n".join(lines) + "\n"


def _line(name: str, value: object, quoted: bool = False) -> str:
    return f"{json.dumps(name, ensure_ascii=False) if quoted else name} = {_toml(value)}"


def _toml(value: object) -> str:
    """JSON's strings, numbers, truths and lists are TOML's, too."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
