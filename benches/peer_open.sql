-- One record by its code, as `sinergi agreement list --code CODE --columns code,title,department,ends_on,value -O csv`.
.mode csv
.headers on
SELECT code, title, department, ends_on, value FROM agreement WHERE code = 'KS-2026-0500';
