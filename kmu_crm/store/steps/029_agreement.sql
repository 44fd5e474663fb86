-- Derived: how far two records agree, which decides, beside how likely they are one, which people are told.
DROP TABLE pair;
CREATE TABLE pair (
    a INTEGER NOT NULL, b INTEGER NOT NULL,     -- record numbers, a < b
    weight REAL NOT NULL, probability REAL NOT NULL,
    band TEXT NOT NULL CHECK (band IN ('one', 'ask')),
    evidence TEXT NOT NULL,                     -- JSON [{field, left, right, weight, reason}]
    score REAL NOT NULL DEFAULT 0,              -- how far they agree: what the thresholds are about
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_b ON pair (b);
CREATE INDEX pair_ask ON pair (band, probability) WHERE band = 'ask';
DELETE FROM match_model;
INSERT OR IGNORE INTO changed_record SELECT id FROM record;
