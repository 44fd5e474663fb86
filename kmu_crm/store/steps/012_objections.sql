-- Who objected to all advertising, as a person: a record of a file, and the mailboxes that stood in its row. Never taken back.
CREATE TABLE objection (
    record_id INTEGER NOT NULL,                 -- 0 where the row became no record
    mailbox TEXT NOT NULL,                      -- '' where the row names none
    at TEXT NOT NULL,                           -- when it was said, '' where that is not known
    noted_at TEXT NOT NULL,
    PRIMARY KEY (record_id, mailbox, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX objection_mailbox ON objection (mailbox);
