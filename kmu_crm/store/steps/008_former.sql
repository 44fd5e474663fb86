-- A refusal counts for whoever had the address before, too: their records are found by it.
CREATE INDEX party_former ON party (email) WHERE current = 0;
CREATE INDEX party_former_more ON party (record_id) WHERE current = 0 AND more IS NOT NULL;
