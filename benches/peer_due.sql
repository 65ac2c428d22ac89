-- What `sinergi due --as-of 2026-06-30 -O csv` asks: what ends, lapsed undecided, the notices and approvals of foreign
-- agreements (without holidays), terms beyond their limits, open decisions and obligations; with the leading department,
-- the first partner, what was decided, put off and followed; then the two counts that the list says it left out.
.mode csv
.headers on
WITH stated AS (
  SELECT agreement.*,
    coalesce((SELECT m.ends_on FROM amendment m WHERE m.agreement = agreement.code AND m.ends_on IS NOT NULL
      AND coalesce(m.signed_on, '') <= '2026-06-30' ORDER BY coalesce(m.signed_on, '') DESC, m.position DESC LIMIT 1),
      agreement.ends_on) AS last
  FROM agreement
),
item (day, key, what, code) AS (
  SELECT last, code || '/end', 'end', code FROM stated
  WHERE code IN (SELECT code FROM agreement WHERE ends_on BETWEEN '2025-06-30' AND '2026-09-28'
                 UNION SELECT agreement FROM amendment WHERE ends_on BETWEEN '2025-06-30' AND '2026-09-28')
  UNION ALL
  SELECT min(date(last, '-6 months'), date(last, 'start of month', '-5 months', '-1 day')), code || '/notice', 'announce', code FROM stated
  WHERE kind IN ('ksdpl', 'ksdll') AND document <> 'loi' AND ends_on BETWEEN '2025-06-30' AND '2027-05-28'
  UNION ALL
  SELECT date(last, CASE strftime('%w', last) WHEN '6' THEN '-5 days' WHEN '0' THEN '-6 days' ELSE '-7 days' END),
    code || '/council', 'approve', code FROM stated
  WHERE kind IN ('ksdpl', 'ksdll') AND document <> 'loi' AND council_approval IS NOT 0
    AND ends_on BETWEEN '2025-06-30' AND '2027-05-28'
  UNION ALL
  SELECT last, code || '/governor', 'forward', code FROM stated
  WHERE kind IN ('ksdpl', 'ksdll') AND document <> 'loi' AND ends_on BETWEEN '2025-06-30' AND '2027-05-28'
  UNION ALL
  SELECT min(date(coalesce(effective_on, signed_on), iif(document = 'loi', '+12 months', '+60 months')),
      date(coalesce(effective_on, signed_on), 'start of month', iif(document = 'loi', '+13 months', '+61 months'), '-1 day')),
    code || '/limit', 'ground', code FROM stated
  WHERE (legal_ground IS NULL OR document IN ('loi', 'naskah'))
    AND (substr(ends_on, 1, 4) - substr(coalesce(effective_on, signed_on), 1, 4) >= iif(document = 'loi', 1, 5)
         OR code IN (SELECT agreement FROM amendment))
    AND last > min(date(coalesce(effective_on, signed_on), iif(document = 'loi', '+12 months', '+60 months')),
      date(coalesce(effective_on, signed_on), 'start of month', iif(document = 'loi', '+13 months', '+61 months'), '-1 day'))
  UNION ALL
  SELECT coalesce(valid_until, decided_on), agreement || '/' || position || '/decision', 'carry-out', agreement
  FROM decision WHERE word IN ('amend', 'widen', 'end') AND decided_on <= '2026-06-30'
    AND (closed_on IS NULL OR closed_on > '2026-06-30')
  UNION ALL
  SELECT due_on, code || '/due', 'meet', agreement FROM obligation WHERE due_on BETWEEN '2025-06-30' AND '2026-09-28'
),
judged AS (
  SELECT item.*, a.title, a.last, a.document,
    coalesce((SELECT l.department FROM lead l WHERE l.agreement = a.code AND l.handed_on <= '2026-06-30'
      ORDER BY l.handed_on DESC, l.position DESC LIMIT 1), a.department) AS department,
    (SELECT p.name FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = a.code
      ORDER BY party.position LIMIT 1) AS partner,
    (SELECT d.word FROM decision d WHERE d.agreement = a.code AND d.decided_on <= '2026-06-30'
      AND (d.closed_on IS NULL OR d.closed_on > '2026-06-30') ORDER BY d.decided_on DESC LIMIT 1) AS decision,
    (SELECT max(r.put_off_to) FROM reminder r WHERE r.item = item.key AND r.put_off_on <= '2026-06-30') AS put_off,
    EXISTS (SELECT 1 FROM agreement s WHERE s.predecessor = a.code AND s.signed IS NOT 'no') AS followed,
    CASE
      WHEN signed = 'no' OR (signed = 'yes' AND signed_on > '2026-06-30')
        OR (coalesce(signed, 'unknown') = 'unknown' AND NOT coalesce(coalesce(effective_on, signed_on) <= '2026-06-30',
            requested_on IS NULL))
      THEN 'before'
      WHEN ended_on <= '2026-06-30' THEN 'ended'
      WHEN last < '2026-06-30' THEN 'lapsed'
      ELSE 'alive' END AS state
  FROM item JOIN stated a ON a.code = item.code
  WHERE item.day BETWEEN '2025-06-30' AND '2026-09-28'
)
SELECT day, CAST(julianday(day) - julianday('2026-06-30') AS INTEGER) AS days, key, title,
  iif(what = 'end' AND state = 'lapsed', 'decide', iif(what = 'end', 'propose', what)) AS what, partner, department,
  state, code
FROM judged
WHERE (state = 'alive' OR (state = 'lapsed' AND what = 'end')) AND NOT (what = 'ground' AND last < '2026-06-30')
  AND NOT followed AND coalesce(put_off <= '2026-06-30', 1) AND coalesce(decision NOT IN ('lapse', 'end'), 1)
ORDER BY day, key;
SELECT sum(ends_on < '2025-06-30' AND NOT coalesce(ended_on <= '2026-06-30', 0) AND signed IS NOT 'no') AS older,
  sum(ends_on IS NULL AND NOT coalesce(ended_on <= '2026-06-30', 0) AND signed IS NOT 'no') AS endless
FROM agreement;
