-- Every agreement with every stored column in the order of codes, as `sinergi export agreements -o FILE.csv`.
.mode csv
.headers on
SELECT * FROM agreement ORDER BY code;
