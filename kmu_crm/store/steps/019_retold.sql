-- Credit notes and cancellations that only their words, or another row of their list, tell to be such: a file without that row
-- calls the same document a sale.
CREATE TABLE retold (
    source_id INTEGER NOT NULL REFERENCES source (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (source_id, kind, key)
) WITHOUT ROWID;
