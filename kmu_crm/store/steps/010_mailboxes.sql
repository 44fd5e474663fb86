-- A no counts for the mailbox, however its address is spelled: `fields.email.mailbox`. Other channels: the address itself.
ALTER TABLE consent_event ADD COLUMN mailbox TEXT NOT NULL DEFAULT '';
UPDATE consent_event SET mailbox = address;
UPDATE consent_event SET mailbox = substr(address, 1, instr(address, '+') - 1) || substr(address, instr(address, '@'))
WHERE channel = 'email' AND instr(address, '+') > 1 AND instr(address, '+') < instr(address, '@');
UPDATE consent_event
SET mailbox = replace(substr(mailbox, 1, instr(mailbox, '@') - 1), '.', '') || '@gmail.com'
WHERE channel = 'email' AND (mailbox LIKE '%@gmail.com' OR mailbox LIKE '%@googlemail.com');
CREATE INDEX consent_event_mailbox ON consent_event (mailbox, channel);
-- Customers whose address may be another spelling of one that said no: few, and read whole.
CREATE INDEX party_spelled ON party (email, record_id)
WHERE email LIKE '%+%' OR email LIKE '%@gmail.com' OR email LIKE '%@googlemail.com';
