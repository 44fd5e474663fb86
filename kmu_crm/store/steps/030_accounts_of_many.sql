-- Accounts of many buyers are few: found without reading every customer.
CREATE INDEX party_collective ON party (record_id) WHERE kind = 'collective' AND current = 1;
