"""Single values in the spelling that matching compares, which is used on both sides and never shown."""

import re
from functools import lru_cache

from kmu_crm.fields import address, company, email, name, text

LOST = "ʘ"  # a letter of no name
_LOST = re.compile(r"(?:(?<=[^\W\d_])|^)[?\ufffd](?=[^\W\d_])")
_GENERATION = re.compile(rf"\b(?:({name.SENIOR})|({name.JUNIOR}))\b")  # wherever it stands: “Senior Huber”
_BEHIND = re.compile(r"(?<=\w)\s+(?:(?P<sen>Vater|vater|Mutter|mutter|alt)|Sohn|sohn|Tochter|tochter|jung)$")
_TITLES = re.compile(r"\b(?:dr|prof|dipl|ing|mag|med|phil|jur|rer nat|h c|mba|msc|bsc|lic|di|fh)\b")
_BETWEEN = str.maketrans("._-", "   ")


def skeleton(folded: str) -> str:
    """Müller, Mueller and Muller in one spelling."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=200_000)
def names(written: str) -> tuple[str, str]:
    """The skeleton without titles; sen or jun."""
    before, generation, _ = name.generation(_with_lost_letters(written))
    if generation is None and (behind := _BEHIND.search(before)):  # Huber Sohn, Huber jung; nobody else's name ends so
        before, generation = before[: behind.start()], "sen" if behind["sen"] else "jun"
    folded = text.fold(before)
    if generation is None:
        found = _GENERATION.search(folded)
        generation = "" if found is None else ("sen" if found[1] else "jun")
    bare = " ".join(_TITLES.sub(" ", _GENERATION.sub(" ", folded)).split())
    return skeleton(bare), generation


@lru_cache(maxsize=100_000)
def firm(written: str) -> tuple[str, str, str]:
    """The name's core, the legal form, and the trades of sister firms that it shows."""
    if not written:
        return "", "", ""
    written = _with_lost_letters(written)
    core = skeleton(text.fold(company.core(written))) or skeleton(text.fold(written))
    return (
        core,
        company.form_in_german(company.legal_form(written) or ""),
        " ".join(sorted(company.sister_marks(written))),
    )


def _with_lost_letters(written: str) -> str:
    """Ay?e went through a program that does not know the ş: a letter stood there, and any is a slip away from the true one."""
    return _LOST.sub(LOST, written) if "?" in written or "\ufffd" in written else written


@lru_cache(maxsize=100_000)
def street(written: str) -> str:
    plain, number = address.street_key(written)
    return f"{skeleton(plain)} {number}".strip()


def code(postcode: str) -> str:
    """Spreadsheets eat the zero of 01067."""
    return postcode.lstrip("0")


@lru_cache(maxsize=100_000)
def city(written: str) -> str:
    return skeleton(text.fold(written)).split(" ")[0]


@lru_cache(maxsize=1_000)
def gender(salutation: str) -> str:
    return {"ms": "f", "mr": "m"}.get(name.salutation(salutation) or "", "")


@lru_cache(maxsize=100_000)
def names_trade(mail: str) -> bool:
    """born.landhandel@ a public host: a firm without a host of its own."""
    return company.looks_like_company(mail.partition("@")[0].translate(_BETWEEN))


@lru_cache(maxsize=100_000)
def host_label(host: str) -> str:
    """What a host is called, as a skeleton without hyphens: `bau-mueller.example` is `baumuller`."""
    return skeleton(text.fold(host.rpartition(".")[0]).replace(" ", ""))


def own_host(mail: str, public: frozenset[str]) -> str:
    """The host of an address where not anybody may have one, or nothing; `public` are hosts that no list names."""
    host = mail.rpartition("@")[2]
    return "" if email.is_public_host(host) or host in public else host
