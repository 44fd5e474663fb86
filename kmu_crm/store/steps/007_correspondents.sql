-- party.kind 'correspondent': an address that mail or a calendar names, no customer by itself. Found by its record and by
-- its address; both indexes are empty in a store without such files.
CREATE INDEX party_correspondent ON party (record_id) WHERE kind = 'correspondent';
CREATE INDEX party_correspondent_email ON party (email) WHERE kind = 'correspondent' AND current = 1;
