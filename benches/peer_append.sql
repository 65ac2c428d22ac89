-- The sqlite3 shell doing the work of a later `sinergi import agreements` into a filled file: the indexes stay, known
-- departments and partners are found by name, new ones made, rows that are there already are not taken twice.
-- Run in the folder of append.csv: sqlite3 FILE < peer_append.sql
PRAGMA foreign_keys = ON;
CREATE TEMP TABLE staged (number, title, kind, document, department, partners, affair, programme, signed_on, start,
                          "end", value, status, notes);
.mode csv
.import --skip 1 --schema temp append.csv staged
BEGIN IMMEDIATE;
PRAGMA defer_foreign_keys = ON;
INSERT INTO operation (number, at, actor, verb, command)
  SELECT max(number) + 1, '2026-06-30T00:00:00+00:00', 'peer', 'import', 'import' FROM operation;
CREATE TEMP TABLE this AS SELECT max(number) AS operation FROM operation;
CREATE TEMP TABLE code_of AS
  SELECT s.rowid AS line, printf('KS-2026-%04d', (SELECT next FROM counter WHERE name = 'KS-2026') - 1
           + row_number() OVER (ORDER BY s.rowid)) AS code
  FROM staged s WHERE NOT EXISTS (SELECT 1 FROM agreement a WHERE a.own_number = trim(s.number));
CREATE TEMP TABLE department_of (name TEXT PRIMARY KEY, code TEXT);
INSERT OR IGNORE INTO department_of SELECT name, code FROM department;
INSERT INTO department (code, name, kind)
  SELECT 'N' || row_number() OVER (), department, 'other'
  FROM (SELECT DISTINCT department FROM staged WHERE department NOT IN (SELECT name FROM department_of));
INSERT OR IGNORE INTO department_of SELECT name, code FROM department;
CREATE TEMP TABLE party_of AS
  WITH RECURSIVE cut (line, position, name, rest) AS (
    SELECT rowid, 0, NULL, partners || ';' FROM staged
    UNION ALL
    SELECT line, position + 1, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
    FROM cut WHERE rest <> ''
  )
  SELECT line, position, name FROM cut WHERE position > 0 AND name <> '';
CREATE TEMP TABLE partner_of (name TEXT PRIMARY KEY, code TEXT);
INSERT OR IGNORE INTO partner_of SELECT name, code FROM partner;
INSERT INTO partner (code, name, kind)
  SELECT 'N' || row_number() OVER (), name, 'unknown'
  FROM (SELECT DISTINCT name FROM party_of WHERE name NOT IN (SELECT name FROM partner_of));
INSERT INTO change SELECT 'partner', code, operation, partner.rowid, 'created', NULL, NULL, NULL
  FROM partner, this WHERE name NOT IN (SELECT name FROM partner_of);
INSERT OR IGNORE INTO partner_of SELECT name, code FROM partner;
INSERT INTO agreement (code, kind, document, department, title, affair, standing, own_number, programme, value, signed,
                       signed_on, effective_on, ends_on, end_rule, source_status, note)
  SELECT c.code, s.kind, s.document, d.code, trim(s.title), s.affair, 'own', nullif(trim(s.number), ''),
         nullif(trim(s.programme), ''), CAST(nullif(s.value, '') AS INTEGER), 'yes', nullif(s.signed_on, ''),
         nullif(s.start, ''), nullif(s."end", ''), 'date', nullif(trim(s.status), ''), nullif(trim(s.notes), '')
  FROM staged s JOIN code_of c ON c.line = s.rowid JOIN department_of d ON d.name = s.department;
INSERT INTO party (agreement, position, partner)
  SELECT c.code, p.position, q.code
  FROM party_of p JOIN code_of c ON c.line = p.line JOIN partner_of q ON q.name = p.name;
INSERT INTO change SELECT 'agreement', code, operation, 1000 + line, 'created', NULL, NULL, NULL FROM code_of, this;
UPDATE counter SET next = next + (SELECT count(*) FROM code_of) WHERE name = 'KS-2026';
COMMIT;
