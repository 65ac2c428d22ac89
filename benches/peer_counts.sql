-- All that `sinergi report map` counts: by kind, department, affair, kind of first partner and year of signing, by
-- state as of a day, with the sums of values. The states are found once and kept aside.
.mode csv
CREATE TEMP TABLE counted AS SELECT kind, department, affair,
  (SELECT p.kind FROM party JOIN partner p ON p.code = party.partner
   WHERE party.agreement = agreement.code ORDER BY party.position LIMIT 1) AS partner_kind,
  substr(signed_on, 1, 4) AS year, value,
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
    ELSE 'unknown-term' END AS state
FROM agreement;
SELECT kind, state, count(*), sum(value) FROM counted GROUP BY 1, 2;
SELECT department, state, count(*), sum(value) FROM counted GROUP BY 1, 2;
SELECT affair, state, count(*), sum(value) FROM counted GROUP BY 1, 2;
SELECT partner_kind, state, count(*), sum(value) FROM counted GROUP BY 1, 2;
SELECT year, state, count(*), sum(value) FROM counted GROUP BY 1, 2;
