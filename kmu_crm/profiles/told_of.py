"""Whose a review or a complaint is that names nobody but an order or an invoice: that document's customer. And what took place."""

# What a fact `f` refers to, wherever that document stands. The cast lets joins by it build an index.
DOCUMENT = "CAST(coalesce((SELECT meant FROM meant_document WHERE document_id = f.refers_to), f.refers_to) AS INTEGER)"

# Those facts `f`; word by word the condition of their index.
_UNNAMED = (
    "f.current = 1 AND f.record_id IS NULL AND f.refers_to IS NOT NULL"
    " AND f.kind IN ('complaint', 'enquiry', 'return', 'service', 'survey')"
)
_BUYER = f"""
    SELECT min(o.record_id) FROM fact AS o WHERE o.current = 1 AND o.document_id = {DOCUMENT}
    HAVING min(o.record_id) = max(o.record_id)"""

# The record of any fact `f`; none where the document is unknown, or where its number is that of several.
RECORD = f"coalesce(f.record_id, ({_BUYER}))"

# (import, row, line) of those of imports :these, as JSON, whose document nobody has brought yet, or several customers bear.
OF_NOBODY = f"""
    SELECT f.import_id, f.row, f.line FROM fact AS f INDEXED BY fact_unnamed
    WHERE {_UNNAMED} AND f.import_id IN (SELECT value FROM json_each(:these)) AND ({_BUYER}) IS NULL ORDER BY f.import_id, f.row"""

# For a FROM: facts `f` with membership `m`. First those that name somebody, then those that name a document, to which `UNNAMED`
# belongs in the WHERE.
BY_RECORD = "fact AS f JOIN membership AS m ON m.record_id = f.record_id"
BY_DOCUMENT = f"fact AS f INDEXED BY fact_unnamed CROSS JOIN membership AS m ON m.record_id = ({_BUYER}) AND {_UNNAMED}"

# For a FROM: the facts `f` of profile :profile by both ways. What it bought is gone through only where any fact is unnamed.
OF_PROFILE = f"""(
    SELECT f.id FROM membership AS m CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id AND f.current = 1
    WHERE m.profile_id = :profile
    UNION SELECT f.id FROM membership AS m
    CROSS JOIN fact AS b INDEXED BY fact_record ON b.record_id = m.record_id AND b.current = 1 AND b.document_id IS NOT NULL
    CROSS JOIN fact AS f INDEXED BY fact_unnamed ON f.refers_to IN (
        SELECT b.document_id UNION ALL SELECT document_id FROM meant_document WHERE meant = b.document_id) AND {_UNNAMED}
    WHERE m.profile_id = :profile AND m.record_id = ({_BUYER})
      AND EXISTS (SELECT 1 FROM fact AS f INDEXED BY fact_unnamed WHERE {_UNNAMED})
    ) AS own CROSS JOIN fact AS f ON f.id = own.id"""

_CALLED_OFF = (
    "abgesagt", "storniert", "ausgefallen", "entfallen", "gecancelt", "verschoben", "nicht erschienen", "nicht angetroffen", "nicht da",
    "cancelled", "canceled", "called off", "postponed", "no show", "no-show", "noshow", "not held", "did not take place",
)  # fmt: skip
# Whether a fact `f` took place: of appointments and visits calendars tell those, too, that did not.
TOOK_PLACE = f"""(f.kind NOT IN ('appointment', 'visit') OR (lower(coalesce(f.status, '')) NOT IN ('cancelled', 'canceled')
    AND lower(trim(coalesce(f.outcome, ''))) NOT IN ({", ".join(f"'{one}'" for one in _CALLED_OFF)})))"""
