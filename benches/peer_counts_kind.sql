-- How many agreements by kind and state as of a day, as `sinergi report map --part kind`.
.mode csv
SELECT kind,
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
    ELSE 'unknown-term' END AS state,
  count(*), sum(value)
FROM agreement GROUP BY 1, 2;
