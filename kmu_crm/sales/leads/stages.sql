-- Every lead, derived from facts, criteria and the decisions that stand. :day: facts up to here; :until: decisions up to this moment;
-- {listed}, {asking}: where to look, for all or for one; {one}, {about}, {few}: leave only the one; {firm}, {inside}: the criteria
-- as expressions over profile `p` and figure `g`.
WITH
rule AS MATERIALIZED (
    SELECT value ->> 'sign' AS sign, value ->> 'points' AS points, value ->> 'most' AS most FROM json_each(:behaviour)),
-- Of a customer taken apart the part has the decision that holds the first record it names.
said AS MATERIALIZED (
    SELECT d.id, d.at, d.author, d.kind, d.what ->> 'owner' AS owner, d.what ->> 'due' AS due, d.what ->> 'reason' AS reason,
           d.what ->> 'text' AS text, m.profile_id
    FROM decision AS d CROSS JOIN membership AS m ON m.record_id = (
        SELECT min(x.record_id) FROM json_each(d.what, '$.records') AS j JOIN membership AS x ON x.record_id = j.value)
    WHERE d.kind IN ('lead_handed', 'lead_accepted', 'lead_rejected', 'lead_owner') AND d.at <= :until {about}
      AND NOT EXISTS (SELECT 1 FROM decision AS r WHERE r.revokes = d.id AND r.at <= :until)),
spoken AS MATERIALIZED (
    SELECT profile_id, min(at) AS first, max(iif(kind <> 'lead_owner', id, NULL)) AS verdict,
           max(iif(kind = 'lead_handed', id, NULL)) AS handed, max(iif(kind = 'lead_accepted', id, NULL)) AS accepted,
           max(iif(kind = 'lead_rejected', id, NULL)) AS rejected, max(iif(coalesce(owner, '') <> '', id, NULL)) AS owned
    FROM said GROUP BY profile_id),
marked AS MATERIALIZED (
    SELECT m.profile_id, min(substr(coalesce(x.customer_since, i.at), 1, 10)) AS day, min(x.customer_since) AS since
    FROM {listed} JOIN import AS i ON i.id = x.import_id WHERE x.current = 1 AND x.is_lead = 1
      AND coalesce(x.customer_since, '') <= :day {one} GROUP BY m.profile_id),
asking AS MATERIALIZED (
    SELECT m.profile_id, min(f.day) AS day FROM {asking}
    WHERE f.current = 1 AND f.kind IN ('lead', 'enquiry') AND f.day <= :day {one} GROUP BY m.profile_id),
candidate AS MATERIALIZED (
    SELECT profile_id FROM marked UNION SELECT profile_id FROM asking UNION SELECT profile_id FROM spoken),
sale AS MATERIALIZED (
    SELECT c.profile_id, min(c.day) AS day FROM candidate AS w JOIN counted AS c ON c.profile_id = w.profile_id
    WHERE c.counts = 1 AND c.day <= :day
      AND (c.kind = 'invoice' OR c.kind = 'order' AND (SELECT status FROM fact WHERE id = c.fact_id) = 'paid')
    GROUP BY c.profile_id),
-- Who bought before he asked is no lead, unless a list calls him one: then nobody knows since when.
begun AS MATERIALIZED (
    SELECT *, CASE WHEN told <= coalesce(sold, '9999') AND told < '9999' THEN told
                   WHEN listed IS NOT NULL OR heard IS NOT NULL
                   THEN min(coalesce(listed, heard), coalesce(sold, '9999'), iif(listed IS NULL, '9999', :day)) END AS since
    FROM (SELECT w.profile_id, s.day AS sold, k.day AS listed, substr(t.first, 1, 10) AS heard,
                 min(coalesce(a.day, '9999'), coalesce(k.since, '9999')) AS told,
                 substr(n.at, 1, 10) AS rejected
          FROM candidate AS w LEFT JOIN sale AS s USING (profile_id) LEFT JOIN marked AS k USING (profile_id)
          LEFT JOIN asking AS a USING (profile_id) LEFT JOIN spoken AS t USING (profile_id)
          LEFT JOIN said AS n ON n.id = t.rejected) {few}),
