-- One agreement with one party, as `sinergi agreement add` writes it: operation, agreement, party, history, counter,
-- in one transaction. @DEPARTMENT@ and @PARTNER@ are filled in by benches/run.
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
INSERT INTO operation (number, at, actor, verb, command)
  SELECT coalesce(max(number), 0) + 1, '2026-06-30T08:00:00+07:00', 'peer', 'agreement add',
         'sinergi agreement add --title "Rujukan pasien" --kind ksdpk --document pks' FROM operation;
INSERT INTO agreement (code, kind, document, department, title, standing, value, signed, signed_on, ends_on, end_rule)
  SELECT printf('KS-2026-%04d', next), 'ksdpk', 'pks', '@DEPARTMENT@', 'Rujukan pasien', 'own', 5000000, 'yes',
         '2026-01-15', '2028-01-14', 'date' FROM counter WHERE name = 'KS-2026';
INSERT INTO party (agreement, position, partner)
  SELECT printf('KS-2026-%04d', next), 1, '@PARTNER@' FROM counter WHERE name = 'KS-2026';
INSERT INTO change (register, code, operation, sequence, action)
  SELECT 'agreement', printf('KS-2026-%04d', next), (SELECT max(number) FROM operation), 1, 'created'
  FROM counter WHERE name = 'KS-2026';
UPDATE counter SET next = next + 1 WHERE name = 'KS-2026' RETURNING printf('KS-2026-%04d', next - 1);
COMMIT;
