-- Whoever is one customer with somebody who objected has objected, too: rules that part them from now on set nobody free.
INSERT OR IGNORE INTO objection (record_id, mailbox, channel, at, noted_at)
    SELECT other.record_id, o.mailbox, o.channel, o.at, o.noted_at
    FROM objection AS o
    JOIN membership AS own ON own.record_id = o.record_id
    JOIN membership AS other ON other.profile_id = own.profile_id;