-- `again`: after it was given back.
sign AS MATERIALIZED (
    SELECT b.profile_id, f.id, f.day, coalesce(f.day > b.rejected, 0) AS again, f.channel,
           CASE WHEN f.kind <> 'newsletter' THEN f.kind
                WHEN lower(f.outcome) IN ('geklickt', 'klick', 'clicked', 'click', 'clicks') THEN 'click'
                WHEN lower(f.outcome) IN ('geöffnet', 'opened', 'open', 'opens') THEN 'open' END AS sign
    FROM begun AS b CROSS JOIN membership AS m ON m.profile_id = b.profile_id
    CROSS JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
    WHERE b.since IS NOT NULL AND f.day <= min(:day, coalesce(b.sold, :day))
      AND f.kind IN ('lead', 'enquiry', 'appointment', 'visit', 'touch', 'call', 'newsletter')),
earned AS MATERIALIZED (
    SELECT profile_id, day, again, sign, n, iif(most IS NULL OR n <= most, points, 0) AS points
    FROM (SELECT s.*, r.points, r.most,
                 row_number() OVER (PARTITION BY s.profile_id, s.again, s.sign ORDER BY s.day, s.id) AS n
          FROM sign AS s JOIN rule AS r ON r.sign = s.sign)),
signs AS MATERIALIZED (SELECT profile_id, min(day) AS first, max(day) AS last FROM sign GROUP BY profile_id),
earnings AS MATERIALIZED (SELECT profile_id, again, sum(points) AS points FROM earned GROUP BY profile_id, again),
firm AS MATERIALIZED (
    SELECT p.id AS profile_id, p.display_name AS name, {firm} AS points, {inside} AS inside
    FROM begun AS b CROSS JOIN profile AS p ON p.id = b.profile_id LEFT JOIN figure AS g ON g.profile_id = p.id),
rising AS (
    SELECT e.profile_id, e.again, e.day, f.points + sum(e.points) OVER (PARTITION BY e.profile_id, e.again ORDER BY e.day) AS total
    FROM (SELECT profile_id, again, day, points FROM earned UNION ALL SELECT profile_id, 0, since, 0 FROM begun) AS e
    JOIN firm AS f USING (profile_id)),
reached AS MATERIALIZED (
    SELECT profile_id, min(iif(NOT again AND total >= :mql, day, NULL)) AS mql, min(iif(again AND total >= :mql, day, NULL)) AS mql_again,
           min(iif(NOT again AND total >= :sal, day, NULL)) AS ready, min(iif(again AND total >= :sal, day, NULL)) AS ready_again
    FROM rising GROUP BY profile_id),
standing AS MATERIALIZED (
    SELECT b.profile_id, f.name, b.since, b.since = b.told AS dated, b.sold, f.inside, v.kind AS verdict,
           min(b.since, coalesce(g.first, b.since)) AS first_contact, f.points + coalesce(e.points, 0) AS points,
           max(b.since, coalesce(g.last, b.since)) AS last_sign,
           max(r.mql, b.since) AS mql, r.mql_again, r.ready, r.ready_again, b.rejected,
           h.at AS handed_at, h.author AS handed_by, h.due, a.at AS accepted_at, n.at AS rejected_at, n.reason, n.text, o.owner
    FROM begun AS b CROSS JOIN firm AS f ON f.profile_id = b.profile_id CROSS JOIN reached AS r ON r.profile_id = b.profile_id
    LEFT JOIN signs AS g ON g.profile_id = b.profile_id
    LEFT JOIN earnings AS e ON e.profile_id = b.profile_id AND e.again = (b.rejected IS NOT NULL)
    LEFT JOIN spoken AS t ON t.profile_id = b.profile_id
    LEFT JOIN said AS v ON v.id = t.verdict LEFT JOIN said AS h ON h.id = t.handed LEFT JOIN said AS a ON a.id = t.accepted
    LEFT JOIN said AS n ON n.id = t.rejected LEFT JOIN said AS o ON o.id = t.owned
    WHERE b.since IS NOT NULL),
placed AS (
    SELECT *, CASE WHEN sold IS NOT NULL THEN 'customer' WHEN verdict = 'lead_accepted' THEN 'sal'
        WHEN verdict = 'lead_handed' THEN iif(coalesce(mql_again, mql) IS NULL, 'mcl', 'mql')
        WHEN verdict = 'lead_rejected' THEN iif(mql_again IS NULL, 'nurture', 'mql')
        WHEN NOT inside THEN 'parked' WHEN last_sign < date(:day, :silent) THEN 'nurture'
        WHEN mql IS NULL THEN 'mcl' ELSE 'mql' END AS stage
    FROM standing)
