-- The plainest mean of points by department: one join over agreements, evaluations, answers and what these are worth,
-- without asking which evaluation counts and whether enough is answered.
.mode csv
.headers on
CREATE TEMP TABLE worth (question, option, points, most, PRIMARY KEY (question, option)) WITHOUT ROWID;
INSERT INTO worth
  WITH RECURSIVE cut (question, option, rest) AS (
    SELECT code, NULL, options || ';' FROM question WHERE instrument = 'MONEV.1'
    UNION ALL
    SELECT question, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
    FROM cut WHERE rest <> ''
  ),
  read AS (
    SELECT question, substr(option, 1, instr(option, '=') - 1) AS option,
      CAST(substr(option, instr(option, '=') + 1) AS INTEGER) AS points
    FROM cut WHERE option <> ''
  )
  SELECT question, option, points, max(points) OVER (PARTITION BY question) FROM read;
SELECT agreement.department, avg(w.points * 1.0 / w.most)
FROM agreement JOIN evaluation e ON e.agreement = agreement.code JOIN answer a ON a.evaluation = e.code
  JOIN worth w ON w.question = a.question AND w.option = a.option
GROUP BY 1 ORDER BY 1;
