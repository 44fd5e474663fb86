-- Derived: a number that a list of one's own names and no document of that list bears, and the document of another list it means.
CREATE TABLE meant_document (document_id INTEGER PRIMARY KEY, meant INTEGER NOT NULL) STRICT;
CREATE INDEX meant_document_meant ON meant_document (meant);
