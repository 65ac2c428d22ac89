-- 50 agreements of a department, as `sinergi agreement list --department CODE --limit 50 --as-of 2026-06-30 -O csv`
-- with its usual columns. @DEPARTMENT@ is filled in by benches/run.
.mode csv
.headers on
SELECT code,
  CASE
    WHEN signed = 'no' OR (signed = 'yes' AND signed_on > '2026-06-30')
      OR (coalesce(signed, 'unknown') = 'unknown' AND NOT coalesce(coalesce(effective_on, signed_on) <= '2026-06-30',
          requested_on IS NULL))
    THEN CASE WHEN requested_on <= '2026-06-30' THEN 'in-process'
              WHEN requested_on IS NULL AND mapped = 1 THEN 'mapped'
              WHEN requested_on IS NULL AND signed = 'no' THEN 'in-process'
              ELSE 'not-yet' END
    WHEN ended_on <= '2026-06-30' THEN 'ended'
    WHEN ends_on < '2026-06-30' THEN 'lapsed'
    WHEN effective_on > '2026-06-30' THEN 'signed'
    WHEN ends_on <= '2026-09-28' THEN 'ending-soon'
    WHEN ends_on IS NOT NULL OR end_rule IN ('open-ended', 'conditional') THEN 'running'
    ELSE 'unknown-term' END AS status,
  kind, document, department,
  (SELECT p.name || iif((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) > 1,
       ' +' || ((SELECT count(*) FROM party n WHERE n.agreement = agreement.code) - 1), '')
   FROM party JOIN partner p ON p.code = party.partner WHERE party.agreement = agreement.code
   ORDER BY party.position LIMIT 1) AS partner,
  title, own_number, value, ends_on, CAST(julianday(ends_on) - julianday('2026-06-30') AS INTEGER) AS days_left
FROM agreement WHERE department = '@DEPARTMENT@' ORDER BY code LIMIT 50;
