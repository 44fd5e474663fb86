"""How the page names what the core counts: phases, channels, fields, programs, kinds of events."""

from kmu_crm.desk.wording import COUNTRIES, FIELDS, KINDS, SALUTATIONS, country, kind, value
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.profiles.draw import NAMELESS
from kmu_crm.value.phase import PHASES

__all__ = [
    "COUNTRIES",
    "FIELDS",
    "KINDS",
    "SALUTATIONS",
    "country",
    "initials",
    "kind",
    "of_nobody",
    "phase",
    "system",
    "value",
]

PHASE_TONES = {"regular": "ok", "at_risk": "warn", "growing": "info", "new": "info"}
ANSWERS = {"yes": "allowed", "no": "denied", "unproven": "unknown", "": "unknown"}
CHANNELS = {"email": N_("E-mail"), "phone": N_("Phone"), "post": N_("Post")}
SYSTEMS = {
    "datev": "DATEV", "shopify": "Shopify", "outlook": "Outlook", "cleverreach": "CleverReach", "mailchimp": "Mailchimp",
    "woocommerce": "WooCommerce", "shopware": "Shopware", "google": "Google", "vcard": "vCard", "lexware": "Lexware",
    "kmu_crm": N_("entry by hand"), "wawi": N_("merchandise system"), "service": N_("service list"), "generic": N_("table"),
    "mail": N_("mailbox"), "calendar": N_("calendar"),
    "list": N_("own list"),
}  # fmt: skip


def phase(name: str) -> str:
    known = PHASES.get(name, PHASES["prospect"])
    return _(known)


def system(name: str) -> str:
    known = SYSTEMS.get(name)
    return _(known) if known else name.replace("_", " ").title()


def initials(name: str) -> str:
    """Of the first two words that begin with a letter: “Café Morgenrot” is CM."""
    letters = [word[0] for word in name.replace("„", "").replace("(", "").split() if word[0].isalnum()]
    return "".join(letters[:2]).upper()


def by_name(error: Exception, name: str) -> Exception:
    """A refusal about a customer, whose number nobody typed here, with the name instead."""
    if isinstance(error, KmuError) and "profile" in error.facts:
        error.facts["profile"] = name
    return error


def of_nobody(name: str) -> str:
    """Why a customer without a name is there: what was typed in outlives the only file that told of them. Else empty."""
    return _("No file names this customer any more") if name == NAMELESS else ""
