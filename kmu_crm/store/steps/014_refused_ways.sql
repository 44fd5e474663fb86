-- An objection may be to one way alone: a lock of calls beside no number holds for whatever number of the person comes later.
DROP INDEX objection_mailbox;
ALTER TABLE objection RENAME TO objection_to_all;
CREATE TABLE objection (
    record_id INTEGER NOT NULL,                 -- 0 where the row became no record
    mailbox TEXT NOT NULL,                      -- '' where the row names none
    channel TEXT NOT NULL CHECK (channel IN ('', 'email', 'phone', 'post')),  -- '' for all of them
    at TEXT NOT NULL,                           -- when it was said, '' where that is not known
    noted_at TEXT NOT NULL,
    PRIMARY KEY (record_id, mailbox, channel, at)
) STRICT, WITHOUT ROWID;
INSERT INTO objection SELECT record_id, mailbox, '', at, noted_at FROM objection_to_all;
DROP TABLE objection_to_all;
CREATE INDEX objection_mailbox ON objection (mailbox);
