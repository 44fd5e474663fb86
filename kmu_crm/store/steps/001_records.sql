-- What files said. A version is never edited; a newer one supersedes it, and `current` marks the one that speaks.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    system TEXT NOT NULL,                       -- datev, shopify, outlook ..
    account TEXT NOT NULL DEFAULT '',           -- which shop, which client of the tax adviser
    title TEXT NOT NULL,
    UNIQUE (system, account)
) STRICT;

CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER REFERENCES source (id),
    file TEXT NOT NULL,                         -- bare name; the path is the user's business
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    mapping TEXT NOT NULL,                      -- JSON {column: field}
    confidence REAL NOT NULL,
    encoding TEXT, delimiter TEXT,
    at TEXT NOT NULL,                           -- UTC
    state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
    same_as INTEGER REFERENCES import (id),     -- the very same bytes were imported before: it confirms what that one said
    rows INTEGER NOT NULL, new INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, refused INTEGER NOT NULL,
    warnings TEXT NOT NULL DEFAULT '[]',
    seconds REAL NOT NULL
) STRICT;
CREATE INDEX import_file ON import (sha256);

CREATE TABLE refused_row (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row INTEGER NOT NULL, line INTEGER, column_name TEXT, code TEXT NOT NULL, reason TEXT NOT NULL, value TEXT,
    cells TEXT NOT NULL                         -- JSON list: the row as it stood, to be mended and imported again
) STRICT;
CREATE INDEX refused_row_import ON refused_row (import_id);

-- A file may confirm what an earlier one said: taking the earlier back then leaves the version to the later.
CREATE TABLE confirmed (
    import_id INTEGER NOT NULL, kind TEXT NOT NULL, version_id INTEGER NOT NULL, row INTEGER NOT NULL, line INTEGER,
    PRIMARY KEY (kind, version_id, import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmed_import ON confirmed (import_id);

-- The registry of record numbers: (source, key) is a customer row's identity across imports. Never reused, never deleted.
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,                          -- the source's own number; '~' and a hash where the row has none, '~@' where a document names them
    UNIQUE (source_id, key)
) STRICT;

CREATE TABLE party (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES record (id),
    import_id INTEGER NOT NULL REFERENCES import (id),
    row INTEGER NOT NULL, line INTEGER, hash BLOB NOT NULL, current INTEGER NOT NULL DEFAULT 1,
    kind TEXT NOT NULL DEFAULT '',             -- person, company, collective (an account of many buyers), '' where the row does not tell
    salutation TEXT, title TEXT, given_name TEXT, family_name TEXT, full_name TEXT,
    company TEXT, department TEXT,
    email TEXT, phone TEXT,                     -- the first of each; further ones in `more`
    street TEXT, address_extra TEXT, postcode TEXT, city TEXT, country TEXT,
    birth_date TEXT, vat_id TEXT, iban TEXT, customer_number TEXT, customer_since TEXT, language TEXT,
    recommended_by TEXT, origin TEXT, tags TEXT, note TEXT,
    is_lead INTEGER NOT NULL DEFAULT 0,
    more TEXT,                                  -- JSON {"emails": [..], "phones": [..], "addresses": [{street, address_extra, postcode, city, country}, ..]}
    attributes TEXT,                            -- JSON {header: text}: cells that no field took (branch, region, group ..)
    raw TEXT                                    -- JSON {field: text as written} where cleaning changed or emptied it
) STRICT;
CREATE INDEX party_record ON party (record_id, id);
CREATE INDEX party_import ON party (import_id);
CREATE INDEX party_email ON party (email) WHERE current = 1;
CREATE INDEX party_more ON party (record_id) WHERE current = 1 AND more IS NOT NULL;

-- The registry of document numbers: files come in any order, so a link may stand before its document.
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    family TEXT NOT NULL,                       -- order | invoice (invoices, credit notes, cancellations) | campaign ..
    number TEXT NOT NULL,
    UNIQUE (source_id, family, number)
) STRICT;
CREATE INDEX document_number ON document (number);

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    kind TEXT NOT NULL,                         -- order invoice credit_note cancellation payment shipping return complaint enquiry call service email
                                                -- appointment visit touch survey newsletter contract note; 'lines' only holds lines
    key TEXT NOT NULL,                          -- identity within source and kind
    import_id INTEGER NOT NULL REFERENCES import (id),
    row INTEGER NOT NULL, line INTEGER, hash BLOB NOT NULL, current INTEGER NOT NULL DEFAULT 1,
    record_id INTEGER REFERENCES record (id),   -- whom it belongs to; may have no party version yet
    document_id INTEGER REFERENCES document (id),
    refers_to INTEGER REFERENCES document (id), -- payment -> invoice, credit note -> invoice, shipping cost -> invoice
    day TEXT,                                   -- calendar day as the source wrote it
    at TEXT,                                    -- UTC (…Z) or wall time where a time is known
    due TEXT,
    gross INTEGER, net INTEGER, tax INTEGER,    -- cents, signed by their effect on revenue; payments: money received is positive
    shipping INTEGER,                           -- cents charged to the customer (orders) or paid by us (kind 'shipping')
    currency TEXT,
    status TEXT,                                -- '' or: open paid cancelled refunded draft
    channel TEXT, subject TEXT, text TEXT, outcome TEXT, author TEXT,
    minutes INTEGER, score INTEGER, score2 INTEGER,
    attributes TEXT
) STRICT;
CREATE UNIQUE INDEX fact_speaks ON fact (source_id, kind, key) WHERE current = 1;
CREATE INDEX fact_record ON fact (record_id, day) WHERE current = 1;
CREATE INDEX fact_document ON fact (document_id) WHERE current = 1;
CREATE INDEX fact_refers ON fact (refers_to) WHERE current = 1 AND refers_to IS NOT NULL;
CREATE INDEX fact_import ON fact (import_id);

CREATE TABLE line (
    id INTEGER PRIMARY KEY,
    fact_id INTEGER NOT NULL REFERENCES fact (id) ON DELETE CASCADE,   -- lines live and rest with their document's version
    position INTEGER NOT NULL, row INTEGER NOT NULL, line INTEGER,
    article TEXT, name TEXT, kind TEXT NOT NULL DEFAULT 'product',     -- product shipping discount voucher
    quantity INTEGER,                           -- thousandths
    unit INTEGER, net INTEGER, gross INTEGER,   -- cents; unit price in the document's own kind of price
    tax_rate INTEGER                            -- hundredths of a percent
) STRICT;
CREATE INDEX line_fact ON line (fact_id);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,                          -- article number
    import_id INTEGER NOT NULL REFERENCES import (id),
    row INTEGER NOT NULL, line INTEGER, hash BLOB NOT NULL, current INTEGER NOT NULL DEFAULT 1,
    name TEXT, category TEXT, price INTEGER, cost INTEGER,             -- cents, net
    tax_rate INTEGER, valid_from TEXT, attributes TEXT
) STRICT;
CREATE UNIQUE INDEX article_speaks ON article (source_id, key) WHERE current = 1;
CREATE INDEX article_import ON article (import_id);

-- What stands in line: records whose words changed and whose profile has not been drawn anew yet.
CREATE TABLE changed_record (record_id INTEGER PRIMARY KEY) STRICT;

-- A mapping made by hand is remembered under the header it was made for.
CREATE TABLE remembered_mapping (
    fingerprint TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, mapping TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
