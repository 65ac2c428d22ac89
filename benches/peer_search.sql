-- Agreements in which a word occurs, over the columns that `sinergi search serat` looks at.
.mode csv
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
  own_number, title,
  (SELECT p.name FROM party JOIN partner p ON p.code = party.partner
   WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1) AS partner
FROM agreement
WHERE title LIKE '%serat%' OR own_number LIKE '%serat%' OR request_number LIKE '%serat%' OR note LIKE '%serat%'
  OR purpose LIKE '%serat%' OR scope LIKE '%serat%' OR umbrella LIKE '%serat%' OR applicant LIKE '%serat%'
  OR code LIKE '%serat%'
  OR code IN (SELECT agreement FROM party JOIN partner p ON p.code = party.partner
              WHERE p.name LIKE '%serat%' OR party.signed_name LIKE '%serat%' OR party.number LIKE '%serat%')
ORDER BY code;
