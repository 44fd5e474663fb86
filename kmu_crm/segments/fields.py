"""What a rule may ask about: each field once: kind, title, SQL over profile `p` and figure `g`, help.

Money is stored in cents and written in whole units (`revenue_12m >= 1000`); shares are written in percent.
"""

from dataclasses import dataclass

from kmu_crm.i18n import N_
from kmu_crm.profiles.guests import GUEST
from kmu_crm.segments import later


@dataclass(frozen=True)
class Field:
    """`kind`: choice, text, many, number, money, day (past), coming (days ahead), birthday."""

    name: str
    kind: str
    title: str
    sql: str
    help: str = ""
    choices: tuple[str, ...] = ()


_CLASSES = ("A", "B", "C", "D")
_CONSENT = ("yes", "no", "unproven")
_SCORES = N_("1 to 5; 5 is better than at least 80% of the buyers")
_PHASES = ("prospect", "new", "growing", "regular", "at_risk", "dormant", "lost")
LEAD_STAGES = {
    "mcl": N_("Captured (MCL)"), "mql": N_("Qualified (MQL)"), "sal": N_("Accepted (SAL)"), "customer": N_("Customer"),
    "nurture": N_("Nurtured"), "parked": N_("Parked"),
}  # fmt: skip
_CHANGE = (
    "CASE WHEN g.revenue_12m_before > 0 THEN 100.0 * (g.revenue_12m - g.revenue_12m_before) / g.revenue_12m_before END"
)
_ADDED = (
    "(SELECT min(substr(i.at, 1, 10)) FROM membership AS m JOIN party AS x ON x.record_id = m.record_id"
    " JOIN import AS i ON i.id = x.import_id WHERE m.profile_id = p.id AND x.kind <> 'correspondent')"
)

# What lists write into a column for the line of business.
_BRANCH = (
    "(SELECT group_concat(DISTINCT j.value) FROM membership AS m JOIN party AS x ON x.record_id = m.record_id AND x.current = 1,"
    " json_each(x.attributes) AS j WHERE m.profile_id = p.id AND lower(j.key) IN ('branche', 'branch', 'industry'))"
)
_COSTS_KNOWN = (
    "(SELECT 100.0 * sum(c.cost_known) / count(*) FROM counted AS c WHERE c.profile_id = p.id AND c.counts = 1)"
)


def _known(revenue: str) -> str:
    """Empty where no document tells its net amount: that is not nought."""
    return f"iif(g.documents > 0 AND g.documents = g.unknown_net, NULL, g.{revenue})"


_DOMAIN = "substr(p.email, nullif(instr(p.email, '@'), 0) + 1)"
# A list of one customer's articles: number and name, out of purchases that count.
BOUGHT = """
    SELECT c.profile_id FROM counted AS c JOIN line AS l ON l.fact_id = c.lines_fact JOIN fact AS h ON h.id = l.fact_id
    LEFT JOIN article AS a ON a.source_id = h.source_id AND a.key = l.article AND a.current = 1
    WHERE c.purchase = 1 AND ({match})"""
BOUGHT_VALUES = ("l.article", "coalesce(l.name, a.name)")

