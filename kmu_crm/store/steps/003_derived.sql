-- Everything below can be derived from what stands above, by `rebuild`.
CREATE TABLE match_model (id INTEGER PRIMARY KEY, at TEXT NOT NULL, records INTEGER NOT NULL, model TEXT NOT NULL) STRICT;   -- kept, not derived: weights move only when it is renewed
CREATE TABLE match_key (key TEXT NOT NULL, record_id INTEGER NOT NULL, PRIMARY KEY (key, record_id)) STRICT, WITHOUT ROWID;
CREATE INDEX match_key_record ON match_key (record_id);
CREATE TABLE pair (
    a INTEGER NOT NULL, b INTEGER NOT NULL,     -- record numbers, a < b
    weight REAL NOT NULL, probability REAL NOT NULL,
    band TEXT NOT NULL CHECK (band IN ('one', 'ask')),
    evidence TEXT NOT NULL,                     -- JSON [{field, left, right, weight, reason}]
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_b ON pair (b);
CREATE INDEX pair_ask ON pair (band, probability) WHERE band = 'ask';
CREATE TABLE membership (record_id INTEGER PRIMARY KEY, profile_id INTEGER NOT NULL) STRICT;
CREATE INDEX membership_profile ON membership (profile_id);

CREATE TABLE profile (
    id INTEGER PRIMARY KEY,                     -- the smallest live record number in it
    kind TEXT NOT NULL, display_name TEXT NOT NULL, sort_key TEXT NOT NULL,
    salutation TEXT, title TEXT, given_name TEXT, family_name TEXT, company TEXT,
    email TEXT, phone TEXT, street TEXT, address_extra TEXT, postcode TEXT, city TEXT, country TEXT,
    birth_date TEXT, vat_id TEXT, customer_numbers TEXT NOT NULL DEFAULT '', customer_since TEXT,
    tags TEXT NOT NULL DEFAULT '', recommended_by TEXT, is_lead INTEGER NOT NULL DEFAULT 0,
    email_ok TEXT NOT NULL DEFAULT '', phone_ok TEXT NOT NULL DEFAULT '', post_ok TEXT NOT NULL DEFAULT '',   -- yes no unproven
    records INTEGER NOT NULL, systems TEXT NOT NULL,
    folded TEXT NOT NULL                        -- search text: every name, mail, number, place of its records, folded
) STRICT;
CREATE INDEX profile_sort ON profile (sort_key, id);
CREATE INDEX profile_email ON profile (email);
CREATE VIRTUAL TABLE profile_search USING fts5 (folded, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail=none);

-- Which documents count, for how much: an order and an invoice of one sale count once. Opens every figure down to its documents.
CREATE TABLE counted (
    fact_id INTEGER PRIMARY KEY,
    profile_id INTEGER, kind TEXT NOT NULL, day TEXT NOT NULL,
    net INTEGER, gross INTEGER,                 -- cents, signed; NULL where it cannot be known
    counts INTEGER NOT NULL DEFAULT 1,          -- 1 counts, 0 stays visible only
    why TEXT NOT NULL DEFAULT '',               -- invoiced, duplicate, cancelled, refunded, draft, later, undated, currency
    same_sale INTEGER,                          -- the fact that counts instead
    target INTEGER,                             -- credit notes: the fact they reduce
    remaining INTEGER,                          -- net plus everything that refers to it
    purchase INTEGER NOT NULL DEFAULT 0,        -- 1 where something remains
    net_known INTEGER NOT NULL DEFAULT 1,
    cost INTEGER, cost_known INTEGER NOT NULL DEFAULT 0,
    lines_fact INTEGER                          -- whose lines tell what was sold
) STRICT;
CREATE INDEX counted_profile ON counted (profile_id, day);

-- What customers still owe, after payments, credit notes and money that names no document (it settles the oldest first).
CREATE TABLE open_item (
    fact_id INTEGER PRIMARY KEY, profile_id INTEGER, day TEXT NOT NULL, due TEXT, open INTEGER NOT NULL
) STRICT;
CREATE INDEX open_item_profile ON open_item (profile_id);

CREATE TABLE figure (
    profile_id INTEGER PRIMARY KEY, as_of TEXT NOT NULL,
    documents INTEGER NOT NULL DEFAULT 0, unknown_net INTEGER NOT NULL DEFAULT 0,   -- that count; of these without a net amount
    invoices INTEGER NOT NULL DEFAULT 0, purchase_days INTEGER NOT NULL DEFAULT 0, first_purchase TEXT, last_purchase TEXT,
    revenue_net INTEGER NOT NULL DEFAULT 0, revenue_12m INTEGER NOT NULL DEFAULT 0, revenue_12m_before INTEGER NOT NULL DEFAULT 0,
    cogs INTEGER, db1 INTEGER, shipping INTEGER NOT NULL DEFAULT 0, service_minutes INTEGER NOT NULL DEFAULT 0,
    service_cost INTEGER NOT NULL DEFAULT 0, campaign_cost INTEGER NOT NULL DEFAULT 0, db2 INTEGER,
    currency TEXT NOT NULL DEFAULT 'EUR', recency_days INTEGER, r INTEGER, f INTEGER, m INTEGER, abc TEXT,
    value_class TEXT, value_basis TEXT,         -- db2, or revenue where costs are unknown
    complaints INTEGER NOT NULL DEFAULT 0, referral_revenue INTEGER NOT NULL DEFAULT 0, days_to_pay REAL,
    p_alive REAL, activity TEXT, expected_purchases_12m REAL, value_per_purchase INTEGER, clv_12m INTEGER, next_purchase_at TEXT,
    lifecycle TEXT NOT NULL DEFAULT 'prospect',
    median_gap REAL, overdue REAL, rhythm TEXT NOT NULL DEFAULT '',   -- days; days since the last purchase per gap; regular, seasonal, ''
    satisfaction REAL, open_amount INTEGER NOT NULL DEFAULT 0, overdue_amount INTEGER NOT NULL DEFAULT 0,
    last_contact TEXT
) STRICT;
CREATE INDEX figure_revenue_12m ON figure (revenue_12m, profile_id);
CREATE INDEX figure_last_purchase ON figure (last_purchase, profile_id);
CREATE INDEX figure_class ON figure (value_class, revenue_12m, profile_id);
CREATE INDEX figure_lifecycle ON figure (lifecycle, revenue_12m, profile_id);
