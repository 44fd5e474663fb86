-- What people said in the program. Append-only: a decision is taken back by a later row that names it.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, author TEXT NOT NULL,
    kind TEXT NOT NULL,                         -- one apart split correct tag untag revoke ..
    what TEXT NOT NULL,                         -- JSON; names record numbers and addresses, never profiles
    revokes INTEGER REFERENCES decision (id)
) STRICT;
CREATE INDEX decision_revokes ON decision (revokes) WHERE revokes IS NOT NULL;

-- Consent was given for an address, not for a profile. Append-only.
CREATE TABLE consent_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,                      -- mail address, E.164 number, or postal key
    channel TEXT NOT NULL CHECK (channel IN ('email', 'phone', 'post')),
    purpose TEXT NOT NULL,                      -- advertising
    state TEXT NOT NULL CHECK (state IN ('claimed', 'given', 'confirmed', 'withdrawn', 'bounced')),
    basis TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '',
    at TEXT,                                    -- when it was said, as far as known
    noted_at TEXT NOT NULL, author TEXT NOT NULL,
    source_id INTEGER REFERENCES source (id), import_id INTEGER REFERENCES import (id), row INTEGER,
    key TEXT NOT NULL,                          -- the same statement in the next export is the same event
    taken_back_at TEXT                          -- only permissions of an import that was undone; never withdrawals
) STRICT;
CREATE UNIQUE INDEX consent_event_once ON consent_event (key);
CREATE INDEX consent_event_address ON consent_event (address, channel);
CREATE INDEX consent_event_import ON consent_event (import_id);

CREATE TABLE suppression (
    check_value BLOB NOT NULL PRIMARY KEY,      -- keyed hash of the address, so that the list itself tells nobody anything
    at TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL
) STRICT;

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, author TEXT NOT NULL, name TEXT NOT NULL,
    segment TEXT NOT NULL, rule TEXT NOT NULL, purpose TEXT NOT NULL, channel TEXT NOT NULL, preset TEXT NOT NULL,
    seed INTEGER NOT NULL, control REAL NOT NULL, arms INTEGER NOT NULL,
    segment_size INTEGER NOT NULL, written INTEGER NOT NULL, funnel TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE recipient (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id), record_id INTEGER NOT NULL,   -- a record of the profile as it stood
    address TEXT NOT NULL, arm TEXT NOT NULL,   -- 'control', 'A', 'B' ..
    consent_event_id INTEGER, reason TEXT NOT NULL,
    PRIMARY KEY (campaign_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
