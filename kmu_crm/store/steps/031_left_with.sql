-- Records of which no file says anything any more: at the undo that silenced them they were one with the record `other_id`.
CREATE TABLE left_with (
    record_id INTEGER PRIMARY KEY REFERENCES record (id),
    other_id INTEGER NOT NULL REFERENCES record (id)
) STRICT;
CREATE INDEX left_with_other ON left_with (other_id);
