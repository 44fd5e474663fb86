-- An undo takes back what a file said, but never a withdrawal, nor whose it was: addresses of records with a standing no.
CREATE TABLE refused_address (
    record_id INTEGER NOT NULL REFERENCES record (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'phone', 'post')),
    address TEXT NOT NULL,                      -- normal form, as in the ledger
    PRIMARY KEY (record_id, channel, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_address_address ON refused_address (address);
