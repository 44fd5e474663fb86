-- What all documents of a day that count come to: the start page shows months and years of it. Some thousand rows at most.
CREATE TABLE sold_day (
    day TEXT PRIMARY KEY,
    documents INTEGER NOT NULL, untold INTEGER NOT NULL,    -- of these without a net amount
    net INTEGER NOT NULL,                                   -- cents
    newcomers INTEGER NOT NULL                              -- customers who bought for the first time
) STRICT, WITHOUT ROWID;
INSERT INTO sold_day
    SELECT c.day, c.documents, c.untold, c.net, coalesce(f.newcomers, 0)
    FROM (SELECT day, count(*) AS documents, sum(net IS NULL) AS untold, coalesce(sum(net), 0) AS net FROM counted
          WHERE counts = 1 GROUP BY day) AS c
    LEFT JOIN (SELECT first_purchase, count(*) AS newcomers FROM figure GROUP BY first_purchase) AS f ON f.first_purchase = c.day;

-- Documents of which nothing tells the net amount, customers at risk and those who may be written to are counted there, too.
CREATE INDEX counted_untold ON counted (fact_id) WHERE counts = 1 AND net IS NULL;
CREATE INDEX figure_at_risk ON figure (revenue_12m) WHERE value_class IN ('A', 'B') AND lifecycle IN ('at_risk', 'dormant');
CREATE INDEX profile_mailable ON profile (id) WHERE email_ok = 'yes';

-- What is typed is looked for as the beginning of words: of so many letters the index knows at once who has it.
DROP TABLE profile_search;
CREATE VIRTUAL TABLE profile_search USING fts5 (
    folded, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6 7 8 9 10 11 12', detail=none
);
INSERT INTO profile_search (rowid, folded) SELECT id, folded FROM profile;
