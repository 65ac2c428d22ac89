-- The sqlite3 shell doing the work of `sinergi import agreements`, on a file made by `sinergi init`: the CSV into a
-- staging table, then the same tables, keys, checks, indexes and one history row a record.
-- Run in the folder of agreements.csv: sqlite3 FILE < peer_import.sql
PRAGMA foreign_keys = ON;
CREATE TEMP TABLE staged (number, title, kind, document, department, partners, affair, programme, signed_on, start,
                          "end", value, status, notes);
.mode csv
.import --skip 1 --schema temp agreements.csv staged
BEGIN IMMEDIATE;
PRAGMA defer_foreign_keys = ON;
DROP INDEX agreement_department;
DROP INDEX agreement_ends_on;
DROP INDEX agreement_own_number;
DROP INDEX agreement_request_number;
DROP INDEX agreement_parent;
DROP INDEX party_partner;
DROP INDEX involvement_department;
INSERT INTO operation (number, at, actor, verb, command)
  SELECT coalesce(max(number), 0) + 1, '2026-06-30T00:00:00+00:00', 'peer', 'import', 'import' FROM operation;
CREATE TEMP TABLE this AS SELECT max(number) AS operation FROM operation;
CREATE TEMP TABLE department_of AS
  SELECT 'D' || row_number() OVER () AS code, name FROM (SELECT DISTINCT department AS name FROM staged);
CREATE UNIQUE INDEX temp.department_of_name ON department_of (name);
INSERT INTO department (code, name, kind) SELECT code, name, 'other' FROM department_of;
INSERT INTO change
  SELECT 'department', code, operation, d.rowid, 'created', NULL, NULL, NULL FROM department_of d, this;
-- Every partner of every row, in order: the cell is cut at `;`.
CREATE TEMP TABLE party_of AS
  WITH RECURSIVE cut (agreement, position, name, rest) AS (
    SELECT rowid, 0, NULL, partners || ';' FROM staged
    UNION ALL
    SELECT agreement, position + 1, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
    FROM cut WHERE rest <> ''
  )
  SELECT agreement, position, name FROM cut WHERE position > 0 AND name <> '';
CREATE TEMP TABLE partner_of AS
  SELECT 'P' || row_number() OVER () AS code, name FROM (SELECT DISTINCT name FROM party_of);
CREATE UNIQUE INDEX temp.partner_of_name ON partner_of (name);
INSERT INTO partner (code, name, kind) SELECT code, name, 'unknown' FROM partner_of;
INSERT INTO change
  SELECT 'partner', code, operation, p.rowid, 'created', NULL, NULL, NULL FROM partner_of p, this;
INSERT INTO agreement (code, kind, document, department, title, affair, standing, own_number, programme, value, signed,
                       signed_on, effective_on, ends_on, end_rule, source_status, note)
  SELECT printf('KS-2026-%04d', s.rowid), s.kind, s.document, d.code, trim(s.title), s.affair, 'own',
         nullif(trim(s.number), ''), nullif(trim(s.programme), ''), CAST(nullif(s.value, '') AS INTEGER), 'yes',
         nullif(s.signed_on, ''), nullif(s.start, ''), nullif(s."end", ''), 'date', nullif(trim(s.status), ''),
         nullif(trim(s.notes), '')
  FROM staged s JOIN department_of d ON d.name = s.department;
INSERT INTO party (agreement, position, partner)
  SELECT printf('KS-2026-%04d', p.agreement), p.position, q.code FROM party_of p JOIN partner_of q ON q.name = p.name;
INSERT INTO change
  SELECT 'agreement', printf('KS-2026-%04d', s.rowid), operation, 1000 + s.rowid, 'created', NULL, NULL, NULL
  FROM staged s, this;
CREATE INDEX agreement_department ON agreement (department, code);
CREATE INDEX agreement_ends_on ON agreement (ends_on);
CREATE INDEX agreement_request_number ON agreement (request_number) WHERE request_number IS NOT NULL;
CREATE INDEX agreement_own_number ON agreement (own_number);
CREATE INDEX agreement_parent ON agreement (parent) WHERE parent IS NOT NULL;
CREATE INDEX party_partner ON party (partner);
CREATE INDEX involvement_department ON involvement (department);
INSERT INTO counter VALUES ('KS-2026', (SELECT count(*) + 1 FROM staged));
COMMIT;