_ALL = (
    Field(
        "value_class", "choice", N_("Value class"), "g.value_class", N_("A to D by contribution margin II"), _CLASSES
    ),
    Field("abc", "choice", N_("Revenue class"), "g.abc", N_("A to C by revenue"), _CLASSES[:3]),
    Field("phase", "choice", N_("Phase"), "g.lifecycle", N_("Where the customer stands, by the own rhythm"), _PHASES),
    Field("revenue_12m", "money", N_("Revenue of 12 months"), _known("revenue_12m"), N_("Net, the last 365 days")),
    Field("revenue", "money", N_("Revenue in total"), _known("revenue_net"), N_("Net, all that was imported")),
    Field(
        "revenue_change", "number", N_("Revenue against the year before, in percent"), _CHANGE, N_("-30: fell by 30%")
    ),
    Field("db1", "money", N_("Contribution margin I"), "g.db1", N_("Revenue less cost of goods")),
    Field("db2", "money", N_("Contribution margin II"), "g.db2", N_("Also less shipping, service and campaigns")),
    Field(
        "costs_known",
        "number",
        N_("Documents with known costs, in percent"),
        _COSTS_KNOWN,
        N_("Invoices and orders that count"),
    ),
    Field("referral_revenue", "money", N_("Revenue through recommendations"), "g.referral_revenue"),
    Field("last_purchase", "day", N_("Last purchase"), "g.last_purchase"),
    Field("first_purchase", "day", N_("First purchase"), "g.first_purchase"),
    Field("next_purchase", "coming", N_("Next purchase expected"), "g.next_purchase_at", N_("By the own rhythm")),
    Field(
        "overdue", "number", N_("Times the usual gap since the last purchase"), "g.overdue", N_("1.5: half a gap late")
    ),
    Field("purchases", "number", N_("Purchase days"), "g.purchase_days"),
    Field("recency_score", "number", N_("Recency score"), "g.r", _SCORES),
    Field("frequency_score", "number", N_("Frequency score"), "g.f", _SCORES),
    Field("revenue_score", "number", N_("Revenue score"), "g.m", _SCORES),
    Field(
        "contract_end",
        "coming",
        N_("Contract ends"),
        later.function("contract_end"),
        N_("The next end of a contract, with its renewals"),
    ),
    Field(
        "notice_until",
        "coming",
        N_("Notice of the contract until"),
        later.function("notice_until"),
        N_("The last day on which the next contract can be given up"),
    ),
    Field("customer_since", "day", N_("Customer since"), "coalesce(p.customer_since, g.first_purchase)"),
    Field("added", "day", N_("In this customer file since"), _ADDED, N_("When a file first brought the customer")),
    Field("last_contact", "day", N_("Last contact"), "g.last_contact", N_("Call, e-mail, appointment, service")),
    Field("kind", "choice", N_("Kind"), "p.kind", N_("Person or company"), ("person", "company")),
    Field("lead", "choice", N_("Lead"), "iif(p.is_lead, 'yes', 'no')", "", ("yes", "no")),
    Field(
        "lead_stage",
        "choice",
        N_("Stage as a lead"),
        later.function("lead_stage"),
        N_("How far a lead has come; unknown for all others"),
        tuple(LEAD_STAGES),
    ),
    Field(
        "guest",
        "choice",
        N_("Guest purchase only"),
        GUEST,
        N_("Bought in the web shop without an account, and known from nowhere else"),
        ("yes", "no"),
    ),
    Field("branch", "many", N_("Branch"), _BRANCH, N_("A column “Branche”, “Branch” or “Industry” of a list")),
    Field("name", "text", N_("Name"), "p.display_name", N_("As shown; Müller is found as Mueller, too")),
    Field("given_name", "text", N_("Given name"), "p.given_name"),
    Field("family_name", "text", N_("Surname"), "p.family_name"),
    Field("company", "text", N_("Company"), "p.company"),
    Field("customer_number", "many", N_("Customer number"), "p.customer_numbers"),
    Field("country", "text", N_("Country"), "p.country", N_("Two letters, for example DE")),
    Field("postcode", "text", N_("Postcode"), "p.postcode", N_("“starts with 04” takes a whole region")),
    Field("city", "text", N_("City"), "p.city"),
    Field("email", "text", N_("E-mail address"), "p.email"),
    Field("mail_domain", "text", N_("Mail domain"), _DOMAIN, N_("What follows the @")),
    Field("phone", "text", N_("Telephone number"), "p.phone"),
    Field("profile", "text", N_("Chosen customers"), "CAST(p.id AS TEXT)", N_("By the numbers of their profiles")),
    Field("tag", "many", N_("Tag"), "p.tags"),
    Field("system", "many", N_("Source"), "p.systems", N_("The program the data came from")),
    Field("bought", "bought", N_("Bought"), "", N_("Article number or name")),
    Field("birthday", "birthday", N_("Birthday"), "p.birth_date"),
    Field("anniversary", "birthday", N_("Anniversary of the first purchase"), "g.first_purchase"),
    Field("email_ok", "choice", N_("E-mail allowed"), "p.email_ok", "", _CONSENT),
    Field("phone_ok", "choice", N_("Telephone allowed"), "p.phone_ok", "", _CONSENT),
    Field("post_ok", "choice", N_("Post allowed"), "p.post_ok", "", _CONSENT),
    Field("complaints", "number", N_("Complaints"), "g.complaints"),
    Field("satisfaction", "number", N_("Satisfaction"), "g.satisfaction", N_("0 to 10, the latest answer")),
    Field("open_amount", "money", N_("Open items"), "g.open_amount"),
    Field("overdue_amount", "money", N_("Overdue items"), "g.overdue_amount"),
)
ALL = {field.name: field for field in _ALL}
CHOICES = {
    "person": N_("person"), "company": N_("company"), "yes": N_("yes"), "no": N_("no"), "unproven": N_("unproven"),
    **LEAD_STAGES,
}  # fmt: skip
