-- A table of 10,000 rows and 8 columns for people, as `sinergi agreement list --limit 10000 --columns …`.
.mode column
SELECT code, kind, document, department, title, own_number, value, ends_on FROM agreement ORDER BY code LIMIT 10000;
