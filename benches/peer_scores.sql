-- The means of `sinergi report evaluation --part departments --as-of 2026-06-30 -O csv`, and all its other columns:
-- of every agreement and period the secretariat's evaluation, else the department's, where anything is answered; its
-- score is the weighted points over the most that was possible, and counts where 60 percent of what applies is answered.
.mode csv
.headers on
-- What each answer is worth: the options of the questions cut at `;`.
CREATE TEMP TABLE worth (question, option, points, most, weight, PRIMARY KEY (question, option)) WITHOUT ROWID;
INSERT INTO worth
  WITH RECURSIVE cut (question, weight, option, rest) AS (
    SELECT code, weight, NULL, options || ';' FROM question WHERE instrument = 'MONEV.1'
    UNION ALL
    SELECT question, weight, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
    FROM cut WHERE rest <> ''
  ),
  read AS (
    SELECT question, substr(option, 1, instr(option, '=') - 1) AS option,
      CAST(substr(option, instr(option, '=') + 1) AS INTEGER) AS points, weight
    FROM cut WHERE option <> ''
  )
  SELECT question, option, points, max(points) OVER (PARTITION BY question), weight FROM read;
WITH scored AS (
  SELECT e.agreement, e.period, e.assessor, sum(w.points * w.weight) AS points, sum(w.most * w.weight) AS most,
    count(w.points) AS answered,
    (SELECT count(DISTINCT question) FROM worth) - count(*) FILTER (WHERE a.option = 'na') AS applicable
  FROM evaluation e JOIN answer a ON a.evaluation = e.code
    LEFT JOIN worth w ON w.question = a.question AND w.option = a.option
  WHERE e.answered_on <= '2026-06-30' AND e.assessor <> 'partner'
  GROUP BY e.code HAVING count(w.points) > 0
),
-- In the order of words the secretariat comes after the department; max() takes the other columns from its row.
official AS (
  SELECT agreement, max(assessor) AS assessor, points, most, answered, applicable FROM scored GROUP BY agreement, period
),
judged AS (
  SELECT agreement, assessor, CAST(points AS REAL) / most AS score,
    CASE WHEN answered * 100 < 60 * applicable THEN 'cannot-say'
         WHEN points * 100 >= 80 * most THEN 'good'
         WHEN points * 100 >= 60 * most THEN 'fair'
         ELSE 'poor' END AS verdict
  FROM official
)
SELECT coalesce((SELECT l.department FROM lead l WHERE l.agreement = agreement.code AND l.handed_on <= '2026-06-30'
    ORDER BY l.handed_on DESC, l.position DESC LIMIT 1), agreement.department) AS department,
  (SELECT name FROM department d WHERE d.code = agreement.department) AS name,
  count(*) FILTER (WHERE verdict <> 'cannot-say') AS counted, avg(score) FILTER (WHERE verdict <> 'cannot-say') AS mean,
  sum(verdict = 'good') AS good, sum(verdict = 'fair') AS fair, sum(verdict = 'poor') AS poor,
  sum(verdict = 'cannot-say') AS cannot_say, sum(assessor = 'department') AS provisional
FROM judged JOIN agreement ON agreement.code = judged.agreement
GROUP BY 1 ORDER BY 1;
